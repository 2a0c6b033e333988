"""The Telegram application: which update goes to which handler, and what goes on beside."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.conversation.browse import PRESSES
from bot.conversation.conversation import Conversation
from bot.conversation.settings_menu import CHOICES
from bot.handlers.access import Access, AccessGuard
from bot.handlers.admin import LINKS, AdminHandlers
from bot.handlers.admin_exclude import ExcludeHandlers
from bot.handlers.alerts import AlertHandlers
from bot.handlers.browse import BrowseHandlers
from bot.handlers.channel_posts import ChannelHandlers
from bot.handlers.chat_migration import Moving
from bot.handlers.commands import CommandHandlers, polling_failed
from bot.handlers.inline import InlineHandlers
from bot.handlers.profile import introduce
from bot.handlers.questions import QuestionHandlers
from bot.handlers.settings_menu import SettingsHandlers
from bot.runtime.health import HealthState
from bot.state.update_store import UpdateStore
from bot.support.index_jobs import IndexJobs
from bot.support.settings import Settings
from bot.support.shutdown import GivenUpError
from bot.support.threads import ThreadPools
from bot.transport.dispatch import UpdateDispatcher
from bot.transport.retrying import Retrier
from bot.transport.sender import Sender
from bot.transport.single_instance import ConflictWatch
from bot.transport.update_queue import UpdateQueue
from bot.transport.watchdog import WatchedRequest
from bot.views.callback_data import Action
from bot.views.results import Me

_log = logging.getLogger(__name__)

App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
]
TOKEN_REFUSED = "Telegram refused TELEGRAM_BOT_TOKEN: get a valid one from @BotFather (/token)"  # noqa: S105
_LIGHT_THREADS = 4
_FORGET_EVERY_S = 3600.0
_LINKS = filters.Regex(LINKS)
_FORGET_ME = filters.Regex(r"^/\S+\s+me\s*$")


def build(settings: Settings, conversation: Conversation, vitals: HealthState | None = None) -> App:
    """The application with all its handlers; it fetches updates unless there is a webhook.

    Args:
        settings: with a token.
        vitals: what is counted and known of this run.
    """
    vitals = vitals or HealthState()
    if settings.telegram_bot_token is None:
        raise ValueError("a Telegram application needs a token")
    inbox, disk = UpdateStore(settings.state_dir), ThreadPools(1, "inbox")
    vitals.metrics.watch_waiting(inbox.waiting)
    queue = UpdateQueue(inbox, disk)
    turns = UpdateDispatcher(inbox, disk, queue.dealt_with)
    queue.when_closed(turns.close_soon)

    def refused() -> None:
        turns.close()  # whoever starts the bot with another token has what is left answered
        vitals.ending.ask(GivenUpError(TOKEN_REFUSED, 2))

    builder = (
        ApplicationBuilder()
        .token(settings.telegram_bot_token.get_secret_value())
        .base_url(settings.telegram_api_base_url)
        .base_file_url(settings.telegram_api_base_file_url)
        # Two pools: a torn long poll must never hold the connections that answers need.
        .request(_request(vitals, refused, connection_pool_size=64, read_timeout=15))
        .get_updates_request(_request(vitals, refused, connection_pool_size=8, read_timeout=5))
        .update_queue(queue)
        .concurrent_updates(turns)
        .post_init(_post_init)
        .post_shutdown(_post_shutdown)
    )
    app: App = builder.build() if settings.webhook_url is None else builder.updater(None).build()
    # Two pools: however long questions take, commands, buttons and what is looked up for both have threads.
    searches, workers = ThreadPools(settings.workers, "search"), ThreadPools(_LIGHT_THREADS, "light")
    delivery = Sender(app.bot, Retrier())
    questions = QuestionHandlers(conversation, delivery, workers, searches, vitals.metrics, settings.deadline)
    handlers = CommandHandlers(conversation, delivery, workers, questions)
    access = Access(
        settings.allowed_chats and settings.allowed_chats | settings.channels | settings.admin_ids,
        settings.blocked_users,
    )
    moving = Moving(conversation, workers, access)
    delivery.when_moved(moving.moved)
    app.bot_data.update(
        pools=(searches, workers, disk), conversation=conversation, inbox=inbox, queue=queue, handlers=handlers,
        moving=moving, questions=questions, workers=workers,
    )  # fmt: skip
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, moving.message), group=-2)
    app.add_handler(TypeHandler(Update, AccessGuard(access, delivery).admit), group=-1)
    if conversation.watches is not None:
        watching = AlertHandlers(
            conversation.watches, conversation.archive, delivery, access, conversation.choices.words
        )
        app.bot_data["watching"] = watching
        _route_watching(app, watching)
    _route_browsing(
        app,
        BrowseHandlers(
            conversation.library, delivery, workers, questions, conversation.choices.words, conversation.memory
        ),
    )
    _route_choosing(app, SettingsHandlers(conversation.choices, delivery, workers))
    indexing = IndexJobs(settings)
    if settings.admin_ids:
        operating = AdminHandlers(settings, conversation, delivery, workers, indexing)
        forgetting = ExcludeHandlers(conversation, delivery, workers, indexing, settings.admin_ids)
        _route_operating(app, operating, forgetting, settings.admin_ids)
    if settings.channels:
        channels = ChannelHandlers(settings.seeds_dir, settings.state_dir, indexing.succeeds)
        app.bot_data["channels"] = channels
        posts = filters.UpdateType.CHANNEL_POSTS & filters.Chat(list(settings.channels))
        app.add_handler(MessageHandler(posts, channels.post))
    _route(app, handlers, questions, InlineHandlers(questions.offers, handlers.words))
    conflicts = ConflictWatch(
        vitals.pulse.polling_s, vitals.ending.ask, newcomers_patience_s=vitals.newcomers_patience_s
    )
    app.add_error_handler(lambda update, context: polling_failed(update, context, conflicts))
    return app


def _request(
    vitals: HealthState, refused: Callable[[], object], connection_pool_size: int, read_timeout: float
) -> WatchedRequest:
    return WatchedRequest(
        vitals.pulse,
        vitals.metrics,
        refused,
        connection_pool_size=connection_pool_size,
        pool_timeout=10,
        connect_timeout=10,
        read_timeout=read_timeout,
    )


def _route(app: App, handlers: CommandHandlers, questions: QuestionHandlers, elsewhere: InlineHandlers) -> None:
    new = filters.UpdateType.MESSAGE
    private = new & filters.ChatType.PRIVATE
    group = new & filters.ChatType.GROUPS

    app.add_handler(CommandHandler("start", handlers.start, new))
    app.add_handler(CommandHandler("help", handlers.help, new))
    app.add_handler(CommandHandler("privacy", handlers.privacy, new))
    app.add_handler(CommandHandler("forget_me", handlers.forget_me, new))
    app.add_handler(CommandHandler("forget", handlers.forget_me, new & _FORGET_ME))
    app.add_handler(CommandHandler("ask", questions.question, new))
    app.add_handler(MessageHandler(private & filters.COMMAND, handlers.unknown_command))
    app.add_handler(MessageHandler(private & (filters.TEXT | filters.CAPTION), questions.question))
    app.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, handlers.not_text))
    app.add_handler(MessageHandler(group & (filters.TEXT | filters.CAPTION), questions.question))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, questions.edited))
    app.add_handler(CallbackQueryHandler(handlers.forget_me_press, rf"v1:{Action.FORGET_ME}:"))
    app.add_handler(CallbackQueryHandler(handlers.press))
    app.add_handler(InlineQueryHandler(elsewhere.inline))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, elsewhere.guest))
    app.add_error_handler(handlers.error)


def _route_operating(app: App, operating: AdminHandlers, forgetting: ExcludeHandlers, people: Collection[int]) -> None:
    theirs = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.User(list(people))
    app.add_handler(CommandHandler("reindex", operating.reindex, theirs))
    app.add_handler(CommandHandler("stats", operating.stats, theirs))
    app.add_handler(CommandHandler("help", operating.help, theirs))
    app.add_handler(CommandHandler("forget", forgetting.command, theirs & ~_FORGET_ME))
    app.add_handler(CallbackQueryHandler(forgetting.press, rf"v1:{Action.FORGET}:"))
    app.add_handler(MessageHandler(theirs & filters.Document.ALL, operating.document))
    app.add_handler(MessageHandler(theirs & _LINKS, operating.links))


def _route_watching(app: App, watching: AlertHandlers) -> None:
    for command, callback in (("watch", watching.watch), ("unwatch", watching.unwatch), ("quiet", watching.quiet)):
        app.add_handler(CommandHandler(command, callback, filters.UpdateType.MESSAGE))
    app.add_handler(CallbackQueryHandler(watching.press, rf"v1:{Action.UNWATCH}:"))


def _route_browsing(app: App, browsing: BrowseHandlers) -> None:
    for command, callback in (
        ("latest", browsing.latest), ("sources", browsing.sources), ("article", browsing.article),
        ("digest", browsing.digest),
    ):  # fmt: skip
        app.add_handler(CommandHandler(command, callback, filters.UpdateType.MESSAGE))
    app.add_handler(CallbackQueryHandler(browsing.press, rf"v1:[{''.join(sorted(PRESSES))}]:"))


def _route_choosing(app: App, choosing: SettingsHandlers) -> None:
    new = filters.UpdateType.MESSAGE
    app.add_handler(CommandHandler("settings", choosing.settings, new))
    app.add_handler(CommandHandler("language", choosing.language, new))
    app.add_handler(CallbackQueryHandler(choosing.press, rf"v1:[{''.join(sorted(CHOICES))}]:"))


async def _post_init(app: App) -> None:
    me = app.bot.bot
    app.bot_data["conversation"].introduce(Me(me.username or "", bool(me.supports_inline_queries)))
    await app.bot_data["moving"].recall()
    await app.bot_data["queue"].replay(app.bot, app.bot_data["handlers"].give_up)
    await introduce(app.bot)
    app.bot_data["beside"] = [asyncio.create_task(_keep_house(app))]
    for name in ("watching", "channels"):
        if name in app.bot_data:
            app.bot_data["beside"].append(asyncio.create_task(app.bot_data[name].run()))


async def _keep_house(app: App) -> None:
    conversation: Conversation = app.bot_data["conversation"]

    def forget_old() -> None:
        conversation.memory.forget_old()
        app.bot_data["inbox"].forget_old()

    # The examples also warm up what the first question needs.
    work: Callable[[], object] = conversation.examples
    run = app.bot_data["questions"].searched
    while True:
        try:
            await run(work)
        except Exception:
            _log.exception("%s failed", work.__name__)
        await asyncio.sleep(_FORGET_EVERY_S)
        work, run = forget_old, app.bot_data["workers"].run


async def _post_shutdown(app: App) -> None:
    beside: list[asyncio.Task[None]] = app.bot_data.get("beside", [])
    for task in beside:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    if "watching" in app.bot_data:
        await asyncio.to_thread(app.bot_data["watching"].close)
    for pool in app.bot_data["pools"]:
        await asyncio.to_thread(pool.close)
    await asyncio.to_thread(app.bot_data["inbox"].close)
