"""What a question asks for: its kind, its names and its search terms."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from index.language.text import ARABIC, Word, fold, script_language, stem, terms, words


class Kind(StrEnum):
    """The kind of answer asked for."""

    COUNT = "count"
    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    EVENTS = "events"
    """What happened somewhere, or a bare topic: any sentence on it is an answer."""
    OTHER = "other"


class Measure(StrEnum):
    """What a figure measures."""

    NUMBER = "number"
    AGE = "age"
    MONEY = "money"
    DURATION = "duration"
    SHARE = "share"
    EXTENT = "extent"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in the question: as written, the folded words it is made of, and other spellings in the corpus."""

    written: str
    folded: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what was understood of it.

    Attributes:
        text: as the person wrote it.
        terms: search terms, stop words left out.
        content: the words that an answer has to be about: no stop words, no words that only ask ("many", "happened").
        names: proper names in it, in order.
        measure: for a COUNT, what the figure measures.
        counted: for a COUNT of things, the folded word for them ("children"); None when it is people in general.
        bridge: the same for articles in the other script, Arabic or Latin; None where there is none.
    """

    text: str
    kind: Kind
    terms: tuple[str, ...]
    content: tuple[Word, ...]
    names: tuple[Name, ...]
    measure: Measure | None = None
    counted: str | None = None
    bridge: "Question | None" = None

    @property
    def language(self) -> str:
        """The language of its script, ISO 639-1; names, which may be written as in the corpus, do not count."""
        names = {word for name in self.names for word in name.folded}
        return script_language(" ".join(word.folded for word in words(self.text) if word.folded not in names))


# First match wins; patterns meet the folded question, so Arabic ones are in folded letters.
_KINDS = (
    (Kind.COUNT, r"\bhow (?:many|much|old|tall|high|long|far|large|big|fast)\b|\b(?:number|count|percentage|share) of\b"
                 r"|\b(?:death|casualty|injury) toll\b|\bwhat (?:percentage|proportion|share|number|age)\b"
                 r"|^(?:[وبلف])?(?:كم|قديش|اديش)\b|\bعدد\b|^(?:و)?ما (?:هي |هو )?(?:حصيله|نسبه|ال?مده|مقدار|قيمه|تكلفه|سعر|ثمن|مساحه|طول|ارتفاع|عمر|قوه|سرعه)\b"),
    (Kind.EVENTS, r"^(?:so )?what(?:'s| is| was| has| have|s)?(?: been)? (?:happen(?:ed|ing|s)?|going on|went on|new|the latest)\b"
                  r"|^(?:(?:tell|give|show) me|any(?:thing| news)|news|latest|what do (?:you|we) know)\b.*\b(?:about|on|from|in)\b"
                  r"|^(?:please )?(?:list|enumerate)\b.*\b(?:attacks|airstrikes|strikes|raids|bombings|incidents|events|clashes|explosions|massacres|protests|killings)\b"
                  r"|^(?:و)?(?:ماذا|ما الذي|شو|ايش|ايه اللي|وش|شنو) (?:حدث|حصل|جري|يحدث|يحصل|يجري|صار|وقع)"),
    (Kind.PERSON, r"\b(?:who|whom|whose)\b|^(?:و)?(?:من|مين)\b(?! (?:اين|اي|خلال|قبل|بعد|بين)\b)"),
    (Kind.PLACE, r"^(?:and |so |exactly )*(?:in |at |to |from |near )?(?:where\b|(?:which|what) (?:city|town|village|country|province|"
                 r"region|district|state|place|area|towns|cities|villages|countries|places|neighbou?rhood)\b)"
                 r"|^(?:و)?(?:(?:من|الي) )?(?:اين|وين|فين)\b|^(?:في|الي|من|ب)?\s?اي (?:مدينه|بلده|قريه|بلد|دوله|مكان|محافظه|منطقه|ولايه|مقاطعه|حي)\b"),
    (Kind.TIME, r"^(?:and |so |exactly |since |until |by )*(?:when\b|(?:on |in |at )?(?:what|which) (?:date|day|year|month|time|week|hour)\b)"
                r"|^(?:و)?(?:(?:منذ|حتي) )?(?:متي|امتي|ايمتي|امته)\b|^(?:(?:في|خلال|منذ|حتي) )?اي (?:عام|سنه|يوم|شهر|تاريخ|وقت|ساعه|قرن)\b|^(?:و)?ما (?:هو |هي )?(?:تاريخ|موعد)\b"),
)  # fmt: skip
_KIND_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)

_MEASURES = (
    (Measure.AGE, re.compile(r"\bhow old\b|\bwhat age\b|\bage of\b|(?:كم|ما(?: هو)?) (?:كان )?(?:يبلغ )?عمر")),
    (
        Measure.DURATION,
        re.compile(
            r"\bhow (?:long|many (?:days|weeks|months|years|hours|minutes))\b"
            r"|(?:كم|قديش) (?:من الوقت|(?:ال)?مده|(?:دام|استمر|استغرق)\w*|(?:يوما?|شهرا?|سنه|ساعه|عاما?|دقيقه|ثانيه|اسبوعا?|سنوات|ايام|اشهر)(?!\w))|ما (?:هي )?ال?مده"
        ),
    ),
    (
        Measure.SHARE,
        re.compile(
            r"\b(?:percentage|proportion|share of|per cent|percent)\b|(?:كم|ما|ما هي) (?:ال)?نسبه|كم (?:بال|في ال)ميه"
        ),
    ),
    (
        Measure.MONEY,
        re.compile(
            r"\bhow much (?!water|rain|food|time|land|of)|\bhow many (?:dollars|euros|pounds)\b|\b(?:cost|price|fine|budget|salary)\b"
            r"|^[بو]كم\b(?! عدد)|(?:كم|ما|ما هي|ما هو) (?:كان |كانت |بلغ |بلغت |يبلغ |تبلغ )?(?:تكلفه|كلف\w*|سعر|ثمن|قيمه|ميزانيه|مبلغ|غرامه)|كم (?:دولارا?|ليره|دينارا?|يورو|جنيها?|ريالا?)(?!\w)"
        ),
    ),
    (
        Measure.EXTENT,
        re.compile(
            r"\bhow (?:tall|high|far|large|big|fast|deep|wide)\b|(?:كم|ما|ما هو|ما هي) (?:يبلغ |تبلغ |بلغ |بلغت |كان |كانت )?(?:طول|ارتفاع|مساحه|عرض|عمق|يبعد|تبعد|مسافه|سرعه|كيلومترا?|مترا?|هكتارا?|دونما?|فدانا?|طنا?|قوه|حجم)(?!\w)"
        ),
    ),
)
_FORMATTING = re.compile(r"[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_COUNTED = re.compile(r"\b(?:how many|number of|count of)\s+(?:of the |of |the )?(?:\w+ (?=\w+s\b))?(\w+)")
_NOT_COUNTED = frozenset(
    """people persons were was are is have has had did do does died dead dying killed injured wounded hurt been got get
    in at on by for of casualties deaths fatalities victims lost lives perished arrested detained missing""".split()
)

# Words that say what is asked for, not what it is about.
ASKING = frozenset(
    """many much number count toll total happen happened happening happens going latest news new tell me please know
    exactly say says said article articles report reported reports according there been get got give show find name
    named called list enumerate long old often kind type sort person someone anyone anybody place exact current currently actually
    people persons date day year month time
    اي ايه كيف لماذا ليش متي اين وين فين مين شو ايش قديش اديش هل اسم نوع حدث حصل جري صار تم يتم قام قامت بلغ بلغت يبلغ تبلغ
    حصيله كانوا يكون تكون الذين اخبار""".split()
)
_OPENERS = frozenset("since latest news anything casualties deaths killed injured wounded died victims losses who what when where which why how whose whom is are was were did do does has have had can could "
                     "will would in on at the a an and for of to from by tell give show list name so any "
                     "ما ماذا من متي اين كيف لماذا هل كم اي ايه شو مين وين ليش قديش اديش ايش".split())  # fmt: skip
CONNECTORS = frozenset("al el as an de del la le of the bin ibn abu van von der di da dos den bint y e ul ud".split())
"""Words between those of a name, which are no part of it by themselves."""


_CALENDAR = frozenset(fold(name) for name in (*calendar.month_name, *calendar.day_name) if name)


def understand(text: str, is_name: Callable[[str], bool] = lambda _: False) -> Question:
    """Read a question.

    Args:
        is_name: whether a folded word is known as a proper name, for questions typed without capitals.
    """
    folded = _folded(text)
    kind = next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(folded)), None)
    all_words = list(words(text))
    content = tuple(w for w in all_words if stem(w.folded) is not None and w.folded not in ASKING)
    if kind is None:
        kind = Kind.OTHER if _is_asked(all_words, text) else Kind.EVENTS
    if not content:  # "how many people?": better to look for those words than for nothing
        content = tuple(w for w in all_words if stem(w.folded) is not None)
    names = tuple(_names(text, all_words, is_name))
    if kind is not Kind.COUNT:
        return Question(text, kind, tuple(terms(text)), content, names)
    measure = next((measure for measure, pattern in _MEASURES if pattern.search(folded)), Measure.NUMBER)
    return Question(text, kind, tuple(terms(text)), content, names, measure, _counted(folded))


def is_asked(text: str) -> bool:
    """Whether `text` is a question or a request, rather than words to look for."""
    folded = _folded(text)
    return any(pattern.search(folded) for _, pattern in _KIND_PATTERNS) or _is_asked(list(words(text)), text)


def _folded(text: str) -> str:
    """`text` folded, in one line, without the marks of direction that phones put before Arabic."""
    return fold(" ".join(_FORMATTING.sub("", text).split()))


def _counted(folded: str) -> str | None:
    match = _COUNTED.search(folded)
    return None if match is None or match.group(1) in _NOT_COUNTED else match.group(1)


def _is_asked(all_words: list[Word], text: str) -> bool:
    """Whether it is a question or a request, rather than a bare topic such as "Saraqeb airstrikes"."""
    return text.rstrip().endswith(("?", "؟", "？")) or (bool(all_words) and all_words[0].folded in _OPENERS)


def _names(text: str, all_words: list[Word], is_name: Callable[[str], bool]) -> list[Name]:
    """Runs of capitalised or known words, joined over "al", "of" and the like ("Maarat al Numan")."""
    shouting = text.upper() == text
    runs: list[list[Word]] = []
    pending: list[Word] = []
    for number, word in enumerate(all_words):
        written = text[word.start : word.end]
        capital = written[:1].isupper() and not shouting and not (number == 0 and word.folded in _OPENERS)
        named = capital or is_name(word.folded)
        if (
            named
            and word.folded not in _CALENDAR
            and word.folded not in CONNECTORS
            and stem(word.folded) is not None
            and not word.folded.isdigit()
        ):
            between = text[runs[-1][-1].end : (pending or [word])[0].start] if runs else ""
            # Arabic sets two names side by side, with the verb before both.
            adjoining = bool(runs) and between.strip(" -") == "" and not ARABIC.search(word.folded)
            if adjoining and all(p.folded in CONNECTORS for p in pending):
                runs[-1] += [*pending, word]
            else:
                runs.append([word])
            pending = []
        else:
            pending.append(word)
    return [
        Name(text[run[0].start : run[-1].end], tuple(w.folded for w in run if w.folded not in CONNECTORS))
        for run in runs
    ]
