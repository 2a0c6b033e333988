"""What a build did, in all and for each place that was given."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from index.errors import SourceError


@dataclass(slots=True)
class ArticleCounts:
    """Articles of one place, or of all.

    Attributes:
        new, changed, unchanged: articles in the index now, against the index before.
        removed: articles of the index before that are nowhere now.
        duplicates: left out because another article is the same: the same address, or the same words.
        superseded: left out because a newer text has the same address.
        forgotten: left out on the operator's wish.
        refused: files and records that are no article.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    duplicates: int = 0
    superseded: int = 0
    forgotten: int = 0
    refused: int = 0

    @property
    def read(self) -> int:
        """Articles that were found in the place."""
        return self.new + self.changed + self.unchanged + self.duplicates + self.superseded + self.forgotten


@dataclass(slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        places: counts for each file, folder or url that was given, in order; then for those of the index before that
            were not given any more.
        articles, passages: in the index now.
        embedded: passages whose vectors had to be computed now; resumed: taken from a build that was broken off, or
            from the cluster.
        copies: articles that carry a report which another one carries as well.
        boilerplate: paragraphs left out because they repeat over the pages of their outlet.
        undated: articles without a date of publication; first_undated: where the first of them lies, and its title.
        refused: files and records that are no article, with the reasons.
        degraded: why the index has no vectors, or None.
    """

    places: dict[str, ArticleCounts] = field(default_factory=dict)
    articles: int = 0
    passages: int = 0
    embedded: int = 0
    resumed: int = 0
    copies: int = 0
    boilerplate: int = 0
    undated: int = 0
    first_undated: str | None = None
    refused: list[SourceError] = field(default_factory=list)
    degraded: str | None = None

    def at(self, place: str) -> ArticleCounts:
        """The counts of a place."""
        return self.places.setdefault(place, ArticleCounts())

    @property
    def total(self) -> ArticleCounts:
        """The counts of all places together."""
        sums = {f.name: sum(getattr(counts, f.name) for counts in self.places.values()) for f in fields(ArticleCounts)}
        return ArticleCounts(**sums)


def nothing_found(report: BuildReport, places: Sequence[Path | str] = ()) -> str:
    """Why a build has no article to index, in words; `places` are those that it looked in."""
    shown = "".join(f"\n  {error}" for error in report.refused[:20])
    others = " but forgotten ones (python -m index forget --list)" if report.total.forgotten else ""
    looked = f" in {', '.join(map(str, places[:20]))}" if places else ""
    ways = ":" if shown else "; put some there (SEEDS_DIR), or name files or folders that hold some"
    return f"there is no article to index{looked}{others}{ways}{shown}"
