"""Writing the articles of an index back as JSON lines, which any later build reads as they are."""

import json
from collections.abc import Iterable
from typing import TextIO

from index.records import Article
from index.sources import PLAIN

_FIELDS = ("id", "title", "url", "published", "modified", "source", "author", "language", "path", "retrieved", "text")


def export(articles: Iterable[Article], to: TextIO) -> int:
    """Write one JSON object a line for each article, fields that are not known left out; returns how many."""
    written = 0
    for article in articles:
        known = {name: value for name in _FIELDS if (value := getattr(article, name)) is not None}
        if "<" in article.text:  # which a reader may take for a tag
            known["content_type"] = PLAIN
        to.write(json.dumps(known, ensure_ascii=False) + "\n")
        written += 1
    return written
