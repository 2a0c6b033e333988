"""Subscriptions and alerts: /watch, /unwatch, /quiet, and sending what new articles say."""

import asyncio
import logging
from collections.abc import Iterable

from telegram import Chat, Update, User
from telegram.error import Forbidden, TelegramError

from bot.conversation.alert_search import (
    END,
    END_BELOW,
    KEEP,
    SHOW_LIST,
    check_subscriptions,
    end_watch,
    watch_list,
    watched,
)  # fmt: skip
from bot.conversation.settings_menu import QuietMenu
from bot.handlers.access import may_administer
from bot.handlers.callback_queries import Press
from bot.handlers.commands import arguments
from bot.handlers.services import Services
from bot.state.answer_records import StoredQuote
from bot.state.subscriptions import LONGEST, MOST, PendingAlert, Subscription, SubscriptionStore, TooManySubscriptions
from bot.support.i18n import Locale
from bot.support.thread_pools import ThreadPool
from bot.transport.update_parsing import Context, language_of, thread_of
from bot.views.answer_notes import filter_problem
from bot.views.markup import EditWithNotice, NewMessage, PressResult, Refusal, Reply, notice
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
        self._quiet = QuietMenu(services.conversation.settings_menu, store)
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
            await self._sender.respond(message, await self._list(message.chat.id, locale))
            return
        try:
            await self._threads.run(self._archive.check_filters, text)
            person = message.from_user
            added = await self._threads.run(
                self._store.add, message.chat.id, text, thread_of(message), language_of(person),
                person.id if person is not None else None,
            )  # fmt: skip
            subscription = await self._threads.run(self._store.find, message.chat.id, added)
            answer = watched(subscription, locale) if subscription is not None else notice(locale.say("watch-gone"))
        except FilterError as error:
            answer = notice(filter_problem(error, locale))
        except TooManySubscriptions:
            answer = notice(locale.say("too-many-watches", most=MOST))
        except ValueError:
            answer = notice(locale.say("watch-too-long", limit=LONGEST))
        await self._sender.respond(message, answer)

    async def unwatch(self, update: Update, context: Context) -> None:
        """/unwatch and what was subscribed to; in a group only who may, and after a question."""
        message = update.effective_message
        text = arguments(context)
        if message is None:
            return
        locale = await self._services.locale_of(update)
        subscription = await self._threads.run(self._store.find, message.chat.id, text) if text else None
        if subscription is None:
            reply = await self._list(message.chat.id, locale)
        elif message.chat.type == message.chat.PRIVATE:
            reply = await self._ended(subscription, locale)
        elif await _may_end(subscription, message.chat, message.from_user, message.sender_chat):
            reply = end_watch(subscription, locale)
        else:
            reply = notice(locale.say("unwatch-not-yours"))
        await self._sender.respond(message, reply)

    async def press(self, press: Press) -> PressResult:
        """A button that ends a subscription, or asks whether it is to end, or lists them."""
        button, locale, chat = press.button, press.locale, press.chat
        if button is None or not (button.id.isdecimal() or button.number == SHOW_LIST):
            return Refusal(locale.say("expired"))
        if button.number == SHOW_LIST:
            return NewMessage(await self._list(chat.id, locale))
        subscription = await self._threads.run(self._store.find, chat.id, int(button.id))
        if subscription is None:
            return Refusal(locale.say("watch-gone"))
        if not await _may_end(subscription, chat, press.query.from_user):
            return Refusal(locale.say("unwatch-not-yours"))
        if button.number == KEEP:
            return watched(subscription, locale)
        if button.number == END:
            return await self._ended(subscription, locale)
        below = button.number == END_BELOW
        if chat.type != chat.PRIVATE:
            return NewMessage(end_watch(subscription, locale)) if below else end_watch(subscription, locale)
        ended = await self._ended(subscription, locale)
        return NewMessage(ended) if below else EditWithNotice(ended.plain[:200], await self._list(chat.id, locale))

    async def _ended(self, subscription: Subscription, locale: Locale) -> Reply:
        await self._threads.run(self._store.remove, subscription.chat, subscription.id)
        return notice(locale.say("unwatched", text=locale.isolated(subscription.text)))

    async def _list(self, chat: int, locale: Locale) -> Reply:
        return watch_list(await self._threads.run(self._store.of_chat, chat), locale)

    async def quiet(self, update: Update, context: Context) -> None:
        """/quiet: the page of quiet hours; hours behind it (22-7, off) are set, in a group by its administrators."""
        message = update.effective_message
        if message is None:
            return
        given, locale = arguments(context), await self._services.locale_of(update)
        if self._quiet.is_change(given) and not await may_administer(
            message.chat, message.from_user, message.sender_chat
        ):
            page = notice(locale.say("settings-not-yours"))
        else:
            page = await self._services.threads.run(self._quiet.written, given, message.chat.id, locale)
        await self._sender.respond(message, page)

    async def press_quiet(self, press: Press) -> PressResult:
        """A button of the page of quiet hours, or one that leads to it."""
        button, locale, chat = press.button, press.locale, press.chat
        if button is None:
            return Refusal(locale.say("expired"))
        if button.id == "page":
            return NewMessage(await self._services.threads.run(self._quiet.page, chat.id, locale))
        if not await may_administer(chat, press.query.from_user):
            return Refusal(locale.say("settings-not-yours"))
        page = await self._services.threads.run(self._quiet.press, button, chat.id, locale)
        return Refusal(locale.say("expired")) if page is None else page

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
        """One check, and one message for each chat, or topic of one, that has news."""
        if self._archive.generation != self._checked_generation:
            generation = self._archive.generation
            await self._threads.run(check_subscriptions, self._archive, self._store)
            self._checked_generation = generation
        by_place: dict[tuple[int, int | None], list[PendingAlert]] = {}
        for pending in await self._threads.run(self._store.pending_alerts):
            one = pending.subscription
            by_place.setdefault((one.chat, one.thread), []).append(pending)
        # A chat that has to wait holds no other.
        await asyncio.gather(*(self._send(*place, alerts) for place, alerts in by_place.items()))

    async def _send(self, chat: int, thread: int | None, alerts: list[PendingAlert]) -> None:
        if not self._services.access.admits_alerts(chat):
            _log.info("chat %d is not let in any more: it is told nothing", chat)
            return
        quotes = await self._threads.run(self._quotes, alerts)
        told = [pending for pending in alerts if any(place in quotes for place in pending.quotes)]
        try:
            if told:
                locale = await self._services.locale(chat, told[0].subscription.language)
                conversation = self._services.conversation
                news = await self._threads.run(
                    conversation.news,
                    [pending.subscription for pending in told],
                    _each_once(quotes.values()),
                    chat,
                    locale,
                )
                sent = await self._sender.send(chat, news.reply, thread=thread)
                if news.answer_id is not None:
                    await self._threads.run(conversation.memory.note_message, news.answer_id, sent)
        except Forbidden:
            _log.info("chat %d does not let the bot write: its subscriptions end", chat)
            await self._threads.run(self._store.forget, chat)
            return
        except TelegramError as error:
            _log.warning("an alert could not be sent (%s); it is tried again", type(error).__name__)
            return
        for pending in alerts:
            await self._threads.run(self._store.mark_sent, pending)

    def _quotes(self, alerts: list[PendingAlert]) -> dict[StoredQuote, Quote]:
        """By its place each quote of some alerts that is still to be found."""
        places = dict.fromkeys(place for pending in alerts for place in pending.quotes)
        return {place: found for place in places if (found := place.find(self._archive)) is not None}


async def _may_end(subscription: Subscription, chat: Chat, person: User | None, sent_as: Chat | None = None) -> bool:
    """Whether a person made the subscription, or administers the chat."""
    asked = sent_as is None and person is not None and person.id == subscription.person
    return asked or await may_administer(chat, person, sent_as)


def _each_once(quotes: Iterable[Quote]) -> list[Quote]:
    """One quote of each article: several watches find one article by several of its sentences."""
    return list({quote.article.id: quote for quote in reversed(list(quotes))}.values())[::-1]
