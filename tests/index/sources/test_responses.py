import random
from pathlib import Path

import pytest

from index.sources.web import responses
from index.sources.web.responses import Response, ResponseCache
from index.sources.web.robots import MOST_SITES, Robots


def response(number: int, size: int) -> Response:
    body = random.Random(number).randbytes(size)  # which nothing makes smaller
    return Response(f"https://example.org/{number}", 200, {"etag": f"{number}"}, body, "2018-02-05T10:00:00+00:00")


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock is a second after the last."""
    now = iter(range(10_000_000, 20_000_000))
    monkeypatch.setattr(responses, "_now", lambda: float(next(now)))


@pytest.mark.usefixtures("ticking")
def test_copies_stay_within_their_bytes_and_those_last_asked_for_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(responses, "MOST_KEPT", 1_000_000)
    cache = ResponseCache(tmp_path)
    for number in range(60):
        cache.put(response(number, 50_000))
        assert cache.get("https://example.org/0") is not None
    found = [number for number in range(60) if cache.get(f"https://example.org/{number}") is not None]
    assert 10 < len(found) <= 20
    assert found == [0, *range(60 - len(found) + 1, 60)]
    cache.close()
    assert (tmp_path / "fetched.sqlite").stat().st_size < 1_300_000


@pytest.mark.usefixtures("ticking")
def test_where_addresses_lead_stays_within_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(responses, "MOST_KEPT", 40_000)
    cache = ResponseCache(tmp_path)
    cache.put(response(0, 10))
    for number in range(400):
        cache.put_moved(f"https://example.org/{number}/{'x' * 100}", "https://example.org/0")
    assert cache.get_moved(f"https://example.org/399/{'x' * 100}") == response(0, 10)
    assert cache.get_moved(f"https://example.org/3/{'x' * 100}") is None
    cache.close()
    assert (tmp_path / "fetched.sqlite").stat().st_size < 200_000


def test_a_cache_that_is_larger_than_it_may_be_is_cut_when_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = ResponseCache(tmp_path)
    for number in range(4):
        cache.put(response(number, 50_000))
    cache.close()
    monkeypatch.setattr(responses, "MOST_KEPT", 150_000)
    ResponseCache(tmp_path).close()
    cache = ResponseCache(tmp_path)
    assert [cache.get(f"https://example.org/{number}") is not None for number in range(4)] == [False, False, True, True]
    cache.close()


def test_the_rules_of_so_many_sites_stay() -> None:
    asked: list[str] = []

    def get(place: str) -> Response:
        asked.append(place)
        return Response(place, 200, {}, b"User-agent: *\nDisallow: /closed", "")

    robots = Robots(get)
    for number in range(MOST_SITES + 1):
        assert robots.allow(f"https://{number}.example.org/page", f"https://{number}.example.org/robots.txt")
    assert not robots.allow("https://0.example.org/closed", "https://0.example.org/robots.txt")
    assert not robots.allow("https://256.example.org/closed", "https://256.example.org/robots.txt")
    assert len(asked) == MOST_SITES + 2
