"""Corrections and figures that are taken back."""

import pytest

from index.events.figure_matching import taken_back
from index.events.figure_reports import is_correction
from index.language.figures import figures_in
from index.records import Span
from tests.index.fakes import laid_out


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("CORRECTED-Strike on the town kills 18", "Eighteen people died."),
        ("Correction: Strike on the town", "Eighteen people died."),
        ("Agency corrects death toll", "Eighteen people died."),
        ("Strike", "Eighteen people died. An earlier version of this article said 15."),
        ("Strike", "Eighteen people died. (Corrects number of dead.)"),
        ("Strike", "This story has been corrected. Eighteen people died."),
        ("تصحيح: حصيلة القصف", "قتل 18 شخصا."),
        ("القصف", "تصويب: قتل 18 شخصا."),
    ],
)
def test_a_correction_is_told(title: str, body: str) -> None:
    assert is_correction(laid_out("a", [("title", title), ("body", body)], title=title))


@pytest.mark.parametrize(
    "body",
    [
        "The house of correction burnt down and 18 died.",
        "He was right, and correct in manner; 18 died.",
        "قتل 18 شخصا.",
    ],
)
def test_other_articles_are_no_corrections(body: str) -> None:
    assert not is_correction(laid_out("a", [("title", "Fire"), ("body", body)], title="Fire"))


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("The death toll rose from 12 to 15.", ["12"]),
        ("The toll climbed to 15 from 12.", ["12"]),
        ("Officials earlier said 12 people had died, but the toll is 15.", ["12"]),
        ("An earlier version of this article said 12 people died.", ["12"]),
        ("15 people died, not 12.", ["12"]),
        ("15 people died, up from 12.", ["12"]),
        ("We previously reported that 12 people died.", ["12"]),
        ("15 people died and 30 were hurt.", []),
        ("A plane from the east killed 15 people.", []),
        ("قتل 15 شخصا وليس 12.", ["12"]),
        ("ارتفعت حصيلة القتلى من 12 إلى 15.", ["12"]),
    ],
)
def test_a_figure_that_no_longer_holds_is_told(sentence: str, figures: list[str]) -> None:
    whole = Span(0, len(sentence))
    back = [f.span for f in figures_in(sentence, whole) if taken_back(sentence, whole, f.span)]
    assert [sentence[span.start : span.end] for span in back] == figures
