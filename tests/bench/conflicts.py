"""Small sets of articles whose figures for one event differ, with what must not be taken for them; drawn from wordings.

A set has a town of its own, so that all of them make one corpus. Sets with an even number and those with an odd one are
drawn from different wordings: what is tuned on the ones is measured on the others.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from index.records import Article, Paragraph, ParagraphKind, Span
from tests.bench.conflict_wordings import (
    ARABIC,
    ARABIC_FILLERS,
    ARABIC_OUTLETS,
    ARABIC_TOWNS,
    CORRECTIONS,
    FILLERS,
    OTHER_DEEDS,
    OUTLETS,
    QUESTIONS,
    SECOND,
    TOTALS,
    TOWNS,
    UPDATES,
    WORDINGS,
)  # fmt: skip


@dataclass(slots=True)
class Told:
    """A report in a set: its article, the words of its figure, and what is right to say of it."""

    article: Article
    figure: str
    group: int = 0
    superseded: bool = False
    copy_of: str | None = None


@dataclass(slots=True)
class Conflict:
    """A question, the reports that it is to find, and articles whose figures are of something else."""

    kind: str
    question: str
    told: list[Told] = field(default_factory=list)
    others: list[Article] = field(default_factory=list)

    @property
    def articles(self) -> Iterator[Article]:
        yield from (told.article for told in self.told)
        yield from self.others


KINDS = (
    "two differ",
    "three differ",
    "wire copies",
    "corrected",
    "years apart",
    "all agree",
    "updated",
    "other town",
    "other deed",
)


def conflicts(count: int = 72, arabic: int = 12) -> list[Conflict]:
    """The sets, always the same."""
    english = [_english(number) for number in range(count)]
    return english + [_arabic(number) for number in range(arabic)]


def _article(name: str, title: str, paragraphs: list[str], outlet: str, day: date, language: str) -> Article:
    text, laid = "", []
    for kind, words in ((ParagraphKind.TITLE, title), *((ParagraphKind.BODY, p) for p in paragraphs)):
        laid.append(Paragraph(Span(len(text), len(text) + len(words)), kind))
        text += words + "\n\n"
    return Article(
        name,
        text,
        tuple(laid),
        title,
        f"https://{name}.example.org",
        day.isoformat(),
        outlet,
        language=language,
        path=f"{name}.txt",
    )


_DIGITS = ("{n}", "{n}", "at least {n}", "more than {n}", "{w}", "at least {w}", "some {n}", "as many as {n}")
_SPELT = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()


def _figure(draw: random.Random, number: int) -> str:
    form = draw.choice(_DIGITS)
    spelt = _SPELT[number] if number < len(_SPELT) else str(number)
    return form.format(n=f"{number:,}", w=spelt)


def _english(number: int) -> Conflict:
    draw = random.Random(number)
    half, kind, town = number % 2, KINDS[number // 2 % len(KINDS)], TOWNS[number]
    deed = draw.choice(("killed", "killed", "killed", "injured", "arrested", "displaced"))
    scale = 40 if deed == "displaced" else 1
    day = date(2017, 3, 1) + timedelta(days=draw.randrange(900))
    numbers = draw.sample(range(6, 40), 6)
    outlets = draw.sample(OUTLETS, 8)
    wordings = draw.sample(WORDINGS[deed][half::2], 3)
    fillers = FILLERS[half::2]
    made = Conflict(kind, QUESTIONS[deed][number % len(QUESTIONS[deed])].format(town=town))

    def report(wording: tuple[str, str], n: int, at: date, outlet: str, in_town: str = town) -> tuple[Article, str]:
        title, lead = wording
        figure = _figure(draw, n * scale)
        slots = {
            "town": in_town,
            "day": at.strftime("%A"),
            "date": f"{at.day} {at:%B}",
            "Figure": figure[0].upper() + figure[1:],
            "figure": figure,
        }
        title = title.format(**slots)
        paragraphs = [lead.format(**slots), *(f.format(**slots) for f in draw.sample(fillers, 2))]
        name = f"e{number}-{len(made.told) + len(made.others)}"
        return _article(name, title, paragraphs, outlet, at, "en"), figure

    def tell(wording: tuple[str, str], n: int, later: int, outlet: str, group: int = 0, on: date = day) -> Told:
        article, figure = report(wording, n, on + timedelta(days=later), outlet)
        made.told.append(Told(article, figure, group))
        return made.told[-1]

    def again(wording: tuple[str, str], n: int, old: str, letter: str, outlet: str, later: int) -> None:
        """A later report that names the figure it takes the place of."""
        figure = str(n * scale)
        slots = {"town": town, "day": day.strftime("%A"), "date": f"{day.day} {day:%B}", "figure": figure, "old": old}
        title, lead = (part.format(**slots) for part in wording)
        article = _article(f"e{number}-{letter}", title, [lead], outlet, day + timedelta(days=later), "en")
        made.told.append(Told(article, figure))

    same = kind == "all agree"
    first = tell(wordings[0], numbers[0], 0, outlets[0])
    if kind == "corrected":
        again(CORRECTIONS[deed][half], numbers[0] + 3, first.figure, "c", outlets[0], 2)
        first.superseded = True
    elif kind == "updated":
        again(UPDATES[deed][half], numbers[0] + 5, str(numbers[0] * scale), "u", outlets[2], 1)
    elif kind == "years apart":
        tell(wordings[1], numbers[1], 0, outlets[1], group=1, on=day - timedelta(days=700))
    else:
        tell(wordings[1], numbers[0] if same else numbers[1], draw.randrange(2), outlets[1])
        if kind in ("three differ", "other town"):
            tell(wordings[2], numbers[2], 2, outlets[2])
    if kind == "wire copies":
        original = first.article
        for outlet in outlets[3:5]:
            body = [original.cut(p.span) for p in original.paragraphs[1:]]
            copy = _article(
                f"e{number}-w{outlet[:3]}",
                original.title or "",
                [*body[:-1], f"{body[-1]} ({outlet})"],
                outlet,
                day,
                "en",
            )
            made.told.append(Told(copy, first.figure, copy_of=original.id))
    if kind == "other town":
        made.others.append(report(wordings[1], numbers[3], day, outlets[4], in_town=SECOND[number])[0])
    if kind == "other deed":
        other = OTHER_DEEDS[deed][half]
        made.others.append(report(other, numbers[4], day, outlets[5])[0])
    total = TOTALS[deed][half]
    made.others.append(report(total, numbers[5] * 10, day + timedelta(days=40), outlets[6])[0])
    return made


def _arabic(number: int) -> Conflict:
    draw = random.Random(1000 + number)
    half, town = number % 2, ARABIC_TOWNS[number]
    kind = ("two differ", "corrected", "three differ")[number // 2 % 3]
    day = date(2018, 1, 5) + timedelta(days=draw.randrange(500))
    made = Conflict(f"arabic {kind}", f"كم عدد القتلى في {town}؟")
    numbers = draw.sample(range(11, 40), 3)
    wordings = draw.sample(ARABIC[half::2], 3)
    outlets = draw.sample(ARABIC_OUTLETS, 3)
    for at in range(3 if kind == "three differ" else 2):
        figure = str(numbers[at])
        title, lead = wordings[at]
        old = str(numbers[0])
        if kind == "corrected" and at == 1:
            title, lead = (
                "تصحيح: حصيلة القصف على {town}",
                "تصحيح: ذكرت نسخة سابقة من هذا الخبر أن {old} شخصا قتلوا في {town}، والصحيح أن عدد القتلى {figure} شخصا.",
            )
            made.told[0].superseded = True
        slots = {"town": town, "figure": figure, "old": old}
        outlet = outlets[0] if kind == "corrected" else outlets[at]
        body = [lead.format(**slots), draw.choice(ARABIC_FILLERS[half::2])]
        made.told.append(
            Told(
                _article(f"a{number}-{at}", title.format(**slots), body, outlet, day + timedelta(days=at), "ar"), figure
            )
        )
    return made
