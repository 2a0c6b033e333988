"""A question that goes on from another, asked of the articles that answered that one."""

from dataclasses import replace
from typing import Protocol

from index.answer_metadata import Form
from index.language.text import FORM_LETTERS, folded_words
from index.query.followup_completion import IsName
from index.query.parser import understand
from index.query.query import Kind, Measure, Query
from index.query.question_parts import name_parts, place_part
from index.records import Answer, Filters, Quote

SURE_FROM = 0.8
"""Probability from which an answer to a short question alone stands."""


class Ask(Protocol):
    """As `Archive.ask`."""

    def __call__(self, question: str, limit: int, filters: Filters, *, literal: bool) -> Answer:
        """Answer `question` from the articles that pass."""


def ask_on(
    ask: Ask, query: Query, last: Query, shown: Quote, articles: frozenset[str], limit: int, is_name: IsName
) -> Answer:
    """The answer to `query` from these articles alone.

    It is asked as it is written: names and times taken literally, for a short question has little to tell a name by. A
    sentence that then is not sure to answer does where the question, read together with the one before it, finds it
    too, and else may answer; the sentence that answered that one is found so in any case, and has to have other words
    that answer. An age has to be that of who was named before.

    Args:
        last: the question before it, itself complete, with the kind that its vector tells.
        shown: the first quote that was shown for `last`.
    """
    there = Filters(articles=articles)
    plain = ask(query.text, limit, there, literal=True)
    if query.measure is Measure.AGE and (person := _person(shown, last, is_name)) is not None:
        of_whom = plain if plain.answered else ask(f"{query.text} ({person})", limit, there, literal=True)
        found = of_whom.quotes[:1]
        if found and _names(found[0], person) and not _repeats(found[0], shown):
            return replace(of_whom, question=query.text)
        return _declined(plain)
    if query.measure is Measure.AGE and last.kind is Kind.PERSON:  # who was asked about is not known
        return _declined(plain)
    if plain.answered and plain.form is Form.QUOTES and plain.quotes[0].confidence < SURE_FROM:
        plain = _unsure(plain)
    if plain.may_say and not plain.answered:  # a list of events may be both
        together = ask(f"{query.text} ({last.text})", limit, there, literal=True)
        found, near = together.quotes[:1], plain.nearest[0]
        known = bool(found) and _same_place(found[0], shown) and shown.highlight is not None and not found[0].highlight
        if found and _same_place(found[0], near) and not known and not _repeats(found[0], shown):
            return replace(together, question=query.text)
    return plain


def _same_place(quote: Quote, other: Quote) -> bool:
    return quote.article.id == other.article.id and quote.span.overlaps(other.span)


def _repeats(quote: Quote, shown: Quote) -> bool:
    """Whether the same words answer as before: then it is the question before that they answer."""
    marked, before = quote.highlight, shown.highlight
    return _same_place(quote, shown) and marked is not None and before is not None and marked.overlaps(before)


def _unsure(answer: Answer) -> Answer:
    """Its first quote as one that may answer."""
    first = replace(answer.quotes[0], highlight=None)
    return replace(answer, quotes=(), nearest=(first,), tally=None, may_say=True)


def _declined(answer: Answer) -> Answer:
    return replace(answer, quotes=(), nearest=(), form=Form.QUOTES, tally=None, may_say=False)


def _person(shown: Quote, last: Query, is_name: IsName) -> str | None:
    """The one name in the words that answered before, or in their sentence where none are marked, else in the question
    before; None where there is none.

    Who asks "who is the lawyer of Smith?" goes on to ask of the lawyer: the name has to stand where the answer does.
    """
    answered = shown.highlight is not None
    sentence = "" if last.kind is Kind.PERSON else shown.text
    words = sentence if shown.highlight is None else shown.article.cut(shown.highlight)
    for query in (understand(f"who is {words}?", is_name), last):
        place, names = place_part(query), name_parts(query)
        if len(names) == 1 and (place is None or not place.words <= names[0].words < place.end):
            name = query.text[names[0].words : names[0].end]
            if query is not last or last.kind is not Kind.PERSON or (answered and _names(shown, name)):
                return name
    return None


def _names(quote: Quote, person: str) -> bool:
    """Whether a quote has a word of the name, in any of its forms."""
    said = folded_words(quote.text)
    return any(word.startswith(part[:FORM_LETTERS]) for part in folded_words(person) for word in said if len(part) > 2)
