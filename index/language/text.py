"""Words and sentences of any text, with their places in it; pure functions."""

import logging
import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import snowballstemmer
from sentencex import segment

from index.records import Span

_log = logging.getLogger(__name__)

# A word: a figure with its separators, initials ("U.N."), or letters and digits with their accents and vowel signs, and
# with inner apostrophes.
_WORD = re.compile(
    r"\d+(?:[.,٫٬]\d+)+|(?:\b[^\W\d_]\.){2,}|[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670]|['’ʼ`‘](?=[^\W_]))*"
)
_POSSESSIVE = re.compile(r"['’ʼ`‘]s$")
_APOSTROPHES = re.compile(r"['’ʼ`‘]")
# What French, Italian and Catalan elide before a vowel ("d'Idlib", "dell'attacco"): the words that Lucene's analyzers of
# these languages take off.
_ELIDED = re.compile(
    r"(?:[cdjlmnstv]|qu|jusqu|lorsqu|puisqu|quoiqu|gl|un|(?:a|da|de|ne|su)(?:l|g)l|co?ll|pell)['’ʼ`‘]"
    r"(?=[aeiouyhàáâèéêëíîïòóôöùúûüœæ])",
    re.IGNORECASE,
)
_ARABIC_LETTERS = str.maketrans("أإآٱىةؤئکی", "اااايهويكي")
ARABIC = re.compile(r"[\u0600-\u06ff]")
# The article with what is joined before it, which the stemmer takes off some words only, and then leaves other endings.
_ARABIC_ARTICLE = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل)(?!د(?:ه|ها|هم|ي|ين|ان|ا|ت\w*)$)(?=\w{3})")
_WHITE = re.compile(r"\s*")
_WIDE_SPACE = re.compile(r"[^\S\t\n\r ]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

# "28 JAN 90" and "January 1990" have to meet.
_MONTHS = {
    m[:3]: m for m in "january february march april june july august september october november december".split()
}
_MONTHS["sept"] = "september"


class Word(NamedTuple):
    """A word of a text: its folded form and its characters `start` to `end` in the text."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Fold case, accents, compatibility forms, Arabic letter forms and digits, so that spellings meet."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (c for c in decomposed if not unicodedata.combining(c) and c != "\u0640")
    folded = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in kept)
    return folded.translate(_ARABIC_LETTERS)


def folded_letters(text: str) -> tuple[str, list[int]]:
    """`text` folded letter by letter, and for each letter of that the offset in `text` that it comes from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    folded = [(letter, place) for place, written in enumerate(text) for letter in _folded_letter(written)]
    return "".join(letter for letter, _ in folded), [place for _, place in folded]


_folded_letter = lru_cache(maxsize=4096)(fold)


# Words that name nothing: they cannot tell one passage from another, so they are no search terms.
STOPWORDS = frozenset(
    fold(
        """a about after again all also am an and any are as at be because been before being between both but by can
    could did do does doing during each for from further had has have having he her here hers him his how i if in into
    is it its itself just me more most my no nor not of off on once only or other our out over own same she should so
    some such than that the their them then there these they this those through to too under until up very was we were
    what when where which while who whom whose why will with would you your s t
    في من على الى عن ان هل ما ماذا هو هي كم عدد التي الذي هذا هذه ذلك تلك كان كانت قد لقد او ثم مع بعد قبل عند كل
    اين متى"""
    ).split()
)


def words(text: str) -> list[Word]:
    """The words of `text` in order, folded, possessive 's, apostrophes ("Nu'man" is numan) and elided words before a
    vowel ("d'Idlib" is idlib) dropped."""
    found = []
    for match in _WORD.finditer(text):
        raw, start = match.group(), match.start()
        if _APOSTROPHES.search(raw):
            if (elided := _ELIDED.match(raw)) is not None:
                raw, start = raw[elided.end() :], start + elided.end()
            folded = _APOSTROPHES.sub("", _POSSESSIVE.sub("", fold(raw)))
        else:
            folded = fold(raw).replace(".", "") if raw.endswith(".") else fold(raw)
        if folded:
            found.append(Word(folded, start, match.end()))
    return found


def folded_words(text: str) -> list[str]:
    """The words of `text` in order, folded, without their places: each run of text between white space is read once."""
    runs = text.split()
    read = {run: [word.folded for word in words(run)] for run in set(runs)}
    return list(chain.from_iterable(map(read.__getitem__, runs)))


def terms(text: str) -> list[str]:
    """Search terms of `text` in order, repeated as they repeat: folded words without stop words, stemmed.

    >>> terms("The airstrikes killed Ma'arrat's mayor")
    ['airstrik', 'kill', 'maarrat', 'mayor']
    """
    runs = text.split()  # no word goes on past white space, nor depends on what is there
    if max(map(len, runs), default=0) <= _LONGEST_KNOWN:
        return list(chain.from_iterable(map(_known_terms, runs)))
    return [term for run in runs for term in (_known_terms(run) if len(run) <= _LONGEST_KNOWN else _terms(run))]


_KNOWN = 1 << 17
"""Runs of text, and words, whose terms and stems are remembered: what nearly all of a large corpus is written in."""

_LONGEST_KNOWN = 48
"""Characters of a run that is worth remembering; longer ones, such as addresses and Chinese, seldom come again."""


def _terms(run: str) -> tuple[str, ...]:
    return tuple(term for word in words(run) if (term := stem(word.folded)) is not None)


_known_terms = lru_cache(maxsize=_KNOWN)(_terms)


def stem(word: str) -> str | None:
    """The Snowball stem of a folded word by its script (Arabic or English), or None for a stop word."""
    return _known_stem(word) if len(word) <= _LONGEST_KNOWN else _stem(word)


def _stem(word: str) -> str | None:
    if word in STOPWORDS:
        return None
    word = _MONTHS.get(word, word)
    if ARABIC.search(word):
        return _snowball("arabic", _ARABIC_ARTICLE.sub("", word)) or word
    if word.isascii() and word.isalpha():
        return _snowball("english", word)
    return word


_known_stem = lru_cache(maxsize=_KNOWN)(_stem)


_stemmers = {language: snowballstemmer.stemmer(language) for language in ("arabic", "english")}
_stemming = threading.Lock()  # a stemmer keeps the word it is at


def _snowball(language: str, word: str) -> str:
    with _stemming:
        return str(_stemmers[language].stemWord(word))


def script_language(text: str) -> str:
    """A language whose sentence rules suit the script of `text`: ar, zh or en."""
    if text.isascii():
        return "en"
    if len(ARABIC.findall(text)) * 3 > len(text):
        return "ar"
    if len(_CJK.findall(text)) * 3 > len(text):
        return "zh"
    return "en"


def foreign_language(question: str, quote: str, language: str | None) -> str | None:
    """The language of a quote, ISO 639-1, where its script is not the question's; None where it is.

    Args:
        language: of the quote's article, or None to go by its script.
    """
    script = script_language(quote)
    return None if script == script_language(question) else language if language is not None else script


# An end that the splitter takes for a sentence's though it seldom is one, when more text of the same line follows.
_NOT_AN_END = re.compile(
    r"(?:\b[ap]\.\s?m\.|\b(?:no|nos|vs|approx|est|cllr|supt|insp|prof|messrs|col|gen|lt|sgt|capt|maj|cpl|brig|gov|sen|rep|rev|hon|dept|ft|mt|st|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.|(?:^|[\s(“\"'])(?:(?:\w\.){2,}|[دأم]\.)|\.\.\.|…)[\"'”’)]{0,9}$",
    re.IGNORECASE,
)
_STARTS_LOW = re.compile(r"^[\s\"'“”‘’(\[]*(?:[a-zà-ÿ]|[,;:%)])")
_ENDS_IN_TIME_OR_INITIAL = re.compile(r"(?:\b[ap]\.\s?m\.|\b(?:[A-Z]\.){2}|\.\.\.|…)[\"'”’)]{0,9}$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*+\(")  # before which the splitter ends a sentence of Arabic
_ENDS = frozenset(".!?؟…:;؛。！？\n")
_BEHIND_ENDS = frozenset("\"'”’»)]")
_PRONOUN_START = re.compile(
    r"^[\s\"'“”‘’(\[]*(?:the|a|an|he|she|it|they|we|i|his|her|their|this|that|these|those|but|and|in|on|at|by|for|from|"
    r"after|before|when|while|as|if|there|some|no|not|one|two|three|officials|police|residents|witnesses)\b",
    re.IGNORECASE,
)
_CLOSERS = re.compile(r"^[\s]*[\"'”’»)\]]+\s*")
_BEFORE_A_CUT = 400
"""Characters before a place where the splitter cuts that are looked at."""


def sentences(text: str, span: Span, language: str | None = None) -> list[Span]:
    """Sentences inside `span` of `text`, in order, without the white space around them.

    Args:
        text: the whole text.
        span: the stretch to split; one paragraph, as a rule.
        language: ISO 639-1 code of the text, or None to go by its script.
    """
    stretch = text[span.start : span.end]
    # The splitter takes no lone surrogate, and fails on wide spaces after an initial; both are one character still.
    whole = _WIDE_SPACE.sub(" ", stretch.encode("utf-8", "replace").decode())
    starts, at = [0], 0
    for piece in _split(language if language is not None else script_language(stretch), whole):
        if at and not _belongs_together(whole[max(starts[-1], at - _BEFORE_A_CUT) : at], piece):
            starts.append(at)
        at += len(piece)
    ends = [*starts[1:], len(whole)]
    found = (strip(text, span.start + start, span.start + end) for start, end in zip(starts, ends, strict=True))
    return [inner for inner in found if inner is not None]


def _split(language: str, text: str) -> list[str]:
    """The sentences of `text` with all that is between them; the whole text where the splitter fails on it."""
    try:
        return aligned(segment(language, text), text)
    except BaseException as error:  # a panic of Rust code is no Exception
        if type(error).__name__ != "PanicException":
            raise
        _log.warning("a paragraph of %d characters could not be split into sentences: %s", len(text), error)
        return [text]


def aligned(pieces: Iterable[str], text: str) -> list[str]:
    """`pieces` with all that they leave out of `text`: joined they are that text, and offsets can be counted.

    The splitter reads 10 KiB at a time and loses a blank line where that ends. From a piece on that is not in the text
    at all, the text is one piece.
    """
    ends, at = [], 0
    for piece in filter(str.strip, pieces):
        found = text.find(piece.strip(), at)
        if found < 0 or text[at:found].strip():
            break
        behind = _WHITE.match(text, found + len(piece.strip()))
        at = len(text) if behind is None else behind.end()
        ends.append(at)
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _belongs_together(before: str, after: str) -> bool:
    """Whether the splitter cut inside a sentence: after an abbreviation, an initial, a time, or before a low letter."""
    if not before.strip() or not after.strip():
        return True
    if _STARTS_LOW.match(after) and "\n\n" not in before:
        return True
    if _CLOSERS.fullmatch(after) or (_IN_BRACKETS.match(after) and not _has_ended(before)):
        return True
    before = before.rstrip()
    if _ENDS_IN_TIME_OR_INITIAL.search(before):
        # "at 5 p.m. Monday" goes on; "at 5 p.m. He left" is a new sentence, told by the word that opens it.
        return not _PRONOUN_START.match(after)
    return bool(_NOT_AN_END.search(before))


def _has_ended(before: str) -> bool:
    """Whether a sign that ends something stands last, but for quotation marks, brackets and white space."""
    for sign in reversed(before):
        if sign in _ENDS or not (sign.isspace() or sign in _BEHIND_ENDS):
            return sign in _ENDS
    return False


def strip(text: str, start: int, end: int) -> Span | None:
    """`start` to `end` without white space at either side, or None when nothing else is there."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None
