"""What is said about an article beside its text: front matter, sidecars, columns, page headers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from index.errors import SourceError
from index.language.dates import parse_date
from index.sources.parsing.addresses import archived_copy, web_address
from index.sources.parsing.headlines import headline

# Our name -> the names that files use for it, compared in lower case with - and spaces as _; the first one wins.
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "web_title", "titel", "titre", "título", "titulo", "titolo", "заголовок", "العنوان"),
    "url": ("url", "link", "permalink", "canonical_url", "canonical", "web_url", "external_url"),
    "published": ("published", "date", "published_at", "publication_date", "pubdate", "pub_date", "date_published",
                  "datepublished", "publish_date", "published_date", "web_publication_date", "first_published",
                  "created_at", "date_time", "datetime", "timestamp", "created", "datum", "fecha", "дата", "التاريخ"),
    "source": ("source", "outlet", "publisher", "publication", "site_name", "sitename", "site", "newspaper",
               "quelle", "fuente", "fonte", "источник", "المصدر"),
    "author": ("author", "authors", "byline", "creator", "writer", "autor", "auteur", "autore", "автор", "الكاتب"),
    "language": ("language", "lang", "locale", "inlanguage", "in_language", "sprache", "langue", "idioma", "lingua"),
    "modified": ("modified", "updated", "date_modified", "datemodified", "modified_at", "updated_at", "lastmod",
                 "last_modified", "lastmodified", "last_updated", "date_updated", "modified_date", "modified_time",
                 "changed"),
}  # fmt: skip
_LONGEST = 2000
# Names of the word in an object that stands in its place, as in {"source": {"id": 1, "name": "Example Post"}}.
_WORD_NAMES = ("name", "title", "main", "rendered", "original", "$date")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# What a byline begins with, before a name: "By Ann Dole", "Par Anne Dole". "Von" and "Di" are names as well.
_BYLINE = re.compile(r"(?:by|par|por|от|автор:?|بقلم:?)\s+(?=[^\W\d_])", re.IGNORECASE)
# ISO 639-2 to ISO 639-1.
_LETTERS = (
    "alb sq amh am ara ar arm hy aze az ben bn bos bs bul bg cat ca ces cs chi zh cze cs dan da deu de dut nl "
    "ell el eng en est et fas fa fin fi fra fr fre fr geo ka ger de gre el heb he hin hi hrv hr hun hu hye hy "
    "ind id ita it jpn ja kat ka kaz kk kor ko kur ku lav lv lit lt mac mk mkd mk nld nl nob nb nor no per fa "
    "pol pl por pt pus ps ron ro rum ro rus ru slk sk slo sk slv sl som so spa es sqi sq srp sr swa sw swe sv "
    "tha th tur tr ukr uk urd ur vie vi zho zh"
).split()
_TWO_LETTERS = dict(zip(_LETTERS[::2], _LETTERS[1::2], strict=True))
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of an Article that describe it, None where nothing was said.

    A `url` in an archive of the web stands here as the original one, and as it was given in `archived`.
    """

    title: str | None = None
    url: str | None = None
    published: str | None = None
    source: str | None = None
    author: str | None = None
    language: str | None = None
    modified: str | None = None
    archived: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """These fields, and those of `other` where nothing is said here."""
        if self == EMPTY_METADATA:
            return other
        return Metadata(*(_first(getattr(self, f.name), getattr(other, f.name)) for f in fields(Metadata)))


EMPTY_METADATA = Metadata()


def from_mapping(values: Mapping[str, object], path: str, strict: bool, line: int | None = None) -> Metadata:
    """The metadata in a mapping, under any of its usual names.

    A person wrote a front matter or a sidecar on purpose, so there `strict` is right: what cannot be read is an error.
    In a scraped table it is not: what cannot be read is not given.

    Raises:
        SourceError: `strict`, and a date, an address or a language cannot be understood or a value is no text.
    """
    known = {folded_name(str(name)): value for name, value in values.items()}
    found: dict[str, str | None] = {}
    for name, aliases in NAMES.items():
        candidates = [known[alias] for alias in aliases if known.get(alias) not in (None, "", [])]
        given = candidates[0] if candidates else None
        read = next((words for one in candidates[: 1 if strict else None] if (words := _read(name, one))), None)
        if name == "title" and read is not None and not strict:
            read = headline(read)
        if read is None and given is not None and strict:
            raise SourceError(path, f"{name}: {_shown(given)} is not {_EXPECTED.get(name, 'text')}", line)
        found[name] = read
    found["archived"] = next(
        (copy for name in ("archived", *NAMES["url"]) if (copy := archived_copy(_text(known.get(name))))), None
    )
    return Metadata(**found)


def _read(name: str, value: object) -> str | None:
    text = _text(value)
    return None if text is None else _READERS.get(name, _words)(text)


def folded_name(name: str) -> str:
    """A field's name as names are compared: `Published At`, `publishedAt` and `published-at` are `published_at`."""
    return _CAMEL.sub("_", name.strip()).lower().replace("-", "_").replace(" ", "_")


def yaml_problem(error: Exception) -> str:
    """What YAML calls wrong, in one line."""
    return " ".join(str(getattr(error, "problem", None) or error).split())[:160]


def yaml_line(error: Exception, offset: int = 0) -> int | None:
    """1-based line of a YAML error, `offset` lines further down."""
    mark = getattr(error, "problem_mark", None)
    return None if mark is None else int(mark.line) + 1 + offset


def language_code(text: str) -> str | None:
    """`en` of `en`, `en-GB`, `EN_us` or `eng`; None where it is no such code."""
    match = _LANGUAGE.match(text.strip())
    return _TWO_LETTERS.get(match.group().lower(), match.group().lower()) if match else None


def _shown(value: object) -> str:
    text = _text(value)
    return f"a {type(value).__name__}" if text is None else repr(text[:80])


def _words(text: str) -> str | None:
    return " ".join(text.split()) or None


def _names(text: str) -> str | None:
    """Names of authors without the word before them."""
    words = " ".join(text.split())
    return words[match.end() :] if (match := _BYLINE.match(words)) else words or None


def _first(one: str | None, other: str | None) -> str | None:
    return other if one is None else one


def _text(value: object) -> str | None:
    """A scalar as text; several authors, given as a list or as mappings with a name, joined by commas."""
    parts = [_scalar(one) for one in value] if isinstance(value, list) else [_scalar(value)]
    return None if None in parts else ", ".join(part for part in parts if part) or None


def _scalar(value: object) -> str | None:
    if isinstance(value, dict):
        # No deeper: aliases in YAML can make a small file as deep as they like.
        value = next((value[name] for name in _WORD_NAMES if value.get(name)), None)
    if isinstance(value, date):  # datetime is one, too
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value)[:_LONGEST].encode("utf-8", "replace").decode("utf-8")  # JSON can hold half a surrogate pair


_READERS: Mapping[str, Callable[[str], str | None]] = {
    "author": _names,
    "published": parse_date,
    "url": web_address,
    "language": language_code,
    "modified": parse_date,
}
FIELDS = ("text", *NAMES)
"""Names of the fields of an article, for mapping the columns of tables to them."""
_DATE = "a date (write 2018, 2018-02, 2018-02-05 or 2018-02-05T10:00:00+00:00)"
_EXPECTED = {
    "published": _DATE,
    "modified": _DATE,
    "url": "an http(s) address",
    "language": "a language code (en, ar, en-GB)",
}
