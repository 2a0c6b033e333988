"""The menus of a chat's preferences: the pages of /settings, /language and /quiet, and what their buttons do."""

import logging
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.state.preferences import FARTHEST_MINUTES, Preference, Preferences, quiet_hours
from bot.state.subscriptions import SubscriptionStore
from bot.support.i18n import LANGUAGES, Locale, locale_for
from bot.support.settings import MOST_QUOTES
from bot.views.buttons import Action, Button, ButtonPress, Rows, in_rows, marked, press_button
from bot.views.markup import Bold, Reply

_log = logging.getLogger(__name__)

_AUTO, _CHOOSE = "auto", "choose"
# The number in a press on a language: the page it was pressed on.
_LANGUAGE_PAGE, _SETTINGS_PAGE = 0, 1
_IN_ROW = 3
_OFFERED = ("22-7", "21-8", "23-6")
_OFF = "off"
_CLOCK_STEPS = (-60, -30, 30, 60)


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
        steps = [
            *([(locale.say("settings-fewer"), quotes - 1)] if quotes > 1 else []),
            *([(locale.say("settings-more"), quotes + 1)] if quotes < MOST_QUOTES else []),
            *([(locale.say("settings-default"), 0)] if chosen.quotes is not None else []),
        ]
        label = locale.say("settings-previews-off" if chosen.previews else "settings-previews-on")
        lines = (
            locale.say("settings-quotes", count=quotes),
            locale.say("settings-language", language=_language_name(chosen.language, locale)),
            locale.say("settings-previews", previews="yes" if chosen.previews else "no"),
        )
        rows = (
            tuple(press_button(step, Action.MOST_QUOTES, "quotes", count) for step, count in steps),
            (
                press_button(locale.say("language-title"), Action.LANGUAGE, _CHOOSE, _SETTINGS_PAGE),
                press_button(label, Action.PREVIEWS, "previews", 0 if chosen.previews else 1),
            ),
            (press_button(locale.say("quiet-title"), Action.QUIET, "page"),),
        )
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
    def button(name: str, code: str | None) -> Button:
        return press_button(marked(name, chosen.language == code, locale), Action.LANGUAGE, code or _AUTO, page)

    named = [button(locale_for(code).say("language-name"), code) for code in LANGUAGES]
    return (*in_rows(named, _IN_ROW), (button(locale.say("language-auto"), None),))


def _language_name(language: str | None, locale: Locale) -> str:
    if language is None:
        return locale.say("language-auto")
    return locale.isolated(locale_for(language).say("language-name"))


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


class QuietMenu:
    """The quiet hours of all chats.

    Args:
        settings_menu: holds the clock of each chat.
        store: holds the hours.
        clock: seconds since the epoch.
    """

    def __init__(
        self, settings_menu: SettingsMenu, store: SubscriptionStore, clock: Callable[[], float] = time.time
    ) -> None:
        self._settings_menu = settings_menu
        self._store = store
        self._clock = clock

    def written(self, text: str, chat: int, locale: Locale) -> Reply:
        """Set the hours that stand behind /quiet, and the clock where one does; show the page as it is then."""
        hours = quiet_hours(text, self._offset(chat))
        if hours is not None:
            self._settings_menu.set_clock(chat, hours.utc_offset)
            self._store.set_quiet(chat, hours)
        elif text.casefold() == _OFF:
            self._store.set_quiet(chat, None)
        return self.page(chat, locale)

    def is_change(self, text: str) -> bool:
        """Whether words behind /quiet change anything."""
        return quiet_hours(text) is not None or text.casefold() == _OFF

    def press(self, press: ButtonPress, chat: int, locale: Locale) -> Reply | None:
        """Do what a button of the page says, and show it as it is now; None for a button that there is not.

        Raises:
            sqlite3.Error: the choice could not be kept.
        """
        if press.action is Action.QUIET and press.id in (_OFF, *_OFFERED, "page"):
            return self.written(press.id, chat, locale)
        offset = press.number - FARTHEST_MINUTES
        if press.action is not Action.CLOCK or abs(offset) > FARTHEST_MINUTES:
            return None
        self._settings_menu.set_clock(chat, offset)
        hours = self._store.quiet(chat)
        if hours is not None:
            self._store.set_quiet(chat, replace(hours, utc_offset=offset))
        return self.page(chat, locale)

    def page(self, chat: int, locale: Locale) -> Reply:
        """The hours without news, what the chat's clock shows, and buttons to change either."""
        hours, offset = self._store.quiet(chat), self._offset(chat)
        now = datetime.fromtimestamp(self._clock(), UTC) + timedelta(minutes=offset)
        said = locale.say("quiet-set", start=hours.start, end=hours.end) if hours else locale.say("quiet-off")
        lines = (said, locale.say("quiet-clock", time=f"{now:%H:%M}"))
        chosen = _OFF if hours is None else f"{hours.start}-{hours.end}"
        hour_row = [
            press_button(marked(text.replace("-", "\u2013"), text == chosen, locale), Action.QUIET, text)
            for text in _OFFERED
        ]
        off = press_button(marked(locale.say("quiet-none"), chosen == _OFF, locale), Action.QUIET, _OFF)
        clock_row = tuple(
            press_button(_clock_label(step, locale), Action.CLOCK, "clock", offset + step + FARTHEST_MINUTES)
            for step in _CLOCK_STEPS
            if abs(offset + step) <= FARTHEST_MINUTES
        )
        return Reply((Bold(locale.say("quiet-title")), "\n", "\n".join(lines)), ((*hour_row, off), clock_row))

    def _offset(self, chat: int) -> int:
        """By how much the chat's clock is ahead of UTC, in minutes: as it was said, or as its quiet hours have it."""
        chosen = self._settings_menu.of(chat).utc_offset
        hours = self._store.quiet(chat)
        return chosen if chosen is not None else hours.utc_offset if hours is not None else 0


def _clock_label(minutes: int, locale: Locale) -> str:
    sign, far = "+" if minutes > 0 else "\u2212", abs(minutes)
    if far < 60:
        return locale.say("clock-minutes", sign=sign, count=far)
    return locale.say("clock-hours", sign=sign, count=far // 60)
