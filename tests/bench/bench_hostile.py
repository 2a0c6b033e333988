"""Files of every format that are far too large: refused by name, or read, within how much memory and time.

    python -m tests.bench.bench_hostile [MEGABYTES [KIND ...]]

Of each format a file with one article of so many megabytes (100), the same in one line, and zeros under its name.
(KINDs: article, line, zeros; all.) Each is read in a process of its own; memory is that beyond what the process had before.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.index.sources.every_format import EVERY_FORMAT

_READ = """
import sys, time
from pathlib import Path
from index.sources import readers
from index.errors import SourceError
from tests.bench.memory import most_memory
import trafilatura, docx, feedparser, lxml.html, pypdf
from index.language.detection import detected_language
detected_language("A few words to load the model of languages.")
before, start = most_memory(), time.perf_counter()
found = [one if isinstance(one, SourceError) else f"{len(one.text):,} characters"
         for one in readers.read_articles([Path(sys.argv[1])])]
told = f"{len(found):,} results: {str(found[0])[-90:]}" if found else "NOTHING SAID"
print(f"{time.perf_counter() - start:.1f} | {most_memory() - before:.0f} | {told}")
"""
_SENTENCE = "Nine sailors were aboard when the ferry sank off the port of Tarn, said witness {}."
_LONGEST_S = 600
_KINDS = ("article", "line", "zeros")


def _paragraphs(kind: str, size: int) -> Sequence[str]:
    every = [_SENTENCE.format(n) for n in range(size // len(_SENTENCE))]
    return [" ".join(every)] if kind == "line" else every


def main() -> None:
    """Print the table."""
    size = int(sys.argv[1] if len(sys.argv) > 1 else "100") * 1_000_000
    print("| file | kind | on disk, MB | s | MB more | what is said |\n|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, make in EVERY_FORMAT.items():
            for kind in sys.argv[2:] or _KINDS:
                path = Path(folder, name)
                if kind == "zeros":
                    with path.open("wb") as file:
                        file.truncate(size)
                else:
                    path.write_bytes(make(_paragraphs(kind, size)))
                written = path.stat().st_size / 1e6
                try:
                    run = subprocess.run(
                        [sys.executable, "-c", _READ, str(path)],
                        capture_output=True,
                        text=True,
                        timeout=_LONGEST_S,
                        check=False,
                    )
                    said = run.stdout.strip() or f"FAILED {run.stderr.strip()[-200:]}"
                except subprocess.TimeoutExpired:
                    said = f"{_LONGEST_S} | | NOT DONE"
                print(f"| {name} | {kind} | {written:.1f} | {said.replace(folder, '')} |", flush=True)
                path.unlink()


if __name__ == "__main__":
    main()
