"""Which sentence is shown where no quote answers: at most one, of what was asked about, that the person can read."""

from dataclasses import replace

from bot.support.i18n import Locale
from index.language.text import fold, folded_words, script_language
from index.query.parser import understand
from index.records import Answer, Quote


def with_near_passage(answer: Answer, question: str, locale: Locale) -> Answer:
    """`answer` with at most one of its nearest sentences.

    The first one stays where it may answer. Where the articles do not say, it is one in the person's language, or in
    that of the question, that has a name which was asked about: any other looks like an answer and is none.

    Args:
        question: as it was searched for.
    """
    if answer.quotes or answer.may_say:
        return replace(answer, nearest=answer.nearest[:1])
    if answer.missing:
        return replace(answer, nearest=())
    names = _names(answer, question)
    near = next((q for q in answer.nearest if _is_read(q, question, locale) and _has_one(q, names)), None)
    return replace(answer, nearest=() if near is None else (near,))


def _names(answer: Answer, question: str) -> list[frozenset[str]]:
    """The folded words of each name that was asked about, in the spellings that were searched for."""
    asked = understand(question).named
    read = [taken for name in answer.understood.names for taken in name.taken]
    return [frozenset(words) for words in (*(name.folded for name in asked), *map(folded_words, read)) if words]


def _is_read(quote: Quote, question: str, locale: Locale) -> bool:
    """Whether a quote is in the language of the bot's words or of the question, as far as its letters tell that."""
    language, asked_in = quote.article.language or script_language(quote.text), script_language(question)
    return language == locale.language or (language == asked_in and (asked_in != "en" or question.isascii()))


def _has_one(quote: Quote, names: list[frozenset[str]]) -> bool:
    words = {fold(word) for word in folded_words(quote.text)}
    return any(name <= words for name in names)
