"""What `places` prints: the names of a corpus, and how one of them is found."""

from index.names.name_index import NameMatch, Spelling

_WHYS = {
    "literal": "as written",
    "spelling": "another spelling",
    "gazetteer": "the same place in the gazetteer",
    "script": "another script",
}


def name_text(found: NameMatch) -> str:
    """A name with its spellings, a line each, then those that it is not taken for."""
    if not found.spellings:
        lines = [f"No article here mentions {found.name}, in any spelling known."]
    else:
        lines = [found.name, *(f"  {_told(spelling)} · {_WHYS[spelling.why]}" for spelling in found.spellings)]
    if found.near:
        lines += ["  not taken for it:", *(f"    {_told(spelling)}" for spelling in found.near)]
    return "\n".join(lines)


def _told(spelling: Spelling) -> str:
    dated = "undated" if spelling.earliest is None else f"{spelling.earliest[:10]} to {(spelling.latest or '')[:10]}"
    articles = f"{spelling.articles:,} article{'' if spelling.articles == 1 else 's'}"
    return f"{spelling.written}: {spelling.times:,} times in {articles}, {dated}"
