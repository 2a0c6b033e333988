"""Inline queries and guest messages: questions from chats in which the bot is not."""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Sequence
from hashlib import sha256

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.handlers.services import Services
from bot.state.answer_records import StoredInterpretation
from bot.support.i18n import Locale
from bot.transport.sender import NO_PREVIEW
from bot.transport.update_parsing import Context, language_of, question_in
from bot.views.answer_messages import quote_page, refusal_line
from bot.views.answer_notes import filter_problem, parts_line, period_dates, period_line
from bot.views.citation import SEPARATOR, outlet_and_date, title_of
from bot.views.markup import Reply, sendable, to_plain, utf16_length
from bot.views.quote_lists import group_heading, listing_page, listing_title
from bot.views.quote_page import AnswerView, Page
from bot.views.truncation import shorten
from index.answer_metadata import Form
from index.errors import FilterError

_log = logging.getLogger(__name__)

DEBOUNCE_S = 0.4
"""A question behind the bot's name is looked for when nothing was typed for so long: every key makes a new one."""

AT_ONCE = 10
"""Results that are sent at once; the next ones when the person has seen these."""

_CACHE_S = 300
_OFFSET = re.compile("[0-9]{1,4}")
_LABEL_UNITS = 64
_TITLE_UNITS = 100
_ABOUT_UNITS = 160
_OUTLET_UNITS = 40
_PEOPLE = 4096


class InlineHandlers:
    """The callbacks for inline queries and guest messages."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._newest: OrderedDict[int, str] = OrderedDict()

    async def inline(self, update: Update, context: Context) -> None:
        """@bot and a question: a result for each quote, from which the person chooses one to send."""
        query = update.inline_query
        if query is None or await self._is_outdated(query.from_user.id, query.id):
            return
        locale = await self._services.locale(query.from_user.id, query.from_user.language_code)
        results, view, problem = await self._search_results(query.query, locale)
        if self._newest.get(query.from_user.id) != query.id:
            return
        first = int(query.offset) if _OFFSET.fullmatch(query.offset) else 0
        more = first + AT_ONCE < len(results)
        if problem is not None or results or not query.query.strip():
            label = shorten(problem or locale.say("ask-in-private"), _LABEL_UNITS)
        else:
            label = refusal_label(view.interpretation, locale, _LABEL_UNITS)
        try:
            await context.bot.answer_inline_query(
                query.id,
                results[first : first + AT_ONCE],
                cache_time=_CACHE_S,
                is_personal=True,  # the next one may read another language, or not be let in
                next_offset=str(first + AT_ONCE) if more else "",
                button=InlineQueryResultsButton(label, start_parameter="ask"),
            )
        except BadRequest as error:
            # The person has typed on, or gone.
            _log.info("an inline query was not answered: %s", error.message)

    async def guest(self, update: Update, context: Context) -> None:
        """@bot and a question in a chat that the bot is not in: one answer, or that there is none."""
        message = update.guest_message
        question = question_in(message, context.bot.bot) if message is not None else None
        if message is None or message.guest_query_id is None or not question:
            return
        person = message.from_user
        locale = await self._services.locale(person.id if person is not None else 0, language_of(person))
        results, view, problem = await self._search_results(question, locale)
        text = problem or to_plain((*period_line(view.interpretation, locale), *refusal_line(view)))
        none = InlineQueryResultArticle("none", text, InputTextMessageContent(text))
        try:
            await context.bot.answer_guest_query(message.guest_query_id, results[0] if results else none)
        except BadRequest as error:
            _log.info("a guest was not answered: %s", error.message)

    async def _search_results(
        self, question: str, locale: Locale
    ) -> tuple[list[InlineQueryResultArticle], AnswerView, str | None]:
        """The quotes that answer, the answer as it is seen, and what is wrong with a filter of the question."""
        if not question.strip():
            return [], AnswerView(locale, False), None
        try:
            return *await self._services.searches.run(self._results, question, locale), None
        except FilterError as error:
            return [], AnswerView(locale, False), filter_problem(error, locale)

    def _results(self, question: str, locale: Locale) -> tuple[list[InlineQueryResultArticle], AnswerView]:
        view, pages = self._services.conversation.pages_elsewhere(question, locale)
        return inline_results(view, pages), view

    async def _is_outdated(self, person: int, query: str) -> bool:
        """Wait for the person to stop typing; true when they have not."""
        self._newest[person] = query
        self._newest.move_to_end(person)
        if len(self._newest) > _PEOPLE:
            self._newest.popitem(last=False)
        await asyncio.sleep(DEBOUNCE_S)
        return self._newest.get(person) != query


def inline_results(view: AnswerView, pages: Sequence[Page]) -> list[InlineQueryResultArticle]:
    """A result for each quote, after one with all of them where the answer is a listing."""
    listed = [_listing_result(pages)] if pages and view.interpretation.form is not Form.QUOTES else []
    return [*listed, *(_quote_result(page) for page in pages)]


def _listing_result(pages: Sequence[Page]) -> InlineQueryResultArticle:
    """The quotes of a listing in one message; described by the words that answer."""
    places = "".join(f"{page.quote.article.id}:{page.quote.span.start};" for page in pages)
    marked = [page.quote.article.cut(page.quote.highlight) for page in pages if page.quote.highlight is not None]
    title = to_plain(listing_title(pages) or group_heading(pages[0], None, pages)).strip()
    return _result(places, title, SEPARATOR.join(" ".join(words.split()) for words in marked), listing_page(pages))


def _quote_result(page: Page) -> InlineQueryResultArticle:
    """A quote; described by its outlet, its date and its beginning."""
    quote, locale = page.quote, page.view.locale
    known = outlet_and_date(quote.article, locale, _OUTLET_UNITS)
    about = SEPARATOR.join([*known, " ".join(quote.text.split())])
    as_of = StoredInterpretation(as_of=page.view.interpretation.as_of)
    reply = quote_page(Page(AnswerView(locale, True, interpretation=as_of), quote))
    place = f"{quote.article.id}:{quote.span.start}:{quote.span.end}"
    return _result(place, title_of(quote.article, locale), about, reply)


def _result(place: str, title: str, about: str, reply: Reply) -> InlineQueryResultArticle:
    """A result to choose; the same `place` has the same id."""
    return InlineQueryResultArticle(
        sha256(place.encode("utf-8", "replace")).hexdigest()[:32],
        sendable(shorten(title, _TITLE_UNITS)),
        InputTextMessageContent(reply.html, ParseMode.HTML, link_preview_options=NO_PREVIEW),
        description=sendable(shorten(about, _ABOUT_UNITS)),
    )


def refusal_label(interpretation: StoredInterpretation, locale: Locale, most: int) -> str:
    """That the articles do not say, on a button of at most `most` units that leads to a private chat."""
    if (parts := parts_line(interpretation, locale)) is not None:
        return shorten(parts, most)
    dates = period_dates(interpretation, locale)
    if dates is None:
        return shorten(locale.say("not-said-ask-in-private"), most)
    label = locale.say("not-said-of-then", dates=dates)
    return label if utf16_length(label) <= most else shorten(locale.say("not-said-then-ask-in-private"), most)
