"""The text of the observations, the risks, the commentary and the policy of a draft."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from purbeck.model.risk import RiskLevel, RiskTrend
from purbeck.transcription.draft import DraftRisk, Kind
from purbeck.transcription.plan import Plan, clean
from purbeck.transcription.planned import PlannedMeasure
from purbeck.transcription.toml_text import one_line

_HEADINGS = {
    "story": "Story behind the baseline",
    "partners": "Partners with a significant role to play",
    "doing": "What are we doing",
    "works": "What works",
    "agenda": "Data development agenda",
}
_COLUMNS = (
    "measure", "area", "period", "value", "numerator", "denominator", "lower", "upper", "status",
    "published", "note", "source",
)  # fmt: skip
_RISK_COLUMNS = (
    "id", "title", "level", "likelihood", "impact", "trend", "indicator", "outcome", "owner",
    "reviewed", "note",
)  # fmt: skip


def observations_text(plan: Plan) -> str:
    """Write the observations: all figures, known from the date of the report on."""
    published = plan.date.isoformat()
    source = f"{one_line(plan.draft.title)}, {clean(plan.draft.file)}"
    rows = [
        [r.measure, r.area, r.period, r.value, "", "", "", "", r.status, published, r.note, source]
        for r in plan.all_rows()
    ]
    return _csv(_COLUMNS, rows)


def risks_text(plan: Plan) -> str:
    """Write risks.csv; a risk of which no level was read is left out, and listed elsewhere."""
    indicators = {m.draft.key: m for m in plan.measures}
    rows = []
    for risk in soundly_read(plan.draft.risks):
        held = [_indicator_of(key, indicators) for key in risk.measures if key in indicators]
        outcome = plan.draft.outcomes[0].key if not held else ""
        rows.append(
            [
                risk_id(risk),
                one_line(risk.title),
                risk.level,
                "",
                "",
                risk.trend,
                ";".join(dict.fromkeys(held)),
                outcome,
                "",
                "",
                one_line(
                    f"{risk.evidence.place}; owner printed: {risk.owner}"
                    if risk.owner
                    else str(risk.evidence.place)
                ),
            ]
        )
    return _csv(_RISK_COLUMNS, rows)


def _indicator_of(key: str, measures: dict[str, PlannedMeasure]) -> str:
    draft = measures[key].draft
    return draft.parent if draft.kind is Kind.MEASURE and draft.parent else draft.key


def soundly_read(risks: Iterable[DraftRisk]) -> list[DraftRisk]:
    """Give the risks that a workspace can hold: with a level and words that it knows."""
    levels = {level.value for level in RiskLevel}
    trends = {trend.value for trend in RiskTrend} | {""}
    return [risk for risk in risks if risk.level in levels and risk.trend in trends]


def risk_id(risk: DraftRisk) -> str:
    """Give the id of a risk: its number, or its first words where it has none."""
    number = re.sub(r"[^A-Za-z0-9._-]+", "-", clean(risk.number)).strip("-._")
    return number or re.sub(r"[^a-z0-9]+", "-", clean(risk.title).lower()).strip("-")[:30].strip(
        "-"
    )


def narratives(plan: Plan) -> dict[str, str]:
    """Give the narrative of each indicator by the name of its file, and the text that has none.

    What stands below no heading is in ``unplaced.md``, as where it belongs is not printed.
    """
    files: dict[str, list[str]] = {}
    unplaced: list[str] = []
    by_key = {m.draft.key: m for m in plan.measures}
    sections: dict[tuple[str, str], list[str]] = {}
    for passage in plan.draft.passages:
        planned = by_key.get(passage.measure)
        text = clean(passage.text)
        if planned is None or passage.section not in _HEADINGS:
            whose = f"{planned.draft.number} {planned.draft.name}".strip() if planned else ""
            unplaced.append(
                f"## {whose or 'Of no indicator'} ({passage.evidence.place})\n\n{text}\n"
            )
            continue
        if planned.draft.kind is Kind.MEASURE and planned.draft.parent in by_key:
            text = f"{planned.draft.name}: {text}"
            planned = by_key[planned.draft.parent]
        sections.setdefault((planned.draft.key, passage.section), []).append(_markdown(text))
    for key, planned in by_key.items():
        held = [(s, sections[(key, s)]) for s in _HEADINGS if (key, s) in sections]
        parts = [f"## {_HEADINGS[s]}\n\n" + "\n\n".join(texts) + "\n" for s, texts in held]
        if parts:
            files[f"narrative/{_file_name(planned)}.md"] = parts
    made = {name: "\n".join(parts) for name, parts in files.items()}
    if unplaced:
        made["unplaced.md"] = "# Text that stands below no heading\n\n" + "\n".join(unplaced)
    return made


def _file_name(planned: PlannedMeasure) -> str:
    simple = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", planned.number)
    return planned.number if simple else planned.draft.key


def _markdown(text: str) -> str:
    """Write printed text so that no sign in it is taken for one of Markdown's."""
    lines = []
    for line in text.split("\n"):
        line = line.replace("<", "\\<").replace("*", "\\*").replace("_", "\\_").replace("[", "\\[")
        line = re.sub(r"^(\s*)(#+|>|=+$|-{2,}$|\d+\.(?=\s)|\+(?=\s))", r"\1\\\2", line)
        lines.append(line.strip())
    return "\n".join(lines)


def policy_text() -> str:
    """Write a policy with nothing in it but what is true of any published report."""
    return (
        "# How the figures are judged. Nothing of this is printed in the report: declare it.\n"
        '# See the workspace format for bands, colours and decisions.\n\nname = "To be declared"\n'
        'reason = "The draft of an imported report has no policy of its own yet."\n\n'
        '[disclosure]\nminimum_count = 0\nsource = "Every figure here has been published before"\n'
    )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
