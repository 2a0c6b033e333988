"""The preferences of a chat: the pages of /settings and /language, and what their buttons do."""

import logging
import sqlite3
from dataclasses import replace

from bot.state.preferences import Preference, Preferences
from bot.support.i18n import LANGUAGES, Locale, locale_for
from bot.support.settings import MOST_QUOTES
from bot.views.buttons import Action, Button, ButtonPress, Rows
from bot.views.markup import Bold, Reply

_log = logging.getLogger(__name__)


_AUTO, _CHOOSE = "auto", "choose"
# The number in a press on a language: the page it was pressed on.
_LANGUAGE_PAGE, _SETTINGS_PAGE = 0, 1
_IN_ROW = 3


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

    def locale(self, chat: int, language_code: str | None) -> Locale:
        """The words for a chat: in the language it has chosen, else in that of the person, as Telegram tells it."""
        return locale_for(self.of(chat).language or language_code)

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
        if press.action is Action.LANGUAGE and press.id == _CHOOSE:
            return _language_page(before, language_code, press.number)
        try:
            chosen = _changed(before, press)
        except ValueError:
            return None
        if self._store is not None and chosen != before:
            self._store.set(chat, chosen)
        if press.action is Action.LANGUAGE and press.number == _LANGUAGE_PAGE:
            return _language_page(chosen, language_code)
        return self._settings_page(chosen, language_code)

    def set_clock(self, chat: int, utc_offset: int) -> None:
        """Keep by how many minutes the clock of a chat is ahead of UTC. Raises: ValueError, sqlite3.Error."""
        if self._store is not None:
            self._store.set(chat, replace(self.of(chat), utc_offset=utc_offset))

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
        locale = locale_for(chosen.language or language_code)
        quotes = self._quotes_per_answer if chosen.quotes is None else chosen.quotes
        steps = [Button(locale.say("settings-fewer"), _quotes(quotes - 1))] if quotes > 1 else []
        if quotes < MOST_QUOTES:
            steps.append(Button(locale.say("settings-more"), _quotes(quotes + 1)))
        if chosen.quotes is not None:
            steps.append(Button(locale.say("settings-default"), _quotes(0)))
        label = locale.say("settings-previews-off" if chosen.previews else "settings-previews-on")
        previews = Button(label, ButtonPress(Action.PREVIEWS, "previews", 0 if chosen.previews else 1).data)
        lines = (
            locale.say("settings-quotes", count=quotes),
            locale.say("settings-language", language=_language_name(chosen.language, locale)),
            locale.say("settings-previews", previews="yes" if chosen.previews else "no"),
        )
        language = Button(locale.say("language-title"), _language(_CHOOSE, _SETTINGS_PAGE))
        quiet = Button(locale.say("quiet-title"), ButtonPress(Action.QUIET, "page").data)
        rows = (tuple(steps), (language, previews), (quiet,))
        return Reply((Bold(locale.say("settings-title")), "\n", "\n".join(lines)), rows)


def _language_page(chosen: Preference, language_code: str | None, page: int = _LANGUAGE_PAGE) -> Reply:
    locale = locale_for(chosen.language or language_code)
    lines = (
        locale.say("settings-language", language=_language_name(chosen.language, locale)),
        locale.say("language-note"),
    )
    message = (Bold(locale.say("language-title")), "\n", "\n".join(lines))
    return Reply(message, _language_rows(chosen, locale, page))


def _language_rows(chosen: Preference, locale: Locale, page: int) -> Rows:
    named = [
        Button(_marked(locale_for(code).say("language-name"), chosen.language == code, locale), _language(code, page))
        for code in LANGUAGES
    ]
    auto = Button(_marked(locale.say("language-auto"), chosen.language is None, locale), _language(_AUTO, page))
    return (*(tuple(named[at : at + _IN_ROW]) for at in range(0, len(named), _IN_ROW)), (auto,))


def _language_name(language: str | None, locale: Locale) -> str:
    if language is None:
        return locale.say("language-auto")
    return locale.isolated(locale_for(language).say("language-name"))


def _marked(label: str, is_chosen: bool, locale: Locale) -> str:
    return locale.say("chosen", label=label) if is_chosen else label


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
