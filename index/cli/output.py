"""What the commands print but for answers: for people, and as JSON."""

import sys
from dataclasses import fields
from typing import Any, Self

from tqdm import tqdm

from index.archive.corpus_stats import CorpusStats
from index.building.build_report import ArticleCounts, BuildReport
from index.storage.address import IndexAddress


def report_json(report: BuildReport) -> dict[str, object]:
    """A build's report: totals, then the same for each place, then what was refused."""
    totals = ("passages", "embedded", "resumed", "copies", "boilerplate", "undated", "first_undated", "degraded")
    return {
        "articles": report.articles,
        **_counts_json(report.total),
        **{name: getattr(report, name) for name in totals},
        "places": [{"place": place, **_counts_json(counts)} for place, counts in report.places.items()],
        "refused": [{"path": e.path, "line": e.line, "reason": e.reason} for e in report.refused],
    }


def _counts_json(counts: ArticleCounts) -> dict[str, object]:
    return {"read": counts.read, **{f.name: getattr(counts, f.name) for f in fields(counts) if f.name != "refused"}}


def report_text(report: BuildReport, index: IndexAddress) -> str:
    """A build's report: what was refused, line by line, then the places where there are several, then the totals."""
    lines = [f"refused {error}" for error in report.refused]
    if report.degraded is not None:
        lines.append(f"no vectors, keywords alone: {report.degraded}")
    if len(report.places) > 1:
        lines += [
            f"{place}: {counted(counts.read, 'article')} read{_counts_text(counts)}"
            for place, counts in report.places.items()
        ]
    if report.boilerplate:
        left_out = counted(report.boilerplate, "paragraph")
        lines.append(f"{left_out} never quoted, since they repeat over the pages of their outlet")
    if report.undated:
        undated = f"{counted(report.undated, 'article')} without a date, which no filter on dates finds"
        lines.append(f"{undated}; the first: {report.first_undated}")
    made = f"{report.embedded:,} embedded now"
    if report.resumed:
        made += f", {report.resumed:,} by a build that was broken off"
    copies = f", {report.copies:,} of them copies of another" if report.copies else ""
    lines.append(
        f"{index}: {counted(report.articles, 'article')}{copies}{_counts_text(report.total)}, "
        f"{counted(report.passages, 'passage')}, {made}"
    )
    return "\n".join(lines)


def _counts_text(counts: ArticleCounts) -> str:
    named = (
        ("new", counts.new), ("changed", counts.changed), ("unchanged", counts.unchanged), ("removed", counts.removed),
        ("duplicate", counts.duplicates), ("superseded", counts.superseded), ("refused", counts.refused),
        ("left out on the operator's wish", counts.forgotten),
    )  # fmt: skip
    shown = ", ".join(f"{number:,} {what}" for what, number in named if number)
    return f" ({shown})" if shown else ""


def counted(number: int, what: str) -> str:
    """A number of things: 1 article, 2 articles."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def stats_text(stats: CorpusStats) -> str:
    """What an index holds, a line each."""
    dated = "no article is dated" if stats.earliest is None else f"{stats.earliest} to {stats.latest}"
    undated = f", {stats.undated:,} undated" if stats.undated else ""
    copies = f", {stats.copies:,} of them copies of another" if stats.copies else ""
    forgotten = f", {stats.forgotten:,} more forgotten" if stats.forgotten else ""
    vectors = f"{stats.embedding_model}, {stats.dimensions} dimensions" if stats.embedded else "none, keywords alone"
    lines = [
        f"articles  {stats.articles:,} ({dated}{undated}{copies}{forgotten})",
        f"passages  {stats.passages:,}",
        f"vectors   {vectors}",
        f"built     {stats.built}",
        *([f"size      {stats.bytes:,} bytes"] if stats.bytes else []),  # of a cluster it is not known
    ]
    outlets = (f"{one.source or 'not given'}: {counted(one.articles, 'article')}" for one in stats.sources)
    return "\n".join([*lines, *(f"outlet    {one}" for one in outlets)])


class ProgressBars:
    """Progress bars on stderr, when it is a terminal."""

    def __init__(self) -> None:
        self._bars: dict[str, tqdm[Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for bar in self._bars.values():
            bar.close()

    def advance(self, what: str, more: int, total: int | None) -> None:
        """Move the bar of `what` by `more`."""
        if what not in self._bars:
            self._bars[what] = tqdm(desc=what, total=total, disable=not sys.stderr.isatty(), file=sys.stderr)
        self._bars[what].update(more)
