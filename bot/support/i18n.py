"""Localization: every text of the bot's own, out of `locales/`: one file a language, in Fluent's format."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from importlib.resources import files

import babel
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk

_FOLDER = files("bot").joinpath("locales")
_FALLBACK = "en"

LANGUAGES = (
    _FALLBACK,
    *sorted(
        one.name.removesuffix(".ftl")
        for one in _FOLDER.iterdir()
        if one.name.endswith(".ftl") and one.name != f"{_FALLBACK}.ftl"
    ),
)
"""Codes of the languages that have a file, by ISO 639-1; the first one is spoken where no other is asked for."""

# Classes of the Unicode bidirectional algorithm (UAX 9) of the letters that run against the line.
_AGAINST = {True: frozenset({"L"}), False: frozenset({"R", "AL", "AN"})}


@dataclass(frozen=True, slots=True)
class Locale:
    """The words of one language. Safe to use from several threads.

    Attributes:
        language: one of `LANGUAGES`.
        rtl: whether it is written from right to left.
    """

    language: str
    rtl: bool
    _bundle: FluentBundle = field(repr=False, compare=False)

    def say(self, message_id: str, /, **values: str | int) -> str:
        """The message with `values` in their places; what is not the bot's own goes through `isolated` before.

        Raises:
            KeyError: there is no such message.
            ValueError: a value is missing, or not fit for its place.
        """
        pattern = self._bundle.get_message(message_id).value
        if pattern is None:
            raise KeyError(message_id)
        said, errors = self._bundle.format_pattern(pattern, values)
        if errors or not isinstance(said, str):
            raise ValueError(f"{message_id} in {self.language}: {errors}")
        return said

    def listed(self, names: Sequence[str]) -> str:
        """`names`, at least one, with commas between them."""
        return reduce(lambda listed, name: self.say("list", names=listed, name=name), names)

    def isolated(self, text: str) -> str:
        """`text` for a line in this language, kept apart (first-strong isolate) if it is written the other way round.

        Else an Arabic title would pull the date after it to its left, and an English one the brackets around it.
        """
        against = _AGAINST[self.rtl]
        return f"\u2068{text}\u2069" if any(unicodedata.bidirectional(sign) in against for sign in text) else text


def locale_for(language_code: str | None) -> Locale:
    """The words for an IETF language tag as Telegram tells it: "ar-EG" is Arabic; English for what the bot has not."""
    language = (language_code or "").partition("-")[0].lower()
    return _load(language if language in LANGUAGES else LANGUAGES[0])


@cache
def _load(language: str) -> Locale:
    resource = FluentResource(_FOLDER.joinpath(f"{language}.ftl").read_text("utf-8"))
    junk = [entry.content for entry in resource.body if isinstance(entry, Junk)]
    if junk:
        raise ValueError(f"locales/{language}.ftl is not Fluent here: {junk[0]}")
    # Fluent would isolate every value, also those that run with the line, and so change every English message.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(resource)
    return Locale(language, babel.Locale(language).text_direction == "rtl", bundle)
