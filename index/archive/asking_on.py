"""A question that goes on from another, asked of the articles that answered that one."""

from dataclasses import replace
from typing import Protocol

from index.query.followups import IsName
from index.query.parser import understand
from index.query.query import Measure, Query
from index.query.question_parts import name_parts
from index.records import Answer, Filters, Quote


class Ask(Protocol):
    """As `Archive.ask`."""

    def __call__(self, question: str, limit: int, filters: Filters, *, literal: bool) -> Answer:
        """Answer `question` from the articles that pass."""


def ask_on(
    ask: Ask, query: Query, last: str, shown: Quote, articles: frozenset[str], limit: int, is_name: IsName
) -> Answer:
    """The answer to `query` from these articles alone.

    It is asked as it is written: names and times taken literally, for a short question has little to tell a name by. A
    sentence that then only may answer does where the question, read together with the one before it, finds it too. Of
    whose age is asked, who was named in the answer before.

    Args:
        last: the question before it, itself complete.
        shown: the first quote that was shown for `last`.
    """
    there = Filters(articles=articles)
    plain = ask(query.text, limit, there, literal=True)
    if plain.answered:
        return plain
    person = _named(shown, is_name)
    if query.measure is Measure.AGE and person is not None:
        of_whom = ask(f"{query.text} ({person})", limit, there, literal=True)
        if of_whom.answered and person in of_whom.quotes[0].text and not _repeats(of_whom.quotes[0], shown):
            return replace(of_whom, question=query.text)
    if plain.may_say:
        together = ask(f"{query.text} ({last})", limit, there, literal=True)
        found, near = together.quotes[:1], plain.nearest[0]
        if found and _same_place(found[0], near) and not _repeats(found[0], shown):
            return replace(together, question=query.text)
    return plain


def _same_place(quote: Quote, other: Quote) -> bool:
    return quote.article.id == other.article.id and quote.span.overlaps(other.span)


def _repeats(quote: Quote, shown: Quote) -> bool:
    """Whether the same words answer as before: then it is the question before that they answer."""
    marked, before = quote.highlight, shown.highlight
    return _same_place(quote, shown) and marked is not None and before is not None and marked.overlaps(before)


def _named(shown: Quote, is_name: IsName) -> str | None:
    """The one name in the words that answered; None where there is none, or are several."""
    if shown.highlight is None:
        return None
    words = shown.article.cut(shown.highlight)
    parts = name_parts(understand(f"who is {words}?", is_name))
    return words[parts[0].words - 7 : parts[0].end - 7] if len(parts) == 1 else None
