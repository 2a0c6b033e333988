"""Events, people and things in English and Arabic: words of questions translated, and the event types of words."""

import re

from index.language.text import fold

# English as it stands in a question; the words of Arabic that say it; the first Arabic word stands in a question.
_EVENTS = {
    "killed": """قتل قتلوا مقتل قتلى قتيل قتيلا يقتل ضحايا ضحيه مات ماتوا توفي وفاه وفيات استشهد شهداء شهيد شهيدا مصرع لقوا
        قتيلان قتيلين قتلت مقتولا شهيدان شهيدين استشهاد جثه جثث حصيله قضوا ماتت توفيت توفوا حتف بحياه
        قتلاهم جثمان جثامين جثمانا اودى اودت""",
    "injured": """أصيب اصيبوا جرح جرحى جريح جريحا اصابه اصابات مصاب مصابين مصابون مصابا يصاب جريحان جريحين جرحوا بجروح اصيبت جرحت
        مصابه جروح""",
    "arrested": "اعتقل اعتقلوا اعتقال اعتقالات معتقل معتقلين موقوف احتجز معتقلا اعتقلت توقيف موقوفين",
    "displaced": "نزح نزحوا نزوح نازح نازحين نازحون نازحا تشريد هجر فر تهجير",
    "kidnapped": "خطف خطفوا اختطف اختطاف مخطوف مخطوفين مختطف",
    "missing": "فقد مفقود مفقودين مفقودون",
    "ill": "مرض",
    "rescued": "إنقاذ انقذ انقذوا",
    "destroyed": "دمر دمرت تدمير مدمر هدم",
    "shot down": "أسقط اسقطت اسقاط",
}
_THINGS = {
    "people": "شخص اشخاص شخصا ناس انسان فرد افراد",
    "civilians": "مدنيين مدني مدنيا مدنيون المدنيين المدنيون",
    "children": "أطفال طفل طفلا الاطفال",
    "women": "نساء امراه النساء",
    "men": "رجال رجل رجلا",
    "soldiers": "جنود جندي جنديا عسكريين عسكري",
    "journalists": "صحفيين صحفي صحفيا صحافيين صحافي",
    "fighters": "مقاتلين مقاتل مسلحين مسلح",
    "families": "عائلات عائله عوائل اسره",
    "houses": "منازل منزل بيوت بيتا منزلا بيت دار دارا",
    "shelling": "قصف القصف",
    "air raids": "غارات غاره الغارات غارتان جويه الجويه",
    "explosion": "انفجار تفجير الانفجار انفجارات",
    "attack": "هجوم الهجوم هجمات",
    "fire": "حريق الحريق",
    "earthquake": "زلزال الزلزال",
    "flood": "فيضان فيضانات سيول",
    "hospital": "مستشفى المستشفى مشفى المشفى",
    "school": "مدرسه المدرسه",
    "plane": "طائره الطائره مقاتله",
    "pilot": "طيار الطيار",
    "building": "مبنى المبنى بنايه",
}
_POSSESSIVE = re.compile(r"(?<=\w{3})(?:هما|هم|هن|ها)$")


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {fold(word): english for english, listed in table.items() for word in listed.split()}


_DEED_IN_ARABIC, _THING_IN_ARABIC = _by_word(_EVENTS), _by_word(_THINGS)


def event_in_english(word: str) -> str | None:
    """What a folded Arabic word says was done, as an English participle, or None."""
    return _looked_up(_DEED_IN_ARABIC, word)


def thing_in_english(word: str) -> str | None:
    """Whom or what a folded Arabic word names, in English, or None."""
    return _looked_up(_THING_IN_ARABIC, word)


def _looked_up(table: dict[str, str], word: str) -> str | None:
    """What a folded word means, with its article or a possessive left off where it is not known with them."""
    known = table.get(word) or table.get(word.removeprefix("ال"))
    return known if known is not None or word.startswith("ال") else table.get(_POSSESSIVE.sub("", word))


# Vectors take "wounded" for near to "killed", and no reader of news may. Words are folded.
_EVENT_WORDS = {
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
_EVENT_TYPE_OF = {word: deed for deed, listed in _EVENT_WORDS.items() for word in listed.split()}


_ARABIC_PREFIX = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل|[بل])|[وف])(?=\w{3})")


def event_type(word: str) -> str | None:
    """The deed that a folded word speaks of (death, injury …), or None; Arabic words with or without article and particles."""
    if word.isascii():
        return _EVENT_TYPE_OF.get(word)
    english = event_in_english(word) or event_in_english(_ARABIC_PREFIX.sub("", word))
    return None if english is None else _EVENT_TYPE_OF.get(english)
