"""What a button carries back when it is pressed: at most 64 bytes, `v1:<action>:<id>:<number>`."""

import re
from dataclasses import dataclass
from enum import StrEnum

_DATA = re.compile(r"v1:([a-z]):([A-Za-z0-9_-]{1,32}):([0-9]{1,4})")


class Action(StrEnum):
    """What the press asks for."""

    QUOTE = "q"
    CONTEXT = "c"
    EXAMPLE = "e"
    GOOD = "g"
    BAD = "b"
    WRONG_PASSAGE = "w"
    OUT_OF_DATE = "o"
    NOT_IN_ARTICLE = "n"
    LANGUAGE = "l"
    MOST_QUOTES = "m"
    PREVIEWS = "p"
    LITERAL = "s"
    OPEN = "a"
    READ = "r"
    LATEST = "t"
    SOURCES = "u"
    LATEST_BELOW = "f"
    FORGET = "x"
    UNWATCH = "d"
    FORGET_ME = "y"


@dataclass(frozen=True, slots=True)
class ButtonPress:
    """One press.

    Attributes:
        id: of the answer that is shown, or of the example question; for a language its code, or "auto"; for an article
            its id and `article_pages.mark_of` it; of the article to be forgotten, or of the watch to be ended.
        number: 0-based place of the quote in the answer, or `quote_page.ALL_FROM` and more for all of them; 0 for an
            example or for names as they are written; for quotes how many, 0 for as many as the bot is set to; for
            previews 1 or 0; for a language the page that is pressed on, 1 in /settings; for an article its page, or for
            one to be forgotten as in `bot.views.admin_notes`; 1 for yes and 0 for no to what was asked before.
    """

    action: Action
    id: str
    number: int = 0

    @property
    def data(self) -> str:
        """Telegram's `callback_data`, ASCII."""
        return f"v1:{self.action}:{self.id}:{self.number}"


def parse_press(data: str | None) -> ButtonPress | None:
    """The press behind `data`, or None when it is not one of ours."""
    match = _DATA.fullmatch(data or "")
    if match is None or match[1] not in set(Action):
        return None
    return ButtonPress(Action(match[1]), match[2], int(match[3]))
