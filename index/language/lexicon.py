"""Deeds and people in English and Arabic: what a question asks of, for articles in the other language."""

import re

from index.language.text import fold

# English as it stands in a question; the words of Arabic that say it; the first Arabic word stands in a question.
_DEEDS = {
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
_ENGLISH_FORMS = {
    "killed": "kill kills killing died die dies dead death deaths toll fatalities casualties victims perished",
    "injured": "injure injury injuries wounded wound hurt",
    "arrested": "arrest arrests detained",
    "displaced": "fled flee displacement refugees",
    "kidnapped": "abducted kidnapping hostages",
    "destroyed": "destroy destruction levelled",
    "people": "persons person",
    "civilians": "civilian",
    "children": "child",
    "women": "woman",
    "soldiers": "soldier troops",
    "air raids": "airstrike airstrikes strikes raid raids strike",
    "shelling": "bombing bombardment bombed shelled",
    "explosion": "blast explosions bomb",
    "attack": "attacks",
}


_POSSESSIVE = re.compile(r"(?<=\w{3})(?:هما|هم|هن|ها)$")


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {fold(word): english for english, listed in table.items() for word in listed.split()}


_DEED_IN_ARABIC, _THING_IN_ARABIC = _by_word(_DEEDS), _by_word(_THINGS)
_IN_ENGLISH = {word: word for word in (*_DEEDS, *_THINGS)} | _by_word(_ENGLISH_FORMS)


def deed_in_english(word: str) -> str | None:
    """What a folded Arabic word says was done, as an English participle, or None."""
    return _looked_up(_DEED_IN_ARABIC, word)


def thing_in_english(word: str) -> str | None:
    """Whom or what a folded Arabic word names, in English, or None."""
    return _looked_up(_THING_IN_ARABIC, word)


def _looked_up(table: dict[str, str], word: str) -> str | None:
    """What a folded word means, with its article or a possessive left off where it is not known with them."""
    known = table.get(word) or table.get(word.removeprefix("ال"))
    return known if known is not None or word.startswith("ال") else table.get(_POSSESSIVE.sub("", word))


def in_arabic(word: str) -> str | None:
    """The Arabic word of a question for a folded English one, or None."""
    english = _IN_ENGLISH.get(word)
    return None if english is None else (_DEEDS | _THINGS)[english].split()[0]


def is_deed(word: str) -> bool:
    """Whether a folded English word tells a deed."""
    return _IN_ENGLISH.get(word) in _DEEDS
