"""How a running bot is asked to end, from wherever that is decided."""

import asyncio


class GivenUpError(Exception):
    """The bot cannot go on; the message says why and what to do.

    Attributes:
        code: of the process: 1 when a new start may help, 2 when somebody must do something first.
    """

    def __init__(self, message: str, code: int) -> None:
        self.code = code
        super().__init__(message)


class Shutdown:
    """Set once: by a signal, or by what found that the bot cannot go on. Belongs to one event loop."""

    def __init__(self) -> None:
        self.error: GivenUpError | None = None
        self._asked = asyncio.Event()

    def ask(self, error: GivenUpError | None = None) -> None:
        """End cleanly; the first `error` is what the process ends with."""
        self.error = self.error or error
        self._asked.set()

    async def wait(self) -> None:
        """Return when the bot is to end."""
        await self._asked.wait()
