"""The memory of shown answers."""

import sqlite3
import stat
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.state.answer_records import PLAIN, StoredInterpretation, StoredQuote
from bot.state.answer_store import AnswerStore
from bot.state.sqlite import StateError
from index.answer_metadata import Form, NameReading, Period, ReportCount, Standing, Understood
from index.records import Answer, Article, Quote, Span
from tests.bot.conftest import FLOOD, RAID, Clock
from tests.fakes import FakeArchive, article, quote

QUOTE = quote(RAID, RAID.cut(RAID.paragraphs[2].span), "at least 15 people")
ANSWER_PAYLOAD = Answer("how many?", (QUOTE,), (), ("Homs",), "slow", 1.0)
DAY = 86_400


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shown(tmp_path: Path, clock: Clock) -> Iterator[AnswerStore]:
    answers = AnswerStore(tmp_path / "state", 30, clock)
    yield answers
    answers.close()


def test_an_answer_is_found_again_in_its_chat(shown: AnswerStore) -> None:
    found = shown.find(42, shown.add(42, ANSWER_PAYLOAD, 7))
    assert found is not None
    assert (found.question, found.answered, found.missing, found.degraded) == ("how many?", True, ("Homs",), True)
    assert (found.question_message, found.answer_message) == (7, None)


def test_an_answer_is_not_found_in_another_chat(shown: AnswerStore) -> None:
    assert shown.find(43, shown.add(42, ANSWER_PAYLOAD, 7)) is None


def test_ids_cannot_be_guessed_and_fit_a_button(shown: AnswerStore) -> None:
    ids = {shown.add(chat, ANSWER_PAYLOAD, None) for chat in range(50)}
    assert len(ids) == 50
    assert {len(answer_id) for answer_id in ids} == {16}


def test_an_answer_survives_the_process(tmp_path: Path, clock: Clock) -> None:
    first = AnswerStore(tmp_path, 30, clock)
    answer_id = first.add(42, ANSWER_PAYLOAD, 7)
    first.close()
    second = AnswerStore(tmp_path, 30, clock)
    found = second.find(42, answer_id)
    second.close()
    assert found is not None
    assert found.quotes[0].find(FakeArchive([RAID])) == QUOTE


def test_a_quote_without_highlight_is_found_again(shown: AnswerStore) -> None:
    plain = quote(FLOOD, "The river rose on Monday.")
    found = shown.find(42, shown.add(42, Answer("q", (), (plain,), (), None, 1.0), 7))
    assert found is not None
    assert not found.answered
    assert found.quotes[0].find(FakeArchive([FLOOD])) == plain


@pytest.mark.parametrize(
    "now",
    [
        FLOOD,
        article("raid", "Warplanes."),
        article("raid", *(RAID.cut(p.span).replace("15", "51") for p in RAID.paragraphs[1:]), title=RAID.title),
        article("raid", *(RAID.cut(p.span) for p in RAID.paragraphs[1:]), title="A new title"),
    ],
    ids=["gone", "shorter", "other words", "moved"],
)
def test_a_quote_is_gone_when_its_words_are_not_there(shown: AnswerStore, now: Article) -> None:
    found = shown.find(42, shown.add(42, ANSWER_PAYLOAD, 7))
    assert found is not None
    assert found.quotes[0].find(FakeArchive([now])) is None


def test_the_message_with_the_answer_is_known_by_the_question(shown: AnswerStore) -> None:
    shown.shown(shown.add(42, ANSWER_PAYLOAD, 7), 8)
    found = shown.to_message(42, 7)
    assert found is not None
    assert found.answer_message == 8
    assert shown.to_message(43, 7) is None


def test_an_answer_that_was_perhaps_seen_keeps_its_id(shown: AnswerStore) -> None:
    first = shown.add(42, ANSWER_PAYLOAD, 7)
    assert shown.add(42, ANSWER_PAYLOAD, 7) == first
    assert shown.add(42, replace(ANSWER_PAYLOAD, question="who?"), 7) != first


def test_the_last_message_that_shows_an_answer(shown: AnswerStore) -> None:
    assert shown.last_shown(42) == 0
    for question_message, answer_message in ((7, 9), (8, 12)):
        shown.shown(shown.add(42, ANSWER_PAYLOAD, question_message), answer_message)
    shown.shown(shown.add(43, ANSWER_PAYLOAD, 7), 99)
    assert shown.last_shown(42) == 12


def test_a_second_answer_to_a_message_replaces_the_first(shown: AnswerStore) -> None:
    first = shown.add(42, ANSWER_PAYLOAD, 7)
    shown.shown(first, 8)
    second = shown.add(42, ANSWER_PAYLOAD, 7)
    assert shown.find(42, first) is None
    assert shown.find(42, second) is not None


def test_examples_do_not_replace_each_other(shown: AnswerStore) -> None:
    ids = [shown.add(42, ANSWER_PAYLOAD, None) for _ in range(2)]
    assert all(shown.find(42, answer_id) is not None for answer_id in ids)


def test_old_answers_are_not_found_even_before_they_are_deleted(shown: AnswerStore, clock: Clock) -> None:
    answer_id = shown.add(42, ANSWER_PAYLOAD, 7)
    clock.now += 29 * DAY
    assert shown.find(42, answer_id) is not None
    clock.now += 2 * DAY
    assert shown.find(42, answer_id) is None


def test_old_answers_leave_no_word_on_disk(shown: AnswerStore, clock: Clock, tmp_path: Path) -> None:
    shown.add(42, Answer("a very private question", (), (), (), None, 1.0), 7)
    clock.now += 31 * DAY
    shown.forget_old()
    assert all(b"private" not in path.read_bytes() for path in (tmp_path / "state").iterdir())


def test_old_answers_are_deleted_at_the_start(shown: AnswerStore, clock: Clock, tmp_path: Path) -> None:
    shown.add(42, Answer("a very private question", (), (), (), None, 1.0), 7)
    clock.now += 31 * DAY
    AnswerStore(tmp_path / "state", 30, clock).close()
    assert b"private" not in (tmp_path / "state" / "answers.sqlite3").read_bytes()


def test_only_the_owner_can_read_it(shown: AnswerStore, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "state" / "answers.sqlite3").stat().st_mode) == 0o600


def test_words_of_articles_are_not_stored(shown: AnswerStore, tmp_path: Path) -> None:
    shown.add(42, ANSWER_PAYLOAD, 7)
    assert b"five-storey" not in (tmp_path / "state" / "answers.sqlite3").read_bytes()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite3").write_bytes(b"no database at all, but long enough to be looked at" * 10)
    with pytest.raises(StateError, match=r"answers\.sqlite3.*STATE_DIR"):
        AnswerStore(tmp_path, 30)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StateError, match="file"):
        AnswerStore(tmp_path / "file" / "state", 30)


def test_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "answers.sqlite3")
    database.execute("PRAGMA user_version = 9")
    database.close()
    with pytest.raises(StateError, match="format is 9"):
        AnswerStore(tmp_path, 30)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_answers_of_an_earlier_format_are_still_there(tmp_path: Path, version: int) -> None:
    database = sqlite3.connect(tmp_path / "answers.sqlite3")
    columns = "id TEXT PRIMARY KEY, chat INTEGER NOT NULL, question TEXT NOT NULL, asked_in INTEGER, shown_in INTEGER, "
    columns += "answered INTEGER NOT NULL, quotes TEXT NOT NULL, missing TEXT NOT NULL, degraded INTEGER NOT NULL, "
    columns += "created REAL NOT NULL" + ("", ", read_as TEXT", ", read_as TEXT, readings TEXT")[version - 1]
    database.execute(f"CREATE TABLE answers ({columns})")
    row = ["old", 7, "who?", 5, 6, 1, '[["article", 0, 4, null, 0.9, "digest"]]', "[]", 0, time.time()]
    row += ["who then?", None][: version - 1]
    database.execute(f"INSERT INTO answers VALUES ({', '.join('?' * len(row))})", row)
    database.execute(f"PRAGMA user_version = {version}")
    database.commit()
    database.close()
    found = AnswerStore(tmp_path, 30).find(7, "old")
    assert found is not None
    assert (found.read_as, found.interpretation) == ("who then?" if version > 1 else None, PLAIN)
    assert found.quotes == (StoredQuote("article", 0, 4, None, 0.9, "digest"),)


def test_how_a_question_was_read_is_kept_with_its_answer(tmp_path: Path) -> None:
    article = Article("a", "Ten died.", ())
    understood = Understood((NameReading("Idleb", ("Idlib",)),), Period("last May", "2018-05-01", "2018-05-31"))
    quote = Quote(article, Span(0, 9), None, 0.9, standing=Standing.SUPERSEDED)
    answer = Answer("q", (quote,), (), (), None, 1.0, Form.FIGURES, understood, ReportCount(3, 2))
    store = AnswerStore(tmp_path, 30)
    found = store.find(7, store.add(7, answer, None))
    assert found is not None
    assert found.interpretation == StoredInterpretation(Form.FIGURES, understood, ReportCount(3, 2))
    assert found.quotes[0].standing is Standing.SUPERSEDED
    copy = store.copy(found.id, 8)
    assert copy is not None
    assert copy.interpretation == found.interpretation


def test_what_was_taken_along_from_a_chat_is_forgotten_with_it(tmp_path: Path) -> None:
    store = AnswerStore(tmp_path, 30)
    given = store.add(-1, ANSWER_PAYLOAD, 5)
    taken = store.copy(given, 42)
    assert taken is not None
    again = store.copy(taken.id, 43)
    own = store.add(42, ANSWER_PAYLOAD, 6)
    assert again is not None
    assert store.forget(-1) == 1
    assert (store.find(42, taken.id), store.find(43, again.id)) == (None, None)
    assert store.find(42, own) is not None
    store.close()


def test_the_answer_to_a_press_keeps_its_id_until_it_is_seen(tmp_path: Path) -> None:
    store = AnswerStore(tmp_path, 30)
    store.copy(store.add(-1, ANSWER_PAYLOAD, 5), 42)
    assert store.unseen(42, ANSWER_PAYLOAD.question) is None
    first = store.add(42, ANSWER_PAYLOAD, None)
    assert store.add(42, ANSWER_PAYLOAD, None) == first
    store.shown(first, 7)
    assert store.add(42, ANSWER_PAYLOAD, None) != first
    assert store.find(42, first) is not None
    store.close()
