"""The names of a question in the corpus's own spelling."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.answer_metadata import NameReading
from index.language.event_lexicon import event_in_english, event_type, thing_in_english
from index.language.text import ARABIC, CYRILLIC, STOPWORDS, Word, terms, words
from index.language.time_words import MONTHS
from index.names.gazetteer import gazetteer
from index.names.name_index import NameIndex, Spelling
from index.names.phonetics import ARTICLES, bare_name
from index.query.parser import ASKING, reworded, understand, with_names
from index.query.query import Query
from index.query.question_parts import LOCATING, OF_PLACES, name_spans

_SHOWN = 4
"""Spellings of one name that are searched for and told."""
_OF_MONTHS = frozenset(word for name in MONTHS for word in name.split())
_LOCATING_IN_ARABIC = frozenset(filter(ARABIC.search, LOCATING | OF_PLACES)) - {"من"}
"""Before a place; "من" asks for a person as well."""
_HEADS = frozenset(
    """khan kafr kfar tel tell tal deir dayr jisr beit bayt abu umm oum ayn ain jabal jebel ras bab wadi maarat san
    santa saint new north south east west fort port mount lake""".split()
)
CLITICS = "بلوفك"
"""Letters of Arabic that are joined before a word."""
_SHORTEST = 4
"""Letters of a word in small Latin letters that may be a name in another spelling."""


@dataclass(frozen=True, slots=True)
class LinkedNames:
    """A question whose names are spelt as in the corpus.

    Attributes:
        also: other spellings of the corpus for the names in `text`, by the name as it stands there.
        name_readings: names that were not taken literally.
        missing: names of places that the corpus has in no spelling, though it may have one of their words.
    """

    text: str
    also: dict[str, tuple[str, ...]]
    name_readings: tuple[NameReading, ...] = ()
    missing: tuple[str, ...] = ()


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

    def read(self, text: str) -> LinkedNames:
        """A text with each name that the corpus has only in other spellings in the one it uses most."""
        return self._linked(understand(text, self._is_name))

    def link(self, query: Query) -> Query:
        """A query with its names as the corpus spells them, and their other spellings among its search terms."""
        linked = self._linked(query)
        added = {word.folded for name in linked.also for word in words(name)}
        if linked.text != query.text or added.intersection(
            w.folded for w in query.words if w.folded not in query.name_words
        ):
            # Arabic has no capitals to tell a name by.
            query = reworded(query, linked.text, lambda word: word in added or self._is_name(word))
        if linked.also:
            names = tuple(replace(name, also=linked.also.get(name.written, ())) for name in query.names)
            known = set(query.terms)
            more = [
                term for also in linked.also.values() for other in also for term in terms(other) if term not in known
            ]
            query = replace(with_names(query, names), terms=(*query.terms, *dict.fromkeys(more)))
        return replace(query, name_readings=linked.name_readings, missing=linked.missing)

    def _linked(self, query: Query) -> LinkedNames:
        text, moved = query.text, 0
        also: dict[str, tuple[str, ...]] = {}
        readings, missing = [], []
        for start, end, spellings in self._names(query):
            written = query.text[start:end]
            others = _others(written, spellings)
            if all(map(self._has, bare_name(written)[0])):
                if others:
                    also[written] = others
            elif others:
                text = text[: start + moved] + others[0] + text[end + moved :]
                moved += len(others[0]) - len(written)
                also[others[0]] = others[1:]
                if not written.startswith(others[0]):
                    readings.append(NameReading(written, others))
            elif ARABIC.search(written) or gazetteer().places(written) or self._is_told_by_heads(written):
                missing.append(written)
        return LinkedNames(text, also, tuple(readings), tuple(missing))

    def _names(self, query: Query) -> Iterator[tuple[int, int, list[Spelling]]]:
        """Characters of each name in order, with the corpus's spellings of it."""
        question, found, named, after = query.text, query.words, name_spans(query, dates=True), 0
        for number, word in enumerate(found):
            span = next(((s, e) for s, e in named if s <= word.start < e), None)
            if word.start < after:
                continue
            if span is not None and not ARABIC.search(word.folded):
                after = span[1]
                yield (*span, self._spellings(question[slice(*span)]))
            elif _may_be_name(word):
                for start, end in self._windows(question, found, number):
                    spellings = self._spellings(question[start:end])
                    if spellings or (end > word.end and gazetteer().places(question[start:end])):
                        after = end
                        yield start, end, spellings
                        break
                else:
                    if span is not None or (number and self._is_unheard_of(found[number - 1], word)):
                        after = max(word.end, 0 if span is None else span[1])
                        yield word.start, after, []

    def _spellings(self, written: str) -> list[Spelling]:
        """The corpus's spellings of a name, or where it has none of the name without its ending: Turkish sets its cases off
        with an apostrophe ("Idlib'de"), Cyrillic ones are those that a stemmer takes off ("Альтенридом")."""
        bare, apostrophe, ending = written.replace("’", "'").rpartition("'")
        forms = [written]
        if apostrophe and " " not in ending:
            forms.append(bare)
        if CYRILLIC.search(written):
            forms.append(" ".join(terms(written)))
        return next(filter(None, map(self._places.spellings, forms)), [])

    def _is_told_by_heads(self, written: str) -> bool:
        """Whether all that the corpus has of a name is what many names begin with: Khan Touman is not Khan al Subl."""
        return all(word in _HEADS for word in bare_name(written)[0] if self._has(word))

    def _is_unheard_of(self, before: Word, word: Word) -> bool:
        """Whether an Arabic word stands where a place does, and neither the corpus nor the lexicon has it."""
        located = before.folded in _LOCATING_IN_ARABIC and ARABIC.search(word.folded) is not None
        return located and thing_in_english(word.folded) is None and not self._has(word.folded)

    def _windows(self, question: str, found: Sequence[Word], number: int) -> Iterator[tuple[int, int]]:
        """Up to three words from this one on, the longest run first; in Arabic also without the letter before them."""
        arabic = ARABIC.search(found[number].folded) is not None
        for length in (3, 2, 1):
            run = found[number : number + length]
            start, end = run[0].start, run[-1].end
            if len(run) < length or any(not _may_be_name(word) for word in run if word is not run[-1] or length == 1):
                continue
            last = run[-1].folded
            if length > 1 and (last in ARTICLES or last[0].isdigit()):  # "pasó en" is no name of two words
                continue
            if not arabic and all(self._has(word.folded) for word in run):
                continue
            yield start, end
            joined = arabic and question[start] in CLITICS and not (length == 1 and self._has(run[0].folded))
            if joined and len(run[0].folded) > _SHORTEST - 1:
                yield start + 1, end


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
    understood = event_in_english(word.folded) or thing_in_english(word.folded) or word.folded in _OF_MONTHS
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
