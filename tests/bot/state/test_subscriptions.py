"""What people want to be told of."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.state.answer_records import StoredQuote
from bot.state.preferences import QuietHours, quiet_hours
from bot.state.sqlite import StateError
from bot.state.subscriptions import LONGEST, MOST, MOST_ALERTS, Subscription, SubscriptionStore, TooManySubscriptions
from tests.bot.conftest import FLOOD, RAID, Clock
from tests.fakes import quote

NEWS = StoredQuote.of(quote(RAID, RAID.cut(RAID.paragraphs[2].span), "at least 15 people"))
MORE = StoredQuote.of(quote(FLOOD, FLOOD.cut(FLOOD.paragraphs[1].span)))
HOUR = 3600.0


@pytest.fixture
def clock() -> Clock:
    return Clock(now=86_400.0 * 10_000)  # midnight in UTC


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[SubscriptionStore]:
    opened = SubscriptionStore(tmp_path / "state", clock)
    yield opened
    opened.close()


def test_a_watch_is_listed_in_its_chat_alone(store: SubscriptionStore) -> None:
    first = store.add(1, " Saraqeb  airstrikes ", thread=7)
    store.add(2, "Idlib")
    assert store.of_chat(1) == [Subscription(first, 1, 7, "Saraqeb airstrikes")]


def test_the_same_again_is_the_same_watch(store: SubscriptionStore) -> None:
    assert store.add(1, "Saraqeb") == store.add(1, "SARAQEB ")
    assert len(store.of_chat(1)) == 1


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST + 1)])
def test_nothing_and_too_much_are_refused(store: SubscriptionStore, text: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        store.add(1, text)


def test_a_chat_has_so_many_watches_and_no_more(store: SubscriptionStore) -> None:
    for number in range(MOST):
        store.add(1, f"place {number}")
    with pytest.raises(TooManySubscriptions):
        store.add(1, "one more")
    store.add(1, "place 3")
    store.add(2, "another chat")
    assert len(store.of_chat(1)) == MOST


def test_a_watch_ends_by_its_id_or_its_text_and_only_in_its_chat(store: SubscriptionStore) -> None:
    first = store.add(1, "Saraqeb")
    second = store.add(1, "Idlib", person=7)
    assert not store.remove(2, first)
    assert store.find(2, "idlib") is None
    assert store.find(1, " IDLIB ") == store.find(1, second) == Subscription(second, 1, None, "Idlib", None, 7)
    assert store.remove(1, first)
    assert store.remove(1, second)
    assert store.of_chat(1) == []
    assert not store.remove(1, first)


def test_an_id_is_not_given_twice(store: SubscriptionStore) -> None:
    first = store.add(1, "Saraqeb")
    store.remove(1, first)
    assert store.add(1, "Idlib") != first


def test_a_chat_is_forgotten_with_its_news_and_its_quiet_hours(store: SubscriptionStore) -> None:
    watch = store.add(1, "Saraqeb")
    store.add(2, "Saraqeb")
    store.set_quiet(1, QuietHours(22, 7, 0))
    store.save_alerts({watch: [NEWS]}, ["raid"])
    assert store.forget(1) == 1
    assert (store.of_chat(1), store.quiet(1), store.pending_alerts()) == ([], None, [])
    assert len(store.every()) == 1


def test_before_the_first_look_nothing_is_known(store: SubscriptionStore) -> None:
    assert store.known() is None
    store.save_alerts({}, [])
    assert store.known() == frozenset()
    store.save_alerts({}, ["raid", "flood"])
    assert store.known() == frozenset({"raid", "flood"})


def test_news_are_due_until_they_are_told_and_then_never_again(store: SubscriptionStore) -> None:
    watch = store.add(1, "Saraqeb")
    store.save_alerts({watch: [NEWS, MORE]}, ["raid", "flood"])
    (pending,) = store.pending_alerts()
    assert (pending.subscription.id, pending.quotes) == (watch, (NEWS, MORE))
    store.mark_sent(pending)
    store.save_alerts({watch: [NEWS]}, ["raid"])
    assert store.pending_alerts() == []


def test_news_of_a_watch_are_bounded_and_those_not_told_yet_stay_longest(
    store: SubscriptionStore, clock: Clock
) -> None:
    watch, other = store.add(1, "Saraqeb"), store.add(2, "Saraqeb")
    for number in range(3 * MOST_ALERTS):
        clock.now += 60
        store.save_alerts({watch: [replace(NEWS, article_id=f"told{number}")]}, [])
        (pending,) = store.pending_alerts()
        store.mark_sent(pending)
    store.save_alerts({watch: [replace(NEWS, article_id=f"new{number}") for number in range(5)], other: [NEWS]}, [])
    (rows,) = store._db.execute("SELECT count(*) FROM news WHERE watch = ?", (watch,)).fetchone()
    assert rows == MOST_ALERTS
    assert [[quote.article_id for quote in pending.quotes] for pending in store.pending_alerts()] == [
        [f"new{n}" for n in range(5)],
        ["raid"],
    ]
    (last,) = store._db.execute(
        "SELECT count(*) FROM news WHERE article_id = ?", (f"told{3 * MOST_ALERTS - 1}",)
    ).fetchone()
    assert last == 1


def test_what_nobody_can_be_told_of_is_bounded_too(store: SubscriptionStore) -> None:
    watch = store.add(1, "Saraqeb")
    for number in range(3 * MOST_ALERTS):
        store.save_alerts({watch: [replace(NEWS, article_id=f"new{number}")]}, [])
    (pending,) = store.pending_alerts()
    assert [quote.article_id for quote in pending.quotes] == [
        f"new{n}" for n in range(2 * MOST_ALERTS, 3 * MOST_ALERTS)
    ]


def test_a_chat_that_moves_takes_its_watches_news_and_quiet_hours_along(store: SubscriptionStore) -> None:
    watch, twice, there = store.add(-1, "Saraqeb", 7), store.add(-1, "Idlib"), store.add(-100, "idlib")
    store.save_alerts({watch: [NEWS], twice: [NEWS], there: [NEWS]}, ["raid"])
    store.set_quiet(-1, QuietHours(1, 2, 0))
    for _ in range(2):
        store.move(-1, -100)
        assert [(found.id, found.thread, found.text) for found in store.every()] == [
            (watch, None, "Saraqeb"), (there, None, "idlib"),
        ]  # fmt: skip
        assert (store.quiet(-1), store.quiet(-100)) == (None, QuietHours(1, 2, 0))
        assert [pending.subscription.chat for pending in store.pending_alerts()] == [-100, -100]


@pytest.mark.parametrize(
    ("written", "quiet"),
    [
        ("22-7", QuietHours(22, 7, 0)),
        ("22-7 +3", QuietHours(22, 7, 180)),
        ("22-7 UTC-3:30", QuietHours(22, 7, -210)),
        ("22-7 -0:30", QuietHours(22, 7, -30)),
        ("22-7 \u22120030", QuietHours(22, 7, -30)),
        ("22 – 7 +0:30", QuietHours(22, 7, 30)),
        ("22\u20117 \u20110:30", QuietHours(22, 7, -30)),
        ("22\uff0d7 \uff0d0:30", QuietHours(22, 7, -30)),
        ("22\u20147 \u20130:30", QuietHours(22, 7, -30)),
        ("22-7 GMT-0:30", QuietHours(22, 7, -30)),
        ("22-7 gmt +5:30", QuietHours(22, 7, 330)),
        ("22-7 utc", QuietHours(22, 7, 0)),
        ("22:00-7:00", QuietHours(22, 7, 0)),
        ("22:00 - 07:00 +5:30", QuietHours(22, 7, 330)),
        ("٢٢-٧ -٠:٣٠", QuietHours(22, 7, -30)),
        ("\u200f٢٢:٠٠-٧:٠٠\u200f  +٣", QuietHours(22, 7, 180)),
        ("۲۲-۷ +۳:۳۰", QuietHours(22, 7, 210)),
        ("22:30-7:00", None),
        ("22-7 3", None),
        ("22-7 ²", None),
        ("22-7 +3:75", None),
        ("22-7 +15", None),
        ("22-24", None),
        ("off", None),
    ],
)
def test_quiet_hours_as_they_are_written(written: str, quiet: QuietHours | None) -> None:
    assert quiet_hours(written) == quiet


@pytest.mark.parametrize(
    ("minutes", "clock"),
    [(0, "UTC+0"), (180, "UTC+3"), (330, "UTC+5:30"), (-30, "UTC\u22120:30"), (-570, "UTC\u22129:30"), (5, "UTC+0:05")],
)
def test_a_clock_that_is_written_wins_over_the_chats_own(minutes: int, clock: str) -> None:
    assert quiet_hours("22-7", 90) == QuietHours(22, 7, 90)
    assert quiet_hours(f"22-7 {clock}", 90) == QuietHours(22, 7, minutes)


def test_news_survive_the_process(tmp_path: Path) -> None:
    first = SubscriptionStore(tmp_path)
    first.save_alerts({first.add(1, "Saraqeb"): [NEWS]}, ["raid"])
    first.close()
    second = SubscriptionStore(tmp_path)
    assert [pending.quotes for pending in second.pending_alerts()] == [(NEWS,)]
    second.close()


def test_news_for_a_watch_that_ended_are_passed_over(store: SubscriptionStore) -> None:
    store.save_alerts({99: [NEWS]}, ["raid"])
    assert store.pending_alerts() == []
    assert store.known() == frozenset({"raid"})


def test_quiet_hours_put_news_off(store: SubscriptionStore, clock: Clock) -> None:
    store.save_alerts({store.add(1, "Saraqeb"): [NEWS], store.add(2, "Saraqeb"): [NEWS]}, ["raid"])
    store.set_quiet(1, QuietHours(22, 7, 0))
    assert [pending.subscription.chat for pending in store.pending_alerts()] == [2]
    clock.now += 7 * HOUR
    assert [pending.subscription.chat for pending in store.pending_alerts()] == [1, 2]


def test_quiet_hours_can_be_changed_and_taken_back(store: SubscriptionStore) -> None:
    store.set_quiet(1, QuietHours(22, 7, 180))
    store.set_quiet(1, QuietHours(23, 6, -90))
    assert store.quiet(1) == QuietHours(23, 6, -90)
    store.set_quiet(1, None)
    assert store.quiet(1) is None


@pytest.mark.parametrize(
    ("quiet", "hour", "silent"),
    [
        (QuietHours(22, 7, 0), 21.9, False),
        (QuietHours(22, 7, 0), 22, True),
        (QuietHours(22, 7, 0), 6.9, True),
        (QuietHours(22, 7, 0), 7, False),
        (QuietHours(9, 17, 0), 8.9, False),
        (QuietHours(9, 17, 0), 12, True),
        (QuietHours(9, 17, 0), 17, False),
        (QuietHours(22, 7, 180), 19, True),
        (QuietHours(22, 7, 180), 4, False),
        (QuietHours(22, 7, -90), 22, False),
        (QuietHours(22, 7, -90), 23.5, True),
    ],
)
def test_when_it_is_quiet(clock: Clock, quiet: QuietHours, hour: float, silent: bool) -> None:
    assert quiet.holds(clock.now + hour * HOUR) is silent


@pytest.mark.parametrize("wrong", [(24, 7, 0), (-1, 7, 0), (22, 24, 0), (7, 7, 0), (22, 7, 900)])
def test_hours_that_are_none_are_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"quiet|clock"):
        QuietHours(*wrong)


def test_a_watch_knows_the_language_of_who_asked_for_it_last(store: SubscriptionStore) -> None:
    store.add(1, "Saraqeb", language="en")
    store.add(1, "saraqeb", language="ar")
    assert [watch.language for watch in store.of_chat(1)] == ["ar"]


def test_watches_of_an_earlier_format_are_still_there(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "watches.sqlite3")
    database.execute(
        "CREATE TABLE watches (id INTEGER PRIMARY KEY AUTOINCREMENT, chat INTEGER NOT NULL, thread INTEGER,"
        " text TEXT NOT NULL, folded TEXT NOT NULL, created REAL NOT NULL, UNIQUE (chat, folded))"
    )
    database.execute("INSERT INTO watches VALUES (3, 1, 7, 'Saraqeb', 'saraqeb', 0)")
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()
    opened = SubscriptionStore(tmp_path)
    assert opened.of_chat(1) == [Subscription(3, 1, 7, "Saraqeb", None, None)]
    opened.close()


def test_a_file_of_something_else_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "watches.sqlite3").write_text("no database at all, but long enough to be taken for one" * 20)
    with pytest.raises(StateError, match=r"watches\.sqlite3"):
        SubscriptionStore(tmp_path)
