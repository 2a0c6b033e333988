"""A question with its names as a corpus spells them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.answer_metadata import NameReading, Period
from index.names.name_index import NameIndex, NameIndexWriter
from index.names.proper_names import NameCounts
from index.query.name_linking import NameLinker
from index.query.parser import understand
from index.query.time_constraint import time_constraint
from index.records import Filters
from tests.index.fakes import laid_out

ARTICLE = laid_out("en", [("body", "Bombs fell on Saraqeb and near Kafr Nubl. In Saraqeb two people died.")])
ARABIC = laid_out("ar", [("body", "قتل ثلاثة أشخاص في سراقب وفي بلدة معصران.")])
HAS = frozenset("saraqeb kafr nubl سراقب معصران two people died".split())


@pytest.fixture(scope="module")
def linker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NameLinker]:
    path: Path = tmp_path_factory.mktemp("names") / "names"
    made, counts = NameIndexWriter(path, None), NameCounts()
    for article in (ARTICLE, ARABIC):
        made.add(article)
        counts.add(article)
    made.close(counts.names(), counts.is_small)
    places = NameIndex(path)
    yield NameLinker(places, HAS.__contains__, {"saraqeb", "idlib"}.__contains__)
    places.close()


def test_a_name_in_another_spelling_is_taken_for_the_corpus_s_and_that_is_told(linker: NameLinker) -> None:
    query = linker.link(understand("how many died in Saraqib?"))
    assert query.text == "how many died in Saraqeb?"
    assert query.names[0].written == "Saraqeb"
    assert query.name_readings == (NameReading("Saraqib", ("Saraqeb", "سراقب")),)
    assert query.place is not None
    assert query.place.spellings == (("saraqeb",), ("سراقب",))
    assert "سراقب" in query.terms


def test_a_name_that_the_corpus_has_keeps_its_words_and_gains_its_other_spellings(linker: NameLinker) -> None:
    asked = understand("how many died in saraqeb?", {"saraqeb"}.__contains__)
    query = linker.link(asked)
    assert (query.text, query.name_readings, query.missing) == (asked.text, (), ())
    assert (query.words, query.kind, query.content) == (asked.words, asked.kind, asked.content)
    assert query.names[0].also == ("سراقب",)


def test_a_name_in_arabic_is_one_though_no_capital_tells_it(linker: NameLinker) -> None:
    query = linker.link(understand("كم قتل في سراقب؟"))
    assert query.names[0].written == "سراقب"
    assert query.names[0].also == ("Saraqeb",)


def test_a_place_that_the_corpus_has_not_is_missing(linker: NameLinker) -> None:
    assert linker.link(understand("how many died in Aleppo?")).missing == ("Aleppo",)


@pytest.mark.parametrize("asked", ["¿Qué pasó en Saraqeb?", "¿cuándo cayó al mar el avión en Saraqeb?"])
def test_a_verb_and_a_word_that_names_begin_with_are_no_place(linker: NameLinker, asked: str) -> None:
    query = linker.link(understand(asked))
    assert (query.text, query.missing, query.name_readings) == (asked, (), ())


def test_filters_and_time_stay_with_a_question_whose_names_are_respelt(linker: NameLinker) -> None:
    text, filters = "how many died in Saraqib last Saturday?", Filters(sources=("Post",))
    time = time_constraint(text, date(2026, 11, 23))
    period = Period("last Saturday", "2026-11-21", "2026-11-21")
    query = replace(understand(text, filters=filters, time=time), period=period, surely=True)
    linked = linker.link(query)
    assert linked.text == "how many died in Saraqeb last Saturday?"
    assert (linked.filters, linked.time, linked.period, linked.surely) == (filters, time, period, True)


@pytest.mark.parametrize("asked", ["Saraqeb'de kaç kişi öldü?", "Dün Saraqeb’den kim kaçtı?", "Saraqib'te ne oldu?"])
def test_an_ending_behind_an_apostrophe_does_not_hide_a_name(linker: NameLinker, asked: str) -> None:
    query = linker.link(understand(asked))
    assert (query.names[0].written, query.missing) == ("Saraqeb", ())


@pytest.mark.parametrize("asked", ["Что случилось под Саракебом?", "сколько погибло в саракибе"])
def test_an_ending_in_cyrillic_does_not_hide_a_name(linker: NameLinker, asked: str) -> None:
    query = linker.link(understand(asked))
    assert (query.names[0].written, query.missing) == ("Saraqeb", ())


def test_a_figure_behind_a_name_is_no_part_of_it(linker: NameLinker) -> None:
    assert linker.link(understand("در سراقیب 50 نفر کشته شدند")).text == "در Saraqeb 50 نفر کشته شدند"
    assert linker.link(understand("saraqib 50 dead")).text == "Saraqeb 50 dead"


def test_only_the_name_is_respelt_and_not_the_word_behind_its_ending(linker: NameLinker) -> None:
    assert linker.link(understand("dün saraqib'te ne oldu?")).text == "dün Saraqeb ne oldu?"


def test_an_apostrophe_does_not_make_a_name_of_another(linker: NameLinker) -> None:
    query = linker.link(understand("Dün Halep'te ne oldu?"))
    assert query.place is not None
    assert query.place.spellings == (("halepte",),)
