"""A framework as framework.toml, in the tables that ``purbeck.ingest.schema`` declares."""

from __future__ import annotations

from typing import Any

import tomli_w

from purbeck.model.area import Area
from purbeck.model.comparator import Comparator
from purbeck.model.framework import Framework, Outcome
from purbeck.model.measure import Measure, PerformanceMeasure, PopulationIndicator
from purbeck.model.period import Period
from purbeck.model.target import Target
from purbeck_web.exchange.declarations import part_tables
from purbeck_web.exchange.spelling import spelled

Table = dict[str, Any]


def framework_toml(framework: Framework) -> str:
    """Write a framework as TOML that reads back as the same framework.

    Raises
    ------
    UsageError
        Where a period cannot be spelled so that every measure concerned reads it alike.
    """
    indicators = [(o, i) for o in framework.outcomes for i in o.indicators]
    tables: Table = {
        "organisation": _given(_attributes(framework.organisation)),
        "report": _report(framework),
        "officer": [_given(_attributes(officer)) for officer in framework.officers],
        "area": [_area(area) for area in framework.areas],
        "group": [_given(_attributes(g), "members") for g in framework.groups],
        "comparator": _comparators(framework),
        "risk_matrix": _matrix(framework),
        "outcome": [_outcome(outcome) for outcome in framework.outcomes],
        "indicator": [_indicator(outcome, indicator) for outcome, indicator in indicators],
        "measure": [_measure(i, m) for _, i in indicators for m in i.measures],
        "reference_series": [_series(series) for series in framework.reference_series],
        "dropped": [_dropped(each) for each in framework.dropped],
        **part_tables(framework),
    }
    return tomli_w.dumps({name: table for name, table in tables.items() if table})


def _attributes(value: Any) -> Table:
    return {name: _listed(getattr(value, name)) for name in value.__slots__}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _given(table: Table, *always: str) -> Table:
    """Leave out what says nothing; False and 0 say something."""
    return {
        key: value
        for key, value in table.items()
        if key in always or not (value is None or value == "" or value == [])
    }


def _report(framework: Framework) -> Table:
    table = _attributes(framework.report)
    return _given({"title": table.pop("title"), "date": table.pop("on"), **table})


def _area(area: Area) -> Table:
    setting = area.setting.value if area.setting else None
    return _given({**_attributes(area), "setting": setting}, "name")


def _matrix(framework: Framework) -> Table:
    matrix = framework.risk_matrix
    return {} if matrix is None else {**_attributes(matrix), "appetite": matrix.appetite.value}


def _outcome(outcome: Outcome) -> Table:
    return _given(
        {
            "id": outcome.id,
            "name": outcome.name,
            "statement": outcome.statement,
            "sponsor": outcome.sponsor,
        }
    )


_PLAIN = ("id", "name", "pool_years", "decimals", "adds_up", "aim", "definition", "source", "note")
_PLAIN_OF_JUDGED = ("number", "plain")


def _series(measure: Measure) -> Table:
    table = {name: _listed(getattr(measure, name)) for name in _PLAIN}
    table |= {
        "unit": measure.unit.code.value,
        "polarity": measure.polarity.value,
        "period": measure.period_kind.value,
    }
    return _given(table)


def _judged(measure: Measure) -> Table:
    table = {name: getattr(measure, name) for name in _PLAIN_OF_JUDGED}
    table |= {
        "comparators": [each.id for each in measure.comparators],
        "target": _target(measure.target),
    }
    return _given(table)


def _indicator(outcome: Outcome, indicator: PopulationIndicator) -> Table:
    own = {"leads": list(indicator.owners), "outcome_lead": indicator.outcome_lead}
    return _series(indicator) | {"outcome": outcome.id} | _given(own) | _judged(indicator)


def _measure(indicator: PopulationIndicator, measure: PerformanceMeasure) -> Table:
    own = {"question": measure.question.value, "owners": list(measure.owners)}
    return _series(measure) | {"indicator": indicator.id} | _given(own) | _judged(measure)


def _target(target: Target | None) -> Table | None:
    if target is None:
        return None
    values = {spelled(period): value for period, value in target.steps}
    table = {
        "tolerance": target.tolerance,
        "floor": target.floor,
        "profile": list(target.profile),
        "reason": target.reason,
    }
    return _given(table) | ({"values": values} if values else {})


def _dropped(dropped: Any) -> Table:
    table = _attributes(dropped)
    return _given({**table, "date": table.pop("on"), "what": dropped.what.value} | {"on": None})


def _comparators(framework: Framework) -> list[Table]:
    found: dict[str, tuple[Comparator, list[Period]]] = {}
    for measure in framework.measures:
        for comparator in measure.comparators:
            _, periods = found.setdefault(comparator.id, (comparator, []))
            if comparator.period is not None:
                periods.append(comparator.period)
    return [_comparator(comparator, periods) for comparator, periods in found.values()]


def _comparator(comparator: Comparator, periods: list[Period]) -> Table:
    table = _attributes(comparator)
    table |= {
        "kind": comparator.kind.value,
        "period": spelled(periods[0], periods) if periods else None,
        "steps_back": comparator.steps_back or None,
    }
    return _given(table)
