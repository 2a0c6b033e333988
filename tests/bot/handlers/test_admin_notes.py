"""Why files are refused, in the operator's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import index.sources
from bot.handlers.admin_notes import indexed, reason_kind
from bot.support.i18n import LANGUAGES, locale_for
from bot.support.index_subprocesses import JobResult
from bot.views.markup import to_plain

SOURCES = Path(str(index.sources.__file__)).parent
_WAY_OUT = re.compile(r"\w[^:\n]*: (?:\w+ )+\w+")


def _reasons() -> Iterator[str]:
    """The texts of the readers that say what is wrong and, behind a colon, the way out; X stands for what varies."""
    for path in SOURCES.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
        inner = {id(part) for node in joined for part in node.values}
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in joined:
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "X" for p in node.values)
        plain = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in inner | said]
        yield from (node.value for node in plain if isinstance(node.value, str))


def test_each_reason_of_the_readers_has_a_kind() -> None:
    reasons = [text for text in _reasons() if _WAY_OUT.match(text) and "%s" not in text]
    assert len(reasons) > 80
    assert [text for text in reasons if reason_kind(text) is None] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_told_in_the_operators_language_with_the_readers_words(language: str) -> None:
    reason = "needs a password: save it without one"
    counts = {"new": 0, "changed": 0, "removed": 0, "articles": 3, "forgotten": 0}
    report = {**counts, "refused": [{"path": "in/a.pdf", "line": None, "reason": reason}]}
    locale = locale_for(language)
    line = to_plain(indexed(JobResult(0, report, ""), locale)).splitlines()[0]
    assert "a.pdf" in line
    assert reason in line
    if language != "en":
        assert locale.say("fault-protected") in line


def test_the_kind_of_a_refusal_is_told_by_words_that_are_not_shown() -> None:
    """A long name first, as of a file deep in an archive: what tells the kind stands behind what is cut off."""
    reason = f"{'folder/' * 40}a.pdf: needs a password: save it without one"
    counts = {"new": 0, "changed": 0, "removed": 0, "articles": 3, "forgotten": 0}
    report = {**counts, "refused": [{"path": "in/a.zip", "line": None, "reason": reason}]}
    words = locale_for("fr")
    line = to_plain(indexed(JobResult(0, report, ""), words)).splitlines()[0]
    assert words.say("fault-protected") in line
    assert reason not in line
