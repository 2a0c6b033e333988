"""Browsing without a question: the newest articles, the outlets, one article, a digest. Synchronous, thread-safe.

Nothing is remembered of lists and of articles that are read: their buttons say what they are of. A digest is remembered
as an answer is, and its quotes have the same buttons.
"""

from dataclasses import replace

from bot.conversation.answer_history import Memory
from bot.conversation.answer_pages import Pager, pages_of
from bot.support.i18n import Locale
from bot.views import static_messages as help_views
from bot.views.answer_messages import QUESTION_LIMIT
from bot.views.answer_notes import filter_line, filter_problem, name_notes
from bot.views.article_lists import ARTICLES_LISTED, found_page, latest_page, listed_at_once, nothing_fits, outlets_page
from bot.views.article_view import ARTICLE_PAYLOAD, article_page, text_digest, whole_article
from bot.views.buttons import LIST_PAYLOAD, Action, ButtonPress, ListRequest, parse_payload, parse_press, parse_request
from bot.views.markup import (
    AnswerReply,
    Bold,
    EditWithNotice,
    Message,
    NewMessage,
    PressResult,
    Refusal,
    Reply,
    Viewer,
    notice,
)
from bot.views.quote_lists import listing_page, whole_listing
from index.answer_metadata import LITERALLY, Understood
from index.archive.browse import ArticleList
from index.archive.protocol import ArchiveProtocol
from index.errors import FilterError
from index.query.filters import as_typed, typed_filters
from index.records import EVERYTHING, Filters, SourceCount

REPORTS = 40
"""Reports in a digest, at most."""
_MARK = 8
_FOUND = 6
_LAST_WEEK = "week"
"""Read as a time in whichever language the bot speaks."""


class ArticleListings:
    """What the bot shows of an archive to who browses it.

    Args:
        memory: where digests are remembered.
        pager: makes their pages.
    """

    def __init__(self, archive: ArchiveProtocol, memory: Memory, pager: Pager) -> None:
        self._archive = archive
        self._memory = memory
        self._pager = pager

    def latest(self, text: str, chat: int, locale: Locale) -> Reply:
        """The newest articles, of those that filters or plain words mean."""
        try:
            wanted = self._archive.browse(lambda browser: browser.wanted(text[:QUESTION_LIMIT]))
        except FilterError as error:
            return notice(filter_problem(error, locale))
        viewer = self._pager.viewer(chat, locale)
        return self._latest(ListRequest(Action.LATEST, wanted.filters), viewer, wanted.understood)

    def sources(self, text: str, chat: int, locale: Locale) -> Reply:
        """The outlets, of those that have all words in their names; filters count as well."""
        try:
            found = self._archive.browse(lambda browser: browser.outlets(text[:QUESTION_LIMIT]))
        except FilterError as error:
            return notice(filter_problem(error, locale))
        request = ListRequest(Action.SOURCES, found.filters, found.name)
        return self._sources(request, found.sources, self._pager.viewer(chat, locale))

    def article(self, text: str, chat: int, locale: Locale) -> Reply:
        """The article with this id, or that of this name; where there are several of the name, a list."""
        text = " ".join(text[:QUESTION_LIMIT].split())
        if not any(sign.isalnum() for sign in text):
            newest = self._archive.browse(lambda browser: browser.newest(EVERYTHING, 1)).articles
            return help_views.article_how(newest[0].title if newest else None, locale)
        article = self._archive.article(text)
        if article is None:
            listed = self._archive.browse(lambda browser: browser.titled(text, listed_at_once(chat, _FOUND)))
            if not listed.articles:
                return help_views.no_such_article(text, locale)
            if listed.total > 1 or not listed.whole:
                return found_page(listed, self._pager.viewer(chat, locale))
            article = listed.articles[0]
        if not self._memory.enabled:
            return whole_article(article, locale)
        return article_page(article, 0, self._pager.viewer(chat, locale))

    def linked(self, url: str, chat: int, locale: Locale) -> Reply:
        """The article at this address, or that there is none."""
        found = [article for article in self._archive.find(url, 1) if article.url is not None]
        if not found:
            return notice(locale.say("no-article-linked"))
        return article_page(found[0], 0, self._pager.viewer(chat, locale))

    def digest(self, text: str, chat: int, locale: Locale, question_message: int | None) -> AnswerReply:
        """One quote a report of a place or a time, the newest first; without either, of the archive's last week."""
        text = text[:QUESTION_LIMIT].strip() or _LAST_WEEK
        try:
            wanted = self._archive.browse(lambda browser: browser.wanted(text))
        except FilterError as error:
            return AnswerReply(notice(filter_problem(error, locale)))
        answer = self._archive.browse(lambda browser: browser.digest(wanted, REPORTS))
        if not answer.quotes:
            return AnswerReply(self._nothing(wanted.filters, wanted.understood, locale), outcome="declined")
        # So that "and in Idlib?" after it is understood, and its words can be taken to another chat; a question finds
        # the other spellings of its place by itself.
        typed = as_typed(replace(wanted.filters, places=wanted.filters.places[:1]))
        answer = replace(answer, question=f"{typed_filters(typed).words} {typed}" if typed else text)
        answer_id = self._memory.add(chat, answer, question_message, None)
        view = self._pager.view(answer, self._pager.viewer(chat, locale), answer_id)
        pages = pages_of(view, answer.quotes)
        reply = listing_page(pages) if self._memory.enabled else whole_listing(pages)
        return AnswerReply(reply, answer_id, "answered")

    def open(self, payload: str, chat: int, locale: Locale) -> Reply:
        """What an address leads to that was given in a group."""
        viewer = self._pager.viewer(chat, locale)
        if payload.startswith(LIST_PAYLOAD):
            request = parse_payload(payload, self._outlets())
            shown = None if request is None else self._list(request, viewer)
            return notice(locale.say("list-expired")) if shown is None else shown
        article = self._archive.article(payload.removeprefix(ARTICLE_PAYLOAD))
        if article is None:
            return notice(locale.say("article-gone"))
        return article_page(article, 0, viewer)

    def press(self, data: str | None, chat: int, locale: Locale) -> PressResult:
        """What a press leads to: the message's new content, one of its own, or no."""
        viewer = self._pager.viewer(chat, locale)
        press = parse_press(data)
        if press is not None and press.action in (Action.OPEN, Action.READ):
            return self._read(press, viewer)
        request = parse_request(data, self._outlets())
        shown = None if request is None else self._list(request, viewer)
        if request is None or shown is None:
            return Refusal(locale.say("list-expired"))
        return NewMessage(shown) if request.action is Action.LATEST_BELOW else shown

    def _read(self, press: ButtonPress, viewer: Viewer) -> PressResult:
        article = self._archive.article(press.id[:-_MARK])
        if article is None:
            return Refusal(viewer.locale.say("article-gone"))
        page = article_page(article, press.number, viewer)
        if press.action is Action.OPEN:
            return NewMessage(page)
        if press.id[-_MARK:] != text_digest(article):
            return EditWithNotice(viewer.locale.say("article-changed"), page)
        return page

    def _list(self, request: ListRequest, viewer: Viewer) -> Reply | None:
        if request.action is Action.SOURCES:
            found = self._archive.browse(lambda browser: browser.outlets_of(request.filters, request.name))
            return self._sources(request, found.sources, viewer)
        below = request.action is Action.LATEST_BELOW
        return self._latest(replace(request, action=Action.LATEST) if below else request, viewer, LITERALLY)

    def _latest(self, request: ListRequest, viewer: Viewer, understood: Understood) -> Reply:
        most = listed_at_once(viewer.chat, ARTICLES_LISTED)
        listed = self._archive.browse(lambda browser: browser.newest(request.filters, most, request.skip))
        if not listed.articles and listed.total:  # there are fewer by now
            request = replace(request, skip=max(0, listed.total - most))
            listed = self._archive.browse(lambda browser: browser.newest(request.filters, most, request.skip))
        if not listed.articles:
            return self._nothing(request.filters, understood, viewer.locale)
        latest = self._archive.stats().latest
        ends = latest if latest is not None and request.filters.before == latest[:10] else None
        return latest_page(ArticleList(listed.articles, listed.total, understood), request, viewer, ends)

    def _sources(self, request: ListRequest, sources: tuple[SourceCount, ...], viewer: Viewer) -> Reply:
        locale = viewer.locale
        everything = request.filters == EVERYTHING and not request.name
        named = [one for one in sources if one.source]
        unnamed = next((one for one in sources if not one.source), None)
        if everything:
            head = help_views.sources(self._archive.stats(), locale)
        elif not sources:
            return help_views.no_such_outlet(request.name, filter_line(request.filters, locale), locale)
        else:
            title: Message = (Bold(locale.say("outlets-found", count=len(named))),)
            head = (*filter_line(request.filters, locale), *title)
        request = replace(request, skip=request.skip if request.skip < len(named) else 0)
        # One unnamed outlet would say nothing that the count has not said.
        return outlets_page(head, named, unnamed if named or not everything else None, request, viewer)

    def _nothing(self, filters: Filters, understood: Understood, locale: Locale) -> Reply:
        stats = self._archive.stats()
        if not stats.articles:
            return notice(locale.say("no-articles"))
        missing = self._archive.browse(lambda browser: browser.missing(filters))
        notes = name_notes(understood.names, locale)
        return nothing_fits(filters, missing, notes, (stats.earliest, stats.latest), locale)

    def _outlets(self) -> list[str]:
        return [one.source for one in self._archive.stats().sources if one.source]
