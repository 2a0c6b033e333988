"""Inline queries and guest messages: questions from chats in which the bot is not."""

import asyncio
import logging
import re
from collections import OrderedDict

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.conversation.answer_pages import InlineResult, InlineResults, inline_refusal, refusal_label
from bot.handlers.services import Services
from bot.support.i18n import Locale
from bot.transport.sender import NO_PREVIEW
from bot.transport.update_parsing import Context, language_of, question_in
from bot.views.answer_notes import filter_problem
from bot.views.truncation import shorten
from index.errors import FilterError

_log = logging.getLogger(__name__)

DEBOUNCE_S = 0.4
"""A question behind the bot's name is looked for when nothing was typed for so long: every key makes a new one."""

AT_ONCE = 10
"""Results that are sent at once; the next ones when the person has seen these."""

_CACHE_S = 300
_OFFSET = re.compile("[0-9]{1,4}")
_LABEL_UNITS = 64
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
        found, problem = (
            await self._search_results(query.query, locale) if query.query.strip() else (InlineResults(), None)
        )
        if self._newest.get(query.from_user.id) != query.id:
            return
        first = int(query.offset) if _OFFSET.fullmatch(query.offset) else 0
        shown = found.results[first : first + AT_ONCE]
        more = first + AT_ONCE < len(found.results)
        if problem is not None or found.results or not query.query.strip():
            label = shorten(problem or locale.say("ask-in-private"), _LABEL_UNITS)
        else:
            label = refusal_label(found.interpretation, locale, _LABEL_UNITS)
        try:
            await context.bot.answer_inline_query(
                query.id,
                [_result(result) for result in shown],
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
        found, problem = await self._search_results(question, locale)
        if found.results:
            result = _result(found.results[0])
        else:
            text = problem or inline_refusal(found.interpretation, locale)
            result = InlineQueryResultArticle("none", text, InputTextMessageContent(text))
        try:
            await context.bot.answer_guest_query(message.guest_query_id, result)
        except BadRequest as error:
            _log.info("a guest was not answered: %s", error.message)

    async def _search_results(self, question: str, locale: Locale) -> tuple[InlineResults, str | None]:
        """The quotes that answer, and what is wrong with a filter of the question."""
        try:
            return await self._services.searches.run(self._services.conversation.inline_results, question, locale), None
        except FilterError as error:
            return InlineResults(), filter_problem(error, locale)

    async def _is_outdated(self, person: int, query: str) -> bool:
        """Wait for the person to stop typing; true when they have not."""
        self._newest[person] = query
        self._newest.move_to_end(person)
        if len(self._newest) > _PEOPLE:
            self._newest.popitem(last=False)
        await asyncio.sleep(DEBOUNCE_S)
        return self._newest.get(person) != query


def _result(result: InlineResult) -> InlineQueryResultArticle:
    content = InputTextMessageContent(result.reply.html, ParseMode.HTML, link_preview_options=NO_PREVIEW)
    return InlineQueryResultArticle(result.id, result.title, content, description=result.about)
