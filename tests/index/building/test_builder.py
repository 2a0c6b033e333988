import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.building import builder, passages
from index.building import previous_generation as previous
from index.building.passages import PASSAGES_VERSION
from index.building.pipeline import build
from index.errors import ArchiveDamaged, ArchiveMissing, EmbedderError, NoArticles, SourceError
from index.language.text import terms
from index.records import Article, Paragraph, Span
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.indexed_text import indexed_text
from index.retrieval.vector_index import VectorIndex
from index.storage.article_store import ArticleStore
from index.storage.folder import ARTICLES, FORMAT, KEYWORDS, NAMES, VECTORS, read_manifest
from index.storage.generations import REFRESHED_FILE, current_generation
from tests.index.fakes import FURNITURE, HashEmbedder, build_with, given, laid_out, long_article, open_with

ROOT = Path(__file__).parents[3]

LONG = long_article()
SHORT = laid_out("short", [("body", "Bread prices rose in Homs.")], published="2019-03", source="Courier")
ARABIC = laid_out("arabic", [("body", "قتل ١٥ شخصاً في إدلب 🚀.")], published="2017", language="ar")


def texts_and_vectors(directory: Path) -> tuple[list[str], VectorIndex]:
    generation = current_generation(directory)
    store = ArticleStore(generation / ARTICLES)
    texts = [indexed_text(article, span) for article, spans in store.each() for span in spans]
    store.close()
    return texts, VectorIndex.load(generation)


def check_rows(directory: Path, embedder: HashEmbedder) -> None:
    """Row i of every index is passage i, as it would be if all were built now."""
    texts, vectors = texts_and_vectors(directory)
    assert len(vectors) == len(texts)
    fresh = HashEmbedder(embedder.name, embedder.fingerprint, embedder.dimensions).embed(texts)
    np.testing.assert_array_equal(vectors.at(np.arange(len(texts))), fresh)
    keywords = KeywordIndex.load(current_generation(directory) / KEYWORDS)
    assert len(keywords) == len(texts)
    for row, text in enumerate(texts):
        assert all(row in keywords.rows_with(term) for term in terms(text))


def with_paragraph(article: Article, number: int, words: str) -> Article:
    """The article with one paragraph replaced."""
    old = article.paragraphs[number].span
    moved = len(words) - (old.end - old.start)
    paragraphs = tuple(
        Paragraph(
            Span(p.span.start + moved * (p.span.start > old.start), p.span.end + moved * (p.span.end >= old.end)),
            p.kind,
        )
        for p in article.paragraphs
    )
    text = article.text[: old.start] + words + article.text[old.end :]
    return dataclasses.replace(article, text=text, paragraphs=paragraphs)


def snapshot(directory: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in directory.rglob("*") if path.is_file() and path.name not in ("lock", REFRESHED_FILE))
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}


def test_a_first_build_embeds_every_passage_with_its_title(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    report = build_with(embedder, tmp_path, LONG, SHORT, ARABIC)
    assert (report.articles, report.total.new, report.embedded) == (3, 3, report.passages)
    assert embedder.embedded == texts_and_vectors(tmp_path)[0]
    assert embedder.embedded[0].startswith("A year of war in the province\nOn day 0, 100 people")
    check_rows(tmp_path, embedder)


def test_the_manifest_says_what_was_built(tmp_path: Path) -> None:
    report = build_with(HashEmbedder(), tmp_path, LONG, SHORT, ARABIC)
    made = read_manifest(current_generation(tmp_path))
    assert (made.format, made.embedding_model, made.fingerprint, made.dimensions) == (FORMAT, "hash", "first", 64)
    assert (made.articles, made.passages) == (3, report.passages)
    assert (made.earliest, made.latest) == ("2017", "2019-03")
    assert "Homs" in made.topics


def test_a_second_build_of_the_same_embeds_and_writes_nothing(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG, SHORT)
    before, embedder = snapshot(tmp_path), HashEmbedder()
    report = build_with(embedder, tmp_path, LONG, SHORT)
    assert (report.total.unchanged, report.total.new, report.total.changed, report.total.removed, report.embedded) == (
        2,
        0,
        0,
        0,
        0,
    )
    assert report.passages == len(texts_and_vectors(tmp_path)[0])
    assert embedder.embedded == []
    assert snapshot(tmp_path) == before


def test_a_second_build_of_the_same_does_not_load_the_embedder(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG)
    assert build_with(EmbedderError("not to be loaded"), tmp_path, LONG).degraded is None


def test_a_changed_article_embeds_its_changed_passages_alone(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, SHORT, LONG, ARABIC)
    before, _ = texts_and_vectors(tmp_path)
    changed = with_paragraph(LONG, 20, "Nothing happened here, the mayor of Tarmin told us.")
    embedder = HashEmbedder()
    report = build_with(embedder, tmp_path, SHORT, changed, ARABIC)
    assert (report.total.changed, report.total.unchanged, report.total.new) == (1, 2, 0)
    now, _ = texts_and_vectors(tmp_path)
    assert embedder.embedded == [text for text in now if text not in before]
    assert report.embedded == len(embedder.embedded) < report.passages - 5
    assert any("mayor of Tarmin" in text for text in embedder.embedded)
    check_rows(tmp_path, embedder)


def test_a_changed_title_embeds_the_article_again(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG, SHORT)
    embedder = HashEmbedder()
    report = build_with(embedder, tmp_path, dataclasses.replace(LONG, title="Another year"), SHORT)
    assert report.embedded == report.passages - 1
    check_rows(tmp_path, embedder)


def test_changed_metadata_is_written_and_embeds_nothing(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG, SHORT)
    report = build_with(HashEmbedder(), tmp_path, LONG, dataclasses.replace(SHORT, source="Herald", published="2020"))
    assert (report.total.changed, report.embedded) == (1, 0)
    with_archive = open_with(HashEmbedder(), tmp_path)
    found = with_archive.article("short")
    assert found is not None
    assert (found.source, with_archive.stats().latest) == ("Herald", "2020")
    with_archive.close()
    check_rows(tmp_path, HashEmbedder())


def test_a_new_article_is_embedded_alone(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG)
    embedder = HashEmbedder()
    report = build_with(embedder, tmp_path, SHORT, LONG)
    assert (report.total.new, report.total.unchanged, embedder.embedded) == (1, 1, ["Bread prices rose in Homs."])
    check_rows(tmp_path, embedder)


def test_a_removed_article_leaves(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, SHORT, LONG, ARABIC)
    embedder = HashEmbedder()
    report = build_with(embedder, tmp_path, SHORT, ARABIC)
    assert (report.total.removed, report.articles, report.passages, report.embedded) == (1, 2, 2, 0)
    assert read_manifest(current_generation(tmp_path)).fingerprint == "first"
    check_rows(tmp_path, embedder)
    archive = open_with(embedder, tmp_path)
    assert archive.article("long") is None
    archive.close()


def test_articles_in_another_order_keep_their_vectors(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, SHORT, LONG)
    extra = laid_out("extra", [("body", "A new one.")])
    report = build_with(HashEmbedder(), tmp_path, extra, LONG, SHORT)
    assert report.embedded == 1
    check_rows(tmp_path, HashEmbedder())


def test_an_article_that_moved_keeps_its_vectors(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG)
    report = build_with(HashEmbedder(), tmp_path, dataclasses.replace(LONG, id="moved", path="new/place.txt"))
    assert (report.total.new, report.total.removed, report.embedded) == (1, 1, 0)
    check_rows(tmp_path, HashEmbedder())


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_newest_of_two_texts_of_one_id_is_kept(tmp_path: Path, newest_first: bool) -> None:
    older = dataclasses.replace(LONG, id="short")  # of 2018, the short one of 2019
    both = [SHORT, older] if newest_first else [older, SHORT]
    report = build_with(HashEmbedder(), tmp_path, *both, ARABIC)
    assert (report.articles, report.total.new, report.total.superseded, report.passages) == (2, 2, 1, 2)
    assert texts_and_vectors(tmp_path)[0] == [SHORT.text, ARABIC.text]
    check_rows(tmp_path, HashEmbedder())


def test_the_same_text_under_another_id_is_a_duplicate(tmp_path: Path) -> None:
    report = build_with(HashEmbedder(), tmp_path, SHORT, dataclasses.replace(SHORT, id="copy", path="copy.txt"))
    assert (report.articles, report.total.duplicates) == (1, 1)


def test_what_was_refused_is_reported_and_the_others_are_indexed(tmp_path: Path) -> None:
    error = SourceError("bad.bin", "it is no text")
    report = build_with(HashEmbedder(), tmp_path, error, SHORT)
    assert (report.refused, report.articles) == ([error], 1)


@pytest.mark.parametrize("blocks", [[("title", "Title")], [(FURNITURE, "Share this")], []])
def test_an_article_with_nothing_to_read_is_refused(tmp_path: Path, blocks: list[tuple[str, str]]) -> None:
    report = build_with(HashEmbedder(), tmp_path, laid_out("empty", blocks, title="Title", path="empty.txt"), SHORT)
    assert [(e.path, "nothing in it but a title" in e.reason) for e in report.refused] == [("empty.txt", True)]
    assert report.articles == 1


def test_an_article_of_one_word_is_indexed(tmp_path: Path) -> None:
    assert build_with(HashEmbedder(), tmp_path, laid_out("one", [("body", "Word")])).passages == 1


def test_with_no_articles_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(NoArticles, match=r"bad\.bin: it is no text"):
        build_with(HashEmbedder(), tmp_path, SourceError("bad.bin", "it is no text"))
    with pytest.raises(ArchiveMissing):
        current_generation(tmp_path)


def test_a_folder_without_articles_is_named_with_the_way_out(tmp_path: Path) -> None:
    empty = tmp_path / "empty seeds"
    empty.mkdir()
    with pytest.raises(
        NoArticles, match=r"no article to index in \S*/empty seeds; put some there \(SEEDS_DIR\)"
    ) as caught:
        build([empty], tmp_path / "index", "all-MiniLM-L6-v2")
    assert "\n" not in str(caught.value)  # operators are shown the last line


def test_with_no_articles_the_old_index_stays(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, SHORT)
    before = snapshot(tmp_path)
    with pytest.raises(NoArticles):
        build_with(HashEmbedder(), tmp_path)
    assert snapshot(tmp_path) == before


def test_without_an_embedder_the_index_has_keywords_alone(tmp_path: Path) -> None:
    report = build_with(EmbedderError("no model here"), tmp_path, LONG, SHORT)
    made = read_manifest(current_generation(tmp_path))
    assert report.degraded == "no model here"
    assert (report.embedded, report.articles) == (0, 2)
    assert (made.embedding_model, made.fingerprint, made.dimensions) == (None, None, 0)
    assert VECTORS not in made.files
    assert made.passages == report.passages > 10


def test_a_later_build_with_an_embedder_adds_the_vectors(tmp_path: Path) -> None:
    build_with(EmbedderError("no model here"), tmp_path, LONG, SHORT)
    embedder = HashEmbedder()
    report = build_with(embedder, tmp_path, LONG, SHORT)
    assert (report.degraded, report.total.unchanged, report.embedded) == (None, 2, report.passages)
    check_rows(tmp_path, embedder)


def test_an_index_that_lost_its_embedder_keeps_answering_and_can_have_it_back(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG)
    assert build_with(EmbedderError("gone"), tmp_path, LONG, SHORT).degraded == "gone"
    report = build_with(HashEmbedder(), tmp_path, LONG, SHORT)
    assert (report.degraded, report.embedded) == (None, report.passages)
    check_rows(tmp_path, HashEmbedder())


def test_an_embedder_of_another_name_embeds_all_again(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG)
    other = HashEmbedder("other", "second", dimensions=32)
    report = build_with(other, tmp_path, LONG)
    made = read_manifest(current_generation(tmp_path))
    assert report.embedded == report.passages
    assert (made.embedding_model, made.fingerprint, made.dimensions) == ("other", "second", 32)
    check_rows(tmp_path, other)


def test_other_weights_under_one_name_embed_all_again_when_something_changed(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG)
    other = HashEmbedder(fingerprint="second")
    report = build_with(other, tmp_path, LONG, SHORT)
    assert report.embedded == report.passages
    assert read_manifest(current_generation(tmp_path)).fingerprint == "second"
    check_rows(tmp_path, other)


def test_other_weights_under_one_name_embed_all_again(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG)
    report = build_with(HashEmbedder(fingerprint="second"), tmp_path, LONG)
    assert report.embedded == report.passages


def test_articles_that_would_be_cut_differently_now_are_cut_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_with(HashEmbedder(), tmp_path, LONG)
    for module in (previous, builder, passages):
        monkeypatch.setattr(module, "PASSAGES_VERSION", PASSAGES_VERSION + 1)
    report = build_with(HashEmbedder(), tmp_path, LONG)
    assert current_generation(tmp_path).name == "000002"
    assert report.articles == 1


@pytest.mark.parametrize("name", [VECTORS, ARTICLES, f"{KEYWORDS}/counts.npy", NAMES])
def test_a_damaged_index_is_built_from_nothing(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    build_with(HashEmbedder(), tmp_path, LONG)
    (current_generation(tmp_path) / name).write_bytes(b"damage")
    report = build_with(HashEmbedder(), tmp_path, LONG)
    assert report.embedded == report.passages
    assert name in caplog.text
    check_rows(tmp_path, HashEmbedder())


def test_a_broken_manifest_is_built_from_nothing(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG)
    (current_generation(tmp_path) / "manifest.json").write_text("{")
    with pytest.raises(ArchiveDamaged):
        read_manifest(current_generation(tmp_path))
    build_with(HashEmbedder(), tmp_path, LONG)
    check_rows(tmp_path, HashEmbedder())


def test_progress_is_told_for_reading_and_embedding(tmp_path: Path) -> None:
    told: dict[str, int] = {}
    embedder = HashEmbedder()

    def tell(what: str, more: int, _of: int | None) -> None:
        told[what] = told.get(what, 0) + more

    report = builder.build_generation(lambda _: given(LONG, SHORT), tmp_path, lambda: embedder, "hash", tell)
    assert told == {"reading": 2, "embedding": report.passages}


def test_passages_of_many_chunks_keep_their_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "_CHUNK", 3)
    embedder = HashEmbedder()
    build_with(embedder, tmp_path, LONG, SHORT, ARABIC)
    check_rows(tmp_path, embedder)


def test_articles_found_by_a_build_are_the_stored_ones(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, LONG, ARABIC)
    store = ArticleStore(current_generation(tmp_path) / ARTICLES)
    assert [article for article, _ in store.each()] == [LONG, ARABIC]
    store.close()


@pytest.mark.usefixtures("processes")
def test_a_build_killed_at_any_moment_leaves_an_index_that_answers(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path / "base", LONG)
    run = subprocess.run(
        [sys.executable, "-m", "tests.index.killed", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0
    moments = sorted((p for p in tmp_path.iterdir() if p.name.isdigit()), key=lambda p: int(p.name))
    served = []
    for moment in moments:
        archive = open_with(HashEmbedder(), moment)
        answer = archive.ask("how many people fled on day 17?")
        assert all(quote.article.id == "long" for quote in (*answer.quotes, *answer.nearest)), moment
        assert answer.quotes or answer.nearest
        served.append(archive.article("short") is not None)
        archive.close()
    assert served == sorted(served)  # the old index up to one moment, the new one from it on
    assert served.count(False) > 20
    assert served[-1]
    for moment in moments[::7]:
        build_with(HashEmbedder(), moment, LONG, SHORT)
        check_rows(moment, HashEmbedder())
        assert not list((moment / "generations").glob(".building-*"))
