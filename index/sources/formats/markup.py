"""Small pieces of HTML as one line, and WordPress shortcodes."""

import re

from index.sources.formats.fragment import fragment_blocks

# Shortcodes that WordPress and its usual plugins have; others are told by their attributes or their closing tag, since
# "[sic]" and "[emphasis added]" are words of the author.
_KNOWN = frozenset((
    "audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption", "youtube", "vimeo", "twitter",
    "tweet", "instagram", "facebook", "soundcloud", "slideshow", "slideshare", "googlemaps", "dailymotion",
    "wpvideo", "polldaddy", "contact-form", "contact-form-7", "recent-posts", "archives", "sitemap", "more",
    "latestposts", "ad", "ads", "adsense", "related_posts",
))  # fmt: skip
_SHORTCODE = re.compile(
    r"(?P<open>\[?)\[(?P<closing>/?)(?P<name>[A-Za-z][\w-]*+)(?P<attributes>[\s:][^\[\]]*+|/)?\](?P<shut>\]?)"
)
_ATTRIBUTE = re.compile(r"[\w-]\s{0,9}=\s{0,9}(?:\"|'|&#?\w{1,9};|[\w/.:-])")


def one_line(html: str) -> str | None:
    """The words of a title or a name that may hold tags and entities; None when there are none."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split()) or None
    return " ".join(block.text for block in fragment_blocks(html)) or None


def without_shortcodes(text: str) -> str:
    """`text` without `[gallery ids="1,2"]` and the like; what stands between an opening and a closing one stays."""
    closed = {match["name"].lower() for match in _SHORTCODE.finditer(text) if match["closing"]}

    def replaced(match: re.Match[str]) -> str:
        if match["open"] and match["shut"]:
            return match.group()[1:-1]  # [[gallery]] is how an author writes of it
        name = match["name"].lower()
        attributes = match["attributes"] or ""
        if name in _KNOWN or name in closed or _ATTRIBUTE.search(attributes):
            return match["open"] + "\n\n" + match["shut"]
        return match.group()

    return _SHORTCODE.sub(replaced, text)
