"""Corrections: which articles put an earlier figure right, and which figures a sentence takes back; pure patterns."""

import re

from index.records import Article, Span

_CORRECTS = re.compile(
    r"^\W*correct(?:ion|ed|s|ing)\b|\bcorrect(?:s|ing|ed|ion)\s*(?:(?:to|of|in|the|its|an earlier|a|figure|number|death|casualty|injury)\s+)*(?:toll|figure|number|count|death|story|report|version|:)"
    r"|\b(?:an?\s+)?(?:earlier|previous|original)\s+(?:version|edition)s?\s+of\s+this\b|\bthis\s+(?:article|story|report)\s+(?:has\s+been|was)\s+(?:corrected|amended)\b"
    r"|\bcorrections?\s*:|^\W*clarification\b|(?:^|\s)(?:تصحيح|تصويب)(?:\s|:)|نسخة سابقة من هذا",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:\b(?:earlier|previous(?:ly)?|initial(?:ly)?|original(?:ly)?|wrongly|mistakenly|incorrectly|erroneously|misstated)\b(?:(?!\bbut\b|\bnow\b|\d|[;]).){0,80}"
    r"|\b(?:not|instead of|rather than|down from|up from|compared with|against)\s{1,9}"
    r"|\b(?:ros?e|risen|rises|rising|rais\w{1,9}|climb\w{1,9}|increas\w{1,9}|jump\w{1,9}|grew|grown|went|gone|fell|fallen|dropp\w{1,9}|"
    r"revis\w{1,9}|lower\w{1,9}|cut|correct\w{1,9}|chang\w{1,9}|updat\w{1,9})\b[^.;]{0,60}\bfrom\s{1,9}"
    r"|(?:وليس|بدلا من|بدلاً من|لا)\s{1,9}|(?:ارتفع|رفع|زاد|انخفض|عدل|صحح|تصحيح)\w{0,9}\s[^.؛]{0,60}\sمن\s{1,9}"
    r"|(?:سابقا|سابقاً|خطأ|السابقة|نسخة سابقة|في وقت سابق)(?:(?!لكن|الآن|\d|؛).){0,60})$",
    re.IGNORECASE,
)
_OPENING = 400
"""Characters at the beginning of a text, and at its end, in which a correction says that it is one."""


def is_correction(article: Article) -> bool:
    """Whether an article says that it corrects an earlier one, in its title, its first lines or its last."""
    first, last = article.text[:_OPENING], article.text[-_OPENING:]
    return any(_CORRECTS.search(part) is not None for part in (article.title or "", first, last))


def taken_back(text: str, sentence: Span, figure: Span) -> bool:
    """Whether the words before a figure say that it no longer holds: "rose from 12", "earlier said 12", "not 12"."""
    return _BACK.search(text[sentence.start : figure.start]) is not None
