import pytest

from index.query.name_linking import spelt_for
from index.query.question import understand
from index.query.translation import translated


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("كم قتل في Saraqeb؟", "How many people were killed in Saraqeb?"),
        ("كم طفلا قتل في Idlib في 5 فبراير 2018؟", "How many children were killed in Idlib on 5 february 2018?"),
        ("كم مدنيا جرح في Idlib عام 2018؟", "How many civilians were injured in Idlib in 2018?"),
        ("كم مدنيا جرح في Idlib قبل عام 2018؟", "How many civilians were injured in Idlib?"),
        ("كم مدنيا جرح في Idlib بين 2016 و2018؟", "How many civilians were injured in Idlib?"),
        ("ماذا حدث في Saraqeb؟", "What happened in Saraqeb?"),
        ("من قتل في Idlib؟", "Who was killed in Idlib?"),
        ("متى أسقطت الطائرة؟", "When were people shot down in the plane?"),
        ("how many children were killed in سراقب?", "كم أطفال قتل في سراقب؟"),
        ("what happened in سراقب?", "ماذا حدث في سراقب؟"),
    ],
)
def test_a_question_is_asked_in_the_other_language_by_its_names_and_kind(question: str, other: str) -> None:
    bridge = translated(understand(question, lambda word: word == "سراقب"), lambda _: False)
    assert bridge is not None and bridge.text.lower() == other.lower()


@pytest.mark.parametrize("question", ["", "?", "لماذا هكذا", "why so?", "\ud800"])
def test_a_question_of_which_nothing_is_understood_is_not_bridged(question: str) -> None:
    assert translated(understand(question), lambda _: False) is None


def test_each_passage_is_asked_in_its_own_language() -> None:
    asked = understand("كم قتل في Saraqeb؟")
    bridge = translated(asked, lambda _: False)
    asked = type(asked)(asked.text, asked.kind, asked.terms, asked.content, asked.names, asked.measure, None, bridge)
    assert bridge is not None
    assert spelt_for(asked, "Nine people died in Saraqeb.").text == bridge.text
    assert spelt_for(asked, "قتل تسعة أشخاص في سراقب.").text == asked.text
