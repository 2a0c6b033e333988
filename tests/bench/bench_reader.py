"""What the reader's network is worth on a given text.

    python -m tests.bench.bench_reader READER EVALUATION [--kept TRAINING] [--every N] [--set NAME ...]

READER is a checkpoint or an exported file; EVALUATION and TRAINING are folders of sets with articles.jsonl.gz and
questions.jsonl.gz. For questions on one paragraph: EM and F1 by the definitions of SQuAD 2.0, at the threshold that suits
the questions best. `--kept`: F1 of the best span on the texts of the training sets that nothing was learned from, by set.
"""

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.cli.evaluation import exact_and_f1
from index.language.sentences import sentences
from index.models.span_model import PackagedSpanModel, SpanModel
from index.records import Span
from index.training.corpora import held_questions, read, rows
from index.training.example_mix import PARALLEL, SHARES
from index.training.export import checkpoint_network, export_full
from index.training.network import FactualityBranch
from tests.bench.bench_answers import same_words

HEAD_WEIGHTS = (0.0, 0.5, 1.0)
PASSAGE = 700
_WITHOUT_SPACES = frozenset({"zh", "zh-Hant", "ja", "th"})


@dataclass(frozen=True, slots=True)
class Prediction:
    """The best span of a text, how far it beats "no answer", and the logit of the answer head."""

    span: Span
    margin: float
    answers: float

    def score(self, weight: float) -> float:
        """How likely the text answers, larger for likelier; `weight` is that of the answer head."""
        return self.margin + weight * self.answers


def opened(path: Path) -> SpanModel:
    """The network of a checkpoint (.pt) or of an exported file (.onnx)."""
    if path.suffix == ".onnx":
        return PackagedSpanModel(path, None)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reader.onnx"
        network = checkpoint_network(path)
        export_full(network, FactualityBranch.beginning(network), file)
        return PackagedSpanModel(file, None)


def predict(network: SpanModel, asked: Sequence[tuple[str, str, str]]) -> list[Prediction]:
    """The best answer to each (question, title, text), in their order."""
    found = []
    for reading in network.read(asked):
        span, margin = reading.best() or (Span(0, 1), float("-inf"))
        found.append(Prediction(span, margin, reading.answers))
    return found


def at_best_threshold(
    scores: list[float], gains: list[tuple[float, float]], answerable: list[bool]
) -> dict[str, float]:
    """EM, F1, those of the answerable and the accuracy of the others, all at the threshold with the best F1."""
    order = np.argsort([-s for s in scores], kind="stable")
    f1 = np.array([gains[i][1] for i in order])
    em = np.array([gains[i][0] for i in order])
    has = np.array([answerable[i] for i in order])
    total = np.concatenate([[0.0], np.cumsum(np.where(has, f1, -1.0))]) + (~has).sum()
    cut = int(np.argmax(total))
    kept = np.arange(len(has)) < cut
    refused = float((~kept & ~has).sum())
    return {
        "threshold": float(scores[order[cut - 1]]) if cut else float("inf"),
        "EM": 100 * float((em * kept * has).sum() + refused) / len(has),
        "F1": 100 * float((f1 * kept * has).sum() + refused) / len(has),
        "has-answer F1": 100 * float((f1 * kept)[has].mean()) if has.any() else 0.0,
        "no-answer": 100 * refused / max(1, int((~has).sum())),
    }


def on_paragraphs(network: SpanModel, data: Path, name: str, every: int, titled: bool) -> None:
    """Print the measures of SQuAD 2.0 for a set, for each weight of the answer head."""
    own = data / name / "articles.jsonl.gz"
    articles = {a["id"]: a for a in rows(own if own.exists() else data / "squad2_devhalf" / "articles.jsonl.gz")}
    asked = list(rows(data / name / "questions.jsonl.gz"))[::every]
    given = [(q["question"], articles[q.get("context_article_id") or q["evidence"][0]["article_id"]]) for q in asked]
    found = predict(network, [(q, a["title"] if titled else "", a["text"]) for q, a in given])
    texts = [a["text"][p.span.start : p.span.end] for (_, a), p in zip(given, found, strict=True)]
    gains = [exact_and_f1(text, q["answers"]) for q, text in zip(asked, texts, strict=True)]
    answerable = [bool(q["answerable"]) for q in asked]
    never_refusing = [100 * float(np.mean([g[i] for g, a in zip(gains, answerable, strict=True) if a])) for i in (0, 1)]
    print(f"{name}{' with titles' if titled else ''}: {len(asked)} questions; never refusing, "
          f"has-answer EM {never_refusing[0]:.1f} F1 {never_refusing[1]:.1f}")  # fmt: skip
    for weight in HEAD_WEIGHTS:
        measured = at_best_threshold([p.score(weight) for p in found], gains, answerable)
        print(f"  head x {weight}: " + "  ".join(f"{k} {v:.2f}" for k, v in measured.items()), flush=True)


def passages(text: str) -> list[Span]:
    """Runs of whole sentences of about PASSAGE characters, the last sentence of each repeated in the next."""
    found: list[Span] = []
    run: list[Span] = []
    for sentence in sentences(text, Span(0, len(text)), "en"):
        if run and sentence.end - run[0].start > PASSAGE:
            found.append(Span(run[0].start, run[-1].end))
            run = run[-1:] if run[-1].end - run[-1].start <= PASSAGE // 2 else []
        run.append(sentence)
    return [*found, Span(run[0].start, run[-1].end)] if run else found


def on_news(network: SpanModel, data: Path, weight: float, every: int) -> None:
    """Print how often the sentence of the best span is evidence, over the passages of the articles with evidence."""
    articles = {a["id"]: a["text"] for a in rows(data / "muc4" / "articles.jsonl.gz")}
    verdicts: dict[str, list[bool]] = {}
    kinds = ("killed", "injured", "killed_nodate", "who_killed", "where_killed", "perp_org")
    for question in [q for q in rows(data / "muc4" / "questions.jsonl.gz") if q["type"] in kinds][::every]:
        places = [(a, s) for a in {e["article_id"]: 0 for e in question["evidence"]} for s in passages(articles[a])]
        found = predict(network, [(question["question"], "", articles[a][s.start : s.end]) for a, s in places])
        best = max(range(len(found)), key=lambda i: found[i].score(weight))
        quote = sentence_of(articles[places[best][0]], places[best][1], found[best])
        right = any(same_words(e["quote"], quote) for e in question["evidence"])
        kind = question["type"] + (" strict" if question.get("strict") else "")
        verdicts.setdefault(kind, []).append(right)
    print(
        "muc4, article given: " + "  ".join(f"{k} {sum(v)}/{len(v)}" for k, v in sorted(verdicts.items())), flush=True
    )


def sentence_of(text: str, passage: Span, read: Prediction) -> str:
    """The sentence in which the span begins."""
    at = passage.start + read.span.start
    return next((text[s.start : s.end] for s in sentences(text, passage, "en") if s.start <= at < s.end), "")


def on_kept(network: SpanModel, folder: Path, most: int) -> None:
    """Print the F1 of the best span on the kept texts of each training set, at most `most` questions of each."""
    held = held_questions(folder, PARALLEL)
    for name in SHARES:
        kept = read(folder, name, held if name in PARALLEL else None).kept
        asked = [one for one in kept if one.answer is not None]
        step = max(1, len(asked) // most)
        asked = asked[::step]
        if not asked:
            continue
        found = predict(network, [(one.question, one.title, one.text) for one in asked])
        gains = [
            span_f1(one.text[p.span.start : p.span.end], one.wordings, one.language)
            for one, p in zip(asked, found, strict=True)
        ]
        print(
            f"{name:28s} {asked[0].language:8s} {len(asked):4d} questions, F1 {100 * float(np.mean(gains)):.1f}",
            flush=True,
        )


def span_f1(text: str, wordings: Sequence[str], language: str) -> float:
    """F1 over words, or over characters in languages written without spaces (as for MLQA, Lewis et al., 2020)."""
    if language not in _WITHOUT_SPACES:
        return exact_and_f1(text, list(wordings))[1]
    parts = [Counter(re.findall(r"[a-z0-9]+|\w", one.lower())) for one in (text, *wordings)]
    best = 0.0
    for other in parts[1:]:
        common = sum((parts[0] & other).values())
        if common:
            best = max(best, 2 * common / (sum(parts[0].values()) + sum(other.values())))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take one question of so many")
    parser.add_argument("--kept", type=Path, help="folder of the training sets")
    parser.add_argument("--most", type=int, default=100, help="kept questions of a training set")
    parser.add_argument(
        "--set", nargs="*", default=["squad2_devhalf", "squad2_disfluent", "xquad_en", "xquad_ar", "muc4"]
    )
    options = parser.parse_args()
    network = opened(options.network)
    began = time.process_time()
    for name in options.set:
        if name == "muc4":
            for weight in (0.0, 1.0):
                on_news(network, options.data, weight, options.every)
        else:
            on_paragraphs(network, options.data, name, options.every, titled=False)
    if options.kept is not None:
        on_kept(network, options.kept, options.most)
    print(f"{time.process_time() - began:.0f} s of processor time")


if __name__ == "__main__":
    main()
