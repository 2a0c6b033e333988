"""The command line: build an index, ask it, see what is in it, check it, take the articles out again.

Exit codes: 0 done or answered, 1 the corpus does not say, 2 error.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from dotenv import load_dotenv

from index.archive import Archive, build
from index.dates import parse_date
from index.errors import SourceError, VerbatimError
from index.evaluation import judge, read_questions
from index.evaluation_report import evaluation_json, evaluation_text
from index.exporting import export
from index.model_files import DEFAULT_MODEL
from index.names_report import name_text
from index.printing import Bars, answer_json, answer_text, many, report_json, report_text, stats_text
from index.records import Filters
from index.report import Report
from index.sources import FIELDS
from index.span_model import DEFAULT_READER
from index.verifying import verify
from index.watching import until_told, watch

log = logging.getLogger(__name__)

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

    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument(
        "places", nargs="*", metavar="PATH_OR_URL", help="files, folders, pages, feeds, sitemaps (SEEDS_DIR, or seeds)"
    )
    reading.add_argument(
        "--field", action="append", type=_field, default=[], metavar="OURS=THEIRS", dest="fields",
        help="a column of JSON and CSV files, such as text=story or published=pubDay; may be given several times",
    )  # fmt: skip
    reading.add_argument("--fetch-links", action="store_true", help="fetch what feeds and sitemaps on disk link to")
    reading.add_argument(
        "--allow-private", action="store_true", help="fetch urls that lead to private or loopback addresses as well"
    )

    building = commands.add_parser(
        "build", parents=[common, reading], help="index articles, or bring the index up to date"
    )
    watching = commands.add_parser("watch", parents=[common, reading], help="build now, and whenever something changes")
    watching.add_argument(
        "--every", type=_positive, default=3600, metavar="SECONDS", help="look at all places at least so often (3600)"
    )
    watching.add_argument("--parent", type=_positive, help=argparse.SUPPRESS)  # ends with this process
    watching.set_defaults(run=_watch)
    building.add_argument("--strict", action="store_true", help="exit with 2 when anything was refused")
    building.set_defaults(run=_build)

    asking = commands.add_parser("ask", parents=[common], help="answer a question with quotes")
    asking.add_argument("question")
    asking.add_argument("--limit", type=_positive, default=3, metavar="N", help="quotes at most (3)")
    asking.add_argument("--source", action="append", default=[], metavar="OUTLET", help="articles of this outlet")
    asking.add_argument("--language", action="append", default=[], metavar="CODE", help="articles in this language")
    asking.add_argument("--after", type=_date, metavar="DATE", help="articles of this day, month or year, or later")
    asking.add_argument("--before", type=_date, metavar="DATE", help="articles of this day, month or year, or earlier")
    asking.add_argument("--literal", action="store_true", help="take names as they are written, in no other spelling")
    asking.set_defaults(run=_ask)

    naming = commands.add_parser("places", parents=[common], help="the names that the articles have, in all spellings")
    naming.add_argument("name", nargs="?", metavar="NAME", help="how this name is read, and what it is not taken for")
    naming.add_argument("--limit", type=_positive, default=20, metavar="N", help="names at most (20)")
    naming.set_defaults(run=_names)

    evaluating = commands.add_parser(
        "evaluate", parents=[common], help="how well questions are answered whose answers are known"
    )
    evaluating.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl", help="one question a line")
    evaluating.add_argument(
        "--articles", nargs="+", action="extend", default=[], metavar="PATH",
        help="ask these articles, not the index; they are embedded anew",
    )  # fmt: skip
    evaluating.set_defaults(run=_evaluate)

    stating = commands.add_parser("stats", parents=[common], help="what the index holds")
    stating.set_defaults(run=_stats)
    verifying = commands.add_parser("verify", parents=[common], help="check every file of the index, and each article")
    verifying.set_defaults(run=_verify)
    exporting = commands.add_parser("export", parents=[common], help="write the articles as JSON lines")
    exporting.add_argument("file", nargs="?", type=Path, metavar="FILE", help="where to (the terminal)")
    exporting.set_defaults(run=_export)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it must be 1 or more")
    return number


def _date(text: str) -> str:
    found = parse_date(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2018, 2018-02 or 2018-02-05")
    return found


def _field(text: str) -> tuple[str, str]:
    ours, sign, theirs = text.partition("=")
    if ours not in FIELDS or not sign or not theirs:
        raise argparse.ArgumentTypeError(f"{text!r}: write OURS=THEIRS, where OURS is one of {', '.join(FIELDS)}")
    return ours, theirs


def _model() -> str:
    return os.environ.get("EMBEDDING_MODEL") or DEFAULT_MODEL


def _asked(directory: Path) -> Archive:
    """The index, with all that answering needs."""
    return Archive.open(directory, _model(), reader_model=os.environ.get("READER_MODEL") or DEFAULT_READER)


def _places(options: argparse.Namespace) -> list[Path | str]:
    named = options.places or [os.environ.get("SEEDS_DIR") or "seeds"]
    return [place if "://" in place else Path(place) for place in named]


def _build(options: argparse.Namespace) -> int:
    report = _built(options)
    _tell(options, report)
    return 2 if options.strict and report.refused else 0


def _watch(options: argparse.Namespace) -> int:
    def tell(built: Report | Exception) -> None:
        if not isinstance(built, Exception):
            _tell(options, built)
        elif isinstance(built, VerbatimError | OSError):
            print(f"error: {built}", file=sys.stderr, flush=True)
        else:
            log.error("a build failed", exc_info=built)

    with until_told(options.parent) as stop:
        watch(_places(options), options.index, lambda: _built(options), tell, every=options.every, stop=stop)
    return 0


def _built(options: argparse.Namespace) -> Report:
    with Bars() as bars:
        return build(
            _places(options),
            options.index,
            _model(),
            bars.tell,
            fields=dict(options.fields),
            fetch_links=options.fetch_links,
            allow_private=options.allow_private,
        )


def _tell(options: argparse.Namespace, report: Report) -> None:
    if options.json:
        print(json.dumps(report_json(report), ensure_ascii=False), flush=True)
    else:
        print(report_text(report, options.index), flush=True)


def _ask(options: argparse.Namespace) -> int:
    archive = _asked(options.index)
    filters = Filters(tuple(options.source), tuple(options.language), options.after, options.before)
    try:
        question = options.question.encode("utf-8", "replace").decode()  # bytes that are no text come as surrogates
        answer = archive.ask(question, options.limit, filters, literal=options.literal)
    finally:
        archive.close()
    print(json.dumps(answer_json(answer), ensure_ascii=False) if options.json else answer_text(answer))
    return 0 if answer.answered else 1


def _names(options: argparse.Namespace) -> int:
    archive = Archive.open(options.index, _model(), reader_model=None)
    try:
        found = archive.names(options.limit) if options.name is None else [archive.name(options.name, options.limit)]
    finally:
        archive.close()
    if options.json:
        print(json.dumps([asdict(name) for name in found], ensure_ascii=False))
    else:
        print("\n".join(name_text(name) for name in found) or "The articles have no names.")
    return 0 if any(name.spellings for name in found) else 1


def _evaluate(options: argparse.Namespace) -> int:
    questions = list(read_questions(options.questions))
    if not questions:
        raise SourceError(options.questions, "there is no question in it; write one JSON object a line")
    with ExitStack() as stack:
        directory = options.index
        if options.articles:
            directory = Path(stack.enter_context(TemporaryDirectory(prefix="verbatim-")))
            with Bars() as bars:
                build([Path(place) for place in options.articles], directory, _model(), bars.tell)
        archive = stack.enter_context(closing(_asked(directory)))
        with Bars() as bars:
            judged = []
            for known in questions:
                judged.append(judge(archive, known))
                bars.tell("questions", 1, len(questions))
        print(json.dumps(evaluation_json(judged), ensure_ascii=False) if options.json else evaluation_text(judged))
        if archive.degraded is not None:
            print(f"degraded: {archive.degraded}", file=sys.stderr)
    return 0


def _stats(options: argparse.Namespace) -> int:
    archive = Archive.open(options.index, _model(), reader_model=None)
    stats = archive.stats()
    archive.close()
    print(json.dumps(asdict(stats), ensure_ascii=False) if options.json else stats_text(stats))
    return 0


def _verify(options: argparse.Namespace) -> int:
    problems = list(verify(options.index))
    if options.json:
        print(json.dumps({"whole": not problems, "problems": problems}, ensure_ascii=False))
    else:
        print("\n".join(problems) or f"{options.index}: whole")
    return 2 if problems else 0


def _export(options: argparse.Namespace) -> int:
    archive = Archive.open(options.index, _model(), reader_model=None)
    try:
        if options.file is None:
            export(archive.each_article(), sys.stdout)
        else:
            with options.file.open("w", encoding="utf-8", newline="\n") as file:
                number = export(archive.each_article(), file)
            print(f"{options.file}: {many(number, 'article')}")
    finally:
        archive.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
