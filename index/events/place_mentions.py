"""The places that a sentence says something happened in, and which of them is the one asked about; pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.events.name_spans import mentions, name_spans, placed_words, without_dateline
from index.language.event_lexicon import event_type
from index.language.text import Word, script_language
from index.names.phonetics import bare_name
from index.names.proper_names import countries
from index.query.query import PlaceConstraint
from index.reading.article_analysis import once_an_article
from index.records import Article, Span

_LOCATIVE = re.compile(
    r"(?P<word>\b(?:in|at|near|on|inside|outside|around|across|throughout|over|of|from|to|into|hit|struck|shelled|bombed|"
    r"and|reached))\s+(?:(?:the|nearby|neighbou?ring|rebel-held|besieged|entire|whole|all of)\s+)*"
    r"(?P<kind>(?:town|city|village|port|province|district|capital|region|camp|governorate)s?(?:\s+(?:of|at|in))?\s+)?$",
    re.IGNORECASE,
)
_LANDMARK = re.compile(
    r"(?:\b(?:km|kilomet\w+|miles?|hours?|minutes?)\b[\w\s-]{0,30}\b(?:of|from|to)"
    r"|\b(?:north|south|east|west)\w*(?:[- ](?:east|west))? of)"
    r"\s+(?:the\s+)?(?:(?:town|city|village)\s+of\s+)?$"
    r"|(?:كيلومتر\w{0,3}|كم)\s{1,9}(?:\w{1,30}\s{1,9})?(?:عن|من)\s{1,9}(?:\w{1,30}\s{1,9})?$",
    re.IGNORECASE,
)
_INSIDE_A_TOWN = re.compile(
    r"\b(?:hotel|hospital|clinic|market|school|university|college|street|road|avenue|square|church|mosque|bridge|airport|"
    r"stadium|prison|station|neighbou?rhoods?|quarters?|suburbs?|districts?|building|tower|palace|parliament|court|centre|center|"
    r"club|theatre|mall|park|island|river|mill|mine|factory|plant|base|barracks|checkpoint|cafe|restaurant)s?\b",
    re.IGNORECASE,
)
_WIDER_BEFORE = re.compile(r"\b(?:north|south|east|west|central)\w*\s+$", re.IGNORECASE)
_WINDOW = 200
"""Characters before and after a name that may say what it is."""

_OVERALL = frozenset("across throughout over".split())
_LISTED = re.compile(
    r"\s*+(?:\(\w+\)\s*+)?(?:,\s*+)?(?:(?:and|or|as well as|&)\s++)?(?:the\s++)?"
    r"(?:(?:cities|towns|villages|city|town|village)\s++of\s++)?"
)
_ARABIC_BEFORE = frozenset("في قرب علي وفي".split())
_ARABIC_WIDE = frozenset("محافظه ريف اقليم منطقه".split())
_ARABIC_KINDS = frozenset("مدينه بلده قريه مخيم بلدات مدن قري ناحيه".split()) | _ARABIC_WIDE
_ARABIC_NO_PLACE = frozenset(
    """اليوم يوم وقت حين ظل غاره غارات قصف هجوم هجمات انفجار تفجير القصف الهجوم الغارات الانفجار معارك اشتباكات المستشفي
    مستشفي سوق عام شهر صفوف حصيله بيان""".split()
)
_BRACKETED = re.compile(r"\([\w.,٫٬]+\)")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in a sentence.

    Attributes:
        begin: the offset in the article of the first word that leads to it ("in the town of").
        name: the characters of its name.
        here: whether it is the one asked about.
        rival: whether what is there is surely not in the one asked about.
    """

    begin: int
    name: Span
    here: bool
    rival: bool


def is_only_a_landmark(where: PlaceConstraint, article: Article, sentence: Span) -> bool:
    """Whether a sentence names the place only to say where another one is, or where somebody comes from."""
    found = placed_words(article, sentence)
    own = {span for name in where.spellings for span in mentions(found, name)}
    places = [place for group in places_in(where, article, sentence, ()) for place in group if place.name in own]
    return bool(places) and not any(place.here for place in places)


def places_in(
    where: PlaceConstraint, article: Article, sentence: Span, figures: Sequence[Span]
) -> list[list[PlaceMention]]:
    """The places of a sentence in order, those that stand in one list together ("in Ardesh and Bolvar").

    That of a dateline is none of them.

    Args:
        figures: those in the sentence, which are no names; a name right before one, as the place asked about is, is a
            place as well ("Ardesh 12, Bolvar seven").
    """
    text = article.text
    sentence = without_dateline(article, sentence)
    found = placed_words(article, sentence)
    own = _in_order(span for name in where.spellings for span in mentions(found, name))
    others = _in_order(span for name in where.others for span in mentions(found, name))
    if _is_arabic(article, sentence):
        plain = [word for word in found if not _overlaps_any(Span(word.start, word.end), figures)]
        places = _in_arabic(where, text, plain, own, others)
    else:
        names = name_spans(article, sentence)
        starts = frozenset(figure.start for figure in figures)
        counted = frozenset(name for name in names if _counts(text, name, starts))
        listing = any(_counts(text, name, starts) for name in own)
        places = _in_latin(where, text, sentence, own, others, names, counted if listing else frozenset())
    groups: list[list[PlaceMention]] = []
    figure_starts = [figure.start for figure in figures]
    for place in places:
        between = text[groups[-1][-1].name.end : place.name.start] if groups else ""
        parted = groups and any_between(figure_starts, groups[-1][-1].name.end, place.name.start)
        arabic = between.strip() == "و" or (between == " " and text[place.name.start] == "و")
        if groups and not parted and (arabic or _LISTED.fullmatch(between)):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _in_order(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, of those that overlap the longest alone."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept


@once_an_article
def _is_arabic(article: Article, sentence: Span) -> bool:
    return script_language(article.cut(sentence)) == "ar"


def _in_latin(
    where: PlaceConstraint, text: str, sentence: Span, own: Sequence[Span], others: Sequence[Span],
    names: Sequence[Span], counted: frozenset[Span],
) -> Iterator[PlaceMention]:  # fmt: skip
    ours = frozenset(own)
    named = [span for span in names if not _overlaps_any(span, own)]
    end, was_place = sentence.start, False
    for span in sorted((*own, *named)):
        window = max(sentence.start, span.start - _WINDOW)
        before, after = text[window : span.start], text[span.end : min(sentence.end, span.end + _WINDOW)]
        led = _LOCATIVE.search(before)
        listed = was_place and _LISTED.fullmatch(text[end : span.start]) is not None
        word = "" if led is None else led["word"].lower()
        begin = span.start if led is None or listed else window + led.start()
        origin = word == "from" and not where.origin
        if _LANDMARK.search(before) or (origin and not listed):
            was_place = False
            if span in ours:  # what is 20 km from it, or what its people meet with elsewhere, is not there
                yield PlaceMention(span.start, span, here=False, rival=True)
            continue
        kind = _kind(led["kind"] if led is not None else None, text[span.start : span.end], after)
        mine = span in ours
        here = mine and not (where.kind and kind and kind != where.kind)
        locating = bool(word) and (word not in ("of", "to", "and") or (led is not None and led["kind"] is not None))
        if mine or locating or listed or span in counted:
            name = " ".join(bare_name(text[span.start : span.end])[0])
            wide = kind == "province" or name in countries() or _WIDER_BEFORE.search(before) is not None
            inside = _overlaps_any(span, others) or _INSIDE_A_TOWN.search(
                text[span.start : span.end] + re.match(r"(?:\s+\w+)?", after).group()  # type: ignore[union-attr]
            )
            rival = not here and not inside and (mine or word in _OVERALL or not (wide or where.wide))
            yield PlaceMention(begin, span, here, rival)
            end, was_place = span.end, True


def _counts(text: str, name: Span, starts: frozenset[int]) -> bool:
    """Whether a figure, which begins at one of `starts`, stands right after a name, as in a list."""
    return any(text.startswith(gap, name.end) and name.end + len(gap) in starts for gap in (" ", " (", ": "))


def any_between(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of `places`, in order, is at `start` or after it and before `end`."""
    return bisect_left(places, start) < bisect_left(places, end)


def _overlaps_any(span: Span, others: Sequence[Span]) -> bool:
    """Whether `span` shares a character with one of `others`, which are in order and do not overlap."""
    at = bisect_left(others, span.end, key=lambda one: one.start) - 1
    return at >= 0 and others[at].overlaps(span)


def _kind(before: str | None, name: str, after: str) -> str:
    """What kind of place a name is said to be: "city", "province" or ""."""
    follows = re.match(r"\s+(\w+)", after)
    return bare_name(" ".join((before or "", name, "" if follows is None else follows[1])))[1]


def _in_arabic(
    where: PlaceConstraint, text: str, found: Sequence[Word], own: Sequence[Span], others: Sequence[Span]
) -> Iterator[PlaceMention]:
    """Arabic has no capitals: a place is what stands after "in", or after a noun for places; only that is a rival."""
    last: Span | None = None
    for at, word in enumerate(found):
        whose = bisect_right(own, word.start, key=lambda one: one.start) - 1
        mine = whose >= 0 and word.start < own[whose].end
        span = own[whose] if mine else Span(word.start, word.end)
        if last is not None and span.overlaps(last):
            continue
        plain = word.folded.removeprefix("و") if at else word.folded
        before = found[at - 1].folded.removeprefix("و") if at else ""
        kind = before.removeprefix("ال") if before.removeprefix("ال") in _ARABIC_KINDS else ""
        first = at - 2 if kind and at > 1 and found[at - 2].folded.removeprefix("و") in _ARABIC_BEFORE else at - 1
        listed = (
            last is not None
            and word.folded.startswith("و")
            and _BRACKETED.sub("", text[last.end : word.start]).isspace()
        )
        no_place = plain in _ARABIC_NO_PLACE | _ARABIC_KINDS or event_type(plain) is not None
        if mine or ((kind or before in _ARABIC_BEFORE or listed) and not no_place):
            told = "" if not kind else "province" if kind in _ARABIC_WIDE else "city"
            here = mine and not (where.kind and told and told != where.kind)
            inside = _overlaps_any(span, others) or where.wide or told == "province"
            begin = word.start if not (kind or before in _ARABIC_BEFORE) else found[first].start
            yield PlaceMention(begin, span, here, rival=not here and (mine or (bool(kind) and not inside)))
            last = span
