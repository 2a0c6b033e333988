"""The words of each language: whole, alike, used, and laid out in both directions."""

import ast
import re
import textwrap
from functools import cache
from pathlib import Path

import babel
import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Identifier, Junk, Message, VariableReference, Variant
from fluent.syntax.visitor import Visitor

import bot
from bot.support.i18n import LANGUAGES, Locale, locale_for
from bot.views import static_messages as help_views
from bot.views.answer_messages import quote_page, refusal_reply
from bot.views.citation import cite, clean_line, format_date
from bot.views.markup import to_plain
from bot.views.quote_page import AnswerView, Page
from tests.bot.conftest import AR, EN, RAID
from tests.fake_bot_api import parse_html
from tests.fakes import article, quote

FOLDER = Path(str(bot.__file__)).parent
ARABIC = article("ar", "قُتل 15 مدنيًا في إدلب.", title="غارات على إدلب", source="الجزيرة", published="2018-02-05")


class _Forms(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_Variant(self, node: Variant) -> None:  # noqa: N802 - the library's name
        self.names.add(node.key.name if isinstance(node.key, Identifier) else str(node.key.value))
        self.generic_visit(node)


def _selections(language: str) -> dict[str, set[str]]:
    """The forms of each message that has several, of all its choices together."""
    found = {}
    for entry in FluentParser().parse((FOLDER / "locales" / f"{language}.ftl").read_text("utf-8")).body:
        if isinstance(entry, Message):
            forms = _Forms()
            forms.visit(entry)
            found[entry.id.name] = forms.names
    return found


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - the library's name
        self.names.add(node.id.name)


@cache
def _messages(language: str) -> dict[str, set[str]]:
    """The variables of each message."""
    resource = FluentParser().parse((FOLDER / "locales" / f"{language}.ftl").read_text("utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, Junk)]
    found = {}
    for entry in resource.body:
        if isinstance(entry, Message):
            assert entry.id.name not in found, entry.id.name
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


def _said() -> list[tuple[str, set[str]]]:
    """Each message that the code says, with the values it gives; {} in an id stands for anything."""
    said = []
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
                values = {str(keyword.arg) for keyword in node.keywords}
                said += [(message_id, values) for message_id in _ids(node.args[0])]
    return said


def _ids(argument: ast.expr) -> list[str]:
    match argument:
        case ast.Constant(value=str(message_id)):
            return [message_id]
        case ast.IfExp(body=one, orelse=other):
            return [*_ids(one), *_ids(other)]
        case ast.JoinedStr(values=parts):
            return ["".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)]
    raise AssertionError(f"an id that cannot be read from the code: {ast.unparse(argument)}")


def _fits(pattern: str, message_id: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\{\}", ".+"), message_id) is not None


def test_every_message_that_is_said_is_there_with_its_values() -> None:
    messages = _messages("en")
    for pattern, values in _said():
        meant = [message_id for message_id in messages if _fits(pattern, message_id)]
        assert meant, pattern
        for message_id in meant:
            assert messages[message_id] == values, message_id


def test_no_message_is_there_for_nothing() -> None:
    patterns = [pattern for pattern, _ in _said()]
    assert [m for m in _messages("en") if not any(_fits(pattern, m) for pattern in patterns)] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_the_same_messages_with_the_same_values(language: str) -> None:
    assert _messages(language) == _messages(LANGUAGES[0])


@pytest.fixture
def locale(language: str) -> Locale:
    return locale_for(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_said_with_any_number(locale: Locale) -> None:
    for message_id, variables in _messages(locale.language).items():
        for count in (0, 1, 2, 3, 10, 11, 21, 99, 100, 102, 1939) if variables else (0,):
            said = locale.say(message_id, **dict.fromkeys(variables, count))
            assert said.strip(), (message_id, count)
            assert not re.search(r"[\u0660-\u0669\u06f0-\u06f9]", said), (message_id, count)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (11, "11 مقالًا"),
        (100, "100 مقال"),
        (103, "103 مقالات"),
        (1939, "1,939 مقالًا"),
    ],
)
def test_arabic_numbers_agree_with_what_they_count(count: int, said: str) -> None:
    assert AR.say("articles-listed", count=count) == said


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ar", "ar"),
        ("ar-EG", "ar"),
        ("AR", "ar"),
        ("en-GB", "en"),
        ("fi", "en"),
        ("arz", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_language_is_found_by_its_code(code: str | None, language: str) -> None:
    assert locale_for(code).language == language


def test_what_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        EN.say("no-such-message")
    with pytest.raises(ValueError, match="articles in ar"):
        AR.say("articles")


def test_only_what_runs_against_the_line_is_isolated() -> None:
    assert EN.isolated("Post 15 %") == "Post 15 %"
    assert AR.isolated("غارات 15") == "غارات 15"
    assert AR.isolated("Post") == "\u2068Post\u2069"
    assert EN.isolated("غارات") == "\u2068غارات\u2069"
    assert clean_line("Post", 80, AR) == "\u2068Post\u2069"


def test_english_has_no_invisible_signs() -> None:
    for message_id, variables in _messages("en").items():
        assert not re.search(r"[\u2066-\u2069\u200e\u200f]", EN.say(message_id, **dict.fromkeys(variables, 3)))


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_latin_words_in_messages_from_right_to_left_are_kept_apart(language: str) -> None:
    for message_id, variables in _messages(language).items():
        said = locale_for(language).say(message_id, **dict.fromkeys(variables, 3))
        outside = re.sub(r"\u2068[^\u2069]*\u2069", "", said)
        assert not re.search(r"[A-Za-z/@]\w", outside, re.ASCII), message_id


def test_an_english_source_in_an_arabic_answer() -> None:
    plain = to_plain(cite(RAID, AR, "2"))
    assert plain.endswith("\n\u2068Example Post\u2069 · 5 فبراير/شباط 2018 · 2")


def test_an_arabic_source_in_an_english_answer() -> None:
    assert to_plain(cite(ARABIC, EN)) == "\u2068غارات على إدلب\u2069\n\u2068الجزيرة\u2069 · 5 February 2018"


def test_dates_in_arabic() -> None:
    assert format_date("2018-12", AR) == "ديسمبر/كانون الأول 2018"


def test_the_quote_stays_as_it_was_written_in_either_language() -> None:
    of = quote(RAID, RAID.cut(RAID.paragraphs[2].span), "at least 15 people")
    shown = parse_html(quote_page(Page(AnswerView(AR, answered=True, answer_id="id"), of)).html)
    assert shown.marked("blockquote") == [of.text]
    assert shown.marked("bold") == ["at least 15 people"]


def test_names_that_no_article_mentions_in_arabic() -> None:
    assert refusal_reply(AnswerView(AR, answered=False, missing=("Aleppo", "Homs", "حماة"))).plain == (
        "لا يرد في أي مقال ذكر \u2068Aleppo\u2069، \u2068Homs\u2069 أو حماة."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", {0: "0 article", 1: "1 article", 2: "2 articles", 21: "21 articles"}),
        ("es", {1: "1 artículo", 2: "2 artículos", 21: "21 artículos"}),
        ("ru", {1: "1 статья", 2: "2 статьи", 5: "5 статей", 11: "11 статей", 21: "21 статья", 112: "112 статей"}),
        ("tr", {1: "1 haber", 2: "2 haber"}),
        ("fa", {1: "1 مقاله", 2: "2 مقاله"}),
        ("de", {1: "1 Artikel", 2: "2 Artikel"}),
    ],
)
def test_numbers_agree_with_what_they_count(language: str, said: dict[int, str]) -> None:
    assert {count: locale_for(language).say("articles-listed", count=count) for count in said} == said


def test_every_file_of_the_folder_is_a_language_and_its_direction_is_known() -> None:
    assert set(LANGUAGES) == {path.stem for path in (FOLDER / "locales").glob("*.ftl")}
    assert [language for language in LANGUAGES if locale_for(language).rtl] == ["ar", "fa"]


def test_every_category_of_plurals_of_a_language_is_written() -> None:
    for language in LANGUAGES:
        plurals = babel.Locale(language).plural_form
        needed = {plurals(count) for count in range(1, 200)}
        for name, forms in _selections(language).items():
            if forms & {"one", "two", "few", "many", "zero"}:
                # Arabic has one form for "many" and "other" of most nouns.
                assert needed - forms <= ({"many"} if language == "ar" else set()), f"{name} in {language}"


def test_dates_are_written_as_each_language_does() -> None:
    written = {language: (format_date("2018-02-01", locale_for(language)), format_date("2018-02", locale_for(language)))
               for language in ("fr", "es", "ru", "de", "tr")}  # fmt: skip
    assert written == {
        "fr": ("1er février 2018", "février 2018"), "es": ("1 de febrero de 2018", "febrero de 2018"),
        "ru": ("1 февраля 2018", "февраль 2018"), "de": ("1. Februar 2018", "Februar 2018"),
        "tr": ("1 Şubat 2018", "Şubat 2018"),
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_and_its_buttons_fit_a_phone_in_every_language(locale: Locale) -> None:
    reply = help_views.help_(locale)
    assert sum(len(textwrap.wrap(line, 40)) or 1 for line in reply.plain.split("\n")) <= 12
    # Four in a row: the way to the article, the clipboard and two thumbs; three where one turns pages.
    assert all(
        len(locale.say(m)) <= 14 for m in ("open-article", "copy", "next", "back", "more-context", "back-to-all")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_telegram_shows_itself_is_short_enough(locale: Locale) -> None:
    assert len(locale.say("description")) <= 512
    assert len(locale.say("short-description")) <= 120
    assert all(1 <= len(locale.say(f"command-{name}")) <= 256 for name in help_views.COMMANDS)
    for message_id in ("expired", "example-expired", "thanks", "why-bad", "settings-not-yours"):
        assert len(locale.say(message_id)) <= 200
    assert len(help_views.apology("0123abcd", locale).plain) <= 200
    assert all(len(locale.say(m)) <= 64 for m in ("ask-in-private", "not-said-ask-in-private"))


_BUTTONS = (
    *(f"help-button-{page}" for page in ("ask", "group", "commands", "privacy")), "help-operators-title",
    "privacy-button-details", "privacy-button-delete", "all-in-private", "whole-article", "read-on", "back-to-quote",
    "back-to-passage", "share", "wrong-passage", "out-of-date", "not-in-article", "it-does", "it-does-not",
    "stop-watching", "stop-watching-some", "quiet-title", "quiet-none", "settings-fewer", "settings-more",
    "settings-default", "settings-previews-on", "settings-previews-off", "language-title", "language-auto", "yes", "no",
    "forget-yes", "forget-no", "forget-undo", "search-as-written", "search-all-dates", "timeline",
)  # fmt: skip


@pytest.mark.parametrize("locale", [*map(locale_for, LANGUAGES)], ids=LANGUAGES)
def test_what_buttons_say_fits_half_a_phone(locale: Locale) -> None:
    assert [said for said in (locale.say(button) for button in _BUTTONS) if len(said) > 24] == []
    # Three in a row.
    assert sum(len(locale.say(f"settings-{step}")) for step in ("fewer", "more", "default")) <= 36


def _texts(language: str) -> str:
    """The messages of a file, without its comments."""
    lines = (FOLDER / "locales" / f"{language}.ftl").read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def test_no_french_line_begins_with_punctuation() -> None:
    said = [locale_for("fr").say(name, **dict.fromkeys(variables, 3)) for name, variables in _messages("fr").items()]
    assert [text for text in said if re.search(r" [:;?!»]|« ", text)] == []


@pytest.mark.parametrize(
    ("language", "other"),
    [
        # A second word for an article, a file, the index, a watch, a passage; a familiar "you" beside the polite one.
        ("ar", "مقالة|يُرجى"), ("fa", "پرونده|فرمان"), ("ru", "указател|слежен"), ("es", r"pasaje|(?<!la )[Pp]regunta de nuevo"),
        ("de", r"\bfrag\b|indizier"), ("fr", r"\bJe (ne )?suis (au|rien|plus|«)|ce que je suis"), ("tr", "süzge|Uyan haber"),
    ],
)  # fmt: skip
def test_one_word_for_one_thing(language: str, other: str) -> None:
    assert re.findall(other, _texts(language)) == []
