"""What the operator does by message."""

from pathlib import Path

import pytest

from bot import operating
from bot.operating import RECEIVED, safe_name
from index.archive import Archive
from tests.bot.conftest import EN, RunBot
from tests.fake_bot_api import FakeBotApi
from tests.fakes import FakeArchive

ARTICLE = b"Floods in Sylhet\n\nIn Sylhet the flood destroyed 40 homes and 3 people died, the mayor said on Monday.\n"
SLOW_S = 120


async def test_a_file_is_kept_and_indexed_with_a_report(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operating, "PROGRESS_EVERY_S", 0.2)
    seeds, index = tmp_path / "seeds", tmp_path / "index"
    settings = {"ADMIN_IDS": "42", "SEEDS_DIR": str(seeds), "INDEX_DIR": str(index)}
    async with run_bot(archive, **settings):
        await api.send_file("../../floods.txt", ARTICLE)
        message = await api.answer()
        assert message.text.startswith(EN.say("received", name="floods.txt"))
        await api.until(lambda: message.text.startswith("Indexed: 1 articles; new: 1"), SLOW_S)
        assert message.versions > 2
        await api.send_file("broken.pdf", b"no pdf")
        second = await api.answer(count=2)
        await api.until(lambda: second.text.startswith("Indexed: 1 articles; new: 0"), SLOW_S)
        assert "• refused: broken.pdf: a damaged PDF" in second.text
        await api.say("/stats")
        assert "Articles: 2" in (await api.answer(count=3)).text
    assert (seeds / RECEIVED / "floods.txt").read_bytes() == ARTICLE
    assert not list(seeds.rglob("*.part"))
    opened = Archive.open(index)
    assert opened.ask("how many people died in Sylhet?").answered
    opened.close()


async def test_a_build_that_fails_leaves_its_reason(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path
) -> None:
    settings = {"ADMIN_IDS": "42", "SEEDS_DIR": str(tmp_path / "nowhere"), "INDEX_DIR": str(tmp_path / "index")}
    async with run_bot(archive, **settings):
        await api.say("/reindex")
        message = await api.answer()
        await api.until(lambda: message.text.startswith("The index stays as it was"), SLOW_S)
    assert "nowhere" in message.text
    assert "Traceback" not in message.text


async def test_nobody_else_can(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path) -> None:
    async with run_bot(archive, ADMIN_IDS="42", SEEDS_DIR=str(tmp_path / "seeds")):
        await api.send_file("floods.txt", ARTICLE, chat=43)
        assert (await api.answer(43)).text == EN.say("not-text")
        for count, command in enumerate(("/reindex", "/stats"), 2):
            await api.say(command, 43)
            assert (await api.answer(43, count)).text == EN.say("unknown-command")
    assert not (tmp_path / "seeds").exists()


async def test_a_file_too_big_for_telegram_is_said_to_be(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive
) -> None:
    async with run_bot(archive, ADMIN_IDS="42"):
        await api.send_file("all.zip", b"", size=30_000_000)
        assert (await api.answer()).text == EN.say("too-big", limit=20)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("report.txt", "report.txt"), ("../../etc/passwd", "passwd"), ("..\\..\\x.txt", "x.txt"), (".env", "env"),
        ("..", "id"), ("", "id"), (None, "id"), ("a\x00b\n.txt", "a_b_.txt"), ("تقرير.txt", "تقرير.txt"),
        ("x" * 300 + ".txt", "x" * 116 + ".txt"),
    ],
)  # fmt: skip
def test_a_name_stays_in_its_folder(given: str | None, name: str) -> None:
    assert safe_name(given, "id") == name
