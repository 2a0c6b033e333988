"""What a figure of a sentence belongs to: the deed and the things that it counts, and its place; pure.

"12 in Ardesh, seven in Bolvar", "in Ardesh, where …, 12 died": a figure is of the place that fewest words and pauses part
it from, before it or after it; "respectively" pairs a list of places with a list of figures.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.events.place_mentions import PlaceMention, any_between, places_in
from index.language.event_lexicon import event_type, thing_in_english
from index.language.quantities import Bound, Figure, bounded_figure
from index.language.text import ARABIC, fold, stem
from index.query.query import PlaceConstraint, Query
from index.reading.article_analysis import Tokens
from index.records import Article, Span

PEOPLE = frozenset(
    """people person persons civilians children women men others residents villagers members soldiers troops workers
    passengers students patients victims casualties family families civilian child woman man dead fighters rebels
    militants protesters demonstrators officers policemen prisoners refugees crewmen sailors""".split()
)
"""Folded words for people, of whom a question without such a word asks."""

_ARABIC_COUNTED = re.compile(r"^\W*[وبلف]?(?:كم|قديش|اديش)(?: عدد| من)? (?:ال)?(\w+)|(?<!\w)عدد (?:ال)?(\w+)")
_ANYBODY = frozenset(("people", "civilians"))


def thing_counted(query: Query) -> str | None:
    """The folded word for the things that a question asks the number of; None for people in general."""
    found = _ARABIC_COUNTED.search(fold(query.text))
    if query.counted is not None or found is None:
        return query.counted
    word: str = found[1] or found[2]
    return None if event_type(word) is not None or thing_in_english(word) in _ANYBODY else word


def same_thing(word: str, other: str) -> bool:
    """Whether two folded words name things of one kind; in Arabic a plural may be a word of its own."""
    if stem(word) == stem(other):
        return True
    thing = thing_in_english(word)
    return thing is not None and thing == thing_in_english(other)


def governing_deed(tokens: Tokens, inside: Sequence[int]) -> str | None:
    """The deed a figure is of: in it ("nine dead"), just before it ("killed nine"), after it ("nine were killed").

    Arabic tells it before the figure, at any distance, if not by the noun right after it.

    Args:
        tokens: the words of the sentence.
        inside: which of them are the figure.
    """
    found = tokens.words
    after = range(inside[-1] + 1, min(len(found), inside[-1] + 6))
    before = range(inside[0] - 1, max(-1, inside[0] - 6), -1)
    near = (*before[:1], *after, *before[1:])
    if any(ARABIC.search(word.folded) for word in found[inside[0] - 1 : inside[-1] + 2]):
        noun = [i for i in after[:1] if not (found[i].folded[0] == "و" and event_type(found[i].folded[1:]) is not None)]
        near = (*noun, *before, *after)
    return next((deed for i in (*inside, *near) if (deed := tokens.deeds[i]) is not None), None)


CLOSE = 5.0
"""Words and pauses, as counted here, below which two things belong to each other without doubt."""

FAR = 10.0
"""Words and pauses from which on a figure need not be of a place or a day at all."""

PARTED_BY_FIGURE = 5.0
"""What another figure between two things counts as."""

_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(
    r"[;:؛—–]|\b(?:and|while|whereas|but|meanwhile)\b|(?:^|\s)و(?=\s|$|في\b|اصيب|أصيب)|(?:^|\s)(?:فيما|بينما|كما)\b",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[,،]")
_SAID = re.compile(r"\b(?:said|says?|saying|told|reported|announced)\b|\b(?:قال|أعلن|ذكر)\w*", re.IGNORECASE)
_PARTED_BY = {"clause": 10.0, "pause": 2.0, "said": 10.0}


def separation(between: str, spoken: bool) -> float:
    """What parts a figure from its place or its day, by the text between them.

    Args:
        spoken: whether the figure comes last: "doctors in Ardesh said that 12 …" need not be of Ardesh.
    """
    parted = len(_WORD.findall(between)) + _PARTED_BY["pause"] * len(_PAUSE.findall(between))
    parted += _PARTED_BY["clause"] * len(_CLAUSE.findall(between))
    return parted + (_PARTED_BY["said"] if spoken and _SAID.search(between) else 0.0)


_RESPECTIVELY = re.compile(r"\brespectively\b|على (?:التوالي|الترتيب)", re.IGNORECASE)
_JOINED = re.compile(r"(?!.*\b(?:including|among|بينهم|منهم)\b)[^.;:]{0,40}(?:\band\b|,|،|\sو)\s*")
_OF_THEM = re.compile(r"\s+(?:\w+\s+)?(?:of (?:them|whom|those)|among them|منهم)\b")
_IN_BRACKETS = re.compile(r"(?<=\w )\((\d{1,3}(?:,\d{3}){1,9}|\d{1,6})\)")


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure with what the sentence says of its place.

    Attributes:
        here: whether it is of the place asked about, as far as the sentence says.
        elsewhere: whether it is of another one.
        distance: words and pauses between figure and place; infinite where there is none.
    """

    figure: Figure
    here: bool = False
    elsewhere: bool = False
    distance: float = float("inf")

    @property
    def sure(self) -> bool:
        """Whether it is of the place asked about without doubt."""
        return self.here and self.distance < CLOSE


def place_figures(
    where: PlaceConstraint, article: Article, sentence: Span, figures: Sequence[Figure]
) -> list[PlacedFigure]:
    """The figures of a sentence in order, each with its place."""
    groups = places_in(where, article, sentence, [figure.span for figure in figures])
    paired = _paired(groups, article.text, sentence, figures)
    row = _Row(groups, figures)
    found = [paired.get(figure.span) or _nearest(row, article.text, figure) for figure in figures]
    begins = sorted(place.begin for group in groups for place in group)
    for number in range(len(found) - 2, -1, -1):  # "five children and two women were killed in Ardesh"
        first, second = found[number].figure.span, found[number + 1].figure.span
        parted = any_between(begins, first.end, second.start)
        if (
            not parted
            and found[number + 1].distance < found[number].distance
            and _is_listed(article.text, first, second)
        ):
            found[number] = replace(found[number + 1], figure=found[number].figure)
    return found


def bracketed_figures(where: PlaceConstraint, article: Article, sentence: Span) -> list[Figure]:
    """The figures of a list such as "in Ardesh (12), Bolvar (seven) and Cerdak (3)", the place asked about among them.

    A number in brackets is an age otherwise.
    """
    stretch = article.cut(sentence)
    matches = list(_IN_BRACKETS.finditer(stretch))
    ends = {place.name.end + 1 for group in places_in(where, article, sentence, ()) for place in group if place.here}
    if len(matches) < 2 or not any(match.start() + sentence.start in ends for match in matches):
        return []
    return [
        bounded_figure(
            Span(m.start(1) + sentence.start, m.end(1) + sentence.start), float(m[1].replace(",", "")), Bound.EXACTLY
        )
        for m in matches
    ]


def _is_listed(text: str, first: Span, second: Span) -> bool:
    """Whether two figures are items of one list, and the second is no part of the first."""
    return _JOINED.fullmatch(text[first.end : second.start]) is not None and not _OF_THEM.match(text, second.end)


def _paired(
    groups: Sequence[Sequence[PlaceMention]], text: str, sentence: Span, figures: Sequence[Figure]
) -> dict[Span, PlacedFigure]:
    """What "respectively" says: the figures of a list by the places of a list as long."""
    if not _RESPECTIVELY.search(text[sentence.start : sentence.end]):
        return {}
    runs: list[list[Figure]] = []
    for figure in figures:
        if runs and re.fullmatch(r"\s*+(?:[,،]\s*+)?(?:and\s++|و)?", text[runs[-1][-1].span.end : figure.span.start]):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    by_length = {len(group): group for group in groups if len(group) > 1}
    return {
        figure.span: PlacedFigure(figure, place.here, place.rival, 0.0)
        for run in runs
        for figure, place in zip(run, by_length.get(len(run), ()), strict=False)
    }


class _Row:
    """The groups of places and the figures of a sentence, in order, for looking up what stands before and after."""

    def __init__(self, groups: Sequence[Sequence[PlaceMention]], figures: Sequence[Figure]) -> None:
        self._groups = groups
        self._group_begins = [group[0].begin for group in groups]
        self._group_ends = [group[-1].name.end for group in groups]
        self._figure_begins = [figure.span.start for figure in figures]
        self._figure_ends = [figure.span.end for figure in figures]
        asked = [group for group in groups if any(place.here for place in group)]
        self._asked = (asked[0], asked[-1]) if asked else ()

    def before_and_after(self, figure: Span) -> Iterator[tuple[Sequence[PlaceMention], int, int]]:
        """The last group before a figure and the first one after it, each with the characters that are between.

        All others have one of these between them and the figure, and are farther.
        """
        at = bisect_right(self._group_ends, figure.start) - 1
        if at >= 0:
            yield self._groups[at], self._group_ends[at], figure.start
        at = bisect_left(self._group_begins, figure.end)
        if at < len(self._groups):
            yield self._groups[at], figure.end, self._group_begins[at]

    def figures_in(self, start: int, end: int) -> int:
        """How many figures lie in a stretch."""
        return max(0, bisect_right(self._figure_ends, end) - bisect_left(self._figure_begins, start))

    def is_of_a_list(self, group: Sequence[PlaceMention]) -> bool:
        """Whether a figure stands between some places and the one asked about: "six in Ardesh, three in Bolvar".

        Then they are places as well, though nothing else may tell them from "six at a wedding in Bolvar".
        """
        return any(
            any_between(
                self._figure_begins,
                min(one[-1].name.end, group[-1].name.end),
                max(one[0].name.start, group[0].name.start),
            )
            for one in self._asked
        )


def _nearest(row: _Row, text: str, figure: Figure) -> PlacedFigure:
    """A figure with the place that the least parts it from."""
    best = PlacedFigure(figure)
    for group, start, end in row.before_and_after(figure.span):
        distance = separation(text[start:end], spoken=end == figure.span.start)
        distance += PARTED_BY_FIGURE * row.figures_in(start, end)
        if distance < best.distance:
            here = any(place.here for place in group)
            apart = distance < CLOSE and row.is_of_a_list(group)
            rival = not here and ((any(place.rival for place in group) and distance < FAR) or apart)
            best = PlacedFigure(figure, here, rival, distance)
    return best
