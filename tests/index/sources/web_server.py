"""A small web site on 127.0.0.1, for what fetches: routes are functions, every request is written down."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpcore

from index.sources.web.addresses import Resolver, system_resolver
from index.sources.web.client import FetchLimits
from index.sources.web.fetching import Fetcher
from tests.index.sources.made import PROSE

Reply = tuple[int, Mapping[str, str], bytes]
PUBLIC = "93.184.216.34"
QUICK = FetchLimits(connect_s=2, read_s=2, total_s=10, pace_s=0, backoff_s=1)
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Asked:
    """One request that came in."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Site:
    """What the server answers: by path a reply, or a function of the request; 404 for all else."""

    port: int = 0
    routes: dict[str, Reply | Callable[[Asked], Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def serve(self, path: str, body: bytes | str, kind: str = "text/html; charset=utf-8") -> str:
        """Answer `path` with this body; returns its address."""
        content = body if isinstance(body, bytes) else body.encode()
        self.routes[path] = (200, {"Content-Type": kind}, content)
        return self.url(path)

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]


@dataclass
class Clock:
    """Time that passes only while somebody sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class RealClock(Clock):
    """Time that passes by itself, and does not wait for who sleeps."""

    def __call__(self) -> float:
        return time.monotonic()


def fetcher(
    limits: FetchLimits = QUICK,
    clock: Clock | None = None,
    cache: Path | None = None,
    allow_private: bool = True,
    resolve: Resolver = system_resolver,
    backend: httpcore.NetworkBackend | None = None,
) -> Fetcher:
    """A fetcher that may read from this machine, on a made clock."""
    clock = clock or Clock()
    return Fetcher(
        limits, cache, allow_private=allow_private, resolve=resolve, clock=clock, sleep=clock.sleep, backend=backend
    )


class Detour(httpcore.SyncBackend):
    """Takes who wants to go to the public address `PUBLIC` to this machine, and nobody anywhere else."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        assert host == PUBLIC, f"a connection to {host} was tried"
        return super().connect_tcp("127.0.0.1", port, timeout, local_address, socket_options)


def page(title: str, *paragraphs: str, head: str = "") -> str:
    """A web page with an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (paragraphs or PROSE))
    top = f"<head><title>{title}</title>{head}</head>"
    return f"<!DOCTYPE html><html>{top}<body><article><h1>{title}</h1>{body}</article></body></html>"


@contextmanager
def serving() -> Iterator[Site]:
    """A site that answers until the end of the block."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(self.path, dict(self.headers.items()))
            site.asked.append(asked)
            route = site.routes.get(self.path, (404, {}, b""))
            status, headers, body = route(asked) if callable(route) else route
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers and "Transfer-Encoding" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def talking(say: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does as badly as `say` likes once a request is in; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                with suppress(OSError):
                    guest, _ = listener.accept()
                    with guest:
                        guest.settimeout(2)
                        request = guest.recv(65536)
                        if b"/robots.txt" in request:
                            guest.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        else:
                            say(guest)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/page"
        finally:
            over.set()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """A guest that hangs up is no error here."""
