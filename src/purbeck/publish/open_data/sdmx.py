"""Observations as SDMX-CSV 2.0: the codes of SDMX for how settled a figure is, or why it is not.

What SDMX has no code for is told in its comment. A figure that is not yet due is no observation,
and is left out; one that was withdrawn is missing, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.period import Period
from purbeck.publish.open_data.breakdowns import in_order
from purbeck.publish.open_data.tables import OpenValue, csv_bytes, iso_of

STATUSES = {
    Status.FINAL: "A",
    Status.PROVISIONAL: "P",
    Status.REVISED: "R",
    Status.ESTIMATED: "E",
    Status.BREAK: "B",
}
"""SDMX's list CL_OBS_STATUS, and Eurostat's R for a revised figure, which the list lacks."""

ABSENCES = {
    Absence.SUPPRESSED: "Q",
    Absence.NOT_COLLECTED: "L",
    Absence.NOT_APPLICABLE: "M",
    Absence.WITHDRAWN: "O",
}
"""Suppressed, not collected, cannot exist, missing."""

_COLUMNS = (
    *("STRUCTURE", "STRUCTURE_ID", "ACTION", "MEASURE", "REF_AREA", "FREQ", "TIME_PERIOD"),
    *("OBS_VALUE", "UNIT_MEASURE", "DECIMALS", "OBS_STATUS", "CONF_STATUS"),
    *("NUMERATOR", "DENOMINATOR", "LOWER", "UPPER", "PUBLISHED", "OBS_COMMENT"),
)
_FREQUENCIES = {12: "M", 4: "Q", 3: "T", 2: "S", 1: "A"}
"""SDMX's list CL_FREQ by the parts of a year: month, quarter, third, half, year."""


def sdmx_bytes(framework: Framework, observations: Iterable[Observation], on: date) -> bytes:
    """Write observations as SDMX-CSV 2.0, one a row; its version is the date of the data."""
    structure = f"{_agency(framework)}:OBSERVATIONS({on.year}.{on.month}.{on.day})"
    order = {measure.id: number for number, measure in enumerate(framework.measures)}
    found = sorted(
        (
            each
            for each in observations
            if each.measure in order and each.absence is not Absence.NOT_YET_DUE
        ),
        key=lambda each: (order[each.measure], each.area, each.period.ordinal),
    )
    rows = (_row(structure, framework.measure(each.measure), each) for each in found)
    return csv_bytes(_COLUMNS, rows)


def grouped_sdmx_bytes(framework: Framework, breakdowns: Iterable[Observation], on: date) -> bytes:
    """Write figures of groups as SDMX-CSV 2.0: a dataflow of two dimensions more."""
    structure = f"{_agency(framework)}:BREAKDOWNS({on.year}.{on.month}.{on.day})"
    columns = (*_COLUMNS[:_OF_GROUP], "BREAKDOWN", "GROUP", *_COLUMNS[_OF_GROUP:])
    rows = []
    for each in in_order(framework, breakdowns):
        if each.subgroup is not None and each.absence is not Absence.NOT_YET_DUE:
            row = _row(structure, framework.measure(each.measure), each)
            of = each.subgroup
            rows.append((*row[:_OF_GROUP], of.dimension, of.group, *row[_OF_GROUP:]))
    return csv_bytes(columns, rows)


_OF_GROUP = _COLUMNS.index("FREQ")
"""Where the dimensions of a group stand: after the area."""


def _agency(framework: Framework) -> str:
    """Make an id of an agency of the organisation's name: letters, digits, and nothing else."""
    words = re.sub(r"[^A-Za-z0-9]+", "_", framework.organisation.name).strip("_").upper()
    return words if words[:1].isalpha() else f"ORG_{words}".rstrip("_")


def _row(structure: str, measure: Measure, each: Observation) -> tuple[OpenValue, ...]:
    absent = each.absence
    withdrawn = "Withdrawn" if absent is Absence.WITHDRAWN else ""
    comment = ". ".join(filter(None, (withdrawn, each.note)))
    return (
        "dataflow",
        structure,
        "I",
        each.measure,
        each.area,
        frequency(each.period),
        iso_of(each.period),
        each.value,
        measure.unit.code.value,
        measure.decimals,
        STATUSES[each.status] if absent is None else ABSENCES[absent],
        "C" if absent is Absence.SUPPRESSED else "F",
        each.numerator,
        each.denominator,
        each.lower,
        each.upper,
        each.published,
        comment,
    )


def frequency(period: Period) -> str:
    """Give the code of how often a series has a figure; years joined say how many they are.

    Examples
    --------
    >>> from purbeck.model.period import PeriodKind
    >>> frequency(Period(PeriodKind.CALENDAR_POOL, 2014, span=3))
    'A3'
    """
    code = _FREQUENCIES[period.kind.parts_a_year]
    return f"{code}{period.span}" if period.span > 1 else code
