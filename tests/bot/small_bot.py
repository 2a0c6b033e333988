"""`python -m tests.bot.small_bot`: the bot's process with one article, which needs no index and no model."""

import sys

from bot.__main__ import main
from tests.bot.conftest import RAID
from tests.fakes import FakeArchive

if __name__ == "__main__":
    sys.exit(main(lambda *_: FakeArchive([RAID])))
