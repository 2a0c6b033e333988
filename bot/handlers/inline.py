"""Questions from chats in which the bot is not: written behind its name (inline), or as a guest's."""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.conversation.inline_results import InlineResult, InlineResults, refusal, refusal_label
from bot.support.i18n import Translations
from bot.transport.addressing import Context, language_of, question_in
from bot.transport.sender import NO_PREVIEW
from bot.views.filter_notes import filter_problem
from bot.views.truncation import shorten
from index.errors import FilterError

_log = logging.getLogger(__name__)

Search: TypeAlias = Callable[[str, Translations], Awaitable[InlineResults]]
FindWords: TypeAlias = Callable[[int, str | None], Awaitable[Translations]]

DEBOUNCE_S = 0.4
"""A question behind the bot's name is looked for when nothing was typed for so long: every key makes a new one."""

AT_ONCE = 10
"""Results that are sent at once; the next ones when the person has seen these."""

_CACHE_S = 300
_OFFSET = re.compile("[0-9]{1,4}")
_LABEL_UNITS = 64
_PEOPLE = 4096


class InlineHandlers:
    """The callbacks for inline queries and guest messages.

    Args:
        search: quotes that answer a question, best first; none where the articles do not say.
        words: in which language to speak: to a person, whose private chat has that number, with a code of a language.
    """

    def __init__(self, search: Search, words: FindWords) -> None:
        self._search = search
        self._words = words
        self._newest: OrderedDict[int, str] = OrderedDict()

    async def inline(self, update: Update, context: Context) -> None:
        """@bot and a question: a result for each quote, from which the person chooses one to send."""
        query = update.inline_query
        if query is None or await self._is_outdated(query.from_user.id, query.id):
            return
        words = await self._words(query.from_user.id, query.from_user.language_code)
        found, problem = await self._offered(query.query, words) if query.query.strip() else (InlineResults(), None)
        if self._newest.get(query.from_user.id) != query.id:
            return
        first = int(query.offset) if _OFFSET.fullmatch(query.offset) else 0
        shown = found.offers[first : first + AT_ONCE]
        more = first + AT_ONCE < len(found.offers)
        if problem is not None or found.offers or not query.query.strip():
            label = shorten(problem or words.say("ask-in-private"), _LABEL_UNITS)
        else:
            label = refusal_label(found.readings, words, _LABEL_UNITS)
        try:
            await context.bot.answer_inline_query(
                query.id,
                [_result(offer) for offer in shown],
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
        words = await self._words(person.id if person is not None else 0, language_of(person))
        found, problem = await self._offered(question, words)
        if found.offers:
            result = _result(found.offers[0])
        else:
            said = problem or refusal(found.readings, words)
            result = InlineQueryResultArticle("none", said, InputTextMessageContent(said))
        try:
            await context.bot.answer_guest_query(message.guest_query_id, result)
        except BadRequest as error:
            _log.info("a guest was not answered: %s", error.message)

    async def _offered(self, question: str, words: Translations) -> tuple[InlineResults, str | None]:
        """The quotes that answer, and what is wrong with a filter of the question."""
        try:
            return await self._search(question, words), None
        except FilterError as error:
            return InlineResults(), filter_problem(error, words)

    async def _is_outdated(self, person: int, query: str) -> bool:
        """Wait for the person to stop typing; true when they have not."""
        self._newest[person] = query
        self._newest.move_to_end(person)
        if len(self._newest) > _PEOPLE:
            self._newest.popitem(last=False)
        await asyncio.sleep(DEBOUNCE_S)
        return self._newest.get(person) != query


def _result(offer: InlineResult) -> InlineQueryResultArticle:
    content = InputTextMessageContent(offer.reply.html, ParseMode.HTML, link_preview_options=NO_PREVIEW)
    return InlineQueryResultArticle(offer.id, offer.title, content, description=offer.about)
