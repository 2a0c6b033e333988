"""What people think of an answer: noted with what was shown, and the message that says thanks."""

from collections.abc import Sequence
from dataclasses import replace

from bot.state.answers import ShownAnswer
from bot.state.feedback import DIGEST, FeedbackStore, RatedQuote, Verdict
from bot.views.callback_data import Action, ButtonPress
from bot.views.quote_lists import listing_page
from bot.views.quote_page import ALL_FROM, JUDGING, REASONS, Page
from bot.views.replies import quote_page
from bot.views.results import RatingSaved, Refusal
from index.interpretation import Form
from index.stats import Stats


def record_verdict(
    store: FeedbackStore | None, pages: Sequence[Page], shown: ShownAnswer, chat: int, press: ButtonPress, stats: Stats
) -> RatingSaved | Refusal:
    """Note the verdict that a press gives on the answer whose pages these are.

    Args:
        store: None where nobody is asked for a verdict.
        stats: of the archive that answered, whose version is noted.
    """
    words, action = pages[0].words, press.action
    if store is None or action not in JUDGING:
        return Refusal(words.say("expired"))
    verdict = Verdict.GOOD if action is Action.GOOD else Verdict.BAD
    store.add(
        chat,
        shown.id,
        shown.meant if shown.readings.form is not Form.REPORTS else f"{DIGEST}{shown.meant}",
        verdict,
        [RatedQuote.of(quote) for quote in shown.quotes],
        f"{stats.built} {stats.embedding_model}",
        REASONS.get(action),
    )
    after = [replace(page, verdict=verdict, asks_why=action is Action.BAD) for page in pages]
    page = next((page for page in after if page.number == press.number), None)
    reply = listing_page(after, press.number - ALL_FROM) if page is None else quote_page(page)
    return RatingSaved(words.say("why-bad" if action is Action.BAD else "thanks"), reply)
