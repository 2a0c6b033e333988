"""Several questions of one message: each is answered, in every language, and it is told which ones are not."""

from collections.abc import Iterator

import pytest

from index.answer_metadata import Form, Verdict
from index.archive.archive import Archive
from index.archive.several_answers import answer_each
from index.cli.answer_output import answer_json, answer_text
from index.models.embedder import Embedder
from index.models.span_model import SpanModel
from index.query.parser import understand
from index.query.query import Query
from index.records import EVERYTHING, Answer, Filters, Quote
from tests.fakes import FakeArchive, article
from tests.index.archive.test_questions import built

TEXTS = (
    "Four people died and nine were injured in the explosion at the market in Tarna on Friday. Police arrested Omar Haddad in "
    "Lorbec on Saturday. The mayor of Tarna, Lena Voss, 52, promised help.",
    "Según el portavoz, murieron siete vecinos y dos bomberos resultaron heridos en el incendio de Tolmera.",
    "При наводнении в Зарядске погибли 6 человек, 14 человек ранены, сообщила мэр города Анна Белова.",
    "Onze personnes sont mortes et vingt ont été blessées dans l'accident de car à Valbourg lundi. Le conducteur, Paul Martin, "
    "a été arrêté à Lyon.",
    "Demirköy'deki maden kazasında 8 işçi öldü, 5 işçi yaralandı. Polis maden müdürü Hasan Kaya'yı Ankara'da gözaltına aldı.",
    "قتل سبعة أشخاص وجرح أحد عشر شخصا في انفجار وقع في مدينة الزهراء يوم الخميس.",
)
"""One report a language, with two figures."""

BOTH = {
    "How many died and how many were injured in Tarna?": ("Four", "nine"),
    "How many people died in Tarna and how many were injured?": ("Four", "nine"),
    "How many people died in Tarna? Who was arrested?": ("Four", "Omar Haddad"),
    "When and where was Omar Haddad arrested?": ("Saturday", "Lorbec"),
    "Who is the mayor of Tarna and how old is she?": ("Lena Voss", "52"),
    "¿Cuántos murieron y cuántos resultaron heridos en Tolmera?": ("siete", "dos"),
    "Сколько человек погибло и сколько ранено в Зарядске?": ("6", "14"),
    "Combien de personnes sont mortes et combien ont été blessées à Valbourg ?": ("Onze", "vingt"),
    "Demirköy'de kaç işçi öldü ve kaç işçi yaralandı?": ("8", "5"),
    "كم شخصا قتل وكم شخصا جرح في الزهراء؟": ("سبعة", "أحد عشر"),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: SpanModel) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("reports")
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(f"Report {number}\n\n{text}\n", encoding="utf-8")
    opened = built([folder], tmp_path_factory.mktemp("index"), embedder, reader)
    yield opened
    opened.close()


def marked(answer: Answer) -> tuple[str | None, ...]:
    return tuple(None if one.highlight is None else one.article.cut(one.highlight) for one in answer.quotes)


def test_both_questions_are_answered_in_every_language(archive: Archive) -> None:
    wrong = {}
    for question, figures in BOTH.items():
        answer = archive.ask(question)
        told = [(one.verdict, one.sentences) for one in answer.questions]
        found = [figure in (mark or "") for figure, mark in zip(figures, marked(answer), strict=True)]
        if not all(found) or told != [(Verdict.SAYS, 1)] * 2 or answer.form is not Form.QUESTIONS:
            wrong[question] = (marked(answer), told)
    assert wrong == {}


def test_a_question_alone_is_answered_as_ever(archive: Archive) -> None:
    answer = archive.ask("How many people died in Tarna?")
    assert (answer.form, answer.questions, marked(answer)) == (Form.QUOTES, (), ("Four",))


def test_the_question_that_is_not_answered_is_named(archive: Archive) -> None:
    answer = archive.ask("How many died in Tarna and who won the football final?")
    assert [one.verdict for one in answer.questions] == [Verdict.SAYS, Verdict.NOT_SAID]
    lines = answer_text(answer).splitlines()
    at = lines.index("Who won the football final?")
    assert (lines[at - 1], lines[at + 1]) == ("", "The corpus does not say.")
    assert [one["verdict"] for one in answer_json(answer)["questions"]] == ["says", "not said"]  # type: ignore[attr-defined]


def test_each_stands_above_its_quote_on_the_command_line(archive: Archive) -> None:
    lines = answer_text(archive.ask("How many died and how many were injured in Tarna?")).splitlines()
    asked = [lines.index("How many died?"), lines.index("How many were injured in Tarna?")]
    assert asked == sorted(asked)
    assert all("Four people died" in lines[at + 2] for at in asked)


def test_filters_hold_for_every_question_and_a_name_that_is_nowhere_is_told(archive: Archive) -> None:
    answer = archive.ask("How many died in Tarna? And how many were injured in Xanadu? place:Tarna")
    assert [one.verdict for one in answer.questions] == [Verdict.SAYS, Verdict.NOT_SAID]
    assert answer.missing == ("Xanadu",)
    assert answer.filters.places == ("Tarna",)


def test_a_message_without_any_answer_is_asked_as_a_whole(archive: Archive) -> None:
    answer = archive.ask("Who won the football final and who lost?")
    assert (answer.verdict, answer.questions) == (Verdict.NOT_SAID, ())
    assert answer.question == "Who won the football final and who lost?"


class Reading(FakeArchive):
    """Answers by shared words, and may answer what it is told to."""

    def __init__(self, unsure: tuple[str, ...] = ()) -> None:
        super().__init__([article("raid", "Five people died in Idlib.", "The mayor of Idlib was shot.")])
        self.unsure = unsure
        self.limits: list[int] = []

    def understood(self, question: str) -> Query:
        return understand(question)

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
        self.limits.append(limit)
        answer = super().ask(question, limit, filters, literal=literal)
        if question not in self.unsure:
            return answer
        near = tuple(Quote(one.article, one.span, None, 0.6) for one in answer.quotes)
        return Answer(question, (), near, (), None, 1.0, may_say=True)


def test_what_one_question_names_the_other_is_asked_of() -> None:
    archive = Reading()
    answer_each(archive, understand("How many died and how many were shot in Idlib?"), 3)
    assert archive.asked == ["How many died in Idlib?", "How many were shot in Idlib?"]
    assert archive.limits == [2, 2]


def test_a_sentence_that_may_answer_stays_unsure_beside_one_that_does() -> None:
    sure, unsure = "Who of the people died in Idlib?", "Why was the mayor of Idlib shot?"
    answer = answer_each(Reading(unsure=(unsure,)), understand(f"{sure} {unsure}"), 3)
    assert answer is not None
    assert [one.verdict for one in answer.questions] == [Verdict.SAYS, Verdict.MAY_SAY]
    assert [one.text for one in answer.quotes] == ["Five people died in Idlib.", "The mayor of Idlib was shot."]


def test_where_all_are_unsure_nothing_is_said_surely() -> None:
    questions = ("Who of the people died in Idlib?", "Why was the mayor of Idlib shot?")
    answer = answer_each(Reading(unsure=questions), understand(" ".join(questions)), 3)
    assert answer is not None
    assert (answer.verdict, len(answer.nearest), answer.quotes) == (Verdict.MAY_SAY, 2, ())


def test_one_question_is_left_to_who_asks_one() -> None:
    assert answer_each(Reading(), understand("Who was shot?"), 3) is None
