"""The data of buttons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.callback_data import Action, ButtonPress, parse_press


@given(st.sampled_from(Action), st.from_regex(r"[A-Za-z0-9_-]{1,32}", fullmatch=True), st.integers(0, 9999))
def test_a_press_comes_back_as_it_went(action: Action, press_id: str, number: int) -> None:
    press = ButtonPress(action, press_id, number)
    assert parse_press(press.data) == press
    assert len(press.data.encode()) <= 64


@pytest.mark.parametrize(
    "data", [None, "", "v1", "v2:q:id:1", "v1:q:id", "v1:z:id:1", "v1:q:id:-1", "v1:q:i d:1", "v1:q:id:1\n"]
)
def test_other_data_is_no_press(data: str | None) -> None:
    assert parse_press(data) is None


@given(st.text(max_size=64))
def test_no_data_crashes(data: str) -> None:
    parse_press(data)
