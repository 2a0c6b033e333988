"""How well spellings of one name are told from names that only look alike, and what that does for questions.

    python -m tests.bench.bench_places [--wrong]

The pairs are in data/place_pairs.csv; a third of them, by a hash of the two, is held out: rules and costs were chosen on
the other two thirds. `spelling alone` goes by sounds without the gazetteer.
"""

import argparse
import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

from index.names.gazetteer import gazetteer
from index.names.matching import sameness
from index.names.phonetics import is_near

PAIRS = Path(__file__).parent / "data" / "place_pairs.csv"


def pairs(held_out: bool) -> list[tuple[str, str, bool]]:
    """The pairs of one part, each with whether its names are one."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (row["one"], row["other"], row["label"] == "same")
        for row in rows
        if (hashlib.sha256(f"{row['one']}|{row['other']}".encode()).digest()[0] % 3 == 0) == held_out
    ]


def judged(part: list[tuple[str, str, bool]], same: Callable[[str, str], bool]) -> tuple[float, float, list[str]]:
    """Precision, recall, and the pairs that went wrong."""
    found = [(one, other, label, same(one, other)) for one, other, label in part]
    right = sum(label and said for _, _, label, said in found)
    wrong = [
        f"{one} / {other}: {'same' if said else 'different'}" for one, other, label, said in found if label != said
    ]
    return right / max(1, sum(s for *_, s in found)), right / max(1, sum(x for _, _, x, _ in found)), wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print each pair of the tuning part that went wrong")
    options = parser.parse_args()
    known = gazetteer()
    print("| pairs | number | rule | precision | recall |\n|---|---|---|---|---|")
    for name, held_out in (("tuning", False), ("held out", True)):
        part = pairs(held_out)
        rules: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
            ("spelling and gazetteer", lambda one, other: sameness(one, other, known) is not None),
            ("spelling alone", is_near),
        )
        for rule, same in rules:
            precision, recall, wrong = judged(part, same)
            print(f"| {name} | {len(part)} | {rule} | {precision:.3f} | {recall:.3f} |")
            if options.wrong and not held_out:
                print("\n".join(wrong))


if __name__ == "__main__":
    main()
