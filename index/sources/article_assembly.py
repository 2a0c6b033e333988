"""Text and metadata to an Article: its id, its language, its readable paragraphs; the last step of every reader."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.errors import SourceError
from index.language.text import detected_language
from index.records import Article, Paragraph, ParagraphKind, Span
from index.sources.boilerplate import boilerplate_spans
from index.sources.parsing.addresses import address_date
from index.sources.parsing.datelines import dateline
from index.sources.parsing.metadata import Metadata
from index.sources.parsing.paragraphs import paragraph_spans

# Bytes or characters of one article; a long book has two million.
LONGEST_TEXT = 16 * 2**20
_MOST_LINES = 400_000  # lines and tags
# A headline or a standfirst longer than this is a paragraph of prose.
_LONGEST_TITLE = 180
_LONGEST_STANDFIRST = 240
_HEAD = 5  # paragraphs among which a date stands with the author
_TITLE_AMONG = 8  # blocks; before it stand a date, a section, an author
_ASKS = ("?", "!", "؟", "？", "！")
_ENDS_A_SENTENCE = (*_ASKS, ".", "。", "।", "۔", "…", ":", ";", ",", "،")
_CLOSERS = "\"'”’»)]›」』"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that has not found its place in a text yet."""

    text: str
    kind: ParagraphKind = ParagraphKind.BODY


def article_id(name: str) -> str:
    """Twelve hex digits that are the same for the same url or relative path on every machine."""
    return hashlib.blake2b(name.encode("utf-8", "backslashreplace"), digest_size=6).hexdigest()


def compose_text(blocks: Iterable[Block]) -> tuple[str, tuple[Paragraph, ...]]:
    """The blocks as one text, a blank line between them, with the readable ones as paragraphs.

    Blocks of white space are dropped. Furniture is left out of the text: nobody holds offsets into a text made here.
    """
    kept = [Block(text, block.kind) for block in blocks if (text := block.text.strip())]
    flags = boilerplate_spans([block.text for block in kept])
    shown = [b for b, dropped in zip(kept, flags, strict=True) if not dropped or b.kind is ParagraphKind.TITLE]
    paragraphs, start = [], 0
    for block in shown:
        end = start + len(block.text)
        paragraphs.append(Paragraph(Span(start, end), block.kind))
        start = end + 2
    return "\n\n".join(block.text for block in shown), tuple(paragraphs)


def with_title(blocks: Sequence[Block], title: str | None) -> list[Block]:
    """`blocks`, of which the first that says what the title says is the title, which is no sentence to be quoted."""
    wanted = _compared(title or "")
    place = next((n for n, block in enumerate(blocks[:_TITLE_AMONG]) if _compared(block.text) == wanted), None)
    if place is None:
        return list(blocks)
    return [*blocks[:place], Block(blocks[place].text, ParagraphKind.TITLE), *blocks[place + 1 :]]


def _compared(title: str) -> str:
    return " ".join(title.split()).casefold()


def readable_paragraphs(
    text: str, spans: Sequence[Span], title: str | None
) -> tuple[str | None, tuple[Paragraph, ...]]:
    """The spans of a plain text that are no furniture, as paragraphs, with the title and the standfirst found.

    `title` is the one that the metadata gave, None when it gave none. Returns the title and the paragraphs; the title
    is None when nothing given or found looks like one.
    """
    words = [" ".join(text[span.start : span.end].split()) for span in spans]
    shown = [n for n, dropped in enumerate(boilerplate_spans(words)) if not dropped]
    if not shown:
        return title, ()
    words, spans = [words[n] for n in shown], [spans[n] for n in shown]
    kinds = [ParagraphKind.BODY] * len(words)
    if title is None and _is_title(words):
        title = words[0]
    if title is not None and _compared(words[0]) == _compared(title):
        kinds[0] = ParagraphKind.TITLE
        if len(words) > 2 and len(words[1]) <= _LONGEST_STANDFIRST and len(words[1]) < len(words[2]):
            kinds[1] = ParagraphKind.STANDFIRST
    return title, tuple(Paragraph(span, kind) for span, kind in zip(spans, kinds, strict=True))


def _is_title(paragraphs: Sequence[str]) -> bool:
    """Whether the first paragraph names what follows: short, no statement of its own, and prose follows."""
    first = paragraphs[0]
    if len(paragraphs) < 2 or len(first) > _LONGEST_TITLE or not any(letter.isalpha() for letter in first):
        return False
    ending = first.rstrip(_CLOSERS)
    if ending.endswith(_ENDS_A_SENTENCE) and not ending.endswith(_ASKS):  # "Who shot down the jet?" is a headline
        return False
    # A list of names, or a poem, has no title that looks different from its lines.
    longest = max(len(one) for one in paragraphs[1:])
    return longest > max(80, len(first)) or paragraphs[1].rstrip(_CLOSERS).endswith(_ENDS_A_SENTENCE)


_NOTHING_READABLE = "nothing readable in it: no text, or site furniture only; remove it, or save its text again"


def check_length(text: str, path: str, line: int | None = None) -> None:
    """That a text, with its markup where it has some, is short enough to be read as one article.

    Raises:
        SourceError: it is longer; its paragraphs would fill memory.
    """
    check_size(len(text), line_count(text) if len(text) > _MOST_LINES else 0, path, line)


def line_count(text: str) -> int:
    """How many lines and tags there are in a text, about."""
    return text.count("\r") - text.count("\r\n") + sum(text.count(mark) for mark in "\n\x0b\x0c\x85\u2028\u2029<")


def check_size(characters: int, lines: int, path: str, line: int | None = None) -> None:
    """That what was read so far of an article is short enough, for readers that go through a file piece by piece.

    Raises:
        SourceError: it is longer.
    """
    if characters > LONGEST_TEXT:
        reason = f"one article of more than {LONGEST_TEXT // 2**20} MiB: split it into several articles"
        raise SourceError(path, reason, line)
    if lines > _MOST_LINES:
        reason = f"one article of more than {_MOST_LINES:,} lines and tags: split it into several articles"
        raise SourceError(path, reason, line)


def plain_article(
    text: str, metadata: Metadata, path: str, key: str, start: int = 0, line: int | None = None
) -> Article:
    """An article whose text is `text` exactly, read from character `start`.

    Raises:
        SourceError: there is nothing readable in it.
    """
    check_length(text, path, line)
    spans = paragraph_spans(text, start)
    if metadata.published is None:
        metadata = replace(metadata, published=dateline(text[span.start : span.end] for span in spans[:_HEAD]))
    title, paragraphs = readable_paragraphs(text, spans, metadata.title)
    return _article(text, paragraphs, Metadata(title).over(metadata), path, key, line)


def composed_article(
    blocks: Iterable[Block],
    metadata: Metadata,
    path: str,
    key: str,
    line: int | None = None,
    declared_language: str | None = None,
) -> Article:
    """An article whose text is the blocks that are no furniture, a blank line between them.

    `declared_language` is what a whole site or feed says of itself. Templates say "en" on pages in any language, so it
    counts only where the text is too short to tell.

    Raises:
        SourceError: there is nothing readable in it.
    """
    text, paragraphs = compose_text(blocks)
    check_length(text, path, line)
    article = _article(text, paragraphs, metadata, path, key, line)
    return article if article.language else replace(article, language=declared_language)


def _article(
    text: str, paragraphs: tuple[Paragraph, ...], metadata: Metadata, path: str, key: str, line: int | None
) -> Article:
    if not paragraphs:
        raise SourceError(path, _NOTHING_READABLE, line)
    language = metadata.language
    if language is None:
        language = detected_language("\n".join(text[p.span.start : p.span.end] for p in paragraphs[:20]))
    published = metadata.published or address_date(metadata.url or "")
    return Article(
        id=article_id(metadata.url or key),
        text=text,
        paragraphs=paragraphs,
        title=metadata.title,
        url=metadata.url,
        published=published,
        source=metadata.source,
        author=metadata.author,
        language=language,
        path=path if line is None else f"{path}:{line}",
        modified=metadata.modified,
        archived=metadata.archived,
    )
