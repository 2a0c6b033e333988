"""Articles of urls, kept as files in the folder of articles."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.building.export import LINKS, FileChange, SavedPage, save_pages
from index.errors import SourceError
from index.records import Article
from index.sources.readers import read_articles
from tests.index.sources.made import PROSE
from tests.index.sources.web_server import Site, fetcher, page, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as server:
        yield server


def kept(seeds: Path, *urls: str) -> list[SavedPage | SourceError]:
    return list(save_pages(urls, seeds, fetcher))


def one_of(seeds: Path, url: str) -> SavedPage:
    (one,) = kept(seeds, url)
    assert isinstance(one, SavedPage), one
    return one


def read_back(seeds: Path) -> list[Article]:
    found = list(read_articles([seeds]))
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def test_a_page_is_kept_and_read_back_as_it_was(site: Site, tmp_path: Path) -> None:
    dated = '<meta property="article:published_time" content="2019-03-04T10:00:00Z">'
    url = site.serve("/flood", page("Flood in Hasakah", head=dated))
    one = one_of(tmp_path, url)
    assert one.change is FileChange.NEW
    assert one.article.url == url
    (again,) = read_back(tmp_path)
    for name in ("id", "text", "title", "url", "published", "source", "language"):
        assert getattr(again, name) == getattr(one.article, name), name
    assert [again.cut(p.span) for p in again.paragraphs] == [one.article.cut(p.span) for p in one.article.paragraphs]
    assert again.path == str(tmp_path / LINKS / f"{one.article.id}.json:1")


def test_the_same_link_again_is_one_file_of_the_newer_text(site: Site, tmp_path: Path) -> None:
    url = site.serve("/flood", page("Flood in Hasakah"))
    one_of(tmp_path, url)
    assert one_of(tmp_path, url).change is FileChange.UNCHANGED
    site.serve(
        "/flood", page("Flood in Hasakah", *PROSE, "A bridge was lost as well, the mayor of the town told reporters.")
    )
    assert one_of(tmp_path, f"{url}#comments").change is FileChange.CHANGED
    (again,) = read_back(tmp_path)
    assert "A bridge was lost as well" in again.text


def test_a_feed_gives_its_articles(site: Site, tmp_path: Path) -> None:
    links = [site.serve(f"/{n}", page(f"Report {n}", f"This is report {n}. " + PROSE[0])) for n in (1, 2)]
    items = "".join(f"<item><title>Report {n}</title><link>{link}</link></item>" for n, link in enumerate(links, 1))
    url = site.serve(
        "/feed", f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>", "application/rss+xml"
    )
    assert {one.article.url for one in kept(tmp_path, url) if isinstance(one, SavedPage)} == set(links)
    assert {article.title for article in read_back(tmp_path)} == {"Report 1", "Report 2"}


def test_an_archive_gives_its_articles_under_names_that_stay(site: Site, tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("one.txt", f"One\n\n{PROSE[0]}")
        archive.writestr("../two.txt", f"Two\n\n{PROSE[1]}")
    url = site.serve("/all.zip", content.getvalue(), "application/zip")
    for change in (FileChange.NEW, FileChange.UNCHANGED):
        one, refused = sorted(kept(tmp_path, url), key=lambda found: isinstance(found, SourceError))
        assert isinstance(one, SavedPage)
        assert (one.article.title, one.change) == ("One", change)
        assert isinstance(refused, SourceError)
        assert "leads outside the archive" in refused.reason
    assert len(read_back(tmp_path)) == 1
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == {".json"}


@pytest.mark.parametrize("charset", ["windows-1256", "utf-8", "utf-16"])
def test_the_encoding_that_the_server_names_is_heeded(site: Site, tmp_path: Path, charset: str) -> None:
    text = page(
        "فيضان في الحسكة", *["قال مسؤول محلي إن النهر فاض على القرى المجاورة يوم الاثنين وإن أسرا غادرت منازلها."] * 3
    )
    url = site.serve("/ar", text.encode(charset), f"text/html; charset={charset}")
    assert one_of(tmp_path, url).article.title == "فيضان في الحسكة"
    assert json.loads(next(tmp_path.rglob("*.json")).read_text("utf-8"))["title"] == "فيضان في الحسكة"


def test_what_is_no_article_is_refused_with_the_reason_and_leaves_no_file(site: Site, tmp_path: Path) -> None:
    site.routes["/gone"] = (404, {}, b"")
    reasons = {
        "/gone": "there is nothing at this address (404)",
        "/picture": "no text (image/png)",
        "/empty": "no article found on the page",
    }
    site.serve("/picture", b"\x89PNG", "image/png")
    site.serve("/empty", "<html><body></body></html>")
    for path, reason in reasons.items():
        (refused,) = kept(tmp_path, site.url(path))
        assert isinstance(refused, SourceError)
        assert reason in refused.reason, refused.reason
    assert not list(tmp_path.rglob("*"))


def test_a_private_address_is_not_asked(site: Site, tmp_path: Path) -> None:
    url = site.serve("/flood", page("Flood"))
    (refused,) = save_pages([url], tmp_path, lambda: fetcher(allow_private=False))
    assert isinstance(refused, SourceError)
    assert "leads to a loopback address" in refused.reason
    assert site.asked == []


def test_a_page_about_markup_is_read_back_with_the_words_that_it_showed(site: Site, tmp_path: Path) -> None:
    shown = "Every paragraph begins with <p> and ends with </p>, the manual said to the writers of pages on Monday."
    url = site.serve("/markup", page("Markup", shown.replace("<", "&lt;"), *PROSE))
    assert shown in one_of(tmp_path, url).article.text
    (again,) = read_back(tmp_path)
    assert shown in again.text
