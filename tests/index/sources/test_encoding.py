import os
from pathlib import Path

import pytest

from index.sources.formats.encoding import decode
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
