"""One message that says how far something is, kept up to date by editing it."""

import logging
import time
from typing import Self

from telegram import Message
from telegram.error import TelegramError

from bot.support.i18n import Translations
from bot.transport.sender import Sender
from bot.views import help as about
from bot.views.replies import Reply

_log = logging.getLogger(__name__)


class ProgressMessage:
    """A message of the bot's that changes while something goes on.

    Attributes:
        words: in which it is written.
    """

    def __init__(self, delivery: Sender, chat: int, number: int, words: Translations, doing: str) -> None:
        self.words = words
        self._delivery = delivery
        self._chat = chat
        self._number = number
        self._doing = doing
        self._started = time.monotonic()

    @classmethod
    async def begin(cls, delivery: Sender, to: Message, words: Translations, doing: str) -> Self:
        """Send the message, in reply to the operator's, saying what is being done."""
        number = await delivery.send(to.chat.id, about.notice(doing), to=to.message_id)
        return cls(delivery, to.chat.id, number, words, doing)

    @classmethod
    async def take_over(cls, delivery: Sender, chat: int, number: int, words: Translations, doing: str) -> Self:
        """Say what is being done in a message of the bot's that is there already."""
        progress = cls(delivery, chat, number, words, doing)
        await progress.show(about.notice(doing))
        return progress

    async def go_on(self, doing: str) -> None:
        """Say what is being done next."""
        self._doing = doing
        await self.tell()

    async def tell(self) -> None:
        """Say how long it has taken so far."""
        seconds = round(time.monotonic() - self._started)
        await self.show(about.notice(self.words.say("still-indexing", begun=self._doing, seconds=seconds)))

    async def show(self, reply: Reply) -> None:
        """What the message is now; a message that is gone, or that cannot be changed, holds up nothing."""
        try:
            await self._delivery.edit(self._chat, self._number, reply)
        except TelegramError as error:
            _log.info("progress was not shown: %s", type(error).__name__)

    async def end(self, reply: Reply) -> None:
        """What the message is from now on; sent anew when it is gone."""
        if not await self._delivery.edit(self._chat, self._number, reply):
            await self._delivery.send(self._chat, reply)
