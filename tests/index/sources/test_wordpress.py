from pathlib import Path

from index.sources.markup.html_fragment import without_shortcodes
from tests.index.sources.made import PROSE, read, shown, write

HEAD = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Blog</title><language>en-US</language>
<wp:author><wp:author_login>jane</wp:author_login><wp:author_display_name>Jane Doe</wp:author_display_name></wp:author>"""


def item(number: int, kind: str = "post", status: str = "publish", text: str = PROSE[0], password: str = "") -> str:
    return f"""<item><title>Post &amp; {number}</title><link>https://example.org/{number}</link><dc:creator>jane</dc:creator>
<pubDate>Mon, 05 Feb 2018 10:00:00 +0000</pubDate><!-- note --><excerpt:encoded><![CDATA[Excerpt]]></excerpt:encoded>
<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date_gmt>2018-02-05 11:00:00</wp:post_date_gmt><wp:status>{status}</wp:status>
<wp:post_type>{kind}</wp:post_type><wp:post_password>{password}</wp:post_password></item>"""


def test_only_posts_that_anybody_may_read_are_articles(tmp_path: Path) -> None:
    items = [item(1), item(2, "page"), item(3, "attachment", "inherit"), item(4, status="draft"),
             item(5, status="private"), item(6, password="x"), item(7, "nav_menu_item"), item(8)]  # fmt: skip
    articles, errors = read(write(tmp_path, "a.xml", f"{HEAD}{''.join(items)}</channel></rss>"))
    assert errors == []
    assert [article.url for article in articles] == ["https://example.org/1", "https://example.org/8"]
    first = articles[0]
    assert (first.title, first.author, first.source) == ("Post & 1", "Jane Doe", "The Blog")
    assert first.published == "2018-02-05T11:00:00+00:00"


def test_blank_lines_part_paragraphs_and_shortcodes_are_stripped(tmp_path: Path) -> None:
    caption = '[caption id="a" width="3"]<img src="x"/> A view of the town.[/caption]'
    text = f'{PROSE[0]}\n\n[gallery ids="1,2"]\n{PROSE[1]} [sic]\n\n{caption}'
    (article,), _ = read(write(tmp_path, "a.xml", f"{HEAD}{item(1, text=text)}</channel></rss>"))
    assert shown(article) == [PROSE[0], f"{PROSE[1]} [sic]", "A view of the town."]


def test_shortcodes_are_told_from_words_in_brackets() -> None:
    assert without_shortcodes("a [sic] b [he said] [emphasis added]") == "a [sic] b [he said] [emphasis added]"
    assert without_shortcodes("[my_box color='red']words[/my_box]").strip() == "words"
    assert without_shortcodes("write [[gallery]] so") == "write [gallery] so"
    assert without_shortcodes("[embed]https://x.org[/embed]").strip() == ""


def test_a_cut_export_gives_the_posts_before_the_cut_and_is_named(tmp_path: Path) -> None:
    articles, errors = read(write(tmp_path, "a.xml", f"{HEAD}{item(1)}{item(2)}{item(3)}"[:-200]))
    assert len(articles) >= 2
    assert any("damaged XML" in error.reason for error in errors)


def test_an_export_without_posts_is_refused(tmp_path: Path) -> None:
    _, (error,) = read(write(tmp_path, "a.xml", f"{HEAD}{item(1, 'page')}</channel></rss>"))
    assert "no published post" in error.reason


def test_a_post_without_text_is_named_with_its_line(tmp_path: Path) -> None:
    articles, (error,) = read(
        write(tmp_path, "a.xml", f"{HEAD}\n{item(1, text='<img src=x>')}{item(2)}</channel></rss>")
    )
    assert len(articles) == 1
    assert error.line == 6


def test_entities_of_an_export_read_no_file_and_do_not_grow(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret", "the secret words")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(9))
    for entity in (f'<!ENTITY x SYSTEM "file://{secret}">', f"{bomb}<!ENTITY x '&l8;'>"):
        post = item(1).replace("Post &amp; 1", "Title &x;").replace(f"<![CDATA[{PROSE[0]}]]>", f"{PROSE[0]} &x;")
        export = HEAD.replace("<rss", f"<!DOCTYPE rss [{entity}]><rss", 1) + post + "</channel></rss>"
        articles, _ = read(write(tmp_path, "a.xml", export))
        assert all("secret" not in f"{a.title}{a.text}" and len(a.text) < 1000 for a in articles)
