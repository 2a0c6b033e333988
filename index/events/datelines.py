"""Where an article names a place, and where a report was filed, which is no place of an event; pure.

Wire services write the town where the reporter is before a report: "BEIRUT (Reuters) - ", "دمشق - ".
"""

import re
from collections.abc import Sequence

from index.language.text import ARABIC, Word, folded_words, stem
from index.names.phonetics import ARTICLES
from index.query.query import CONNECTORS, PlaceConstraint
from index.reading.article_analysis import once_an_article, tokens_of
from index.records import Article, Span

_ARABIC = r"[\u0621-\u064a]+"
_DASH = r"\s*[-–—]{1,2}\s+"
_AGENCY = r"\s*\([^()\d\n]{2,40}\)"
_DATELINE = re.compile(
    rf"\s*(?:[A-Z][A-Z'’.-]+(?:[ ,]+[A-Z][\w'’.-]*){{0,4}}(?:,? \d{{1,2}})?(?:{_AGENCY})?(?<=\S)\s{_DASH}"
    rf"|[A-Z][\w'’.-]*(?:[ ,]+[A-Z][\w'’.-]*){{0,4}},?{_AGENCY}{_DASH}"
    rf"|{_ARABIC}(?:[ ،-]+{_ARABIC}){{0,3}}{_AGENCY}\s*[-–—:]\s+"
    rf"|{_ARABIC}(?:[ ،]+{_ARABIC}){{0,2}}\s{_DASH}(?={_ARABIC}))"
)
_BETWEEN = ARTICLES | CONNECTORS
_CLITICS = re.compile(r"^[وفبلك](?=\w{3})")
_SMALL = re.compile(r"[a-z\u0621-\u064a]")
_LOOKED_AT = 300
"""Characters after a dateline in which a small letter is looked for: reports in capitals have others."""


def dateline_end(text: str) -> int:
    """How many characters of a sentence are its dateline; 0 where it has none."""
    found = _DATELINE.match(text)
    if found is None or not _SMALL.search(text, found.end(), found.end() + _LOOKED_AT):
        return 0
    return found.end()


@once_an_article
def without_dateline(article: Article, sentence: Span) -> Span:
    """A sentence without its dateline."""
    return Span(sentence.start + dateline_end(article.cut(sentence)), sentence.end)


@once_an_article
def placed_words(article: Article, sentence: Span) -> tuple[Word, ...]:
    """The words of a sentence, with their offsets in the article."""
    start = sentence.start
    return tuple(Word(word.folded, word.start + start, word.end + start) for word in tokens_of(article, sentence).words)


def is_named(where: PlaceConstraint, article: Article) -> bool:
    """Whether an article names the place anywhere but where it was filed, in a spelling of the corpus."""
    found, each = _words(article)
    for name in where.spellings:
        first = {word for word in each if name and _is_same(word, name[0])}
        begins = (at for at, word in enumerate(found) if word in first) if first else ()
        if any(_mention_end(found, at, name) is not None for at in begins):
            return True
    return False


@once_an_article
def _words(article: Article) -> tuple[Sequence[str], frozenset[str]]:
    """The folded words of an article without its datelines, in order, and each of them once."""
    pieces = [article.text[p.span.start + dateline_end(article.cut(p.span)) : p.span.end] for p in article.paragraphs]
    found = folded_words("\n".join((article.title or "", *pieces)))
    return found, frozenset(found)


def mentions(found: Sequence[Word], name: Sequence[str]) -> list[Span]:
    """Where a name stands: its words in order, with nothing but articles between them."""
    folded = [word.folded for word in found]
    ends = ((at, _mention_end(folded, at, name)) for at in range(len(folded)))
    return [Span(found[at].start, found[end - 1].end) for at, end in ends if end is not None]


def _mention_end(found: Sequence[str], at: int, name: Sequence[str]) -> int | None:
    """Behind which word a mention of a name ends that begins with the word `at`; None where none begins there."""
    here, met = at, 0
    while here < len(found) and met < len(name):
        if _is_same(found[here], name[met]):
            met += 1
        elif not met or found[here] not in _BETWEEN:
            break
        here += 1
    return here if name and met == len(name) else None


def _is_same(word: str, other: str) -> bool:
    if word == other:
        return True
    arabic = ARABIC.search(word) is not None
    if not arabic and word[:1] != other[:1]:
        return False  # no stem of a Latin word begins with another letter
    stemmed = stem(word)
    if stemmed is not None and stemmed == stem(other):
        return True
    if not arabic:
        return False
    # What looks like a particle may be the name's own first letter, so either may keep it.
    forms, others = ({one, _CLITICS.sub("", one)} for one in (word, other))
    return not forms.isdisjoint(others)
