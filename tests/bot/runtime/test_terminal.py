"""The conversation in a terminal."""

import io
import re

import pytest

from bot.conversation.conversation import Conversation
from bot.runtime.terminal import converse, greet, typed_lines
from tests.bot.conftest import EN, EXAMPLES, RAID
from tests.fakes import FakeArchive

IDLIB = "how many people died in Idlib city?"


def _run_bot(archive: FakeArchive, *lines: str, styled: bool = False) -> str:
    out = io.StringIO()
    converse(Conversation(archive, None, 5, 30), lines, out, styled)
    return out.getvalue()


def test_the_greeting_tells_in_one_line_how_to_get_a_token() -> None:
    out = io.StringIO()
    greet(out)
    assert "@BotFather" in EN.say("terminal-greeting")
    assert out.getvalue() == EN.say("terminal-greeting") + "\n\n"


def test_a_question_is_answered_with_quote_and_source(archive: FakeArchive) -> None:
    shown = _run_bot(archive, IDLIB + "\n")
    assert (
        f"  │ {RAID.cut(RAID.paragraphs[2].span)}\n"
        "Russia ramps up bombing (https://example.org/raid?a=1&b=2)\n"
        "Example Post · 5 February 2018\n\n"
    ) in shown


def test_the_answering_words_are_bold_when_styled(archive: FakeArchive) -> None:
    assert "\033[1mat least 15 people\033[0m" in _run_bot(archive, IDLIB, styled=True)
    assert "\033" not in _run_bot(archive, IDLIB)


def test_blank_lines_are_skipped(archive: FakeArchive) -> None:
    assert _run_bot(archive, "\n", "   \n") == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/start", "word-for-word"),
        ("/start", f"  • {EXAMPLES[0]}\n"),
        ("/help", EN.say("help-title")),
        ("/sources", "Example Post"),
        ("/privacy", EN.say("privacy-terminal")),
        (f"/ask {IDLIB}", "at least 15 people"),
        ("/ask", "What would you like to know?"),
        ("/frobnicate", EN.say("unknown-command")),
        ("🤷", EN.say("no-words")),
    ],
)
def test_commands_work_there_too(archive: FakeArchive, line: str, said: str) -> None:
    assert said in _run_bot(archive, line)


def test_every_command_that_help_names_is_known(archive: FakeArchive) -> None:
    named = re.findall(r"^/\w+", _run_bot(archive, "/help"), re.MULTILINE)
    assert "/latest" in named
    assert "/watch" not in named
    assert all(EN.say("unknown-command") not in _run_bot(archive, command) for command in named)


def test_a_pipe_is_read_line_by_line_without_a_prompt(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(typed_lines(io.StringIO("one\ntwo"))) == ["one\n", "two"]
    assert capsys.readouterr() == ("", "")
