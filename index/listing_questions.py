"""Questions whose answer is a list: what happened somewhere, which attacks there were, which towns were hit."""

import re

from index.question import Kind, Question
from index.text import fold

_PLACES = re.compile(
    r"\b(?:which|what)(?: \w+)? (?:towns|cities|villages|places|areas|districts|neighbou?rhoods|camps|provinces|regions|countries|suburbs)\b"
    r"|\b(?:list|name) (?:all )?(?:the )?(?:towns|cities|villages|places|areas|districts|neighbou?rhoods|camps|provinces|countries)\b"
    r"|(?:^|\s)(?:اي|ما هي|ما) (?:المدن|البلدات|القري|المناطق|الاحياء|المخيمات|مدن|بلدات|قري|مناطق)\b"
)
_HAPPENED = re.compile(r"(?:^|\s)(?:حدث|حصل|جري|وقع)(?:ت)?\b|\bhappen|\bwent on\b|\bgoing on\b|\bnews\b|\blatest\b")
_EVENTS = re.compile(
    r"^(?:please )?(?:list|name|show(?: me)?|give me)\b.*\b(?:attacks|airstrikes|strikes|raids|bombings|incidents|events|clashes|explosions|massacres|protests|killings)\b"
    r"|\b(?:which|what) (?:\w+ )?(?:attacks|airstrikes|strikes|raids|bombings|incidents|events|clashes|explosions|massacres|protests|killings)\b"
    r"|(?:^|\s)(?:ما هي|اذكر|عدد) (?:الهجمات|الغارات|الاحداث|التفجيرات|المجازر)\b"
)


def asks_for_places(question: Question) -> bool:
    """Whether it asks for several places: one quote a place is its answer."""
    return _PLACES.search(fold(question.text)) is not None


def asks_for_events(question: Question) -> bool:
    """Whether it asks what happened somewhere, or to somebody, or for all events of a kind there."""
    folded = fold(question.text)
    named = bool(question.names) or question.kind is not Kind.EVENTS or _HAPPENED.search(folded) is not None
    return (question.kind is Kind.EVENTS and named) or _EVENTS.search(folded) is not None
