"""`check`: what a build would read, without indexing it."""

import argparse
import json
from collections import Counter

from index.building.check import MOST_NAMED, CheckReport, check
from index.building.pipeline import fetcher_in
from index.cli.commands import places_of
from index.cli.output import ProgressBars, counted
from index.sources.readers import read_places


def check_places(options: argparse.Namespace) -> int:
    """Say what there is to be read in the places named."""
    with ProgressBars() as bars:
        results = read_places(
            places_of(options),
            dict(options.fields),
            fetcher=fetcher_in(options.index, options.allow_private),
            fetch_links=options.fetch_links,
            progress=bars.advance,
        )
        reports = check(results)
    if options.json:
        print(json.dumps([_as_json(place, report) for place, report in reports.items()], ensure_ascii=False))
    else:
        print("\n\n".join(_as_text(place, report) for place, report in reports.items()) or "nothing to read")
    refused = any(report.refused for report in reports.values())
    if options.strict and refused:
        return 2
    return 0 if any(report.articles for report in reports.values()) else 1


def _as_json(place: str, report: CheckReport) -> dict[str, object]:
    return {
        "place": place,
        "articles": report.articles,
        "repeated": report.repeated,
        "earliest": report.earliest,
        "latest": report.latest,
        "undated": report.undated,
        "untitled": report.untitled,
        "languages": _counts(report.languages),
        "outlets": _counts(report.outlets),
        "refused": [{"path": e.path, "line": e.line, "reason": e.reason} for e in report.refused],
    }


def _counts(counts: Counter[str | None]) -> list[dict[str, object]]:
    return [{"name": name, "articles": number} for name, number in counts.most_common()]


def _as_text(place: str, report: CheckReport) -> str:
    lines = [f"refused {error}" for error in report.refused]
    dated = f"{report.earliest} to {report.latest}" if report.earliest is not None else "no date"
    repeated = f", {report.repeated:,} more with the address of another" if report.repeated else ""
    lines += [
        f"{place}: {counted(report.articles, 'article')}{repeated}, {report.undated:,} without a date, "
        f"{report.untitled:,} without a title, {len(report.refused):,} refused",
        f"  dates      {dated}",
        f"  languages  {_named(report.languages)}",
        f"  outlets    {_named(report.outlets)}",
    ]
    return "\n".join(lines)


def _named(counts: Counter[str | None]) -> str:
    named = [f"{name or 'not given'} {number:,}" for name, number in counts.most_common(MOST_NAMED)]
    more = len(counts) - len(named)
    return ", ".join([*named, *([f"{more:,} more"] if more > 0 else [])]) or "none"
