"""The order in which the examples are learned from."""

import random
from pathlib import Path

from index.language.text import sentences
from index.records import Span
from index.training.examples import SQUAD_SHIFTS, Example, load, neighbours
from index.training.incidents import Reporter
from index.training.real import real_examples

FIRST = 2 * 1024
"""Examples of the sets alone, a whole number of chunks, before those of made-up incident reports are mixed in."""
OTHERS_KEPT = 0.45
"""Share of the examples after the first that is kept where they are not of the encyclopaedia."""
MADE = 5_500


def in_order(real: list[Example], made: list[Example], seed: int) -> list[Example]:
    """The first real examples as they are, then the others, mixed with those made up; examples are encodable ones."""
    rng = random.Random(f"{seed} phases")
    kept = [e for e in real[FIRST:] if e.kind.startswith(SQUAD_SHIFTS[0]) or rng.random() < OTHERS_KEPT]
    mixed = kept + made
    rng.shuffle(mixed)
    return real[:FIRST] + mixed


def real_and_made(data: Path, seed: int) -> tuple[list[Example], list[Example]]:
    """The examples of the sets and those of made-up reports; the same seed gives the same lists."""
    between = [s for article in neighbours(data).values() for s in article]
    texts = sorted({asked.text for asked in load(data, SQUAD_SHIFTS[0])})
    between += [text[s.start : s.end] for text in texts[:800] for s in sentences(text, Span(0, len(text)), "en")]
    return real_examples(data, seed), Reporter(between).examples(random.Random(f"{seed} incidents"), MADE)
