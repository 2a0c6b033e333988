"""Text and articles drawn to hurt."""

from hypothesis import settings
from hypothesis import strategies as st

from index.records import Article
from tests.index.fakes import FURNITURE, laid_out

quick = settings()
"""As the loaded profile has it."""


def examples(times: float) -> settings:
    """So many times the examples of the loaded profile, for what is slower or finds more than most."""
    return settings(max_examples=max(1, round(times * settings().max_examples)))


DANGEROUS = (
    '<b>&"', "</b>", "&amp;", "🚀", "🏚️", "👨‍👩‍👧", "𝐁𝐨𝐥𝐝", "مرحبا بالعالم.", "قُتِلَ ١٥ شخصاً؟", "שלום", "\u202eabc\u202c", "a\u00a0b", "zero\u200bwidth",
    "\ufeff", "\u200f", "SU-25", "3.5 million", "Dr.", "J. K. Rowling", "U.N.", "5 p.m.", "…", "...", "他来了。", "真的吗？", "“Quote.”",
    "‘Quote’", "(aside.)", "İstanbul", "ß", "ﬁ", "e\u0301", "ﷺ", "½", "²", "Maarrat al-Nu'man’s", "one", "The", "killed", "?!", ".", "!", "-", "—",
)  # fmt: skip
WHITE = (
    " ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2003", "\u2028", "\n\n", "\r", "\r\n\r\n", "\n\r\n", "\r\r\n", "\n \n\n", "\x85", "\x0b\x0c",
)  # fmt: skip
LONG = ("word " * 800, "x" * 4000, "ودخل الجنود القرية " * 210, "他" * 4000, "Sentence one of many. " * 200)

characters = st.characters(exclude_categories=["Cs"])
_pieces = st.one_of(st.sampled_from(DANGEROUS), st.text(characters, min_size=1, max_size=12))


@st.composite
def texts(draw: st.DrawFn, max_pieces: int = 25) -> str:
    """Any text: scripts, emoji, markup, odd white space."""
    parts = draw(st.lists(st.tuples(_pieces, st.sampled_from(WHITE)), max_size=max_pieces))
    return "".join(piece + white for piece, white in parts)


blocks = texts().map(str.strip).filter(bool)
long_blocks = st.sampled_from(LONG).map(str.strip)
_KINDS = ("body", "body", "body", "standfirst", "heading", FURNITURE)


@st.composite
def articles(draw: st.DrawFn, furniture: bool = True) -> Article:
    """An article, perhaps empty, perhaps of one word, perhaps with a 4,000-character sentence and furniture inside."""
    found = draw(st.lists(st.one_of(blocks, blocks, blocks, long_blocks, st.just("Word")), max_size=5))
    kinds = [
        kind if furniture or kind != FURNITURE else "body"
        for kind in draw(st.tuples(*(st.sampled_from(_KINDS) for _ in found)))
    ]
    laid = list(zip(kinds, found, strict=True))
    title = draw(st.none() | blocks)
    if title is not None and draw(st.booleans()):
        laid.insert(0, ("title", title))
    return laid_out(
        draw(st.text("0123456789abcdef", min_size=1, max_size=12)),
        laid,
        between=draw(st.sampled_from(("\n\n", "\r\n\r\n"))),
        title=title,
        published=draw(st.sampled_from((None, "2018", "2018-02", "2018-02-05", "2018-02-05T10:00:00+00:00"))),
        source=draw(st.none() | blocks),
        language=draw(st.sampled_from((None, "en", "ar"))),
    )
