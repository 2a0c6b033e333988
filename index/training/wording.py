"""How reports word things: templates with choices, counts in digits and words, days."""

import random
import re

SLOT = re.compile(r"\{(\w+)\}")
_INNERMOST = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS = dict(zip((30, 40, 50, 60, 70, 80, 90), "thirty forty fifty sixty seventy eighty ninety".split(), strict=True))
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_QUALIFIERS = "at least|more than|about|some|nearly|around|over|up to|an estimated".split("|")
UNDATED = ("yesterday", "today")


def with_article(before: str, value: str) -> str:
    """The text before a value, with the article that the value takes."""
    match = re.search(r"\b([Aa])n? $", before)
    if match is None:
        return before
    if value in ("clashes", "fighting", "flooding", "shelling"):
        return before[: match.start()] + ("The " if match.group(1) == "A" else "the ")
    return before[: match.start()] + match.group(1) + ("n " if value[0] in "aeiou" else " ")


def chosen(rng: random.Random, template: str) -> str:
    """The template with every choice made, innermost first."""
    while (match := _INNERMOST.search(template)) is not None:
        if match.group(1) is not None:
            value = rng.choice(match.group(1).split("|"))
        else:
            value = match.group(2) if rng.random() < 0.5 else ""
        template = template[: match.start()] + value + template[match.end() :]
    return re.sub(r" +([,.;?])", r"\1", re.sub(r"\s+", " ", template)).strip()


def alternatives(block: str) -> list[str]:
    """The alternatives of a block, bars inside brackets left alone."""
    found, depth, current = [], 0, ""
    for character in block:
        depth += character in "(["
        depth -= character in ")]"
        if character == "|" and depth == 0:
            found.append(current)
            current = ""
        else:
            current += character
    return [*found, current]


def count_of(rng: random.Random, noun: str) -> str:
    """A count as reports give it."""
    turn = rng.random()
    if turn < 0.06:
        return {
            "people": "a man",
            "children": "a child",
            "women": "a woman",
            "soldiers": "a soldier",
            "policemen": "a policeman",
        }.get(noun, "one person")
    if turn < 0.10:
        return rng.choice(("dozens of", "several", "scores of", "hundreds of")) + f" {noun}"
    if turn < 0.15 and noun == "people":
        return f"a family of {_WORDS[rng.randint(2, 10)]}"
    number = min(400, int(2 + rng.expovariate(1 / 14)))
    if rng.random() < 0.12:
        number = rng.randint(20, 900)
    written = in_words(number) if number <= 99 and rng.random() < (0.75 if number <= 12 else 0.3) else f"{number:,}"
    qualifier = f"{rng.choice(['at least', *_QUALIFIERS])} " if rng.random() < 0.3 else ""
    group = "" if rng.random() < 0.12 else f" {noun}"
    if rng.random() < 0.08 and noun == "people" and number > 5:
        group = f" people, including {in_words(rng.randint(2, 5))} {rng.choice(('children', 'women', 'policemen'))},"
    return f"{qualifier}{written}{group}"


def figure_in(value: str) -> tuple[int, int]:
    """The part of a count that answers "how many": the figure with what qualifies it."""
    written = "|".join([r"[\d,]*\d", *(f"{word}(?:-\\w+)?" for word in [*_TENS.values(), *_WORDS])])
    match = re.match(rf"(?:(?:{'|'.join(_QUALIFIERS)}) )?(?:{written})\b", value)
    if match is not None:
        return match.span()
    match = re.match(r"dozens|several|scores|hundreds", value)
    return match.span() if match is not None else (0, len(value))


def in_words(number: int) -> str:
    """A number from 1 to 99 in words."""
    if number <= 20:
        return _WORDS[number - 1]
    if number < 30:
        return f"twenty-{_WORDS[number - 21]}"
    return _TENS[number // 10 * 10] + (f"-{_WORDS[number % 10 - 1]}" if number % 10 else "")


def day(rng: random.Random) -> str:
    """A weekday, a date, or "yesterday" or "today"."""
    turn = rng.random()
    if turn < 0.4:
        return rng.choice(_DAYS)
    if turn < 0.5:
        return rng.choice(UNDATED)
    number, month, year = rng.randint(1, 28), rng.choice(_MONTHS), rng.randint(1985, 2024)
    return rng.choice(
        (f"{month} {number}", f"{number} {month}", f"{month} {number}, {year}", f"{number} {month} {year}")
    )


def dated(day_: str) -> str:
    """A day with the word that goes before it."""
    return day_ if day_ in UNDATED else f"on {day_}"


def without_qualifier(count: str) -> str:
    """A count without "at least" and the like."""
    return re.sub(rf"^(?:{'|'.join(_QUALIFIERS)}) ", "", count)
