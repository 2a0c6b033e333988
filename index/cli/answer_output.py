"""What `ask` prints: an answer for people, and as JSON."""

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice

from index.answer_metadata import Form, Period, Verdict
from index.cli.output import counted
from index.language.quote_times import resolved_times
from index.language.text import foreign_language
from index.query.filters import as_typed
from index.records import Answer, Article, Quote


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
        "questions": [{**asdict(one), "verdict": one.verdict.value} for one in answer.questions],
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


_MAY_ANSWER = "This may answer:"
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
    if answer.questions:
        lines += _of_each(answer)
    elif answer.verdict is Verdict.MAY_SAY:
        lines.append(_MAY_ANSWER)
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
    for quote in () if answer.questions else answer.quotes or answer.nearest[:1]:
        heading = _heading(quote, answer.form)
        if answer.form is not Form.QUOTES and len(set(headings)) > 1 and heading != shown_heading:
            shown_heading = heading
            lines += ["", f"{heading}:"]
        lines += _quoted(quote, answer.question)
    if answer.as_of is not None:
        newest, refreshed = answer.as_of.newest, answer.as_of.refreshed[:10]
        corpus = f"Corpus without dates, refreshed {refreshed}" if newest is None else f"Corpus as of {newest}"
        lines += ["", f"{corpus}; not refreshed since {refreshed}." if stale else f"{corpus}."]
    return "\n".join(lines)


def _of_each(answer: Answer) -> Iterator[str]:
    """The quotes of an answer to several questions below the question that each is for, or that there is none."""
    sentences = iter(answer.quotes or answer.nearest)
    above = {Verdict.SAYS: (), Verdict.MAY_SAY: (_MAY_ANSWER,), Verdict.NOT_SAID: (_verdict(None),)}
    for one in answer.questions:
        yield from ("", one.question, *above[one.verdict])
        for quote in islice(sentences, one.sentences):
            yield from _quoted(quote, answer.question)


def _quoted(quote: Quote, question: str) -> Iterator[str]:
    """A quote with its source, and what its words for times mean."""
    article = quote.article
    named = (
        article.title or article.path, article.source, article.published, article.archived and "archived copy",
        f"paragraph {quote.paragraph}", quote.standing,
    )  # fmt: skip
    yield from ("", f"  {_marked(quote)}", f"  — {' · '.join(part for part in named if part)}")
    foreign = foreign_language(question, quote.text, article.language)
    if foreign is not None:
        yield f"    the quote is in another language ({foreign})"
    for time in resolved_times(article, quote.span):
        yield f"    {article.cut(time.span)} → {_dates(time.first, time.last)}"
    yield from (f"    {address}" for address in (article.url, article.archived) if address is not None)
    if quote.copies:
        others = ", ".join(copy.source or copy.title or copy.path or copy.id for copy in quote.copies)
        yield f"    the same report: {others}"


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
