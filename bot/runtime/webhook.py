"""Webhook: updates that Telegram delivers, each queued before its delivery is confirmed."""

import asyncio
import contextlib
import hmac
import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.parse import urlsplit

from telegram import Update
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application
from tornado.httpserver import HTTPServer
from tornado.routing import URLSpec
from tornado.web import RequestHandler

from bot.runtime.health import HealthState, healthz, listen, serve
from bot.support.settings import Settings
from bot.transport.rate_limit import retry_after_s
from bot.transport.update_parsing import readable
from bot.transport.watchdog import FatalError

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")

TOKEN_CHECK_EVERY_S = 60.0
"""Seconds between two calls by which is found out that the token was revoked: Telegram then brings nothing any more."""

_LARGEST = 1_000_000
_CONNECTIONS = 40
_LONGEST_PAUSE_S = 30.0
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
_FORBIDDEN, _FAILED = 403, 500


class Webhook:
    """The address at which Telegram brings updates.

    Args:
        settings: with a webhook's url.

    Raises:
        FatalError: the address is taken.
    """

    def __init__(self, app: Application, settings: Settings, health: HealthState, allowed_updates: list[str]) -> None:  # type: ignore[type-arg]
        if settings.webhook_url is None:
            raise ValueError("a webhook needs a url")
        given = settings.webhook_secret
        self._app = app
        self._url = settings.webhook_url
        self._secret = given.get_secret_value() if given is not None else secrets.token_urlsafe(32)
        self._health = health
        self._allowed_updates = allowed_updates
        self._server: HTTPServer | None = None
        self._checking: asyncio.Task[None] | None = None
        self._within = 0
        self._idle = asyncio.Event()
        self._idle.set()
        host, port = settings.webhook_address
        try:
            self._listener = listen(host, port)  # before Telegram is asked for anything
        except OSError as error:
            raise FatalError(f"WEBHOOK_LISTEN: {host}:{port} cannot be listened on: {error.strerror}", 2) from error

    async def start(self) -> None:
        """Listen, then tell Telegram; without its answer that is waited for.

        Raises:
            FatalError: Telegram refuses the webhook.
            InvalidToken: Telegram does not know the token.
        """
        pages = [healthz(self._health), URLSpec(".*", _WebhookHandler, {"webhook": self})]
        self._server = serve(pages, self._listener, _LARGEST)
        try:
            await retry_until_reached(
                lambda: self._app.bot.set_webhook(
                    self._url,
                    allowed_updates=self._allowed_updates,
                    secret_token=self._secret,
                    max_connections=_CONNECTIONS,
                    drop_pending_updates=False,
                )
            )
        except BadRequest as error:
            raise FatalError(f"Telegram refused WEBHOOK_URL: {error.message}", 2) from error
        self._checking = asyncio.create_task(self._check_token())

    async def stop(self) -> None:
        """Take no more; what was taken is in the queue. The webhook stays set: Telegram keeps what comes meanwhile."""
        if self._checking is not None:
            self._checking.cancel()
        if self._server is None:
            self._listener.close()
            return
        self._server.stop()
        await self._idle.wait()
        await self._server.close_all_connections()

    async def _check_token(self) -> None:
        while True:
            await asyncio.sleep(TOKEN_CHECK_EVERY_S)
            with contextlib.suppress(TelegramError):  # a refusal ends the bot where calls are made
                await self._app.bot.get_me()

    def admits(self, path: str, secret: str) -> bool:
        """Whether a caller at `path` knows the secret."""
        right = path == (urlsplit(self._url).path or "/")
        return hmac.compare_digest(secret.encode(), self._secret.encode()) and right

    async def take(self, body: bytes) -> None:
        """Put the update in `body` into the queue; what is no update is logged and passed over.

        Raises:
            Exception: the queue does not take it.
        """
        self._health.polling_health.reached()
        try:
            fields = json.loads(body)
            if not isinstance(fields["update_id"], int):
                raise TypeError("update_id")  # noqa: TRY301 - as the library would for others
            fields = readable(fields)
            if fields is None:
                return
            update = Update.de_json(fields, self._app.bot)
        except Exception as error:
            # Telegram would bring it again and again, and nothing else of that chat.
            _log.error("%d bytes at the webhook are no update (%s)", len(body), type(error).__name__)
            return
        self._within += 1
        self._idle.clear()
        try:
            await self._app.update_queue.put(update)
        finally:
            self._within -= 1
            if not self._within:
                self._idle.set()


class _WebhookHandler(RequestHandler):
    def initialize(self, webhook: Webhook) -> None:
        self._webhook = webhook

    async def post(self) -> None:
        if not self._webhook.admits(self.request.path, self.request.headers.get(_SECRET_HEADER, "")):
            self.set_status(_FORBIDDEN)
            return
        try:
            await self._webhook.take(self.request.body)
        except Exception:
            _log.exception("an update could not be put aside; Telegram brings it again")
            self.set_status(_FAILED)


async def retry_until_reached(call: Callable[[], Awaitable[_Result]]) -> _Result:
    """What `call` returns, tried again for as long as Telegram cannot be reached.

    Raises:
        InvalidToken: Telegram does not know the token.
        BadRequest: Telegram refused the call.
    """
    pause = 1.0
    while True:
        try:
            return await call()
        except (InvalidToken, BadRequest):
            raise
        except RetryAfter as flood:
            await asyncio.sleep(retry_after_s(flood))
        except TelegramError as error:
            _log.debug("a call failed (%s), again in %.0f s", type(error).__name__, pause)
            await asyncio.sleep(pause)
            pause = min(_LONGEST_PAUSE_S, 2 * pause)
