"""Thread pools: where the bot leaves the event loop for what computes, reads the archive or waits for a disk."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

_Args = ParamSpec("_Args")
_Result = TypeVar("_Result")


class ThreadPool:
    """So many threads; what finds none free waits for its turn.

    Args:
        name: what the threads' names begin with.
    """

    def __init__(self, threads: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def run(self, work: Callable[_Args, _Result], *args: _Args.args, **kwargs: _Args.kwargs) -> _Result:
        """What `work` returns, or raises, on one of the threads."""
        context = contextvars.copy_context()  # what is logged there belongs to the same update
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: context.run(work, *args, **kwargs))

    def close(self) -> None:
        """Wait for the work at hand; what has no thread yet is not begun."""
        self._pool.shutdown(wait=True, cancel_futures=True)


class SearchPool(ThreadPool):
    """The threads on which questions are searched; each may have a deadline, counted from its turn on."""

    def __init__(self, threads: int) -> None:
        super().__init__(threads, "search")
        self._free = asyncio.Semaphore(threads)

    async def run(self, work: Callable[_Args, _Result], *args: _Args.args, **kwargs: _Args.kwargs) -> _Result:
        """What `work` returns, or raises, at its turn."""
        async with self._free:
            return await super().run(work, *args, **kwargs)

    async def run_within(
        self, deadline_s: float, work: Callable[_Args, _Result], *args: _Args.args, **kwargs: _Args.kwargs
    ) -> _Result:
        """As `run`, but with a deadline.

        Raises:
            TimeoutError: the deadline has passed; `work` goes on and keeps its thread until it has ended.
        """
        await self._free.acquire()
        running = asyncio.ensure_future(super().run(work, *args, **kwargs))
        running.add_done_callback(lambda _: self._free.release())
        async with asyncio.timeout(deadline_s):
            return await asyncio.shield(running)
