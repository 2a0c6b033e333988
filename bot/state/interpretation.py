"""How a question was read and what shape its answer has, as they are kept beside a shown answer."""

import json
from dataclasses import asdict, dataclass, replace

from index.interpretation import LITERALLY, Form, NameReading, Period, ReportCount, Understood
from index.records import EVERYTHING, Answer, AsOf, Filters


@dataclass(frozen=True, slots=True)
class StoredInterpretation:
    """What an answer says of itself beside its quotes; see `index.records.Answer`."""

    form: Form = Form.QUOTES
    understood: Understood = LITERALLY
    tally: ReportCount | None = None
    filters: Filters = EVERYTHING
    as_of: AsOf | None = None

    @classmethod
    def of(cls, answer: Answer) -> "StoredInterpretation":
        """What `answer` says of itself."""
        return cls(answer.form, answer.understood, answer.tally, replace(answer.filters, articles=None), answer.as_of)

    @classmethod
    def of_json(cls, kept: str | None) -> "StoredInterpretation":
        """What `json` gave; nothing for an answer that was kept before there was any."""
        if kept is None:
            return cls()
        held = json.loads(kept)
        names = tuple(NameReading(written, tuple(taken)) for written, taken in held["names"])
        period = Period(*held["period"]) if held["period"] is not None else None
        tally = ReportCount(*held["tally"]) if held["tally"] is not None else None
        listed = {name: tuple(values) for name, values in held.get("filters", {}).items() if isinstance(values, list)}
        filters = Filters(**{**held.get("filters", {}), **listed})
        as_of = AsOf(*held["as_of"]) if held.get("as_of") is not None else None
        return cls(Form(held["form"]), Understood(names, period), tally, filters, as_of)

    @property
    def json(self) -> str:
        """All of it, to be kept."""
        names = [[name.written, list(name.taken)] for name in self.understood.names]
        period, tally = self.understood.period, self.tally
        return json.dumps(
            {
                "form": self.form.value,
                "names": names,
                "period": None if period is None else [period.words, period.after, period.before, period.empty],
                "tally": None if tally is None else [tally.reports, tally.independent],
                "as_of": None if self.as_of is None else [self.as_of.newest, self.as_of.refreshed],
                "filters": {name: value for name, value in asdict(self.filters).items() if value},
            },
            ensure_ascii=False,
        )


PLAIN = StoredInterpretation()
"""An answer with the best quote first to a question that was taken literally."""
