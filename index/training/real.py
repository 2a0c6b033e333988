"""Training examples made from the question-answer sets, answerable or not, in a seeded order."""

import random
from collections.abc import Callable
from pathlib import Path

from index.records import Span
from index.training.examples import (
    NEWS_SENTENCES,
    SQUAD_SHIFTS,
    TWEETS,
    Asked,
    Example,
    load,
    neighbours,
    says,
    windowed,
)
from index.training.negatives import Negatives

# Answerable examples taken of each set, and unanswerable ones made for each of them: encyclopaedia first, for its
# questions are the nearest to those that people ask of news.
SHARES = {
    SQUAD_SHIFTS[0]: (8000, 0.75),
    SQUAD_SHIFTS[1]: (5000, 0.55),
    SQUAD_SHIFTS[2]: (3500, 0.55),
    TWEETS: (3500, 0.30),
    NEWS_SENTENCES: (5000, 0.50),
}
_TITLED = 0.6


def real_examples(folder: Path, seed: int) -> list[Example]:
    """Examples of every set in `folder`, shuffled together; the same seed gives the same list."""
    made: list[Example] = []
    for name, (most, share) in SHARES.items():
        rng = random.Random(f"{seed} {name}")
        asked = load(folder, name)
        rng.shuffle(asked)
        chosen = asked[:most]
        if name == NEWS_SENTENCES:
            made += _of_news(rng, chosen, neighbours(folder), share)
            continue
        negatives = Negatives(asked)
        for one in chosen:
            cut = windowed(rng, one.text, one.answer)
            if cut is not None:
                made.append(Example(one.question, one.title, cut[0], cut[1], f"{name}/answer"))
            if rng.random() < share:
                example = _unanswerable(rng, one, negatives)
                if example is not None:
                    made.append(example)
    rng = random.Random(seed)
    rng.shuffle(made)
    return [_titled(rng, example) for example in made]


def _unanswerable(rng: random.Random, asked: Asked, negatives: Negatives) -> Example | None:
    ways: list[Callable[[random.Random, Asked], Example | None]] = [negatives.swapped] * 5
    ways += [negatives.near_miss] * 3 + [negatives.without_sentence] * 3
    return rng.choice(ways)(rng, asked) or negatives.near_miss(rng, asked)


def _of_news(rng: random.Random, chosen: list[Asked], articles: dict[str, list[str]], share: float) -> list[Example]:
    """News sentences put back beside their neighbours; without the sentence asked about there is no answer."""
    made = []
    negatives = Negatives(chosen)
    for one in chosen:
        others = articles[one.title]
        at = others.index(one.text)
        first = max(0, at - rng.randint(0, 3))
        before, after = others[first:at], others[at + 1 : at + 1 + rng.randint(0, 3)]
        head = " ".join([*before, ""])
        text = " ".join([head + one.text, *after])
        answer = Span(len(head) + one.answer.start, len(head) + one.answer.end)
        made.append(Example(one.question, "", text, answer, f"{one.source}/answer"))
        if rng.random() >= share:
            continue
        left = " ".join(others[max(0, at - 3) : at] + others[at + 1 : at + 4])
        if rng.random() < 0.5 and left and not says(left, one.wordings):
            made.append(Example(one.question, "", left, None, f"{one.source}/without"))
        else:
            swapped = negatives.swapped(rng, Asked(one.question, "", text, answer, one.wordings, one.source))
            if swapped is not None:
                made.append(swapped)
    return made


def _titled(rng: random.Random, example: Example) -> Example:
    """The example with its title shown or not: some articles have none."""
    shown = example.title if rng.random() < _TITLED else ""
    return Example(example.question, shown, example.text, example.answer, example.kind)
