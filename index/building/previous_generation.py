"""The previous generation during an incremental build, for what can be reused of it."""

import logging
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from index.building.embedding import LazyEmbedder
from index.building.passages import PASSAGES_VERSION, Digests, digest_array
from index.errors import ArchiveError, ArchiveMissing
from index.names.proper_names import NameCounts
from index.records import Article, Span
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.vector_index import VectorIndex
from index.storage.article_rows import KnownArticle
from index.storage.article_store import ArticleStore
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
from index.storage.generations import current_generation

log = logging.getLogger(__name__)


class PreviousBuild:
    """What an earlier build made.

    Attributes:
        vectors: None when there are none, or when the present model is another.
        reusable: whether passages are cut now as they were cut then, and have the same vectors.
        articles: what is known of each article, in order.
        by_id: the same by id; by_unit: by what they were read from, articles of no unit left out.
    """

    def __init__(self, generation: Path, manifest: Manifest, vectors: VectorIndex | None, reusable: bool) -> None:
        self._generation = generation
        self.manifest = manifest
        self.vectors = vectors
        self.reusable = reusable
        self.store = ArticleStore(check_file(generation, manifest, ARTICLES))
        self.articles = list(self.store.known_articles())
        self.by_id = {known.id: known for known in self.articles}
        self.by_unit: dict[str, list[KnownArticle]] = {}
        for known in self.articles:
            if known.unit:
                self.by_unit.setdefault(known.unit, []).append(known)

    @classmethod
    def open(cls, directory: Path, model: str, embedder: LazyEmbedder) -> "PreviousBuild | None":
        """The serving generation, or None where none can be kept."""
        try:
            generation = current_generation(directory)
            manifest = read_manifest(generation)
            for name in manifest.files:
                check_file(generation, manifest, name)
            if manifest.embedding_model is None:
                vectors, reusable = None, embedder.loaded is None
            else:
                reusable = manifest.embedding_model == model and embedder.fingerprint in {manifest.fingerprint, None}
                vectors = VectorIndex.load(generation) if reusable else None
            reusable = reusable and manifest.passages_version == PASSAGES_VERSION
            previous = cls(generation, manifest, vectors, reusable)
            _ = previous.keywords, previous.article_keywords, previous.names  # what is damaged is found now
        except ArchiveMissing:
            return None
        except (ArchiveError, KeyError) as error:
            log.warning("building from nothing: %s", error)
            return None
        return previous

    def passages(self, article: Article, fingerprint: bytes) -> list[Span] | None:
        """Those of an article that is cut now as it was cut then; None where it is another."""
        known = self.by_id.get(article.id) if self.reusable else None
        return None if known is None or known.fingerprint != fingerprint else self.store.at(known.number - 1)[1]

    def status(self, article: Article) -> str:
        """What has become of an article: it is "new", "changed" or "unchanged"."""
        before = self.store.get(article.id)
        if before is None:
            return "new"
        # Where and when the same words were found is no change of the article.
        as_found = replace(article, path=before.path, retrieved=before.retrieved, content_hash=before.content_hash)
        return "unchanged" if as_found == self.store.whole(before) else "changed"

    @cached_property
    def keywords(self) -> KeywordIndex:
        """BM25 over its passages."""
        return KeywordIndex.load(self._generation / KEYWORDS)

    @cached_property
    def article_keywords(self) -> KeywordIndex:
        """BM25 over its articles."""
        return KeywordIndex.load(self._generation / ARTICLE_KEYWORDS)

    @cached_property
    def names(self) -> NameCounts:
        """Its counts of names; they change as a build goes on."""
        return NameCounts.load(self._generation / NAMES)

    @property
    def places(self) -> Path:
        """The file of its names and their articles."""
        return self._generation / PLACES

    @cached_property
    def digests(self) -> Digests:
        """Hash of each of its passages as retrieval sees it, by row."""
        return digest_array(b"".join(known.digests for known in self.articles))

    @cached_property
    def described(self) -> Digests:
        """Hash of each of its articles as the ranking of articles sees it."""
        return digest_array(b"".join(known.described for known in self.articles))

    def close(self) -> None:
        """Release the files."""
        self.store.close()
