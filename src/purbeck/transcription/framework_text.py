"""The text of framework.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from purbeck.transcription.draft import Draft, DraftMeasure, Kind
from purbeck.transcription.plan import Plan, clean
from purbeck.transcription.planned import PlannedMeasure
from purbeck.transcription.toml_text import listed, one_line, quoted, table


def framework_text(plan: Plan) -> str:
    """Write framework.toml."""
    draft = plan.draft
    officers = _officers(draft)
    parts = [_head(plan), *_people(officers, draft), *_areas(plan), *_comparators(plan)]
    for outcome in draft.outcomes:
        sponsor = officers.get(outcome.sponsor, "")
        parts.append(
            table("[[outcome]]", id=outcome.key, name=one_line(outcome.name), sponsor=sponsor)
        )
        inside = [m for m in plan.measures if m.draft.outcome == outcome.key]
        for planned in _in_order(inside):
            parts.append(_measure(planned, officers))
    for series, planned in plan.reference.items():
        parts.append(_reference(series, planned))
    return "\n".join(parts)


def _in_order(measures: Sequence[PlannedMeasure]) -> Iterator[PlannedMeasure]:
    """Give each indicator, and right after it the measures that serve it."""
    for indicator in measures:
        if indicator.draft.kind is Kind.INDICATOR:
            yield indicator
            yield from (
                m
                for m in measures
                if m.draft.kind is Kind.MEASURE and m.draft.parent == indicator.draft.key
            )


def _head(plan: Plan) -> str:
    draft = plan.draft
    lines = [
        f"# A draft, read from {clean(draft.file)} by 'purbeck import-report'.",
        "# What is marked TODO is not in the report, and is to be declared by somebody who knows.",
        "# READ-ME-FIRST.md lists what was read from which page, what was not, and what disagrees.",
        "",
    ]
    organisation = table(
        "[organisation]",
        name=one_line(draft.organisation) or "TODO: the organisation",
        area=plan.own.code,
        plan=one_line(draft.plan),
    )
    if not plan.own.known:
        organisation = organisation.replace(
            "\narea = ",
            "\n# TODO: the code of the area; none is known by the printed name.\narea = ",
        )
    report = ["[report]", f"title = {quoted(one_line(draft.title))}"]
    if plan.date_note:
        report.append(f"# TODO: check the date; {plan.date_note}.")
    report.append(f"date = {plan.date.isoformat()}")
    if draft.purpose:
        report.append(f"purpose = {quoted(clean(draft.purpose))}")
    note = f"Read by machine from {clean(draft.file)}; not yet checked by anybody."
    report.append(f"notes = [{quoted(note)}]")
    return "\n".join([*lines, organisation, *report, ""])


def _officers(draft: Draft) -> dict[str, str]:
    """Give an id to everybody who is named."""
    names = [o.sponsor for o in draft.outcomes] + [n for m in draft.measures for _, n in m.owners]
    ids: dict[str, str] = {}
    for name in names:
        key = re.sub(r"[^a-z0-9]+", "-", clean(name).lower()).strip("-")
        if name and key and name not in ids and key not in ids.values():
            ids[name] = key
    return ids


def _people(officers: dict[str, str], draft: Draft) -> Iterator[str]:
    posts = {outcome.sponsor: outcome.sponsor_post for outcome in draft.outcomes}
    for name, key in officers.items():
        yield table("[[officer]]", id=key, name=one_line(name), title=one_line(posts.get(name, "")))


def _areas(plan: Plan) -> Iterator[str]:
    for area in plan.areas.values():
        written = table("[[area]]", code=area.code, name=area.name)
        if not area.known:
            written = "# TODO: no code is known for this name; it stands for itself.\n" + written
        yield written


def _comparators(plan: Plan) -> Iterator[str]:
    for one in plan.comparators.values():
        yield table(
            "[[comparator]]",
            id=one.id,
            label=one_line(one.label),
            kind="area",
            area=one.area.code,
            series=one.series,
            period=one.period,
        )
    if any(m.targets for m in plan.measures):
        yield table("[[comparator]]", id="target", label="Target", kind="target")


def _measure(planned: PlannedMeasure, officers: dict[str, str]) -> str:
    draft = planned.draft
    kind = "indicator" if draft.kind is Kind.INDICATOR else "measure"
    lines = [f"# Read from {draft.evidence.place}."]
    lines += [f"# TODO {one_line(reason)}." for reason in planned.to_declare]
    lines += [f"[[{kind}]]", f"id = {quoted(draft.key)}"]
    if planned.number:
        if planned.number != clean(draft.number).strip():
            lines.append("# TODO number: not printed; counted on from that of the indicator.")
        lines.append(f"number = {quoted(planned.number)}")
    if kind == "measure":
        lines.append(f"indicator = {quoted(draft.parent)}")
        if not draft.question:
            lines.append("# TODO question: how-much, how-well or better-off; not printed.")
        lines.append(f"question = {quoted(draft.question or 'how-well')}")
    else:
        lines.append(f"outcome = {quoted(draft.outcome)}")
    lines += _described(planned)
    lines += _owned(draft, officers)
    comparators = [one.id for one in planned.comparators] + (["target"] if planned.targets else [])
    if comparators:
        lines.append(f"comparators = {listed(comparators)}")
    lines += _texts(draft)
    if planned.targets or planned.floor:
        lines += ["", *_target(planned, kind)]
    return "\n".join([*lines, ""])


def _described(planned: PlannedMeasure) -> list[str]:
    polarity = planned.draft.polarity.value if planned.draft.polarity else "neither"
    lines = [
        f"name = {quoted(one_line(planned.draft.name))}",
        f"unit = {quoted(planned.unit.value)}",
        f"polarity = {quoted('neither' if polarity == 'range' else polarity)}",
        f"period = {quoted(planned.kind.value)}",
    ]
    if planned.span > 1:
        lines.append(f"pool_years = {planned.span}")
    lines.append(f"decimals = {planned.decimals}")
    return lines


def _owned(draft: DraftMeasure, officers: dict[str, str]) -> list[str]:
    known = [(label, officers[name]) for label, name in draft.owners if name in officers]
    if draft.kind is Kind.MEASURE:
        ids = list(dict.fromkeys(key for _, key in known))
        return [f"owners = {listed(ids)}"] if ids else []
    outcome = [key for label, key in known if "outcome" in label.lower()]
    leads = list(dict.fromkeys(key for _, key in known if key not in outcome[:1]))
    lines = [f"outcome_lead = {quoted(outcome[0])}"] if outcome else []
    return [*lines, f"leads = {listed(leads)}"] if leads else lines


def _texts(draft: DraftMeasure) -> list[str]:
    lines = []
    if draft.definition:
        lines.append(f"definition = {quoted(one_line(draft.definition))}")
    if draft.source:
        lines.append(f"source = {quoted(one_line(draft.source))}")
    verdicts = [
        f"{sign.label + ': ' if sign.label else ''}{sign.of} {sign.value}" for sign in draft.signs
    ]
    if verdicts:
        lines.append(
            f"note = {quoted(one_line('Printed in the report: ' + ', '.join(verdicts) + '.'))}"
        )
    return lines


def _target(planned: PlannedMeasure, kind: str) -> list[str]:
    lines = [f"[{kind}.target]"]
    values = ", ".join(f"{quoted(period)} = {value}" for period, value in planned.targets.items())
    if values:
        lines.append(f"values = {{ {values} }}")
    if planned.floor:
        lines.append(f"floor = {planned.floor}")
    if planned.tolerance:
        lines.append(f"tolerance = {planned.tolerance.lstrip('-')}")
    return lines


def _reference(series: str, planned: PlannedMeasure) -> str:
    draft = planned.draft
    name = f"{draft.name}, as compared"
    written = table("[[reference_series]]", id=series, name=one_line(name), unit=planned.unit.value)
    polarity = draft.polarity.value if draft.polarity else "neither"
    lines = [
        f"polarity = {quoted('neither' if polarity == 'range' else polarity)}",
        f"period = {quoted(planned.kind.value)}",
        f"decimals = {planned.decimals}",
    ]
    if planned.span > 1:
        lines.append(f"pool_years = {planned.span}")
    return written + "\n".join([*lines, ""])
