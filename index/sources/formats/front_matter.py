"""Front matter: a YAML mapping between two lines of dashes at the head of a text."""

import yaml
from frontmatter.default_handlers import YAMLHandler

from index.errors import SourceError
from index.sources.formats.metadata import Metadata, from_mapping, yaml_line, yaml_problem

_LONGEST = 50_000
_HANDLER = YAMLHandler()


def split_front_matter(text: str, path: str) -> tuple[Metadata, int]:
    """The metadata at the head of `text`, and the offset where the rest begins; nothing and 0 when there is none.

    A text may begin with a rule of dashes: what follows is front matter only when it is a mapping.

    Raises:
        SourceError: it is no YAML, or a value cannot be understood; the file is not read without it, since its title,
            date or address would be lost.
    """
    if not text.startswith("---") or not _HANDLER.detect(text):
        return Metadata(), 0
    try:
        head, rest = _HANDLER.split(text)
    except ValueError:
        return Metadata(), 0  # a rule, and no second one
    if len(head) > _LONGEST:
        raise SourceError(path, f"front matter longer than {_LONGEST:,} characters: close it with a line of dashes", 1)
    try:
        values = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if not any(line.partition(":")[1] for line in head.strip().splitlines()[:1]):
            return Metadata(), 0  # prose between two rules
        reason = f"front matter is not YAML ({yaml_problem(error)}): mend it between the two lines of dashes"
        raise SourceError(path, reason, yaml_line(error)) from error
    if not isinstance(values, dict):
        return Metadata(), 0
    return from_mapping(values, path, strict=True, line=1), len(text) - len(rest)
