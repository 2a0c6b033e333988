"""One question to its answer: of all articles, or of those just shown; which near sentence goes with a refusal."""

import logging
import time
from dataclasses import dataclass, replace

from bot.state.answer_records import NO_THREAD, StoredAnswer, Thread
from bot.support.i18n import Locale
from index.archive.protocol import ArchiveProtocol
from index.language.text import FORM_LETTERS, fold, folded_words, script_language
from index.query.followup_kind import FollowUp, FollowUpKind
from index.query.parser import understand
from index.records import Answer, Quote

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was searched for, and found.

    Attributes:
        answer: its question as the person wrote it.
        read_as: the question that was searched for, where it is not the one that was written.
        thread: what the next question may go on from.
    """

    answer: Answer
    read_as: str | None = None
    thread: Thread = NO_THREAD


class QuestionAnswering:
    """Asks the archive what people ask."""

    def __init__(self, archive: ArchiveProtocol) -> None:
        self._archive = archive

    def whole(
        self, question: str, limit: int, locale: Locale, read_as: str | None = None, literal: bool = False
    ) -> Asked:
        """Ask all articles.

        Args:
            read_as: the question to search for, where that is another.
            literal: names and times are taken as they are written.

        Raises:
            FilterError: a filter in it cannot be used.
        """
        began = time.monotonic()
        answer = self._archive.ask(read_as or question, limit=limit, literal=literal)
        _noted(question, answer, began)
        return Asked(with_near_passage(replace(answer, question=question), read_as or question, locale), read_as)

    def going_on(
        self, question: str, shown: StoredAnswer, step: FollowUp, limit: int, locale: Locale, held: bool
    ) -> Asked | None:
        """Ask what goes on from the answer `shown`: its articles first, then all of them if it is a whole question.

        What can be answered in neither way is declined. None where it is a question of its own, to be asked as such.

        Args:
            held: the person replied to that very answer, so that any question goes on from it.

        Raises:
            FilterError: a filter in it cannot be used.
        """
        if step.kind is FollowUpKind.ELSEWHERE:
            return None if step.whole is None else self._elsewhere(question, shown, step.whole, limit, locale)
        if step.kind is FollowUpKind.SOURCE:  # nothing that was shown has one: else that was told
            return Asked(Answer(question, (), (), (), None, 0.0), thread=shown.thread)
        if step.kind is FollowUpKind.STANDS and not held:
            return None
        there = self._there(question, shown, limit)
        if there is not None and there.answer.answered:
            return there
        read_as = step.whole if there is None or not step.loose else None
        if read_as is None and step.kind is FollowUpKind.LEANS:
            return there or Asked(Answer(question, (), (), (), None, 0.0), thread=shown.thread)
        whole = self.whole(question, limit, locale, read_as)
        if there is not None and there.answer.may_say and not whole.answer.answered:
            return there
        # "When was that?", completed, is no question of which another place could be asked.
        topic = None if read_as is None else shown.thread.topic
        return replace(whole, thread=Thread(topic))

    def _elsewhere(self, question: str, shown: StoredAnswer, read_as: str, limit: int, locale: Locale) -> Asked:
        """The question before of another place; declined where what answers is of an article that has not its name, or
        is what answers the question before, and has not its name either."""
        asked = self.whole(question, limit, locale, read_as)
        known = {word for name in understand(shown.thread.topic or "").named for word in name.folded}
        new = {word for name in understand(read_as).named for word in name.folded} - known
        answer = asked.answer
        if not answer.quotes or not new or answer.understood.names:  # names in other spellings were looked for
            return asked
        found = answer.quotes[0]
        before = self._archive.ask(shown.thread.topic or shown.meant, limit=limit).quotes[:1]
        same = any(one.article.id == found.article.id and one.span == found.span for one in before)
        said = {word[:FORM_LETTERS] for word in folded_words(found.text if same else found.article.text)}
        if any(word[:FORM_LETTERS] in said for word in new):
            return asked
        return replace(asked, answer=Answer(question, (), (), answer.missing, answer.degraded, 0.0, as_of=answer.as_of))

    def _there(self, question: str, shown: StoredAnswer, limit: int) -> Asked | None:
        """The answer from the articles that were shown, without a near sentence; None where none was."""
        first = next((found for quote in shown.quotes if (found := quote.find(self._archive)) is not None), None)
        thread = shown.thread
        if not thread.about:
            return None
        if first is None:
            article = next((one for name in thread.about if (one := self._archive.article(name)) is not None), None)
            if article is None or not article.paragraphs:
                return None
            first = Quote(article, article.paragraphs[0].span, None, 0.0)
        began = time.monotonic()
        answer = self._archive.ask_on(question, thread.topic or shown.meant, first, frozenset(thread.about), limit)
        _noted(question, answer, began)
        near = answer.nearest[:1] if answer.may_say else ()
        return Asked(replace(answer, question=question, nearest=near, missing=()), thread=thread)


def _noted(question: str, answer: Answer, began: float) -> None:
    _log.info(
        "asked: %d characters, %d quotes, %d nearest, %.0f ms%s",
        len(question), len(answer.quotes), len(answer.nearest), (time.monotonic() - began) * 1000,
        ", degraded" if answer.degraded is not None else "",
    )  # fmt: skip


def with_near_passage(answer: Answer, question: str, locale: Locale) -> Answer:
    """`answer` with at most one of its nearest sentences.

    The first one stays where it may answer. Where the articles do not say, it is one in the person's language, or in
    that of the question, that has a name which was asked about: any other looks like an answer and is none.

    Args:
        question: as it was searched for.
    """
    if answer.questions:
        return answer
    if answer.quotes or answer.may_say:
        return replace(answer, nearest=answer.nearest[:1])
    if answer.missing:
        return replace(answer, nearest=())
    names = _names(answer, question)
    near = next((q for q in answer.nearest if _is_read(q, question, locale) and _has_one(q, names)), None)
    return replace(answer, nearest=() if near is None else (near,))


def _names(answer: Answer, question: str) -> list[frozenset[str]]:
    """The folded words of each name that was asked about, in the spellings that were searched for."""
    asked = understand(question).named
    read = [taken for name in answer.understood.names for taken in name.taken]
    return [frozenset(words) for words in (*(name.folded for name in asked), *map(folded_words, read)) if words]


def _is_read(quote: Quote, question: str, locale: Locale) -> bool:
    """Whether a quote is in the language of the bot's words or of the question, as far as its letters tell that."""
    language, asked_in = quote.article.language or script_language(quote.text), script_language(question)
    return language == locale.language or (language == asked_in and (asked_in != "en" or question.isascii()))


def _has_one(quote: Quote, names: list[frozenset[str]]) -> bool:
    words = {fold(word) for word in folded_words(quote.text)}
    return any(name <= words for name in names)
