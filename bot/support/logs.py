"""The log, as lines for people or as JSON for machines; the token stands in neither."""

import json
import logging
import sys
from datetime import UTC, datetime

from telegram.error import InvalidToken

from bot.support.settings import Settings
from bot.support.tracing import note_update, update_of

_LEAST_LEVELS = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.INFO,
    "telegram.request": logging.CRITICAL,
}


def configure_logging(settings: Settings) -> None:
    """Write the log to the standard error."""
    token = settings.telegram_bot_token
    secret = token.get_secret_value() if token is not None else None
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting(_JsonLines() if settings.log_format == "json" else _Lines(), secret))
    handler.addFilter(note_update)
    # The refused token is reported in one line at the end; the library would add a page.
    handler.addFilter(lambda record: not (record.exc_info and isinstance(record.exc_info[1], InvalidToken)))
    # The library shows all of an update that it cannot parse.
    handler.addFilter(lambda record: "Received data was" not in str(record.msg))
    level = logging.getLevelNamesMapping()[settings.log_level]
    if token is None:
        level = max(level, logging.WARNING)  # the terminal is for the conversation
    logging.basicConfig(level=level, handlers=[handler])
    # Addresses hold the token; updates, which the library prints at DEBUG, and answers that it cannot read, which it
    # prints as errors before it raises them, hold what people write.
    for name, least in _LEAST_LEVELS.items():
        logging.getLogger(name).setLevel(max(level, least))


class _Lines(logging.Formatter):
    """A line a record, or more where it holds an exception; the number of the update before the words."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the name is the library's)
        update = update_of(record)
        whose = "" if update is None else f" [{update}]"
        return f"{record.asctime} {record.levelname} {record.name}{whose}: {record.message}"

    def usesTime(self) -> bool:  # noqa: N802
        """Always; the library would look for it in a format."""
        return True


class _JsonLines(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        update = update_of(record)
        if update is not None:
            line["update"] = update
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class _Redacting(logging.Formatter):
    """Lines without the token, whoever writes them; it has no character that JSON would write in another way."""

    def __init__(self, form: logging.Formatter, secret: str | None) -> None:
        super().__init__()
        self._form = form
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        line = self._form.format(record)
        return line.replace(self._secret, "[token]") if self._secret else line
