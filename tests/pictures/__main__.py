"""`python -m tests.pictures INDEX REPORTS FOLDER`: the README's pictures, drawn from what the bot sends when it is asked.

INDEX is of seeds/, REPORTS of tests/pictures/reports, four invented reports of one event.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bot.conversation.conversation import Conversation
from bot.state.answer_store import AnswerStore
from bot.support.i18n import locale_for
from bot.views.buttons import Action, ButtonPress
from bot.views.markup import NewPhoto
from index.archive.archive import Archive
from tests.bot.conftest import running
from tests.fake_bot_api import FakeBotApi, ParsedText
from tests.pictures.drawing import Said, drawn

PICTURES = {
    "answer": ("en", "how many died in Idlib city?"),
    "not_said": ("en", "how many died in Aleppo?"),
    "settings": ("en", "/settings"),
    "arabic": ("ar", "كم عدد القتلى في حلب؟"),
}
"""For each picture the language of the person and what they write."""

REPORTS = {"reports": ("en", "How many died in Harnasa?")}
"""The same, of reports that differ; with the timeline that is drawn of them."""


async def _draw(index: Path, pictures: Mapping[str, tuple[str, str]], folder: Path) -> None:
    archive = Archive.open(index)
    api = FakeBotApi()
    await api.start()
    try:
        with tempfile.TemporaryDirectory() as state:
            async with running(api, Path(state), archive):
                for person, (name, (language, text)) in enumerate(pictures.items(), 1):
                    api.language = language
                    await api.say(text, person)
                    answer = await api.answer(person, timeout_s=60)
                    said = (Said(ParsedText(text), ours=False), Said(answer.content, _rows(api)))
                    (folder / f"{name}.svg").write_text(drawn(said), encoding="utf-8")
    finally:
        await api.stop()
        archive.close()


def _draw_timeline(index: Path, folder: Path) -> None:
    """The picture behind the button under the reports."""
    archive = Archive.open(index)
    with tempfile.TemporaryDirectory() as state, closing(AnswerStore(Path(state), 1)) as store:
        talk = Conversation(archive, store, 5, 1)
        ((language, text),) = REPORTS.values()
        asked = talk.ask(text, 1, locale_for(language), 1)
        drawn_of_it = talk.presses.timeline(
            ButtonPress(Action.TIMELINE, asked.answer_id or "").data, 1, locale_for(language)
        )
        if not isinstance(drawn_of_it, NewPhoto):
            raise SystemExit(f"no timeline of {text!r}: {asked.reply.plain}")
        (folder / "timeline.png").write_bytes(drawn_of_it.png)
    archive.close()


def _rows(api: FakeBotApi) -> tuple[tuple[str, ...], ...]:
    """The labels of the buttons under the last message, row by row."""
    markup = json.loads(api.called("sendMessage")[-1].params.get("reply_markup", "{}"))
    return tuple(tuple(str(key["text"]) for key in row) for row in markup.get("inline_keyboard", ()))


if __name__ == "__main__":
    seeds, reports, folder = map(Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_draw(seeds, PICTURES, folder))
    asyncio.run(_draw(reports, REPORTS, folder))
    _draw_timeline(reports, folder)
