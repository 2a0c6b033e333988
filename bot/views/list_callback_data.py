"""What a list of articles or outlets is asked for, as a button or an address carries it; pure.

Nothing is remembered of a list: its buttons hold all that it was asked for. Outlets go by a digest of their names. What
does not fit into a button has none.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable
from dataclasses import dataclass, replace
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
_MOST_SKIPPED = 10**9
_KEY_BYTES = 6
_SOURCE, _LANGUAGE, _AFTER, _BEFORE, _PLACE, _NAME = "slabpn"


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
    if action not in LISTS or not (skip.isascii() and skip.isdigit() and len(skip) <= len(str(_MOST_SKIPPED))):
        return None
    request = ListRequest(Action(action), skip=int(skip))
    by_key: dict[str, str] | None = None
    for field in filter(None, fields.split(";")):
        kind, value = field[0], field[1:]
        filters = request.filters
        if kind == _SOURCE:
            by_key = {_key(name): name for name in outlets} if by_key is None else by_key
            if value not in by_key:
                return None
            filters = replace(filters, sources=(*filters.sources, by_key[value]))
        elif kind == _LANGUAGE:
            filters = replace(filters, languages=(*filters.languages, value))
        elif kind in (_AFTER, _BEFORE):
            if not _is_date(value):
                return None
            filters = replace(filters, after=value) if kind == _AFTER else replace(filters, before=value)
        elif kind == _PLACE:
            filters = replace(filters, places=(*filters.places, value))
        elif kind == _NAME:
            request = replace(request, name=value)
        else:
            return None
        request = replace(request, filters=filters)
    return request


def _key(name: str) -> str:
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()
    return urlsafe_b64encode(digest).decode()


def _plain(name: str) -> str:
    return " ".join(name.replace(";", " ").split())


def _is_date(value: str) -> bool:
    try:
        PartialDate.parse(value)
    except ValueError:
        return False
    return True
