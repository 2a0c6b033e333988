"""What the command line takes: its commands, their options, and what values may be given to them."""

import argparse
import os
from pathlib import Path

from index.cli import admin_commands, commands
from index.language.dates import parse_limit
from index.sources.parsing.metadata import FIELDS
from index.storage.generations import STALE_AFTER_DAYS


def parser() -> argparse.ArgumentParser:
    """What the command line takes; `run` of what it gives is the command, which returns the exit code."""
    whole = argparse.ArgumentParser(prog="python -m index", description="An index of articles, and questions to it.")
    common = argparse.ArgumentParser(add_help=False)
    default = os.environ.get("INDEX_DIR") or ".verbatim/index"
    common.add_argument("--index", type=Path, default=Path(default), metavar="DIR", help=f"index folder ({default})")
    common.add_argument("--json", action="store_true", help="print JSON")
    verbs = whole.add_subparsers(required=True, metavar="COMMAND")

    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument(
        "places", nargs="*", metavar="PATH_OR_URL", help="files, folders, pages, feeds, sitemaps (SEEDS_DIR, or seeds)"
    )
    reading.add_argument(
        "--field", action="append", type=_field, default=[], metavar="OURS=THEIRS", dest="fields",
        help="a column of JSON and CSV files, such as text=story or text=body.value; may be given several times",
    )  # fmt: skip
    reading.add_argument("--fetch-links", action="store_true", help="fetch what feeds and sitemaps on disk link to")
    reading.add_argument(
        "--allow-private", action="store_true", help="fetch urls that lead to private or loopback addresses as well"
    )

    building = verbs.add_parser(
        "build", parents=[common, reading], help="index articles, or bring the index up to date"
    )
    watching = verbs.add_parser("watch", parents=[common, reading], help="build now, and whenever something changes")
    watching.add_argument(
        "--every", type=_positive, default=3600, metavar="SECONDS", help="look at all places at least so often (3600)"
    )
    watching.add_argument("--parent", type=_positive, help=argparse.SUPPRESS)  # ends with this process
    watching.set_defaults(run=commands.watch_places)
    building.add_argument(
        "--part", type=_part, default=(1, 1), metavar="I/N", help="only the articles of part I of N, into a cluster"
    )
    building.add_argument("--strict", action="store_true", help="exit with 2 when anything was refused")
    building.set_defaults(run=commands.build_index)

    publishing = verbs.add_parser("publish", parents=[common], help="let the parts serve that several machines built")
    publishing.add_argument("--discard", action="store_true", help="drop what was built of them instead")
    publishing.set_defaults(run=commands.publish_parts)

    checking = verbs.add_parser("check", parents=[common, reading], help="what a build would read, without indexing it")
    checking.add_argument("--strict", action="store_true", help="exit with 2 when anything was refused")
    checking.set_defaults(run=admin_commands.check_places)

    asking = verbs.add_parser("ask", parents=[common], help="answer a question with quotes")
    asking.add_argument("question")
    asking.add_argument("--limit", type=_positive, default=3, metavar="N", help="quotes at most (3)")
    asking.add_argument("--source", action="append", default=[], metavar="OUTLET", help="articles of this outlet")
    asking.add_argument("--language", action="append", default=[], metavar="CODE", help="articles in this language")
    asking.add_argument("--after", type=_date, metavar="DATE", help="articles of this day, month or year, or later")
    asking.add_argument("--before", type=_date, metavar="DATE", help="articles of this day, month or year, or earlier")
    asking.add_argument(
        "--literal", action="store_true", help="take names and times as they are written: no other spelling, no dates"
    )
    days = os.environ.get("STALE_AFTER_DAYS") or str(STALE_AFTER_DAYS)
    asking.add_argument(
        "--stale-after-days", type=_days, default=days, metavar="N",
        help=f"say that the index was not refreshed for more than N days; 0: never ({days})",
    )  # fmt: skip
    asking.set_defaults(run=commands.ask)

    naming = verbs.add_parser("places", parents=[common], help="the names that the articles have, in all spellings")
    naming.add_argument("name", nargs="?", metavar="NAME", help="how this name is read, and what it is not taken for")
    naming.add_argument("--limit", type=_positive, default=20, metavar="N", help="names at most (20)")
    naming.set_defaults(run=commands.names)

    evaluating = verbs.add_parser(
        "evaluate", parents=[common], help="how well questions are answered whose answers are known"
    )
    evaluating.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl", help="one question a line")
    evaluating.add_argument(
        "--articles", nargs="+", action="extend", default=[], metavar="PATH",
        help="ask these articles, not the index; they are embedded anew",
    )  # fmt: skip
    evaluating.set_defaults(run=commands.evaluate)

    stating = verbs.add_parser("stats", parents=[common], help="what the index holds")
    stating.set_defaults(run=commands.stats)
    verifying = verbs.add_parser("verify", parents=[common], help="check every file of the index, and each article")
    verifying.set_defaults(run=commands.verify_index)
    exporting = verbs.add_parser("export", parents=[common], help="write the articles as JSON lines")
    exporting.add_argument("file", nargs="?", type=Path, metavar="FILE", help="where to (the terminal)")
    exporting.set_defaults(run=commands.export_articles)

    fetching = verbs.add_parser(
        "fetch", parents=[common], help="keep the articles of urls as files, which the next build indexes"
    )
    fetching.add_argument("urls", nargs="+", type=_url, metavar="URL", help="pages, feeds, sitemaps, documents")
    seeds = os.environ.get("SEEDS_DIR") or "seeds"
    fetching.add_argument(
        "--into",
        type=Path,
        default=Path(seeds),
        metavar="DIR",
        help=f"folder of articles, which has them in links/ ({seeds})",
    )
    fetching.add_argument("--allow-private", action="store_true", help="as build has it")
    fetching.set_defaults(run=admin_commands.fetch)
    forgetting = verbs.add_parser(
        "forget", parents=[common], help="leave articles out of the index and of every later build"
    )
    forgetting.add_argument("ids", nargs="*", metavar="ID", help="as ask --json shows them")
    forgetting.add_argument("--undo", action="store_true", help="forget them no more: the next build has them again")
    forgetting.add_argument("--list", action="store_true", help="what is forgotten")
    forgetting.set_defaults(run=admin_commands.forget_articles, usage_error=forgetting.error)
    return whole


def _url(text: str) -> str:
    if not text.lower().startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(f"{text!r} is no http or https address; files are given to build")
    return text


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it must be 1 or more")
    return number


def _part(text: str) -> tuple[int, int]:
    number, sign, parts = text.partition("/")
    if not sign or not number.isdecimal() or not parts.isdecimal() or not 1 <= int(number) <= int(parts):
        raise argparse.ArgumentTypeError(f"{text!r}: write I/N, such as 3/16: part 3 of 16")
    return int(number), int(parts)


def _days(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("it must be 0 or more")
    return number


def _date(text: str) -> str:
    found = parse_limit(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2018, 2018-02 or 2018-02-05")
    return found


def _field(text: str) -> tuple[str, str]:
    ours, sign, theirs = text.partition("=")
    if ours not in FIELDS or not sign or not theirs:
        raise argparse.ArgumentTypeError(f"{text!r}: write OURS=THEIRS, where OURS is one of {', '.join(FIELDS)}")
    return ours, theirs
