"""What the operator does by message: send articles or links to them, index anew, and see how large the archive is."""

import asyncio
import filecmp
import itertools
import logging
import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from telegram import Message, Update
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest

from bot.conversation.conversation import Conversation
from bot.handlers.progress import ProgressMessage
from bot.support.i18n import Translations
from bot.support.index_jobs import IndexJobs
from bot.support.settings import Settings
from bot.support.threads import ThreadPools
from bot.transport.addressing import Context, language_of
from bot.transport.sender import Sender
from bot.views import help as about
from bot.views.admin_notes import fetched, help_operators, indexed
from bot.views.replies import Reply

_log = logging.getLogger(__name__)

RECEIVED = "received"
"""Folder inside the folder of articles in which documents are kept that were sent to the bot."""

LARGEST_MB = int(FileSizeLimit.FILESIZE_DOWNLOAD) // 1_000_000
"""Megabytes of a file that Telegram gives to bots."""

LINKS = re.compile(r"\A\s*https?://\S+(?:\s+https?://\S+)*\s*\Z", re.IGNORECASE)
"""A message of nothing but links."""

_NAME = re.compile(r"[^\w.() -]+")
# File systems count bytes, mostly up to 255; a number may come behind.
_LONGEST_NAME = 200
_ENDING = re.compile(r"(?:\.tar)?\.[^.]*\Z", re.IGNORECASE)
_NUMBERED = re.compile(r" \(\d+\)\Z")
_HOSTS = 3


class AdminHandlers:
    """The callbacks for people in ADMIN_IDS; nobody else gets to them.

    Args:
        settings: where the articles lie.
    """

    def __init__(
        self,
        settings: Settings,
        conversation: Conversation,
        delivery: Sender,
        workers: ThreadPools,
        indexing: IndexJobs,
    ) -> None:
        self._received = settings.seeds_dir / RECEIVED
        self._conversation = conversation
        self._delivery = delivery
        self._workers = workers
        self._indexing = indexing
        self._naming = asyncio.Lock()

    async def document(self, update: Update, context: Context) -> None:
        """A file from an operator: kept among the articles, beside others of its name, then indexed."""
        message = update.effective_message
        document = message.document if message is not None else None
        if message is None or document is None:
            return
        words = await self._words(message)
        too_big = about.notice(words.say("too-big", limit=LARGEST_MB))
        if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
            await self._say(message, too_big)
            return
        name = safe_name(document.file_name, document.file_unique_id)
        part = self._received / f".{secrets.token_hex(8)}.part"  # which no build reads
        try:
            await asyncio.to_thread(self._received.mkdir, parents=True, exist_ok=True)
            file = await context.bot.get_file(document.file_id)
            await file.download_to_drive(part)
            async with self._naming:
                path = await asyncio.to_thread(_keep, part, self._received / name)
        except BadRequest as error:
            if "too big" not in error.message.lower():
                raise
            await self._say(message, too_big)  # Telegram need not say before how large it is
            return
        except OSError as error:
            _log.exception("a document could not be kept")
            why = f"{self._received}: {error.strerror}"
            await self._say(message, about.notice(words.say("not-kept", why=words.isolated(why))))
            return
        finally:
            part.unlink(missing_ok=True)
        _log.info("a document of %d bytes was received", document.file_size or 0)
        await self._build(message, words, words.say("received", name=words.isolated(path.name)))

    async def links(self, update: Update, _: Context) -> None:
        """Links from an operator: what is there is fetched, kept among the articles, then indexed."""
        message = update.effective_message
        if message is None or message.text is None:
            return
        urls = list(dict.fromkeys(message.text.split()))
        words = await self._words(message)
        doing = words.say("fetching", name=_hosts(urls, words))
        progress = await ProgressMessage.begin(self._delivery, message, words, doing)
        fetching = await self._indexing.fetch(urls, progress.tell)
        build = None
        if fetching.said is not None and fetching.said["kept"]:
            await progress.go_on(words.say("fetched", count=len(fetching.said["kept"])))
            build = await self._indexing.build(progress.tell)
        await progress.end(fetched(fetching, build, words))

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
        told = words.say(
            "archive-stats",
            articles=stats.articles,
            passages=stats.passages,
            copies=stats.copies,
            undated=stats.undated,
            forgotten="-" if stats.forgotten is None else stats.forgotten,
            megabytes=f"{stats.bytes / 1e6:,.1f}",
            model=stats.embedding_model or "-",
            built=stats.built,
        )
        await self._say(message, about.notice(told))

    async def help(self, update: Update, _: Context) -> None:
        """/help, with what only operators can do."""
        message = update.effective_message
        if message is not None:
            words = await self._words(message)
            reply = await self._workers.run(self._conversation.help, words)
            await self._delivery.respond(message, help_operators(reply, LARGEST_MB, words))

    async def _build(self, message: Message, words: Translations, begun: str) -> None:
        """Run a build and keep one message up to date about it."""
        progress = await ProgressMessage.begin(self._delivery, message, words, begun)
        await progress.end(Reply(indexed(await self._indexing.build(progress.tell), words)))

    async def _words(self, message: Message) -> Translations:
        return await self._workers.run(
            self._conversation.choices.words, message.chat.id, language_of(message.from_user)
        )

    async def _say(self, message: Message, reply: Reply) -> None:
        await self._delivery.send(message.chat.id, reply, to=message.message_id)


def safe_name(name: str | None, instead: str) -> str:
    """A file's name that stays in its folder and is not hidden; `instead` where nothing of it can be used."""
    last = Path((name or "").replace("\\", "/")).name
    kept = _NAME.sub("_", last).strip(" .")
    return kept.encode()[-_LONGEST_NAME:].decode(errors="ignore").strip(" .") or instead


def _keep(part: Path, path: Path) -> Path:
    """Give a file the name of `path`, or with a number where another file has that; returns its path."""
    for number in itertools.count(2):
        if not path.exists() or filecmp.cmp(part, path, shallow=False):
            break
        ending = "".join(_ENDING.findall(path.name))
        stem = path.name.removesuffix(ending)
        path = path.with_name(f"{_NUMBERED.sub('', stem)} ({number}){ending}")
    part.replace(path)  # a build that looks just now sees all of it or nothing
    return path


def _hosts(urls: Sequence[str], words: Translations) -> str:
    """The sites of some links, the first few of them."""
    hosts = dict.fromkeys(_host(url) for url in urls)
    return words.listed([*list(hosts)[:_HOSTS], *(["…"] if len(hosts) > _HOSTS else [])])


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:  # whoever fetches it says what is wrong with it
        return url
