"""Several questions in one message, told apart: "How many died and how many were injured in Idlib?"; pure functions.

They part behind a question mark, and where a word for "and" stands before one of its language that asks. What these lists
are worth stands in tests/bench/README.md.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.language.text import ARABIC, Word, fold, words
from index.query.query import Query
from index.query.question_parts import name_spans, place_part

MOST = 3
"""Questions that are taken of one message."""

LONGEST = 1_000
"""Characters of a message that is looked at: a longer one is a text, with questions in it."""

_JOINED = "و"
"""The Arabic "and", which is written together with the word after it; in Persian it stands alone."""
_SPANISH = """cuántos cuántas cuánto cuánta cuantos cuantas cuanto cuanta quién quiénes qué cuándo dónde adónde cómo cuál
    cuáles"""
_RUSSIAN = """сколько кто кого кому кем когда где куда откуда почему зачем какой какая какое какие каких каком какую
    каким чей чья"""
_ASKING = {
    "and": "how who whom whose what when where why which",
    "et": "combien qui quoi quel quelle quels quelles où quand comment pourquoi",
    "y": _SPANISH,
    "e": _SPANISH,
    "und": "wer wen wem wessen was wann wo wohin woher warum wieso wie wieviele welche welcher welches welchen welchem",
    "и": _RUSSIAN,
    "а": _RUSSIAN,
    "ve": "kaç kaçı kim kimi kime kimin kimler ne neden niçin niye nasıl nerede nereye nereden hangi",
    _JOINED: fold("چند چقدر کجا کی چه چرا چگونه چطور کدام آیا كم متى ماذا لماذا كيف هل"),
}
_ASKS = {joiner: frozenset(asking.split()) for joiner, asking in _ASKING.items()}
"""Words that ask, by the "and" of their language, in small letters; in Arabic letters folded."""
_ARABIC = frozenset(fold("كم أين أي متى ماذا لماذا كيف هل").split())
_ASKS_JOINED = _ARABIC | frozenset("من ما مين".split())
"""Those that the Arabic "and" is written together with; by themselves some are other words too, as in Persian "أين" is."""
_ASKS_WITHIN = {"ve": _ASKS["ve"] - frozenset("ne neden".split())}
"""Those that stand anywhere in their clause: in Turkish, but for what says "what caused" and "neither" as well."""
_ASKS_ANYWHERE = frozenset[str]().union(_ARABIC, *_ASKS.values())
_OPENING = frozenset("is are was were did does do has have had can could will would من ما".split())
"""Words that ask only at the beginning."""
_MEASURED = frozenset("many much viele de عدد".split())
"""What stands behind "how" to ask for a figure."""
_MARK = re.compile(r"[?؟？]+(?![?؟？\"'”’»])")
"""Behind a question; what stands before closing quotation marks ends a quoted one."""
_OUTER = " \n,،;؛?؟？¿"
_PAIRS = ("()", "“”", "«»", "[]")
_BARE = 2
"""Words of a question that does but ask: "where", "by whom"."""
_SHORT = 4
"""Letters of a word that may stand before the one that asks, or before a name: "and in which", "à", "près"."""


class AskedQuestion(NamedTuple):
    """One question of a message.

    Attributes:
        written: its own words.
        whole: with those that it shares with the one beside it: in "Who was shot and where?" the second is "Where was shot?"
    """

    written: str
    whole: str


class _Clause(NamedTuple):
    """A part of a sentence that asks: its characters `start` to `end`; those to `asked` do but ask."""

    start: int
    end: int
    asked: int

    def is_bare(self, text: str) -> bool:
        """Whether it does but ask."""
        return not text[self.asked : self.end].strip(_OUTER) and len(words(text[self.start : self.end])) <= _BARE


def questions_in(message: str) -> tuple[AskedQuestion, ...]:
    """The questions of a message in order; none where it is not surely more than one.

    >>> [one.whole for one in questions_in("When and where was the mayor shot?")]
    ['When was the mayor shot?', 'Where was the mayor shot?']
    """
    if len(message) > LONGEST:
        return ()
    found = [question for part in _cut_by_marks(message) for question in _cut_by_and(part)]
    found = list({question.whole: question for question in found}.values())
    return tuple(found[:MOST]) if len(found) > 1 else ()


def naming_part(query: Query) -> str:
    """The words of a question that say of whom, where and when, from the first of them to the last; may be empty."""
    place = place_part(query)
    spans = [(phrase.start, phrase.end) for phrase in query.times] + ([place[::2]] if place is not None else [])
    for start, end in name_spans(query):
        if start == query.words[0].start:  # "¿Cuántos murieron?": a capital that names nothing
            continue
        led = [word for word in query.words if word.end < start][-1:]
        is_led = bool(led) and led[0].end - led[0].start <= _SHORT and led[0].start > 0
        spans.append((led[0].start if is_led else start, end))
    return query.text[min(spans)[0] : max(end for _, end in spans)] if spans else ""


def with_names_of(question: str, naming: str) -> str:
    """A question with the `naming_part` of another behind its own words."""
    return _as_question(f"{question.strip(_OUTER)} {naming}", question)


def _cut_by_marks(message: str) -> list[str]:
    """The message cut behind its question marks, if each part asks; else as it is."""
    ends = [match.end() for match in _MARK.finditer(message) if not _is_inside(message[: match.start()])]
    cut = [message[start:end].strip() for start, end in zip([0, *ends], [*ends, len(message)], strict=True)]
    parts = [part for part in cut if any(map(str.isalnum, part))]
    return parts if all(map(_is_asked, parts)) else [message]


def _is_asked(part: str) -> bool:
    found = words(part)
    is_marked = len(found) > _SHORT and _MARK.search(part) is not None
    return is_marked or _asking_word(_keys(part, found), _ASKS_ANYWHERE) is not None


def _cut_by_and(text: str) -> list[AskedQuestion]:
    """The questions that "and" joins in a sentence; the sentence itself where it is one."""
    clauses = list(_clauses(text))
    full = [clause for clause in clauses if not clause.is_bare(text)]
    if len(clauses) < 2 or not full:
        return [AskedQuestion(text, text)]
    found = []
    for clause in clauses:
        written = text[clause.start : clause.end].strip(_OUTER)
        other = next((one for one in full if one.start > clause.start), full[-1])
        rest = text[other.asked : other.end].strip(_OUTER) if clause.is_bare(text) else ""
        found.append(AskedQuestion(_as_question(written, text), _as_question(f"{written} {rest}".strip(), text)))
    return found


def _clauses(text: str) -> Iterator[_Clause]:
    found = words(text)
    keys = _keys(text, found)
    start, begun, asks = 0, 0, None
    for at in range(1, len(found)):
        joined = _is_joined(keys[at]) and text[found[at].start - 1].isspace()
        asking = _ARABIC if joined else _ASKS.get(keys[at], frozenset())
        next_asks = at if joined else _asking_behind(text, found, keys, at, asking)
        if next_asks is None or _is_inside(text[: found[at].start]):
            continue
        asks = _asking_word(keys[begun:at], asking) if asks is None else asks - begun
        # "A study of when and where ...": one thing is asked about.
        is_one = at - begun > _BARE and keys[at - 1] in asking
        # "Of the civilians and of the soldiers", in Arabic.
        is_again = joined and keys[at][1:] in _OPENING and keys[at][1:] in keys[begun + 1 : at]
        if asks is None or is_one or is_again:
            continue
        yield _Clause(start, found[at].start, _asked(found, begun + asks))
        start = found[at].start + len(_JOINED) if joined else found[at].end
        begun, asks = at + (not joined), next_asks
    if asks is not None:
        yield _Clause(start, len(text), _asked(found, asks))


def _asked(found: Sequence[Word], asks: int) -> int:
    """Where the words end that ask: "how many" are two."""
    more = asks + 1 < len(found) and found[asks + 1].folded in _MEASURED
    return found[asks + more].end


def _asking_behind(
    text: str, found: Sequence[Word], keys: Sequence[str], at: int, asking: frozenset[str]
) -> int | None:
    """The number of the word that asks behind an "and", at once or after a short one."""
    for number, key in enumerate(keys[at + 1 : at + 3], at + 1):
        if text[found[number - 1].end : found[number].start].strip():
            break
        if key in asking:
            return number
        if len(key) > _SHORT:
            break
    within = _ASKS_WITHIN.get(keys[at], frozenset())
    return next((number for number in range(at + 1, len(keys)) if keys[number] in within), None)


def _asking_word(keys: Sequence[str], asking: frozenset[str]) -> int | None:
    """The number of the first word that asks."""
    if keys and (keys[0] in _OPENING or _is_joined(keys[0])):
        return 0
    return next((number for number, key in enumerate(keys) if key in asking), None)


def _is_joined(key: str) -> bool:
    """Whether it is an Arabic "and" with a word that asks."""
    return key[0] == _JOINED and key[1:] in _ASKS_JOINED


def _is_inside(before: str) -> bool:
    """Whether brackets or quotation marks are open behind `before`."""
    return before.count('"') % 2 == 1 or any(before.count(pair[0]) > before.count(pair[1]) for pair in _PAIRS)


def _keys(text: str, found: Sequence[Word]) -> list[str]:
    """Each word as the lists have it: an accent tells "où" from "ou"."""
    return [word.folded if ARABIC.search(word.folded) else text[word.start : word.end].lower() for word in found]


def _as_question(words_: str, text: str) -> str:
    mark = "؟" if ARABIC.search(words_) else "?"
    return f"{'¿' if '¿' in text else ''}{words_[:1].upper()}{words_[1:]}{mark}"
