"""Which new articles answer what people watch for, and the message that says so."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.state.shown_quotes import ShownQuote
from bot.state.subscriptions import SubscriptionStore, Watch
from bot.support.i18n import Translations
from bot.views.markup import Bold, Message, size
from bot.views.quote_page import Page
from bot.views.replies import MESSAGE_UNITS, Reply, whole_answer
from index.archive.live import AnyArchive
from index.errors import FilterError
from index.records import Filters, Quote

_log = logging.getLogger(__name__)

QUOTES = 3
"""Quotes in one message, at most."""

_MENTIONS = 12


@dataclass(frozen=True, slots=True)
class Alert:
    """What one look found.

    Attributes:
        found: for the watches that new articles answer, by their ids: the quotes, best first, one of each report.
        known: ids of all articles that there are or ever were, for the next look: one that comes back is no news.
    """

    found: dict[int, tuple[Quote, ...]]
    known: frozenset[str]


def find_alerts(archive: AnyArchive, known: frozenset[str] | None, watches: Iterable[Watch]) -> Alert:
    """Ask each watch, or look for its words, in the articles that were never there at a look.

    An article is new by its id: one that was changed is not. A new copy of a report that was there is no news either.

    Args:
        known: ids of the articles up to the last look; None at the first one, to which nothing is new.
    """
    now = archive.article_ids()
    new = frozenset() if known is None else now - known
    if known is None or not new:
        return Alert({}, now | (known or frozenset()))
    only, found, asked = Filters(articles=new), dict[int, tuple[Quote, ...]](), dict[str, tuple[Quote, ...]]()
    for watch in watches:
        if watch.text not in asked:
            try:
                answering = archive.ask(watch.text, QUOTES, only).quotes
            except FilterError as error:  # its outlet is not in this corpus any more, or not yet
                _log.info("watch %d: a filter cannot be used (%s)", watch.id, error.problem)
                answering = ()
            # A word that is no question is seldom answered, but news all the same; more of them, for some are copies.
            mentions = archive.mentioning(watch.text, _MENTIONS, only)
            asked[watch.text] = _one_of_each_report((*answering, *mentions), new, known)[:QUOTES]
        if asked[watch.text]:
            found[watch.id] = asked[watch.text]
    return Alert(found, now | known)


def check_watch(archive: AnyArchive, store: SubscriptionStore) -> int:
    """Look for news and note them in `store`; returns how many watches have any."""
    news = find_alerts(archive, store.known(), store.every())
    places = {watch: [ShownQuote.of(quote) for quote in quotes] for watch, quotes in news.found.items()}
    store.looked(places, news.known)
    _log.info("looked for news: %d articles, %d watches with news", len(news.known), len(places))
    return len(places)


def alert_message(watched: str, quotes: Sequence[Quote], words: Translations) -> tuple[Reply, int]:
    """What is new to a watch: its quotes with their sources, and how many of them one message holds."""
    head: Message = (Bold(words.say("news", text=words.isolated(watched))), "\n\n")
    for count in range(len(quotes), 0, -1):
        pages = [Page(quote, n, count, answered=True, words=words) for n, quote in enumerate(quotes[:count])]
        reply = whole_answer(pages)
        if size((*head, *reply.message)) <= MESSAGE_UNITS:
            return Reply((*head, *reply.message)), count
    return Reply((*head, words.say("news-too-long"))), 1


def _one_of_each_report(quotes: Iterable[Quote], new: frozenset[str], known: frozenset[str]) -> tuple[Quote, ...]:
    kept: list[Quote] = []
    told: set[str] = set()
    for quote in quotes:
        reports = {quote.article.id, *(copy.id for copy in quote.copies)}
        if quote.article.id in new and not reports & known and not reports & told:
            kept.append(quote)
            told |= reports
    return tuple(kept)
