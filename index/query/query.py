"""The parsed question: frozen, made once by `index.query.parser.understand`, read by all later steps."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from functools import wraps
from typing import Any, TypeVar

from index.answer_metadata import NameReading, Period
from index.language.partial_date import PartialDate
from index.language.text import Word
from index.language.time_tagging import TimePhrase
from index.names.proper_names import countries
from index.query.time_constraint import TimeConstraint
from index.records import EVERYTHING, Article, Filters, Span

Made = TypeVar("Made")

CONNECTORS = frozenset("al el as an de del la le of the bin ibn abu van von der di da dos den bint y e ul ud".split())
"""Words between those of a name, which are no part of it by themselves."""


class Kind(StrEnum):
    """The kind of answer asked for."""

    COUNT = "count"
    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    EVENTS = "events"
    """What happened somewhere, or a bare topic: any sentence on it is an answer."""
    YES_NO = "yes or no"
    """Whether something is so: the sentence that settles it answers, no words of it by themselves."""
    OTHER = "other"


class Measure(StrEnum):
    """What a figure measures."""

    NUMBER = "number"
    AGE = "age"
    MONEY = "money"
    DURATION = "duration"
    SHARE = "share"
    EXTENT = "extent"


class Listing(Enum):
    """What a question wants a list of."""

    PLACES = auto()
    """One quote a place."""
    EVENTS = auto()
    """What happened somewhere, or to somebody, or all events of a kind there: one quote an event."""


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in the question: as written, the folded words it is made of, and other spellings in the corpus."""

    written: str
    folded: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceConstraint:
    """The place that a question asks about.

    Attributes:
        spellings: its name in each spelling of the corpus, as folded words without articles.
        others: the other names of the question.
        kind: "city", "province" or "" where the question says neither.
        located: whether the question says that it asks of things there ("in", "near"), and not of some name.
        origin: whether what is from there may be what it asks of.
        wide: whether other places lie in it: a province, a country.
    """

    spellings: tuple[tuple[str, ...], ...]
    others: tuple[tuple[str, ...], ...]
    kind: str
    located: bool
    origin: bool
    wide: bool = field(init=False)

    def __post_init__(self) -> None:
        wide = self.kind == "province" or any(" ".join(name) in countries() for name in self.spellings)
        object.__setattr__(self, "wide", wide)


@dataclass(frozen=True, slots=True)
class Query:
    """A question and what was understood of it.

    What follows from text, content and names is filled in by `index.query.parser`, whose functions also make a query
    of another one: `dataclasses.replace` alone would leave that as it was.

    Attributes:
        text: as the person wrote it, without filters; names may be spelt as in the corpus.
        terms: search terms, stop words left out.
        content: the words that an answer has to be about: no stop words, no words that only ask ("many", "happened").
        names: proper names in it, in order, with their other spellings.
        measure: for a COUNT, what the figure measures.
        counted: for a COUNT of things, the folded word for them ("children"); None when it is people in general.
        filters: those typed in the question and those given beside it, taken together.
        time: the time that it names, as far as articles can be filtered by it.
        period: the time that sentences have to tell of; None where any will do.
        surely: whether that has to be named in the sentence itself, and to mean nothing else.
        literal: whether names and times are taken as they are written.
        name_readings: names that are spelt otherwise in the corpus than in the question.
        missing: names of places that the corpus has in no spelling.
        words: all words of `text`.
        times: all words for times in `text`.
        date: the first date with its year, and the characters that name it.
        name_words: the folded words of `names`.
        named: `names`; in Arabic, which has no capitals, the words after "in" where there are none.
        place: the place that it asks about.
        deeds: what it asks of (death, injury …), as in `index.language.event_lexicon`.
        listing: what it wants a list of; None where it wants one answer.
        listed: the word for the kind of events that are to be listed, folded ("attacks").
    """

    text: str
    kind: Kind
    terms: tuple[str, ...]
    content: tuple[Word, ...]
    names: tuple[Name, ...]
    measure: Measure | None = None
    counted: str | None = None
    filters: Filters = EVERYTHING
    time: TimeConstraint | None = None
    period: Period | None = None
    surely: bool = False
    literal: bool = False
    name_readings: tuple[NameReading, ...] = ()
    missing: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    times: tuple[TimePhrase, ...] = ()
    date: tuple[Span, PartialDate] | None = None
    name_words: frozenset[str] = frozenset()
    named: tuple[Name, ...] = ()
    place: PlaceConstraint | None = None
    deeds: frozenset[str] = frozenset()
    listing: Listing | None = None
    listed: str | None = None
    _made: dict[Any, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    @property
    def asks_for_figure(self) -> bool:
        """Whether it asks for a number of people or things somewhere, which reports may give differently."""
        return self.kind is Kind.COUNT and self.measure is Measure.NUMBER and bool(self.named)


def once_a_query(make: Callable[[Query, Article, Span], Made]) -> Callable[[Query, Article, Span], Made]:
    """What `make` gives for a sentence of an article, worked out once a query."""

    @wraps(make)
    def known(query: Query, article: Article, sentence: Span) -> Made:
        key = (make, article.id, sentence)
        if key not in query._made:
            query._made[key] = make(query, article, sentence)
        made: Made = query._made[key]
        return made

    return known
