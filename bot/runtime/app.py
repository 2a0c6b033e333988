"""The Telegram application: built from settings and services, with its background tasks."""

import asyncio
import contextlib
import logging
import ssl
from collections.abc import Callable
from functools import cache

import httpx
from telegram.ext import ApplicationBuilder

from bot.conversation.conversation import Conversation
from bot.handlers import App, Handlers, register
from bot.handlers.access import Access
from bot.handlers.commands import set_command_menu
from bot.handlers.services import Services
from bot.runtime.health import HealthState
from bot.state.update_store import UpdateStore
from bot.support.i18n import locale_for
from bot.support.index_subprocesses import IndexJobs
from bot.support.settings import Settings
from bot.support.thread_pools import SearchPool, ThreadPool
from bot.transport.rate_limit import Retrier
from bot.transport.sender import Sender
from bot.transport.single_instance import ConflictWatch
from bot.transport.update_queue import UpdateDispatcher, UpdateQueue
from bot.transport.watchdog import FatalError, MonitoredRequest
from bot.views.markup import BotProfile

_log = logging.getLogger(__name__)

TOKEN_REFUSED = "Telegram refused TELEGRAM_BOT_TOKEN: get a valid one from @BotFather (/token)"  # noqa: S105
_LIGHT_THREADS = 4
_CLEAN_UP_EVERY_S = 3600.0


def build(settings: Settings, conversation: Conversation, health: HealthState | None = None) -> App:
    """The application with all its handlers; it fetches updates unless there is a webhook.

    Args:
        settings: with a token.
        health: what is counted and known of this run.
    """
    health = health or HealthState()
    if settings.telegram_bot_token is None:
        raise ValueError("a Telegram application needs a token")
    store, disk = UpdateStore(settings.state_dir), ThreadPool(1, "inbox")
    health.metrics.gauge_waiting(store.waiting)
    queue = UpdateQueue(store, disk)
    dispatcher = UpdateDispatcher(store, disk, queue.finished)
    queue.on_close(dispatcher.close_after_grace)

    def refused() -> None:
        dispatcher.close()  # whoever starts the bot with another token has what is left answered
        health.shutdown.request(FatalError(TOKEN_REFUSED, 2))

    def request(connections: int, read_timeout: float) -> MonitoredRequest:
        return MonitoredRequest(
            health.polling_health, health.metrics, refused, connection_pool_size=connections, pool_timeout=10,
            connect_timeout=10, read_timeout=read_timeout, httpx_kwargs={"verify": _ssl_context()},
        )  # fmt: skip

    builder = (
        ApplicationBuilder()
        .token(settings.telegram_bot_token.get_secret_value())
        .base_url(settings.telegram_api_base_url)
        .base_file_url(settings.telegram_api_base_file_url)
        # Two pools: a torn long poll must never hold the connections that answers need.
        .request(request(connections=64, read_timeout=15))
        .get_updates_request(request(connections=8, read_timeout=5))
        .update_queue(queue)
        .concurrent_updates(dispatcher)
    )
    app: App = builder.build() if settings.webhook_url is None else builder.updater(None).build()
    services = Services(
        settings, conversation, Sender(app.bot, Retrier()),
        Access(
            settings.allowed_chats and settings.allowed_chats | settings.channels | settings.admin_ids,
            settings.blocked_users,
        ),
        ThreadPool(_LIGHT_THREADS, "light"), SearchPool(settings.workers), IndexJobs(settings), health.metrics,
    )  # fmt: skip
    handlers = register(app, services)
    services.sender.on_migrated(handlers.migration.migrate)
    conflicts = ConflictWatch(
        health.polling_health.polling_s, health.shutdown.request, newcomers_patience_s=health.newcomers_patience_s
    )
    app.add_error_handler(conflicts.polling_failed)
    background = _Background(app, services, handlers, queue, store, disk)
    app.post_init, app.post_shutdown = background.start, background.stop
    return app


@cache
def _ssl_context() -> ssl.SSLContext:
    """The certificates that are trusted, loaded once: that takes longer than all else that `build` does."""
    return httpx.create_ssl_context()


class _Background:
    """What the application does beside its handlers: takes up what was left, sends alerts, deletes what is old."""

    def __init__(
        self, app: App, services: Services, handlers: Handlers, queue: UpdateQueue, store: UpdateStore, disk: ThreadPool
    ) -> None:
        self._app = app
        self._services = services
        self._handlers = handlers
        self._queue = queue
        self._store = store
        self._disk = disk
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, _: App) -> None:
        bot, handlers = self._app.bot, self._handlers
        me = bot.bot
        self._services.conversation.set_profile(BotProfile(me.username or "", bool(me.supports_inline_queries)))
        await handlers.migration.load()
        await self._queue.replay(bot, handlers.questions.give_up)
        await set_command_menu(bot)
        self._tasks.append(asyncio.create_task(self._clean_up()))
        for one in (handlers.alerts, handlers.channels):
            if one is not None:
                self._tasks.append(asyncio.create_task(one.run()))

    async def stop(self, _: App) -> None:
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if self._handlers.alerts is not None:
            await asyncio.to_thread(self._handlers.alerts.close)
        for pool in (self._services.searches, self._services.threads, self._disk):
            await asyncio.to_thread(pool.close)
        await asyncio.to_thread(self._store.close)

    async def _clean_up(self) -> None:
        work: Callable[[], object] = self._warm_up
        run = self._services.searches.run
        while True:
            try:
                await run(work)
            except Exception:
                _log.exception("%s failed", work.__name__)
            await asyncio.sleep(_CLEAN_UP_EVERY_S)
            work, run = self._forget_old, self._services.threads.run

    def _warm_up(self) -> None:
        """Find the examples that most people are shown, which brings into memory what the first question needs."""
        self._services.conversation.examples(locale_for(None))

    def _forget_old(self) -> None:
        self._services.conversation.memory.forget_old()
        self._store.forget_old()
