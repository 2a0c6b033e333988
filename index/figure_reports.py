"""Readings of a question for a number, as reports of an event: the figure, the day it is of, whether it corrects another.

Strict on purpose: a figure of another place, another deed, a part of the whole or a longer time, set beside the right
ones, would make them seem to differ.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.amounts import Figure
from index.corrections import is_correction, taken_back
from index.counted import PEOPLE, governing_deed
from index.dates import PartialDate
from index.deeds import deed_of
from index.event_time import When, since, when_of
from index.figures import figures_in
from index.question import Kind, Measure, Name, Question
from index.question_dates import REPORTED_WITHIN, date_in
from index.reader import Reading
from index.records import Article, Span
from index.spans import candidates
from index.surroundings import stems_of
from index.question_parts import place_part
from index.text import ARABIC, Word, sentences, stem, words

_GENERAL = frozenset("people persons civilians residents victims casualties others dead person".split())
# What a question calls the event; an article may call it otherwise.
_EVENT_WORDS = frozenset(
    """attack attacks attacked bombing bombings bombed bomb bombs bombardment airstrike airstrikes strike strikes raid raids
    shelling shelled explosion explosions blast blasts clash clashes fighting incident incidents violence massacre
    shooting assault offensive disaster accident reportedly city town village area""".split()
)
_PART_BEFORE = re.compile(
    r"(?:\bincluding|\bamong (?:them|whom|those|the \w+)|\bof (?:them|whom)|\bcounting|بينهم|بينهن|منهم|من بينهم|بما في ذلك)[\s,:]*"
    r"(?:(?:were|was|are|is)\s+)?(?:at least |some |about )?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"^\s+(?:\w+\s+)?(?:of (?:them|whom|those|these)|among them|منهم)\b", re.IGNORECASE)
_FURTHER_BEFORE = re.compile(r"\b(?:another|a further|an additional|further|additional)\s+$", re.IGNORECASE)
_FURTHER_AFTER = re.compile(r"^\s+(?:\w+\s+)?(?:more|others|other|اخرين|آخرين|آخرون)\b", re.IGNORECASE)
_LONG = re.compile(
    r"\bsince\b|\b(?:so far )?this (?:year|month)\b|\b(?:in|over|during|for) the (?:past|last|previous) (?:\w+ )?(?:days?|weeks?|months?|years?)\b"
    r"|\b(?:during|throughout|in \w+ (?:months|years) of) (?:the )?(?:war|conflict|siege|campaign|offensive|fighting)\b"
    r"|منذ (?:بداية|بدء|مطلع|اندلاع|عام)|خلال (?:العام|الشهر|الأشهر|السنوات)",
    re.IGNORECASE,
)
_WIDER = re.compile(
    r"(?:northern|southern|eastern|western|central|north|south|east|west|northwestern|northeastern)[\s-]+$",
    re.IGNORECASE,
)
_WIDER_AFTER = re.compile(
    r"^['’s]*\s+(?:province|governorate|region|district|countryside|state|department)\b", re.IGNORECASE
)
_TOLL = frozenset("toll count number figure total حصيله عدد".split())


@dataclass(frozen=True, slots=True)
class FigureReport:
    """A reading with the figure it gives for an event.

    Attributes:
        when: the day of the event, None where nothing says it.
        published: the day of the article.
        corrects: whether the article puts an earlier report right.
        withdrawn: the figures that it takes back.
    """

    reading: Reading
    figure: Figure
    when: When | None
    published: PartialDate | None
    corrects: bool
    withdrawn: tuple[Figure, ...]


def asks_for_figure(question: Question) -> bool:
    """Whether a question asks for a number of people or things somewhere, which reports may give differently."""
    return question.kind is Kind.COUNT and question.measure is Measure.NUMBER and bool(_names(question))


def report_of(question: Question, reading: Reading) -> FigureReport | None:
    """What a reading reports on the event asked about, or None where that is not sure."""
    article, sentence = reading.article, reading.sentence
    if not _is_about(question, article, sentence) or runs_on(article, sentence):
        return None
    figure = _figure(question, reading)
    if figure is None:
        return None
    published = None if article.published is None else PartialDate.parse(article.published)
    when = when_of(article, sentence, figure.span.start)
    corrects = is_correction(article)
    return FigureReport(reading, figure, when, published, corrects, _withdrawn(article) if corrects else ())


def runs_on(article: Article, sentence: Span) -> bool:
    """Whether a sentence counts over a longer time ("since the war began", "so far this year"), not one event."""
    back = since(article, sentence)
    return _LONG.search(article.cut(sentence)) is not None and (back is None or back > REPORTED_WITHIN)


def is_whole(question: Question, reading: Reading) -> bool:
    """Whether a reading may be the answer to how many there were: neither a running total nor what is taken back."""
    article, sentence, marked = reading.article, reading.sentence, reading.highlight
    if marked is not None and taken_back(article.text, sentence, marked):
        return _figure(question, reading) is not None
    return not runs_on(article, sentence)


def has_figure(question: Question, article: Article, sentence: Span) -> bool:
    """Whether a sentence gives a figure of the deed and the things asked about, there."""
    return bool(_eligible(question, article, sentence)) and _is_about(question, article, sentence)


def _names(question: Question) -> tuple[Name, ...]:
    """The names in a question; in Arabic, which has no capitals, the words after its "in"."""
    place = None if question.names or not ARABIC.search(question.text) else place_part(question.text, lambda _: False)
    if place is None:
        return question.names
    written = question.text[place.words : place.end]
    return (Name(written, tuple(word.folded for word in words(written))),)


def _figure(question: Question, reading: Reading) -> Figure | None:
    found = list(_eligible(question, reading.article, reading.sentence))
    marked = reading.highlight
    chosen = [figure for figure in found if marked is not None and figure.span.overlaps(marked)]
    if len(chosen) == 1:
        one = chosen[0]
    elif len(found) == 1:
        one = found[0]
    else:
        return None
    rest = [figure for figure in found if figure is not one]
    # "Five children and two women were killed" gives no number of the dead.
    return (
        None
        if any(re.fullmatch(r"[^.;]{0,40}\b(?:and|و)\s*", _between(reading.article, one, other)) for other in rest)
        else one
    )


def _between(article: Article, one: Figure, other: Figure) -> str:
    first, second = sorted((one.span, other.span))
    return article.text[first.end : second.start]


def _eligible(question: Question, article: Article, sentence: Span) -> Sequence[Figure]:
    """The figures of a sentence that count what is asked for, there, as a whole, and still hold."""
    text = article.text
    all_figures = list(figures_in(text, sentence))
    found = list(words(article.cut(sentence)))
    asked = {deed for word in question.content if (deed := deed_of(word.folded)) is not None}
    deeds = [_deed(found, sentence, figure) for figure in all_figures]
    kept = []
    for number, figure in enumerate(all_figures):
        ends = all_figures[number + 1].span.start if number + 1 < len(all_figures) else sentence.end
        before, after = text[sentence.start : figure.span.start], text[figure.span.end : sentence.end]
        further = _FURTHER_BEFORE.search(before) or _FURTHER_AFTER.match(after)
        if further and not any(deed not in (None, deeds[number]) for deed in deeds[:number]):
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


def _withdrawn(article: Article) -> tuple[Figure, ...]:
    """The figures anywhere in an article that its words take back."""
    spans = [
        sentence
        for paragraph in article.paragraphs
        for sentence in sentences(article.text, paragraph.span, article.language)
    ]
    return tuple(
        figure
        for sentence in spans
        for figure in figures_in(article.text, sentence)
        if taken_back(article.text, sentence, figure.span)
    )


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
    if question.counted is not None and question.counted not in _GENERAL:
        return stem(question.counted) in {stem(word) for word in near}
    of_people = any(word in PEOPLE or deed_of(word) is not None for word in near)
    return of_people or not (near and near[0] in _THINGS or near[1:2] and near[1] in _THINGS)


_THINGS = frozenset(
    """airstrikes strikes strike raids raid attacks attack bombs bomb shells rockets missiles barrels explosions blasts houses homes buildings
    vehicles planes warplanes jets helicopters cars trucks shops schools hospitals villages towns cities districts
    gunmen attackers bombers mosques times ambulances buses غارات صواريخ قذائف منازل براميل""".split()
)


def _is_elsewhere(question: Question, article: Article, stretch: Span) -> bool:
    """Whether the words from a figure to the next one name another place and not the one asked about."""
    own = {word for name in _names(question) for word in name.folded}
    text = article.text
    if own & {word.folded for word in words(article.cut(stretch))}:
        return False
    for place in candidates(Kind.PLACE, text, stretch):
        wider = _WIDER.search(text[stretch.start : place.start]) or _WIDER_AFTER.match(text[place.end : place.end + 20])
        if not wider:
            return True
    return False


def _is_about(question: Question, article: Article, sentence: Span) -> bool:
    """Whether the first name of the question stands close by, and the others and what it is about in the article."""
    whole = stems_of(" ".join((article.title or "", article.text)))
    number = article.paragraph_at(sentence.start)
    near = [article.title or "", article.cut(sentence)]
    near += [
        article.cut(article.paragraphs[at].span) for at in {0, 1 if len(article.paragraphs) > 1 else 0, number or 0}
    ]
    first, *others = _names(question)
    if not _has(stems_of(" ".join(near)), first) or not all(_has(whole, name) for name in others):
        return False
    of_names = {word for name in _names(question) for word in name.folded}
    dated = date_in(question.text)
    return all(
        stem(word.folded) in whole
        for word in question.content
        if word.folded not in of_names | _EVENT_WORDS | _GENERAL | {question.counted}
        and deed_of(word.folded) is None
        and not (dated is not None and dated[0].overlaps(Span(word.start, word.end)))
    )


def _has(stems: frozenset[str], name: Name) -> bool:
    return all(stem(word) in stems for word in name.folded)
