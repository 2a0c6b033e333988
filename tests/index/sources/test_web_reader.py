"""Articles from addresses, over real HTTP from a small site on this machine."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import SourceError
from index.records import Article
from index.sources.article_assembly import article_id
from index.sources.readers import read_articles
from index.sources.web.client import FetchLimits
from index.sources.web.ssrf_guard import system_resolver
from tests.index.sources.made import PROSE, check, pdf_of, shown, write, zip_of
from tests.index.sources.web_server import QUICK, Site, fetcher, page, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as serving_site:
        yield serving_site


def read(
    *paths: Path | str, limits: FetchLimits = QUICK, cache: Path | None = None, fetch_links: bool = False
) -> tuple[list[Article], list[SourceError]]:
    """Articles and errors; names under `.example` lead to this machine."""

    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host.endswith(".example") else system_resolver(host, port)

    results = list(
        read_articles(paths, fetcher=lambda: fetcher(limits, cache=cache, resolve=resolve), fetch_links=fetch_links)
    )
    articles = [one for one in results if isinstance(one, Article)]
    for article in articles:
        check(article)
    return articles, [one for one in results if isinstance(one, SourceError)]


def feed(site: Site, *entries: str, host: str = "127.0.0.1") -> str:
    """An RSS feed with entries `path|description`."""
    items = ""
    for entry in entries:
        path, _, text = entry.partition("|")
        items += f"<item><title>Title of {path}</title><link>{site.url(path, host)}</link><pubDate>Mon, 05 Feb 2018 10:00:00 GMT</pubDate><description>{text}</description></item>"
    return f"<rss version='2.0'><channel><title>The Gazette</title>{items}</channel></rss>"


def sitemap(*urls: str, root: str = "urlset", of: str = "url") -> str:
    places = "".join(f"<{of}><loc>{url}</loc></{of}>" for url in urls)
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</{root}>'


def test_a_page_is_an_article_and_keeps_where_it_was_read(site: Site) -> None:
    url = site.serve("/a", page("Bridge"))
    (article,), errors = read(url)
    assert errors == []
    assert shown(article)[-2:] == list(PROSE)
    assert (article.path, article.url, article.title) == (url, url, "Bridge")


def test_a_canonical_address_of_the_same_site_is_the_articles(site: Site) -> None:
    canonical = "https://www.news.example/bridge"
    site.serve("/a", page("Bridge", head=f'<link rel="canonical" href="{canonical}">'))
    url = site.url("/a?from=feed", "news.example")
    site.routes["/a?from=feed"] = site.routes["/a"]
    (article,), _ = read(url)
    assert (article.path, article.url) == (url, canonical)


@pytest.mark.parametrize("canonical", ["https://famous.example/a", "https://news.example/", "javascript:alert(1)"])
def test_an_address_that_is_not_the_articles_is_not_believed(site: Site, canonical: str) -> None:
    site.serve("/a", page("Bridge", head=f'<link rel="canonical" href="{canonical}">'))
    url = site.url("/a", "news.example")
    (article,), _ = read(url)
    assert (article.url, article.id) == (url, article_id(url))


def test_a_page_fetched_from_an_archive_has_the_original_address(site: Site) -> None:
    original = "https://news.example/2018/02/05/raid"
    copy = site.serve(f"/web/20190304120000/{original}", page("Raid on Marhad"))
    (article,), errors = read(copy)
    assert (article.url, article.archived, article.published, errors) == (original, copy, "2018-02-05", [])
    assert article.id == article_id(original)


def test_files_and_addresses_are_mixed_and_bad_ones_stop_nothing(site: Site, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", PROSE[0])
    good = site.serve("/good", page("Good"))
    bad = (
        "http://127.0.0.1:1/",
        site.url("/nothing"),
        "ftp://a.example/x",
        "http://[::1",
        site.serve("/p", b"\x89PNG", "image/png"),
    )
    articles, errors = read(*bad, path, good, str(path))
    assert [article.path for article in articles] == [str(path), good]
    assert [error.path for error in errors] == list(bad)
    assert all(error.reason for error in errors)


def test_an_address_given_twice_is_read_once(site: Site) -> None:
    url = site.serve("/a", page("Bridge"))
    site.routes["/moved"] = (301, {"Location": "/a"}, b"")
    (article,), errors = read(url, f"{url}#part", site.url("/moved"))
    assert (article.url, errors) == (url, [])
    assert site.paths() == ["/a", "/moved", "/a"]


def test_documents_of_every_format_are_read(site: Site) -> None:
    rows = "\n".join(json.dumps({"title": f"T{n}", "text": f"{PROSE[0]} {n}"}) for n in range(2))
    urls = [
        site.serve("/report?id=1", pdf_of([list(PROSE)]), "application/pdf"),
        site.serve("/rows", rows, "application/x-ndjson"),
        site.serve("/pack", zip_of({"a.txt": PROSE[1].encode()}), "application/octet-stream"),
        site.serve("/notes", PROSE[0] + " Notes.", "text/plain"),
    ]
    articles, errors = read(*urls)
    assert errors == []
    assert [article.path for article in articles] == [
        urls[0],
        f"{urls[1]}:1",
        f"{urls[1]}:2",
        f"{urls[2]}/a.txt",
        urls[3],
    ]
    assert [article.url for article in articles] == [urls[0], None, None, None, urls[3]]


def test_a_feed_gives_full_entries_and_the_pages_of_teasers(site: Site) -> None:
    full = f"{PROSE[0]} " * 20
    site.serve("/short", page("Page", PROSE[1]))
    site.serve("/bare", page("Bare", PROSE[0]))
    url = site.serve("/feed", feed(site, f"/full|{full}", "/short|Ten people...", "/bare|"), "application/rss+xml")
    articles, errors = read(url)
    assert errors == []
    assert [article.url for article in articles] == [site.url("/full"), site.url("/short"), site.url("/bare")]
    assert [shown(article)[-1] for article in articles[1:]] == [PROSE[1], PROSE[0]]
    assert (articles[1].published, articles[1].title) == ("2018-02-05T10:00:00+00:00", "Page")
    assert site.paths() == ["/feed", "/short", "/bare"]


def test_a_teaser_stays_where_its_page_cannot_be_had(site: Site) -> None:
    url = site.serve("/feed", feed(site, "/gone|Ten people were hurt in the city."), "text/xml")
    (article,), (error,) = read(url)
    assert shown(article) == ["Ten people were hurt in the city."]
    assert (article.path, error.path) == (url, site.url("/gone"))


def test_a_sitemap_index_leads_to_sitemaps_and_pages_each_once(site: Site) -> None:
    pages = [site.serve(f"/{n}", page(f"Page {n}", f"{PROSE[0]} {n}")) for n in range(3)]
    packed = gzip.compress(sitemap(pages[2], pages[0], site.url("/index.xml")).encode())
    parts = (
        site.serve("/1.xml", sitemap(*pages[:2]), "text/xml"),
        site.serve("/2.xml.gz", packed, "application/x-gzip"),
    )
    url = site.serve("/index.xml", sitemap(*parts, root="sitemapindex", of="sitemap"), "application/xml")
    articles, errors = read(url)
    assert errors == []
    assert [article.url for article in articles] == pages
    assert site.paths() == ["/index.xml", "/1.xml", "/0", "/1", "/2.xml.gz", "/2"]


def test_sitemaps_that_lead_to_one_another_end(site: Site) -> None:
    for n in range(9):
        site.serve(
            f"/{n}", sitemap(site.url(f"/{n + 1}"), site.url("/0"), root="sitemapindex", of="sitemap"), "text/xml"
        )
    articles, errors = read(site.url("/0"))
    assert (articles, site.paths()) == ([], ["/0", "/1", "/2"])
    assert "a sitemap" in errors[0].reason


def test_a_feed_or_sitemap_leads_to_no_more_pages_than_allowed(site: Site) -> None:
    pages = [site.serve(f"/{n}", page(f"Page {n}", f"{PROSE[0]} {n}")) for n in range(5)]
    url = site.serve("/map", sitemap(*pages), "text/xml")
    articles, (error,) = read(url, limits=replace(QUICK, pages=3))
    assert [article.url for article in articles] == pages[:3]
    assert (error.path, "more than 3 pages" in error.reason) == (url, True)
    teasers = site.serve("/feed", feed(site, "/0|Nought people.", "/1|One person."), "text/xml")
    articles, _ = read(teasers, limits=replace(QUICK, pages=1))
    assert [article.path for article in articles] == [pages[0], teasers]


def test_an_empty_sitemap_is_refused(site: Site) -> None:
    _, (error,) = read(site.serve("/map", sitemap(), "text/xml"))
    assert "empty sitemap" in error.reason


def test_links_of_files_are_followed_only_on_demand(site: Site, tmp_path: Path) -> None:
    site.serve("/short", page("Page", PROSE[1]))
    site.serve("/1", page("One", PROSE[0]))
    write(tmp_path, "a.xml", feed(site, "/short|Ten people were hurt."))
    write(tmp_path, "b.xml", sitemap(site.url("/1")))
    (teaser,), (error,) = read(tmp_path)
    assert (shown(teaser), "a sitemap of 1 addresses" in error.reason) == (["Ten people were hurt."], True)
    assert site.asked == []
    site.serve("/2", page("Two", PROSE[0]))
    read(tmp_path, site.url("/2"))
    assert site.paths() == ["/2"]
    articles, errors = read(tmp_path, fetch_links=True)
    assert ([article.url for article in articles], errors) == ([site.url("/short"), site.url("/1")], [])


def test_links_that_lead_inside_are_refused_and_the_teaser_stays(tmp_path: Path) -> None:
    urls = [f"http://{host}/x" for host in ("169.254.169.254", "localhost", "2130706433")]
    items = "".join(f"<item><link>{url}</link><description>People {url}.</description></item>" for url in urls)
    path = write(tmp_path, "a.xml", f"<rss><channel>{items}</channel></rss>")
    results = list(read_articles([path], fetcher=lambda: fetcher(allow_private=False), fetch_links=True))
    errors = [one for one in results if isinstance(one, SourceError)]
    assert [error.path for error in errors] == urls
    assert all("leads to a" in error.reason for error in errors)
    assert [one.url for one in results if isinstance(one, Article)] == urls


def test_a_copy_that_stands_in_is_told(site: Site, tmp_path: Path) -> None:
    url = site.serve("/a", page("Bridge"))
    (before,), _ = read(url, cache=tmp_path)
    site.routes["/a"] = (500, {}, b"")
    (after,), (error,) = read(url, cache=tmp_path)
    assert after == before
    assert "500" in error.reason
    assert "its copy of 2" in error.reason


def test_an_unchanged_page_stays_an_article(site: Site, tmp_path: Path) -> None:
    site.serve("/a", page("Bridge"))
    status, headers, body = site.routes["/a"]  # type: ignore[misc]
    site.routes["/a"] = (status, {**headers, "ETag": '"1"'}, body)
    before, _ = read(site.url("/a"), cache=tmp_path)
    site.routes["/a"] = (304, {}, b"")
    assert read(site.url("/a"), cache=tmp_path) == (before, [])


@pytest.mark.parametrize(
    "content",
    [b"", b"<rss>", b"\x00\x01\x02" * 50, b"<urlset><url><loc>http://[::1</loc></url></urlset>", b"%PDF-1.4 broken"],
)
def test_damaged_answers_are_named(site: Site, content: bytes) -> None:
    url = site.serve("/a", content, "text/xml")
    articles, errors = read(url)
    assert (articles, len(errors)) == ([], 1)


def test_a_feed_too_deep_to_be_parsed_is_refused_once(site: Site) -> None:
    url = site.serve("/a", "<rss><channel><item>" + "<b>" * 2000, "text/xml")
    _, (error,) = read(url)
    assert "deep" in error.reason


@pytest.mark.usefixtures("processes")
def test_importing_the_door_loads_nothing_that_fetches() -> None:
    code = "import sys, index.sources; print(sorted({'httpx', 'httpcore', 'protego', 'sqlite3'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found.strip() == "[]"
