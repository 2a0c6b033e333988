"""What holds for every test: how many examples are drawn, one cache of exported models, and which tests are quick.

`make check` leaves out the tests marked `models` and `processes`. The marks follow from the fixtures `model_cache` and
`processes`, which whoever loads a model or starts a process uses; without them a test that does so fails.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A machine with other work to do is slow at any moment, and no property is about time.
settings.register_profile(
    "default", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=500)
settings.load_profile("default")  # --hypothesis-profile=thorough loads another before any test is imported

_MARKS = {"model_cache": "models", "processes": "processes"}
_LIBRARIES = ("torch", "onnxruntime")


def pytest_configure(config: pytest.Config) -> None:
    """Give all workers, and all processes that they start, one folder of exported models; one thread each, too."""
    os.environ["MODEL_CACHE"] = str(config.rootpath / ".pytest_cache" / "models")
    os.environ["OMP_NUM_THREADS"] = "1"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors, since tests of the bot wait more than they compute."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests by their fixtures; files with marked tests come first, as they take longest."""
    heavy = set[Path]()
    for item in items:
        for fixture, mark in _MARKS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)
                heavy.add(item.path)
    items.sort(key=lambda item: item.path not in heavy)


@pytest.fixture(scope="session")
def model_cache() -> Path:
    """The folder of exported models that the whole test run shares; for tests that load a model."""
    return Path(os.environ["MODEL_CACHE"])


@pytest.fixture(scope="session")
def processes() -> None:
    """For tests that start processes."""


@pytest.fixture(autouse=True)
def _quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test without the fixture starts no process and is not the first to load a model."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail('this test starts a process: let it use the fixture "processes"')

    if "processes" not in request.fixturenames:
        monkeypatch.setattr(subprocess.Popen, "_execute_child", refuse)
    loaded = set(_LIBRARIES) & set(sys.modules)
    yield
    if "model_cache" not in request.fixturenames and (new := set(_LIBRARIES) & set(sys.modules) - loaded):
        pytest.fail(f'this test loads a model ({", ".join(new)}): let it use the fixture "model_cache"')
