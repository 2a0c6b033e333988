"""A corpus drawn at random: reports of several outlets, dates and languages, some of them copied, and questions."""

import random
from datetime import date, timedelta

from index.records import Article
from tests.index.fakes import laid_out

_TOWNS = "Idlib Saraqeb Marhad Jebrine Kafranbel Sarmin Maarat Binnish Ariha Khan Sheikhoun Douma".split()
_THINGS = "people civilians children hospitals schools bakeries houses ambulances markets bridges".split()
_DEEDS = "killed wounded bombed shelled closed opened rebuilt evacuated besieged visited".split()
_OUTLETS = ("Post", "Wire", "الجزيرة", None)


def made_articles(count: int, seed: int = 3, sentences: int = 14) -> list[Article]:
    """So many articles, every ninth a copy of the one before under another address, every eleventh without a date."""
    draw, made = random.Random(seed), list[Article]()
    rare = [f"word{number}" for number in range(40 * count)]
    for number in range(count):
        town = draw.choice(_TOWNS)
        if number % 9 == 8:
            body, title = made[-1].text.split("\n\n")[1:], made[-1].title
        else:
            body = [
                " ".join(_sentence(draw, draw.choice((town, draw.choice(_TOWNS))), rare) for _ in range(sentences // 2))
                for _ in range(2)
            ]
            title = f"{draw.choice(_THINGS)} {draw.choice(_DEEDS)} in {town} {draw.choice(rare)}".capitalize()
        day = None if number % 11 == 10 else (date(2018, 1, 1) + timedelta(days=draw.randrange(700))).isoformat()
        blocks = [("title", title or ""), *(("body", text) for text in body)]
        made.append(laid_out(
            f"{number:012x}", blocks, title=title, url=f"https://www.example.org/{number}", published=day,
            source=draw.choice(_OUTLETS), language=draw.choice(("en", "en", "ar")),
        ))  # fmt: skip
    return made


def made_questions(count: int, seed: int = 11) -> list[str]:
    """So many questions on what such articles tell of."""
    draw = random.Random(seed)
    return [
        f"how many {draw.choice(_THINGS)} were {draw.choice(_DEEDS)} in {draw.choice(_TOWNS)} word{draw.randrange(2000)}?"
        for _ in range(count)
    ]


def _sentence(draw: random.Random, town: str, rare: list[str]) -> str:
    figure = draw.randrange(2, 90)
    return (
        f"{figure} {draw.choice(_THINGS)} were {draw.choice(_DEEDS)} near {town} and {draw.choice(rare)}, said "
        f"{draw.choice(rare)} of {draw.choice(_TOWNS)} on that {draw.choice(rare)}."
    )
