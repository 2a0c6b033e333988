"""The process, as far as it gets without an index."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("processes")

REPOSITORY = Path(__file__).parents[3]


def _run(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), **settings},
        input="",
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_wrong_settings_end_it_with_one_message(tmp_path: Path) -> None:
    ended = _run(tmp_path, WORKERS="0", TELEGRAM_BOT_TOKEN="my secret")
    assert ended.returncode == 2
    assert "WORKERS: " in ended.stderr
    assert "TELEGRAM_BOT_TOKEN: " in ended.stderr
    assert "my secret" not in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_misspelt_line_of_dotenv_ends_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("admin_ids=4711\nSEEDS\n")
    ended = _run(tmp_path)
    assert ended.returncode == 2
    assert "admin_ids in .env: is no setting; ADMIN_IDS is meant?" in ended.stderr
    assert "SEEDS in .env: is no setting; SEEDS_DIR is meant?" in ended.stderr
    assert "4711" not in ended.stderr


def test_a_missing_index_ends_it_with_what_to_run_and_a_doubtful_name_of_the_environment_does_not(
    tmp_path: Path,
) -> None:
    ended = _run(tmp_path, CHANNEL="4711", INDEX_DIR="nowhere")
    assert ended.returncode == 2
    assert "CHANNEL: is no setting; CHANNELS is meant?" in ended.stderr
    assert "nowhere" in ended.stderr
    assert "python -m index build" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_dotenv_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("INDEX_DIR=from_dotenv\nLOG_LEVEL=LOUD\n")
    ended = _run(tmp_path, LOG_LEVEL="INFO")
    assert "from_dotenv" in ended.stderr
    assert "LOG_LEVEL" not in ended.stderr
