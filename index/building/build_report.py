"""What a build did, or would read, in all and for each place that was given."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from index.errors import SourceError
from index.language.partial_date import PartialDate
from index.records import Article
from index.sources.incremental_units import UnchangedUnit, UnitResult


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

    def note(self, status: str, times: int = 1) -> None:
        """Count articles that are "new", "changed" or "unchanged"."""
        setattr(self, status, getattr(self, status) + times)

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

    def refuse(self, place: str, error: SourceError) -> None:
        """Note what is no article."""
        self.refused.append(error)
        self.at(place).refused += 1

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


MOST_NAMED = 20
"""Languages and outlets that are named, the commonest first."""


@dataclass(slots=True)
class CheckReport:
    """What there is in one place, or in all.

    Attributes:
        articles: that can be read, the same address or file counted once.
        repeated: articles whose address or file came before.
        earliest, latest: dates of publication, as they are written.
        undated, untitled: articles without a date, without a title.
        languages, outlets: how many articles each has; None where it is not known.
        refused: what is no article, with the reasons.
    """

    articles: int = 0
    repeated: int = 0
    earliest: str | None = None
    latest: str | None = None
    undated: int = 0
    untitled: int = 0
    languages: Counter[str | None] = field(default_factory=Counter)
    outlets: Counter[str | None] = field(default_factory=Counter)
    refused: list[SourceError] = field(default_factory=list)

    def add(self, article: Article) -> None:
        """Count an article."""
        self.articles += 1
        self.untitled += article.title is None
        self.languages[article.language] += 1
        self.outlets[article.source] += 1
        if article.published is None:
            self.undated += 1
            return
        moment = PartialDate.parse(article.published)
        if self.earliest is None or moment.earliest < PartialDate.parse(self.earliest).earliest:
            self.earliest = article.published
        if self.latest is None or moment > PartialDate.parse(self.latest):
            self.latest = article.published


def check(results: Iterable[UnitResult]) -> dict[str, CheckReport]:
    """A report for each place that was given, in order."""
    reports: dict[str, CheckReport] = {}
    seen: set[str] = set()
    for found in results:
        report = reports.setdefault(found.place, CheckReport())
        if isinstance(found.item, SourceError):
            report.refused.append(found.item)
        elif not isinstance(found.item, UnchangedUnit):
            if found.item.id in seen:
                report.repeated += 1
                continue
            seen.add(found.item.id)
            report.add(found.item)
    return reports
