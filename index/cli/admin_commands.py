"""The commands of whoever keeps the archive: articles of links among the others, and articles that are left out."""

import argparse
import json
import os
import sys

from index.building.exclude import exclude_article, readmit_article
from index.building.link_archive import KeptPage, keep_page
from index.building.pipeline import fetcher_in
from index.cli.admin_output import (
    forgetting_json,
    forgetting_text,
    forgotten_json,
    forgotten_text,
    kept_json,
    kept_text,
)
from index.cli.output import Bars
from index.errors import SourceError
from index.models.model_files import DEFAULT_MODEL
from index.storage.exclusions import read_exclusions


def fetch(options: argparse.Namespace) -> int:
    """Keep what is at some urls as files among the articles."""
    kept: list[KeptPage] = []
    refused: list[SourceError] = []
    with Bars() as bars:
        for one in keep_page(options.urls, options.into, fetcher_in(options.index, options.allow_private)):
            if isinstance(one, KeptPage):
                kept.append(one)
            else:
                refused.append(one)
            bars.tell("fetching", 1, None)
    if options.json:
        print(json.dumps(kept_json(kept, refused), ensure_ascii=False))
    else:
        print(kept_text(kept, refused, options.into))
    return 0 if kept else 2


def forget_articles(options: argparse.Namespace) -> int:
    """Leave articles out from now on, take that back, or list them."""
    if options.list == bool(options.ids) or (options.list and options.undo):
        options.usage_error("name the ids of articles, or give --list")
    if options.list:
        listed = list(read_exclusions(options.index).values())
        print(json.dumps(forgotten_json(listed), ensure_ascii=False) if options.json else forgotten_text(listed))
    elif options.undo:
        listed = list(readmit_article(options.ids, options.index))
        if options.json:
            print(json.dumps(forgotten_json(listed), ensure_ascii=False))
        else:
            print(forgotten_text(listed))
            print(
                "The next build has them again, if their files are still there: python -m index build", file=sys.stderr
            )
    else:
        with Bars() as bars:
            done = exclude_article(
                options.ids, options.index, os.environ.get("EMBEDDING_MODEL") or DEFAULT_MODEL, bars.tell
            )
        print(
            json.dumps(forgetting_json(done), ensure_ascii=False)
            if options.json
            else forgetting_text(done, options.index)
        )
    return 0
