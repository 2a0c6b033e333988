"""What the bot tells its operators of articles that were sent, fetched and forgotten. Pure."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.support.i18n import Translations
from bot.support.index_jobs import JobResult
from bot.views.buttons import Button, Rows
from bot.views.callback_data import Action, ButtonPress
from bot.views.citation import SEPARATOR, tidy, title_of, web_address, written_date
from bot.views.markup import Bold, Italic, Link, Message, Piece, utf16_length
from bot.views.replies import Reply
from bot.views.truncation import shorten
from index.records import Article

ASK, DO, UNDO, KEEP = range(4)
"""Numbers of the presses under an article that may be forgotten: show it with the question, forget it, and so on."""

MOST_LISTED = 6
"""Articles in one message to an operator."""

# So that all that is listed at once fits into one message, whatever the articles are called.
_REFUSALS = 5
_TITLE_UNITS = 100
_OUTLET_UNITS = 60
_URL_UNITS = 150
_WHY_UNITS = 200
_LABEL_UNITS = 40


def help_operators(reply: Reply, limit: int, words: Translations) -> Reply:
    """/help with what operators can do beside; `limit` is the megabytes of a file that Telegram gives to bots."""
    told = words.say("help-operators", limit=limit)
    return Reply((*reply.message, "\n\n", Bold(words.say("help-operators-title")), "\n", told))


def indexed(ran: JobResult, words: Translations) -> Message:
    """What a build did, or why it did nothing."""
    if ran.code != 0:
        return (words.say("indexing-failed", why=words.isolated(ran.why)),)
    report = ran.said
    told = words.say(
        "indexed",
        articles=report["articles"],
        new=report["new"],
        changed=report["changed"],
        unchanged=report["unchanged"],
        removed=report["removed"],
    )
    left_out = ("\n", words.say("left-out", count=report["forgotten"])) if report["forgotten"] else ()
    return (told, *left_out, *_refused(report["refused"], words))


def fetched(ran: JobResult, build: JobResult | None, words: Translations) -> Reply:
    """What links gave, and what the build after that did; None where there was nothing to build."""
    if ran.said is None:
        return Reply((words.say("fetching-failed", why=words.isolated(ran.why)),))
    kept = ran.said["kept"]
    told: list[Piece] = [*indexed(build, words)] if build is not None else [words.say("nothing-fetched")]
    for one in kept[:MOST_LISTED]:
        told += ["\n", words.say("kept", change=one["change"]), " ", *named(_article(one), words)]
    if len(kept) > MOST_LISTED:
        told += ["\n", words.say("kept-more", count=len(kept) - MOST_LISTED)]
    return Reply((*told, *_refused(ran.said["refused"], words, whole=True)))


def choose(found: Sequence[Article], words: Translations) -> Reply:
    """Several articles that may be meant, each with a button."""
    pieces: list[Piece] = [words.say("forget-which")]
    for number, article in enumerate(found, 1):
        pieces += ["\n", f"{number}. ", *named(article, words)]
    return Reply(
        tuple(pieces), tuple((_button(words.say("forget-this", title=_label(a, words)), a.id, ASK),) for a in found)
    )


def ask_whether(article: Article, copies: Sequence[Article], words: Translations) -> Reply:
    """The article that would be forgotten, with the question whether it is to be."""
    pieces: list[Piece] = [
        Bold(words.say("forget-sure")),
        "\n",
        *named(article, words),
        "\n\n",
        words.say("forget-means"),
    ]
    if copies:
        pieces += ["\n\n", *_copies(copies, words)]
    buttons = (_button(words.say("forget-yes"), article.id, DO), _button(words.say("forget-no"), article.id, KEEP))
    return Reply(tuple(pieces), (buttons,))


def forgot(ran: JobResult, words: Translations) -> Reply:
    """That an article is forgotten, with the way back, and its copies, which are still there."""
    pieces: list[Piece] = [words.say("forgot")]
    rows: list[tuple[Button, ...]] = []
    for article in map(_article, ran.said["forgotten"]):
        pieces += ["\n", *named(article, words)]
        rows.append((_button(words.say("forget-undo"), article.id, UNDO),))
    copies = [_article(one) for one in ran.said["copies"]]
    if copies:
        pieces += ["\n\n", *_copies(copies, words)]
        rows += [(_button(words.say("forget-too", title=_label(a, words)), a.id, ASK),) for a in copies[:MOST_LISTED]]
    return Reply(tuple(pieces), tuple(rows))


def recalled(ran: JobResult, build: JobResult, words: Translations) -> Reply:
    """That an article is not forgotten any more, and what the build did that has it again."""
    listed = [piece for one in ran.said for piece in (*named(_article(one), words), "\n")]
    return Reply((words.say("recalled"), "\n", *listed, *indexed(build, words)))


def how_to_forget(listed: Sequence[Mapping[str, Any]], words: Translations) -> Reply:
    """How to forget an article, and what is forgotten, the latest first, each with the way back."""
    newest = [_article(one) for one in reversed(listed)][:MOST_LISTED]
    pieces: list[Piece] = [words.say("forget-how")]
    if listed:
        pieces += ["\n\n", Bold(words.say("left-out-articles", count=len(listed)))]
        for number, article in enumerate(newest, 1):
            pieces += ["\n", f"{number}. ", *named(article, words)]
    rows: Rows = tuple((_button(words.say("recall-this", title=_label(a, words)), a.id, UNDO),) for a in newest)
    return Reply(tuple(pieces), rows)


def named(article: Article, words: Translations) -> Message:
    """An article on one line: title (a link, if there is one), outlet and date."""
    title, url = title_of(article, words, _TITLE_UNITS), web_address(article.url)
    if url is not None and utf16_length(url) > _URL_UNITS:
        url = None
    parts = (tidy(article.source, _OUTLET_UNITS, words), written_date(article.published, words))
    details = "".join(SEPARATOR + part for part in parts if part)
    return (Link(title, url) if url else Italic(title), *((details,) if details else ()))


def _copies(copies: Sequence[Article], words: Translations) -> Message:
    pieces: list[Piece] = [words.say("forget-copies", count=len(copies))]
    for copy in copies[:MOST_LISTED]:
        pieces += ["\n• ", *named(copy, words)]
    return tuple(pieces)


def _button(label: str, article_id: str, number: int) -> Button:
    return Button(label, ButtonPress(Action.FORGET, article_id, number).data)


def _label(article: Article, words: Translations) -> str:
    outlet = tidy(article.source, _LABEL_UNITS // 2, words)
    return words.listed([title_of(article, words, _LABEL_UNITS), *([outlet] if outlet else [])])


def _article(said: Mapping[str, Any]) -> Article:
    """What the index says of an article that it need not have any more."""
    names = ("title", "url", "published", "source", "path")
    return Article(said["id"], "", (), **{name: said[name] for name in names})


def _refused(refusals: Sequence[Mapping[str, Any]], words: Translations, whole: bool = False) -> Message:
    told: list[Piece] = []
    for one in refusals[:_REFUSALS]:
        name = shorten(one["path"] if whole else Path(one["path"]).name, _URL_UNITS)
        line = f", {one['line']}" if one["line"] is not None else ""
        why = words.isolated(shorten(one["reason"], _WHY_UNITS))
        told += ["\n", words.say("refused", name=words.isolated(name + line), why=why)]
    return tuple(told)
