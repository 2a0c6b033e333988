"""Questions whose answer is a list: what happened somewhere, which attacks there were, which towns were hit."""

import re
from dataclasses import replace

from index.language.text import ARABIC, fold
from index.query.question import Kind, Question, understand
from index.query.slots import place_part

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


_KINDS = {
    "attacks": re.compile(
        r"attack|assault|shell|bomb|strike|raid|rocket|missile|mortar|blast|explo|gunm[ae]n|ambush|kill|shot"
    ),
    "airstrikes": re.compile(r"air ?(?:strike|raid)|strike|raid|warplane|jet|helicopter|bomb"),
    "bombings": re.compile(r"bomb|blast|explo|mine\b"),
    "clashes": re.compile(r"clash|fight|fought|battle|fire"),
    "massacres": re.compile(r"kill|massacr|murder|dead|died|slain|execut"),
    "protests": re.compile(r"protest|demonstrat|march|rall(?:y|ie)|strike"),
}
_SAME_KIND = {"strikes": "airstrikes", "raids": "airstrikes", "explosions": "bombings", "killings": "massacres"}


def as_happened(question: Question) -> Question:
    """A question for the events of a kind as what happened there, which is what the reader has learned to find."""
    part = place_part(question.text, lambda word: any(word in name.folded for name in question.names))
    if _kind_asked(question) is None or part is None:
        return question
    own = {word for name in question.names for word in name.folded}
    return replace(
        understand(f"What happened {question.text[part.start : part.end]}?", lambda word: word in own),
        names=question.names, terms=question.terms, bridge=question.bridge,
    )  # fmt: skip


def speaks_of_kind(question: Question, sentence: str) -> bool:
    """Whether a sentence may tell of events of the kind that a question asks to list; Arabic ones are taken to."""
    kind = _kind_asked(question)
    pattern = None if kind is None else _KINDS.get(_SAME_KIND.get(kind, kind))
    return pattern is None or ARABIC.search(sentence) is not None or pattern.search(fold(sentence)) is not None


def _kind_asked(question: Question) -> str | None:
    """The word for events that are to be listed."""
    found = _EVENTS.search(fold(question.text))
    return None if found is None else found.group().split()[-1]


def asks_for_places(question: Question) -> bool:
    """Whether it asks for several places: one quote a place is its answer."""
    return _PLACES.search(fold(question.text)) is not None


def asks_for_events(question: Question) -> bool:
    """Whether it asks what happened somewhere, or to somebody, or for all events of a kind there."""
    folded = fold(question.text)
    named = bool(question.names) or question.kind is not Kind.EVENTS or _HAPPENED.search(folded) is not None
    return (question.kind is Kind.EVENTS and named) or _EVENTS.search(folded) is not None
