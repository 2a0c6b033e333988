"""The places that a sentence says something happened in, and which of them is the one asked about; pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.events.datelines import dateline_end
from index.language.event_triggers import event_type
from index.language.text import ARABIC, Word, folded_words, script_language, stem, words
from index.names.phonetics import ARTICLES, bare_name
from index.names.proper_names import countries
from index.query.place_constraint import PlaceConstraint
from index.query.question import CONNECTORS, Kind
from index.reading.candidates import candidates
from index.reading.context import around
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
_BETWEEN = ARTICLES | CONNECTORS
_CLITICS = re.compile(r"^[وفبلك](?=\w{3})")


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


def is_named(where: PlaceConstraint, article: Article) -> bool:
    """Whether an article names the place anywhere but where it was filed, in a spelling of the corpus."""
    found, each = around(article).once(_words)
    for name in where.spellings:
        first = {word for word in each if name and _is_same(word, name[0])}
        begins = (at for at, word in enumerate(found) if word in first) if first else ()
        if any(_mention_end(found, at, name) is not None for at in begins):
            return True
    return False


def _words(article: Article) -> tuple[Sequence[str], frozenset[str]]:
    """The folded words of an article without its datelines, in order, and each of them once."""
    pieces = [article.text[p.span.start + dateline_end(article.cut(p.span)) : p.span.end] for p in article.paragraphs]
    found = folded_words("\n".join((article.title or "", *pieces)))
    return found, frozenset(found)


def is_only_a_landmark(where: PlaceConstraint, article: Article, sentence: Span) -> bool:
    """Whether a sentence names the place only to say where another one is, or where somebody comes from."""
    found = [Word(w.folded, w.start + sentence.start, w.end + sentence.start) for w in words(article.cut(sentence))]
    own = {span for name in where.spellings for span in _mentions(found, name)}
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
    sentence = Span(sentence.start + dateline_end(article.cut(sentence)), sentence.end)
    found = [Word(w.folded, w.start + sentence.start, w.end + sentence.start) for w in words(article.cut(sentence))]
    own = [span for name in where.spellings for span in _mentions(found, name)]
    others = [span for name in where.others for span in _mentions(found, name)]
    if script_language(article.cut(sentence)) == "ar":
        plain = [word for word in found if not any(figure.overlaps(Span(word.start, word.end)) for figure in figures)]
        places = _in_arabic(where, text, plain, own, others)
    else:
        counted = [name for name in candidates(Kind.PERSON, text, sentence) if _counts(text, name, figures)]
        places = _in_latin(
            where, text, sentence, own, others, counted if any(_counts(text, n, figures) for n in own) else []
        )
    groups: list[list[PlaceMention]] = []
    for place in places:
        between = text[groups[-1][-1].name.end : place.name.start] if groups else ""
        parted = groups and any(groups[-1][-1].name.end <= figure.start < place.name.start for figure in figures)
        arabic = between.strip() == "و" or (between == " " and text[place.name.start] == "و")
        if groups and not parted and (arabic or _LISTED.fullmatch(between)):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _in_latin(
    where: PlaceConstraint,
    text: str,
    sentence: Span,
    own: Sequence[Span],
    others: Sequence[Span],
    counted: Sequence[Span],
) -> Iterator[PlaceMention]:
    named = [span for span in candidates(Kind.PERSON, text, sentence) if not any(span.overlaps(one) for one in own)]
    end, was_place = sentence.start, False
    for span in sorted((*own, *named)):
        before, after = text[sentence.start : span.start], text[span.end : sentence.end]
        led = _LOCATIVE.search(before)
        listed = was_place and _LISTED.fullmatch(text[end : span.start]) is not None
        word = "" if led is None else led["word"].lower()
        begin = span.start if led is None or listed else sentence.start + led.start()
        origin = word == "from" and not where.origin
        if _LANDMARK.search(before) or (origin and not listed):
            was_place = False
            if span in own:  # what is 20 km from it, or what its people meet with elsewhere, is not there
                yield PlaceMention(span.start, span, here=False, rival=True)
            continue
        kind = _kind(led["kind"] if led is not None else None, text[span.start : span.end], after)
        mine = span in own
        here = mine and not (where.kind and kind and kind != where.kind)
        locating = bool(word) and (word not in ("of", "to", "and") or (led is not None and led["kind"] is not None))
        if mine or locating or listed or span in counted:
            name = " ".join(bare_name(text[span.start : span.end])[0])
            wide = kind == "province" or name in countries() or _WIDER_BEFORE.search(before) is not None
            inside = any(span.overlaps(one) for one in others) or _INSIDE_A_TOWN.search(
                text[span.start : span.end] + re.match(r"(?:\s+\w+)?", after).group()  # type: ignore[union-attr]
            )
            rival = not here and not inside and (mine or word in _OVERALL or not (wide or where.wide))
            yield PlaceMention(begin, span, here, rival)
            end, was_place = span.end, True


def _counts(text: str, name: Span, figures: Sequence[Span]) -> bool:
    """Whether a figure stands right after a name, as in a list."""
    return any(name.end < figure.start and text[name.end : figure.start] in (" ", " (", ": ") for figure in figures)


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
        span = next((span for span in own if span.start <= word.start < span.end), Span(word.start, word.end))
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
        mine = span in own
        no_place = plain in _ARABIC_NO_PLACE | _ARABIC_KINDS or event_type(plain) is not None
        if mine or ((kind or before in _ARABIC_BEFORE or listed) and not no_place):
            told = "" if not kind else "province" if kind in _ARABIC_WIDE else "city"
            here = mine and not (where.kind and told and told != where.kind)
            inside = any(span.overlaps(one) for one in others) or where.wide or told == "province"
            begin = word.start if not (kind or before in _ARABIC_BEFORE) else found[first].start
            yield PlaceMention(begin, span, here, rival=not here and (mine or (bool(kind) and not inside)))
            last = span


def _mentions(found: Sequence[Word], name: Sequence[str]) -> list[Span]:
    """Where a name stands: its words in order, with nothing but articles between them."""
    folded = [word.folded for word in found]
    ends = ((at, _mention_end(folded, at, name)) for at in range(len(folded)))
    return [Span(found[at].start, found[end - 1].end) for at, end in ends if end is not None]


def _mention_end(found: Sequence[str], at: int, name: Sequence[str]) -> int | None:
    """Behind which word a mention of a name ends that begins with the word `at`; None where none begins there."""
    here, met = at, 0
    while here < len(found) and met < len(name):
        if _is_same(found[here], name[met]):
            met += 1
        elif not met or found[here] not in _BETWEEN:
            break
        here += 1
    return here if name and met == len(name) else None


def _is_same(word: str, other: str) -> bool:
    if word == other or (stem(word) is not None and stem(word) == stem(other)):
        return True
    if ARABIC.search(word) is None:
        return False
    # What looks like a particle may be the name's own first letter, so either may keep it.
    forms, others = ({one, _CLITICS.sub("", one)} for one in (word, other))
    return not forms.isdisjoint(others)
