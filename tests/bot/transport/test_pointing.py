"""Whose words are asked: the person's own, or those of the message that a reply points at."""

import pytest
from telegram import Message, User

from bot.transport.update_parsing import is_claim, question_in
from tests.fake_bot_api import BOT, GROUP, Json

SAID = "Twelve people were killed in the market of Dorvan."
BOB: Json = {"id": 7, "is_bot": False, "first_name": "Bob"}
ME = "@verbatim_test_bot"


def _message(text: str | None, of: Json | None = None, said: str = SAID, **more: object) -> tuple[Message, User]:
    chat = more.pop("chat", GROUP)
    other = {"message_id": 5, "date": 1, "chat": chat, "from": of or BOB, "text": said}
    fields: Json = {
        "message_id": 6,
        "date": 2,
        "chat": chat,
        "from": {**BOB, "id": 8},
        "reply_to_message": other,
        **more,
    }
    if text is not None:
        fields["text"] = text
    message, bot = Message.de_json(fields, None), User.de_json(BOT, None)
    assert message is not None
    assert bot is not None
    return message, bot


@pytest.mark.parametrize(
    "text", [ME, "/ask", f"{ME} is this true?", f"{ME} ?", "/ask هل هذا صحيح؟", f"{ME} stimmt das?"]
)
def test_a_reply_of_few_words_asks_the_message_that_it_points_at(text: str) -> None:
    asked = _message(text)
    assert question_in(*asked) == SAID
    assert is_claim(*asked)


def test_the_part_that_is_quoted_is_asked() -> None:
    quoted = {"text": "killed in the market of Dorvan", "position": 19}
    assert question_in(*_message(ME, quote=quoted)) == "killed in the market of Dorvan"


@pytest.mark.parametrize(
    "own", ["how many died in Dorvan?", "and on 3 March?", "who was it that said so many people had died there?"]
)
def test_a_question_of_its_own_is_asked_as_it_is(own: str) -> None:
    asked = _message(f"{ME} {own}")
    assert question_in(*asked) == own
    assert not is_claim(*asked)


def test_a_reply_to_the_bot_is_the_persons_own() -> None:
    asked = _message("is this true?", of=BOT)
    assert question_in(*asked) == "is this true?"
    assert not is_claim(*asked)


def test_a_reply_that_does_not_name_the_bot_is_not_for_it() -> None:
    assert question_in(*_message("is this true?")) is None


def test_a_message_without_words_is_not_pointed_at() -> None:
    assert question_in(*_message(f"{ME} is this true?", said="👍")) == "is this true?"


def test_in_a_topic_the_message_that_opened_it_is_not_pointed_at() -> None:
    asked = _message(f"{ME} is this true?")[0].to_dict()
    asked["reply_to_message"]["forum_topic_created"] = {"name": "News", "icon_color": 1}
    message, bot = Message.de_json(asked, None), User.de_json(BOT, None)
    assert message is not None
    assert bot is not None
    assert question_in(message, bot) == "is this true?"
