"""What the operator does by message."""

import io
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.admin import LINKS, RECEIVED, safe_name
from bot.support import index_subprocesses as index_processes
from index.archive.archive import Archive
from index.records import Article
from index.sources.readers import read_articles
from tests.bot.conftest import EN, RunBot
from tests.fake_bot_api import FakeBotApi
from tests.fake_bot_api.faults import Fault
from tests.fakes import FakeArchive
from tests.index.fakes import open_with
from tests.index.sources.web_server import Site, page, serving
from tests.index.strategies import quick

MORE = b"Fire in Sylhet\n\nIn Sylhet a fire destroyed 4 homes, the mayor said on Sunday evening to reporters.\n"
ARTICLE_PAYLOAD = (
    b"Floods in Sylhet\n\nIn Sylhet the flood destroyed 40 homes and 3 people died, the mayor said on Monday.\n"
)
SLOW_S = 120


@pytest.mark.usefixtures("model_cache")
@pytest.mark.usefixtures("processes")
async def test_a_file_is_kept_and_indexed_with_a_report(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_processes, "PROGRESS_EVERY_S", 0.2)
    seeds, index = tmp_path / "seeds", tmp_path / "index"
    settings = {"ADMIN_IDS": "42", "SEEDS_DIR": str(seeds), "INDEX_DIR": str(index)}
    async with run_bot(archive, **settings):
        await api.send_file("../../floods.txt", ARTICLE_PAYLOAD)
        message = await api.answer()
        assert message.text.startswith(EN.say("received", name="floods.txt"))
        await api.until(lambda: message.text == "Indexed: 1 new. 1 article in all.", SLOW_S)
        assert message.versions > 2
        await api.send_file("broken.pdf", b"no pdf")
        second = await api.answer(count=2)
        await api.until(lambda: "article in all" in second.text, SLOW_S)
        # What failed comes first, and an old refusal is not told again; whoever asks for a build is told of all.
        assert second.text.startswith("✗ broken.pdf: named .pdf, but no PDF")
        assert second.text.endswith("\nNothing new. 1 article in all.")
        await api.send_file("more.txt", MORE)
        third = await api.answer(count=3)
        again = "Indexed: 1 new. 2 articles in all.\n1 file is still refused; /reindex says which and why."
        await api.until(lambda: third.text == again, SLOW_S)
        await api.say("/reindex")
        fourth = await api.answer(count=4)
        await api.until(lambda: fourth.text.startswith("✗ broken.pdf: named .pdf, but no PDF"), SLOW_S)
        await api.say("/stats")
        counted = (await api.answer(count=5)).text
        assert "Articles: 2" in counted
        assert "Forgotten: 0" in counted
        assert re.search(r"\nIndexed: \d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC$", counted)
    assert (seeds / RECEIVED / "floods.txt").read_bytes() == ARTICLE_PAYLOAD
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
        await api.send_file("floods.txt", ARTICLE_PAYLOAD, chat=43)
        assert (await api.answer(43)).text == EN.say("not-text")
        for count, command in enumerate(("/reindex", "/stats", "/forget", "/forget floods"), 2):
            await api.say(command, 43)
            assert (await api.answer(43, count)).text.startswith("I do not know this command.")
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
        await api.send_file("floods.txt", ARTICLE_PAYLOAD)
        assert "I could not keep this file: " in (await api.answer()).text
        assert "SEEDS_DIR" in (await api.answer()).text


@pytest.mark.usefixtures("no_build")
@pytest.mark.parametrize("name", ["report.txt", "report.tar.gz", "report", ("ت" * 200 + ".txt")])
async def test_two_documents_of_one_name_are_both_kept(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, name: str
) -> None:
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


@pytest.fixture
def no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    async def built(self: index_processes.IndexJobs, progress: object = None) -> index_processes.JobResult:
        return index_processes.JobResult(1, None, "not built here")

    monkeypatch.setattr(index_processes.IndexJobs, "build", built)


@pytest.mark.usefixtures("no_build")
async def test_a_file_whose_name_no_build_reads_is_refused_by_name_and_not_kept(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path
) -> None:
    names = (
        "draft.tmp", "Thumbs.DB", "x.part", "x.part .", ".hidden.txt", "~$notes.docx", "notes.txt~", "desktop.ini",
        "folder/.env", ".meta.json",
    )  # fmt: skip
    async with run_bot(archive, ADMIN_IDS="42", SEEDS_DIR=str(tmp_path / "seeds")):
        for count, name in enumerate(names, 1):
            await api.send_file(name, ARTICLE_PAYLOAD)
            shown = name.removeprefix("folder/").rstrip(" .")
            assert (await api.answer(count=count)).text == EN.say("never-read", name=shown)
    assert not (tmp_path / "seeds").exists()


@pytest.mark.usefixtures("no_build")
@pytest.mark.parametrize("name", ["x.txt", "a name of 200 bytes " + "x" * 300 + ".txt"], ids=["short", "long"])
async def test_a_sidecar_takes_the_place_of_the_one_before_it_and_says_so(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, name: str
) -> None:
    sent = [
        (name, ARTICLE_PAYLOAD, "received", ""),
        (f"{name}.meta.json", b'{"title": "Frist"}', "received", ".meta.json"),
        (f"{name}.meta.json", b'{"title": "Frist"}', "received", ".meta.json"),
        (f"{name}.meta.json", b'{"title": "First"}', "received-instead", ".meta.json"),
        (f"{name}.meta.yaml", b"title: Second", "received-instead", ".meta.yaml"),
    ]
    kept = safe_name(name, "id")
    async with run_bot(archive, ADMIN_IDS="42", SEEDS_DIR=str(tmp_path / "seeds")):
        for count, (given, body, said, ending) in enumerate(sent, 1):
            await api.send_file(given, body)
            await api.edited(await api.answer(count=count))
            assert api.called("sendMessage")[-1].params["text"] == EN.say(said, name=kept + ending)
    received = {path.name: path.read_bytes() for path in (tmp_path / "seeds" / RECEIVED).iterdir()}
    assert received == {kept: ARTICLE_PAYLOAD, f"{kept}.meta.yaml": b"title: Second"}
    assert [one.title for one in read_articles([tmp_path / "seeds"]) if isinstance(one, Article)] == ["Second"]


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
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, no_model: str
) -> None:
    seeds, index = tmp_path / "seeds", tmp_path / "index"
    fire = b"Fire in Sylhet\n\nIn Sylhet a fire destroyed 4 homes, the mayor said on Sunday evening to reporters.\n"
    outside = {"../outside.txt": b"Outside\n\nThis must not be written anywhere, and must not be read.\n"}
    settings = {"SEEDS_DIR": str(seeds), "INDEX_DIR": str(index), "EMBEDDING_MODEL": no_model}
    async with run_bot(archive, ADMIN_IDS="42", **settings):
        await api.send_file("all.zip", zipped(**{"floods.txt": ARTICLE_PAYLOAD}, **outside))
        first = await api.answer()
        await api.until(lambda: "Indexed: 1 new. 1 article in all." in first.text, SLOW_S)
        assert "outside.txt: its name leads outside the archive" in first.text
        await api.send_file("more.tar.gz", tarred(**{"deep/fire.txt": fire}))
        second = await api.answer(count=2)
        await api.until(lambda: "Indexed: 1 new. 2 articles in all." in second.text, SLOW_S)
        assert "link.txt: a link or a device, not a file" in second.text
        await api.send_file("bomb.zip", zipped(**{"zeros.txt": b"0" * 80_000_000}))
        third = await api.answer(count=3)
        await api.until(lambda: "Nothing new. 2 articles in all." in third.text, SLOW_S)
        assert "as an archive bomb does" in third.text
    assert files_in(tmp_path, ".txt", ".zip", ".gz") == {"all.zip", "more.tar.gz", "bomb.zip"}
    opened = open_with(None, index)
    assert {article.title for article in opened.each_article()} == {"Floods in Sylhet", "Fire in Sylhet"}
    opened.close()


@pytest.fixture
def no_model(tmp_path: Path) -> str:
    """A model that does not load: an index by keywords alone is made in no time."""
    (tmp_path / "no-model").mkdir()
    return str(tmp_path / "no-model")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as server:
        yield server


@pytest.mark.usefixtures("processes")
async def test_a_link_is_fetched_kept_and_indexed_with_a_report(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, site: Site, no_model: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(index_processes, "PROGRESS_EVERY_S", 0.2)
    settings = {"SEEDS_DIR": str(tmp_path / "seeds"), "INDEX_DIR": str(tmp_path / "index"), "EMBEDDING_MODEL": no_model}
    url = site.serve("/strike", page("Strike in Latakia"))
    async with run_bot(archive, ADMIN_IDS="42", ALLOW_PRIVATE="1", **settings):
        await api.say(f" {url}\n")
        message = await api.answer()
        assert message.text.startswith("Fetching from 127.0.0.1…")
        await api.until(lambda: "Fetched 1 article. Indexing…" in message.text, SLOW_S)
        await api.until(lambda: message.text.startswith("Indexed: 1 new. 1 article in all."), SLOW_S)
        assert message.text.endswith("• new: Strike in Latakia")
        assert f'<a href="{url}">Strike in Latakia</a>' in message.raw
        site.serve("/strike", page("Strike in Latakia goes on"))
        await api.say(f"{url} {site.url('/nothing')}")
        second = await api.answer(count=2)
        await api.until(lambda: "Indexed: 1 changed. 1 article in all." in second.text, SLOW_S)
        assert "• changed: Strike in Latakia goes on" in second.text
        assert second.text.startswith(f"✗ {site.url('/nothing')}: there is nothing at this address (404)")
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
        await api.until(lambda: message.text.endswith("There was no article to index."), SLOW_S)
        assert message.text.startswith(f"✗ {url}: its host 127.0.0.1 leads to a loopback address (127.0.0.1)")
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
        assert (await api.answer(43)).text == EN.say("no-article-linked")
    assert archive.asked == [f"what does {url} say of Idlib city?"]
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
        page = await api.answer()
        await api.press(page, EN.say("help-operators-title"))
        assert (await api.edited(page)).text.endswith(EN.say("help-operators", limit=20))
        await api.press(page, EN.say("back"))
        assert EN.say("help-operators-title") in (await api.edited(page, 3)).labels
        await api.say("/help", 43)
        assert EN.say("help-operators-title") not in (await api.answer(43)).labels


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
