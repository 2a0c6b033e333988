from pathlib import Path

import pytest

from index.sources import article_assembly
from index.sources.collections.feed import Feed
from index.sources.collections.sitemap import sitemap_urls
from index.sources.document import Document
from index.sources.walk import documents
from tests.index.sources.made import PROSE, read, shown, write

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Gazette</title><language>en-gb</language>
<item><title>Bridge &amp;amp; tunnel</title><link>https://example.org/1</link><dc:creator>Jane Doe</dc:creator>
<pubDate>Mon, 05 Feb 2018 10:00:00 GMT</pubDate><description>Teaser.</description>
<content:encoded><![CDATA[<p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>Share this article</p>]]></content:encoded></item>
<item><title>Short</title><link>https://example.org/2</link><description>Ten people were hurt...</description></item>
<item><title>Bare</title><link>https://example.org/3</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>T</title><id>urn:1</id>
<link href="https://example.org/a"/><updated>2018-02-05T10:00:00Z</updated>
<content type="html">&lt;p&gt;{PROSE[0]}&lt;/p&gt;</content></entry></feed>"""


def document_of(path: Path) -> Document:
    (document,) = documents([path], {})
    assert isinstance(document, Document)
    return document


def test_entries_are_articles_with_what_the_feed_says_of_them(tmp_path: Path) -> None:
    (full, teaser), (bare,) = read(write(tmp_path, "a.xml", RSS))
    assert shown(full) == list(PROSE)
    assert (full.title, full.url, full.author) == ("Bridge & tunnel", "https://example.org/1", "Jane Doe")
    assert (full.source, full.published) == ("The Gazette", "2018-02-05T10:00:00+00:00")
    assert (shown(teaser), teaser.language) == (["Ten people were hurt..."], "en")
    assert "1 of 3" in bare.reason
    assert "--fetch-links" in bare.reason


def test_atom_is_read(tmp_path: Path) -> None:
    (article,), errors = read(write(tmp_path, "a.atom", ATOM))
    assert errors == []
    assert (article.title, article.source, article.published) == ("T", "Wire", "2018-02-05T10:00:00+00:00")


def test_links_of_teasers_are_given_for_fetching(tmp_path: Path) -> None:
    links = Feed(document_of(write(tmp_path, "a.xml", RSS))).teaser_links()
    assert links == ["https://example.org/2", "https://example.org/3"]


def test_no_links_are_promised_where_there_are_none(tmp_path: Path) -> None:
    feed = "<rss><channel><item><title>Bare</title></item></channel></rss>"
    _, (error,) = read(write(tmp_path, "a.xml", feed))
    assert "1 of 1" in error.reason
    assert "--fetch-links" not in error.reason


def test_the_date_of_the_last_change_is_given_where_the_feed_says_it(tmp_path: Path) -> None:
    atom = ATOM.replace("<updated>", "<published>2018-02-01T09:00:00Z</published><updated>")
    (article,), _ = read(write(tmp_path, "a.atom", atom))
    assert (article.published, article.modified) == ("2018-02-01T09:00:00+00:00", "2018-02-05T10:00:00+00:00")
    (full, _), _ = read(write(tmp_path, "a.xml", RSS))
    assert full.modified is None


def test_a_damaged_feed_gives_what_can_be_read_and_is_named(tmp_path: Path) -> None:
    articles, errors = read(write(tmp_path, "a.rss", RSS.replace("<item><title>Bare", "<itm><title>Ba")[:-30]))
    assert len(articles) == 2
    assert any("damaged" in error.reason for error in errors)


def test_a_feed_without_entries_is_refused(tmp_path: Path) -> None:
    _, (error,) = read(write(tmp_path, "a.rss", "<rss><channel></channel></rss>"))
    assert "empty feed" in error.reason


def test_an_undeclared_code_page_is_told(tmp_path: Path) -> None:
    hebrew = "ראש הממשלה אמר אתמול כי חמישה עשר בני אדם נהרגו בהפצצה על העיר, וכי בית חולים נפגע קשה."
    feed = f"<rss><channel><item><description>{hebrew}</description></item></channel></rss>"
    (article,), _ = read(write(tmp_path, "a.rss", feed.encode("cp1255")))
    assert article.text == hebrew


def test_entities_of_a_feed_read_no_file_and_do_not_grow(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret", "the secret words")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(9))
    for entity in (f'<!ENTITY x SYSTEM "file://{secret}">', f"{bomb}<!ENTITY x '&l8;'>"):
        entry = f"<item><description>{PROSE[0]} &x;</description></item>"
        feed = f"<?xml version='1.0'?><!DOCTYPE rss [{entity}]><rss><channel>{entry}</channel></rss>"
        articles, _ = read(write(tmp_path, "a.rss", feed))
        assert all("secret" not in article.text and len(article.text) < 10_000 for article in articles)


def test_a_sitemap_gives_addresses_and_no_articles(tmp_path: Path) -> None:
    urls = "".join(f"<url><loc> https://example.org/{n} </loc></url>" for n in (1, 2, 1))
    path = write(
        tmp_path, "sitemap.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    )
    articles, (error,) = read(path)
    assert articles == []
    assert "2 addresses" in error.reason
    assert "--fetch-links" in error.reason
    assert sitemap_urls(document_of(path)) == ["https://example.org/1", "https://example.org/2"]


@pytest.mark.parametrize("tag", ["b", "_b", "é", "x:y"])
def test_a_feed_nested_too_deep_is_refused_before_it_is_parsed(tmp_path: Path, tag: str) -> None:
    _, (error,) = read(write(tmp_path, "a.rss", f"<rss><channel><item>{f'<{tag}>' * 1100}{f'</{tag}>' * 1100}"))
    assert "deep" in error.reason


def test_exports_and_sitemaps_nested_too_deep_are_named(tmp_path: Path) -> None:
    deep = "<a>" * 20_000
    write(tmp_path, "a.xml", f"<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item>{deep}")
    write(tmp_path, "b.xml", f"<urlset>{deep}<url><loc>https://x.org</loc></url>")
    articles, (export, sitemap) = read(tmp_path)
    assert articles == []
    assert "depth" in export.reason
    assert "0 addresses" in sitemap.reason


@pytest.mark.parametrize("reference", ["&#55296;", "&#xD800;", "&#xdfff;", "&#1114112;", "&#xD800"])
def test_references_to_characters_that_there_are_not_are_replaced(tmp_path: Path, reference: str) -> None:
    for number, feed in enumerate((RSS, RSS.replace("</channel>", ""), RSS.replace("</rss>", ""))):
        damaged = feed.replace("tunnel", f"tunnel {reference} end")
        (full, *_), _ = read(write(tmp_path, f"{number}.xml", damaged))
        assert full.title is not None
        assert full.title.startswith("Bridge & tunnel")
        assert shown(full) == list(PROSE)


def test_markup_that_was_escaped_twice_is_no_text(tmp_path: Path) -> None:
    twice = f"&amp;lt;p&amp;gt;{PROSE[0]}&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;{PROSE[1]}&amp;lt;/p&amp;gt;"
    content = f"<rss version='2.0'><channel><title>W</title><item><title>T</title><description>{twice}</description></item></channel></rss>"
    (article,), _ = read(write(tmp_path, "a.rss", content))
    assert shown(article) == list(PROSE)


def test_of_an_export_of_blogger_the_posts_are_read(tmp_path: Path) -> None:
    def entry(kind: str, title: str, inside: str = "") -> str:
        category = f"<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
        return f"<entry><id>{title}</id>{category}<title>{title}</title>{inside}<content type='html'>{PROSE[0]}</content></entry>"

    def newer(kind: str, status: str, title: str) -> str:
        inside = f"<blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status><title>{title}</title>"
        return f"<entry><id>{title}</id>{inside}<content type='html'>{PROSE[0]}</content></entry>"

    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    entries = [
        entry("template", "A"), entry("settings", "B"), entry("post", "C"), entry("comment", "D"), entry("post", "E", draft),
        newer("POST", "LIVE", "F"), newer("COMMENT", "LIVE", "G"), newer("POST", "DRAFT", "H"), newer("PAGE", "LIVE", "I"),
    ]  # fmt: skip
    spaces = "xmlns:app='http://purl.org/atom/app#' xmlns:blogger='http://schemas.google.com/blogger/2018'"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom' {spaces}><title>Tarn</title>{''.join(entries)}</feed>"
    articles, errors = read(write(tmp_path, "a.xml", feed))
    assert ([article.title for article in articles], errors) == (["C", "F", "I"], [])


def test_an_entry_without_end_is_refused_before_it_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_assembly, "LONGEST_TEXT", 400)
    for name, inside in (("a.rss", f"<item><description>{'word ' * 500}</description></item>"), ("b.rss", " " * 3_000)):
        articles, (error,) = read(write(tmp_path, name, f"<rss version='2.0'><channel>{inside}</channel></rss>"))
        assert articles == []
        assert "one article of more than" in error.reason
    entries = "<item><description>A few words.</description></item>" * 60
    articles, errors = read(write(tmp_path, "c.rss", f"<rss version='2.0'><channel>{entries}</channel></rss>"))
    assert (len(articles), errors) == (60, [])
