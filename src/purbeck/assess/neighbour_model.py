"""A model of statistical neighbours from declared characteristics, each with weight and source.

Nothing in it is chosen by Purbeck: which characteristics count, and how much, is declared, and what
follows from that can be seen for every pair of areas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.methods.codes import Obstacle
from purbeck.methods.neighbours import MOST, NO_NEIGHBOUR, Nearest, nearest
from purbeck.model.area import AreaGroup
from purbeck.model.errors import InvalidValueError, UsageError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.nearest import hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Characteristic:
    """Something by which areas are alike or not.

    Attributes
    ----------
    id, name
        How it is referred to, and what it is called.
    source
        Who published the figures, and of when.
    weight
        How much it counts, above 0; 1 unless declared. Only the weights' proportions matter.
    """

    id: str
    name: str
    source: str
    weight: float = 1.0

    def __post_init__(self) -> None:
        problems = [
            Problem(IssueCode.MISSING_KEY, field, "nothing", "a text")
            for field in ("id", "name", "source")
            if not getattr(self, field).strip()
        ]
        if not (np.isfinite(self.weight) and self.weight > 0):
            expected = "a weight above 0"
            problems.append(Problem(IssueCode.OUT_OF_RANGE, "weight", f"{self.weight}", expected))
        if problems:
            raise InvalidValueError(f"Characteristic '{self.id}'", problems)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CharacteristicTable:
    """The characteristics of areas: one row an area, one column a characteristic.

    Attributes
    ----------
    areas
        Codes, each once.
    values
        Of shape (areas, characteristics); NaN for no figure.
    """

    areas: tuple[str, ...]
    characteristics: tuple[Characteristic, ...]
    values: NDArray[np.float64]

    def __post_init__(self) -> None:
        problems = list(_repeated("areas", self.areas))
        problems += _repeated("characteristics", [one.id for one in self.characteristics])
        if not self.characteristics:
            expected = "one characteristic or more"
            problems.append(Problem(IssueCode.MISSING_KEY, "characteristics", "none", expected))
        shape = (len(self.areas), len(self.characteristics))
        if self.values.shape != shape:
            received, expected = f"{self.values.shape}", f"a table of shape {shape}"
            problems.append(Problem(IssueCode.INCONSISTENT, "values", received, expected))
        if np.isinf(self.values).any():
            expected = "a number, or none"
            problems.append(Problem(IssueCode.OUT_OF_RANGE, "values", "infinity", expected))
        if problems:
            raise InvalidValueError("Characteristics of areas", problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelNeighbour:
    """One area that the model puts beside another.

    Attributes
    ----------
    code
        The area.
    rank
        Its place, where 1 is the closest; equal distances are ranked by code.
    distance
        How far apart the two are, in standard deviations of a typical characteristic.
    shares
        Which part of the squared distance each characteristic makes up; none at a distance of 0.
    """

    code: str
    rank: int
    distance: float
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NeighbourModel:
    """The neighbours of every area, and what they rest on.

    Attributes
    ----------
    table
        The characteristics, its areas in the order of their codes.
    nearest
        The neighbours as rows of the table, with distances and shares.
    left_out
        Areas without neighbours and of no others, each with the characteristics it lacks.
    constant
        Characteristics that are the same in every area and so tell none apart. They are refused:
        the others count as if these had not been declared.
    tied
        Areas whose last neighbour is as far away as one that had no place; the lower code has it.
    """

    table: CharacteristicTable
    nearest: Nearest
    left_out: Mapping[str, tuple[str, ...]]
    constant: tuple[str, ...]
    tied: tuple[str, ...]

    def of(self, code: str) -> tuple[ModelNeighbour, ...]:
        """Give an area's neighbours, the closest first; none for one that is left out."""
        row = self.row(code)
        ids = [one.id for one in self.table.characteristics]
        found = []
        for place, other in enumerate(self.nearest.neighbour[row]):
            if other == NO_NEIGHBOUR:
                break
            shares = zip(ids, self.nearest.share[row, place], strict=True)
            found.append(
                ModelNeighbour(
                    code=self.table.areas[other],
                    rank=place + 1,
                    distance=float(self.nearest.distance[row, place]),
                    shares={name: float(part) for name, part in shares if not np.isnan(part)},
                )
            )
        return tuple(found)

    def group(self, code: str, name: str, edition: str) -> AreaGroup:
        """Give an area's neighbours as a group for a framework, under an edition of the model."""
        return AreaGroup(
            id=f"neighbours-{code.lower()}-{edition}",
            name=name,
            members=tuple(one.code for one in self.of(code)),
            edition=edition,
        )

    def row(self, code: str) -> int:
        """Give the row of an area; one that the table does not have raises ``UsageError``."""
        if code not in self.table.areas:
            raise UsageError(f"an area of the model is expected{hint(code, self.table.areas)}")
        return self.table.areas.index(code)


def neighbour_model(table: CharacteristicTable, most: int = MOST) -> NeighbourModel:
    """Work out the neighbours of every area of a table.

    Examples
    --------
    >>> age = Characteristic(id="over-65", name="Residents over 65, %", source="Invented")
    >>> table = CharacteristicTable(
    ...     areas=("B", "A", "C", "D"),
    ...     characteristics=(age,),
    ...     values=np.array([[20.0], [21.0], [25.0], [np.nan]]),
    ... )
    >>> model = neighbour_model(table)
    >>> [one.code for one in model.of("A")], model.left_out
    (['B', 'C'], {'D': ('over-65',)})
    """
    order = sorted(range(len(table.areas)), key=lambda row: table.areas[row])
    by_code = CharacteristicTable(
        areas=tuple(table.areas[row] for row in order),
        characteristics=table.characteristics,
        values=table.values[order],
    )
    weights = [one.weight for one in table.characteristics]
    found = nearest(by_code.values, weights, most=most)
    ids = [one.id for one in table.characteristics]
    lacking = np.isnan(by_code.values)
    return NeighbourModel(
        table=by_code,
        nearest=found,
        left_out={
            by_code.areas[row]: tuple(
                name for name, none in zip(ids, lacking[row], strict=True) if none
            )
            for row in np.flatnonzero(found.obstacle == Obstacle.NO_FIGURE)
        },
        constant=tuple(
            name for name, weight in zip(ids, found.weight, strict=True) if weight == 0.0
        ),
        tied=tuple(by_code.areas[row] for row in np.flatnonzero(found.tied)),
    )


def _repeated(field: str, names: Sequence[str]) -> Iterator[Problem]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem(IssueCode.DUPLICATE_ID, field, f"'{name}' more than once", "each once")
