import numpy as np
import pytest

from index.cli.metrics import calibration_error, exact_and_f1, interval, risk_coverage_area


@pytest.mark.parametrize(
    ("marked", "accepted", "expected"),
    [
        ("the Forty people.", ["forty people"], (1.0, 1.0)),
        ("at least forty people", ["forty people"], (0.0, 2 * 2 / 6)),
        ("nine", ["ten", "nine people"], (0.0, 2 / 3)),
        ("nobody", ["ten"], (0.0, 0.0)),
        ("ten", [], (0.0, 0.0)),
    ],
)
def test_exact_and_f1_are_those_of_squad(marked: str, accepted: list[str], expected: tuple[float, float]) -> None:
    assert exact_and_f1(marked, accepted) == pytest.approx(expected)


def test_the_area_is_the_mean_risk_over_coverages() -> None:
    right = np.array([1.0, 0.0, 1.0])
    assert risk_coverage_area(np.array([0.9, 0.5, 0.7]), right) == pytest.approx((0 + 0 + 1 / 3) / 3)
    assert risk_coverage_area(np.array([0.5, 0.9, 0.7]), right) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)


def test_the_calibration_error_weighs_bins_by_their_size() -> None:
    sure, right = np.array([0.95, 0.95, 0.15, 1.0]), np.array([1.0, 0.0, 0.0, 1.0])
    assert calibration_error(sure, right) == pytest.approx(3 / 4 * abs(2.9 / 3 - 2 / 3) + 1 / 4 * 0.15)


def test_the_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = np.array([0.0, 1.0] * 50)
    low, high = interval(values)
    assert 0.3 < low < 0.5 < high < 0.7
    assert interval(values) == (low, high)


def test_the_interval_of_what_never_varies_is_a_point() -> None:
    assert interval(np.ones(5)) == (1.0, 1.0)
