"""What people said of answers."""

import io
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.state.feedback import DIGEST, FeedbackStore, RatedQuote, Reason, Verdict
from bot.state.feedback_report import print_feedback
from bot.state.shown_quotes import ShownQuote
from bot.state.sqlite import StateError
from index.cli.evaluation import read_questions
from index.errors import SourceError
from tests.bot.conftest import FLOOD, RAID
from tests.fakes import FakeArchive, article, quote

WORDS = RAID.cut(RAID.paragraphs[2].span)
PLACE = RatedQuote.of(ShownQuote.of(quote(RAID, WORDS)))
QUESTION = "how many died in Idlib city?"


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FeedbackStore]:
    opened = FeedbackStore(tmp_path / "state", Clock())
    yield opened
    opened.close()


def good(store: FeedbackStore, chat: int = 42, answer: str = "a") -> None:
    store.add(chat, answer, QUESTION, Verdict.GOOD, [PLACE], "7 minilm packaged")


def bad(store: FeedbackStore, chat: int = 42, answer: str = "a", reason: Reason | None = None) -> None:
    store.add(chat, answer, QUESTION, Verdict.BAD, [PLACE], "7 minilm packaged", reason)


def printed(store: FeedbackStore, archive: FakeArchive | None, as_json: bool, with_bad: bool = False) -> str:
    out = io.StringIO()
    assert print_feedback(store, archive, out, as_json, with_bad) == 0
    return out.getvalue()


def test_a_verdict_is_kept_whole(store: FeedbackStore) -> None:
    bad(store, reason=Reason.OUT_OF_DATE)
    (said,) = store.all()
    assert (said.answer_id, said.question, said.version) == ("a", QUESTION, "7 minilm packaged")
    assert (said.verdict, said.reason, said.quotes) == (Verdict.BAD, Reason.OUT_OF_DATE, (PLACE,))


def test_the_last_verdict_of_a_chat_wins_and_drops_the_reason(store: FeedbackStore) -> None:
    bad(store, reason=Reason.WRONG_PASSAGE)
    good(store)
    assert [(said.verdict, said.reason) for said in store.all()] == [(Verdict.GOOD, None)]


def test_the_same_verdict_again_keeps_its_reason(store: FeedbackStore) -> None:
    bad(store, reason=Reason.WRONG_PASSAGE)
    bad(store)
    assert [said.reason for said in store.all()] == [Reason.WRONG_PASSAGE]


def test_chats_do_not_overrule_one_another(store: FeedbackStore) -> None:
    good(store, 1)
    bad(store, 2)
    assert [said.verdict for said in store.all()] == [Verdict.GOOD, Verdict.BAD]


def test_verdicts_come_in_order_of_their_last_change(store: FeedbackStore) -> None:
    good(store, answer="a")
    good(store, answer="b")
    bad(store, answer="a")
    assert [said.answer_id for said in store.all()] == ["b", "a"]


def test_a_good_answer_has_no_reason(store: FeedbackStore) -> None:
    with pytest.raises(ValueError, match="reason"):
        store.add(1, "a", QUESTION, Verdict.GOOD, [], "", Reason.OUT_OF_DATE)


def test_a_person_is_forgotten_and_nobody_else(store: FeedbackStore) -> None:
    good(store, 1, "a")
    good(store, 1, "b")
    good(store, 2, "a")
    assert store.forget(1) == 2
    assert len(store.all()) == 1


def test_a_person_is_found_again_by_the_next_process_and_the_number_is_not_on_disk(tmp_path: Path) -> None:
    first = FeedbackStore(tmp_path, Clock())
    good(first, 987_654_321)
    first.close()
    assert b"987654321" not in (tmp_path / "feedback.sqlite3").read_bytes()
    second = FeedbackStore(tmp_path, Clock())
    assert second.forget(987_654_321) == 1
    second.close()


def test_the_file_is_for_its_owner_only(tmp_path: Path, store: FeedbackStore) -> None:
    assert stat.S_IMODE((tmp_path / "state" / "feedback.sqlite3").stat().st_mode) == 0o600


def test_a_file_of_something_else_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "feedback.sqlite3").write_text("no database at all, but long enough to be taken for one" * 20)
    with pytest.raises(StateError, match=r"feedback\.sqlite3"):
        FeedbackStore(tmp_path)


def test_good_verdicts_are_questions_to_evaluate(store: FeedbackStore, archive: FakeArchive, tmp_path: Path) -> None:
    good(store, 1)
    bad(store, 2, reason=Reason.WRONG_PASSAGE)
    path = tmp_path / "feedback.jsonl"
    path.write_text(printed(store, archive, as_json=True), "utf-8")
    (known,) = read_questions(path)
    assert (known.question, known.answerable, [e.quote for e in known.evidence]) == (QUESTION, True, [WORDS])
    line = json.loads(path.read_text("utf-8"))
    assert (line["verdict"], line["reason"], line["evidence"][0]["article_id"]) == ("good", None, "raid")


def test_a_digest_that_was_judged_is_no_question_to_evaluate(store: FeedbackStore, archive: FakeArchive) -> None:
    store.add(1, "an id", f"{DIGEST}place:Saraqeb", Verdict.GOOD, [], "now a model", None)
    assert printed(store, archive, as_json=True) == ""
    assert "/digest place:Saraqeb" in printed(store, archive, as_json=False)


def test_bad_verdicts_hold_no_evidence_and_are_refused(
    store: FeedbackStore, archive: FakeArchive, tmp_path: Path
) -> None:
    bad(store, reason=Reason.WRONG_PASSAGE)
    path = tmp_path / "feedback.jsonl"
    path.write_text(printed(store, archive, as_json=True, with_bad=True), "utf-8")
    line = json.loads(path.read_text("utf-8"))
    assert (line["evidence"], line["rejected"][0]["quote"], line["reason"]) == ([], WORDS, "wrong passage")
    with pytest.raises(SourceError):
        list(read_questions(path))


def test_words_that_changed_are_no_evidence(store: FeedbackStore) -> None:
    good(store)
    changed = article("raid", *("Everything was written anew." for _ in range(20)))
    assert printed(store, FakeArchive([changed]), as_json=True) == ""
    assert "the article has changed" in printed(store, FakeArchive([changed]), as_json=False)


def test_an_article_that_is_gone_is_said_to_be_gone(store: FeedbackStore) -> None:
    good(store)
    assert "the article is gone" in printed(store, FakeArchive([FLOOD]), as_json=False)


def test_the_table_shows_verdicts_words_and_reasons(store: FeedbackStore, archive: FakeArchive) -> None:
    good(store, 1)
    bad(store, 2, reason=Reason.OUT_OF_DATE)
    table = printed(store, archive, as_json=False)
    assert table.startswith("2 verdicts: 1 good, 1 bad\n")
    assert "(out of date)" in table
    assert WORDS[:60] in table


def test_the_table_is_told_without_an_index_and_moves_no_cursor(store: FeedbackStore) -> None:
    store.add(1, "a", "how\x1b[2J many?\nreally", Verdict.GOOD, [PLACE], "")
    table = printed(store, None, as_json=False)
    assert "there is no index" in table
    assert "\x1b" not in table
    assert "how [2J many? really" in table
