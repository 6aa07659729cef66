"""The groups of people that figures are of: as declared, and as the rows of a table name them."""

from __future__ import annotations

from collections.abc import Mapping

from purbeck.ingest.declared import Declared
from purbeck.ingest.dimension_schema import DimensionEntry
from purbeck.ingest.file_issues import quoted
from purbeck.ingest.schema_issues import SoundTables
from purbeck.ingest.toml_file import TomlFile
from purbeck.model.breakdown import Dimension, Group, Subgroup
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem


def dimensions_in(tables: SoundTables, toml: TomlFile) -> tuple[Dimension, ...]:
    """Give the dimensions that are sound; what is wrong with the others is put down."""
    found = []
    for placed in tables.of(DimensionEntry):
        entry = placed.entry
        try:
            dimension = Dimension(
                id=entry.id,
                name=entry.name,
                kind=entry.kind,
                groups=tuple(Group(**group.model_dump()) for group in entry.group),
                against=entry.against,
                complete=entry.complete,
            )
        except InvalidValueError as refusal:
            toml.refused(refusal, placed.path)
            continue
        found.append(dimension)
    return tuple(found)


def subgroup_in(cells: Mapping[str, str], declared: Declared) -> Subgroup | Problem | None:
    """Give the group that a row is of; None for everybody, which both cells blank stand for."""
    dimension, group = cells["dimension"], cells["group"]
    if not dimension and not group:
        return None
    if not dimension or not group:
        blank, other = ("group", "dimension") if dimension else ("dimension", "group")
        expected = f"a {blank}, as the row names the {other} {quoted(cells[other])}"
        return Problem(IssueCode.MISSING_CELL, blank, "nothing", expected)
    if dimension not in declared.dimensions:
        return declared.dimensions.unknown(dimension, "dimension")
    groups = declared.groups_of.get(dimension)
    if groups is not None and group not in groups:
        return groups.unknown(group, "group")
    return Subgroup(dimension, group)
