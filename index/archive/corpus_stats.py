"""The numbers of a corpus, from the manifest of its build and its table of articles."""

import logging
from pathlib import Path

from index.errors import ArchiveDamaged
from index.stats import Stats
from index.storage.article_store import ArticleStore
from index.storage.exclusions import read_exclusions
from index.storage.folder import Manifest

_log = logging.getLogger(__name__)


def corpus_stats(manifest: Manifest, store: ArticleStore, directory: Path) -> Stats:
    """Count, going through all articles of the index in `directory` once."""
    return Stats(
        articles=manifest.articles,
        passages=manifest.passages,
        embedded=manifest.embedding_model is not None,
        embedding_model=manifest.embedding_model,
        dimensions=manifest.dimensions,
        earliest=manifest.earliest,
        latest=manifest.latest,
        undated=store.undated(),
        copies=store.copied(),
        built=manifest.built,
        bytes=sum(size for size, _ in manifest.files.values()),
        forgotten=_forgotten(directory),
        sources=store.sources(),
    )


def _forgotten(directory: Path) -> int | None:
    try:
        return len(read_exclusions(directory))
    except ArchiveDamaged as error:  # the next build says so and stops; what is indexed can be counted all the same
        _log.warning("%s", error)
        return None
