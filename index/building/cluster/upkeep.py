"""What is done to the generation that serves in a cluster: articles are forgotten, all of it is checked."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from qdrant_client import models

from index.building.build_report import BuildReport
from index.building.exclude import ExclusionResult, exclusion_of, unknown_article
from index.building.verify import article_problems
from index.cluster.conditions import any_of
from index.cluster.connection import connect
from index.cluster.generation import ClusterGeneration, open_generation
from index.cluster.ledger import CURRENT, FORGOTTEN, GENERATION, Ledger
from index.cluster.publishing import delete
from index.cluster.requests import Requests
from index.cluster.schema import ARTICLES, PASSAGES, article_of, collection
from index.errors import NoArticles, UnknownArticle
from index.records import Span
from index.storage.address import ClusterAddress
from index.storage.article_rows import KnownArticle
from index.storage.exclusions import Exclusion, ExclusionFilter

_AT_ONCE = 64


def excluded_in_cluster(address: ClusterAddress) -> dict[str, Exclusion]:
    """What is left out of the index, by id, in the order of the wishes."""
    with closing(connect(address)) as connection:
        return Ledger(connection, address).exclusions()


def exclude_in_cluster(ids: Sequence[str], address: ClusterAddress) -> ExclusionResult:
    """Leave articles out from now on: they are taken out of what serves, and every later build heeds it.

    Raises:
        UnknownArticle: the index has no such article; nothing is forgotten.
        NoArticles: it would leave none; nothing is forgotten.
        ArchiveError: the index cannot be reached or read; to be done again.
    """
    with closing(open_generation(address)) as generation:
        store = generation.open_store(True)[0]
        listed = generation.ledger.exclusions()
        found = []
        for one in dict.fromkeys(ids):
            article = store.whole(one)
            if article is not None:
                found.append(article)
            elif one not in listed:
                raise unknown_article(one)
        if len(found) >= store.count(None) and found:
            raise NoArticles(f"that would leave no article in {address}: index others first")
        copies = {copy.id: copy for article in found for copy in store.copies(article.id) if copy.id not in ids}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for article in found:
            listed[article.id] = exclusion_of(article, now)
            generation.ledger.put({"article": listed[article.id].model_dump()}, FORGOTTEN, article.id)
        noted = tuple(listed[one] for one in dict.fromkeys(ids))
        if not found:
            return ExclusionResult(noted, (), None)
        report = _take_out(generation, address, [article.id for article in found])
        return ExclusionResult(noted, tuple(copies.values()), report)


def readmit_in_cluster(ids: Sequence[str], address: ClusterAddress) -> tuple[Exclusion, ...]:
    """Forget articles no more: the next build has them again.

    Raises:
        UnknownArticle: one of them is not forgotten; the list stays as it was.
    """
    with closing(connect(address)) as connection:
        ledger = Ledger(connection, address)
        listed = ledger.exclusions()
        for one in ids:
            if one not in listed:
                raise UnknownArticle(one, f"no article {one!r} is forgotten; see: python -m index forget --list")
        for one in dict.fromkeys(ids):
            ledger.drop(FORGOTTEN, one)
        return tuple(listed[one] for one in dict.fromkeys(ids))


def _take_out(generation: ClusterGeneration, address: ClusterAddress, ids: list[str]) -> BuildReport:
    """Delete articles and let readers know by a new revision; counts of terms stay as they are until the next build."""
    those = models.Filter(must=[any_of("id", ids)])
    names = {kind: collection(address.name, generation.generation, kind) for kind in (PASSAGES, ARTICLES)}
    for name in names.values():
        delete(generation.connection, name, those)
    note = generation.ledger.get(GENERATION, generation.generation) or {}
    counts = {kind: Requests(generation.connection, name).count(None) for kind, name in names.items()}
    generation.ledger.put({**note, "manifest": {**note["manifest"], **counts}}, GENERATION, generation.generation)
    current = generation.ledger.current()
    generation.ledger.put({**current, "revision": current["revision"] + 1, "stamps": []}, CURRENT)
    return BuildReport(articles=counts[ARTICLES], passages=counts[PASSAGES])


def verify_cluster(address: ClusterAddress) -> Iterator[str]:
    """What is wrong with what serves, one line each; nothing when it is whole.

    Raises:
        ArchiveMissing, ArchiveUnreachable: there is no index, or it does not answer.
    """
    with closing(open_generation(address)) as generation:
        manifest, store = generation.manifest, generation.open_store(True)[0]
        passages, articles = (
            Requests(generation.connection, collection(address.name, generation.generation, kind))
            for kind in (PASSAGES, ARTICLES)
        )
        counts = (articles.count(None), manifest.articles), (passages.count(None), manifest.passages)
        for what, (there, wanted) in zip(("articles", "passages"), counts, strict=True):
            if there != wanted:
                yield f"{address}: {there:,} {what}, {wanted:,} expected; run: python -m index build"
        forgotten = generation.ledger.exclusions().values()
        listed = ExclusionFilter(
            frozenset(one.id for one in forgotten), frozenset(bytes.fromhex(one.body) for one in forgotten)
        )
        page: list[dict[str, Any]] = []
        for payload in store.payloads():
            page.append(payload)
            if len(page) == _AT_ONCE:
                yield from _problems(address, page, passages, listed)
                page = []
        yield from _problems(address, page, passages, listed)


def _problems(
    address: ClusterAddress, page: list[dict[str, Any]], passages: Requests, listed: ExclusionFilter
) -> Iterator[str]:
    spans: dict[str, dict[int, Span]] = {}
    those = models.Filter(must=[any_of("id", [payload["id"] for payload in page])])
    for one in passages.every(those, ["id", "ordinal", "start", "end"]):
        found = one.payload or {}
        spans.setdefault(found["id"], {})[found["ordinal"]] = Span(found["start"], found["end"])
    for payload in page:
        article, own = article_of(payload), spans.get(payload["id"], {})
        body, described, digests, fingerprint = (
            bytes.fromhex(payload[name]) for name in ("body", "described", "digests", "fingerprint")
        )
        known = KnownArticle(
            0, article.id, "", "", fingerprint, body, described, digests, None, None, None, None, b"", b""
        )
        in_order = [own[ordinal] for ordinal in sorted(own)]
        for problem in article_problems(article, article_of(payload, whole=True), in_order, known):
            yield f"{address}: article {article.id} ({article.path}): {problem}"
        if listed.has(article.id, body):
            yield f"{address}: article {article.id} is forgotten and still there; run: python -m index build"
