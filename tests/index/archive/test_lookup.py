"""Finding an article by id, address or words of its title."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive.archive import Archive
from index.sources.articles import article_id
from tests.index.fakes import HashEmbedder, build_with, laid_out, open_with
from tests.index.strategies import quick

URL = "https://www.example.org/news/flood?id=7"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    directory = tmp_path_factory.mktemp("index")
    articles = [
        laid_out(article_id("a"), [("body", "One.")], title="Flood in Hasakah", published="2019"),
        laid_out(
            article_id(URL), [("body", "Two.")], title="The flood in Hasakah: what is known", url=URL, published="2020"
        ),
        laid_out(article_id("c"), [("body", "Three.")], title="فيضان في الحسكة", published="2018"),
        laid_out(article_id("d"), [("body", "Four.")], path="seeds/strike_latakia.txt"),
    ]
    build_with(HashEmbedder(), directory, *articles)
    with closing(open_with(HashEmbedder(), directory)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("named", "found"),
    [
        (article_id("c"), ["c"]),
        (f" {article_id('c').upper()} ", ["c"]),
        (URL, [URL]),
        ("http://example.org/news/flood/?id=7#part", [URL]),
        ("https://example.org/news/flood", []),
        ("https://[", []),
        ("flood hasakah", [URL, "a"]),
        ("Flood in Hasakah", ["a", URL]),
        ("FLOOD, known?", [URL]),
        ("الفيضان", []),
        ("فيضان الحسكه", ["c"]),
        ("strike_latakia.txt", ["d"]),
        ("floo", []),
        ("", []),
        ("?!", []),
    ],
)
def test_an_article_is_found(archive: Archive, named: str, found: list[str]) -> None:
    assert [article.id for article in archive.find(named, 5)] == [article_id(name) for name in found]


def test_no_more_are_found_than_asked_for(archive: Archive) -> None:
    assert len(archive.find("flood", 1)) == 1


@quick
@given(named=st.text() | st.from_regex(r"https?://\S+"))
def test_whatever_is_named_is_found_or_not(archive: Archive, named: str) -> None:
    archive.find(named, 3)
