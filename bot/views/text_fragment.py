"""An address that opens a page at a quote: a text directive, `#:~:text=`, in its fragment. Pure.

The format is that of "URL Fragment Text Directives" of the W3C's Web Incubator Community Group:
`text=[prefix-,]start[,end][,-suffix]`, every part percent-encoded. A browser marks the first place of the page whose
words are so, and opens the page as ever where it finds none or knows nothing of directives.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from index.records import Article, Span

LONGEST_ADDRESS = 1500
"""Characters of an address with its directive; Telegram and old servers take some 2,000."""

# So many words at either end tell a sentence from others; a shorter quote is written out.
_WORDS_AT_END = 5
_WRITTEN_OUT = 12
_MOST_WORDS = 24
_MOST_AROUND = 8
_WORD = re.compile(r"\S+")
# Links to Telegram's own places are opened by its apps, which read them otherwise than a browser.
_APPS = frozenset({"t.me", "telegram.me", "telegram.dog"})


def address_at(article: Article, span: Span, url: str) -> str:
    """`url` with a directive to the words of `span`; as it is where it has a fragment of its own, or they do not fit.

    Args:
        article: what is to be seen at `url`; told by its text are words that come up more than once.
    """
    parts = urlsplit(url)
    if "#" in url or (parts.hostname or "") in _APPS:
        return url
    directive = text_directive(article.text, span)
    address = f"{url}#:~:{directive}" if directive is not None else url
    return address if len(address) <= LONGEST_ADDRESS else url


def text_directive(text: str, span: Span) -> str | None:
    """`text=...` for the characters of `span`; None where they hold no word, or nothing tells them from others."""
    page = _Page(text)
    first, last = page.words_within(span)
    if first > last:
        return None
    room = min(page.line_end(first), last) - first
    starts = [
        (first, first + more) for more in ([room] if room < _WRITTEN_OUT and first + room == last else _few(room))
    ]
    for start in starts:
        if page.is_first(start):
            return _written(page, start, page.end_of(start, last))
    # The same words stand further up: those before them tell, or those behind.
    for count in range(1, _MOST_AROUND + 1):
        before, after = page.before(first, count), page.after(last, count)
        if before is not None and page.is_first((before[0], starts[0][1])):
            return _written(page, starts[0], page.end_of(starts[0], last), before=before)
        if after is not None and starts[0][1] == last and page.is_first((first, after[1])):
            return _written(page, starts[0], after=after)
    return None


_Words = tuple[int, int]
"""Numbers of the first and the last word of some."""


class _Page:
    """A text as its words, compared as browsers do: by what is written, whatever its case and white space."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = [match.span() for match in _WORD.finditer(text)]
        words = [text[start:end].casefold() for start, end in self._places]
        self._folded = " ".join(words)
        self._starts = [0, *accumulate(len(word) + 1 for word in words)]

    def words_within(self, span: Span) -> _Words:
        """The words of `span` from its first letter or digit to its last one."""
        first = bisect_right(self._places, span.start, key=itemgetter(1))
        last = bisect_left(self._places, span.end, key=itemgetter(0)) - 1
        while first <= last and not self._is_seen(first):
            first += 1
        while first <= last and not self._is_seen(last):
            last -= 1
        return first, last

    def line_end(self, word: int) -> int:
        """The last word on the line of `word`: a browser finds no words across the borders of paragraphs."""
        while word + 1 < len(self._places) and "\n" not in self._gap(word):
            word += 1
        return word

    def line_start(self, word: int) -> int:
        """The first word on the line of `word`."""
        while word > 0 and "\n" not in self._gap(word - 1):
            word -= 1
        return word

    def before(self, word: int, count: int) -> _Words | None:
        """So many words before `word`, on one line; None where there are not so many."""
        return (word - count, word - 1) if word >= count and self.line_start(word - 1) <= word - count else None

    def after(self, word: int, count: int) -> _Words | None:
        """So many words behind `word`, on one line; None where there are not so many."""
        fits = word + count < len(self._places) and self.line_end(word + 1) >= word + count
        return (word + 1, word + count) if fits else None

    def cut(self, words: _Words, left: bool = True, right: bool = True) -> str:
        """The words in one line; signs before the first letter and behind the last one are left out if so said."""
        line = " ".join(self._text[slice(*self._places[at])] for at in range(words[0], words[1] + 1))
        start, end = _letters(line)
        return line[start if left else 0 : end if right else len(line)]

    def end_of(self, start: _Words, last: int) -> _Words | None:
        """The last words up to `last`, so many that they tell where the quote ends; None where `start` has all."""
        if start[1] == last:
            return None
        most = last - max(self.line_start(last), start[1] + 1)
        ends = [(last - more, last) for more in _few(most)]
        return next((end for end in ends if self.is_first(end, after=start[1])), ends[-1])

    def is_first(self, words: _Words, after: int = -1) -> bool:
        """Whether whole words like these, in their order, are found behind the word `after` here first."""
        begin = self._starts[after + 1]
        here = self._starts[words[0]]
        line = self._folded[here : self._starts[words[1] + 1] - 1]
        start, end = _letters(line)
        found = self._folded.find(line[start:end], begin)
        while 0 <= found < here + start:
            after = found + end - start
            around = self._folded[found - 1 : found] + self._folded[after : after + 1]
            if not any(map(str.isalnum, around)):
                return False
            found = self._folded.find(line[start:end], found + 1)
        return found == here + start

    def _is_seen(self, word: int) -> bool:
        return any(map(str.isalnum, self._text[slice(*self._places[word])]))

    def _gap(self, word: int) -> str:
        return self._text[self._places[word][1] : self._places[word + 1][0]]


def _letters(line: str) -> tuple[int, int]:
    """From the first letter or digit of `line` behind its last one: signs around words are written in many ways."""
    start, end = 0, len(line)
    while start < end and not line[start].isalnum():
        start += 1
    while start < end and not line[end - 1].isalnum():
        end -= 1
    return start, end


def _few(most: int) -> Sequence[int]:
    """How many words to take beside the outermost one, from few to many, and not more than `most`."""
    return range(_WORDS_AT_END - 1, min(most, _MOST_WORDS) + 1) or [most]


def _written(
    page: _Page, start: _Words, end: _Words | None = None, *, before: _Words | None = None, after: _Words | None = None
) -> str | None:
    # What a browser looks for before and behind the words must join them, signs and all.
    terms = [
        *([page.cut(before, right=False)] if before is not None else []),
        page.cut(start, left=before is None, right=after is None),
        *([page.cut(end)] if end is not None else []),
        *([page.cut(after, left=False)] if after is not None else []),
    ]
    encoded = [_encoded(term) for term in terms]
    if not all(encoded):
        return None
    encoded[0] += "-" * (before is not None)
    encoded[-1] = "-" * (after is not None) + encoded[-1]
    return "text=" + ",".join(encoded)


def _encoded(words: str) -> str:
    """Percent-encoded in UTF-8, with all that means something in a directive: the dash, the comma, the ampersand."""
    return percent_encoded(words, safe="", errors="replace").replace("-", "%2D")
