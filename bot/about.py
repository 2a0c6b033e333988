"""What the bot says about itself, its corpus and messages that are no questions; pure, no Telegram in it."""

from collections.abc import Callable, Sequence
from hashlib import sha256

from bot import words
from bot.buttons import Button
from bot.citation import cite, tidy, written_date
from bot.cutting import shorten
from bot.markup import Bold, Italic, Message, Piece
from bot.presses import Action, Press
from bot.replies import QUESTION_LIMIT, Reply
from index.records import Article, SourceCount, Stats

_LABEL_UNITS = 120
_EXAMPLES = 3
_OUTLETS = 25
_OUTLET_UNITS = 60


def start(stats: Stats, examples: Sequence[str]) -> Reply:
    """What the bot does and does not, how much it has read, and examples to tap."""
    size = corpus_size(stats.articles)
    dates = _date_span(stats) or words.UNDATED
    purpose = words.START.format(corpus=f"{size} ({dates})" if stats.articles else size)
    rows = tuple(
        (Button(shorten(question, _LABEL_UNITS), example_press(question)),) for question in examples[:_EXAMPLES]
    )
    return Reply((purpose, "\n\n", words.START_EXAMPLES if rows else words.START_NO_EXAMPLES), rows)


def example_press(question: str) -> str:
    """The callback data of an example: a digest of it, so that it is recognised after a restart."""
    return Press(Action.EXAMPLE, sha256(question.encode("utf-8", "replace")).hexdigest()[:16]).data


def help_(in_terminal: bool = False) -> Reply:
    """How to ask, and what the bot does not do."""
    buttons = words.HELP_BUTTONS.format(more=words.MORE_CONTEXT, next=words.NEXT)
    paragraphs = [words.HELP, *([] if in_terminal else [buttons, words.HELP_GROUPS]), words.HELP_LIMITS]
    commands = [f"/{name}: {what}" for name, what in words.COMMANDS]
    return Reply((Bold(words.HELP_TITLE), "\n", "\n\n".join([*paragraphs, "\n".join(commands)])))


def sources(stats: Stats) -> Reply:
    """What is indexed: counts, dates, and the outlets with most articles."""
    lines = [
        words.SOURCES_COUNT.format(corpus=corpus_size(stats.articles), passages=f"{stats.passages:,}"),
        _dates(stats),
    ]
    built = written_date(stats.built)
    if built:
        lines.append(words.SOURCES_BUILT.format(date=built))
    message: Message = (Bold(words.SOURCES_TITLE), "\n", " ".join(lines))
    # One unnamed outlet would say nothing that the count has not said.
    if any(source.source for source in stats.sources):
        named_first = sorted(stats.sources, key=lambda source: source.source is None)
        outlets = [_outlet(source) for source in named_first[:_OUTLETS]]
        rest = named_first[_OUTLETS:]
        if rest:
            articles = corpus_size(sum(source.articles for source in rest))
            outlets.append(words.SOURCES_MORE.format(outlets=len(rest), corpus=articles))
        message = (*message, "\n\n", "\n".join(outlets))
    return Reply(message)


def latest(articles: Sequence[Article]) -> Reply:
    """The newest articles with their sources."""
    if not articles:
        return notice(words.NO_ARTICLES)
    pieces: list[Piece] = [Bold(words.LATEST)]
    for article in articles:
        pieces += ["\n\n", *cite(article, 0)]
    return Reply(tuple(pieces))


def privacy(retention_days: int) -> Reply:
    """What is stored and for how long, in days."""
    days = words.ONE_DAY if retention_days == 1 else words.DAYS.format(days=retention_days)
    return Reply((Bold(words.PRIVACY_TITLE), "\n", words.PRIVACY.format(days=days), "\n\n", words.PRIVACY_NOT))


def terminal_privacy() -> Reply:
    """What is stored of a conversation in the terminal."""
    return Reply((Bold(words.PRIVACY_TITLE), "\n", words.PRIVACY_TERMINAL))


def no_question(text: str, examples: Callable[[], Sequence[str]]) -> Reply | None:
    """What to say to a text that cannot be asked: empty, without words, too long; None when it can."""
    if not text.strip():
        example = next((tidy(question, _LABEL_UNITS) for question in examples()), None)
        return notice(words.EMPTY_QUESTION.format(example=example or words.NO_EXAMPLE))
    if len(text) > QUESTION_LIMIT:
        return notice(words.TOO_LONG.format(length=len(text), limit=QUESTION_LIMIT))
    if not any(sign.isalnum() for sign in text):
        return notice(words.NO_WORDS)
    return None


def notice(text: str) -> Reply:
    """One of the bot's own lines as a message."""
    return Reply((text,))


def apology(error_id: str) -> Reply:
    """That something failed, with the id under which the log has it."""
    return notice(words.APOLOGY.format(id=error_id))


def terminal_greeting() -> Reply:
    """How to get a token, for a bot that has none."""
    return Reply((Italic(words.TERMINAL_GREETING),))


def corpus_size(articles: int) -> str:
    """A number of articles in words."""
    return words.ONE_ARTICLE if articles == 1 else words.ARTICLES.format(count=articles)


def _date_span(stats: Stats) -> str | None:
    earliest, latest = written_date(stats.earliest), written_date(stats.latest)
    if earliest is None or latest is None:
        return earliest or latest
    if earliest == latest:
        return earliest
    return words.DATES.format(earliest=earliest, latest=latest)


def _dates(stats: Stats) -> str:
    earliest, latest = written_date(stats.earliest), written_date(stats.latest)
    if earliest is None or latest is None:
        return words.SOURCES_UNDATED
    template = words.SOURCES_DATED if stats.undated == 0 else words.SOURCES_SOME_UNDATED
    return template.format(latest=latest, earliest=earliest, undated=corpus_size(stats.undated))


def _outlet(source: SourceCount) -> str:
    outlet = tidy(source.source, _OUTLET_UNITS) or words.SOURCES_NO_OUTLET
    newest = written_date(source.newest)
    template = words.SOURCES_OUTLET_NEWEST if newest else words.SOURCES_OUTLET
    return template.format(outlet=outlet, corpus=corpus_size(source.articles), newest=newest)
