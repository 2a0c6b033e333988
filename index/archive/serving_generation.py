"""The generation that serves, wherever it is kept: held while it is read, opened as a store, with its models."""

from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from index.errors import ArchiveDamaged, ArchiveError, ArchiveMismatch, EmbedderError, ReaderError
from index.models.embedder import Embedder
from index.models.onnx_embedder import open_embedder
from index.models.span_model import SpanModel, open_span_model
from index.names.name_index import NameIndex
from index.names.proper_names import NameCounts
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.local_store import LocalStore
from index.retrieval.store import Store
from index.retrieval.vector_index import FILES as VECTOR_FILES
from index.retrieval.vector_index import VectorIndex
from index.storage.address import ClusterAddress, IndexAddress
from index.storage.article_store import ArticleStore
from index.storage.exclusions import read_exclusions
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
from index.storage.generations import REBUILD, GenerationLease, current_name, last_refreshed, lease_generation


class ServingGeneration(Protocol):
    """One generation of an index, which stays there until it is closed though another one may come to serve.

    Attributes:
        name: of the build.
        place: where it is, for messages.
    """

    name: str
    place: str

    @property
    def manifest(self) -> Manifest:
        """What it holds and was made with."""

    def open_store(self, with_vectors: bool) -> tuple[Store, list[str]]:
        """What is asked, and a line for each part of it that cannot be used.

        Raises:
            ArchiveDamaged: a part other than the vectors cannot be used.
        """

    def is_current(self) -> bool:
        """Whether no other generation has come to serve in its place; one that is gone serves on."""

    def current(self) -> str:
        """The name of the generation that serves now."""

    def refreshed(self) -> str:
        """When the index was last brought up to date; ISO 8601."""

    def excluded(self) -> Collection[object]:
        """The articles that are left out on the operator's wish."""

    def close(self) -> None:
        """Let go of it."""


class FolderGeneration:
    """A generation in a folder of this machine, as `ServingGeneration` has it.

    Args:
        lease: what holds it on disk; None where nobody builds beside.

    Raises:
        ArchiveDamaged, ArchiveMismatch: its manifest cannot be used.
    """

    def __init__(self, generation: Path, lease: GenerationLease | None = None) -> None:
        self.manifest = read_manifest(generation)
        self.name, self.place = generation.name, str(generation)
        self._generation = generation
        self._directory = generation.parent.parent
        self._lease = lease

    def open_store(self, with_vectors: bool) -> tuple[Store, list[str]]:
        """See `ServingGeneration`."""
        generation, manifest = self._generation, self.manifest
        for name in manifest.files:
            if name not in VECTOR_FILES:
                check_file(generation, manifest, name)
        articles = ArticleStore(generation / ARTICLES)
        keywords, by_article = (KeywordIndex.load(generation / name) for name in (KEYWORDS, ARTICLE_KEYWORDS))
        rows = int(articles.first_row[-1])
        if len(keywords) != rows or len(by_article) != len(articles):
            raise ArchiveDamaged(generation, f"the tables of {generation} disagree on their rows; {REBUILD}")
        vectors, problems = None, list[str]()
        if with_vectors:
            try:
                vectors = open_vectors(generation, manifest, rows)
            except ArchiveError as error:
                problems.append(str(error))
        learned = NameCounts.load(generation / NAMES).names()
        names = NameIndex(generation / PLACES)
        return LocalStore(manifest, articles, keywords, by_article, vectors, names, learned), problems

    def is_current(self) -> bool:
        """See `ServingGeneration`."""
        return self._lease is None or self._lease.is_current()

    def current(self) -> str:
        """See `ServingGeneration`."""
        return current_name(self._directory)

    def refreshed(self) -> str:
        """See `ServingGeneration`."""
        return last_refreshed(self._directory, self.manifest.built)

    def excluded(self) -> Collection[object]:
        """See `ServingGeneration`."""
        return read_exclusions(self._directory)

    def close(self) -> None:
        """Let go of it; it is removed now if it serves no more and nobody else reads it."""
        if self._lease is not None:
            self._lease.close()


def open_vectors(generation: Path, manifest: Manifest, rows: int) -> VectorIndex:
    """The vectors of a generation.

    Raises:
        ArchiveDamaged: a file of theirs is missing, or is not what was written, or they are of other rows.
    """
    for name in VECTOR_FILES:
        check_file(generation, manifest, name)
    vectors = VectorIndex.load(generation)
    if len(vectors) != rows:
        raise ArchiveDamaged(generation, f"{generation} has {len(vectors)} vectors for {rows} passages; {REBUILD}")
    return vectors


def serving(index: IndexAddress) -> ServingGeneration:
    """The generation that serves there, held.

    Raises:
        ArchiveMissing: nothing has been built there.
        ArchiveDamaged, ArchiveMismatch: it cannot be used.
        ArchiveUnreachable: the cluster does not answer.
    """
    if isinstance(index, ClusterAddress):
        from index.cluster.generation import open_generation  # the client is an extra

        return open_generation(index)
    lease = lease_generation(index)
    try:
        return FolderGeneration(lease.generation, lease)
    except BaseException:
        lease.close()
        raise


def open_models(
    place: str, manifest: Manifest, embedding_model: str | None, reader_model: str | None,
    loaded: tuple[Embedder | None, SpanModel | None], models: Path | None = None,
) -> tuple[Embedder | None, SpanModel | None, list[str]]:  # fmt: skip
    """The embedder that the index was built with, the reader's network, and what cannot be used of them.

    Args:
        place: where the index is, for messages.
        loaded: both as another index has them, to be used where they fit.
        embedding_model, reader_model: None for none.
        models: folder of the exported embedders; None for `model_cache()`.
    """
    (embedder, model), degraded = loaded, list[str]()
    try:
        embedder = (
            None if embedding_model is None else matching_embedder(place, manifest, embedding_model, models, embedder)
        )
    except (EmbedderError, ArchiveMismatch) as error:
        embedder = None
        degraded.append(str(error))
    try:
        if model is None and reader_model is not None:
            model = open_span_model(reader_model)
    except ReaderError as error:
        degraded.append(str(error))
    return embedder, model, degraded


def matching_embedder(
    place: str, manifest: Manifest, model: str, models: Path | None, loaded: Embedder | None
) -> Embedder:
    """The embedder that the index was built with.

    Raises:
        EmbedderError: it does not load.
        ArchiveMismatch: the index has no vectors, or those of another model.
    """
    if manifest.embedding_model is None:
        raise ArchiveMismatch(place, f"the index in {place} has no vectors; {REBUILD}")
    if manifest.embedding_model != model:
        raise ArchiveMismatch(
            place,
            f"the index in {place} was built with the embedding model {manifest.embedding_model!r}, "
            f"and EMBEDDING_MODEL is {model!r}; {REBUILD}",
        )
    if loaded is not None and (loaded.name, loaded.fingerprint) == (model, manifest.fingerprint):
        return loaded
    embedder = open_embedder(model, models)
    embedder.load()
    if manifest.fingerprint != embedder.fingerprint:
        raise ArchiveMismatch(
            place,
            f"the index in {place} was built with other weights of {model!r} "
            f"({manifest.fingerprint}) than those here ({embedder.fingerprint}); {REBUILD}",
        )
    return embedder
