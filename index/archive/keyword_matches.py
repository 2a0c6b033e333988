"""Where an article says a word: for who follows a word and has no question; pure."""

from collections.abc import Collection

from index.language.text import sentences, stem, terms, words
from index.records import Article, ParagraphKind, Span


def first_mention(article: Article, wanted: Collection[str]) -> tuple[Span, Span | None] | None:
    """The first sentence that says most of the terms `wanted`, and those words in it; None where some are missing.

    A term may stand in the title alone: where no sentence has any, the first sentence stands for the article, with no
    words marked.

    Args:
        wanted: search terms, at least one.
    """
    said = {term for paragraph in article.paragraphs for term in terms(article.cut(paragraph.span))}
    said.update(terms(article.title or ""))
    if not article.paragraphs or not said.issuperset(wanted):
        return None
    body = [p.span for p in article.paragraphs if p.kind is not ParagraphKind.TITLE]
    found = [span for paragraph in body for span in sentences(article.text, paragraph, article.language)]
    if not found:
        return article.paragraphs[0].span, None
    shared = [len(set(terms(article.cut(span))).intersection(wanted)) for span in found]
    best = found[shared.index(max(shared))]
    return best, _marked(article, best, wanted)


def _marked(article: Article, sentence: Span, wanted: Collection[str]) -> Span | None:
    """The first run of words of `sentence` that are all among `wanted`; None where there is none."""
    start = end = None
    for word in words(article.cut(sentence)):
        if stem(word.folded) in wanted:
            start, end = word.start if start is None else start, word.end
        elif start is not None:
            break
    return Span(sentence.start + start, sentence.start + end) if start is not None and end is not None else None
