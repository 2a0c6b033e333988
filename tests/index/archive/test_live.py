import inspect
import logging
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.archive.archive import Archive
from index.archive.live import LiveArchive
from index.archive.protocol import ArchiveProtocol
from index.errors import ArchiveDamaged, ArchiveMissing
from index.records import Answer
from index.storage.folder import ARTICLES, KEYWORDS
from index.storage.generations import current_generation
from tests.fakes import FakeArchive
from tests.index.fakes import HashEmbedder, build_with, laid_out, long_article, open_with

ROOT = Path(__file__).parents[3]
SLOW_S = 60
LOOK_S = 0.05
QUESTION = "how many people were killed in Jebrine on Saturday?"


def raid(number: int) -> str:
    return f"At least {number} people were killed in Jebrine on Saturday."


def publish(index: Path, number: int) -> str:
    """An index whose answer is a number; returns the name of the generation."""
    build_with(HashEmbedder(), index, laid_out("raid", [("body", raid(number))]), long_article())
    return current_generation(index).name


def kept(index: Path) -> list[str]:
    return sorted(path.name for path in (index / "generations").iterdir())


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + SLOW_S
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    publish(tmp_path / "index", 1)
    return tmp_path / "index"


def following(index: Path, opening: Callable[[Path], Archive] | None = None, poll_s: float = LOOK_S) -> LiveArchive:
    return LiveArchive(lambda *_: (opening or by_hash)(index), poll_s)


def by_hash(index: Path) -> Archive:
    return open_with(HashEmbedder(), index, held=True)


@pytest.fixture
def live(index: Path) -> Iterator[LiveArchive]:
    with closing(following(index)) as archive:
        yield archive


PATTERNS = ("How many people were killed in {}?", "What happened in {}?")


def said(archive: Archive | LiveArchive) -> str:
    answer = archive.ask(QUESTION)
    assert answer.answered
    return answer.quotes[0].text


def test_it_answers_as_the_archive_does(index: Path, live: LiveArchive) -> None:
    with closing(by_hash(index)) as plain:
        assert live.ask(QUESTION, 2).quotes == plain.ask(QUESTION, 2).quotes
        assert live.article("raid") == plain.article("raid")
        assert live.article("nothing") is None
        assert live.examples(PATTERNS) == plain.examples(PATTERNS) != ()
        assert live.stats() == plain.stats()
        assert (live.generation, live.degraded) == (plain.generation, plain.degraded) == ("000001", None)


VERBS = [name for name, what in vars(LiveArchive).items() if inspect.isfunction(what) and not name.startswith("_")]


@pytest.mark.parametrize("verb", VERBS)
def test_what_is_asked_is_asked_as_of_an_archive(verb: str) -> None:
    assert inspect.signature(getattr(LiveArchive, verb)) == inspect.signature(getattr(Archive, verb))


@pytest.mark.parametrize("implementation", [Archive, LiveArchive, FakeArchive])
def test_each_archive_has_what_the_protocol_asks_for(implementation: type) -> None:
    for name, member in vars(ArchiveProtocol).items():
        if inspect.isfunction(member) and not name.startswith("_"):
            has = inspect.signature(getattr(implementation, name)).replace(return_annotation=None)
            assert has == inspect.signature(member).replace(return_annotation=None), name


def test_a_new_generation_answers(index: Path, live: LiveArchive) -> None:
    assert said(live) == raid(1)
    newer = publish(index, 2)
    until(lambda: live.generation == newer)
    assert said(live) == raid(2)


def test_the_old_generation_goes_once_it_is_replaced(index: Path, live: LiveArchive) -> None:
    older, newer = live.generation, publish(index, 2)
    until(lambda: kept(index) == [newer])
    assert live.generation == newer != older


def test_generations_follow_each_other(index: Path, live: LiveArchive) -> None:
    for number in range(2, 6):
        newer = publish(index, number)
        until(lambda: kept(index) == [newer])  # noqa: B023 - called before the next round
        assert said(live) == raid(number)


def test_the_newest_of_several_generations_answers(index: Path, live: LiveArchive) -> None:
    for number in range(2, 6):
        newer = publish(index, number)
    until(lambda: live.generation == newer)
    assert said(live) == raid(5)
    until(lambda: kept(index) == [newer])


def test_a_question_ends_on_the_generation_it_began_on(index: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()
    opened: list[Archive] = []

    class Slow(Archive):
        def article(self, article_id: str) -> None:
            begun.set()
            assert go_on.wait(SLOW_S)
            assert super().article("raid") is not None

    def slow_at_first(index: Path) -> Archive:
        archive = by_hash(index)
        if not opened:
            archive.__class__ = Slow
        opened.append(archive)
        return archive

    with closing(following(index, slow_at_first)) as live:
        asking = threading.Thread(target=lambda: live.article("raid"))
        asking.start()
        assert begun.wait(SLOW_S)
        newer = publish(index, 2)
        until(lambda: live.generation == newer)
        assert said(live) == raid(2)
        time.sleep(5 * LOOK_S)
        assert kept(index) == ["000001", newer]
        go_on.set()
        asking.join(SLOW_S)
        until(lambda: kept(index) == [newer])


def test_closing_waits_for_the_questions_that_have_begun(index: Path) -> None:
    begun, go_on, found = threading.Event(), threading.Event(), []

    class Slow(Archive):
        def article(self, article_id: str) -> None:
            begun.set()
            assert go_on.wait(SLOW_S)
            found.append(super().article("raid"))

    def slow(index: Path) -> Archive:
        archive = by_hash(index)
        archive.__class__ = Slow
        return archive

    live = following(index, slow)
    asking = threading.Thread(target=lambda: live.article("raid"))
    asking.start()
    assert begun.wait(SLOW_S)
    closer = threading.Thread(target=live.close)
    closer.start()
    time.sleep(5 * LOOK_S)
    assert closer.is_alive()
    go_on.set()
    closer.join(SLOW_S)
    asking.join(SLOW_S)
    assert found != [None]
    assert not closer.is_alive()


def test_it_is_warm_before_it_answers(index: Path) -> None:
    asked: list[str] = []

    class Noting(Archive):
        def ask(self, question: str, *more: Any, **named: Any) -> Answer:
            asked.append(self.generation)
            return super().ask(question, *more, **named)

    def noting(index: Path) -> Archive:
        archive = by_hash(index)
        archive.__class__ = Noting
        return archive

    with closing(following(index, noting)) as live:
        live.examples(PATTERNS)
        asked.clear()
        newer = publish(index, 2)
        until(lambda: live.generation == newer)
        warmed = len(asked)
        assert set(asked) == {newer}
        live.examples(PATTERNS)
        live.examples(PATTERNS)
        assert len(asked) == warmed


def test_a_corpus_without_examples_is_warmed_as_well(tmp_path: Path) -> None:
    texts = ["Nothing is said here of any place.", "Nothing more is said of it there."]
    for text in texts[:1]:
        build_with(HashEmbedder(), tmp_path, laid_out("one", [("body", text)]))
    with closing(following(tmp_path)) as live:
        assert live.examples(PATTERNS) == ()
        build_with(HashEmbedder(), tmp_path, laid_out("one", [("body", texts[1])]))
        until(lambda: live.generation == "000002")


def errors_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def damage_keywords(index: Path) -> None:
    found = current_generation(index) / KEYWORDS
    for file in [found] if found.is_file() else [path for path in found.rglob("*") if path.is_file()]:
        file.write_bytes(b"damage")


def remove_articles(index: Path) -> None:
    (current_generation(index) / ARTICLES).unlink()


def remove_manifest(index: Path) -> None:
    (current_generation(index) / "manifest.json").unlink()


def change_format(index: Path) -> None:
    path = current_generation(index) / "manifest.json"
    path.write_text(path.read_text().replace('"format": ', '"format": 9'))


@pytest.mark.parametrize("damage", [damage_keywords, remove_articles, remove_manifest, change_format])
def test_a_generation_that_cannot_be_opened_is_passed_over_and_logged_once(
    index: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None]
) -> None:
    with closing(following(index, poll_s=1e6)) as live:  # it looks when it is told to
        broken = publish(index, 2)
        damage(index)
        live._reloader._poll()
        for _ in range(3):
            live._reloader._retry_at = 0.0
            live._reloader._poll()
        assert said(live) == raid(1)
        (error,) = errors_in(caplog)
        assert f"generation {broken} cannot be used, and 000001 goes on answering" in error
        assert "run: python -m index build" in error
        publish(index, 3)
        live._reloader._poll()
        assert said(live) == raid(3)


def test_a_generation_that_cannot_answer_is_passed_over(index: Path, caplog: pytest.LogCaptureFixture) -> None:
    class Mute(Archive):
        def ask(self, question: str, *more: Any, **named: Any) -> Answer:
            raise RuntimeError("no answer")

    def mute_at_second(index: Path) -> Archive:
        archive = by_hash(index)
        if archive.generation == "000002":
            archive.__class__ = Mute
        return archive

    with closing(following(index, mute_at_second)) as live:
        publish(index, 2)
        until(lambda: bool(errors_in(caplog)))
        assert said(live) == raid(1)
        publish(index, 3)
        until(lambda: live.generation == "000003")
    (error,) = errors_in(caplog)
    assert "no answer" in error
    assert kept(index) == ["000003"]


def test_what_could_not_be_opened_is_tried_again(index: Path, caplog: pytest.LogCaptureFixture) -> None:
    ready = threading.Event()

    def later(index: Path) -> Archive:
        if not ready.is_set() and current_generation(index).name == "000002":
            raise OSError(24, "Too many open files")
        return by_hash(index)

    with closing(following(index, later)) as live:
        publish(index, 2)
        until(lambda: bool(errors_in(caplog)))
        ready.set()
        live._reloader._retry_at = 0.0
        until(lambda: live.generation == "000002")
    assert len(errors_in(caplog)) == 1


def test_an_index_that_is_gone_answers_on(index: Path, live: LiveArchive, caplog: pytest.LogCaptureFixture) -> None:
    shutil.rmtree(index)
    time.sleep(5 * LOOK_S)
    assert said(live) == raid(1)
    assert errors_in(caplog) == []
    publish(index, 2)
    until(lambda: said(live) == raid(2))


@pytest.mark.usefixtures("model_cache")
def test_a_first_index_that_is_missing_or_damaged_is_told(tmp_path: Path, index: Path) -> None:
    with pytest.raises(ArchiveMissing):
        LiveArchive.open(tmp_path / "nowhere")
    damage_keywords(index)
    with pytest.raises(ArchiveDamaged):
        LiveArchive.open(index)
    publish(index, 2)
    assert kept(index) == ["000002"]


@pytest.mark.usefixtures("model_cache")
def test_a_first_build_is_waited_for_as_long_as_there_is_one(
    tmp_path: Path, index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    waits = iter([True, True, True, False])

    def waiting() -> bool:
        wait = next(waits)
        if not wait:
            shutil.copytree(index, tmp_path / "later")
            return True
        return wait

    with closing(LiveArchive.open(tmp_path / "later", "another model", waiting)) as live:
        assert said(live) == raid(1)
    assert [message for message in caplog.messages if "waiting for a build" in message] == [
        f"waiting for a build: there is no index in {tmp_path / 'later'}; run: python -m index build --index {tmp_path / 'later'}"
    ]


def test_a_first_build_that_is_given_up_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        LiveArchive.open(tmp_path / "nowhere", waiting=iter([True, False]).__next__)


def test_nothing_is_left_after_closing(index: Path) -> None:
    threads = set(threading.enumerate())
    live = following(index)
    assert set(threading.enumerate()) != threads
    live.close()
    live.close()
    assert set(threading.enumerate()) == threads
    publish(index, 2)
    assert kept(index) == ["000002"]
    with pytest.raises(ValueError, match="the archive is closed"):
        live.ask(QUESTION)


def test_a_generation_that_is_replaced_while_it_is_opened_is_not_answered_from(
    index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "index.archive.live")
    opened: list[Archive] = []
    published = threading.Event()

    def overtaken(index: Path) -> Archive:
        if len(opened) == 1:
            assert published.wait(SLOW_S)  # the build of 2 has let go of its lock
            publish(index, 3)
        opened.append(by_hash(index))
        return opened[-1]

    with closing(following(index, overtaken)) as live:
        publish(index, 2)
        published.set()
        until(lambda: live.generation == "000003")
        assert said(live) == raid(3)
        until(lambda: kept(index) == ["000003"])
    assert [archive.generation for archive in opened] == ["000001", "000003"]
    assert caplog.messages == ["generation 000003 answers from now on, in place of 000001"]


@contextmanager
def people_asking(live: LiveArchive, answers: list[str], failures: list[Exception]) -> Iterator[None]:
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.wait(0.05):  # the builds need the processor more
                answers.append(said(live))
                article = live.article("raid")
                assert article is not None
                assert live.stats().articles == 2
                live.examples(PATTERNS)
        except Exception as error:
            failures.append(error)

    people = [threading.Thread(target=ask) for _ in range(4)]
    for person in people:
        person.start()
    try:
        yield
    finally:
        done.set()
        for person in people:
            person.join(SLOW_S)


BUILD = """
import sys
from pathlib import Path
from typing import Any
from tests.index.archive.test_live import publish
for number in sys.argv[2:]:
    print(publish(Path(sys.argv[1]), int(number)), flush=True)
"""


@pytest.mark.usefixtures("processes")
def test_while_another_process_builds_no_question_fails(index: Path) -> None:
    answers: list[str] = []
    failures: list[Exception] = []
    with closing(following(index)) as live, people_asking(live, answers, failures):
        until(lambda: len(answers) > 20)
        built = subprocess.run(
            [sys.executable, "-c", BUILD, str(index), *map(str, range(2, 12))],
            cwd=ROOT, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert built.returncode == 0, built.stderr
        newest = built.stdout.split()[-1]
        until(lambda: live.generation == newest)
        before = len(answers)
        until(lambda: len(answers) > before + 20)
        until(lambda: kept(index) == [newest])
    assert failures == []
    assert answers[0] == raid(1)
    assert answers[-1] == raid(11)
    numbers = [int(answer.split("least ")[1].split()[0]) for answer in answers]
    assert set(numbers) <= set(range(1, 12))
