"""Admin commands: upload articles or links to them, /reindex, /stats, /help with what only operators can do."""

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

from bot.handlers.admin_exclude import ProgressMessage
from bot.handlers.admin_notes import fetched, indexed, refusal_key
from bot.handlers.services import Services
from bot.support.i18n import Locale
from bot.support.index_subprocesses import JobResult
from bot.transport.update_parsing import Context
from bot.views.citation import clean_line, format_date
from bot.views.markup import Reply, notice
from bot.views.static_messages import help_
from bot.views.truncation import first_few
from index.sources.parsing.sidecar import sidecar_ending
from index.sources.walk import is_ignored

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
_NAME_UNITS = 150


class AdminHandlers:
    """The callbacks for people in ADMIN_IDS; nobody else gets to them."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._archive = services.conversation.archive
        self._received = services.settings.seeds_dir / RECEIVED
        self._naming = asyncio.Lock()
        self._told: set[tuple[str, str]] = set()

    async def document(self, update: Update, context: Context) -> None:
        """A file from an operator: kept among the articles, beside others of its name, then indexed.

        A sidecar takes the place of the one before it. What no build would read, by its name, is refused.
        """
        message = update.effective_message
        document = message.document if message is not None else None
        if message is None or document is None:
            return
        locale = await self._services.locale_of(update)
        too_big = notice(locale.say("too-big", limit=LARGEST_MB))
        if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
            await self._services.reply(message, too_big)
            return
        sent_as = _last_part(document.file_name)
        ending = sidecar_ending(sent_as)
        name = safe_name(sent_as.removesuffix(ending), document.file_unique_id) + ending
        if is_ignored(sent_as) or is_ignored(name):
            shown = clean_line(sent_as, _NAME_UNITS, locale) or name
            await self._services.reply(message, notice(locale.say("never-read", name=shown)))
            return
        part = self._received / f".{secrets.token_hex(8)}.part"  # which no build reads
        try:
            await asyncio.to_thread(self._received.mkdir, parents=True, exist_ok=True)
            file = await context.bot.get_file(document.file_id)
            await file.download_to_drive(part)
            async with self._naming:
                path, replaced = self._received / name, False
                if ending:
                    replaced = await asyncio.to_thread(self._keep_sidecar, part, path, ending)
                else:
                    path = await asyncio.to_thread(_keep, part, path)
        except BadRequest as error:
            if "too big" not in error.message.lower():
                raise
            await self._services.reply(message, too_big)  # Telegram need not say before how large it is
            return
        except OSError as error:
            _log.exception("a document could not be kept")
            why = f"{self._received}: {error.strerror}"
            await self._services.reply(message, notice(locale.say("not-kept", why=locale.isolated(why))))
            return
        finally:
            part.unlink(missing_ok=True)
        _log.info("a document of %d bytes was received", document.file_size or 0)
        begun = locale.say("received-instead" if replaced else "received", name=locale.isolated(path.name))
        await self._build(message, locale, begun)

    def _keep_sidecar(self, part: Path, path: Path, ending: str) -> bool:
        """Give a sidecar its name in place of every other of the same article; whether one had other words."""
        article = path.name.removesuffix(ending)
        earlier = [one for one in self._received.iterdir() if one.name == article + sidecar_ending(one.name)]
        others = [one for one in earlier if one not in (path, self._received / article)]
        replaced = bool(others) or (path.exists() and not filecmp.cmp(part, path, shallow=False))
        part.replace(path)
        for other in others:
            other.unlink()
        return replaced

    async def links(self, update: Update, _: Context) -> None:
        """Links from an operator: what is there is fetched, kept among the articles, then indexed."""
        message = update.effective_message
        if message is None or message.text is None:
            return
        urls = list(dict.fromkeys(message.text.split()))
        locale = await self._services.locale_of(update)
        activity = locale.say("fetching", name=_hosts(urls, locale))
        progress = await ProgressMessage.begin(self._services.sender, message, locale, activity)
        fetching = await self._services.index_jobs.fetch(urls, progress.show_elapsed)
        build = None
        if fetching.output is not None and fetching.output["kept"]:
            await progress.next_step(locale.say("fetched", count=len(fetching.output["kept"])))
            build = await self._services.index_jobs.build(progress.show_elapsed)
        await progress.end(fetched(fetching, build, locale, self._told.copy()))
        self._note_told(build)

    async def reindex(self, update: Update, _: Context) -> None:
        """/reindex: bring the index up to date from the folder of articles."""
        if update.effective_message is not None:
            locale = await self._services.locale_of(update)
            self._told.clear()  # who asks for a build wants to know all that is wrong
            await self._build(update.effective_message, locale, locale.say("indexing"))

    async def stats(self, update: Update, _: Context) -> None:
        """/stats: how large the archive is, and with what it is searched."""
        message = update.effective_message
        if message is None:
            return
        locale = await self._services.locale_of(update)
        stats = await self._services.threads.run(self._archive.stats)
        built = locale.listed([format_date(stats.built, locale) or stats.built, f"{stats.built[11:16]} UTC"])
        text = locale.say(
            "archive-stats",
            articles=stats.articles,
            passages=stats.passages,
            copies=stats.copies,
            undated=stats.undated,
            forgotten="-" if stats.forgotten is None else stats.forgotten,
            megabytes=f"{stats.bytes / 1e6:,.1f}",
            model=stats.embedding_model or "-",
            built=built,
        )
        await self._services.reply(message, notice(text))

    async def help(self, update: Update, _: Context) -> None:
        """/help, with what only operators can do."""
        message = update.effective_message
        if message is not None:
            locale = await self._services.locale_of(update)
            await self._services.sender.respond(message, help_(locale, LARGEST_MB))

    async def _build(self, message: Message, locale: Locale, begun: str) -> None:
        """Run a build and keep one message up to date about it."""
        progress = await ProgressMessage.begin(self._services.sender, message, locale, begun)
        built = await self._services.index_jobs.build(progress.show_elapsed)
        await progress.end(Reply(indexed(built, locale, self._told.copy())))
        self._note_told(built)

    def _note_told(self, built: JobResult | None) -> None:
        """Each build reports again all that it cannot read: an operator is told of it once."""
        if built is not None and built.code == 0:
            self._told |= {refusal_key(one) for one in built.output["refused"]}


def safe_name(name: str | None, instead: str) -> str:
    """A file's name that stays in its folder and is not hidden; `instead` where nothing of it can be used."""
    kept = _NAME.sub("_", _last_part(name)).strip(" .")
    return kept.encode()[-_LONGEST_NAME:].decode(errors="ignore").strip(" .") or instead


def _last_part(name: str | None) -> str:
    """A file's name without the folders before it, and without what no system keeps at its end."""
    return Path((name or "").replace("\\", "/")).name.rstrip(" .")


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


def _hosts(urls: Sequence[str], locale: Locale) -> str:
    """The sites of some links, the first few of them."""
    hosts = dict.fromkeys(_host(url) for url in urls)
    return locale.listed(first_few(list(hosts), _HOSTS))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:  # whoever fetches it says what is wrong with it
        return url
