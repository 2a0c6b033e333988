"""Records of answers that were shown: where their quotes stand in articles, and how the question was read."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from index.answer_metadata import (
    LITERALLY,
    Form,
    NameReading,
    Period,
    QuestionVerdict,
    ReportCount,
    Standing,
    Understood,
    Verdict,
)
from index.archive.protocol import ArchiveProtocol
from index.records import EVERYTHING, Answer, AsOf, Filters, Quote, Span


@dataclass(frozen=True, slots=True)
class Thread:
    """What the next question may go on from, where that is not the answer's own question and quotes.

    Attributes:
        topic: the question that was last asked of all articles, complete.
        about: ids of the articles that were asked; none for all of them.
    """

    topic: str | None = None
    about: tuple[str, ...] = ()


NO_THREAD = Thread()
"""An answer whose own question and quotes are what the next question goes on from."""


@dataclass(frozen=True, slots=True)
class StoredInterpretation:
    """What an answer says of itself beside its quotes; see `index.records.Answer`.

    Attributes:
        claim: the person did not ask but showed a text.
    """

    form: Form = Form.QUOTES
    understood: Understood = LITERALLY
    tally: ReportCount | None = None
    filters: Filters = EVERYTHING
    as_of: AsOf | None = None
    may_say: bool = False
    claim: bool = False
    thread: Thread = NO_THREAD
    parts: tuple[int, int] | None = None
    questions: tuple[QuestionVerdict, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> "StoredInterpretation":
        """What `answer` says of itself."""
        filters = replace(answer.filters, articles=None)
        return cls(
            answer.form, answer.understood, answer.tally, filters, answer.as_of, answer.may_say, parts=answer.parts,
            questions=answer.questions,
        )  # fmt: skip

    @classmethod
    def of_json(cls, kept: str | None) -> "StoredInterpretation":
        """What `json` gave; nothing for an answer that was kept before there was any."""
        if kept is None:
            return cls()
        held = json.loads(kept)
        names = tuple(NameReading(written, tuple(taken)) for written, taken in held["names"])
        period = Period(*held["period"]) if held["period"] is not None else None
        tally = ReportCount(*held["tally"]) if held["tally"] is not None else None
        listed = {name: tuple(values) for name, values in held.get("filters", {}).items() if isinstance(values, list)}
        filters = Filters(**{**held.get("filters", {}), **listed})
        as_of = AsOf(*held["as_of"]) if held.get("as_of") is not None else None
        may_say, claim = bool(held.get("may_say", False)), bool(held.get("claim", False))
        parts = None if held.get("parts") is None else (int(held["parts"][0]), int(held["parts"][1]))
        thread = Thread(held.get("topic"), tuple(held.get("about", ())))
        questions = tuple(QuestionVerdict(one, Verdict(verdict), at) for one, verdict, at in held.get("questions", ()))
        understood = Understood(names, period)
        return cls(
            Form(held["form"]), understood, tally, filters, as_of, may_say, claim, thread, parts, questions
        )  # fmt: skip

    @property
    def json(self) -> str:
        """All of it, to be kept."""
        names = [[name.written, list(name.taken)] for name in self.understood.names]
        period, tally = self.understood.period, self.tally
        return json.dumps(
            {
                "form": self.form.value,
                "names": names,
                "period": None if period is None else [period.words, period.after, period.before, period.empty],
                "tally": None if tally is None else [tally.reports, tally.independent],
                "as_of": None if self.as_of is None else [self.as_of.newest, self.as_of.refreshed],
                "filters": {name: value for name, value in asdict(self.filters).items() if value},
                "may_say": self.may_say,
                "claim": self.claim,
                "topic": self.thread.topic,
                "about": list(self.thread.about),
                "parts": self.parts,
                "questions": [[one.question, one.verdict.value, one.sentences] for one in self.questions],
            },
            ensure_ascii=False,
        )


PLAIN = StoredInterpretation()
"""An answer with the best quote first to a question that was taken literally."""


@dataclass(frozen=True, slots=True)
class StoredQuote:
    """Where a quote stood when it was shown; `start` to `end` and `highlight` as in a Quote."""

    article_id: str
    start: int
    end: int
    highlight: tuple[int, int] | None
    confidence: float
    digest: str
    standing: Standing | None = None
    occurred: str | None = None

    @classmethod
    def of(cls, quote: Quote) -> "StoredQuote":
        """The place of `quote`."""
        marked = (quote.highlight.start, quote.highlight.end) if quote.highlight is not None else None
        span = quote.span
        return cls(
            quote.article.id, span.start, span.end, marked, quote.confidence, _digest(quote.text), quote.standing,
            quote.occurred,
        )  # fmt: skip

    @classmethod
    def of_row(cls, row: Sequence[object]) -> "StoredQuote":
        """The quote that was kept as `row`. Raises: ValueError, when it is none."""
        match row:
            case [str(article_id), int(start), int(end), highlight, float() | int() as confidence, str(digest), *rest]:
                marked = (int(highlight[0]), int(highlight[1])) if isinstance(highlight, list) else None
                standing = Standing(str(rest[0])) if rest and rest[0] is not None else None
                occurred = str(rest[1]) if len(rest) > 1 and rest[1] is not None else None
                return cls(article_id, start, end, marked, float(confidence), digest, standing, occurred)
        raise ValueError(f"not a shown quote: {len(row)} fields")

    @property
    def row(self) -> list[object]:
        """What is kept of it, for JSON."""
        place = [self.article_id, self.start, self.end, self.highlight]
        return [*place, self.confidence, self.digest, self.standing, self.occurred]

    def find(self, archive: ArchiveProtocol) -> Quote | None:
        """The quote, if its article still has the same words at the same place."""
        article = archive.article(self.article_id)
        if article is None or self.end > len(article.text):
            return None
        span = Span(self.start, self.end)
        if _digest(article.cut(span)) != self.digest:
            return None
        marked = Span(*self.highlight) if self.highlight is not None else None
        return Quote(article, span, marked, self.confidence, archive.copies(article.id), self.standing, self.occurred)


def _digest(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as it was shown.

    Attributes:
        id: random, in the buttons' data.
        quotes: what there is to page through: the answer's quotes, or its nearest passages.
        question_message: number of the message with the question, None when the question came by a button.
        answer_message: number of the message with the answer, None until it is known.
        replaces: number of the message that shows the answer to what was asked before, until it shows this one.
        read_as: the question that was searched for, where it is not the one that was written.
        interpretation: how it was read, and what shape its answer has.
    """

    id: str
    question: str
    answered: bool
    quotes: tuple[StoredQuote, ...]
    missing: tuple[str, ...]
    degraded: bool
    question_message: int | None
    answer_message: int | None
    read_as: str | None = None
    interpretation: StoredInterpretation = PLAIN
    replaces: int | None = None

    @property
    def meant(self) -> str:
        """The question as it was searched for."""
        return self.read_as or self.question

    @property
    def thread(self) -> Thread:
        """What the next question goes on from: what this one went on from, else its own question and articles."""
        kept = self.interpretation.thread
        about = kept.about or tuple(dict.fromkeys(quote.article_id for quote in self.quotes))
        return Thread(kept.topic or self.meant, about)
