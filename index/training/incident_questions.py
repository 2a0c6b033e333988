"""Questions about a made-up incident, answered by its report or not."""

import random
import re
from dataclasses import dataclass, field, replace

from index.records import Span
from index.training import templates as t
from index.training.wording import SLOT, UNDATED, chosen, day, without_qualifier


@dataclass(slots=True)
class Incident:
    """What happened in one place; `spans` says where the report says so, by slot."""

    kind: str
    place: str
    country: str
    day: str
    told: str
    noun: str
    counts: dict[str, str]
    victim: str = ""
    trade: str = ""
    event: str = ""
    here: bool = False
    spans: dict[str, Span] = field(default_factory=dict)


def asked_about(rng: random.Random, one: Incident, absent: list[str]) -> tuple[str, Span | None, str] | None:
    """A question about an incident, the characters that answer it or None, and a word for what it tests."""
    has: list[str] = [s for s in ("killed", "injured", "victim", "perpetrator", "target") if s in one.spans]
    kinds: list[str] = [
        s for s in has for _ in range({"killed": 5, "injured": 3, "victim": 3, "perpetrator": 3, "target": 1}[s])
    ]
    if "when" in one.spans:
        kinds.append("when")
    if "place" in one.spans and not one.here and len(one.spans) > 2 and ("killed" in has or "victim" in has):
        kinds += ["place of killed" if "killed" in has else "place of victim"] * 2
    turn = rng.random()
    wanted = rng.choices(("killed", "injured", "victim", "perpetrator"), (5, 3, 2, 2))[0]
    if turn < 0.5 and kinds:
        kind = rng.choice(kinds)
        slot = "place" if kind.startswith("place") else kind
        question = _question(rng, kind, one, one.place, one.day)
        return None if question is None else (question, one.spans[slot], "answer")
    if turn < 0.72:
        return _unanswered(_question(rng, wanted, one, rng.choice(absent), one.day), "", "other place")
    if turn < 0.86:
        missing = [kind for kind in ("killed", "injured", "perpetrator", "victim") if not _told(one, kind)]
        return (
            _unanswered(_question(rng, rng.choice(missing), one, one.place, one.day), "", "not told")
            if missing
            else None
        )
    if turn < 0.91:
        days = [d for d in (day(rng) for _ in range(8)) if d[0].isupper() and d[:4] != one.day[:4]]
        slots = [slot for slot in has if slot != "target"]
        if "when" not in one.spans or not slots or one.day in UNDATED or not days:
            return None
        return _unanswered(_question(rng, rng.choice(slots), one, one.place, days[0]), days[0], "other day")
    if turn < 0.96:
        mine = set(t.EVENTS[one.kind].split("|"))
        other = rng.choice([kind for kind in sorted(t.EVENTS) if not mine & set(t.EVENTS[kind].split("|"))])
        stand_in = replace(one, event=rng.choice(t.EVENTS[other].split("|")))
        return _unanswered(_question(rng, wanted, stand_in, one.place, one.day), stand_in.event, "other event")
    if wanted not in ("killed", "injured") or one.noun in ("people", "civilians"):
        return None
    stand_in = replace(one, noun=rng.choice([n for n in t.NOUNS.split("|") if n not in ("people", one.noun)]))
    return _unanswered(_question(rng, wanted, stand_in, one.place, one.day), stand_in.noun, "other people")


def _told(one: Incident, kind: str) -> bool:
    """Whether the report says, or may be taken to say, what a question of this kind asks for."""
    if kind == "perpetrator" and one.kind in ("airstrike", "attack", "ambush", "clash"):
        return True
    return kind in one.spans or {"killed": "victim", "victim": "killed"}.get(kind) in one.spans


def _unanswered(question: str | None, changed: str, kind: str) -> tuple[str, None, str] | None:
    """A question without answer, if it could be asked and what was changed is in it."""
    return None if question is None or changed not in question else (question, None, kind)


def _question(rng: random.Random, kind: str, one: Incident, place: str, when: str) -> str | None:
    """A question of a kind about the incident, as if in `place` on `day`; None where a word for it is missing."""
    lines = [line for line in t.QUESTIONS[kind].strip().split("\n") if line]
    template = chosen(rng, rng.choice(lines))
    if "{asked_when}" in template and (when in UNDATED or not when[0].isupper()):
        template = template.replace(" {asked_when}", "")
    if "{trade}" in template and not one.trade:
        return None
    if rng.random() < 0.1 and "{place}" in template:
        place = f"{place}, {one.country}"
    killed = without_qualifier(one.counts["killed"])
    plural = not killed.startswith(("a ", "an ", "one "))
    values = {
        "place": place, "event": one.event, "noun": one.noun, "trade": one.trade, "victim": one.victim,
        "asked_when": f"on {when}", "day": when, "killed": killed,
        "killed_verb": rng.choice(("killed", "reported killed")),
    }  # fmt: skip
    if not plural and "were {killed}" in template:
        template = template.replace("were {killed}", "was {killed}")
    filled = SLOT.sub(lambda m: values[m.group(1)], template)
    return re.sub(r"\s+", " ", filled).strip()
