"""PDF, by pypdf: the text layer, page headers and footers left out."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index.errors import SourceError
from index.records import Article
from index.sources.articles import Block
from index.sources.assembly import composed_article
from index.sources.document import Document
from index.sources.formats.metadata import Metadata, from_mapping
from index.sources.formats.paragraphs import paragraph_spans

_EDGE_LINES = 2
_REPEATED_ON = 3
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad][^\S\n]{0,99}\n\s*+(?=[a-zß-ÿ])")
_FILE_NAME = re.compile(r"microsoft word|untitled|\.(?:docx?|pdf|indd|qxd|pages|tex|odt)\b|^\W*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:…؟。][\"'”’»)\]]*$")


def read(document: Document) -> Iterator[Article]:
    """The file as one article.

    Its title and author are those in the file's properties. The day it was made is not the day it was published, so it
    gives no date.

    Raises:
        SourceError: it is encrypted or damaged, or its pages are pictures.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(document.content()), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(document.path, "needs a password: save it without one")
        pages = [page.extract_text() or "" for page in reader.pages]
        properties = {name.lower().lstrip("/"): str(value) for name, value in (reader.metadata or {}).items()}
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError) as error:
        reason = f"a damaged PDF ({type(error).__name__}: {' '.join(str(error).split())[:100]}): save it again"
        raise SourceError(document.path, reason) from error
    blocks = list(page_blocks(pages))
    if not blocks:
        raise SourceError(document.path, "no text in it, only pictures of pages: run text recognition (OCR) over it")
    metadata = document.metadata.over(_metadata(properties, document.path))
    yield composed_article(blocks, metadata, document.path, document.key)


def page_blocks(pages: Sequence[str]) -> Iterator[Block]:
    """The paragraphs of the pages, those that run over a page's end made whole again.

    Lines that come back at the same edge of three pages or more, figures aside, are headers and footers.
    """
    lined = [[line.rstrip() for line in page.splitlines()] for page in pages]
    repeated = _repeated(lined)
    waiting = ""
    for lines in lined:
        kept = [line for number, line in enumerate(lines) if not (_at_edge(number, lines) and _shape(line) in repeated)]
        text = _HYPHEN.sub("", "\n".join(kept)).replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
        for number, span in enumerate(paragraph_spans(text)):
            paragraph = " ".join(text[span.start : span.end].split())
            goes_on = number == 0 and waiting and not _SENTENCE_END.search(waiting) and paragraph[:1].islower()
            if goes_on:
                waiting = f"{waiting} {paragraph}"
            else:
                if waiting:
                    yield Block(waiting)
                waiting = paragraph
    if waiting:
        yield Block(waiting)


def _repeated(pages: Sequence[Sequence[str]]) -> set[str]:
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_shape(line) for number, line in enumerate(lines) if _at_edge(number, lines) and line.strip()})
    return {shape for shape, count in counts.items() if count >= _REPEATED_ON} | {"#", "- # -", "page #", "page # of #"}


def _at_edge(number: int, lines: Sequence[str]) -> bool:
    return number < _EDGE_LINES or number >= len(lines) - _EDGE_LINES


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.lower().split()))


def _metadata(properties: dict[str, str], path: str) -> Metadata:
    title = properties.get("title", "")
    values = {"title": None if _FILE_NAME.search(title) else title, "author": properties.get("author")}
    return from_mapping(values, path, strict=False)
