"""What a question asks for: its kind, its names, its place and time, and its search terms."""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.language.event_lexicon import event_type
from index.language.text import ARABIC, CAPITALISE_NOUNS, Word, detected_language, fold, stem, words
from index.language.time_tagging import time_phrases
from index.query.query import CONNECTORS, Kind, Listing, Measure, Name, Query
from index.query.question_parts import named_in, place_constraint
from index.query.time_constraint import TimeConstraint, date_in
from index.records import EVERYTHING, Filters

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
    (Measure.AGE, r"\bhow old\b|\bwhat age\b|\bage of\b|(?:كم|ما(?: هو)?) (?:كان )?(?:يبلغ )?عمر"),
    (Measure.DURATION, r"\bhow (?:long|many (?:days|weeks|months|years|hours|minutes))\b"
                       r"|(?:كم|قديش) (?:من الوقت|(?:ال)?مده|(?:دام|استمر|استغرق)\w*|(?:يوما?|شهرا?|سنه|ساعه|عاما?|دقيقه|ثانيه|اسبوعا?|سنوات|ايام|اشهر)(?!\w))|ما (?:هي )?ال?مده"),
    (Measure.SHARE, r"\b(?:percentage|proportion|share of|per cent|percent)\b|(?:كم|ما|ما هي) (?:ال)?نسبه|كم (?:بال|في ال)ميه"),
    (Measure.MONEY, r"\bhow much (?!water|rain|food|time|land|of)|\bhow many (?:dollars|euros|pounds)\b|\b(?:cost|price|fine|budget|salary)\b"
                    r"|^[بو]كم\b(?! عدد)|(?:كم|ما|ما هي|ما هو) (?:كان |كانت |بلغ |بلغت |يبلغ |تبلغ )?(?:تكلفه|كلف\w*|سعر|ثمن|قيمه|ميزانيه|مبلغ|غرامه)|كم (?:دولارا?|ليره|دينارا?|يورو|جنيها?|ريالا?)(?!\w)"),
    (Measure.EXTENT, r"\bhow (?:tall|high|far|large|big|fast|deep|wide)\b|(?:كم|ما|ما هو|ما هي) (?:يبلغ |تبلغ |بلغ |بلغت |كان |كانت )?(?:طول|ارتفاع|مساحه|عرض|عمق|يبعد|تبعد|مسافه|سرعه|كيلومترا?|مترا?|هكتارا?|دونما?|فدانا?|طنا?|قوه|حجم)(?!\w)"),
)  # fmt: skip
_MEASURE_PATTERNS = tuple((measure, re.compile(pattern)) for measure, pattern in _MEASURES)
_ENDS, _COMMAS = ".!?:;…؟。", ",،"
_TOPIC = 2
"""Words of the longest bare topic ("Saraqeb airstrikes"), which is no sentence: it may open with a name."""
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
_CALENDAR = frozenset(fold(name) for name in (*calendar.month_name, *calendar.day_name) if name)


_PLACES = re.compile(
    r"\b(?:which|what)(?: \w+)? (?:towns|cities|villages|places|areas|districts|neighbou?rhoods|camps|provinces|regions|countries|suburbs)\b"
    r"|\b(?:list|name) (?:all )?(?:the )?(?:towns|cities|villages|places|areas|districts|neighbou?rhoods|camps|provinces|countries)\b"
    r"|(?:^|\s)(?:اي|ما هي|ما) (?:المدن|البلدات|القري|المناطق|الاحياء|المخيمات|مدن|بلدات|قري|مناطق)\b"
)
_HAPPENED = re.compile(r"(?:^|\s)(?:حدث|حصل|جري|وقع)(?:ت)?\b|\bhappen|\bwent on\b|\bgoing on\b|\bnews\b|\blatest\b")
_EVENTS = re.compile(
    r"^(?:please )?(?:list|name|show(?: me)?|give me)\b.*\b(?:attacks|airstrikes|strikes|raids|bombings|incidents|events|clashes|explosions|massacres|protests|killings)\b"
    r"|\b(?:which|what) (?:\w+ )?(?:attacks|airstrikes|strikes|raids|bombings|incidents|events|clashes|explosions|massacres|protests|killings)\b"
    r"|(?:^|\s)(?:ما هي|اذكر|عدد) (?:الهجمات|الغارات|الاحداث|التفجيرات|المجازر)\b"
)


def understand(
    text: str,
    is_name: Callable[[str], bool] = lambda _: False,
    filters: Filters = EVERYTHING,
    time: TimeConstraint | None = None,
    literal: bool = False,
) -> Query:
    """Parse a question.

    Args:
        text: without filters.
        is_name: whether a folded word is known as a proper name, for questions typed without capitals.
        filters, time, literal: as in `Query`.
    """
    folded, all_words = _folded(text), tuple(words(text))
    kind = worded_kind(text)
    searched = [(word, term) for word in all_words if (term := stem(word.folded)) is not None]
    content = tuple(word for word, _ in searched if word.folded not in ASKING)
    if kind is None:
        kind = Kind.OTHER if _is_asked(all_words, text) else Kind.EVENTS
    if not content:  # "how many people?": better to look for those words than for nothing
        content = tuple(word for word, _ in searched)
    measure = counted = None
    if kind is Kind.COUNT:
        measure = next((measure for measure, pattern in _MEASURE_PATTERNS if pattern.search(folded)), Measure.NUMBER)
        counted = _counted(folded)
    query = Query(
        text, kind, tuple(term for _, term in searched), content, tuple(_names(text, all_words, is_name)), measure,
        counted, filters=filters, time=time, literal=literal, words=all_words, times=tuple(time_phrases(text)),
        date=date_in(text),
    )  # fmt: skip
    return with_names(query, query.names)


def worded_kind(text: str) -> Kind | None:
    """The kind of answer that an English or Arabic wording asks for; None where it is another wording."""
    folded = _folded(text)
    return next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(folded)), None)


def of_kind(query: Query, kind: Kind, measure: Measure | None) -> Query:
    """`query` as one that asks for this kind of answer."""
    return with_names(replace(query, kind=kind, measure=measure), query.names)


def reworded(query: Query, text: str, is_name: Callable[[str], bool]) -> Query:
    """`text`, the question in other words, asked as `query` is: with its filters, its time and its kind."""
    other = understand(text, is_name, query.filters, query.time, query.literal)
    if other.kind is not query.kind and worded_kind(query.text) is None:
        other = of_kind(other, query.kind, query.measure)
    return replace(other, period=query.period, surely=query.surely)


def with_names(query: Query, names: Sequence[Name]) -> Query:
    """`query` with its names in other words or with other spellings, and what follows from them."""
    own = frozenset(word for name in names for word in name.folded)
    deeds = frozenset(deed for word in query.content if (deed := event_type(word.folded)) is not None)
    query = replace(query, names=tuple(names), name_words=own, deeds=deeds)
    query = replace(query, named=named_in(query))
    listing, listed = _listing(query)
    return replace(query, place=place_constraint(query), listing=listing, listed=listed)


def _listing(query: Query) -> tuple[Listing | None, str | None]:
    """What is to be listed, and the word for it where it is events of a kind."""
    folded = fold(query.text)
    events = _EVENTS.search(folded)
    listed = None if events is None else events.group().split()[-1]
    if _PLACES.search(folded) is not None:
        return Listing.PLACES, listed
    happened = query.kind is Kind.EVENTS and (bool(query.names) or _HAPPENED.search(folded) is not None)
    return (Listing.EVENTS if happened or events is not None else None), listed


def is_asked(text: str) -> bool:
    """Whether `text` is a question or a request, rather than words to look for."""
    folded = _folded(text)
    return any(pattern.search(folded) for _, pattern in _KIND_PATTERNS) or _is_asked(words(text), text)


def _folded(text: str) -> str:
    """`text` folded, in one line, without the marks of direction that phones put before Arabic."""
    return fold(" ".join(_FORMATTING.sub("", text).split()))


def _counted(folded: str) -> str | None:
    match = _COUNTED.search(folded)
    return None if match is None or match.group(1) in _NOT_COUNTED else match.group(1)


def _is_asked(all_words: Sequence[Word], text: str) -> bool:
    """Whether it is a question or a request, rather than a bare topic such as "Saraqeb airstrikes"."""
    return text.rstrip().endswith(("?", "؟", "？")) or (bool(all_words) and all_words[0].folded in _OPENERS)


def _opens(text: str, all_words: Sequence[Word], number: int) -> bool:
    """Whether a sentence begins with a word, after a greeting as well: there a capital says nothing."""
    if number == 0:
        return True
    between = text[all_words[number - 1].end : all_words[number].start]
    return any(mark in between for mark in (_ENDS if number > 1 else _ENDS + _COMMAS))


def _names(text: str, all_words: Sequence[Word], is_name: Callable[[str], bool]) -> list[Name]:
    """Runs of known words, and of those that stand with a capital inside a sentence, joined over "al", "of" and the
    like ("Maarat al Numan")."""
    says_nothing = text.upper() == text or detected_language(text) in CAPITALISE_NOUNS
    is_topic = len(all_words) <= _TOPIC
    runs: list[list[Word]] = []
    pending: list[Word] = []
    for number, word in enumerate(all_words):
        written = text[word.start : word.end]
        capital = written[:1].isupper() and not says_nothing and (is_topic or not _opens(text, all_words, number))
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
