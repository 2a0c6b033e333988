"""What of a page is seen: hidden elements are left out, and no paragraph goes over a border between two blocks."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from index.records import ParagraphKind
from index.sources.article_assembly import Block
from index.sources.markup.html_fragment import PageBlock, is_hidden

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAY_HIDE = re.compile(
    r"<[^<>]{1,2000}?(?:\shidden\b|display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE
)
# Nothing but a clock: 14:05, 2.05pm, 14:05 CET, with a day or not.
_CLOCK = re.compile(
    r"(?:[^\d\n]{0,12}\d{1,2}\.? [^\W\d]{3,12}\.?,? (?:\d{4},? )?)?\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?",
    re.IGNORECASE,
)
_FEWEST_ENTRIES = 3
_SHORT_PAGE = 15  # blocks
_WHOLE_SENTENCE = re.compile(r".{30}[.!?…。؟।۔][\"'”’»)\]]*$")
_UNSEEN = frozenset(("script", "style", "noscript", "head", "title"))
_LEFT_OUT = re.compile(r"[\s|\u200b\u00ad]+")
# Looking for a paragraph takes a time that grows with the page; what is glued has a few pieces, on a short page.
_MOST_SEARCHED = 2**31


def split_at_borders(blocks: Sequence[Block], page: Sequence[PageBlock]) -> list[Block]:
    """`blocks` so that none goes over a border between two blocks of the page that it was taken from.

    Of a block that does, only pieces of the article are kept, with the kind that they have on the page: no menus, which
    are nothing but links, and nothing that stands around the article.
    """
    borders = _Borders(page)
    pieces = [piece for block in blocks for piece in borders.split(block)]
    return _with_entries(pieces, page) if sum(_is_clock(block) for block in page) >= _FEWEST_ENTRIES else pieces


def with_lost_blocks(blocks: Sequence[Block], page: Sequence[PageBlock]) -> list[Block]:
    """The blocks of a short page with the sentences beside them that the extractor lost.

    Words that stand in no element of their own, and what follows tags that do not fit, are among them: what lies
    between the heading and the last of the blocks, and what follows that, as far as it is whole sentences and no links.
    """
    own = {_LEFT_OUT.sub("", block.text): block for block in blocks}
    found = [own.get(_LEFT_OUT.sub("", block.text)) for block in page]
    places = [n for n, block in enumerate(found) if block is not None]
    if len(page) > _SHORT_PAGE or len(places) != len(blocks) or not places:
        return list(blocks)
    headings = (n for n in range(places[0]) if page[n].kind is ParagraphKind.HEADING)
    start = max(headings, default=places[0] - 1) + 1
    joined: list[Block] = []
    for number in range(start, len(page)):
        block, there = found[number], page[number]
        sentence = _WHOLE_SENTENCE.search(there.text) is not None and not there.linked and not there.around
        if block is not None or sentence:
            joined.append(block or Block(there.text))
        elif number > places[-1]:
            break
    return joined


def _with_entries(blocks: Sequence[Block], page: Sequence[PageBlock]) -> list[Block]:
    """The blocks of a live blog with the clock and the heading of each entry, which extractors leave out.

    The page is gone through once, in its order; what is not found on it in that order stays where it is.
    """
    letters = [_LEFT_OUT.sub("", block.text) for block in page]
    if len(blocks) * sum(map(len, letters)) > _MOST_SEARCHED:
        return list(blocks)
    found: list[Block] = []
    at = 0
    for block in blocks:
        own = _LEFT_OUT.sub("", block.text)
        place = next((n for n in range(at, len(page)) if own in letters[n]), None)
        if place is not None:
            between = page[at:place]
            marks = [one for one in between if _is_clock(one) or (one.kind is ParagraphKind.HEADING and not one.linked)]
            if any(map(_is_clock, marks)):
                first = next(n for n, one in enumerate(marks) if _is_clock(one))
                found += [Block(one.text, ParagraphKind.HEADING) for one in marks[first:] if not one.around]
            at = place + 1
        if not (found and found[-1].text == block.text):
            found.append(block)
    return found


def _is_clock(block: PageBlock) -> bool:
    return _CLOCK.fullmatch(block.text) is not None


def without_hidden(page: str) -> str:
    """The page without what its own markup hides; as it is where that is most of it, which scripts then show."""
    if _MAY_HIDE.search(page) is None:
        return page
    from lxml import etree
    from trafilatura.utils import load_html

    tree = load_html(page)
    if tree is None:
        return page
    letters = _letters(tree)
    whole = letters[tree]
    for element in [one for one in letters if is_hidden(dict(one.attrib))]:
        parent = element.getparent()
        if parent is not None and element.tag != "body" and 2 * letters[element] <= whole:
            tail = element.tail
            element.clear()
            element.tail = tail  # what stands behind it is seen
        for name in ("hidden", "style"):
            if name in element.attrib:
                del element.attrib[name]
    return str(etree.tostring(tree, encoding="unicode", method="html"))


def _letters(tree: "Element") -> dict["Element", int]:
    """About how much text there is in each element, scripts left out, in the order of the page."""
    elements = list(tree.iter("*"))
    letters = dict.fromkeys(elements, 0)
    for element in reversed(elements):  # what is inside comes behind
        if element.tag not in _UNSEEN:
            letters[element] += len((element.text or "").strip())
        else:
            letters[element] = 0
        parent = element.getparent()
        if parent in letters:
            letters[parent] += letters[element] + len((element.tail or "").strip())
    return letters


class _Borders:
    """The letters of a page, and where its blocks begin among them; white space and marks between cells left out."""

    def __init__(self, page: Sequence[PageBlock]) -> None:
        letters = [_LEFT_OUT.sub("", block.text) for block in page]
        self._page = page
        self._letters = "".join(letters)
        self._starts = [0, *accumulate(map(len, letters))][:-1]
        self._parted = "\0".join(letters)
        self._left = _MOST_SEARCHED

    def split(self, block: Block) -> Iterator[Block]:
        """The block as it is where it lies within one of the page's; its pieces where it lies in several."""
        letters = _LEFT_OUT.sub("", block.text)
        if not letters or self._found(letters, self._parted) >= 0:
            yield block
            return
        pieces = list(self._pieces(letters))
        if len(pieces) < 2:
            yield block
            return
        at = 0
        kinds = [None if number is None else self._page[number].kind for _, number in pieces]
        headline = kinds.index(ParagraphKind.HEADING) if ParagraphKind.HEADING in kinds[:-1] else 0
        for order, (length, number) in enumerate(pieces):
            end = _after(block.text, at, length)
            text, at = block.text[at:end].strip().strip("|").strip(), end
            source = None if number is None else self._page[number]
            above = order < headline  # a menu, a notice: what is glued to a headline from above is no part of its text
            if not text or above or (source is not None and (source.linked or source.around)):
                continue
            heading = source is not None and source.kind is ParagraphKind.HEADING
            yield Block(text, ParagraphKind.HEADING if heading else block.kind)

    def _pieces(self, letters: str) -> Iterator[tuple[int, int | None]]:
        """How many of the letters lie in each block of the page, and in which; None for what is on no page.

        Where the extractor has left something out in the middle of a block, the block goes on.
        """
        runs = list(self._runs(letters))
        length = 0
        for (start, end, number), following in zip(runs, [*runs[1:], None], strict=True):
            length += end - start
            goes_on = following is not None and not self._is_start(end) and not self._is_start(following[0])
            if not goes_on:
                yield length, number
                length = 0

    def _runs(self, letters: str) -> Iterator[tuple[int, int, int | None]]:
        """Where the letters stand on the page: start, end and number of the block."""
        at = 0
        while at < len(letters):
            length = self._longest(letters[at:])
            place = self._found(letters[at : at + length], self._letters) if length else -1
            if place < 0:
                yield 1, 1 + len(letters) - at, None
                return
            number = bisect_right(self._starts, place) - 1
            end = place + length
            while number + 1 < len(self._starts) and self._starts[number + 1] < end:
                yield place, self._starts[number + 1], number
                number, place = number + 1, self._starts[number + 1]
            yield place, end, number
            at += length

    def _is_start(self, place: int) -> bool:
        """Whether a block begins at this letter."""
        number = bisect_right(self._starts, place) - 1
        return self._starts[number] == place or place >= len(self._letters)

    def _longest(self, letters: str) -> int:
        """How many of the first letters stand together on the page, whatever borders lie between."""
        if self._found(letters, self._letters) >= 0:
            return len(letters)
        fits, fails = 0, len(letters)
        while fails - fits > 1:
            middle = (fits + fails) // 2
            if self._found(letters[:middle], self._letters) >= 0:
                fits = middle
            else:
                fails = middle
        return fits

    def _found(self, letters: str, among: str) -> int:
        if self._left < 0:
            return -1
        found = among.find(letters)
        self._left -= len(among) if found < 0 else found
        return found


def _after(text: str, at: int, length: int) -> int:
    """The offset behind `length` letters of `text` from `at`."""
    while length and at < len(text):
        length -= _LEFT_OUT.fullmatch(text[at]) is None
        at += 1
    return at
