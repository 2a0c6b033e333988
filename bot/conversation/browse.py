"""The articles without a question: the newest, the outlets, one to read, a digest. Synchronous, thread-safe.

Nothing is remembered of lists and of articles that are read: their buttons say what they are of. A digest is remembered
as an answer is, and its quotes have the same buttons.
"""

from dataclasses import dataclass, replace

from bot.conversation.memory import Memory
from bot.conversation.paging import Pager
from bot.support.i18n import Translations
from bot.views import help as about
from bot.views.article_lists import ARTICLES_LISTED, found_page, latest_page, listed_at_once, nothing_fits, outlets_page
from bot.views.article_pages import mark_of
from bot.views.article_view import ARTICLE, article_page, whole_article
from bot.views.browse_request import IN_ADDRESS, LISTS, Request, parse_payload, parse_request
from bot.views.callback_data import Action, ButtonPress, parse_press
from bot.views.filter_notes import filter_line, filter_problem
from bot.views.markup import Bold, Message
from bot.views.name_notes import name_notes
from bot.views.quote_lists import listing_page, whole_listing
from bot.views.replies import QUESTION_LIMIT, Reply
from bot.views.results import Answered, RatingSaved, Refusal
from index.archive.browse import ArticleList
from index.archive.live import AnyArchive
from index.errors import FilterError
from index.interpretation import LITERALLY, Understood
from index.query.filters import as_typed, typed_filters
from index.records import EVERYTHING, Filters
from index.stats import SourceCount

PRESSES = frozenset({Action.OPEN, Action.READ, *LISTS})
"""What presses on these lists and pages ask for."""

REPORTS = 40
"""Reports in a digest, at most."""

_MARK = 8
_FOUND = 6


@dataclass(frozen=True, slots=True)
class Below:
    """A press that is answered with a message of its own."""

    reply: Reply


class ArticleListings:
    """What the bot shows of an archive to who browses it.

    Args:
        memory: where digests are remembered.
        pager: makes their pages.
    """

    def __init__(self, archive: AnyArchive, memory: Memory, pager: Pager) -> None:
        self._archive = archive
        self._memory = memory
        self._pager = pager

    def latest(self, text: str, chat: int, words: Translations) -> Reply:
        """The newest articles, of those that filters or plain words mean."""
        try:
            wanted = self._archive.browse(lambda browser: browser.wanted(text[:QUESTION_LIMIT]))
        except FilterError as error:
            return about.notice(filter_problem(error, words))
        return self._latest(Request(Action.LATEST, wanted.filters), chat, words, wanted.understood)

    def sources(self, text: str, chat: int, words: Translations) -> Reply:
        """The outlets, of those that have all words in their names; filters count as well."""
        try:
            found = self._archive.browse(lambda browser: browser.outlets(text[:QUESTION_LIMIT]))
        except FilterError as error:
            return about.notice(filter_problem(error, words))
        return self._sources(Request(Action.SOURCES, found.filters, found.name), found.sources, chat, words)

    def article(self, text: str, chat: int, words: Translations) -> Reply:
        """The article with this id, or that of this name; where there are several of the name, a list."""
        text = " ".join(text[:QUESTION_LIMIT].split())
        if not any(sign.isalnum() for sign in text):
            newest = self._archive.browse(lambda browser: browser.newest(EVERYTHING, 1)).articles
            return about.article_how(newest[0].title if newest else None, words)
        article = self._archive.article(text)
        if article is None:
            listed = self._archive.browse(lambda browser: browser.titled(text, listed_at_once(chat, _FOUND)))
            if not listed.articles:
                return about.no_such_article(text, words)
            if listed.total > 1 or not listed.whole:
                return found_page(listed, words, self._pager.me, chat)
            article = listed.articles[0]
        if not self._memory.kept:
            return whole_article(article, words)
        return article_page(article, 0, words, self._pager.me, chat)

    def digest(self, text: str, chat: int, words: Translations, asked_in: int | None) -> Answered:
        """One quote a report of a place or a time, the newest first; without either, of the archive's last week."""
        text = text[:QUESTION_LIMIT].strip() or words.say("digest-week")
        try:
            wanted = self._archive.browse(lambda browser: browser.wanted(text))
        except FilterError as error:
            return Answered(about.notice(filter_problem(error, words)))
        answer = self._archive.browse(lambda browser: browser.digest(wanted, REPORTS))
        if not answer.quotes:
            return Answered(self._nothing(wanted.filters, wanted.understood, words), outcome="declined")
        # So that "and in Idlib?" after it is understood, and its words can be taken to another chat; a question finds
        # the other spellings of its place by itself.
        typed = as_typed(replace(wanted.filters, places=wanted.filters.places[:1]))
        answer = replace(answer, question=f"{typed_filters(typed).words} {typed}" if typed else text)
        answer_id = self._memory.add(chat, answer, asked_in, None)
        pages = self._pager.pages(words, answer, answer.quotes, chat, answer_id)
        reply = listing_page(pages) if self._memory.kept else whole_listing(pages)
        return Answered(reply, answer_id, "answered")

    def open(self, payload: str, chat: int, words: Translations) -> Reply:
        """What an address leads to that was given in a group."""
        if payload.startswith(IN_ADDRESS):
            request = parse_payload(payload, self._outlets())
            shown = None if request is None else self._list(request, chat, words)
            return about.notice(words.say("list-expired")) if shown is None else shown
        article = self._archive.article(payload.removeprefix(ARTICLE))
        if article is None:
            return about.notice(words.say("article-gone"))
        return article_page(article, 0, words, self._pager.me, chat)

    def press(self, data: str | None, chat: int, words: Translations) -> Reply | Below | Refusal | RatingSaved:
        """What a press leads to: the message's new content, one of its own, or no."""
        press = parse_press(data)
        if press is not None and press.action in (Action.OPEN, Action.READ):
            return self._read(press, chat, words)
        request = parse_request(data, self._outlets())
        shown = None if request is None else self._list(request, chat, words)
        if request is None or shown is None:
            return Refusal(words.say("list-expired"))
        return Below(shown) if request.action is Action.LATEST_BELOW else shown

    def _read(self, press: ButtonPress, chat: int, words: Translations) -> Reply | Below | Refusal | RatingSaved:
        article = self._archive.article(press.id[:-_MARK])
        if article is None:
            return Refusal(words.say("article-gone"))
        page = article_page(article, press.number, words, self._pager.me, chat)
        if press.action is Action.OPEN:
            return Below(page)
        if press.id[-_MARK:] != mark_of(article):
            return RatingSaved(words.say("article-changed"), page)
        return page

    def _list(self, request: Request, chat: int, words: Translations) -> Reply | None:
        if request.action is Action.SOURCES:
            found = self._archive.browse(lambda browser: browser.outlets_of(request.filters, request.name))
            return self._sources(request, found.sources, chat, words)
        below = request.action is Action.LATEST_BELOW
        return self._latest(replace(request, action=Action.LATEST) if below else request, chat, words, LITERALLY)

    def _latest(self, request: Request, chat: int, words: Translations, understood: Understood) -> Reply:
        most = listed_at_once(chat, ARTICLES_LISTED)
        listed = self._archive.browse(lambda browser: browser.newest(request.filters, most, request.skip))
        if not listed.articles and listed.total:  # there are fewer by now
            request = replace(request, skip=max(0, listed.total - most))
            listed = self._archive.browse(lambda browser: browser.newest(request.filters, most, request.skip))
        if not listed.articles:
            return self._nothing(request.filters, understood, words)
        latest = self._archive.stats().latest
        ends = latest if latest is not None and request.filters.before == latest[:10] else None
        return latest_page(
            ArticleList(listed.articles, listed.total, understood), request, words, self._pager.me, chat, ends
        )  # fmt: skip

    def _sources(self, request: Request, sources: tuple[SourceCount, ...], chat: int, words: Translations) -> Reply:
        everything = request.filters == EVERYTHING and not request.name
        named = [one for one in sources if one.source]
        unnamed = next((one for one in sources if not one.source), None)
        if everything:
            head = about.sources(self._archive.stats(), words)
        elif not sources:
            return about.no_such_outlet(request.name, filter_line(request.filters, words), words)
        else:
            title: Message = (Bold(words.say("outlets-found", count=len(named))),)
            head = (*filter_line(request.filters, words), *title)
        skip = request.skip if request.skip < len(named) else 0
        # One unnamed outlet would say nothing that the count has not said.
        return outlets_page(
            head,
            named,
            unnamed if named or not everything else None,
            replace(request, skip=skip),
            words,
            self._pager.me,
            chat,
        )

    def _nothing(self, filters: Filters, understood: Understood, words: Translations) -> Reply:
        stats = self._archive.stats()
        if not stats.articles:
            return about.notice(words.say("no-articles"))
        missing = self._archive.browse(lambda browser: browser.missing(filters))
        notes = name_notes(understood.names, words)
        return nothing_fits(filters, missing, notes, (stats.earliest, stats.latest), words)

    def _outlets(self) -> list[str]:
        return [one.source for one in self._archive.stats().sources if one.source]
