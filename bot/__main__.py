"""`python -m bot`: read the settings, open the index, and run: in Telegram with a token, in the terminal without."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing

from dotenv import dotenv_values

from bot.conversation.conversation import Conversation
from bot.runtime.health import HealthState
from bot.runtime.lifecycle import run
from bot.runtime.terminal import converse, greet, typed_lines
from bot.state.answer_store import AnswerStore
from bot.state.feedback import FeedbackStore, print_feedback
from bot.state.preferences import Preferences
from bot.state.sqlite import StateError
from bot.state.subscriptions import SubscriptionStore
from bot.support.index_subprocesses import IndexWatcher
from bot.support.logs import configure_logging
from bot.support.settings import Settings, SettingsError, doubtful_names
from bot.transport.single_instance import lock_token
from bot.transport.watchdog import FatalError
from index.archive.archive import Archive
from index.archive.live import LiveArchive
from index.archive.protocol import ArchiveProtocol
from index.errors import VerbatimError
from index.language.partial_date import utc_today
from index.records import AsOf
from index.storage.generations import is_stale

_log = logging.getLogger(__name__)


def main(open_archive: Callable[[Settings, ExitStack], ArchiveProtocol] | None = None) -> int:
    """Run until told to stop.

    Args:
        open_archive: opens what is asked; it may leave more to close on the stack. None opens the index.

    Returns:
        0 when stopped or at the end of the input; 2 when settings, index, state or token cannot be used, or another
        process uses the token; 1 when polling stands still, so that a new start may help.
    """
    # Until the library listens to it: an end that unwinds and closes what is open.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        arguments = _arguments()
        dotenv = _dotenv()
        settings = Settings.from_environ(os.environ, dotenv)
        configure_logging(settings)
        for line in doubtful_names({**dotenv, **os.environ}):
            _log.warning("%s", line)
        if arguments.command == "feedback":
            return _show_feedback(settings, as_json=arguments.json, with_bad=arguments.with_bad)
        if settings.telegram_bot_token is None:
            _prepare_streams()
            greet(sys.stdout)
        with ExitStack() as stack:
            if settings.telegram_bot_token is not None:
                stack.enter_context(lock_token(settings.state_dir, settings.telegram_bot_token.get_secret_value()))
            archive = stack.enter_context(closing((open_archive or _open)(settings, stack)))
            return _run_bot(settings, archive, stack)
    except (SettingsError, VerbatimError, StateError) as error:
        print(error, file=sys.stderr)
        return 2
    except FatalError as error:
        print(error, file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 0
    except BrokenPipeError:
        # Nobody reads any more; Python would complain once again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bot", description="Talk: in Telegram with a token, else here.")
    commands = parser.add_subparsers(dest="command", title="instead of talking")
    feedback = commands.add_parser("feedback", help="what people said of answers")
    feedback.add_argument(
        "--json", action="store_true", help="as questions for python -m index evaluate, good ones only"
    )
    feedback.add_argument(
        "--with-bad", action="store_true", help="with --json: bad ones as well, which evaluate refuses"
    )
    return parser.parse_args()


def _show_feedback(settings: Settings, as_json: bool, with_bad: bool) -> int:
    with ExitStack() as stack:
        store = stack.enter_context(closing(FeedbackStore(settings.state_dir)))
        try:
            # Nothing is asked of it: no model is loaded.
            archive = stack.enter_context(closing(Archive.open(settings.index, None, reader_model=None)))
        except VerbatimError:
            archive = None  # the ratings are there without it
        return print_feedback(store, archive, sys.stdout, as_json, with_bad)


def _open(settings: Settings, stack: ExitStack) -> LiveArchive:
    """The index, which is waited for as long as there is somebody who builds it."""
    watcher = stack.enter_context(closing(IndexWatcher.of(settings, os.environ))) if settings.watch else None
    return LiveArchive.open(
        settings.index, settings.embedding_model, lambda: watcher is not None and watcher.is_running(),
        settings.reader_model, settings.model_cache,
    )  # fmt: skip


def _run_bot(settings: Settings, archive: ArchiveProtocol, stack: ExitStack) -> int:
    def stale(as_of: AsOf) -> bool:
        return is_stale(as_of, utc_today(), settings.stale_after_days)

    quotes, days = settings.quotes_per_answer, settings.retention_days
    if settings.telegram_bot_token is None:
        return _run_terminal(Conversation(archive, None, quotes, days, is_stale=stale))
    answers = stack.enter_context(closing(AnswerStore(settings.state_dir, days)))
    feedback = stack.enter_context(closing(FeedbackStore(settings.state_dir)))
    subscriptions = stack.enter_context(closing(SubscriptionStore(settings.state_dir)))
    preferences = stack.enter_context(closing(Preferences(settings.state_dir)))
    health = HealthState()
    health.metrics.gauge_index(lambda: archive.stats().articles, lambda: archive.stats().passages)
    run(settings, Conversation(archive, answers, quotes, days, feedback, subscriptions, preferences, stale), health)
    return 0


def _run_terminal(conversation: Conversation) -> int:
    styled = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    converse(conversation, typed_lines(sys.stdin), sys.stdout, styled)
    return 0


def _prepare_streams() -> None:
    for stream in (sys.stdin, sys.stdout):
        # A byte that is no character of the terminal's encoding costs one sign, not the conversation.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _dotenv() -> dict[str, str]:
    return {name: value or "" for name, value in dotenv_values(".env", interpolate=False).items()}


if __name__ == "__main__":
    sys.exit(main())
