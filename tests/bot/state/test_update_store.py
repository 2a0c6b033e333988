"""Updates on disk."""

import sqlite3
import threading
from pathlib import Path

import pytest

from bot.state.sqlite import StateError
from bot.state.update_store import KNOWN_FOR_S, PendingUpdates, UpdateStore

BODY = {"update_id": 7, "message": {"text": "how many died in Idlib? 😀"}}


@pytest.fixture
def inbox(tmp_path: Path) -> UpdateStore:
    return UpdateStore(tmp_path)


def test_an_update_is_accepted_once(inbox: UpdateStore) -> None:
    assert inbox.accept(7, BODY)
    assert not inbox.accept(7, BODY)
    inbox.done(7)
    assert not inbox.accept(7, BODY)


def test_what_is_not_done_is_there_for_the_next_process(inbox: UpdateStore, tmp_path: Path) -> None:
    for number in (9, 7, 8):
        inbox.accept(number, {**BODY, "update_id": number})
    inbox.begin(7)
    inbox.begin(7)
    inbox.begin(9)
    inbox.put_back(9)
    inbox.done(8)
    assert inbox.waiting() == 2
    # Not closed: the process was killed.
    assert UpdateStore(tmp_path).left() == [PendingUpdates(BODY, 2), PendingUpdates({**BODY, "update_id": 9}, 0)]


def test_words_are_gone_when_an_update_is_done(inbox: UpdateStore, tmp_path: Path) -> None:
    inbox.accept(7, BODY)
    assert any(b"Idlib" in path.read_bytes() for path in tmp_path.iterdir())
    inbox.done(7)
    inbox.forget_old()
    assert not any(b"Idlib" in path.read_bytes() for path in tmp_path.iterdir())


def test_numbers_are_remembered_for_two_days(tmp_path: Path) -> None:
    now = [1e9]
    inbox = UpdateStore(tmp_path, lambda: now[0])
    inbox.accept(7, BODY)
    inbox.accept(8, BODY)
    inbox.done(7)
    now[0] += KNOWN_FOR_S - 1
    inbox.forget_old()
    assert not inbox.accept(7, BODY)
    now[0] += 2
    inbox.forget_old()
    assert inbox.accept(7, BODY)
    assert not inbox.accept(8, BODY)  # which was never dealt with


def test_files_are_for_the_owner_only(inbox: UpdateStore, tmp_path: Path) -> None:
    inbox.accept(7, BODY)
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())


def test_a_file_that_is_no_inbox_is_named(tmp_path: Path) -> None:
    (tmp_path / "inbox.sqlite3").write_text("no database, but long enough to be looked at" * 30)
    with pytest.raises(StateError, match=r"inbox\.sqlite3.*STATE_DIR"):
        UpdateStore(tmp_path)


def test_threads_may_write_at_once(inbox: UpdateStore) -> None:
    threads = [threading.Thread(target=lambda n=n: [inbox.accept(i, BODY) for i in range(n, 200, 4)]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert inbox.waiting() == 200


def test_notes_on_a_closed_inbox_are_not_fatal(inbox: UpdateStore) -> None:
    inbox.close()
    inbox.done(7)
    with pytest.raises(sqlite3.Error):
        inbox.accept(7, BODY)
