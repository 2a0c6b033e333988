"""What the operator does by message: send articles to be indexed, index anew, and see how large the archive is."""

import asyncio
import json
import logging
import os
import re
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from telegram import Message, Update
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from bot import about
from bot.addressing import Context, language_of
from bot.conversation import Conversation
from bot.delivery import Delivery
from bot.settings import Settings
from bot.upkeep import index_environ
from bot.words import Words
from bot.workers import Workers

_log = logging.getLogger(__name__)

PROGRESS_EVERY_S = 5.0
"""Seconds between two edits of the message that says how far the indexing is."""

RECEIVED = "received"
"""Folder inside the folder of articles in which documents are kept that were sent to the bot."""

_REFUSALS = 5
_NAME = re.compile(r"[^\w.() -]+")
_LONGEST_NAME = 120


class Operating:
    """The callbacks for people in ADMIN_IDS; nobody else gets to them.

    Args:
        settings: where the articles and the index lie.
    """

    def __init__(self, settings: Settings, conversation: Conversation, delivery: Delivery, workers: Workers) -> None:
        self._settings = settings
        self._conversation = conversation
        self._delivery = delivery
        self._workers = workers
        self._building = asyncio.Lock()

    async def document(self, update: Update, context: Context) -> None:
        """A file from an operator: kept among the articles, then indexed."""
        message = update.effective_message
        document = message.document if message is not None else None
        if message is None or document is None:
            return
        if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
            words = await self._words(message)
            await self._say(message, words.say("too-big", limit=int(FileSizeLimit.FILESIZE_DOWNLOAD) // 1_000_000))
            return
        path = self._settings.seeds_dir / RECEIVED / safe_name(document.file_name, document.file_unique_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        try:
            file = await context.bot.get_file(document.file_id)
            await file.download_to_drive(part)
            part.replace(path)  # a build that looks just now sees all of it or nothing
        finally:
            part.unlink(missing_ok=True)
        _log.info("a document of %d bytes was received", path.stat().st_size)
        words = await self._words(message)
        await self._build(message, words, words.say("received", name=words.isolated(path.name)))

    async def reindex(self, update: Update, _: Context) -> None:
        """/reindex: bring the index up to date from the folder of articles."""
        if update.effective_message is not None:
            words = await self._words(update.effective_message)
            await self._build(update.effective_message, words, words.say("indexing"))

    async def stats(self, update: Update, _: Context) -> None:
        """/stats: how large the archive is, and with what it is searched."""
        message = update.effective_message
        if message is None:
            return
        words = await self._words(message)
        stats = await self._workers.run(self._conversation.archive.stats)
        await self._say(
            message,
            words.say(
                "archive-stats",
                articles=stats.articles,
                passages=stats.passages,
                copies=stats.copies,
                undated=stats.undated,
                megabytes=f"{stats.bytes / 1e6:,.1f}",
                model=stats.embedding_model or "-",
                built=stats.built,
            ),
        )

    async def _build(self, message: Message, words: Words, begun: str) -> None:
        """Run a build and keep one message up to date about it."""
        chat, started = message.chat.id, time.monotonic()
        shown = await self._delivery.send(chat, about.notice(begun), to=message.message_id)

        async def progress() -> None:
            seconds = round(time.monotonic() - started)
            await self._edit(chat, shown, words.say("still-indexing", begun=begun, seconds=seconds))

        await self._edit(chat, shown, _outcome(words, *await self.build(progress)))

    async def build(self, progress: Callable[[], Awaitable[object]] | None = None) -> tuple[int | None, str, str]:
        """Bring the index up to date, one build at a time: the exit code of the build, what it says, and its log.

        Args:
            progress: called every `PROGRESS_EVERY_S`.
        """
        async with self._building:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "index", "build", str(self._settings.seeds_dir),
                "--index", str(self._settings.index_dir), "--json",
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
                env=index_environ(self._settings, os.environ),
            )  # fmt: skip
            ending = asyncio.create_task(process.communicate())
            try:
                while not (await asyncio.wait({ending}, timeout=PROGRESS_EVERY_S))[0]:
                    if progress is not None:
                        await progress()
            finally:
                if not ending.done():
                    process.terminate()
            out, errors = ending.result()
        _log.info("a build ended with %s", process.returncode)
        return process.returncode, out.decode(), errors.decode(errors="replace")

    async def succeeds(self) -> bool:
        """Bring the index up to date; whether that went well."""
        code, *_ = await self.build()
        return code == 0

    async def _words(self, message: Message) -> Words:
        return await self._workers.run(
            self._conversation.choices.words, message.chat.id, language_of(message.from_user)
        )

    async def _edit(self, chat: int, number: int, text: str) -> None:
        try:
            await self._delivery.edit(chat, number, about.notice(text))
        except TelegramError as error:
            _log.info("progress was not shown: %s", type(error).__name__)

    async def _say(self, message: Message, text: str) -> None:
        await self._delivery.send(message.chat.id, about.notice(text), to=message.message_id)


def safe_name(name: str | None, instead: str) -> str:
    """A file's name that stays in its folder and is not hidden; `instead` where nothing of it can be used."""
    last = Path((name or "").replace("\\", "/")).name
    kept = _NAME.sub("_", last).strip(" .")
    return kept[-_LONGEST_NAME:].strip(" .") or instead


def _outcome(words: Words, code: int | None, out: str, errors: str) -> str:
    if code != 0:
        lines = [line for line in errors.splitlines() if line.strip()]
        return words.say("indexing-failed", why=words.isolated(lines[-1]) if lines else str(code))
    report: dict[str, Any] = json.loads(out)
    said = words.say(
        "indexed",
        articles=report["articles"],
        new=report["new"],
        changed=report["changed"],
        unchanged=report["unchanged"],
        removed=report["removed"],
    )
    refused = [
        words.say("refused", name=words.isolated(_place(one)), why=words.isolated(one["reason"]))
        for one in report["refused"][:_REFUSALS]
    ]
    return "\n".join([said, *refused])


def _place(refusal: dict[str, Any]) -> str:
    line = f", {refusal['line']}" if refusal["line"] is not None else ""
    return f"{Path(refusal['path']).name}{line}"
