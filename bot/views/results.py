"""What questions and presses lead to, and what is known of the bot and of earlier answers."""

from dataclasses import dataclass

from bot.support.metrics import Outcome
from bot.views.replies import Reply


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply to a question.

    Attributes:
        answer_id: None where nothing was remembered about it.
        outcome: what is counted of it; "replied" stands for a text that was no question.
    """

    reply: Reply
    answer_id: str | None = None
    outcome: Outcome = "replied"


@dataclass(frozen=True, slots=True)
class Ask:
    """A press that asks `question`."""

    question: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A press that cannot be obeyed, and why, in words of at most 200 characters."""

    text: str


@dataclass(frozen=True, slots=True)
class PreviousAnswer:
    """What an earlier process left of an answer.

    Attributes:
        seen: it was shown.
        perhaps_after: it may have been sent, after the message of this number; None when it was not begun.
    """

    seen: bool = False
    perhaps_after: int | None = None


@dataclass(frozen=True, slots=True)
class RatingSaved:
    """A press that was noted: what the person is told, and what the message is now."""

    text: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Me:
    """What Telegram says of the bot.

    Attributes:
        name: without the @.
        inline: whether it may be asked from any chat.
    """

    name: str
    inline: bool
