"""Stretches of an Arabic sentence that could answer a question of some kind; see `index.reading.candidates`, which asks here.

Names of persons are not among them: no capital tells them, and no list of them was found that would.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from index.language.figures_ar import DUALS, arabic_figures, arabic_numbers
from index.language.text import ARABIC, STOPWORDS, Word, fold, words
from index.language.time_phrases import time_phrases
from index.names.gazetteer import gazetteer
from index.names.recognition import arabic_places
from index.query.question import Kind, Measure

Stretch = tuple[int, int]
"""Offsets of the first character and of the one after the last."""

_UNITS = {
    measure: frozenset(fold(listed).split())
    for measure, listed in (
        (Measure.AGE, "عام عاما سنة سنوات أعوام شهر شهرا أشهر"),
        (Measure.DURATION, """عام عاما أعوام سنة سنوات شهر شهرا أشهر شهور يوم يوما أيام ساعة ساعات دقيقة دقائق ثانية ثواني ثوان أسبوع
            أسبوعا أسابيع قرن قرنا قرون"""),
        (Measure.MONEY, """دولار دولارا دولارات ليرة ليرات يورو جنيه جنيها جنيهات دينار دينارا دنانير درهم درهما دراهم ريال ريالا
            ريالات روبل فرنك"""),
        (Measure.EXTENT, """كيلومتر كيلومترا كيلومترات كلم كم متر مترا أمتار سنتيمترا ميل ميلا أميال قدم قدما أقدام هكتار هكتارا
            هكتارات فدان فدانا دونم دونما طن طنا أطنان درجة درجات كيلوغراما كيلوغرام كيلو مربع مربعا ميغاواط لتر لترا ليتر"""),
    )
}  # fmt: skip
_DUAL_UNITS = re.compile(r"(?<!\w)(?:يوم|شهر|عام|ساع?ت|سنت|دقيقت|أسبوع|اسبوع|ساعت)(?:ين|ان)(?!\w)")
_WHITE = re.compile(r"\s*")
_SHARE = re.compile(r"[%٪]|(?:بال|في ال)م[ئا]+ة")
_FRACTION = re.compile(r"(?<!\w)و?(?:نصف|ثلثا|ثلثي|ثلث|ربع|خمس|عشر|أرباع|ارباع)(?!\w)")
_NO_THING = re.compile(r"(?:اخر(?:ون|ين)?|علي|علي_الاقل|كانوا|بينهم|منهم|و\w{3,})$")
_AGES = re.compile(
    r"(?<!\w)(?:(?:القرن|قرن)\s+(?:ال)?\w+(?:\s+عشر|\s+والعشرين)?|(?:عام|سنة|العام)\s+[\d٠-٩]{3,4}|1[0-8]\d\d)(?!\w|[.,]\d)"
)
"""Centuries, and years so long ago that no report is of them."""


def arabic_candidates(kind: Kind, text: str, measure: Measure | None) -> list[Stretch]:
    """Stretches of `text`, one sentence, with the form of an answer of `kind`, in order."""
    if kind is Kind.COUNT:
        return list(_measured(text, Measure.NUMBER if measure is None else measure))
    if kind is Kind.TIME:
        told = [(phrase.words, phrase.end) for phrase in time_phrases(text)]
        return sorted({*told, *(m.span() for m in _AGES.finditer(text) if not _meets(m.span(), told))})
    if kind is Kind.PLACE:
        return [(name.start, name.end) for name in arabic_places(text, lambda name: bool(gazetteer().places(name)))]
    return []


def _measured(text: str, measure: Measure) -> Iterator[Stretch]:
    found = list(words(text))
    if measure is Measure.NUMBER:
        for figure in arabic_figures(text):
            yield figure.span.start, _with_thing(text, found, figure.span.end)
        return
    for figure, _ in arabic_numbers(text):
        end = _with_unit(text, found, figure.span.end, measure)
        if end is not None:
            yield figure.span.start, end
    if measure in {Measure.AGE, Measure.DURATION}:
        yield from (m.span() for m in _DUAL_UNITS.finditer(text))
    elif measure is Measure.SHARE:
        yield from (m.span() for m in _FRACTION.finditer(text))


def _with_thing(text: str, found: Sequence[Word], end: int) -> int:
    """The end of a figure with what it counts, which Arabic writes right behind it; duals have it in them."""
    at = bisect_left(found, end, key=attrgetter("start"))
    if not 0 < at < len(found) or end > found[at - 1].end:
        return end
    last, after = found[at - 1], found[at]
    if text[end : after.start].strip(" \u00a0") or not ARABIC.search(after.folded):
        return end
    has_it = last.folded.removeprefix("و") in DUALS
    return end if has_it or after.folded in STOPWORDS or _NO_THING.match(after.folded) else after.end


def _with_unit(text: str, found: Sequence[Word], end: int, measure: Measure) -> int | None:
    """The end of a figure with its unit of `measure`; None where it has none."""
    if measure is Measure.SHARE:
        share = _SHARE.match(text, _WHITE.match(text, end).end())  # type: ignore[union-attr]
        return None if share is None else share.end()
    at = bisect_left(found, end, key=attrgetter("start"))
    near = found[at : at + 2]
    for word in near:  # "two million dollars", "40 square kilometres"
        if word.folded in _UNITS[measure]:
            return word.end
        if text[end : word.start].strip():
            return None
    return None


def _meets(stretch: Stretch, others: Sequence[Stretch]) -> bool:
    return any(stretch[0] < end and start < stretch[1] for start, end in others)
