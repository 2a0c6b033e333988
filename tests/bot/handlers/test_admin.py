"""What the operator does by message."""

import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.admin import LINKS, RECEIVED, safe_name
from bot.support import index_jobs as indexing
from index.archive.archive import Archive
from tests.bot.conftest import EN, RunBot
from tests.fake_bot_api import FakeBotApi
from tests.fake_bot_api.faults import Fault
from tests.fakes import FakeArchive
from tests.index.sources.web_server import Site, page, serving
from tests.index.strategies import quick

ARTICLE = b"Floods in Sylhet\n\nIn Sylhet the flood destroyed 40 homes and 3 people died, the mayor said on Monday.\n"
SLOW_S = 120


@pytest.mark.usefixtures("processes")
async def test_a_file_is_kept_and_indexed_with_a_report(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "PROGRESS_EVERY_S", 0.2)
    seeds, index = tmp_path / "seeds", tmp_path / "index"
    settings = {"ADMIN_IDS": "42", "SEEDS_DIR": str(seeds), "INDEX_DIR": str(index)}
    async with run_bot(archive, **settings):
        await api.send_file("../../floods.txt", ARTICLE)
        message = await api.answer()
        assert message.text.startswith(EN.say("received", name="floods.txt"))
        await api.until(lambda: message.text.startswith("Indexed: 1 article; new: 1"), SLOW_S)
        assert message.versions > 2
        await api.send_file("broken.pdf", b"no pdf")
        second = await api.answer(count=2)
        await api.until(lambda: second.text.startswith("Indexed: 1 article; new: 0"), SLOW_S)
        assert "• refused: broken.pdf: a damaged PDF" in second.text
        await api.say("/stats")
        counted = (await api.answer(count=3)).text
        assert "Articles: 2" in counted
        assert "Forgotten: 0" in counted
    assert (seeds / RECEIVED / "floods.txt").read_bytes() == ARTICLE
    assert not list(seeds.rglob("*.part"))
    opened = Archive.open(index)
    assert opened.ask("how many people died in Sylhet?").answered
    opened.close()


@pytest.mark.usefixtures("processes")
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
        for count, command in enumerate(("/reindex", "/stats", "/forget", "/forget floods"), 2):
            await api.say(command, 43)
            assert (await api.answer(43, count)).text == EN.say("unknown-command")
    assert not (tmp_path / "seeds").exists()


async def test_a_file_too_big_for_telegram_is_said_to_be(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path
) -> None:
    async with run_bot(archive, ADMIN_IDS="42", SEEDS_DIR=str(tmp_path / "seeds")):
        await api.send_file("all.zip", b"", size=30_000_000)
        assert (await api.answer()).text == EN.say("too-big", limit=20)
        assert "send a link to it" in (await api.answer()).text
        # Telegram does not always tell the size before.
        api.faults.append(Fault("getFile", "refuse", description="Bad Request: file is too big"))
        await api.send_file("all.zip", b"small")
        assert (await api.answer(count=2)).text == EN.say("too-big", limit=20)
    assert not [path for path in tmp_path.joinpath("seeds").rglob("*") if path.is_file()]


async def test_a_folder_that_does_not_take_a_file_is_named(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path
) -> None:
    (tmp_path / "seeds").write_text("a file where the folder should be")
    async with run_bot(archive, ADMIN_IDS="42", SEEDS_DIR=str(tmp_path / "seeds")):
        await api.send_file("floods.txt", ARTICLE)
        assert "I could not keep this file: " in (await api.answer()).text
        assert "SEEDS_DIR" in (await api.answer()).text


@pytest.mark.parametrize("name", ["report.txt", "report.tar.gz", "report", ("ت" * 200 + ".txt")])
async def test_two_documents_of_one_name_are_both_kept(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def built(self: indexing.IndexJobs, progress: object = None) -> indexing.JobResult:
        return indexing.JobResult(1, None, "not built here")

    monkeypatch.setattr(indexing.IndexJobs, "build", built)
    bodies = [b"the first", b"the second", b"the first", b"the third"]
    async with run_bot(archive, ADMIN_IDS="42", SEEDS_DIR=str(tmp_path / "seeds")):
        for count, body in enumerate(bodies, 1):
            await api.send_file(name, body)
            await api.edited(await api.answer(count=count))
    received = {path.name: path.read_bytes() for path in (tmp_path / "seeds" / RECEIVED).iterdir()}
    first = safe_name(name, "id")
    stem, dot, ending = first.partition(".")
    assert received == {
        first: b"the first", f"{stem} (2){dot}{ending}": b"the second", f"{stem} (3){dot}{ending}": b"the third",
    }  # fmt: skip


def files_in(folder: Path, *endings: str) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.suffix in endings}


def zipped(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return content.getvalue()


def tarred(**members: bytes) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        for name, body in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return content.getvalue()


@pytest.mark.usefixtures("processes")
async def test_archives_are_indexed_and_what_is_hostile_in_them_is_refused_by_name(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path
) -> None:
    seeds, index = tmp_path / "seeds", tmp_path / "index"
    fire = b"Fire in Sylhet\n\nIn Sylhet a fire destroyed 4 homes, the mayor said on Sunday evening to reporters.\n"
    outside = {"../outside.txt": b"Outside\n\nThis must not be written anywhere, and must not be read.\n"}
    async with run_bot(archive, ADMIN_IDS="42", SEEDS_DIR=str(seeds), INDEX_DIR=str(index)):
        await api.send_file("all.zip", zipped(**{"floods.txt": ARTICLE}, **outside))
        first = await api.answer()
        await api.until(lambda: first.text.startswith("Indexed: 1 article; new: 1"), SLOW_S)
        assert "outside.txt: its name leads outside the archive" in first.text
        await api.send_file("more.tar.gz", tarred(**{"deep/fire.txt": fire}))
        second = await api.answer(count=2)
        await api.until(lambda: second.text.startswith("Indexed: 2 articles; new: 1"), SLOW_S)
        assert "link.txt: a link or a device, not a file" in second.text
        await api.send_file("bomb.zip", zipped(**{"zeros.txt": b"0" * 80_000_000}))
        third = await api.answer(count=3)
        await api.until(lambda: third.text.startswith("Indexed: 2 articles; new: 0"), SLOW_S)
        assert "as an archive bomb does" in third.text
    assert files_in(tmp_path, ".txt", ".zip", ".gz") == {"all.zip", "more.tar.gz", "bomb.zip"}
    opened = Archive.open(index)
    assert {article.title for article in opened.each_article()} == {"Floods in Sylhet", "Fire in Sylhet"}
    opened.close()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as server:
        yield server


@pytest.mark.usefixtures("processes")
async def test_a_link_is_fetched_kept_and_indexed_with_a_report(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "PROGRESS_EVERY_S", 0.2)
    settings = {"SEEDS_DIR": str(tmp_path / "seeds"), "INDEX_DIR": str(tmp_path / "index")}
    url = site.serve("/strike", page("Strike in Latakia"))
    async with run_bot(archive, ADMIN_IDS="42", ALLOW_PRIVATE="1", **settings):
        await api.say(f" {url}\n")
        message = await api.answer()
        assert message.text.startswith("Fetching from 127.0.0.1…")
        await api.until(lambda: "Fetched 1 article. Indexing…" in message.text, SLOW_S)
        await api.until(lambda: message.text.startswith("Indexed: 1 article; new: 1"), SLOW_S)
        assert message.text.endswith("• new: Strike in Latakia")
        assert f'<a href="{url}">Strike in Latakia</a>' in message.raw
        site.serve("/strike", page("Strike in Latakia goes on"))
        await api.say(f"{url} {site.url('/nothing')}")
        second = await api.answer(count=2)
        await api.until(lambda: second.text.startswith("Indexed: 1 article; new: 0, changed: 1"), SLOW_S)
        assert "• changed: Strike in Latakia goes on" in second.text
        assert f"• refused: {site.url('/nothing')}: there is nothing at this address (404)" in second.text
    assert archive.asked == []
    assert {refusal for refusal in api.refusals if "not modified" not in refusal} == set()


@pytest.mark.usefixtures("processes")
async def test_links_that_give_nothing_leave_their_reasons_and_private_ones_are_refused(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, site: Site
) -> None:
    settings = {"SEEDS_DIR": str(tmp_path / "seeds"), "INDEX_DIR": str(tmp_path / "index")}
    url = site.serve("/page", page("Page"))
    async with run_bot(archive, ADMIN_IDS="42", **settings):
        await api.say(url)
        message = await api.answer()
        await api.until(lambda: message.text.startswith("There was no article to index."), SLOW_S)
        assert f"• refused: {url}: its host 127.0.0.1 leads to a loopback address (127.0.0.1)" in message.text
    assert site.asked == []
    assert not (tmp_path / "index" / "current").exists()


async def test_only_a_message_of_nothing_but_links_is_fetched_and_only_for_operators(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, site: Site
) -> None:
    url = site.serve("/page", page("Page"))
    async with run_bot(archive, ADMIN_IDS="42", ALLOW_PRIVATE="1", SEEDS_DIR=str(tmp_path / "seeds")):
        await api.say(f"what does {url} say of Idlib city?")
        await api.answer()
        await api.say(url, 43)
        await api.answer(43)
    assert archive.asked == [f"what does {url} say of Idlib city?", url]
    assert site.asked == []


@pytest.mark.parametrize(
    ("text", "is_links"),
    [
        ("https://example.org/a", True), ("  HTTP://example.org/a \n", True), ("https://a.org https://b.org\nhttps://c.org", True),
        ("https://example.org/a?", True), ("see https://example.org/a", False), ("https://example.org/a why?", False),
        ("ftp://example.org", False), ("example.org", False), ("https://", False), ("", False), ("https:// a", False),
    ],
)  # fmt: skip
def test_what_is_nothing_but_links(text: str, is_links: bool) -> None:
    assert (LINKS.search(text) is not None) is is_links


@quick
@given(words=st.lists(st.sampled_from(["http://a", "https://b.c/d?e", "why", "?", "ftp://x", "http://"]), max_size=40))
def test_one_word_that_is_no_link_makes_it_a_question(words: list[str]) -> None:
    links = bool(words) and all(word.startswith(("http://", "https://")) and not word.endswith("//") for word in words)
    assert (LINKS.search(" ".join(words)) is not None) is links


async def test_help_tells_operators_what_only_they_can_do(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive
) -> None:
    async with run_bot(archive, ADMIN_IDS="42"):
        await api.say("/help")
        assert (await api.answer()).text.endswith(EN.say("help-operators", limit=20))
        await api.say("/help", 43)
        assert EN.say("help-operators-title") not in (await api.answer(43)).text


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("report.txt", "report.txt"), ("../../etc/passwd", "passwd"), ("..\\..\\x.txt", "x.txt"), (".env", "env"),
        ("..", "id"), ("", "id"), (None, "id"), ("a\x00b\n.txt", "a_b_.txt"), ("تقرير.txt", "تقرير.txt"),
        ("x" * 300 + ".txt", "x" * 196 + ".txt"), ("تقرير" * 60 + ".txt", "رير" + "تقرير" * 19 + ".txt"),
    ],
)  # fmt: skip
def test_a_name_stays_in_its_folder(given: str | None, name: str) -> None:
    assert safe_name(given, "id") == name
