"""What people said of answers, for the operator to read, or for `python -m index evaluate` to measure by."""

import json
from datetime import UTC, datetime
from typing import TextIO

from bot.state.feedback import DIGEST, Feedback, FeedbackStore, RatedQuote, Verdict
from index.archive.live import AnyArchive

_LONGEST = 100
_SIGNS = {Verdict.GOOD: "+", Verdict.BAD: "-"}


def print_feedback(
    store: FeedbackStore, archive: AnyArchive | None, out: TextIO, as_json: bool, with_bad: bool = False
) -> int:
    """Write all verdicts to `out`, in order of time.

    As JSON Lines it is what `python -m index evaluate` reads: a question that was answered well, with the quotes as
    evidence. A bad verdict says which words do not answer, not which do, nor that none do, so that there is no honest
    line of it to measure by: such lines are left out unless `with_bad`, and then hold their quotes as "rejected", and
    the evaluation refuses them. Good ones whose words can no longer be cut from their articles are left out as well,
    and so are digests, which answer no question.

    Args:
        archive: what the quotes are cut from; None where there is no index, and then no words are shown.

    Returns:
        0, the exit status.
    """
    if not as_json:
        _print_table(store, archive, out)
        return 0
    for said in store.all():
        if said.question.startswith(DIGEST):
            continue
        line = _line(said, archive)
        if said.verdict is Verdict.BAD and not with_bad:
            continue
        if said.verdict is Verdict.GOOD and not line["evidence"]:
            continue
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


def _line(said: Feedback, archive: AnyArchive | None) -> dict[str, object]:
    quotes = [
        {"article_id": place.article_id, "quote": words}
        for place in said.quotes
        if (words := _words(place, archive)[0]) is not None
    ]
    good = said.verdict is Verdict.GOOD
    return {
        "question": said.question,
        "answers": [],
        "evidence": quotes if good else [],
        **({} if good else {"rejected": quotes}),
        "type": "feedback",
        "verdict": said.verdict,
        "reason": said.reason,
        "version": said.version,
        "changed": len(said.quotes) - len(quotes),
    }


def _print_table(store: FeedbackStore, archive: AnyArchive | None, out: TextIO) -> None:
    verdicts = store.all()
    good = sum(said.verdict is Verdict.GOOD for said in verdicts)
    out.write(f"{len(verdicts)} verdicts: {good} good, {len(verdicts) - good} bad\n")
    for said in verdicts:
        when = datetime.fromtimestamp(said.said, UTC).strftime("%Y-%m-%d %H:%M")
        reason = "" if said.reason is None else f" ({said.reason})"
        out.write(f"\n{_SIGNS[said.verdict]} {when}  {_one_line(said.question)}{reason}\n")
        for place in said.quotes:
            words, why_not = _words(place, archive)
            shown = f"“{_one_line(words)}”" if words is not None else why_not
            out.write(f"    {place.article_id} {place.start}-{place.end}: {shown}\n")


def _words(place: RatedQuote, archive: AnyArchive | None) -> tuple[str | None, str]:
    """The words of a quote, or None and why there are none."""
    if archive is None:
        return None, "(there is no index to cut it from)"
    quote = place.find(archive)
    if quote is not None:
        return quote.text, ""
    return None, "(the article is gone)" if archive.article(place.article_id) is None else "(the article has changed)"


def _one_line(text: str) -> str:
    """A text on one line, shortened, without signs that move a terminal's cursor."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    line = " ".join(plain.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
