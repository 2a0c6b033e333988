"""Articles without a question: the newest, those of a name, the outlets, a digest."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive.browse import ArticleBrowser
from index.errors import FilterError
from index.interpretation import Form, NameReading, ReportCount
from index.query.browse_request import BrowseRequest
from index.query.name_linking import LinkedQuestion
from index.records import EVERYTHING, Answer, Article, Filters
from index.stats import SourceCount
from index.storage.article_store import ArticleStore
from tests.fakes import article, browser_of, stored
from tests.index.strategies import quick


def _report(name: str, text: str, published: str | None, source: str | None = "Post", language: str = "en") -> Article:
    made = article(name, *text.split("|"), title=f"Title of {name}", published=published, source=source)
    return replace(made, language=language)


ARTICLES = (
    _report("old", "Shops were shut in Idlib.|Nothing moved.", "2018-01-05"),
    _report("wire", "It was quiet at first. Raids hit Saraqeb, killing four.", "2018-02-03", "Wire"),
    _report("copy", "It was quiet at first. Raids hit Saraqeb, killing four.", "2018-02-04", "Post"),
    _report("undated", "A bridge in Saraqeb was repaired.", None, None),
    _report("arabic", "قتل خمسة في سراقب.", "2018-02", "الجزيرة", "ar"),
    _report("new", "Snow fell in Idlib. Raids hit the road to Saraqeb.", "2018-02-10T08:00:00+00:00"),
)
REPORTS = (0, 1, 1, 3, 4, 5)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    found = stored(tmp_path / "articles.sqlite", ARTICLES, REPORTS)
    yield found
    found.close()


@pytest.fixture
def browser(store: ArticleStore) -> ArticleBrowser:
    return browser_of(store, ARTICLES)


def _ids(articles: tuple[Article, ...]) -> list[str]:
    return [one.id for one in articles]


def _quoted(answer: Answer) -> list[str]:
    return [quote.text for quote in answer.quotes]


class TestNewest:
    def test_the_newest_come_first_and_undated_ones_last(self, browser: ArticleBrowser) -> None:
        # "2018-02" may be the last day of that month.
        assert _ids(browser.newest(EVERYTHING, 9).articles) == ["arabic", "new", "copy", "wire", "old", "undated"]

    def test_a_page_begins_where_the_one_before_ended(self, browser: ArticleBrowser) -> None:
        found = browser.newest(EVERYTHING, 2, 2)
        assert (_ids(found.articles), found.total) == (["copy", "wire"], 6)

    def test_beyond_the_last_there_is_nothing(self, browser: ArticleBrowser) -> None:
        found = browser.newest(EVERYTHING, 2, 10**9)
        assert (found.articles, found.total) == ((), 6)

    @pytest.mark.parametrize(
        ("filters", "ids"),
        [
            (Filters(("post",)), ["new", "copy", "old"]),
            (Filters(languages=("ar",)), ["arabic"]),
            (Filters(places=("Saraqeb",)), ["new", "copy", "wire", "undated"]),
            (Filters(places=("Saraqeb", "Idlib")), ["new", "copy", "wire", "old", "undated"]),
            (Filters(after="2018-02-04"), ["arabic", "new", "copy"]),
            (Filters(after="2018-02-04", before="2018-02-04"), ["arabic", "copy"]),
            (Filters(("Wire",), places=("Idlib",)), []),
        ],
    )
    def test_only_those_that_pass_are_listed(self, browser: ArticleBrowser, filters: Filters, ids: list[str]) -> None:
        found = browser.newest(filters, 9)
        assert (_ids(found.articles), found.total) == (ids, len(ids))


class TestTitled:
    def test_titles_count_before_texts(self, tmp_path: Path) -> None:
        named = article("named", "Nothing else is said here at all. " * 300, title="The bridge of Saraqeb")
        saying = article("saying", "The bridge, the bridge, the bridge of Saraqeb. " * 5, title="Repairs")
        others = [article(f"o{n}", f"Something else {n}.", title="Others") for n in range(9)]  # so that words are rare
        store = stored(tmp_path / "a.sqlite", [saying, named, *others])
        found = browser_of(store, [saying, named, *others]).titled("bridge Saraqeb", 5)
        assert _ids(found.articles) == ["named", "saying"]
        store.close()

    def test_all_words_must_be_there_where_any_article_has_them(self, browser: ArticleBrowser) -> None:
        found = browser.titled("snow Saraqeb", 5)
        assert (_ids(found.articles), found.total, found.whole) == (["new"], 1, True)

    def test_else_the_nearest_are_given_as_that(self, browser: ArticleBrowser) -> None:
        found = browser.titled("snow unicorn", 5)
        assert (_ids(found.articles), found.whole) == (["new"], False)

    @pytest.mark.parametrize("text", ["unicorn", "the of", "", "?"])
    def test_of_other_words_there_is_none(self, browser: ArticleBrowser, text: str) -> None:
        assert browser.titled(text, 5).articles == ()

    def test_no_more_are_given_than_asked_for_and_all_are_counted(self, browser: ArticleBrowser) -> None:
        found = browser.titled("Saraqeb", 2)
        assert (len(found.articles), found.total) == (2, 4)

    def test_names_are_respelt_and_that_is_told(self, store: ArticleStore) -> None:
        reading = NameReading("Saraqib", ("Saraqeb",))
        found = browser_of(store, ARTICLES, lambda _: LinkedQuestion("Saraqeb", {}, (reading,))).titled("Saraqib", 5)
        assert (found.total, found.understood.names) == (4, (reading,))


class TestOutlets:
    def test_all_outlets_come_with_their_dates_most_articles_first(self, browser: ArticleBrowser) -> None:
        found = browser.outlets("").sources
        assert found[0] == SourceCount("Post", 3, "2018-02-10T08:00:00+00:00", "2018-01-05")
        assert [one.source for one in found] == ["Post", None, "Wire", "الجزيرة"]

    def test_part_of_a_name_finds_one_and_the_unnamed_are_out_then(self, browser: ArticleBrowser) -> None:
        found = browser.outlets("wi")
        assert ([one.source for one in found.sources], found.name) == (["Wire"], "wi")

    def test_a_language_counts_its_articles_alone(self, browser: ArticleBrowser) -> None:
        found = browser.outlets("Arabic")
        assert [(one.source, one.articles) for one in found.sources] == [("الجزيرة", 1)]
        assert (found.filters, found.name) == (Filters(languages=("ar",)), "")

    def test_a_filter_that_cannot_be_used_is_told(self, browser: ArticleBrowser) -> None:
        with pytest.raises(FilterError):
            browser.outlets("lang:xx")

    def test_what_was_found_is_found_again_by_what_it_was_read_as(self, browser: ArticleBrowser) -> None:
        found = browser.outlets("lang:en po")
        assert browser.outlets_of(found.filters, found.name) == found


class TestDigest:
    def digest(self, browser: ArticleBrowser, text: str, limit: int = 9) -> Answer:
        return browser.digest(browser.wanted(text), limit)

    def test_a_place_gets_its_first_sentence_of_each_report_the_newest_first(self, browser: ArticleBrowser) -> None:
        assert _quoted(self.digest(browser, "Saraqeb")) == [
            "Raids hit the road to Saraqeb.",
            "Raids hit Saraqeb, killing four.",
            "A bridge in Saraqeb was repaired.",
        ]

    def test_a_time_gets_how_each_report_opens(self, browser: ArticleBrowser) -> None:
        assert _quoted(self.digest(browser, "January 2018")) == ["Shops were shut in Idlib."]

    def test_copies_count_once_and_are_named(self, browser: ArticleBrowser) -> None:
        answer = self.digest(browser, "Saraqeb after:2018-02-01 before:2018-02-05 lang:en")
        assert answer.tally == ReportCount(2, 1)
        assert [(q.article.id, _ids(q.copies)) for q in answer.quotes] == [("copy", ["wire"])]

    def test_each_quote_is_what_its_article_says(self, browser: ArticleBrowser) -> None:
        for quote in self.digest(browser, "").quotes:
            assert quote.text in quote.article.text

    def test_the_name_of_the_place_is_marked(self, browser: ArticleBrowser) -> None:
        marked = self.digest(browser, "Saraqeb").quotes[0]
        assert marked.highlight is not None
        assert marked.article.cut(marked.highlight) == "Saraqeb"

    def test_only_so_many_are_read_and_all_are_counted(self, browser: ArticleBrowser) -> None:
        answer = self.digest(browser, "Saraqeb", limit=1)
        assert (len(answer.quotes), answer.tally) == (1, ReportCount(4, 3))

    def test_a_week_is_the_last_that_the_archive_has(self, store: ArticleStore) -> None:
        answer = self.digest(browser_of(store, [*ARTICLES]), "week")
        assert (answer.filters.after, answer.filters.before) == ("2018-02-04", "2018-02-10")
        assert answer.understood.period is not None

    def test_it_says_what_it_is_and_of_what(self, browser: ArticleBrowser) -> None:
        answer = self.digest(browser, "Saraqeb after:2018")
        assert (answer.form, answer.filters) == (Form.REPORTS, Filters(after="2018", places=("Saraqeb",)))

    def test_a_place_that_no_article_has_is_missing(self, browser: ArticleBrowser) -> None:
        answer = self.digest(browser, "Aleppo")
        assert (answer.quotes, answer.missing) == ((), ("Aleppo",))

    @quick
    @given(text=st.text(max_size=40), limit=st.integers(0, 4))
    def test_any_words_are_survived(self, tmp_path_factory: pytest.TempPathFactory, text: str, limit: int) -> None:
        store = stored(tmp_path_factory.mktemp("s") / "articles.sqlite", ARTICLES, REPORTS)
        browser = browser_of(store, ARTICLES)
        try:
            meant = browser.wanted(text)
        except FilterError:
            meant = BrowseRequest()
        assert len(browser.digest(meant, limit).quotes) <= limit
        assert len(browser.newest(meant.filters, limit).articles) <= limit
        assert len(browser.titled(text, limit).articles) <= limit
        store.close()
