"""A sentence-transformers model of one layer with weights drawn by chance, for what needs no understanding."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from index.models.model_files import packaged_model

DIMENSIONS = 16
MAX_TOKENS = 24


def save_tiny_model(
    folder: Path, *, seed: int = 0, pooling: str = "mean", dense: int | None = None,
    prompts: Mapping[str, str] | None = None, default: str | None = None,
) -> Path:  # fmt: skip
    """Save a model into `folder`; `dense` is the width of one more layer behind the pooling, `prompts` what it puts
    before texts, by name, and `default` the name of the one for texts of any kind."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer import modules
    from transformers import BertConfig, BertModel

    body = folder.with_name(f"{folder.name}-body")
    with _drawn(seed):
        config = BertConfig(
            hidden_size=DIMENSIONS, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8,
            max_position_embeddings=32, initializer_range=1.0,
        )  # fmt: skip
        BertModel(config).save_pretrained(body)
        for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
            shutil.copy(packaged_model() / name, body)
        steps: list[torch.nn.Module] = [
            modules.Transformer(str(body), max_seq_length=MAX_TOKENS),
            modules.Pooling(DIMENSIONS, pooling_mode=pooling),
        ]
        if dense is not None:
            steps.append(modules.Dense(DIMENSIONS, dense))
        model = SentenceTransformer(modules=steps, device="cpu", prompts=dict(prompts) if prompts else None)
    model.default_prompt_name = default
    model.save(str(folder), create_model_card=False)
    shutil.rmtree(body)
    return folder


@contextmanager
def _drawn(seed: int) -> Iterator[None]:
    import torch

    with torch.random.fork_rng():
        torch.manual_seed(seed)
        yield
