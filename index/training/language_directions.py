"""The directions along which the vectors of languages differ: `python -m index.training.language_directions OUT.npy`.

Of each language that wordfreq knows (`pip install wordfreq`: words with how often they are used) some hundred texts are
made of words drawn by their frequency, which are about nothing in particular, and embedded as passages. The
directions are those in which the means of the languages lie furthest apart: the first right singular vectors.
"""

import argparse
from pathlib import Path

import numpy as np
import wordfreq

from index.models.embedder import Vectors
from index.models.model_files import DEFAULT_MODEL
from index.models.onnx_embedder import open_embedder

DIRECTIONS = 20
"""How many are kept; more take away what questions ask about."""

_TEXTS, _WORDS, _SEED = 100, 40, 3
_UNSPACED = ("ja", "zh")


def texts_of(language: str) -> list[str]:
    """Texts of words of a language, drawn by their frequency; the same each time."""
    known = wordfreq.get_frequency_dict(language, "small")
    words, frequencies = list(known), np.array(list(known.values()))
    between, random = "" if language in _UNSPACED else " ", np.random.default_rng(_SEED)
    return [between.join(random.choice(words, _WORDS, p=frequencies / frequencies.sum())) for _ in range(_TEXTS)]


def directions_of(means: Vectors) -> Vectors:
    """The directions, shape (DIRECTIONS, dimensions), in which `means`, a row for each language, lie furthest apart."""
    _, _, found = np.linalg.svd(means - means.mean(axis=0), full_matrices=False)
    return np.asarray(found[:DIRECTIONS], dtype=np.float32)


def main() -> None:
    """Embed, and write the directions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    embedder, out = open_embedder(DEFAULT_MODEL), parser.parse_args().out
    languages = sorted(wordfreq.available_languages("small"))
    np.save(out, directions_of(np.stack([embedder.embed(texts_of(one)).mean(axis=0) for one in languages])))
    print(f"{DIRECTIONS} directions of {len(languages)} languages: {' '.join(languages)}")


if __name__ == "__main__":
    main()
