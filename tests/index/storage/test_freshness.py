"""How fresh an index is."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.records import AsOf
from index.storage.folder import current_generation
from index.storage.freshness import REFRESHED, is_stale, note_refreshed, refreshed
from tests.index.fakes import HashEmbedder, build_with, laid_out, open_with

RAID = laid_out("raid", [("body", "At least 15 people died in Jebrine.")], published="2018-02-05")
BUILT = "2026-01-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("today", "after_days", "stale"),
    [
        (date(2026, 1, 31), 30, False),
        (date(2026, 2, 1), 30, True),
        (date(2026, 1, 2), 1, False),
        (date(2036, 1, 1), 0, False),
        (date(2025, 1, 1), 30, False),
    ],
)
def test_an_index_is_stale_after_more_than_so_many_days(today: date, after_days: int, stale: bool) -> None:
    assert is_stale(AsOf("2018-02-05", BUILT), today, after_days) is stale


def test_the_note_counts_and_without_one_the_build(tmp_path: Path) -> None:
    assert refreshed(tmp_path, BUILT) == BUILT
    note_refreshed(tmp_path, datetime(2026, 3, 1, tzinfo=UTC))
    assert refreshed(tmp_path, BUILT) == "2026-03-01T00:00:00+00:00"
    assert refreshed(tmp_path, "2026-03-01T00:00:01+00:00") == "2026-03-01T00:00:00+00:00"


@pytest.mark.parametrize("left", ["", "half", "2026-03"])
def test_a_note_that_cannot_be_read_is_none(tmp_path: Path, left: str) -> None:
    (tmp_path / REFRESHED).write_text(left)
    assert refreshed(tmp_path, BUILT) == BUILT


def test_a_build_that_finds_nothing_new_refreshes(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, RAID)
    archive = open_with(HashEmbedder(), tmp_path)
    assert archive.as_of().refreshed == (tmp_path / REFRESHED).read_text() >= archive.stats().built
    note_refreshed(tmp_path, datetime(2020, 1, 1, tzinfo=UTC))
    build_with(HashEmbedder(), tmp_path, RAID)
    assert current_generation(tmp_path).name == archive.generation
    assert archive.as_of().refreshed == (tmp_path / REFRESHED).read_text() >= archive.stats().built
    archive.close()


def test_every_answer_says_up_to_when_the_corpus_tells_also_the_kept_one(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, RAID)
    archive = open_with(HashEmbedder(), tmp_path)
    for question in ("how many people died in Jebrine?", "how many people died in Jebrine?", "who won?"):
        as_of = archive.ask(question).as_of
        assert as_of is not None
        assert as_of.newest == "2018-02-05"
    note_refreshed(tmp_path, datetime(2099, 3, 1, tzinfo=UTC))
    later = archive.ask("how many people died in Jebrine?").as_of
    assert later == AsOf("2018-02-05", "2099-03-01T00:00:00+00:00")
    archive.close()
