"""Where an index is, from the settings: which are refused, and that the key is shown nowhere."""

from pathlib import Path

import pytest

from index.errors import StoreSettingsError
from index.storage import address
from index.storage.address import ClusterAddress, address_of

HERE = Path("here")


def of(**environ: str) -> object:
    return address_of(HERE, {f"INDEX_STORE{name}": value for name, value in environ.items()})


def test_without_a_cluster_the_index_is_in_its_folder() -> None:
    assert of() == HERE
    assert address_of(HERE, {"INDEX_STORE": " "}) == HERE


def test_a_cluster_has_a_name_a_key_parts_and_replicas() -> None:
    found = address_of(HERE, {
        "INDEX_STORE": "https://qdrant.example.org:6333/#news", "INDEX_STORE_API_KEY": "secret",
        "INDEX_STORE_PARTS": "12", "INDEX_STORE_REPLICAS": "3",
    })  # fmt: skip
    assert found == ClusterAddress("https://qdrant.example.org:6333", HERE, "news", "secret", 12, 3)
    assert str(found) == "https://qdrant.example.org:6333#news"
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("environ", "why"),
    [
        ({"INDEX_STORE": "qdrant:6333"}, "no http or https address"),
        ({"INDEX_STORE": "ftp://qdrant"}, "no http or https address"),
        ({"INDEX_STORE": "http://qdrant:99999"}, "no http or https address"),
        ({"INDEX_STORE": "http://qdrant:none"}, "no http or https address"),
        ({"INDEX_STORE": "http://[::1"}, "no http or https address"),
        ({"INDEX_STORE": "http://qdrant", "INDEX_STORE_API_KEY": "secret\nsecret"}, "INDEX_STORE_API_KEY"),
        ({"INDEX_STORE": "http://qdrant", "INDEX_STORE_API_KEY": "secret of ключ"}, "INDEX_STORE_API_KEY"),
        ({"INDEX_STORE": "http://user:secret@qdrant"}, "INDEX_STORE_API_KEY"),
        ({"INDEX_STORE": "http://qdrant#No Name"}, "names the index"),
        ({"INDEX_STORE": "http://qdrant", "INDEX_STORE_PARTS": "many"}, "INDEX_STORE_PARTS is no whole number"),
        ({"INDEX_STORE": "http://qdrant", "INDEX_STORE_REPLICAS": "0"}, "INDEX_STORE_REPLICAS"),
    ],
)
def test_what_cannot_be_used_is_named(environ: dict[str, str], why: str) -> None:
    with pytest.raises(StoreSettingsError, match=why) as caught:
        address_of(HERE, environ)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:6333", "http://localhost:6333", "http://[::1]:6333", "https://qdrant"]
)
def test_a_key_goes_to_this_machine_and_over_https(url: str) -> None:
    assert isinstance(address_of(HERE, {"INDEX_STORE": url, "INDEX_STORE_API_KEY": "secret"}), ClusterAddress)


def test_without_its_client_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "find_spec", lambda name: None)
    with pytest.raises(StoreSettingsError, match=r"pip install '.\[cluster\]'"):
        address_of(HERE, {"INDEX_STORE": "http://qdrant:6333"})


def test_a_key_over_plain_http_to_another_machine_makes_no_connection_unless_it_is_allowed() -> None:
    given = {"INDEX_STORE": "http://qdrant:6333", "INDEX_STORE_API_KEY": "secret"}
    with pytest.raises(StoreSettingsError, match=r"no connection was made.*INDEX_STORE_ALLOW_PLAIN=1") as caught:
        address_of(HERE, given)
    assert "secret" not in str(caught.value)
    assert isinstance(address_of(HERE, {**given, "INDEX_STORE_ALLOW_PLAIN": "1"}), ClusterAddress)
    assert isinstance(address_of(HERE, {"INDEX_STORE": "http://qdrant:6333"}), ClusterAddress)
