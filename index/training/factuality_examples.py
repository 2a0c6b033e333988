"""Examples of what a text tells as a fact and of what it does not: planned, wanted, denied, feared, not happened.

From four sources. Sets of English questions on one sentence each say, by how they are asked, whether it tells a fact
("Who might be released?"): such a question, asked again as if it had happened ("Who was released?"), is answered by no
fact there (QA-SRL, FitzGerald et al., 2018; QANom; QAMR). Answers to people's questions in all languages are facts.
Frames, and pairs of passages, in fifteen languages say the same as a fact and not.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from index.records import Span
from index.training.corpora import Asked, held_questions, neighbours, read, surroundings
from index.training.example_mix import PARALLEL, SHARES
from index.training.examples import in_company, windowed
from index.training.factuality_frames import Frames, Told
from index.training.factuality_pairs import pairs
from index.training.question_tense import NEGATED, as_happened

_ROLES = ("qasrl_gs_wikinews", "qanom")
_NATURAL = {
    "qamr_wikinews": 1200, "squadshifts_reddit": 250, "tweetqa": 250, "squadshifts_new_wiki": 200, "squad2_human": 100,
    "mlqa_dev_en": 50, "tydiqa_en": 50,
}  # fmt: skip
"""Questions on what may be that are taken of each set, at most."""
_REAL = 120
"""Answerable questions that are taken of each of the other sets."""
_FACTS_FOR_EACH = 2.2
"""Questions on facts for each on what may be, of one set."""


class FactualityExamples:
    """Makes the examples from the sets in `folder`, the same ones for the same seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._rng = random.Random(seed)
        articles = neighbours(folder).values()
        self._surroundings = surroundings(articles)
        self._sentences = [one for article in articles for one in article if 40 <= len(one) <= 240]

    def all(self) -> list[Told]:
        """All of them."""
        made = [one for name in _ROLES for one in self._of_asked(name, None)]
        made += [one for name, most in _NATURAL.items() for one in self._of_asked(name, most)]
        made += self._of_people()
        return [*made, *Frames(self._folder, self._rng).all(), *pairs(self._rng)]

    def _of_asked(self, name: str, most: int | None) -> Iterator[Told]:
        """Questions of a set on what may be, as they are and as if it had happened, and some on facts."""
        corpus = read(self._folder, name)
        for asked, kept in ((corpus.learned, False), (corpus.kept, True)):
            facts, possible = list[Asked](), list[tuple[Asked, str]]()
            for one in self._shuffled(asked):
                # QANom asks with "might" for what its noun leaves unsaid, fact or not.
                if one.answer is None or (name == "qanom" and "might" in one.question.lower().split()):
                    continue
                happened = as_happened(one.question, free=most is not None)
                if happened is not None and happened[1]:
                    facts.append(one)
                elif happened is not None and (most is None or len(possible) < most):
                    possible.append((one, happened[0]))
            for one, question in possible:
                yield from self._told(replace(one, question=question), False, f"{name}/not told", kept)
                if not set(one.question.lower().split()) & NEGATED and self._rng.random() < 0.8:
                    yield from self._told(one, True, f"{name}/asked as it is told", kept)
            for one in facts[: int(_FACTS_FOR_EACH * len(possible))]:
                yield from self._told(one, True, f"{name}/told", kept)

    def _of_people(self) -> Iterator[Told]:
        """Answers to people's questions in every language: facts."""
        held = held_questions(self._folder, PARALLEL)
        for name in SHARES:
            if name not in (*_ROLES, *_NATURAL):
                corpus = read(self._folder, name, held if name in PARALLEL else None)
                for asked, kept, most in ((corpus.learned, False, _REAL), (corpus.kept, True, _REAL // 5)):
                    for one in self._shuffled([one for one in asked if one.answer is not None])[:most]:
                        yield from self._told(one, True, f"{name}/answer", kept)

    def _told(self, asked: Asked, factual: bool, kind: str, kept: bool) -> Iterator[Told]:
        """An example of a question, its text in context or cut to a window."""
        if asked.answer is None:
            return
        if asked.text in self._surroundings or kind.startswith(_ROLES):
            text, answer = self._beside_others(asked.text, asked.answer)
            yield Told(asked.question, "", text, answer, factual, kind, kept)
        elif (cut := windowed(self._rng, asked.text, asked.answer, asked.language)) is not None:
            title = asked.title if self._rng.random() < 0.6 else ""
            yield Told(asked.question, title, *cut, factual, kind, kept)

    def _beside_others(self, text: str, answer: Span) -> tuple[str, Span]:
        """A lone sentence, or one beside those that stand beside it, or beside others."""
        if self._rng.random() < 0.4:
            return text, answer
        drawn = (self._rng.choices(self._sentences, k=2), self._rng.choices(self._sentences, k=2))
        before, after = self._surroundings.get(text, drawn)
        return in_company(self._rng, before, text, after, answer)

    def _shuffled(self, asked: list[Asked]) -> list[Asked]:
        return self._rng.sample(asked, len(asked))
