import csv
import io
import json
from pathlib import Path

import pytest

from index.sources import article_assembly
from index.sources.collections import json_rows, json_stream
from tests.index.sources.made import PROSE, read, shown, write


def test_each_line_of_json_lines_is_an_article_with_its_text_exactly(tmp_path: Path) -> None:
    text = f" Headline \r\n\r\n{PROSE[0]}\n\n{PROSE[1]} "
    rows = [
        {"id": "a", "text": text, "title": "T", "date": "1990-01", "url": "https://x.org/1", "source": "FBIS"},
        {"text": PROSE[0]},
    ]
    (first, second), errors = read(write(tmp_path, "a.jsonl", "\n\n".join(map(json.dumps, rows)) + "\n"))
    assert errors == []
    assert first.text == text
    assert (first.title, first.published, first.source, first.url) == ("T", "1990-01", "FBIS", "https://x.org/1")
    assert [Path(str(one.path)).name for one in (first, second)] == ["a.jsonl:1", "a.jsonl:3"]


def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": PROSE[0]}),
        '{"text": ',
        '"words"',
        json.dumps({"title": "no text"}),
        json.dumps({"body": PROSE[1]}),
    ]
    articles, errors = read(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [article.text for article in articles] == list(PROSE)
    assert [error.line for error in errors] == [2, 3, 4]
    assert "title" in errors[2].reason


def test_a_bad_first_line_does_not_hide_the_rest(tmp_path: Path) -> None:
    articles, errors = read(write(tmp_path, "a.jsonl", '{"text": "cut\n' + json.dumps({"text": PROSE[0]}) + "\n"))
    assert (len(articles), [error.line for error in errors]) == (1, [1])


def test_a_list_an_object_and_an_object_with_a_list_are_read(tmp_path: Path) -> None:
    rows = [{"text": one} for one in PROSE]
    for name, value in (("list", rows), ("wrapped", {"total": 2, "articles": rows}), ("one", rows[0])):
        articles, errors = read(write(tmp_path, f"{name}.json", json.dumps(value, indent=1)))
        assert errors == []
        assert [article.text for article in articles] == list(PROSE)[: 1 if name == "one" else 2]


def test_other_names_can_be_mapped(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", json.dumps([{"Volltext": PROSE[0], "title": "wrong", "Kopf": "right"}]))
    (article,), _ = read(path, fields={"text": "Volltext", "title": "Kopf"})
    assert (article.text, article.title) == (PROSE[0], "right")
    assert "text=FIELD" in read(path)[1][0].reason


def test_html_in_a_field_is_rendered(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", json.dumps({"content": f"<p>{PROSE[0]}</p><p>A &amp; <b>B</b></p>"}))
    (article,), _ = read(path)
    assert shown(article) == [PROSE[0], "A & B"]


def test_ids_come_from_the_url_then_the_rows_own_id_then_what_the_row_says(tmp_path: Path) -> None:
    def ids(*rows: dict[str, str]) -> list[str]:
        return [a.id for a in read(write(tmp_path, "a.jsonl", "\n".join(json.dumps(row) for row in rows)))[0]]

    one, two = {"text": PROSE[0], "id": "x"}, {"text": PROSE[1], "id": "y"}
    assert ids(one, two) == ids(two, one)[::-1]
    assert len(set(ids({"text": PROSE[0]}, {"text": PROSE[0]}))) == 2


def test_scraped_metadata_that_cannot_be_read_is_not_given(tmp_path: Path) -> None:
    row = {"text": PROSE[0], "date": "unknown", "url": "n/a", "author": None, "lang": "?"}
    (article,), errors = read(write(tmp_path, "a.jsonl", json.dumps(row)))
    assert errors == []
    assert (article.published, article.url, article.author, article.language) == (None, None, None, "en")


def test_half_a_surrogate_pair_is_replaced(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.jsonl", f'{{"text": "{PROSE[0]} \\ud83d end.", "title": "\\udc00"}}'))
    assert "\ufffd" in article.text or "?" in article.text


def test_tables_are_read_whatever_parts_their_cells(tmp_path: Path) -> None:
    for delimiter in ",;\t|":
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(["Title", "Date", "Text"])
        writer.writerow(["One", "2018-02", f"{PROSE[0]}\n\n{PROSE[1]}, and more; | so"])
        writer.writerow(["Two", "", ""])
        articles, errors = read(write(tmp_path, "a.csv", stream.getvalue()))
        assert [(a.title, a.published, len(a.paragraphs)) for a in articles] == [("One", "2018-02", 2)]
        assert [error.line for error in errors] == [5]


def test_a_row_with_too_many_cells_is_named(tmp_path: Path) -> None:
    _, (error,) = read(write(tmp_path, "a.csv", "title,text\nA,B,C\n"))
    assert (error.line, "3 cells" in error.reason) == (2, True)


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    _, (error,) = read(write(tmp_path, "a.csv", "title,text\n"))
    assert "no rows" in error.reason


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    for content in ("[" * 100_000, '{"a":' * 100_000, '{"text": ' + "9" * 6000 + "}"):
        articles, errors = read(write(tmp_path, "a.json", content))
        assert articles == []
        assert len(errors) == 1


@pytest.mark.parametrize(
    "value",
    [
        {"status": "ok", "articles": [{"content": one, "source": {"name": "Post"}} for one in PROSE]},
        {"response": {"docs": [{"headline": {"main": "T"}, "lead_paragraph": one} for one in PROSE]}},
        {"hits": {"total": 2, "hits": [{"_id": n, "_source": {"body": one}} for n, one in enumerate(PROSE)]}},
        {"data": {"edges": [{"node": {"body": [{"type": "p", "text": one}]}} for one in PROSE]}},
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Post",
            "items": [{"content_text": one} for one in PROSE],
        },
        [{"title": {"rendered": "A &#8216;B&#8217;"}, "content": {"rendered": f"<p>{one}</p>"}} for one in PROSE],
    ],
)
def test_the_list_is_found_in_what_services_wrap_around_it(
    tmp_path: Path, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    for indent in (None, 1):
        path = write(tmp_path, "a.json", json.dumps(value, indent=indent))
        articles, errors = read(path)
        assert ([article.text for article in articles], errors) == (list(PROSE), [])
    monkeypatch.setattr(json_rows, "_HELD", 10)
    streamed, errors = read(path)
    assert [article.text for article in streamed] == list(PROSE)
    assert [article.id for article in streamed] == [article.id for article in articles]
    assert errors == []


def test_names_of_services_are_understood(tmp_path: Path) -> None:
    row = {
        "headline": {"main": "Main"}, "byline": {"original": "Ann Dole"}, "web_url": "https://x.org/a",
        "publishedAt": "0000-00-00", "created_at": "2020-01-05", "content": [{"type": "bold", "text": "Ten "}, "died."],
        "description": "A flood.",
    }  # fmt: skip
    (article,), _ = read(write(tmp_path, "a.json", json.dumps({"results": [row]})))
    assert (article.title, article.author, article.url) == ("Main", "Ann Dole", "https://x.org/a")
    assert (article.published, article.text) == ("2020-01-05", "Ten died.")
    cut = {
        "description": "The mayor quit.",
        "content": "The mayor quit on Monday after a row, her office sai… [+99 chars]",
    }
    (article,), _ = read(write(tmp_path, "b.json", json.dumps(cut)))
    assert article.text == "The mayor quit.\n\nThe mayor quit on Monday after a row, her office sai…"


def test_the_hint_of_a_refusal_works_when_it_is_followed(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", json.dumps({"payload": {"list": [{"kopf": "T", "inhalt": {"lang": PROSE[0]}}]}}))
    _, (error,) = read(path)
    assert "inhalt.lang" in error.reason
    (article,), _ = read(path, fields={"text": "inhalt.lang", "title": "kopf"})
    assert (article.text, article.title) == (PROSE[0], "T")


def test_a_large_file_that_is_damaged_gives_what_stands_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rows, "_HELD", 10)
    whole = json.dumps({"articles": [{"text": one} for one in PROSE]}, indent=1)
    articles, errors = read(write(tmp_path, "a.json", whole[:-30]))
    assert (len(articles), len(errors)) in {(0, 1), (1, 1)}
    assert read(write(tmp_path, "b.json", "{\n" + '"a": [' * 50_000))[0] == []
    assert "--field" in read(write(tmp_path, "c.json", json.dumps({"a": [{"b": "c"}]}, indent=1)))[1][0].reason


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("By ANN DOLE and Bo Li", "ANN DOLE and Bo Li"), ("BY ANN DOLE", "ANN DOLE"), ("Por Ana Doe", "Ana Doe"),
        ("Byron Dole", "Byron Dole"), ("By", "By"), ("Von Miller", "Von Miller"), ("بقلم: آن دول", "آن دول"),
    ],
)  # fmt: skip
def test_a_byline_gives_the_names_in_it(tmp_path: Path, said: str, author: str) -> None:
    row = {"headline": {"main": "Main"}, "byline": {"original": said}, "text": PROSE[0]}
    (article,), _ = read(write(tmp_path, "a.json", json.dumps(row)))
    assert article.author == author


@pytest.mark.parametrize(
    "row",
    [
        {"attributes": {"title": "T", "langcode": "fr", "body": {"value": f"<p>{PROSE[0]}</p>", "summary": ""}}},
        {"Titel": "T", "Text": PROSE[0]}, {"заголовок": "T", "текст": PROSE[0]},
        {"title": "T", "content": f"{PROSE[0]} [1289 chars]", "description": PROSE[0]},
    ],
)  # fmt: skip
def test_names_of_other_programs_and_languages_are_understood(tmp_path: Path, row: dict[str, object]) -> None:
    (article,), errors = read(write(tmp_path, "a.json", json.dumps({"data": [row]})))
    assert (shown(article), article.title, errors) == ([PROSE[0]], "T", [])


def test_what_was_never_published_is_refused(tmp_path: Path) -> None:
    rows = [{"title": "A", "text": PROSE[0], "status": one} for one in ("published", "draft", "trash")]
    (article,), errors = read(write(tmp_path, "a.json", json.dumps({"db": [{"data": {"posts": rows}}]})))
    assert article.title == "A"
    assert len(errors) == 2
    assert all("not published" in error.reason for error in errors)


@pytest.mark.parametrize(
    ("said", "code"), [("deu", "de"), ("ger", "de"), ("eng-GB", "en"), ("ckb", "ckb"), ("pt", "pt")]
)
def test_a_language_of_three_letters_is_known_by_two(tmp_path: Path, said: str, code: str) -> None:
    (article,), _ = read(write(tmp_path, "a.json", json.dumps({"text": PROSE[0], "lang": said})))
    assert article.language == code


def test_a_text_without_end_is_refused_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rows, "_HELD", 10)
    monkeypatch.setattr(json_stream, "_PIECE", 100)
    monkeypatch.setattr(article_assembly, "LONGEST_TEXT", 200)
    rows = [{"text": PROSE[0]}, {"text": 'He said "no". ' * 100}, {"text": PROSE[1]}]
    for name, given in (("a.json", rows), ("result.json", {"type": "public_channel", "name": "T", "messages": rows})):
        articles, errors = read(write(tmp_path, name, json.dumps(given, indent=1)))
        assert [article.text for article in articles] in ([], [PROSE[0]])
        assert "one article of more than" in errors[-1].reason
