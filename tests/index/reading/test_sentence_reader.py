import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.building.passages import split_passages
from index.language.sentences import sentences
from index.models.span_model import ReaderInput, SpanScores
from index.query.parser import of_kind, understand
from index.query.query import Kind
from index.reading.article_analysis import Sentence
from index.reading.evidence import MEANING
from index.reading.sentence_reader import (
    COMPARED,
    MOST_SENTENCES,
    PASSAGES_READ,
    Reading,
    SentenceReader,
    _whole_words,
)
from index.records import Article, Hit, Span
from tests.index import strategies
from tests.index.fakes import FURNITURE, FirstWordModel, laid_out, long_article
from tests.index.strategies import quick

LONG = long_article()
RAID = laid_out(
    "raid",
    [
        ("body", "Warplanes bombed Idlib yesterday. A witness spoke of Marhad and of the dead."),
        (FURNITURE, "Warplanes bombed elsewhere too"),
    ],
    title="Raid",
)


def hits(article: Article) -> list[Hit]:
    found = split_passages(article, lambda text: len(text.split()), 256)
    return [Hit(row, article, passage, 1.0 - 0.01 * row) for row, passage in enumerate(found)]


def read(question: str, found: list[Hit], model: FirstWordModel | None = None) -> list[Reading]:
    return SentenceReader(model or FirstWordModel(), lambda _: 0.5).read(understand(question), found)


def test_the_span_of_the_network_is_marked_in_its_sentence() -> None:
    best = read("What was bombed?", hits(RAID))[0]
    assert RAID.cut(best.sentence) == "Warplanes bombed Idlib yesterday."
    assert best.highlight is not None
    assert RAID.cut(best.highlight) == "Idlib"


def test_a_question_on_events_marks_nothing() -> None:
    assert read("what happened in Idlib?", hits(RAID))[0].highlight is None


def test_whether_something_is_so_is_settled_by_a_sentence_and_no_words_of_it() -> None:
    question = of_kind(understand("Was Idlib bombed?"), Kind.YES_NO, None)
    best = SentenceReader(FirstWordModel(), lambda _: 0.5).read(question, hits(RAID))[0]
    assert (RAID.cut(best.sentence), best.highlight) == ("Warplanes bombed Idlib yesterday.", None)


@pytest.mark.parametrize("kind", list(Kind))
def test_of_the_evidence_for_the_kind_of_a_question_one_is_there(kind: Kind) -> None:
    question = of_kind(understand("Was Idlib bombed?"), kind, None)
    (_, evidence), *_ = SentenceReader(FirstWordModel(), lambda _: 0.5).evidence(question, hits(RAID))
    assert [name for name in Kind if evidence[name]] == [kind]


class PlansModel(FirstWordModel):
    """Tells as a fact all but what a passage of plans says."""

    def read(self, asked: Sequence[ReaderInput]) -> list[SpanScores]:
        found = super().read(asked)
        told = (-9.0 if "plans" in text else 9.0 for _, _, text in asked)
        return [replace(one, factual=np.full(len(one.start), logit)) for one, logit in zip(found, told, strict=True)]


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.EVENTS, Kind.YES_NO])
def test_a_plan_answers_what_happened_less_than_a_fact_but_settles_whether(kind: Kind) -> None:
    question = of_kind(understand("Was Idlib bombed?"), kind, None)
    plan = laid_out("plan", [("body", "The army plans to see Idlib bombed again.")])
    (as_plan,), (as_fact,) = (
        SentenceReader(model, lambda _: 0.5).read(question, hits(plan)) for model in (PlansModel(), FirstWordModel())
    )
    assert (as_plan.probability < 0.1 * as_fact.probability) == (kind is Kind.COUNT)


FRENCH = replace(LONG, language="fr")


def test_the_best_sentences_are_compared_with_a_question_in_another_language_and_the_others_stay_behind() -> None:
    compared: list[str] = []

    def cosines(question: str, sentences: Sequence[Sentence]) -> list[float]:
        assert question == "how many people fled Jebrine?"
        compared.extend(one.text for one in sentences)
        return [0.1 * number for number in range(len(sentences))]

    reader = SentenceReader(FirstWordModel(), lambda _: 0.5, cosines)
    found = reader.evidence(understand("how many people fled Jebrine?"), hits(FRENCH))
    behind, apart = {one.view.text: evidence[MEANING] for one, evidence in found}, float(np.std(range(COMPARED)))
    assert len(compared) == COMPARED < len(found)
    assert [behind[text] for text in compared] == pytest.approx([(n + 1 - COMPARED) / apart for n in range(COMPARED)])
    assert {one for text, one in behind.items() if text not in compared} == {min(behind.values())}


@pytest.mark.parametrize("article", [LONG, replace(LONG, language="en"), FRENCH])
def test_sentences_in_the_language_of_the_question_or_without_vectors_are_not_compared(article: Article) -> None:
    def fails(question: str, sentences: Sequence[Sentence]) -> list[float]:
        raise AssertionError(question)

    reader = SentenceReader(FirstWordModel(), lambda _: 0.5, *(() if article is FRENCH else (fails,)))
    found = reader.evidence(understand("how many people fled from the town of Jebrine?"), hits(article))
    assert {evidence[MEANING] for _, evidence in found} == {0.0}


def test_only_the_first_hits_are_read_each_with_its_title() -> None:
    model = FirstWordModel()
    read("how many people fled Jebrine?", hits(LONG), model)
    question = "how many people fled Jebrine?"
    assert model.asked == [(question, LONG.title, LONG.cut(hit.span)) for hit in hits(LONG)[:PASSAGES_READ]]


def test_readings_are_whole_sentences_each_once_most_probable_first() -> None:
    found = read("how many people fled Jebrine?", hits(LONG))
    whole = {s for p in LONG.paragraphs for s in sentences(LONG.text, p.span)}
    assert {one.sentence for one in found} <= whole
    assert len({one.sentence for one in found}) == len(found) <= MOST_SENTENCES
    assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)


def test_no_hits_have_no_readings() -> None:
    assert read("how many people fled?", []) == []


def test_of_articles_of_the_day_asked_about_the_question_is_asked_without_its_date() -> None:
    day, other = (replace(RAID, id=name, published=published) for name, published in (("day", "2018-02-06"), ("other", "2017-02-06")))  # fmt: skip
    model = FirstWordModel()
    found = read("What was bombed on 5 February 2018?", [*hits(day), *hits(other), *hits(RAID)], model)
    assert [question for question, _, _ in model.asked] == [
        "What was bombed?",
        "What was bombed on 5 February 2018?",
        "What was bombed on 5 February 2018?",
    ]
    assert {one.article.id for one in found} == {"day", "other", "raid"}


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("A quake of 6.4 hit.", (11, 12), "6.4"),
        ("A quake of 6.4 hit.", (13, 14), "6.4"),
        ("Some 1,200 fled.", (5, 6), "1,200"),
        ("In 2018, 15 died.", (3, 7), "2018"),
        ("Jose\u0301 Nin\u0303o\u0301 said so.", (6, 10), "Nin\u0303o\u0301"),
        ("It was 15.", (7, 9), "15"),
    ],
)
def test_an_answer_never_ends_in_a_word_or_a_figure(text: str, span: tuple[int, int], whole: str) -> None:
    found = _whole_words(text, Span(*span), Span(0, len(text)))
    assert text[found.start : found.end] == whole


def test_an_answer_is_not_widened_past_its_sentence() -> None:
    assert _whole_words("abcdef", Span(2, 3), Span(1, 5)) == Span(1, 5)


def test_without_a_network_sentences_go_by_their_words_and_none_is_marked() -> None:
    found = SentenceReader(None, lambda _: 0.5).read(understand("What was bombed in Idlib?"), hits(RAID))
    assert RAID.cut(found[0].sentence) == "Warplanes bombed Idlib yesterday."
    assert {one.highlight for one in found} == {None}


def test_a_sentence_that_two_hits_touch_comes_once() -> None:
    whole = Hit(0, RAID, RAID.paragraphs[0].span, 1.0)
    found = read("What was bombed?", [whole, replace(whole, row=1)])
    assert sorted(one.sentence for one in found) == sentences(RAID.text, RAID.paragraphs[0].span)


def test_furniture_and_titles_are_never_read_though_a_passage_reaches_over_them() -> None:
    found = read("What was bombed?", [Hit(0, RAID, Span(0, len(RAID.text)), 1.0)])
    assert all("elsewhere" not in RAID.cut(one.sentence) for one in found)


@pytest.mark.parametrize("question", ["what", "", "?", "🚀", "the of and", '<b>&"', "who?", "كم", "\x00" * 9])
def test_an_odd_question_is_read_all_the_same(question: str) -> None:
    assert all(math.isfinite(one.probability) for one in read(question, hits(RAID)))


@quick
@given(st.lists(strategies.articles(), max_size=2, unique_by=lambda a: a.id), strategies.texts(max_pieces=6))
def test_any_article_is_read_for_any_question(found: list[Article], question: str) -> None:
    for one in read(f"{question} killed", [hit for article in found for hit in hits(article)]):
        assert 0 <= one.probability <= 1
        assert one.article.cut(one.sentence).strip() == one.article.cut(one.sentence)
        assert one.highlight is None or one.highlight.within(one.sentence)
