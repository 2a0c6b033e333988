"""Requests to a Qdrant cluster: deadlines, retries with backoff, and answers from the parts that answer.

A read names all parts (shard keys) of a generation. Where it fails on the cluster's side and the caller takes partial
answers, it is sent to each part for itself; a part that failed is left alone for a while.
"""

import logging
import random
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

import httpx
from qdrant_client import QdrantClient
from qdrant_client.common.client_exceptions import QdrantException, ResourceExhaustedResponse
from qdrant_client.http.exceptions import ApiException, ResponseHandlingException, UnexpectedResponse

from index.errors import ArchiveError, ArchiveMissing, ArchiveUnreachable
from index.storage.address import ClusterAddress

log = logging.getLogger(__name__)

T = TypeVar("T")
Keys = list[int | str] | None
"""Shard keys that a request names; None for all, where parts were not made."""

TIMEOUT_S, BUILD_TIMEOUT_S = 5, 120
"""Seconds for one request of a reader, and of a builder, whose counts and deletions go over whole collections."""
READ_PAUSES_S = (0.1, 0.5)
WRITE_PAUSES_S = (0.2, 1.0, 3.0, 10.0, 30.0)
"""Seconds before each new attempt, up to half as long again."""
_LONGEST_PAUSE_S = 30
_LEFT_ALONE_S = 15.0
"""Seconds for which a part that failed is not asked."""
_NOT_FOUND, _BUSY, _FAULT = 404, 429, 500


class Connection:
    """A client of the cluster; safe to use from several threads.

    Args:
        parts: shard keys of the collections that are read; none where sharding is left to the cluster.
        sleep: how a pause is spent.
    """

    def __init__(
        self,
        client: QdrantClient,
        place: str,
        parts: Sequence[int | str] = (),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.client = client
        self.place = place
        self.parts: list[int | str] = list(parts)
        self._sleep = sleep
        self._down: dict[str, float] = {}
        self._noting = threading.local()

    @contextmanager
    def outages(self) -> Iterator[set[str]]:
        """While it is entered, reads of this thread do with the parts that answer; the others are put into the set."""
        before = getattr(self._noting, "missing", None)
        self._noting.missing = missing = set[str]()
        try:
            yield missing
        finally:
            self._noting.missing = before

    def read(self, ask: Callable[[Keys], T], merge: Callable[[list[T]], T]) -> T:
        """What `ask` gives for all parts, or, within `outages`, merged from those parts that answer.

        Raises:
            ArchiveUnreachable: no part answers, or one does not and all are needed; names it as the cluster does.
        """
        missing: set[str] | None = getattr(self._noting, "missing", None)
        if missing is None or len(self.parts) < 2:
            return self._with_retries(lambda: ask(self.parts or None), READ_PAUSES_S)
        if not self._are_down():
            try:
                return self._with_retries(lambda: ask(self.parts), READ_PAUSES_S)
            except ArchiveUnreachable as error:
                if not _may_be_partial(error):
                    raise
                log.warning("asking each part for itself: %s", error)
        return merge(self._from_each(ask, missing))

    def write(self, send: Callable[[], T], patient: bool = True) -> T:
        """What `send` gives, which is sent again until the cluster takes it; a repeat has to do no harm.

        Raises:
            ArchiveUnreachable: it takes it at no attempt.
        """
        return self._with_retries(send, WRITE_PAUSES_S if patient else READ_PAUSES_S)

    def close(self) -> None:
        """Close its connections."""
        self.client.close()

    def _from_each(self, ask: Callable[[Keys], T], missing: set[str]) -> list[T]:
        found, last = list[T](), None
        for part in map(str, self.parts):
            if part in self._are_down():
                missing.add(part)
                continue
            try:
                found.append(self._with_retries(lambda part=part: ask([part]), READ_PAUSES_S[:1]))  # type: ignore[misc]
            except ArchiveUnreachable as error:
                last = error
                missing.add(part)
                self._down[part] = time.monotonic() + _LEFT_ALONE_S
                log.warning("part %s of %s is left out: %s", part, self.place, error)
        if not found:
            self._down.clear()
            raise last or ArchiveUnreachable(self.place, f"no part of the index in {self.place} answers")
        return found

    def _are_down(self) -> set[str]:
        now = time.monotonic()
        return {part for part, until in list(self._down.items()) if until > now}

    def _with_retries(self, send: Callable[[], T], pauses: Sequence[float]) -> T:
        for pause in (*pauses, None):
            try:
                return send()
            except (ApiException, QdrantException) as error:
                wait = _pause(error, pause)
                if wait is None:
                    raise self._told(error) from error
                log.info("asking %s again in %.1f s: %s", self.place, wait, _line(error))
                self._sleep(wait * random.uniform(1, 1.5))  # noqa: S311 - so that not all come back at once
        raise AssertionError

    def _told(self, error: Exception) -> ArchiveError:
        """What went wrong, with the way out."""
        where, why = self.place, _line(error)
        if isinstance(error, UnexpectedResponse) and error.status_code is not None and error.status_code < _FAULT:
            code = error.status_code
            if code in (401, 403):
                return ArchiveError(where, f"{where} does not take the key ({why}); set INDEX_STORE_API_KEY")
            if code == _NOT_FOUND:
                return ArchiveMissing(where, f"{where}: {why}; run: python -m index build, or see INDEX_STORE")
            if code != _BUSY:
                return ArchiveError(where, f"{where} refuses a request ({why}); is it Qdrant 1.19 or later?")
        return ArchiveUnreachable(
            where, f"the index in {where} cannot be reached ({why}); see that the cluster runs, and INDEX_STORE"
        )


def connect(address: ClusterAddress, builds: bool = False) -> Connection:
    """A connection to the cluster of an address, over which nothing was sent yet; `builds`: with longer timeouts."""
    client = QdrantClient(
        url=address.url,
        # Not as `api_key`, for which the client would warn of http that is allowed here.
        headers={"api-key": address.api_key} if address.api_key is not None else None,
        timeout=max(TIMEOUT_S, BUILD_TIMEOUT_S) if builds else TIMEOUT_S,
        check_compatibility=False,
        limits=httpx.Limits(),  # the client would open one connection a request to a cluster on this machine
        verify=_ssl_context(),
    )
    return Connection(client, str(address))


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpx.create_ssl_context()  # reads the certificate authorities, which takes a while


def _pause(error: Exception, pause: float | None) -> float | None:
    """Seconds to wait before the next attempt, or None where there is to be none."""
    if pause is None:
        return None
    if isinstance(error, ResourceExhaustedResponse):
        return min(max(pause, error.retry_after_s), _LONGEST_PAUSE_S)
    if isinstance(error, UnexpectedResponse):
        return pause if error.status_code == _BUSY or _is_write_fault(error) else None
    return pause if isinstance(error, ResponseHandlingException | QdrantException) else None


def _is_write_fault(error: UnexpectedResponse) -> bool:
    """Whether the cluster failed by itself: a shard without a live replica may be led by another one in a moment."""
    return error.status_code is not None and error.status_code >= _FAULT


def _may_be_partial(error: ArchiveUnreachable) -> bool:
    """Whether parts of the cluster may answer where all of it did not: somebody was there."""
    cause = error.__cause__
    return not (isinstance(cause, ResponseHandlingException) and isinstance(cause.source, httpx.ConnectError))


def _line(error: Exception) -> str:
    """What an error says, in one line of bounded length, without headers."""
    if isinstance(error, UnexpectedResponse):
        try:
            status = error.structured()["status"]
            said = status["error"] if isinstance(status, dict) else status
        except (ValueError, KeyError, TypeError):
            said = error.content.decode("utf-8", "replace")
        return f"{error.status_code}: {' '.join(str(said).split())[:300]}"
    if isinstance(error, ResponseHandlingException):
        return f"{type(error.source).__name__}: {' '.join(str(error.source).split())[:300]}"
    return " ".join(str(error).split())[:300]
