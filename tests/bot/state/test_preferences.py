"""What chats choose, on disk."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.state.preferences import Preference, Preferences
from bot.state.sqlite import StateError
from bot.support.i18n import LANGUAGES
from bot.support.settings import MOST_QUOTES


def _preferences() -> st.SearchStrategy[Preference]:
    languages = st.none() | st.sampled_from(LANGUAGES)
    return st.builds(Preference, languages, st.none() | st.integers(1, MOST_QUOTES), st.booleans())


@given(st.lists(st.tuples(st.integers(-3, 3), _preferences()), max_size=12))
def test_each_chat_has_what_it_chose_last(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[tuple[int, Preference]]
) -> None:
    folder = tmp_path_factory.mktemp("state")
    store = Preferences(folder)
    for chat, preference in chosen:
        store.set(chat, preference)
    store.close()
    store = Preferences(folder)
    last = dict(chosen)
    for chat in range(-3, 4):
        assert store.get(chat) == last.get(chat, Preference())
        assert store.forget(chat) is (last.get(chat, Preference()) != Preference())
        assert store.get(chat) == Preference()
    store.close()


@pytest.mark.parametrize(("language", "quotes"), [("fi", None), ("", None), (None, 0), (None, MOST_QUOTES + 1)])
def test_what_the_bot_cannot_do_is_no_preference(language: str | None, quotes: int | None) -> None:
    with pytest.raises(ValueError, match="not"):
        Preference(language, quotes)


def test_the_file_is_for_the_owner_only(tmp_path: Path) -> None:
    Preferences(tmp_path / "state").close()
    assert (tmp_path / "state" / "preferences.sqlite3").stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "preferences.sqlite3").write_text("no database, but long enough to be taken for one" * 30)
    with pytest.raises(StateError, match=r"preferences\.sqlite3.*STATE_DIR"):
        Preferences(tmp_path)
