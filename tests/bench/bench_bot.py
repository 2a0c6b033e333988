"""The bot under load: how long people wait, and what memory it takes, over real HTTP against the tests' Bot API.

    python -m tests.bench.bench_bot INDEX [--people 400] [--questions 10000] [--in-flight 40]

First so many people ask one question each at the same moment; then questions come one after the other, so many at a
time, while the memory of the bot's process is looked at. INDEX is one that `python -m index build seeds` has made.
"""

import argparse
import asyncio
import os
import platform
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.fake_bot_api import FakeBotApi
from tests.fake_bot_api.process import BotProcess

QUESTIONS = (
    "how many died in Idlib city?",
    "what happened in Saraqeb?",
    "how many died in Khan al Subl?",
    "who shot down the jet?",
    "how many died in Aleppo?",
)
_LONG_S = 1800.0


async def main() -> None:
    """Run both parts and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--in-flight", type=int, default=40)
    options = parser.parse_args()
    print(
        f"$ python -m tests.bench.bench_bot {options.index} --people {options.people} --questions {options.questions}"
    )
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    api = FakeBotApi()
    await api.start()
    with tempfile.TemporaryDirectory() as folder:
        bot = BotProcess(Path(folder), options.index.resolve(), api, LOG_LEVEL="WARNING")
        await bot.start()
        try:
            await _ask(api, 1, QUESTIONS[0])
            await _crowd(api, options.people)
            await _long_run(api, bot, options.questions, options.in_flight)
        finally:
            bot.terminate()
            await bot.exit_code()
            await api.stop()


async def _crowd(api: FakeBotApi, people: int) -> None:
    asked: dict[int, float] = {}
    for person in range(1000, 1000 + people):
        asked[person] = time.monotonic()
        await api.say(f"{QUESTIONS[person % len(QUESTIONS)]} ({person})", person)
    await api.until(lambda: all(api.messages(person) for person in asked), _LONG_S)
    typed = {int(call.params["chat_id"]): call.at for call in reversed(api.called("sendChatAction"))}
    answers = [api.messages(person)[0].at - at for person, at in asked.items()]
    actions = [typed[person] - at for person, at in asked.items() if person in typed]
    print("| people at once | answered | first typing s, median / p95 | answer s, median / p95 | once each |")
    print("|" + "---|" * 5)
    once = all(len(api.messages(person)) == 1 for person in asked)
    print(
        f"| {people} | {len(answers)} | {_both(actions)} | {_both(answers)} | {'yes' if once else 'NO'} |\n", flush=True
    )


async def _long_run(api: FakeBotApi, bot: BotProcess, questions: int, in_flight: int) -> None:
    print("| questions | memory MB | answer s, median / p95 |\n|---|---|---|")
    print(f"| 0 | {bot.memory_mb:.0f} | |", flush=True)
    free = asyncio.Semaphore(in_flight)
    took: list[float] = []

    async def one(number: int) -> None:
        async with free:
            # A chat for each place, so that the bot remembers as many as it would in real life.
            took.append(await _ask(api, 10_000 + number, f"{QUESTIONS[number % len(QUESTIONS)]} {number % 50}"))

    step = max(1, questions // 5)
    for begin in range(0, questions, step):
        await asyncio.gather(*(one(number) for number in range(begin, min(questions, begin + step))))
        print(f"| {len(took):,} | {bot.memory_mb:.0f} | {_both(took[begin:])} |", flush=True)
        api.forget()


async def _ask(api: FakeBotApi, chat: int, text: str) -> float:
    """Seconds until the answer is there."""
    begun = time.monotonic()
    await api.say(text, chat)
    await api.answer(chat, 1, _LONG_S)
    return time.monotonic() - begun


def _both(seconds: list[float]) -> str:
    if not seconds:
        return "-"
    return f"{statistics.median(seconds):.2f} / {float(np.percentile(seconds, 95)):.2f}"


if __name__ == "__main__":
    asyncio.run(main())
