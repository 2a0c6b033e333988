"""The names of a corpus: learned from articles, kept from build to build, found in any spelling."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive.archive import Archive
from index.errors import ArchiveDamaged
from index.names.name_index import MatchReason, NameIndex, NameIndexWriter
from index.names.proper_names import NameCounts
from index.records import Article
from tests.index.fakes import HashEmbedder, build_with, laid_out, open_with
from tests.index.strategies import quick

ENGLISH = laid_out(
    "en", [("body", "Bombs fell on Saraqeb and near Kafr Nubl. In Saraqeb two people died.")], published="2018-02-05"
)
OTHER = laid_out("other", [("body", "The road to Saraqib was closed by Ahmad Hilal.")], published="2019-03")
ARABIC = laid_out(
    "ar", [("body", "قتل ثلاثة أشخاص في سراقب وفي بلدة معصران، وقال شهود في المدينة إنهم سمعوا انفجارا.")]
)
ALL = (ENGLISH, OTHER, ARABIC)


def table(
    path: Path, before: Path | None, gone: tuple[Article, ...], new: tuple[Article, ...], all_: tuple[Article, ...]
) -> Path:
    made, counts = NameIndexWriter(path, before), NameCounts()
    for article in gone:
        made.remove(article.id)
    for article in new:
        made.add(article)
    for article in all_:
        counts.add(article)
    made.close(counts.names(), counts.is_small)
    return path


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    with sqlite3.connect(path) as held:
        return [
            held.execute(f"SELECT * FROM {name}").fetchall() for name in ("articles", "mentions", "names", "sounds")
        ]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    return NameIndex(table(tmp_path_factory.mktemp("places") / "p", None, (), ALL, ALL))


def test_spellings_come_with_counts_and_dates_most_often_written_first(places: NameIndex) -> None:
    found = places.spellings("Saraqib")
    assert [(one.written, one.times, one.articles, one.earliest, one.latest) for one in found] == [
        ("Saraqeb", 2, 1, "2018-02-05", "2018-02-05"), ("Saraqib", 1, 1, "2019-03", "2019-03"), ("سراقب", 1, 1, None, None),
    ]  # fmt: skip
    assert [one.why for one in found] == [MatchReason.GAZETTEER, MatchReason.LITERAL, MatchReason.GAZETTEER]


@pytest.mark.parametrize(
    ("name", "written"), [("كفرنبل", "Kafr Nubl"), ("أحمد هلال", "Ahmad Hilal"), ("Ma'sran", "معصران")]
)
def test_a_name_is_found_in_the_other_script(places: NameIndex, name: str, written: str) -> None:
    assert [one.written for one in places.spellings(name)] == [written]


@pytest.mark.parametrize("name", ["Salqin", "Kafr Zita", "حلب", "", "?", "\ud800"])
def test_what_the_corpus_has_not_is_not_found(places: NameIndex, name: str) -> None:
    assert places.spellings(name) == []


def test_common_arabic_words_after_a_preposition_are_no_names(places: NameIndex) -> None:
    assert {one.written for group in places.groups(50) for one in group} == {
        "Saraqeb", "Saraqib", "سراقب", "Kafr Nubl", "Ahmad Hilal", "معصران",
    }  # fmt: skip


def test_spellings_of_one_name_are_one_group(places: NameIndex) -> None:
    assert [one.written for one in places.groups(1)[0]] == ["Saraqeb", "Saraqib", "سراقب"]


@quick
@given(st.sets(st.sampled_from(ALL)), st.sets(st.sampled_from(ALL)))
def test_a_table_brought_up_to_date_equals_a_fresh_one(
    tmp_path_factory: pytest.TempPathFactory, before: set[Article], after: set[Article]
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    first, last = tuple(sorted(before, key=lambda a: a.id)), tuple(sorted(after, key=lambda a: a.id))
    earlier = table(folder / "1", None, (), first, first)
    gone, new = tuple(a for a in first if a not in after), tuple(a for a in last if a not in before)
    later = table(folder / "2", earlier, gone, new, last)
    assert rows(later) == rows(table(folder / "3", None, (), last, last))


def test_a_file_that_is_no_table_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(ArchiveDamaged, match="run: python -m index build"):
        NameIndex(tmp_path / "p")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = tmp_path_factory.mktemp("index")
    build_with(HashEmbedder(), made, ENGLISH)
    return open_with(HashEmbedder(), made)


@pytest.mark.parametrize("name", ["Kafranbel", "kafranbel", "Kafr Nabl", "كفرنبل", "كفر نبل"])
def test_a_name_in_another_spelling_is_read_as_the_corpus_writes_it(archive: Archive, name: str) -> None:
    answer = archive.ask(f"what happened in {name}?")
    assert [(one.written, one.taken) for one in answer.understood.names] == [(name, ("Kafr Nubl",))]
    assert answer.missing == ()
    assert answer.question == f"what happened in {name}?"


def test_a_name_as_the_corpus_writes_it_is_not_read_otherwise(archive: Archive) -> None:
    assert archive.ask("what happened in Kafr Nubl?").understood.names == ()


@pytest.mark.parametrize(
    "question", ["كم شخصا قتل في سراقب؟", "ماذا حدث في مدينة سراقب؟", "من سمع الانفجارَ في فترة الغارات؟"]
)
def test_words_of_an_arabic_question_are_no_other_names(tmp_path: Path, question: str) -> None:
    other = laid_out("other", [("body", "وقع ذلك في بلدة ترأ، ثم مرت فترة طويلة في قرية غريت.")])
    build_with(HashEmbedder(), tmp_path, ARABIC, other)
    answer = open_with(HashEmbedder(), tmp_path).ask(question)
    assert (answer.missing, answer.understood.names) == ((), ())


def test_where_all_nouns_have_capitals_they_are_no_names(tmp_path: Path) -> None:
    text = "In Heilbronn sagte Ulrike Vogel, die Mutter sei gestürzt. Später fuhr Vogel zur Mutter."
    build_with(HashEmbedder(), tmp_path, laid_out("de", [("body", text)], language="de"))
    archive = open_with(HashEmbedder(), tmp_path)
    assert {one.name for one in archive.names(9)} == {"Ulrike Vogel", "Vogel", "Heilbronn"}
    assert archive.ask("كم مطر نزل؟").understood.names == ()


def test_a_town_with_the_article_is_there_whatever_is_joined_before_it(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, laid_out("ar", [("body", "نزحت الأسر إلى مدارس الخوخة والتحيتا.")]))
    archive = open_with(HashEmbedder(), tmp_path)
    assert archive.ask("كم عدد الجرحى في الخوخة؟").missing == ()
    assert archive.ask("كم عدد الجرحى في التحيتا؟").missing == ()
    assert archive.ask("كم عدد الجرحى بالخوخة؟").missing == ()


def test_names_can_be_taken_as_they_are_written(archive: Archive) -> None:
    spelt, literal = (archive.ask("what happened in Kafranbel?", literal=yes) for yes in (False, True))
    assert (spelt.missing, literal.missing) == ((), ("Kafranbel",))
    assert literal.understood.names == ()


@pytest.mark.parametrize("name", ["Kafr Zita", "Kafr Shubra", "Salqin", "حلب", "خانشير", "كفر زيتا"])
def test_a_place_that_no_spelling_finds_is_missing(archive: Archive, name: str) -> None:
    asking = "كم قتل في" if name > "\u0600" else "how many died in"
    answer = archive.ask(f"{asking} {name}?")
    assert answer.missing == (name,) and not answer.answered


def test_a_name_that_the_corpus_has_in_several_spellings_is_searched_in_all(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, *ALL)
    archive = open_with(HashEmbedder(), tmp_path)
    _, hits = archive.ask_with_passages("what happened in Saraqeb?")
    assert {hit.article.id for hit in hits} == {"en", "other", "ar"}
