"""Addresses as they are cited: without the archive or the cache that a page was found in, and the date in them."""

import re

from index.language.dates import parse_date

_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)
# An archive has the moment, or a code, and then the whole address in its own; a slash of `//` is often lost on the way.
_ARCHIVED = re.compile(
    r"https?:/{1,2}[^/\s]{1,253}/(?:[^\s?#]{0,60}/)?"
    r"(?:\d{4,14}(?:[a-z]{2}_)?|\d{4}\.\d{2}\.\d{2}-\d{6}|o/\w{4,12})\*?/(?P<address>https?:/{1,2}\S+|www\.\S+)",
    re.IGNORECASE,
)
_WAYBACK = re.compile(
    r"https?:/{1,2}web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?P<address>[^/\s.]+\.\S+)", re.IGNORECASE
)
# Caches of AMP pages: `s/` stands for https.
_AMP_CACHE = re.compile(
    r"https?://(?:[\w-]{1,63}\.cdn\.ampproject\.org/[acivw]/|(?:www\.)?google\.[a-z.]{2,6}/amp/)(?P<safe>s/)?(?P<address>\S+)",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"^(https?):/{1,2}", re.IGNORECASE)
_DAY = re.compile(
    r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>0?[1-9]|1[0-2])[/-](?P<day>0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
    r"|/(?P<year2>20\d{2})(?P<month2>0[1-9]|1[0-2])(?P<day2>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
_NAMED = re.compile(r"/(20\d{2}|19\d{2})/([a-z]{3})/(0?[1-9]|[12]\d|3[01])(?=[/-]|$)", re.IGNORECASE)
_MONTH = re.compile(r"/((?:19|20)\d{2})/(0[1-9]|1[0-2])/(?=[^/?#]*[^\W\d])")


def web_address(text: str) -> str | None:
    """`text` when it is an http(s) address, the original where it is one of an archive; None where it is no address."""
    return original_address(text.strip()) if _WEB_ADDRESS.fullmatch(text.strip()) else None


def original_address(address: str) -> str:
    """The address that a page had before an archive or a cache took it; `address` where it is of none."""
    if match := _ARCHIVED.fullmatch(address) or _WAYBACK.fullmatch(address):
        found = match["address"]
        found = _SCHEME.sub(r"\1://", found) if _SCHEME.match(found) else f"http://{found}"
    elif match := _AMP_CACHE.fullmatch(address):
        found = f"{'https' if match['safe'] else 'http'}://{match['address']}"
    else:
        return address
    return found if _WEB_ADDRESS.fullmatch(found) else address


def archived_copy(text: str | None) -> str | None:
    """`text` when it is the address of a copy in an archive of the web, else None."""
    address = (text or "").strip()
    return address if _ARCHIVED.fullmatch(address) or _WAYBACK.fullmatch(address) else None


def address_date(address: str) -> str | None:
    """The day or the month in an address, as in /2018/02/05/hospital-hit or /2018/02/hospital-hit."""
    if match := _DAY.search(address):
        parts = (match["year"] or match["year2"], match["month"] or match["month2"], match["day"] or match["day2"])
        return parse_date("-".join(parts))
    if match := _NAMED.search(address):
        return parse_date(" ".join(reversed(match.groups())))
    if match := _MONTH.search(address):
        return parse_date("-".join(match.groups()))
    return None
