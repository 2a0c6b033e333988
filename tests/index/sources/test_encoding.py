import os
from pathlib import Path

import pytest

from index.sources.parsing.encoding import decode
from tests.index.sources.made import PROSE, read, write

ARABIC = "قصفت الطائرات الحربية الروسية مدينة إدلب يوم السبت وقتل خمسة عشر شخصا على الأقل في المبنى."
RUSSIAN = "Российские самолёты усилили бомбардировки провинции Идлиб после того, как был сбит самолёт."
FRENCH = (
    "Le président a déclaré que les élections auraient lieu à l’été prochain. Où étaient-ils passés ? Ça c’est sûr."
)
POLISH = "Żołnierze wkroczyli do miasta późnym wieczorem, powiedział świadek. Zginęło piętnaście osób."
JAPANESE = "ロシアの戦闘機がイドリブ県を爆撃し、少なくとも十五人が死亡した。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "utf-8"), (ARABIC, "utf-8-sig"), (ARABIC, "utf-16"), (ARABIC, "utf-32"), (ARABIC, "cp1256"),
        (ARABIC, "iso8859_6"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (FRENCH, "cp1252"), (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"), (POLISH, "cp1250"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"),
    ],
)  # fmt: skip
def test_text_comes_back_from_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a") == text


def test_a_broken_character_in_utf8_does_not_change_the_others() -> None:
    content = FRENCH.encode()
    assert decode(content + b"\xe9 fin", "a") == FRENCH + "\ufffd fin"
    assert decode("كتب".encode()[:-1], "a") == "كت\ufffd"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t \xe3\x80\x80", "white space"),
        (b"\x89PNG\r\n\x1a\n" + bytes(300), "picture"),
        (b"\x7fELF" + bytes(300), "program"),
        (b"text with a \x00 zero byte in it " * 9, "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        (b"\xff\xfea\xd8b", "UTF-16"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "DOCX"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(tmp_path: Path, content: bytes, words: str) -> None:
    articles, (error,) = read(write(tmp_path, "a.txt", content))
    assert articles == []
    assert words in error.reason
    assert error.path == str(tmp_path / "a.txt")


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    articles, errors = read(write(tmp_path, "a.txt", os.urandom(20_000)))
    assert articles == []
    assert len(errors) == 1


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, "1.txt", b"")
    write(tmp_path, "2.txt", PROSE[0])
    write(tmp_path, "3.bin", bytes(100))
    (tmp_path / "4.txt").symlink_to(tmp_path / "nowhere")
    write(tmp_path, "5.txt", PROSE[1])
    articles, errors = read(tmp_path)
    assert [article.text for article in articles] == list(PROSE)
    assert [Path(error.path).name for error in errors] == ["1.txt", "3.bin", "4.txt"]


# A sentence or two of news in a language, and the code pages that it used to be written in.
WRITTEN = {
    "tr": ("Karataş ilçesinde çıkan yangında üç işçi öldü, şüpheli gözaltına alındı.", "cp1254 iso8859_9"),
    "fr": ("Le maire a été élu à l’unanimité après une journée de débats très animés à Besançon.", "cp1252"),
    "de": ("Der Bürgermeister der Stadt Tübingen hat am Donnerstag die neue Brücke über den Fluss eröffnet.", "cp1252 iso8859_15"),
    "es": ("El alcalde inauguró el puente más antiguo de la región; mañana habrá una reunión en Coruña.", "cp1252 iso8859_15"),
    "pt": ("A população de São João recebeu água e alimentos após as inundações da última manhã.", "cp1252 iso8859_15"),
    "it": ("La città è stata colpita da un’alluvione: perché nessuno aveva dato l’allarme, non è più chiaro.", "cp1252"),
    "sv": ("Två personer dog när en färja sjönk utanför Öland på måndagen, säger räddningstjänsten.", "cp1252 iso8859_15"),
    "da": ("To mænd døde, da en færge sank ud for Ærø, og søfartsstyrelsen åbner nu en undersøgelse.", "cp1252 iso8859_15"),
    "fi": ("Pääministeri sanoi, että hallitus päättää veroista myöhemmin tänä keväänä, kun työryhmä on valmis.", "cp1252 iso8859_15"),
    "is": ("Tveir menn fórust þegar bátur sökk við Vestmannaeyjar í gær, að sögn lögreglunnar á svæðinu.", "cp1252"),
    "pl": ("Dwie osoby zginęły w pożarze kamienicy w Łodzi, a trzy zostały ciężko ranne – podała straż.", "cp1250 iso8859_2"),
    "cs": ("Při požáru domu v Třebíči zemřeli dva lidé, hasiči zásah ukončili až ve večerních hodinách.", "cp1250 iso8859_2"),
    "hu": ("Két ember meghalt a tűzben, a tűzoltók szerint a lakóház teteje is beomlott Győr közelében.", "cp1250 iso8859_2"),
    "ro": ("Doi oameni au murit într-un incendiu în oraşul Iaşi, iar pompierii au intervenit după două ore.", "cp1250 iso8859_2"),
    "lt": ("Per gaisrą žuvo du žmonės, ugniagesiai šį rytą baigė darbą, pranešė Šiaulių savivaldybė.", "cp1257 iso8859_13"),
    "lv": ("Ugunsgrēkā gāja bojā divi cilvēki, ziņo Valsts ugunsdzēsības dienests Rīgā šīs dienas rītā.", "cp1257 iso8859_13"),
    "ru": ("Два человека погибли при пожаре в жилом доме в Казани, сообщили спасатели в четверг.", "cp1251 koi8_r iso8859_5 cp866"),
    "uk": ("Двоє людей загинули під час пожежі у Львові, повідомили рятувальники цієї ночі; її причини з'ясовують.", "cp1251 koi8_u"),
    "bg": ("Двама души загинаха при пожар в Пловдив, съобщиха от пожарната в четвъртък сутринта.", "cp1251 iso8859_5"),
    "el": ("Δύο άνθρωποι έχασαν τη ζωή τους σε πυρκαγιά στη Θεσσαλονίκη, ανακοίνωσε η πυροσβεστική.", "cp1253 iso8859_7"),
    "he": ("שני בני אדם נהרגו בשריפה בחיפה ביום חמישי, כך מסרו כוחות הכיבוי וההצלה.", "cp1255 iso8859_8"),
    "ar": ("قتل شخصان في حريق بمدينة حلب يوم الخميس، وفق ما أعلنت فرق الدفاع المدني.", "cp1256 iso8859_6"),
    "fa": ("دو نفر در آتش سوزی شهر تبریز کشته شدند، سخنگوی آتش نشانی روز پنجشنبه گفت.", "cp1256"),
    "th": ("มีผู้เสียชีวิตสองคนจากเหตุไฟไหม้ในกรุงเทพเมื่อวันพฤหัสบดี เจ้าหน้าที่กล่าว", "cp874"),
    "ja": ("木曜日に神戸で起きた火事で二人が死亡したと消防が発表した。", "cp932 euc_jp"),
    "zh": ("消防部门说，星期四发生在武汉的火灾造成两人死亡。", "gb18030"),
    "ko": ("목요일 부산에서 일어난 화재로 두 명이 숨졌다고 소방당국이 밝혔다.", "cp949"),
}  # fmt: skip


@pytest.mark.parametrize("language", WRITTEN)
def test_texts_come_back_from_the_usual_code_pages_of_their_language(language: str) -> None:
    text, pages = WRITTEN[language]
    for page in pages.split():
        written = text.encode(page, "ignore")
        assert decode(written, "a.txt") == written.decode(page), page
        assert decode(b"A plain line first.\n\n" + written, "a.txt").endswith(written.decode(page)), page
