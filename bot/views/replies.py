"""Answers and everything else the bot says, as messages with buttons; pure, no Telegram in it.

Every reply takes at most 4,096 UTF-16 units in each rendering. Quotes are cut from the article when it is written, at
sentence borders where they must be shortened. Corpus and user words are never taken for markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.state.interpretation import PLAIN, StoredInterpretation
from bot.support.i18n import Translations
from bot.views.buttons import Button, Rows
from bot.views.callback_data import Action, ButtonPress
from bot.views.citation import also_in, cite, tidy, web_address
from bot.views.context import around
from bot.views.figure_notes import agreement_line, standing_line
from bot.views.filter_notes import filter_line
from bot.views.markup import Blockquote, Bold, Italic, Message, Piece, size, to_html, to_plain, utf16_length
from bot.views.name_notes import language_note, literal_rows, name_notes
from bot.views.quote_page import Page, page_rows
from bot.views.time_notes import as_of_line, period_line, times_line, verdict_of
from bot.views.truncation import truncate
from index.records import Article, Span

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
    """One message to a person: its words and the rows of buttons under it.

    Attributes:
        preview: the address that Telegram shows a preview of; None for no preview.
    """

    message: Message
    rows: Rows = ()
    preview: str | None = None

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
    head = (*question_lines(page), *_verdict(page))
    foot = ("\n", *source_lines(page), *standing_line(page), *_count(page), *agreement_line(page), *notes(page))
    cut = (*_shortened(page.words, torn=True), *_shortened(page.words, torn=False))
    room = MESSAGE_UNITS - size((*head, *foot, *cut))
    return Reply((*head, *_blockquote(page, room), *foot), page_rows(page), _preview(page))


def context_page(page: Page) -> Reply:
    """The quote in its paragraph, the readable paragraphs around it as far as there is room, and a way back."""
    head = (*question_lines(page), *_verdict(page, labelled=False))
    foot = ("\n", *source_lines(page), *standing_line(page), *notes(page))
    cut = (*_shortened(page.words, torn=True), *_shortened(page.words, torn=False))
    room = MESSAGE_UNITS - size((*head, *foot, *cut))
    label = page.words.say("back-to-quote" if page.answered else "back-to-passage")
    rows = ((Button(label, ButtonPress(Action.QUOTE, page.answer_id, page.number).data),),) if page.answer_id else ()
    return Reply((*head, *_paragraphs(page, room), *foot), rows, _preview(page))


def late(reply: Reply, ago: timedelta, words: Translations) -> Reply:
    """`reply` with a word on how long ago its question was asked, when that is long."""
    minutes = round(ago.total_seconds() / 60)
    if ago < LATE_FROM:
        return reply
    span = words.say("minutes", count=minutes) if minutes < 120 else words.say("hours", count=round(minutes / 60))
    head = (Italic(words.say("late", ago=span)), "\n\n")
    if size(head) + size(reply.message) > MESSAGE_UNITS:
        return reply
    return replace(reply, message=(*head, *reply.message))


def whole_answer(pages: Sequence[Page]) -> Reply:
    """All quotes of an answer one below the other, each with its source, for where there are no buttons or limits."""
    message: list[Piece] = []
    for page in pages:
        if page.number == 0:
            message += [*reading_notes(page.readings, page.words), *_verdict(page)]
        else:
            message.append("\n\n")
        quote = marked(page.quote.article, page.quote.span, page.quote.highlight)
        message += [Blockquote(quote), "\n", *source_lines(page)]
    return Reply((*message, *notes(pages[-1])))


def not_said(
    missing: Sequence[str],
    degraded: bool,
    words: Translations,
    asked: str | None = None,
    read_as: str | None = None,
    readings: StoredInterpretation = PLAIN,
    answer_id: str | None = None,
    stale: bool = False,
) -> Reply:
    """That the articles do not say, where not even a nearest passage is to be shown."""
    head = (*_asked(asked, words), *_read_as(read_as, words), *reading_notes(readings, words))
    said = (*head, Bold(verdict_of(readings.understood.period, words)), *_missing(missing, words))
    foot = (*as_of_line(readings.as_of, stale, words), *_degraded(degraded, words))
    return Reply((*said, *foot), literal_rows(readings.understood, answer_id, words))


def question_lines(page: Page) -> Message:
    """The question where it is not to be seen, and how it was read where that is not as it was written."""
    how = reading_notes(page.readings, page.words)
    return (*_asked(page.asked, page.words), *_read_as(page.read_as, page.words), *how)


def reading_notes(readings: StoredInterpretation, words: Translations) -> Message:
    """Which articles were asked, where not all, of which time, and in which spelling names were searched for."""
    which = (*filter_line(readings.filters, words), *period_line(readings, words))
    return (*which, *name_notes(readings.understood.names, words))


def source_lines(page: Page) -> Message:
    """Where the quote comes from, what its "yesterday" means, and who else carries it."""
    quote, words = page.quote, page.words
    times = times_line(quote.article, quote.span, words)
    return (*cite(quote.article, quote.paragraph, words), *times, *also_in(quote.copies, words))


def _preview(page: Page) -> str | None:
    return web_address(page.quote.article.url) if page.previews else None


def _verdict(page: Page, labelled: bool = True) -> Message:
    words = page.words
    if page.claim:
        return (Italic(words.say("claim")), "\n")
    if page.answered:
        return ()
    label: Message = (Italic(words.say("nearest")), "\n") if labelled else ()
    return (Bold(verdict_of(page.readings.understood.period, words)), *_missing(page.missing, words), "\n\n", *label)


def _missing(missing: Sequence[str], words: Translations) -> Message:
    names = [name for name in (tidy(name, _NAME_UNITS, words) for name in missing[:_NAMES]) if name]
    if not names:
        return ()
    *others, last = names
    listed = words.say("list-or", names=words.listed(others), name=last) if others else last
    return (" " + words.say("missing", names=listed),)


def _asked(question: str | None, words: Translations) -> Message:
    line = tidy(question, _QUESTION_UNITS, words)
    return (Bold(line), "\n\n") if line else ()


def _read_as(question: str | None, words: Translations) -> Message:
    line = tidy(question, _QUESTION_UNITS, words)
    return (Italic(words.say("read-as", question=line)), "\n\n") if line else ()


def _count(page: Page) -> Message:
    if page.count < 2:
        return ()
    label = page.words.say(
        "quote-count" if page.answered else "nearest-count", number=page.number + 1, count=page.count
    )
    return ("\n", Italic(label))


def notes(page: Page) -> Message:
    """What is to be known of an answer with quotes: how old it is, names no article has, what is out of order."""
    # Where the articles do not say, the verdict has named the missing names already.
    missing = _missing(page.missing, page.words) if page.answered else ()
    foreign = language_note(page.foreign, page.words)
    as_of = as_of_line(page.readings.as_of, page.stale, page.words)
    return (*as_of, *(("\n\n", *missing) if missing else ()), *foreign, *_degraded(page.degraded, page.words))


def _degraded(degraded: bool, words: Translations) -> Message:
    return ("\n\n", Italic(words.say("degraded"))) if degraded else ()


def _shortened(words: Translations, torn: bool) -> Message:
    return ("\n", Italic(words.say("torn" if torn else "shortened")))


def _blockquote(page: Page, room: int) -> Message:
    quote = page.quote
    cut = truncate(quote.article.text, quote.span, quote.highlight, room - 2)
    parts = marked(quote.article, cut.span, quote.highlight)
    note = () if cut.span == quote.span else _shortened(page.words, torn=not cut.at_sentences)
    return (Blockquote(parts, expandable=size(parts) >= _EXPANDABLE_FROM), *note)


def marked(article: Article, span: Span, highlight: Span | None) -> tuple[str | Bold, ...]:
    """The words of `span`, those of them in `highlight` bold."""
    if highlight is None or not highlight.overlaps(span):
        return (article.cut(span),)
    start, end = max(span.start, highlight.start), min(span.end, highlight.end)
    text = article.text
    return (text[span.start : start], Bold(text[start:end]), text[end : span.end])


def _paragraphs(page: Page, room: int) -> Message:
    """The quote's paragraph and its neighbours in order, each a quote of its own, in at most `room` units."""
    quote, article, words = page.quote, page.quote.article, page.words
    here = article.paragraph_at(quote.span.start)
    middle = article.paragraphs[here].span if here is not None else quote.span
    label = _own_label(page, whole=middle == quote.span)
    room -= size((*label, Italic(words.say("before")), Italic(words.say("after")))) + 4
    cut = truncate(article.text, middle, quote.highlight if quote.highlight is not None else quote.span, room - 2)
    itself = (*label, Blockquote(marked(article, cut.span, quote.highlight)))
    if here is None or cut.span != middle:
        note = () if cut.span == middle else _shortened(page.words, torn=not cut.at_sentences)
        return (*itself, *note)
    near = around(article, here, room - 2 - utf16_length(article.cut(middle)))
    before, after = sorted(step for step in near if step < 0), sorted(step for step in near if step > 0)
    pieces: list[Piece] = [Italic(words.say("before")), "\n"] if before else []
    for step in before:
        pieces += [Blockquote((article.cut(near[step]),)), "\n"]
    pieces += itself
    if after:
        pieces += ["\n", Italic(words.say("after"))]
    for step in after:
        pieces += ["\n", Blockquote((article.cut(near[step]),))]
    return tuple(pieces)


def _own_label(page: Page, whole: bool) -> Message:
    if page.answered:
        label = page.words.say("the-quote" if whole else "the-quote-in-its-paragraph")
    else:
        label = page.words.say("nearest" if whole else "nearest-in-its-paragraph")
    return (Italic(label), "\n")
