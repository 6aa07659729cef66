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
    Layout,
)
from purbeck.model.action import Action
from purbeck.model.observation import Observation
from purbeck.model.question import Question
from purbeck.model.risk import CorporateRisk
from purbeck_web.exchange.codec import appetite_text


def observations_csv(observations: Iterable[Observation]) -> str:
    """Write figures as one table, each number with all the digits that it has."""
    return _table(OBSERVATIONS, (_observation(each) for each in observations))


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
    plain = ("id", "indicator", "title", "owner", "started", "due", "note")
    return {**{name: getattr(action, name) for name in plain}, "status": action.status.value}


def _question(question: Question) -> dict[str, Any]:
    return {
        **{name: getattr(question, name) for name in QUESTIONS.names if name != "status"},
        "status": question.status.value,
    }
