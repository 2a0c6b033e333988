"""What a build is told of what it fetched, and what of it need not be read again."""

import gzip
import hashlib
from collections.abc import Container, Iterator
from pathlib import Path

import pytest

from index.errors import SourceError
from index.records import Article
from index.sources.incremental_units import UnchangedUnit, UnitResult
from index.sources.readers import read_places
from tests.index.sources.made import PROSE, shown, write, zip_of
from tests.index.sources.web_server import QUICK, Site, fetcher, page, serving

NEVER = frozenset[str]()
FULL = f"{PROSE[0]} " * 20


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as serving_site:
        yield serving_site


def places(
    *given: Path | str, known_units: Container[str] = NEVER, fetch_links: bool = False, cache: Path | None = None
) -> list[UnitResult]:
    opened = fetcher(QUICK, cache=cache)
    return list(read_places(given, fetcher=lambda: opened, fetch_links=fetch_links, known_units=known_units))


def sound(found: list[UnitResult]) -> set[str]:
    """The units in which nothing went wrong: what a build remembers."""
    return {read.unit for read in found} - {read.unit for read in found if isinstance(read.item, SourceError)}


def kinds(found: list[UnitResult]) -> list[str]:
    return [type(read.item).__name__ for read in found]


def feed(*entries: str) -> str:
    items = ""
    for entry in entries:
        link, _, text = entry.partition("|")
        items += f"<item><title>Title</title><link>{link}</link><description>{text}</description></item>"
    return f"<rss version='2.0'><channel><title>The Gazette</title>{items}</channel></rss>"


def sitemap(*urls: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"


def test_a_page_names_the_bytes_that_came_and_when_they_came(site: Site) -> None:
    body = page("Bridge", "Les habitants de la ville ont été évacués à temps, a dit le maire du village.").encode(
        "cp1252"
    )
    (read,) = places(site.serve("/a", body, "text/html; charset=windows-1252"))
    assert isinstance(read.item, Article)
    assert "évacués à temps" in read.item.text
    assert read.item.content_hash == hashlib.sha256(body).hexdigest()
    assert read.item.retrieved is not None
    assert read.item.retrieved.endswith("+00:00")
    assert len(read.item.retrieved) == 25


def test_an_article_in_a_fetched_archive_came_when_the_archive_came(site: Site) -> None:
    (read,) = places(site.serve("/a.zip", zip_of({"a.txt": PROSE[0].encode()}), "application/zip"))
    assert isinstance(read.item, Article)
    assert read.item.retrieved is not None
    assert read.item.content_hash == hashlib.sha256(PROSE[0].encode()).hexdigest()


def test_a_page_that_has_not_changed_is_known(site: Site) -> None:
    url = site.serve("/a", page("Bridge"))
    first = places(url)
    (read,) = places(url, known_units=sound(first))
    assert isinstance(read.item, UnchangedUnit)
    assert (read.place, read.unit, read.item.path) == (url, first[0].unit, url)
    site.serve("/a", page("Bridges"))
    assert kinds(places(url, known_units=sound(first))) == ["Article"]


def test_the_encoding_that_the_server_names_belongs_to_the_page(site: Site) -> None:
    body = "Он сказал вчера, что мост через реку был закрыт на ремонт.".encode("cp1251")
    first = places(site.serve("/a", body, "text/plain; charset=windows-1251"))
    assert kinds(places(site.serve("/a", body, "text/plain; charset=koi8-r"), known_units=sound(first))) == ["Article"]


def test_what_a_page_is_said_to_be_belongs_to_it(site: Site) -> None:
    first = places(site.serve("/a", PROSE[0], "text/plain"))
    assert kinds(places(site.serve("/a", PROSE[0], "text/markdown"), known_units=sound(first))) == ["Article"]


def test_pages_of_a_sitemap_come_from_the_place_that_was_given(site: Site) -> None:
    pages = [site.serve(f"/{n}", page(f"Page {n}", f"{PROSE[0]} {n}")) for n in range(2)]
    url = site.serve("/map.xml.gz", gzip.compress(sitemap(*pages, site.url("/no")).encode()), "application/x-gzip")
    found = places(url)
    assert kinds(found) == ["Article", "Article", "SourceError"]
    assert {read.place for read in found} == {url}
    site.serve("/1", page("New", PROSE[1]))
    site.serve("/2", page("Page 2", f"{PROSE[0]} 2"))
    site.serve("/map.xml.gz", gzip.compress(sitemap(*pages, site.url("/2")).encode()), "application/x-gzip")
    assert kinds(places(url, known_units=sound(found))) == ["UnchangedUnit", "Article", "Article"]


def test_the_links_of_a_feed_that_is_known_are_followed_all_the_same(site: Site) -> None:
    short = site.serve("/short", page("Page", PROSE[1]))
    url = site.serve("/feed", feed(f"{site.url('/full')}|{FULL}", f"{short}|Ten people..."), "text/xml")
    first = places(url)
    assert kinds(first) == ["Article", "Article"]
    assert kinds(places(url, known_units=sound(first))) == ["UnchangedUnit", "UnchangedUnit"]
    site.serve("/short", page("Page", "Another text on the page: the bridge was opened again."))
    assert kinds(places(url, known_units=sound(first))) == ["UnchangedUnit", "Article"]


def test_a_teaser_gives_way_to_its_page_and_comes_back_though_the_feed_is_known(site: Site) -> None:
    teaser = f"{site.url('/short')}|Ten people were hurt in the city."
    url = site.serve("/feed", feed(f"{site.url('/full')}|{FULL}", teaser), "text/xml")
    without = places(url)
    assert kinds(without) == ["Article", "SourceError", "Article"]
    assert kinds(places(url, known_units=sound(without))) == ["UnchangedUnit", "SourceError", "UnchangedUnit"]
    site.serve("/short", page("Page", PROSE[1]))
    full, article = places(url, known_units=sound(without))
    assert isinstance(full.item, UnchangedUnit)
    assert isinstance(article.item, Article)
    assert shown(article.item)[-1] == PROSE[1]
    del site.routes["/short"]
    assert kinds(places(url, known_units=sound([full, article]))) == ["UnchangedUnit", "SourceError", "Article"]


def test_what_a_feed_says_of_a_page_belongs_to_the_page(site: Site) -> None:
    short = site.serve("/short", f"<html><body><article><p>{PROSE[0]}</p></article></body></html>")
    url = site.serve("/feed", feed(f"{short}|Ten people were hurt."), "text/xml")
    first = places(url)
    site.serve("/feed", feed(f"{short}|Ten people were hurt.").replace("The Gazette", "The Post"), "text/xml")
    (read,) = places(url, known_units=sound(first))
    assert isinstance(read.item, Article)
    assert read.item.source == "The Post"


def test_a_feed_on_disk_is_another_unit_when_its_links_are_followed(site: Site, tmp_path: Path) -> None:
    short = site.serve("/short", page("Page", PROSE[1]))
    path = write(tmp_path, "a.xml", feed(f"{site.url('/full')}|{FULL}", f"{short}|Ten people..."))
    alone, followed = places(path), places(path, fetch_links=True)
    assert (kinds(alone), kinds(followed)) == (["Article", "Article"], ["Article", "Article"])
    assert not sound(alone) & sound(followed)
    assert {read.place for read in followed} == {str(path)}
    assert kinds(places(path, fetch_links=True, known_units=sound(followed))) == ["UnchangedUnit", "UnchangedUnit"]
    assert kinds(places(path, known_units=sound(alone))) == ["UnchangedUnit"]


def test_a_copy_that_stands_in_is_known_though_its_server_is_not_reached(site: Site, tmp_path: Path) -> None:
    url = site.serve("/a", page("Bridge"))
    first = places(url, cache=tmp_path)
    site.routes["/a"] = (500, {}, b"")
    error, read = places(url, cache=tmp_path, known_units=sound(first))
    assert (error.unit, read.unit) == ("", first[0].unit)
    assert isinstance(read.item, UnchangedUnit)
    assert isinstance(first[0].item, Article)
    assert read.item.retrieved == first[0].item.retrieved


def test_files_are_known_while_the_links_of_others_are_followed(site: Site, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", PROSE[0])
    write(tmp_path, "b.xml", sitemap(site.serve("/1", page("One", PROSE[1]))))
    first = places(tmp_path, fetch_links=True)
    assert kinds(places(tmp_path, fetch_links=True, known_units=sound(first))) == ["UnchangedUnit", "UnchangedUnit"]
