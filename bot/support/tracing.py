"""Which update is being dealt with, so that every line of the log that belongs to it can say so."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_update: ContextVar[int | None] = ContextVar("update", default=None)
_NOTED = "update"


@contextmanager
def tracing_update(update: int) -> Iterator[None]:
    """Whatever runs or is begun in this block, tasks and workers' threads included, belongs to the update `update`.

    Args:
        update: its number, which Telegram gives once, so that the lines of a process that was killed and of the next
            one, which deals with the update again, have the same.
    """
    token = _update.set(update)
    try:
        yield
    finally:
        _update.reset(token)


def note_update(record: logging.LogRecord) -> bool:
    """A filter, run where something is logged, that notes the update to which a record belongs."""
    record.__dict__[_NOTED] = _update.get()
    return True


def update_of(record: logging.LogRecord) -> int | None:
    """The number of the update to which a record belongs, None where it is none's."""
    number: int | None = record.__dict__.get(_NOTED)
    return number
