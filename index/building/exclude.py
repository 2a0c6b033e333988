"""`forget`: excludes articles on the operator's wish, by a list that every build honours, and out of the index now."""

import logging
import time
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.building.build_report import BuildReport
from index.building.builder import build_generation
from index.building.passages import body_hash
from index.errors import BuildInProgress, EmbedderError, NoArticles, UnknownArticle
from index.models.embedder import Embedder
from index.models.model_files import DEFAULT_MODEL
from index.models.onnx_embedder import open_embedder
from index.records import Article
from index.sources.incremental_units import UnchangedUnit, UnitResult
from index.sources.readers import ProgressCallback
from index.storage.article_store import ArticleStore
from index.storage.exclusions import Exclusion, editing_exclusions
from index.storage.folder import ARTICLES, read_manifest
from index.storage.generations import REBUILD, REFRESHED_FILE, lease_generation, note_refreshed

log = logging.getLogger(__name__)

_LOOK_EVERY_S = 0.5


@dataclass(frozen=True, slots=True)
class ExclusionResult:
    """What became of a wish to forget.

    Attributes:
        articles: that are forgotten, those that were so before included.
        copies: other articles in the index that carry one of their reports; they stay.
        report: of the build that left them out; None where the index had none of them.
    """

    articles: tuple[Exclusion, ...]
    copies: tuple[Article, ...]
    report: BuildReport | None


def exclude_articles(
    ids: Sequence[str],
    directory: Path,
    embedding_model: str = DEFAULT_MODEL,
    progress: ProgressCallback = lambda _what, _more, _total: None,
    *,
    load_embedder: Callable[[], Embedder] | None = None,
) -> ExclusionResult:
    """Leave out the articles `ids` from now on: out of the index in `directory`, and out of every later build.

    Their files stay as they are. The index is made anew from what it holds, so that nothing is read or fetched; while
    another process builds, its end is waited for.

    Args:
        load_embedder: makes the embedder; None opens `embedding_model`. Not called where the index has no vectors.

    Raises:
        UnknownArticle: the index has no such article; nothing is forgotten.
        NoArticles: it would leave none; nothing is forgotten.
        ArchiveError: the index, or the list of what is forgotten, cannot be read.
        BuildFailed: the disk does not take the index. The wish is noted, and the next build heeds it.
    """
    with lease_generation(directory) as lease, editing_exclusions(directory) as listed:
        manifest = read_manifest(lease.generation)
        if not (directory / REFRESHED_FILE).exists():  # the build below will not look for new articles
            note_refreshed(directory, datetime.fromisoformat(manifest.built))
        found, copies, served = _look_up(lease.generation, ids, listed)
        if not served - {*ids, *listed}:
            raise NoArticles(f"that would leave no article in {directory}: index others first")
        now = datetime.now(UTC).isoformat(timespec="seconds")
        listed.update((one.id, exclusion_of(one, now)) for one in found)
        noted = tuple(listed[one] for one in dict.fromkeys(ids))
    if not found:
        return ExclusionResult(noted, (), None)

    def load() -> Embedder:
        if manifest.embedding_model is None:  # there is no vector to take over, and leaving out needs no new one
            raise EmbedderError(f"the index in {directory} was built without them; {REBUILD}")
        return open_embedder(embedding_model) if load_embedder is None else load_embedder()

    warned = False
    while True:
        try:
            report = build_generation(
                _reader_of_index(directory), directory, load, embedding_model, progress, refreshes=False
            )
        except BuildInProgress as error:
            if not warned:
                log.warning("waiting: %s", error)
                warned = True
            time.sleep(_LOOK_EVERY_S)
        else:
            return ExclusionResult(noted, copies, report)


def readmit_articles(ids: Sequence[str], directory: Path) -> tuple[Exclusion, ...]:
    """Forget the articles `ids` no more: the next build has them again, if their files are still there.

    Raises:
        UnknownArticle: one of them is not forgotten; the list stays as it was.
        ArchiveDamaged: the list cannot be read.
    """
    with editing_exclusions(directory) as listed:
        for one in ids:
            if one not in listed:
                raise UnknownArticle(one, f"no article {one!r} is forgotten; see: python -m index forget --list")
        return tuple(listed.pop(one) for one in dict.fromkeys(ids))


def _look_up(
    generation: Path, ids: Sequence[str], listed: Container[str]
) -> tuple[list[Article], tuple[Article, ...], frozenset[str]]:
    """Those of the articles `ids` that the index has, the others that carry their reports, and all ids served."""
    store = ArticleStore(generation / ARTICLES)
    try:
        found = []
        for one in dict.fromkeys(ids):
            article = store.get(one)
            if article is not None:
                found.append(store.whole(article))
            elif one not in listed:
                raise unknown_article(one)
        copies = {copy.id: copy for article in found for copy in store.copies(article.id) if copy.id not in ids}
        return found, tuple(copies.values()), store.ids()
    finally:
        store.close()


def unknown_article(article_id: str) -> UnknownArticle:
    """That there is none with this id."""
    return UnknownArticle(
        article_id, f"there is no article {article_id!r}; ids are in the answers of: python -m index ask --json"
    )


def exclusion_of(article: Article, now: str) -> Exclusion:
    """The wish to forget an article."""
    return Exclusion(
        id=article.id,
        title=article.title,
        source=article.source,
        published=article.published,
        url=article.url,
        path=article.path,
        body=body_hash(article).hex(),
        forgotten=now,
    )


def _reader_of_index(directory: Path) -> Callable[[Container[str]], Iterator[UnitResult]]:
    """Reads what the index holds, as its sources would give it had nothing about them changed."""

    def read(known: Container[str]) -> Iterator[UnitResult]:
        with lease_generation(directory) as lease:  # the same that the build takes over from: it holds the lock
            store = ArticleStore(lease.generation / ARTICLES)
            try:
                given = set[str]()
                for one in store.known_articles():
                    if one.unit not in known:
                        yield UnitResult(one.place, one.unit, store.whole(store.at(one.number - 1)[0]))
                    elif one.unit not in given:
                        given.add(one.unit)
                        yield UnitResult(one.place, one.unit, UnchangedUnit(one.unit, None, None))
            finally:
                store.close()

    return read
