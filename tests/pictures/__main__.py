"""`python -m tests.pictures INDEX FOLDER`: the README's pictures, drawn from what the bot sends when it is asked."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

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


async def _draw(index: Path, folder: Path) -> None:
    archive = Archive.open(index)
    api = FakeBotApi()
    await api.start()
    try:
        with tempfile.TemporaryDirectory() as state:
            async with running(api, Path(state), archive):
                for person, (name, (language, text)) in enumerate(PICTURES.items(), 1):
                    api.language = language
                    await api.say(text, person)
                    answer = await api.answer(person, timeout_s=60)
                    said = (Said(ParsedText(text), ours=False), Said(answer.content, _rows(api)))
                    (folder / f"{name}.svg").write_text(drawn(said), encoding="utf-8")
    finally:
        await api.stop()
        archive.close()


def _rows(api: FakeBotApi) -> tuple[tuple[str, ...], ...]:
    """The labels of the buttons under the last message, row by row."""
    markup = json.loads(api.called("sendMessage")[-1].params.get("reply_markup", "{}"))
    return tuple(tuple(str(key["text"]) for key in row) for row in markup.get("inline_keyboard", ()))


if __name__ == "__main__":
    Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
    asyncio.run(_draw(Path(sys.argv[1]), Path(sys.argv[2])))
