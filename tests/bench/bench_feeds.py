"""How RSS and Atom files of every oddity are understood, against what each declares.

    python tests/bench/bench_feeds.py FOLDER

FOLDER holds `manifest.jsonl` (`id`, `file`, `kind`, `expect`) and the feeds, gzipped one by one. `expect` is an
expression over the parsed feed, as in feedparser's own tests; a comment `Header: name: value` in the file stands for the
response it came in. Many expect markup that is cleaned, so that is asked for; our reader takes words alone, and the
entries whose words differ with and without it are counted. Every file goes through our reader, which must survive it.
"""

import gzip
import json
import re
import sys
from collections import Counter
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from index.errors import SourceError
from index.sources.collections.feed import entry_html, parse_feed
from index.sources.decompression_limits import Budget
from index.sources.document import Document
from index.sources.markup.html_fragment import fragment_blocks
from index.sources.readers import read_units

_HEADER = re.compile(rb"^Header:\s*([^:\n]+):\s*(.+?)\s*$", re.MULTILINE)


def holds(expectation: str, content: bytes, over_http: bool) -> bool:
    """Whether the expression is true of the feed as our reader parses it."""
    headers = {name.decode().lower(): value.decode() for name, value in _HEADER.findall(content)}
    if over_http:  # what feedparser's own test server says of every file
        headers = {"content-type": "application/xml", "content-location": "http://127.0.0.1:8097/feed"} | headers
    parsed: dict[str, Any] = dict(parse_feed(content, headers, clean_markup=True))
    try:
        return bool(eval(expectation, {}, parsed))
    except (LookupError, AttributeError, TypeError):
        return False


def differing_words(content: bytes) -> int:
    """Entries of a feed whose words are others where its markup is cleaned."""
    plain, clean = (
        [[block.text for block in fragment_blocks(entry_html(entry) or "")] for entry in parse_feed(content, {}, how).entries]
        for how in (False, True)
    )  # fmt: skip
    return sum(one != other for one, other in zip(plain, clean, strict=True))


def main() -> None:
    """Print the feeds that miss their expectation, then one table."""
    folder = Path(sys.argv[1])
    met: Counter[str] = Counter()
    total: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        feed = json.loads(line)
        content = gzip.decompress((folder / feed["file"]).read_bytes())
        total[feed["kind"]] += 1
        if not feed["expect"]:
            read["without expectation"] += 1
            met[feed["kind"]] += 1
        elif holds(feed["expect"], content, "/http_" in feed["id"]):
            met[feed["kind"]] += 1
        else:
            print(f"missed: {feed['id']}: {feed['expect'][:110]}")
        read["entries whose words differ"] += differing_words(content)
        name = Path(feed["file"]).name.removesuffix(".gz")
        document = Document(feed["id"], feed["id"], name, partial(BytesIO, content), Budget.for_file(len(content)))
        results = [read.item for read in read_units(document)]
        refused = [result for result in results if isinstance(result, SourceError)]
        read["articles"] += len(results) - len(refused)
        read["errors"] += len(refused)
        read["silent files"] += not results
        read["readers that gave up"] += sum("gave up" in result.reason for result in refused)
    print("| kind | feeds | expectation met |\n|---|---|---|")
    for kind, count in total.items():
        print(f"| {kind} | {count} | {met[kind]} |")
    print(dict(read))


if __name__ == "__main__":
    main()
