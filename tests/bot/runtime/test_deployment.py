"""The unit and the image fit the bot: settings that there are, files that there are, nothing secret."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.support.settings import Settings

REPOSITORY = Path(__file__).parents[3]
UNIT = (REPOSITORY / "deploy" / "verbatim.service").read_text()
DOCKERFILE = (REPOSITORY / "Dockerfile").read_text()
_NOT_OURS = ("PYTHON", "PIP_")


def _given(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if line.startswith(("ENV ", "Environment="))]
    pairs = re.findall(r"\b([A-Z][A-Z_]+)=(\S+)", "\n".join(lines))
    return {name: value for name, value in pairs if not name.startswith(_NOT_OURS)}


@pytest.mark.parametrize("text", [UNIT, DOCKERFILE])
def test_they_name_only_settings_that_there_are(text: str) -> None:
    given = _given(text)
    assert {"INDEX_DIR", "STATE_DIR"} <= set(given)
    Settings.from_environ(given)
    assert set(given) <= {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("text", [UNIT, DOCKERFILE])
def test_they_hold_no_token(text: str) -> None:
    assert "TELEGRAM_BOT_TOKEN" not in _given(text)


def test_what_the_image_copies_is_there_and_not_kept_out() -> None:
    kept = {line[1:] for line in (REPOSITORY / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {name for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE) for name in line.split()[:-1]}
    assert copied == kept
    assert all((REPOSITORY / name).exists() for name in copied)


def test_all_data_that_are_installed_with_the_index_are_named_in_the_notice_with_their_licence() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    notice = (REPOSITORY / "NOTICE").read_text()
    data = [
        f"{package.replace('.', '/')}/{name}"
        for package, names in project["tool"]["setuptools"]["package-data"].items()
        for name in names
        if not name.endswith((".md", ".ftl"))
    ]
    assert data
    assert [name for name in data if not re.search(rf"^{name}\n(?: +.+\n)*? +.*licen[cs]e", notice, re.MULTILINE)] == []
    assert project["project"]["license-files"] == ["LICENSE", "NOTICE"]
    assert not {path.suffix for path in (REPOSITORY / "index").rglob("*")} - {
        "",
        ".py",
        ".pyc",
        ".md",
        ".json",
        ".npy",
        ".npz",
        ".tsv",
        ".onnx",
        ".sqlite",
    }


def test_a_bot_that_needs_somebodys_hand_is_not_started_again_and_again() -> None:
    assert "RestartPreventExitStatus=2" in UNIT.splitlines()
    assert "Restart=on-failure" in UNIT.splitlines()


def test_articles_lie_where_the_bot_may_write() -> None:
    """Operators send some."""
    volumes = re.search(r"^VOLUME (.+)$", DOCKERFILE, re.MULTILINE)
    assert volumes is not None
    assert f'"{_given(DOCKERFILE)["SEEDS_DIR"]}"' in volumes[1]
    assert _given(UNIT)["SEEDS_DIR"].startswith("/var/lib/verbatim/")
    assert "StateDirectory=verbatim" in UNIT.splitlines()
