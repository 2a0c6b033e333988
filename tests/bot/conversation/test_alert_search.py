"""Which new articles answer what people watch for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.conversation.alert_search import check_subscriptions, search_alerts
from bot.state.subscriptions import Subscription, SubscriptionStore
from index.records import EVERYTHING, Answer, Article, Filters
from tests.bot.conftest import FLOOD, IDLIB, RAID
from tests.fakes import FakeArchive, article

TOLL = article("toll", "In Idlib city 20 people died, doctors said later.")
COPY = article("copy", "In Idlib city 20 people died, doctors said later. The wire.")
HOMS = article("homs", "In Homs nothing happened.")


class GrowingArchive(FakeArchive):
    """Looks only in the articles that the filter names; those of `reports` carry one report."""

    def __init__(self, articles: Sequence[Article], reports: frozenset[str] = frozenset()) -> None:
        super().__init__(articles)
        self._reports = reports

    def article_ids(self) -> frozenset[str]:
        return frozenset(self.articles)

    def copies(self, article_id: str) -> tuple[Article, ...]:
        others = self._reports - {article_id} if article_id in self._reports else frozenset[str]()
        return tuple(self.articles[other] for other in sorted(others))

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
        passing = [a for a in self.articles.values() if filters.articles is None or a.id in filters.articles]
        answer = FakeArchive(passing).ask(question, limit)
        self.asked.append(question)
        quotes = tuple(replace(quote, copies=self.copies(quote.article.id)) for quote in answer.quotes)
        return replace(answer, quotes=quotes)


def watch(number: int, text: str = IDLIB) -> Subscription:
    return Subscription(number, number, None, text)


OLD = frozenset({"raid", "flood"})


def told(archive: GrowingArchive, known: frozenset[str] | None, *subscriptions: Subscription) -> dict[int, list[str]]:
    return {
        n: [q.article.id for q in quotes] for n, quotes in search_alerts(archive, known, subscriptions).found.items()
    }


def test_to_the_first_look_nothing_is_new() -> None:
    archive = GrowingArchive([RAID, FLOOD])
    news = search_alerts(archive, None, [watch(1)])
    assert (news.found, news.known, archive.asked) == ({}, OLD, [])


def test_nothing_is_asked_when_nothing_is_new() -> None:
    archive = GrowingArchive([RAID])
    assert told(archive, OLD, watch(1)) == {}
    assert archive.asked == []


def test_a_new_article_that_answers_is_news_and_the_old_one_is_not() -> None:
    assert told(GrowingArchive([RAID, FLOOD, TOLL]), OLD, watch(1)) == {1: ["toll"]}


def test_a_new_article_that_does_not_answer_is_no_news() -> None:
    assert told(GrowingArchive([RAID, FLOOD, HOMS]), OLD, watch(1)) == {}


def test_a_new_copy_of_an_old_report_is_no_news() -> None:
    archive = GrowingArchive([RAID, FLOOD, TOLL, COPY], frozenset({"toll", "copy"}))
    assert told(archive, OLD | {"toll"}, watch(1)) == {}


def test_of_two_new_copies_one_is_told() -> None:
    archive = GrowingArchive([RAID, FLOOD, TOLL, COPY], frozenset({"toll", "copy"}))
    assert [len(found) for found in told(archive, OLD, watch(1)).values()] == [1]


def test_an_article_that_says_the_watched_word_is_news_though_it_answers_nothing() -> None:
    hospital = article("hospital", "It was quiet. The old hospital of the town, long a ruin, opens on Monday.")
    found = search_alerts(
        GrowingArchive([RAID, FLOOD, hospital]), OLD, [watch(1, "Hospital"), watch(2, "hospital opens")]
    )
    said = "The old hospital of the town, long a ruin, opens on Monday."
    assert [(n, [quote.text for quote in quotes]) for n, quotes in found.found.items()] == [(1, [said]), (2, [said])]


def test_an_article_is_told_once_though_it_answers_and_says_the_word() -> None:
    assert told(GrowingArchive([RAID, FLOOD, TOLL]), OLD, watch(1, "people died in Idlib city")) == {1: ["toll"]}


def test_what_several_chats_watch_for_is_asked_once() -> None:
    archive = GrowingArchive([RAID, FLOOD, TOLL])
    assert told(archive, OLD, watch(1), watch(2)) == {1: ["toll"], 2: ["toll"]}
    assert archive.asked == [IDLIB]


def test_an_article_that_was_taken_back_is_no_news() -> None:
    gone = search_alerts(GrowingArchive([FLOOD]), OLD, [watch(1)])
    assert gone.known == OLD
    assert told(GrowingArchive([RAID, FLOOD]), gone.known, watch(1)) == {}


def test_a_look_tells_each_news_once(tmp_path: Path) -> None:
    store = SubscriptionStore(tmp_path)
    store.add(1, IDLIB)
    assert check_subscriptions(GrowingArchive([RAID, FLOOD]), store) == 0
    grown = GrowingArchive([RAID, FLOOD, TOLL])
    assert check_subscriptions(grown, store) == 1
    (pending,) = store.pending_alerts()
    assert [found.text for quote in pending.quotes if (found := quote.find(grown)) is not None] == [TOLL.text]
    assert check_subscriptions(grown, store) == 0
    assert store.pending_alerts() == [pending]
    store.close()
