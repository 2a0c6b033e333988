"""How well times in questions are read.

    python -m tests.bench.bench_time_phrases [--wrong]

Two tables of questions with the period that each names, none for a near miss: tests/index/time_questions.csv, with which
the patterns were written, and tests/index/time_questions_heldout.csv, written after them. Read rightly: the period, to the
day. Beside it, dateparser's own search for dates, which gives points in time: the first one counts as right when it lies in
the period.
"""

import argparse
import csv
import warnings
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from index.language.partial_date import PartialDate
from index.query.time_constraint import time_constraint

FOLDER = Path(__file__).parents[1] / "index"
TODAY = date(2026, 11, 23)
Row = tuple[str, str | None, str | None]
Verdict = tuple[bool, bool]
"""Whether a period was read, and whether that is right."""


def rows(name: str = "time_questions.csv") -> list[Row]:
    """Questions with the first and the last date of what they name, None for an open end; both None: no time."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [(row["question"], row["after"] or None, row["before"] or None) for row in csv.DictReader(file)]


def ours(row: Row) -> Verdict:
    """By `index.query.time_constraint`."""
    question, after, before = row
    found = time_constraint(question, TODAY)
    return found is not None, found is not None and (found.period.after, found.period.before) == (after, before)


def by_search(row: Row) -> Verdict:
    """By dateparser, told both languages and that dates are past."""
    from dateparser.search import search_dates  # takes a second to import, and a test reads the rows above

    question, after, before = row
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    settings = {"RELATIVE_BASE": now.replace(tzinfo=None), "PREFER_DATES_FROM": "past"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = search_dates(question, languages=["en", "ar"], settings=settings)
    if not found:
        return False, False
    day = found[0][1].date()
    first = PartialDate.parse(after).earliest if after else date.min
    last = PartialDate.parse(before).latest if before else TODAY + timedelta(days=1)
    return True, bool(after or before) and first <= day <= last


def table(of: Sequence[Row], read: Callable[[Row], Verdict]) -> str:
    """Sizes, precision, recall and what is read wrongly."""
    verdicts = [read(row) for row in of]
    named = sum(bool(row[1] or row[2]) for row in of)
    said, right = sum(v[0] for v in verdicts), sum(v[1] for v in verdicts)
    return f"{len(of)} | {named} | {right / said:.3f} | {right / named:.3f} | {said - right} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="also what is read wrongly or not at all")
    options = parser.parse_args()
    sets = {"tuning": rows(), "held out": rows("time_questions_heldout.csv")}
    print(
        "| reader | set | questions | with a time | precision | recall | read wrongly |\n|---|---|---|---|---|---|---|"
    )
    for name, read in (("index.query.time_constraint", ours), ("dateparser.search", by_search)):
        for which, some in sets.items():
            print(f"| {name} | {which} | {table(some, read)}")
    for row in (row for some in sets.values() for row in some) if options.wrong else ():
        if ours(row)[1] is not bool(row[1] or row[2]) or ours(row)[0] is not bool(row[1] or row[2]):
            found = time_constraint(row[0], TODAY)
            print(row, None if found is None else (found.period.after, found.period.before))


if __name__ == "__main__":
    main()
