"""How many turns of short dialogues in six languages are answered rightly, wrongly, and declined.

    python -m tests.bench.bench_dialogues [first second] [--all] [--index FOLDER]

The dialogues stand in tests/bench/data/dialogues: `>` what the person says, `=` words that the first quote has to hold
(one of them, between bars), `@` words that the reply may hold instead (a source), `-` where the bot has to decline. A
sentence that is shown as one that may answer counts as declined; so does the source of an answer, shown to who asks
who said so, where it does not name the speaker, whom its article names elsewhere.
"""

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.conversation.conversation import Conversation
from bot.state.answer_store import AnswerStore
from bot.support.i18n import LANGUAGES, locale_for
from bot.views.markup import AnswerReply, Blockquote
from index.archive.archive import Archive
from index.building.pipeline import build

DATA = Path(__file__).parent / "data/dialogues"
ARTICLES = (DATA / "articles", Path("seeds"), Path("tests/corpus"), Path("tests/corpus_arabic"))


@dataclass(slots=True)
class Turn:
    """What a person says, and what may be answered: words in a quote, words anywhere; neither where it is declined."""

    said: str
    quoted: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)

    def judge(self, answered: AnswerReply, texts: Sequence[str]) -> str:
        """Right, wrong or declined; `texts` are those of all articles."""
        if answered.outcome == "declined":
            return "declined" if self.quoted or self.named else "right"
        message = answered.reply.message
        first = next((piece for piece in message if isinstance(piece, Blockquote)), None)
        quote = "".join(part if isinstance(part, str) else part.text for part in first.parts) if first else ""
        found = any(words in quote for words in self.quoted) or any(w in answered.reply.plain for w in self.named)
        if found:
            return "right"
        is_source = any(answered.reply.plain.endswith(locale_for(code).say("source-note")) for code in LANGUAGES)
        here = [text for text in texts if quote and quote in text]
        named = any(words in text for text in here for words in self.quoted)
        return "declined" if is_source and named else "wrong"


def dialogues(path: Path) -> Iterator[tuple[str, list[Turn]]]:
    """The dialogues of a file, each with its language."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
        language, *lines = block.splitlines()
        turns: list[Turn] = []
        for line in lines:
            mark, words = line[:1], [word.strip() for word in line[1:].split("|")]
            if mark == ">":
                turns.append(Turn(line[1:].strip()))
            elif mark in "=@":
                (turns[-1].quoted if mark == "=" else turns[-1].named).extend(words)
        yield language, turns


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("halves", nargs="*", default=["first", "second"])
    parser.add_argument("--all", action="store_true", help="print every turn, not only those that are not right")
    parser.add_argument("--index", type=Path, help="where the index is kept for another run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.index or Path(scratch) / "index"
        if not folder.exists():
            corpus = Path(scratch) / "articles"
            corpus.mkdir()
            for place in ARTICLES:
                for path in place.iterdir():
                    if path.suffix in (".md", ".txt"):
                        (corpus / path.name).write_bytes(path.read_bytes())
            build([corpus], folder)
        archive = Archive.open(folder)
        print("| half | language | openings: right | wrong | declined | after: right | wrong | declined |")
        print("|---|---|---|---|---|---|---|---|")
        for half in options.halves:
            _half(half, archive, Path(scratch) / half, options.all)
        archive.close()


def _half(half: str, archive: Archive, scratch: Path, show_all: bool) -> None:
    """Hold the dialogues of one half, and print a row for each language and one for all."""
    opening: dict[str, Counter[str]] = {}
    after: dict[str, Counter[str]] = {}
    scratch.mkdir()
    store = AnswerStore(scratch, 30)
    talk = Conversation(archive, store, 5, 30)
    texts = [article.text for article in archive.each_article()]
    for chat, (language, turns) in enumerate(dialogues(DATA / f"{half}.txt"), 1):
        for number, turn in enumerate(turns):
            began = time.perf_counter()
            answered = talk.ask(turn.said, chat, locale_for(language), number + 1)
            said = turn.judge(answered, texts)
            (after if number else opening).setdefault(language, Counter())[said] += 1
            if show_all or said != "right":
                shown = " / ".join(answered.reply.plain.split("\n"))[:300]
                took = 1000 * (time.perf_counter() - began)
                print(f"    {said:8s} {language} {chat}.{number} {turn.said} -> {shown} ({took:.0f} ms)")
    for language in (*opening, "all"):
        one, other = (
            sum(of.values(), Counter()) if language == "all" else of.get(language, Counter()) for of in (opening, after)
        )
        cells = [str(count[what]) for count in (one, other) for what in ("right", "wrong", "declined")]
        print(f"| {half} | {language} | {' | '.join(cells)} |")
    store.close()


if __name__ == "__main__":
    main()
