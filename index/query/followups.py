"""Questions that lean on the one before: "and in Saraqeb?", "when was that?"; completed, or left as they are.

What stands by itself is never changed: only a short text that is made of a cue and nothing else is completed, by forms
that are listed here. A question of which any other part is not understood is left as it is. Pure functions.
"""

import re
from collections.abc import Callable

from index.language.text import ARABIC, STOPWORDS, fold, words
from index.query.filters import parted
from index.query.question import Kind, understand
from index.query.slots import (
    LOCATING,
    Part,
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
_SOMEBODY = re.compile(r"\b(?:he|she|him)\b", re.IGNORECASE)
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


def completed(last: str, text: str, is_name: IsName) -> str | None:
    """`text` as a question that needs no other one, or None when it stands by itself or leans on nothing known.

    Filters typed in the last question go on, unless `text` types its own.

    >>> completed("how many died in Idlib city?", "and in Saraqeb?", lambda word: False)
    'how many died in Saraqeb?'

    Args:
        last: the question before it, itself complete.
        is_name: whether a folded word is known as a proper name; capitals count as well.
    """
    last, filters = parted(last)
    text, own = parted(text)
    last, asked = bare(last), bare(text)
    arabic = ARABIC.search(asked) is not None
    if not last or not 0 < len(list(words(asked))) <= LONGEST or arabic != (ARABIC.search(last) is not None):
        return None
    without = _LEAD.sub("", asked)
    marked = text.rstrip().endswith(("?", "؟", "？"))
    found = (
        _of_kind(last, without, is_name)
        or _counted(last, without, is_name)
        or _pointing(last, without, is_name)
        or _other_part(last, without, is_name, cued=without != asked or marked, led=without != asked)
    )
    if found is None or fold(found) in (fold(asked), fold(last)):
        return None
    return " ".join((found + ("؟" if arabic else "?"), own or filters)).strip()


def _of_kind(last: str, asked: str, is_name: IsName) -> str | None:
    """ "when was that?": another kind of question on the same."""
    folded = _folded(asked)
    for word, lead, pattern in _KINDS:
        if pattern.fullmatch(folded):
            inverted = _INVERTED.match(last)
            if inverted is not None and word != "Who":
                return f"{word} {inverted['rest']}"
            return _on_topic(lead, last, is_name)
    return None


def _on_topic(lead: str, last: str, is_name: IsName) -> str | None:
    """`lead` asked of what the last question is about; of its bare names where its words would ask otherwise."""
    kind = understand(f"{lead}?", is_name).kind
    names = " ".join(last[part.words : part.end] for part in name_parts(last, is_name))
    for about in (topic(last), names):
        whole = f"{lead}: {about}"
        if about and understand(f"{whole}?", is_name).kind is kind:
            return whole
    return None


def _counted(last: str, asked: str, is_name: IsName) -> str | None:
    """ "how many were children?": another figure of the same place and day."""
    folded = _folded(asked)
    number = "كم عدد" if ARABIC.search(asked) else "how many"
    part = _HOW_MANY_WHEN.fullmatch(asked)
    if part is not None and understand(last, is_name).kind is Kind.COUNT:
        return _other_part(last, part["part"] or part["ar"], is_name, cued=True)
    about = _folded(_ABOUT.sub("", asked)).removeprefix("the ")
    if about.startswith("و") and about[1:] in _COUNTED:
        about = about[1:]
    if about in _COUNTED:
        if understand(last, is_name).kind is not Kind.COUNT:
            return None
        word = re.sub(r"^(?:the |و(?=\w))", "", _ABOUT.sub("", asked), flags=re.IGNORECASE)
        return _with_tail(f"{number} {word}", last, is_name)
    if not _HOW_MANY.fullmatch(folded) or name_parts(asked, is_name) or _NO_END & set(folded.split()):
        return None
    if _THERE.search(folded) or date_part(asked) is not None:
        return None
    if folded in ("how many", "how many people") and understand(last, is_name).kind is Kind.COUNT:
        return None
    return _with_tail(asked, last, is_name)


def _with_tail(asked: str, last: str, is_name: IsName) -> str | None:
    if fold(last).startswith("how many of"):  # whose first preposition is not where it happened
        return None
    where = tail(last) or " ".join(last[part.words : part.end] for part in name_parts(last, is_name))
    return f"{asked} {where}" if where else None


def _pointing(last: str, asked: str, is_name: IsName) -> str | None:
    """ "how long did it last?", "how old was he?", "how many died there?"."""
    named = name_parts(asked, is_name)
    place = place_part(last, is_name)
    if named:
        return None
    if _THERE.search(asked):
        return None if place is None else _THERE.sub("", asked) + last[place.start : place.end]
    if _SOMEBODY.search(asked) and len(asked.split()) <= 6:
        persons = [p for p in name_parts(last, is_name) if place is None or not place.words <= p.words < place.end]
        if len(persons) != 1:
            return None
        return _SOMEBODY.sub(lambda _: last[persons[0].words : persons[0].end], asked, count=1)
    folded = _folded(asked)
    read = understand(f"{asked}?", is_name)
    telling = [word for word in read.content if word.folded in folded.split()]
    if len(folded.split()) > 7 or not _POINTING.fullmatch(folded) or len(telling) != 1:
        return None
    return _on_topic(asked, last, is_name)


def _other_part(last: str, asked: str, is_name: IsName, *, cued: bool, led: bool = False) -> str | None:
    """ "in Saraqeb?", "what about February?": the last question of another place, name or day."""
    about = _ABOUT.sub("", asked)
    joined = ARABIC.search(about) is not None and about.startswith("و") and not is_name(fold(about))
    if joined:
        about = about[1:].lstrip()
    if is_date(about):
        return _other_date(last, about)
    first, _, rest = about.partition(" ")
    if fold(first) in LOCATING and rest and fold(first) != "من":
        if not (is_place(rest, is_name) or _may_be_place(rest)):
            return None
        place = place_part(last, is_name)
        if place is not None:
            return last[: place.start] + about + last[place.end :]
        date = date_part(last)
        return f"{last} {about}" if date is None else f"{last[: date.start]}{about} {last[date.start :]}"
    known = is_place(about, is_name) or (joined and len(about) > 3 and _may_be_place(about) and " " not in about)
    if about != asked:
        known = known or _may_be_place(about)
    elif not cued:
        return None
    elif not joined and not led:  # "Really?" has a capital as well
        known = is_place(about.lower(), is_name)
    part = place_part(last, is_name) or _only(name_parts(last, is_name))
    return last[: part.words] + about + last[part.end :] if known and part is not None else None


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
    year = (
        None
        if before is None or year_in(about) or not about.rsplit(maxsplit=1)[-1].isalpha()
        else year_in(last[before.words : before.end])
    )
    if year is not None and date_part(f"{about} {year}") == (0, date_part(about).words, len(about) + 5):  # type: ignore[union-attr]
        about = f"{about} {year}"
    if before is None and _MONTH.fullmatch(about):
        about = f"in {about}"
    part = date_part(about)
    if part is not None and part.start == part.words and before is not None:  # "February?" takes its "in" over
        return last[: before.words] + about + last[before.end :]
    return f"{last} {about}" if before is None else last[: before.start] + about + last[before.end :]


def _only(parts: list[Part]) -> Part | None:
    return parts[0] if len(parts) == 1 else None


def _folded(text: str) -> str:
    return " ".join(word.folded for word in words(text))
