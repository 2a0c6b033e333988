import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.building.passages import split_passages
from index.language.text import sentences, terms
from index.query.parser import understand
from index.reading.sentence_reader import MOST_SENTENCES, Reading, SentenceReader
from index.records import Article, Hit, Span
from tests.index import strategies
from tests.index.fakes import FURNITURE, HashEmbedder, laid_out, long_article
from tests.index.strategies import quick

EMBEDDER = HashEmbedder()


def hits(*articles: Article) -> list[Hit]:
    found = [(a, p.span) for a in articles for p in split_passages(a, EMBEDDER.count_tokens, 256)]
    return [Hit(row, article, span, 1.0 - 0.01 * row) for row, (article, span) in enumerate(found)]


def read(question: str, found: list[Hit]) -> list[Reading]:
    names = {word.lower() for hit in found for word in hit.article.text.split() if word[:1].isupper()}
    seen = Counter(term for hit in found for term in terms(hit.article.cut(hit.span)))
    return SentenceReader(lambda term: 1 / (1 + seen[term])).read(understand(question, names.__contains__), found)


LONG = long_article()
RAID = laid_out(
    "raid",
    [
        ("title", "Forty killed in raid"),
        ("body", "Warplanes bombed the province, Ahmad Hilal said. A hospital was hit in Maarat, where at least five people were killed."),
        (FURNITURE, "Read more: 99 people killed elsewhere"),
        ("body", "In Idlib city, a five-storey building was levelled and at least 15 people died on Saturday."),
    ],
    title="Forty killed in raid",
)  # fmt: skip


def test_readings_are_whole_sentences_each_once() -> None:
    whole = {s for p in LONG.paragraphs for s in sentences(LONG.text, p.span)}
    found = [one.sentence for one in read("how many people fled Jebrine?", hits(LONG))]
    assert set(found) <= whole
    assert len(found) == len(set(found)) == MOST_SENTENCES


def test_readings_come_most_probable_first() -> None:
    probabilities = [one.probability for one in read("how many people fled Jebrine?", hits(LONG))]
    assert probabilities == sorted(probabilities, reverse=True)


@pytest.mark.parametrize("day", [0, 17, 39])
def test_the_marked_words_have_their_place_in_the_article(day: int) -> None:
    found = [
        one
        for one in read(
            f"how many people fled on day {day}?",
            [hit for hit in hits(LONG) if f"On day {day}," in LONG.cut(hit.span)],
        )
        if LONG.cut(one.sentence).startswith(f"On day {day},")
    ]
    assert [one.highlight and LONG.cut(one.highlight) for one in found] == [f"{day + 100} people"]


def test_each_sentence_has_the_figure_of_its_own() -> None:
    found = {
        RAID.cut(one.sentence)[:10]: one.highlight and RAID.cut(one.highlight)
        for one in read("how many people died in Idlib?", hits(RAID))
    }
    assert found == {"Warplanes ": None, "A hospital": "at least five people", "In Idlib c": "at least 15 people"}


def test_a_name_that_the_question_has_is_not_its_answer() -> None:
    found = read("Who is Ahmad Hilal?", hits(RAID))
    assert all(one.highlight is None or "Hilal" not in RAID.cut(one.highlight) for one in found)


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("Who said that warplanes bombed it?", "Ahmad Hilal"),
        ("When was the building levelled?", "on Saturday"),
        ("Where was the hospital hit?", "Maarat"),
    ],
)
def test_words_of_the_kind_asked_for_are_marked(question: str, marked: str) -> None:
    assert marked in [one.highlight and RAID.cut(one.highlight) for one in read(question, hits(RAID))]


def test_nothing_is_marked_when_no_form_is_asked_for() -> None:
    assert all(one.highlight is None for one in read("What happened in Idlib?", hits(RAID)))


def test_a_title_is_never_read() -> None:
    assert not any("Forty" in RAID.cut(one.sentence) for one in read("how many were killed in the raid?", hits(RAID)))


def test_furniture_is_never_read_though_a_passage_reaches_over_it() -> None:
    whole = Hit(0, RAID, Span(0, len(RAID.text)), 1.0)
    assert not any("99 people" in RAID.cut(one.sentence) for one in read("how many were killed elsewhere?", [whole]))


def test_the_sentence_with_the_words_of_the_question_comes_first() -> None:
    first = read("how many people were killed in the hospital in Maarat?", hits(RAID))[0]
    assert RAID.cut(first.sentence).startswith("A hospital was hit")


def test_a_sentence_far_down_a_long_article_is_still_read() -> None:
    found = read("was the road numbered R39 closed?", hits(LONG))
    assert any("R39" in LONG.cut(one.sentence) for one in found)


def test_no_hits_give_no_readings() -> None:
    assert read("how many died?", []) == []


def test_reading_again_gives_the_same() -> None:
    assert read("how many fled Jebrine?", hits(LONG)) == read("how many fled Jebrine?", hits(LONG))


@pytest.mark.parametrize("question", ["what", "", "?", "🚀", "the of and", '<b>&"', "x" * 4000])
def test_an_odd_question_is_read_all_the_same(question: str) -> None:
    assert all(math.isfinite(one.probability) for one in read(question, hits(RAID)))


@pytest.mark.parametrize("question", ["who?", "when", "where?", "كم"])
def test_a_question_of_one_asking_word_is_read_all_the_same(question: str) -> None:
    assert all(math.isfinite(one.probability) for one in read(question, hits(RAID)))


@quick
@given(st.lists(strategies.articles(), max_size=2, unique_by=lambda a: a.id), strategies.texts(max_pieces=6))
def test_any_article_is_read_for_any_question(found: list[Article], question: str) -> None:
    for one in read(f"{question} killed", hits(*found)):
        assert 0 <= one.probability <= 1
        assert one.article.cut(one.sentence).strip() == one.article.cut(one.sentence)
        assert one.highlight is None or one.highlight.within(one.sentence)
