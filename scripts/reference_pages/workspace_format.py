"""The page of the workspace format, from the declared schemas of its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

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
from purbeck.ingest.field_types import Entry
from purbeck.ingest.policy_schema import PolicyFile
from purbeck.ingest.schema import FrameworkFile
from purbeck.model.action import ActionStatus
from purbeck.model.measure import MeasureKind
from purbeck.model.narrative import NarrativeSection
from purbeck.model.observation import FRACTION_TOLERANCE, Absence, Status
from purbeck.model.period import PeriodKind
from purbeck.model.risk import RiskLevel, RiskTrend
from purbeck.model.unit import UNITS, Unit, UnitCode
from purbeck.publish.wording.verdicts import POLARITY_MEANING, QUESTION_NAME
from reference_pages.markdown import block, code, codes, one_line, page, table
from reference_pages.workspace_words import (
    ABSENCE_MEANING,
    ACTIONS_FILE,
    CHOICES,
    COMPARATOR_MEANING,
    FRAMEWORK,
    INTRODUCTION,
    LAYOUT,
    MILESTONES_FILE,
    NARRATIVE,
    OBSERVATIONS_FILES,
    POLICY,
    QUESTIONS_FILE,
    RISK_REVIEWS_FILE,
    RISKS_FILE,
    SAVINGS_FILE,
    STATUS_MEANING,
)

# Choices with more values than stand well in a cell have a table at the end of the page.
_LONG_CHOICES: dict[type[Enum], str] = {UnitCode: "units", PeriodKind: "periods"}


# The headings of tables within tables, each described once.
_INNER = {"indicator": "indicator.target], [measure.target", "source": "source.measure"}


def workspace_format_page() -> str:
    """Write the page of the workspace format."""
    return page(
        "Workspace format",
        INTRODUCTION,
        block(LAYOUT),
        FRAMEWORK,
        *tables_of(FrameworkFile),
        POLICY,
        *tables_of(PolicyFile),
        OBSERVATIONS_FILES.format(tolerance=FRACTION_TOLERANCE),
        _columns(OBSERVATIONS),
        _statuses(),
        NARRATIVE,
        _sections(),
        RISKS_FILE,
        _columns(RISKS),
        RISK_REVIEWS_FILE,
        _columns(RISK_REVIEWS),
        ACTIONS_FILE,
        _columns(ACTIONS),
        MILESTONES_FILE,
        _columns(MILESTONES),
        SAVINGS_FILE,
        _columns(SAVINGS),
        QUESTIONS_FILE,
        _columns(QUESTIONS),
        CHOICES,
        *_choices(),
    )


def tables_of(file: type[Entry]) -> Iterator[str]:
    """Describe the keys of a TOML file that stand by themselves, then each of its tables."""
    simple = {name: field for name, field in file.model_fields.items() if not _entry_of(field)}
    if simple:
        yield f"### Keys of the file\n\n{_keys(simple)}"
    for name, field in file.model_fields.items():
        entry = _entry_of(field)
        if entry is not None:
            yield from _table(name, field, entry)


def _table(name: str, field: FieldInfo, entry: type[Entry]) -> Iterator[str]:
    several = get_origin(field.annotation) is list
    heading = f"[[{name}]]" if several else f"[{name}]"
    described = f"{one_line(entry.__doc__ or '')} {_how_many(field, several=several)}"
    own = {key: each for key, each in entry.model_fields.items() if not _entry_of(each)}
    yield f"### {heading}\n\n{described}\n\n{_keys(own)}"
    for each in entry.model_fields.values():
        inner = _entry_of(each)
        if inner is not None and name in _INNER:
            yield from _table(_INNER[name], each, inner)


def _how_many(field: FieldInfo, *, several: bool) -> str:
    if several:
        return "At least one is needed." if field.is_required() else "As many as there are."
    return "Needed, once." if field.is_required() else "At most once."


def _entry_of(field: FieldInfo) -> type[Entry] | None:
    """Give the kind of table that a key opens, or None where it holds a plain value."""
    for part in _parts(field.annotation):
        if isinstance(part, type) and issubclass(part, Entry):
            return part
    return None


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


def _keys(fields: dict[str, FieldInfo]) -> str:
    rows = [
        [code(name), _kind(field.annotation), _default(field), field.description or ""]
        for name, field in fields.items()
    ]
    return table(["Key", "Holds", "If left out", "Meaning"], rows)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    given = field.default
    if given in (None, "", PydanticUndefined) or given == [] or given == {}:
        return "nothing"
    return code(str(given.value) if isinstance(given, Enum) else f"{given}")


def _kind(annotation: Any) -> str:
    """Say in words what a key holds."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return _kind(next(each for each in inner if each is not type(None)))
    if hasattr(annotation, "__metadata__"):
        return _kind(inner[0])
    if origin is Literal:
        return f"one of {codes(inner)}"
    if origin is list:
        one = _kind(inner[0])
        return f"list of {_PLURAL.get(one) or one.replace('one of', 'any of')}"
    if origin is dict:
        return f"table: {_kind(inner[0])} = {_kind(inner[1])}"
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return _choice(annotation)
    return _WORDS[annotation.__name__]


_WORDS = {
    "str": "text",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "date": "date, bare: 2018-09-30",
}
_PLURAL = {"text": "texts", "number": "numbers"}


def _choice(choices: type[Enum]) -> str:
    if choices in _LONG_CHOICES:
        anchor = _LONG_CHOICES[choices]
        return f"one of the [{anchor}](#{anchor})"
    return f"one of {codes(str(each.value) for each in choices)}"


def _columns(layout: Layout) -> str:
    rows = [[code(c.name), _need(c.name, layout), c.holds] for c in layout.columns]
    return table(["Column", "Needed", "Holds"], rows)


def _need(name: str, layout: Layout) -> str:
    if name in layout.required:
        return "**yes**"
    return f"one of {codes(layout.one_of)}" if name in layout.one_of else ""


def _statuses() -> str:
    settled = [[code(each.value), "a value", STATUS_MEANING[each]] for each in Status]
    absent = [[code(each.value), "no value", ABSENCE_MEANING[each]] for each in Absence]
    return table(["Status", "Stands with", "Meaning"], [*settled, *absent])


def _sections() -> str:
    return block("\n".join(f"## {section.value}" for section in NarrativeSection), "markdown")


def _choices() -> Iterator[str]:
    spelt = "Every spelling is on the page of [periods](periods.md)."
    judged = [each.value for each in MeasureKind if each is not MeasureKind.REFERENCE_SERIES]
    yield _choice_table("Units", ["`unit`", "A figure is", "From a fraction"], _units())
    kinds = [[code(kind.value), kind.described] for kind in PeriodKind]
    yield f"{_choice_table('Periods', ['`period`', 'Which is'], kinds)}\n\n{spelt}"
    yield _choice_table("Polarity", ["`polarity`", "Meaning"], _meanings(POLARITY_MEANING))
    kind_of_comparator = ["`kind`", "Its value is"]
    yield _choice_table("Kinds of comparator", kind_of_comparator, _meanings(COMPARATOR_MEANING))
    yield _choice_table("Questions", ["`question`", "In the report"], _meanings(QUESTION_NAME))
    others = [
        ["Kind of measure, for a band", codes(judged)],
        ["Level of a risk", codes(each.value for each in RiskLevel)],
        ["Trend of a risk", codes(each.value for each in RiskTrend)],
        ["Status of an action", codes(each.value for each in ActionStatus)],
    ]
    yield _choice_table("Others", ["What", "Values"], others)


def _choice_table(title: str, headings: list[str], rows: list[list[str]]) -> str:
    return f"### {title}\n\n{table(headings, rows)}"


def _meanings(meanings: Mapping[Any, str]) -> list[list[str]]:
    return [[code(choice.value), meaning] for choice, meaning in meanings.items()]


def _units() -> list[list[str]]:
    return [[code(u.code.value), _bounds(u), _fraction(u.multiplier)] for u in UNITS.values()]


def _bounds(unit: Unit) -> str:
    if unit.lowest is not None and unit.highest is not None:
        return f"a number from {unit.lowest:g} to {unit.highest:g}"
    return "any number" if unit.lowest is None else f"a number of {unit.lowest:g} or more"


def _fraction(multiplier: float | None) -> str:
    if multiplier is None:
        return "not a fraction"
    return "numerator / denominator" + ("" if multiplier == 1 else f" × {multiplier:,.0f}")
