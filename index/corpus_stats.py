"""The numbers of a corpus, from the manifest of its build and its table of articles."""

from index.folder import Manifest
from index.stats import Stats
from index.store import ArticleStore


def corpus_stats(manifest: Manifest, store: ArticleStore) -> Stats:
    """Count, going through all articles once."""
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
        sources=store.sources(),
    )
