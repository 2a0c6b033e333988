"""Articles and outlets as lists, a page at a time, with a button to open each; pure."""

from collections.abc import Sequence

from bot.support.i18n import Locale
from bot.views.answer_notes import filter_line, name_notes
from bot.views.article_view import article_address, open_article_data
from bot.views.buttons import Action, AnyButton, Button, LinkButton, ListRequest, Rows, in_rows
from bot.views.citation import (
    SEPARATOR,
    clean_line,
    dates_between,
    format_date,
    outlet_and_date,
    title_link,
    title_of,
)
from bot.views.markup import Bold, Italic, Message, Piece, Reply, Viewer
from index.archive.browse import ArticleList
from index.records import Article, Filters, SourceCount

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


def latest_page(listed: ArticleList, request: ListRequest, viewer: Viewer, ends: str | None) -> Reply:
    """The newest of the articles that are asked for.

    Args:
        listed: those of this page.
        ends: date of the newest article, where the request reaches to it.
    """
    locale = viewer.locale
    first, last = request.skip + 1, request.skip + len(listed.articles)
    head: list[Piece] = [Bold(locale.say("latest"))]
    if listed.total > len(listed.articles):
        head.append(SEPARATOR + locale.say("of-total", first=first, last=last, total=listed.total))
    message = (*head, "\n", *_read(request.filters, listed, locale, ends), *_lines(listed.articles, first, locale))
    numbers = _numbers(listed.articles, first, viewer)
    turning = _turning(request, listed.total, last, ARTICLES_LISTED, viewer)
    return Reply(message, tuple(row for row in (numbers, turning) if row))


def found_page(listed: ArticleList, viewer: Viewer) -> Reply:
    """Articles that are called so, best first."""
    locale = viewer.locale
    title = locale.say("articles-found" if listed.whole else "articles-near")
    more = listed.total - len(listed.articles)
    foot = ("\n\n", Italic(locale.say("articles-found-more", more=more))) if listed.whole and more > 0 else ()
    head = (Bold(title), "\n", *_spaced(name_notes(listed.understood.names, locale)))
    message = (*head, *_lines(listed.articles, 1, locale), *foot)
    return Reply(message, (_numbers(listed.articles, 1, viewer),))


def nothing_fits(
    filters: Filters, missing: Sequence[str], notes: Message, dates: tuple[str | None, str | None], locale: Locale
) -> Reply:
    """That no article is of all that, how it was read, and from when to when there are some.

    Args:
        missing: places that no article mentions.
        notes: how names were read.
        dates: of the oldest and the newest article.
    """
    message: list[Piece] = [*filter_line(filters, locale), *notes, Bold(locale.say("nothing-fits"))]
    names = [name for name in (clean_line(place, _OUTLET_UNITS, locale) for place in missing) if name]
    if names:
        message.append(" " + locale.say("missing", names=locale.listed(names)))
    earliest, latest = (format_date(date, locale) for date in dates)
    if earliest and latest and (filters.after is not None or filters.before is not None):
        message.append(" " + locale.say("archive-spans", earliest=earliest, latest=latest))
    return Reply(tuple(message))


def outlets_page(
    head: Message, named: Sequence[SourceCount], unnamed: SourceCount | None, request: ListRequest, viewer: Viewer,
) -> Reply:  # fmt: skip
    """The outlets with their articles and dates; each number leads to what is newest there.

    Args:
        named: all of them, most articles first; those of the page are chosen here.
        unnamed: articles that name no outlet, at the end.
    """
    locale = viewer.locale
    most = listed_at_once(viewer.chat, OUTLETS_LISTED)
    shown = named[request.skip : request.skip + most]
    last = request.skip + len(shown)
    lines = [
        locale.say("sources-outlet", number=number, outlet=_named(one, locale), about=_about(one, locale))
        for number, one in enumerate(shown, request.skip + 1)
    ]
    turning = _turning(request, len(named), last, OUTLETS_LISTED, viewer)
    if last == len(named) and unnamed is not None:
        lines.append(locale.say("sources-no-outlet", about=_about(unnamed, locale)))
    elif rest := named[last:]:
        articles = locale.say("articles-listed", count=sum(one.articles for one in rest))
        lines.append(locale.say("sources-more", outlets=len(rest), corpus=articles))
    message = (*head, *(("\n\n", "\n".join(lines)) if lines else ()))
    return Reply(message, tuple(row for row in (*_outlet_numbers(shown, request), turning) if row))


def _outlet_numbers(shown: Sequence[SourceCount], request: ListRequest) -> Rows:
    buttons: list[AnyButton] = []
    for number, one in enumerate(shown, request.skip + 1):
        filters = Filters((one.source or "",), request.filters.languages)
        data = ListRequest(Action.LATEST_BELOW, filters).data
        if data is not None:
            buttons.append(Button(str(number), data))
    return in_rows(buttons, _ROW)


def _numbers(articles: Sequence[Article], first: int, viewer: Viewer) -> tuple[AnyButton, ...]:
    """A button for each article that opens it; in a group it leads to a private chat."""
    numbered = enumerate(articles, first)
    profile = viewer.in_group
    if profile is not None:
        return tuple(LinkButton(str(number), article_address(article, profile)) for number, article in numbered)
    return tuple(Button(str(number), open_article_data(article)) for number, article in numbered)


def _turning(request: ListRequest, total: int, last: int, most: int, viewer: Viewer) -> tuple[AnyButton, ...]:
    """The ways to the pages before and after; none where a button cannot hold what was asked for."""
    locale, profile = viewer.locale, viewer.in_group
    if viewer.chat < 0:
        payload = request.payload
        if last >= total or profile is None or payload is None:
            return ()
        return (LinkButton(locale.say("all-in-private"), profile.address(payload)),)
    ways = []
    if request.skip > 0:
        ways.append((locale.say("back"), max(0, request.skip - most)))
    if last < total:
        ways.append((locale.say("next"), last))
    made = [(label, ListRequest(request.action, request.filters, request.name, skip).data) for label, skip in ways]
    return tuple(Button(label, data) for label, data in made if data is not None)


def _read(filters: Filters, listed: ArticleList, locale: Locale, ends: str | None) -> Message:
    """How the words were read, on lines of their own."""
    date = format_date(ends, locale)
    ending: Message = (Italic(locale.say("archive-ends", date=date)), "\n\n") if date else ()
    notes = (*name_notes(listed.understood.names, locale), *filter_line(filters, locale))
    return _spaced((*notes, *ending))


def _spaced(notes: Message) -> Message:
    """Notes with a blank line before them and one behind, whatever ends of lines they have."""
    kept = list(notes)
    while kept and isinstance(kept[-1], str) and not kept[-1].strip():
        kept.pop()
    return ("\n", *kept, "\n") if kept else ()


def _lines(articles: Sequence[Article], first: int, locale: Locale) -> Message:
    pieces: list[Piece] = []
    for number, article in enumerate(articles, first):
        title = clean_line(title_of(article, locale), _TITLE_UNITS, locale) or locale.say("untitled")
        details = SEPARATOR.join(outlet_and_date(article, locale, _OUTLET_UNITS))
        pieces += ["\n\n" if pieces else "\n", f"{number}. ", title_link(article, title, _URL_UNITS)]
        pieces += ["\n" + details] if details else []
    return tuple(pieces)


def _named(one: SourceCount, locale: Locale) -> str:
    return clean_line(one.source, _OUTLET_UNITS, locale) or locale.say("untitled-outlet")


def _about(one: SourceCount, locale: Locale) -> str:
    """The number of an outlet's articles, and from when to when they are."""
    corpus = locale.say("articles-listed", count=one.articles)
    dates = dates_between(one.oldest, one.newest, locale)
    return corpus if dates is None else locale.say("corpus-from", corpus=corpus, dates=dates)
