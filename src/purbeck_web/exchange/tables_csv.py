"""Figures and registers as the CSV tables of a workspace folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from purbeck.ingest.columns import (
    ACTIONS,
    MILESTONES,
    OBSERVATIONS,
    QUESTIONS,
    RISK_REVIEWS,
    RISKS,
    SAVINGS,
    Layout,
)
from purbeck.model.action import Action
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.model.question import Question
from purbeck.model.risk import CorporateRisk
from purbeck_web.exchange.codec import appetite_text
from purbeck_web.exchange.spelling import spelled


def observations_csv(observations: Iterable[Observation]) -> str:
    """Write figures as one table, each number with all the digits that it has.

    The columns that name a group are there where any figure is of one.
    """
    rows = [_observation(each) for each in observations]
    grouped = any(row["dimension"] for row in rows)
    kept = tuple(each for each in OBSERVATIONS.columns if grouped or each.name not in _OF_A_GROUP)
    return _table(Layout(columns=kept), rows)


_OF_A_GROUP = ("dimension", "group")


def risks_csv(risks: Sequence[CorporateRisk]) -> str:
    """Write the register of risks."""
    return _table(RISKS, (_risk(risk) for risk in risks))


def reviews_csv(risks: Sequence[CorporateRisk]) -> str:
    """Write the reviews of risks; empty where there are none."""
    rows = [
        {
            **{name: getattr(review, name) for name in ("likelihood", "impact", "by", "note")},
            "risk": risk.id,
            "date": review.on,
        }
        for risk in risks
        for review in risk.reviews
    ]
    return _table(RISK_REVIEWS, rows) if rows else ""


def milestones_csv(actions: Sequence[Action]) -> str:
    """Write the milestones of actions; empty where there are none."""
    rows = [
        {
            **{name: getattr(milestone, name) for name in ("title", "due", "done", "owner")},
            "action": action.id,
        }
        for action in actions
        for milestone in action.milestones
    ]
    return _table(MILESTONES, rows) if rows else ""


def savings_csv(actions: Sequence[Action]) -> str:
    """Write what actions were expected to save, year by year; empty where there is nothing."""
    rows = [
        {"action": action.id, "period": period, "expected": expected}
        for action in actions
        for period, expected in action.savings
    ]
    return _table(SAVINGS, rows) if rows else ""


def actions_csv(actions: Sequence[Action]) -> str:
    """Write the register of actions."""
    return _table(ACTIONS, (_action(action) for action in actions))


def questions_csv(questions: Sequence[Question]) -> str:
    """Write the register of questions."""
    return _table(QUESTIONS, (_question(question) for question in questions))


def _table(layout: Layout, rows: Iterable[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, layout.names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(row[name]) for name in layout.names})
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Period):
        return spelled(value)
    return str(value)


def _number(value: float) -> str:
    """Write a number with a point and no exponent, so that it reads back as the same one."""
    shortest = repr(value)
    if "e" in shortest:
        return f"{value:.400f}".rstrip("0").rstrip(".")
    return shortest.removesuffix(".0")


def _observation(observation: Observation) -> dict[str, Any]:
    absence = observation.absence
    provenance = observation.provenance
    figures = ("value", "numerator", "denominator", "lower", "upper")
    return {
        "measure": observation.measure,
        "area": observation.area,
        "period": observation.period.label,
        **{name: getattr(observation, name) for name in figures},
        "status": absence.value if absence else observation.status.value,
        "published": observation.published,
        "dimension": observation.subgroup.dimension if observation.subgroup else "",
        "group": observation.subgroup.group if observation.subgroup else "",
        "note": observation.note,
        "source": provenance.source if provenance else "",
    }


def _risk(risk: CorporateRisk) -> dict[str, Any]:
    other = ("level", "trend", "indicator", "appetite", "controls")
    return {
        **{name: getattr(risk, name) for name in RISKS.names if name not in other},
        "appetite": appetite_text(risk.appetite),
        "controls": "; ".join(risk.controls),
        "level": risk.level.value,
        "trend": risk.trend.value,
        "indicator": "; ".join(risk.indicators),
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        **{name: getattr(action, name) for name in ACTIONS.names},
        "status": action.status.value,
        "invested": action.invested if action.saves_on else None,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        **{name: getattr(question, name) for name in QUESTIONS.names if name != "status"},
        "status": question.status.value,
    }
