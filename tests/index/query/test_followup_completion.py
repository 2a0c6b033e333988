"""Questions that lean on the one before."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.followup_completion import IsName, elsewhere, on_the_same
from index.query.parser import understand
from index.query.query import Kind
from tests.index.strategies import quick

KNOWN = frozenset("idlib syria aleppo maarat saraqeb homs russia bangladesh norway sylhet ادلب سراقب حلب".split())
CORPORA = ("corpus", "corpus_heldout")


def is_name(word: str) -> bool:
    return word in KNOWN


def completed(last: str, text: str, is_name: IsName) -> str | None:
    return on_the_same(last, text, is_name) or elsewhere(last, text, is_name)


# Last question | text | what it is completed to, nothing where it stays by itself
_TABLE = """
how many died in Idlib city? | and in Saraqeb? | how many died in Saraqeb?
how many died in Idlib city? | And in saraqeb | how many died in saraqeb?
how many died in Idlib city? | in Saraqeb? | how many died in Saraqeb?
how many died in Idlib city? | near Saraqeb? | how many died near Saraqeb?
how many died in Idlib city? | what about Saraqeb? | how many died in Saraqeb?
how many died in Idlib city? | how about saraqeb | how many died in saraqeb?
how many died in Idlib city? | and Saraqeb? | how many died in Saraqeb?
how many died in Idlib city? | Saraqeb? | how many died in Saraqeb?
how many died in Idlib city? | Saraqeb |
how many died in Idlib city? | Saraqeb airstrikes |
how many died in Idlib city? | and in Idlib city? |
how many were killed at the hospital in Maarat? | and in Saraqeb? | how many were killed at the hospital in Saraqeb?
how many died in Idlib on 5 February 2018? | and in Saraqeb? | how many died in Saraqeb on 5 February 2018?
who bombed Maarat in February 2018? | and Saraqeb? | who bombed Saraqeb in February 2018?
who is the prime minister of Bangladesh? | and Norway? | who is the prime minister of Norway?
how many died? | in Idlib? | how many died in Idlib?
how many died in Idlib city? | how many were children? | how many were children in Idlib city?
how many died in Idlib city in May 2018? | how many were children? | how many were children in Idlib city in May 2018?
how many died in Idlib city? | how many children? | how many children in Idlib city?
how many died in Idlib city? | how many of them were children? | how many of them were children in Idlib city?
how many died in Idlib city? | how many were injured? | how many were injured in Idlib city?
how many died in Idlib city? | and how many injured? | how many injured in Idlib city?
how many died in Idlib city? | and injured? | how many injured in Idlib city?
how many died in Idlib city? | and the wounded? | how many wounded in Idlib city?
how many died in Idlib city? | what about children? | how many children in Idlib city?
what happened in Idlib? | how many died? | how many died in Idlib?
what happened in Idlib? | how many homes were destroyed? | how many homes were destroyed in Idlib?
how many died in Idlib in January 2018? | how many in February? | how many died in Idlib in February 2018?
how many died in Idlib in January 2018? | and in February? | how many died in Idlib in February 2018?
how many died in Idlib in January 2018? | what about February 2019? | how many died in Idlib in February 2019?
how many died in Idlib? | and in February 2018? | how many died in Idlib in February 2018?
how many died in Idlib? | how many in Saraqeb? | how many died in Saraqeb?
how many died in Idlib? | February? | how many died in Idlib in February?
how many of the dead near Idlib were in one family | how many were children? |
how many died in Idlib? | and yesterday? | how many died in Idlib yesterday?
who bombed the hospital in Maarat? | when was that? | When was it: bombed the hospital in Maarat?
who bombed the hospital in Maarat? | when? | When was it: bombed the hospital in Maarat?
who bombed the hospital in Maarat? | when did it happen? | When was it: bombed the hospital in Maarat?
who bombed the hospital in Maarat? | why? | Why: bombed the hospital in Maarat?
who bombed the hospital in Maarat? | and why? | Why: bombed the hospital in Maarat?
what happened in Idlib? | where was it? | Where was it: in Idlib?
how many people were killed in Idlib? | who did it? | Who did it: killed in Idlib?
how many people were killed in Idlib? | who was behind it? | Who did it: killed in Idlib?
when was the hospital in Maarat bombed? | who did that? | Who did it: the hospital in Maarat bombed?
when was the hospital in Maarat bombed? | why? | Why was the hospital in Maarat bombed?
where was the helicopter downed? | and when? | When was the helicopter downed?
why did Martin Oduya resign? | when? | When did Martin Oduya resign?
why did Martin Oduya resign? | how old is he? | how old is Martin Oduya?
what happened in Idlib? | how many died there? | how many died in Idlib?
what happened in Idlib? | who lives there | who lives in Idlib?
what happened in Idlib? | how long did it last? | how long did it last: in Idlib?
what happened in Idlib? | what caused it? | what caused it: in Idlib?
how many died in Idlib city? | who won the Booker Prize? |
how many died in Idlib city? | how many died in Saraqeb? |
how many died in Idlib city? | what caused the flooding |
how many died in Idlib city? | thanks |
how many died in Idlib city? | ok |
how many died in Idlib city? | Really? |
how many died in Idlib city? | Thanks! |
how many died in Idlib city? | why did the final start late |
how many died in Idlib city? | and what did the ministry say of the strikes on the hospitals of Maarat last week? |
كم عدد القتلى في إدلب؟ | وفي سراقب؟ | كم عدد القتلى في سراقب؟
كم عدد القتلى في إدلب؟ | في سراقب؟ | كم عدد القتلى في سراقب؟
كم عدد القتلى في مدينة إدلب؟ | وفي سراقب؟ | كم عدد القتلى في سراقب؟
كم عدد القتلى في إدلب؟ | ماذا عن سراقب؟ | كم عدد القتلى في سراقب؟
كم عدد القتلى في إدلب؟ | وماذا عن حلب؟ | كم عدد القتلى في حلب؟
كم عدد القتلى في إدلب؟ | وسراقب؟ | كم عدد القتلى في سراقب؟
كم عدد القتلى في إدلب؟ | كم عدد الأطفال؟ | كم عدد الأطفال في إدلب؟
كم عدد القتلى في إدلب؟ | والجرحى؟ | كم عدد الجرحى في إدلب؟
كم عدد القتلى في إدلب؟ | وكم عدد الجرحى؟ | وكم عدد الجرحى في إدلب؟
كم عدد القتلى في إدلب في شباط 2018؟ | وفي سراقب؟ | كم عدد القتلى في سراقب في شباط 2018؟
كم عدد القتلى في إدلب في شباط 2018؟ | وفي آذار؟ | كم عدد القتلى في إدلب في آذار 2018؟
من قصف المستشفى في سراقب؟ | متى كان ذلك؟ | متى كان ذلك: قصف المستشفى في سراقب؟
من قصف المستشفى في سراقب؟ | متى؟ | متى كان ذلك: قصف المستشفى في سراقب؟
ماذا حدث في إدلب؟ | ومن فعل ذلك؟ | من: في إدلب؟
كم عدد القتلى في إدلب؟ | ومن فعل ذلك؟ | من: القتلى في إدلب؟
كم عدد القتلى في إدلب؟ | لماذا؟ | لماذا: القتلى في إدلب؟
ماذا حدث في إدلب؟ | كم قتيلا سقط هناك؟ | كم قتيلا سقط في إدلب؟
كم عدد القتلى في إدلب؟ | سراقب |
كم عدد القتلى في إدلب؟ | من هو رئيس الوزراء؟ |
كم عدد القتلى في إدلب؟ | كم عدد القتلى في حلب؟ |
how many died in Idlib city? | وفي سراقب؟ |
"""


def _cases() -> list[tuple[str, str, str]]:
    rows = (line.split("|") for line in _TABLE.strip().splitlines())
    return [(last.strip(), text.strip(), whole.strip()) for last, text, whole in rows]


def _questions() -> list[str]:
    files = (Path(__file__).parents[2] / name / "questions.jsonl" for name in CORPORA)
    return [json.loads(line)["question"] for file in files for line in file.read_text("utf-8").splitlines()]


CASES = _cases()
QUESTIONS = _questions()


def test_what_a_text_is_completed_to() -> None:
    found = [(last, text, completed(last, text, is_name) or "") for last, text, _ in CASES]
    assert found == CASES


def test_a_full_question_is_never_changed() -> None:
    """Whatever was asked before (every 163rd of the others, each time another), and where only capitals tell names."""
    asked = ((last, text) for n, text in enumerate(QUESTIONS) for last in QUESTIONS[n % 163 :: 163])
    assert [(last, text) for last, text in asked if completed(last, text, is_name) is not None] == []


def test_what_is_completed_stands_by_itself() -> None:
    before = "how many votes did Colclough get in Quayside?"
    assert [whole for _, _, whole in CASES if whole and completed(before, whole, is_name) is not None] == []


@pytest.mark.parametrize(
    ("text", "kind"), [("when was that?", Kind.TIME), ("where?", Kind.PLACE), ("who did it?", Kind.PERSON)]
)
def test_another_kind_of_question_is_of_that_kind(text: str, kind: Kind) -> None:
    wholes = [completed(last, text, is_name) for last in QUESTIONS]
    assert [whole for whole in wholes if whole is not None and understand(whole, is_name).kind is not kind] == []
    assert any(wholes)


@quick
@given(last=st.text(), text=st.text(st.sampled_from("and in it? hw Idlib فيوسراقب؟.\n🔥'")))
def test_no_text_is_too_odd(last: str, text: str) -> None:
    completed(last, text, is_name)
