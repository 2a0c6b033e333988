"""What a reader of a document sees as separate is never one sentence: documents are made of known ones."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.sentences import sentences
from index.records import Article, ParagraphKind
from tests.index.sources.made import read, shown, write
from tests.index.strategies import examples

SENTENCES = (
    "The central bank kept its main rate at 4.5 per cent on Thursday.",
    "Governor Ida Lund said that a cut in June was possible.",
    "Nine people drowned when a ferry sank off Port Ellis.",
    "Two skiers were killed by an avalanche near Gorin.",
    "The mayor of Tarn quit after a row over the harbour.",
    "Workers at the mill ended a strike that had lasted nine days.",
)
HEADLINE = "Rate held in Norland"
# How pages part two paragraphs.
_BORDERS = st.sampled_from(
    ["<br><br>", "<br/>", "</div><div>", "</p><p>", "</td></tr><tr><td>", "</td><td>", "</li><li>", "<hr>",
     "</section><section>", "</span><br><span>", "</blockquote>", "</h2><p>", "</dd><dd>", "\n</div>\n<p>\n"]
)  # fmt: skip
_AROUND = st.sampled_from(
    ["", '<div class="top"><a href="/">Home</a> <a href="/n">News</a></div>',
     '<nav><ul><li><a href="/">Home</a></li></ul></nav>', '<p style="display:none">Hidden words stand here.</p>',
     '<div hidden>Hidden words stand here.</div>']
)  # fmt: skip
_OPENERS = st.sampled_from(
    ["<div>", "<p>", "<table><tr><td>", "<ul><li>", "<article>", "<div class=text>", "<span>", ""]
)
often = examples(12)


def quotable(article: Article) -> set[str]:
    """Every sentence that can be quoted from an article."""
    return {
        " ".join(article.cut(span).split())
        for paragraph in article.paragraphs
        if paragraph.kind is not ParagraphKind.TITLE
        for span in sentences(article.text, paragraph.span, article.language)
    }


@often
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True),
    st.lists(_BORDERS, min_size=6, max_size=6),
    _AROUND,
    _OPENERS,
    st.booleans(),
)
def test_pages_give_the_sentences_that_stand_on_them(
    told: list[str], borders: list[str], around: str, opener: str, headed: bool
) -> None:
    body = told[0] + "".join(border + sentence for border, sentence in zip(borders, told[1:], strict=False))
    heading = f"<h1>{HEADLINE}</h1>" if headed else ""
    page = f"<html><head><title>{HEADLINE}</title></head><body>{around}{heading}{opener}{body}</body></html>"
    with tempfile.TemporaryDirectory() as folder:
        (article,), errors = read(write(Path(folder), "a.html", page))
    assert errors == []
    found = quotable(article)
    assert found <= {*told, HEADLINE, "Home", "News"}, page
    assert found & set(told), page


def test_a_headline_of_the_page_is_its_title_and_no_quote(tmp_path: Path) -> None:
    page = f"<title>{HEADLINE}</title><div><a href=/>Home</a></div><h1>{HEADLINE}</h1><div>{SENTENCES[0]}<br><br>{SENTENCES[1]}</div>"
    (article,), _ = read(write(tmp_path, "a.html", f"<html><body>{page}</body></html>"))
    assert article.title == HEADLINE
    assert shown(article) == [HEADLINE, SENTENCES[0], SENTENCES[1]]
    assert quotable(article) == {SENTENCES[0], SENTENCES[1]}


def test_a_line_that_breaks_off_in_a_sentence_goes_on(tmp_path: Path) -> None:
    page = "<p>Nine people drowned when a ferry sank off<br>the coast of Ellis, the guard said.</p>"
    (article,), _ = read(write(tmp_path, "a.html", f"<html><body>{page}</body></html>"))
    assert shown(article) == ["Nine people drowned when a ferry sank off the coast of Ellis, the guard said."]


def test_each_entry_of_a_live_blog_has_its_own_time(tmp_path: Path) -> None:
    entries = "".join(
        f"<div class=entry><time datetime=2024-03-05T{clock}>{clock}</time><h3>{head}</h3><p>{told} {told}</p></div>"
        for clock, head, told in (
            ("21:40", "Lind concedes", SENTENCES[0]), ("20:15", "Lind led", SENTENCES[1]), ("19:00", "Polls closed", SENTENCES[2])
        )
    )  # fmt: skip
    page = f"<html><head><title>Election night</title></head><body><article><h1>Election night</h1>{entries}</article></body></html>"
    (article,), _ = read(write(tmp_path, "a.html", page))
    found = shown(article)
    for clock, told in (("21:40", SENTENCES[0]), ("20:15", SENTENCES[1]), ("19:00", SENTENCES[2])):
        place = found.index(f"{told} {told}")
        assert clock in found[place - 2 : place]


@pytest.mark.parametrize(
    "mark", ["(MORE)", "-30-", "###", "Eds: UPDATES with quotes from the mayor.", "-END-", "(MEHR)"]
)
def test_marks_of_wires_are_no_text(tmp_path: Path, mark: str) -> None:
    (article,), _ = read(write(tmp_path, "a.txt", f"{SENTENCES[0]}\n\n{mark}\n\n{SENTENCES[2]}\n"))
    assert quotable(article) == {SENTENCES[0], SENTENCES[2]}


@pytest.mark.parametrize(
    "page",
    [
        "<title>T</title><h1>Ferry sinks</h1>{0}<p>{1}<p>{2}</div></div>",
        "<html><body><h1>Ferry sinks</h1><div>{0}<p>{1}</p>{2}</div></body></html>",
        "<h1>Ferry sinks</h1><p>{0}<p>{1}</table></p><b>{2}",
        "<body><h1>Ferry sinks<p>{0}<p>{1}<p>{2}",
        "<h1>Ferry sinks</h1><p>{0}</p><p>{1}</p><ul><li><a href=/w>World news of today and of last week.</a></ul><p>{2}</p>",
    ],
)
def test_malformed_short_pages_lose_no_sentence(tmp_path: Path, page: str) -> None:
    (article,), _ = read(write(tmp_path, "a.html", page.format(*SENTENCES)))
    assert [one for one in shown(article) if one in SENTENCES] == list(SENTENCES[:3])
    assert not any("World" in one for one in shown(article))
