"""Sentences that tell of a deed as a fact, and that do not, in fifteen languages: frames filled with deeds.

`factuality_frames.json`, one object a language: `deeds` are forms of one deed, `{x}` its figure or name; `told` and
`not_told` are frames with places for such forms.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.language.sentences import sentences
from index.records import Span
from index.training import templates as t
from index.training.corpora import read
from index.training.example_mix import OPENINGS
from index.training.examples import among

FILE = Path(__file__).parent / "factuality_frames.json"

_FILLERS = {
    "en": "qamr_wikinews", "ar": "mlqa_dev_ar", "fa": "pquad_valtest", "tr": "thquad_ottoman", "es": "mlqa_dev_es",
    "fr": "piaf_v11", "de": "mlqa_dev_de", "pt": "faquad", "hi": "mlqa_dev_hi", "id": "facqa_id", "zh": "mlqa_dev_zh",
    "he": "heq",
}  # fmt: skip
"""The set whose sentences stand beside the frames of a language."""

_NAMES = {
    "ar": "أحمد الخطيب|سليم حداد|يوسف قاسم|خالد منصور|طارق العلي|عمر ناصيف",
    "fa": "رضا کریمی|حسین مرادی|علی صادقی|مهدی رستمی|ناصر احمدی",
    "ru": "Павел Громов|Андрей Лебедев|Игорь Соколов|Олег Тарасов|Николай Белов",
    "uk": "Петро Коваль|Андрій Бондар|Олег Шевчук|Ігор Мельник|Тарас Гнатюк",
    "hi": "राजेश वर्मा|अनिल शर्मा|सुरेश यादव|मोहन सिंह|विजय गुप्ता",
    "zh": "李国强|王志远|张伟明|陈建华|刘洪",
    "he": "דוד לוי|יוסי כהן|משה פרץ|אבי ברק|רון שמיר",
}
_TOWNS = {
    "ar": "الرقة|تعز|درنة|بعلبك|سامراء", "fa": "زاهدان|مریوان|بوشهر|سبزوار|آمل", "ru": "Тарна|Вельск|Мценск|Орск|Елец",
    "uk": "Ізюм|Бахмач|Ковель|Стрий|Умань", "hi": "बरेली|कोटा|सतना|गया|नासिक", "zh": "泰州|绵阳|安庆|丽水|玉林",
    "he": "עכו|שדרות|צפת|ערד|יבנה",
}  # fmt: skip
_LATIN_TOWNS = "Telrosa|Lorbec|Tarna|Umdara|Kesh|Bambari|Goma|Saada|Bilto|Monval|Derna|Marib|Sumy"


@dataclass(frozen=True, slots=True)
class Told:
    """A question on a passage, with words of it.

    Attributes:
        answer: characters of `text`.
        factual: whether `text` tells as a fact that these words answer the question.
        kind: where it comes from, for counting.
        kept: whether it is kept for testing.
    """

    question: str
    title: str
    text: str
    answer: Span
    factual: bool
    kind: str
    kept: bool


def space_of(language: str) -> str:
    """What stands between two sentences."""
    return "" if language == "zh" else " "


class Frames:
    """Fills the frames; the sets in `folder` give the real sentences that stand beside them."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self._folder = folder
        self._rng = rng

    def all(self) -> list[Told]:
        """Every frame of every language with every deed of it."""
        read_in = json.loads(FILE.read_text("utf-8")).items()
        return [one for language, frames in read_in for one in self._of_language(language, frames)]

    def _of_language(self, language: str, frames: dict[str, Any]) -> Iterator[Told]:
        """The last two deeds with every sixth frame are kept for testing, and only these."""
        deeds, fillers = frames["deeds"], self._fillers(language)
        for number, deed in enumerate(deeds):
            kept = number >= len(deeds) - 2
            others = [one for at, one in enumerate(deeds) if one is not deed and (at >= len(deeds) - 2) == kept]
            for factual in (True, False):
                for at, frame in enumerate(frames["told" if factual else "not_told"]):
                    if (at % 6 == 0) != kept:
                        continue
                    asked = [(deed["question"], factual)] * (2 if factual or kept else 1)
                    asked += [(deed["future"], True)] * (not factual and "{will}" in frame.lower())
                    for question, true in asked:
                        filled = self._filled(language, frames, deed, frame)
                        if filled is not None:
                            text, answer = self._among(language, frames, others, fillers, filled)
                            yield Told(self._worded(question), "", text, answer, true, f"frames/{language}", kept)

    def _among(
        self,
        language: str,
        frames: dict[str, Any],
        deeds: Sequence[Any],
        fillers: Sequence[str],
        told: tuple[str, Span],
    ) -> tuple[str, Span]:
        """A sentence alone, or with up to two on each side: real ones, and ones on other deeds."""
        text, answer = told
        if self._rng.random() < 0.4:
            return told
        every = [*frames["told"], *frames["not_told"]]

        def beside() -> list[str]:
            drawn = []
            for _ in range(self._rng.randint(0, 2)):
                if fillers and self._rng.random() < 0.4:
                    drawn.append(self._rng.choice(fillers))
                else:
                    one = self._filled(language, frames, self._rng.choice(deeds), self._rng.choice(every))
                    drawn += [] if one is None else [one[0]]
            return drawn

        return among(beside(), text, beside(), answer, space_of(language))

    def _filled(
        self, language: str, frames: dict[str, Any], deed: dict[str, str], frame: str
    ) -> tuple[str, Span] | None:
        """A frame with a deed, and where its figure or name stands; None where the frame has no place for the deed."""
        value = self._value(language, deed["fill"])
        parts = {name: form.replace("{x}", f"\0{value}\1") for name, form in deed.items() if "{x}" in form}
        parts |= {"source": self._rng.choice(frames["sources"]), "agent": self._rng.choice(frames["agents"])}
        for name, part in parts.items():
            frame = frame.replace(f"{{{name}}}", part).replace(f"{{{name.capitalize()}}}", part[:1].upper() + part[1:])
        start, end = frame.find("\0"), frame.find("\1")
        if start < 0:
            return None
        return frame.replace("\0", "").replace("\1", ""), Span(start, end - 1)

    def _value(self, language: str, kind: str) -> str:
        """A round number, so that the noun after it is in the plural, a name, or a town."""
        if kind == "number":
            return str(self._rng.choice((10, 10, 100)) * self._rng.randint(2, 30))
        if kind == "place":
            return self._rng.choice(_TOWNS.get(language, _LATIN_TOWNS).split("|"))
        if language in _NAMES:
            return self._rng.choice(_NAMES[language].split("|"))
        return f"{self._rng.choice(t.FIRST_NAMES)} {self._rng.choice(t.LAST_NAMES)}"

    def _fillers(self, language: str) -> list[str]:
        """Real sentences of a language; none where no set of it is there."""
        if language not in _FILLERS or not (self._folder / _FILLERS[language]).exists():
            return []
        texts = {asked.text for asked in read(self._folder, _FILLERS[language]).learned[:400]}
        found = []
        for text in sorted(texts):
            parts = sentences(text, Span(0, len(text)), language)[:4]
            found += [text[one.start : one.end] for one in parts if 30 <= one.end - one.start <= 220]
        return found

    def _worded(self, question: str) -> str:
        """The question as people type it."""
        turn = self._rng.random()
        if turn < 0.15:
            question = question.lower()
        elif turn < 0.23:
            question = self._rng.choice(OPENINGS).format(question)
        return question.rstrip(" ?؟？") if self._rng.random() < 0.12 else question
