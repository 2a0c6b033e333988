"""The deeds that figures in reports are mostly of (death, injury ...), by the words that tell them."""

# Vectors take "wounded" for near to "killed", and no reader of news may. Words are folded.
_DEEDS = {
    "death": """die died dies dying dead death deaths kill killed kills killing fatal fatality fatalities perish perished
        slain slayed slaying murder murders murdered murdering massacre massacred assassinate assassinated assassination
        assassinations homicide homicides executed beheaded lynched martyred lifeless buried body bodies lives corpses drowned مات قتل قتلي مقتل قتلوا وفاه وفيات ضحايا قتيل""",
    "injury": """injure injured injuring injury injuries wound wounded wounding wounds hurt maimed جرح جرحي اصيب اصابه مصاب
        اصابات""",
    "arrest": "arrest arrested arrests detain detained detention jailed custody اعتقل اعتقال معتقل",
    "flight": "displaced fled flee homeless evacuated نزح نزوح نازح",
    "illness": "ill sick infected infections cases مرض اصابه",
    "abduction": "abduct abducted abduction abductions kidnap kidnaped kidnapped kidnapping kidnappings hostage hostages خطف اختطف اختطاف",
    "loss": "missing disappeared unaccounted مفقود فقد",
}
_DEED_OF = {word: deed for deed, listed in _DEEDS.items() for word in listed.split()}


def deed_of(word: str) -> str | None:
    """The deed that a folded word speaks of (death, injury …), or None."""
    return _DEED_OF.get(word)
