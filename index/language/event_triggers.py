"""The deeds that figures in reports are mostly of (death, injury ...), by the words that tell them.

Arabic words are those of `index.language.lexicon`, by what they say in English.
"""

import re

from index.language.lexicon import deed_in_english

# Vectors take "wounded" for near to "killed", and no reader of news may. Words are folded.
_DEEDS = {
    "death": """die died dies dying dead death deaths kill killed kills killing fatal fatality fatalities perish perished
        slain slayed slaying murder murders murdered murdering massacre massacred assassinate assassinated assassination
        assassinations homicide homicides executed beheaded lynched martyred lifeless buried body bodies lives corpses drowned""",
    "injury": "injure injured injuring injury injuries wound wounded wounding wounds hurt maimed",
    "arrest": "arrest arrested arrests arresting detain detained detains detaining detention jailed custody",
    "flight": "displaced displacing fled flee fleeing homeless evacuated",
    "illness": "ill sick infected infections cases",
    "abduction": "abduct abducted abduction abductions kidnap kidnaped kidnapped kidnapping kidnappings hostage hostages",
    "loss": "missing disappeared unaccounted",
}
_DEED_OF = {word: deed for deed, listed in _DEEDS.items() for word in listed.split()}


_ARABIC_PREFIX = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل|[بل])|[وف])(?=\w{3})")


def event_type(word: str) -> str | None:
    """The deed that a folded word speaks of (death, injury …), or None; Arabic words with or without article and particles."""
    if word.isascii():
        return _DEED_OF.get(word)
    english = deed_in_english(word) or deed_in_english(_ARABIC_PREFIX.sub("", word))
    return None if english is None else _DEED_OF.get(english)
