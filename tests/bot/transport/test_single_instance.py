"""Two that use one token: which of them gives way, and when."""

import asyncio
from pathlib import Path

import pytest

from bot.runtime.health import HealthState
from bot.state.sqlite import StateError
from bot.transport import single_instance
from bot.transport.single_instance import ConflictWatch, lock_token
from bot.transport.watchdog import FatalError
from tests.bot.conftest import IDLIB, Live, living
from tests.fake_bot_api import FakeBotApi, Fault

TOKEN = "1:secret-of-this-bot"


class Times:
    """When conflicts are met, and when the process gives up."""

    def __init__(self, in_peace_s: float) -> None:
        self.now = 100.0
        self.given_up: list[FatalError] = []
        begun = self.now - in_peace_s
        self.conflicts = ConflictWatch(lambda: self.now - begun, self.given_up.append, lambda: self.now)

    def meet(self, *pauses_s: float) -> bool:
        """Whether it has given up after conflicts with these pauses before them."""
        for pause in pauses_s:
            self.now += pause
            self.conflicts.conflict()
        return bool(self.given_up)


def test_a_newcomer_gives_way_soon() -> None:
    times = Times(in_peace_s=1)
    assert not times.meet(0, 1, 1.5, 2, 4, 5)
    assert times.meet(7)
    assert times.given_up[0].code == 2


def test_one_that_has_polled_well_holds_out_longer() -> None:
    times = Times(in_peace_s=3600)
    assert not times.meet(0, *[25] * 23)
    assert times.meet(30)


def test_of_two_the_one_that_was_there_before_stays_however_short_that_was() -> None:
    # Telegram tells the older one at once, and the newcomer when the older one has polled again.
    older, newcomer = Times(in_peace_s=10), Times(in_peace_s=4)
    assert not older.meet(0, 8)
    assert not newcomer.meet(0, 8)
    assert not older.meet(10)
    assert newcomer.meet(10)


def test_conflicts_far_apart_are_not_one_that_lasts() -> None:
    assert not Times(in_peace_s=1).meet(0, 80, 80, 80, 80)


def test_the_log_says_it_once(caplog: pytest.LogCaptureFixture) -> None:
    Times(in_peace_s=1).meet(0, 1, 2)
    assert len(caplog.records) == 1


def test_the_second_here_is_turned_away_until_the_first_ends(tmp_path: Path) -> None:
    with lock_token(tmp_path, TOKEN):
        with pytest.raises(FatalError, match="same token") as caught, lock_token(tmp_path, TOKEN):
            pass
        with lock_token(tmp_path, "2:other"):
            pass
    with lock_token(tmp_path, TOKEN):
        pass
    assert caught.value.code == 2
    assert "secret" not in str(caught.value)
    assert not [path for path in tmp_path.iterdir() if "secret" in path.name]


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StateError, match="STATE_DIR"), lock_token(tmp_path / "file", TOKEN):
        pass


async def test_a_newcomer_that_meets_conflicts_ends_after_a_while(api: FakeBotApi, lives: Live) -> None:
    api.faults.append(Fault("getUpdates", "conflict", times=1000))
    with pytest.raises(FatalError, match="another process has used the same token") as caught:
        await lives(HealthState(newcomers_patience_s=1.0))
    assert caught.value.code == 2


async def test_two_with_states_of_their_own_the_newcomer_leaves_and_the_first_one_goes_on(
    api: FakeBotApi, lives: Live, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Both have only just begun; what each is given before it leaves is shortened alike.
    monkeypatch.setattr(single_instance, "_PATIENCE_PER_S", 2.0)
    first, second = HealthState(newcomers_patience_s=0.5), HealthState(newcomers_patience_s=0.5)
    async with living(lives(first, STATE_DIR=str(tmp_path / "first")), first):
        await api.until(api.polling.is_set)
        await asyncio.sleep(4)
        with pytest.raises(FatalError, match="another process has used the same token"):
            await asyncio.wait_for(lives(second, STATE_DIR=str(tmp_path / "second")), 60)
        await api.say(IDLIB)
        await api.answer(timeout_s=60)
        assert first.shutdown.error is None
