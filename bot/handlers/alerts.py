"""Subscriptions and alerts: /watch, /unwatch, /quiet, and sending what new articles say."""

import asyncio
import logging
from dataclasses import replace

from telegram import Bot, Chat, Update, User
from telegram.error import Forbidden, TelegramError

from bot.conversation.alerts import alert_message, check_subscriptions
from bot.handlers.access import may_administer
from bot.handlers.callback_queries import Press
from bot.handlers.commands import arguments
from bot.handlers.services import Services
from bot.state.answer_records import StoredQuote
from bot.state.preferences import quiet_hours
from bot.state.subscriptions import LONGEST, MOST, PendingAlert, Subscription, SubscriptionStore, TooManySubscriptions
from bot.support.i18n import Locale
from bot.support.thread_pools import ThreadPool
from bot.transport.update_parsing import Context, language_of, thread_of
from bot.views.answer_notes import filter_problem
from bot.views.buttons import Action
from bot.views.markup import Bold, Piece, PressResult, Refusal, Reply, confirmation, notice
from index.errors import FilterError
from index.records import Quote

_log = logging.getLogger(__name__)

CHECK_EVERY_S = 60.0
"""Seconds between two checks for alerts to send."""


class AlertHandlers:
    """The callbacks of /watch, /unwatch and /quiet, and the alerts that are sent beside them."""

    def __init__(self, services: Services, store: SubscriptionStore) -> None:
        self._services = services
        self._sender = services.sender
        self._archive = services.conversation.archive
        self._store = store
        # Looking takes long where there are many subscriptions: it must not take the place of questions.
        self._threads = ThreadPool(1, "alerts")
        self._checked_generation: str | None = None

    async def watch(self, update: Update, context: Context) -> None:
        """/watch and a place, a word or a question; without one, the subscriptions of the chat."""
        message = update.effective_message
        text = arguments(context)
        if message is None:
            return
        locale = await self._services.locale_of(update)
        if not text:
            await self._sender.respond(message, _listed(await self._texts(message.chat.id), locale))
            return
        try:
            await self._threads.run(self._archive.check_filters, text)
            person = message.from_user
            await self._threads.run(
                self._store.add, message.chat.id, text, thread_of(message), language_of(person),
                person.id if person is not None else None,
            )  # fmt: skip
            answer = locale.say("watched", text=locale.isolated(text))
        except FilterError as error:
            answer = filter_problem(error, locale)
        except TooManySubscriptions:
            answer = locale.say("too-many-watches", most=MOST)
        except ValueError:
            answer = locale.say("watch-too-long", limit=LONGEST)
        await self._sender.respond(message, notice(answer))

    async def unwatch(self, update: Update, context: Context) -> None:
        """/unwatch and what was subscribed to; in a group only who may, and after a question."""
        message = update.effective_message
        text = arguments(context)
        if message is None:
            return
        locale = await self._services.locale_of(update)
        subscription = await self._threads.run(self._store.find, message.chat.id, text) if text else None
        if subscription is None:
            reply = _listed(await self._texts(message.chat.id), locale)
        elif message.chat.type == message.chat.PRIVATE:
            reply = await self._ended(subscription, locale)
        elif await self._may_end(subscription, context.bot, message.chat, message.from_user, message.sender_chat):
            question = locale.say("unwatch-sure", text=locale.isolated(subscription.text))
            reply = confirmation(question, Action.UNWATCH, str(subscription.id), locale)
        else:
            reply = notice(locale.say("unwatch-not-yours"))
        await self._sender.respond(message, reply)

    async def press(self, press: Press) -> PressResult:
        """The answer to whether a subscription is to end."""
        button, locale = press.button, press.locale
        if button is None or not button.id.isdecimal():
            return Refusal(locale.say("expired"))
        subscription = await self._threads.run(self._store.find, press.chat.id, int(button.id))
        if subscription is None:
            return Refusal(locale.say("watch-gone"))
        if not await self._may_end(subscription, press.query.get_bot(), press.chat, press.query.from_user):
            return Refusal(locale.say("unwatch-not-yours"))
        if button.number:
            return await self._ended(subscription, locale)
        return notice(locale.say("watched", text=locale.isolated(subscription.text)))

    async def _ended(self, subscription: Subscription, locale: Locale) -> Reply:
        await self._threads.run(self._store.remove, subscription.chat, subscription.id)
        return notice(locale.say("unwatched", text=locale.isolated(subscription.text)))

    async def _may_end(
        self, subscription: Subscription, bot: Bot, chat: Chat, person: User | None, sent_as: Chat | None = None
    ) -> bool:
        """Whether a person made the subscription, or administers the chat."""
        number = person.id if person is not None else None
        asked = sent_as is None and number is not None and number == subscription.person
        return asked or await may_administer(bot, chat, number, sent_as)

    async def quiet(self, update: Update, context: Context) -> None:
        """/quiet and hours, as in 22-7 or 22-7 +3; /quiet off. In a group its administrators decide."""
        message = update.effective_message
        if message is None:
            return
        chat = message.chat.id
        given = arguments(context)
        hours = quiet_hours(given)
        locale = await self._services.locale_of(update)
        person = message.from_user
        if hours is None and given.casefold() != "off":
            answer = locale.say("quiet-how")
        elif not await may_administer(
            context.bot, message.chat, person.id if person is not None else None, message.sender_chat
        ):
            answer = locale.say("settings-not-yours")
        elif hours is not None:
            await self._threads.run(self._store.set_quiet, chat, hours)
            if hours.utc_offset:
                clock = locale.isolated(hours.clock)
                answer = locale.say("quiet-set", start=hours.start, end=hours.end, clock=clock)
            else:
                answer = locale.say("quiet-set-utc", start=hours.start, end=hours.end)
        else:
            await self._threads.run(self._store.set_quiet, chat, None)
            answer = locale.say("quiet-off")
        await self._sender.respond(message, notice(answer))

    async def run(self) -> None:
        """Check for alerts whenever the index is a new one, and send those that are pending; until cancelled."""
        while True:
            try:
                await self.once()
            except Exception:
                _log.exception("checking for alerts failed")
            await asyncio.sleep(CHECK_EVERY_S)

    def close(self) -> None:
        """Wait for the check that is running."""
        self._threads.close()

    async def once(self) -> None:
        """One check, and one message for each subscription that has news."""
        if self._archive.generation != self._checked_generation:
            generation = self._archive.generation
            await self._threads.run(check_subscriptions, self._archive, self._store)
            self._checked_generation = generation
        by_chat: dict[int, list[PendingAlert]] = {}
        for pending in await self._threads.run(self._store.pending_alerts):
            by_chat.setdefault(pending.subscription.chat, []).append(pending)
        # A chat that has to wait holds no other.
        await asyncio.gather(*(self._send(chat, alerts) for chat, alerts in by_chat.items()))

    async def _send(self, chat: int, alerts: list[PendingAlert]) -> None:
        if not self._services.access.admits_alerts(chat):
            _log.info("chat %d is not let in any more: it is told nothing", chat)
            return
        for pending in alerts:
            found = await self._threads.run(self._quotes, pending)
            locale = await self._services.locale(chat, pending.subscription.language)
            reply, count = alert_message(pending.subscription.text, [quote for _, quote in found], locale)
            try:
                if found:
                    await self._sender.send(chat, reply, thread=pending.subscription.thread)
            except Forbidden:
                _log.info("chat %d does not let the bot write: its subscriptions end", chat)
                await self._threads.run(self._store.forget, chat)
                return
            except TelegramError as error:
                _log.warning("an alert could not be sent (%s); it is tried again", type(error).__name__)
                return
            # What did not fit is sent at the next check.
            rest = {place for place, _ in found[count:]}
            done = replace(pending, quotes=tuple(place for place in pending.quotes if place not in rest))
            await self._threads.run(self._store.mark_sent, done)

    def _quotes(self, pending: PendingAlert) -> list[tuple[StoredQuote, Quote]]:
        return [(place, found) for place in pending.quotes if (found := place.find(self._archive)) is not None]

    async def _texts(self, chat: int) -> list[str]:
        return [one.text for one in await self._threads.run(self._store.of_chat, chat)]


def _listed(texts: list[str], locale: Locale) -> Reply:
    if not texts:
        return notice(locale.say("no-watches"))
    lines: list[Piece] = [
        Bold(locale.say("watches")),
        *(f"\n• {locale.isolated(text)}" for text in texts),
        "\n\n",
        locale.say("watch-how"),
    ]
    return Reply(tuple(lines))
