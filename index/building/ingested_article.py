"""An article of a generation that is being built: read anew, or kept as the generation before has it."""

from dataclasses import dataclass
from typing import Self

from index.language.partial_date import PartialDate
from index.records import Article
from index.sources.incremental_units import UnchangedUnit
from index.storage.article_rows import KnownArticle, unpacked_boilerplate
from index.storage.article_writer import ArticleRecord


@dataclass(slots=True)
class IngestedArticle:
    """An article of the new generation; its number is its place in the list, from 1.

    Attributes:
        title: None also where the article is kept.
        previous_number: number in the generation before of the article that is copied from there as it is, or None.
        status: "new", "changed" or "unchanged", as the report counts it.
        digests: hash of each passage; described: hash of what the ranking of articles sees.
        dates: when it was modified, published and retrieved.
        blocks: see `block_keys`; left_out: places of its paragraphs that are boilerplate.
    """

    id: str
    body: bytes
    place: str
    unit: str
    path: str | None
    title: str | None
    previous_number: int | None
    status: str
    digests: bytes
    described: bytes
    dates: tuple[str | None, str | None, str | None]
    blocks: bytes
    left_out: tuple[int, ...] = ()

    @classmethod
    def kept(cls, known: KnownArticle, place: str, unit: UnchangedUnit) -> Self:
        """One that the generation before has, found again as it was."""
        return cls(
            known.id, known.body, place, known.unit, unit.path or known.path, None, known.number, "unchanged",
            known.digests, known.described, (known.modified, known.published, unit.retrieved), known.blocks,
            left_out_places(known),
        )  # fmt: skip

    @classmethod
    def read(cls, article: Article, record: ArticleRecord, status: str) -> Self:
        """One that was read now."""
        return cls(
            article.id, record.body, record.place, record.unit, article.path, article.title, None, status,
            record.digests, record.described, (article.modified, article.published, article.retrieved), record.blocks,
        )  # fmt: skip

    def is_newer(self, other: Self) -> bool:
        """Whether one text of an address is newer than another: by the date it gives, then by when it was retrieved."""
        said, said_there = (
            PartialDate.parse(one) if (one := modified or published) else None
            for modified, published, _ in (self.dates, other.dates)
        )
        if said is not None and said_there is not None and said != said_there:
            return said > said_there
        retrieved, retrieved_there = self.dates[2], other.dates[2]
        return retrieved is not None and retrieved_there is not None and retrieved > retrieved_there


def left_out_places(known: KnownArticle) -> tuple[int, ...]:
    """The places of the paragraphs of an article that were left out as boilerplate."""
    return tuple(at for at, _ in unpacked_boilerplate(known.boilerplate))
