"""Articles to passages: whole sentences, sized for the embedder, the title beside them; and hashes of passages.

By the hashes (digests) an incremental build knows which vectors and which counts of words it has already.
"""

import calendar
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from index.array_types import Rows
from index.building.near_duplicates import sketch
from index.language.sentences import sentences, strip
from index.records import Article, ParagraphKind, Span
from index.retrieval.indexed_text import indexed_text, shortened
from index.sources.repeated_boilerplate import block_keys
from index.storage.article_store import ArticleStore
from index.storage.article_writer import ArticleRecord

PASSAGES_VERSION = 1
"""Raised whenever the same article would be cut differently; a build then cuts and embeds everything again."""

TARGET_CHARACTERS = 700
"""A passage grows by whole sentences to about this length; its tokens never pass the embedder's limit."""

HEAD_WEIGHT = 4
"""How often the words of an article's head count in its BM25, as if it stood there so many times: BM25F with two fields
(Robertson, Zaragoza & Taylor, "Simple BM25 Extension to Multiple Weighted Fields", CIKM 2004)."""


def split_passages(article: Article, count_tokens: Callable[[str], int], max_tokens: int) -> Iterator[Span]:
    """The passages of `article` in order, cut on sentences, each with its last sentence repeated in the next.

    Args:
        count_tokens: tokens of a text as the embedder counts them, special ones included.
        max_tokens: what the embedder reads at most; `indexed_text` of every passage stays within it.
    """

    title_tokens = count_tokens(shortened(article.title)) + 1
    counted: dict[Span, int] = {}

    def tokens(span: Span) -> int:
        if span not in counted:
            counted[span] = count_tokens(article.cut(span))
        return counted[span]

    def fits(*run: Span) -> bool:
        # Sentences joined have no more tokens than sentences apart and the characters between them. Counting each once,
        # and not every run of them, makes cutting five times as fast.
        between = run[-1].end - run[0].start - sum(part.end - part.start for part in run)
        if title_tokens + sum(map(tokens, run)) + between <= max_tokens:
            return True
        return count_tokens(indexed_text(article, Span(run[0].start, run[-1].end))) <= max_tokens

    run: list[Span] = []
    for sentence in _sentences(article, fits):
        apart = bool(run) and _stands_apart(article.text, run[-1], sentence)
        if run and (apart or _is_full(run, sentence) or not fits(*run, sentence)):
            yield Span(run[0].start, run[-1].end)
            repeated = run[-1]
            short = not apart and repeated.end - repeated.start <= TARGET_CHARACTERS // 2
            run = [repeated] if short and fits(repeated, sentence) else []
        run.append(sentence)
    if run:
        yield Span(run[0].start, run[-1].end)


def passage_texts(store: ArticleStore, rows: Rows) -> Iterator[tuple[int, str]]:
    """The rows, which ascend, with what retrieval sees of them; each article is read once."""
    articles = np.searchsorted(store.first_row, rows, side="right") - 1
    for index, group in groupby(zip(articles.tolist(), rows.tolist(), strict=True), key=itemgetter(0)):
        article, spans = store.at(index)
        for _, row in group:
            yield row, indexed_text(article, spans[row - int(store.first_row[index])])


def article_index_text(article: Article) -> str:
    """What retrieval sees of an article as a whole: its head `HEAD_WEIGHT` times, then all that is readable in it.

    The head is title, outlet, author and date in words.
    """
    head = (article.title, article.source, article.author, _date_in_words(article.published))
    body = (article.cut(p.span) for p in article.paragraphs if p.kind is not ParagraphKind.TITLE)
    return "\n".join((*[part for part in head if part is not None] * HEAD_WEIGHT, *body))


def _stands_apart(text: str, before: Span, after: Span) -> bool:
    """Whether something that is not readable, such as site furniture, stands between two sentences."""
    return bool(text[before.end : after.start].strip())


def _is_full(run: list[Span], sentence: Span) -> bool:
    """Whether a passage of some length would pass its target with one sentence more."""
    length, longer = run[-1].end - run[0].start, sentence.end - run[0].start
    return longer > TARGET_CHARACTERS and length > TARGET_CHARACTERS // 4


def _sentences(article: Article, fits: Callable[..., bool]) -> Iterator[Span]:
    """Sentences of the readable paragraphs but the title; one too long for the embedder comes in several pieces."""
    for paragraph in article.paragraphs:
        if paragraph.kind is not ParagraphKind.TITLE:
            for sentence in sentences(article.text, paragraph.span, article.language):
                yield from _pieces(article.text, sentence, fits)


def _pieces(text: str, span: Span, fits: Callable[..., bool]) -> Iterator[Span]:
    """`span` itself when it fits, else its halves, cut at white space where there is any, until they fit."""
    if span.end - span.start <= 1 or fits(span):
        yield span
        return
    middle = (span.start + span.end) // 2
    space = text.rfind(" ", span.start + 1, middle)
    cut = space if space > span.start else middle
    for part in (strip(text, span.start, cut), strip(text, cut, span.end)):
        if part is not None:
            yield from _pieces(text, part, fits)


def _date_in_words(published: str | None) -> str | None:
    """2018-02-05 as "5 February 2018", so that a date in a question meets it; cut to what is known."""
    if published is None:
        return None
    year, *rest = published[:10].split("-")
    named = [calendar.month_name[int(rest[0])]] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:2]), *named, year])


DIGEST_SIZE = 16
"""Bytes of a digest: two of a billion passages share one with a chance of 1 in 10^20."""

Digests = npt.NDArray[np.void]
"""Shape (rows,), `DIGEST_SIZE` bytes each."""


def digest(*parts: str) -> bytes:
    """Hash of texts in their order."""
    hashed = hashlib.blake2b(digest_size=DIGEST_SIZE)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hashed.update(len(encoded).to_bytes(8, "little") + encoded)
    return hashed.digest()


def article_fingerprint(article: Article) -> bytes:
    """Hash of all that the passages of an article and their vectors are made from."""
    spans = [(p.span.start, p.span.end, p.kind.value) for p in article.paragraphs]
    return digest(str(PASSAGES_VERSION), article.language or "", article.title or "", repr(spans), article.text)


def body_hash(article: Article) -> bytes:
    """Hash of the readable words of an article, its title and the white space left out.

    What repeats in its outlet counts as it is read: which of it is boilerplate depends on the other articles.
    """
    shown = (article.cut(p.span) for p in article.paragraphs if p.kind is not ParagraphKind.TITLE)
    return digest(" ".join(" ".join(shown).split()))


def passage_digests(article: Article, passages: Iterable[Span]) -> bytes:
    """Hash of each passage as retrieval sees it, one after the other."""
    return b"".join(digest(indexed_text(article, span)) for span in passages)


def digest_array(joined: bytes | bytearray) -> Digests:
    """Digests that follow each other in `joined` as an array."""
    return np.frombuffer(joined, dtype=f"V{DIGEST_SIZE}")


def find_rows(wanted: Digests, among: Digests | None) -> Rows:
    """For each of `wanted` the first row of `among` that is equal, or -1; shape (wanted,)."""
    found = np.full(len(wanted), -1, dtype=np.int64)
    if among is None or not len(among) or not len(wanted):
        return found
    # Void arrays do not sort; two integers each do.
    both = np.concatenate([among, wanted]).view(np.dtype([("high", "<u8"), ("low", "<u8")]))
    _, first, which = np.unique(both, return_index=True, return_inverse=True)
    at = first[which[len(among) :]]
    known = at < len(among)
    found[known] = at[known]
    return found


def article_record(
    article: Article,
    passages: Callable[[Article, bytes], list[Span]],
    place: str,
    unit: str,
    left_out: Collection[int] = (),
) -> ArticleRecord | None:
    """The article with all that is made from its text alone; None where there is nothing to search in it.

    Args:
        passages: the passages of an article, which is given with its fingerprint.
        left_out: places of paragraphs that are boilerplate.
    """
    kept = [paragraph for at, paragraph in enumerate(article.paragraphs) if at not in left_out]
    shown = replace(article, paragraphs=tuple(kept)) if left_out else article
    fingerprint = article_fingerprint(shown)
    spans = passages(shown, fingerprint)
    if not spans:
        return None
    return ArticleRecord(
        article=shown,
        place=place,
        unit=unit,
        fingerprint=fingerprint,
        body=body_hash(article),
        described=digest(article_index_text(shown)),
        passages=spans,
        digests=passage_digests(shown, spans),
        sketch=sketch(shown),
        blocks=block_keys(article),
        boilerplate=tuple((at, paragraph) for at, paragraph in enumerate(article.paragraphs) if at in left_out),
    )
