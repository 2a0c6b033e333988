from pathlib import Path

import numpy as np
import pytest

from index.archive.archive import Archive
from index.building.pipeline import build
from index.models.embedder import Embedder
from index.query.parser import of_kind, understand, worded_kind
from index.query.query import Kind, Measure
from index.query.question_kind import SmallTalk, kind_of, kind_probabilities, small_talk_of

KINDS = {
    "Combien de morts à Idlib ?": (Kind.COUNT, Measure.NUMBER),
    "¿Cuántos murieron en Maarat?": (Kind.COUNT, Measure.NUMBER),
    "Сколько погибло в Идлибе?": (Kind.COUNT, Measure.NUMBER),
    "Idlib'de kaç kişi öldü?": (Kind.COUNT, Measure.NUMBER),
    "Wie alt ist der Bürgermeister?": (Kind.COUNT, Measure.AGE),
    "Qui est le maire de Paris ?": (Kind.PERSON, None),
    "¿Quién ganó las elecciones?": (Kind.PERSON, None),
    "Где это произошло?": (Kind.PLACE, None),
    "Seçim ne zaman yapıldı?": (Kind.TIME, None),
    "Wann begann der Krieg?": (Kind.TIME, None),
    "Did the mayor resign?": (Kind.YES_NO, None),
    "Hat Lind aufgegeben?": (Kind.YES_NO, None),
}


def test_the_kinds_have_probabilities() -> None:
    found = kind_probabilities(np.ones(384, dtype=np.float32) / np.float32(np.sqrt(384)))
    assert sum(found.values()) == pytest.approx(1)
    assert {"number", "person", "greeting", "thanks"} <= found.keys()


@pytest.mark.usefixtures("model_cache")
def test_a_question_in_any_language_asks_for_what_its_vector_says(embedder: Embedder) -> None:
    found = {question: kind_of(embedder.embed_question(question)) for question in KINDS}
    assert sum(found[question] == kind for question, kind in KINDS.items()) >= len(KINDS) - 1, found


def test_a_question_of_another_kind_has_what_follows_from_it() -> None:
    question = understand("Combien de morts à Idlib ?")
    assert worded_kind(question.text) is None
    assert not question.asks_for_figure
    assert of_kind(question, Kind.COUNT, Measure.NUMBER).asks_for_figure


SMALL_TALK = {
    "hello": SmallTalk.GREETING, "Bonsoir !": SmallTalk.GREETING, "مرحبا": SmallTalk.GREETING, "thanks a lot!": SmallTalk.THANKS,
    "спасибо": SmallTalk.THANKS, "who are you?": SmallTalk.ABOUT_THE_BOT, "stop": SmallTalk.COMMAND, "lol": SmallTalk.NOTHING,
    "Hello, how many died?": None, "who won?": None, "Idlib": None, "is that true?": None, "combien de morts ?": None,
}  # fmt: skip


@pytest.mark.usefixtures("model_cache")
def test_small_talk_is_told_from_questions(embedder: Embedder) -> None:
    assert {text: small_talk_of(embedder.embed_question(text)) for text in SMALL_TALK} == SMALL_TALK


CAPITALS = {
    "Hello": SmallTalk.GREETING, "Good morning": SmallTalk.GREETING, "Bonjour": SmallTalk.GREETING, "Hola": SmallTalk.GREETING,
    "Привет": SmallTalk.GREETING, "Merhaba": SmallTalk.GREETING, "Hallo": SmallTalk.GREETING, "Guten Morgen": SmallTalk.GREETING,
    "Thanks": SmallTalk.THANKS, "Merci": SmallTalk.THANKS, "Gracias": SmallTalk.THANKS, "Спасибо": SmallTalk.THANKS,
    "Teşekkürler": SmallTalk.THANKS, "Danke": SmallTalk.THANKS, "Stop": SmallTalk.COMMAND,
    "Idlib": None, "Paris": None, "Paulo Alves": None, "Salim": None,
}  # fmt: skip


@pytest.mark.usefixtures("model_cache")
def test_the_capital_with_which_telephones_begin_a_message_makes_no_name_of_a_greeting(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "raid.txt").write_text(
        "Raids on Idlib\n\nThe mayor, Sami Hilal, said that two people died in Idlib.\n", "utf-8"
    )
    build([seeds], tmp_path / "index")
    archive = Archive.open(tmp_path / "index")
    assert {text: archive.small_talk(text) for text in CAPITALS} == CAPITALS
    archive.close()
