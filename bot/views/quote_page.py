"""An answer as a chat sees it, a page of it, and the buttons under a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.state.answer_records import PLAIN, StoredInterpretation
from bot.state.feedback import Rating, Reason
from bot.support.i18n import Locale
from bot.views.answer_notes import literal_rows
from bot.views.buttons import (
    COPY_LIMIT,
    Action,
    AnyButton,
    Button,
    ButtonPress,
    CopyButton,
    LinkButton,
    Rows,
    ShareButton,
)
from bot.views.citation import citation, web_address
from bot.views.markup import sendable, utf16_length
from bot.views.text_fragment import address_at
from bot.views.truncation import has_context, shorten
from index.answer_metadata import Form
from index.records import Quote

LISTING_FROM = 1000
"""A press with this number, or more, is for the quotes side by side, from the one of the number beyond it on."""
_SHARE_UNITS = 256
REASONS = {
    Action.WRONG_PASSAGE: Reason.WRONG_PASSAGE,
    Action.OUT_OF_DATE: Reason.OUT_OF_DATE,
    Action.NOT_IN_ARTICLE: Reason.NOT_IN_THE_ARTICLE,
}
"""What the buttons under a bad answer say of it."""
RATING_ACTIONS = frozenset((Action.GOOD, Action.BAD, *REASONS))
"""What can be said of an answer."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer as one chat sees it: what all its pages have in common.

    Attributes:
        locale: the language that it is shown in; quotes stay as they were written.
        answered: whether its quotes answer; if not, they are the nearest passages.
        count: how many quotes there are.
        missing: as in the Answer.
        degraded: whether a part of the index could not be used; which one is for the operator's log.
        answer_id: what the buttons refer to; None leaves the buttons out.
        shown_question: the question, where it is not to be seen above the answer.
        read_as: the question that was searched for, where it is not the one that was written.
        interpretation: how it was read beyond that, and what shape its answer has.
        stale: the index was not brought up to date for too long.
        share_query: the question that a person can take to another chat; None where the bot is not for that.
        rest_url: in a group, the address at which the other quotes are read; None in a private chat.
        claim: the person did not ask but showed a text.
        previews: whether the person wants to see a preview of the article.
        rating: what the person said of the answer; `asks_why` offers the reasons of a bad one.
    """

    locale: Locale
    answered: bool
    count: int = 1
    missing: tuple[str, ...] = ()
    degraded: bool = False
    answer_id: str | None = None
    shown_question: str | None = None
    read_as: str | None = None
    interpretation: StoredInterpretation = PLAIN
    stale: bool = False
    share_query: str | None = None
    rest_url: str | None = None
    claim: bool = False
    previews: bool = False
    rating: Rating | None = None
    asks_why: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One quote, or one nearest passage, of an answer.

    Attributes:
        number: 0-based place among the answer's quotes.
        foreign: code of the quote's language, where it is not in the script of the question.
    """

    view: AnswerView
    quote: Quote
    number: int = 0
    foreign: str | None = None


def page_rows(page: Page) -> Rows:
    """The buttons under a page: to other pages, to take it along, to say what it is worth."""
    if page.view.answer_id is None:
        return ()
    listed = page.view.interpretation.form is not Form.QUOTES and page.view.rest_url is None
    all_of_them = Button(
        page.view.locale.say("back-to-all"),
        ButtonPress(Action.QUOTE, page.view.answer_id, LISTING_FROM + page.number).data,
    )
    rows = (
        *_literal_row(page, page.view.answer_id),
        (all_of_them,) if listed else (),
        _navigation(page, page.view.answer_id),
        _actions(page),
        *_rating_rows(page, page.view.answer_id),
    )
    return tuple(row for row in rows if row)


def listing_rows(pages: Sequence[Page], back: int | None, onward: int | None) -> Rows:
    """The buttons under quotes side by side: to each of them, to those before and after, to say what they are worth.

    Args:
        pages: those that are to be seen.
        back, onward: numbers of the quotes with which the page before, and the one after, begin.
    """
    first = pages[0]
    answer_id, locale = first.view.answer_id, first.view.locale
    if answer_id is None:
        return ()
    judging = _rating_rows(replace(first, number=LISTING_FROM + first.number), answer_id)
    literal = _literal_row(first, answer_id)
    if first.view.rest_url is not None:
        return (
            *literal,
            (LinkButton(locale.say("all-quotes", count=first.view.count), first.view.rest_url),),
            *judging,
        )
    each = tuple(Button(str(page.number + 1), ButtonPress(Action.QUOTE, answer_id, page.number).data) for page in pages)
    ways = []
    if back is not None:
        ways.append(Button(locale.say("back"), ButtonPress(Action.QUOTE, answer_id, LISTING_FROM + back).data))
    if onward is not None:
        ways.append(Button(locale.say("next"), ButtonPress(Action.QUOTE, answer_id, LISTING_FROM + onward).data))
    sharing = (_share(first),) if first.view.share_query is not None else ()
    return tuple(row for row in (*literal, each, tuple(ways), sharing, *judging) if row)


def _literal_row(page: Page, answer_id: str) -> Rows:
    """A digest was not searched for."""
    if page.view.interpretation.form is Form.REPORTS:
        return ()
    return literal_rows(page.view.interpretation.understood, answer_id, page.view.locale)


def _navigation(page: Page, answer_id: str) -> tuple[AnyButton, ...]:
    locale = page.view.locale
    row: list[AnyButton] = []
    if page.number > 0 and page.view.rest_url is None:
        row.append(Button(locale.say("back"), ButtonPress(Action.QUOTE, answer_id, page.number - 1).data))
    if has_context(page.quote):
        row.append(Button(locale.say("more-context"), ButtonPress(Action.CONTEXT, answer_id, page.number).data))
    if page.view.rest_url is not None and page.view.count > 1:
        row.append(LinkButton(locale.say("all-quotes", count=page.view.count), page.view.rest_url))
    elif page.number + 1 < page.view.count:
        row.append(Button(locale.say("next"), ButtonPress(Action.QUOTE, answer_id, page.number + 1).data))
    return tuple(row)


def _actions(page: Page) -> tuple[AnyButton, ...]:
    locale = page.view.locale
    row: list[AnyButton] = [CopyButton(locale.say("copy"), clipboard_text(page.quote, locale))]
    url = web_address(page.quote.article.url)
    if url:
        row.append(LinkButton(locale.say("open-article"), address_at(page.quote.article, page.quote.span, url)))
    if page.view.share_query is not None and page.view.answered:
        row.append(_share(page))
    return tuple(row)


def _share(page: Page) -> ShareButton:
    return ShareButton(page.view.locale.say("share"), shorten(page.view.share_query or "", _SHARE_UNITS))


def _rating_rows(page: Page, answer_id: str) -> Rows:
    locale = page.view.locale
    if page.view.asks_why:
        reasons = (
            (Action.WRONG_PASSAGE, locale.say("wrong-passage")),
            (Action.OUT_OF_DATE, locale.say("out-of-date")),
            (Action.NOT_IN_ARTICLE, locale.say("not-in-article")),
        )
        return tuple((Button(label, ButtonPress(action, answer_id, page.number).data),) for action, label in reasons)
    labels = ((Rating.GOOD, Action.GOOD, locale.say("good")), (Rating.BAD, Action.BAD, locale.say("bad")))
    return (
        tuple(
            Button(locale.say("chosen", label=label) if page.view.rating is rating else label, press.data)
            for rating, action, label in labels
            for press in (ButtonPress(action, answer_id, page.number),)
        ),
    )


def clipboard_text(quote: Quote, locale: Locale) -> str:
    """The quote with its source, for the clipboard; a quote that is too long for it ends in an ellipsis."""
    source = shorten(citation(quote.article, locale), COPY_LIMIT // 2)
    frame = locale.say("copied", quote="", source=source)
    text = shorten(" ".join(quote.text.split()), COPY_LIMIT - utf16_length(frame))
    return sendable(locale.say("copied", quote=text, source=source))
