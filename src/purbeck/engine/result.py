"""What is written about each area: the columns of the result, and the words of their codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS
from purbeck.engine.evidence import CAVEATS, rules_here
from purbeck.engine.findings import ABSENT, INTERVALS, ORDERS
from purbeck.engine.kernel import Assessed
from purbeck.engine.rule_set import RuleSet
from purbeck.methods.codes import Verdict
from purbeck.methods.xmr import Limits
from purbeck.methods.xmr_rules import SpecialCause
from purbeck.model.period import Period
from purbeck.model.verdict import ComparisonVerdict, TrendVerdict
from purbeck.panel.flaw import Flaw
from purbeck.panel.panel import ABSENCES, NOT_OBSERVED, STATUSES
from purbeck.store.arrays import array_of, figures_of, words_of

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

PERIOD, FIGURE, COUNT, BITS = "period", "figure", "count", "bits"


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

_TYPES = {PERIOD: pa.string(), FIGURE: pa.float64(), COUNT: pa.int32(), BITS: pa.string()}


def _type(field: Field) -> pa.DataType:
    return _TYPES[field.holds] if isinstance(field.holds, str) else pa.string()


@lru_cache
def fields_of(rules: RuleSet) -> tuple[Field, ...]:
    """Give the columns of a set of rules, after the key; those of evidence come last."""
    if rules is RuleSet.SEVEN:
        return FIELDS
    more: list[Field] = []
    for rule in rules_here():
        verdicts = dict(enumerate(rule.verdicts))
        held: list[str | Words] = [verdicts, _REASONS, BITS, *[FIGURE] * len(rule.figures)]
        more += [Field(*each) for each in zip(rule.columns, held, strict=True)]
    return (*FIELDS, *more)


@lru_cache
def schema_of(rules: RuleSet) -> pa.Schema:
    """Give the columns of the result of a set of rules."""
    return pa.schema(
        [
            pa.field("measure", pa.string(), nullable=False),
            pa.field("breakdown", pa.string()),
            pa.field("area", pa.string()),
            *(pa.field(field.name, _type(field)) for field in fields_of(rules)),
        ]
    )


SCHEMA = schema_of(RuleSet.SEVEN)


class Part(NamedTuple):
    """One measure and breakdown, assessed, with the names of its areas."""

    measure: str
    breakdown: str
    names: Sequence[str]
    assessed: Assessed


def table_of(parts: Sequence[Part], rules: RuleSet = RuleSet.SEVEN) -> pa.Table:
    """Make one table of what was found, in the order of the parts."""
    if not parts:
        return schema_of(rules).empty_table()
    sizes = [len(part.assessed.area) for part in parts]
    columns = [
        _repeated([part.measure for part in parts], sizes),
        _repeated([part.breakdown for part in parts], sizes),
        _areas(parts),
        *(_column(field, parts) for field in fields_of(rules)),
    ]
    return pa.Table.from_arrays(columns, schema=schema_of(rules))


def undeclared(measures: Sequence[str], rules: RuleSet = RuleSet.SEVEN) -> pa.Table:
    """Make a row for each measure that nobody has declared: its name, and that it is not."""
    size, schema = len(measures), schema_of(rules)
    blank = {name: pa.nulls(size, schema.field(name).type) for name in schema.names}
    named = {"measure": words_of(measures), "issue": words_of([NOT_DECLARED] * size)}
    return pa.Table.from_pydict({**blank, **named}, schema=schema)


def _repeated(words: Sequence[str], sizes: Sequence[int]) -> pa.Array:
    return words_of(words).take(array_of(np.repeat(np.arange(len(words)), sizes)))


def _areas(parts: Sequence[Part]) -> pa.Array:
    # The parts of a batch have the names in common, most often.
    names = parts[0].names
    if all(part.names is names for part in parts):
        codes = np.concatenate([part.assessed.area for part in parts])
        return words_of(names).take(array_of(codes))
    each = [words_of(part.names).take(array_of(part.assessed.area)) for part in parts]
    return pa.concat_arrays(each)


def _column(field: Field, parts: Sequence[Part]) -> pa.Array:
    arrays = [_of_part(field, part) for part in parts]
    if field.holds == PERIOD:
        return _labels([part.assessed.periods for part in parts], arrays)
    whole = np.concatenate(arrays)
    if field.holds == FIGURE:
        return figures_of(whole)
    if field.holds == COUNT:
        return array_of(whole.astype(np.int32))
    if field.holds == BITS:
        return _caveats(whole)
    assert not isinstance(field.holds, str)
    return _worded(field.holds, whole)


def _of_part(field: Field, part: Part) -> NDArray[Any]:
    """Give a column of one part; nothing where a rule has no such evidence of the measure."""
    held = part.assessed.arrays.get(field.name)
    if held is not None:
        return held
    return np.full(len(part.assessed.area), _NOTHING.get(str(field.holds), ABSENT))


_NOTHING = {FIGURE: np.nan, BITS: 0}


def _caveats(bits: NDArray[np.int64]) -> pa.Array:
    """Put the codes of the caveats one after the other; null for none."""
    found, place = np.unique(bits, return_inverse=True)
    words = [
        " ".join(caveat.value for at, caveat in enumerate(CAVEATS) if each >> at & 1) or None
        for each in found.tolist()
    ]
    return words_of(words).take(array_of(place))


def _worded(words: Words, codes: NDArray[Any]) -> pa.Array:
    """Put the words for codes; null for a code that has none."""
    place = np.full(256, len(words), dtype=np.int16)
    place[np.array(list(words)) + 128] = np.arange(len(words))
    return words_of([*words.values(), None]).take(array_of(place[codes.astype(np.int16) + 128]))


def _labels(periods: Sequence[tuple[Period, ...]], columns: Sequence[NDArray[np.intp]]) -> pa.Array:
    if all(each is periods[0] for each in periods):
        # The measures of a batch have one calendar, most often.
        words = _labels_of(periods[0])
        whole = np.concatenate(columns)
        return words_of([*words, None]).take(array_of(np.where(whole < 0, len(words), whole)))
    starts = np.cumsum([0, *(len(each) for each in periods)])[:-1]
    labels = [label for each in periods for label in _labels_of(each)]
    at = np.concatenate(
        [
            np.where(column < 0, len(labels), column + start)
            for column, start in zip(columns, starts, strict=True)
        ]
    )
    return words_of([*labels, None]).take(array_of(at))


@lru_cache(maxsize=256)
def _labels_of(periods: tuple[Period, ...]) -> tuple[str, ...]:
    return tuple(str(period) for period in periods)
