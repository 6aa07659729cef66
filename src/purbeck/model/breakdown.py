"""Groups of people within a population: the dimensions by which a figure can be broken down.

A figure is of everybody, or of one group of one dimension: of girls, by sex; of the most deprived
fifth, by deprivation. Which groups there are, in which order, and whether they are everybody, is
declared and never guessed from a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem


class DimensionKind(Enum):
    """What people are told apart by."""

    SEX = "sex"
    AGE_BAND = "age-band"
    ETHNICITY = "ethnicity"
    FREE_SCHOOL_MEALS = "free-school-meals"
    SEND = "send"
    """Special educational needs and disabilities."""
    LOOKED_AFTER = "looked-after"
    DEPRIVATION = "deprivation"
    """Parts of a population from the most to the least deprived, such as quintiles of areas."""
    RURAL_URBAN = "rural-urban"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of a dimension.

    Attributes
    ----------
    unknown
        Whether it holds those of whom it is not known which group they belong to.
    """

    id: str
    name: str
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A way of breaking figures down, with its groups.

    Attributes
    ----------
    groups
        In the order in which they are shown; of deprivation from the most to the least deprived.
    against
        The id of the group that the others are held against; empty where each is held against
        the figure of everybody.
    complete
        Whether the groups together are everybody and no one is in two, so that their counts add
        up to the total's. It is what disclosure control goes by.
    """

    id: str
    name: str
    kind: DimensionKind
    groups: tuple[Group, ...]
    against: str = ""
    complete: bool = True

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise InvalidValueError("Dimension", problems)

    @property
    def is_ordered(self) -> bool:
        """Whether the order of the groups is a scale, over which a slope has a meaning."""
        return self.kind is DimensionKind.DEPRIVATION

    @property
    def known(self) -> tuple[Group, ...]:
        """The groups but for the one of those not known."""
        return tuple(group for group in self.groups if not group.unknown)

    def group(self, group_id: str) -> Group | None:
        """Give the group of an id, or None where there is none."""
        return next((group for group in self.groups if group.id == group_id), None)


@dataclass(frozen=True, slots=True, order=True)
class Subgroup:
    """The group that a figure is of, by the ids of its dimension and of the group itself.

    Examples
    --------
    >>> str(Subgroup("sex", "girls"))
    'sex=girls'
    """

    dimension: str
    group: str

    def __str__(self) -> str:
        return f"{self.dimension}={self.group}"


FEWEST_GROUPS = 2
"""Of those known: one group alone is held against nothing."""


def _problems(dimension: Dimension) -> Iterator[Problem]:
    ids = [group.id for group in dimension.groups]
    names = [group.name for group in dimension.groups]
    if len(dimension.known) < FEWEST_GROUPS:
        expected = f"at least {FEWEST_GROUPS} groups, besides that of those not known"
        advice = "Add the groups."
        yield Problem(IssueCode.OUT_OF_RANGE, "group", f"{len(dimension.known)}", expected, advice)
    for what, given in (("id", ids), ("name", names)):
        twice = next((each for at, each in enumerate(given) if each in given[:at]), "")
        if twice:
            expected = f"groups that each have their own {what}"
            yield Problem(IssueCode.DUPLICATE_ID, "group", f"'{twice}' a second time", expected)
    if len(dimension.groups) - len(dimension.known) > 1:
        expected = "one group at most of those not known"
        yield Problem(IssueCode.INCONSISTENT, "group", "unknown = true twice", expected)
    if dimension.against and dimension.against not in {group.id for group in dimension.known}:
        expected = "the id of one of the groups that are known"
        received = f"'{dimension.against}'"
        yield Problem(IssueCode.UNKNOWN_REFERENCE, "against", received, expected)
