"""What becomes of people's questions over sets of real articles: said rightly, perhaps, wrongly, or declined.

    python -m tests.bench.bench_questions FOLDER [--sets airwars_gaza,muc4] [--indexes DIR] [--every 4] [--wrong] [--given]

FOLDER holds one folder a set, each with articles.jsonl(.gz) and questions.jsonl(.gz) of `question`, `answers`, `evidence`
(`article_id`, `quote`) and `answerable`. An index is built once a set, in DIR.

A sentence is right when it lies in an article of the evidence and has an accepted answer or the quote of the evidence; what is
said is right when its first quote is right and its mark has an accepted answer, or lies in one. Columns: questions that are
answerable and, among them, those whose best sentence is right; of the answers that are `said` how many are right, and
how many of the answerable questions get one; the same for `may say`; unanswerable questions, and how many of them are answered.

--given asks the questions on one text (`context_article_id`) of that article alone, and prints how often its best sentence
is right, with the F1 of the words marked in it by the definition of SQuAD 2.0, whatever their probability.
"""

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.answer_metadata import Verdict
from index.archive.archive import Archive
from index.building.pipeline import build
from index.cli.evaluation import exact_and_f1
from index.language.figures import figures_in
from index.reading.decision import decide
from index.records import Answer, Filters, Quote, Span
from tests.bench.bench_answers import same_words, squeezed

SETS = ("airwars_gaza", "muc4", "awsd_half", "newsqa_half", "gva", "squad2_devhalf", "xquad_en", "xquad_ar")


OURS = Path(__file__).parent / "data"
"""Sets that were written for this project: news articles, no two of one mould, and what people might ask of them."""


def folder_of(folder: Path, name: str) -> Path:
    """The folder of a set: one of ours, or one in `folder`."""
    return OURS / name if (OURS / name).is_dir() else folder / name


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSON Lines file, whether or not it is packed."""
    packed = path.with_name(f"{path.name}.gz")
    with gzip.open(packed, "rt", encoding="utf-8") if packed.exists() else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class Judge:
    """Tells whether quotes answer the questions of a set.

    Args:
        folder: the set.
        archive: its index.
    """

    def __init__(self, folder: Path, archive: Archive) -> None:
        known = {squeezed(row["text"]): row["id"] for row in rows(folder / "articles.jsonl")}
        self._known = {article.id: known.get(squeezed(article.text)) for article in archive.each_article()}

    def article_id(self, known: str | None) -> str | None:
        """The id in the index of an article of the set."""
        return next((one for one, its in self._known.items() if known is not None and its == known), None)

    def is_in_evidence(self, question: dict[str, Any], quote: Quote) -> bool:
        """Whether the sentence lies in an article that answers."""
        return any(one["article_id"] == self._known[quote.article.id] for one in question["evidence"])

    def is_right(self, question: dict[str, Any], quote: Quote) -> bool:
        """Whether the sentence answers."""
        quotes = [e["quote"] for e in question["evidence"] if e["article_id"] == self._known[quote.article.id]]
        has_answer = any(self._has(quote.text, answer) for answer in question["answers"])
        return bool(quotes) and (has_answer or any(same_words(one, quote.text) for one in quotes))

    def is_marked_right(self, question: dict[str, Any], quote: Quote) -> bool:
        """Whether the marked words of a quote hold an accepted answer, or lie in one; a range holds what is in it."""
        if quote.highlight is None:
            return True
        words = quote.article.cut(quote.highlight)
        if any(self._has(words, answer) or squeezed(words) in squeezed(answer) for answer in question["answers"]):
            return True
        least, most = question.get("answer_range") or (1, 0)
        return any(least <= n <= most for one in figures_in(words, Span(0, len(words))) for n in one.named)

    def _has(self, text: str, answer: str) -> bool:
        return f" {squeezed(answer)} " in f" {squeezed(text)} "


class Tally:
    """Counts of what became of the questions of one set."""

    def __init__(self) -> None:
        self.answerable = self.first = self.unanswerable = self.invented = self.perhaps = 0
        self.said = dict.fromkeys(Verdict, 0)
        self.right = dict.fromkeys(Verdict, 0)

    def add(self, question: dict[str, Any], answer: Answer, judge: Judge) -> str:
        """Count one; one word for what became of it."""
        shown = next(iter(answer.quotes or answer.nearest), None)
        verdict = answer.verdict
        if not question["answerable"]:
            self.unanswerable += 1
            self.invented += verdict is Verdict.SAYS
            self.perhaps += verdict is Verdict.MAY_SAY
            return "invented" if verdict is Verdict.SAYS else "declined"
        right = shown is not None and judge.is_right(question, shown)
        marked = right and shown is not None and judge.is_marked_right(question, shown)
        self.answerable += 1
        self.first += right
        self.said[verdict] += 1
        self.right[verdict] += marked
        return verdict.value + (" right" if marked else " wrong")

    def row(self, name: str) -> str:
        """A line of the table."""

        def share(part: int, whole: int) -> str:
            return f"{part / whole:.2f}" if whole else "–"

        said, perhaps = self.said[Verdict.SAYS], self.said[Verdict.MAY_SAY]
        right = self.right[Verdict.SAYS] + self.right[Verdict.MAY_SAY]
        return (
            f"{name:16} {self.answerable:10} {share(self.first, self.answerable):>11}"
            f" {share(self.right[Verdict.SAYS], said + self.invented):>10} {share(said, self.answerable):>8}"
            f" {share(self.right[Verdict.MAY_SAY], perhaps + self.perhaps):>14} {share(perhaps, self.answerable):>8}"
            f" {share(right, self.answerable):>12} {self.unanswerable:12}"
            f" {share(self.invented, self.unanswerable):>8} {share(self.perhaps, self.unanswerable):>8}"
        )


def on_given_text(archive: Archive, questions: Sequence[dict[str, Any]], judge: Judge) -> str:
    """Of answerable questions on one text each: how many, the share whose best sentence is right, F1 of its mark."""
    right, f1 = list[bool](), list[float]()
    for question in questions:
        about = judge.article_id(question.get("context_article_id"))
        if about is None or not question["answerable"]:
            continue
        found = archive.evidence(question["question"], Filters(articles=frozenset((about,))))
        probabilities = [one.sentence for one in decide([evidence for _, evidence in found], read=True)]
        best = max(zip(probabilities, found, strict=True), key=lambda one: one[0], default=None)
        quote = (
            None if best is None else Quote(best[1][0].view.article, best[1][0].view.span, best[1][0].answer, best[0])
        )
        right.append(quote is not None and judge.is_right(question, quote))
        marked = "" if quote is None or quote.highlight is None else quote.article.cut(quote.highlight)
        f1.append(exact_and_f1(marked, question["answers"])[1])
    return f"{len(right):10} {sum(right) / max(1, len(right)):>11.2f} {sum(f1) / max(1, len(f1)):>10.2f}"


def main() -> None:
    """Read the arguments, ask, and print a line for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--indexes", type=Path, default=Path(".verbatim/bench"))
    parser.add_argument("--every", type=int, default=1, help="ask only every n-th question")
    parser.add_argument("--strict", action="store_true", help="only questions marked so")
    parser.add_argument("--wrong", action="store_true", help="print each question that was not answered rightly")
    parser.add_argument("--given", action="store_true", help="ask of the text that a question is on")
    options = parser.parse_args()
    print(f"{'set':16} answerable right first F1 of mark") if options.given else print(
        f"{'set':16} answerable right first said right coverage may say right coverage right of all unanswerable said may say"
    )
    for name in options.sets.split(","):
        folder, index = folder_of(options.folder, name), options.indexes / name
        if not (index / "current").exists():
            build([next(folder.glob("articles.jsonl*"))], index)
        archive, tally = Archive.open(index), Tally()
        judge, questions = Judge(folder, archive), list(rows(folder / "questions.jsonl"))[:: options.every]
        if options.given:
            print(f"{name:16} {on_given_text(archive, questions, judge)}", flush=True)
            continue
        for question in questions:
            if options.strict and not question.get("strict"):
                continue
            answer = archive.ask(question["question"])
            became = tally.add(question, answer, judge)
            if options.wrong and became not in ("says right", "declined"):
                shown = (answer.quotes or answer.nearest)[:1]
                print(f"  {became}: {question['question']} {question['answers'][:3]}")
                print("    ", [(round(q.confidence, 2), q.highlight and q.article.cut(q.highlight), q.text[:160]) for q in shown])  # fmt: skip
        archive.close()
        print(tally.row(name), flush=True)


if __name__ == "__main__":
    main()
