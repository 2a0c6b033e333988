"""What the reader's network is worth on a given text.

    python -m tests.bench.bench_reader NETWORK DATA [--every N] [--set NAME ...]

NETWORK is a checkpoint or an exported file, DATA a folder of sets with articles.jsonl.gz and questions.jsonl.gz. For
questions on one paragraph: EM and F1 by the definitions of SQuAD 2.0, at the threshold that suits the questions best.
For questions on news: whether the sentence of the best span, over the passages of the article at hand, is evidence.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import torch
from tokenizers import Tokenizer

from index.cli.evaluation import exact_and_f1
from index.language.text import sentences
from index.models.span_model import MOST_READ, SpanScores, span_scores, tokenizer
from index.records import Span
from index.training.examples import rows
from index.training.model import checkpoint_weights
from tests.bench.bench_answers import same_words

Numbers = npt.NDArray[np.float32]
Tokens = npt.NDArray[np.int64]
Network = Callable[[Tokens, Tokens, Tokens], tuple[Numbers, Numbers, Numbers]]
"""Token ids, attention mask and segments, each (batch, length), to the logits of `ReaderNetwork`."""

HEAD_WEIGHTS = (0.0, 0.5, 1.0, 2.0)
PASSAGE = 700


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was read: the best span of the text, how far it beats "no answer", and the answer head's logit."""

    span: Span
    margin: float
    answers: float

    def score(self, head: float) -> float:
        """How likely the text answers, larger for likelier; `head` is the weight of the answer head."""
        return self.margin + head * self.answers


def opened(path: Path, threads: int = 1) -> Network:
    """The network of a checkpoint (.pt) or of an exported file (.onnx)."""
    if path.suffix == ".onnx":
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

        def by_file(tokens: Tokens, attention: Tokens, segments: Tokens) -> tuple[Numbers, Numbers, Numbers]:
            given = {"tokens": tokens, "attention": attention, "segments": segments}
            start, end, answers = session.run(None, given)
            return start, end, answers

        return by_file
    torch.set_num_threads(threads)
    network = checkpoint_weights(path)

    def by_checkpoint(tokens: Tokens, attention: Tokens, segments: Tokens) -> tuple[Numbers, Numbers, Numbers]:
        with torch.inference_mode():
            found = network(*(torch.from_numpy(x) for x in (tokens, attention, segments)))
        start, end, answers = (logits.numpy() for logits in found)
        return start, end, answers

    return by_checkpoint


def predict(
    network: Network, reader: Tokenizer, asked: Sequence[tuple[str, str, str]], batch: int = 8
) -> list[Prediction]:
    """The best answer to each (question, title, text), in their order."""
    heads = [f"{title}\n" if title else "" for _, title, _ in asked]
    read = [reader.encode(question, head + text) for head, (question, _, text) in zip(heads, asked, strict=True)]
    found: dict[int, Prediction] = {}
    by_length = sorted(range(len(asked)), key=lambda i: len(read[i].ids))
    for at in range(0, len(by_length), batch):
        rows = by_length[at : at + batch]
        longest = min(MOST_READ, max(len(read[i].ids) for i in rows))
        tokens, attention, segments = (np.zeros((len(rows), longest), dtype=np.int64) for _ in range(3))
        for row, i in enumerate(rows):
            length = min(longest, len(read[i].ids))
            tokens[row, :length] = [*read[i].ids[: length - 1], read[i].ids[-1]]
            attention[row, :length] = 1
            segments[row, :length] = read[i].type_ids[:length]
        start, end, answers = network(tokens, attention, segments)
        for row, i in enumerate(rows):
            length = min(longest, len(read[i].ids))
            logits = (start[row], end[row])
            # The last token is [SEP], whatever stood there before the text was cut.
            offsets, kinds = read[i].offsets, read[i].type_ids
            found[i] = _best(
                span_scores(asked[i][2], offsets, kinds, length - 1, len(heads[i]), logits, float(answers[row]))
            )
    return [found[i] for i in range(len(asked))]


def _best(reading: SpanScores) -> Prediction:
    span, margin = reading.best() or (Span(0, 1), float("-inf"))
    return Prediction(span, margin, reading.answers)


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


def on_paragraphs(network: Network, data: Path, name: str, every: int, titled: bool) -> None:
    """Print the measures of SQuAD 2.0 for a set, for each weight of the answer head."""
    articles = {a["id"]: a for a in rows(data / "squad2_devhalf" / "articles.jsonl.gz")}
    asked = list(rows(data / name / "questions.jsonl.gz"))[::every]
    given = [(q["question"], articles[q["context_article_id"]]) for q in asked]
    found = predict(network, tokenizer(), [(q, a["title"] if titled else "", a["text"]) for q, a in given])
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


def on_news(network: Network, data: Path, weight: float, every: int) -> None:
    """Print how often the sentence of the best span is evidence, over the passages of the articles with evidence."""
    articles = {a["id"]: a["text"] for a in rows(data / "muc4" / "articles.jsonl.gz")}
    verdicts: dict[str, list[bool]] = {}
    kinds = ("killed", "injured", "killed_nodate", "who_killed", "where_killed", "perp_org")
    for question in [q for q in rows(data / "muc4" / "questions.jsonl.gz") if q["type"] in kinds][::every]:
        places = [(a, s) for a in {e["article_id"]: 0 for e in question["evidence"]} for s in passages(articles[a])]
        read = predict(
            network, tokenizer(), [(question["question"], "", articles[a][s.start : s.end]) for a, s in places]
        )
        best = max(range(len(read)), key=lambda i: read[i].score(weight))
        quote = sentence_of(articles[places[best][0]], places[best][1], read[best])
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take one question of so many")
    parser.add_argument("--set", nargs="*", default=["squad2_devhalf", "squad2_disfluent", "muc4"])
    options = parser.parse_args()
    network = opened(options.network)
    for name in options.set:
        if name == "muc4":
            for weight in (0.0, 1.0):
                on_news(network, options.data, weight, options.every)
        else:
            on_paragraphs(network, options.data, name, options.every, titled=False)


if __name__ == "__main__":
    main()
