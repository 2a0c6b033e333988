import numpy as np
import pytest

from index.models.embedder import Embedder
from index.models.language_directions import DIRECTIONS, without_language

ANSWERS = [
    "Уровень воды в реке к полудню поднялся до семи метров, подтоплено двести домов.",
    "تحصل على الجائزة الفيلم القصير عن الصيادين في مهرجان مدينة تونس.",
    "Le syndicat des dockers a prolongé la grève au port jusqu'à vendredi.",
    "Die Bäckerei am Markt schließt, weil niemand sie übernehmen will.",
]
QUESTIONS = [
    "How high did the river rise?",
    "Which film won the prize at the festival?",
    "Until when do dock workers strike?",
    "Why does the bakery close?",
]
NEAR_IN_ENGLISH = [
    "The river festival drew visitors from all over the county.",
    "She read the film review while she was waiting at the dock.",
    "He works as a baker and swims in the river every morning.",
    "The prize money was handed to the workers of the harbour office.",
]


def test_the_directions_are_at_right_angles_and_of_length_one() -> None:
    directions = np.load(DIRECTIONS)
    np.testing.assert_allclose(directions @ directions.T, np.eye(len(directions)), atol=1e-5)


def test_a_vector_without_language_is_a_unit_vector_with_nothing_along_the_directions() -> None:
    vector = np.random.default_rng(1).normal(size=384).astype(np.float32)
    left = without_language(vector)
    assert np.linalg.norm(left) == pytest.approx(1)
    np.testing.assert_allclose(np.load(DIRECTIONS) @ left, 0, atol=1e-5)
    np.testing.assert_allclose(without_language(left), left, atol=1e-6)


@pytest.mark.usefixtures("model_cache")
def test_answers_in_other_languages_gain_on_what_is_merely_in_the_language_of_the_question(embedder: Embedder) -> None:
    answers, near = embedder.embed(ANSWERS), embedder.embed(NEAR_IN_ENGLISH)
    for question, answer in zip(QUESTIONS, answers, strict=True):
        plain = embedder.embed_question(question)
        left = without_language(plain)
        assert left @ answer - (near @ left).max() > max(0.0, plain @ answer - (near @ plain).max()), question
