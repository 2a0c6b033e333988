"""The page of /quiet: hours without news, on the chat's own clock, and buttons for both."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.conversation.settings_menu import SettingsMenu
from bot.state.preferences import FARTHEST_MINUTES, QuietHours, quiet_hours
from bot.state.subscriptions import SubscriptionStore
from bot.support.i18n import Locale
from bot.views.buttons import Action, Button, ButtonPress
from bot.views.markup import Bold, Reply

_OFFERED = ("22-7", "21-8", "23-6")
_OFF = "off"
_STEPS = (-60, -30, 30, 60)


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
        offered = [quiet_hours(text) for text in _OFFERED]
        hour_row = [
            Button(_marked(_span(one), one.start == hours.start and one.end == hours.end if hours else False, locale),
                   ButtonPress(Action.QUIET, f"{one.start}-{one.end}").data)
            for one in offered if one is not None
        ]  # fmt: skip
        off = Button(_marked(locale.say("quiet-none"), hours is None, locale), ButtonPress(Action.QUIET, _OFF).data)
        steps = [step for step in _STEPS if abs(offset + step) <= FARTHEST_MINUTES]
        clock_row = tuple(
            Button(_step(step, locale), ButtonPress(Action.CLOCK, "clock", offset + step + FARTHEST_MINUTES).data)
            for step in steps
        )
        return Reply((Bold(locale.say("quiet-title")), "\n", "\n".join(lines)), ((*hour_row, off), clock_row))

    def _offset(self, chat: int) -> int:
        """By how much the chat's clock is ahead of UTC, in minutes: as it was said, or as its quiet hours have it."""
        chosen = self._settings_menu.of(chat).utc_offset
        hours = self._store.quiet(chat)
        return chosen if chosen is not None else hours.utc_offset if hours is not None else 0


def _span(hours: QuietHours) -> str:
    return f"{hours.start}\u2013{hours.end}"


def _step(minutes: int, locale: Locale) -> str:
    sign = "+" if minutes > 0 else "\u2212"
    if abs(minutes) < 60:
        return locale.say("clock-minutes", sign=sign, count=abs(minutes))
    return locale.say("clock-hours", sign=sign, count=abs(minutes) // 60)


def _marked(label: str, chosen: bool, locale: Locale) -> str:
    return locale.say("chosen", label=label) if chosen else label
