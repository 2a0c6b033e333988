"""How lists answer: "what happened in X?" a quote an event in order of time, "which towns were hit?" a quote a town.

    python -m tests.bench.bench_events [--wrong]

Sets are drawn from wordings, each about a town of its own, all in one index. Of a town three events are told, one by two
outlets, one in a wire story that two outlets carry, one a week later with its day in the text; beside them stand an
article on another town that names this one, and one with a total since the war began. Of a storm four towns are told.
"""

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from index.archive.archive import Archive
from index.building.pipeline import build
from index.interpretation import Form
from index.records import Answer
from tests.bench.conflict_wordings import FILLERS, OUTLETS, TOWNS

ASKING = (
    "What happened in {town}?",
    "what happened in {town}",
    "List the attacks in {town}",
    "Which attacks were there in {town}?",
)
EVENTS = (
    ("Shells fall on {town}", "Shells fell on the market of {town} on {day}, killing {n} people, medics said."),
    ("Warplanes over {town}", "Warplanes bombed a school in {town} on {day} and wounded {n} pupils."),
    ("Car bomb in {town}", "A car bomb exploded outside the town hall of {town} on {day}, killing {n} people."),
    ("Gunmen attack {town}", "Gunmen attacked a checkpoint at the edge of {town} on {day} and killed {n} soldiers."),
    ("Rockets hit {town}", "Rockets hit the bus station of {town} on {day}; {n} travellers were injured."),
    ("Attack on {town} mill", "An attack on the flour mill of {town} on {day} left {n} workers dead."),
)  # fmt: skip
AGAIN = "Residents of {town} said that {n} people were hurt when the town came under attack on {day}."
OTHER = "In {other}, an hour from {town}, a blast killed {n} people on {day}."
TOTAL = "Since the war began, some {n}00 people have been killed in attacks on {town}."
STORM = "The storm {storm} tore the roofs off {n} houses in the town of {town} on {day}."


@dataclass(slots=True)
class Asked:
    """A question with the events that it asks for, in order; each with the names of the articles that tell it."""

    kind: str
    question: str
    events: list[list[str]] = field(default_factory=list)
    articles: list[dict[str, str]] = field(default_factory=list)


def sets(count: int = 12, storms: int = 6) -> Iterator[Asked]:
    """The questions, always the same."""
    for number in range(count):
        yield _of_town(number)
    for number in range(storms):
        yield _of_storm(number, TOWNS[count * 2 + number * 4 : count * 2 + number * 4 + 4])


def _of_town(number: int) -> Asked:
    draw = random.Random(number)
    town, other = TOWNS[number * 2], TOWNS[number * 2 + 1]
    made = Asked("events of a town", ASKING[number % len(ASKING)].format(town=town))
    outlets = draw.sample(OUTLETS, 7)
    days = [date(2018, 1, 10) + timedelta(days=30 * n + draw.randrange(9)) for n in range(3)]

    def tell(title: str, lead: str, day: date, later: int, outlet: str, named: bool = False) -> str:
        name = f"t{number}-{len(made.articles)}"
        said = f"{day.day} {day:%B %Y}" if named else f"{day:%A}"
        slots = {"town": town, "other": other, "day": said, "n": str(draw.randrange(3, 40))}
        filler = FILLERS[draw.randrange(len(FILLERS))].format(town=town, day=said, date=said, figure="some")
        made.articles.append(
            _article(
                name, title.format(**slots), f"{lead.format(**slots)}\n\n{filler}", outlet, day + timedelta(days=later)
            )
        )
        return name

    first, second, third = draw.sample(EVENTS, 3)
    made.events.append([tell(*first, days[0], 0, outlets[0]), tell(first[0], AGAIN, days[0], 1, outlets[1])])
    wire = tell(*second, days[1], 0, outlets[2])
    made.articles.append({**made.articles[-1], "url": f"https://{wire}c.example.org", "source": outlets[3]})
    made.events.append([wire, f"{wire}c"])
    made.events.append([tell(*third, days[2], 7, outlets[4], named=True)])
    tell(f"Blast in {other}", OTHER, days[1] + timedelta(days=12), 0, outlets[5])
    tell("The war in figures", TOTAL, days[2] + timedelta(days=40), 0, outlets[6])
    draw.shuffle(made.articles)
    return made


def _of_storm(number: int, towns: Sequence[str]) -> Asked:
    draw = random.Random(100 + number)
    storm = ("Halvard", "Ismene", "Jorunn", "Kasimir", "Leocadia", "Mirabel")[number]
    made = Asked("towns of a storm", f"Which towns were hit by the storm {storm}?")
    day = date(2019, 9, 1) + timedelta(days=20 * number)
    for at, town in enumerate(towns):
        told = STORM.format(storm=storm, town=town, day=f"{day + timedelta(days=at):%A}", n=draw.randrange(5, 90))
        name = f"s{number}-{at}"
        made.articles.append(
            _article(name, f"Storm {storm} reaches {town}", told, OUTLETS[at], day + timedelta(days=at))
        )
        made.events.append([name])
    draw.shuffle(made.articles)
    return made


def _article(name: str, title: str, text: str, outlet: str, day: date) -> dict[str, str]:
    return {
        "title": title,
        "url": f"https://{name}.example.org",
        "date": day.isoformat(),
        "source": outlet,
        "text": text,
    }


def judge(asked: Asked, answer: Answer) -> Counter[str]:
    """Events found, told twice, and strangers; whether all is right, a list, and in order of time."""
    names = [(quote.article.url or "").removeprefix("https://").split(".")[0] for quote in answer.quotes]
    told = [next((n for n, event in enumerate(asked.events) if name in event), None) for name in names]
    known = [n for n in told if n is not None]
    counts = Counter(
        asked=1, wanted=len(asked.events), found=len(set(known)), twice=len(known) - len(set(known)),
        strangers=len(told) - len(known), listed=answer.form is Form.EVENTS, ordered=known == sorted(known),
    )  # fmt: skip
    right = counts["found"] == counts["wanted"] and not counts["twice"] + counts["strangers"]
    return counts + Counter(right=right and counts["listed"] and counts["ordered"])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print each set that went wrong")
    options = parser.parse_args()
    rows: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        articles = Path(scratch) / "articles"
        articles.mkdir()
        lines = [json.dumps(article) for one in sets() for article in one.articles]
        (articles / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
        build([articles], Path(scratch) / "index")
        archive = Archive.open(Path(scratch) / "index")
        for one in sets():
            answer = archive.ask(one.question)
            counts = judge(one, answer)
            rows.setdefault(one.kind, Counter()).update(counts)
            if options.wrong and not counts["right"]:
                print(one.question, dict(counts), answer.form)
                for quote in answer.quotes or answer.nearest:
                    print(f"    {quote.confidence:.2f} {quote.occurred} {quote.article.url} {quote.text[:110]!r}")
        archive.close()
    columns = ("asked", "right", "found", "wanted", "twice", "strangers", "listed", "ordered")
    print(
        "| questions | asked | right | events found | of | told twice | strangers | listed | in order |\n|---|---|---|---|---|---|---|---|---|"
    )
    for kind, counts in rows.items():
        print(f"| {kind} | {' | '.join(str(counts[column]) for column in columns)} |")


if __name__ == "__main__":
    main()
