"""A workspace as rows: for each table, the columns of each row by its key, in order.

Only this module and ``from_rows`` know which column holds which attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from purbeck.model.area import Area
from purbeck.model.comparator import Comparator
from purbeck.model.errors import UsageError
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure, PerformanceMeasure, PopulationIndicator
from purbeck.model.observation import Observation
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.codec import (
    appetite_text,
    further_as_json,
    matrix_as_json,
    period_as_json,
    period_columns,
    policy_as_json,
    target_as_json,
)
from purbeck_web.exchange.declarations import declaration_rows

Row = dict[str, Any]
Rows = dict[str, Row]

ONLY = "this"
"""The key of a row of which there is one."""


def rows_of(workspace: Workspace) -> dict[str, Rows]:
    """Give the rows of every table but those of figures, each table after those it refers to."""
    framework = workspace.framework
    return {
        "framework.Officer": _by_key((o.id, _plain(o, "id")) for o in framework.officers),
        "framework.Area": _by_key((area.code, _area(area)) for area in framework.areas),
        "framework.AreaGroup": _by_key(
            (g.id, {"name": g.name, "members": list(g.members), "edition": g.edition})
            for g in framework.groups
        ),
        "framework.Organisation": {ONLY: _organisation(framework)},
        "framework.Report": {ONLY: _report(framework)},
        "framework.Policy": {ONLY: _policy(workspace)},
        "framework.Outcome": _by_key(
            (o.id, {"name": o.name, "statement": o.statement, "sponsor_id": o.sponsor or None})
            for o in framework.outcomes
        ),
        "framework.Measure": _by_key(_measures(framework)),
        "framework.Comparator": _comparators(framework),
        "framework.Dropped": _by_key(
            (str(at), {**_plain(d, "what"), "what": d.what.value})
            for at, d in enumerate(framework.dropped)
        ),
        "framework.Declaration": _by_key(declaration_rows(framework)),
        "commentary.Narrative": _by_key(
            (n.indicator, {"indicator_id": n.indicator, "file": n.file})
            for n in workspace.narratives
        ),
        "commentary.Passage": _by_key(_passages(workspace)),
        "risks.Risk": _by_key(_risks(workspace)),
        "risks.RiskReview": _by_key(_reviews(workspace)),
        "risks.Action": _by_key(_actions(workspace)),
        "risks.Milestone": _by_key(_milestones(workspace)),
        "scrutiny.Question": _by_key(_questions(workspace)),
    }


def owners_of(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """Give who answers for each measure, by the measure's id."""
    return {measure.id: measure.owners for measure in workspace.framework.measures}


def figure_columns(observation: Observation) -> Row:
    """Give the columns of a figure that never change."""
    provenance = observation.provenance
    figures = ("value", "numerator", "denominator", "lower", "upper")
    return {
        "measure_id": observation.measure,
        "area_id": observation.area,
        **period_columns(observation.period),
        **{name: getattr(observation, name) for name in figures},
        "status": observation.status.value,
        "absence": observation.absence.value if observation.absence else "",
        "published": observation.published,
        "dimension": observation.subgroup.dimension if observation.subgroup else "",
        "subgroup": observation.subgroup.group if observation.subgroup else "",
        "note": observation.note,
        "source": provenance.source if provenance else "",
    }


def place_columns(observation: Observation, position: int) -> Row:
    """Give the columns that say where a figure was read, and where it stands."""
    read = observation.provenance
    row: Row = {"position": position, "has_place": read is not None}
    if read is None:
        return {**row, "file": "", "row": 0, "digest": "", "sheet": "", "column": ""}
    names = ("file", "row", "digest", "sheet", "column")
    return row | {name: getattr(read, name) for name in names}


def _by_key(rows: Iterable[tuple[str, Row]]) -> Rows:
    """Number the rows in their order; UsageError where two have one key."""
    numbered: Rows = {}
    for position, (key, row) in enumerate(rows):
        if key in numbered:
            raise UsageError(f"The workspace has '{key}' twice. Give each its own id.")
        numbered[key] = {"position": position, **row}
    return numbered


def _plain(value: Any, *without: str) -> Row:
    """Give the attributes of a frozen value as they are."""
    return {name: getattr(value, name) for name in value.__slots__ if name not in without}


def _area(area: Area) -> Row:
    setting = area.setting.value if area.setting else ""
    return {"name": area.name, "kind": area.kind, "within": area.within, "setting": setting}


def _organisation(framework: Framework) -> Row:
    own = framework.organisation
    return {
        "position": 0,
        "name": own.name,
        "area_id": own.area,
        "plan": own.plan,
        "strapline": own.strapline,
        "risk_matrix": matrix_as_json(framework.risk_matrix),
    }


def _policy(workspace: Workspace) -> Row:
    policy = workspace.policy
    return {"position": 0, "name": policy.name, "declared": policy_as_json(policy)}


def _report(framework: Framework) -> Row:
    lists = {name: list(getattr(framework.report, name)) for name in ("contacts", "notes")}
    return {"position": 0, **_plain(framework.report, *lists), **lists}


def _measures(framework: Framework) -> Iterator[tuple[str, Row]]:
    for outcome in framework.outcomes:
        for indicator in outcome.indicators:
            yield indicator.id, _measure(indicator) | {"outcome_id": outcome.id}
            for measure in indicator.measures:
                yield measure.id, _measure(measure) | {"indicator_id": indicator.id}
    for series in framework.reference_series:
        yield series.id, _measure(series)


_AS_THEY_ARE = (
    "name",
    "number",
    "plain",
    "pool_years",
    "decimals",
    "adds_up",
    "definition",
    "source",
    "note",
)


def _measure(measure: Measure) -> Row:
    lowest, highest = measure.aim or (None, None)
    lead = measure.outcome_lead if isinstance(measure, PopulationIndicator) else ""
    question = measure.question.value if isinstance(measure, PerformanceMeasure) else ""
    return {
        **{name: getattr(measure, name) for name in _AS_THEY_ARE},
        "kind": measure.kind.value,
        "unit": measure.unit.code.value,
        "polarity": measure.polarity.value,
        "period_kind": measure.period_kind.value,
        "aim_lowest": lowest,
        "aim_highest": highest,
        "outcome_id": None,
        "indicator_id": None,
        "question": question,
        "outcome_lead_id": lead or None,
        "comparators": [
            {"id": each.id, "period": period_as_json(each.period)} for each in measure.comparators
        ],
        "target": target_as_json(measure.target),
    }


def _comparators(framework: Framework) -> Rows:
    rows: Rows = {}
    for measure in framework.measures:
        for comparator in measure.comparators:
            row = {"position": len(rows), **_comparator(comparator)}
            known = rows.setdefault(comparator.id, row)
            if known | {"position": 0} != row | {"position": 0}:
                raise UsageError(f"Comparator '{comparator.id}' differs from measure to measure.")
    return rows


def _comparator(comparator: Comparator) -> Row:
    return {
        "label": comparator.label,
        "kind": comparator.kind.value,
        "area_id": comparator.area or None,
        "group_id": comparator.group or None,
        "series_id": comparator.series or None,
        "steps_back": comparator.steps_back,
        "note": comparator.note,
    }


def _passages(workspace: Workspace) -> Iterator[tuple[str, Row]]:
    for narrative in workspace.narratives:
        for section, text in narrative.sections:
            yield (
                f"{narrative.indicator}/{section.name.lower()}",
                {
                    "narrative_id": narrative.indicator,
                    "section": section.value,
                    "text": text,
                    "row": narrative.row(section),
                },
            )


PLAIN_OF_RISK = (
    "title",
    "likelihood",
    "impact",
    "reviewed",
    "note",
    "inherent_likelihood",
    "inherent_impact",
    "target_likelihood",
    "target_impact",
)
"""The attributes of a risk that are columns as they are."""


def _risks(workspace: Workspace) -> Iterator[tuple[str, Row]]:
    for risk in workspace.risks:
        yield (
            risk.id,
            {
                **{name: getattr(risk, name) for name in PLAIN_OF_RISK},
                "outcome_id": risk.outcome or None,
                "level": risk.level.value,
                "trend": risk.trend.value,
                "indicators": list(risk.indicators),
                "owner_id": risk.owner or None,
                "appetite": appetite_text(risk.appetite),
                "controls": list(risk.controls),
            },
        )


def _reviews(workspace: Workspace) -> Iterator[tuple[str, Row]]:
    for risk in workspace.risks:
        for review in risk.reviews:
            plain = ("on", "likelihood", "impact", "note")
            yield (
                f"{risk.id}/{review.on.isoformat()}",
                {
                    **{name: getattr(review, name) for name in plain},
                    "risk_id": risk.id,
                    "by_id": review.by or None,
                },
            )


def _milestones(workspace: Workspace) -> Iterator[tuple[str, Row]]:
    for action in workspace.actions:
        for milestone in action.milestones:
            # A title is what tells milestones apart, and can be longer than a key.
            digest = sha256(milestone.title.encode()).hexdigest()[:16]
            yield (
                f"{action.id}/{digest}",
                {
                    **{name: getattr(milestone, name) for name in ("title", "due", "done")},
                    "action_id": action.id,
                    "owner_id": milestone.owner or None,
                },
            )


def _actions(workspace: Workspace) -> Iterator[tuple[str, Row]]:
    for action in workspace.actions:
        plain = ("title", "started", "due", "note")
        yield (
            action.id,
            {
                **{name: getattr(action, name) for name in plain},
                "indicator_id": action.indicator,
                "owner_id": action.owner or None,
                "status": action.status.value,
                "further": further_as_json(action),
            },
        )


def _questions(workspace: Workspace) -> Iterator[tuple[str, Row]]:
    for question in workspace.questions:
        plain = ("question", "asked_by", "asked_on", "answer", "answered_on")
        yield (
            question.id,
            {
                **{name: getattr(question, name) for name in plain},
                "measure_id": question.measure or None,
                "answered_by_id": question.answered_by or None,
                "status": question.status.value,
            },
        )
