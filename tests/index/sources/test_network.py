"""How connections are opened, on a backend that writes down where it was sent."""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx
import pytest

from index.errors import SourceError
from index.sources.web.network import CheckedTransport, Connector

PUBLIC = "93.184.216.34"


class Recorder(httpcore.NetworkBackend):
    """Connects to nothing, answers every request with an empty page, and keeps what it was told."""

    def __init__(self, dead: tuple[str, ...] = ()) -> None:
        self.dead = dead
        self.connected: list[tuple[str, int]] = []
        self.sent = b""
        self.tls_names: list[str | None] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        self.connected.append((host, port))
        if host in self.dead:
            raise httpcore.ConnectError("refused")
        return _Stream(self)


class _Stream(httpcore.NetworkStream):
    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._recorder.sent += buffer

    def close(self) -> None:
        pass

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._recorder.tls_names.append(server_hostname)
        return self


def ask(connector: Connector, url: str) -> int:
    with httpx.Client(transport=CheckedTransport(connector), trust_env=False) as client:
        return client.get(url).status_code


def test_the_checked_address_is_connected_to_under_the_name_of_its_host() -> None:
    recorder = Recorder()
    connector = Connector(lambda *_: [PUBLIC], allow_private=False, backend=recorder)
    assert ask(connector, "https://news.example/a") == 200
    assert recorder.connected == [(PUBLIC, 443)]
    assert recorder.tls_names == ["news.example"]
    assert b"Host: news.example\r\n" in recorder.sent


def test_a_name_that_changes_its_address_after_the_check_leads_nowhere_else() -> None:
    answers = [[PUBLIC], ["127.0.0.1"]]
    recorder = Recorder()
    connector = Connector(lambda *_: answers.pop(0), allow_private=False, backend=recorder)
    assert ask(connector, "http://rebinding.example/") == 200
    assert (recorder.connected, len(answers)) == ([(PUBLIC, 80)], 1)
    with pytest.raises(SourceError, match="a loopback address"):
        ask(connector, "http://rebinding.example/")
    assert recorder.connected == [(PUBLIC, 80)]


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    recorder = Recorder(dead=("2606:2800:220:1::1",))
    connector = Connector(lambda *_: ["2606:2800:220:1::1", PUBLIC], allow_private=False, backend=recorder)
    assert ask(connector, "http://news.example/") == 200
    assert [host for host, _ in recorder.connected] == ["2606:2800:220:1::1", PUBLIC]


def test_nothing_is_done_after_the_deadline() -> None:
    recorder = Recorder()
    connector = Connector(lambda *_: [PUBLIC], allow_private=False, clock=lambda: 5.0, backend=recorder)
    connector.deadline = 5.0
    with pytest.raises(httpcore.ReadTimeout):
        ask(connector, "http://news.example/")
    assert recorder.connected == []
