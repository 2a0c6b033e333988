"""Two that use one token: which of them gives way, and when."""

from pathlib import Path

import pytest

from bot.ending import GivenUpError
from bot.health import Vitals
from bot.rivals import Conflicts, only_one
from bot.state import StateError
from tests.bot.conftest import Live
from tests.fake_bot_api import FakeBotApi, Fault

TOKEN = "1:secret-of-this-bot"


class Times:
    """When conflicts are met, and when the process gives up."""

    def __init__(self, well_s: float) -> None:
        self.now = 100.0
        self.given_up: list[GivenUpError] = []
        self.conflicts = Conflicts(lambda: well_s, self.given_up.append, lambda: self.now)

    def meet(self, *pauses_s: float) -> bool:
        """Whether it has given up after conflicts with these pauses before them."""
        for pause in pauses_s:
            self.now += pause
            self.conflicts.met()
        return bool(self.given_up)


def test_a_newcomer_gives_way_soon() -> None:
    times = Times(well_s=0)
    assert not times.meet(0, 1, 1.5, 2, 4, 5)
    assert times.meet(7)
    assert times.given_up[0].code == 2


def test_one_that_has_polled_well_holds_out_longer() -> None:
    times = Times(well_s=3600)
    assert not times.meet(0, 10, 20, 25)
    assert times.meet(30)


def test_conflicts_far_apart_are_not_one_that_lasts() -> None:
    assert not Times(well_s=0).meet(0, 80, 80, 80, 80)


def test_the_log_says_it_once(caplog: pytest.LogCaptureFixture) -> None:
    Times(well_s=0).meet(0, 1, 2)
    assert len(caplog.records) == 1


def test_the_second_here_is_turned_away_until_the_first_ends(tmp_path: Path) -> None:
    with only_one(tmp_path, TOKEN):
        with pytest.raises(GivenUpError, match="same token") as caught, only_one(tmp_path, TOKEN):
            pass
        with only_one(tmp_path, "2:other"):
            pass
    with only_one(tmp_path, TOKEN):
        pass
    assert caught.value.code == 2
    assert "secret" not in str(caught.value)
    assert not [path for path in tmp_path.iterdir() if "secret" in path.name]


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StateError, match="STATE_DIR"), only_one(tmp_path / "file", TOKEN):
        pass


async def test_a_newcomer_that_meets_conflicts_ends_after_a_while(api: FakeBotApi, lives: Live) -> None:
    api.faults.append(Fault("getUpdates", "conflict", times=1000))
    with pytest.raises(GivenUpError, match="another process has used the same token") as caught:
        await lives(Vitals(newcomers_patience_s=1.0))
    assert caught.value.code == 2
