"""The operator's `fetch` (articles of links), `forget` (excluded articles) and `check` (what a build would read)."""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.building.build_report import MOST_NAMED, CheckReport, check
from index.building.exclude import ExclusionResult
from index.building.export import LINKS, FileChange, SavedPage, save_pages
from index.building.pipeline import exclude, excluded, fetcher_in, readmit
from index.cli.commands import places_of
from index.cli.output import ProgressBars, counted, report_json
from index.errors import SourceError
from index.models.model_files import DEFAULT_MODEL
from index.records import Article
from index.sources.readers import read_places
from index.storage.address import IndexAddress
from index.storage.exclusions import Exclusion


def fetch(options: argparse.Namespace) -> int:
    """Keep what is at some urls as files among the articles."""
    saved: list[SavedPage] = []
    refused: list[SourceError] = []
    with ProgressBars() as bars:
        for one in save_pages(options.urls, options.into, fetcher_in(options.index, options.allow_private)):
            if isinstance(one, SavedPage):
                saved.append(one)
            else:
                refused.append(one)
            bars.advance("fetching", 1, None)
    if options.json:
        print(json.dumps(fetched_json(saved, refused), ensure_ascii=False))
    else:
        print(fetched_text(saved, refused, options.into))
    return 0 if saved else 2


def forget_articles(options: argparse.Namespace) -> int:
    """Leave articles out from now on, take that back, or list them."""
    if options.list == bool(options.ids) or (options.list and options.undo):
        options.usage_error("name the ids of articles, or give --list")
    if options.list:
        listed = list(excluded(options.address).values())
        print(json.dumps(exclusions_json(listed), ensure_ascii=False) if options.json else exclusions_text(listed))
    elif options.undo:
        listed = list(readmit(options.ids, options.address))
        if options.json:
            print(json.dumps(exclusions_json(listed), ensure_ascii=False))
        else:
            print(exclusions_text(listed))
            print(
                "The next build has them again, if their files are still there: python -m index build", file=sys.stderr
            )
    else:
        with ProgressBars() as bars:
            model = os.environ.get("EMBEDDING_MODEL") or DEFAULT_MODEL
            done = exclude(options.ids, options.address, model, bars.advance)
        print(
            json.dumps(exclusion_result_json(done), ensure_ascii=False)
            if options.json
            else exclusion_result_text(done, options.address)
        )
    return 0


_NAMED = ("id", "title", "source", "published", "url", "path")


def fetched_json(saved: Sequence[SavedPage], refused: Sequence[SourceError]) -> dict[str, object]:
    """What was fetched and kept, and what was refused."""
    return {
        "kept": [{**article_json(one.article), "change": one.change.value} for one in saved],
        "refused": [{"path": e.path, "line": e.line, "reason": e.reason} for e in refused],
    }


def fetched_text(saved: Sequence[SavedPage], refused: Sequence[SourceError], seeds: Path) -> str:
    """The same, a line each, and what to do next."""
    lines = [f"refused {error}" for error in refused]
    lines += [f"{one.change.value}: {_line(article_json(one.article))}" for one in saved]
    counts = Counter(one.change for one in saved)
    changes = ", ".join(f"{counts[change]:,} {change.value}" for change in FileChange if counts[change])
    if saved:
        lines.append(
            f"{seeds / LINKS}: {counted(len(saved), 'article')} ({changes}); index with: python -m index build {seeds}"
        )
    else:
        lines.append("nothing was kept")
    return "\n".join(lines)


def exclusion_result_json(done: ExclusionResult) -> dict[str, object]:
    """What is forgotten now, the copies that stay, and the report of the build."""
    return {
        "forgotten": exclusions_json(done.articles),
        "copies": [article_json(copy) for copy in done.copies],
        "report": done.report and report_json(done.report),
    }


def exclusion_result_text(done: ExclusionResult, index: IndexAddress) -> str:
    """The same, a line each."""
    lines = [f"forgotten: {_line(one.model_dump())}" for one in done.articles]
    lines += [f"the same report stays in: {_line(article_json(copy))}" for copy in done.copies]
    if done.report is None:
        lines.append(f"{index} has none of them")
    else:
        lines.append(f"{index}: {counted(done.report.articles, 'article')}; their files stay where they are")
    return "\n".join(lines)


def exclusions_json(listed: Iterable[Exclusion]) -> list[dict[str, object]]:
    """The list of what is forgotten."""
    return [one.model_dump(exclude={"body"}) for one in listed]


def exclusions_text(listed: Sequence[Exclusion]) -> str:
    """The same, a line each, or that nothing is."""
    return "\n".join(f"{one.forgotten}  {_line(one.model_dump())}" for one in listed) or "No article is forgotten."


def article_json(article: Article) -> dict[str, object]:
    """What an article is known by."""
    return {name: getattr(article, name) for name in _NAMED}


def _line(article_json: dict[str, object]) -> str:
    return " · ".join(str(article_json[name]) for name in _NAMED if article_json[name] is not None)


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
    counted_and_dated = ("articles", "repeated", "earliest", "latest", "undated", "untitled")
    return {
        "place": place,
        **{name: getattr(report, name) for name in counted_and_dated},
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
