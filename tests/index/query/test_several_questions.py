"""Several questions of one message, told apart in each language of the bot, and single questions left whole."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.parser import understand
from index.query.several_questions import LONGEST, MOST, naming_part, questions_in, with_names_of

_QUESTIONS = tuple(Path(__file__).parents[2].glob("corpus*/questions.jsonl"))

SEVERAL = {
    "How many died and how many were injured in Tarna?": ("How many died?", "How many were injured in Tarna?"),
    "How many died in Tarna, and who was arrested?": ("How many died in Tarna?", "Who was arrested?"),
    "how many died in Tarna and in which villages": ("How many died in Tarna?", "In which villages?"),
    "How many died in Tarna? How many were injured?": ("How many died in Tarna?", "How many were injured?"),
    "There was a blast. How many died and why?": ("There was a blast. How many died?", "Why died?"),
    "Did anyone die in Tarna and how many were injured?": ("Did anyone die in Tarna?", "How many were injured?"),
    "Combien de personnes sont mortes et où ?": ("Combien de personnes sont mortes?", "Où personnes sont mortes?"),
    "Who was arrested, and where?": ("Who was arrested?", "Where was arrested?"),
    "When and where was the mayor shot?": ("When was the mayor shot?", "Where was the mayor shot?"),
    "When, and by whom, and where was it said?": ("When was it said?", "By whom was it said?", "Where was it said?"),
    "¿Cuántos murieron y cuántos resultaron heridos en Tolmera?": (
        "¿Cuántos murieron?", "¿Cuántos resultaron heridos en Tolmera?",
    ),
    "¿Quién fue detenido y dónde?": ("¿Quién fue detenido?", "¿Dónde fue detenido?"),
    "Combien de morts et combien de blessés à Valbourg ?": ("Combien de morts?", "Combien de blessés à Valbourg?"),
    "Quand et où le maire est-il mort ?": ("Quand le maire est-il mort?", "Où le maire est-il mort?"),
    "Wie viele starben und wie viele wurden verletzt?": ("Wie viele starben?", "Wie viele wurden verletzt?"),
    "Сколько человек погибло и сколько ранено в Тарне?": ("Сколько человек погибло?", "Сколько ранено в Тарне?"),
    "Кого задержали, а когда?": ("Кого задержали?", "Когда задержали?"),
    "Köyde kaç kişi öldü ve kaç kişi yaralandı?": ("Köyde kaç kişi öldü?", "Kaç kişi yaralandı?"),
    "Kaç kişi öldü ve köyde kimler yaralandı?": ("Kaç kişi öldü?", "Köyde kimler yaralandı?"),
    "كم قتل وكم جرح في إدلب؟": ("كم قتل؟", "كم جرح في إدلب؟"),
    "من قتل في إدلب ومتى؟": ("من قتل في إدلب؟", "متى قتل في إدلب؟"),
    "كم قتل في إدلب؟ ومن اعتقل؟": ("كم قتل في إدلب؟", "ومن اعتقل؟"),
    "چند نفر کشته شدند و چند نفر زخمی شدند؟": ("چند نفر کشته شدند؟", "چند نفر زخمی شدند؟"),
}  # fmt: skip

ONE = (
    "How many men and women died in Tarna?", "Who was born in Paris and died in Rome?", "Hello? How many died in Tarna?",
    "What does the study of when and where children learn say?", "how many died (and how many) in Tarna", "Tarna and Lorbec",
    'Who asked "what happened and why did it happen?"', "Who asked “is he dead?” in the court?", "کدام شهر و این کشور؟", "نهاد آی‌بی‌بی‌وای در چند کشور شعبه دارد؟", "The mayor and who else?",
    "Qui a vendu la maison ou quand ?", "¿Qué dijo y que hizo el alcalde?", "Кто сказал, что он и она ушли?",
    "Neden oldu ve kavgaya neden oldu", "كم قتل من المدنيين ومن الجنود في إدلب", "", "?", "???", "and", "و", "and who",
)  # fmt: skip


@pytest.mark.parametrize("message", SEVERAL)
def test_the_questions_of_a_message_are_told_apart(message: str) -> None:
    assert tuple(one.whole for one in questions_in(message)) == SEVERAL[message]


def test_each_keeps_its_own_words_beside_those_that_it_shares() -> None:
    first, second = questions_in("Who was arrested in Tarna, and where?")
    assert (first.written, second.written) == ("Who was arrested in Tarna?", "Where?")


@pytest.mark.parametrize("message", ONE)
def test_one_question_stays_whole(message: str) -> None:
    assert questions_in(message) == ()


def test_no_single_question_of_the_corpora_is_cut() -> None:
    rows = [json.loads(line) for place in _QUESTIONS for line in place.read_text("utf-8").splitlines()]
    questions = [row["question"] for row in rows]
    assert len(questions) > 400
    assert [question for question in questions if questions_in(question)] == []


def test_the_same_question_twice_is_one() -> None:
    assert questions_in("Who died? Who died?") == ()


def test_no_more_than_the_most_are_taken() -> None:
    assert len(questions_in("Who died? Who fled? Who left? Who stayed? Who sang?")) == MOST


def test_where_when_and_of_whom_is_one_piece_of_a_question() -> None:
    def named(question: str) -> str:
        return naming_part(understand(question, {"saraqeb"}.__contains__))

    assert named("how many died in saraqeb on 5 March 2018?") == "in saraqeb on 5 March 2018"
    assert named("¿Cuántos murieron en la ciudad de Tolmera?") == "de Tolmera"
    assert named("كم قتل في إدلب؟") == "في إدلب"
    assert named("¿Cuántos murieron?") == named("how many were injured?") == ""


def test_what_another_question_names_stands_behind_its_own_words() -> None:
    assert with_names_of("¿Cuántos murieron?", "en Tolmera") == "¿Cuántos murieron en Tolmera?"
    assert with_names_of("كم قتل؟", "في إدلب") == "كم قتل في إدلب؟"


@given(
    st.lists(
        st.sampled_from([*'aA?؟¿"(“», و.', "who ", "and ", "when ", "ومن ", "كم ", "ve ", "kaç ", "Tarna "]),
        max_size=60,
    )
)
def test_any_message_is_read_and_the_words_of_each_question_are_its_own(pieces: list[str]) -> None:
    message = "".join(pieces)
    found = questions_in(message)
    assert len(found) != 1
    assert len(found) <= MOST
    for one in found:
        assert one.written.strip(" ¿?؟").lower() in message.lower()


def test_a_text_is_not_searched_for_questions() -> None:
    started = time.monotonic()
    assert questions_in("who and when? " * LONGEST) == ()
    assert time.monotonic() - started < 1
