"""Figures in Arabic: digits, words of number in all their endings, duals of people ("two killed" is one word).

No parser of Arabic number words was found that knows how the press spells them, so they are a table here. All is
matched in folded words, in which hamza, ta marbuta and alif maqsura have one form.
"""

import re
from collections.abc import Iterator, Sequence

from index.language.quantities import Bound, Figure, limited, ranged, vague
from index.language.text import Word, fold, words
from index.records import Span

_TABLE = """
1 واحد واحدة
2 اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين
3 ثلاثة ثلاث
4 أربعة أربع
5 خمسة خمس
6 ستة ست
7 سبعة سبع
8 ثمانية ثماني ثمان
9 تسعة تسع
10 عشرة عشر
1 أحد إحدى
20 عشرون عشرين
30 ثلاثون ثلاثين
40 أربعون أربعين
50 خمسون خمسين
60 ستون ستين
70 سبعون سبعين
80 ثمانون ثمانين
90 تسعون تسعين
100 مئة مائة
200 مئتان مئتين مائتان مائتين مئتا مئتي
300 ثلاثمئة ثلاثمائة
400 أربعمئة أربعمائة
500 خمسمئة خمسمائة
600 ستمئة ستمائة
700 سبعمئة سبعمائة
800 ثمانمئة ثمانمائة ثمانيمائة
900 تسعمئة تسعمائة
2000 ألفان ألفين ألفا ألفي
2000000 مليونان مليونين
"""
_NUMBERS = {fold(w): int(n) for n, *ws in (line.split() for line in _TABLE.split("\n") if line) for w in ws}
_TEEN_ONES, _TENS = frozenset(("احد", "احدي")), frozenset(("عشر", "عشره"))
_AND_TENS = frozenset(f"و{word}" for word, number in _NUMBERS.items() if 20 <= number <= 90 and number % 10 == 0)
_SCALES = {fold(w): n for n, ws in ((1_000, "ألف آلاف ألفا"), (1_000_000, "مليون ملايين مليونا"), (1_000_000_000, "مليار مليارات")) for w in ws.split()}  # fmt: skip
DUALS = frozenset(
    fold(
        """قتيلان قتيلين جريحان جريحين شخصان شخصين طفلان طفلين طفلتان طفلتين امرأتان امرأتين رجلان رجلين شهيدان شهيدين مدنيان مصابان
        جنديان جنديين عنصران عنصرين فتاتان فتاتين شابان شابين شقيقان شقيقين ضحيتان ضحيتين معتقلان شرطيان شرطيين عاملان مسعفان
        مسعفين صحفيان صحفيين صحافيان صحافيين مسلحان متطوعان جثتان جثتين"""
    ).split()
)
"""Folded words for two people, which say the figure and the thing at once."""
_VAGUE = {"عشرات": (20, 199), "ميات": (200, 1_999), "مات": (200, 1_999), "الاف": (2_000, 99_999), "ملايين": (2e6, 1e8), "بضعه": (3, 9), "عدد من": (2, 19), "عده": (2, 19)}  # fmt: skip
_ONE = re.compile(r"(?:مقتل|قتل|اصيب|اصابه|جرح|اعتقال|اعتقل|وفاه|مات|استشهاد|خطف)$")
_BEFORE = {
    "ما لا يقل عن": Bound.AT_LEAST, "لا يقل عن": Bound.AT_LEAST, "اكثر من": Bound.MORE_THAN, "ازيد من": Bound.MORE_THAN,
    "ما يزيد عن": Bound.MORE_THAN, "ما يزيد علي": Bound.MORE_THAN, "يزيد عن": Bound.MORE_THAN, "اقل من": Bound.FEWER_THAN,
    "ما يصل الي": Bound.AT_MOST, "لا يزيد عن": Bound.AT_MOST, "نحو": Bound.ABOUT, "حوالي": Bound.ABOUT,
    "زهاء": Bound.ABOUT, "ما يقارب": Bound.ABOUT, "ما يقرب من": Bound.ABOUT, "قرابه": Bound.NEARLY,
}  # fmt: skip
_AFTER = {"علي الاقل": Bound.AT_LEAST, "علي الاكثر": Bound.AT_MOST, "تقريبا": Bound.ABOUT}
_UNITS = frozenset(
    fold(
        """عام عاما سنة سنوات سنين أعوام شهر شهرا أشهر شهور يوم يوما أيام ساعة ساعات دقيقة دقائق ثانية أسبوع أسابيع كيلومتر كيلومترا
        كيلومترات كلم كم متر مترا أمتار دولار دولارا دولارات ليرة ليرات يورو طن طنا أطنان بالمئة بالمائة هكتار هكتارا مرة مرات
        طابق طوابق درجة درجات يناير فبراير مارس أبريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط
        آذار نيسان أيار حزيران تموز آب أيلول تشرين"""
    ).split()
)
_LABELS = frozenset(fold("عام سنة ساعة عمره عمرها عمر سن رقم قرار مادة طريق يناير فبراير شهر يوم تاريخ").split())
_ROSE = ("ارتفع", "رفع", "زاد", "انخفض", "تراجع", "عدل", "صحح", "تصحيح")
_DIGITS = re.compile(r"[وبلفك]?(\d{1,3}(?:[,٬]\d{3})+|\d+)(?:[.٫](\d+))?")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def arabic_figures(text: str) -> Iterator[Figure]:
    """The figures in `text` that count things, in order, with offsets into it."""
    return (figure for figure, counts in arabic_numbers(text) if counts)


def arabic_numbers(text: str) -> Iterator[tuple[Figure, bool]]:
    """All figures in `text`, in order, with whether each counts things; the others measure, date or number."""
    found = list(words(text))
    at = 0
    while at < len(found):
        read = _figure(text, found, at)
        if read is None:
            at += 1
        else:
            figure, counts, at = read
            yield figure, counts


def _figure(text: str, found: Sequence[Word], at: int) -> tuple[Figure, bool, int] | None:
    """The figure that begins with word `at`, whether it counts things, and the word after it; None for no figure."""
    begin = found[at].start
    limit, here = _limit(found, at)
    rose = any(word.folded.startswith(_ROSE) for word in found[max(0, here - 6) : here])  # "from 10 to 15": two figures
    if found[here : here + 1] and found[here].folded in ("بين", "من") and not rose:
        between = _between(found, here, begin)
        if between is not None:
            return between
    number = _number(found, here)
    if number is not None:
        value, end = number
        counts = not (here and found[here - 1].folded.removeprefix("ال") in _LABELS) and not _measures(text, found, end)
        counts = counts and not (
            _YEAR.fullmatch(found[here].folded) and value < 2100 and here + 1 == end and limit is None
        )
        after, past = _suffix(found, end)
        span = Span(begin + _joined(found[here], begin), found[past - 1].end)
        bound = after if after is not None else limit if limit is not None else Bound.EXACTLY
        return limited(span, value, bound), counts, past
    if here < len(found) and found[here].folded.removeprefix("و") in DUALS:
        return limited(Span(begin, found[here].end), 2, Bound.EXACTLY if limit is None else limit), True, here + 1
    for length in (2, 1):
        phrase = " ".join(word.folded for word in found[here : here + length])
        bounds = next(
            (_VAGUE[read] for read in (phrase, phrase[1:], phrase.removeprefix("ال")) if read in _VAGUE), None
        )
        if bounds is not None and len(found) >= here + length:
            return vague(Span(begin, found[here + length - 1].end), *bounds), True, here + length
    if found[at].folded == "شخص" and at and _ONE.search(found[at - 1].folded):
        return limited(Span(begin, found[at].end), 1, Bound.EXACTLY), True, at + 1
    return None


def _limit(found: Sequence[Word], at: int) -> tuple[Bound | None, int]:
    for length in (4, 3, 2, 1):
        phrase = " ".join(word.folded for word in found[at : at + length])
        for read in (phrase, phrase[1:] if phrase[:1] in ("و", "ب") else phrase):
            if read in _BEFORE:
                return _BEFORE[read], at + length
    return None, at


def _suffix(found: Sequence[Word], end: int) -> tuple[Bound | None, int]:
    for length in (2, 1):
        bound = _AFTER.get(" ".join(word.folded for word in found[end : end + length]))
        if bound is not None:
            return bound, end + length
    return None, end


def _between(found: Sequence[Word], at: int, begin: int) -> tuple[Figure, bool, int] | None:
    first = _number(found, at + 1, joining=False)
    if first is None or first[1] >= len(found):
        return None
    low, middle = first
    link = found[middle].folded
    second = (
        _number(found, middle + 1) if link in ("الي", "و") else _number(found, middle) if link.startswith("و") else None
    )
    if second is None or low >= second[0]:
        return None
    return ranged(Span(begin, found[second[1] - 1].end), low, second[0]), True, second[1]


def _joined(word: Word, begin: int) -> int:
    """1 where the figure's first word has the "and" before it written on, which is no part of it."""
    return 1 if word.start == begin and word.folded[:1] == "و" and word.folded not in _NUMBERS else 0


def _measures(text: str, found: Sequence[Word], end: int) -> bool:
    if end < len(found) and found[end].folded in _UNITS:
        return True
    follows = text[found[end - 1].end :]
    return (
        re.match(r"\s*[%٪:/]", follows) is not None or " ".join(w.folded for w in found[end : end + 2]) == "في المايه"
    )


def _number(found: Sequence[Word], at: int, joining: bool = True) -> tuple[float, int] | None:
    """The number that begins with word `at`, and the word after it: hundreds, tens and units joined by "and"."""
    total, group, here, last = 0.0, 0.0, at, ""
    while here < len(found):
        folded = found[here].folded
        following = {word.folded for word in found[here + 1 : here + 2]}
        if folded.removeprefix("و") in _TEEN_ONES and not (_TENS | _AND_TENS) & following:
            break  # "anyone", and Sunday
        part = _part(folded, first=here == at)
        if part is None or (here > at and folded[:1] == "و" and folded not in _NUMBERS and not joining):
            break
        value, scale = part
        joined = here > at and folded[:1] == "و" and folded not in _NUMBERS
        if here > at and not joined and scale is None and not (value in (10, 100) and last in _NUMBERS):
            break
        joins = value % 10 == 0 and 20 <= value <= 90 and 0 < group % 100 < 10  # five and twenty
        if joined and group and scale is None and value >= _unit(group) and not joins:
            break  # "fifteen and twenty" are two figures
        if scale is not None:
            total, group = total + (group or 1.0) * scale, 0.0
        elif not joined and value == 100 and 3 <= group <= 9:
            group *= 100
        else:
            group += value
        last = folded.removeprefix("و") if joined or here == at else folded
        here += 1
    return (total + group, here) if here > at else None


def _unit(value: float) -> float:
    """The place of the smallest digit that is set: 100 for 300, 10 for 320."""
    return next((place for place in (1.0, 10.0, 100.0) if value % (place * 10)), 1_000.0)


def _part(folded: str, first: bool) -> tuple[float, float | None] | None:
    """A word as a number to add and, for a thousand or a million, the scale."""
    digits = _DIGITS.fullmatch(folded)
    if digits is not None:
        return float(re.sub(r"[,٬]", "", digits[1]) + (f".{digits[2]}" if digits[2] else "")), None
    for read in (folded, folded[1:] if folded[:1] in "وبلف" else folded):
        if read in _NUMBERS:
            return float(_NUMBERS[read]), None
        if read in _SCALES and not (first and read in _VAGUE):
            return 0.0, float(_SCALES[read])
    return None
