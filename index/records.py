"""The records that travel through the archive, all frozen.

Offsets are characters (Unicode code points), half-open, into `Article.text`, where alone text is stored.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from index.answer_metadata import LITERALLY, Form, QuestionVerdict, ReportCount, Standing, Understood, Verdict


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (half-open) of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def within(self, other: "Span") -> bool:
        """Whether `other` covers this span wholly."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class ParagraphKind(StrEnum):
    """What a paragraph is in its article."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One readable paragraph of an article, as offsets into its text; site furniture never is one."""

    span: Span
    kind: ParagraphKind = ParagraphKind.BODY


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text, which stretches of the text are readable, and the metadata its file gave.

    Attributes:
        id: short and stable: the same for the same path or url in every build.
        text: the whole stored text; furniture stays in it, so that offsets hold, but is in no paragraph.
        paragraphs: the readable paragraphs in order, never overlapping.
        title, url, published, source, author, language, path: as given, None where not given; nothing is invented.
            `published` is ISO 8601 cut to the precision known: 2018, 2018-02, 2018-02-05 or 2018-02-05T10:00:00+00:00;
            `PartialDate` compares such dates. `source` is the outlet. `path` is where the article was read from.
        retrieved: ISO 8601 in UTC, to the second: when it was fetched, or when its file (or archive) was last written.
        content_hash: SHA-256, in hexadecimal, of the bytes it was read from: file, archive member, or line without end.
        modified: when its text was last changed, as it says itself; in the form of `published`.
        archived: address of the copy in an archive of the web that it was read from; `url` is the original one.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    url: str | None = None
    published: str | None = None
    source: str | None = None
    author: str | None = None
    language: str | None = None
    path: str | None = None
    retrieved: str | None = None
    content_hash: str | None = None
    modified: str | None = None
    archived: str | None = None

    def cut(self, span: Span) -> str:
        """The characters of `span`.

        Raises:
            ValueError: the span does not lie inside the text.
        """
        if span.end > len(self.text):
            raise ValueError(f"article {self.id} has {len(self.text)} characters, none at {span.start}-{span.end}")
        return self.text[span.start : span.end]

    def paragraph_at(self, offset: int) -> int | None:
        """Index into `paragraphs` of the one that covers `offset`, or None."""
        number = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.span.start) - 1
        return number if number >= 0 and offset < self.paragraphs[number].span.end else None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that retrieval returned.

    Attributes:
        row: the passage's row in every index.
        score: fused score, larger is better, comparable only within one question.
        nearness: how near the article's date is to the time asked about, 0 to 1; 0 where none is.
    """

    row: int
    article: Article
    span: Span
    score: float
    nearness: float = 0.0


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles a question is about; nothing set lets all through.

    Attributes:
        sources: outlets, upper and lower case alike.
        languages: ISO 639-1 codes.
        after, before: dates cut to any precision, both inclusive; an article passes when its date may lie there.
        places: names; an article passes when it has all words of one of them.
        articles: ids of the articles that pass; None lets all through, no id none.
    """

    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    after: str | None = None
    before: str | None = None
    articles: frozenset[str] | None = None
    places: tuple[str, ...] = ()


EVERYTHING = Filters()
"""No filter at all."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Whole sentences of one paragraph that may be shown to a person.

    Attributes:
        highlight: the words inside `span` that answer, or None when none were singled out.
        confidence: 0 to 1; how sure the reader is that the quote answers.
        copies: other articles that carry the same report, such as the same wire story in other outlets.
        standing: where reports differ, what has become of this one; None where nothing is said of that.
        occurred: when the event was of which it tells, the same for all reports of one; in the form of `published`.

    Raises:
        ValueError: the offsets do not fit the article; such a quote is never shown.
    """

    article: Article
    span: Span
    highlight: Span | None
    confidence: float
    copies: tuple[Article, ...] = ()
    standing: Standing | None = None
    occurred: str | None = None

    def __post_init__(self) -> None:
        self.article.cut(self.span)
        if self.highlight is not None and not self.highlight.within(self.span):
            raise ValueError(f"highlight {self.highlight} lies outside its quote {self.span}")

    @property
    def text(self) -> str:
        """The quoted words, cut from the article now."""
        return self.article.cut(self.span)

    @property
    def paragraph(self) -> int:
        """1-based number of the quote's paragraph, the title not counted; 0 when it lies in none."""
        number = self.article.paragraph_at(self.span.start)
        before = () if number is None else self.article.paragraphs[: number + 1]
        return sum(p.kind is not ParagraphKind.TITLE for p in before)


@dataclass(frozen=True, slots=True)
class AsOf:
    """Up to when a corpus tells.

    Attributes:
        newest: date of its newest article, None when none is dated.
        refreshed: ISO 8601 time at which the index was last brought up to date, UTC.
    """

    newest: str | None
    refreshed: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive says to one question.

    Attributes:
        quotes: in the order of `form`, those for one question never overlapping; empty unless the corpus says.
        nearest: when there are no quotes, the sentences that come closest, nothing marked in them.
        missing: names in the question that no article mentions, as the person wrote them.
        degraded: None, or one line saying which part of the index could not be used.
        took_ms: milliseconds from question to answer.
        form: what the quotes are to each other.
        understood: how the question was read where that is not literal.
        filters: the articles that were looked in, by what was typed in the question and given beside it.
        tally: for figures, how many reports there are.
        as_of: up to when the corpus tells; None where that was not asked for.
        may_say: whether, without quotes, the first of `nearest` may answer.
        parts: of an index kept in several parts, how many answered, of how many; None where all did.
        questions: those of a message that asks several; none where it is one.
    """

    question: str
    quotes: tuple[Quote, ...]
    nearest: tuple[Quote, ...]
    missing: tuple[str, ...]
    degraded: str | None
    took_ms: float
    form: Form = Form.QUOTES
    understood: Understood = LITERALLY
    tally: ReportCount | None = None
    filters: Filters = EVERYTHING
    as_of: AsOf | None = None
    may_say: bool = False
    parts: tuple[int, int] | None = None
    questions: tuple[QuestionVerdict, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether the corpus answers."""
        return bool(self.quotes)

    @property
    def verdict(self) -> Verdict:
        """Whether the corpus says, may say or does not say."""
        if self.quotes:
            return Verdict.SAYS
        return Verdict.MAY_SAY if self.may_say and self.nearest else Verdict.NOT_SAID


@dataclass(frozen=True, slots=True)
class SourceCount:
    """One outlet (None: not given) with the number of its articles, their newest and their oldest date."""

    source: str | None
    articles: int
    newest: str | None
    oldest: str | None = None
