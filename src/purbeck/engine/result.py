"""What is written about each area: the columns of the result, and the words of their codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS
from purbeck.engine.findings import INTERVALS, ORDERS
from purbeck.engine.kernel import Assessed
from purbeck.methods.codes import Verdict
from purbeck.methods.xmr import Limits
from purbeck.methods.xmr_rules import SpecialCause
from purbeck.model.period import Period
from purbeck.model.verdict import ComparisonVerdict, TrendVerdict
from purbeck.panel.flaw import Flaw
from purbeck.panel.panel import ABSENCES, NOT_OBSERVED, STATUSES

NOT_DECLARED = "not-declared"
"""The issue of a measure that nobody has declared: it is not assessed."""

Words = dict[int, str]


def _members(members: Iterable[Any]) -> Words:
    return {code: member.value for code, member in enumerate(members)}


def _names(members: Iterable[Any]) -> Words:
    return {int(member): member.name.lower().replace("_", "-") for member in members}


_STATES: Words = {
    NOT_OBSERVED: "not-observed",
    0: "present",
    **{code: absence.value for code, absence in enumerate(ABSENCES, start=1)},
}
_COMPARED = _members(ComparisonVerdict)
_REASONS = _members(REASONS)
_CANNOT = "cannot be assessed"
_ICONS: Words = {
    **_names(Verdict),
    Verdict.SAME: "common-cause",
    Verdict.BETTER: "improvement",
    Verdict.WORSE: "concern",
    Verdict.UNKNOWN: _CANNOT,
}
_ASSURANCE: Words = {
    **_names(Verdict),
    Verdict.SAME: "may-pass-or-fail",
    Verdict.BETTER: "will-pass",
    Verdict.WORSE: "will-fail",
    Verdict.UNKNOWN: _CANNOT,
}
_ISSUES: Words = {**_names(flaw for flaw in Flaw if flaw is not Flaw.NONE)}

PERIOD, FIGURE, COUNT = "period", "figure", "count"


class Field(NamedTuple):
    """A column of the result: its name, and what it holds or the words of its codes."""

    name: str
    holds: str | Words


def _comparison(name: str) -> tuple[Field, ...]:
    return (
        Field(f"{name}_period", PERIOD),
        Field(name, FIGURE),
        Field(f"{name}_difference", FIGURE),
        Field(f"{name}_members", COUNT),
        Field(f"{name}_verdict", _COMPARED),
        Field(f"{name}_reason", _REASONS),
    )


FIELDS: tuple[Field, ...] = (
    Field("latest_period", PERIOD),
    Field("latest", FIGURE),
    Field("latest_state", _STATES),
    Field("latest_status", _members(STATUSES)),
    Field("previous_period", PERIOD),
    Field("previous", FIGURE),
    Field("change", FIGURE),
    Field("trend", _members(TrendVerdict)),
    Field("trend_reason", _REASONS),
    *_comparison("benchmark"),
    *_comparison("neighbours"),
    Field("rank", COUNT),
    Field("peers", COUNT),
    Field("rank_order", dict(enumerate(ORDERS))),
    Field("lower", FIGURE),
    Field("upper", FIGURE),
    Field("interval", dict(enumerate(INTERVALS))),
    Field("points", COUNT),
    Field("mean", FIGURE),
    Field("lower_limit", FIGURE),
    Field("upper_limit", FIGURE),
    Field("limits", _names(Limits)),
    Field("special_cause", _names(SpecialCause)),
    Field("variation", _ICONS),
    Field("assurance", _ASSURANCE),
    Field("issue", _ISSUES),
)
"""After measure, breakdown and area, which are the key."""

_TYPES = {PERIOD: pa.string(), FIGURE: pa.float64(), COUNT: pa.int32()}


def _type(field: Field) -> pa.DataType:
    return _TYPES[field.holds] if isinstance(field.holds, str) else pa.string()


SCHEMA = pa.schema(
    [
        pa.field("measure", pa.string(), nullable=False),
        pa.field("breakdown", pa.string()),
        pa.field("area", pa.string()),
        *(pa.field(field.name, _type(field)) for field in FIELDS),
    ]
)


class Part(NamedTuple):
    """One measure and breakdown, assessed, with the names of its areas."""

    measure: str
    breakdown: str
    names: Sequence[str]
    assessed: Assessed


def table_of(parts: Sequence[Part]) -> pa.Table:
    """Make one table of what was found, in the order of the parts."""
    if not parts:
        return SCHEMA.empty_table()
    sizes = [len(part.assessed.area) for part in parts]
    columns = [
        _repeated([part.measure for part in parts], sizes),
        _repeated([part.breakdown for part in parts], sizes),
        _areas(parts),
        *(_column(field, parts) for field in FIELDS),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def undeclared(measures: Sequence[str]) -> pa.Table:
    """Make a row for each measure that nobody has declared: its name, and that it is not."""
    size = len(measures)
    blank = {name: pa.nulls(size, SCHEMA.field(name).type) for name in SCHEMA.names}
    named = {"measure": pa.array(measures, pa.string()), "issue": pa.array([NOT_DECLARED] * size)}
    return pa.Table.from_pydict({**blank, **named}, schema=SCHEMA)


def _repeated(words: Sequence[str], sizes: Sequence[int]) -> pa.Array:
    return pa.array(words, pa.string()).take(pa.array(np.repeat(np.arange(len(words)), sizes)))


def _areas(parts: Sequence[Part]) -> pa.Array:
    # The parts of a batch have the names in common, most often.
    names = parts[0].names
    if all(part.names is names for part in parts):
        codes = np.concatenate([part.assessed.area for part in parts])
        return pa.array(names, pa.string()).take(pa.array(codes))
    each = [pa.array(part.names, pa.string()).take(pa.array(part.assessed.area)) for part in parts]
    return pa.concat_arrays(each)


def _column(field: Field, parts: Sequence[Part]) -> pa.Array:
    arrays = [part.assessed.arrays[field.name] for part in parts]
    if field.holds == PERIOD:
        return _labels([part.assessed.periods for part in parts], arrays)
    whole = np.concatenate(arrays)
    if field.holds == FIGURE:
        return pa.array(whole, pa.float64(), from_pandas=True)
    if field.holds == COUNT:
        return pa.array(whole.astype(np.int32))
    assert not isinstance(field.holds, str)
    return _worded(field.holds, whole)


def _worded(words: Words, codes: NDArray[Any]) -> pa.Array:
    """Put the words for codes; null for a code that has none."""
    place = np.full(256, len(words), dtype=np.int16)
    place[np.array(list(words)) + 128] = np.arange(len(words))
    return pa.array([*words.values(), None], pa.string()).take(
        pa.array(place[codes.astype(np.int16) + 128])
    )


def _labels(periods: Sequence[tuple[Period, ...]], columns: Sequence[NDArray[np.intp]]) -> pa.Array:
    starts = np.cumsum([0, *(len(each) for each in periods)])[:-1]
    words = [label for each in periods for label in _labels_of(each)]
    at = np.concatenate(
        [
            np.where(column < 0, len(words), column + start)
            for column, start in zip(columns, starts, strict=True)
        ]
    )
    return pa.array([*words, None], pa.string()).take(pa.array(at))


@lru_cache(maxsize=256)
def _labels_of(periods: tuple[Period, ...]) -> tuple[str, ...]:
    return tuple(str(period) for period in periods)
