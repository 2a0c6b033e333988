"""The command line: build an index, ask it, see what is in it.

Exit codes: 0 done or answered, 1 the corpus does not say, 2 error.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

from dotenv import load_dotenv
from tqdm import tqdm

from index.archive import Archive, build
from index.building import Report
from index.embedder import DEFAULT_MODEL
from index.errors import VerbatimError
from index.records import Answer, Quote

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    load_dotenv(Path(".env"), interpolate=False)  # as the bot reads it
    options = _parser().parse_args(arguments)
    level = (os.environ.get("LOG_LEVEL") or "WARNING").upper()
    if level not in _LEVELS:
        print(f"error: LOG_LEVEL is {level!r}; set it to one of {', '.join(_LEVELS)}", file=sys.stderr)
        return 2
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    for library in ("pypdf", "trafilatura"):  # what they find wrong with a file, the report says
        logging.getLogger(library).setLevel(logging.ERROR)
    try:
        return int(options.run(options))
    except (VerbatimError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description="An index of articles, and questions to it.")
    common = argparse.ArgumentParser(add_help=False)
    default = os.environ.get("INDEX_DIR") or ".verbatim/index"
    common.add_argument("--index", type=Path, default=Path(default), metavar="DIR", help=f"index folder ({default})")
    common.add_argument("--json", action="store_true", help="print JSON")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    building = commands.add_parser("build", parents=[common], help="index articles, or bring the index up to date")
    building.add_argument(
        "places", nargs="*", metavar="PATH_OR_URL", help="files, folders, pages, feeds, sitemaps (SEEDS_DIR, or seeds)"
    )
    building.add_argument(
        "--allow-private", action="store_true", help="fetch urls that lead to private or loopback addresses as well"
    )
    building.set_defaults(run=_build)

    asking = commands.add_parser("ask", parents=[common], help="answer a question with quotes")
    asking.add_argument("question")
    asking.add_argument("--limit", type=_positive, default=3, metavar="N", help="quotes at most (3)")
    asking.set_defaults(run=_ask)

    stating = commands.add_parser("stats", parents=[common], help="what the index holds")
    stating.set_defaults(run=_stats)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it must be 1 or more")
    return number


def _model() -> str:
    return os.environ.get("EMBEDDING_MODEL") or DEFAULT_MODEL


def _build(options: argparse.Namespace) -> int:
    named = options.places or [os.environ.get("SEEDS_DIR") or "seeds"]
    places = [place if "://" in place else Path(place) for place in named]
    with _Bars() as bars:
        report = build(places, options.index, _model(), bars.tell, allow_private=options.allow_private)
    if options.json:
        refused = [{"path": e.path, "line": e.line, "reason": e.reason} for e in report.refused]
        print(json.dumps({**_without_refused(report), "refused": refused}, ensure_ascii=False))
    else:
        print(_told(report, options.index))
    return 0


def _without_refused(report: Report) -> dict[str, object]:
    return {name: getattr(report, name) for name in report.__slots__ if name != "refused"}


def _told(report: Report, directory: Path) -> str:
    lines = [f"refused {error}" for error in report.refused]
    if report.degraded is not None:
        lines.append(f"no vectors, keywords alone: {report.degraded}")
    counts = (
        ("new", report.new), ("changed", report.changed), ("unchanged", report.unchanged), ("removed", report.removed),
        ("duplicate", report.duplicates), ("refused", len(report.refused)),
    )  # fmt: skip
    told = ", ".join(f"{number} {what}" for what, number in counts if number)
    lines.append(f"{directory}: {_many(report.articles, 'article')} ({told}), "
                 f"{_many(report.passages, 'passage')}, {report.embedded} embedded now")  # fmt: skip
    return "\n".join(lines)


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _ask(options: argparse.Namespace) -> int:
    archive = Archive.open(options.index, _model())
    try:
        question = options.question.encode("utf-8", "replace").decode()  # bytes that are no text come as surrogates
        answer = archive.ask(question, options.limit)
    finally:
        archive.close()
    if options.json:
        print(json.dumps(_as_json(answer), ensure_ascii=False))
    else:
        print(_shown(answer))
    return 0 if answer.answered else 1


def _as_json(answer: Answer) -> dict[str, object]:
    return {
        "question": answer.question,
        "answered": answer.answered,
        "degraded": answer.degraded is not None,
        "missing": list(answer.missing),
        "quotes": [_quote_as_json(quote) for quote in answer.quotes],
        "nearest": [_quote_as_json(quote) for quote in answer.nearest],
        "took_ms": round(answer.took_ms, 1),
    }


def _quote_as_json(quote: Quote) -> dict[str, object]:
    article, marked = quote.article, quote.highlight
    return {
        "text": quote.text,
        "highlight": marked and {"start": marked.start, "end": marked.end, "text": article.cut(marked)},
        "article": {name: getattr(article, name) for name in ("id", "title", "url", "published", "source", "path")},
        "start": quote.span.start,
        "end": quote.span.end,
        "paragraph": quote.paragraph,
        "confidence": round(quote.confidence, 4),
    }


def _shown(answer: Answer) -> str:
    lines = []
    if not answer.answered:
        lines.append("The corpus does not say.")
        lines += [f"No article here mentions {name}." for name in answer.missing]
        if answer.nearest:
            lines.append("Nearest, though it does not answer:")
    for quote in answer.quotes or answer.nearest[:1]:
        article = quote.article
        named = (article.title or article.path, article.source, article.published, f"paragraph {quote.paragraph}")
        lines += ["", f"  {_marked(quote)}", f"  — {' · '.join(part for part in named if part)}"]
        if article.url is not None:
            lines.append(f"    {article.url}")
    return "\n".join(lines)


def _marked(quote: Quote) -> str:
    """The quote with its highlight in bold on a terminal, and as it is elsewhere."""
    if quote.highlight is None or not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return quote.text
    before, after = quote.highlight.start - quote.span.start, quote.highlight.end - quote.span.start
    return f"{quote.text[:before]}\033[1m{quote.text[before:after]}\033[0m{quote.text[after:]}"


def _stats(options: argparse.Namespace) -> int:
    archive = Archive.open(options.index, _model())
    stats = archive.stats()
    archive.close()
    if options.json:
        print(json.dumps(asdict(stats), ensure_ascii=False))
        return 0
    dated = "no article is dated" if stats.earliest is None else f"{stats.earliest} to {stats.latest}"
    vectors = f"{stats.embedding_model}, {stats.dimensions} dimensions" if stats.embedded else "none, keywords alone"
    print(f"articles  {stats.articles:,} ({dated}{f', {stats.undated:,} undated' if stats.undated else ''})")
    print(
        f"passages  {stats.passages:,}\nvectors   {vectors}\nbuilt     {stats.built}\nsize      {stats.bytes:,} bytes"
    )
    for count in stats.sources:
        print(f"outlet    {count.source or 'not given'}: {_many(count.articles, 'article')}")
    return 0


class _Bars:
    """Progress bars on stderr, when it is a terminal."""

    def __init__(self) -> None:
        self._bars: dict[str, tqdm[Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for bar in self._bars.values():
            bar.close()

    def tell(self, what: str, more: int, of: int | None) -> None:
        """Move the bar of `what` by `more`."""
        if what not in self._bars:
            self._bars[what] = tqdm(desc=what, total=of, disable=not sys.stderr.isatty(), file=sys.stderr)
        self._bars[what].update(more)


if __name__ == "__main__":
    sys.exit(main())
