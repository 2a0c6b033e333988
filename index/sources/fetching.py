"""Documents from the web, fetched as a polite guest and never from inside the machine's own network."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Self

import httpcore
import httpx

from index.errors import SourceError
from index.sources.addresses import Resolver, system_resolver
from index.sources.network import CheckedTransport, Connector
from index.sources.responses import Response, ResponseCache
from index.sources.robots import AGENT, LARGEST, Robots
from index.sources.walk import shown
from index.sources.web_document import WebDocument, media_type, web_document

_HEADERS = {
    "User-Agent": f"{AGENT} (an index of articles that are quoted with their source)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip",
}
_BUSY = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_CLOSED = frozenset({401, 402, 403, 407, 451})
_NO_TEXT = ("image/", "audio/", "video/", "font/")
# What an httpcore connection raises, its pool included; and httpx when the compression is damaged.
_FAILURES = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpx.DecodingError)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long, how much and how often.

    Attributes:
        connect_s, read_s: seconds until there is a connection, and until the next bytes come.
        total_s: seconds for one try, from looking up the name to the last byte.
        largest: bytes of one document, after the compression of the transport is taken off.
        redirects: followed for one url.
        tries: of one address, when it fails in a way that may pass; between them, `backoff_s` seconds, doubled each
            time, or what the server asks for, unless that is more than `longest_wait_s`: then it is given up.
        failures: addresses of one site that fail so, one after another, until the site is not asked any more.
        pace_s: seconds between two requests to a site; more when its robots.txt asks, up to `longest_delay_s`.
        pages: read from one url or file, through its links.
    """

    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 120.0
    largest: int = 64 * 2**20
    redirects: int = 5
    tries: int = 3
    backoff_s: float = 1.0
    longest_wait_s: float = 60.0
    failures: int = 3
    pace_s: float = 1.0
    longest_delay_s: float = 30.0
    pages: int = 1000


class _Unavailable(Exception):
    """It cannot be had now; later it may."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.wait_s = reason, wait_s


class Fetcher:
    """Fetches documents one after another, for one thread; closed as a context manager.

    `cache` is the folder in which copies are kept from build to build: they answer when the server says that nothing
    changed, and when it cannot be reached. `clock` counts the seconds that `sleep` lets pass.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        cache: Path | None = None,
        *,
        allow_private: bool = False,
        resolve: Resolver = system_resolver,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or FetchLimits()
        self._cache = ResponseCache(cache)
        self._clock, self._sleep = clock, sleep
        self._connector = Connector(resolve, allow_private, clock)
        timeout = httpx.Timeout(self.limits.read_s, connect=self.limits.connect_s)
        # No proxy of the environment: it would connect to addresses that are not checked here.
        self._client = httpx.Client(
            transport=CheckedTransport(self._connector), headers=_HEADERS, timeout=timeout, trust_env=False
        )
        self._robots = Robots(lambda place: self._follow(_address(place), LARGEST, robots=True))
        self._next: dict[str, float] = {}  # site -> when it may be asked again
        self._failed: dict[str, int] = {}  # site -> failures one after another

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close connections and cache."""
        self._client.close()
        self._cache.close()

    def fetch(self, url: str) -> WebDocument:
        """The document at `url`, or its copy from the cache while the server cannot be reached (`stale` says so).

        Raises:
            SourceError: the address may not be read or gives no document, with the reason and the way out.
        """
        stale = None
        try:
            address = _address(url)
            try:
                response = self._follow(address, self.limits.largest)
            except _Unavailable as error:
                kept = self._cache.get_moved(str(address))
                if kept is None:
                    raise SourceError(url, f"{error.reason}: build again later, or remove it") from error
                response, stale = kept, error.reason
            if response.status >= 300:
                raise SourceError(url, _refusal(response.status))
        except SourceError as error:
            raise SourceError(shown(url), error.reason) from error
        self._cache.put_moved(str(address), response.url)
        return web_document(url, response, stale)

    def _follow(self, address: httpx.URL, largest: int, robots: bool = False) -> Response:
        """The answer at the end of the redirects, each of them checked as the first address is."""
        for _ in range(self.limits.redirects + 1):
            if not robots and not self._robots.allow(str(address), _robots_of(address)):
                raise SourceError(str(address), "its robots.txt asks programs not to read it: save it and give the file")
            response = self._insist(address, largest, cut=robots)
            location = response.headers.get("location")
            if response.status not in _MOVED or location is None:
                return response
            address = _address(location, address)
        raise SourceError(str(address), f"more than {self.limits.redirects} redirects: give the address of the document")

    def _insist(self, address: httpx.URL, largest: int, cut: bool) -> Response:
        """One address, tried again while its failure may pass."""
        site = _robots_of(address)
        if self._failed.get(site, 0) >= self.limits.failures:
            raise _Unavailable(f"{address.host} did not answer before, and is not asked again")
        for attempt in range(1, self.limits.tries + 1):
            self._take_turn(site)
            try:
                response = self._try(address, largest, cut)
            except _Unavailable as error:
                wait = self.limits.backoff_s * 2 ** (attempt - 1) if error.wait_s is None else error.wait_s
                if attempt == self.limits.tries or wait > self.limits.longest_wait_s:
                    self._failed[site] = self._failed.get(site, 0) + 1
                    raise
                self._sleep(wait)
            else:
                self._failed[site] = 0
                return response
        raise AssertionError("the last try returns or raises")

    def _take_turn(self, site: str) -> None:
        wait = self._next.get(site, 0.0) - self._clock()
        if wait > 0:
            self._sleep(wait)
        delay = min(self._robots.crawl_delay(site), self.limits.longest_delay_s)
        self._next[site] = self._clock() + max(self.limits.pace_s, delay)

    def _try(self, address: httpx.URL, largest: int, cut: bool) -> Response:
        url = str(address)
        kept = self._cache.get(url)
        conditions = {}
        if kept is not None:
            asked = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
            conditions = {name: kept.headers[header] for name, header in asked if header in kept.headers}
        self._connector.deadline = self._clock() + self.limits.total_s
        try:
            with self._client.stream("GET", address, headers=conditions) as answer:
                if answer.status_code == 304 and kept is not None:
                    return kept
                if answer.status_code in _BUSY:
                    raise _Unavailable(f"the server answers {answer.status_code}", _retry_after(answer))
                body = _body(answer, url, largest, cut) if answer.is_success else b""
                headers = dict(answer.headers)
        except _FAILURES as error:
            if isinstance(error.__cause__, ssl.SSLError):
                raise SourceError(url, f"its certificate is not valid ({error}): save it and give the file") from error
            raise _Unavailable(self._told(error)) from error
        response = Response(url, answer.status_code, headers, body, datetime.now(UTC).isoformat(timespec="seconds"))
        if answer.is_success:
            self._cache.put(response)
        elif response.status in _GONE:
            self._cache.forget(url)
        return response

    def _told(self, error: Exception) -> str:
        match error:
            case httpcore.ConnectTimeout():
                return f"no connection within {self.limits.connect_s:g} s"
            case httpcore.TimeoutException():
                return f"too slow: nothing for {self.limits.read_s:g} s, or not done in {self.limits.total_s:g} s"
            case httpcore.ConnectError():
                return f"no connection ({error})"
        return f"the connection broke ({' '.join(str(error).split())[:120] or type(error).__name__})"


def _address(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """An address that may be asked for, without its fragment; the host is checked when it is connected to."""
    try:
        address = (httpx.URL(url.strip()) if base is None else base.join(url)).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(url, f"not an address ({error}): check it") from error
    if address.scheme not in ("http", "https") or not address.host or address.port == 0:
        raise SourceError(url, "only http(s) addresses are fetched: save it and give the file")
    if address.userinfo:
        raise SourceError(url, "holds a password, which would be kept in the index: give the address without it")
    return address


def _robots_of(address: httpx.URL) -> str:
    return str(address.join("/robots.txt"))


def _body(answer: httpx.Response, url: str, largest: int, cut: bool) -> bytes:
    """The body, at most `largest` bytes: what is longer is cut or refused, without being received."""
    kind, _ = media_type(answer.headers.get("content-type", ""))
    if kind.startswith(_NO_TEXT):
        raise SourceError(url, f"no text ({kind}): give the page or the document")
    # One layer of gzip grows a piece of the network's 64 KiB to 66 MB at most; several layers know no bound.
    encoding = answer.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("gzip", "identity", ""):
        raise SourceError(url, f"compressed in a way that was not asked for ({encoding[:40]}): save it and give the file")
    declared = answer.headers.get("content-length", "")
    body = bytearray()
    too_large = not cut and declared.isdecimal() and int(declared) > largest
    for piece in () if too_large else answer.iter_bytes():
        body += piece
        if len(body) > largest:
            too_large = True
            break
    if too_large and not cut:
        raise SourceError(url, f"larger than {largest / 2**20:g} MiB: save it, split it and give the files")
    return bytes(body[:largest])


def _retry_after(answer: httpx.Response) -> float | None:
    """Seconds that the server asks to wait, None when it does not."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):  # no date, or one without a time zone
        return None


def _refusal(status: int) -> str:
    if status in _GONE:
        return f"there is nothing at this address ({status}): check it, or remove it"
    if status in _CLOSED:
        return f"the site does not give it to programs ({status}): save it in a browser and give the file"
    return f"the server answers {status}: check the address"
