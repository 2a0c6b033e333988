"""/start, /help, /privacy, and what is said to messages that are no questions. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from difflib import get_close_matches
from hashlib import sha256

from bot.support.i18n import Locale, locale_for
from bot.views.answer_messages import MESSAGE_UNITS, QUESTION_LIMIT
from bot.views.buttons import Action, Button, ButtonPress, in_rows, parse_press, press_button
from bot.views.citation import clean_line, dates_between, format_date
from bot.views.markup import Bold, Italic, Message, Reply, notice, size
from bot.views.truncation import shorten
from index.archive.corpus_stats import CorpusStats

COMMANDS = (
    "ask", "latest", "digest", "article", "sources", "watch", "unwatch", "quiet", "settings", "language", "help",
    "privacy", "forget_me",
    "start",
)  # fmt: skip
"""What the bot can be told by name."""

IN_TERMINAL = ("ask", "latest", "digest", "article", "sources", "help", "privacy", "start")
"""Those of them that can be typed in the terminal."""
MENU = ("latest", "digest", "watch", "sources", "settings", "help")
"""Those in Telegram's menu of a private chat: what people type."""

FORGET_KEEP, FORGET_DO, FORGET_ASK = range(3)
"""Numbers of the presses that have all deleted that is kept of a chat: no, yes, and the question before."""

LATE_FROM = timedelta(minutes=10)
"""A question older than this when it is answered was asked while the bot was not running."""

_LABEL_UNITS = 120
_EXAMPLES = 3
# Of two names: twice the letters that they share in this order, by the letters of both; for what is meant as a command,
# and for a word that may be one.
_NEARLY, _SURELY = 0.6, 0.8


def start(stats: CorpusStats, examples: Sequence[str], locale: Locale) -> Reply:
    """What the bot does and does not, how much it has read, and examples to tap."""
    corpus = locale.say("articles", count=stats.articles)
    if stats.articles:
        corpus = locale.say("corpus-dated", corpus=corpus, dates=_date_span(stats, locale) or locale.say("undated"))
    rows = tuple((_example_button(question, locale),) for question in examples[:_EXAMPLES])
    invitation = locale.say("start-examples" if rows else "start-no-examples")
    return Reply((locale.say("start", corpus=corpus), "\n\n", invitation), rows)


def example_patterns(locale: Locale) -> tuple[str, ...]:
    """Questions with {} for a place."""
    return locale.say("example-killed", place="{}"), locale.say("example-happened", place="{}")


def pressed_example(data: str, examples: Callable[[Locale], Sequence[str]]) -> str | None:
    """The example whose button has this callback data; None where it is none any more.

    Args:
        examples: in a language; that of whoever presses may be another.
    """
    press = parse_press(data)
    if press is None:
        return None
    digest, _, language = press.id.partition("_")  # older buttons name no language: they are in English
    return next((question for question in examples(locale_for(language)) if _digest(question) == digest), None)


def _example_button(question: str, locale: Locale) -> Button:
    return press_button(shorten(question, _LABEL_UNITS), Action.EXAMPLE, f"{_digest(question)}_{locale.language}")


def _digest(question: str) -> str:
    """By which an example is recognised after a restart."""
    return sha256(question.encode("utf-8", "replace")).hexdigest()[:16]


HELP_PAGES = ("ask", "group", "commands", "privacy")
"""The pages behind /help, by the ids in their buttons."""

_OPERATORS = "operator"


def help_(locale: Locale, operator_limit: int | None = None) -> Reply:
    """How to ask, in a few lines, and buttons to the rest.

    Args:
        operator_limit: for an operator, the megabytes of a file that Telegram gives to bots.
    """
    labels = {
        "ask": locale.say("help-button-ask"),
        "group": locale.say("help-button-group"),
        "commands": locale.say("help-button-commands"),
        "privacy": locale.say("help-button-privacy"),
        _OPERATORS: locale.say("help-operators-title"),
    }
    limit = operator_limit or 0
    ids = (*HELP_PAGES, *((_OPERATORS,) if limit else ()))
    buttons = [press_button(labels[page], Action.HELP, page, limit) for page in ids]
    lines = "\n\n".join((locale.say("help"), locale.say("help-first")))
    return Reply((Bold(locale.say("help-title")), "\n", lines), in_rows(buttons, 2))


def help_page(press: ButtonPress, retention_days: int, locale: Locale) -> Reply | None:
    """The page of /help that a press asks for, with the way back; None where there is no such page."""
    match press.id:
        case "main":
            return help_(locale, press.number)
        case "ask":
            lines = "\n\n".join((locale.say("help-times"), locale.say("help-going-on"), locale.say("help-limits")))
            page = Reply((Bold(locale.say("help-button-ask")), "\n", lines))
        case "group":
            page = Reply((Bold(locale.say("help-button-group")), "\n", locale.say("help-groups")))
        case "commands":
            page = Reply((Bold(locale.say("help-button-commands")), "\n", _commands(COMMANDS, locale)))
        case "privacy":
            page = privacy(retention_days, locale)
        case "details":
            page = _privacy_details(retention_days, locale)
        case "operator":
            lines = locale.say("help-operators", limit=press.number)
            page = Reply((Bold(locale.say("help-operators-title")), "\n", lines))
        case _:
            return None
    back = press_button(locale.say("back"), Action.HELP, "main", press.number)
    return replace(page, rows=(*page.rows, (back,)))


def help_in_terminal(locale: Locale) -> Reply:
    """All that helps where there are no buttons, no groups and no messages to reply to."""
    commands = _commands(IN_TERMINAL[1:], locale)
    paragraphs = (locale.say("help"), locale.say("help-times"), locale.say("help-limits"), commands)
    return Reply((Bold(locale.say("help-title")), "\n", "\n\n".join(paragraphs)))


def _commands(names: Sequence[str], locale: Locale) -> str:
    return "\n".join(locale.say("help-command", name=name, what=locale.say(f"command-{name}")) for name in names)


def sources(stats: CorpusStats, locale: Locale) -> Message:
    """What is indexed: counts and dates."""
    corpus = locale.say("articles", count=stats.articles)
    lines = [locale.say("sources-count", corpus=corpus, passages=stats.passages), _dates(stats, locale)]
    built = format_date(stats.built, locale)
    if built:
        lines.append(locale.say("sources-built", date=built))
    return (Bold(locale.say("sources-title")), "\n", " ".join(lines))


def article_how(title: str | None, locale: Locale) -> Reply:
    """How to ask for an article, with a title that there is."""
    example = clean_line(title, _LABEL_UNITS, locale)
    return notice(locale.say("article-how", example=example) if example else locale.say("article-how-plain"))


def no_such_article(name: str, locale: Locale) -> Reply:
    """That no article is called so, nor says any of the words."""
    return notice(locale.say("no-such-article", name=clean_line(name, _LABEL_UNITS, locale) or ""))


def no_such_outlet(name: str, filters: Message, locale: Locale) -> Reply:
    """That no outlet has these words in its name, or none is in the filters."""
    named = clean_line(name, _LABEL_UNITS, locale)
    return Reply((*filters, locale.say("no-such-outlet", name=named) if named else locale.say("nothing-fits")))


def privacy(retention_days: int, locale: Locale) -> Reply:
    """What is stored and for how long (days), in short, with a button to all of it and one to have it deleted."""
    kept = locale.say("privacy", days=locale.say("days", count=retention_days))
    details = press_button(locale.say("privacy-button-details"), Action.HELP, "details")
    delete = press_button(locale.say("privacy-button-delete"), Action.FORGET_ME, "all", FORGET_ASK)
    return Reply((Bold(locale.say("privacy-title")), "\n", kept), ((details, delete),))


def _privacy_details(retention_days: int, locale: Locale) -> Reply:
    kept = locale.say("privacy-details", days=locale.say("days", count=retention_days))
    paragraphs = (kept, "\n\n", locale.say("privacy-preferences"), "\n\n", locale.say("privacy-not"))
    return Reply((Bold(locale.say("privacy-title")), "\n", *paragraphs))


def terminal_privacy(locale: Locale) -> Reply:
    """What is stored of a conversation in the terminal."""
    return Reply((Bold(locale.say("privacy-title")), "\n", locale.say("privacy-terminal")))


def question_hint(text: str, examples: Callable[[], Sequence[str]], locale: Locale) -> Reply | None:
    """What to say to a text that cannot be asked: empty, without words, too long; None when it can."""
    if not text.strip():
        example = next((clean_line(question, _LABEL_UNITS, locale) for question in examples()), None)
        return notice(locale.say("empty-question", example=example or locale.say("no-example")))
    if len(text) > QUESTION_LIMIT:
        return notice(locale.say("too-long", length=len(text), limit=QUESTION_LIMIT))
    if not any(sign.isalnum() for sign in text):
        return notice(locale.say("no-words"))
    return None


def unknown_command(text: str, locale: Locale) -> Reply:
    """To a command that there is not: the one that is most likely meant, else where all are listed."""
    name = text.split(maxsplit=1)[0].removeprefix("/").partition("@")[0].casefold() if text.split() else ""
    near = get_close_matches(name, COMMANDS, 1, _NEARLY)
    if not near:
        return notice(locale.say("unknown-command"))
    what = locale.say(f"command-{near[0]}")
    return notice(locale.say("nearest-command", name=near[0], what=what))


def greeting(examples: Sequence[str], locale: Locale) -> Reply:
    """A greeting in a line, with an example to tap where there is one."""
    return Reply((locale.say("greeting"),), tuple((_example_button(question, locale),) for question in examples[:1]))


def welcome(locale: Locale) -> Reply:
    """To thanks."""
    return notice(locale.say("welcome"))


def nothing_to_answer(locale: Locale) -> Reply:
    """To words that ask nothing which articles could answer."""
    return notice(locale.say("nothing-to-answer"))


def command_in(text: str) -> str | None:
    """The command that a word of `text` is called as, or nearly; None where none is."""
    found = (get_close_matches(word.casefold(), COMMANDS, 1, _SURELY) for word in text.split())
    return next((near[0] for near in found if near), None)


def apology(error_id: str, locale: Locale) -> Reply:
    """That something failed, with the id under which the log has it."""
    return notice(locale.say("apology", id=locale.isolated(error_id)))


def with_delay_note(reply: Reply, ago: timedelta, locale: Locale) -> Reply:
    """`reply` with a word on how long ago its question was asked, when that is long."""
    minutes = round(ago.total_seconds() / 60)
    if ago < LATE_FROM:
        return reply
    span = locale.say("minutes", count=minutes) if minutes < 120 else locale.say("hours", count=round(minutes / 60))
    head = (Italic(locale.say("late", ago=span)), "\n\n")
    if size(head) + size(reply.message) > MESSAGE_UNITS:
        return reply
    return replace(reply, message=(*head, *reply.message))


def terminal_greeting(locale: Locale) -> Reply:
    """How to get a token, for a bot that has none."""
    return Reply((Italic(locale.say("terminal-greeting")),))


def _date_span(stats: CorpusStats, locale: Locale) -> str | None:
    both = dates_between(stats.earliest, stats.latest, locale)
    return both or format_date(stats.earliest, locale) or format_date(stats.latest, locale)


def _dates(stats: CorpusStats, locale: Locale) -> str:
    earliest, latest = format_date(stats.earliest, locale), format_date(stats.latest, locale)
    if earliest is None or latest is None:
        return locale.say("sources-undated")
    if stats.undated == 0:
        return locale.say("sources-dated", latest=latest, earliest=earliest)
    undated = locale.say("articles", count=stats.undated)
    return locale.say("sources-some-undated", latest=latest, earliest=earliest, undated=undated)
