import io
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.building.export import export
from index.records import Article
from index.sources.readers import read_articles
from tests.index import strategies
from tests.index.fakes import FURNITURE, laid_out
from tests.index.strategies import quick

BREAD = laid_out(
    "bread",
    [("title", "Dear bread"), ("body", "Bread prices rose in Homs."), (FURNITURE, "Share this"), ("body", "Why? “قال”")],
    title="Dear bread", url="https://example.org/bread", published="2019-03", source="Courier", language="en",
)  # fmt: skip


def exported(*articles: Article) -> str:
    file = io.StringIO()
    assert export(articles, file) == len(articles)
    return file.getvalue()


def test_what_is_not_known_is_left_out() -> None:
    assert json.loads(exported(laid_out("one", [("body", "Word")]))) == {"id": "one", "text": "Word"}


def test_nothing_is_exported_of_no_articles() -> None:
    assert exported() == ""


def test_an_exported_article_is_read_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text(exported(BREAD), encoding="utf-8")
    (again,) = read_articles([tmp_path / "all.jsonl"])
    assert isinstance(again, Article)
    for name in ("text", "title", "url", "published", "source", "language"):
        assert getattr(again, name) == getattr(BREAD, name)
    shown = [again.cut(p.span) for p in again.paragraphs]
    assert shown == ["Dear bread", "Bread prices rose in Homs.", "Why? “قال”"]


def test_tags_that_an_article_writes_of_are_read_back_as_its_words(tmp_path: Path) -> None:
    words = "Every paragraph begins with <p> and ends with </p>, and <b>so on</b>."
    (tmp_path / "all.jsonl").write_text(exported(laid_out("html", [("body", words)])), encoding="utf-8")
    (again,) = read_articles([tmp_path / "all.jsonl"])
    assert isinstance(again, Article)
    assert again.text == words


@quick
@given(articles=st.lists(strategies.articles(), max_size=3))
def test_each_article_is_one_line_of_json(articles: list[Article]) -> None:
    lines = exported(*articles).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["text"] for line in lines] == [article.text for article in articles]
