"""What retrieval sees of a stretch of an article: the words with the title, without which they often name nobody."""

from index.records import Article, Span

LONGEST_TITLE = 200
"""Characters of a title that travel with each passage."""


def indexed_text(article: Article, span: Span) -> str:
    """What retrieval sees of a passage: the article's title, then the passage."""
    title = shortened(article.title)
    return f"{title}\n{article.cut(span)}" if title else article.cut(span)


def shortened(title: str | None) -> str:
    """As much of a title as travels with a passage, whole words in one line; nothing for none."""
    words = "" if title is None else " ".join(title.split())
    return words if len(words) <= LONGEST_TITLE else words[:LONGEST_TITLE].rpartition(" ")[0]
