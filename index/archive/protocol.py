"""What can be asked of an open index: the one interface that the bot knows, live or not, real or a test's fake."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from index.archive.browse import ArticleBrowser
from index.archive.corpus_stats import CorpusStats
from index.query.followup_kind import FollowUp
from index.query.question_kind import SmallTalk
from index.records import EVERYTHING, Answer, Article, Filters, Quote

T = TypeVar("T")


class ArchiveProtocol(Protocol):
    """An open index: questions in, answers out. Synchronous, and safe to call from several threads."""

    @property
    def generation(self) -> str:
        """Name of the build that is being served."""

    @property
    def degraded(self) -> str | None:
        """One line saying which part of the index cannot be used and what to run, or None."""

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
        """Answer `question` with at most `limit` quotes, or with none and at most `limit` nearest sentences.

        Filters may be typed in the question itself, such as after:2018-02; see `index.query.filters`. The last
        answers are cached: the same question again is answered at once.

        Args:
            filters: the articles to look in.
            literal: take names and times as they are written, not in other spellings and for no dates.

        Raises:
            FilterError: there is no such outlet, language or date, or no article passes all filters.
            ValueError: a date of the filters is none.
            ArchiveUnreachable: the cluster that keeps the index does not answer; so may every other method. Of parts
                of it that do not, the answer tells.
        """

    def mentioning(self, text: str, limit: int, filters: Filters = EVERYTHING) -> tuple[Quote, ...]:
        """The first sentence of each article that says what `text` names, of at most `limit` articles, newest first.

        An article counts that has all words of `text` in title or body, in any of their forms. What is a question is
        to be asked: it has no mention.

        Raises:
            ValueError: a date of the filters is none.
        """

    def check_filters(self, question: str) -> None:
        """See that the filters typed in a question can be used.

        Raises:
            FilterError: one of them cannot.
        """

    def small_talk(self, message: str) -> SmallTalk | None:
        """What a message is that asks nothing of the articles: a greeting, thanks; None where it asks."""

    def command(self, message: str) -> str | None:
        """The name of the command that a word stands for, in any language; None where none surely does."""

    def follow_up(self, last: str, text: str) -> FollowUp:
        """How `text` goes on from the question `last`, itself complete, and its answer."""

    def ask_on(self, text: str, last: str, shown: Quote, articles: frozenset[str], limit: int = 3) -> Answer:
        """Answer `text`, which goes on from the question `last`, from these articles alone.

        Args:
            last: itself complete.
            shown: the first quote that was shown for `last`.
        """

    def article(self, article_id: str) -> Article | None:
        """The article with this id, or None."""

    def find(self, named: str, limit: int) -> tuple[Article, ...]:
        """At most `limit` articles that `named` names by id, address or words of the title; see `find_articles`."""

    def copies(self, article_id: str) -> tuple[Article, ...]:
        """The other articles that carry the same report as this one, in order."""

    def article_ids(self) -> frozenset[str]:
        """The ids of all articles: those that an earlier build had not are new."""

    def browse(self, look: Callable[[ArticleBrowser], T]) -> T:
        """What `look` finds where articles are found without a question; one look is at one generation."""

    def examples(self, patterns: tuple[str, ...]) -> tuple[str, ...]:
        """Up to three questions that this corpus answers, about the places it writes of most; {} in the patterns."""

    def stats(self) -> CorpusStats:
        """Counts, dates and outlets of the corpus."""

    def close(self) -> None:
        """Wait for the questions that are being answered, then release the files."""
