from pathlib import Path

import pytest

from tests.index.sources.made import PROSE, read, shown, write


def test_markup_is_rendered_to_words(tmp_path: Path) -> None:
    text = (
        "# The *title*\n\nA **bold** word, a [link](https://example.org/x) and `code`.\nA second line.\n\n"
        "![a picture](p.png)\n\n## Part one\n\n- first item\n- second **item**\n  - nested\n\n1. one\n2. two\n\n"
        "> quoted words\n\n| Place | Dead |\n|---|---|\n| Idlib | 15 |\n\n```\ncode block\n```\n\n"
        "<div>raw <b>html</b></div>\n"
    )
    (article,), _ = read(write(tmp_path, "a.md", text))
    assert article.title == "The title"
    assert [(p.kind.value, words) for p, words in zip(article.paragraphs, shown(article), strict=True)] == [
        ("title", "The title"),
        ("body", "A bold word, a link and code. A second line."),
        ("heading", "Part one"),
        ("body", "first item"),
        ("body", "second item"),
        ("body", "nested"),
        ("body", "one"),
        ("body", "two"),
        ("body", "quoted words"),
        ("body", "Place | Dead"),
        ("body", "Idlib | 15"),
        ("body", "raw html"),
    ]


def test_front_matter_goes_before_the_first_heading(tmp_path: Path) -> None:
    text = f"---\ntitle: Given\nauthors:\n  - Jane Doe\n  - John Roe\nlang: en-GB\n---\n# Other\n\n{PROSE[0]}\n"
    (article,), _ = read(write(tmp_path, "a.md", text))
    assert (article.title, article.author, article.language) == ("Given", "Jane Doe, John Roe", "en")


def test_a_later_heading_is_no_title(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.markdown", f"{PROSE[0]}\n\n## Part\n\n{PROSE[1]}\n"))
    assert article.title is None


def test_scripts_and_styles_in_markdown_are_no_text(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.md", f"<script>alert(1)</script>\n\n<style>p {{}}</style>\n\n{PROSE[0]}"))
    assert shown(article) == [PROSE[0]]


@pytest.mark.parametrize(
    ("head", "line", "words"),
    [
        ("title: [unclosed", 3, "YAML"),
        ("a: b\nbad: c: d", 3, "YAML"),
        ("date: soon", None, "date"),
        ("url: javascript:alert(1)", None, "address"),
        ("title: {a: 1}", None, "text"),
    ],
)
def test_bad_front_matter_refuses_the_file_by_name(tmp_path: Path, head: str, line: int | None, words: str) -> None:
    articles, (error,) = read(write(tmp_path, "a.md", f"---\n{head}\n---\n{PROSE[0]}\n"))
    assert articles == []
    assert words in error.reason
    assert error.path.endswith("a.md")
    assert error.line is not None
    if line is not None:
        assert error.line == line


def test_yaml_that_refers_to_itself_is_refused(tmp_path: Path) -> None:
    bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}, *a]\n" for n in range(30))
    _, errors = read(write(tmp_path, "a.md", f"---\n{bomb}author: *b29\n---\n{PROSE[0]}\n"))
    assert len(errors) == 1
