"""What is given as text or files of any length takes time in proportion to it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO

import pytest

from index.errors import SourceError
from index.events.name_spans import name_spans, place_spans
from index.language.figures import figures_in
from index.language.quote_times import mentions_future
from index.language.sentences import sentences
from index.language.text import fold, terms
from index.language.time_tagging import time_phrases
from index.query.filters import typed_filters
from index.query.parser import understand
from index.records import Article, Span
from index.sources.boilerplate import boilerplate_spans
from index.sources.collections import csv_rows, feed, json_rows
from index.sources.decompression_limits import Budget
from index.sources.detect import detect
from index.sources.document import Document
from index.sources.formats import html, plain
from index.sources.formats.pdf import page_blocks
from index.sources.markup.html_fragment import fragment_blocks, one_line, without_shortcodes
from index.sources.parsing.metadata import from_mapping
from index.sources.parsing.paragraphs import paragraph_spans
from tests.growth import grows_too_fast
from tests.index.fakes import laid_out


def of(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """A string of so many characters, at least."""
    return lambda length: before + piece * -(-length // len(piece)) + after


def document(name: str, text: str) -> Document:
    content = text.encode()
    return Document(name, name, name, partial(BytesIO, content), Budget.for_file(len(content)))


def reads(reader: Callable[[Document], Iterator[object]], name: str) -> Callable[[str], object]:
    def read(text: str) -> None:
        with suppress(SourceError):
            list(reader(document(name, text)))

    return read


def told(text: str) -> None:
    with suppress(SourceError):
        detect(text.encode(), "a.xml", "a.xml")


@pytest.mark.parametrize(
    ("before", "piece"),
    [("<!DOCTYPE x ", "[]"), ("<!DOCTYPE x ", "[<!"), ("<!DOCTYPE x", " "), ("", "<!---->"), ("", "<!--"), ("", "<?x"),
     ("", "<?x?>"), ("", " \n"), ("", "<!DOCTYPE x>"), ("[", "{\"a\""), ("<", "a.")],
)  # fmt: skip
def test_the_format_of_a_long_beginning_is_told_in_linear_time(before: str, piece: str) -> None:
    assert grows_too_fast(told, of(piece, before), 20_000) is None


_FEED = '<?xml version="1.0"?><rss version="2.0"><channel><item><title>T</title><description>Some words.'
_SOURCES: tuple[tuple[str, Callable[[str], object], tuple[str, ...]], ...] = (
    ("feed depth", lambda text: feed._depth(text.encode()), ("<!--", "<![CDATA[", "<!-- <![CDATA[ ]]> -->", "<a", "<a>", "<a ")),
    ("feed", lambda text: reads(feed.read, "a.xml")(f"{_FEED}<![CDATA[{text}]]></description></item></channel></rss>"), ("<!--", "<!", "<p", "<![if ", "<?", "<a b='", "&", "<b>")),
    ("damaged feed", lambda text: reads(feed.read, "a.xml")(_FEED + text), ("<!--", "<!", "<p", "<![CDATA[", "&lt;!--", "<?", "&", "</")),
    ("fragment", fragment_blocks, ("<td>", "<td>a", "<br>", "\n \n", "a\n\r \t", "<b>a</b>", "<p>a", "<script>", "<!--")),
    ("fragment of a post", partial(fragment_blocks, blank_lines=True), ("\n \n", "\n\t", "a\n\r\n")),
    ("one line", one_line, ("<b", "&amp;", "a &", "<td>a")),
    ("shortcodes", without_shortcodes, ("[", "[a ", "[a]", "[/a]", "[a b=", "[a-", "[gallery ids=\"", "[a b-b-")),
    ("pdf", lambda text: list(page_blocks([text])), ("a-\n", "a-\n \n", "a -\n", "a-     ", "-\u00ad\n")),
    ("page", lambda text: html.page_text(text.encode(), "a"), ("<meta ", "<meta charset =  ", "<meta a ")),
    ("paragraphs", paragraph_spans, ("a\n", "\n \n", "* a\n", "a\r", "   \n", "----\n")),
    ("plain", reads(plain.read, "a.txt"), ("a. ", "---\n", "--- \n\n", "word\n\n", "12 dead. ")),
    ("table", reads(lambda one: csv_rows.read(one, ()), "a.csv"), ("text,b\n", '"a', "a,", '""', "text\n")),
    ("json", reads(lambda one: json_rows.read(one, ()), "a.jsonl"), ('{"text": "a"}\n', '[{"text": "a"}', '{"a":')),
    ("metadata", lambda text: from_mapping({"url": "http://" + text, "date": text, "language": text}, "a", False), ("a", "a:", " ", "1/")),
)  # fmt: skip


@pytest.mark.parametrize(("work", "pieces"), [one[1:] for one in _SOURCES], ids=[one[0] for one in _SOURCES])
def test_sources_are_read_in_linear_time(work: Callable[[str], object], pieces: tuple[str, ...]) -> None:
    slow = {piece: found for piece in pieces if (found := grows_too_fast(work, of(piece), 4_000))}
    assert slow == {}


@pytest.mark.parametrize("work", [fragment_blocks, reads(html.read, "a.html")])
def test_a_tag_of_many_attributes_is_read_in_linear_time(work: Callable[[str], object]) -> None:
    def tag(length: int) -> str:
        return f"<p {' '.join(f'a{number}=1' for number in range(length // 8))}>Twelve people died in Marhad.</p>"

    assert grows_too_fast(work, tag, 80_000) is None


def of_a_sentence(spans: Callable[[Article, Span], object]) -> Callable[[str], object]:
    return lambda text: spans(laid_out("one", [("body", text)]), Span(0, len(text)))


_PIECES = (
    "12 ", "1,200 ", "12 dead, ", "3 to 5 people ", "rose from 3 to 5 ", "one, two and three ", "a man and his 2 sons, ",
    "hundreds of ", "as many as ", "Jane Doe, ", "in Idlib and ", "J. K. ", "5 p.m. ", "... ", "“So.” ", "on Monday ",
    "5 May 2018, ", "from 3 to ", "by late ", "was 12, ", "   ", "\n", "- ", "'s ", "A", "١٥ شخصا ", "قتل ٣ و", "في حلب و",
    "يوم الاثنين ", "and the ", "place:«", 'source:"', "place:a؟", "last ",
)  # fmt: skip
_LANGUAGE: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("figures", lambda text: list(figures_in(text, Span(0, len(text))))),
    ("names", of_a_sentence(name_spans)),
    ("places", of_a_sentence(place_spans)),
    ("time phrases", lambda text: list(time_phrases(text))),
    ("ahead", mentions_future),
    ("sentences", lambda text: sentences(text, Span(0, len(text)))),
    ("terms", terms),
    ("folded", fold),
    ("furniture", lambda text: boilerplate_spans(text.split("\n"))),
    ("filters", typed_filters),
    ("question", understand),
)


@pytest.mark.parametrize("work", [one[1] for one in _LANGUAGE], ids=[one[0] for one in _LANGUAGE])
def test_language_is_read_in_linear_time(work: Callable[[str], object]) -> None:
    slow = {piece: found for piece in _PIECES if (found := grows_too_fast(work, of(piece), 2_000))}
    assert slow == {}


def test_a_row_of_many_numbers_is_read_in_linear_time() -> None:
    def read(text: str) -> object:
        return list(figures_in(text, Span(0, len(text))))

    for between in (" ", ", ", " and ", " to ", "\n", " people, "):
        make = lambda count, between=between: between.join(str(number) for number in range(100, 100 + count))  # noqa: E731
        assert grows_too_fast(read, make, 300) is None
