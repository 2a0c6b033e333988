"""The question-answer sets that the reader learns from, in any language, and which part of them is kept for testing."""

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.records import Span
from index.training.examples import place_of

TOKENISED = frozenset({"qamr_wikinews", "qanom", "qasrl_gs_wikinews", "qed_dev", "clapnq_dev_unans", "facqa_id"})
"""Sets whose text is words with a space between any two."""
NEWS_SENTENCES = "qamr_wikinews"
"""The set whose texts are lone sentences of news."""
ENGLISH = frozenset({
    "squadshifts_new_wiki", "squadshifts_reddit", "squadshifts_amazon_reviews", "tweetqa", "qamr_wikinews",
    "qanom", "qasrl_gs_wikinews", "qed_dev", "clapnq_dev_unans", "squad2_human", "tydiqa_en", "mlqa_dev_en",
})  # fmt: skip
_KEPT = {"piaf_v11": 8, "thquad_ottoman": 8, "pquad_valtest": 16}
_KEPT_ELSEWHERE = 20
"""One article in so many is kept for testing."""
_PARALLEL = re.compile(r"^mlqa_\w+?-(?:d\w\w-)?([0-9a-f]{40})$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its whole text.

    Attributes:
        answer: the characters of `text` that answer, or None where people wrote it to have no answer there.
        wordings: every wording of the answer.
    """

    question: str
    title: str
    text: str
    answer: Span | None
    wordings: tuple[str, ...]
    source: str
    language: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The questions of one set, those to learn from and those kept for testing."""

    name: str
    learned: list[Asked]
    kept: list[Asked]


def read(folder: Path, name: str, held: frozenset[str] | None = None) -> Corpus:
    """One set; of the parallel sets, texts on which a question of `held` is asked are kept."""
    articles = {article["id"]: article for article in rows(folder / name / "articles.jsonl.gz")}
    questions = list(rows(folder / name / "questions.jsonl.gz"))
    if held is not None:
        kept_texts = {
            row["context_article_id"]
            for row in questions
            if (key := parallel_key(row["id"])) is not None and key in held
        }
    else:
        one_in = _KEPT.get(name, _KEPT_ELSEWHERE)
        kept_texts = {key for key, article in articles.items() if _number(article["title"] or key) % one_in == 0}
    learned: list[Asked] = []
    kept: list[Asked] = []
    for row in questions:
        key = row.get("context_article_id") or row["evidence"][0]["article_id"]
        asked = _asked(row, articles[key], name)
        if asked is not None:
            (kept if key in kept_texts else learned).append(asked)
    return Corpus(name, learned, kept)


def parallel_key(question_id: str) -> str | None:
    """What the translations of one question of the parallel sets have in common, or None for another set's."""
    match = _PARALLEL.match(question_id)
    return match.group(1) if match is not None else None


def held_questions(folder: Path, names: Iterable[str]) -> frozenset[str]:
    """Half of the parallel questions, with all that are asked on one text with any of them."""
    groups: list[set[str]] = []
    for name in names:
        by_text: dict[str, set[str]] = {}
        for row in rows(folder / name / "questions.jsonl.gz"):
            key = parallel_key(row["id"])
            if key is not None:
                by_text.setdefault(row["context_article_id"], set()).add(key)
        groups += by_text.values()
    held = {key for group in groups for key in group if _number(key) % 5 < 2}
    return frozenset(held | {key for group in groups if group & held for key in group})


def neighbours(folder: Path) -> dict[str, list[str]]:
    """Sentences of the news set in order, by the article they come from."""
    articles: dict[str, list[tuple[tuple[int, ...], str]]] = {}
    for row in rows(folder / NEWS_SENTENCES / "articles.jsonl.gz"):
        article, paragraph, sentence = row["id"].rsplit("-", 2)
        articles.setdefault(article, []).append(((int(paragraph), int(sentence)), joined(row["text"], None)[0]))
    return {article: [text for _, text in sorted(rows)] for article, rows in articles.items()}


def surroundings(articles: Iterable[Sequence[str]]) -> dict[str, tuple[Sequence[str], Sequence[str]]]:
    """Up to three sentences before and after each sentence of `articles`, where it stands first."""
    found: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
    for article in articles:
        for at, sentence in enumerate(article):
            found.setdefault(sentence, (article[max(0, at - 3) : at], article[at + 1 : at + 4]))
    return found


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a gzipped file, one a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def _asked(row: dict[str, Any], article: dict[str, Any], name: str) -> Asked | None:
    text, title = article["text"], article.get("title") or ""
    language = "en" if name in ENGLISH else article.get("language") or ""
    wordings = tuple(row["answers"])
    if not row["answerable"]:
        answer = None
    else:
        evidence = row["evidence"][0]
        wording, start = evidence.get("answer"), evidence.get("answer_start")
        if wording and start is not None and text[start : start + len(wording)] == wording:
            answer = _trimmed(text, start, start + len(wording))
        else:
            answer = place_of(text, wordings, evidence.get("quote", ""), start)
        if answer is None:
            return None
    question = row["question"].strip()
    if name in TOKENISED:
        question, _ = joined(question, None)
        wordings = tuple(joined(wording, None)[0] for wording in wordings)
        text, answer = joined(text, answer)
        title = ""
    return Asked(question, title, text, answer, wordings, name, language) if question else None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in " \n.,;:،؛。、":
        start += 1
    while end > start and text[end - 1] in " \n.,;:،؛。、":
        end -= 1
    return Span(start, end) if end > start else None


_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}
_MARK = re.compile("|".join(map(re.escape, _BRACKETS)))
_SPACE = re.compile(r" (?=[,.;:!?)\]%]|'s\b|n't\b|'re\b|'ve\b)|(?<=[(\[$£]) ")


def joined(text: str, span: Span | None) -> tuple[str, Span | None]:
    """Text of words with spaces between them, written as people do, and where `span` is in it."""
    ways: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (_MARK, lambda match: _BRACKETS[match.group()]),
        (_SPACE, lambda _: ""),
    )
    for pattern, written in ways:
        parts, at = [], 0
        low, high = (span.start, span.end) if span is not None else (0, 0)
        shift, start, end = 0, low, high
        for match in pattern.finditer(text):
            new = written(match)
            parts += [text[at : match.start()], new]
            at = match.end()
            shift += len(new) - len(match.group())
            if match.end() <= low:
                start = low + shift
            if match.end() <= high:
                end = high + shift
        text = "".join([*parts, text[at:]])
        span = Span(start, end) if span is not None and end > start else None
    return text, span
