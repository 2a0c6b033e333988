"""The pages of an answer: each quote with all that the reply to it depends on."""

from collections.abc import Callable, Sequence

from bot.conversation.settings_menu import SettingsMenu
from bot.state.answers import ShownAnswer
from bot.state.interpretation import StoredInterpretation
from bot.support.i18n import Translations
from bot.views.quote_page import Page
from bot.views.results import Me
from index.interpretation import Form
from index.language.text import foreign_language
from index.records import Answer, AsOf, Quote

ANSWER = "a_"
"""What the payload of /start begins with that opens an answer by its id."""


class Pager:
    """Makes pages as a chat has chosen and as the bot's own profile allows.

    Args:
        is_stale: whether an archive that tells up to then was not brought up to date for too long.

    Attributes:
        me: what Telegram says of the bot, None before it was asked.
    """

    def __init__(self, choices: SettingsMenu, is_stale: Callable[[AsOf], bool]) -> None:
        self._choices = choices
        self._is_stale = is_stale
        self.me: Me | None = None

    def is_stale(self, as_of: AsOf | None) -> bool:
        """Whether that is to be said of an answer."""
        return as_of is not None and self._is_stale(as_of)

    def pages(
        self, words: Translations, answer: Answer | ShownAnswer, quotes: Sequence[Quote | None], chat: int = 0,
        answer_id: str | None = None, asked: str | None = None, read_as: str | None = None,
    ) -> list[Page]:  # fmt: skip
        """A page for each quote, those left out that are no longer found; numbers stay."""
        return [
            self._page(words, answer, quote, number, len(quotes), chat, answer_id, asked, read_as)
            for number, quote in enumerate(quotes)
            if quote is not None
        ]

    def _page(
        self, words: Translations, answer: Answer | ShownAnswer, quote: Quote, number: int, count: int, chat: int = 0,
        answer_id: str | None = None, asked: str | None = None, read_as: str | None = None,
    ) -> Page:  # fmt: skip
        degraded = answer.degraded if isinstance(answer, ShownAnswer) else answer.degraded is not None
        readings = answer.readings if isinstance(answer, ShownAnswer) else StoredInterpretation.of(answer)
        is_digest = readings.form is Form.REPORTS
        shares = self.me is not None and self.me.inline and not is_digest  # what is shared is asked, as a question
        foreign = foreign_language(read_as or answer.question, quote.text, quote.article.language)
        return Page(
            quote, number, count, answer.answered, words, answer.missing, degraded, answer_id, asked, read_as,
            shared=(read_as or answer.question) if shares else None,
            foreign=None if is_digest else foreign,  # nothing was read across languages
            previews=self._choices.of(chat).previews,
            readings=readings,
            stale=self.is_stale(readings.as_of),
            # In a group one quote is enough; who wants the others reads them in private.
            rest=None if self.me is None or chat >= 0 else f"https://t.me/{self.me.name}?start={ANSWER}{answer_id}",
        )  # fmt: skip
