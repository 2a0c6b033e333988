"""Decoding bytes to text: the character encoding is detected among those that archives really hold."""

import codecs
import re

from index.errors import SourceError
from index.sources.parsing.code_pages import code_page_of

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Code pages that articles were written in, the common ones first. Those of DOS, the Macintosh and EBCDIC, which fit
# almost any bytes, are left out.
_CODE_PAGES = [
    "cp1252", "cp1256", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1257", "cp1258", "koi8_r",
    "koi8_u", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_9", "iso8859_15", "cp874",
    "shift_jis", "cp932", "euc_jp", "gb18030", "big5", "cp949", "euc_kr",
]  # fmt: skip
_GUESSED_FROM = 64 * 1024
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Text has next to no control characters; every tenth byte of compressed data is one.
_MOST_CONTROLS = 0.005
# In UTF-8 with a broken character here and there (a cut end, a pasted byte) the whole ones are many times as many.
_MOST_BROKEN = 0.1


def decode(content: bytes, path: str) -> str:
    """The text of a file, its byte order mark removed and nothing else changed.

    UTF-8, UTF-16 and UTF-32 by their marks, UTF-8 without, UTF-16 by its zeros, and else the code page whose letters
    are those of the language in it, or that charset-normalizer finds most likely. Characters broken in otherwise sound
    UTF-8 become U+FFFD.

    Raises:
        SourceError: empty, white space only, binary, or in no encoding that can be told.
    """
    if not content:
        raise SourceError(path, "empty file: nothing to index; remove it, or save its text again")
    text = _decode(content, path)
    if not text.strip():
        raise SourceError(path, "only white space: nothing to index; remove it, or save its text again")
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise SourceError(path, "a binary file, not text: convert it to text, HTML, PDF or DOCX, or remove it")
    return text


def _decode(content: bytes, path: str) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], name, path)
    if zeros := content[:4096].count(0):
        unmarked = _unmarked_utf16(content)
        if unmarked is None:
            reason = f"a binary file, not text ({zeros} zero bytes near its start): convert it, or remove it"
            raise SourceError(path, reason)
        return _strictly(content, unmarked, path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _mended(content) or _guessed(content, path)


def _strictly(content: bytes, name: str, path: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        reason = f"damaged {name.upper()} at byte {error.start} ({error.reason}): save it again as UTF-8"
        raise SourceError(path, reason) from error


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark, by its zeros: Latin text has one in nearly every second byte, always on the same side."""
    sample = content[: 4096 - len(content[:4096]) % 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if len(content) % 2 == 0 and half:
        if odd > 0.4 * half and even < 0.05 * half:
            return "utf-16-le"
        if even > 0.4 * half and odd < 0.05 * half:
            return "utf-16-be"
    return None


def _mended(content: bytes) -> str | None:
    """UTF-8 with broken characters as U+FFFD, when nearly all are whole or only the last one is cut."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    cut = broken == 1 and text.endswith("\ufffd") and whole > 0
    return text if cut or broken <= _MOST_BROKEN * whole else None


def _guessed(content: bytes, path: str) -> str:
    from charset_normalizer import from_bytes  # 0.1 s to import, for the few files that are not UTF-8

    # Only the bytes beyond ASCII tell code pages apart; take the sample where they begin.
    first = next((at for at, byte in enumerate(content) if byte > 127), 0)
    start = max(0, first - 2000)
    sample = content[start : start + _GUESSED_FROM]
    if (page := code_page_of(sample)) is not None:
        return content.decode(page, "replace")
    matches = from_bytes(sample, cp_isolation=_CODE_PAGES)
    if not matches:
        raise SourceError(path, "in no encoding that can be told, or binary: save it as UTF-8, or remove it")
    # Western and Central European pages often tie on a short text; then the more common page is meant.
    best = min(matches, key=lambda match: (match.chaos, -match.coherence, _CODE_PAGES.index(match.encoding)))
    return content.decode(best.encoding, "replace")
