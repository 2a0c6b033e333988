"""What a list of articles or outlets is asked for, as a button or an address carries it; pure.

Nothing is remembered of a list: its buttons hold all that it was asked for. Outlets go by a digest of their names. What
does not fit into a button has none.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from bot.views.buttons import Action
from index.language.partial_date import PartialDate
from index.records import EVERYTHING, Filters

LISTS = frozenset({Action.LATEST, Action.SOURCES, Action.LATEST_BELOW})
"""What presses with a request ask for."""

LIST_PAYLOAD = "t_"
"""What the payload of /start begins with that opens a list."""

_DATA_BYTES = 64
_PAYLOAD_SIGNS = 64
_SKIP_DIGITS = 10
_KEY_BYTES = 6
_SOURCE, _LANGUAGE, _AFTER, _BEFORE, _PLACE, _NAME = _KINDS = "slabpn"


@dataclass(frozen=True, slots=True)
class ListRequest:
    """A page of a list.

    Attributes:
        action: one of `LISTS`.
        filters: the articles that are listed, or those whose outlets are.
        name: words that outlets must have in their names.
        skip: how many come before the page.
    """

    action: Action
    filters: Filters = EVERYTHING
    name: str = ""
    skip: int = 0

    @property
    def data(self) -> str | None:
        """Telegram's `callback_data`; None where it does not fit."""
        written = f"v1:{self._encoded}"
        return written if len(written.encode("utf-8", "replace")) <= _DATA_BYTES else None

    @property
    def payload(self) -> str | None:
        """What an address carries that opens the list in a private chat; None where it does not fit."""
        written = urlsafe_b64encode(self._encoded.encode("utf-8", "replace")).decode().rstrip("=")
        return LIST_PAYLOAD + written if len(LIST_PAYLOAD) + len(written) <= _PAYLOAD_SIGNS else None

    @property
    def _encoded(self) -> str:
        filters = self.filters
        fields = [
            *(_SOURCE + _key(name) for name in filters.sources),
            *(_LANGUAGE + code for code in filters.languages),
            *(_AFTER + date for date in (filters.after,) if date is not None),
            *(_BEFORE + date for date in (filters.before,) if date is not None),
            *(_PLACE + _plain(name) for name in filters.places),
            *(_NAME + _plain(name) for name in (self.name,) if name),
        ]
        return f"{self.action}:{self.skip}:{';'.join(fields)}"


def parse_request(data: str | None, outlets: Iterable[str]) -> ListRequest | None:
    """The request behind `data`, or None where it is none of ours, or of an outlet that there is not any more.

    Args:
        outlets: the names of all of them.
    """
    version, _, written = (data or "").partition(":")
    return _parsed(written, outlets) if version == "v1" else None


def parse_payload(payload: str, outlets: Iterable[str]) -> ListRequest | None:
    """The request behind an address, or None; see `parse_request`."""
    try:
        encoded = payload.removeprefix(LIST_PAYLOAD).encode()
        return _parsed(urlsafe_b64decode(encoded + b"=" * (-len(encoded) % 4)).decode(), outlets)
    except (Base64Error, UnicodeError, ValueError):
        return None


def _parsed(written: str, outlets: Iterable[str]) -> ListRequest | None:
    action, skip, fields = (*written.split(":", 2), "", "")[:3]
    if action not in LISTS or not (skip.isascii() and skip.isdigit() and len(skip) <= _SKIP_DIGITS):
        return None
    values: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for field in filter(None, fields.split(";")):
        if field[0] not in values:
            return None
        values[field[0]].append(field[1:])
    by_key = {_key(name): name for name in outlets} if values[_SOURCE] else {}
    try:
        sources = tuple(by_key[key] for key in values[_SOURCE])
        for date in (*values[_AFTER], *values[_BEFORE]):
            PartialDate.parse(date)
    except (KeyError, ValueError):
        return None
    after, before, name = (next(reversed(values[kind]), None) for kind in (_AFTER, _BEFORE, _NAME))
    filters = Filters(sources, tuple(values[_LANGUAGE]), after, before, places=tuple(values[_PLACE]))
    return ListRequest(Action(action), filters, name or "", int(skip))


def _key(name: str) -> str:
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()
    return urlsafe_b64encode(digest).decode()


def _plain(name: str) -> str:
    return " ".join(name.replace(";", " ").split())
