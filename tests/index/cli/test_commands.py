import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.__main__ import main
from index.storage.folder import ARTICLES, KEYWORDS
from index.storage.generations import current_generation
from tests.index.fakes import HashEmbedder, build_with, laid_out, long_article

ROOT = Path(__file__).parents[3]
RAID = laid_out(
    "raid",
    [("title", "Raid on Marhad"), ("body", "Warplanes bombed it. In Jebrine, at least 15 people died on Saturday.")],
    title="Raid on Marhad",
    url="https://example.org/raid",
    published="2018-02-05",
    source="Example Post",
    path="raid.txt",
)
ANSWERED = "how many people died in Jebrine on Saturday?"
NOT_SAID = "how many people died in Aleppo?"
QUOTE = {
    "text", "highlight", "article", "start", "end", "paragraph", "confidence", "standing", "occurred", "copies",
    "foreign_language", "times",
}  # fmt: skip
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with no .env in it, and no settings from outside."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "INDEX_DIR",
        "SEEDS_DIR",
        "EMBEDDING_MODEL",
        "LOG_LEVEL",
        "NO_COLOR",
        "INDEX_STORE",
        "INDEX_STORE_API_KEY",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Path:
    """An index of another model than the set one, so that passages are found by keywords; the reader is loaded."""
    made = tmp_path_factory.mktemp("index")
    build_with(HashEmbedder(), made, RAID, long_article(sections=14))
    return made


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command here; its exit code and what it printed."""

    def run_here(*arguments: str | Path) -> tuple[int, str, str]:
        capfd.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as exit_of_argparse:
            assert isinstance(exit_of_argparse.code, int)
            code = exit_of_argparse.code
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return run_here


def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The embedding model is a folder that holds none."""
    Path("no-model").mkdir()
    monkeypatch.setenv("EMBEDDING_MODEL", "no-model")


def test_an_answered_question_exits_with_0(run: Run, index: Path) -> None:
    code, out, _ = run("ask", ANSWERED, "--index", index)
    assert code == 0
    assert "In Jebrine, at least 15 people died on Saturday." in out
    assert "Raid on Marhad · Example Post · 2018-02-05 · paragraph 1" in out
    assert "https://example.org/raid" in out


def test_what_the_corpus_does_not_say_exits_with_1(run: Run, index: Path) -> None:
    code, out, _ = run("ask", NOT_SAID, "--index", index)
    assert code == 1
    assert out.startswith("The corpus does not say.\nNo article here mentions Aleppo.")


def test_the_json_of_an_answer_has_its_exact_shape(run: Run, index: Path) -> None:
    code, out, _ = run("ask", ANSWERED, "--index", index, "--json")
    answer = json.loads(out)
    assert code == 0
    shape = [
        "question",
        "answered",
        "verdict",
        "degraded",
        "missing",
        "names",
        "form",
        "questions",
        "tally",
        "quotes",
        "nearest",
        "filters",
    ]
    assert list(answer) == [*shape, "period", "as_of", "parts", "took_ms"]
    assert (answer["question"], answer["answered"], answer["degraded"]) == (ANSWERED, True, True)
    assert (answer["missing"], answer["nearest"]) == ([], [])
    assert 0 < answer["took_ms"] < 60_000
    quote = answer["quotes"][0]
    assert set(quote) == QUOTE
    assert quote["text"] == RAID.text[quote["start"] : quote["end"]]
    assert quote["article"] == {
        "id": "raid", "title": "Raid on Marhad", "url": "https://example.org/raid", "archived": None,
        "published": "2018-02-05", "source": "Example Post", "path": "raid.txt",
    }  # fmt: skip
    assert set(quote["highlight"]) == {"start", "end", "text"}
    assert quote["highlight"]["text"] == "at least 15"
    assert RAID.text[quote["highlight"]["start"] : quote["highlight"]["end"]] == "at least 15"
    assert quote["paragraph"] == 1
    assert 0 < quote["confidence"] <= 1


def test_the_json_of_no_answer_has_the_nearest_with_nothing_marked(run: Run, index: Path) -> None:
    code, out, _ = run("ask", NOT_SAID, "--index", index, "--json")
    answer = json.loads(out)
    assert code == 1
    assert (answer["answered"], answer["missing"], answer["quotes"]) == (False, ["Aleppo"], [])
    assert answer["nearest"]
    assert all(set(quote) == QUOTE and quote["highlight"] is None for quote in answer["nearest"])


def test_the_limit_is_kept(run: Run, index: Path) -> None:
    _, out, _ = run(
        "ask",
        "how many people fled for the camps along the northern border?",
        "--index",
        index,
        "--json",
        "--limit",
        "2",
    )
    assert len(json.loads(out)["quotes"] or json.loads(out)["nearest"]) <= 2


def test_json_is_one_line_and_keeps_every_script(run: Run, index: Path) -> None:
    _, out, _ = run("ask", "كم قتل في إدلب 🚀؟", "--index", index, "--json")
    assert out.count("\n") == 1
    assert "كم قتل في إدلب 🚀؟" in out


def test_output_that_is_no_terminal_has_no_colour(run: Run, index: Path) -> None:
    assert "\033" not in run("ask", ANSWERED, "--index", index)[1]


@pytest.mark.usefixtures("processes")
def test_why_an_index_is_degraded_is_logged(index: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "index", "ask", ANSWERED, "--index", str(index)],
        cwd=ROOT, env=os.environ | {"EMBEDDING_MODEL": "other-model"}, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0
    assert "WARNING index.archive.archive: answering by keywords alone" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "x", "--index", "nowhere"],
        ["stats", "--index", "nowhere"],
        ["ask"],
        ["ask", "x", "--limit", "0"],
        ["ask", "x", "--limit", "many"],
        ["nonsense"],
        [],
        ["build", "no-such-file.txt", "--index", "made"],
    ],
)
def test_bad_input_exits_with_2_and_says_why(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "error: " in err


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 100])
def test_a_corpus_of_no_articles_exits_with_2_and_names_the_file(
    run: Run, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_model(monkeypatch)
    Path("bad.txt").write_bytes(content)
    code, _, err = run("build", "bad.txt", "--index", "made")
    assert code == 2
    assert "bad.txt" in err


@pytest.mark.usefixtures("model_cache")
def test_a_damaged_index_exits_with_2_and_names_the_file(run: Run) -> None:
    build_with(HashEmbedder(), Path("made").absolute(), RAID)
    (current_generation(Path("made").absolute()) / KEYWORDS / "rows.npy").write_bytes(b"damage")
    code, _, err = run("ask", "x", "--index", "made")
    assert code == 2
    assert "keywords/rows.npy" in err
    assert "run: python -m index build" in err


def test_a_relative_folder_holds_the_index_as_well(run: Run, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(index.parent)
    assert run("ask", ANSWERED, "--index", index.name)[0] == 0


def test_questions_of_nothing_are_declined_or_answered_without_a_traceback(run: Run, index: Path) -> None:
    for question in ("", " ", "?", "🚀", "<b>", "x" * 5000, "--", "\u202e", "\udcff how many died?"):
        code = run("ask", "--index", index, "--", question)[0]
        assert code in {0, 1, 3}


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        pytest.param(["ask", "x"], {"LOG_LEVEL": "NONSENSE"}, id="an unknown LOG_LEVEL"),
        pytest.param(["build", "a.txt", "--index", "a.txt"], {}, id="a file where the index folder should be"),
    ],
)
def test_odd_input_from_outside_ends_without_a_traceback(
    run: Run, index: Path, arguments: list[str], settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_model(monkeypatch)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    Path("a.txt").write_text("The army left the town on Friday.", encoding="utf-8")
    monkeypatch.setattr("logging.root.handlers", [])
    if "--index" not in arguments:
        arguments = [*arguments, "--index", str(index)]
    assert run(*arguments)[0] in {1, 2}


def test_a_build_tells_what_it_did(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_model(monkeypatch)
    Path("corpus").mkdir()
    Path("corpus/one.txt").write_text(
        "A title\n\nThe army left the town on Friday, and nobody came back.", encoding="utf-8"
    )
    Path("corpus/bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    code, out, err = run("build", "corpus", "--index", tmp_path / "made")
    assert code == 0
    assert "refused corpus/bad.txt: " in out
    assert "no vectors, keywords alone: the embedding model 'no-model' does not load" in out
    assert f"{tmp_path}/made: 1 article (1 new, 1 refused), 1 passage, 0 embedded now" in out
    assert "%|" not in err


def test_a_relative_folder_can_be_built_into(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    without_model(monkeypatch)
    Path("one.txt").write_text("The army left the town on Friday, and nobody came back.", encoding="utf-8")
    assert run("build", "one.txt")[0] == 0
    assert Path(".verbatim/index/current").exists()


def test_the_json_of_a_build_counts_and_names_what_was_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_model(monkeypatch)
    Path("one.txt").write_text("The army left the town on Friday, and nobody came back.", encoding="utf-8")
    Path("bad.txt").write_bytes(b"")
    code, out, _ = run("build", "one.txt", "bad.txt", "--index", tmp_path / "made", "--json")
    report = json.loads(out)
    assert code == 0
    assert (report["articles"], report["new"], report["passages"], report["embedded"]) == (1, 1, 1, 0)
    assert [refused["path"] for refused in report["refused"]] == ["bad.txt"]
    assert set(report["refused"][0]) == {"path", "line", "reason"}


def test_each_of_several_places_is_told_of(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_model(monkeypatch)
    Path("one.txt").write_text("The army left the town on Friday, and nobody came back.", encoding="utf-8")
    Path("two.txt").write_text("The army left the town on Friday, and nobody came back.", encoding="utf-8")
    _, out, _ = run("build", "one.txt", "two.txt", "--index", tmp_path / "made")
    assert "one.txt: 1 article read (1 new)\ntwo.txt: 1 article read (1 duplicate)\n" in out
    _, out, _ = run("build", "one.txt", "--index", tmp_path / "made", "--json")
    counts = {
        "read": 1,
        "new": 0,
        "changed": 0,
        "unchanged": 1,
        "removed": 0,
        "duplicates": 0,
        "superseded": 0,
        "forgotten": 0,
    }
    assert json.loads(out)["places"] == [{"place": "one.txt", **counts}]


def test_a_strict_build_with_something_refused_is_whole_and_exits_with_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_model(monkeypatch)
    Path("one.txt").write_text("The army left the town on Friday, and nobody came back.", encoding="utf-8")
    assert run("build", "one.txt", "--strict", "--index", tmp_path / "made")[0] == 0
    Path("bad.txt").write_bytes(b"")
    code, out, _ = run("build", "one.txt", "bad.txt", "--strict", "--index", tmp_path / "made")
    assert (code, "1 article (1 unchanged, 1 refused)" in out) == (2, True)
    assert run("verify", "--index", tmp_path / "made")[0] == 0


def test_columns_of_other_names_can_be_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_model(monkeypatch)
    Path("rows.csv").write_text("kop,verhaal\nTitle,The army left the town on Friday.\n", encoding="utf-8")
    assert run("build", "rows.csv", "--index", tmp_path / "made")[0] == 2
    code, _, _ = run(
        "build", "rows.csv", "--field", "text=verhaal", "--field", "title=kop", "--index", tmp_path / "made"
    )
    assert code == 0
    _, out, _ = run("export", "--index", tmp_path / "made")
    assert (json.loads(out)["title"], json.loads(out)["text"]) == ("Title", "The army left the town on Friday.")


@pytest.mark.parametrize("field", ["verhaal", "text=", "=kop", "colour=kop"])
def test_a_column_that_cannot_be_named_is_told(run: Run, field: str) -> None:
    code, _, err = run("build", "rows.csv", "--field", field)
    assert (code, "OURS is one of text, title, url" in err) == (2, True)


def test_a_question_can_be_kept_to_some_articles(run: Run, index: Path) -> None:
    assert run("ask", ANSWERED, "--source", "example post", "--after", "February 2018", "--index", index)[0] == 0
    assert run("ask", ANSWERED, "--source", "Courier", "--index", index)[0] == 2
    assert run("ask", ANSWERED, "--before", "2017", "--index", index)[0] == 2
    code, _, err = run("ask", ANSWERED, "--after", "someday", "--index", index)
    assert (code, "'someday' is no date; write 2018, 2018-02 or 2018-02-05" in err) == (2, True)


def test_a_whole_index_is_said_to_be_whole(run: Run, index: Path) -> None:
    assert run("verify", "--index", index) == (0, f"{index}: whole\n", "")
    assert json.loads(run("verify", "--index", index, "--json")[1]) == {"whole": True, "forgotten": 0, "problems": []}


def test_an_index_that_is_not_whole_exits_with_2(run: Run, tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path / "made", RAID)
    (current_generation(tmp_path / "made") / ARTICLES).write_bytes(b"damage")
    code, out, _ = run("verify", "--index", tmp_path / "made")
    assert (code, "articles.sqlite has 6 bytes" in out) == (2, True)
    assert json.loads(run("verify", "--index", tmp_path / "made", "--json")[1])["whole"] is False


def test_articles_are_exported_to_a_file(run: Run, index: Path) -> None:
    assert run("export", "all.jsonl", "--index", index)[:2] == (0, "all.jsonl: 2 articles\n")
    lines = Path("all.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["raid", "long"]


def test_stats_count_the_corpus(run: Run, index: Path) -> None:
    code, out, _ = run("stats", "--index", index)
    assert code == 0
    assert "articles  2 (2018-02-05 to 2018-02-05)" in out
    assert "outlet    Example Post: 2 articles" in out


def test_the_json_of_stats_counts_the_corpus(run: Run, index: Path) -> None:
    code, out, _ = run("stats", "--index", index, "--json")
    stats = json.loads(out)
    assert code == 0
    assert (stats["articles"], stats["latest"], stats["embedded"]) == (2, "2018-02-05", True)
    assert stats["sources"] == [
        {"source": "Example Post", "articles": 2, "newest": "2018-02-05", "oldest": "2018-02-05"}
    ]


def test_settings_come_from_the_environment(run: Run, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDEX_DIR", str(index))
    assert run("ask", ANSWERED)[0] == 0


def test_settings_come_from_a_file_beside_and_the_environment_wins(
    run: Run, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "")  # so that what the file sets is taken back afterwards
    Path(".env").write_text("LOG_LEVEL=ERROR\nINDEX_DIR=nowhere\n", encoding="utf-8")
    monkeypatch.setenv("INDEX_DIR", str(index))
    assert run("ask", ANSWERED)[0] == 0


def as_newcomer(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "EMBEDDING_MODEL"}
    return subprocess.run(
        [sys.executable, "-m", "index", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The seeds, built by a process of its own with the model that comes with the project."""
    directory = tmp_path_factory.mktemp("newcomer") / "index"
    return directory, as_newcomer("build", "seeds", "--index", str(directory))


@pytest.mark.usefixtures("processes")
def test_a_newcomer_can_build_the_seeds(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    directory, ran = built
    assert ran.returncode == 0, ran.stderr
    assert f"{directory}: 1 article (1 new)" in ran.stdout


@pytest.mark.usefixtures("processes")
def test_there_is_no_progress_bar_where_there_is_no_terminal(
    built: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    assert built[1].stderr == ""


@pytest.mark.usefixtures("processes")
def test_a_newcomer_gets_an_answer(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    ran = as_newcomer("ask", "how many died in Idlib city?", "--index", str(built[0]), "--json")
    answer = json.loads(ran.stdout)
    assert (ran.returncode, answer["answered"], answer["degraded"]) == (0, True, False)
    assert answer["quotes"][0]["highlight"]["text"] == "at least 15"


@pytest.mark.usefixtures("processes")
def test_commands_that_ask_no_question_load_no_model(run: Run, tmp_path: Path, model_cache: Path) -> None:
    seeds, index = tmp_path / "seeds", tmp_path / "index"
    seeds.mkdir()
    for name, town in (("bread", "Homs"), ("flood", "Hasakah")):
        text = f"News of {town}\n\nThe {name} in {town} was told of on Monday, 12 people said so to the reporters.\n"
        (seeds / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run("build", seeds, "--index", index)[0] == 0
    program = (
        "import contextlib, io, json, sys\n"
        "from index.__main__ import main\n"
        "seeds, index = sys.argv[1:]\n"
        "heavy = {'torch', 'onnxruntime', 'tokenizers', 'transformers', 'sentence_transformers', 'qdrant_client'}\n"
        "told = io.StringIO()\n"
        "def run(*command):\n"
        "    told.truncate(told.seek(0))\n"
        "    with contextlib.redirect_stdout(told):\n"
        "        code = main([*command, '--index', index])\n"
        "    print(command[0], code, sorted(heavy & set(sys.modules)))\n"
        "for command in (['stats'], ['places'], ['places', 'Homs'], ['verify'], ['export'], ['build', seeds]):\n"
        "    run(*command)\n"
        "run('export')\n"
        "run('forget', json.loads(told.getvalue().splitlines()[0])['id'])\n"
        "run('forget', '--list')\n"
        "run('stats')\n"
    )
    ran = subprocess.run([sys.executable, "-c", program, seeds, index], cwd=ROOT, capture_output=True, text=True)
    commands = "stats places places verify export build export forget forget stats".split()
    assert ran.stdout.splitlines() == [f"{command} 0 []" for command in commands], ran.stderr


def test_a_build_in_parts_and_what_publishes_it_need_a_cluster(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("News\n\nA bridge in Homs was opened.\n", encoding="utf-8")
    for command in (("build", "--part", "2/4", "news.txt"), ("publish",)):
        code, out, err = run(*command)
        assert (code, out) == (2, "")
        assert "INDEX_STORE" in err
    assert "'5/4': write I/N" in run("build", "--part", "5/4")[2]


def test_a_key_is_not_sent_over_plain_http_to_another_machine(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDEX_STORE", "http://qdrant.invalid:6333")
    monkeypatch.setenv("INDEX_STORE_API_KEY", "hidden-key")
    code, _, err = run("stats")
    assert code == 2
    assert "no connection was made" in err
    assert "hidden-key" not in err


def test_places_lists_the_names_of_the_articles(run: Run, index: Path) -> None:
    code, out, _ = run("places", "--index", index, "--limit", "5", "--json")
    assert code == 0
    assert "Jebrine" in [name["name"] for name in json.loads(out)]


def test_a_name_is_told_with_why_it_is_found(run: Run, index: Path) -> None:
    code, out, _ = run("places", "جبرين", "--index", index)
    assert code == 0
    assert "Jebrine: 3 times in 2 articles, 2018-02-05 to 2018-02-05 · another script" in out


def test_a_name_that_is_not_found_is_said_with_exit_code_1(run: Run, index: Path) -> None:
    assert run("places", "Aleppo", "--index", index)[:2] == (
        1,
        "No article here mentions Aleppo, in any spelling known.\n",
    )


def test_ask_tells_how_a_name_was_read_unless_it_is_to_be_literal(run: Run, index: Path) -> None:
    question = "how many people died in Gebreen?"
    assert run("ask", question, "--index", index)[1].startswith("Gebreen → Jebrine\n")
    assert "Gebreen →" not in run("ask", question, "--index", index, "--literal")[1]
    named = json.loads(run("ask", question, "--index", index, "--json")[1])["names"]
    assert named == [{"written": "Gebreen", "taken": ["Jebrine"]}]


def test_filters_typed_in_a_question_count_as_flags_do(run: Run, index: Path) -> None:
    flag = run("ask", "--index", index, "--json", "--before", "2018-02-04", "--after", "2018-02", NOT_SAID)
    typed = run("ask", "--index", index, "--json", f"{NOT_SAID} before:2018-02-04 after:2018-02")
    code, out, _ = run("ask", "--index", index, f'{ANSWERED} source:"example post"')
    assert flag[0] == typed[0] == 2
    assert (
        flag[2] == typed[2] == "error: no article passes after:2018-02 before:2018-02-04; leave one out, or change it\n"
    )
    assert code == 0
    assert out.startswith('Only articles of source:"Example Post"\n')


def test_a_filter_that_cannot_be_used_is_an_error_with_the_way_out(run: Run, index: Path) -> None:
    code, out, err = run("ask", "--index", index, f"{ANSWERED} source:Exampel")
    assert (code, out) == (2, "")
    assert err == "error: no article is from 'Exampel'; there are: Example Post\n"
