import gc
import tracemalloc
from dataclasses import replace

import pytest

from index.archive import answer_cache
from index.archive.answer_cache import AnswerCache, answer_bytes
from index.records import EVERYTHING, Answer, Article, Filters, Paragraph, Quote, Span

ANSWER = Answer("", (), (), (), None, 0.0)


def quoted(number: int, size: int, quotes: int = 1) -> Answer:
    """An answer over an article of `size` characters that no other answer has."""
    line = f"{number} people died there on Monday.\n"
    text = line * (size // len(line))
    spans = [Span(at, at + len(line) - 1) for at in range(0, len(text), len(line))]
    article = Article(str(number), text, tuple(Paragraph(span) for span in spans))
    return replace(ANSWER, quotes=tuple(Quote(article, span, None, 1.0) for span in spans[:quotes]))


def test_answers_stay_within_their_bytes_and_the_last_asked_for_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_cache, "CACHE_BYTES", 1_000_000)
    kept = AnswerCache()
    key = kept.key("how many died?", 3, EVERYTHING, literal=False, period=None)
    kept.put(key, quoted(0, 3_000))
    others = [kept.key(f"who {number}?", 3, EVERYTHING, literal=False, period=None) for number in range(100)]
    for number, other in enumerate(others):
        kept.put(other, quoted(number, 30_000))
        assert kept.get(key) is not None
    held = [answer for other in others if (answer := kept.get(other)) is not None]
    assert 2 < len(held) < 20
    assert sum(map(answer_bytes, held)) <= answer_cache.CACHE_BYTES
    assert held[-1].quotes[0].article.id == "99"


def test_filters_that_name_many_articles_count_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_cache, "CACHE_BYTES", 100_000)
    kept = AnswerCache()
    few, many = (Filters(articles=frozenset(str(n) * 16 for n in range(size))) for size in (10, 10_000))
    for filters, stays in ((few, True), (many, False)):
        key = kept.key("who?", 3, filters, literal=False, period=None)
        kept.put(key, ANSWER)
        assert (kept.get(key) is not None) == stays


def test_white_space_makes_no_other_question_but_a_word_does() -> None:
    keys = {
        asked: AnswerCache.key(asked, 3, EVERYTHING, literal=False, period=None)
        for asked in ("how many died?", "  how\nmany \u00a0died? ", "how many fled?")
    }
    assert len(set(keys.values())) == 2
    assert keys["how many died?"] != keys["how many fled?"]


def test_articles_that_carry_the_same_report_count_as_well() -> None:
    alone = quoted(1, 2_000)
    copies = tuple(quoted(number, 50_000).quotes[0].article for number in (2, 3))
    once = replace(alone, quotes=tuple(replace(quote, copies=copies) for quote in alone.quotes))
    assert answer_bytes(once) - answer_bytes(alone) > 100_000
    assert answer_bytes(replace(once, quotes=once.quotes * 2)) - answer_bytes(once) < 10_000


@pytest.mark.parametrize(("size", "quotes"), [(2_000, 1), (2_000, 20), (200_000, 3)])
def test_an_answer_takes_no_more_than_it_weighs(size: int, quotes: int) -> None:
    quoted(1, size, quotes)
    gc.collect()
    tracemalloc.start()
    try:
        answer = quoted(1, size, quotes)
        gc.collect()
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < answer_bytes(answer)
