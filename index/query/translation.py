"""A question in the language of articles that are not in its own: made anew of what was understood of it.

Nothing is translated: the kind of question, the deed, what is counted, the names and the date are put into a template.
"""

from collections.abc import Callable
from dataclasses import replace

from index.language.event_lexicon import event_in_english, in_arabic, is_event_word, thing_in_english
from index.language.text import ARABIC, terms
from index.language.time_normalization import CalendarDate
from index.language.time_tagging import Lead
from index.query.parser import understand
from index.query.query import Kind, Query

_ARABIC_ASKING = {
    Kind.COUNT: "كم", Kind.PERSON: "من", Kind.PLACE: "أين", Kind.TIME: "متى", Kind.EVENTS: "ماذا حدث", Kind.OTHER: "",
}  # fmt: skip
_PLURALS = frozenset("people civilians children women men soldiers journalists fighters families houses".split())


def translated(
    query: Query, is_name: Callable[[str], bool], in_corpus: Callable[[str], bool] = lambda _: True
) -> Query | None:
    """The query for articles of the other script, Arabic or Latin.

    None where nothing of it is understood, or the corpus has none of its search terms.
    """
    text = _in_english(query) if query.language == "ar" else _in_arabic(query)
    if text is None or not any(map(in_corpus, terms(text))):
        return None
    return replace(understand(text, lambda word: word in query.name_words or is_name(word)), kind=query.kind)


def _in_english(query: Query) -> str | None:
    names = _names(query, arabic=False)
    deeds = list(dict.fromkeys(d for w in query.words if (d := event_in_english(w.folded))))
    things = list(dict.fromkeys(t for w in query.words if (t := thing_in_english(w.folded))))
    if not (names or deeds or things):
        return None
    where = f" in {' and '.join(names)}" if names else ""
    who = next((thing for thing in things if thing in _PLURALS), None)
    causes = [thing for thing in things if thing not in _PLURALS]
    by = f" in the {' '.join(causes)}" if causes and deeds else ""
    done = f"{deeds[0]}{by}" if deeds else ""
    date = _date(query)
    match query.kind:
        case Kind.COUNT:
            asked = (
                f"How many {who or 'people'} were {done}{where}"
                if done
                else f"How many {who or ' '.join(things) or 'people'}{where}"
            )
        case Kind.PERSON:
            asked = f"Who was {done}{where}" if done else f"Who is {' '.join((*names, *things))}"
        case Kind.PLACE | Kind.TIME:
            asking = "Where" if query.kind is Kind.PLACE else "When"
            asked = (
                f"{asking} were {who or 'people'} {done}{where}"
                if done
                else f"{asking} was the {' '.join(things) or 'attack'}{where}"
            )
        case _:
            told = " ".join((*causes, *deeds[:1], *([who] if who else [])))
            asked = f"What happened{where}" if query.kind is Kind.EVENTS and not told else f"{told}{where}".strip()
    return f"{asked}{date}?"


def _in_arabic(query: Query) -> str | None:
    names = _names(query, arabic=True)
    told = list(dict.fromkeys(a for w in query.words if (a := in_arabic(w.folded))))
    if not names and not told:
        return None
    deeds = [a for w in query.words if is_event_word(w.folded) and (a := in_arabic(w.folded))]
    ordered = dict.fromkeys((*(w for w in told if w not in deeds), *deeds))
    where = f"في {' و'.join(names)}" if names else ""
    return " ".join(part for part in (_ARABIC_ASKING[query.kind], *ordered, where) if part) + "؟"


def _names(query: Query, arabic: bool) -> list[str]:
    """The question's names as the corpus writes them in one script, each once."""
    found = []
    for name in query.names:
        spelt = next((one for one in (name.written, *name.also) if (ARABIC.search(one) is not None) == arabic), None)
        if spelt is not None:
            found.append(spelt)
    return list(dict.fromkeys(found))


def _date(query: Query) -> str:
    """The first day, month or year of the question in English with the preposition, or nothing.

    Nothing either for what is before or after one, or a stretch between two: the articles are of that time anyway.
    """
    at_it = (one for one in query.times if one.last is None and one.lead in (Lead.NONE, Lead.WITHIN))
    said = next((phrase.first for phrase in at_it if isinstance(phrase.first, CalendarDate)), None)
    return "" if said is None else f" {'in' if said.day is None else 'on'} {said.english}"
