"""Answers as messages."""

import html
import textwrap
from dataclasses import replace

import pytest

from bot.state.answer_records import StoredInterpretation
from bot.state.feedback import Rating
from bot.views.answer_messages import context_page, quote_page, refusal_reply, whole_answer
from bot.views.buttons import Button, CopyButton, LinkButton, ShareButton
from bot.views.quote_page import AnswerView, Page
from index.answer_metadata import LITERALLY, NameReading, Understood
from index.language.time_words import says_now
from index.records import Article, AsOf, Paragraph, Quote, Span
from tests.bot.conftest import AR, EN, FLOOD, RAID
from tests.fake_bot_api import parse_html
from tests.fakes import article, quote

QUOTE = quote(RAID, RAID.cut(RAID.paragraphs[2].span), "at least 15 people")
LONG = "One wounded man was carried out of the cellar by his neighbours, who had dug all night. " * 80


def _page(of: Quote = QUOTE, **more: object) -> Page:
    number = int(str(more.pop("number", 0)))
    return Page(replace(AnswerView(EN, answered=True, answer_id="id"), **more), of, number)  # type: ignore[arg-type]


def test_an_answer_reads_as_quote_then_source() -> None:
    assert parse_html(quote_page(_page()).html).text == (
        "In Idlib city, one witness said a five-storey building was levelled and that at least 15 people died there.\n"
        "Russia ramps up bombing\n"
        "Example Post · 5 February 2018"
    )


def test_plain_words_are_the_same_with_quotation_marks_and_the_address() -> None:
    assert quote_page(_page()).plain == (
        f"“{RAID.cut(RAID.paragraphs[2].span)}”\n"
        "Russia ramps up bombing (https://example.org/raid?a=1&b=2)\n"
        "Example Post · 5 February 2018"
    )


def test_html_in_an_article_is_shown_as_its_letters() -> None:
    reply = quote_page(_page(quote(RAID, "The <b>Ministry</b> & its allies denied it.")))
    assert "The &lt;b&gt;Ministry&lt;/b&gt; &amp; its allies" in reply.html
    assert html.unescape(reply.html).count("<b>") == 1


def test_the_highlight_is_bold() -> None:
    assert "that <b>at least 15 people</b> died" in quote_page(_page()).html


def test_a_nearest_passage_is_labelled_and_names_what_is_missing() -> None:
    page = _page(
        quote(RAID, "Warplanes bombed the province over the weekend."),
        answered=False,
        missing=("Aleppo", "Homs", "Hama"),
    )
    text = parse_html(quote_page(page).html).text
    assert text.startswith(
        "No article here mentions Aleppo, Homs or Hama.\n\nThe nearest passage, which does not answer:\nWarplanes"
    )


def test_an_answer_about_a_name_that_is_missing_says_so_too() -> None:
    assert "No article here mentions Aleppo." in quote_page(_page(missing=("Aleppo",))).plain


def test_several_quotes_are_counted() -> None:
    assert "Example Post · 5 February 2018 · 2 of 5" in quote_page(_page(number=1, count=5)).plain


def test_buttons_lead_back_into_context_and_on() -> None:
    row, _ = quote_page(_page(number=1, count=3)).rows
    assert row == (
        Button(EN.say("back"), "v1:q:id:0"),
        Button(EN.say("more-context"), "v1:c:id:1"),
        Button(EN.say("next"), "v1:q:id:2"),
    )


def test_a_quote_can_be_taken_along() -> None:
    _, row = quote_page(_page()).rows
    quoted = (
        "In Idlib city, one witness said a five-storey building was levelled and that at least 15 people died there."
    )
    assert row == (
        LinkButton(
            EN.say("open-article"),
            "https://example.org/raid?a=1&b=2#:~:text=In%20Idlib%20city%2C%20one%20witness,"
            "least%2015%20people%20died%20there",
        ),
        CopyButton(EN.say("copy"), f"“{quoted}” (Russia ramps up bombing, Example Post, 5 February 2018)"),
        Button(EN.say("good"), "v1:g:id:0"),
        Button(EN.say("bad"), "v1:b:id:0"),
    )


def test_a_question_is_shared_from_the_context_and_a_nearest_passage_is_not_shared_as_an_answer() -> None:
    ((_, share),) = context_page(_page(share_query="how many died?")).rows
    assert share == ShareButton(EN.say("share"), "how many died?")
    for reply in (quote_page, context_page):
        rows = reply(_page(share_query="how many died?", answered=False)).rows
        assert not any(isinstance(button, ShareButton) for row in rows for button in row)


def test_an_answer_with_one_quote_has_two_rows_of_buttons_and_at_most_ten_lines_of_a_phone() -> None:
    long = "On Sunday the ministry said that at least 15 people had died in the raid on the city and its suburbs. "
    of = article(
        "long", long * 9, title="Russia ramps up bombing in the province", source="Post", published="2018-02-05"
    )
    folded = article("endless", "and " * 90 + "at least 15 people died " + "and " * 90 + "so on.", title="A title")
    for one in (QUOTE, quote(of, of.text.strip(), "at least 15"), quote(folded, folded.text, "at least 15 people")):
        for understood in (LITERALLY, Understood((NameReading("Kafranbel", ("Kafr Nubl",)),))):
            reply = quote_page(_page(one, count=4, interpretation=StoredInterpretation(understood=understood)))
            shown = parse_html(reply.html)
            lines = sum(
                min(len(textwrap.wrap(line, 38)) or 1, 3 if "expandable" in reply.html and len(line) > 240 else 99)
                for line in shown.text.split("\n")
            )
            assert lines <= 10 + 2 * (understood is not LITERALLY)
            assert len(reply.rows) == 2
            assert "at least 15" in shown.marked("bold")[0]


def test_an_arabic_answer_with_one_quote_has_two_rows_of_buttons_and_at_most_ten_lines_of_a_phone() -> None:
    long = "وقالت الوزارة يوم الأحد إن 15 شخصا على الأقل قتلوا في الغارة على المدينة وضواحيها القريبة منها. "
    of = article("long", long * 9, title="غارات على ريف المحافظة", source="صحيفة الضفة", published="2018-02-05")
    short = article("short", long.strip(), title="غارات", source="صحيفة الضفة", published="2018-02-05")
    for one in (quote(of, (long * 9).strip(), "15 شخصا"), quote(short, long.strip(), "15 شخصا")):
        for asks_of_now in (False, True):
            page = _page(one, count=4, interpretation=StoredInterpretation(as_of=AsOf("2018-02-05", "2018-03-01")))
            reply = quote_page(replace(page, view=replace(page.view, locale=AR, asks_of_now=asks_of_now)))
            shown = parse_html(reply.html)
            lines = sum(
                min(len(textwrap.wrap(line, 38)) or 1, 3 if "expandable" in reply.html and len(line) > 240 else 99)
                for line in shown.text.split("\n")
            )
            assert lines <= 10 + asks_of_now
            assert len(reply.rows) == 2
            assert "15 شخصا" in shown.marked("bold")[0]


def test_of_an_old_quote_its_age_is_told_to_who_asks_how_things_are_now() -> None:
    as_of = StoredInterpretation(as_of=AsOf("2018-02-05", "2018-03-01T00:00:00+00:00"))
    fresh = StoredInterpretation(as_of=AsOf("2018-02-05", "2018-02-06T00:00:00+00:00"))
    assert "Articles as of" in quote_page(_page(interpretation=as_of, asks_of_now=True)).plain
    assert "Articles as of" not in quote_page(_page(interpretation=as_of)).plain
    assert "Articles as of" not in quote_page(_page(interpretation=fresh, asks_of_now=True)).plain
    undated = quote(article("undated", "Fifteen people died."), "Fifteen people died.")
    assert "Articles as of" in quote_page(_page(undated, interpretation=fresh, asks_of_now=True)).plain


@pytest.mark.parametrize(
    ("asked", "now"),
    [
        ("what is the situation in Idlib now?", True), ("ما الوضع الآن؟", True), ("quelle est la situation actuelle ?", True),
        ("сколько погибло сейчас?", True), ("şimdi durum ne?", True), ("who knows the mayor?", False), ("combien ?", False),
    ],
)  # fmt: skip
def test_who_asks_of_now_is_known_in_the_bots_languages(asked: str, now: bool) -> None:
    assert says_now(asked) is now


def test_of_a_long_quote_the_sentences_around_the_words_that_answer_are_shown() -> None:
    text = "The river rose for days. " * 6 + "In the end at least 15 people died. " + "Nobody counted the cattle. " * 6
    reply = quote_page(_page(quote(article("long", text), text.strip(), "at least 15 people")))
    (shown,) = parse_html(reply.html).marked("blockquote")
    assert "In the end at least 15 people died." in shown
    assert shown.endswith(".")
    assert len(shown) <= 240
    assert "expandable" not in reply.html
    assert EN.say("more-context") in [button.label for button in reply.rows[0]]


def test_the_words_that_answer_stand_above_a_quote_whose_fold_hides_them() -> None:
    text = "and " * 90 + "at least 15 people died."
    shown = parse_html(quote_page(_page(quote(article("long", text), text, "at least 15 people"))).html)
    assert shown.text.startswith("at least 15 people\nand and")


def test_a_sentence_that_may_answer_is_introduced_as_unsure_and_nothing_in_it_is_bold() -> None:
    reply = quote_page(_page(answered=False, interpretation=StoredInterpretation(may_say=True)))
    shown = parse_html(reply.html)
    assert shown.text.startswith("I am not sure this answers:\nIn Idlib city")
    assert shown.marked("bold") == []
    assert [[button.label for button in row] for row in reply.rows] == [
        [EN.say("it-does"), EN.say("it-does-not")],
        [EN.say("more-context"), EN.say("open-article")],
    ]
    assert [button.data for button in reply.rows[0] if isinstance(button, Button)] == ["v1:g:id:0", "v1:w:id:0"]


def test_how_new_the_articles_are_is_said_where_they_are_stale_or_do_not_say() -> None:
    dated = StoredInterpretation(as_of=AsOf("2018-03-01", "2018-03-02T00:00:00+00:00"))
    assert "Articles as of" not in quote_page(_page(interpretation=dated)).plain
    assert "Articles as of" in quote_page(_page(interpretation=dated, stale=True)).plain
    assert "Articles as of" in quote_page(_page(interpretation=dated, answered=False)).plain
    assert "Articles as of" not in quote_page(_page(interpretation=replace(dated, may_say=True), answered=False)).plain
    assert "Articles as of" in refusal_reply(AnswerView(EN, answered=False, interpretation=dated)).plain


def test_a_copy_of_a_long_quote_ends_in_an_ellipsis_and_keeps_its_source() -> None:
    text = "At least 15 people died in the city. " * 30
    (copied,) = [
        button.text
        for row in quote_page(_page(quote(article("long", text, title="T" * 300), text.strip()))).rows
        for button in row
        if isinstance(button, CopyButton)
    ]
    assert len(copied) <= 256
    assert copied.startswith("“At least 15 people")
    assert "…” (TTT" in copied


def test_in_a_group_the_other_quotes_are_behind_an_address() -> None:
    row, _ = quote_page(_page(number=0, count=3, rest_url="https://t.me/bot?start=a_id")).rows
    assert row == (
        Button(EN.say("more-context"), "v1:c:id:0"),
        LinkButton("All 3 quotes", "https://t.me/bot?start=a_id"),
    )


def test_an_answer_can_be_judged() -> None:
    good, bad = Button(EN.say("good"), "v1:g:id:0"), Button(EN.say("bad"), "v1:b:id:0")
    assert quote_page(_page()).rows[-1][-2:] == (good, bad)
    assert quote_page(_page(rating=Rating.GOOD)).rows[-1][-2:] == (replace(good, label="👍 ✓"), bad)
    assert [row[0] for row in quote_page(_page(rating=Rating.BAD, asks_why=True)).rows[-3:]] == [
        Button(EN.say("wrong-passage"), "v1:w:id:0"),
        Button(EN.say("out-of-date"), "v1:o:id:0"),
        Button(EN.say("not-in-article"), "v1:n:id:0"),
    ]


def test_how_a_question_was_read_is_said() -> None:
    assert quote_page(_page(read_as="how many died in Saraqeb?")).plain.startswith(
        "I read this as: how many died in Saraqeb?\n"
    )


def test_a_claim_is_not_said_to_be_answered_or_not() -> None:
    assert quote_page(_page(claim=True)).plain.startswith(EN.say("claim"))
    near = quote_page(_page(claim=True, answered=False)).plain
    assert near.startswith(EN.say("claim"))
    assert EN.say("not-said") not in near
    nothing = refusal_reply(AnswerView(EN, answered=False, claim=True))
    assert nothing.plain == EN.say("claim-not-said")


def test_an_answer_that_is_not_remembered_has_no_buttons() -> None:
    assert quote_page(_page(answer_id=None, count=3)).rows == ()
    assert context_page(_page(answer_id=None)).rows == ()


def test_there_is_no_context_button_where_there_is_nothing_more() -> None:
    lonely = article("lonely", "The only sentence.", title="A title")
    labels = [button.label for row in quote_page(_page(quote(lonely, "The only sentence."))).rows for button in row]
    assert labels == [EN.say("copy"), EN.say("good"), EN.say("bad")]


def test_context_shows_two_paragraphs_on_either_side() -> None:
    entry = article("many", *(f"Paragraph {name}." for name in "ABCDEFG"))
    shown = parse_html(context_page(_page(quote(entry, "Paragraph D."))).html)
    assert shown.marked("blockquote") == [f"Paragraph {name}." for name in "BCDEF"]
    assert shown.text.startswith(
        "Before:\nParagraph B.\nParagraph C.\nThe quote:\nParagraph D.\nAfter:\nParagraph E.\nParagraph F.\n"
    )


def test_context_of_a_nearest_passage_still_says_that_it_does_not_answer() -> None:
    shown = context_page(_page(quote(RAID, "Warplanes bombed the province over the weekend."), answered=False)).plain
    assert shown.startswith(f"{EN.say('not-said')}\n\n{EN.say('nearest')}\n")


def test_context_says_no_less_of_a_sentence_that_may_answer_and_judges_no_claim() -> None:
    passage, unsure = quote(RAID, "Warplanes bombed the province over the weekend."), StoredInterpretation(may_say=True)
    shown = context_page(_page(passage, answered=False, interpretation=unsure)).plain
    assert EN.say("may-say") in shown
    assert EN.say("nearest") not in shown
    shown = context_page(_page(passage, answered=False, claim=True)).plain
    assert shown.startswith(EN.say("claim"))
    assert EN.say("nearest") not in shown


def test_context_of_a_sentence_shows_its_whole_paragraph() -> None:
    entry = article("two", "One sentence. Another sentence.")
    shown = context_page(_page(quote(entry, "Another sentence."))).plain
    assert shown.startswith(f"{EN.say('the-quote-in-its-paragraph')}\n“One sentence. Another sentence.”")


def test_context_leaves_the_title_to_the_source_line() -> None:
    shown = parse_html(context_page(_page(quote(RAID, "Warplanes bombed the province over the weekend."))).html)
    assert str(RAID.title) not in shown.marked("blockquote")


def test_context_shows_no_site_furniture() -> None:
    text = "First paragraph.\n\nSubscribe to our newsletter\n\nSecond paragraph."
    entry = Article("site", text, (Paragraph(Span(0, 16)), Paragraph(Span(47, len(text)))))
    shown = context_page(_page(quote(entry, "First paragraph.")))
    assert "newsletter" not in shown.plain
    assert parse_html(shown.html).marked("blockquote") == ["First paragraph.", "Second paragraph."]


def test_a_long_neighbour_is_cut_at_a_sentence_towards_the_quote() -> None:
    entry = article("long", "Before it all. " + LONG.strip(), "Then 15 people died.", LONG.strip() + " After it all.")
    before, middle, after = parse_html(context_page(_page(quote(entry, "Then 15 people died."))).html).marked(
        "blockquote"
    )
    assert before.startswith("One wounded man")
    assert before.endswith("all night.")
    assert middle == "Then 15 people died."
    assert after.startswith("One wounded man")
    assert after.endswith("all night.")


def test_a_long_quote_is_cut_at_sentences_around_the_highlight() -> None:
    entry = article("long", LONG + "In the end at least 15 people died. " + LONG.strip())
    reply = quote_page(_page(quote(entry, entry.text, "at least 15 people"), answer_id=None))
    shown = parse_html(reply.html)
    (words_,) = shown.marked("blockquote")
    assert set(shown.marked("bold")) == {"at least 15 people"}
    assert words_.startswith(("One wounded", "In the end"))
    assert words_.endswith(("all night.", "died."))
    assert EN.say("shortened") in shown.text


def test_one_endless_sentence_is_cut_at_a_word_with_the_ellipsis_outside_the_quote() -> None:
    entry = article("endless", "and " * 2000 + "at least 15 people died " + "and " * 2000)
    reply = quote_page(_page(quote(entry, entry.text, "at least 15 people")))
    shown = parse_html(reply.html)
    (words_,) = shown.marked("blockquote")
    assert shown.marked("bold") == ["at least 15 people", "at least 15 people"]
    assert "…" not in words_
    assert set(words_.split()) == {"and", "at", "least", "15", "people", "died"}
    assert EN.say("torn") in shown.text


def test_a_long_quote_is_folded_and_a_short_one_is_not() -> None:
    assert (
        "<blockquote expandable>" in quote_page(_page(quote(article("long", LONG), LONG[:1000]), answer_id=None)).html
    )
    assert "<blockquote>" in quote_page(_page()).html


def test_a_degraded_answer_carries_one_line() -> None:
    assert quote_page(_page(degraded=True)).plain.endswith("\n\n" + EN.say("degraded"))


def test_an_example_begins_with_its_question() -> None:
    assert parse_html(quote_page(_page(shown_question="How many?")).html).text.startswith("How many?\n\nIn Idlib")


def test_nothing_at_all_is_said_plainly() -> None:
    assert (
        refusal_reply(AnswerView(EN, answered=False, missing=("Aleppo",))).plain == "No article here mentions Aleppo."
    )


def test_a_quote_whose_offsets_do_not_fit_is_never_made() -> None:
    with pytest.raises(ValueError, match="characters"):
        Quote(RAID, Span(0, 10_000), None, 1.0)
    with pytest.raises(ValueError, match="outside"):
        Quote(RAID, Span(0, 10), Span(5, 12), 1.0)


def test_the_whole_answer_holds_every_quote_with_its_source() -> None:
    second = quote(FLOOD, "The river rose on Monday.")
    plain = whole_answer([_page(count=2), _page(second, number=1, count=2)]).plain
    assert plain.index("Example Post") < plain.index("The river rose")
    assert plain.endswith("flood_report.txt · 2 of 2")


def test_a_quote_of_a_report_that_others_carry_names_them() -> None:
    page = _page()
    copies = (replace(page.quote.article, id="copy", source="Courier"),)
    page = replace(page, quote=replace(page.quote, copies=copies))
    for reply in (quote_page(page), context_page(page), whole_answer([page])):
        assert "The same report: Courier" in reply.plain
