"""Alerts: which new articles match a subscription, the message that says so, and what a chat watches for."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.conversation.answer_history import Memory
from bot.conversation.answer_pages import Pager, pages_of
from bot.state.answer_records import StoredQuote
from bot.state.subscriptions import Subscription, SubscriptionStore
from bot.support.i18n import Locale
from bot.views.answer_messages import quote_page
from bot.views.buttons import Action, Rows, press_button
from bot.views.markup import AnswerReply, Reply, confirmation, notice
from bot.views.quote_lists import listing_page
from bot.views.truncation import first_few, shorten
from index.answer_metadata import Form
from index.archive.protocol import ArchiveProtocol
from index.errors import FilterError
from index.records import Answer, Filters, Quote

_log = logging.getLogger(__name__)

QUOTES = 3
"""Quotes that one check finds for a subscription, at most."""

_MENTIONS = 12

KEEP, END, END_IN_LIST, END_BELOW, SHOW_LIST = range(5)
"""Numbers of the presses: no and yes to whether a watch is to end; end it, from the list, from a message; the list."""

_LABEL_UNITS = 60
_NAMED = 5


@dataclass(frozen=True, slots=True)
class AlertSearch:
    """What one check found.

    Attributes:
        found: by the id of each subscription with matches: the quotes, best first, one of each report.
        known: ids of all articles that there are or ever were, for the next check: one that comes back is no news.
    """

    found: dict[int, tuple[Quote, ...]]
    known: frozenset[str]


def search_alerts(
    archive: ArchiveProtocol, known: frozenset[str] | None, subscriptions: Iterable[Subscription]
) -> AlertSearch:
    """Search the articles that were there at no check before for each subscription: as a question, and for its words.

    An article is new by its id: one that was changed is not. A new copy of a report that was there is no news either.

    Args:
        known: ids of the articles up to the last check; None at the first one, to which nothing is new.
    """
    now = archive.article_ids()
    new = frozenset() if known is None else now - known
    if known is None or not new:
        return AlertSearch({}, now | (known or frozenset()))
    only, found, asked = Filters(articles=new), dict[int, tuple[Quote, ...]](), dict[str, tuple[Quote, ...]]()
    for subscription in subscriptions:
        if subscription.text not in asked:
            try:
                answering = archive.ask(subscription.text, QUOTES, only).quotes
            except FilterError as error:  # its outlet is not in this corpus any more, or not yet
                _log.info("subscription %d: a filter cannot be used (%s)", subscription.id, error.problem)
                answering = ()
            # A word that is no question is seldom answered, but news all the same; more of them, for some are copies.
            mentions = archive.mentioning(subscription.text, _MENTIONS, only)
            asked[subscription.text] = _one_of_each_report((*answering, *mentions), new, known)[:QUOTES]
        if asked[subscription.text]:
            found[subscription.id] = asked[subscription.text]
    return AlertSearch(found, now | known)


def check_subscriptions(archive: ArchiveProtocol, store: SubscriptionStore) -> int:
    """Search for alerts and save them in `store`; returns how many subscriptions have any."""
    news = search_alerts(archive, store.known(), store.every())
    places = {subscription: [StoredQuote.of(quote) for quote in quotes] for subscription, quotes in news.found.items()}
    store.save_alerts(places, news.known)
    _log.info("searched for alerts: %d articles, %d subscriptions with news", len(news.known), len(places))
    return len(places)


def alert_message(
    subscriptions: Sequence[Subscription],
    quotes: Sequence[Quote],
    chat: int,
    memory: Memory,
    pager: Pager,
    locale: Locale,
) -> AnswerReply:
    """One message with all that is new of what a chat watches for, remembered as an answer is for its buttons.

    Args:
        quotes: at least one, each once.
    """
    texts = locale.listed([one.text for one in subscriptions])
    news = Answer(texts, tuple(quotes), (), (), None, 0.0, Form.REPORTS)
    answer_id = memory.add(chat, news, None, None)
    view = replace(pager.view(news, pager.viewer(chat, locale), answer_id), headline=news_title(subscriptions, locale))
    pages = pages_of(view, news.quotes)
    reply = quote_page(pages[0]) if len(pages) == 1 else listing_page(pages)
    return AnswerReply(replace(reply, rows=(*reply.rows, *stop_row(subscriptions, locale))), answer_id)


def _one_of_each_report(quotes: Iterable[Quote], new: frozenset[str], known: frozenset[str]) -> tuple[Quote, ...]:
    kept: list[Quote] = []
    reported: set[str] = set()
    for quote in quotes:
        reports = {quote.article.id, *(copy.id for copy in quote.copies)}
        if quote.article.id in new and not reports & known and not reports & reported:
            kept.append(quote)
            reported |= reports
    return tuple(kept)


def watch_list(subscriptions: Sequence[Subscription], locale: Locale) -> Reply:
    """What a chat watches for, each with a button that ends it."""
    if not subscriptions:
        return notice(locale.say("no-watches"))
    rows = tuple(
        (press_button(locale.say("watch-end", text=_label(one, locale)), Action.UNWATCH, str(one.id), END_IN_LIST),)
        for one in subscriptions
    )
    return Reply((locale.say("watches"),), rows)


def watched(subscription: Subscription, locale: Locale) -> Reply:
    """That something is watched for."""
    quiet = press_button(locale.say("quiet-title"), Action.QUIET, "page")
    row = (*stop_row((subscription,), locale)[0], quiet)
    return Reply((locale.say("watched", text=locale.isolated(subscription.text)),), (row,))


def end_watch(subscription: Subscription, locale: Locale) -> Reply:
    """Whether a watch is to end, for everybody in a group."""
    question = locale.say("unwatch-sure", text=locale.isolated(subscription.text))
    return confirmation(question, Action.UNWATCH, str(subscription.id), locale)


def news_title(subscriptions: Sequence[Subscription], locale: Locale) -> str:
    """What there is news of."""
    texts = [locale.say("quoted", text=_label(one, locale)) for one in subscriptions]
    return locale.say("news", texts=locale.listed(first_few(texts, _NAMED)))


def stop_row(subscriptions: Sequence[Subscription], locale: Locale) -> Rows:
    """The button under news: it ends the watch, or leads to the list where there are several."""
    if len(subscriptions) == 1:
        watch = str(subscriptions[0].id)
        return ((press_button(locale.say("stop-watching"), Action.UNWATCH, watch, END_BELOW),),)
    return ((press_button(locale.say("stop-watching-some"), Action.UNWATCH, "list", SHOW_LIST),),)


def _label(subscription: Subscription, locale: Locale) -> str:
    return locale.isolated(shorten(subscription.text, _LABEL_UNITS))
