from dataclasses import replace

import pytest

from index.building.passages import passages_of
from index.language.text import sentences
from index.query.question import understand
from index.reading.sentence_reader import Reading
from index.reading.span_reader import MOST_SENTENCES, PASSAGES_READ, SpanReader, _whole_words
from index.records import Article, Hit, Span
from tests.index.fakes import FURNITURE, FirstWordModel, laid_out, long_article

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
    found = passages_of(article, lambda text: len(text.split()), 256)
    return [Hit(row, article, passage.span, 1.0 - 0.01 * row) for row, passage in enumerate(found)]


def read(question: str, found: list[Hit], model: FirstWordModel | None = None) -> list[Reading]:
    return SpanReader(model or FirstWordModel(), lambda _: 0.5).read(understand(question), found)


def test_the_span_of_the_network_is_marked_in_its_sentence() -> None:
    best = read("What was bombed?", hits(RAID))[0]
    assert RAID.cut(best.sentence) == "Warplanes bombed Idlib yesterday."
    assert best.highlight is not None
    assert RAID.cut(best.highlight) == "Idlib"


def test_a_question_on_events_marks_nothing() -> None:
    assert read("what happened in Idlib?", hits(RAID))[0].highlight is None


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
    best = {one.article.id: one.probability for one in reversed(found)}
    assert best["day"] > best["raid"] > best["other"]


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


def test_a_name_that_other_articles_have_as_well_is_surer() -> None:
    again = laid_out("again", [("body", "People of Idlib rebuilt the market.")], title="Again")
    alone = read("What was bombed?", hits(RAID))[0]
    echoed = read("What was bombed?", [*hits(RAID), *hits(again)])
    assert next(one for one in echoed if one.article.id == "raid").probability > alone.probability


def test_a_figure_is_not_surer_for_standing_elsewhere_too() -> None:
    shelling = laid_out("shelling", [("body", "Shells killed Nine in Idlib.")], title="Shelling")
    again = laid_out("again", [("body", "People of Idlib met Nine others.")], title="Again")
    question = "How many were killed in Idlib?"
    alone = read(question, hits(shelling))[0]
    beside = next(one for one in read(question, [*hits(shelling), *hits(again)]) if one.article.id == "shelling")
    assert beside.probability == pytest.approx(alone.probability)
