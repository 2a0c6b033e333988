"""Documents from the web, fetched as a polite guest and never from inside the machine's own network."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import httpcore
import httpx

from index.errors import SourceError
from index.sources.walk import shown
from index.sources.web.addresses import Resolver, system_resolver
from index.sources.web.client import GONE, Client, FetchLimits, Unavailable
from index.sources.web.responses import Response, ResponseCache
from index.sources.web.robots import LARGEST, Robots
from index.sources.web.web_document import WebDocument, web_document

__all__ = ["FetchLimits", "Fetcher"]

_MOVED = frozenset({301, 302, 303, 307, 308})
_NOT_FOR_PROGRAMS = "its robots.txt asks programs not to read it: save it in a browser and give the file"
_LONGEST = 2000  # characters of an address that an error shows
_CLOSED = frozenset({401, 402, 403, 407, 451})


class Fetcher:
    """Fetches documents one after another, for one thread; closed as a context manager.

    `cache` is the folder in which copies are kept from build to build: they answer when the server says that nothing
    changed, and when it cannot be reached. `clock` counts the seconds that `sleep` lets pass.
    `resolve` looks names up, and `backend` connects to the addresses found, once they are checked.
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
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:
        self.limits = limits or FetchLimits()
        self._cache = ResponseCache(cache)
        self._clock, self._sleep = clock, sleep
        self._client = Client(self.limits, self._cache, allow_private, resolve, clock, backend)
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
        try:
            return self._fetch(url)
        except SourceError as error:  # it may name a host, or an address on the way
            raise SourceError(shown(url[:_LONGEST]), error.reason) from error

    def _fetch(self, url: str) -> WebDocument:
        address = _address(url)
        try:
            response = self._follow(address, self.limits.largest)
        except Unavailable as error:
            kept = self._cache.get_moved(str(address))
            if kept is None:
                raise SourceError(url, f"{error.reason}: build again later, or remove it") from error
            return web_document(url, kept, error.reason)
        if response.status >= 300:
            raise SourceError(url, _refusal(response.status))
        self._cache.put_moved(str(address), response.url)
        return web_document(url, response)

    def _follow(self, address: httpx.URL, largest: int, robots: bool = False) -> Response:
        """The answer at the end of the redirects, each of them checked as the first address is."""
        for _ in range(self.limits.redirects + 1):
            if not robots and not self._robots.allow(str(address), _robots_of(address)):
                raise SourceError(str(address), _NOT_FOR_PROGRAMS)
            response = self._insist(address, largest, cut=robots)
            location = response.headers.get("location")
            if response.status not in _MOVED or location is None:
                return response
            address = _address(location, address)
        reason = f"more than {self.limits.redirects} redirects: give the address to which they lead in a browser"
        raise SourceError(str(address), reason)

    def _insist(self, address: httpx.URL, largest: int, cut: bool) -> Response:
        """One address, tried again while its failure may pass."""
        site = _robots_of(address)
        if self._failed.get(site, 0) >= self.limits.failures:
            raise Unavailable(f"{address.host} did not answer before, and is not asked again")
        for attempt in range(1, self.limits.tries + 1):
            self._take_turn(site)
            try:
                response = self._client.get(address, largest, cut)
            except Unavailable as error:
                wait = self.limits.backoff_s * 2 ** (attempt - 1) if error.wait_s is None else error.wait_s
                if wait > self.limits.longest_wait_s:
                    self._failed[site] = self.limits.failures  # it said when to come back, and that is later
                    raise
                if attempt == self.limits.tries:
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


def _refusal(status: int) -> str:
    if status in GONE:
        return f"there is nothing at this address ({status}): check it, or remove it"
    if status in _CLOSED:
        return f"the site does not give it to programs ({status}): save it in a browser and give the file"
    return f"the server answers {status}: check the address"
