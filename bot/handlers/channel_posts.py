"""Channels as feeds: each post becomes a file among the articles, and a build follows soon after (debounced)."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from telegram import Message, Update

from bot.transport.update_parsing import Context

_log = logging.getLogger(__name__)

FOLDER = "channels"
"""Folder inside the folder of articles in which posts are kept."""

INDEX_AFTER_S = 30.0
"""Seconds without a new post after which the index is brought up to date."""

LONGEST_WAIT_S = 300.0
"""Seconds after which it is brought up to date although posts keep coming."""


class ChannelHandlers:
    """The callback for posts, and the builds after them.

    Args:
        articles: the folder of articles.
        state: the folder for the bot's own state.
        build: brings the index up to date, and tells whether that went well.
    """

    def __init__(self, articles: Path, state: Path, build: Callable[[], Awaitable[bool]]) -> None:
        self._folder = articles / FOLDER
        # There while a post may not be in the index, so that the next process builds where this one could not.
        self._waiting = state / "posts.waiting"
        self._build = build
        self._posted = asyncio.Event()
        if self._waiting.exists():
            self._posted.set()

    async def post(self, update: Update, _: Context | None = None) -> None:
        """A new or an edited post: an edited one takes the place of what it was."""
        message = update.channel_post or update.edited_channel_post
        if message is None or not (message.text or message.caption or "").strip():
            return
        await asyncio.to_thread(self._keep, message)
        self._posted.set()

    async def run(self) -> None:
        """Build when posts have come and no more come for a while; until cancelled."""
        while True:
            await self._posted.wait()
            until = asyncio.get_running_loop().time() + LONGEST_WAIT_S
            while self._posted.is_set() and asyncio.get_running_loop().time() < until:
                self._posted.clear()
                await asyncio.sleep(INDEX_AFTER_S)
            try:
                if await self._build() and not self._posted.is_set():
                    self._waiting.unlink(missing_ok=True)
            except Exception:
                _log.exception("the index could not be brought up to date after posts")

    def _keep(self, message: Message) -> None:
        path = self._folder / str(message.chat.id) / f"{message.message_id}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._waiting.touch()
        part = path.with_name(f".{path.name}.part")
        part.write_text(json.dumps(article_of(message), ensure_ascii=False), encoding="utf-8")
        part.replace(path)
        _log.info("post %d of channel %d was kept", message.message_id, message.chat.id)


def article_of(message: Message) -> dict[str, str]:
    """A post as an article: its words, the channel's title as outlet, its day, and its address in Telegram."""
    edited = {"modified": message.edit_date.isoformat()} if message.edit_date is not None else {}
    return {
        "text": (message.text or message.caption or "").strip(),
        "content_type": "text/plain",  # a "<" that somebody wrote is no markup
        "source": message.chat.title or str(message.chat.id),
        "published": message.date.isoformat(),
        "url": address_of(message),
        **edited,
    }


def address_of(message: Message) -> str:
    """Where the post is read: by the channel's name, or by its number, which only its members can follow."""
    place = message.chat.username or f"c/{str(message.chat.id).removeprefix('-100')}"
    return f"https://t.me/{place}/{message.message_id}"
