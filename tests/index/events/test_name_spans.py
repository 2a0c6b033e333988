import pytest
from hypothesis import given

from index.events.name_spans import name_spans, place_spans
from index.records import Span
from tests.index import strategies
from tests.index.fakes import laid_out
from tests.index.strategies import quick


def named(text: str, places: bool = False) -> list[str]:
    article = laid_out("one", [("body", text)])
    spans = (place_spans if places else name_spans)(article, Span(0, len(text)))
    return [article.cut(span) for span in spans]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A hospital was hit, Ahmad Hilal said on Saturday.", ["Ahmad Hilal"]),
        ("The mayor, Ines Baptiste, spoke in May.", ["Ines Baptiste"]),
        ("AHMAD HILAL SAID SO.", []),
        ("قال أحمد هلال ذلك.", []),
        ("Nobody came.", ["Nobody"]),
    ],
)
def test_names_are_told_by_capitals_inside_a_sentence(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Raids hit the towns of Maasran and Kafr Nubl, as well as Maarat.", ["Maasran", "Kafr Nubl", "Maarat"]),
        ("Ahmad Hilal fled from Idlib to Saraqeb.", ["Idlib", "Saraqeb"]),
        ("Ahmad Hilal said so.", []),
        ("قتل تسعة في مدينة سراقب.", ["سراقب"]),
    ],
)
def test_places_are_told_by_the_words_around_them(text: str, places: list[str]) -> None:
    assert named(text, places=True) == places


@quick
@given(strategies.texts(max_pieces=8))
def test_whatever_is_found_lies_in_the_sentence(text: str) -> None:
    article = laid_out("one", [("body", f"In Idlib {text}")])
    sentence = Span(0, len(article.text))
    for span in (*name_spans(article, sentence), *place_spans(article, sentence)):
        assert span.within(sentence)
