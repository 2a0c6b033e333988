"""How many single questions are taken for several, and how many of two that are joined are told apart.

    python -m tests.bench.bench_several_questions FOLDER [FOLDER ...] [--show 10]

Each FOLDER holds sets, a folder each, with questions.jsonl(.gz) of `question` and, for joining, `context_article_id`. Of each
set: its questions, each once, and how many of them are cut (--show prints some: people write "When and where ...?" too); of two
neighbouring questions on one text, joined by the "and" of their language, how many are cut where they were joined.
"""

import argparse
from itertools import islice, pairwise
from pathlib import Path

from index.language.text import ARABIC, detected_language
from index.query.several_questions import questions_in
from tests.bench.bench_questions import rows

_AND = {"en": "and", "fr": "et", "es": "y", "de": "und", "ru": "и", "tr": "ve", "fa": "و"}
_JOINED = 400
"""Pairs that are joined of one set."""


def joined(first: str, second: str, language: str) -> str | None:
    """Two questions in one sentence; None in a language whose "and" is not known here."""
    first, second = first.strip().rstrip(" ?؟"), second.strip().lstrip("¿")
    second = second[:1].lower() + second[1:]
    if language == "ar" and ARABIC.search(second):
        return f"{first} و{second}"
    return f"{first} {_AND[language]} {second}" if language in _AND else None


def main() -> None:
    """Read the arguments, and print a line a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=0, help="of what is cut, so many a set")
    arguments = parser.parse_args()
    for folder in sorted(one.parent for place in arguments.folders for one in place.glob("*/questions.jsonl*")):
        found = list({row["question"]: row for row in rows(folder / "questions.jsonl")}.values())
        cut = [parts for row in found if (parts := questions_in(row["question"]))]
        pairs = (
            (a["question"], b["question"], whole)
            for a, b in pairwise(found)
            if a.get("context_article_id") == b.get("context_article_id") is not None
            and not questions_in(a["question"]) + questions_in(b["question"])
            and (whole := joined(a["question"], b["question"], detected_language(a["question"]) or "")) is not None
        )
        tried = [(a, [part.written for part in questions_in(whole)]) for a, _, whole in islice(pairs, _JOINED)]
        told = sum(len(parts) == 2 and parts[0].strip("¿ ?؟") == a.strip("¿ ?؟") for a, parts in tried)
        print(f"{folder.name:24s} {len(found):6d} cut {len(cut):3d}   joined {len(tried):3d} told apart {told:3d}")
        for parts in cut[: arguments.show]:
            print("   ", " | ".join(part.whole for part in parts))


if __name__ == "__main__":
    main()
