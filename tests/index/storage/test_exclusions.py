"""The list of what is left out, on disk."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ArchiveDamaged
from index.storage.exclusions import FILE, Exclusion, editing_exclusions, exclusion_filter, read_exclusions
from tests.index.strategies import quick


def noted(article_id: str, **named: str | None) -> Exclusion:
    nothing = dict.fromkeys(("title", "source", "published", "url", "path"))
    when = "2026-11-23T18:00:00+00:00"
    return Exclusion.model_validate({"id": article_id, **nothing, **named, "body": "0a" * 16, "forgotten": when})


@quick
@given(
    ids=st.lists(st.text(st.characters(codec="utf-8"), min_size=1), unique=True, max_size=5),
    title=st.none() | st.text(st.characters(codec="utf-8")),
)
def test_what_is_written_is_read_in_its_order(
    ids: list[str], title: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    directory = tmp_path_factory.mktemp("index")
    with editing_exclusions(directory) as listed:
        listed.update((one, noted(one, title=title)) for one in ids)
    assert list(read_exclusions(directory)) == ids
    assert all(one == noted(one.id, title=title) for one in read_exclusions(directory).values())
    found = exclusion_filter(directory)
    assert all(found.has(one, b"") for one in ids)
    assert found.has("another", bytes.fromhex("0a" * 16)) is bool(ids)
    assert not found.has("another", b"")


@quick
@given(content=st.binary(max_size=200) | st.text().map(str.encode))
def test_what_is_no_list_is_refused_with_its_name_and_never_taken_for_empty(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    directory = tmp_path_factory.mktemp("index")
    (directory / FILE).write_bytes(content)
    with pytest.raises(ArchiveDamaged, match=r"forgotten\.json.* mend it, or remove it"):
        read_exclusions(directory)


@pytest.mark.parametrize(
    "content",
    ["[]", "{}", '{"articles": {}}', '{"articles": [{"id": "a"}]}', '{"articles": [1]}', '{"articles": [], "more": 1}'],
)
def test_json_of_another_shape_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(content)
    with pytest.raises(ArchiveDamaged):
        read_exclusions(tmp_path)


def test_a_change_that_fails_leaves_the_list_as_it_was(tmp_path: Path) -> None:
    with editing_exclusions(tmp_path) as listed:
        listed["a"] = noted("a")

    def fail() -> None:
        with editing_exclusions(tmp_path) as listed:
            listed.clear()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(read_exclusions(tmp_path)) == ["a"]


def test_wishes_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    def wish(name: str) -> None:
        with editing_exclusions(tmp_path) as listed:
            listed[name] = noted(name)

    threads = [threading.Thread(target=wish, args=(f"a{number}",)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(read_exclusions(tmp_path)) == {f"a{number}" for number in range(20)}
