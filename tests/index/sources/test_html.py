import json
from pathlib import Path

import pytest

from tests.index.sources.made import PROSE, read, shown, write

BODY = "".join(f"<p>{one} {two}</p>" for one in PROSE for two in PROSE)
PAGE = f"""<!doctype html><html lang="en"><head>
<title>Hospital hit in raid - The Gazette</title>
<link rel="canonical" href="https://example.org/news/hospital-hit">
<meta property="og:site_name" content="The Gazette"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2018-02-05T10:00:00+02:00">
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Hospital hit in raid</h1>{BODY}<h2>What is known</h2>
<ul><li>The roof fell in at once, a nurse said.</li></ul>
<p>Sign up for our newsletter and get the news in your inbox.</p>{BODY.replace("least", "most")}</article>
<footer>© The Gazette 2018. All rights reserved.</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    (article,), errors = read(write(tmp_path, "a.html", PAGE))
    assert errors == []
    assert article.title == "Hospital hit in raid"
    assert article.url == "https://example.org/news/hospital-hit"
    assert article.published == "2018-02-05T10:00:00+02:00"
    assert (article.source, article.author, article.language) == ("The Gazette", "Jane Doe", "en")
    words = shown(article)
    assert f"{PROSE[0]} {PROSE[1]}" in words
    assert "The roof fell in at once, a nurse said." in words
    assert not any("newsletter" in one or "rights reserved" in one or one == "Home" for one in words)
    assert "heading" in {paragraph.kind for paragraph in article.paragraphs}


def test_words_in_and_behind_a_tag_of_endless_attributes_are_kept(tmp_path: Path) -> None:
    attributes = " ".join(f"data-{number}='{number} > 0'" for number in range(2_000))
    (article,), _ = read(write(tmp_path, "a.html", PAGE.replace("<h2>", f"<h2 {attributes}>")))
    (plain,), _ = read(write(tmp_path, "b.html", PAGE))
    assert article.text == plain.text


def test_the_date_is_that_of_the_article_in_json_ld(tmp_path: Path) -> None:
    data = '{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "datePublished": "2019-11-19"}]}'
    page = PAGE.replace('content="2018-02-05T10:00:00+02:00"', "").replace(
        "</head>", f'<script type="application/ld+json">{data}</script></head>'
    )
    (article,), _ = read(write(tmp_path, "a.html", page))
    assert article.published == "2019-11-19"


def test_no_date_is_made_up_from_a_copyright_line(tmp_path: Path) -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2018-02-05T10:00:00+02:00">', "")
    (article,), _ = read(write(tmp_path, "a.html", page))
    assert article.published is None


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-8", "utf-16"])
def test_a_page_is_read_in_the_encoding_it_names(tmp_path: Path, encoding: str) -> None:
    arabic = "قصفت الطائرات الحربية الروسية مدينة إدلب يوم السبت وقتل خمسة عشر شخصا على الأقل في مبنى من خمسة طوابق."
    page = f'<html><head><meta charset="{encoding}"><title>غارات</title></head><body><article>'
    page += "".join(f"<p>{arabic} {number}</p>" for number in range(5)) + "</article></body></html>"
    (article,), _ = read(write(tmp_path, "a.html", page.encode(encoding)))
    assert f"{arabic} 3" in shown(article)
    assert article.language == "ar"


def test_a_page_is_known_by_its_content_under_any_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.xml", "c.pdf", "d.unknown", "e"):
        (article,), _ = read(write(tmp_path, name, PAGE))
        assert article.title == "Hospital hit in raid"


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    _, (error,) = read(write(tmp_path, "a.html", "<html><body><script>draw()</script></body></html>"))
    assert "no article" in error.reason


def test_text_under_an_html_name_is_read_as_text(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.html", PROSE[0]))
    assert article.text == PROSE[0]


def test_a_page_of_one_paragraph_is_read(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.html", f"<html><body><p>{PROSE[0]}</p></body></html>"))
    assert shown(article) == [PROSE[0]]


def test_a_sidecar_wins_over_what_the_page_says(tmp_path: Path) -> None:
    write(tmp_path, "a.html.meta.yaml", "title: Right\nlanguage: fr")
    write(tmp_path, "a.html", PAGE)
    (article,), _ = read(tmp_path)
    assert (article.title, article.language, article.author) == ("Right", "fr", "Jane Doe")


@pytest.mark.parametrize(
    "body",
    [
        "{}\n\n{}", "{}\r\n{}", "<p>{}</p><p class='x'>{}</p>", "<p>{}<br><br>{}</p>", "&lt;p&gt;{}&lt;/p&gt;&lt;p&gt;{}&lt;/p&gt;",
    ],
)  # fmt: skip
def test_a_text_that_scripts_show_has_its_paragraphs(tmp_path: Path, body: str) -> None:
    said = ["The ferry left the port at dawn with 9 sailors & sank.", "Its owner said that nobody on board was lost."]
    data = {"@graph": [{"@type": "NewsArticle", "headline": "Ferry sinks", "articleBody": body.format(*said)}]}
    page = f'<html><head><script type="application/ld+json">{json.dumps(data)}</script></head><body><div id="root">'
    (article,), errors = read(write(tmp_path, "a.html", f"{page}</div></body></html>"))
    assert (shown(article), errors) == (said, [])
