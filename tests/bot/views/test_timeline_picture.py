"""What was reported, as a picture; and that a bot that draws none does not load what draws."""

import struct
import subprocess
import sys
from dataclasses import replace
from datetime import date
from math import inf

import pytest

from bot.state.answer_records import StoredInterpretation
from bot.support.i18n import locale_for
from bot.views.markup import size, to_html, to_plain
from bot.views.quote_lists import listing_page
from bot.views.timeline_picture import CAPTION_UNITS, Mark, caption, draw, marks_of
from index.answer_metadata import Form, ReportCount, Standing
from index.records import Answer
from tests.bot.conftest import EN, RunBot
from tests.bot.views.test_quote_lists import pages, report
from tests.fake_bot_api import FakeBotApi, parse_html
from tests.fakes import FakeArchive

FIVE = tuple(report(n) for n in (18, 17, 16, 15, 14))
DAY = date(2018, 2, 5)


def _size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_figures_have_a_row_each_with_their_bounds() -> None:
    marks = marks_of(pages([replace(FIVE[0], standing=Standing.SUPERSEDED), *FIVE[1:]]))
    assert marks[0] == Mark("1. Outlet 18", date(2018, 2, 18), 18, inf, superseded=True)
    assert [mark.label for mark in marks] == [f"{n}. Outlet {19 - n}" for n in range(1, 6)]


def test_reports_have_a_row_an_outlet() -> None:
    listed = [report(n, source="Post" if n % 2 else "Mail") for n in (10, 11, 12, 13)]
    marks = marks_of(pages(listed, StoredInterpretation(Form.REPORTS)))
    assert [mark.label for mark in marks] == ["Mail", "Post", "Mail", "Post"]
    assert all(mark.low is None for mark in marks)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "marks",
    [
        [Mark("1. Post", DAY, 5, 5)],
        [Mark(f"{n}. Outlet", date(2018, 2, n + 1), n, inf) for n in range(8)],
        [Mark(f"{n}. وكالة", date(2000 + n, 2, 1), 10**n, 10**n * 2, n == 3) for n in range(8)],
        [Mark(f"Outlet {n}", DAY) for n in range(40)],
        [Mark("$x$ _a^b \\ %", DAY), Mark("\u202e\ud800", DAY)],
    ],
    ids=["one", "at least", "wide", "many", "signs"],
)
def test_any_marks_make_a_picture_that_telegram_takes(marks: list[Mark], language: str) -> None:
    width, height = _size(draw(marks, locale_for(language)))
    assert width <= 1280
    assert 200 < height <= 1280


def test_superseded_reports_look_otherwise() -> None:
    assert draw([Mark("Post", DAY)], EN) != draw([Mark("Post", DAY, superseded=True)], EN)


def test_the_caption_tells_all_that_the_picture_shows() -> None:
    shown = parse_html(to_html(caption(pages(FIVE))))
    assert shown.text.startswith("Reports differ: at least 14 · ")
    assert all(f"Outlet {n} · {n} February 2018" in shown.text for n in range(14, 19))
    assert len(shown.marked("blockquote")) == 5


def test_a_caption_of_many_reports_leaves_quotes_out_before_reports() -> None:
    many = [report(n, more=" The road was closed." * 9, source="Frontline Monitor of the North") for n in range(10, 28)]
    written = caption(pages(many))
    plain = to_plain(written)
    assert CAPTION_UNITS - 120 < size(written) <= CAPTION_UNITS
    assert "The road was closed" not in plain
    assert plain.endswith("…")


class DifferingArchive(FakeArchive):
    """Answers every question with the same reports."""

    def ask(self, question: str, *_: object, **__: object) -> Answer:
        return Answer(question, FIVE, (), (), None, 1.0, Form.FIGURES, tally=ReportCount(5, 5))


async def test_the_button_sends_a_photo_with_the_quotes_as_its_text(api: FakeBotApi, run_bot: RunBot) -> None:
    async with run_bot(DifferingArchive([one.article for one in FIVE])):
        await api.say("how many died in Marhad?")
        answer = await api.answer()
        await api.press(answer, EN.say("timeline"))
        photo = await api.answer(count=2, timeout_s=60)
        assert photo.photo is not None
        assert _size(photo.photo)[0] <= 1280
        assert photo.quotes == [one.text for one in FIVE]
        await api.say("/digest")
        digest = await api.answer(count=3)
        assert EN.say("timeline") in digest.labels
    assert api.refusals == []


def test_under_three_dated_reports_there_is_no_button() -> None:
    labels = [button.label for row in listing_page(pages(FIVE[:3])).rows for button in row]
    assert EN.say("timeline") not in labels
    undated = [replace(one, article=replace(one.article, published="2018-02")) for one in FIVE]
    assert EN.say("timeline") not in [b.label for row in listing_page(pages(undated)).rows for b in row]


@pytest.mark.usefixtures("processes")
def test_what_draws_is_loaded_when_a_picture_is_drawn() -> None:
    code = "import sys, bot.runtime.app; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
