import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.models import packaged_e5 as e5
from index.models.e5_folder import PIECES_SHA256
from index.models.piece_tokenizer import Pieces, PieceTokenizer, sentencepiece_model, with_ends
from tests.index import strategies
from tests.index.strategies import examples

pytestmark = pytest.mark.usefixtures("model_cache")

TEXTS = (
    "", " ", "word", "How many people died in Idlib city?", "كم عدد القتلى في مدينة إدلب؟", "Сколько погибло в Идлибе?", "Idlib'de kaç kişi öldü?",
    "¿Cuántos murieron en Maarat?", "در ادلب چند نفر کشته شدند؟", "他来了。", "イドリブで何人が亡くなりましたか", "이들리브에서 몇 명이 죽었나요?", "इदलिब में कितने लोग मारे गए?",
    "কত জন মারা গেছে?", "எத்தனை பேர் இறந்தனர்?", "มีผู้เสียชีวิตกี่คน", "Có bao nhiêu người chết?", "כמה נהרגו באידליב?", "რამდენი დაიღუპა?", "Πόσοι πέθαναν;",
    "ምን ያህል ሰዎች ሞቱ?", "The 57-year-old, 3.5 million, SU-25 — “quoted”… (aside)", "a  b\t\tc\r\nd\u2028e\u00a0f", "e\u0301ternel ﬁn ﷺ ½ Ⅷ ｆｕｌｌ ﾊﾟ", "🚀👨‍👩‍👧🏚️ 𝐁𝐨𝐥𝐝", "a\x00b\x1fc\x9fd",
    "\u1112\u1161\u11ab\u1100\u116e\u11a8", "\u09c7\u09be", "a\u0301\u0327\u0300", "\u0300\x08\u094d",
)  # fmt: skip
HARD = (
    *"aeiouا م ﷺ½Ⅷﬁか", "\u0301", "\u0327", "\u0345", "\u0300", "\u094d", "\u1100", "\u1161", "\u11a8", "\u09c7", "\u09be", "\u0bc6", "\u0bbe", "\u3099",
    "\u0e33", "\u200b", "\u00a0", "\ufeff", "\ufffd", "\t", "\r\n", "\x00", "\x08", "\x7f", "\x8f", "▁", "ﾊ", "ﾟ", "\U0001d15e", "👨\u200d👩", "क्ष",
)  # fmt: skip

# Their tokenizer takes "<s>" in a text for the start of a text, and drops U+0085 at its ends alone.
texts = st.one_of(strategies.texts(8), st.lists(st.sampled_from(HARD), max_size=30).map("".join)).filter(
    lambda text: "<" not in text and "\x85" not in text
)


@pytest.fixture(scope="module")
def pieces() -> list[tuple[str, float]]:
    """The vocabulary, each piece with how likely it is."""
    return e5.pieces(e5.packaged_file())


@pytest.fixture(scope="module")
def model(pieces: list[tuple[str, float]]) -> bytes:
    return sentencepiece_model(pieces)


@pytest.fixture(scope="module")
def ours(model: bytes) -> PieceTokenizer:
    return PieceTokenizer(model)


@pytest.fixture(scope="module")
def theirs(pieces: list[tuple[str, float]]) -> Tokenizer:
    return Tokenizer.from_str(e5.tokenizer_text(pieces))


def test_the_file_is_the_one_that_is_known(model: bytes) -> None:
    assert hashlib.sha256(model).hexdigest() == PIECES_SHA256


def test_pieces_are_those_of_the_library_tokenizers(ours: PieceTokenizer, theirs: Tokenizer) -> None:
    for text in TEXTS:
        expected = theirs.encode(text).ids
        assert with_ends(ours.encode(text).ids) == expected, text
        assert ours.count(text) == len(expected), text


@examples(8)
@given(text=texts)
def test_any_text_is_cut_as_likely_as_by_the_library_tokenizers(
    ours: PieceTokenizer, theirs: Tokenizer, pieces: list[tuple[str, float]], text: str
) -> None:
    """Of two ways that are as likely ("aa aaaa", "aaaa aa") either may be taken."""
    found, expected = list(ours.encode(text).ids), theirs.encode(text, add_special_tokens=False).ids
    if found != expected:
        assert sum(pieces[one][1] for one in found) == pytest.approx(sum(pieces[one][1] for one in expected), abs=1e-3)
        assert found.count(e5.UNKNOWN) == expected.count(e5.UNKNOWN)


def covered(found: Pieces) -> Iterator[int]:
    for start, end in found.offsets:
        yield from range(start, end)


@given(text=st.one_of(texts, st.text(max_size=50)))
def test_pieces_cover_the_text_in_order_and_leave_out_what_is_not_read(ours: PieceTokenizer, text: str) -> None:
    found = ours.encode(text)
    assert len(found.ids) == len(found.offsets)
    assert list(found.offsets) == sorted(found.offsets)
    assert all(0 <= start <= end <= len(text) for start, end in found.offsets)
    left = {text[at] for at in set(range(len(text))) - set(covered(found))}
    assert not any(character.isalnum() for character in left), left


def test_offsets_are_of_the_text_as_it_was_given(ours: PieceTokenizer) -> None:
    text = "Il  a été  blessé\x00 à Kafr Nabl, ½ km e\u0301loigne\u0301 🚀."
    found = ours.encode(text)
    words = {text[start:end] for start, end in found.offsets}
    assert {"Il", "été", "🚀"} <= words
    assert all(text[start].strip() for start, end in found.offsets if start < end)


def test_half_a_surrogate_pair_is_read_as_a_space(ours: PieceTokenizer) -> None:
    assert ours.encode("the\ud83dtown").ids == ours.encode("the town").ids
