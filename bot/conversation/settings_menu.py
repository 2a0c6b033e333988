"""What a chat can choose and has chosen: the pages of /settings and /language, and what their buttons do."""

import logging
import sqlite3
from dataclasses import replace

from bot.state.preferences import Preference, Preferences
from bot.support.i18n import LANGUAGES, Translations, translations_for
from bot.support.settings import MOST_QUOTES
from bot.views.buttons import Button, Rows
from bot.views.callback_data import Action, ButtonPress
from bot.views.markup import Bold
from bot.views.replies import Reply

_log = logging.getLogger(__name__)

CHOICES = frozenset({Action.LANGUAGE, Action.MOST_QUOTES, Action.PREVIEWS})
"""What presses on these pages ask for."""

_AUTO = "auto"
# The number in a press on a language: the page it was pressed on.
_LANGUAGE_PAGE, _SETTINGS_PAGE = 0, 1


class SettingsMenu:
    """The choices of all chats.

    Args:
        store: None (in the terminal) where nothing can be chosen.
        quotes_per_answer: for chats that have not chosen.
    """

    def __init__(self, store: Preferences | None, quotes_per_answer: int) -> None:
        self._store = store
        self._quotes_per_answer = quotes_per_answer

    def of(self, chat: int) -> Preference:
        """What a chat has chosen; the defaults where that cannot be read, for it must not cost an answer."""
        try:
            return self._store.get(chat) if self._store is not None else Preference()
        except sqlite3.Error:
            _log.exception("what a chat has chosen could not be looked up")
            return Preference()

    def words(self, chat: int, language_code: str | None) -> Translations:
        """The words for a chat: in the language it has chosen, else in that of the person, as Telegram tells it."""
        return translations_for(self.of(chat).language or language_code)

    def quotes(self, chat: int) -> int:
        """At most so many quotes in an answer."""
        chosen = self.of(chat).quotes
        return self._quotes_per_answer if chosen is None else chosen

    def settings(self, chat: int, language_code: str | None) -> Reply:
        """The page of /settings: what is chosen, and buttons to change each."""
        return self._settings_page(self.of(chat), language_code)

    def language(self, chat: int, language_code: str | None) -> Reply:
        """The page of /language."""
        return _language_page(self.of(chat), language_code)

    def press(self, press: ButtonPress, chat: int, language_code: str | None) -> Reply | None:
        """Do what a button of these pages says, and show its page as it is now; None for a button that there is not.

        Raises:
            sqlite3.Error: the choice could not be kept.
        """
        before = self.of(chat)
        try:
            chosen = _changed(before, press)
        except ValueError:
            return None
        if self._store is not None and chosen != before:
            self._store.set(chat, chosen)
        if press.action is Action.LANGUAGE and press.number == _LANGUAGE_PAGE:
            return _language_page(chosen, language_code)
        return self._settings_page(chosen, language_code)

    def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`."""
        if self._store is not None:
            self._store.move(old, new)

    def former(self) -> dict[int, int]:
        """By the number of each chat that had another one, that number."""
        return self._store.former() if self._store is not None else {}

    def forget(self, chat: int) -> None:
        """Delete what a chat has chosen."""
        if self._store is not None:
            self._store.forget(chat)

    def _settings_page(self, chosen: Preference, language_code: str | None) -> Reply:
        words = translations_for(chosen.language or language_code)
        quotes = self._quotes_per_answer if chosen.quotes is None else chosen.quotes
        steps = [Button(words.say("settings-fewer"), _quotes(quotes - 1))] if quotes > 1 else []
        if quotes < MOST_QUOTES:
            steps.append(Button(words.say("settings-more"), _quotes(quotes + 1)))
        if chosen.quotes is not None:
            steps.append(Button(words.say("settings-default"), _quotes(0)))
        label = words.say("settings-previews-off" if chosen.previews else "settings-previews-on")
        previews = Button(label, ButtonPress(Action.PREVIEWS, "previews", 0 if chosen.previews else 1).data)
        lines = (
            words.say("settings-quotes", count=quotes),
            words.say("settings-language", language=_language_name(chosen.language, words)),
            words.say("settings-previews", previews="yes" if chosen.previews else "no"),
        )
        rows = (tuple(steps), *_language_rows(chosen, words, _SETTINGS_PAGE), (previews,))
        return Reply((Bold(words.say("settings-title")), "\n", "\n".join(lines)), rows)


def _language_page(chosen: Preference, language_code: str | None) -> Reply:
    words = translations_for(chosen.language or language_code)
    lines = (
        words.say("settings-language", language=_language_name(chosen.language, words)),
        words.say("language-note"),
    )
    message = (Bold(words.say("language-title")), "\n", "\n".join(lines))
    return Reply(message, _language_rows(chosen, words, _LANGUAGE_PAGE))


def _language_rows(chosen: Preference, words: Translations, page: int) -> Rows:
    named = tuple(
        Button(
            _marked(translations_for(code).say("language-name"), chosen.language == code, words), _language(code, page)
        )
        for code in LANGUAGES
    )
    auto = Button(_marked(words.say("language-auto"), chosen.language is None, words), _language(_AUTO, page))
    return (named, (auto,))


def _language_name(language: str | None, words: Translations) -> str:
    if language is None:
        return words.say("language-auto")
    return words.isolated(translations_for(language).say("language-name"))


def _marked(label: str, is_chosen: bool, words: Translations) -> str:
    return words.say("chosen", label=label) if is_chosen else label


def _language(code: str, page: int) -> str:
    return ButtonPress(Action.LANGUAGE, code, page).data


def _quotes(count: int) -> str:
    return ButtonPress(Action.MOST_QUOTES, "quotes", count).data


def _changed(before: Preference, press: ButtonPress) -> Preference:
    """`before` with what a press chooses. Raises: ValueError."""
    match press.action:
        case Action.LANGUAGE:
            return replace(before, language=None if press.id == _AUTO else press.id)
        case Action.MOST_QUOTES:
            return replace(before, quotes=press.number if press.number > 0 else None)
        case Action.PREVIEWS:
            return replace(before, previews=press.number > 0)
    raise ValueError(f"{press.action} chooses nothing")
