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

from bot.handlers.access import Access, Doorkeeper
from bot.handlers.browse import Browsing
from bot.handlers.channel_posts import Channels
from bot.conversation.settings_menu import CHOICES
from bot.handlers.settings_menu import Choosing
from bot.conversation.conversation import Conversation
from bot.transport.sender import Delivery
from bot.handlers.inline import Elsewhere
from bot.support.shutdown import GivenUpError
from bot.handlers.admin_exclude import Forgetting
from bot.handlers.commands import Handlers, polling_failed
from bot.runtime.health import Vitals
from bot.state.update_store import Inbox
from bot.support.index_jobs import Indexing
from bot.transport.retrying import Insistence
from bot.conversation.browse import PRESSES
from bot.transport.watchdog import WatchedRequest
from bot.handlers.chat_migration import Moving
from bot.handlers.admin import LINKS, Operating
from bot.views.results import Me
from bot.views.callback_data import Action
from bot.handlers.profile import introduce
from bot.handlers.questions import Questions
from bot.transport.single_instance import Conflicts
from bot.support.settings import Settings
from bot.transport.dispatch import Turns
from bot.transport.update_queue import UpdateQueue
from bot.handlers.alerts import Watching
from bot.support.threads import Workers

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


def build(settings: Settings, conversation: Conversation, vitals: Vitals | None = None) -> App:
    """The application with all its handlers; it fetches updates unless there is a webhook.

    Args:
        settings: with a token.
        vitals: what is counted and known of this run.
    """
    vitals = vitals or Vitals()
    if settings.telegram_bot_token is None:
        raise ValueError("a Telegram application needs a token")
    inbox, disk = Inbox(settings.state_dir), Workers(1, "inbox")
    vitals.metrics.watch_waiting(inbox.waiting)
    queue = UpdateQueue(inbox, disk)
    turns = Turns(inbox, disk, queue.dealt_with)
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
    searches, workers = Workers(settings.workers, "search"), Workers(_LIGHT_THREADS, "light")
    delivery = Delivery(app.bot, Insistence())
    questions = Questions(conversation, delivery, workers, searches, vitals.metrics, settings.deadline)
    handlers = Handlers(conversation, delivery, workers, questions)
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
    app.add_handler(TypeHandler(Update, Doorkeeper(access, delivery).admit), group=-1)
    if conversation.watches is not None:
        watching = Watching(conversation.watches, conversation.archive, delivery, access, conversation.choices.words)
        app.bot_data["watching"] = watching
        _route_watching(app, watching)
    _route_browsing(
        app,
        Browsing(conversation.library, delivery, workers, questions, conversation.choices.words, conversation.memory),
    )
    _route_choosing(app, Choosing(conversation.choices, delivery, workers))
    indexing = Indexing(settings)
    if settings.admin_ids:
        operating = Operating(settings, conversation, delivery, workers, indexing)
        forgetting = Forgetting(conversation, delivery, workers, indexing, settings.admin_ids)
        _route_operating(app, operating, forgetting, settings.admin_ids)
    if settings.channels:
        channels = Channels(settings.seeds_dir, settings.state_dir, indexing.succeeds)
        app.bot_data["channels"] = channels
        posts = filters.UpdateType.CHANNEL_POSTS & filters.Chat(list(settings.channels))
        app.add_handler(MessageHandler(posts, channels.post))
    _route(app, handlers, questions, Elsewhere(questions.offers, handlers.words))
    conflicts = Conflicts(vitals.pulse.polling_s, vitals.ending.ask, newcomers_patience_s=vitals.newcomers_patience_s)
    app.add_error_handler(lambda update, context: polling_failed(update, context, conflicts))
    return app


def _request(
    vitals: Vitals, refused: Callable[[], object], connection_pool_size: int, read_timeout: float
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


def _route(app: App, handlers: Handlers, questions: Questions, elsewhere: Elsewhere) -> None:
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


def _route_operating(app: App, operating: Operating, forgetting: Forgetting, people: Collection[int]) -> None:
    theirs = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.User(list(people))
    app.add_handler(CommandHandler("reindex", operating.reindex, theirs))
    app.add_handler(CommandHandler("stats", operating.stats, theirs))
    app.add_handler(CommandHandler("help", operating.help, theirs))
    app.add_handler(CommandHandler("forget", forgetting.command, theirs & ~_FORGET_ME))
    app.add_handler(CallbackQueryHandler(forgetting.press, rf"v1:{Action.FORGET}:"))
    app.add_handler(MessageHandler(theirs & filters.Document.ALL, operating.document))
    app.add_handler(MessageHandler(theirs & _LINKS, operating.links))


def _route_watching(app: App, watching: Watching) -> None:
    for command, callback in (("watch", watching.watch), ("unwatch", watching.unwatch), ("quiet", watching.quiet)):
        app.add_handler(CommandHandler(command, callback, filters.UpdateType.MESSAGE))
    app.add_handler(CallbackQueryHandler(watching.press, rf"v1:{Action.UNWATCH}:"))


def _route_browsing(app: App, browsing: Browsing) -> None:
    for command, callback in (
        ("latest", browsing.latest), ("sources", browsing.sources), ("article", browsing.article),
        ("digest", browsing.digest),
    ):  # fmt: skip
        app.add_handler(CommandHandler(command, callback, filters.UpdateType.MESSAGE))
    app.add_handler(CallbackQueryHandler(browsing.press, rf"v1:[{''.join(sorted(PRESSES))}]:"))


def _route_choosing(app: App, choosing: Choosing) -> None:
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
