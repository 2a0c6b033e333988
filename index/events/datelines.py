"""Where a report was filed, which wire services write before it ("BEIRUT (Reuters) - ", "دمشق - "); pure.

A town in a dateline is where the reporter is, not where the event was.
"""

import re

_ARABIC = r"[\u0621-\u064a]+"
_DASH = r"\s*[-–—]{1,2}\s+"
_AGENCY = r"\s*\([^()\d\n]{2,40}\)"
_DATELINE = re.compile(
    rf"\s*(?:[A-Z][A-Z'’.-]+(?:[ ,]+[A-Z][\w'’.-]*){{0,4}}(?:,? \d{{1,2}})?(?:{_AGENCY})?(?<=\S)\s{_DASH}"
    rf"|[A-Z][\w'’.-]*(?:[ ,]+[A-Z][\w'’.-]*){{0,4}},?{_AGENCY}{_DASH}"
    rf"|{_ARABIC}(?:[ ،-]+{_ARABIC}){{0,3}}{_AGENCY}\s*[-–—:]\s+"
    rf"|{_ARABIC}(?:[ ،]+{_ARABIC}){{0,2}}\s{_DASH}(?={_ARABIC}))"
)
_SMALL = re.compile(r"[a-z\u0621-\u064a]")
_LOOKED_AT = 300
"""Characters after a dateline in which a small letter is looked for: reports in capitals have others."""


def dateline_end(text: str) -> int:
    """How many characters of a sentence are its dateline; 0 where it has none."""
    found = _DATELINE.match(text)
    if found is None or not _SMALL.search(text, found.end(), found.end() + _LOOKED_AT):
        return 0
    return found.end()
