import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from index.archive.archive import Archive
from index.archive.live import LiveArchive
from index.building.verify import verify
from tests.index.fakes import HashEmbedder, build_with, long_article, open_with

pytestmark = pytest.mark.usefixtures("processes")

ROOT = Path(__file__).parents[3]
KILLS = 20
QUESTION = "how many people fled on day 17?"


def check(archive: Archive | LiveArchive) -> None:
    """Every answer is right or declines; none fails."""
    answer = archive.ask(QUESTION)
    assert answer.degraded is None
    assert all(quote.article.id == "long" for quote in answer.quotes)
    assert all("117 people" in quote.text for quote in answer.quotes[:1])
    assert answer.quotes or answer.nearest


def test_answers_go_on_while_builds_are_killed_at_random_moments(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, long_article())
    builds = subprocess.Popen(
        [sys.executable, "-m", "tests.index.killed_at_random", str(tmp_path), str(KILLS)],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    asked = 0
    with closing(LiveArchive(lambda _: open_with(HashEmbedder(), tmp_path, held=True), 0.05)) as live:
        while builds.poll() is None:
            check(live)
            asked += 1
            time.sleep(0.05)  # the builds need the processor more
    said, _ = builds.communicate()
    assert builds.returncode == 0
    assert int(said) >= KILLS // 4  # the others had come to their end
    assert asked > KILLS
    assert list(verify(tmp_path)) == []
    with closing(open_with(HashEmbedder(), tmp_path)) as archive:
        check(archive)
        assert archive.article(f"extra {KILLS + 1}") is not None
    assert not list((tmp_path / "generations").glob(".building-*"))
