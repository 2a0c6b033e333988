"""Which figures of a sentence are those that a question asks for: of its deed, of its things, there, as a whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.events.event_time import days_of_figures
from index.events.figure_attachment import (
    PEOPLE,
    PlacedFigure,
    bracketed_figures,
    governing_deed,
    place_figures,
    same_thing,
    thing_counted,
)
from index.language.quantities import Figure
from index.query.query import Query, once_a_query
from index.reading.article_analysis import Tokens, figures_of, tokens_of
from index.records import Article, Span

GENERAL = frozenset("people persons civilians residents victims casualties others dead person".split())
"""Folded words for people of whom no more is said."""

_PART_BEFORE = re.compile(
    r"(?:\bincluding|\bamong (?:them|whom|those|the \w+)|\bof (?:them|whom)|\bcounting|بينهم|بينهن|منهم|من بينهم|بما في ذلك)[\s,:]*"
    r"(?:(?:were|was|are|is)\s+)?(?:at least |some |about )?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"^\s+(?:\w+\s+)?(?:of (?:them|whom|those|these)|among them|منهم)\b", re.IGNORECASE)
_PART_THERE = re.compile(r"^\s+(?:(?:of (?:them|whom)|منهم)\s+)?(?:in|at|near|في)\s", re.IGNORECASE)
"""After the figure of a place that lies in the one before."""
_FURTHER_BEFORE = re.compile(r"\b(?:another|a further|an additional|further|additional)\s+$", re.IGNORECASE)
_FURTHER_AFTER = re.compile(r"^\s+(?:\w+\s+)?(?:more|others|other|اخرين|آخرين|آخرون)\b", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"\b(?:to|will|would|could|might|may|should|can|not)\s+(?:\w+ly\s+)?(?:kill|murder|injure|wound|arrest|detain|displace|execute)\s+(?:at least |up to )?$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:\b(?:earlier|previous(?:ly)?|initial(?:ly)?|original(?:ly)?|wrongly|mistakenly|incorrectly|erroneously|misstated)\b(?:(?!\bbut\b|\bnow\b|\d|[;]).){0,80}"
    r"|\b(?:not|instead of|rather than|down from|up from|compared with|against)\s{1,9}"
    r"|\b(?:ros?e|risen|rises|rising|rais\w{1,9}|climb\w{1,9}|increas\w{1,9}|jump\w{1,9}|grew|grown|went|gone|fell|fallen|dropp\w{1,9}|"
    r"revis\w{1,9}|lower\w{1,9}|cut|correct\w{1,9}|chang\w{1,9}|updat\w{1,9})\b[^.;]{0,60}\bfrom\s{1,9}"
    r"|(?:وليس|بدلا من|بدلاً من|لا)\s{1,9}|(?:ارتفع|رفع|زاد|انخفض|عدل|صحح|تصحيح)\w{0,9}\s[^.؛]{0,60}\sمن\s{1,9}"
    r"|(?:سابقا|سابقاً|خطأ|السابقة|نسخة سابقة|في وقت سابق)(?:(?!لكن|الآن|\d|؛).){0,60})$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[^.,;:]{0,40}(?:\band|,)\s*")
_TOLL = frozenset("toll count number figure total حصيله عدد".split())

_THINGS = frozenset(
    """airstrikes strikes strike raids raid attacks attack bombs bomb shells rockets missiles barrels explosions blasts houses homes buildings
    vehicles planes warplanes jets helicopters cars trucks shops schools hospitals villages towns cities districts
    gunmen attackers bombers mosques times ambulances buses غارات صواريخ قذائف منازل براميل""".split()
)


@once_a_query
def placed_figures(query: Query, article: Article, sentence: Span) -> list[PlacedFigure]:
    """All figures of a sentence in order, each with its place."""
    figures = list(figures_of(article, sentence))
    where = query.place
    if where is None:
        return [PlacedFigure(figure) for figure in figures]
    known = {figure.span for figure in figures}
    figures += [figure for figure in bracketed_figures(where, article, sentence) if figure.span not in known]
    return place_figures(where, article, sentence, sorted(figures, key=lambda figure: figure.span))


@once_a_query
def asked_figures(query: Query, article: Article, sentence: Span) -> list[PlacedFigure]:
    """The figures of a sentence that count what is asked for, there, as a whole, and still hold.

    Where one of them surely is of the place asked about, none of which that is not said, and not the whole that it is of.
    """
    read = _read(query, article, sentence)
    kept = [number for number in range(len(read.figures)) if _is_asked(read, number)]
    part = next((number for number in kept if _is_part(read, number)), None)
    if part is not None:  # "300 people died, 45 of them in Ardesh"
        return [read.figures[part]]
    found = [read.figures[number] for number in kept]
    return [one for one in found if one.here] if any(one.sure for one in found) else found


@once_a_query
def figures_of_other_deeds(query: Query, article: Article, sentence: Span) -> list[PlacedFigure]:
    """The figures of a sentence that count a deed which the question does not ask of: those arrested, not those killed."""
    if not query.deeds:
        return []
    read = _read(query, article, sentence)
    return [
        one for one, deed in zip(read.figures, read.deeds, strict=True) if deed is not None and deed not in query.deeds
    ]


@dataclass(frozen=True, slots=True)
class _SentenceFigures:
    """A sentence as a question reads it: its words, its figures in order, and of each the deed that it counts."""

    query: Query
    text: str
    span: Span
    tokens: Tokens
    figures: list[PlacedFigure]
    deeds: list[str | None]

    def before(self, number: int) -> str:
        """What stands before a figure."""
        return self.text[self.span.start : self.figures[number].figure.span.start]

    def after(self, number: int) -> str:
        """What stands behind a figure."""
        return self.text[self.figures[number].figure.span.end : self.span.end]

    def is_apart(self, number: int) -> bool:
        """Whether a figure is of the place asked about, and one before it is not."""
        return self.figures[number].sure and any(not other.here for other in self.figures[:number])


def _read(query: Query, article: Article, sentence: Span) -> _SentenceFigures:
    figures, found = placed_figures(query, article, sentence), tokens_of(article, sentence)
    deeds = [_deed(found, sentence, one.figure) for one in figures]
    for number in range(len(figures) - 2, -1, -1):  # "five children and two women were killed"
        between = article.text[figures[number].figure.span.end : figures[number + 1].figure.span.start]
        if deeds[number] is None and _LISTED.fullmatch(between):
            deeds[number] = deeds[number + 1]
    own_day = _of_another_day(article, sentence, figures)
    for number, one in enumerate(figures):
        # "deaths were reported in Ardesh (12), Bolvar (seven)"; "five were killed on Monday and eleven on Tuesday"
        if deeds[number] is None and (one.sure or own_day[number]):
            deeds[number] = _deed_before(found, sentence, one.figure)
    return _SentenceFigures(query, article.text, sentence, found, figures, deeds)


def _of_another_day(article: Article, sentence: Span, figures: Sequence[PlacedFigure]) -> list[bool]:
    """Of each figure, whether a day of its own stands beside it, and another beside the one before."""
    if len(figures) < 2:
        return [False] * len(figures)
    days = days_of_figures(article, sentence, [one.figure for one in figures])
    return [
        number > 0 and days[number] is not None and days[number - 1] not in (None, days[number])
        for number in range(len(figures))
    ]


def _is_asked(read: _SentenceFigures, number: int) -> bool:
    """Whether a figure counts what is asked for, there, as a whole or as the part that is there, and still holds."""
    one = read.figures[number]
    if one.figure.high == 0 or _NOT_DONE.search(read.before(number)):  # "no one was hurt", "a threat to kill ten"
        return False
    return (
        not one.elsewhere
        and not _leaves_out(read, number)
        and (not _is_part(read, number) or _is_part_there(read, number))
        and not taken_back(read.text, read.span, one.figure.span)
        and _is_of_deed(read, number)
        and _counts(read.query, read.tokens, read.span, one.figure)
    )


def _leaves_out(read: _SentenceFigures, number: int) -> bool:
    """Whether a figure comes on top of others: "five others were killed", "another 30 were wounded" after the dead."""
    further = _FURTHER_BEFORE.search(read.before(number)) or _FURTHER_AFTER.match(read.after(number))
    others = [deed for deed in read.deeds[:number] if deed is not None]
    deed = read.deeds[number]
    return bool(further) and not read.is_apart(number) and (deed in others or (deed == "death" and not others))


def _is_part(read: _SentenceFigures, number: int) -> bool:
    """Whether a figure is of a part of those before: "including", "of them"."""
    return bool(_PART_BEFORE.search(read.before(number)) or _PART_AFTER.match(read.after(number)))


def _is_part_there(read: _SentenceFigures, number: int) -> bool:
    """Whether a part of others is all of them that are in the place asked about."""
    there = read.figures[number].sure and _PART_THERE.match(read.after(number)) is not None
    return there or read.is_apart(number)


def taken_back(text: str, sentence: Span, figure: Span) -> bool:
    """Whether the words before a figure say that it no longer holds: "rose from 12", "earlier said 12", "not 12"."""
    return _BACK.search(text[sentence.start : figure.start]) is not None


def _is_of_deed(read: _SentenceFigures, number: int) -> bool:
    """Whether a figure counts a deed that is asked about, or none is."""
    asked = read.query.deeds
    if not asked or read.deeds[number] in asked:
        return True
    figure = read.figures[number].figure
    ends = read.figures[number + 1].figure.span.start if number + 1 < len(read.figures) else read.span.end
    return read.deeds[number] is None and _is_told(read.tokens, read.span, figure, ends, asked)


def _inside(found: Tokens, sentence: Span, span: Span) -> list[int]:
    start, end = span.start - sentence.start, span.end - sentence.start
    return [i for i, word in enumerate(found.words) if word.start < end and start < word.end]


def _deed(found: Tokens, sentence: Span, figure: Figure) -> str | None:
    inside = _inside(found, sentence, figure.span)
    return governing_deed(found, inside) if inside else None


def _deed_before(found: Tokens, sentence: Span, figure: Figure) -> str | None:
    """The last deed that a sentence tells of before a figure."""
    told = zip(reversed(found.words), reversed(found.deeds), strict=True)
    before = (deed for word, deed in told if word.end + sentence.start <= figure.span.start)
    return next((deed for deed in before if deed is not None), None)


def _is_told(found: Tokens, sentence: Span, figure: Figure, ends: int, asked: frozenset[str]) -> bool:
    """Whether a figure with no deed close by is of those asked about: by the next deed, or as their number.

    "15 people, most of them women, were killed"; "the number of people killed in the attack has risen to 15".
    """
    inside = _inside(found, sentence, figure.span)
    if not inside:
        return False
    told = zip(found.words[inside[-1] + 1 :], found.deeds[inside[-1] + 1 :], strict=True)
    after = (deed for word, deed in told if word.start + sentence.start < ends)
    following = next((deed for deed in after if deed is not None), None)
    return following in asked or (
        any(word.folded in _TOLL for word in found.words[: inside[0]])
        and any(deed in asked for deed in found.deeds[: inside[0]])
    )


def _counts(query: Query, found: Tokens, sentence: Span, figure: Figure) -> bool:
    """Whether a figure counts the things asked about, or people where no things are named."""
    inside = _inside(found, sentence, figure.span)
    if not inside:
        return False
    near = [word.folded for word in found.words[inside[-1] + 1 : inside[-1] + 4]]
    wanted = thing_counted(query)
    if wanted is not None and wanted not in GENERAL:
        return any(same_thing(wanted, word) for word in near)
    airstrikes = near and near[0] not in PEOPLE and (near[0] in _THINGS or (near[1:2] and near[1] in _THINGS))
    return not airstrikes
