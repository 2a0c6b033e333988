"""An article to be read page by page, as it is written; pure."""

from collections.abc import Sequence

from bot.support.i18n import Translations
from bot.views.article_pages import Part, mark_of, page_with, pages_of
from bot.views.buttons import AnyButton, Button, LinkButton, Rows
from bot.views.callback_data import Action, ButtonPress
from bot.views.citation import cite, web_address
from bot.views.markup import Blockquote, Bold, Italic, Message, Piece
from bot.views.quote_page import Page
from bot.views.replies import Reply
from bot.views.results import Me
from index.records import Article, ParagraphKind, Quote

ARTICLE = "r_"
"""What the payload of /start begins with that opens an article by its id."""

_IN_GROUP = 3
"""Paragraphs that a group is shown."""


def article_page(article: Article, number: int, words: Translations, me: Me | None, chat: int) -> Reply:
    """Page `number`, from 0, of an article, and the ways to the others; the last one where there are fewer.

    In a group it is the beginning, with the way to a private chat.
    """
    pages = pages_of(article)
    head = (*cite(article, 0, words), "\n\n")
    if not pages:
        return Reply((*head, Italic(words.say("article-empty"))), _rows_out(article, words))
    if chat < 0 and me is not None:
        shown = pages[0][:_IN_GROUP]
        whole = len(pages) == 1 and shown == pages[0]
        onward: Rows = () if whole else ((LinkButton(words.say("read-on"), address(article, me)),),)
        return Reply((*head, *_body(article, shown)), (*onward, *_rows_out(article, words)))
    number = min(number, len(pages) - 1)
    count: Message = ()
    if len(pages) > 1:
        count = ("\n", Italic(words.say("article-page", number=number + 1, count=len(pages))))
    turning: list[AnyButton] = []
    if number > 0:
        turning.append(Button(words.say("back"), _press(Action.READ, article, number - 1)))
    if number + 1 < len(pages):
        turning.append(Button(words.say("next"), _press(Action.READ, article, number + 1)))
    rows = ((tuple(turning),) if turning else ()) + _rows_out(article, words)
    return Reply((*head, *_body(article, pages[number]), *count), rows)


def whole_article(article: Article, words: Translations) -> Reply:
    """All of an article, for where there are no buttons or limits."""
    parts = [part for page in pages_of(article) for part in page]
    return Reply((*cite(article, 0, words), "\n\n", *_body(article, parts)))


def begins_article(article: Article, page: int = 0) -> str:
    """The callback data that opens an article in a message of its own."""
    return _press(Action.OPEN, article, page)


def address(article: Article, me: Me) -> str:
    """The address at which an article is read in a private chat."""
    return f"https://t.me/{me.name}?start={ARTICLE}{article.id}"


def whole_article_row(page: Page, me: Me | None, chat: int) -> Rows:
    """The button from a quote to its article, on the page where it stands there."""
    article, label = page.quote.article, page.words.say("whole-article")
    if chat < 0 and me is not None:
        return ((LinkButton(label, address(article, me)),),)
    return ((Button(label, begins_article(article, page_of(page.quote))),),)


def page_of(quote: Quote) -> int:
    """The page of its article on which a quote begins."""
    return page_with(pages_of(quote.article), quote.span.start)


def _press(action: Action, article: Article, page: int) -> str:
    return ButtonPress(action, article.id + mark_of(article), page).data


def _body(article: Article, parts: Sequence[Part]) -> Message:
    pieces: list[Piece] = []
    for part in parts:
        said = article.cut(part.span)
        pieces += [Blockquote((Bold(said) if part.kind is ParagraphKind.HEADING else said,)), "\n"]
    return tuple(pieces[:-1])


def _rows_out(article: Article, words: Translations) -> Rows:
    url = web_address(article.url)
    return ((LinkButton(words.say("open-article"), url),),) if url else ()
