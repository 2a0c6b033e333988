"""`verify`: checks every file of an index against its manifest (sizes, sha256), and the tables against each other."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from index.building.passages import (
    DIGEST_SIZE,
    article_fingerprint,
    article_index_text,
    body_hash,
    digest,
    passage_digests,
)
from index.errors import ArchiveDamaged, ArchiveError
from index.names.name_index import NameIndex
from index.names.proper_names import NameCounts
from index.records import Article, Span
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.vector_index import VectorIndex
from index.storage.article_rows import KnownArticle
from index.storage.article_store import ArticleStore
from index.storage.exclusions import ExclusionFilter, exclusion_filter
from index.storage.folder import (
    ARTICLE_KEYWORDS,
    ARTICLES,
    KEYWORDS,
    NAMES,
    PLACES,
    Manifest,
    check_file,
    read_manifest,
)
from index.storage.generations import REBUILD, lease_generation

_PART = 4096
_MOST_SHOWN = 5


def verify(directory: Path) -> Iterator[str]:
    """What is wrong with the index in `directory`, one line each; nothing when it is whole.

    Raises:
        ArchiveMissing: there is no index in this folder.
    """
    with lease_generation(directory) as lease:
        yield from _problems(lease.generation)
        try:
            listed = exclusion_filter(directory)
        except ArchiveDamaged as error:
            yield str(error)
        else:
            yield from _excluded_but_present(lease.generation, listed)


def _excluded_but_present(generation: Path, listed: ExclusionFilter) -> Iterator[str]:
    """Articles that are forgotten, by the list, and yet in the index, as when a process was killed between the two."""
    try:
        store = ArticleStore(generation / ARTICLES)
    except ArchiveDamaged:
        return  # which is told already
    try:
        for known in store.known_articles():
            if listed.has(known.id, known.body):
                yield f"{generation}: article {known.id} is forgotten and still there; {REBUILD}"
    except ArchiveDamaged:
        return
    finally:
        store.close()


def _problems(generation: Path) -> Iterator[str]:
    try:
        manifest = read_manifest(generation)
    except ArchiveError as error:
        yield str(error)
        return
    damaged = list(_files(generation, manifest))
    yield from damaged
    if not damaged:
        try:
            yield from _tables(generation, manifest)
        except ArchiveError as error:
            yield str(error)


def _files(generation: Path, manifest: Manifest) -> Iterator[str]:
    for name in manifest.files:
        try:
            check_file(generation, manifest, name, whole=True)
        except ArchiveDamaged as error:
            yield str(error)


def _tables(generation: Path, manifest: Manifest) -> Iterator[str]:
    store = ArticleStore(generation / ARTICLES)
    try:
        found = store.check()
        if found is not None:
            yield f"{store.path}: {found}"
            return
        rows = int(store.first_row[-1])
        counted = {
            "articles in the file of articles": (len(store), manifest.articles),
            "passages in the file of articles": (rows, manifest.passages),
            "rows of keywords": (len(KeywordIndex.load(generation / KEYWORDS)), rows),
            "rows of keywords of articles": (len(KeywordIndex.load(generation / ARTICLE_KEYWORDS)), len(store)),
        }
        if manifest.embedding_model is not None:
            vectors = VectorIndex.load(generation)
            counted["vectors"] = (len(vectors), rows)
            counted["dimensions of a vector"] = (vectors.dimensions, manifest.dimensions)
            yield from _check_vector_lengths(generation, vectors)
        yield from (
            f"{generation}: {there:,} {what}, {wanted:,} expected" for what, (there, wanted) in counted.items()
            if there != wanted
        )  # fmt: skip
        NameCounts.load(generation / NAMES)
        NameIndex(generation / PLACES).close()
        for known in store.known_articles():
            article, passages = store.at(known.number - 1)
            for problem in article_problems(article, store.whole(article), passages, known):
                yield f"{store.path}: article {article.id} ({article.path}): {problem}"
    finally:
        store.close()


def _check_vector_lengths(generation: Path, vectors: VectorIndex) -> Iterator[str]:
    """Vectors whose length is not 1."""
    wrong: list[int] = []
    for start in range(0, len(vectors), _PART):
        lengths = np.linalg.norm(vectors.at(np.arange(start, min(start + _PART, len(vectors)))), axis=1)
        wrong += (start + np.flatnonzero(~np.isclose(lengths, 1, atol=1e-3))).tolist()
    for row in wrong[:_MOST_SHOWN]:
        yield f"{generation}: the vector of row {row} has not the length 1"
    if len(wrong) > _MOST_SHOWN:
        yield f"{generation}: and {len(wrong) - _MOST_SHOWN:,} vectors more"


def article_problems(article: Article, whole: Article, passages: list[Span], known: KnownArticle) -> Iterator[str]:
    """What is wrong with one article, by what was known of it when it was indexed.

    Args:
        whole: the article with what was left out since it repeats in its outlet.
    """
    spans = [paragraph.span for paragraph in whole.paragraphs]
    if any(span.end > len(article.text) for span in (*spans, *passages)):
        yield f"offsets lie outside its {len(article.text):,} characters"
        return
    if any(one.end > other.start for one, other in pairwise(spans)):
        yield "its paragraphs overlap"
    if any(one.start >= other.start for one, other in pairwise(passages)):
        yield "its passages are not in order"
    if known.fingerprint != article_fingerprint(article) or known.body != body_hash(whole):
        yield "its text is not the one that was indexed"
    if len(known.digests) != DIGEST_SIZE * len(passages) or known.digests != passage_digests(article, passages):
        yield "its passages are not those that were indexed"
    if known.described != digest(article_index_text(article)):
        yield "its title, outlet or date is not the one that was indexed"
