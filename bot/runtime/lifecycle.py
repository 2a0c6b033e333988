"""How the bot starts, where its updates come from, and how it ends."""

import asyncio
import contextlib
import logging
import signal
from typing import Protocol

from telegram.error import InvalidToken, TelegramError
from tornado.httpserver import HTTPServer

from bot.conversation.conversation import Conversation
from bot.runtime.app import ALLOWED_UPDATES, TOKEN_REFUSED, App, build
from bot.runtime.health import HealthState, serve_health
from bot.runtime.webhook import Webhook, until_reached
from bot.support.settings import Settings
from bot.support.shutdown import GivenUpError
from bot.transport.watchdog import Watchdog

_log = logging.getLogger(__name__)

_POLL_S = 30


class _Source(Protocol):
    """Where updates come from."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


def run(settings: Settings, conversation: Conversation, vitals: HealthState | None = None) -> None:
    """Take updates and answer until SIGTERM or SIGINT; what was asked before is answered first.

    Args:
        vitals: what is counted and known of this run.

    Raises:
        GivenUpError: the bot cannot go on, as when Telegram does not know the token, or not any more.
    """
    try:
        asyncio.run(live(settings, conversation, vitals or HealthState()))
    except InvalidToken:
        # The library's message holds the token.
        raise GivenUpError(TOKEN_REFUSED, 2) from None


async def live(settings: Settings, conversation: Conversation, vitals: HealthState) -> None:
    """From the first call to the last answer, in the running event loop of the main thread.

    Raises:
        InvalidToken: Telegram does not know the token.
        GivenUpError: the bot cannot go on.
    """
    app = await asyncio.to_thread(build, settings, conversation, vitals)
    source = _source(app, settings, vitals)
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


async def _start(app: App, source: _Source, vitals: HealthState) -> None:
    await until_reached(app.initialize)
    if app.post_init is not None:
        await app.post_init(app)
    await app.start()
    await source.start()
    vitals.ready = True
    _log.info("ready as @%s", app.bot.username)


async def _stop(app: App, source: _Source, vitals: HealthState) -> None:
    vitals.ready = False
    try:
        # What could not end well has ended all the same: the library's polling raises here what it was ended by.
        with contextlib.suppress(TelegramError):
            await source.stop()
        if app.running:
            await app.stop()
    finally:
        await app.shutdown()
        # The application does not do it when its start was cut short.
        await app.bot.shutdown()
        if app.post_shutdown is not None:
            await app.post_shutdown(app)


def _serve_health(settings: Settings, vitals: HealthState) -> HTTPServer | None:
    if not settings.health_port:
        return None
    try:
        return serve_health(vitals, settings.health_port)
    except OSError as error:
        message = f"HEALTH_PORT: {settings.health_port} cannot be listened on: {error.strerror}"
        raise GivenUpError(message, 2) from error


def _source(app: App, settings: Settings, vitals: HealthState) -> _Source:
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
