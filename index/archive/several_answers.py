"""Several questions of one message, each answered like any other; one answer carries what all of them found."""

from collections.abc import Sequence
from typing import Protocol

from index.answer_metadata import Form, QuestionVerdict, Understood, Verdict
from index.archive.protocol import ArchiveProtocol
from index.query.followup_completion import SOMEBODY
from index.query.query import Kind, Measure, Query
from index.query.several_questions import AskedQuestion, naming_part, questions_in, with_names_of
from index.records import Answer, Quote


class Asks(ArchiveProtocol, Protocol):
    """What answers questions, and tells how it reads them."""

    def understood(self, question: str) -> Query:
        """A question as it is asked of this corpus."""


def answer_each(archive: Asks, message: Query, limit: int) -> Answer | None:
    """What answers each question of a message, with about half of `limit` quotes for each.

    One that names nothing is asked of whom, where and when another one asks. None where the message is one question, or
    where none of its questions is answered: then it may be as a whole.
    """
    asked, each = questions_in(message.text), (limit + 1) // 2
    named = [naming_part(archive.understood(one.whole)) for one in asked]
    shared = next(filter(None, named), "")
    whole = [
        one.whole if own or not shared else with_names_of(one.whole, shared)
        for one, own in zip(asked, named, strict=True)
    ]
    answers: list[Answer] = []
    for one, own, question in zip(asked, named, whole, strict=True):
        if answers and not own:
            answers.append(_going_on(archive, message, (whole[0], answers[0]), one.whole, question, each))
        else:
            answers.append(archive.ask(question, each, message.filters, literal=message.literal))
    return _together(message.text, asked, answers)


def _going_on(archive: Asks, message: Query, first: tuple[str, Answer], text: str, question: str, limit: int) -> Answer:
    """The answer to a question that names nothing by itself.

    Args:
        first: the first question of the message, complete, and its answer.
        text: the question by itself.
        question: it with what another one names; the same where none names anything.
    """
    read, (last, answer) = archive.understood(text), first
    found = _shown(answer)
    about = frozenset(quote.article.id for quote in found)
    points = question == text or read.measure is Measure.AGE or SOMEBODY.search(text) is not None
    if found and points:
        there = archive.ask_on(text, last, found[0], about, limit)
        if there.answered:
            return there
    whole = archive.follow_up(last, text).whole or question
    anywhere = archive.ask(whole, limit, message.filters, literal=message.literal)
    # A figure of the same report may be of another place.
    if found and anywhere.verdict is Verdict.NOT_SAID and (points or read.kind is not Kind.COUNT):
        return archive.ask_on(text, last, found[0], about, limit)
    return anywhere


def _together(message: str, asked: Sequence[AskedQuestion], answers: Sequence[Answer]) -> Answer | None:
    """One answer of several; None where none of them says anything."""
    shown = [_shown(answer) for answer in answers]
    sentences = tuple(quote for quotes in shown for quote in quotes)
    if not sentences:
        return None
    says = any(answer.answered for answer in answers)
    questions = tuple(
        QuestionVerdict(one.written, answer.verdict, len(quotes))
        for one, answer, quotes in zip(asked, answers, shown, strict=True)
    )
    readings = dict.fromkeys(name for answer in answers for name in answer.understood.names)
    period = next((answer.understood.period for answer in answers if answer.understood.period is not None), None)
    missing = dict.fromkeys(name for answer in answers for name in answer.missing)
    degraded = next((answer.degraded for answer in answers if answer.degraded is not None), None)
    parts = next((answer.parts for answer in answers if answer.parts is not None), None)
    return Answer(
        message, sentences if says else (), () if says else sentences, tuple(missing), degraded, 0.0, Form.QUESTIONS,
        Understood(tuple(readings), period), filters=answers[0].filters, may_say=not says, parts=parts,
        questions=questions,
    )  # fmt: skip


def _shown(answer: Answer) -> tuple[Quote, ...]:
    """The sentences that are shown of an answer: those that answer, or the one that may."""
    return answer.nearest[:1] if answer.verdict is Verdict.MAY_SAY else answer.quotes
