"""How many questions are answered rightly, over a folder of articles with a questions.jsonl.

    python -m tests.bench.bench_answers [FOLDER ...] [--wrong]

An answer is right when its first quote holds an accepted answer and lies in the evidence; its mark is right when the
marked words overlap an accepted answer, and exact when they equal one. A question that the articles do not answer is
right when it is declined.
"""

import argparse
import json
import re
import tempfile
from collections import Counter
from pathlib import Path

from index.answer_metadata import Verdict
from index.archive.archive import Archive
from index.building.pipeline import build
from index.records import Answer


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def same_words(quote: str, text: str) -> bool:
    """Whether one of two texts holds the other, punctuation and case aside."""
    one, other = squeezed(quote), squeezed(text)
    return bool(one and other) and (one in other or other in one)


def judge(question: dict, answer: Answer) -> str:  # type: ignore[type-arg]
    """What became of a question: right, wrong, silent, declined or invented; "may" before it where that may be said."""
    may = "may " if answer.verdict is Verdict.MAY_SAY else ""
    if not question["answerable"]:
        return "declined" if answer.verdict is Verdict.NOT_SAID else f"{may}invented"
    if answer.verdict is Verdict.NOT_SAID:
        return "silent"
    quote = (answer.quotes or answer.nearest)[0]
    return may + ("right" if any(same_words(e["quote"], quote.text) for e in question["evidence"]) else "wrong")


def marked(question: dict, answer: Answer) -> str:  # type: ignore[type-arg]
    quote = answer.quotes[0]
    if quote.highlight is None:
        return "unmarked"
    words = squeezed(quote.article.cut(quote.highlight))
    accepted = [squeezed(a) for a in question["answers"]]
    if words in accepted:
        return "exact"
    return "overlapping" if any(a in words or words in a for a in accepted) else "elsewhere"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        default=[Path("tests") / f"corpus{part}" for part in ("", "_heldout", "_arabic", "_arabic_heldout")],
    )
    parser.add_argument("--wrong", action="store_true", help="print each question that went wrong")
    options = parser.parse_args()
    print(f"{'folder':24} {'answerable':>10} {'right':>6} {'wrong':>6} {'may be':>6} {'wrong':>6} {'silent':>6} {'exact':>6} "
          f"{'overlap':>7} {'unanswerable':>12} {'declined':>8} {'may be':>6} {'invented':>8} {'ms':>5}")  # fmt: skip
    for folder in options.folders:
        with tempfile.TemporaryDirectory() as directory:
            build([folder], Path(directory))
            archive = Archive.open(Path(directory))
            verdicts: Counter[str] = Counter()
            marks: Counter[str] = Counter()
            took = []
            for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
                question = json.loads(line)
                answer = archive.ask(question["question"])
                took.append(answer.took_ms)
                verdict = judge(question, answer)
                verdicts[verdict] += 1
                mark = marked(question, answer) if verdict == "right" else ""
                marks[mark] += 1
                if options.wrong and (verdict not in {"right", "declined"} or mark == "elsewhere"):
                    shown = [(round(q.confidence, 2), q.text[:110], q.highlight and q.article.cut(q.highlight))
                             for q in (answer.quotes or answer.nearest)[:2]]  # fmt: skip
                    print(
                        f"  {verdict} {mark} {question['type']}: {question['question']} {question['answers'][:2]}\n     {shown}"
                    )
            archive.close()
        unanswerable = verdicts["declined"] + verdicts["may invented"] + verdicts["invented"]
        print(f"{folder.name:24} {verdicts.total() - unanswerable:10} {verdicts['right']:6} {verdicts['wrong']:6} "
              f"{verdicts['may right']:6} {verdicts['may wrong']:6} {verdicts['silent']:6} "
              f"{marks['exact']:6} {marks['overlapping']:7} {unanswerable:12} {verdicts['declined']:8} "
              f"{verdicts['may invented']:6} {verdicts['invented']:8} {sorted(took)[len(took) // 2]:5.0f}")  # fmt: skip


if __name__ == "__main__":
    main()
