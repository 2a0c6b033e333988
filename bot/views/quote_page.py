"""A page of an answer, and the buttons under it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.state.feedback import Reason, Verdict
from bot.state.interpretation import PLAIN, StoredInterpretation
from bot.support.i18n import Translations
from bot.views.buttons import COPY_LIMIT, AnyButton, Button, CopyButton, LinkButton, Rows, ShareButton
from bot.views.callback_data import Action, ButtonPress
from bot.views.citation import citation, web_address
from bot.views.context import has_surroundings
from bot.views.markup import sendable, utf16_length
from bot.views.name_notes import literal_rows
from bot.views.truncation import shorten
from index.interpretation import Form
from index.records import Quote

ALL_FROM = 1000
"""A press with this number, or more, is for the quotes side by side, from the one of the number beyond it on."""
_SHARED_UNITS = 256
REASONS = {
    Action.WRONG_PASSAGE: Reason.WRONG_PASSAGE,
    Action.OUT_OF_DATE: Reason.OUT_OF_DATE,
    Action.NOT_IN_ARTICLE: Reason.NOT_IN_THE_ARTICLE,
}
"""What the buttons under a bad answer say of it."""
JUDGING = frozenset((Action.GOOD, Action.BAD, *REASONS))
"""What can be said of an answer."""


@dataclass(frozen=True, slots=True)
class Page:
    """One quote, or one nearest passage, of an answer, as a person sees it.

    Attributes:
        number, count: 0-based place among the answer's quotes, and how many there are.
        answered: whether the quote answers; if not, it is a nearest passage.
        words: the language that it is shown in; the quote stays as it was written.
        missing: as in the Answer.
        degraded: whether a part of the index could not be used; which one is for the operator's log.
        answer_id: what the buttons refer to; None leaves the buttons out.
        asked: the question, where it is not to be seen above the answer.
        read_as: the question that was searched for, where it is not the one that was written.
        readings: how it was read beyond that, and what shape its answer has.
        stale: the index was not brought up to date for too long.
        foreign: code of the quote's language, where it is not in the script of the question.
        shared: the question that a person can take to another chat; None where the bot is not for that.
        rest: in a group, the address at which the other quotes are read; None in a private chat.
        claim: the person did not ask but showed a text.
        previews: whether the person wants to see a preview of the article.
        verdict: what the person said of the answer; `asks_why` offers the reasons of a bad one.
    """

    quote: Quote
    number: int
    count: int
    answered: bool
    words: Translations
    missing: tuple[str, ...] = ()
    degraded: bool = False
    answer_id: str | None = None
    asked: str | None = None
    read_as: str | None = None
    shared: str | None = None
    rest: str | None = None
    verdict: Verdict | None = None
    asks_why: bool = False
    claim: bool = False
    previews: bool = False
    readings: StoredInterpretation = PLAIN
    foreign: str | None = None
    stale: bool = False


def page_rows(page: Page) -> Rows:
    """The buttons under a page: to other pages, to take it along, to say what it is worth."""
    if page.answer_id is None:
        return ()
    listed = page.readings.form is not Form.QUOTES and page.rest is None
    all_of_them = Button(
        page.words.say("back-to-all"), ButtonPress(Action.QUOTE, page.answer_id, ALL_FROM + page.number).data
    )
    rows = (
        *_literal_row(page, page.answer_id),
        (all_of_them,) if listed else (),
        _ways(page, page.answer_id),
        _taking(page),
        *_judging(page, page.answer_id),
    )
    return tuple(row for row in rows if row)


def listing_rows(pages: Sequence[Page], back: int | None, onward: int | None) -> Rows:
    """The buttons under quotes side by side: to each of them, to those before and after, to say what they are worth.

    Args:
        pages: those that are to be seen.
        back, onward: numbers of the quotes with which the page before, and the one after, begin.
    """
    first = pages[0]
    answer_id, words = first.answer_id, first.words
    if answer_id is None:
        return ()
    judging = _judging(replace(first, number=ALL_FROM + first.number), answer_id)
    literal = _literal_row(first, answer_id)
    if first.rest is not None:
        return (*literal, (LinkButton(words.say("all-quotes", count=first.count), first.rest),), *judging)
    each = tuple(Button(str(page.number + 1), ButtonPress(Action.QUOTE, answer_id, page.number).data) for page in pages)
    ways = []
    if back is not None:
        ways.append(Button(words.say("back"), ButtonPress(Action.QUOTE, answer_id, ALL_FROM + back).data))
    if onward is not None:
        ways.append(Button(words.say("next"), ButtonPress(Action.QUOTE, answer_id, ALL_FROM + onward).data))
    sharing = (_share(first),) if first.shared is not None else ()
    return tuple(row for row in (*literal, each, tuple(ways), sharing, *judging) if row)


def _literal_row(page: Page, answer_id: str) -> Rows:
    """A digest was not searched for."""
    if page.readings.form is Form.REPORTS:
        return ()
    return literal_rows(page.readings.understood, answer_id, page.words)


def _ways(page: Page, answer_id: str) -> tuple[AnyButton, ...]:
    words = page.words
    row: list[AnyButton] = []
    if page.number > 0 and page.rest is None:
        row.append(Button(words.say("back"), ButtonPress(Action.QUOTE, answer_id, page.number - 1).data))
    if has_surroundings(page.quote):
        row.append(Button(words.say("more-context"), ButtonPress(Action.CONTEXT, answer_id, page.number).data))
    if page.rest is not None and page.count > 1:
        row.append(LinkButton(words.say("all-quotes", count=page.count), page.rest))
    elif page.number + 1 < page.count:
        row.append(Button(words.say("next"), ButtonPress(Action.QUOTE, answer_id, page.number + 1).data))
    return tuple(row)


def _taking(page: Page) -> tuple[AnyButton, ...]:
    words = page.words
    row: list[AnyButton] = [CopyButton(words.say("copy"), copied(page.quote, words))]
    url = web_address(page.quote.article.url)
    if url:
        row.append(LinkButton(words.say("open-article"), url))
    if page.shared is not None and page.answered:
        row.append(_share(page))
    return tuple(row)


def _share(page: Page) -> ShareButton:
    return ShareButton(page.words.say("share"), shorten(page.shared or "", _SHARED_UNITS))


def _judging(page: Page, answer_id: str) -> Rows:
    words = page.words
    if page.asks_why:
        reasons = (
            (Action.WRONG_PASSAGE, words.say("wrong-passage")),
            (Action.OUT_OF_DATE, words.say("out-of-date")),
            (Action.NOT_IN_ARTICLE, words.say("not-in-article")),
        )
        return tuple((Button(label, ButtonPress(action, answer_id, page.number).data),) for action, label in reasons)
    labels = ((Verdict.GOOD, Action.GOOD, words.say("good")), (Verdict.BAD, Action.BAD, words.say("bad")))
    return (
        tuple(
            Button(words.say("chosen", label=label) if page.verdict is verdict else label, press.data)
            for verdict, action, label in labels
            for press in (ButtonPress(action, answer_id, page.number),)
        ),
    )


def copied(quote: Quote, words: Translations) -> str:
    """The quote with its source, for the clipboard; a quote that is too long for it ends in an ellipsis."""
    source = shorten(citation(quote.article, words), COPY_LIMIT // 2)
    frame = words.say("copied", quote="", source=source)
    text = shorten(" ".join(quote.text.split()), COPY_LIMIT - utf16_length(frame))
    return sendable(words.say("copied", quote=text, source=source))
