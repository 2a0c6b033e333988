"""How many posts of WordPress exports are read, against the counts that people made.

    python tests/bench/bench_wxr.py FOLDER

FOLDER holds `manifest.jsonl` (`id`, `file`, `items`, `posts`) and the exports, gzipped one by one. `posts` counts posts
of any state; ours are those that anybody may read, so the table says what became of the others.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from index.errors import SourceError
from index.sources.archives import gzip_member
from index.sources.collections.wordpress import is_published_post, item_fields
from index.sources.document import Document
from index.sources.markup.xml import xml_elements
from index.sources.readers import read_units
from index.sources.walk import documents


def items_of(document: Document) -> list[dict[str, str]]:
    """Every item of an export, damaged or not."""
    damage: list[SourceError] = []
    return [item_fields(element) for element in xml_elements(gzip_member(document), ("item",), damage)]


def main() -> None:
    """Print one line an export, then the sums."""
    folder = Path(sys.argv[1])
    total: Counter[str] = Counter()
    print("| export | items (counted) | posts (counted) | left out | articles | errors |\n|---|---|---|---|---|---|")
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        export = json.loads(line)
        (document,) = documents([folder / export["file"]], {})
        assert isinstance(document, Document), document
        items = items_of(document)
        posts = [item for item in items if item.get("post_type", "").strip() == "post"]
        hidden = [item for item in posts if not is_published_post(item)]
        results = [read.item for read in read_units(document)]
        errors = [result for result in results if isinstance(result, SourceError)]
        row = {
            "items": len(items), "items counted": export["items"],
            "posts": len(posts), "posts counted": export["posts"],
            "left out": len(hidden), "articles": len(results) - len(errors), "errors": len(errors),
        }  # fmt: skip
        total.update(row)
        total["agree"] += row["items"] == row["items counted"] and row["posts"] == row["posts counted"]
        total["exports"] += 1
        print(
            f"| {export['id']} | {row['items']} ({row['items counted']}) | {row['posts']} ({row['posts counted']}) "
            f"| {row['left out']} | {row['articles']} | {'; '.join(e.reason[:60] for e in errors[:2])} |"
        )
    print(dict(total))


if __name__ == "__main__":
    main()
