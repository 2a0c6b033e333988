"""The names that an article mentions, as it writes them: by capitals, and in Arabic by what stands before them."""

import re
from calendar import day_name, month_name
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from index.language.text import ARABIC, STOPWORDS, Word, words
from index.names.phonetics import ARTICLES
from index.records import Article, ParagraphKind, Span

_CAPITAL = r"(?![\u0600-\u06ff])[^\W\d_a-zà-ÿ]"
_NAMED = rf"(?:(?:[aA]l|[eE]l|[aA][nstrdz]|[aA]sh|[eE][sznrdt])[-‑])?{_CAPITAL}(?:[^\W_]|['’ʼ`‘-](?=[^\W_]))*"
_JOINING = "al|el|as|ash|an|ar|ad|az|of|de|la|del|bin|ibn|abu|van|von"
_NAME = re.compile(rf"(?<![\w-]){_NAMED}(?:[ \u00a0](?:(?:{_JOINING})[ \u00a0-])?{_NAMED})*")
_POSSESSIVE = re.compile(r"['’]s?$")
_TITLES = frozenset(
    """president general colonel captain minister king prime mr mrs ms dr sheikh prince senator governor mayor major
    lieutenant sir lord professor judge chancellor secretary foreign defence defense the""".split()
)
_NO_NAMES = _TITLES | (STOPWORDS - ARTICLES) | {word.lower() for word in (*month_name, *day_name) if word}
_MOST_WORDS = 4
_NOUNS = frozenset("مدينه بلده قريه محافظه ريف مدينتي بلدتي قريتي مدن بلدات قرى مخيم ناحيه ضاحيه منطقه".split())
_BEFORE = frozenset("في قرب الى على من باتجاه نحو شمال جنوب شرق غرب وسط شمالي جنوبي شرقي غربي".split())
_HEADS = frozenset(
    """كفر معره خان تل دير جسر ابو ام بيت عين راس جبل وادي باب خربه برج بني رام قصر حصن قلعه عقبه مرج نهر شيخ بير
    دار سهل""".split()
)


def mentions(article: Article, is_place: Callable[[str], bool]) -> Counter[str]:
    """How often each name stands in the article's prose; upper-case text says nothing about names.

    Args:
        is_place: whether a gazetteer has a name; asked for Arabic, where no capital tells names from other words.
    """
    found: Counter[str] = Counter()
    for paragraph in article.paragraphs:
        text = article.cut(paragraph.span)
        if paragraph.kind is not ParagraphKind.BODY or (text.upper() == text and not ARABIC.search(text)):
            continue
        found.update(_latin(text))
        if ARABIC.search(text):
            found.update(text[name.start : name.end] for name in arabic_places(text, is_place))
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
    found = list(words(text))
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
