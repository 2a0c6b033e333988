"""Whatever an article holds: answers are valid, short enough, and its very words."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.views.answer_messages import MESSAGE_UNITS, context_page, quote_page
from bot.views.buttons import COPY_LIMIT, Button, CopyButton, LinkButton, ShareButton, parse_press
from bot.views.markup import Reply, utf16_length
from bot.views.quote_page import AnswerView, Page
from index.records import Article, Paragraph, ParagraphKind, Quote, Span
from tests.bot.conftest import AR, EN
from tests.fake_bot_api import parse_html
from tests.index.strategies import examples

# Words that are dangerous in HTML, in UTF-16, in bidirectional text, and to a message's length.
_HOSTILE = st.sampled_from(
    ["<b>", "</blockquote>", "&", "&amp;", '"', "<", ">", "</a>", "🔥", "👩‍👩‍👧", "e\u0301", "قُتل في إدلب", "\u202e",
     "\u200b", "\u200f", "\x00", "\r\n", "\n", " ", ". ", "“", "at least 15 people", "死者十五人。", "\ud800",
     "w" * 300, "ends. Begins " * 30, "long word " * 420]
)  # fmt: skip
_WORDS = st.lists(_HOSTILE, min_size=1, max_size=14).map("".join)
_METADATA = st.none() | _WORDS | st.sampled_from(['https://example.org/?a=1&b="2"', "javascript:alert(1)", "2018-02"])


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Any page of any answer about any article."""
    text, paragraphs = "", []
    for words_ in draw(st.lists(_WORDS, min_size=1, max_size=6)):
        paragraphs.append(Paragraph(Span(len(text), len(text) + len(words_)), draw(st.sampled_from(ParagraphKind))))
        text += words_ + "\n\n"
    title, url, published, source, path = (draw(_METADATA) for _ in range(5))
    entry = Article("a1", text, tuple(paragraphs), title, url, published, source, path=path)
    span = draw(st.sampled_from(paragraphs)).span
    marked = None
    if draw(st.booleans()):
        start = draw(st.integers(span.start, span.end - 1))
        marked = Span(start, draw(st.integers(start + 1, span.end)))
    view = AnswerView(
        locale=draw(st.sampled_from((EN, AR))),
        answered=draw(st.booleans()),
        count=5,
        missing=tuple(draw(st.lists(_WORDS, max_size=6))),
        degraded=draw(st.booleans()),
        answer_id=draw(st.none() | st.just("AbCdEfGh_-123456")),
        shown_question=draw(_METADATA),
    )
    return Page(view, Quote(entry, span, marked, 0.5), draw(st.integers(0, 4)))


def _assert_sendable(reply: Reply) -> None:
    shown = parse_html(reply.html)
    assert 0 < shown.utf16_length <= MESSAGE_UNITS
    assert len(reply.html.encode()) <= 32_768
    assert utf16_length(reply.plain) <= MESSAGE_UNITS
    for button in (button for row in reply.rows for button in row):
        match button:
            case Button(data=data):
                assert len(data.encode()) <= 64
                assert parse_press(data) is not None
            case CopyButton(text=text):
                assert 0 < utf16_length(text) <= COPY_LIMIT
            case ShareButton(query=query):
                assert 0 < utf16_length(query) <= 256
            case LinkButton(url=url):
                assert url.startswith(("http://", "https://"))


def _as_sent(text: str) -> str:
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


@examples(2)
@given(pages())
def test_every_quote_page_can_be_sent_and_quotes_verbatim(page: Page) -> None:
    reply = quote_page(page)
    _assert_sendable(reply)
    (shown,) = parse_html(reply.html).marked("blockquote")
    assert shown
    assert shown in _as_sent(page.quote.text)
    assert shown in reply.plain


@examples(2)
@given(pages())
def test_every_context_page_can_be_sent_and_quotes_verbatim(page: Page) -> None:
    reply = context_page(page)
    _assert_sendable(reply)
    article_text = _as_sent(page.quote.article.text)
    shown = parse_html(reply.html).marked("blockquote")
    assert shown
    places = [article_text.find(part) for part in shown]
    assert -1 not in places


@examples(2)
@given(pages())
def test_bold_words_of_a_quote_are_the_highlight_or_a_part_of_it(page: Page) -> None:
    shown = parse_html(quote_page(replace(page, view=replace(page.view, answered=True, shown_question=None))).html)
    marked = page.quote.highlight
    words_ = _as_sent(page.quote.article.cut(marked)) if marked is not None else ""
    if words_.strip() or marked is None:  # white space at an end may be cut off
        # Before a quote that Telegram folds up they stand once more.
        assert len(shown.marked("bold")) in ((1, 2) if marked is not None else (0,))
    assert all(part in words_ for part in shown.marked("bold")[-1:])


@given(pages())
@examples(1)
def test_the_words_of_an_article_never_become_markup(page: Page) -> None:
    shown = parse_html(quote_page(page).html)
    kinds = {entity.kind for entity in shown.entities}
    assert kinds <= {"bold", "italic", "text_link", "blockquote"}
    assert all(link.startswith("http") for link in shown.links)
