"""The Telegram application: which update goes to which handler, and how the bot starts and stops."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeAlias

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, CommandHandler, MessageHandler, filters
from tornado.httpserver import HTTPServer

from bot.conversation import Conversation
from bot.delivery import Delivery
from bot.ending import GivenUpError
from bot.handlers import Handlers, polling_failed
from bot.health import Vitals, serve_health
from bot.liveness import Watchdog, WatchedRequest
from bot.profile import introduce
from bot.rivals import Conflicts
from bot.settings import Settings
from bot.turns import TurnByChat
from bot.webhook import Webhook, until_reached

_log = logging.getLogger(__name__)

App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

ALLOWED_UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
_POLL_S = 30
_FORGET_EVERY_S = 3600.0


class TokenError(Exception):
    """Telegram does not know the token."""


class _Source(Protocol):
    """Where updates come from."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


def run(settings: Settings, conversation: Conversation, vitals: Vitals | None = None) -> None:
    """Take updates and answer until SIGTERM or SIGINT; what was asked before is answered first.

    Args:
        vitals: what is counted and known of this run.

    Raises:
        TokenError: Telegram does not know the token.
        GivenUpError: the bot cannot go on.
    """
    try:
        asyncio.run(live(settings, conversation, vitals or Vitals()))
    except InvalidToken:
        # The library's message holds the token.
        raise TokenError("Telegram refused TELEGRAM_BOT_TOKEN: get a valid one from @BotFather (/token)") from None


async def live(settings: Settings, conversation: Conversation, vitals: Vitals) -> None:
    """From the first call to the last answer, in the running event loop of the main thread.

    Raises:
        InvalidToken: Telegram does not know the token.
        GivenUpError: the bot cannot go on.
    """
    app = build(settings, conversation, vitals)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, vitals.ending.ask)
    page = _serve_health(settings, vitals)
    stalled = GivenUpError(f"no call for updates has ended for {vitals.stalled_s:.0f} s", 1)
    watchdog = Watchdog(
        vitals.pulse.unpolled_s,
        lambda: loop.call_soon_threadsafe(vitals.ending.ask, stalled),
        vitals.stalled_s,
    )
    source = _source(app, settings, vitals)
    starting = asyncio.create_task(_start(app, source, vitals))
    ending = asyncio.create_task(vitals.ending.wait())
    try:
        await asyncio.wait({starting, ending}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            await ending
    finally:
        # Whoever presses Ctrl-C again does not want to wait for answers.
        loop.remove_signal_handler(signal.SIGINT)
        for task in (starting, ending):
            task.cancel()
        await asyncio.wait({starting, ending})
        await _stop(app, source, vitals)
        watchdog.close()
        if page is not None:
            page.stop()
            await page.close_all_connections()
    if vitals.ending.error is not None:
        raise vitals.ending.error


async def _start(app: App, source: _Source, vitals: Vitals) -> None:
    await until_reached(app.initialize)
    if app.post_init is not None:
        await app.post_init(app)
    await app.start()
    await source.start()
    vitals.ready = True


async def _stop(app: App, source: _Source, vitals: Vitals) -> None:
    vitals.ready = False
    try:
        await source.stop()
        if app.running:
            await app.stop()
    finally:
        await app.shutdown()
        # The application does not do it when its start was cut short.
        await app.bot.shutdown()
        if app.post_shutdown is not None:
            await app.post_shutdown(app)


def _serve_health(settings: Settings, vitals: Vitals) -> HTTPServer | None:
    if not settings.health_port:
        return None
    try:
        return serve_health(vitals, settings.health_port)
    except OSError as error:
        message = f"HEALTH_PORT: {settings.health_port} cannot be listened on: {error.strerror}"
        raise GivenUpError(message, 2) from error


def _source(app: App, settings: Settings, vitals: Vitals) -> _Source:
    if settings.webhook_url is not None:
        return Webhook(app, settings, vitals, ALLOWED_UPDATES)
    return _Polling(app)


class _Polling:
    """Updates that the bot fetches."""

    def __init__(self, app: App) -> None:
        assert app.updater is not None  # noqa: S101 - as built
        self._app = app
        self._updater = app.updater

    async def start(self) -> None:
        await self._updater.start_polling(
            timeout=_POLL_S,
            # Without Telegram's answer at the start the bot waits for it instead of ending.
            bootstrap_retries=-1,
            # Telegram remembers the list of the last time, so it is always said.
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
            error_callback=self._failed,
        )

    async def stop(self) -> None:
        if self._updater.running:
            await self._updater.stop()

    def _failed(self, error: TelegramError) -> None:
        self._app.create_task(self._app.process_error(update=None, error=error))


def build(settings: Settings, conversation: Conversation, vitals: Vitals | None = None) -> App:
    """The application with all its handlers; it fetches updates unless there is a webhook.

    Args:
        settings: with a token.
        vitals: what is counted and known of this run.
    """
    vitals = vitals or Vitals()
    if settings.telegram_bot_token is None:
        raise ValueError("a Telegram application needs a token")
    builder = (
        ApplicationBuilder()
        .token(settings.telegram_bot_token.get_secret_value())
        .base_url(settings.telegram_api_base_url)
        .base_file_url(settings.telegram_api_base_file_url)
        # Two pools: a torn long poll must never hold the connections that answers need.
        .request(_request(vitals, connection_pool_size=64, read_timeout=15))
        .get_updates_request(_request(vitals, connection_pool_size=8, read_timeout=5))
        .concurrent_updates(TurnByChat())
        .post_init(_post_init)
        .post_shutdown(_post_shutdown)
    )
    app: App = builder.build() if settings.webhook_url is None else builder.updater(None).build()
    workers = ThreadPoolExecutor(settings.workers, thread_name_prefix="search")
    app.bot_data.update(workers=workers, conversation=conversation)
    _route(app, Handlers(conversation, Delivery(app.bot), workers, vitals.metrics))
    conflicts = Conflicts(vitals.pulse.well_s, vitals.ending.ask, newcomers_patience_s=vitals.newcomers_patience_s)
    app.add_error_handler(lambda update, context: polling_failed(update, context, conflicts))
    return app


def _request(vitals: Vitals, connection_pool_size: int, read_timeout: float) -> WatchedRequest:
    return WatchedRequest(
        vitals.pulse,
        vitals.metrics,
        connection_pool_size=connection_pool_size,
        pool_timeout=10,
        connect_timeout=10,
        read_timeout=read_timeout,
    )


def _route(app: App, handlers: Handlers) -> None:
    new = filters.UpdateType.MESSAGE
    private = new & filters.ChatType.PRIVATE
    group = new & filters.ChatType.GROUPS

    app.add_handler(CommandHandler("start", handlers.start, new))
    app.add_handler(CommandHandler("help", handlers.help, new))
    app.add_handler(CommandHandler("sources", handlers.sources, new))
    app.add_handler(CommandHandler("privacy", handlers.privacy, new))
    app.add_handler(CommandHandler("ask", handlers.question, new))
    app.add_handler(MessageHandler(private & filters.COMMAND, handlers.unknown_command))
    app.add_handler(MessageHandler(private & (filters.TEXT | filters.CAPTION), handlers.question))
    app.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, handlers.not_text))
    app.add_handler(MessageHandler(group & (filters.TEXT | filters.CAPTION), handlers.question))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, handlers.edited))
    app.add_handler(CallbackQueryHandler(handlers.press))
    app.add_error_handler(handlers.error)


async def _post_init(app: App) -> None:
    await introduce(app.bot)
    app.bot_data["housekeeping"] = asyncio.create_task(_keep_house(app))
    _log.info("ready as @%s", app.bot.username)


async def _keep_house(app: App) -> None:
    conversation: Conversation = app.bot_data["conversation"]
    # The examples also warm up what the first question needs.
    work: Callable[[], object] = conversation.examples
    while True:
        try:
            await asyncio.get_running_loop().run_in_executor(app.bot_data["workers"], work)
        except Exception:
            _log.exception("%s failed", work.__name__)
        await asyncio.sleep(_FORGET_EVERY_S)
        work = conversation.forget_old


async def _post_shutdown(app: App) -> None:
    housekeeping: asyncio.Task[None] | None = app.bot_data.get("housekeeping")
    if housekeeping is not None:
        housekeeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await housekeeping
    app.bot_data["workers"].shutdown(wait=True)
