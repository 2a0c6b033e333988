"""What sites ask of programs in their robots.txt, by RFC 9309."""

from collections.abc import Callable

from cachetools import LRUCache
from protego import Protego

from index.sources.web.responses import Response

AGENT = "verbatim-bot"
"""The name by which a robots.txt can address this project."""

LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 asks for at least these."""

MOST_SITES = 256
"""Sites whose rules, some 500 KB each at most, stay in memory."""


class Robots:
    """The rules of the last `MOST_SITES` sites met, each read once.

    `get` fetches a robots.txt and gives its answer, or raises when there is none to be had: then the site must not be
    read (RFC 9309, 2.3.1.4), and whatever was raised goes on to the caller.
    """

    def __init__(self, get: Callable[[str], Response]) -> None:
        self._get = get
        self._rules: LRUCache[str, Protego] = LRUCache(MOST_SITES)

    def allow(self, url: str, place: str) -> bool:
        """Whether `url` may be read, by the rules at `place`, the address of its site's robots.txt."""
        rules = self._rules.get(place)
        if rules is None:
            response = self._get(place)
            # A site that has no robots.txt, or does not show it, asks for nothing (RFC 9309, 2.3.1.3).
            # The body is empty then.
            rules = Protego.parse(response.body.decode("utf-8", "replace").lstrip("\ufeff"))
            self._rules[place] = rules
        return bool(rules.can_fetch(url, AGENT))

    def crawl_delay(self, place: str) -> float:
        """Seconds between two requests that the site asks for; 0 where it does not, or its rules are not read yet."""
        rules = self._rules.get(place)
        return 0.0 if rules is None else float(rules.crawl_delay(AGENT) or 0.0)
