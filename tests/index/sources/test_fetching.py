"""Fetching over real HTTP from a small site on this machine; nothing else is asked."""

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from index.errors import SourceError
from index.sources.web.addresses import system_resolver
from index.sources.web.client import FetchLimits
from index.sources.web.fetching import Fetcher
from tests.index.sources.web_server import (
    PUBLIC,
    QUICK,
    Asked,
    Clock,
    Detour,
    RealClock,
    Reply,
    Site,
    fetcher,
    serving,
    talking,
)

OTHER_FORMS = ("2130706433", "0x7f000001", "0177.0.0.1", "127.1")
IMPATIENT = replace(QUICK, connect_s=0.3, read_s=0.3, total_s=0.8, tries=1)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as serving_site:
        yield serving_site


def refusal(guest: Fetcher, url: str) -> str:
    """Why `url` is refused; the error names it."""
    with pytest.raises(SourceError) as raised:
        guest.fetch(url)
    assert raised.value.path == url
    return raised.value.reason


def public_names(*names: str) -> Callable[[str, int], list[str]]:
    """A resolver for which `names` are public, and all else is what the system says."""
    return lambda host, port: [PUBLIC] if host in names else system_resolver(host, port)


def outside(*names: str) -> Fetcher:
    """A fetcher that may not read from this machine; the public `names` are served from it all the same."""
    return fetcher(allow_private=False, resolve=public_names(*names), backend=Detour())


# Which addresses are refused


@pytest.mark.parametrize(
    "host",
    [*OTHER_FORMS, "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1", "0.0.0.0",
     "192.168.0.1", "[fe80::1]", "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "224.0.0.1", "127.0.0.1."],
)  # fmt: skip
def test_this_machine_and_its_network_are_refused(host: str) -> None:
    with fetcher(allow_private=False, backend=Detour()) as guest:
        reason = refusal(guest, f"http://{host}/latest")
        assert any(words in reason for words in ("address (", "not an address", "no connection")), reason


def test_this_machine_is_not_asked_unless_allowed(site: Site) -> None:
    site.serve("/page", "words")
    with fetcher(allow_private=False) as guest:
        for host in ("127.0.0.1", "localhost", *OTHER_FORMS):
            refusal(guest, site.url("/page", host))
    assert site.asked == []
    with fetcher() as guest:
        assert guest.fetch(site.url("/page")).content() == b"words"


def test_a_name_that_leads_inside_is_refused(site: Site) -> None:
    with fetcher(allow_private=False, resolve=lambda *_: ["127.0.0.1"]) as guest:
        assert "inside.example leads to a loopback address" in refusal(guest, site.url("/", "inside.example"))
    assert site.asked == []


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:{port}/secret", "http://169.254.169.254/", "http://[::1]:{port}/secret", "//10.0.0.1/",
     "http://inside.example:{port}/secret", "http://2130706433:{port}/secret", "file:///etc/passwd", "ftp://news.example/"],
)  # fmt: skip
def test_a_redirect_to_a_private_address_is_refused(site: Site, target: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return {"news.example": [PUBLIC], "inside.example": ["10.0.0.7"]}.get(host) or system_resolver(host, port)

    site.serve("/secret", "secret")
    site.routes["/go"] = (302, {"Location": target.format(port=site.port)}, b"")
    with fetcher(allow_private=False, resolve=resolve, backend=Detour()) as guest:
        reason = refusal(guest, site.url("/go", "news.example"))
    assert "address (" in reason or "only http(s)" in reason
    assert site.paths() == ["/go"]


def test_a_robots_txt_that_leads_inside_is_refused(site: Site) -> None:
    site.serve("/page", "words")
    site.routes["/robots.txt"] = (302, {"Location": f"http://127.0.0.1:{site.port}/secret"}, b"")
    with outside("news.example") as guest:
        assert "a loopback address" in refusal(guest, site.url("/page", "news.example"))
    assert site.paths() == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/x", "gopher://a/", "data://x", "http://", "://", "http://[::1"]
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    with fetcher() as guest:
        assert "address" in refusal(guest, url)


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example:99999/",
        "http://a.example:0/",
        "http://a..example/",
        "http://" + "a" * 70 + ".example/",
        "http://a.example/\x00",
    ],
)
def test_what_cannot_be_an_address_is_refused(url: str) -> None:
    with fetcher(resolve=system_resolver, limits=IMPATIENT) as guest, pytest.raises(SourceError):
        guest.fetch(url)


def test_an_address_with_a_password_is_refused(site: Site) -> None:
    with fetcher() as guest:
        assert "password" in refusal(guest, f"http://me:secret@127.0.0.1:{site.port}/")
    assert site.asked == []


def test_no_proxy_of_the_environment_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.serve("/page", "words")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with fetcher() as guest:
        assert guest.fetch(site.url("/page")).content() == b"words"


# Redirects


def test_redirects_are_followed_and_the_last_address_is_noted(site: Site) -> None:
    site.serve("/end", "words")
    for number in range(5):
        site.routes[f"/{number}"] = (301, {"Location": f"/{number + 1}" if number < 4 else "end"}, b"")
    with fetcher() as guest:
        document = guest.fetch(site.url("/0#part"))
        assert (document.path, document.address) == (site.url("/0#part"), site.url("/end"))
        assert document.content() == b"words"
        site.routes["/more"] = (301, {"Location": "/0"}, b"")
        assert "more than 5 redirects" in refusal(guest, site.url("/more"))


def test_redirects_that_go_round_end(site: Site) -> None:
    site.routes["/round"] = (302, {"Location": "/round"}, b"")
    with fetcher() as guest:
        assert "redirects" in refusal(guest, site.url("/round"))
    assert len(site.paths()) == 6


# robots.txt


def test_robots_txt_is_honoured_and_read_once(site: Site) -> None:
    site.serve(
        "/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: Verbatim-Bot\nDisallow: /*.php$\n", "text/plain"
    )
    site.serve("/page", "words")
    with fetcher() as guest:
        assert guest.fetch(site.url("/page")).content() == b"words"
        assert "robots.txt" in refusal(guest, site.url("/a.php"))
    assert [one.path for one in site.asked] == ["/robots.txt", "/page"]
    assert all(one.headers["User-Agent"].startswith("verbatim-bot") for one in site.asked)


def test_robots_txt_of_the_address_a_redirect_leads_to_is_honoured(site: Site) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    site.routes["/go"] = (302, {"Location": "/private/page"}, b"")
    with fetcher() as guest:
        assert "robots.txt" in refusal(guest, site.url("/go"))
    assert site.paths() == ["/go"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)])
def test_what_a_missing_robots_txt_means(site: Site, status: int, allowed: bool) -> None:
    site.routes["/robots.txt"] = (status, {}, b"User-agent: *\nDisallow: /")
    site.serve("/page", "words")
    with fetcher() as guest:
        if allowed:
            assert guest.fetch(site.url("/page")).content() == b"words"
        else:
            assert f"answers {status}" in refusal(guest, site.url("/page"))
            assert site.paths() == []


def test_a_crawl_delay_is_kept_up_to_the_limit(site: Site) -> None:
    site.serve("/page", "words")
    for asked, kept in (("7", 7.0), ("3600", 30.0), ("words", 1.0)):
        site.serve("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}\n", "text/plain")
        clock = Clock()
        with fetcher(replace(QUICK, pace_s=1), clock) as guest:
            for _ in range(3):
                guest.fetch(site.url("/page"))
        assert clock.slept[-2:] == [kept, kept]


def test_two_sites_do_not_wait_for_each_other(site: Site) -> None:
    site.serve("/page", "words")
    clock = Clock()
    with fetcher(replace(QUICK, pace_s=1), clock) as guest, serving() as other:
        other.serve("/page", "words")
        guest.fetch(site.url("/page"))  # robots.txt, then the page a second later
        guest.fetch(other.url("/page"))
        assert clock.slept == [1.0, 1.0]


# The cache


def with_etag(body: bytes) -> Callable[[Asked], Reply]:
    def route(asked: Asked) -> Reply:
        if asked.headers.get("If-None-Match") == '"v1"':
            return 304, {}, b""
        return 200, {"ETag": '"v1"', "Content-Type": "text/markdown"}, body

    return route


def test_what_did_not_change_comes_from_the_cache_of_an_earlier_run(site: Site, tmp_path: Path) -> None:
    site.routes["/page"] = with_etag(b"words")
    documents = []
    for _ in range(2):
        with fetcher(cache=tmp_path / "new" / "cache") as guest:
            documents.append(guest.fetch(site.url("/page")))
    first, second = documents
    assert (second.content(), second.name, second.retrieved) == (b"words", "page.md", first.retrieved)
    assert second.stale is None
    assert [one.headers.get("If-None-Match") for one in site.asked if one.path == "/page"] == [None, '"v1"']


def test_last_modified_is_a_condition_too(site: Site, tmp_path: Path) -> None:
    day = "Mon, 05 Feb 2018 10:00:00 GMT"
    site.routes["/page"] = (200, {"Last-Modified": day}, b"words")
    with fetcher(cache=tmp_path) as guest:
        guest.fetch(site.url("/page"))
        site.routes["/page"] = (304, {}, b"")
        assert guest.fetch(site.url("/page")).content() == b"words"
    assert site.asked[-1].headers["If-Modified-Since"] == day


def test_a_changed_page_replaces_its_copy(site: Site, tmp_path: Path) -> None:
    with fetcher(cache=tmp_path) as guest:
        for body in (b"old", b"new"):
            site.routes["/page"] = (200, {"ETag": f'"{body.decode()}"'}, body)
            assert guest.fetch(site.url("/page")).content() == body
        site.routes["/page"] = (304, {}, b"")
        assert guest.fetch(site.url("/page")).content() == b"new"


def test_a_site_that_is_down_is_answered_for_by_the_copy(site: Site, tmp_path: Path) -> None:
    site.serve("/end", "words")
    site.routes["/go"] = (302, {"Location": "/end"}, b"")
    with fetcher(cache=tmp_path) as guest:
        guest.fetch(site.url("/go"))
    site.routes = dict.fromkeys(("/robots.txt", "/go", "/end"), (503, {}, b""))
    with fetcher(cache=tmp_path) as guest:
        document = guest.fetch(site.url("/go"))
        assert (document.content(), document.address) == (b"words", site.url("/end"))
        assert "503" in str(document.stale)


def test_a_page_that_is_gone_is_not_answered_for(site: Site, tmp_path: Path) -> None:
    site.serve("/page", "words")
    with fetcher(cache=tmp_path) as guest:
        guest.fetch(site.url("/page"))
        site.routes["/page"] = (410, {}, b"")
        assert "nothing at this address" in refusal(guest, site.url("/page"))
        site.routes["/page"] = (503, {}, b"")
        assert "503" in refusal(guest, site.url("/page"))


def test_a_damaged_cache_does_not_stop_anything(site: Site, tmp_path: Path) -> None:
    site.serve("/page", "words")
    (tmp_path / "fetched.sqlite").write_bytes(b"no database at all, " * 300)
    with fetcher(cache=tmp_path) as guest:
        assert guest.fetch(site.url("/page")).content() == b"words"


# Limits


def test_a_document_that_is_declared_too_large_is_not_received(site: Site) -> None:
    site.routes["/page"] = (200, {"Content-Length": str(2**40)}, b"")
    with fetcher() as guest:
        assert "larger than 64 MiB" in refusal(guest, site.url("/page"))


def test_a_document_without_an_end_is_cut_off() -> None:
    def say(guest: socket.socket) -> None:
        guest.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            guest.sendall(b"x" * 65536)

    with talking(say) as url, fetcher(replace(QUICK, largest=2**20)) as guest:
        assert "larger than 1 MiB" in refusal(guest, url)


def test_a_small_answer_that_unpacks_to_a_large_one_is_refused(site: Site) -> None:
    packed = gzip.compress(b"\0" * 2**24)
    site.routes["/page"] = (200, {"Content-Encoding": "gzip"}, packed)
    site.routes["/twice"] = (200, {"Content-Encoding": "gzip, gzip"}, gzip.compress(packed))
    with fetcher(replace(QUICK, largest=2**20)) as guest:
        assert "larger than 1 MiB" in refusal(guest, site.url("/page"))
        assert "not asked for" in refusal(guest, site.url("/twice"))


def test_packed_answers_are_unpacked(site: Site) -> None:
    site.routes["/page"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"words"))
    with fetcher() as guest:
        assert guest.fetch(site.url("/page")).content() == b"words"
        site.routes["/damaged"] = (200, {"Content-Encoding": "gzip"}, b"no gzip")
        assert "the connection broke" in refusal(guest, site.url("/damaged"))


def test_pictures_are_not_received(site: Site) -> None:
    site.serve("/a", b"words", "image/webp")
    with fetcher() as guest:
        assert "no text (image/webp)" in refusal(guest, site.url("/a"))


def silence(guest: socket.socket) -> None:
    guest.recv(1)


def drip_headers(guest: socket.socket) -> None:
    guest.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        guest.sendall(f"X-{number}: drip\r\n".encode())
        time.sleep(0.1)


def drip_body(guest: socket.socket) -> None:
    guest.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(100):
        guest.sendall(b"x")
        time.sleep(0.1)


@pytest.mark.parametrize("say", [silence, drip_headers, drip_body])
def test_slow_servers_are_left_in_time(say: Callable[[socket.socket], None]) -> None:
    started = time.monotonic()
    with talking(say) as url:
        with fetcher(IMPATIENT, RealClock()) as guest:
            assert "too slow" in refusal(guest, url)
        assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "said",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 99999,
     b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
)  # fmt: skip
def test_servers_that_speak_no_http_are_refused(said: bytes) -> None:
    with talking(lambda guest: guest.sendall(said)) as url, fetcher(replace(QUICK, tries=1)) as guest:
        assert "the connection broke" in refusal(guest, url)


# Retries


def failing(times: int, *headers: tuple[str, str], status: int = 503) -> Callable[[Asked], Reply]:
    left = [times]

    def route(_: Asked) -> Reply:
        left[0] -= 1
        return (status, dict(headers), b"") if left[0] >= 0 else (200, {}, b"words")

    return route


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_passing_failures_are_tried_again_after_longer_and_longer_waits(site: Site, status: int) -> None:
    site.routes["/page"] = failing(2, status=status)
    clock = Clock()
    with fetcher(clock=clock) as guest:
        assert guest.fetch(site.url("/page")).content() == b"words"
    assert clock.slept == [1.0, 2.0]


def test_lasting_failures_are_given_up(site: Site) -> None:
    site.routes["/page"] = failing(3)
    with fetcher() as guest:
        assert refusal(guest, site.url("/page")) == "the server answers 503: build again later, or remove it"
    assert len(site.paths()) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 418, 304])
def test_other_answers_are_not_asked_for_again(site: Site, status: int) -> None:
    site.routes["/page"] = (status, {}, b"")
    with fetcher() as guest:
        assert str(status) in refusal(guest, site.url("/page"))
    assert len(site.paths()) == 1


def test_retry_after_is_waited_for(site: Site) -> None:
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    for text, least, most in (("7", 7, 7), (then, 30, 40), ("soon", 1, 1), ("-5", 1, 1)):
        site.routes["/page"] = failing(1, ("Retry-After", text), status=429)
        clock = Clock()
        with fetcher(clock=clock) as guest:
            guest.fetch(site.url("/page"))
        assert len(clock.slept) == 1
        assert least <= clock.slept[0] <= most


def test_a_server_that_wants_to_be_left_alone_for_long_is(site: Site) -> None:
    site.routes["/page"] = failing(1, ("Retry-After", "86400"))
    site.serve("/other", "words")
    clock = Clock()
    with fetcher(clock=clock) as guest:
        assert "503" in refusal(guest, site.url("/page"))
        assert "not asked again" in refusal(guest, site.url("/other"))
    assert (clock.slept, site.paths()) == ([], ["/page"])


def test_a_site_that_never_answers_is_not_asked_for_every_page() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with fetcher(resolve=resolve) as guest:
        for number in range(10):
            refusal(guest, f"http://down.example:{port}/{number}")
    assert len(asked) == 3 * FetchLimits().failures


def test_a_site_that_fails_now_and_then_is_asked_on(site: Site) -> None:
    site.serve("/good", "words")
    site.routes["/bad"] = (500, {}, b"")
    with fetcher() as guest:
        for _ in range(FetchLimits().failures + 1):
            assert "500" in refusal(guest, site.url("/bad"))
            assert guest.fetch(site.url("/good")).content() == b"words"


# What the document is


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/a.php?id=1", "text/html; charset=utf-8", "a.php.html"),
        ("/", "text/html", ".html"),
        ("/a.md", "text/plain", "a.md"),
        ("/notes", "text/plain", "notes.txt"),
        ("/v1.2", "text/plain", "v1.2.txt"),
        ("/data", "application/json", "data.json"),
        ("/a.pdf", "application/octet-stream", "a.pdf"),
        ("/b%0Ac.csv", "text/csv", "b\\u000ac.csv"),
        ("/x", "application/rss+xml; charset=utf-8", "x.rss"),
    ],
)
def test_documents_are_named_for_what_they_are(site: Site, path: str, kind: str, name: str) -> None:
    site.serve(path, "words", kind)
    with fetcher() as guest:
        assert guest.fetch(site.url(path)).name == name


def test_the_encoding_that_the_server_names_is_used(site: Site) -> None:
    arabic = "قتل خمسة عشر شخصا"
    site.serve("/page", arabic.encode("cp1256"), "text/html; charset=windows-1256")
    site.serve("/wrong", arabic, "text/html; charset=iso-8859-1")
    site.serve("/none", b"caf\xe9", "text/html; charset=no-such")
    with fetcher() as guest:
        assert guest.fetch(site.url("/page")).content().decode() == arabic
        assert guest.fetch(site.url("/wrong")).content().decode() == arabic
        assert guest.fetch(site.url("/none")).content() == b"caf\xe9"


def test_the_time_of_retrieval_is_noted(site: Site) -> None:
    site.serve("/page", "words")
    with fetcher() as guest:
        retrieved = datetime.fromisoformat(str(guest.fetch(site.url("/page")).retrieved))
    assert abs(datetime.now(UTC) - retrieved) < timedelta(seconds=60)
