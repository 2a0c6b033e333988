"""Answers and everything else the bot says, as messages with buttons; pure, no Telegram in it.

Every reply takes at most 4,096 UTF-16 units in each rendering. Quotes are cut from the article when it is written, at
sentence borders where they must be shortened. Corpus and user words are never taken for markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot import words
from bot.buttons import Button, Rows
from bot.citation import also_in, cite, tidy
from bot.cutting import cut_to_fit
from bot.markup import Blockquote, Bold, Italic, Message, Piece, size, to_html, to_plain, utf16_length
from bot.pages import Page, page_rows
from bot.presses import Action, Press
from bot.surroundings import around
from index.records import Article, Quote, Span

MESSAGE_UNITS = 4096
"""Longest message in UTF-16 units; Telegram counts code points, which are never more."""
LATE_FROM = timedelta(minutes=10)
"""A question older than this when it is answered was asked while the bot was not running."""
QUESTION_LIMIT = 1000
"""Longest question in characters; longer ones are no questions."""

# A folded quote shows its first lines only, so short ones stay open.
_EXPANDABLE_FROM = 600
_NAMES = 4
_NAME_UNITS = 60
_QUESTION_UNITS = 300


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person: its words and the rows of buttons under it."""

    message: Message
    rows: Rows = ()

    @property
    def html(self) -> str:
        """The message in Telegram's HTML."""
        return to_html(self.message)

    @property
    def plain(self) -> str:
        """The same words without marks, for when Telegram refuses the marks."""
        return to_plain(self.message)


def quote_page(page: Page) -> Reply:
    """The quote with its source, and buttons to its context and to the other quotes."""
    head = (*_asked(page.asked), *_read_as(page.read_as), *_verdict(page))
    foot = ("\n", *_source(page.quote), *_count(page), *_notes(page))
    room = MESSAGE_UNITS - size((*head, *foot, *_shortened(torn=True), *_shortened(torn=False)))
    return Reply((*head, *_blockquote(page.quote, room), *foot), page_rows(page))


def context_page(page: Page) -> Reply:
    """The quote in its paragraph, the readable paragraphs around it as far as there is room, and a way back."""
    head = (*_asked(page.asked), *_read_as(page.read_as), *_verdict(page, nearest=None))
    foot = ("\n", *_source(page.quote), *_notes(page))
    room = MESSAGE_UNITS - size((*head, *foot, *_shortened(torn=True), *_shortened(torn=False)))
    label = words.BACK_TO_QUOTE if page.answered else words.BACK_TO_PASSAGE
    rows = ((Button(label, Press(Action.QUOTE, page.answer_id, page.number).data),),) if page.answer_id else ()
    return Reply((*head, *_paragraphs(page, room), *foot), rows)


def late(reply: Reply, ago: timedelta) -> Reply:
    """`reply` with a word on how long ago its question was asked, when that is long."""
    minutes = round(ago.total_seconds() / 60)
    if ago < LATE_FROM:
        return reply
    span = words.MINUTES.format(minutes=minutes) if minutes < 120 else words.HOURS.format(hours=round(minutes / 60))
    head = (Italic(words.LATE.format(ago=span)), "\n\n")
    if size(head) + size(reply.message) > MESSAGE_UNITS:
        return reply
    return replace(reply, message=(*head, *reply.message))


def whole_answer(pages: Sequence[Page]) -> Reply:
    """All quotes of an answer one below the other, each with its source, for where there are no buttons or limits."""
    message: list[Piece] = []
    for page in pages:
        if page.number == 0:
            message += _verdict(page)
        else:
            message.append("\n\n")
        quote = _marked(page.quote.article, page.quote.span, page.quote.highlight)
        message += [Blockquote(quote), "\n", *_source(page.quote)]
        if page.number == page.count - 1:
            message += _notes(page)
    return Reply(tuple(message))


def not_said(missing: Sequence[str], degraded: bool, asked: str | None = None, read_as: str | None = None) -> Reply:
    """That the articles do not say, where not even a nearest passage is to be shown."""
    return Reply((*_asked(asked), *_read_as(read_as), Bold(words.NOT_SAID), *_missing(missing), *_degraded(degraded)))


def _source(quote: Quote) -> Message:
    return (*cite(quote.article, quote.paragraph), *also_in(quote.copies))


def _verdict(page: Page, nearest: str | None = words.NEAREST) -> Message:
    if page.claim:
        return (Italic(words.CLAIM), "\n")
    if page.answered:
        return ()
    label: Message = (Italic(nearest), "\n") if nearest else ()
    return (Bold(words.NOT_SAID), *_missing(page.missing), "\n\n", *label)


def _missing(missing: Sequence[str]) -> Message:
    names = [name for name in (tidy(name, _NAME_UNITS) for name in missing[:_NAMES]) if name]
    if not names:
        return ()
    listed = words.OR.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return (" " + words.MISSING.format(names=listed),)


def _asked(question: str | None) -> Message:
    line = tidy(question, _QUESTION_UNITS)
    return (Bold(line), "\n\n") if line else ()


def _read_as(question: str | None) -> Message:
    line = tidy(question, _QUESTION_UNITS)
    return (Italic(words.READ_AS.format(question=line)), "\n\n") if line else ()


def _count(page: Page) -> Message:
    if page.count < 2:
        return ()
    label = words.QUOTE_COUNT if page.answered else words.NEAREST_COUNT
    return ("\n", Italic(label.format(number=page.number + 1, count=page.count)))


def _notes(page: Page) -> Message:
    # Where the articles do not say, the verdict has named the missing names already.
    missing = _missing(page.missing) if page.answered else ()
    return (*(("\n\n", *missing) if missing else ()), *_degraded(page.degraded))


def _degraded(degraded: bool) -> Message:
    return ("\n\n", Italic(words.DEGRADED)) if degraded else ()


def _shortened(torn: bool) -> Message:
    return ("\n", Italic(words.TORN if torn else words.SHORTENED))


def _blockquote(quote: Quote, room: int) -> Message:
    cut = cut_to_fit(quote.article.text, quote.span, quote.highlight, room - 2)
    parts = _marked(quote.article, cut.span, quote.highlight)
    note = () if cut.span == quote.span else _shortened(torn=not cut.at_sentences)
    return (Blockquote(parts, expandable=size(parts) >= _EXPANDABLE_FROM), *note)


def _marked(article: Article, span: Span, highlight: Span | None) -> tuple[str | Bold, ...]:
    """The words of `span`, those of them in `highlight` bold."""
    if highlight is None or not highlight.overlaps(span):
        return (article.cut(span),)
    start, end = max(span.start, highlight.start), min(span.end, highlight.end)
    text = article.text
    return (text[span.start : start], Bold(text[start:end]), text[end : span.end])


def _paragraphs(page: Page, room: int) -> Message:
    """The quote's paragraph and its neighbours in order, each a quote of its own, in at most `room` units."""
    quote, article = page.quote, page.quote.article
    here = article.paragraph_at(quote.span.start)
    middle = article.paragraphs[here].span if here is not None else quote.span
    label = _own_label(page, whole=middle == quote.span)
    room -= size((*label, Italic(words.BEFORE), Italic(words.AFTER))) + 4
    cut = cut_to_fit(article.text, middle, quote.highlight if quote.highlight is not None else quote.span, room - 2)
    itself = (*label, Blockquote(_marked(article, cut.span, quote.highlight)))
    if here is None or cut.span != middle:
        note = () if cut.span == middle else _shortened(torn=not cut.at_sentences)
        return (*itself, *note)
    near = around(article, here, room - 2 - utf16_length(article.cut(middle)))
    before, after = sorted(step for step in near if step < 0), sorted(step for step in near if step > 0)
    pieces: list[Piece] = [Italic(words.BEFORE), "\n"] if before else []
    for step in before:
        pieces += [Blockquote((article.cut(near[step]),)), "\n"]
    pieces += itself
    if after:
        pieces += ["\n", Italic(words.AFTER)]
    for step in after:
        pieces += ["\n", Blockquote((article.cut(near[step]),))]
    return tuple(pieces)


def _own_label(page: Page, whole: bool) -> Message:
    if page.answered:
        label = words.THE_QUOTE if whole else words.THE_QUOTE_IN_ITS_PARAGRAPH
    else:
        label = words.NEAREST if whole else words.NEAREST_IN_ITS_PARAGRAPH
    return (Italic(label), "\n")
