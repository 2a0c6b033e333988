import json
from pathlib import Path

import pytest

from index.errors import SourceError
from index.sources.parsing.addresses import web_address
from index.sources.parsing.metadata import Metadata, from_mapping, language_code
from tests.index.sources.made import PROSE, read, write


def test_the_usual_names_are_understood() -> None:
    found = from_mapping(
        {"Headline": "A", "permalink": "https://x.org/a", "Published At": "2018-02-05", "publisher": {"name": "G"},
         "authors": [{"name": "J"}, "K"], "lang": "ar_SY", "other": 1}, "f", strict=True,
    )  # fmt: skip
    assert found == Metadata("A", "https://x.org/a", "2018-02-05", "G", "J, K", "ar")


def test_yaml_dates_and_years_are_dates(tmp_path: Path) -> None:
    for number, (given, expected) in enumerate(
        [("2018", "2018"), ("2018-02-05", "2018-02-05"), ("2018-02-05 10:00:00", "2018-02-05T10:00:00"),
         ("2018-02-05T10:00:00Z", "2018-02-05T10:00:00+00:00"), ("2018-02", "2018-02"), ("null", None), ("''", None)]
    ):  # fmt: skip
        (article,), _ = read(write(tmp_path, f"{number}.txt", f"---\ndate: {given}\n---\n{PROSE[0]}"))
        assert article.published == expected


@pytest.mark.parametrize("values", [{"date": "soon"}, {"url": "file:///etc/passwd"}, {"title": [["a"]]}, {"lang": "?"}])
def test_what_cannot_be_understood_is_an_error_only_where_a_person_wrote_it(values: dict[str, object]) -> None:
    with pytest.raises(SourceError):
        from_mapping(values, "f", strict=True)
    assert from_mapping(values, "f", strict=False) == Metadata()


@pytest.mark.parametrize("text", ["javascript:alert(1)", "ftp://x.org/a", "//x.org", "http://", "x.org/a", ""])
def test_only_web_addresses_become_links(text: str) -> None:
    assert web_address(text) is None


def test_language_codes_are_cut_to_the_language() -> None:
    assert [language_code(text) for text in ("en", "EN-gb", "zh_Hant_TW", "english", "")] == [
        "en",
        "en",
        "zh",
        None,
        None,
    ]


@pytest.mark.parametrize("ending", [".meta.json", ".meta.yaml", ".meta.yml"])
def test_a_sidecar_wins_over_the_file_and_is_no_article(tmp_path: Path, ending: str) -> None:
    write(tmp_path, "a.txt", f"---\ntitle: Own\nauthor: Jane\n---\n{PROSE[0]}")
    write(tmp_path, f"a.txt{ending}", json.dumps({"title": "Sidecar", "url": "https://x.org/a"}))
    (article,), errors = read(tmp_path)
    assert errors == []
    assert (article.title, article.author, article.url) == ("Sidecar", "Jane", "https://x.org/a")


def test_a_sidecar_counts_when_its_article_is_given_by_itself(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", PROSE[0])
    write(tmp_path, "a.txt.meta.yaml", "published: 2018-02")
    (article,), _ = read(path)
    assert article.published == "2018-02"


@pytest.mark.parametrize("content", ['{"title": ', "[1, 2]", '{"date": "soon"}', ""])
def test_a_sidecar_that_cannot_be_read_refuses_its_article(tmp_path: Path, content: str) -> None:
    write(tmp_path, "a.txt", PROSE[0])
    write(tmp_path, "a.txt.meta.json", content)
    articles, (error,) = read(tmp_path)
    assert articles == []
    assert error.path.endswith("a.txt.meta.json")


def test_a_sidecar_without_its_article_is_named(tmp_path: Path) -> None:
    write(tmp_path, "gone.txt.meta.json", "{}")
    _, (error,) = read(tmp_path)
    assert "without its article" in error.reason
