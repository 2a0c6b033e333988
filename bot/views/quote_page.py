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
    CopyButton,
    LinkButton,
    Rows,
    ShareButton,
    marked,
    press_button,
)
from bot.views.citation import citation, web_address
from bot.views.markup import sendable, utf16_length
from bot.views.text_fragment import address_at
from bot.views.truncation import has_context, shorten
from index.answer_metadata import Form, QuestionVerdict, Verdict, question_of
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
        asks_of_now: how things are now was asked, so that the age of a quote is to be seen.
        share_query: the question that a person can take to another chat; None where the bot is not for that.
        rest_url: in a group, the address at which the other quotes are read; None in a private chat.
        claim: the person did not ask but showed a text.
        previews: whether the person wants to see a preview of the article.
        rating: what the person said of the answer; `asks_why` offers the reasons of a bad one.
        headline: a line of the bot's own above it, as of what there is news.
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
    asks_of_now: bool = False
    share_query: str | None = None
    rest_url: str | None = None
    claim: bool = False
    previews: bool = False
    rating: Rating | None = None
    asks_why: bool = False
    headline: str | None = None

    @property
    def verdict(self) -> Verdict:
        """Whether the articles say, may say or do not say."""
        if self.answered:
            return Verdict.SAYS
        return Verdict.MAY_SAY if self.interpretation.may_say and not self.claim else Verdict.NOT_SAID


@dataclass(frozen=True, slots=True)
class Page:
    """One quote, or one nearest passage, of an answer.

    Attributes:
        number: 0-based place among the answer's quotes.
    """

    view: AnswerView
    quote: Quote
    number: int = 0

    @property
    def question(self) -> QuestionVerdict | None:
        """Which question of several it is for; None where there is but one."""
        return question_of(self.number, self.view.interpretation.questions)

    @property
    def verdict(self) -> Verdict:
        """Whether it answers, may answer or does not answer what it is for."""
        return self.view.verdict if self.question is None else self.question.verdict


def page_rows(page: Page) -> Rows:
    """The buttons under a page: to other pages, to the article and the clipboard, to say what it is worth; two rows."""
    answer_id = page.view.answer_id
    if answer_id is None:
        return ()
    match page.verdict:
        case Verdict.SAYS:
            rows = (_navigation(page, answer_id), (*article_button(page), _copy_button(page)))
        case Verdict.MAY_SAY:
            rows = (_back_to_all(page, answer_id), (*_context_button(page, answer_id), *article_button(page)))
        case Verdict.NOT_SAID:
            rows = (_literal_button(page), (*_context_button(page, answer_id), *article_button(page)))
    # On a phone the last row has room for the ratings beside two buttons.
    return tuple(row for row in (rows[0], *_with_rating(rows[1], page, answer_id)) if row)


def listing_rows(pages: Sequence[Page], back: int | None, onward: int | None, picture: bool = False) -> Rows:
    """The buttons under quotes side by side: to each of them, to those before and after, to say what they are worth.

    Args:
        pages: those that are to be seen.
        back, onward: numbers of the quotes with which the page before, and the one after, begin.
        picture: whether there is enough to draw.
    """
    first = pages[0]
    answer_id, locale = first.view.answer_id, first.view.locale
    if answer_id is None:
        return ()
    rated = replace(first, number=LISTING_FROM + first.number)
    literal = _literal_button(first)
    drawn = press_button(locale.say("timeline"), Action.TIMELINE, answer_id)
    if first.view.rest_url is not None:
        rest = LinkButton(locale.say("all-quotes", count=first.view.count), first.view.rest_url)
        return tuple(row for row in (literal, *_with_rating((rest,), rated, answer_id)) if row)
    each = tuple(press_button(str(page.number + 1), Action.QUOTE, answer_id, page.number) for page in pages)
    ways = tuple(
        press_button(label, Action.QUOTE, answer_id, LISTING_FROM + number)
        for label, number in ((locale.say("back"), back), (locale.say("next"), onward))
        if number is not None
    )
    more = (*((drawn,) if picture else ()), *share_button(first))
    return tuple(row for row in (each, ways, literal, *_with_rating(more, rated, answer_id)) if row)


def share_button(page: Page) -> tuple[AnyButton, ...]:
    """The button that takes the question to another chat, where the bot is for that."""
    query, locale = page.view.share_query, page.view.locale
    if query is None or not page.view.answered:
        return ()
    return (ShareButton(locale.say("share"), shorten(query, _SHARE_UNITS)),)


def _literal_button(page: Page) -> tuple[AnyButton, ...]:
    """The question once more as it is written; a digest was not searched for."""
    if page.view.interpretation.form is Form.REPORTS:
        return ()
    rows = literal_rows(page.view.interpretation.understood, page.view.answer_id, page.view.locale)
    return rows[0] if rows else ()


def _navigation(page: Page, answer_id: str) -> tuple[AnyButton, ...]:
    view, locale = page.view, page.view.locale
    row = list(_back_to_all(page, answer_id))
    if not row and page.number > 0 and view.rest_url is None:
        row.append(press_button(locale.say("back"), Action.QUOTE, answer_id, page.number - 1))
    if not row and page.number == 0:
        row += _literal_button(page)
    row += _context_button(page, answer_id)
    if view.rest_url is not None and view.count > 1:
        row.append(LinkButton(locale.say("all-quotes", count=view.count), view.rest_url))
    elif page.number + 1 < view.count:
        row.append(press_button(locale.say("next"), Action.QUOTE, answer_id, page.number + 1))
    return tuple(row)


def _back_to_all(page: Page, answer_id: str) -> tuple[AnyButton, ...]:
    """The button from one quote of a listing back to all of them."""
    view = page.view
    is_one_of_them = view.interpretation.form is not Form.QUOTES and (view.count > 1 or page.question is not None)
    if not is_one_of_them or view.rest_url is not None:
        return ()
    return (press_button(view.locale.say("back-to-all"), Action.QUOTE, answer_id, LISTING_FROM + page.number),)


def _context_button(page: Page, answer_id: str) -> tuple[AnyButton, ...]:
    if not has_context(page.quote):
        return ()
    return (press_button(page.view.locale.say("more-context"), Action.CONTEXT, answer_id, page.number),)


def article_button(page: Page) -> tuple[AnyButton, ...]:
    """The way to where the article was published, to the very words where a browser can find them."""
    url = web_address(page.quote.article.url)
    if url is None:
        return ()
    return (LinkButton(page.view.locale.say("open-article"), address_at(page.quote.article, page.quote.span, url)),)


def _copy_button(page: Page) -> AnyButton:
    return CopyButton(page.view.locale.say("copy"), clipboard_text(page.quote, page.view.locale))


def _with_rating(row: tuple[AnyButton, ...], page: Page, answer_id: str) -> Rows:
    """`row` with the ratings behind it; in their place, on rows of their own, what may be wrong, after a bad one."""
    view, locale = page.view, page.view.locale
    if page.verdict is Verdict.MAY_SAY:
        choices = (
            (Rating.GOOD, Action.GOOD, locale.say("it-does")),
            (Rating.BAD, Action.WRONG_PASSAGE, locale.say("it-does-not")),
        )
    else:
        choices = (Rating.GOOD, Action.GOOD, locale.say("good")), (Rating.BAD, Action.BAD, locale.say("bad"))
    if view.asks_why:
        reasons = (
            (Action.WRONG_PASSAGE, locale.say("wrong-passage")),
            (Action.OUT_OF_DATE, locale.say("out-of-date")),
            (Action.NOT_IN_ARTICLE, locale.say("not-in-article")),
        )
        return (row, *((press_button(label, action, answer_id, page.number),) for action, label in reasons))
    buttons = tuple(
        press_button(marked(label, view.rating is rating, locale), action, answer_id, page.number)
        for rating, action, label in choices
    )
    return (buttons, row) if page.verdict is Verdict.MAY_SAY else ((*row, *buttons),)


def clipboard_text(quote: Quote, locale: Locale) -> str:
    """The quote with its source, for the clipboard; a quote that is too long for it ends in an ellipsis."""
    source = shorten(citation(quote.article, locale), COPY_LIMIT // 2)
    frame = locale.say("copied", quote="", source=source)
    text = shorten(" ".join(quote.text.split()), COPY_LIMIT - utf16_length(frame))
    return sendable(locale.say("copied", quote=text, source=source))
