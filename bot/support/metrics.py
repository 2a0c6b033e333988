"""What the bot counts for those who watch over it, in the text format of Prometheus; never words of people."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

Outcome: TypeAlias = Literal["answered", "declined", "replied", "failed"]
SendOutcome: TypeAlias = Literal["sent", "refused", "flood", "unreached"]

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60)


class Metrics:
    """Counts of one running bot; every instance has a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._questions = Counter("verbatim_questions", "Questions by outcome.", ["outcome"], registry=self._registry)
        self._seconds = Histogram(
            "verbatim_answer_seconds", "Seconds from the turn of a question to its answer in Telegram.",
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._sends = Counter(
            "verbatim_sends", "Messages sent and edited by outcome, every try counted.", ["outcome"],
            registry=self._registry,
        )  # fmt: skip
        self._floods = Counter("verbatim_flood_waits", "Calls that Telegram put off.", registry=self._registry)
        self._flood_seconds = Counter(
            "verbatim_flood_wait_seconds", "Seconds that Telegram asked to wait.", registry=self._registry
        )
        self._polling_errors = Counter(
            "verbatim_polling_errors", "Calls of getUpdates that failed, by error.", ["error"], registry=self._registry
        )
        ProcessCollector(registry=self._registry)

    def answered(self, seconds: float, outcome: Outcome) -> None:
        """A question was dealt with; `replied` stands for a text that was no question."""
        self._questions.labels(outcome).inc()
        if outcome != "failed":
            self._seconds.observe(seconds)

    def sent(self, outcome: SendOutcome) -> None:
        """A message was sent or edited, or Telegram would not have it, or was not reached."""
        self._sends.labels(outcome).inc()

    def flood_wait(self, seconds: float) -> None:
        """Telegram asked to wait."""
        self._floods.inc()
        self._flood_seconds.inc(seconds)

    def polling_error(self, error: str) -> None:
        """A call of getUpdates failed with an error of this name."""
        self._polling_errors.labels(error).inc()

    def watch(self, name: str, what: str, value: Callable[[], float]) -> None:
        """Show `value` as the gauge `verbatim_<name>`, asked for at each look, on a thread.

        Args:
            what: one sentence.
        """
        Gauge(f"verbatim_{name}", what, registry=self._registry).set_function(value)

    def watch_waiting(self, waiting: Callable[[], float]) -> None:
        """Show how many updates wait for their turn."""
        self.watch("updates_waiting", "Updates that were taken and are not dealt with.", waiting)

    def watch_index(self, articles: Callable[[], float], passages: Callable[[], float]) -> None:
        """Show how large the index is."""
        self.watch("index_articles", "Articles in the index that serves.", articles)
        self.watch("index_passages", "Passages in the index that serves.", passages)

    def text(self) -> bytes:
        """All of it, as /metrics gives it."""
        return generate_latest(self._registry)
