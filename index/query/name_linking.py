"""The names of a question in the corpus's own spelling."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.interpretation import NameReading
from index.language.event_triggers import event_type
from index.language.lexicon import deed_in_english, thing_in_english
from index.language.text import ARABIC, STOPWORDS, Word, script_language, terms, words
from index.language.time_words import MONTHS
from index.names.gazetteer import gazetteer
from index.names.name_index import NameIndex, Spelling
from index.names.phonetics import bare_name
from index.query.question import ASKING, Question, understand
from index.query.slots import LOCATING, OF_PLACES, name_spans

_SHOWN = 4
"""Spellings of one name that are searched for and told."""
_OF_MONTHS = frozenset(word for name in MONTHS for word in name.split())
_LOCATING_IN_ARABIC = frozenset(filter(ARABIC.search, LOCATING | OF_PLACES)) - {"من"}
"""Before a place; "من" asks for a person as well."""
_HEADS = frozenset(
    """khan kafr kfar tel tell tal deir dayr jisr beit bayt abu umm oum ayn ain jabal jebel ras bab wadi maarat san
    santa saint new north south east west fort port mount lake""".split()
)
_CLITICS = "بلوفك"
_SHORTEST = 4
"""Letters of a word in small Latin letters that may be a name in another spelling."""


@dataclass(frozen=True, slots=True)
class LinkedQuestion:
    """A question whose names are spelt as in the corpus.

    Attributes:
        also: other spellings of the corpus for the names in `text`, by the name as it stands there.
        names: what was not taken literally.
        missing: names of places that the corpus has in no spelling, though it may have one of their words.
    """

    text: str
    also: dict[str, tuple[str, ...]]
    names: tuple[NameReading, ...] = ()
    missing: tuple[str, ...] = ()

    def is_name(self, word: str) -> bool:
        """Whether a folded word is of a name that was read into the text; Arabic has no capitals to tell it by."""
        return word in {told.folded for name in self.also for told in words(name)}

    def respelt(self, question: Question) -> Question:
        """`question`, which was understood from `text`, with the other spellings among its search terms."""
        names = tuple(replace(name, also=self.also.get(name.written, ())) for name in question.names)
        known = set(question.terms)
        more = [term for also in self.also.values() for other in also for term in terms(other) if term not in known]
        return replace(question, names=names, terms=(*question.terms, *dict.fromkeys(more)))


class NameLinker:
    """Finds a question's names among those of a corpus; safe to call from several threads.

    Args:
        places: the names of the corpus.
        has: whether any article has a folded word.
        is_name: whether a folded word is known as a proper name.
    """

    def __init__(self, places: NameIndex, has: Callable[[str], bool], is_name: Callable[[str], bool]) -> None:
        self._places = places
        self._has = has
        self._is_name = is_name

    def read(self, question: str) -> LinkedQuestion:
        """The question with each name that the corpus has only in other spellings in the one it uses most."""
        text, moved = question, 0
        also: dict[str, tuple[str, ...]] = {}
        readings, missing = [], []
        for start, end, spellings in self._names(question):
            written = question[start:end]
            others = _others(written, spellings)
            if all(map(self._has, bare_name(written)[0])):
                if others:
                    also[written] = others
            elif others:
                text = text[: start + moved] + others[0] + text[end + moved :]
                moved += len(others[0]) - len(written)
                also[others[0]] = others[1:]
                readings.append(NameReading(written, others))
            elif ARABIC.search(written) or gazetteer().places(written) or self._is_told_by_heads(written):
                missing.append(written)
        return LinkedQuestion(text, also, tuple(readings), tuple(missing))

    def _names(self, question: str) -> Iterator[tuple[int, int, list[Spelling]]]:
        """Characters of each name in order, with the corpus's spellings of it."""
        found, named, after = list(words(question)), name_spans(question, self._is_name), 0
        for number, word in enumerate(found):
            span = next(((s, e) for s, e in named if s <= word.start < e), None)
            if word.start < after:
                continue
            if span is not None and not ARABIC.search(word.folded):
                after = span[1]
                yield (*span, self._places.spellings(question[slice(*span)]))
            elif _may_be_name(word):
                for start, end in self._windows(question, found, number):
                    spellings = self._places.spellings(question[start:end])
                    if spellings or (end > word.end and gazetteer().places(question[start:end])):
                        after = end
                        yield start, end, spellings
                        break
                else:
                    if span is not None or (number and self._is_unheard_of(found[number - 1], word)):
                        after = max(word.end, 0 if span is None else span[1])
                        yield word.start, after, []

    def _is_told_by_heads(self, written: str) -> bool:
        """Whether all that the corpus has of a name is what many names begin with: Khan Touman is not Khan al Subl."""
        return all(word in _HEADS for word in bare_name(written)[0] if self._has(word))

    def _is_unheard_of(self, before: Word, word: Word) -> bool:
        """Whether an Arabic word stands where a place does, and neither the corpus nor the lexicon has it."""
        located = before.folded in _LOCATING_IN_ARABIC and ARABIC.search(word.folded) is not None
        return located and thing_in_english(word.folded) is None and not self._has(word.folded)

    def _windows(self, question: str, found: list[Word], number: int) -> Iterator[tuple[int, int]]:
        """Up to three words from this one on, the longest run first; in Arabic also without the letter before them."""
        arabic = ARABIC.search(found[number].folded) is not None
        for length in (3, 2, 1):
            run = found[number : number + length]
            start, end = run[0].start, run[-1].end
            if len(run) < length or any(not _may_be_name(word) for word in run if word is not run[-1] or length == 1):
                continue
            if not arabic and all(self._has(word.folded) for word in run):
                continue
            yield start, end
            joined = arabic and question[start] in _CLITICS and not (length == 1 and self._has(run[0].folded))
            if joined and len(run[0].folded) > _SHORTEST - 1:
                yield start + 1, end


def spelt_for(question: Question, text: str) -> Question:
    """`question` as it is asked of `text`: in its language, and with names in the spelling that it has."""
    if question.bridge is not None and script_language(text) != question.language:
        question = replace(question.bridge, terms=question.terms)
    asked, spelt = question.text, False
    for name in question.names:
        other = next((also for also in name.also if also in text), None)
        if other is not None and name.written not in text:
            asked, spelt = asked.replace(name.written, other), True
    if not spelt:
        return question
    own = {word for name in question.names for word in name.folded}
    again = understand(asked, lambda word: word in own)
    return replace(again, kind=question.kind, measure=question.measure, counted=question.counted, terms=question.terms)


def _may_be_name(word: Word) -> bool:
    if (
        word.folded in STOPWORDS
        or word.folded in ASKING
        or event_type(word.folded) is not None
        or word.folded[0].isdigit()
    ):
        return False
    if ARABIC.search(word.folded) is None:
        return len(word.folded) >= _SHORTEST
    understood = deed_in_english(word.folded) or thing_in_english(word.folded) or word.folded in _OF_MONTHS
    return word.folded not in _LOCATING_IN_ARABIC and not understood


def _others(written: str, spellings: list[Spelling]) -> tuple[str, ...]:
    """Spellings that are other words than those of the name as it is written, each once."""
    own, found = {bare_name(written)[0]}, []
    for spelling in spellings:
        bare = bare_name(spelling.written)[0]
        if bare not in own:
            own.add(bare)
            found.append(spelling.written)
    return tuple(found[:_SHOWN])
