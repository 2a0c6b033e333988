"""Conditions on articles as filters of Qdrant, over articles or over their passages.

A passage has the fields of its article that filters look at; titles and addresses only articles have.
"""

from qdrant_client import models

from index.cluster.schema import dimension, outlet_key
from index.language.partial_date import PartialDate
from index.records import Filters
from index.retrieval.article_conditions import Addressed, All, Any, Condition, Mentioning, Not, Passing, Titled

NOBODY = "-"
"""A value that no field has."""


def filter_of(where: Condition) -> models.Filter:
    """The articles, or their passages, that a condition lets through."""
    match where:
        case Passing(filters):
            return models.Filter(must=_fields(filters))
        case Mentioning(terms):
            having: list[models.Condition] = [_is("has", dimension(term)) for term in sorted(terms)]
            return models.Filter(must=having or [_is("id", NOBODY)])
        case Titled(words, whole):
            if whole:
                return models.Filter(must=[_is("title_key", " ".join(words))])
            return models.Filter(must=[_is("title_words", word) for word in sorted(set(words))])
        case Addressed(key):
            return models.Filter(must=[_is("address", key)])
        case All(parts):
            return models.Filter(must=[filter_of(part) for part in parts])
        case Any(parts):
            either: list[models.Condition] = [filter_of(part) for part in parts]
            return models.Filter(should=either) if either else models.Filter(must=[_is("id", NOBODY)])
        case Not(part):
            return models.Filter(must_not=[filter_of(part)])


def any_of(field: str, values: list[str]) -> models.FieldCondition:
    """That a field has one of some words."""
    return models.FieldCondition(key=field, match=models.MatchAny(any=values or [NOBODY]))


def _is(field: str, value: str | int) -> models.FieldCondition:
    return models.FieldCondition(key=field, match=models.MatchValue(value=value))


def _fields(filters: Filters) -> list[models.Condition]:
    wanted: list[models.Condition] = []
    if filters.sources:
        wanted.append(any_of("outlet", [outlet_key(name) for name in filters.sources]))
    if filters.languages:
        wanted.append(any_of("language", list(filters.languages)))
    if filters.after is not None:
        first = PartialDate.parse(filters.after).earliest.toordinal()
        wanted.append(models.FieldCondition(key="latest", range=models.Range(gte=first)))
    if filters.before is not None:
        last = PartialDate.parse(filters.before).latest.toordinal()
        wanted.append(models.FieldCondition(key="earliest", range=models.Range(lte=last)))
    if filters.articles is not None:
        wanted.append(any_of("id", sorted(filters.articles)))
    return wanted
