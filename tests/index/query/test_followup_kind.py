"""What a text is to the answer before it, in any language."""

import numpy as np
import pytest

from index.models.embedder import Embedder, Vectors
from index.query.followup_kind import FollowUp, FollowUpKind, follow_up
from index.query.question_kind import command_of

LAST = "how many died in Idlib?"
KNOWN = frozenset({"idlib", "maarat", "homs"})


def is_name(word: str) -> bool:
    return word in KNOWN


def test_without_a_vector_the_listed_wordings_tell() -> None:
    said = {
        text: follow_up(LAST, text, None, is_name) for text in ("and in Homs?", "how many were children?", "who won?")
    }
    assert said == {
        "and in Homs?": FollowUp(FollowUpKind.ELSEWHERE, "how many died in Homs?"),
        "how many were children?": FollowUp(FollowUpKind.LEANS, "how many were children in Idlib?"),
        "who won?": FollowUp(FollowUpKind.STANDS),
    }


def test_any_vector_gives_some_kind() -> None:
    vector: Vectors = np.ones(384, dtype=np.float32) / np.float32(np.sqrt(384))
    assert follow_up(LAST, "who won?", vector, is_name).kind in set(FollowUpKind)


SAID = {
    "who said so?": FollowUpKind.SOURCE, "what is the source?": FollowUpKind.SOURCE, "is that true?": FollowUpKind.SOURCE,
    "how old is he?": FollowUpKind.LEANS, "and how many were arrested?": FollowUpKind.LEANS,
    "من قال ذلك؟": FollowUpKind.SOURCE, "هل هذا صحيح؟": FollowUpKind.SOURCE, "كم كان عمرها؟": FollowUpKind.LEANS,
    "qui a affirmé cela ?": FollowUpKind.SOURCE, "quel était son âge ?": FollowUpKind.LEANS,
    "¿quién afirma eso?": FollowUpKind.SOURCE, "¿cuántos fueron arrestados?": FollowUpKind.LEANS,
    "кто это утверждает?": FollowUpKind.SOURCE, "а сколько было арестовано?": FollowUpKind.LEANS,
    "bunu kim iddia etti?": FollowUpKind.SOURCE, "kaç kişi gözaltına alındı?": FollowUpKind.LEANS,
    "wer behauptet das?": FollowUpKind.SOURCE, "wie alt war der Mann?": FollowUpKind.LEANS,
    "how many people died in Homs on Sunday?": FollowUpKind.STANDS, "Combien de morts à Homs ?": FollowUpKind.STANDS,
    "Кто мэр города Homs?": FollowUpKind.STANDS,
}  # fmt: skip


@pytest.mark.usefixtures("model_cache")
def test_kinds_are_told_in_languages_without_a_list(embedder: Embedder) -> None:
    found = {text: follow_up(LAST, text, embedder.embed_question(text), is_name).kind for text in SAID}
    wrong = {text: kind for text, kind in found.items() if kind is not SAID[text]}
    assert len(wrong) <= 2, wrong


@pytest.mark.usefixtures("model_cache")
def test_another_place_takes_the_place_of_the_one_before(embedder: Embedder) -> None:
    last, text = "Combien de morts à Idlib ?", "et à Maarat ?"
    assert follow_up(last, text, embedder.embed_question(text), is_name) == FollowUp(
        FollowUpKind.ELSEWHERE, "Combien de morts à Maarat?"
    )


COMMANDS = {
    "arrête !": "unwatch", "стоп": "unwatch", "durdur": "unwatch", "توقف": "unwatch", "quelles sont tes sources": "sources",
    "cambiar el idioma": "language", "Hilfe!": "help", "последние новости": "latest", "ayarları değiştir": "settings",
}  # fmt: skip


@pytest.mark.usefixtures("model_cache")
def test_a_word_for_a_command_is_known_in_any_language(embedder: Embedder) -> None:
    found = {text: command_of(embedder.embed_question(text)) for text in COMMANDS}
    assert sum(found[text] == command for text, command in COMMANDS.items()) >= len(COMMANDS) - 1, found
