"""Where the bot leaves the event loop for what computes, and for what reads the archive or the bot's own state."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

_Args = ParamSpec("_Args")
_Result = TypeVar("_Result")


class ThreadPools:
    """So many threads; what finds none free waits for its turn.

    Args:
        name: what the threads' names begin with.

    Attributes:
        threads: how many.
    """

    def __init__(self, threads: int, name: str) -> None:
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def run(self, work: Callable[_Args, _Result], *args: _Args.args, **kwargs: _Args.kwargs) -> _Result:
        """What `work` returns, or raises, on one of the threads."""
        context = contextvars.copy_context()  # what is logged there belongs to the same update
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: context.run(work, *args, **kwargs))

    def close(self) -> None:
        """Wait for the work at hand; what has no thread yet is not begun."""
        self._pool.shutdown(wait=True, cancel_futures=True)
