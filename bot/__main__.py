"""`python -m bot`: read the settings, open the index, and talk: in Telegram with a token, in the terminal without."""

import logging
import os
import signal
import sys
from contextlib import ExitStack, closing

from dotenv import dotenv_values
from telegram.error import InvalidToken

from bot.answers import ShownAnswers
from bot.app import TokenError, run
from bot.conversation import Conversation
from bot.feedback import FeedbackStore
from bot.settings import Settings, SettingsError
from bot.state import StateError
from bot.terminal import converse, greet, typed_lines
from bot.upkeep import Upkeep
from index.errors import VerbatimError
from index.serving import LiveArchive

_LEAST_LEVELS = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.INFO,
    "telegram.request": logging.CRITICAL,
}


def main() -> int:
    """Run until told to stop.

    Returns:
        0 when stopped or at the end of the input; 2 when settings, index, state or token cannot be used.
    """
    # Until the library listens to it: an end that unwinds and closes what is open.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        settings = Settings.from_environ({**_dotenv(), **os.environ})
        _configure_logging(settings)
        if settings.telegram_bot_token is None:
            _prepare_streams()
            greet(sys.stdout)
        with ExitStack() as stack:
            archive = stack.enter_context(closing(_open(settings, stack)))
            return _talk(settings, archive)
    except (SettingsError, VerbatimError, StateError, TokenError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 0
    except BrokenPipeError:
        # Nobody reads any more; Python would complain once again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _open(settings: Settings, stack: ExitStack) -> LiveArchive:
    """The index, which is waited for as long as there is somebody who builds it."""
    if not settings.watch:
        return LiveArchive.open(settings.index_dir, settings.embedding_model, reader_model=settings.reader_model)
    upkeep = stack.enter_context(closing(Upkeep.of(settings, os.environ)))
    return LiveArchive.open(settings.index_dir, settings.embedding_model, upkeep.goes_on, settings.reader_model)


def _talk(settings: Settings, archive: LiveArchive) -> int:
    if settings.telegram_bot_token is None:
        return _talk_here(Conversation(archive, None, settings.quotes_per_answer, settings.retention_days))
    shown = ShownAnswers(settings.state_dir, settings.retention_days)
    feedback = FeedbackStore(settings.state_dir)
    try:
        run(settings, Conversation(archive, shown, settings.quotes_per_answer, settings.retention_days, feedback))
    finally:
        shown.close()
        feedback.close()
    return 0


def _talk_here(conversation: Conversation) -> int:
    styled = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    converse(conversation, typed_lines(sys.stdin), sys.stdout, styled)
    return 0


def _prepare_streams() -> None:
    for stream in (sys.stdin, sys.stdout):
        # A byte that is no character of the terminal's encoding costs one sign, not the conversation.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _dotenv() -> dict[str, str]:
    return {name: value for name, value in dotenv_values(".env", interpolate=False).items() if value is not None}


class _Redacting(logging.Formatter):
    """Lines without the token, whoever writes them."""

    def __init__(self, secret: str | None) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return line.replace(self._secret, "[token]") if self._secret else line


def _configure_logging(settings: Settings) -> None:
    token = settings.telegram_bot_token
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting(token.get_secret_value() if token is not None else None))
    # The refused token is reported in one line at the end; the library would add a page.
    handler.addFilter(lambda record: not (record.exc_info and isinstance(record.exc_info[1], InvalidToken)))
    level = logging.getLevelNamesMapping()[settings.log_level]
    if token is None:
        level = max(level, logging.WARNING)  # the terminal is for the conversation
    logging.basicConfig(level=level, handlers=[handler])
    # Addresses hold the token; updates, which the library prints at DEBUG, and answers that it cannot read, which it
    # prints as errors before it raises them, hold what people write.
    for name, least in _LEAST_LEVELS.items():
        logging.getLogger(name).setLevel(max(level, least))


if __name__ == "__main__":
    sys.exit(main())
