"""A policy as policy.toml, in the tables that ``purbeck.ingest.policy_schema`` declares."""

from __future__ import annotations

from typing import Any

import tomli_w

from purbeck.model.policy import DEFAULT_POLICY, Band, Policy

Table = dict[str, Any]


def policy_toml(policy: Policy) -> str:
    """Write a policy as TOML that reads back as the same policy; all that differs is spelled out.

    Empty for the default policy, which a workspace has without the file.
    """
    if policy == DEFAULT_POLICY:
        return ""
    disclosure = policy.disclosure
    tables: Table = {
        "name": policy.name,
        "reason": policy.reason,
        "focus_on_unassessed": policy.focus_on_unassessed,
        "trend_rag": {t.value: rag.value for t, rag in policy.trend_rag.items()},
        "comparison_rag": {c.value: rag.value for c, rag in policy.comparison_rag.items()},
        "disclosure": {
            name: getattr(disclosure, name) for name in disclosure.__slots__ if name != "totals"
        },
        "band": [_band(band) for band in policy.bands],
        "decision": [
            {name: getattr(each, name).value for name in ("trend", "comparators", "rag")}
            for each in policy.decisions
        ],
        "focus": [
            {"rag": each.rag.value, "trends": [trend.value for trend in each.trends]}
            for each in policy.focus
        ],
        "total": [
            {"area": total.area, "members": list(total.members)} for total in disclosure.totals
        ],
        "risk_review": {"days": policy.risk_review.days, "source": policy.risk_review.source},
        "accepted": [_accepted(each) for each in policy.accepted],
    }
    return tomli_w.dumps({name: table for name, table in tables.items() if table not in ("", [])})


def _band(band: Band) -> Table:
    unit = {} if band.unit is None else {"unit": band.unit.value}
    widths = {"marginal": float(band.marginal), "similar": float(band.similar)}
    return {"kind": band.kind.value, **unit, **widths, "source": band.source}


def _accepted(accepted: Any) -> Table:
    table = {name: getattr(accepted, name) for name in accepted.__slots__}
    return {**table, "code": accepted.code.value}
