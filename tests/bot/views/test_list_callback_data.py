"""What a list is asked for, in a button and in an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.buttons import Action, ListRequest, parse_payload, parse_press, parse_request
from index.records import Filters

OUTLETS = ("Example Post", "الجزيرة", "<b>;:", "")
_NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).map(
    lambda name: " ".join(name.replace(";", " ").split())
).filter(bool)  # fmt: skip
_DATES = st.none() | st.sampled_from(["2018", "2018-02", "2018-02-05"])
_REQUESTS = st.builds(
    ListRequest,
    st.sampled_from([Action.LATEST, Action.SOURCES, Action.LATEST_BELOW]),
    st.builds(
        Filters,
        st.lists(st.sampled_from(OUTLETS[:3]), max_size=2, unique=True).map(tuple),
        st.lists(st.sampled_from(["ar", "en", "zh-Hant"]), max_size=2, unique=True).map(tuple),
        _DATES, _DATES,
        places=st.lists(_NAMES, max_size=2).map(tuple),
    ),
    st.just("") | _NAMES,
    st.integers(0, 10**9),
)  # fmt: skip


@given(request=_REQUESTS)
def test_a_button_brings_back_what_was_asked_for_or_is_not_made(request: ListRequest) -> None:
    data = request.data
    if data is not None:
        assert len(data.encode()) <= 64
        assert parse_request(data, OUTLETS) == request


@given(request=_REQUESTS)
def test_so_does_an_address(request: ListRequest) -> None:
    payload = request.payload
    if payload is not None:
        assert len(payload) <= 64
        assert payload.replace("-", "").replace("_", "").isalnum()
        assert parse_payload(payload, OUTLETS) == request


def test_a_place_in_arabic_fits_with_a_time_and_a_language() -> None:
    filters = Filters(languages=("ar",), after="2018-01-30", before="2018-02-05", places=("معرة النعمان",))
    assert ListRequest(Action.LATEST, filters, skip=1000).data is not None


def test_what_is_too_long_has_no_button() -> None:
    request = ListRequest(Action.LATEST, Filters(places=("x" * 60,)))
    assert request.data is None
    assert request.payload is None


def test_an_outlet_that_is_gone_is_not_another_one() -> None:
    data = ListRequest(Action.LATEST, Filters(("Example Post",))).data
    assert parse_request(data, ["Another"]) is None


@pytest.mark.parametrize(
    "data",
    [None, "", "v1", "v1:", "v1:t", "v1:t:", "v1:t:x:", "v1:t:-1:", "v1:t:²:", "v1:t:99999999999:", "v2:t:0:", "v1:q:0:",
     "v1:t:0:z", "v1:t:0:a2018-13", "v1:t:0:atomorrow", "v1:t:0:sunknown", "v1:t:0:\x00", "v1:z:id:0"],
)  # fmt: skip
def test_what_is_none_of_ours_is_nothing(data: str | None) -> None:
    assert parse_request(data, OUTLETS) is None


@given(data=st.text(max_size=64))
def test_any_data_is_survived(data: str) -> None:
    for parse in (parse_request, parse_payload):
        found = parse(data, OUTLETS)
        assert found is None or isinstance(found, ListRequest)
        found = parse(f"v1:t:0:{data}", OUTLETS)
        assert found is None or isinstance(found, ListRequest)


def test_buttons_of_answers_and_of_lists_are_told_apart() -> None:
    data = ListRequest(Action.LATEST).data
    assert data == "v1:t:0:"
    assert parse_press(data) is None
