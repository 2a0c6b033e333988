import hashlib
import json
import logging
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from index.answer_metadata import Form
from index.archive.answer_cache import answer_bytes
from index.archive.archive import Archive
from index.archive.serving_generation import FolderGeneration
from index.building.builder import build_generation
from index.errors import ArchiveDamaged, ArchiveMismatch, ArchiveMissing, EmbedderError, ReaderError
from index.events.timeline import EVENTS_A_QUOTE
from index.models.embedder import Embedder, Vectors
from index.models.model_files import DEFAULT_MODEL
from index.models.span_model import SpanModel
from index.reading.evidence import MEANING
from index.records import Answer, Article, Filters, SourceCount
from index.retrieval.vector_index import VectorIndex
from index.storage.folder import ARTICLE_KEYWORDS, ARTICLES, FORMAT, KEYWORDS, NAMES, VECTORS
from index.storage.generations import current_generation
from tests.index.fakes import (
    FURNITURE,
    FailingModel,
    FirstWordModel,
    HashEmbedder,
    build_with,
    given,
    laid_out,
    long_article,
    open_with,
)

LONG = long_article()
RAID = laid_out(
    "raid",
    [
        ("title", "Raid on Marhad"),
        ("body", "🚀 Warplanes bombed the province. In Jebrine, a <b>clinic</b> & a school were hit, and at least 15 people died."),
        (FURNITURE, "Subscribe to our newsletter and win the Golden Ticket"),
        ("body", "Ahmad Hilal said: “We are pulling bodies from under collapsed walls.”\r\n\u00a0Nobody answered him."),
        ("body", "قتل ١٥ شخصاً في إدلب. وفر الباقون."),
    ],
    between="\r\n\r\n",
    title="Raid on Marhad",
    url="https://example.org/raid",
    published="2018-02-05",
    source="Example Post",
    path="raid.txt",
)  # fmt: skip
BREAD = laid_out("bread", [("body", "Bread prices rose in Zafar. Bakers blamed the drought.")], source="Courier")
QUESTIONS = [
    "how many died in Jebrine?", "what did Ahmad Hilal say?", "how many people fled on day 17?", "what happened in Zafar?",
    "كم قتل في إدلب؟", "who won the Golden Ticket?", "how many died in Aleppo?", "was a <b>clinic</b> hit?", "drought", "🚀", "",
    "x" * 3000, "how many people fled Marhad for the camps along the northern border?",
]  # fmt: skip


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("index")
    build_with(HashEmbedder(), made, LONG, RAID, BREAD)
    return made


@pytest.fixture(scope="module")
def archive(directory: Path) -> Archive:
    return open_with(HashEmbedder(), directory)


@pytest.fixture
def own(directory: Path, tmp_path: Path) -> Path:
    """An index that a test may damage."""
    return shutil.copytree(directory, tmp_path / "own")


def shown(answer: Answer) -> list[object]:
    quotes = (*answer.quotes, *answer.nearest)
    return [answer.missing, answer.answered, *((q.article.id, q.span, q.highlight, q.confidence) for q in quotes)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_quoted_is_what_the_article_says(archive: Archive, question: str) -> None:
    answer = archive.ask(question)
    given = {article.id: article for article in (LONG, RAID, BREAD)}
    assert answer.question == question
    for quote in (*answer.quotes, *answer.nearest):
        article = given[quote.article.id]
        assert quote.article == article
        assert quote.text.encode() == article.text[quote.span.start : quote.span.end].encode()
        assert any(quote.span.within(paragraph.span) for paragraph in article.paragraphs)


@pytest.mark.parametrize("question", QUESTIONS)
def test_furniture_is_never_quoted(archive: Archive, question: str) -> None:
    answer = archive.ask(question)
    assert not any("newsletter" in quote.text for quote in (*answer.quotes, *answer.nearest))


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_no_more_quotes_are_given_than_asked_for(archive: Archive, limit: int) -> None:
    for question in QUESTIONS:
        answer = archive.ask(question, limit)
        most = limit if answer.form is Form.QUOTES else limit * EVENTS_A_QUOTE
        assert len(answer.quotes) <= most
        assert len(answer.nearest) <= limit
        assert not (answer.quotes and answer.nearest)


def test_the_sentence_that_answers_is_found_and_its_figure_marked(archive: Archive) -> None:
    answer = archive.ask("how many people died in Jebrine?")
    quote = (*answer.quotes, *answer.nearest)[0]
    assert quote.text == "In Jebrine, a <b>clinic</b> & a school were hit, and at least 15 people died."
    assert quote.paragraph == 1
    assert quote.highlight is None or RAID.cut(quote.highlight) == "at least 15 people"


def test_a_sentence_deep_in_a_long_article_is_found_by_its_place(archive: Archive) -> None:
    answer = archive.ask("how many people fled on day 33 for the camps?", limit=5)
    quotes = [quote for quote in (*answer.quotes, *answer.nearest) if quote.text.startswith("On day 33,")]
    assert len(quotes) == 1
    assert quotes[0].highlight is None or LONG.cut(quotes[0].highlight) == "133 people"


def test_a_name_that_no_article_has_is_missing_and_nothing_is_quoted(archive: Archive) -> None:
    answer = archive.ask("how many people died in Aleppo?")
    assert (answer.missing, answer.quotes, bool(answer.nearest)) == (("Aleppo",), (), True)


def test_a_name_that_no_article_has_makes_a_sentence_less_likely_to_answer(archive: Archive) -> None:
    asked = "In Jebrine, how many people died when a clinic and a school were hit"
    present, missing = archive.ask(f"{asked}?"), archive.ask(f"{asked} by Aleppo?")
    assert present.answered
    assert missing.missing == ("Aleppo",)
    assert (*missing.quotes, *missing.nearest)[0].confidence < present.quotes[0].confidence


def test_a_name_is_missing_without_its_capital_too(archive: Archive) -> None:
    assert archive.ask("how many people died in aleppo?").missing == ("aleppo",)


def test_a_name_that_an_article_has_is_not_missing(archive: Archive) -> None:
    assert archive.ask("how many people died in Jebrine?").missing == ()


def test_the_nearest_have_nothing_marked(archive: Archive) -> None:
    assert [quote.highlight for quote in archive.ask("how many people died in Aleppo?").nearest] == [None] * 3


def test_an_open_index_that_is_whole_is_not_degraded(archive: Archive) -> None:
    assert (archive.degraded, archive.ask("drought").degraded) == (None, None)


def test_asking_again_gives_the_same(archive: Archive) -> None:
    assert [shown(archive.ask(q)) for q in QUESTIONS] == [shown(archive.ask(q)) for q in QUESTIONS]


def test_several_threads_may_ask_at_once(archive: Archive) -> None:
    expected = [shown(archive.ask(question)) for question in QUESTIONS]
    found: dict[int, list[list[object]]] = {}

    def ask(number: int) -> None:
        order = [*range(number, len(QUESTIONS)), *range(number)]
        answers = {n: shown(archive.ask(QUESTIONS[n])) for n in order}
        found[number] = [answers[n] for n in range(len(QUESTIONS))]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found.get(number) for number in range(4)] == [expected] * 4


def test_an_article_is_found_by_its_id(archive: Archive) -> None:
    assert archive.article("raid") == RAID
    assert archive.article("none") is None


def test_examples_are_questions_that_it_answers(archive: Archive) -> None:
    examples = archive.examples(("How many people died in {}?", "What happened in {}?"))
    assert len(set(examples)) == len(examples) <= 3
    assert all(archive.ask(example).answered for example in examples)


def test_counts_are_those_of_the_corpus(archive: Archive) -> None:
    stats = archive.stats()
    assert (stats.articles, stats.embedded, stats.embedding_model, stats.dimensions) == (3, True, "hash", 64)
    assert (stats.earliest, stats.latest, stats.undated) == ("2018-02-05", "2018-02-05", 1)
    assert stats.sources == (
        SourceCount("Example Post", 2, "2018-02-05", "2018-02-05"),
        SourceCount("Courier", 1, None),
    )
    assert stats.passages > 20
    assert stats.bytes > 1000


# An embedder of another name is another model. No model is loaded in these tests: the name is compared first.


@pytest.mark.usefixtures("model_cache")
def test_another_model_than_the_index_was_built_with_leaves_keywords(
    directory: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        archive = Archive.open(directory, "another-model")
    assert archive.degraded is not None
    for told in ("'hash'", "'another-model'", "EMBEDDING_MODEL", "python -m index build"):
        assert told in archive.degraded
    assert archive.degraded in caplog.text
    answer = archive.ask("who blamed the drought for the bread prices?")
    assert answer.degraded == archive.degraded
    assert (*answer.quotes, *answer.nearest)[0].article.id == "bread"
    archive.close()


@pytest.mark.usefixtures("model_cache")
def test_an_index_without_vectors_leaves_keywords(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    build_with(EmbedderError("no model"), tmp_path, LONG, BREAD)
    archive = Archive.open(tmp_path, "hash")
    assert archive.degraded is not None
    assert "has no vectors" in archive.degraded
    assert "answering by keywords alone" in caplog.text
    answer = archive.ask("who blamed the drought for the bread prices?")
    assert (*answer.quotes, *answer.nearest)[0].article.id == "bread"
    assert archive.stats().embedded is False
    archive.close()


@pytest.mark.usefixtures("model_cache")
def test_a_model_that_does_not_load_leaves_keywords(own: Path, caplog: pytest.LogCaptureFixture) -> None:
    model = str(own)  # a folder that holds no model
    manifest = current_generation(own) / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"hash"', json.dumps(model)))
    archive = Archive.open(own, model)
    assert archive.degraded is not None
    assert "does not load" in archive.degraded
    assert archive.degraded in caplog.text
    assert archive.ask("who blamed the drought?").degraded == archive.degraded
    archive.close()


@pytest.mark.usefixtures("model_cache")
def test_other_weights_than_the_index_was_built_with_leave_keywords(
    own: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(
        "index.archive.serving_generation.open_embedder", lambda name, _: HashEmbedder(name, "other weights")
    )
    archive = Archive.open(own, "hash")
    assert archive.degraded is not None
    for told in ("first", "other weights", "python -m index build"):
        assert told in archive.degraded
    assert archive.degraded in caplog.text
    archive.close()


@pytest.mark.usefixtures("model_cache")
def test_the_same_weights_are_taken(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.archive.serving_generation.open_embedder", lambda name, _: HashEmbedder(name))
    archive = Archive.open(own, "hash")
    assert archive.degraded is None
    assert archive.ask("who blamed the drought?").degraded is None
    archive.close()


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def remove(path: Path) -> None:
    path.unlink()


damages = pytest.mark.parametrize("damage", [cut_short, flip_a_byte, remove])


@damages
def test_damaged_vectors_leave_keywords(own: Path, damage: object, caplog: pytest.LogCaptureFixture) -> None:
    assert callable(damage)
    damage(current_generation(own) / VECTORS)
    archive = open_with(HashEmbedder(), own)
    assert archive.degraded is not None
    assert "vectors.faiss" in archive.degraded
    assert "python -m index build" in archive.degraded
    assert archive.degraded in caplog.text
    answer = archive.ask("who blamed the drought for the bread prices?")
    assert answer.degraded == archive.degraded
    assert (*answer.quotes, *answer.nearest)[0].article.id == "bread"
    archive.close()


@damages
@pytest.mark.parametrize(
    "name",
    [
        ARTICLES,
        NAMES,
        *(f"{folder}/{name}" for folder in (KEYWORDS, ARTICLE_KEYWORDS) for name in ("fractions.npy", "terms.npy")),
    ],
)
def test_any_other_damage_is_named(own: Path, damage: object, name: str) -> None:
    assert callable(damage)
    damage(current_generation(own) / name)
    with pytest.raises(ArchiveDamaged, match=rf"{name}.*run: python -m index build"):
        open_with(HashEmbedder(), own)


def test_no_index_is_told_with_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="run: python -m index build"):
        Archive.open(tmp_path)


def test_another_format_is_refused_and_not_answered_by_keywords(own: Path) -> None:
    manifest = current_generation(own) / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"format": {FORMAT}', '"format": 99'))
    with pytest.raises(ArchiveMismatch, match="format 99"):
        Archive.open(own, "another-model")


def test_an_open_archive_goes_on_while_new_generations_take_over(own: Path) -> None:
    archive = open_with(HashEmbedder(), own)
    before = [shown(archive.ask(question)) for question in QUESTIONS]
    for number in range(3):
        build_with(HashEmbedder(), own, LONG, laid_out(f"new{number}", [("body", f"Something new, number {number}.")]))
    assert [shown(archive.ask(question)) for question in QUESTIONS] == before
    assert archive.article("raid") == RAID
    archive.close()


def test_the_real_model_finds_by_meaning(tmp_path: Path, embedder: Embedder) -> None:
    made = tmp_path / "index"
    build_generation(lambda _: given(LONG, RAID, BREAD), made, lambda: embedder, embedder.name)
    archive = Archive(FolderGeneration(current_generation(made)), embedder, None)
    answer = archive.ask("loaves became more expensive", limit=1)
    article: Article = (*answer.quotes, *answer.nearest)[0].article
    assert article.id == "bread"
    archive.close()


class FailingEmbedder(HashEmbedder):
    """Loads, and fails on the first text."""

    def embed_question(self, text: str) -> Vectors:
        raise EmbedderError("out of memory")


def test_a_question_that_the_model_fails_on_is_answered_by_keywords(own: Path) -> None:
    opened = open_with(FailingEmbedder(), own)
    answer = opened.ask("how many people died in Jebrine?")
    assert answer.degraded == "out of memory"
    assert "at least 15 people died" in (*answer.quotes, *answer.nearest)[0].text
    opened.close()


def meanings(archive: Archive) -> dict[str, float]:
    found = archive.evidence("¿Por qué subió el precio del pan en la ciudad de Zafar?", Filters())
    return {one.view.text: evidence[MEANING] for one, evidence in found}


def test_sentences_in_another_language_are_compared_with_the_question_by_meaning(
    tmp_path: Path, embedder: Embedder
) -> None:
    article = replace(BREAD, language="en")
    build_generation(lambda _: given(article), tmp_path, lambda: embedder, embedder.name)
    archive = Archive(FolderGeneration(current_generation(tmp_path)), embedder, FirstWordModel())
    behind = meanings(archive)
    assert behind["Bread prices rose in Zafar."] == 0 > behind["Bakers blamed the drought."]
    archive.close()


class FailingOnPassages(HashEmbedder):
    def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
        raise EmbedderError("out of memory")


@pytest.mark.parametrize("name", [DEFAULT_MODEL, "hash"])
def test_sentences_that_cannot_be_compared_by_meaning_are_read_all_the_same(tmp_path: Path, name: str) -> None:
    article = replace(BREAD, language="en")
    build_generation(lambda _: given(article), tmp_path, lambda: HashEmbedder(name, dimensions=384), name)
    archive = open_with(FailingOnPassages(name, dimensions=384), tmp_path, FirstWordModel())
    assert meanings(archive) == dict.fromkeys(["Bread prices rose in Zafar.", "Bakers blamed the drought."], 0.0)
    archive.close()


def test_vectors_of_fewer_rows_than_passages_are_not_used(own: Path) -> None:
    generation = current_generation(own)
    VectorIndex.build(HashEmbedder().embed(["one"])).save(generation)
    manifest = json.loads((generation / "manifest.json").read_text())
    content = (generation / VECTORS).read_bytes()
    manifest["files"][VECTORS] = [len(content), hashlib.sha256(content).hexdigest()]
    (generation / "manifest.json").write_text(json.dumps(manifest))
    opened = open_with(HashEmbedder(), own)
    assert opened.degraded is not None
    assert "has 1 vectors for" in opened.degraded
    opened.close()


@pytest.mark.parametrize(
    "question",
    [
        "how many died in Jebrine on 5 February 2018?",
        "what did Example Post report from Jebrine?",
        "did police come to Jebrine in march?",
    ],
)
def test_dates_outlets_and_everyday_words_are_not_called_missing(archive: Archive, question: str) -> None:
    assert archive.ask(question).missing == ()


def test_the_same_question_again_is_not_read_again(own: Path) -> None:
    model = FirstWordModel()
    archive = open_with(HashEmbedder(), own, model)
    first = archive.ask("how many people fled Jebrine?")
    again = archive.ask("how many  people fled Jebrine? ")
    assert model.times == 1
    assert again.question == "how many  people fled Jebrine? "
    assert (again.quotes, again.nearest, again.missing) == (first.quotes, first.nearest, first.missing)
    archive.ask("how many people fled Jebrine?", limit=1)
    archive.ask("how many people fled Jebrine?", filters=Filters(("Example Post",)))
    assert model.times == 3


def test_only_so_many_answers_are_kept(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = FirstWordModel()
    one = open_with(HashEmbedder(), own).ask("who fled Jebrine?")
    monkeypatch.setattr("index.archive.answer_cache.CACHE_BYTES", int(2.5 * answer_bytes(one)))
    archive = open_with(HashEmbedder(), own, model)
    for question in ("who fled Jebrine?", "who fled Sarha?", "who fled Jebrine?", "who fled Delba?", "who fled Sarha?"):
        archive.ask(question)
    assert [question for question, _ in groupby(question for question, _, _ in model.asked)] == [
        "who fled Jebrine?", "who fled Sarha?", "who fled Delba?", "who fled Sarha?",
    ]  # fmt: skip


def test_a_reader_that_fails_leaves_the_scoring_of_sentences(own: Path) -> None:
    with_model, without = open_with(HashEmbedder(), own, FailingModel()), open_with(HashEmbedder(), own)
    answer = with_model.ask("how many people fled Jebrine?")
    assert answer.degraded == "the reader failed on a passage: no memory"
    assert answer.quotes == without.ask("how many people fled Jebrine?").quotes


def test_a_reader_that_cannot_be_had_is_told_and_sentences_are_scored(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> SpanModel:
        raise ReaderError(f"the reader {name!r} does not load. Set READER_MODEL")

    monkeypatch.setattr("index.archive.serving_generation.open_embedder", lambda name, _: HashEmbedder(name))
    monkeypatch.setattr("index.archive.serving_generation.open_span_model", refuse)
    archive = Archive.open(own, "hash", reader_model="none")
    assert archive.degraded is not None
    assert "the reader 'none' does not load" in archive.degraded
    answer = archive.ask("how many people fled Jebrine?")
    assert answer.quotes or answer.nearest
    assert answer.degraded == archive.degraded
    archive.close()


def test_answers_that_take_more_than_all_the_room_are_not_kept(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.archive.answer_cache.CACHE_BYTES", 10)
    model = FirstWordModel()
    archive = open_with(HashEmbedder(), own, model)
    archive.ask("who fled Jebrine?")
    archive.ask("who fled Jebrine?")
    assert model.times == 2
