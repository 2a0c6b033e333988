"""What a build would read, looked at without indexing it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.errors import SourceError
from index.language.dates import PartialDate
from index.records import Article
from index.sources.incremental_units import UnchangedUnit, UnitResult

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
