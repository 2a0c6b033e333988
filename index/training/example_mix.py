"""The examples in rounds: each draws its share of every set, with questions made unanswerable among them.

A round depends on its number and the seed alone, so that a run that was stopped goes on with the same examples.
"""

import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from index.language.sentences import sentences
from index.records import Span
from index.training.corpora import ENGLISH, Asked, Corpus, held_questions, neighbours, read, surroundings
from index.training.examples import Example, in_company, says, windowed
from index.training.incidents import Reporter
from index.training.negatives import Swapper

PARALLEL = tuple(
    f"mlqa_{kind}_{code}" for kind in ("dev", "cross") for code in ("en", "ar", "de", "es", "hi", "vi", "zh")
)
SHARES = {
    "squadshifts_new_wiki": 900, "squadshifts_reddit": 450, "squadshifts_amazon_reviews": 300, "tydiqa_en": 450,
    "qed_dev": 150, "tweetqa": 150, "qamr_wikinews": 250, "qasrl_gs_wikinews": 300, "qanom": 150, "squad2_human": 700,
    "clapnq_dev_unans": 60, "pquad_valtest": 700, "heq": 250, "norquad_news": 300, "norquad_wiki": 120, "piaf_v11": 500,
    "facqa_id": 150, "tydiqa_ko": 150, "tydiqa_sw": 120, "faquad": 100, "swequad": 120, "thquad_ottoman": 350,
    "kazqad_val": 60, "amqa": 80, "jaquad": 250, "jsquad_valid": 80, "drcd_devtest": 200, "cmrc2018_dev": 150,
    "iapp_thai": 120, "afriqa_gold": 200,
    "mlqa_dev_en": 150, "mlqa_dev_ar": 200, "mlqa_dev_de": 80, "mlqa_dev_es": 80, "mlqa_dev_hi": 80, "mlqa_dev_vi": 80,
    "mlqa_dev_zh": 80,
    "mlqa_cross_en": 350, "mlqa_cross_ar": 350, "mlqa_cross_de": 200, "mlqa_cross_es": 200, "mlqa_cross_hi": 150,
    "mlqa_cross_vi": 150, "mlqa_cross_zh": 150,
}  # fmt: skip
"""Questions of each set in a round."""
INCIDENTS = 1100
"""Questions on made-up incident reports in a round."""
MADE_UNANSWERABLE = 0.5
"""Share of the answerable questions that are asked once more where they have no answer."""
_TITLED = 0.65
_DENSE = frozenset({"ja", "zh", "zh-Hant", "th"})
OPENINGS = (
    "Hello, {}", "Hi! {}", "Please tell me: {}", "Good morning. {}", "hey, {}", "Can you tell me {}", "{} Thanks!", "{} please",
    "Bonjour, {}", "Hola, {}", "Привет! {}", "مرحبا، {}", "سلام، {}", "Merhaba, {}", "Hallo, {}", "{} 🙏", "Roughly, {}", "I wonder: {}",
)  # fmt: skip


@dataclass(slots=True)
class _Set:
    """One set, with what finds other texts of it that resemble a question."""

    asked: list[Asked]
    share: int
    texts: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    vectorizer: TfidfVectorizer | None = None
    matrix: object = None


class Rounds:
    """Draws rounds of examples from the sets in `folder`."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._seed = seed
        self._held = held_questions(folder, PARALLEL)
        self._corpora = [self._read(folder, name) for name in SHARES]
        self._sets = {corpus.name: _Set(corpus.learned, SHARES[corpus.name]) for corpus in self._corpora}
        english = [asked for corpus in self._corpora if corpus.name in ENGLISH for asked in corpus.learned]
        self._swapper = Swapper([asked.text for asked in english], [asked.question for asked in english])
        articles = neighbours(folder).values()
        self._reporter = Reporter([sentence for article in articles for sentence in article])
        self._surroundings = surroundings(articles)

    def _read(self, folder: Path, name: str) -> Corpus:
        return read(folder, name, self._held if name in PARALLEL else None)

    def examples(self, number: int) -> list[Example]:
        """The examples of round `number`, shuffled."""
        rng = random.Random(f"{self._seed} {number}")
        made: list[Example] = []
        for name, one in self._sets.items():
            made += self._of_set(rng, name, one, number)
        for example in self._reporter.examples(rng, INCIDENTS):
            made.append(example)
        rng.shuffle(made)
        return [varied(rng, example) for example in made]

    def _of_set(self, rng: random.Random, name: str, one: _Set, number: int) -> list[Example]:
        order = list(range(len(one.asked)))
        first = number * one.share
        made: list[Example] = []
        for at in range(first, first + one.share):
            turn, place = divmod(at, len(order))
            # A new order each time the set has been gone through.
            chosen = one.asked[_permuted(f"{self._seed} {name} {turn}", len(order))[place]]
            made += self._of_question(rng, name, one, chosen)
        return made

    def _of_question(self, rng: random.Random, name: str, one: _Set, asked: Asked) -> list[Example]:
        title = asked.title if rng.random() < _TITLED else ""
        if asked.answer is None:
            return [Example(asked.question, title, asked.text, None, f"{name}/written")]
        text, answer = self._in_context(rng, asked)
        cut = windowed(rng, text, answer, asked.language)
        if cut is None:
            return []
        made = [Example(asked.question, title, cut[0], cut[1], f"{name}/answer")]
        if rng.random() < MADE_UNANSWERABLE:
            ways = ["near"] * 5 + ["without"] * 3 + (["swapped"] * 3 if name in ENGLISH else [])
            way = rng.choice(ways)
            other = None
            if way == "swapped":
                question = self._swapper.swapped(rng, asked.question, cut[0], cut[0][cut[1].start : cut[1].end])
                other = None if question is None else Example(question, title, cut[0], None, f"{name}/swapped")
            elif way == "without":
                other = _without(asked, title, *cut)
            if other is None:
                other = self._near(rng, name, one, asked)
            if other is not None:
                made.append(other)
        return made

    def _in_context(self, rng: random.Random, asked: Asked) -> tuple[str, Span]:
        """The text and the answer in it; a lone news sentence is put back beside its neighbours."""
        answer = asked.answer
        if answer is None:
            raise ValueError("an unanswerable question has no context to be put in")
        if asked.text not in self._surroundings:
            return asked.text, answer
        before, after = self._surroundings[asked.text]
        return in_company(rng, before, asked.text, after, answer)

    def _near(self, rng: random.Random, name: str, one: _Set, asked: Asked) -> Example | None:
        """The same question on another text of the set that shares words with it and has none of its answers."""
        if one.vectorizer is None:
            one.texts = sorted({other.text for other in one.asked})
            one.titles = {other.text: other.title for other in one.asked}
            dense = asked.language in _DENSE
            one.vectorizer = TfidfVectorizer(
                analyzer="char" if dense else "word", ngram_range=(2, 2) if dense else (1, 1), sublinear_tf=True,
                max_df=0.2, dtype=np.float32, token_pattern=r"(?u)\b\w\w+\b",
            )  # fmt: skip
            one.matrix = one.vectorizer.fit_transform(one.texts)
        scores = (one.matrix @ one.vectorizer.transform([asked.question]).T).toarray()[:, 0]
        ranked = [one.texts[int(i)] for i in np.argsort(-scores, kind="stable")[:12]]
        others = [text for text in ranked if text != asked.text and not says(text, asked.wordings)]
        if not others:
            return None
        text = rng.choice(others[:4])
        parts = sentences(text, Span(0, len(text)), asked.language or None)
        if not parts:
            return None
        wanted = set(one.vectorizer.build_analyzer()(asked.question))
        analyse = one.vectorizer.build_analyzer()
        best = max(parts, key=lambda s: len(wanted & set(analyse(text[s.start : s.end]))))
        cut = windowed(rng, text, best, asked.language)
        title = one.titles[text] if rng.random() < _TITLED else ""
        return None if cut is None else Example(asked.question, title, cut[0], None, f"{name}/near")


def _permuted(key: str, length: int, _kept: dict[tuple[str, int], list[int]] = {}) -> list[int]:  # noqa: B006 - a cache
    if (key, length) not in _kept:
        order = list(range(length))
        random.Random(key).shuffle(order)
        _kept[key, length] = order
    return _kept[key, length]


def _without(asked: Asked, title: str, text: str, answer: Span) -> Example | None:
    """The same text without the sentences that have the answer, when no answer is left."""
    parts = sentences(text, Span(0, len(text)), asked.language or None)
    left = " ".join(text[s.start : s.end] for s in parts if s.end <= answer.start or s.start >= answer.end)
    if len(left) < 100 or says(left, asked.wordings):
        return None
    return Example(asked.question, title, left, None, f"{asked.source}/without")


def varied(rng: random.Random, example: Example) -> Example:
    """The example as people type, shout and greet, and now and then as old wires print: in capitals."""
    question, title, text, answer = example.question, example.title, example.text, example.answer
    turn = rng.random()
    if turn < 0.12:
        question = question.lower()
    elif turn < 0.16:
        question = question.upper()
    elif turn < 0.24:
        question = rng.choice(OPENINGS).format(question)
    if rng.random() < 0.15:
        question = question.rstrip(" ?؟")
    if rng.random() < 0.06 and len(text.upper()) == len(text):
        text, title = text.upper(), title.upper()
    return Example(question or example.question, title, text, answer, example.kind)
