"""How Arabic questions are answered from an English article, by the questions of tests/seed_arabic.jsonl about seeds/.

    python -m tests.bench.bench_arabic [--wrong]

Right: the first quote has the words of the evidence. A question without evidence is right when it is declined.
"""

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path

from index.archive.archive import Archive
from index.building.pipeline import build

QUESTIONS = Path(__file__).parents[1] / "seed_arabic.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print each question that went wrong")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as directory:
        build([Path("seeds")], Path(directory))
        archive = Archive.open(Path(directory))
        for line in QUESTIONS.read_text("utf-8").splitlines():
            known = json.loads(line)
            answer = archive.ask(known["question"])
            quote = answer.quotes[0].text if answer.quotes else None
            if known["evidence"] is None:
                verdict = "declined" if quote is None else "invented"
            else:
                verdict = "silent" if quote is None else "right" if known["evidence"] in quote else "wrong"
            counts[verdict] += 1
            if options.wrong and verdict not in {"right", "declined"}:
                print(verdict, known["question"], known["evidence"], quote)
        archive.close()
    print(dict(counts))


if __name__ == "__main__":
    main()
