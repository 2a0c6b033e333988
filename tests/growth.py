"""How the CPU time of a function grows with the length of what it is given."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

T = TypeVar("T")

STEEPEST = 3.0
"""Times that CPU time may grow with a doubling: 2 is linear, 4 quadratic."""

_FLOOR = 0.01
"""Seconds below which a measurement says nothing."""

_LIMIT = 0.5
"""Seconds after which a call is broken off that is given less than the whole length."""


class TooSlow(Exception):
    """A call took more CPU time than its limit."""


def grows_too_fast(work: Callable[[T], object], make: Callable[[int], T], length: int) -> str | None:
    """What the CPU time of `work` was at 1, 2 and 4 times the length, where it grows faster than it may; None else.

    Shorter ones are tried first, so that what is exponential is found at a length at which it still ends.
    """
    short = 12
    while short < length:
        given = make(short)
        try:
            with _limited(_LIMIT):
                work(given)
        except TooSlow:
            return f"more than {_LIMIT} s at a length of {short}"
        short = short + 4 if short < 32 else short * 4
    once = _cpu_seconds(work, make(length), 1)
    if once < _FLOOR / 16:
        return None  # a sixteenth of what it takes to be seen at 4 times the length
    if _cpu_seconds(work, make(length * 4), 1) < STEEPEST**2 * once:
        return None
    taken = [_cpu_seconds(work, make(length * factor), 3) for factor in (1, 2, 4)]  # was it noise?
    if taken[2] > _FLOOR and taken[2] > STEEPEST**2 * taken[0]:
        return ", ".join(f"{one:.4f}" for one in taken) + f" s at lengths of {length}, {2 * length} and {4 * length}"
    return None


def _cpu_seconds(work: Callable[[T], object], given: T, times: int) -> float:
    """CPU time of `work(given)`, the best of so many calls; one is enough where it takes long."""
    best = float("inf")
    for _ in range(times):
        start = time.thread_time()
        work(given)
        best = min(best, time.thread_time() - start)
        if best > _LIMIT / 4:
            break
    return best


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
