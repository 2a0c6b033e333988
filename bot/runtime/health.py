"""Health check and metrics over HTTP: /healthz and /metrics."""

import asyncio
import socket
from dataclasses import dataclass, field

from tornado.httpserver import HTTPServer
from tornado.routing import URLSpec
from tornado.web import Application, RequestHandler

from bot.support.metrics import Metrics
from bot.transport.single_instance import NEWCOMERS_PATIENCE_S
from bot.transport.watchdog import STALLED_S, PollingHealth, Shutdown

_OK, _UNAVAILABLE = 200, 503


@dataclass
class HealthState:
    """What is known of a running bot.

    Attributes:
        ready: it has started, and takes updates.
        stalled_s: polling that stands still for so long is stalled.
        newcomers_patience_s: see `ConflictWatch`.
    """

    polling_health: PollingHealth = field(default_factory=PollingHealth)
    metrics: Metrics = field(default_factory=Metrics)
    shutdown: Shutdown = field(default_factory=Shutdown)
    ready: bool = False
    stalled_s: float = STALLED_S
    newcomers_patience_s: float = NEWCOMERS_PATIENCE_S

    def healthy(self) -> bool:
        """Whether the bot takes updates."""
        return self.ready and self.polling_health.unpolled_s() < self.stalled_s


class _Healthz(RequestHandler):
    def initialize(self, health: HealthState) -> None:
        self._health = health

    def get(self) -> None:
        health = self._health
        silent_s = health.polling_health.silent_s()
        self.set_status(_OK if health.healthy() else _UNAVAILABLE)
        self.write(
            {
                "ready": health.ready,
                "stalled": health.ready and not health.healthy(),
                "seconds_since_telegram": None if silent_s is None else round(silent_s, 1),
            }
        )


class _Metrics(RequestHandler):
    def initialize(self, metrics: Metrics) -> None:
        self._metrics = metrics

    async def get(self) -> None:
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.write(await asyncio.to_thread(self._metrics.text))  # some gauges ask a disk


def healthz(health: HealthState) -> URLSpec:
    """The page that says whether the bot is well: 200 or 503, and why."""
    return URLSpec("/healthz", _Healthz, {"health": health})


def serve_health(health: HealthState, port: int) -> HTTPServer:
    """Serve /healthz and /metrics on this machine only, in the running event loop.

    Raises:
        OSError: the port is taken.
    """
    pages = [healthz(health), URLSpec("/metrics", _Metrics, {"metrics": health.metrics})]
    return serve(pages, listen("127.0.0.1", port))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; nobody is answered yet.

    Raises:
        OSError: the address is taken, or not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.create_server((host, port), family=family)
    opened.setblocking(False)
    return opened


def serve(pages: list[URLSpec], listening: socket.socket, largest: int = 10_000) -> HTTPServer:
    """Serve `pages`, without a line in the log for each request: a webhook's path may be a secret.

    Args:
        largest: bytes of a body.
    """
    server = HTTPServer(Application(pages, log_function=lambda _: None), max_body_size=largest)
    server.add_sockets([listening])
    return server
