"""What the bot says about itself, its corpus and messages that are no questions; pure, no Telegram in it."""

from collections.abc import Callable, Sequence
from hashlib import sha256

from bot.support.i18n import Translations
from bot.views.buttons import Button
from bot.views.callback_data import Action, ButtonPress
from bot.views.citation import tidy, written_date
from bot.views.markup import Bold, Italic, Message
from bot.views.replies import QUESTION_LIMIT, Reply
from bot.views.truncation import shorten
from index.stats import Stats

COMMANDS = (
    "ask", "latest", "digest", "article", "sources", "watch", "unwatch", "quiet", "settings", "language", "help",
    "privacy", "forget_me",
    "start",
)  # fmt: skip
"""What the bot can be told by name, in the order of Telegram's menu."""

IN_TERMINAL = ("ask", "latest", "digest", "article", "sources", "help", "privacy", "start")
"""Those of them that can be typed in the terminal."""

_LABEL_UNITS = 120
_EXAMPLES = 3


def start(stats: Stats, examples: Sequence[str], words: Translations) -> Reply:
    """What the bot does and does not, how much it has read, and examples to tap."""
    corpus = words.say("articles", count=stats.articles)
    if stats.articles:
        corpus = words.say("corpus-dated", corpus=corpus, dates=_date_span(stats, words) or words.say("undated"))
    rows = tuple(
        (Button(shorten(question, _LABEL_UNITS), example_press(question)),) for question in examples[:_EXAMPLES]
    )
    invitation = words.say("start-examples" if rows else "start-no-examples")
    return Reply((words.say("start", corpus=corpus), "\n\n", invitation), rows)


def example_press(question: str) -> str:
    """The callback data of an example: a digest of it, so that it is recognised after a restart."""
    return ButtonPress(Action.EXAMPLE, sha256(question.encode("utf-8", "replace")).hexdigest()[:16]).data


def help_(words: Translations, in_terminal: bool = False) -> Reply:
    """How to ask, and what the bot does not do."""
    buttons = words.say("help-buttons", more=words.say("more-context"), next=words.say("next"))
    in_telegram = [] if in_terminal else [buttons, words.say("help-groups")]
    names = IN_TERMINAL if in_terminal else COMMANDS
    commands = [words.say("help-command", name=name, what=words.say(f"command-{name}")) for name in names]
    told = [
        words.say("help"),
        words.say("help-filters"),
        words.say("help-browsing"),
        *in_telegram,
        words.say("help-limits"),
    ]
    paragraphs = [*told, "\n".join(commands)]
    return Reply((Bold(words.say("help-title")), "\n", "\n\n".join(paragraphs)))


def sources(stats: Stats, words: Translations) -> Message:
    """What is indexed: counts and dates."""
    corpus = words.say("articles", count=stats.articles)
    lines = [words.say("sources-count", corpus=corpus, passages=stats.passages), _dates(stats, words)]
    built = written_date(stats.built, words)
    if built:
        lines.append(words.say("sources-built", date=built))
    return (Bold(words.say("sources-title")), "\n", " ".join(lines))


def article_how(title: str | None, words: Translations) -> Reply:
    """How to ask for an article, with a title that there is."""
    example = tidy(title, _LABEL_UNITS, words)
    return notice(words.say("article-how", example=example) if example else words.say("article-how-plain"))


def no_such_article(name: str, words: Translations) -> Reply:
    """That no article is called so, nor says any of the words."""
    return notice(words.say("no-such-article", name=tidy(name, _LABEL_UNITS, words) or ""))


def no_such_outlet(name: str, filters: Message, words: Translations) -> Reply:
    """That no outlet has these words in its name, or none is in the filters."""
    named = tidy(name, _LABEL_UNITS, words)
    return Reply((*filters, words.say("no-such-outlet", name=named) if named else words.say("nothing-fits")))


def privacy(retention_days: int, words: Translations) -> Reply:
    """What is stored and for how long, in days."""
    kept = words.say("privacy", days=words.say("days", count=retention_days))
    paragraphs = (kept, "\n\n", words.say("privacy-preferences"), "\n\n", words.say("privacy-not"))
    return Reply((Bold(words.say("privacy-title")), "\n", *paragraphs))


def terminal_privacy(words: Translations) -> Reply:
    """What is stored of a conversation in the terminal."""
    return Reply((Bold(words.say("privacy-title")), "\n", words.say("privacy-terminal")))


def no_question(text: str, examples: Callable[[], Sequence[str]], words: Translations) -> Reply | None:
    """What to say to a text that cannot be asked: empty, without words, too long; None when it can."""
    if not text.strip():
        example = next((tidy(question, _LABEL_UNITS, words) for question in examples()), None)
        return notice(words.say("empty-question", example=example or words.say("no-example")))
    if len(text) > QUESTION_LIMIT:
        return notice(words.say("too-long", length=len(text), limit=QUESTION_LIMIT))
    if not any(sign.isalnum() for sign in text):
        return notice(words.say("no-words"))
    return None


def notice(text: str) -> Reply:
    """One of the bot's own lines as a message."""
    return Reply((text,))


def ask_whether(question: str, action: Action, subject: str, words: Translations) -> Reply:
    """A question before something is done, with a button for yes and one for no."""
    yes, no = (ButtonPress(action, subject, number).data for number in (1, 0))
    return Reply((question,), ((Button(words.say("yes"), yes), Button(words.say("no"), no)),))


def apology(error_id: str, words: Translations) -> Reply:
    """That something failed, with the id under which the log has it."""
    return notice(words.say("apology", id=words.isolated(error_id)))


def terminal_greeting(words: Translations) -> Reply:
    """How to get a token, for a bot that has none."""
    return Reply((Italic(words.say("terminal-greeting")),))


def _date_span(stats: Stats, words: Translations) -> str | None:
    earliest, latest = written_date(stats.earliest, words), written_date(stats.latest, words)
    if earliest is None or latest is None:
        return earliest or latest
    if earliest == latest:
        return earliest
    return words.say("dates", earliest=earliest, latest=latest)


def _dates(stats: Stats, words: Translations) -> str:
    earliest, latest = written_date(stats.earliest, words), written_date(stats.latest, words)
    if earliest is None or latest is None:
        return words.say("sources-undated")
    if stats.undated == 0:
        return words.say("sources-dated", latest=latest, earliest=earliest)
    undated = words.say("articles", count=stats.undated)
    return words.say("sources-some-undated", latest=latest, earliest=earliest, undated=undated)
