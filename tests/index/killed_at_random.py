"""Builds that are killed at random moments, one after the other, then one that gets through.

    python -m tests.index.killed_at_random DIRECTORY TIMES

Prints how many were killed before they had come to their end.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.index.fakes import HashEmbedder, build_with, laid_out, long_article


def build(directory: Path, number: int) -> None:
    """Build the long article and one more."""
    extra = laid_out(f"extra {number}", [("body", f"Bread prices rose for the {number}th time in Homs.")])
    build_with(HashEmbedder(), directory, long_article(), extra)


def main(directory: Path, times: int) -> None:
    """Kill builds at moments spread over the time that a build takes."""
    build(directory, -1)  # which also imports all there is
    started = time.monotonic()
    build(directory, 0)
    longest = time.monotonic() - started
    drawn, killed = random.Random(7), 0
    for number in range(1, times + 1):
        child = os.fork()
        if child == 0:
            build(directory, number)
            os._exit(0)
        time.sleep(drawn.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    build(directory, times + 1)
    sys.stdout.write(f"{killed}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
