"""English questions on what may or will be, as ones on what happened."""

_MODAL = frozenset("might will would could should may can must won't wouldn't shouldn't can't couldn't".split())
_ABLE = frozenset("can can't should shouldn't must".split())
"""Which in a free question ask for a rule or an ability, not for what may come."""
NEGATED = frozenset("didn't doesn't wasn't isn't weren't hasn't hadn't don't aren't".split())
_PLAIN = frozenset("did was has had is does were have are".split())
_ASKS = frozenset("who what when where why how which whose whom".split())
_SUBJECTS = frozenset(
    """someone something somewhere the a an this that these those his her their its our my your he she they it we you i
    there all some any each both no one people most many""".split()
)
_PAST = dict(
    pair.split(":")
    for pair in """
    give:gave take:took make:made win:won lose:lost leave:left meet:met hold:held send:sent
    build:built buy:bought sell:sold pay:paid say:said tell:told find:found get:got go:went
    come:came become:became begin:began run:ran rise:rose fall:fell shoot:shot fight:fought
    think:thought bring:brought teach:taught catch:caught keep:kept lead:led feel:felt hear:heard
    read:read speak:spoke write:wrote drive:drove break:broke choose:chose know:knew grow:grew
    throw:threw draw:drew see:saw eat:ate do:did have:had be:was put:put set:set hit:hit cut:cut
    let:let cost:cost spend:spent lend:lent stand:stood understand:understood sit:sat sing:sang
    sink:sank strike:struck seek:sought steal:stole wear:wore withdraw:withdrew undergo:underwent
    forbid:forbade
    """.split()
)


def as_happened(question: str, free: bool = False) -> tuple[str, bool] | None:
    """A question in English as one on what happened, and whether it was one; None where that cannot be told.

    Args:
        free: that it is worded freely, and not "Who might do something?".
    """
    said = question.rstrip(" ?").split()
    at = next((i for i, word in enumerate(said[:7]) if word.lower() in _MODAL | NEGATED | _PLAIN), None)
    if at is None or (auxiliary := said[at].lower()) in _PLAIN:
        return None if "not" in said else (question, True)
    rest = said[at + 1 :]
    if at == 0 or not rest or "not" in rest or said[0].lower() not in _ASKS or (free and auxiliary in _ABLE):
        return None
    changed = [auxiliary.removesuffix("n't"), *rest] if auxiliary in NEGATED else _in_past(said[:at], rest)
    return None if changed is None else (" ".join([*said[:at], *changed]) + "?", False)


def _in_past(before: list[str], rest: list[str]) -> list[str] | None:
    """What follows the question word, after a modal verb, in the past tense."""
    plural = len(before) > 1 and (before[1].lower() == "many" or before[-1].endswith("s"))
    was = "were" if plural else "was"
    if rest[0] == "be":
        return [was, *rest[1:]]
    if rest[0] == "have":  # "Who might have died?": of what is believed to have happened
        return None
    first = rest[0]
    if first.lower() in _SUBJECTS or not first.islower() or first.endswith(("s", "ing", "ed", "ion", "er", "ment")):
        if "be" in rest:
            return ["was", *rest[: rest.index("be")], *rest[rest.index("be") + 1 :]]
        return None if "have" in rest else ["did", *rest]
    asks = before[0].lower()
    if asks in ("who", "what", "which") or [word.lower() for word in before[:2]] in (["how", "many"], ["how", "much"]):
        return [_past(first), *rest[1:]]
    return None


def _past(verb: str) -> str:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    one_vowel = sum(letter in "aeiou" for letter in verb) == 1
    return verb + (verb[-1] if one_vowel and verb[-1] in "bdgmnprt" and verb[-2] in "aeiou" else "") + "ed"
