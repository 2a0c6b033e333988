"""Messages to operators: uploads, builds, excluded articles. Pure."""

import re
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.support.i18n import Locale
from bot.support.index_subprocesses import JobResult
from bot.views.buttons import Action, Button, Rows, press_button
from bot.views.citation import SEPARATOR, clean_line, outlet_and_date, title_link, title_of
from bot.views.markup import Bold, Message, Piece, Reply
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


def indexed(result: JobResult, locale: Locale, known: Container[tuple[str, str]] = ()) -> Message:
    """What a build did, or why it did nothing: what failed first, then what has changed.

    Args:
        known: path and reason of each refusal that was told before; these are only counted.
    """
    if result.code != 0:
        return (locale.say("indexing-failed", why=locale.isolated(result.error)),)
    report = result.output
    refused = [one for one in report["refused"] if refusal_key(one) not in known]
    before = len(report["refused"]) - len(refused)
    counts = {
        "new": locale.say("articles-new", count=report["new"]),
        "changed": locale.say("articles-changed", count=report["changed"]),
        "removed": locale.say("articles-removed", count=report["removed"]),
    }
    changes = [said for name, said in counts.items() if report[name]]
    lines = [
        locale.say("indexed", changes=locale.listed(changes)) if changes else locale.say("nothing-new"),
        locale.say("indexed-all", count=report["articles"]),
    ]
    after = [
        *([locale.say("left-out", count=report["forgotten"])] if report["forgotten"] else []),
        *([locale.say("refused-before", count=before)] if before else []),
    ]
    failed = _refused(refused, locale)
    return (*failed, *(("\n",) if failed else ()), "\n".join((" ".join(lines), *after)))


def refusal_key(refusal: Mapping[str, Any]) -> tuple[str, str]:
    """What tells one refusal from another: the path, and why."""
    return refusal["path"], refusal["reason"]


def fetched(
    result: JobResult, build: JobResult | None, locale: Locale, known: Container[tuple[str, str]] = ()
) -> Reply:
    """What links gave, and what the build after that did; None where there was nothing to build."""
    if result.output is None:
        return Reply((locale.say("fetching-failed", why=locale.isolated(result.error)),))
    kept = result.output["kept"]
    failed = _refused(result.output["refused"], locale, whole=True)
    done = indexed(build, locale, known) if build is not None else (locale.say("nothing-fetched"),)
    lines: list[Piece] = [*failed, *(("\n",) if failed else ()), *done]
    for one in kept[:MOST_LISTED]:
        lines += ["\n", locale.say("kept", change=one["change"]), " ", *article_line(_article(one), locale)]
    if len(kept) > MOST_LISTED:
        lines += ["\n", locale.say("kept-more", count=len(kept) - MOST_LISTED)]
    return Reply(tuple(lines))


def choose_article(found: Sequence[Article], locale: Locale) -> Reply:
    """Several articles that may be meant, each with a button."""
    pieces: list[Piece] = [locale.say("forget-which")]
    for number, article in enumerate(found, 1):
        pieces += ["\n", f"{number}. ", *article_line(article, locale)]
    return Reply(
        tuple(pieces),
        tuple(
            (press_button(locale.say("forget-this", title=_label(a, locale)), Action.FORGET, a.id, ASK),) for a in found
        ),
    )


def confirm_exclusion(article: Article, copies: Sequence[Article], locale: Locale) -> Reply:
    """The article that would be forgotten, with the question whether it is to be."""
    pieces: list[Piece] = [
        Bold(locale.say("forget-sure")),
        "\n",
        *article_line(article, locale),
        "\n\n",
        locale.say("forget-means"),
    ]
    if copies:
        pieces += ["\n\n", *_copies(copies, locale)]
    buttons = (
        press_button(locale.say("forget-yes"), Action.FORGET, article.id, DO),
        press_button(locale.say("forget-no"), Action.FORGET, article.id, KEEP),
    )
    return Reply(tuple(pieces), (buttons,))


def excluded(result: JobResult, locale: Locale) -> Reply:
    """That an article is forgotten, with the way back, and its copies, which are still there."""
    pieces: list[Piece] = [locale.say("forgot")]
    rows: list[tuple[Button, ...]] = []
    for article in map(_article, result.output["forgotten"]):
        pieces += ["\n", *article_line(article, locale)]
        rows.append((press_button(locale.say("forget-undo"), Action.FORGET, article.id, UNDO),))
    copies = [_article(one) for one in result.output["copies"]]
    if copies:
        pieces += ["\n\n", *_copies(copies, locale)]
        rows += [
            (press_button(locale.say("forget-too", title=_label(a, locale)), Action.FORGET, a.id, ASK),)
            for a in copies[:MOST_LISTED]
        ]
    return Reply(tuple(pieces), tuple(rows))


def restored(result: JobResult, build: JobResult, locale: Locale) -> Reply:
    """That an article is not forgotten any more, and what the build did that has it again."""
    listed = [piece for one in result.output for piece in (*article_line(_article(one), locale), "\n")]
    return Reply((locale.say("recalled"), "\n", *listed, *indexed(build, locale)))


def exclusion_help(listed: Sequence[Mapping[str, Any]], locale: Locale) -> Reply:
    """How to forget an article, and what is forgotten, the latest first, each with the way back."""
    newest = [_article(one) for one in reversed(listed)][:MOST_LISTED]
    pieces: list[Piece] = [locale.say("forget-how")]
    if listed:
        pieces += ["\n\n", Bold(locale.say("left-out-articles", count=len(listed)))]
        for number, article in enumerate(newest, 1):
            pieces += ["\n", f"{number}. ", *article_line(article, locale)]
    rows: Rows = tuple(
        (press_button(locale.say("recall-this", title=_label(a, locale)), Action.FORGET, a.id, UNDO),) for a in newest
    )
    return Reply(tuple(pieces), rows)


def article_line(article: Article, locale: Locale) -> Message:
    """An article on one line: title (a link, if there is one), outlet and date."""
    details = "".join(SEPARATOR + part for part in outlet_and_date(article, locale, _OUTLET_UNITS))
    title = title_link(article, title_of(article, locale, _TITLE_UNITS), _URL_UNITS)
    return (title, details) if details else (title,)


def _copies(copies: Sequence[Article], locale: Locale) -> Message:
    pieces: list[Piece] = [locale.say("forget-copies", count=len(copies))]
    for copy in copies[:MOST_LISTED]:
        pieces += ["\n• ", *article_line(copy, locale)]
    return tuple(pieces)


def _label(article: Article, locale: Locale) -> str:
    outlet = clean_line(article.source, _LABEL_UNITS // 2, locale)
    return locale.listed([title_of(article, locale, _LABEL_UNITS), *([outlet] if outlet else [])])


def _article(report: Mapping[str, Any]) -> Article:
    """What the index says of an article that it need not have any more."""
    names = ("title", "url", "published", "source", "path")
    return Article(report["id"], "", (), **{name: report[name] for name in names})


def _refused(refusals: Sequence[Mapping[str, Any]], locale: Locale, whole: bool = False) -> Message:
    """A line a refusal, of the first few, and how many more there are."""
    lines: list[str] = []
    for one in refusals[:_REFUSALS]:
        name = shorten(one["path"] if whole else Path(one["path"]).name, _URL_UNITS)
        line = f", {one['line']}" if one["line"] is not None else ""
        lines.append(locale.say("refused", name=locale.isolated(name + line), why=_reason(one["reason"], locale)))
    if len(refusals) > _REFUSALS:
        lines.append(locale.say("kept-more", count=len(refusals) - _REFUSALS))
    return ("\n".join(lines),) if lines else ()


# What the reasons of the readers of files have in common, the first that fits: they are written in English.
_REASONS = (
    ("protected", re.compile(r"password|protected|(?<!or )encrypted")),
    ("large", re.compile(r"[MG]iB|more (?:on a page )?than|larger than|longer than|files or more|unpack|one another")),
    ("empty", re.compile(r"nothing to index|without a text|no (?:article found|object|post|page|text)|no file$|pictures"
                         r"|empty")),
    ("address", re.compile(r"address|certificate|its host|fetch|build again later|not asked for"
                           r"|(?:to|asks) programs|too slow")),
    ("damaged", re.compile(r"damaged|gave up|not JSON|not CSV|save it again|\bmend\b|leads outside|cells below")),
    ("fields", re.compile(r"not published|sidecar|front matter|mapping| is not |name the field")),
    ("format", re.compile(r"binary|encoding|pack|\bread\b|but no|its text|as (?:ODT|DOCX)|regular file"
                          r"|name of a file|export its")),
)  # fmt: skip


def reason_kind(reason: str) -> str | None:
    """What kind of fault a reader's reason tells of; None where it is of none that is known."""
    return next((kind for kind, pattern in _REASONS if pattern.search(reason)), None)


def _reason(reason: str, locale: Locale) -> str:
    """Why a file was refused, in the operator's language; the reader's own words, where those are others, behind it."""
    kind, shown = reason_kind(reason), locale.isolated(shorten(reason, _WHY_UNITS))
    if kind is None or locale.language == "en":
        return shown
    return locale.say("refused-why", kind=locale.say(f"fault-{kind}"), reason=shown)
