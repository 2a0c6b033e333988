"""What `fetch` and `forget` print: for people, and as JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.building.exclude import ExclusionResult
from index.building.link_archive import LINKS, Change, KeptPage
from index.cli.output import many, report_json
from index.errors import SourceError
from index.records import Article
from index.storage.exclusions import Exclusion

_NAMED = ("id", "title", "source", "published", "url", "path")


def kept_json(kept: Sequence[KeptPage], refused: Sequence[SourceError]) -> dict[str, object]:
    """What was fetched and kept, and what was refused."""
    return {
        "kept": [{**named(one.article), "change": one.change.value} for one in kept],
        "refused": [{"path": e.path, "line": e.line, "reason": e.reason} for e in refused],
    }


def kept_text(kept: Sequence[KeptPage], refused: Sequence[SourceError], seeds: Path) -> str:
    """The same, a line each, and what to do next."""
    lines = [f"refused {error}" for error in refused]
    lines += [f"{one.change.value}: {_line(named(one.article))}" for one in kept]
    counts = Counter(one.change for one in kept)
    told = ", ".join(f"{counts[change]:,} {change.value}" for change in Change if counts[change])
    if kept:
        lines.append(
            f"{seeds / LINKS}: {many(len(kept), 'article')} ({told}); index with: python -m index build {seeds}"
        )
    else:
        lines.append("nothing was kept")
    return "\n".join(lines)


def forgetting_json(done: ExclusionResult) -> dict[str, object]:
    """What is forgotten now, the copies that stay, and the report of the build."""
    return {
        "forgotten": forgotten_json(done.articles),
        "copies": [named(copy) for copy in done.copies],
        "report": done.report and report_json(done.report),
    }


def forgetting_text(done: ExclusionResult, directory: Path) -> str:
    """The same, a line each."""
    lines = [f"forgotten: {_line(one.model_dump())}" for one in done.articles]
    lines += [f"the same report stays in: {_line(named(copy))}" for copy in done.copies]
    if done.report is None:
        lines.append(f"{directory} has none of them")
    else:
        lines.append(f"{directory}: {many(done.report.articles, 'article')}; their files stay where they are")
    return "\n".join(lines)


def forgotten_json(listed: Iterable[Exclusion]) -> list[dict[str, object]]:
    """The list of what is forgotten."""
    return [one.model_dump(exclude={"body"}) for one in listed]


def forgotten_text(listed: Sequence[Exclusion]) -> str:
    """The same, a line each, or that nothing is."""
    return "\n".join(f"{one.forgotten}  {_line(one.model_dump())}" for one in listed) or "No article is forgotten."


def named(article: Article) -> dict[str, object]:
    """What an article is known by."""
    return {name: getattr(article, name) for name in _NAMED}


def _line(named: dict[str, object]) -> str:
    return " · ".join(str(named[name]) for name in _NAMED if named[name] is not None)
