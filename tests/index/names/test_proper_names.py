import pytest

from index.names.proper_names import NameCounts, name_test
from index.records import Article
from tests.index.fakes import FURNITURE, laid_out


def counted(*blocks: tuple[str, str]) -> NameCounts:
    counts = NameCounts()
    counts.add(laid_out("one", blocks))
    return counts


def names(*texts: str) -> frozenset[str]:
    return counted(*(("body", text) for text in texts)).names()


def test_a_word_with_a_capital_inside_a_sentence_is_a_name() -> None:
    assert names("The army left Idlib on foot.") == {"idlib"}


@pytest.mark.parametrize(
    "opening",
    [
        "Airstrikes hit it.",
        "He left. Airstrikes hit it.",
        "He said: “Airstrikes hit it.”",
        "(Airstrikes hit it.)",
        "• Airstrikes hit",
        "he asked — Airstrikes?",
    ],
)
def test_a_capital_that_opens_something_says_nothing(opening: str) -> None:
    assert "airstrikes" not in names(opening)


def test_a_word_that_is_mostly_small_is_no_name() -> None:
    assert names("The Civil defence came, and the civil war went on.") == set()


def test_a_name_may_be_small_once_in_four() -> None:
    assert "civil" in names("the Civil, the Civil, the Civil and the civil")
    assert "civil" not in names("the Civil, the Civil and the civil")


def test_headlines_say_nothing_about_names() -> None:
    assert counted(("title", "Why The Army Left Town"), ("heading", "What The Army Did")).names() == set()


def test_text_in_capitals_says_nothing_about_names() -> None:
    assert names("THE ARMY LEFT THE TOWN.") == set()


def test_furniture_says_nothing_about_names() -> None:
    assert counted((FURNITURE, "Follow the Daily Planet"), ("body", "It fell.")).names() == set()


def test_names_are_folded() -> None:
    assert names("He left Kraków’s old town.") == {"krakow"}


def test_names_of_several_articles_are_counted_together() -> None:
    counts = counted(("body", "the Civil guard"))
    counts.add(laid_out("two", [("body", "a civil war, a civil word")]))
    assert counts.names() == set()


def test_topics_are_the_places_written_of_most() -> None:
    counts = counted(
        ("body", "Two died in Idlib."),
        ("body", "Bombs fell near Idlib and in Khan al Subl."),
        ("body", "It began in January at Tel Wasit."),
    )
    assert counts.topics() == ["Idlib", "Khan al Subl", "Tel Wasit"]


def test_a_topic_is_a_whole_name() -> None:
    assert counted(("body", "It began at Maarat al-Numan.")).topics() == ["Maarat al-Numan"]


def test_a_corpus_of_nothing_has_no_names_and_no_topics() -> None:
    assert not NameCounts().names() and not NameCounts().topics()


def test_the_names_of_the_seed_are_learned(seed: Article) -> None:
    counts = NameCounts()
    counts.add(seed)
    assert {"idlib", "maarat", "numan", "maasran", "subl", "assad"} <= counts.names()
    assert not {"airstrikes", "civil", "hospital", "video"} & counts.names()


@pytest.mark.parametrize(
    ("word", "name"),
    [("idlib", True), ("jet", False), ("paris", True), ("france", True), ("apple", False), ("died", False)],
)
def test_a_word_is_a_name_by_the_corpus_and_else_by_the_gazetteer(word: str, name: bool) -> None:
    is_name = name_test(frozenset({"idlib"}), lambda known: known in {"idlib", "jet", "died"})
    assert is_name(word) == name


def test_the_corpus_is_believed_before_the_gazetteer() -> None:
    assert not name_test(frozenset(), lambda _: True)("aleppo")
    assert name_test(frozenset(), lambda _: False)("aleppo")


@pytest.mark.parametrize("word", ["nice", "police", "march", "reading", "sale"])
def test_a_word_of_everyday_english_is_no_name_of_a_town(word: str) -> None:
    assert not name_test(frozenset(), lambda _: False)(word)
