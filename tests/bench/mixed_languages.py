"""Make a set of articles in several languages out of parallel sets, in which one question stands in each.

    python -m tests.bench.mixed_languages FOLDER OUT --sets xquad_en,xquad_ar [--own]

FOLDER as for bench_questions. What is asked of one text in several languages is kept in one of them, drawn by its content, so
that nothing but that text answers; OUT gets its questions in the others, or with --own those in its own language, over
the same articles.
"""

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.bench.bench_questions import rows

Row = dict[str, Any]


def parallel_key(row: Row) -> str:
    """What a question has in common with its translations: the end of its id."""
    return str(row["id"].rsplit("-", 1)[-1])


def mixed(folder: Path, sets: Iterable[str]) -> tuple[list[Row], list[Row], list[Row]]:
    """The articles, each in one language, the questions on them in their own, and those in others."""
    articles, asked = dict[str, Row](), defaultdict[str, dict[str, Row]](dict)
    texts = defaultdict[str, dict[str, Row]](dict)
    for name in sets:
        language = name.rsplit("_", 1)[-1]
        articles.update({row["id"]: {**row, "language": language} for row in rows(folder / name / "articles.jsonl")})
        for row in rows(folder / name / "questions.jsonl"):
            key = parallel_key(row)
            asked[key][row.get("question_language") or language] = row
            texts[key].setdefault(language, row)
    group = _groups({key: [_text(articles, row) for row in own.values()] for key, own in texts.items()})
    spoken = defaultdict[str, set[str]](set)
    for key, own in texts.items():
        spoken[group[key]].update(own)
    kept, own_questions, others = dict[str, Row](), list[Row](), list[Row]()
    for key, own in sorted(texts.items()):
        language = _drawn(group[key], sorted(spoken[group[key]]))
        if language not in own:
            continue
        there = own[language]
        article = kept.setdefault(_text(articles, there), articles[there["evidence"][0]["article_id"]])
        for other, row in sorted(asked[key].items()):
            found = {field: there[field] for field in ("answers", "answerable")}
            evidence = [{**one, "article_id": article["id"]} for one in there["evidence"]]
            line = {"id": f"{key}-{other}", "question": row["question"], **found, "evidence": evidence}
            (own_questions if other == language else others).append(line)
    return list(kept.values()), own_questions, others


def _text(articles: dict[str, Row], question: Row) -> str:
    return str(articles[question["evidence"][0]["article_id"]]["text"])


def _groups(texts: dict[str, list[str]]) -> dict[str, str]:
    """The group of each question: those that have a text in common, directly or by others, are one."""
    parent: dict[str, str] = {}

    def root(text: str) -> str:
        while (above := parent.setdefault(text, text)) != text:
            text = above
        return text

    for several in texts.values():
        for text in several[1:]:
            parent[root(text)] = root(several[0])
    return {key: root(several[0]) for key, several in texts.items()}


def _drawn(group: str, languages: list[str]) -> str:
    return languages[int(hashlib.sha256(group.encode()).hexdigest(), 16) % len(languages)]


def main() -> None:
    """Read, mix, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sets", required=True)
    parser.add_argument("--own", action="store_true")
    options = parser.parse_args()
    articles, own, others = mixed(options.folder, options.sets.split(","))
    options.out.mkdir(parents=True)
    for name, lines in (("articles", articles), ("questions", own if options.own else others)):
        written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (options.out / f"{name}.jsonl").write_text(written, encoding="utf-8")
    print(f"{len(articles)} articles, {len(own)} questions in their language, {len(others)} in another")


if __name__ == "__main__":
    main()
