"""A generation in a cluster answers as the local one does: the same passages in the same order, the same lists."""

import os
import random
import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import numpy as np
import pytest

from index.answer_metadata import Period
from index.archive.browse import ArticleBrowser, find_articles
from index.archive.serving_generation import serving
from index.building.cluster.build import build_in_cluster
from index.cluster.connection import connect
from index.cluster.publishing import drop
from index.language.text import terms
from index.query.name_linking import LinkedNames
from index.records import Article, Filters
from index.retrieval.article_conditions import passing
from index.retrieval.hybrid import search
from index.retrieval.store import Store
from index.storage.address import ClusterAddress
from tests.index.cluster.corpus import made_articles, made_questions
from tests.index.cluster.edge_client import EdgeClient
from tests.index.cluster.qdrant_server import Backend, QdrantServer
from tests.index.fakes import HashEmbedder, build_with, given

EMBEDDER = HashEmbedder()
ARTICLES = made_articles(90)


def put(articles: list[Article], address: ClusterAddress) -> None:
    build_in_cluster(lambda _: given(*articles), address, lambda: EMBEDDER, EMBEDDER.name, lambda *_: None)


RUNNING = "a running server"
"""At the address in QDRANT_URL; see `make test-cluster`."""


@pytest.fixture(scope="module", params=["core", *([RUNNING] if os.environ.get("QDRANT_URL") else [])])
def stores(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    folder, working = tmp_path_factory.mktemp("local"), tmp_path_factory.mktemp("working")
    build_with(EMBEDDER, folder, *ARTICLES)
    with QdrantServer(Backend(EdgeClient(tmp_path_factory.mktemp("core")))) as server:
        address = ClusterAddress(server.url, working, parts=3)
        if request.param == RUNNING:
            key, name = os.environ.get("INDEX_STORE_API_KEY") or None, f"test-{secrets.token_hex(4)}"
            address = ClusterAddress(os.environ["QDRANT_URL"], working, name, key)
        put(ARTICLES, address)
        with closing(serving(folder)) as local, closing(serving(address)) as there:
            mine, theirs = local.open_store(True)[0], there.open_store(True)[0]
            yield mine, theirs
            mine.close()
        if request.param == RUNNING:
            with closing(connect(address)) as connection:
                drop(connection, address, "000001")
                connection.client.delete_collection(address.name)


FILTERS = [
    Filters(), Filters(after="2018-02", before="2018-03"), Filters(sources=("post",)), Filters(languages=("ar",)),
    Filters(places=("Marhad", "Saraqeb")), Filters(before="2019", places=("Idlib",)),
    Filters(articles=frozenset(one.id for one in ARTICLES[:20])),
]  # fmt: skip


def found(store: Store, question: str, filters: Filters) -> list[tuple[str, int, int]]:
    ranking = search(store, terms(question), EMBEDDER.embed_question(question), 12, passing(filters))
    return [(article.id, span.start, span.end) for article, span in store.passages(ranking.rows.tolist())]


def test_the_same_twelve_passages_come_in_the_same_order(stores: tuple[Store, Store]) -> None:
    local, there = stores
    draw = random.Random(5)
    for number, question in enumerate(made_questions(60)):
        filters = FILTERS[0] if number % 2 else draw.choice(FILTERS)
        assert found(there, question, filters) == found(local, question, filters), (question, filters)


def test_lists_are_the_same(stores: tuple[Store, Store]) -> None:
    local, there = stores
    for filters in FILTERS:
        where = passing(filters)
        assert there.count(where) == local.count(where)
        assert [one.id for one in there.newest(where)] == [one.id for one in local.newest(where)]
        assert [one.id for one in there.newest(where, 7, 3)] == [one.id for one in local.newest(where, 7, 3)]
        (number, each), (expected, articles) = there.reports(where), local.reports(where)
        assert (number, [one.id for one in each]) == (expected, [one.id for one in articles])
        if not filters.places:
            assert there.sources(filters) == local.sources(filters)
    assert there.languages() == local.languages()
    assert (there.undated(), there.copied()) == (local.undated(), local.copied())
    assert list(there.each()) == list(local.each())


def test_what_is_asked_for_by_name_is_the_same(stores: tuple[Store, Store]) -> None:
    local, there = stores
    for named in ("killed in Idlib", ARTICLES[4].title or "", "http://example.org/7/", ARTICLES[3].id, "nobody", "?!"):
        assert find_articles(there, named, 4) == find_articles(local, named, 4), named
    browsers = [
        ArticleBrowser(one, lambda text: LinkedNames(text, {}), lambda: date(2019, 12, 1)) for one in (local, there)
    ]
    for text in ("bridges Idlib", "people killed", "nothing of it here"):
        mine, theirs = (browser.titled(text, 5) for browser in browsers)
        assert (theirs.total, theirs.whole, [a.id for a in theirs.articles]) == (
            mine.total,
            mine.whole,
            [a.id for a in mine.articles],
        )
    digests = [browser.digest(browser.wanted("Saraqeb"), 9) for browser in browsers]
    assert digests[1] == digests[0]


def test_a_question_on_a_day_is_the_same(stores: tuple[Store, Store]) -> None:
    local, there = stores
    for question, period in (
        ("how many people were killed?", Period("in March 2018", "2018-03", "2018-03")),
        ("what was bombed in Idlib?", Period("on 5 June 2018", "2018-06-05", "2018-06-05")),
        ("who closed the markets?", Period("since 2019", "2019", None)),
    ):
        vector = EMBEDDER.embed_question(question)
        mine, theirs = (search(one, terms(question), vector, 12, None, period) for one in (local, there))
        assert [a.id for a, _ in there.passages(theirs.rows.tolist())] == [
            a.id for a, _ in local.passages(mine.rows.tolist())
        ]
        np.testing.assert_allclose(theirs.scores, mine.scores, atol=1e-5)


def test_names_and_terms_are_the_same(stores: tuple[Store, Store]) -> None:
    local, there = stores
    for term in ("kill", "idlib", "word7", "nobody"):
        assert there.passage_terms.document_frequency(term) == local.passage_terms.document_frequency(term)
        assert (term in there.article_terms) == (term in local.article_terms)
    for name in ("Idlib", "Saraqib", "Kafr Nabl", "Nobody"):
        assert there.names.spellings(name) == local.names.spellings(name)
    assert there.names.groups(8) == local.names.groups(8)
    words = ("idlib", "people", "saraqeb", "were")
    assert [word in there.learned for word in words] == [word in local.learned for word in words]
