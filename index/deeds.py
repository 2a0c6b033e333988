"""The deeds that figures in reports are mostly of (death, injury ...), by the words that tell them."""

import re

# Vectors take "wounded" for near to "killed", and no reader of news may. Words are folded.
_DEEDS = {
    "death": """die died dies dying dead death deaths kill killed kills killing fatal fatality fatalities perish perished
        slain slayed slaying murder murders murdered murdering massacre massacred assassinate assassinated assassination
        assassinations homicide homicides executed beheaded lynched martyred lifeless buried body bodies lives corpses drowned مات قتل قتلي مقتل قتلوا وفاه وفيات ضحايا قتيل قتيلا قتيلان
        قتيلين قتلت مقتولا شهيد شهيدا شهيدان شهيدين شهداء استشهد استشهاد مصرع جثه جثث ضحيه حصيله""",
    "injury": """injure injured injuring injury injuries wound wounded wounding wounds hurt maimed جرح جرحي اصيب اصابه مصاب
        اصابات جريح جريحا جريحان جريحين جرحوا اصيبوا مصابا مصابين مصابون بجروح""",
    "arrest": "arrest arrested arrests arresting detain detained detains detaining detention jailed custody اعتقل اعتقال معتقل معتقلا معتقلين اعتقلت توقيف",
    "flight": "displaced displacing fled flee fleeing homeless evacuated نزح نزوح نازح نازحا نازحين نازحون نزحوا تهجير",
    "illness": "ill sick infected infections cases مرض اصابه",
    "abduction": "abduct abducted abduction abductions kidnap kidnaped kidnapped kidnapping kidnappings hostage hostages خطف اختطف اختطاف",
    "loss": "missing disappeared unaccounted مفقود فقد",
}
_DEED_OF = {word: deed for deed, listed in _DEEDS.items() for word in listed.split()}


_ARABIC_PREFIX = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل|[بل])|[وف])(?=\w{3})")


def deed_of(word: str) -> str | None:
    """The deed that a folded word speaks of (death, injury …), or None; Arabic words with or without article and particles."""
    found = _DEED_OF.get(word)
    if found is None and not word.isascii():
        found = _DEED_OF.get(_ARABIC_PREFIX.sub("", word))
    return found
