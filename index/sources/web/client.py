"""One request to one address: what it takes, what it costs at most, and what went wrong."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from index.errors import SourceError
from index.sources.web.addresses import Resolver
from index.sources.web.network import CheckedTransport, Connector
from index.sources.web.responses import Response, ResponseCache
from index.sources.web.robots import AGENT
from index.sources.web.web_document import media_type

_HEADERS = {
    "User-Agent": f"{AGENT} (an index of articles that are quoted with their source)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip",
}
_BUSY = frozenset({429, 500, 502, 503, 504})
GONE = frozenset({404, 410})
"""Statuses of an address that has no document any more; its copy is forgotten."""
_NO_TEXT = ("image/", "audio/", "video/", "font/")
# What a connection raises, and httpx when the compression is damaged.
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


class Unavailable(Exception):
    """It cannot be had now; later it may."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.wait_s = reason, wait_s


class Client:
    """Asks for one address at a time, with the copy in the cache as a condition."""

    def __init__(
        self,
        limits: FetchLimits,
        cache: ResponseCache,
        allow_private: bool,
        resolve: Resolver,
        clock: Callable[[], float],
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._limits, self._cache, self._clock = limits, cache, clock
        self._connector = Connector(resolve, allow_private, clock, backend)
        # No proxy of the environment: it would connect to addresses that are not checked here.
        self._http = httpx.Client(
            transport=CheckedTransport(self._connector),
            headers=_HEADERS,
            timeout=httpx.Timeout(limits.read_s, connect=limits.connect_s),
            trust_env=False,
        )

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._http.close()

    def get(self, address: httpx.URL, largest: int, cut: bool) -> Response:
        """What `address` answers now, redirects not followed; at most `largest` bytes, `cut` there or refused.

        Raises:
            SourceError: the host is private, or the document is too large or of a kind that holds no text.
            Unavailable: no answer, or one that says to come back.
        """
        url = str(address)
        kept = self._cache.get(url)
        conditions = {}
        if kept is not None:
            asked = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
            conditions = {name: kept.headers[header] for name, header in asked if header in kept.headers}
        self._connector.deadline = self._clock() + self._limits.total_s
        try:
            with self._http.stream("GET", address, headers=conditions) as answer:
                if answer.status_code == 304 and kept is not None:
                    return kept
                if answer.status_code in _BUSY:
                    raise Unavailable(f"the server answers {answer.status_code}", _retry_after(answer))
                body = _body(answer, url, largest, cut) if answer.is_success else b""
                headers = dict(answer.headers)
        except _FAILURES as error:
            if isinstance(error.__cause__, ssl.SSLError):
                raise SourceError(url, f"its certificate is not valid ({error}): save it and give the file") from error
            raise Unavailable(self._told(error)) from error
        response = Response(url, answer.status_code, headers, body, datetime.now(UTC).isoformat(timespec="seconds"))
        if answer.is_success:
            self._cache.put(response)
        elif response.status in GONE:
            self._cache.forget(url)
        return response

    def _told(self, error: Exception) -> str:
        match error:
            case httpcore.ConnectTimeout():
                return f"no connection within {self._limits.connect_s:g} s"
            case httpcore.TimeoutException():
                return f"too slow: nothing for {self._limits.read_s:g} s, or not done in {self._limits.total_s:g} s"
            case httpcore.ConnectError():
                return f"no connection ({error})"
        return f"the connection broke ({' '.join(str(error).split())[:120] or type(error).__name__})"


def _body(answer: httpx.Response, url: str, largest: int, cut: bool) -> bytes:
    """The body, at most `largest` bytes: what is longer is cut or refused, without being received."""
    kind, _ = media_type(answer.headers.get("content-type", ""))
    if kind.startswith(_NO_TEXT):
        raise SourceError(url, f"no text ({kind}): give the page or the document")
    # One layer of gzip grows a piece of the network's 64 KiB to 66 MB at most; several layers know no bound.
    encoding = answer.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("gzip", "identity", ""):
        raise SourceError(
            url, f"compressed in a way that was not asked for ({encoding[:40]}): save it and give the file"
        )
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
