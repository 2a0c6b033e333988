"""What speaks for a sentence as the answer to a question, as numbers that mean the same in every language."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index.language.figures import figures_in
from index.language.text import terms
from index.query.query import Kind, Query
from index.reading.article_analysis import Sentence, context_of, phrases_of
from index.records import Hit, Span

Evidence = Mapping[str, float]

OF_SENTENCES = (
    "margin", "answers", "behind", "retrieval", "words", "words of article", "nearness", "form", "repeats", "other deed",
    "late", "meaning",
)  # fmt: skip
"""Evidence by which the sentences of one question are put in order, see `evidence_of`."""

OF_QUESTIONS = ("lead", "dated", "missing", *Kind)
"""Evidence that is the same for all sentences of a question, but for the lead of each over the others."""

MEANING = "meaning"
"""Name of how far a sentence under its title stays behind the nearest one in its cosine to the question, in standard
deviations, 0 or less: told by `index.reading.sentence_reader`, which compares the best where languages differ."""

FACTUAL = "factual"
"""Name of the log-probability that a sentence tells its answer as a fact: see `index.reading.decision`."""

FACTUAL_SLOPE, FACTUAL_OFFSET = 0.949, 1.842
"""By which the network's logit becomes that of a probability, where one answer in ten is no fact:
`index.training.factuality` prints them."""

_MARGINS, _ANSWERS = (-12.0, 8.0), (-4.0, 4.0)
"""Between which the network's logits say more or less of one thing."""

_WORDED = ("en", "ar", None)
"""Languages of articles whose words for numbers and times are known; in others a mark without a digit tells nothing."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with what the network said of it.

    Attributes:
        query: the question as it was asked of the article.
        view: the sentence.
        hit: the passage that it is in.
        answer: the words in it that answer best; None where no network read it.
        margin: how far they beat "no answer", a logit.
        behind: how far they stay behind the best words of the passage.
        answers: logit that the passage answers.
        factual: logit that the passage tells as a fact that these words answer.
    """

    query: Query
    view: Sentence
    hit: Hit
    answer: Span | None = None
    margin: float = 0.0
    behind: float = 0.0
    answers: float = 0.0
    factual: float = math.inf


class QuestionTerms:
    """The search terms of a question, each with its weight.

    Those that no article has, as all of another language, a greeting and what is misspelt, have none.

    Args:
        text: the question as the person wrote it.
        rarity: weight of a search term, larger for rarer ones, 0 to 1; 1 for one that no passage has.
    """

    def __init__(self, text: str, rarity: Callable[[str], float]) -> None:
        weights = {term: rarity(term) for term in terms(text)}
        self._weights = {term: weight if weight < 1 else 0.0 for term, weight in weights.items()}
        self._sum = sum(self._weights.values()) or 1.0

    def share(self, among: frozenset[str]) -> float:
        """The share of the question that `among` has, rarer terms counting more."""
        return sum(weight for term, weight in self._weights.items() if term in among) / self._sum

    def repeated(self, words: str) -> float:
        """The share of the terms of `words` that the question has itself; 1 where there are none."""
        said = set(terms(words))
        return len(said & self._weights.keys()) / len(said) if said else 1.0


def evidence_of(query: Query, asked: QuestionTerms, one: Candidate) -> dict[str, float]:
    """The evidence for a sentence.

    "margin", "answers" and "behind" are what the network says; "retrieval" and "nearness" what retrieval does;
    "words" and "words of article" the share of the question's words there; "form" whether the marked words have
    the form of what is asked for (1) or not (-1), 0 where forms say nothing; "repeats" the share of them that the
    question has; "other deed" whether the sentence tells of deeds, but of none that the question asks of; "late" how far down the
    article it stands; "factual" how likely it tells the marked words as a fact, where that is asked for, a logarithm.
    """
    article, view = one.view.article, one.view
    words = "" if one.answer is None else article.cut(one.answer)
    told = set(view.tokens.deeds) - {None}
    found = {
        "margin": _within(one.margin, _MARGINS),
        "answers": _within(one.answers, _ANSWERS),
        "behind": one.behind,
        "retrieval": one.hit.score,
        "words": asked.share(view.stems),
        "words of article": asked.share(context_of(article).stems),
        "nearness": one.hit.nearness,
        "form": 0.0 if one.answer is None else _form(query.kind, view, one.answer, words),
        "repeats": asked.repeated(words),
        "other deed": float(bool(query.deeds and told) and not query.deeds & told),
        "late": view.span.start / max(1, len(article.text)),
        MEANING: 0.0,
        "dated": float(query.period is not None),
        "missing": float(min(2, len(query.missing))),
        FACTUAL: 0.0 if query.kind in (Kind.EVENTS, Kind.YES_NO) else log_factual(one.factual),
    }
    return found | {kind: float(query.kind is kind) for kind in Kind}


def log_factual(factual: float) -> float:
    """The logarithm of the probability that words are told as a fact, from the network's logit."""
    logit = max(-50.0, FACTUAL_SLOPE * factual + FACTUAL_OFFSET)
    return -math.log1p(math.exp(-logit))


def _within(value: float, ends: tuple[float, float]) -> float:
    return max(ends[0], min(ends[1], value))


def _form(kind: Kind, view: Sentence, answer: Span, words: str) -> float:
    """Whether words have the form of what is asked for: a figure, a time, a name."""
    has_digit = any(character.isdigit() for character in words)
    known = view.article.language in _WORDED
    if kind is Kind.COUNT:
        return 1.0 if has_digit or next(figures_in(words, Span(0, len(words))), None) else -1.0 * known
    if kind is Kind.TIME:
        start, end = answer.start - view.span.start, answer.end - view.span.start
        has_time = any(one.start < end and start < one.end for one in phrases_of(view.article, view.span))
        return 1.0 if has_time or has_digit else -1.0 * known
    if kind in (Kind.PERSON, Kind.PLACE) and words.upper() != words.lower() and view.text.upper() != view.text:
        return 1.0 if _is_capitalised(words) else -1.0
    return 0.0


def _is_capitalised(words: str) -> bool:
    """Whether most words begin with a capital."""
    written = [word for word in words.split() if word[0].isalpha()]
    return bool(written) and 2 * sum(word[0].isupper() for word in written) >= len(written)
