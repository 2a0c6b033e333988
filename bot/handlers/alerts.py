"""What people watch for: the commands, and the messages when new articles answer."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from telegram import Chat, Update, User
from telegram.error import Forbidden, TelegramError

from bot.conversation.alerts import alert_message, check_watch
from bot.handlers.access import Access, is_in_charge
from bot.state.quiet_hours import quiet_hours
from bot.state.shown_quotes import ShownQuote
from bot.state.subscriptions import LONGEST, MOST, Due, SubscriptionStore, TooManyWatches, Watch
from bot.support.i18n import Translations
from bot.support.threads import ThreadPools
from bot.transport.addressing import Context, language_of, thread_of
from bot.transport.sender import Sender
from bot.views import help as about
from bot.views.callback_data import Action, parse_press
from bot.views.filter_notes import filter_problem
from bot.views.markup import Bold, Piece
from bot.views.replies import Reply
from index.archive.live import AnyArchive
from index.errors import FilterError
from index.records import Quote

_log = logging.getLogger(__name__)

EVERY_S = 60.0
"""Seconds between two looks for what is to be sent."""


class AlertHandlers:
    """The callbacks of /watch, /unwatch and /quiet, and what goes on beside them.

    Args:
        access: who may be written to.
        words: in which language to speak: for a chat, and the code of a person's language.
    """

    def __init__(
        self, store: SubscriptionStore, archive: AnyArchive, delivery: Sender, access: Access,
        words: Callable[[int, str | None], Translations],
    ) -> None:  # fmt: skip
        self._words = words
        self._store = store
        self._archive = archive
        self._delivery = delivery
        self._access = access
        # Looking takes long where many watch: it must not take the place of questions.
        self._worker = ThreadPools(1, "watching")
        self._looked_at: str | None = None

    async def watch(self, update: Update, context: Context) -> None:
        """/watch and a place, a word or a question; without one, what is watched for."""
        message = update.effective_message
        text = " ".join(context.args or ())
        if message is None:
            return
        words = await self._words_for(update)
        if not text:
            await self._delivery.respond(message, _listed(await self._watched(message.chat.id), words))
            return
        try:
            await self._worker.run(self._archive.check_filters, text)
            person = message.from_user
            await self._worker.run(
                self._store.add, message.chat.id, text, thread_of(message), language_of(person),
                person.id if person is not None else None,
            )  # fmt: skip
            said = words.say("watched", text=words.isolated(text))
        except FilterError as error:
            said = filter_problem(error, words)
        except TooManyWatches:
            said = words.say("too-many-watches", most=MOST)
        except ValueError:
            said = words.say("watch-too-long", limit=LONGEST)
        await self._delivery.respond(message, about.notice(said))

    async def unwatch(self, update: Update, context: Context) -> None:
        """/unwatch and what was watched for; in a group only who may, and after a question."""
        message = update.effective_message
        text = " ".join(context.args or ())
        if message is None:
            return
        words = await self._words_for(update)
        watch = await self._worker.run(self._store.find, message.chat.id, text) if text else None
        if watch is None:
            reply = _listed(await self._watched(message.chat.id), words)
        elif message.chat.type == message.chat.PRIVATE:
            reply = await self._ended(watch, words)
        elif await self._may_end(watch, context, message.chat, message.from_user, message.sender_chat):
            question = words.say("unwatch-sure", text=words.isolated(watch.text))
            reply = about.ask_whether(question, Action.UNWATCH, str(watch.id), words)
        else:
            reply = about.notice(words.say("unwatch-not-yours"))
        await self._delivery.respond(message, reply)

    async def press(self, update: Update, context: Context) -> None:
        """The answer to whether a watch is to end."""
        query = update.callback_query
        press = parse_press(query.data) if query is not None else None
        if query is None or query.message is None or press is None or not press.id.isdecimal():
            return
        chat, words = query.message.chat, await self._words_for(update)
        watch = await self._worker.run(self._store.find, chat.id, int(press.id))
        if watch is None:
            await self._delivery.acknowledge(query, words.say("watch-gone"))
            return
        if not await self._may_end(watch, context, chat, query.from_user):
            await self._delivery.acknowledge(query, words.say("unwatch-not-yours"))
            return
        await self._delivery.acknowledge(query)
        kept = about.notice(words.say("watched", text=words.isolated(watch.text)))
        reply = await self._ended(watch, words) if press.number else kept
        await self._delivery.edit(chat.id, query.message.message_id, reply)

    async def _ended(self, watch: Watch, words: Translations) -> Reply:
        await self._worker.run(self._store.remove, watch.chat, watch.id)
        return about.notice(words.say("unwatched", text=words.isolated(watch.text)))

    async def _may_end(
        self, watch: Watch, context: Context, chat: Chat, person: User | None, sent_as: Chat | None = None
    ) -> bool:
        """Whether a person asked for the watch, or decides for the chat."""
        number = person.id if person is not None else None
        asked = sent_as is None and number is not None and number == watch.person
        return asked or await is_in_charge(context.bot, chat, number, sent_as)

    async def quiet(self, update: Update, context: Context) -> None:
        """/quiet and hours, as in 22-7 or 22-7 +3; /quiet off. In a group its administrators decide."""
        message = update.effective_message
        if message is None:
            return
        chat = message.chat.id
        given = " ".join(context.args or ())
        hours = quiet_hours(given)
        words = await self._words_for(update)
        person = message.from_user
        if hours is None and given.casefold() != "off":
            said = words.say("quiet-how")
        elif not await is_in_charge(
            context.bot, message.chat, person.id if person is not None else None, message.sender_chat
        ):
            said = words.say("settings-not-yours")
        elif hours is not None:
            await self._worker.run(self._store.set_quiet, chat, hours)
            said = words.say("quiet-set", start=hours.start, end=hours.end)
        else:
            await self._worker.run(self._store.set_quiet, chat, None)
            said = words.say("quiet-off")
        await self._delivery.respond(message, about.notice(said))

    async def run(self) -> None:
        """Look for news whenever the index is a new one, and send what is due; until cancelled."""
        while True:
            try:
                await self.once()
            except Exception:
                _log.exception("looking for news failed")
            await asyncio.sleep(EVERY_S)

    def close(self) -> None:
        """Wait for the look at hand."""
        self._worker.close()

    async def once(self) -> None:
        """One look, and one message for each watch that has news."""
        if self._archive.generation != self._looked_at:
            generation = self._archive.generation
            await self._worker.run(check_watch, self._archive, self._store)
            self._looked_at = generation
        by_chat: dict[int, list[Due]] = {}
        for due in await self._worker.run(self._store.due):
            by_chat.setdefault(due.watch.chat, []).append(due)
        # A chat that has to wait holds no other.
        await asyncio.gather(*(self._tell(chat, some) for chat, some in by_chat.items()))

    async def _tell(self, chat: int, some: list[Due]) -> None:
        if not self._access.admits_watches(chat):
            _log.info("chat %d is not let in any more: it is told nothing", chat)
            return
        for due in some:
            found = await self._worker.run(self._quotes, due)
            words = await self._worker.run(self._words, chat, due.watch.language)
            reply, told = alert_message(due.watch.text, [quote for _, quote in found], words)
            try:
                if found:
                    await self._delivery.send(chat, reply, thread=due.watch.thread)
            except Forbidden:
                _log.info("chat %d does not let the bot write: its watches end", chat)
                await self._worker.run(self._store.forget, chat)
                return
            except TelegramError as error:
                _log.warning("news could not be sent (%s); it is tried again", type(error).__name__)
                return
            # What did not fit is told at the next look.
            rest = {place for place, _ in found[told:]}
            done = replace(due, quotes=tuple(place for place in due.quotes if place not in rest))
            await self._worker.run(self._store.told, done)

    def _quotes(self, due: Due) -> list[tuple[ShownQuote, Quote]]:
        return [(place, found) for place in due.quotes if (found := place.find(self._archive)) is not None]

    async def _watched(self, chat: int) -> list[str]:
        return [watch.text for watch in await self._worker.run(self._store.of_chat, chat)]

    async def _words_for(self, update: Update) -> Translations:
        chat, person = update.effective_chat, update.effective_user
        return await self._worker.run(self._words, chat.id if chat is not None else 0, language_of(person))


def _listed(watched: list[str], words: Translations) -> Reply:
    if not watched:
        return about.notice(words.say("no-watches"))
    lines: list[Piece] = [
        Bold(words.say("watches")),
        *(f"\n• {words.isolated(text)}" for text in watched),
        "\n\n",
        words.say("watch-how"),
    ]
    return Reply(tuple(lines))
