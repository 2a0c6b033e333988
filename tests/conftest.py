"""What holds for every test: how many examples are drawn, one cache of exported models, and which tests are quick.

`make check` leaves out the tests marked `models` and `processes`. The marks follow from the fixtures `model_cache` and
`processes`, which whoever loads a model or starts a process uses; without them a test that does so fails.
"""

import fcntl
import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Generator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from index.archive import serving_generation
from index.models import onnx_session, span_model
from index.models.embedder import SentenceTransformerEmbedder
from index.models.span_model import SpanModel, open_span_model

# A machine with other work to do is slow at any moment, and no property is about time.
settings.register_profile(
    "default", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=500)
settings.load_profile("default")  # --hypothesis-profile=thorough loads another before any test is imported

# Folders of tests are in memory where there is enough: a third of the time went by in waiting for disks to sync.
_MEMORY, _ENOUGH = Path("/dev/shm"), 2 * 2**30

# Those that take longest of the ones without a marked test.
_LONGEST = frozenset({
    "test_browse.py", "test_hostile.py", "test_long_articles.py", "test_long_input.py", "test_nothing_lost.py",
    "test_patterns.py", "test_properties.py", "test_single_instance.py", "test_watchdog.py",
})  # fmt: skip

_MARKS = {"model_cache": "models", "processes": "processes"}


def pytest_configure(config: pytest.Config) -> None:
    """Give all workers, and all processes that they start, one folder of exported models; one thread each, too."""
    os.environ["MODEL_CACHE"] = str(config.rootpath / ".pytest_cache" / "models")
    (config.rootpath / ".pytest_cache").mkdir(exist_ok=True)
    os.environ["OMP_NUM_THREADS"] = "1"
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
    if not hasattr(config, "workerinput"):
        import_module("matplotlib.font_manager")  # lists the fonts of a new machine, by a process


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors, since tests of the bot wait more than they compute."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """The first worker compiles all that is imported; the others wait until it has, and do not compile it once more."""
    if not hasattr(session.config, "workerinput"):
        return (yield)
    with (session.config.rootpath / ".pytest_cache" / "compiling").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(lock, fcntl.LOCK_SH)
        return (yield)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests by their fixtures; files that take longest come first, so that none is left for the end.

    Those that load models come after those that start processes: by then the models are exported by the process that
    tests just that, which imports PyTorch anyway.
    """
    marked: dict[str, set[Path]] = {mark: set() for mark in _MARKS.values()}
    for item in items:
        for fixture, mark in _MARKS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)
                marked[mark].add(item.path)
    if hasattr(config, "workerinput"):
        models, processes = marked["models"], marked["processes"]
        items.sort(
            key=lambda item: (
                item.path not in models | processes, item.path in models, item.path.name not in _LONGEST
            )
        )  # fmt: skip


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the garbage collector need not walk through it for the whole run."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def model_cache() -> Path:
    """The folder of exported models that the whole test run shares; for tests that load a model."""
    return Path(os.environ["MODEL_CACHE"])


_open_once = cache(open_span_model)


@pytest.fixture(scope="session", autouse=True)
def _one_reader() -> Generator[None]:
    """All archives of a test run share a reader, as they could in the product: nothing in it changes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(serving_generation, "open_span_model", _open_once)
        yield


@pytest.fixture(scope="session")
def reader(model_cache: Path) -> SpanModel:
    """The reader that comes with the project."""
    return _open_once()


@pytest.fixture(scope="session")
def processes() -> None:
    """For tests that start processes."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """A test without these fixtures that starts a process or opens a model fails, or a fixture of its module does."""
    fixtures = getattr(item, "fixturenames", ())
    with pytest.MonkeyPatch.context() as patched:
        if "processes" not in fixtures:
            patched.setattr(subprocess.Popen, "_execute_child", _refusing("processes", "starts a process"))
        if "model_cache" not in fixtures:
            refuse = _refusing("model_cache", "opens a model")
            patched.setattr(onnx_session, "open_session", refuse)
            patched.setattr(span_model, "open_session", refuse)
            patched.setattr(SentenceTransformerEmbedder, "model", property(refuse))
        return (yield)


def _refusing(fixture: str, deed: str) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail(f'this test {deed}: let it use the fixture "{fixture}"')

    return refuse
