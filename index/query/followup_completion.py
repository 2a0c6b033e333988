"""Questions that lean on the one before: "and in Saraqeb?", "when was that?"; completed, or left as they are.

Only a short text that is made of a cue and nothing else is completed, by the forms listed here. Pure functions.
"""

import re
from collections.abc import Callable

from index.language.text import ARABIC, STOPWORDS, fold, words
from index.query.filters import parted
from index.query.parser import understand
from index.query.query import Kind, Query
from index.query.question_parts import (
    LOCATING,
    bare,
    date_part,
    is_date,
    is_place,
    name_parts,
    place_part,
    tail,
    topic,
    year_in,
)

LONGEST = 12
"""Words of a text that may lean on the one before."""

IsName = Callable[[str], bool]
_Way = Callable[[Query, Query, IsName], str | None]

_LEAD = re.compile(r"^(?:(?:and|but|so|or|also|then|ok|okay)(?:,? |$))+", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how) about\s+|^(?:و)?(?:ماذا|ما) عن\s+", re.IGNORECASE)
_IT = r"(?:it|that|this|they)"
_HAPPEN = r"(?: happen(?:ed)?| take place| taking place| occur(?:red)?)?"
_KINDS = (
    ("When", "When was it", re.compile(rf"when(?: exactly)?(?: (?:was|is|did|were) {_IT}{_HAPPEN})?|what (?:date|day) was {_IT}")),
    ("Where", "Where was it", re.compile(rf"where(?: exactly)?(?: (?:was|is|did|were) {_IT}{_HAPPEN})?")),
    ("Who", "Who did it", re.compile(rf"who(?: exactly)?(?: did {_IT}| (?:was|is|were) {_IT}| (?:was|is) (?:responsible|to blame|behind)(?: for)?(?: {_IT})?)?|by whom")),
    ("Why", "Why", re.compile(rf"why(?: exactly)?(?: (?:was|is|did|were) {_IT}{_HAPPEN})?|how come")),
    ("How", "How", re.compile(rf"how(?: exactly)?(?: (?:was|did) {_IT}{_HAPPEN})")),
    ("متى", "متى كان ذلك", re.compile(r"و?متي(?: (?:كان|حدث|حصل|وقع|جري)(?:ت)? (?:ذلك|هذا|هذه))?")),
    ("أين", "أين كان ذلك", re.compile(r"و?اين(?: (?:كان|حدث|حصل|وقع|جري)(?:ت)? (?:ذلك|هذا|هذه))?")),
    ("من", "من", re.compile(r"و?من (?:فعل|المسءول عن|المسوول عن|وراء|نفذ) (?:ذلك|هذا)|ومن|و?من (?:هو|هم|المسوول)")),
    ("لماذا", "لماذا", re.compile(r"و?لماذا(?: (?:حدث|حصل|كان) (?:ذلك|هذا))?")),
    ("كيف", "كيف", re.compile(r"و?كيف (?:حدث|حصل|كان) (?:ذلك|هذا)")),
)  # fmt: skip
_INVERTED = re.compile(
    r"^(?:when|where|why|how) (?P<rest>(?:was|were|did|does|is|are|has|have|will) .+)", re.IGNORECASE
)
_POINTING = re.compile(rf"(?:who|what|when|where|why|how|which) .*\b{_IT}(?: last| cost| begin| start| end)?")
SOMEBODY = re.compile(r"\b(?:he|she|him)\b", re.IGNORECASE)
"""Words for a person that was named before."""

_WHO_IS = re.compile(r"[Ww]ho (?:is|was) [A-Z]")
_MONTH = re.compile(r"(?!today|yesterday)[A-Za-z]+(?<!day)(?: \d{4})?|\d{4}", re.IGNORECASE)
_THERE = re.compile(r"(?<!were )(?<!was )(?<!are )(?<!is )\bthere$|(?<!\w)هناك$", re.IGNORECASE)
_COUNTED = frozenset(
    fold(
        """children civilians women men girls boys soldiers fighters rescuers medics journalists police people victims
    injured wounded killed dead hurt missing arrested detained displaced survivors casualties
    أطفال الأطفال نساء النساء مدنيين المدنيين الجرحى جرحى القتلى قتلى الضحايا المصابين المصابون الرجال المدنيون
    المفقودين المفقودون النازحين النازحون المعتقلين الشهداء"""
    ).split()
)
_HOW_MANY = re.compile(
    r"how many(?: of (?:them|those|these))?(?: (?:was|were|are|is|have been|got))?(?: (?!(?:did|do|does|is|are|of|the)\b)\w+){0,2}"
    r"(?: (?:was|were|are|have been|got))?(?: (?!(?:did|do|does|was|were|is|are|the)\b)\w+)?"
    r"|و?كم(?: (?:كان )?عدد)?(?: (?:ال)?\w+){1,2}"
)
_HOW_MANY_WHEN = re.compile(r"how many(?: people)? (?P<part>(?:in|on|at|near|during) .+)|و?كم(?: عدد)? (?P<ar>في .+)", re.IGNORECASE)  # fmt: skip
_NO_END = frozenset("in at on by for from to near during since after before على في من عن الى بعد قبل".split())


def on_the_same(last: str, text: str, is_name: IsName) -> str | None:
    """`text` completed where it asks on of the same event: "when was that?", "how many were children?".

    None where it stands by itself, or leans on nothing that is known. Filters of the last question go on, unless `text`
    has its own.

    Args:
        last: the question before it, itself complete.
        is_name: whether a folded word is known as a proper name; capitals count as well.
    """
    return _complete(last, text, is_name, _of_kind, _counted, _pointing)


def elsewhere(last: str, text: str, is_name: IsName) -> str | None:
    """`text` completed where it is only another place, name or time.

    >>> elsewhere("how many died in Idlib city?", "and in Saraqeb?", lambda word: False)
    'how many died in Saraqeb?'
    """
    led = _LEAD.match(bare(parted(text)[0])) is not None
    cued = led or text.rstrip().endswith(("?", "؟", "？"))
    return _complete(
        last, text, is_name, lambda asked, new, _: _other_part(asked, new.text, is_name, cued=cued, led=led)
    )


def _complete(last: str, text: str, is_name: IsName, *ways: _Way) -> str | None:
    """What one of the ways makes of both, without marks and leading words; with a mark and the filters that go on."""
    last, filters = parted(last)
    text, own = parted(text)
    last, asked = bare(last), bare(text)
    arabic = ARABIC.search(asked) is not None
    if not last or not 0 < len(words(asked)) <= LONGEST or arabic != (ARABIC.search(last) is not None):
        return None
    before, leaning = understand(last, is_name), understand(_LEAD.sub("", asked), is_name)
    found = next((whole for way in ways if (whole := way(before, leaning, is_name))), None)
    if found is None or fold(found) in (fold(asked), fold(last)):
        return None
    return " ".join((found + ("؟" if arabic else "?"), own or filters)).strip()


def _of_kind(last: Query, leaning: Query, is_name: IsName) -> str | None:
    """ "when was that?": another kind of question on the same."""
    folded = _folded(leaning.text)
    for word, lead, pattern in _KINDS:
        if pattern.fullmatch(folded):
            inverted = _INVERTED.match(last.text)
            if inverted is not None and word != "Who":
                return f"{word} {inverted['rest']}"
            return _on_topic(lead, last, is_name)
    return None


def _on_topic(lead: str, last: Query, is_name: IsName) -> str | None:
    """`lead` asked of what the last question is about; of its bare names where its words would ask otherwise."""
    kind = understand(f"{lead}?", is_name).kind
    for about in (topic(last.text), _names(last)):
        whole = f"{lead}: {about}"
        if about and understand(f"{whole}?", is_name).kind is kind:
            return whole
    return None


def _names(last: Query) -> str:
    return " ".join(last.text[part.words : part.end] for part in name_parts(last))


def _counted(last: Query, leaning: Query, is_name: IsName) -> str | None:
    """ "how many were children?": another figure of the same place and day."""
    asked = leaning.text
    folded = _folded(asked)
    number = "كم عدد" if ARABIC.search(asked) else "how many"
    part = _HOW_MANY_WHEN.fullmatch(asked)
    if part is not None and last.kind is Kind.COUNT:
        return _other_part(last, part["part"] or part["ar"], is_name, cued=True)
    about = _folded(_ABOUT.sub("", asked)).removeprefix("the ")
    if about.startswith("و") and about[1:] in _COUNTED:
        about = about[1:]
    if about in _COUNTED:
        if last.kind is not Kind.COUNT:
            return None
        word = re.sub(r"^(?:the |و(?=\w))", "", _ABOUT.sub("", asked), flags=re.IGNORECASE)
        return _with_tail(f"{number} {word}", last)
    if not _HOW_MANY.fullmatch(folded) or name_parts(leaning) or _NO_END & set(folded.split()):
        return None
    if _THERE.search(folded) or date_part(asked) is not None:
        return None
    if folded in ("how many", "how many people") and last.kind is Kind.COUNT:
        return None
    return _with_tail(asked, last)


def _with_tail(asked: str, last: Query) -> str | None:
    if fold(last.text).startswith("how many of"):  # whose first preposition is not where it happened
        return None
    where = tail(last.text) or _names(last)
    return f"{asked} {where}" if where else None


def _pointing(last: Query, leaning: Query, is_name: IsName) -> str | None:
    """ "how long did it last?", "how old was he?", "how many died there?"."""
    asked, place = leaning.text, place_part(last)
    if name_parts(leaning):
        return None
    if _THERE.search(asked):
        return None if place is None else _THERE.sub("", asked) + last.text[place.start : place.end]
    if SOMEBODY.search(asked) and len(asked.split()) <= 6:
        persons = [p for p in name_parts(last) if place is None or not place.words <= p.words < place.end]
        # "Who won the Meridian Prize?": the answer is meant, not the prize.
        if len(persons) != 1 or (last.kind is Kind.PERSON and not _WHO_IS.match(last.text)):
            return None
        return SOMEBODY.sub(lambda _: last.text[persons[0].words : persons[0].end], asked, count=1)
    folded = _folded(asked)
    read = understand(f"{asked}?", is_name)
    telling = [word for word in read.content if word.folded in folded.split()]
    if len(folded.split()) > 7 or not _POINTING.fullmatch(folded) or len(telling) != 1:
        return None
    return _on_topic(asked, last, is_name)


def _other_part(last: Query, asked: str, is_name: IsName, *, cued: bool, led: bool = False) -> str | None:
    """ "in Saraqeb?", "what about February?": the last question of another place, name or day."""
    about = _ABOUT.sub("", asked)
    joined = ARABIC.search(about) is not None and about.startswith("و") and not is_name(fold(about))
    if joined:
        about = about[1:].lstrip()
    if is_date(about):
        return _other_date(last.text, about)
    first, _, rest = about.partition(" ")
    if fold(first) in LOCATING and rest and fold(first) != "من":
        if not (is_place(understand(rest, is_name)) or _may_be_place(rest)):
            return None
        place = place_part(last)
        if place is not None:
            return last.text[: place.start] + about + last.text[place.end :]
        date = date_part(last.text)
        return f"{last.text} {about}" if date is None else f"{last.text[: date.start]}{about} {last.text[date.start :]}"
    known = is_place(understand(about, is_name))
    known = known or (joined and len(about) > 3 and _may_be_place(about) and " " not in about)
    if about != asked:
        known = known or _may_be_place(about)
    elif not cued:
        return None
    elif not joined and not led:  # "Really?" has a capital as well
        known = is_place(understand(about.lower(), is_name))
    names = name_parts(last)
    part = place_part(last) or (names[0] if len(names) == 1 else None)
    return last.text[: part.words] + about + last.text[part.end :] if known and part is not None else None


def _may_be_place(phrase: str) -> bool:
    """Whether an Arabic phrase, which has no capitals to tell by, is short and has no word that asks."""
    found = [word.folded for word in words(phrase)]
    return (
        ARABIC.search(phrase) is not None
        and 0 < len(found) <= 3
        and not any(word in STOPWORDS or word in _COUNTED for word in found)
    )


def _other_date(last: str, about: str) -> str:
    before = date_part(last)
    lacks_year = before is not None and not year_in(about) and about.rsplit(maxsplit=1)[-1].isalpha()
    year = year_in(last[before.words : before.end]) if before is not None and lacks_year else None
    if year is not None and date_part(f"{about} {year}") == (0, date_part(about).words, len(about) + 5):  # type: ignore[union-attr]
        about = f"{about} {year}"
    if before is None and _MONTH.fullmatch(about):
        about = f"in {about}"
    part = date_part(about)
    if part is not None and part.start == part.words and before is not None:  # "February?" takes its "in" over
        return last[: before.words] + about + last[before.end :]
    return f"{last} {about}" if before is None else last[: before.start] + about + last[before.end :]


def _folded(text: str) -> str:
    return " ".join(word.folded for word in words(text))
