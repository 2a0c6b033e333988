"""Answers and everything else the bot says, as messages with buttons; pure, no Telegram in it.

Every reply takes at most 4,096 UTF-16 units in each rendering. Quotes are cut from the article when it is written, at
sentence borders where they must be shortened. Corpus and user words are never taken for markup.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.support.i18n import Locale
from bot.views.answer_notes import (
    agreement_line,
    as_of_line,
    literal_rows,
    missing_names,
    parts_line,
    question_heading,
    reading_notes,
    refusal_text,
    standing_line,
    times_line,
)
from bot.views.buttons import Action, press_button
from bot.views.citation import cite, clean_line, copies_line, day_of, web_address
from bot.views.markup import Blockquote, Bold, Italic, Message, Piece, Reply, size, utf16_length
from bot.views.quote_page import AnswerView, Page, page_rows, share_button
from bot.views.truncation import OPEN_UNITS, context_of, shown_span, truncate
from index.answer_metadata import Verdict
from index.records import Article, Span

MESSAGE_UNITS = 4096
"""Longest message in UTF-16 units; Telegram counts code points, which are never more."""

QUESTION_LIMIT = 1000
"""Longest question in characters; longer ones are no questions."""

_OLD = timedelta(days=3)
# Of a folded quote three lines are seen: what answers, if it is not surely among these, stands above it.
_SEEN_UNITS = 90
_FIGURE_UNITS = 120
_QUESTION_UNITS = 300


def quote_page(page: Page) -> Reply:
    """The quote, or the sentence that comes nearest, with its source, and buttons to its context and to the others."""
    head = (*question_lines(page.view), *_verdict_head(page))
    foot = (
        "\n",
        *source_lines(page),
        *standing_line(page.quote, page.view.locale),
        *agreement_line(page.view.interpretation, page.view.locale),
        *notes(page),
    )
    room = _room((*head, *foot), page.view.locale) - _FIGURE_UNITS
    return Reply((*head, *_blockquote(page, room), *foot), page_rows(page), _preview(page))


def context_page(page: Page) -> Reply:
    """The quote in its paragraph, the readable paragraphs around it as far as there is room, and a way back."""
    head = (*question_lines(page.view), *_verdict_head(page, labelled=False))
    foot = ("\n", *source_lines(page), *standing_line(page.quote, page.view.locale), *notes(page))
    room = _room((*head, *foot), page.view.locale)
    label = page.view.locale.say("back-to-quote" if page.view.answered else "back-to-passage")
    answer_id = page.view.answer_id
    rows = ((press_button(label, Action.QUOTE, answer_id, page.number), *share_button(page)),) if answer_id else ()
    return Reply((*head, *_paragraphs(page, room), *foot), rows, _preview(page))


def whole_answer(pages: Sequence[Page]) -> Reply:
    """All quotes of an answer one below the other, each with its source, for where there are no buttons or limits."""
    message: list[Piece] = []
    for page in pages:
        if page.number == 0:
            message += [*reading_notes(page.view.interpretation, page.view.locale), *_verdict_head(page)]
        else:
            message.append("\n\n")
        quote = with_highlight(page.quote.article, page.quote.span, page.quote.highlight)
        message += [Blockquote(quote), "\n", *source_lines(page)]
    return Reply((*message, *notes(pages[-1])))


def refusal_reply(view: AnswerView) -> Reply:
    """That the articles do not say, and why, where no passage is to be shown."""
    locale, interpretation = view.locale, view.interpretation
    foot = (*as_of_line(interpretation.as_of, view.stale, locale), *_degraded(view.degraded, locale))
    message = (*question_lines(view), *refusal_line(view), *foot)
    return Reply(message, literal_rows(interpretation.understood, view.answer_id, locale))


def question_lines(view: AnswerView) -> Message:
    """The question where it is not to be seen, and how it was read where that is not as it was written."""
    locale = view.locale
    asked, read_as = (clean_line(text, _QUESTION_UNITS, locale) for text in (view.shown_question, view.read_as))
    return (
        *((Bold(view.headline), "\n\n") if view.headline else ()),
        *((Bold(asked), "\n\n") if asked else ()),
        *((Italic(locale.say("read-as", question=read_as)), "\n\n") if read_as else ()),
        *reading_notes(view.interpretation, locale),
    )


def source_lines(page: Page) -> Message:
    """Where the quote comes from, what its "yesterday" means, and who else carries it."""
    quote, locale, view = page.quote, page.view.locale, page.view
    several = view.answered and view.count > 1
    place = locale.say("quote-count", number=page.number + 1, count=view.count) if several else None
    times = times_line(quote.article, quote.span, locale)
    return (*cite(quote.article, locale, place), *times, *copies_line(quote.copies, locale))


def _preview(page: Page) -> str | None:
    return web_address(page.quote.article.url) if page.view.previews else None


def _verdict_head(page: Page, labelled: bool = True) -> Message:
    """What stands above a quote: which question it is for, of several, how far it may be trusted, why there is none."""
    view, locale = page.view, page.view.locale
    if view.claim:  # nobody asked: it is no answer, and no refusal of one
        return (Italic(locale.say("claim")), "\n")
    asked = question_heading(page.question, locale)
    match page.verdict:
        case Verdict.SAYS:
            return asked
        case Verdict.MAY_SAY:
            return (*asked, Italic(locale.say("may-say")), "\n") if labelled else asked
        case Verdict.NOT_SAID:
            label: Message = (Italic(locale.say("nearest")), "\n") if labelled else ()
            return (*refusal_line(view), "\n\n", *label)


def refusal_line(view: AnswerView) -> Message:
    """That the articles do not say, by the reason that is known: no such name, nothing of that time, nothing at all."""
    locale, period = view.locale, view.interpretation.understood.period
    if (parts := parts_line(view.interpretation, locale)) is not None:  # nobody knows what the others hold
        return (Bold(parts),)
    missing = missing_names(view.missing, locale)
    if missing and period is None:
        return (Bold(missing),)
    if view.interpretation.thread.about:
        return (Bold(locale.say("not-said-there")),)
    said = locale.say("claim-not-said") if view.claim and period is None else refusal_text(period, locale)
    return (Bold(said), *((f" {missing}",) if missing else ()))


def notes(page: Page) -> Message:
    """What is to be known of an answer with quotes: names that no article has, how old it is, what is out of order."""
    view, locale = page.view, page.view.locale
    # Where the articles do not say, the refusal has named the missing names already.
    missing = missing_names(view.missing, locale) if view.verdict is not Verdict.NOT_SAID else ""
    return (
        *((f"\n\n{missing}",) if missing else ()),
        *(as_of_line(view.interpretation.as_of, view.stale, locale) if tells_its_age(page) else ()),
        *_degraded(view.degraded, locale),
        *_parts(view),
    )


def tells_its_age(page: Page) -> bool:
    """Whether it is to be said up to when the articles tell.

    Of old ones, where there is no answer in them, and where the answer is old for who asks how things are now:
    published long before the index was last brought up to date, or nobody knows when.
    """
    view, as_of, day = page.view, page.view.interpretation.as_of, day_of(page.quote)
    old = as_of is not None and (day is None or date.fromisoformat(as_of.refreshed[:10]) - day > _OLD)
    return view.stale or view.verdict is Verdict.NOT_SAID or (view.asks_of_now and old)


def _parts(view: AnswerView) -> Message:
    """That some parts of the archive did not answer, where the refusal has not said so."""
    if view.interpretation.parts is None or view.verdict is Verdict.NOT_SAID:
        return ()
    answered, parts = view.interpretation.parts
    return ("\n\n", Italic(view.locale.say("parts-answered", answered=answered, parts=parts)))


def _degraded(degraded: bool, locale: Locale) -> Message:
    return ("\n\n", Italic(locale.say("degraded"))) if degraded else ()


def _room(frame: Message, locale: Locale) -> int:
    """Units that `frame` leaves for quotes, and for the note that they were shortened."""
    return MESSAGE_UNITS - size((*frame, *_shortened(locale, torn=True), *_shortened(locale, torn=False)))


def _shortened(locale: Locale, torn: bool) -> Message:
    return ("\n", Italic(locale.say("torn" if torn else "shortened")))


def _blockquote(page: Page, room: int) -> Message:
    """What is shown of the quote, folded if it is long; the words that answer above it where the fold hides them."""
    quote, text = page.quote, page.quote.article.text
    highlight = quote.highlight if page.view.answered else None
    # Without buttons nothing leads to the rest.
    wanted = shown_span(quote) if page.view.answer_id is not None else quote.span
    cut = truncate(text, wanted, highlight, room - 2)
    parts = with_highlight(quote.article, cut.span, highlight)
    folded = size(parts) > OPEN_UNITS
    figure: Message = ()
    if folded and highlight is not None and utf16_length(text[cut.span.start : highlight.end]) > _SEEN_UNITS:
        words = clean_line(quote.article.cut(highlight), _FIGURE_UNITS - 2, page.view.locale)
        figure = (Bold(words), "\n") if words else ()
    note = () if cut.span == wanted else _shortened(page.view.locale, torn=not cut.at_sentences)
    return (*figure, Blockquote(parts, expandable=folded), *note)


def with_highlight(article: Article, span: Span, highlight: Span | None) -> tuple[str | Bold, ...]:
    """The words of `span`, those of them in `highlight` bold."""
    if highlight is None or not highlight.overlaps(span):
        return (article.cut(span),)
    start, end = max(span.start, highlight.start), min(span.end, highlight.end)
    text = article.text
    return (text[span.start : start], Bold(text[start:end]), text[end : span.end])


def _paragraphs(page: Page, room: int) -> Message:
    """The quote's paragraph and its neighbours in order, each a quote of its own, in at most `room` units."""
    quote, article, locale = page.quote, page.quote.article, page.view.locale
    here = article.paragraph_at(quote.span.start)
    middle = article.paragraphs[here].span if here is not None else quote.span
    label = _own_label(page, whole=middle == quote.span)
    room -= size((*label, Italic(locale.say("before")), Italic(locale.say("after")))) + 4
    cut = truncate(article.text, middle, quote.highlight if quote.highlight is not None else quote.span, room - 2)
    itself = (*label, Blockquote(with_highlight(article, cut.span, quote.highlight)))
    if here is None or cut.span != middle:
        note = () if cut.span == middle else _shortened(page.view.locale, torn=not cut.at_sentences)
        return (*itself, *note)
    near = context_of(article, here, room - 2 - utf16_length(article.cut(middle)))
    before, after = sorted(step for step in near if step < 0), sorted(step for step in near if step > 0)
    pieces: list[Piece] = [Italic(locale.say("before")), "\n"] if before else []
    for step in before:
        pieces += [Blockquote((article.cut(near[step]),)), "\n"]
    pieces += itself
    if after:
        pieces += ["\n", Italic(locale.say("after"))]
    for step in after:
        pieces += ["\n", Blockquote((article.cut(near[step]),))]
    return tuple(pieces)


def _own_label(page: Page, whole: bool) -> Message:
    """What is said of the quote among its neighbours: of what may answer no more and no less than without them."""
    view, locale = page.view, page.view.locale
    if page.verdict is Verdict.SAYS or view.claim:
        return (Italic(locale.say("the-quote" if whole else "the-quote-in-its-paragraph")), "\n")
    if page.verdict is Verdict.MAY_SAY:
        return (Italic(locale.say("may-say")), "\n")
    return (Italic(locale.say("nearest" if whole else "nearest-in-its-paragraph")), "\n")
