"""The real embedding model and the articles that come with the project, each loaded once."""

import os
from pathlib import Path

import pytest

from index.models.embedder import Embedder, SentenceTransformerEmbedder
from index.models.model_files import DEFAULT_MODEL, ENGLISH_MODEL
from index.models.onnx_embedder import open_embedder
from index.records import Article
from index.sources.readers import read_articles

os.environ["HF_HUB_OFFLINE"] = (
    "1"  # a model that is not on this machine is refused at once; set before its library loads
)

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def embedder(model_cache: Path) -> Embedder:
    """The embedding model that comes with the project, as the product runs it: from its export."""
    return open_embedder(DEFAULT_MODEL)


@pytest.fixture(scope="session")
def minilm(model_cache: Path) -> SentenceTransformerEmbedder:
    """The English model in PyTorch, which takes long to import."""
    return SentenceTransformerEmbedder(ENGLISH_MODEL)


@pytest.fixture(scope="session")
def seed() -> Article:
    """The article that comes with the project: a web page saved as text, with site furniture in it."""
    (article,) = (found for found in read_articles([ROOT / "seeds"]) if isinstance(found, Article))
    return article


@pytest.fixture(scope="session")
def corpus() -> tuple[Article, ...]:
    """The articles that questions are asked about."""
    return tuple(found for found in read_articles([ROOT / "tests" / "corpus"]) if isinstance(found, Article))
