"""How many places the corpus writes of are found under another spelling, and how often a place it has not is declined.

    python -m tests.bench.bench_absent [INDEX ...] [--wrong] [--places 20] [--absent 20]

Without an index, one of tests/corpus and one of tests/corpus_heldout are built. Nothing is written by hand: places are
the names that most often follow "in", "near" or "at"; other spellings are the gazetteer's, and for a place that it has
not vowels, q and doubled letters are changed and the name is written in Arabic letters. Only questions that are answered
under the corpus's own spelling are asked again; alike is the same first quote. Absent are large places of the gazetteer
of whose name the corpus has no word, and those of them that sound most like a name of the corpus.
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.archive.archive import Archive
from index.building.pipeline import build
from index.language.text import ARABIC
from index.names.gazetteer import gazetteer
from index.names.phonetics import distance, key, phonetic_key, skeletons
from index.storage.folder import current_generation, read_manifest

QUESTIONS = (
    "How many people were killed in {}?",
    "What happened in {}?",
    "When was the attack in {}?",
)
IN_ARABIC = (
    "كم عدد القتلى في {}؟",
    "ماذا حدث في {}؟",
    "متى كان الهجوم في {}؟",
)
_LARGE = 100_000
_LETTERS = (
    ("sh", "ش"), ("kh", "خ"), ("gh", "غ"), ("th", "ث"), ("dh", "ذ"), ("ch", "تش"), ("ou", "و"), ("aa", "ا"),
    *zip("abtjdhrzsfqklmnwygcpvxeiou", "ابتجدهرزسفقكلمنويغكبفكييوو", strict=True),
)  # fmt: skip


def in_arabic(name: str) -> str:
    """A Latin name in Arabic letters, one by one; a vowel inside a word is written where it is long in Arabic, too."""
    words = []
    for word in name.lower().replace("-", " ").split():
        written, at = "", 0
        while at < len(word):
            latin, letter = next(((one, to) for one, to in _LETTERS if word.startswith(one, at)), (word[at], ""))
            written += "" if latin == "e" and 0 < at < len(word) - 1 else "ا" if latin in "ei" and not at else letter
            at += len(latin)
        words.append(written)
    return " ".join(words)


def respelt(name: str) -> list[str]:
    """Other spellings of a name: those that the gazetteer takes for the same place alone, or some made by rule."""
    place = gazetteer().places(name)
    known = [
        other
        for other in sorted(gazetteer().keys(name))
        if other != key(name) and len(other) > 3 and gazetteer().places(other) == place
    ]
    latin = [other for other in known if other.isascii()][:2]
    arabic = [other for other in known if ARABIC.search(other)][:1]
    if known:
        return [other.title() for other in latin] + arabic
    changed = name.translate(str.maketrans("eoq", "iuk"))
    doubled = name[:2] + name[1:] if len(name) > 3 and name[1] not in "aeiou -" else name[:3] + name[2:]
    return [other for other in dict.fromkeys((changed, doubled)) if other != name] + [in_arabic(name)]


def asked(name: str) -> Iterator[str]:
    """The questions about a place, in the script of its name."""
    return (question.format(name) for question in (IN_ARABIC if ARABIC.search(name) else QUESTIONS))


def present(archive: Archive, places: Sequence[str], wrong: bool) -> dict[str, Counter[str]]:
    """What becomes of the questions that are answered, under other spellings in Latin and in Arabic letters."""
    found: dict[str, Counter[str]] = {"Latin letters": Counter(), "Arabic letters": Counter()}
    for place in places:
        for number, question in enumerate(asked(place)):
            literal = archive.ask(question)
            for other in respelt(place) if literal.answered else ():
                script = "Arabic letters" if ARABIC.search(other) else "Latin letters"
                answer = archive.ask((IN_ARABIC if ARABIC.search(other) else QUESTIONS)[number].format(other))
                same = answer.answered and answer.quotes[0].span == literal.quotes[0].span
                verdict = "alike" if same else "otherwise" if answer.answered else "declined"
                found[script][verdict] += 1
                if wrong and verdict != "alike":
                    print(f"{verdict}: {question} as {other}, missing {answer.missing}")
    return found


def absent(archive: Archive, places: Sequence[str], wrong: bool) -> Counter[str]:
    """What becomes of questions about places that the corpus has not."""
    found: Counter[str] = Counter()
    for place in places:
        for question in asked(place):
            answer = archive.ask(question)
            found["answered" if answer.answered else "declined"] += 1
            if wrong and answer.answered:
                read = [(name.written, name.taken) for name in answer.understood.names]
                print(f"answered: {question} {read} {answer.quotes[0].text[:100]!r}")
    return found


def absent_places(archive: Archive, count: int) -> dict[str, list[str]]:
    """Large places of which the corpus has no word: some by chance, and those most like a name of the corpus."""
    names = [spelling.written for found in archive.names(500) for spelling in found.spellings]
    large = [name.title() for name in sorted(gazetteer().large(_LARGE)) if name.isascii() and len(name) > 3]
    unheard = [name for name in large if not any(archive.mentioning(word, limit=1) for word in name.split())]
    like = sorted(
        (
            min(
                distance(phonetic_key(name), phonetic_key(other))
                for other in names
                if skeletons(name) & skeletons(other)
            ),
            name,
        )
        for name in unheard
        if any(skeletons(name) & skeletons(other) for other in names)
    )
    chosen = random.Random(1).sample(unheard, min(count, len(unheard)))
    return {"by chance": chosen, "sounding like one": [name for _, name in like[:count]]}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("indexes", nargs="*", type=Path)
    parser.add_argument("--places", type=int, default=20, help="places of the corpus")
    parser.add_argument("--absent", type=int, default=20, help="absent places of each kind")
    parser.add_argument("--wrong", action="store_true", help="print each question that went wrong")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        indexes: list[Path] = options.indexes or [_built(name, Path(scratch)) for name in ("corpus", "corpus_heldout")]
        rows = []
        for index in indexes:
            archive = Archive.open(index)
            topics = read_manifest(current_generation(index)).topics[: options.places]
            for script, counts in present(archive, topics, options.wrong).items():
                total = sum(counts.values())
                rows.append(f"| {index.name} | present, in {script} | {total} | {_share(counts['alike'], total)} | {_share(counts['otherwise'], total)} | {_share(counts['declined'], total)} |")  # fmt: skip
            for kind, places in absent_places(archive, options.absent).items():
                counts = absent(archive, places, options.wrong)
                total = sum(counts.values())
                rows.append(f"| {index.name} | absent, {kind} | {total} | | {_share(counts['answered'], total)} | {_share(counts['declined'], total)} |")  # fmt: skip
            archive.close()
    print("| index | places | questions | answered alike | answered otherwise | declined |\n|---|---|---|---|---|---|")
    print("\n".join(rows))


def _built(name: str, scratch: Path) -> Path:
    build([Path("tests") / name], scratch / name)
    return scratch / name


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else ""


if __name__ == "__main__":
    main()
