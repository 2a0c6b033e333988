"""Whether a title is a headline, or what a program wrote where nobody wrote one."""

import re

# The names of files, and what stands in their place in an address: words with hyphens and no space.
_FILE = re.compile(
    r"\S{0,200}\.(?:html?|php|aspx?|pdf|docx?|odt|rtf|txt|md|epub|indd|qxd|pages|tex|jpe?g|png)", re.IGNORECASE
)
_SLUG = re.compile(r"[^\W_]{1,40}(?:[-_][^\W_]{1,40}){2,60}")
# What word processors, browsers and databases call a file without a title.
_DEFAULT = re.compile(
    r"(?:microsoft )?(?:office )?word(?: document)?(?: ?- .{0,200})?|powerpoint presentation|document ?\d{0,4}"
    r"|untitled(?: ?(?:document|page))?(?: ?-? ?\d{1,4})?|exported data|new (?:document|page)|no title"
    r"|(?:document )?\d{1,5} (?:of|von|de|di|van) \d{1,5}(?: documents?)?|home ?page|index",
    re.IGNORECASE,
)


def headline(title: str) -> str | None:
    """`title` where it is a headline; None where it is a file's name, a slug, or the default of a program."""
    words = " ".join(title.split())
    if not any(letter.isalnum() for letter in words):
        return None
    slug = _SLUG.fullmatch(words) and words == words.lower()
    return None if slug or _FILE.fullmatch(words) or _DEFAULT.fullmatch(words) else words
