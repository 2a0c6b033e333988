"""Words for times in English and Arabic: months, days of the week, numbers, units; for now, in more languages. Folded."""

import calendar
import re
from collections.abc import Iterable

from index.language.text import fold, words


def _numbered(names: str, first: int = 1) -> dict[str, int]:
    """Each name to its place; spellings of one are parted by |, and _ stands for a space."""
    listed = (names_of_one.split("|") for names_of_one in names.split())
    return {fold(name.replace("_", " ")): number for number, each in enumerate(listed, first) for name in each}


LEVANTINE = {
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9,
    "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12,
}  # fmt: skip
"""The months as the press of Syria, Lebanon, Iraq, Jordan and Palestine calls them, not folded."""

MONTHS = {
    **{fold(name): number for number, name in enumerate(calendar.month_name) if name},
    **{f"{fold(name)}{dot}": number for number, name in enumerate(calendar.month_abbr) if name for dot in ("", ".")},
    "sept": 9,
    "sept.": 9,
    **_numbered(
        "يناير فبراير مارس أبريل|إبريل|نيسان مايو|ماي يونيو|يونيه يوليو|يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
    ),
    **{fold(name): number for name, number in LEVANTINE.items()},
    **{fold(name): number for name, number in (("نوار", 5), ("تشرين أول", 10), ("تشرين ثاني", 11), ("كانون أول", 12))},
    "كانون ثاني": 1,
}
"""1 to 12."""

WEEKDAYS = {
    **{fold(name): number for number, name in enumerate(calendar.day_name)},
    **_numbered("الاثنين|الإثنين|الاتنين الثلاثاء|التلات الأربعاء|الاربعا الخميس الجمعة السبت الأحد", 0),
}
"""0 is Monday, as in `datetime.date.weekday`."""

NUMBERS = {
    **_numbered("one two three four five six seven eight nine ten eleven twelve"),
    "a": 1,
    "an": 1,
    "couple of": 2,
    "a couple of": 2,
    "few": 7,
    "several": 7,
    **_numbered("ثلاث|ثلاثة|تلات أربع|أربعة خمس|خمسة ست|ستة سبع|سبعة ثمان|ثماني|ثمانية تسع|تسعة عشر|عشرة", 3),
}
"""What nobody has counted ("the last few days") is seven of them at most."""

_TENTH = "الأول|الحادي الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع"
ORDINALS = {
    **_numbered(f"{_TENTH} العاشر"),
    **{f"{name} عشر": number + 10 for name, number in _numbered(_TENTH).items()},
    **{f"{name} والعشرين": number + 20 for name, number in _numbered(_TENTH).items()},
    **_numbered("العشرين", 20),
    **_numbered("الثلاثين", 30),
    fold("الحادي والثلاثين"): 31,
}
"""Days of a month as Arabic says them: the fifth of February."""

UNITS = {
    **{f"{unit}{plural}": unit for unit in ("hour", "day", "week", "month", "year") for plural in ("", "s")},
    **dict.fromkeys(map(fold, ("ساعة", "ساعات")), "hour"),
    **dict.fromkeys(map(fold, ("يوم", "أيام", "يوما", "ايام")), "day"),
    **dict.fromkeys(map(fold, ("أسبوع", "أسابيع", "أسبوعا", "الأسبوع")), "week"),
    **dict.fromkeys(map(fold, ("شهر", "أشهر", "شهور", "شهرا", "الشهر")), "month"),
    **dict.fromkeys(map(fold, ("سنة", "سنوات", "سنين", "عام", "أعوام", "عاما", "السنة", "العام")), "year"),
}
DUALS = {
    "يومين": "day", "اسبوعين": "week", "شهرين": "month", "سنتين": "year", "عامين": "year",
    "ساعتين": "hour",
}  # fmt: skip

SEASONS = {
    **_numbered("spring summer autumn|fall winter"),
    **_numbered("ربيع صيف خريف شتاء"),
}
"""1 to 4, as they begin in a year: spring in March, winter in December."""


def any_of(names: Iterable[str]) -> str:
    """A pattern of any of the names, the longest that fits."""
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))


_NOW = frozenset(
    fold(word)
    for word in """now currently current latest today tonight الآن حاليا الحالي الحالية اليوم آخر maintenant actuellement
    actuel actuelle aujourd'hui dernier dernière derniers dernières ahora actualmente actual hoy último última últimos
    últimas сейчас теперь сегодня нынешний нынешняя последний последняя последние şimdi şu güncel bugün son اکنون حالا
    الان امروز آخرین jetzt aktuell aktuelle derzeit heute neueste neuesten letzte letzten""".split()
)


def says_now(text: str) -> bool:
    """Whether a question asks for how things are now, in a language of the bot's own words."""
    return any(word.folded in _NOW for word in words(text))
