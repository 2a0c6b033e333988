"""What each command does with its options: work, printing, and the exit code it returns."""

import argparse
import json
import logging
import os
import sys
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from index.answer_metadata import Verdict
from index.archive.archive import Archive
from index.building.build_report import BuildReport
from index.building.export import export
from index.building.pipeline import build, excluded, problems, publish
from index.building.watch import watch, watch_until_stopped
from index.cli.answer_output import answer_json, answer_text
from index.cli.evaluation import judge, read_questions
from index.cli.evaluation_metrics import evaluation_json, evaluation_text
from index.cli.output import ProgressBars, counted, report_json, report_text, stats_text
from index.errors import SourceError, VerbatimError
from index.language.partial_date import utc_today
from index.models.model_files import DEFAULT_MODEL
from index.models.span_model import DEFAULT_READER
from index.names.name_index import NameMatch, Spelling
from index.records import Filters
from index.storage.address import IndexAddress
from index.storage.generations import is_stale

log = logging.getLogger(__name__)


def _model() -> str:
    return os.environ.get("EMBEDDING_MODEL") or DEFAULT_MODEL


def _open_to_ask(index: IndexAddress) -> Archive:
    """The index, with all that answering needs."""
    return Archive.open(index, _model(), reader_model=os.environ.get("READER_MODEL") or DEFAULT_READER)


def _open_without_models(index: IndexAddress) -> Archive:
    """The index for what asks it no question: without models."""
    return Archive.open(index, embedding_model=None, reader_model=None)


def places_of(options: argparse.Namespace) -> list[Path | str]:
    """What is to be read: the places named, or the folder of articles."""
    named = options.places or [os.environ.get("SEEDS_DIR") or "seeds"]
    return [place if "://" in place else Path(place) for place in named]


def build_index(options: argparse.Namespace) -> int:
    """Index what is named, or bring the index up to date."""
    report = _build(options)
    _print_report(options, report)
    return 2 if options.strict and report.refused else 0


def watch_places(options: argparse.Namespace) -> int:
    """Build now, and whenever something changes, until told to end."""

    def on_result(built: BuildReport | Exception) -> None:
        if not isinstance(built, Exception):
            _print_report(options, built)
        elif isinstance(built, VerbatimError | OSError):
            print(f"error: {built}", file=sys.stderr, flush=True)
        else:
            log.error("a build failed", exc_info=built)

    with watch_until_stopped(options.parent) as stop:
        watch(places_of(options), options.index, lambda: _build(options), on_result, every=options.every, stop=stop)
    return 0


def _build(options: argparse.Namespace) -> BuildReport:
    with ProgressBars() as bars:
        return build(
            places_of(options),
            options.address,
            _model(),
            bars.advance,
            fields=dict(options.fields),
            fetch_links=options.fetch_links,
            allow_private=options.allow_private,
            part=getattr(options, "part", (1, 1)),
        )


def publish_parts(options: argparse.Namespace) -> int:
    """Let the parts that several machines built serve, or drop them."""
    report = publish(options.address, options.discard)
    if options.json:
        print(json.dumps(None if report is None else {"articles": report.articles, "passages": report.passages}))
    elif report is None:
        print(f"{options.address}: what was built of the next generation is dropped")
    else:
        print(
            f"{options.address}: {counted(report.articles, 'article')}, {counted(report.passages, 'passage')} serve now"
        )
    return 0


def _print_report(options: argparse.Namespace, report: BuildReport) -> None:
    if options.json:
        print(json.dumps(report_json(report), ensure_ascii=False), flush=True)
    else:
        print(report_text(report, options.address), flush=True)


_EXIT_CODES = {Verdict.SAYS: 0, Verdict.MAY_SAY: 3, Verdict.NOT_SAID: 1}


def ask(options: argparse.Namespace) -> int:
    """Answer one question."""
    archive = _open_to_ask(options.address)
    filters = Filters(tuple(options.source), tuple(options.language), options.after, options.before)
    try:
        question = options.question.encode("utf-8", "replace").decode()  # bytes that are no text come as surrogates
        answer = archive.ask(question, options.limit, filters, literal=options.literal)
    finally:
        archive.close()
    stale = answer.as_of is not None and is_stale(answer.as_of, utc_today(), options.stale_after_days)
    print(json.dumps(answer_json(answer, stale), ensure_ascii=False) if options.json else answer_text(answer, stale))
    # Of what the other parts hold nothing is known.
    return 2 if answer.parts is not None and answer.verdict is Verdict.NOT_SAID else _EXIT_CODES[answer.verdict]


def names(options: argparse.Namespace) -> int:
    """Say which names the articles have, or how one name is read."""
    archive = _open_without_models(options.address)
    try:
        found = archive.names(options.limit) if options.name is None else [archive.name(options.name, options.limit)]
    finally:
        archive.close()
    if options.json:
        print(json.dumps([asdict(name) for name in found], ensure_ascii=False))
    else:
        print("\n".join(name_text(name) for name in found) or "The articles have no names.")
    return 0 if any(name.spellings for name in found) else 1


def evaluate(options: argparse.Namespace) -> int:
    """Judge the answers to questions whose answers are known."""
    questions = list(read_questions(options.questions))
    if not questions:
        raise SourceError(options.questions, "there is no question in it; write one JSON object a line")
    with ExitStack() as stack:
        index: IndexAddress = options.address
        if options.articles:
            index = Path(stack.enter_context(TemporaryDirectory(prefix="verbatim-")))
            with ProgressBars() as bars:
                build([Path(place) for place in options.articles], index, _model(), bars.advance)
        archive = stack.enter_context(closing(_open_to_ask(index)))
        with ProgressBars() as bars:
            judged = []
            for known in questions:
                judged.append(judge(archive, known))
                bars.advance("questions", 1, len(questions))
        print(json.dumps(evaluation_json(judged), ensure_ascii=False) if options.json else evaluation_text(judged))
        if archive.degraded is not None:
            print(f"degraded: {archive.degraded}", file=sys.stderr)
    return 0


def stats(options: argparse.Namespace) -> int:
    """Say what the index holds."""
    archive = _open_without_models(options.address)
    stats = archive.stats()
    archive.close()
    print(json.dumps(asdict(stats), ensure_ascii=False) if options.json else stats_text(stats))
    return 0


def verify_index(options: argparse.Namespace) -> int:
    """Check every file of the index."""
    found = list(problems(options.address))
    left_out = 0 if found else len(excluded(options.address))
    if options.json:
        print(json.dumps({"whole": not found, "forgotten": left_out, "problems": found}, ensure_ascii=False))
    else:
        without = f", without {counted(left_out, 'forgotten article')}" if left_out else ""
        print("\n".join(found) or f"{options.address}: whole{without}")
    return 2 if found else 0


def export_articles(options: argparse.Namespace) -> int:
    """Write the articles as JSON lines."""
    archive = _open_without_models(options.address)
    try:
        if options.file is None:
            export(archive.each_article(), sys.stdout)
        else:
            with options.file.open("w", encoding="utf-8", newline="\n") as file:
                number = export(archive.each_article(), file)
            print(f"{options.file}: {counted(number, 'article')}")
    finally:
        archive.close()
    return 0


_WHYS = {
    "literal": "as written",
    "spelling": "another spelling",
    "gazetteer": "the same place in the gazetteer",
    "script": "another script",
}


def name_text(found: NameMatch) -> str:
    """A name with its spellings, a line each, then those that it is not taken for."""
    if not found.spellings:
        lines = [f"No article here mentions {found.name}, in any spelling known."]
    else:
        lines = [found.name, *(f"  {_spelling_text(spelling)} · {_WHYS[spelling.why]}" for spelling in found.spellings)]
    if found.near:
        lines += ["  not taken for it:", *(f"    {_spelling_text(spelling)}" for spelling in found.near)]
    return "\n".join(lines)


def _spelling_text(spelling: Spelling) -> str:
    dated = "undated" if spelling.earliest is None else f"{spelling.earliest[:10]} to {(spelling.latest or '')[:10]}"
    articles = f"{spelling.articles:,} article{'' if spelling.articles == 1 else 's'}"
    return f"{spelling.written}: {spelling.times:,} times in {articles}, {dated}"
