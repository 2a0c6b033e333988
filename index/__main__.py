"""The command line: build an index, ask it, see what is in it, check it, take the articles out again.

Exit codes: 0 done or answered, 1 the corpus does not say, 2 error, 3 the corpus may say.
"""

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dotenv import load_dotenv

from index.cli.parser import parser
from index.errors import VerbatimError
from index.storage.address import address_of

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    load_dotenv(Path(".env"), interpolate=False)  # as the bot reads it
    options = parser().parse_args(arguments)
    level = (os.environ.get("LOG_LEVEL") or "WARNING").upper()
    if level not in _LEVELS:
        print(f"error: LOG_LEVEL is {level!r}; set it to one of {', '.join(_LEVELS)}", file=sys.stderr)
        return 2
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for each request
    for library in ("pypdf", "trafilatura"):  # what they find wrong with a file, the report says
        logging.getLogger(library).setLevel(logging.ERROR)
    try:
        options.address = address_of(options.index, os.environ)
        return int(options.run(options))
    except (VerbatimError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
