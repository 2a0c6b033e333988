"""A question in the language of articles that are not in its own: made anew of what was understood of it.

Nothing is translated: the kind of question, the deed, what is counted, the names and the date are put into a template.
"""

from collections.abc import Callable
from dataclasses import replace

from index.language.lexicon import deed_in_english, in_arabic, is_deed, thing_in_english
from index.language.moments import CalendarDate
from index.language.text import ARABIC, words
from index.language.time_phrases import Lead, time_phrases
from index.query.question import Kind, Question, understand

_ARABIC_ASKING = {
    Kind.COUNT: "كم", Kind.PERSON: "من", Kind.PLACE: "أين", Kind.TIME: "متى", Kind.EVENTS: "ماذا حدث", Kind.OTHER: "",
}  # fmt: skip
_PLURALS = frozenset("people civilians children women men soldiers journalists fighters families houses".split())


def translated(question: Question, is_name: Callable[[str], bool]) -> Question | None:
    """The question for articles of the other script, Arabic or Latin, or None where nothing of it is understood."""
    text = _in_english(question) if question.language == "ar" else _in_arabic(question)
    if text is None:
        return None
    own = {word for name in question.names for word in name.folded}
    return replace(understand(text, lambda word: word in own or is_name(word)), kind=question.kind)


def _in_english(question: Question) -> str | None:
    names = _names(question, arabic=False)
    deeds = list(dict.fromkeys(d for w in words(question.text) if (d := deed_in_english(w.folded))))
    things = list(dict.fromkeys(t for w in words(question.text) if (t := thing_in_english(w.folded))))
    if not (names or deeds or things):
        return None
    where = f" in {' and '.join(names)}" if names else ""
    who = next((thing for thing in things if thing in _PLURALS), None)
    causes = [thing for thing in things if thing not in _PLURALS]
    by = f" in the {' '.join(causes)}" if causes and deeds else ""
    done = f"{deeds[0]}{by}" if deeds else ""
    date = _date(question)
    match question.kind:
        case Kind.COUNT:
            asked = (
                f"How many {who or 'people'} were {done}{where}"
                if done
                else f"How many {who or ' '.join(things) or 'people'}{where}"
            )
        case Kind.PERSON:
            asked = f"Who was {done}{where}" if done else f"Who is {' '.join((*names, *things))}"
        case Kind.PLACE | Kind.TIME:
            asking = "Where" if question.kind is Kind.PLACE else "When"
            asked = (
                f"{asking} were {who or 'people'} {done}{where}"
                if done
                else f"{asking} was the {' '.join(things) or 'attack'}{where}"
            )
        case _:
            told = " ".join((*causes, *deeds[:1], *([who] if who else [])))
            asked = f"What happened{where}" if question.kind is Kind.EVENTS and not told else f"{told}{where}".strip()
    return f"{asked}{date}?"


def _in_arabic(question: Question) -> str | None:
    names = _names(question, arabic=True)
    told = list(dict.fromkeys(a for w in words(question.text) if (a := in_arabic(w.folded))))
    if not names and not told:
        return None
    deeds = [a for w in words(question.text) if is_deed(w.folded) and (a := in_arabic(w.folded))]
    ordered = dict.fromkeys((*(w for w in told if w not in deeds), *deeds))
    where = f"في {' و'.join(names)}" if names else ""
    return " ".join(part for part in (_ARABIC_ASKING[question.kind], *ordered, where) if part) + "؟"


def _names(question: Question, arabic: bool) -> list[str]:
    """The question's names as the corpus writes them in one script, each once."""
    found = []
    for name in question.names:
        spelt = next((one for one in (name.written, *name.also) if (ARABIC.search(one) is not None) == arabic), None)
        if spelt is not None:
            found.append(spelt)
    return list(dict.fromkeys(found))


def _date(question: Question) -> str:
    """The first day, month or year of the question in English with the preposition, or nothing.

    Nothing either for what is before or after one, or a stretch between two: the articles are of that time anyway.
    """
    at_it = (one for one in time_phrases(question.text) if one.last is None and one.lead in (Lead.NONE, Lead.WITHIN))
    said = next((phrase.first for phrase in at_it if isinstance(phrase.first, CalendarDate)), None)
    return "" if said is None else f" {'in' if said.day is None else 'on'} {said.english}"
