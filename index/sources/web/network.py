"""Connections to checked addresses only, with one deadline for all that is sent and received."""

import math
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import httpcore
import httpx

from index.sources.web.addresses import Resolver, checked_addresses

# A name may have dozens of addresses, and each may keep silent until the time limit.
_MOST_ADDRESSES = 3


class Connector(httpcore.NetworkBackend):
    """Opens connections for a pool: the name is looked up once, checked, and the address that was checked is taken.

    The pool still knows the host by its name, so the Host header, TLS and its certificate are those of the name.

    Attributes:
        deadline: time of `clock` after which nothing is sent or received any more.
    """

    def __init__(
        self,
        resolve: Resolver,
        allow_private: bool,
        clock: Callable[[], float] = time.monotonic,
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:
        self.deadline = math.inf
        self._resolve, self._allow_private, self._clock = resolve, allow_private, clock
        self._backend = backend or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that takes one.

        Raises:
            SourceError: the host leads to a private address.
            httpcore.ConnectError, httpcore.ConnectTimeout: no connection, or not in time.
        """
        try:
            addresses = checked_addresses(host, port, self._resolve, self._allow_private)
        except OSError as error:
            raise httpcore.ConnectError(error.strerror or str(error)) from error
        failure: Exception = httpcore.ConnectError("the name has no address")
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                time_left = self.left(timeout)
                stream = self._backend.connect_tcp(address, port, time_left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.TimeoutException) as error:
                failure = error
            else:
                return _TimedStream(stream, self)
        raise failure

    def left(self, timeout: float | None) -> float:
        """Seconds that the next step may take.

        Raises:
            httpcore.ReadTimeout: the deadline is over.
        """
        left = self.deadline - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long in all")
        return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no step goes past the deadline, however slowly the bytes drip in."""

    def __init__(self, stream: httpcore.NetworkStream, connector: Connector) -> None:
        self._stream, self._connector = stream, connector

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._connector.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._connector.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, self._connector.left(timeout))
        return _TimedStream(secure, self._connector)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedTransport(httpx.BaseTransport):
    """How an httpx client sends its requests through a `Connector`; errors stay those of httpcore."""

    def __init__(self, connector: Connector) -> None:
        self._pool = httpcore.ConnectionPool(
            _ssl_context(), max_connections=8, keepalive_expiry=30, network_backend=connector
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body of the response is read by whoever gets it."""
        url = request.url
        response = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream if isinstance(request.stream, httpx.SyncByteStream) else None,
                extensions=request.extensions,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpx.create_ssl_context()  # reads the certificate authorities, which takes a while
