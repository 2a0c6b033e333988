"""The commands on an index in a cluster, over real HTTP, with the real models."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from index.__main__ import main
from tests.index.cluster.qdrant_server import QdrantServer

ROOT = Path(__file__).parents[3]
SECRET = "a-very-secret-key"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(
    server: QdrantServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    model_cache: Path,
) -> Run:  # fmt: skip
    """Runs a command, away from any .env: its exit code and what it printed; the key is in none of it."""
    monkeypatch.chdir(tmp_path)
    for name, value in (
        ("INDEX_STORE", f"{server.url}#commands"), ("INDEX_STORE_API_KEY", SECRET), ("LOG_LEVEL", "DEBUG"),
        ("INDEX_DIR", str(tmp_path / "working")), ("SEEDS_DIR", str(ROOT / "seeds")),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)

    def run_here(*arguments: str | Path) -> tuple[int, str]:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        assert SECRET not in out + err
        return code, out or err

    return run_here


def test_every_command_does_in_a_cluster_what_it_does_here(server: QdrantServer, run: Run, tmp_path: Path) -> None:
    code, out = run("stats")
    assert code == 2
    assert "python -m index build" in out
    more = tmp_path / "more"
    more.mkdir()
    for name, town in (("one.txt", "Marhad"), ("two.txt", "Jebrine")):
        (more / name).write_text(f"Raid on {town}\n\nAt least 31 people died in {town} on Saturday, doctors said.\n")
    places = (ROOT / "seeds", more)

    assert run("build", "--part", "1/2", *places)[0] == 0
    assert run("publish") == (2, f"error: of {server.url}#commands these parts are not built yet: 2/2; run: "
                                 "python -m index build --part 2/2\n")  # fmt: skip
    assert run("build", "--part", "2/2", *places)[0] == 0
    code, out = run("publish")
    assert (code, out.partition(",")[0]) == (0, f"{server.url}#commands: 3 articles")
    assert "3 articles" in run("build", *places)[1]
    assert "3 articles (3 unchanged)" in run("build", *places)[1]

    code, out = run("ask", "How many people died in Marhad?", "--json")
    found = json.loads(out)["quotes"][0]
    assert code == 0
    assert "At least 31 people died in Marhad" in found["text"]
    assert run("places", "Idlib")[0] == 0
    code, out = run("stats")
    assert code == 0
    assert "articles  3 " in out
    assert "0 bytes" not in out
    assert run("verify") == (0, f"{server.url}#commands: whole\n")
    assert run("export", tmp_path / "all.jsonl")[0] == 0
    ids = {json.loads(line)["id"] for line in (tmp_path / "all.jsonl").read_text().splitlines()}
    gone = found["article"]["id"]
    assert gone in ids
    assert len(ids) == 3
    (tmp_path / "known.jsonl").write_text(
        json.dumps({"question": "How many people died in Jebrine?", "answers": ["31"]})
    )
    assert run("evaluate", tmp_path / "known.jsonl", "--json")[0] == 0

    assert run("forget", gone)[0] == 0
    assert gone not in run("export")[1]
    assert "Marhad" in run("forget", "--list")[1]
    assert "without 1 forgotten article" in run("verify")[1]
    assert run("forget", "--undo", gone)[0] == 0
    server.faults[:] = [lambda: os.kill(os.getpid(), signal.SIGTERM)]  # it ends when it has built once
    code, out = run("watch", *places)
    assert (code, "3 articles" in out) == (0, True)
    assert gone in run("export")[1]
    assert run("publish", "--discard")[0] == 0

    server.faults[:] = [401]
    code, out = run("stats")
    assert (code, "INDEX_STORE_API_KEY" in out) == (2, True)
