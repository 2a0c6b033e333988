"""Which figures of a sentence are those that a question asks for: of its deed, of its things, there, as a whole."""

import re
from collections.abc import Sequence

from index.amounts import Figure
from index.corrections import taken_back
from index.counted import PEOPLE, governing_deed, same_thing, thing_counted
from index.deeds import deed_of
from index.figures import figures_in
from index.place_mentions import where_asked
from index.placing import Placed, in_brackets, placed
from index.question import Question
from index.records import Article, Span
from index.text import Word, words

GENERAL = frozenset("people persons civilians residents victims casualties others dead person".split())
"""Folded words for people of whom no more is said."""

_PART_BEFORE = re.compile(
    r"(?:\bincluding|\bamong (?:them|whom|those|the \w+)|\bof (?:them|whom)|\bcounting|بينهم|بينهن|منهم|من بينهم|بما في ذلك)[\s,:]*"
    r"(?:(?:were|was|are|is)\s+)?(?:at least |some |about )?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"^\s+(?:\w+\s+)?(?:of (?:them|whom|those|these)|among them|منهم)\b", re.IGNORECASE)
_PART_THERE = re.compile(r"^\s+(?:(?:of (?:them|whom)|منهم)\s+)?(?:in|at|near|في)\s", re.IGNORECASE)
"""After the figure of a place that lies in the one before."""
_FURTHER_BEFORE = re.compile(r"\b(?:another|a further|an additional|further|additional)\s+$", re.IGNORECASE)
_FURTHER_AFTER = re.compile(r"^\s+(?:\w+\s+)?(?:more|others|other|اخرين|آخرين|آخرون)\b", re.IGNORECASE)
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


def placed_figures(question: Question, article: Article, sentence: Span) -> list[Placed]:
    """All figures of a sentence in order, each with its place."""
    figures = list(figures_in(article.text, sentence))
    where = where_asked(question)
    if where is None:
        return [Placed(figure) for figure in figures]
    known = {figure.span for figure in figures}
    figures += [figure for figure in in_brackets(where, article, sentence) if figure.span not in known]
    return placed(where, article, sentence, sorted(figures, key=lambda figure: figure.span))


def asked_figures(question: Question, article: Article, sentence: Span) -> list[Placed]:
    """The figures of a sentence that count what is asked for, there, as a whole, and still hold.

    Where one of them surely is of the place asked about, none of which that is not said, and not the whole that it is of.
    """
    text = article.text
    everywhere = placed_figures(question, article, sentence)
    found = list(words(article.cut(sentence)))
    asked = {deed for word in question.content if (deed := deed_of(word.folded)) is not None}
    deeds = [_deed(found, sentence, one.figure) for one in everywhere]
    for number in range(len(everywhere) - 2, -1, -1):  # "five children and two women were killed"
        between = text[everywhere[number].figure.span.end : everywhere[number + 1].figure.span.start]
        if deeds[number] is None and _LISTED.fullmatch(between):
            deeds[number] = deeds[number + 1]
    for number, one in enumerate(everywhere):  # "deaths were reported in Ardesh (12), Bolvar (seven) and Cerdak (3)"
        if deeds[number] is None and one.sure:
            deeds[number] = _deed_before(found, sentence, one.figure)
    kept = []
    for number, one in enumerate(everywhere):
        figure = one.figure
        ends = everywhere[number + 1].figure.span.start if number + 1 < len(everywhere) else sentence.end
        before, after = text[sentence.start : figure.span.start], text[figure.span.end : sentence.end]
        earlier = everywhere[:number]
        apart = one.sure and any(not other.here for other in earlier)
        # "Five others were killed" leaves out who was named; "another 30 were wounded" comes after the dead.
        further = _FURTHER_BEFORE.search(before) or _FURTHER_AFTER.match(after)
        others = [deed for deed in deeds[:number] if deed is not None]
        if further and not apart and (deeds[number] in others or (deeds[number] == "death" and not others)):
            continue
        if figure.high == 0 or _NOT_DONE.search(before):  # "no one was hurt in that incident", "a threat to kill ten"
            continue
        part = _PART_BEFORE.search(before) or _PART_AFTER.match(after)
        whole = not part or apart or (one.sure and _PART_THERE.match(after))
        if not whole or taken_back(text, sentence, figure.span):
            continue
        told = deeds[number] in asked or (deeds[number] is None and _is_told(found, sentence, figure, ends, asked))
        if asked and not told:
            continue
        if not _counts(question, found, sentence, figure) or one.elsewhere:
            continue
        if part:  # "300 people died, 45 of them in Ardesh"
            return [one]
        kept.append(one)
    return [one for one in kept if one.here] if any(one.sure for one in kept) else kept


def _inside(found: Sequence[Word], sentence: Span, span: Span) -> list[int]:
    start, end = span.start - sentence.start, span.end - sentence.start
    return [i for i, word in enumerate(found) if word.start < end and start < word.end]


def _deed(found: Sequence[Word], sentence: Span, figure: Figure) -> str | None:
    inside = _inside(found, sentence, figure.span)
    return governing_deed(found, inside) if inside else None


def _deed_before(found: Sequence[Word], sentence: Span, figure: Figure) -> str | None:
    """The last deed that a sentence tells of before a figure."""
    before = (word for word in reversed(found) if word.end + sentence.start <= figure.span.start)
    return next((deed for word in before if (deed := deed_of(word.folded)) is not None), None)


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
    wanted = thing_counted(question)
    if wanted is not None and wanted not in GENERAL:
        return any(same_thing(wanted, word) for word in near)
    airstrikes = near and near[0] not in PEOPLE and (near[0] in _THINGS or (near[1:2] and near[1] in _THINGS))
    return not airstrikes
