"""What the commands print: for people, and as JSON."""

import os
import sys
from dataclasses import asdict, fields
from typing import Any, Self

from tqdm import tqdm

from index.answer_metadata import Form, Period, Verdict
from index.archive.corpus_stats import CorpusStats
from index.building.build_report import ArticleCounts, BuildReport
from index.language.quote_times import resolved_times
from index.language.text import foreign_language
from index.query.filters import as_typed
from index.records import Answer, Article, Quote
from index.storage.address import IndexAddress


def report_json(report: BuildReport) -> dict[str, object]:
    """A build's report: totals, then the same for each place, then what was refused."""
    totals = ("passages", "embedded", "resumed", "copies", "boilerplate", "undated", "first_undated", "degraded")
    return {
        "articles": report.articles,
        **_counts_json(report.total),
        **{name: getattr(report, name) for name in totals},
        "places": [{"place": place, **_counts_json(counts)} for place, counts in report.places.items()],
        "refused": [{"path": e.path, "line": e.line, "reason": e.reason} for e in report.refused],
    }


def _counts_json(counts: ArticleCounts) -> dict[str, object]:
    return {"read": counts.read, **{f.name: getattr(counts, f.name) for f in fields(counts) if f.name != "refused"}}


def report_text(report: BuildReport, index: IndexAddress) -> str:
    """A build's report: what was refused, line by line, then the places where there are several, then the totals."""
    lines = [f"refused {error}" for error in report.refused]
    if report.degraded is not None:
        lines.append(f"no vectors, keywords alone: {report.degraded}")
    if len(report.places) > 1:
        lines += [
            f"{place}: {counted(counts.read, 'article')} read{_counts_text(counts)}"
            for place, counts in report.places.items()
        ]
    if report.boilerplate:
        left_out = counted(report.boilerplate, "paragraph")
        lines.append(f"{left_out} never quoted, since they repeat over the pages of their outlet")
    if report.undated:
        undated = f"{counted(report.undated, 'article')} without a date, which no filter on dates finds"
        lines.append(f"{undated}; the first: {report.first_undated}")
    made = f"{report.embedded:,} embedded now"
    if report.resumed:
        made += f", {report.resumed:,} by a build that was broken off"
    copies = f", {report.copies:,} of them copies of another" if report.copies else ""
    lines.append(
        f"{index}: {counted(report.articles, 'article')}{copies}{_counts_text(report.total)}, "
        f"{counted(report.passages, 'passage')}, {made}"
    )
    return "\n".join(lines)


def _counts_text(counts: ArticleCounts) -> str:
    named = (
        ("new", counts.new), ("changed", counts.changed), ("unchanged", counts.unchanged), ("removed", counts.removed),
        ("duplicate", counts.duplicates), ("superseded", counts.superseded), ("refused", counts.refused),
        ("left out on the operator's wish", counts.forgotten),
    )  # fmt: skip
    shown = ", ".join(f"{number:,} {what}" for what, number in named if number)
    return f" ({shown})" if shown else ""


def counted(number: int, what: str) -> str:
    """A number of things: 1 article, 2 articles."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def answer_json(answer: Answer, stale: bool = False) -> dict[str, object]:
    """An answer with its quotes, or with the nearest sentences.

    Args:
        stale: the index was not brought up to date for too long.
    """
    return {
        "question": answer.question,
        "answered": answer.answered,
        "verdict": answer.verdict.value,
        "degraded": answer.degraded is not None,
        "missing": list(answer.missing),
        "names": [{"written": name.written, "taken": list(name.taken)} for name in answer.understood.names],
        "form": answer.form.value,
        "tally": answer.tally and {"reports": answer.tally.reports, "independent": answer.tally.independent},
        "quotes": [_quote_as_json(quote, answer.question) for quote in answer.quotes],
        "nearest": [_quote_as_json(quote, answer.question) for quote in answer.nearest],
        "filters": as_typed(answer.filters),
        "period": answer.understood.period and asdict(answer.understood.period),
        "as_of": answer.as_of and {**asdict(answer.as_of), "stale": stale},
        "parts": answer.parts and {"answered": answer.parts[0], "of": answer.parts[1]},
        "took_ms": round(answer.took_ms, 1),
    }


def _quote_as_json(quote: Quote, question: str) -> dict[str, object]:
    article, marked = quote.article, quote.highlight
    return {
        "text": quote.text,
        "times": [
            {"text": article.cut(time.span), "start": time.span.start, "first": time.first, "last": time.last}
            for time in resolved_times(article, quote.span)
        ],
        "highlight": marked and {"start": marked.start, "end": marked.end, "text": article.cut(marked)},
        "article": _article_json(article),
        "start": quote.span.start,
        "end": quote.span.end,
        "paragraph": quote.paragraph,
        "foreign_language": foreign_language(question, quote.text, article.language),
        "confidence": round(quote.confidence, 4),
        "standing": quote.standing and quote.standing.value,
        "occurred": quote.occurred,
        "copies": [_article_json(copy) for copy in quote.copies],
    }


_CITED = ("id", "title", "url", "archived", "published", "source", "path")


def _article_json(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in _CITED}


_PARTLY = "Only {} of {} parts of the archive answered, and these do not say; the others may."


def answer_text(answer: Answer, stale: bool = False) -> str:
    """An answer with its quotes and their sources, or that there is none, with the nearest sentence.

    Args:
        stale: the index was not brought up to date for too long.
    """
    lines = [f"{name.written} → {', '.join(name.taken)}" for name in answer.understood.names]
    period = answer.understood.period
    if period is not None:
        lines.append(f"{period.words} → {_dates(period.after, period.before)}")
    if kept := as_typed(answer.filters):
        lines.append(f"Only articles of {kept}")
    if answer.verdict is Verdict.MAY_SAY:
        lines.append("This may answer:")
    elif not answer.answered:
        lines.append(_verdict(period) if answer.parts is None else _PARTLY.format(*answer.parts))
        lines += [f"No article here mentions {name}." for name in answer.missing]
        if answer.nearest:
            lines.append("Nearest, though it does not answer:")
    elif answer.tally is not None:
        verdict = {Form.QUOTES: "The reports say the same", Form.FIGURES: "Reports differ"}.get(answer.form, "")
        lines.append(f"{verdict}: {counted(answer.tally.reports, 'report')}, {answer.tally.independent} independent.")
    if answer.parts is not None and answer.verdict is not Verdict.NOT_SAID:
        lines.append("{} of {} parts of the archive answered.".format(*answer.parts))
    headings = [_heading(quote, answer.form) for quote in answer.quotes]
    shown_heading: str | None = None
    for quote in answer.quotes or answer.nearest[:1]:
        article, heading = quote.article, _heading(quote, answer.form)
        if answer.form is not Form.QUOTES and len(set(headings)) > 1 and heading != shown_heading:
            shown_heading = heading
            lines += ["", f"{heading}:"]
        named = (
            article.title or article.path, article.source, article.published, article.archived and "archived copy",
            f"paragraph {quote.paragraph}", quote.standing,
        )  # fmt: skip
        lines += ["", f"  {_marked(quote)}", f"  — {' · '.join(part for part in named if part)}"]
        foreign = foreign_language(answer.question, quote.text, article.language)
        if foreign is not None:
            lines.append(f"    the quote is in another language ({foreign})")
        lines += [
            f"    {article.cut(time.span)} → {_dates(time.first, time.last)}"
            for time in resolved_times(article, quote.span)
        ]
        lines += [f"    {address}" for address in (article.url, article.archived) if address is not None]
        if quote.copies:
            others = ", ".join(copy.source or copy.title or copy.path or copy.id for copy in quote.copies)
            lines.append(f"    the same report: {others}")
    if answer.as_of is not None:
        newest, refreshed = answer.as_of.newest, answer.as_of.refreshed[:10]
        corpus = f"Corpus without dates, refreshed {refreshed}" if newest is None else f"Corpus as of {newest}"
        lines += ["", f"{corpus}; not refreshed since {refreshed}." if stale else f"{corpus}."]
    return "\n".join(lines)


def _heading(quote: Quote, form: Form) -> str:
    """The day of an event, with its place where places are listed."""
    place = quote.article.cut(quote.highlight) if form is Form.EVENTS and quote.highlight is not None else None
    return " · ".join(part for part in (quote.occurred or "undated", place) if part)


def _verdict(period: Period | None) -> str:
    if period is None:
        return "The corpus does not say."
    verdict = "No article is of that time." if period.empty else "The articles of that time do not say."
    return f"{verdict} With --literal all articles are asked."


def _dates(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return f"until {last}" if first is None else f"from {first} on"
    return first if first == last else f"{first} to {last}"


def _marked(quote: Quote) -> str:
    """The quote with its highlight in bold on a terminal, and as it is elsewhere."""
    if quote.highlight is None or not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return quote.text
    before, after = quote.highlight.start - quote.span.start, quote.highlight.end - quote.span.start
    return f"{quote.text[:before]}\033[1m{quote.text[before:after]}\033[0m{quote.text[after:]}"


def stats_text(stats: CorpusStats) -> str:
    """What an index holds, a line each."""
    dated = "no article is dated" if stats.earliest is None else f"{stats.earliest} to {stats.latest}"
    undated = f", {stats.undated:,} undated" if stats.undated else ""
    copies = f", {stats.copies:,} of them copies of another" if stats.copies else ""
    forgotten = f", {stats.forgotten:,} more forgotten" if stats.forgotten else ""
    vectors = f"{stats.embedding_model}, {stats.dimensions} dimensions" if stats.embedded else "none, keywords alone"
    lines = [
        f"articles  {stats.articles:,} ({dated}{undated}{copies}{forgotten})",
        f"passages  {stats.passages:,}",
        f"vectors   {vectors}",
        f"built     {stats.built}",
        *([f"size      {stats.bytes:,} bytes"] if stats.bytes else []),  # of a cluster it is not known
    ]
    outlets = (f"{one.source or 'not given'}: {counted(one.articles, 'article')}" for one in stats.sources)
    return "\n".join([*lines, *(f"outlet    {one}" for one in outlets)])


class ProgressBars:
    """Progress bars on stderr, when it is a terminal."""

    def __init__(self) -> None:
        self._bars: dict[str, tqdm[Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for bar in self._bars.values():
            bar.close()

    def advance(self, what: str, more: int, total: int | None) -> None:
        """Move the bar of `what` by `more`."""
        if what not in self._bars:
            self._bars[what] = tqdm(desc=what, total=total, disable=not sys.stderr.isatty(), file=sys.stderr)
        self._bars[what].update(more)
