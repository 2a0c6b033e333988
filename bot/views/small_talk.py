"""What is said to words that ask nothing of the articles: a greeting, thanks, "what is the source?". Pure."""

from collections.abc import Sequence

from bot.support.i18n import Locale
from bot.views.answer_messages import source_lines
from bot.views.buttons import Button, LinkButton
from bot.views.citation import web_address
from bot.views.markup import Reply, notice
from bot.views.quote_page import Page
from bot.views.static_messages import example_press
from bot.views.text_fragment import address_at
from bot.views.truncation import shorten

_LABEL_UNITS = 120


def greeting(examples: Sequence[str], locale: Locale) -> Reply:
    """A greeting in a line, with an example to tap where there is one."""
    rows = tuple((Button(shorten(question, _LABEL_UNITS), example_press(question)),) for question in examples[:1])
    return Reply((locale.say("greeting"),), rows)


def welcome(locale: Locale) -> Reply:
    """To thanks; in a group nothing is said to them."""
    return notice(locale.say("welcome"))


def nothing_to_answer(locale: Locale) -> Reply:
    """To words that ask nothing which articles could answer."""
    return notice(locale.say("nothing-to-answer"))


def source_of(page: Page | None, locale: Locale) -> Reply:
    """Where the quote that was just shown comes from, with the way there.

    Args:
        page: None where nothing was shown.
    """
    if page is None:
        return notice(locale.say("no-source-yet"))
    article, url = page.quote.article, web_address(page.quote.article.url)
    link = (
        () if url is None else ((LinkButton(locale.say("open-article"), address_at(article, page.quote.span, url)),),)
    )
    return Reply(source_lines(page), link)
