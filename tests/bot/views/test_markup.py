"""The renderings of a message."""

from bot.views.markup import Blockquote, Bold, Italic, Link, to_html, to_plain, to_terminal, utf16_length

MESSAGE = (
    "a<",
    Bold("b&"),
    Italic("c"),
    "\n",
    Blockquote(("x ", Bold("y"), "\nz")),
    "\n",
    Link("t", 'https://a.org/?q="<&'),
)


def test_html_escapes_words_and_addresses() -> None:
    assert to_html(MESSAGE) == (
        "a&lt;<b>b&amp;</b><i>c</i>\n<blockquote>x <b>y</b>\nz</blockquote>\n"
        '<a href="https://a.org/?q=&quot;&lt;&amp;">t</a>'
    )


def test_plain_has_the_same_words() -> None:
    assert to_plain(MESSAGE) == 'a<b&c\n“x y\nz”\nt (https://a.org/?q="<&)'


def test_terminal_puts_quotes_behind_a_bar() -> None:
    assert to_terminal(MESSAGE, styled=False) == 'a<b&c\n  │ x y\n  │ z\nt (https://a.org/?q="<&)'


def test_terminal_marks_bold_only_when_styled() -> None:
    assert to_terminal((Bold("y"),), styled=True) == "\033[1my\033[0m"


def test_terminal_is_not_driven_by_the_corpus() -> None:
    assert to_terminal(("a\x1b[31mb", Blockquote(("c\x9bd\r",))), styled=True) == "a[31mb  │ cd"


def test_empty_marks_leave_no_tags() -> None:
    assert to_html((Bold(""), "x", Italic(""))) == "x"


def test_a_lone_surrogate_can_be_sent() -> None:
    assert to_html(("a\ud800b",)).encode() == "a\ufffdb".encode()


def test_length_is_counted_in_utf16() -> None:
    assert [utf16_length(text) for text in ("a", "é", "死", "🔥", "👩‍👩‍👧")] == [1, 1, 1, 2, 8]
