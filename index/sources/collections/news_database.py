"""Downloads of news databases as text: LexisNexis (`1 of 3 DOCUMENTS`) and Factiva, many reports in one file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.errors import SourceError
from index.language.dates import parse_date
from index.records import Article, ParagraphKind
from index.sources.article_assembly import Block, check_length, composed_article
from index.sources.boilerplate_patterns import BYLINE
from index.sources.document import Document
from index.sources.parsing.encoding import decode
from index.sources.parsing.metadata import Metadata, from_mapping
from index.sources.parsing.paragraphs import paragraph_spans

# "1 of 3 DOCUMENTS", "Dokument 1 von 3": a line by itself above each report of LexisNexis.
_COUNTED = re.compile(
    r"^[ \t]{0,200}(?:(?:document|dokument|documento) )?(\d{1,5}) (?:of|von|de|di|van|из) (\d{1,5})"
    r"(?: (?:documents?|dokumente?n?|documentos?|documenti|documenten))?[ \t]{0,200}\r?$",
    re.IGNORECASE | re.MULTILINE,
)
# "Document BAYCHR0020190304ef3400001" below each report of Factiva.
_NUMBERED = re.compile(r"^(?:Document|Dokument|Documento) [A-Z][A-Za-z0-9]{11,40}[ \t]*\r?$", re.MULTILINE)
_END = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.MULTILINE)
_LABEL = re.compile(
    r"([A-ZÀ-Ü][A-ZÀ-Ü -]{2,24}|Body|Length|Section|Byline|Dateline|Load-Date|Headline): ?(.*)", re.DOTALL
)
_BODY, _BEHIND = frozenset(("Body", "Text")), frozenset(("Classification",))  # lines by themselves, in Nexis Uni
_LENGTH = re.compile(r"[\d.,]{1,9} [^\W\d]{3,12}")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?: ?[AaPp]\.?[Mm]\.?)?(?: GMT)?")
_CODE = re.compile(r"[A-Z][A-Z0-9]{2,9}")
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b).{0,300}", re.IGNORECASE | re.DOTALL)
# The two letters before each field of a report, where Factiva shows them.
_FIELD = re.compile(
    r"^(HD|BY|WC|PD|ET|SN|SC|LA|CY|LP|TD|ED|PG|SE|CR|CLM|CO|IN|NS|RE|IPD|PUB|AN|ART|VOL)(?:[ \t]{1,9}(.*))?$"
)
_NAME = r"[^\W\d_a-zß-ÿ][\w.'’-]{0,30}"
_NAMES = re.compile(rf"{_NAME}(?: (?:(?:von|van|de|di|und|and|et|y|e) )?{_NAME}){{1,5}}")
_CENTRED = re.compile(r"^[ \t]{8,200}(\S.{0,200}?)\r?$", re.MULTILINE)
_MOST_TRIED = 4  # words behind a date: the day of the week, the edition
_HEAD_LINES = 14


def is_download(head: bytes) -> bool:
    """Whether text with these first pages is a download of one of them."""
    start = head.replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf").decode("latin-1")
    counted = _COUNTED.search(start)
    if counted is not None and not start[: counted.start()].strip():
        return True
    return _NUMBERED.search(start) is not None or _END.search(start) is not None


@dataclass(slots=True)
class _Report:
    """What is found in one report."""

    title: str | None = None
    source: str | None = None
    published: str | None = None
    author: str | None = None
    url: str | None = None
    standfirst: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)


def read(document: Document) -> Iterator[Article | SourceError]:
    """Every report as an article with its own headline, outlet and date; labels and counts around it are left out.

    Raises:
        SourceError: it is no text.
    """
    text = decode(document.content(), document.path)
    counted = list(_COUNTED.finditer(text))
    if counted:
        starts = [match.end() for match in counted]
        ends = [*(match.start() for match in counted[1:]), len(text)]
        pieces, parse = list(zip(starts, ends, strict=True)), _lexis
    elif marks := list(_NUMBERED.finditer(text)):
        pieces = [(a, b) for a, b in zip([0, *(m.end() for m in marks)], [m.start() for m in marks], strict=False)]
        parse = _factiva
    else:
        ends = [match.start() for match in _END.finditer(text)]
        starts = [0, *(match.end() for match in _END.finditer(text))]
        pieces, parse = list(zip(starts, ends, strict=False)), _lexis
    line, counted_to = 1, 0
    for number, (start, end) in enumerate(pieces, 1):
        line, counted_to = line + text.count("\n", counted_to, start), start
        piece = text[start:end]
        try:
            check_length(piece, document.path, line)
            paragraphs = [piece[span.start : span.end] for span in paragraph_spans(piece)]
            yield _article(parse(paragraphs, piece), document, number, line)
        except SourceError as error:
            yield SourceError(document.path, f"report {number}: {error.reason}", error.line)


def _article(report: _Report, document: Document, number: int, line: int) -> Article:
    values = {
        "title": report.title, "source": report.source, "published": report.published, "author": report.author,
        "url": report.url,
    }  # fmt: skip
    described: Metadata = from_mapping(values, document.path, strict=False)
    blocks = [Block(" ".join(one.split()), ParagraphKind.STANDFIRST) for one in report.standfirst]
    blocks += [Block(" ".join(one.split())) for one in report.body]
    title = [Block(report.title, ParagraphKind.TITLE)] if report.title else []
    if not blocks:
        raise SourceError(document.path, "a report without a text: download it with its full text", line)
    metadata = document.metadata.over(described)
    return composed_article([*title, *blocks], metadata, document.path, f"{document.key}:{number}", line)


def _lexis(paragraphs: Sequence[str], text: str) -> _Report:
    """Outlet, date and headline, all but the last centred, or headline, outlet and date; then labels and the text."""
    centred = {match[1].strip() for match in _CENTRED.finditer(text)}
    report, in_body = _Report(), False
    for number, paragraph in enumerate(paragraphs):
        words = " ".join(paragraph.split())
        if in_body and words in _BEHIND:
            break
        if not in_body and words in _BODY:
            in_body = True
            continue
        label = _LABEL.fullmatch(paragraph)
        if label is not None:
            name, value = label[1].upper(), " ".join(label[2].split())
            if name in ("BODY", "TEXT"):
                in_body = True
                report.body += [value] if value else []
            elif name == "HEADLINE":
                report.title = value or None
            elif name in ("BYLINE", "AUTOR", "AUTEUR", "AUTORE"):
                report.author = value or None
            elif name == "URL":
                report.url = value
            elif name == "HIGHLIGHT":
                report.standfirst.append(value)
            elif name == "LOAD-DATE" and report.published is None:
                report.published = _date(value)
            continue
        if report.published is None and not in_body and number < _HEAD_LINES and (found := _date(words)):
            report.published = found
            if report.source is not None and report.title is not None:  # the headline stands above the outlet
                report.title, report.source = report.source, report.title
        elif _RIGHTS.fullmatch(words) and not in_body:
            continue
        elif report.published is None and not in_body and report.source is None and number == 0:
            report.source = words
        elif report.title is None and not report.body:
            if paragraph not in centred:  # as the edition is, behind the date
                report.title = words
        else:
            report.body.append(paragraph)
    return report


def _factiva(paragraphs: Sequence[str], text: str) -> _Report:
    """Headline, author, length, date, outlet in lines of their own; then, behind the rights, the text."""
    lines = [line.strip() for line in text.strip().splitlines()]
    fields = _fields(lines)
    if "HD" in fields:
        body = [part for name in ("LP", "TD") for part in fields.get(name, "").split("\n\n") if part.strip()]
        source, published = fields.get("SN"), _date(" ".join(fields.get("PD", "").split()))
        title = " ".join(fields["HD"].split())
        return _Report(title=title, source=source, published=published, author=fields.get("BY"), body=body)
    report = _Report()
    counted = next((n for n, line in enumerate(lines[:_HEAD_LINES]) if _LENGTH.fullmatch(line)), None)
    if counted is None:
        report.title, *report.body = [*paragraphs] or [""]
        return report
    above = [line for line in lines[:counted] if line]
    apart = len(above) > 1 and not lines[lines.index(above[-1]) - 1]
    if len(above) > 1 and (BYLINE.fullmatch(above[-1]) or (apart and _NAMES.fullmatch(above[-1]))):
        report.author = above.pop()
    report.title = above[-1] if above else None
    head = [line for line in lines[counted + 1 : counted + _HEAD_LINES] if line]
    dated = next((n for n, line in enumerate(head) if _date(line)), None)
    last = lines[counted]
    if dated is not None:
        report.published = _date(head[dated])
        rest = [line for line in head[dated + 1 :] if not _CLOCK.fullmatch(line)]
        report.source = rest[0] if rest else None
        # Behind the outlet: its code, the language, the rights.
        ends = [n for n, line in enumerate(rest[:5]) if _RIGHTS.fullmatch(line) or _CODE.fullmatch(line)]
        last = rest[max(ends)] if ends else rest[0] if rest else head[dated]
        if ends and not _RIGHTS.fullmatch(last) and max(ends) + 1 < len(rest):
            last = rest[max(ends) + 1]
    at = text.find(last) + len(last)
    report.body = [text[span.start : span.end] for span in paragraph_spans(text, at)]
    return report


def _fields(lines: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        if match := _FIELD.match(line):
            name = match[1]
            found[name] = match[2] or ""
        elif name:
            found[name] += f"\n{line}"
    return found


def _date(text: str) -> str | None:
    """The date that a line is, whatever few words stand behind it: March 4, 2019 Monday Final Edition."""
    words = text.split()
    for left_out in range(min(_MOST_TRIED, len(words))):
        if found := parse_date(" ".join(words[: len(words) - left_out])):
            return found
    return None
