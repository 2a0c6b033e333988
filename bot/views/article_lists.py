"""Articles and outlets as lists, a page at a time, with a button to open each; pure."""

from collections.abc import Sequence

from bot.support.i18n import Translations
from bot.views.article_view import address, begins_article
from bot.views.browse_request import Request
from bot.views.buttons import AnyButton, Button, LinkButton, Rows
from bot.views.callback_data import Action
from bot.views.citation import SEPARATOR, tidy, title_of, web_address, written_date
from bot.views.filter_notes import filter_line
from bot.views.markup import Bold, Italic, Link, Message, Piece, utf16_length
from bot.views.name_notes import name_notes
from bot.views.replies import Reply
from bot.views.results import Me
from index.archive.browse import ArticleList
from index.records import Article, Filters
from index.stats import SourceCount

ARTICLES_LISTED = 8
"""Articles on a page, one row of buttons."""
OUTLETS_LISTED = 16
"""Outlets on a page, two rows of buttons."""

_IN_GROUP = 3
_ROW = 8
# So much that the lines of a page fit into a message, whatever stands in them.
_TITLE_UNITS = 160
_URL_UNITS = 150
_OUTLET_UNITS = 60


def listed_at_once(chat: int, most: int) -> int:
    """How many a page has: in a group a few, the others in private."""
    return most if chat >= 0 else _IN_GROUP


def latest_page(
    listed: ArticleList, request: Request, words: Translations, me: Me | None, chat: int, ends: str | None
) -> Reply:
    """The newest of the articles that are asked for.

    Args:
        listed: those of this page.
        ends: date of the newest article, where the request reaches to it.
    """
    first, last = request.skip + 1, request.skip + len(listed.articles)
    head: list[Piece] = [Bold(words.say("latest"))]
    if listed.total > len(listed.articles):
        head.append(SEPARATOR + words.say("of-total", first=first, last=last, total=listed.total))
    message = (*head, "\n", *_read(request.filters, listed, words, ends), *_lines(listed.articles, first, words))
    numbers = _numbers(listed.articles, first, me, chat)
    turning = _turning(request, listed.total, last, ARTICLES_LISTED, words, me, chat)
    return Reply(message, tuple(row for row in (numbers, turning) if row))


def found_page(listed: ArticleList, words: Translations, me: Me | None, chat: int) -> Reply:
    """Articles that are called so, best first."""
    title = words.say("articles-found" if listed.whole else "articles-near")
    more = listed.total - len(listed.articles)
    foot = ("\n\n", Italic(words.say("articles-found-more", more=more))) if listed.whole and more > 0 else ()
    head = (Bold(title), "\n", *_spaced(name_notes(listed.understood.names, words)))
    message = (*head, *_lines(listed.articles, 1, words), *foot)
    return Reply(message, (_numbers(listed.articles, 1, me, chat),))


def nothing_fits(
    filters: Filters, missing: Sequence[str], notes: Message, dates: tuple[str | None, str | None], words: Translations
) -> Reply:
    """That no article is of all that, how it was read, and from when to when there are some.

    Args:
        missing: places that no article mentions.
        notes: how names were read.
        dates: of the oldest and the newest article.
    """
    message: list[Piece] = [*filter_line(filters, words), *notes, Bold(words.say("nothing-fits"))]
    names = [name for name in (tidy(place, _OUTLET_UNITS, words) for place in missing) if name]
    if names:
        message.append(" " + words.say("missing", names=words.listed(names)))
    earliest, latest = (written_date(date, words) for date in dates)
    if earliest and latest and (filters.after is not None or filters.before is not None):
        message.append(" " + words.say("archive-spans", earliest=earliest, latest=latest))
    return Reply(tuple(message))


def outlets_page(
    head: Message, named: Sequence[SourceCount], unnamed: SourceCount | None, request: Request, words: Translations,
    me: Me | None, chat: int,
) -> Reply:  # fmt: skip
    """The outlets with their articles and dates; each number leads to what is newest there.

    Args:
        named: all of them, most articles first; those of the page are chosen here.
        unnamed: articles that name no outlet, at the end.
    """
    most = listed_at_once(chat, OUTLETS_LISTED)
    shown = named[request.skip : request.skip + most]
    last = request.skip + len(shown)
    lines = [
        words.say("sources-outlet", number=number, outlet=_named(one, words), about=_about(one, words))
        for number, one in enumerate(shown, request.skip + 1)
    ]
    turning = _turning(request, len(named), last, OUTLETS_LISTED, words, me, chat)
    if last == len(named) and unnamed is not None:
        lines.append(words.say("sources-no-outlet", about=_about(unnamed, words)))
    elif rest := named[last:]:
        articles = words.say("articles-listed", count=sum(one.articles for one in rest))
        lines.append(words.say("sources-more", outlets=len(rest), corpus=articles))
    message = (*head, *(("\n\n", "\n".join(lines)) if lines else ()))
    return Reply(message, tuple(row for row in (*_outlet_numbers(shown, request), turning) if row))


def _outlet_numbers(shown: Sequence[SourceCount], request: Request) -> Rows:
    buttons = []
    for number, one in enumerate(shown, request.skip + 1):
        filters = Filters((one.source or "",), request.filters.languages)
        data = Request(Action.LATEST_BELOW, filters).data
        if data is not None:
            buttons.append(Button(str(number), data))
    return tuple(tuple(buttons[at : at + _ROW]) for at in range(0, len(buttons), _ROW))


def _numbers(articles: Sequence[Article], first: int, me: Me | None, chat: int) -> tuple[AnyButton, ...]:
    """A button for each article that opens it; in a group it leads to a private chat."""
    numbered = enumerate(articles, first)
    if chat < 0 and me is not None:
        return tuple(LinkButton(str(number), address(article, me)) for number, article in numbered)
    return tuple(Button(str(number), begins_article(article)) for number, article in numbered)


def _turning(
    request: Request, total: int, last: int, most: int, words: Translations, me: Me | None, chat: int
) -> tuple[AnyButton, ...]:
    """The ways to the pages before and after; none where a button cannot hold what was asked for."""
    if chat < 0:
        payload = request.payload
        if last >= total or me is None or payload is None:
            return ()
        return (LinkButton(words.say("all-in-private"), f"https://t.me/{me.name}?start={payload}"),)
    ways = []
    if request.skip > 0:
        ways.append((words.say("back"), max(0, request.skip - most)))
    if last < total:
        ways.append((words.say("next"), last))
    made = [(label, Request(request.action, request.filters, request.name, skip).data) for label, skip in ways]
    return tuple(Button(label, data) for label, data in made if data is not None)


def _read(filters: Filters, listed: ArticleList, words: Translations, ends: str | None) -> Message:
    """How the words were read, on lines of their own."""
    date = written_date(ends, words)
    ending: Message = (Italic(words.say("archive-ends", date=date)), "\n\n") if date else ()
    notes = (*name_notes(listed.understood.names, words), *filter_line(filters, words))
    return _spaced((*notes, *ending))


def _spaced(notes: Message) -> Message:
    """Notes with a blank line before them and one behind, whatever ends of lines they have."""
    kept = list(notes)
    while kept and isinstance(kept[-1], str) and not kept[-1].strip():
        kept.pop()
    return ("\n", *kept, "\n") if kept else ()


def _lines(articles: Sequence[Article], first: int, words: Translations) -> Message:
    pieces: list[Piece] = []
    for number, article in enumerate(articles, first):
        title = tidy(title_of(article, words), _TITLE_UNITS, words) or words.say("untitled")
        url = web_address(article.url)
        named = Link(title, url) if url is not None and utf16_length(url) <= _URL_UNITS else Italic(title)
        known = (tidy(article.source, _OUTLET_UNITS, words), written_date(article.published, words))
        details = SEPARATOR.join(part for part in known if part)
        pieces += ["\n\n" if pieces else "\n", f"{number}. ", named, *(("\n" + details,) if details else ())]
    return tuple(pieces)


def _named(one: SourceCount, words: Translations) -> str:
    return tidy(one.source, _OUTLET_UNITS, words) or words.say("untitled-outlet")


def _about(one: SourceCount, words: Translations) -> str:
    """The number of an outlet's articles, and from when to when they are."""
    corpus = words.say("articles-listed", count=one.articles)
    oldest, newest = written_date(one.oldest, words), written_date(one.newest, words)
    if newest is None or oldest is None:
        return corpus
    dates = newest if oldest == newest else words.say("dates", earliest=oldest, latest=newest)
    return words.say("corpus-from", corpus=corpus, dates=dates)
