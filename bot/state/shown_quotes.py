"""Where the quotes that were shown stand, and how to find them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from index.archive.live import AnyArchive
from index.interpretation import Standing
from index.records import Quote, Span


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """Where a quote stood when it was shown; `start` to `end` and `highlight` as in a Quote."""

    article_id: str
    start: int
    end: int
    highlight: tuple[int, int] | None
    confidence: float
    digest: str
    standing: Standing | None = None
    occurred: str | None = None

    @classmethod
    def of(cls, quote: Quote) -> "ShownQuote":
        """The place of `quote`."""
        marked = (quote.highlight.start, quote.highlight.end) if quote.highlight is not None else None
        span = quote.span
        return cls(
            quote.article.id, span.start, span.end, marked, quote.confidence, _digest(quote.text), quote.standing,
            quote.occurred,
        )  # fmt: skip

    @classmethod
    def of_row(cls, row: Sequence[object]) -> "ShownQuote":
        """The quote that was kept as `row`. Raises: ValueError, when it is none."""
        match row:
            case [str(article_id), int(start), int(end), highlight, float() | int() as confidence, str(digest), *rest]:
                marked = (int(highlight[0]), int(highlight[1])) if isinstance(highlight, list) else None
                standing = Standing(str(rest[0])) if rest and rest[0] is not None else None
                occurred = str(rest[1]) if len(rest) > 1 and rest[1] is not None else None
                return cls(article_id, start, end, marked, float(confidence), digest, standing, occurred)
        raise ValueError(f"not a shown quote: {len(row)} fields")

    @property
    def row(self) -> list[object]:
        """What is kept of it, for JSON."""
        place = [self.article_id, self.start, self.end, self.highlight]
        return [*place, self.confidence, self.digest, self.standing, self.occurred]

    def find(self, archive: AnyArchive) -> Quote | None:
        """The quote, if its article still has the same words at the same place."""
        article = archive.article(self.article_id)
        if article is None or self.end > len(article.text):
            return None
        span = Span(self.start, self.end)
        if _digest(article.cut(span)) != self.digest:
            return None
        marked = Span(*self.highlight) if self.highlight is not None else None
        return Quote(article, span, marked, self.confidence, archive.copies(article.id), self.standing, self.occurred)


def _digest(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
