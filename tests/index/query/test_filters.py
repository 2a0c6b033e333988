"""Filters typed in a question: how they are read, what they let through, and what is said of a bad one."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive.archive import Archive
from index.errors import FilterError, FilterProblem
from index.language.partial_date import PartialDate
from index.language.text import terms
from index.query.filters import as_typed, both, checked, parted, typed_filters
from index.query.followup_completion import elsewhere
from index.records import EVERYTHING, Article, Filters
from index.retrieval.article_conditions import passing
from tests.fakes import local_store, stored
from tests.index.fakes import HashEmbedder, build_with, laid_out, open_with
from tests.index.strategies import quick, texts


@pytest.mark.parametrize(
    ("question", "words", "filters"),
    [
        ("how many died?", "how many died?", EVERYTHING),
        ("how many died? after:2018-02", "how many died?", Filters(after="2018-02")),
        ("after:2018-02 how many died before:2018-03-15 in Idlib?", "how many died in Idlib?", Filters(after="2018-02", before="2018-03-15")),
        ("how many died place:Saraqeb?", "how many died ?", Filters(places=("Saraqeb",))),
        ('who fled source:"Syrian  Observatory" outlet:SANA', "who fled", Filters(("Syrian Observatory", "SANA"))),
        ("who fled source:“Syrian Observatory”", "who fled", Filters(("Syrian Observatory",))),
        ("who fled language:AR lang:en", "who fled", Filters(languages=("ar", "en"))),
        ("who fled SINCE:2018 until:2019", "who fled", Filters(after="2018", before="2019")),
        ("who fled after:2019 after:2018-05-01", "who fled", Filters(after="2018-05-01")),
        ("who fled before:2018-05-01 before:2018", "who fled", Filters(before="2018")),
        ('who fled after:"5 February 2018"', "who fled", Filters(after="2018-02-05")),
        ("من نزح؟ بعد:٢٠١٨-٠٢ قبل:2019 مصدر:«عنب بلدي» لغة:ar", "من نزح؟", Filters(("عنب بلدي",), ("ar",), "2018-02", "2019")),
        ("after:2018-02 place:Saraqeb", "what happened in Saraqeb?", Filters(after="2018-02", places=("Saraqeb",))),
        ("after:2018-02", "what happened?", Filters(after="2018-02")),
        ("What happened? place:Saraqeb", "what happened in Saraqeb?", Filters(places=("Saraqeb",))),
        ("ماذا حدث مكان:سراقب", "ماذا حدث في سراقب؟", Filters(places=("سراقب",))),
        ("بعد:2018 مكان:سراقب", "ماذا حدث في سراقب؟", Filters(after="2018", places=("سراقب",))),
        ("place:Idlib place:Homs ?", "what happened in Idlib or Homs?", Filters(places=("Idlib", "Homs"))),
    ],
)  # fmt: skip
def test_filters_are_read_anywhere_in_a_question(question: str, words: str, filters: Filters) -> None:
    assert typed_filters(question) == (words, filters)


@pytest.mark.parametrize(
    "question",
    [
        "what is the source: Reuters or AFP?",
        "who came after: he or she?",
        "what is at https://example.org/source:abc or x.org/?lang:en",
        "at 10:30 who fled?",
        "aftermath:2018",
        "resource:2018",
        'source:""',
        "place:?",
        "",
    ],
)
def test_what_only_looks_like_a_filter_is_left(question: str) -> None:
    assert typed_filters(question) == (question, EVERYTHING)


@pytest.mark.parametrize("value", ["2018-13", "soon", "2018-02-30", "03/02"])
def test_a_date_that_is_none_is_refused_with_the_way_out(value: str) -> None:
    with pytest.raises(FilterError, match=r"no date; write 2018, 2018-02 or 2018-02-05") as refused:
        typed_filters(f"who fled after:{value}")
    assert (refused.value.problem, refused.value.value) == (FilterProblem.NO_DATE, value)


OUTLETS = ("Syrian Observatory", "Enab Baladi", "عنب بلدي", "Delta Courier")


def _checked(filters: Filters, outlets: Sequence[str] = OUTLETS, languages: Sequence[str] = ("ar", "en")) -> Filters:
    return checked(filters, lambda: outlets, lambda: languages)


def test_outlets_are_known_whatever_their_case_and_letter_forms() -> None:
    assert _checked(Filters(("syrian OBSERVATORY", "عنب بلدى"))).sources == ("Syrian Observatory", "عنب بلدي")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Syrian Observatry", ("Syrian Observatory",)),
        ("observatory", ("Syrian Observatory",)),
        ("Courier Delta", ("Delta Courier",)),
        ("zzz", OUTLETS[:3]),
    ],
)
def test_an_unknown_outlet_is_refused_with_the_nearest_names(name: str, near: tuple[str, ...]) -> None:
    with pytest.raises(FilterError) as refused:
        _checked(Filters((name,)))
    assert refused.value.problem is FilterProblem.NO_OUTLET
    assert refused.value.near == near
    assert all(one in str(refused.value) for one in near)


def test_an_unknown_language_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(FilterError, match="there are: ar, en"):
        _checked(Filters(languages=("xx",)))


def test_where_articles_name_no_outlet_that_is_said() -> None:
    with pytest.raises(FilterError, match="the articles name none"):
        _checked(Filters(("SANA",)), outlets=())


def test_dates_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(FilterError, match="ends before it begins"):
        _checked(Filters(after="2018-03", before="2018-02-28"))
    assert _checked(Filters(after="2018-03", before="2018-03-01")).after == "2018-03"
    assert _checked(Filters(after="2018-03-10", before="2018-03")).before == "2018-03"  # to its end


def test_what_is_typed_and_what_is_given_count_together() -> None:
    typed = Filters(("A",), after="2018-02", places=("X",))
    given = Filters(("A", "B"), ("en",), "2017", "2019", frozenset({"one"}))
    assert both(typed, given) == Filters(("A", "B"), ("en",), "2017", "2019", frozenset({"one"}), ("X",))


_names = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=8)
_many = st.lists(st.lists(_names, min_size=1, max_size=2).map(" ".join), max_size=2, unique=True).map(tuple)
_dates = st.none() | st.dates(date(1700, 1, 1)).map(lambda day: day.isoformat()).flatmap(
    lambda d: st.sampled_from([d[:4], d[:7], d])
)


@quick
@given(_many, _dates, _dates, _many)
def test_filters_are_read_as_they_are_written(
    sources: tuple[str, ...], after: str | None, before: str | None, places: tuple[str, ...]
) -> None:
    filters = Filters(sources, (), after, before, places=places)
    assert typed_filters(f"who {as_typed(filters)} fled").filters == filters


@quick
@given(texts(max_pieces=6), st.sampled_from(["after:2018", 'source:"A B"', "place:Idlib", "لغة:ar"]))
def test_any_text_with_a_filter_is_parted_from_it(text: str, typed: str) -> None:
    assert parted(f"{text} {typed}")[1].endswith(typed)


POST = laid_out("post", [("body", "Ten people fled Saraqeb and Kafr Nubl.")], published="2018-02-05", source="Post", language="en")  # fmt: skip
WIRE = laid_out("wire", [("body", "Ten people fled Saraqeb.")], published="2018-03", source="The Wire", language="en")
BLOG = laid_out("blog", [("body", "Ten people fled Idlib city.")], source="Blog", language="en")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made: Path = tmp_path_factory.mktemp("index")
    build_with(HashEmbedder(), made, POST, WIRE, BLOG)
    return open_with(HashEmbedder(), made)


def _seen(archive: Archive, question: str, filters: Filters = EVERYTHING) -> set[str]:
    answer = archive.ask(question, 10, filters)
    return {quote.article.id for quote in (*answer.quotes, *answer.nearest)}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", {"post", "wire", "blog"}),
        ("after:2018-02-06", {"wire"}),
        ("before:2018-02", {"post"}),
        ("place:saraqeb", {"post", "wire"}),
        ('place:"Kafr Nubl"', {"post"}),
        ('place:"Kafr Nubl" place:Idlib', {"post", "blog"}),
        ('source:"the wire" source:blog', {"wire", "blog"}),
        ("place:Saraqeb source:Post", {"post"}),
        ("lang:en", {"post", "wire", "blog"}),
    ],
)
def test_a_question_is_asked_of_the_articles_that_pass(archive: Archive, typed: str, expected: set[str]) -> None:
    assert _seen(archive, f"how many people fled {typed}?") == expected


def test_the_answer_says_which_filters_it_kept_to(archive: Archive) -> None:
    answer = archive.ask('how many people fled source:"the wire"', filters=Filters(after="2018"))
    assert answer.question == 'how many people fled source:"the wire"'
    assert answer.filters == Filters(("The Wire",), after="2018")


def test_a_place_that_no_article_mentions_is_named(archive: Archive) -> None:
    answer = archive.ask("how many people fled place:Homs place:Hama")
    assert (answer.answered, answer.nearest, answer.missing) == (False, (), ("Homs", "Hama"))


def test_filters_that_together_pass_no_article_are_refused(archive: Archive) -> None:
    with pytest.raises(FilterError, match='no article passes after:2018-03 place:"Kafr Nubl"; leave one out'):
        archive.ask('who fled after:2018-03 place:"Kafr Nubl"')


def test_of_single_articles_given_beside_there_may_be_none(archive: Archive) -> None:
    assert _seen(archive, "how many people fled place:Idlib", Filters(articles=frozenset({"post"}))) == set()


def test_filters_are_checked_without_a_question(archive: Archive) -> None:
    archive.check_filters("who fled source:post")
    with pytest.raises(FilterError):
        archive.check_filters("who fled source:nobody")


@quick
@given(
    st.lists(st.tuples(_dates, st.sampled_from(["Post", "Wire", None]), st.sampled_from(["Idlib", "Kafr Nubl", "Homs"])), min_size=1, max_size=6),
    st.tuples(_dates, _dates, st.sets(st.sampled_from(["Post", "Wire"])), st.sets(st.sampled_from(["Idlib", "nubl kafr"]))),
)  # fmt: skip
def test_no_article_outside_the_filters_passes(
    tmp_path_factory: pytest.TempPathFactory,
    laid: list[tuple[str | None, str | None, str]],
    drawn: tuple[str | None, str | None, set[str], set[str]],
) -> None:
    found = [
        laid_out(str(number), [("body", f"A report from {place}.")], published=date, source=source)
        for number, (date, source, place) in enumerate(laid)
    ]
    after, before, sources, places = drawn
    filters = Filters(tuple(sources), (), after, before, places=tuple(places))
    store = local_store(stored(tmp_path_factory.mktemp("store") / "a.sqlite", found), found)
    where = passing(filters)
    passed = {one.id for one in store.newest(where)}
    assert store.count(where) == len(passed)
    store.close()
    assert passed == {article.id for article in found if _passes(article, filters)}


def _passes(article: Article, filters: Filters) -> bool:
    published = None if article.published is None else PartialDate.parse(article.published)
    after, before = (None if date is None else PartialDate.parse(date) for date in (filters.after, filters.before))
    return (
        (after is None or (published is not None and published.latest >= after.earliest))
        and (before is None or (published is not None and published.earliest <= before.latest))
        and (not filters.sources or article.source in filters.sources)
        and (not filters.places or any(set(terms(name)) <= set(terms(article.text)) for name in filters.places))
    )


def test_a_follow_up_keeps_to_the_filters_of_the_question_before() -> None:
    def is_name(word: str) -> bool:
        return False

    last = "how many died in Idlib city? after:2018 source:Post"
    assert elsewhere(last, "and in Saraqeb?", is_name) == "how many died in Saraqeb? after:2018 source:Post"
    assert elsewhere(last, "and in Saraqeb? before:2017", is_name) == "how many died in Saraqeb? before:2017"
    assert elsewhere(last, "before:2017", is_name) is None
