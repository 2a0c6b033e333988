"""Which figures of a sentence are those that a question asks for: of its deed, of its things, there, as a whole."""

import re
from collections.abc import Sequence

from index.amounts import Figure
from index.corrections import taken_back
from index.counted import PEOPLE, governing_deed
from index.deeds import deed_of
from index.figures import figures_in
from index.question import Kind, Name, Question
from index.question_parts import place_part
from index.records import Article, Span
from index.spans import candidates
from index.text import ARABIC, Word, stem, words

GENERAL = frozenset("people persons civilians residents victims casualties others dead person".split())
"""Folded words for people of whom no more is said."""

_PART_BEFORE = re.compile(
    r"(?:\bincluding|\bamong (?:them|whom|those|the \w+)|\bof (?:them|whom)|\bcounting|بينهم|بينهن|منهم|من بينهم|بما في ذلك)[\s,:]*"
    r"(?:(?:were|was|are|is)\s+)?(?:at least |some |about )?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"^\s+(?:\w+\s+)?(?:of (?:them|whom|those|these)|among them|منهم)\b", re.IGNORECASE)
_FURTHER_BEFORE = re.compile(r"\b(?:another|a further|an additional|further|additional)\s+$", re.IGNORECASE)
_FURTHER_AFTER = re.compile(r"^\s+(?:\w+\s+)?(?:more|others|other|اخرين|آخرين|آخرون)\b", re.IGNORECASE)
_WIDER = re.compile(
    r"(?:northern|southern|eastern|western|central|north|south|east|west|northwestern|northeastern)[\s-]+$",
    re.IGNORECASE,
)
_WIDER_AFTER = re.compile(
    r"^['’s]*\s+(?:province|governorate|region|district|countryside|state|department)\b", re.IGNORECASE
)
_NOT_DONE = re.compile(
    r"\b(?:to|will|would|could|might|may|should|can|not)\s+(?:\w+ly\s+)?(?:kill|murder|injure|wound|arrest|detain|displace|execute)\s+(?:at least |up to )?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[^.,;:]{0,40}(?:\band|,)\s*")
_TOLL = frozenset("toll count number figure total حصيله عدد".split())

_THINGS = frozenset(
    """airstrikes strikes strike raids raid attacks attack bombs bomb shells rockets missiles barrels explosions blasts houses homes buildings
    vehicles planes warplanes jets helicopters cars trucks shops schools hospitals villages towns cities districts
    gunmen attackers bombers mosques times ambulances buses غارات صواريخ قذائف منازل براميل""".split()
)


def names_of(question: Question) -> tuple[Name, ...]:
    """The names in a question; in Arabic, which has no capitals, the words after its "in"."""
    place = None if question.names or not ARABIC.search(question.text) else place_part(question.text, lambda _: False)
    if place is None:
        return question.names
    written = question.text[place.words : place.end]
    return (Name(written, tuple(word.folded for word in words(written))),)


def asked_figures(question: Question, article: Article, sentence: Span) -> list[Figure]:
    """The figures of a sentence that count what is asked for, there, as a whole, and still hold."""
    text = article.text
    all_figures = list(figures_in(text, sentence))
    found = list(words(article.cut(sentence)))
    asked = {deed for word in question.content if (deed := deed_of(word.folded)) is not None}
    deeds = [_deed(found, sentence, figure) for figure in all_figures]
    for number in range(len(all_figures) - 2, -1, -1):  # "five children and two women were killed"
        between = text[all_figures[number].span.end : all_figures[number + 1].span.start]
        if deeds[number] is None and _LISTED.fullmatch(between):
            deeds[number] = deeds[number + 1]
    kept = []
    for number, figure in enumerate(all_figures):
        ends = all_figures[number + 1].span.start if number + 1 < len(all_figures) else sentence.end
        before, after = text[sentence.start : figure.span.start], text[figure.span.end : sentence.end]
        # "Five others were killed" leaves out who was named; "another 30 were wounded" comes after the dead.
        further = _FURTHER_BEFORE.search(before) or _FURTHER_AFTER.match(after)
        others = [deed for deed in deeds[:number] if deed is not None]
        if further and (deeds[number] in others or (deeds[number] == "death" and not others)):
            continue
        if figure.high == 0 or _NOT_DONE.search(before):  # "no one was hurt in that incident", "a threat to kill ten"
            continue
        if _PART_BEFORE.search(before) or _PART_AFTER.match(after) or taken_back(text, sentence, figure.span):
            continue
        told = deeds[number] in asked or (deeds[number] is None and _is_told(found, sentence, figure, ends, asked))
        if asked and not told:
            continue
        if not _counts(question, found, sentence, figure):
            continue
        if ends > figure.span.end and _is_elsewhere(question, article, Span(figure.span.start, ends)):
            continue
        kept.append(figure)
    return kept


def _inside(found: Sequence[Word], sentence: Span, span: Span) -> list[int]:
    start, end = span.start - sentence.start, span.end - sentence.start
    return [i for i, word in enumerate(found) if start <= word.start < end]


def _deed(found: Sequence[Word], sentence: Span, figure: Figure) -> str | None:
    inside = _inside(found, sentence, figure.span)
    return governing_deed(found, inside) if inside else None


def _is_told(found: Sequence[Word], sentence: Span, figure: Figure, ends: int, asked: set[str]) -> bool:
    """Whether a figure with no deed close by is of those asked about: by the next deed, or as their number.

    "15 people, most of them women, were killed"; "the number of people killed in the attack has risen to 15".
    """
    inside = _inside(found, sentence, figure.span)
    if not inside:
        return False
    after = (deed_of(word.folded) for word in found[inside[-1] + 1 :] if word.start + sentence.start < ends)
    following = next((deed for deed in after if deed is not None), None)
    before = [word.folded for word in found[: inside[0]]]
    return following in asked or (
        any(word in _TOLL for word in before) and any(deed_of(word) in asked for word in before)
    )


def _counts(question: Question, found: Sequence[Word], sentence: Span, figure: Figure) -> bool:
    """Whether a figure counts the things asked about, or people where no things are named."""
    inside = _inside(found, sentence, figure.span)
    if not inside:
        return False
    near = [word.folded for word in found[inside[-1] + 1 : inside[-1] + 4]]
    if question.counted is not None and question.counted not in GENERAL:
        return stem(question.counted) in {stem(word) for word in near}
    airstrikes = near and near[0] not in PEOPLE and (near[0] in _THINGS or (near[1:2] and near[1] in _THINGS))
    return not airstrikes


def _is_elsewhere(question: Question, article: Article, stretch: Span) -> bool:
    """Whether the words from a figure to the next one name another place and not the one asked about."""
    own = {word for name in names_of(question) for word in name.folded}
    text = article.text
    if own & {word.folded for word in words(article.cut(stretch))}:
        return False
    for place in candidates(Kind.PLACE, text, stretch):
        wider = _WIDER.search(text[stretch.start : place.start]) or _WIDER_AFTER.match(text[place.end : place.end + 20])
        if not wider:
            return True
    return False
