"""READ-ME-FIRST.md and transcription.json: what was read, from where, and how surely."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from purbeck.transcription.draft import (
    Confidence,
    Contradiction,
    Draft,
    DraftFigure,
    DraftMeasure,
    Evidence,
)
from purbeck.transcription.other_files import soundly_read
from purbeck.transcription.page import Place
from purbeck.transcription.plan import Plan, clean
from purbeck.transcription.planned import PlannedMeasure


def readme_text(plan: Plan) -> str:
    """Write what somebody who takes over the draft has to know first."""
    draft = plan.draft
    parts = [_opening(plan), _to_declare(plan), _disagreements(draft), _not_read(draft)]
    return "\n".join(part for part in [*parts, _read(plan), _mentioned(draft)] if part)


def _opening(plan: Plan) -> str:
    draft = plan.draft
    own = [f for m in draft.measures for f in m.own()]
    sure = sum(1 for f in own if f.evidence.confidence is Confidence.HIGH)
    unsure = len(own) - sure
    lines = [
        f"# Read me first: a draft from {clean(draft.file)}",
        "",
        "This folder was made by machine from a published report. Check it before it is used.",
        "",
        f"- Report: {clean(draft.title)}, {clean(draft.organisation) or 'organisation not found'}, "
        f"{plan.date.isoformat()}",
        f"- Pages: {draft.pages if draft.paged else 'not known'}",
        f"- Layouts it was read with: {', '.join(draft.profiles)}",
        f"- {len(draft.outcomes)} outcomes, {len(draft.measures)} indicators and measures, "
        f"{len(own)} figures of them, {len(draft.risks)} risks",
        f"- Of the figures, {sure} were read surely; {unsure} not quite, and each says why below",
        f"- {len(draft.unread)} things could not be read",
        f"- {sum(one.certain for one in draft.contradictions)} do not agree",
        f"- SHA-256 of the file: {draft.digest}",
        "",
    ]
    if plan.date_note:
        lines.insert(5, f"- Date: {plan.date_note}")
    return "\n".join(lines)


def _to_declare(plan: Plan) -> str:
    lines = ["## To be declared", ""]
    if not plan.own.known:
        lines.append(f"- [organisation] area: no code is known for '{plan.own.name}'")
    for planned in plan.measures:
        for reason in planned.to_declare:
            lines.append(f"- {_named(planned.draft)}: {clean(reason)}")
    return "\n".join([*lines, ""]) if len(lines) > 2 else ""


def _disagreements(draft: Draft) -> str:
    certain = [one for one in draft.contradictions if one.certain]
    others = [one for one in draft.contradictions if not one.certain]
    lines = ["## What does not agree", ""]
    if not certain:
        lines.append("Nothing was found. The report's printed totals and lists fit what was read.")
    lines += [_disagreement(one) for one in certain]
    if others:
        lines += ["", "## What may not agree, by which way is better", ""]
        lines += [_disagreement(one) for one in others]
    return "\n".join([*lines, ""])


def _disagreement(one: Contradiction) -> str:
    return f"- {clean(one.summary)} ({', '.join(map(str, one.places))})"


def _not_read(draft: Draft) -> str:
    lines = ["## What could not be read", ""]
    lines += [f"- {u.place}: {clean(u.what)}: {clean(u.reason)}" for u in draft.unread]
    kept = soundly_read(draft.risks)
    for risk in draft.risks:
        if risk not in kept:
            named = clean(f"risk {risk.number} {risk.title}")
            reason = "no level was read, so that it is not in risks.csv"
            lines.append(f"- {risk.evidence.place}: {named}: {reason}")
    return "\n".join([*lines, ""]) if len(lines) > 2 else ""


def _read(plan: Plan) -> str:
    lines = ["## What was read", ""]
    for planned in plan.measures:
        draft = planned.draft
        lines.append(f"### {_named(draft)} ({draft.evidence.place})")
        lines.append("")
        if draft.lost:
            lines.append("- Listed in the contents; its page is not in the file.")
        lines += [_figure_line(figure) for figure in draft.figures]
        for sign in draft.signs:
            label = f" ({clean(sign.label)})" if sign.label else ""
            lines.append(f"- {sign.of}{label}: {sign.value}{_where(sign.evidence)}")
        for label, name in draft.owners:
            lines.append(f"- {clean(label)}: {clean(name)}")
        lines.append("")
    if plan.draft.risks:
        lines += ["### Risks", ""]
        for risk in plan.draft.risks:
            said = ", ".join(part for part in (risk.level, risk.trend) if part) or "no level"
            lines.append(
                f"- {clean(risk.number)} {clean(risk.title)}: {said}{_where(risk.evidence)}"
            )
        lines.append("")
    return "\n".join(lines)


def _figure_line(figure: DraftFigure) -> str:
    label = f" ({clean(figure.label)})" if figure.label else ""
    period = str(figure.settled or (figure.period.printed if figure.period else "no period"))
    value = clean(figure.figure.printed) if figure.figure else f"no figure ({clean(figure.absent)})"
    status = f", {figure.status}" if figure.status else ""
    role = figure.role.value.replace("_", " ")
    return f"- {role}{label}, {period}: {value}{status}{_where(figure.evidence)}"


def _where(evidence: Evidence) -> str:
    if evidence.confidence is Confidence.HIGH:
        return f" ({evidence.place})"
    return f" ({evidence.place}; {evidence.confidence.value} confidence: {clean(evidence.note)})"


def _mentioned(draft: Draft) -> str:
    if not draft.mentions:
        return ""
    lines = ["## Figures in the commentary, not taken over", ""]
    lines += [f"- {m.place}: {clean(m.text)}" for m in draft.mentions]
    return "\n".join([*lines, ""])


def _named(measure: DraftMeasure) -> str:
    return clean(f"{measure.number} {measure.name}".strip())


# ---------------------------------------------------------------------------- JSON


def transcription_json(plan: Plan) -> str:
    """Write everything that was read, with its place, its text and its confidence."""
    draft = plan.draft
    record = {
        "file": draft.file,
        "sha256": draft.digest,
        "format": draft.format,
        "pages": draft.pages,
        "profiles": list(draft.profiles),
        "title": draft.title,
        "organisation": draft.organisation,
        "area": plan.own.code,
        "plan": draft.plan,
        "date": plan.date.isoformat(),
        "date_evidence": _evidence(draft.date_evidence),
        "outcomes": [
            {"id": o.key, "name": o.name, "sponsor": o.sponsor, **_evidence(o.evidence)}
            for o in draft.outcomes
        ],
        "measures": [_measure_record(planned) for planned in plan.measures],
        "risks": [
            {
                "number": r.number,
                "title": r.title,
                "level": r.level,
                "trend": r.trend,
                "likelihood": r.likelihood,
                "impact": r.impact,
                "owner": r.owner,
                "measures": list(r.measures),
                **_evidence(r.evidence),
            }
            for r in draft.risks
        ],
        "narrative": [
            {"measure": p.measure, "section": p.section, "text": p.text, **_place(p.evidence.place)}
            for p in draft.passages
        ],
        "printed_totals": [
            {"thing": t.thing, "word": t.word, "number": t.number, **_evidence(t.evidence)}
            for t in draft.totals
        ],
        "printed_lists": [
            {"of": p.of, "names": [name for name, _ in p.names], **_evidence(p.evidence)}
            for p in draft.lists
        ],
        "mentions": [_evidence(m) for m in draft.mentions],
        "unread": [{"what": u.what, "reason": u.reason, **_place(u.place)} for u in draft.unread],
        "contradictions": [
            {
                "summary": c.summary,
                "certain": c.certain,
                "places": [_place(p) for p in c.places],
            }
            for c in draft.contradictions
        ],
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _measure_record(planned: PlannedMeasure) -> dict[str, Any]:
    draft = planned.draft
    return {
        "id": draft.key,
        "number": draft.number,
        "name": draft.name,
        "kind": draft.kind.value,
        "indicator": draft.parent,
        "outcome": draft.outcome,
        "unit": draft.unit.value if draft.unit else None,
        "polarity": draft.polarity.value if draft.polarity else None,
        "lost": draft.lost,
        "owners": [{"label": label, "name": name} for label, name in draft.owners],
        "figures": list(_figures(draft)),
        "verdicts": [
            {"of": s.of, "value": s.value, "label": s.label, **_evidence(s.evidence)}
            for s in draft.signs
        ],
        "definition": draft.definition,
        "source": draft.source,
        "to_declare": planned.to_declare,
        **_evidence(draft.evidence),
    }


def _figures(draft: DraftMeasure) -> Iterator[dict[str, Any]]:
    for figure in draft.figures:
        yield {
            "role": figure.role.value,
            "label": figure.label,
            "value": format(figure.figure.value, "f") if figure.figure else None,
            "printed": figure.figure.printed if figure.figure else figure.absent,
            "period": str(figure.settled) if figure.settled else None,
            "period_printed": figure.period.printed if figure.period else None,
            "status": figure.status,
            **_evidence(figure.evidence),
        }


def _evidence(evidence: Evidence | None) -> dict[str, Any]:
    if evidence is None:
        return {}
    record = {"text": evidence.text, "confidence": evidence.confidence.value}
    if evidence.note:
        record["note"] = evidence.note
    return {**record, **_place(evidence.place)}


def _place(place: Place) -> dict[str, Any]:
    record: dict[str, Any] = {"page": place.page or None}
    for key in ("line", "row", "column"):
        if value := getattr(place, key):
            record[key] = value
    if place.box is not None:
        record["box"] = list(place.box.rounded())
    return record
