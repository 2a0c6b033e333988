"""Which sentences answer a question, with the words in them that do, and how likely it is; and which of them are quoted.

A network reads question and passage together and says where in it an answer stands; `index.reading.decision` turns that
and the other evidence into a probability. Without a network, sentences go by their words alone, and none is marked.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import pstdev
from typing import TypeAlias

from index.answer_metadata import Form, ReportCount
from index.language.text import detected_language
from index.models.span_model import SpanModel
from index.query.query import Kind, Query
from index.reading.article_analysis import Sentence, context_of
from index.reading.decision import ANSWERS_FROM, MARKS_FROM, MAY_ANSWER_FROM, Likelihood, decide, order_scores
from index.reading.evidence import MEANING, Candidate, Evidence, QuestionTerms, evidence_of
from index.records import Article, Hit, Quote, Span
from index.retrieval.query_variants import queries_per_article

PASSAGES_READ = 6
"""Passages, best first, that are read. More cost time and find little more: see index/training/README.md."""

_AROUND = ",;:،؛、，； \n\t"
_IN_BRACKETS = re.compile(r"^[(\[]([^()\[\]]*)[)\]]?$|^([^()\[\]]*)[)\]]$")
"""What stands around words and is no part of them; a bracket that is closed, or opened, elsewhere too."""

MOST_SENTENCES = 24
"""Sentences that are looked at closely: those where the network's answer is best, or the first."""

COMPARED = 8
"""Sentences, best by all other evidence, whose meaning is compared with the question's: more take time and change little."""

_LEAST_APART = 1e-3
"""Standard deviation of cosines that are told apart at all."""

BESIDE_THE_BEST = 0.9
"""A further quote needs at least this share of the best one's probability."""

Cosines: TypeAlias = Callable[[str, Sequence[Sentence]], Sequence[float]]
"""How near sentences are to a question in meaning, -1 to 1; none where that cannot be told."""

Copies: TypeAlias = Callable[[str], tuple[Article, ...]]
"""Of the article with an id, the others that carry the same report."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence that may answer.

    Attributes:
        highlight: the words in it that do; None: none singled out.
        probability: that it answers.
        in_list: that it belongs to a list of answers: what answers nearly as well is no rival then.
        of_words: that the words in `highlight` answer.
        told: that it tells them as a fact; the others are that much less.
    """

    article: Article
    sentence: Span
    highlight: Span | None
    probability: float
    in_list: float
    of_words: float
    told: float = 1.0

    @property
    def marked(self) -> Span | None:
        """The words to mark in it; None where they are not likely enough."""
        return self.highlight if self.of_words >= MARKS_FROM else None

    def marking(self, words: Span | None) -> "Reading":
        """It with other words in it, which are as sure as it is itself."""
        return replace(self, highlight=words, of_words=self.probability)

    def less_likely(self, share: float) -> "Reading":
        """It, with a share of its probabilities."""
        return replace(
            self, probability=share * self.probability, in_list=share * self.in_list, of_words=share * self.of_words
        )


class SentenceReader:
    """Reads the first hits.

    Args:
        model: the network; None to go by words alone.
        rarity: weight of a search term, larger for rarer ones, 0 to 1.
        cosines: by which sentences are compared with the question.
    """

    def __init__(
        self, model: SpanModel | None, rarity: Callable[[str], float], cosines: Cosines = lambda _, __: ()
    ) -> None:
        self._model = model
        self._rarity = rarity
        self._cosines = cosines

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        """Readings of the sentences of the first `PASSAGES_READ` hits, most probable first, each sentence once.

        Raises:
            ReaderError: the network fails.
        """
        found = self.evidence(query, hits)
        weighed = [evidence for _, evidence in found]
        in_list = self._decide(weighed, query.kind, several=True)
        alone = in_list if query.listing is not None else self._decide(weighed, query.kind, several=False)
        unmarked = query.kind in (Kind.EVENTS, Kind.YES_NO)
        readings = [
            Reading(
                one.view.article, one.view.span, None if unmarked else one.answer, likely.sentence, listed.sentence, likely.words,
                likely.told,
            )
            for (one, _), likely, listed in zip(found, alone, in_list, strict=True)
        ]  # fmt: skip
        return sorted(readings, key=lambda reading: -reading.probability)

    def _decide(self, weighed: Sequence[Evidence], kind: Kind, several: bool) -> list[Likelihood]:
        """The likelihood of each sentence; any on the events asked about answers, whether or not some words do."""
        found = decide(weighed, self._model is not None, several)
        by_words = decide(weighed, False, several) if kind is Kind.EVENTS else found
        return [max(pair) for pair in zip(found, by_words, strict=True)]

    def evidence(self, query: Query, hits: Sequence[Hit]) -> list[tuple[Candidate, Evidence]]:
        """Each sentence that is looked at closely, with the evidence for it.

        Raises:
            ReaderError: the network fails.
        """
        asked = QuestionTerms(query.text, self._rarity)
        found = [(one, evidence_of(query, asked, one)) for one in self._candidates(query, hits)]
        behind = self._behind_in_meaning(query, found)
        least = min(behind.values(), default=0.0)
        return [(one, {**evidence, MEANING: behind.get(at, least)}) for at, (one, evidence) in enumerate(found)]

    def _behind_in_meaning(self, query: Query, found: Sequence[tuple[Candidate, Evidence]]) -> dict[int, float]:
        """How far the best sentences, by their places in `found`, stay behind the nearest of them in meaning, 0 or less; nothing
        where they and the question are in one language, in which the network puts them in order as well."""
        scores = order_scores([evidence for _, evidence in found], self._model is not None)
        best = sorted(range(len(found)), key=lambda at: -scores[at])[:COMPARED]
        views = [found[at][0].view for at in best]
        spoken = {detected_language(query.text), *(view.article.language for view in views)} - {None}
        return dict(zip(best, _behind(self._cosines(query.text, views)), strict=False)) if len(spoken) > 1 else {}

    def _candidates(self, query: Query, hits: Sequence[Hit]) -> list[Candidate]:
        """The sentences that the first hits touch, each once, with what the network says of them; best first."""
        read = hits[:PASSAGES_READ]
        queries = queries_per_article(query, read)
        found: dict[tuple[str, int], Candidate] = {}
        for one in self._unread(queries, read) if self._model is None else self._read(self._model, queries, read):
            key = (one.view.article.id, one.view.span.start)
            if key not in found or one.margin > found[key].margin:
                found[key] = one
        return sorted(found.values(), key=lambda one: -one.margin)[:MOST_SENTENCES]

    def _read(self, model: SpanModel, queries: Sequence[Query], hits: Sequence[Hit]) -> list[Candidate]:
        inputs = [
            (query.text, hit.article.title or "", hit.article.cut(hit.span))
            for query, hit in zip(queries, hits, strict=True)
        ]
        found: list[Candidate] = []
        for query, hit, scores in zip(queries, hits, model.read(inputs), strict=True):
            best, context = scores.best(), context_of(hit.article)
            for span in context.sentences(hit.span):
                start, end = (max(0, at - hit.span.start) for at in (span.start, span.end))
                inside = scores.best(Span(start, end)) if start < end else None
                if inside is None or best is None:
                    continue
                answer, margin = inside
                factual = scores.factual_in(answer)
                answer = Span(answer.start + hit.span.start, answer.end + hit.span.start)
                answer = _whole_words(hit.article.text, answer, span)
                view = context.view(span)
                found.append(Candidate(query, view, hit, answer, margin, best[1] - margin, scores.answers, factual))
        return found

    def _unread(self, queries: Sequence[Query], hits: Sequence[Hit]) -> list[Candidate]:
        return [
            Candidate(query, context_of(hit.article).view(span), hit)
            for query, hit in zip(queries, hits, strict=True)
            for span in context_of(hit.article).sentences(hit.span)
        ]


def _behind(cosines: Sequence[float]) -> list[float]:
    """How far each stays behind the largest, in standard deviations of them all: those of some models lie close together."""
    apart = max(pstdev(cosines), _LEAST_APART) if cosines else 1.0
    return [(one - max(cosines)) / apart for one in cosines]


def _whole_words(text: str, answer: Span, within: Span) -> Span:
    """The answer with the rest of a word or a figure that it begins or ends in, as far as `within` reaches, and without
    the commas and brackets around it."""
    start, end = answer.start, answer.end
    while end < within.end and _goes_on(text, end):
        end += 1
    while start > within.start and _goes_on(text, start):
        start -= 1
    written = text[start:end]
    bare = (_IN_BRACKETS.sub(r"\1\2", written.strip(_AROUND))).strip(_AROUND)
    start += written.find(bare)
    return Span(start, start + len(bare)) if bare else answer


def _goes_on(text: str, at: int) -> bool:
    """Whether the characters on both sides of `at` are of one word, or of one figure such as 6.4 or 1,200."""
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after) or (_in_word(before) and _in_word(after)):
        return True
    if after in ".," and before.isdigit():
        return text[at + 1 : at + 2].isdigit()
    return before in ".," and after.isdigit() and text[at - 2 : at - 1].isdigit()


def _in_word(character: str) -> bool:
    return character.isalnum() or bool(unicodedata.combining(character))


@dataclass(frozen=True, slots=True)
class Selection:
    """Quotes with what they are to each other, as in an Answer."""

    quotes: tuple[Quote, ...]
    form: Form = Form.QUOTES
    tally: ReportCount | None = None


def quotes_of(readings: Sequence[Reading], limit: int) -> tuple[Quote, ...]:
    """At most `limit` quotes, best first; none when no reading is likely enough."""
    chosen: list[Quote] = []
    for reading in readings:
        floor = max(ANSWERS_FROM, BESIDE_THE_BEST * readings[0].probability)
        if reading.probability < floor or len(chosen) == limit:
            break
        quote = Quote(reading.article, reading.sentence, reading.marked, reading.probability)
        if not any(_repeats(quote, other) for other in chosen):
            chosen.append(quote)
    return tuple(chosen)


def best_quotes(readings: Sequence[Reading], limit: int, copies: Copies) -> tuple[Quote, ...]:
    """`quotes_of` the readings, each with who else carries its report."""
    return tuple(replace(quote, copies=copies(quote.article.id)) for quote in quotes_of(readings, limit))


def may_answer(readings: Sequence[Reading]) -> bool:
    """Whether the first of the readings, which come most probable first, may answer."""
    return bool(readings) and readings[0].probability >= MAY_ANSWER_FROM


def nearest_of(readings: Sequence[Reading], limit: int) -> tuple[Quote, ...]:
    """The sentences closest to the question, with nothing marked in them, since they do not answer it.

    What is planned or denied is as close as a fact; but the one that may answer comes first.
    """
    chosen: list[Quote] = []
    closest = readings if may_answer(readings) else sorted(readings, key=lambda one: -one.probability / one.told)
    for reading in closest:
        quote = Quote(reading.article, reading.sentence, None, reading.probability)
        if len(chosen) < limit and not any(_repeats(quote, other) for other in chosen):
            chosen.append(quote)
    return tuple(chosen)


def _repeats(quote: Quote, other: Quote) -> bool:
    """Whether two quotes overlap, or say the same words."""
    same_place = quote.article.id == other.article.id and quote.span.overlaps(other.span)
    return same_place or quote.text.split() == other.text.split()
