"""Builds that are killed, each a few steps later than the one before it.

    python -m tests.index.killed FOLDER

Copies FOLDER/base to FOLDER/1, FOLDER/4 and so on, and begins in copy n a build that is killed with SIGKILL at the n-th
thing it does to a file, until one gets through.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from tests.index.fakes import HashEmbedder, build_with, laid_out, long_article

_STEP = 2
ON_FILES = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "shutil.rmtree", "sqlite3.connect", "fcntl.flock", "os.scandir"}  # fmt: skip


def build(directory: Path, moment: int) -> None:
    """Build, and end this process at the given moment."""
    seen = 0

    def watch(event: str, _: object) -> None:
        nonlocal seen
        if event in ON_FILES:
            seen += 1
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    build_with(HashEmbedder(), directory, long_article(), laid_out("short", [("body", "Bread prices rose in Homs.")]))


def main(folder: Path) -> None:
    """Kill builds until one is through before its moment has come."""
    build_with(HashEmbedder(), folder / "warm", long_article())  # so that no file of Python's own is counted
    for moment in range(1, 1000, _STEP):
        directory = folder / str(moment)
        shutil.copytree(folder / "base", directory)
        child = os.fork()
        if child == 0:
            build(directory, moment)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            sys.exit(os.waitstatus_to_exitcode(status))
    sys.exit("no build got through")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
