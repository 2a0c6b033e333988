"""Presses of buttons (callback queries): one handler for all, by the action in the callback data."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from telegram import CallbackQuery, Chat, Message, Update

from bot.handlers.access import may_administer
from bot.handlers.services import Services
from bot.support.i18n import Locale
from bot.transport.update_parsing import Context, thread_of
from bot.views.buttons import Action, ButtonPress, action_of, parse_press
from bot.views.markup import EditWithNotice, NewMessage, NewPhoto, PressResult, Refusal, Reply, confirmation, notice
from bot.views.static_messages import FORGET_ASK, FORGET_KEEP


@dataclass(frozen=True, slots=True)
class Press:
    """A press of a button under one of the bot's messages.

    Attributes:
        message: number of the message with the button.
        thread: the forum topic that it stands in.
        data: the callback data.
        button: what the data say; None where they are a list's (see `bot.views.buttons`), or none of ours.
        locale: the language of the chat.
    """

    query: CallbackQuery
    chat: Chat
    message: int
    thread: int | None
    data: str
    button: ButtonPress | None
    locale: Locale


PressCallback: TypeAlias = Callable[[Press], Awaitable[PressResult | None]]
"""Says what a press leads to; None when it has answered the press itself."""


class PressHandler:
    """The callback for every callback query.

    Args:
        by_action: who answers which press.
    """

    def __init__(self, services: Services, by_action: Mapping[Action, PressCallback]) -> None:
        self._services = services
        self._by_action = by_action

    async def press(self, update: Update, _: Context) -> None:
        """Have the press answered: an alert, a message of its own, or the message with the button changed in place."""
        query, sender = update.callback_query, self._services.sender
        if query is None:
            return
        if query.message is None:
            await sender.acknowledge(query)
            return
        chat, message, data = query.message.chat, query.message.message_id, query.data or ""
        thread = thread_of(query.message) if isinstance(query.message, Message) else None
        locale = await self._services.locale_of(update)
        action = action_of(data)
        answer = self._by_action.get(action) if action is not None else None
        result: PressResult | None = Refusal(locale.say("expired"))
        if answer is not None:
            result = await answer(Press(query, chat, message, thread, data, parse_press(data), locale))
        match result:
            case Refusal(text):
                await sender.acknowledge(query, text)
            case NewMessage(reply):
                await sender.acknowledge(query)
                await sender.send(chat.id, reply, thread=thread, after=message)
            case NewPhoto():
                await sender.acknowledge(query)
                await sender.send_photo(chat.id, result, thread)
            case EditWithNotice(text, reply):
                await sender.acknowledge(query, text, alert=False)
                await sender.edit(chat.id, message, reply)
            case Reply():
                await sender.acknowledge(query)
                await sender.edit(chat.id, message, result)


class PressCallbacks:
    """Answers the presses under answers, lists and settings, and those that confirm /forget_me."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._conversation = services.conversation
        self._presses = services.conversation.presses

    async def answer(self, press: Press) -> PressResult:
        """A button under an answer: another quote, the context, a rating."""
        return await self._services.threads.run(self._presses.press, press.data, press.chat.id, press.locale)

    async def timeline(self, press: Press) -> PressResult:
        """A picture of what is listed, drawn beside the questions."""
        return await self._services.threads.run(self._presses.timeline, press.data, press.chat.id, press.locale)

    async def literal(self, press: Press) -> PressResult:
        """The question once more, with its names and times as they are written."""
        return await self._services.searches.run(self._presses.press, press.data, press.chat.id, press.locale)

    async def browse(self, press: Press) -> PressResult:
        """A button of a list, or under an article that is read."""
        listings = self._conversation.listings
        return await self._services.threads.run(listings.press, press.data, press.chat.id, press.locale)

    async def settings(self, press: Press) -> PressResult | None:
        """A choice of /settings or /language; in a group only for its administrators."""
        query = press.query
        if not await may_administer(press.chat, query.from_user):
            return Refusal(press.locale.say("settings-not-yours"))
        if press.button is None:
            return Refusal(press.locale.say("expired"))
        page = await self._services.threads.run(
            self._conversation.settings_menu.press, press.button, press.chat.id, query.from_user.language_code
        )
        if page is None:
            await self._services.sender.acknowledge(query)
        return page

    async def help(self, press: Press) -> PressResult:
        """A page behind /help."""
        if press.button is None:
            return Refusal(press.locale.say("expired"))
        return self._conversation.help_page(press.button, press.locale)

    async def forget_me(self, press: Press) -> PressResult:
        """Whether all that is kept of a chat is to be deleted: that question, or its answer, from those who may."""
        if not await may_administer(press.chat, press.query.from_user):
            return Refusal(press.locale.say("forget-me-not-yours"))
        number = press.button.number if press.button is not None else FORGET_KEEP
        if number == FORGET_ASK:
            return NewMessage(confirmation(press.locale.say("forget-me-sure"), Action.FORGET_ME, "all", press.locale))
        if number == FORGET_KEEP:
            return notice(press.locale.say("forget-me-kept"))
        return await self._services.threads.run(self._conversation.forget_me, press.chat.id, press.locale)
