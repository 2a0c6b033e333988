"""What an evaluation prints: for people, and as JSON."""

from collections.abc import Sequence

from index.cli.evaluation import Judged, by_type, measures, reliability
from index.cli.output import many


def evaluation_json(judged: Sequence[Judged]) -> dict[str, object]:
    """The measures by name, the types of questions, the reliability table and what became of each question."""
    return {
        "questions": len(judged),
        "degraded": sum(j.degraded for j in judged),
        "measures": {
            m.name: {"value": m.value, "interval": m.interval, "questions": m.questions}
            for m in measures(judged)
        },
        "types": {
            name: {"questions": number, "answered": answered, "right": right}
            for name, (number, answered, right) in by_type(judged).items()
        },
        "reliability": [
            {"confidence": sure, "right": right, "questions": number} for sure, right, number in reliability(judged)
        ],
        "asked": [
            {
                "question": j.known.question, "answerable": j.known.answerable, "answered": j.answered,
                "right": j.right, "exact": j.exact, "f1": j.f1, "confidence": j.confidence, "ms": round(j.took_ms, 1),
            }
            for j in judged
        ],
    }  # fmt: skip


def evaluation_text(judged: Sequence[Judged]) -> str:
    """The measures with their 95 % intervals, then the types, and what confidence is worth."""
    degraded = sum(j.degraded for j in judged)
    lines = [many(len(judged), "question") + (f", {degraded:,} of them answered degraded" if degraded else ""), ""]
    for m in measures(judged):
        value = f"{m.value:.0f}" if m.name.startswith("milliseconds") else f"{m.value:.3f}"
        interval = "" if m.interval is None else f"  {m.interval[0]:.3f} to {m.interval[1]:.3f}"
        lines.append(f"{m.name:36} {value:>6}{interval:18}  of {many(m.questions, 'question')}")
    types = by_type(judged)
    if len(types) > 1:
        lines += ["", f"{'type':36} {'questions':>9} {'answered':>9} {'right':>7}"]
        lines += [
            f"{name[:36]:36} {number:9,} {answered:9.3f} {right:7.3f}"
            for name, (number, answered, right) in types.items()
        ]
    lines += ["", f"{'confidence (mean of each tenth)':36} {'right':>6} {'questions':>10}"]
    lines += [f"{sure:<36.2f} {right:6.2f} {number:10,}" for sure, right, number in reliability(judged)]
    return "\n".join(lines)
