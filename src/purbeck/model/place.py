"""Small areas as they are declared: of which measure, which areas, and where they lie.

Nothing is guessed: an area belongs here because its kind or its group is named, and figures are
pooled over years only where the framework allows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from purbeck.model.area import Area
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem

MOST_YEARS = 10
"""More years than that say nothing of a place today. Our own convention."""

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The boundary of one area: rings of longitude and latitude, each closed by itself.

    Holes are rings as well: what lies within an even number of rings is outside.
    """

    code: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The outlines of areas, as read from a file of the folder ``boundaries``.

    Attributes
    ----------
    file
        Its name in that folder.
    code_key
        The property that holds the code of the area.
    """

    file: str
    code_key: str
    outlines: tuple[Outline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The small areas by which one measure is looked at.

    Attributes
    ----------
    measure
        The id of an indicator or measure whose figures are also of these areas.
    kind
        All areas of this kind, such as ``ward``; or else
    group
        the members of this group.
    most_years
        The most years of figures that may be taken together; 1 for never.
    tiles
        Whether they are authorities of England and stand on the equal-tile map of these.
    boundaries, code_key
        The file of the folder ``boundaries`` that says where they lie, and the property of it that
        holds their codes; empty where nobody has said.
    """

    measure: str
    kind: str = ""
    group: str = ""
    most_years: int = 1
    tiles: bool = False
    boundaries: str = ""
    code_key: str = ""

    def __post_init__(self) -> None:
        problems = []
        if not self.measure:
            problems.append(Problem(IssueCode.MISSING_KEY, "measure", "nothing", "a measure"))
        if bool(self.kind) == bool(self.group):
            received = "both" if self.kind else "neither"
            expected = "the kind of the areas, or a group of them, one of the two"
            problems.append(Problem(IssueCode.INCONSISTENT, "kind", received, expected))
        if not 1 <= self.most_years <= MOST_YEARS:
            received, expected = str(self.most_years), f"1 to {MOST_YEARS}"
            advice = "Older figures say little of a place today."
            problems.append(
                Problem(IssueCode.OUT_OF_RANGE, "most_years", received, expected, advice)
            )
        if self.tiles and self.boundaries:
            expected = "one map: equal tiles, or boundaries"
            problems.append(Problem(IssueCode.INCONSISTENT, "tiles", "both", expected))
        if self.boundaries and PurePosixPath(self.boundaries).name != self.boundaries:
            expected = "the name of a file in the folder boundaries, such as wards.geojson"
            problems.append(
                Problem(IssueCode.INCONSISTENT, "boundaries", self.boundaries, expected)
            )
        if bool(self.boundaries) != bool(self.code_key):
            missing = "code_key" if self.boundaries else "boundaries"
            expected = "a file of boundaries, and its property with the codes: both or neither"
            problems.append(Problem(IssueCode.MISSING_KEY, missing, "nothing", expected))
        if problems:
            raise InvalidValueError("Place", problems)

    def areas_of(self, areas: tuple[Area, ...], members: tuple[str, ...] = ()) -> tuple[Area, ...]:
        """Give the areas that it is about, in the order of the framework.

        Parameters
        ----------
        areas
            Those of the framework.
        members
            Of the group, where one is named.

        Examples
        --------
        >>> wards = (Area("W1", "North", "ward"), Area("S1", "Hill Primary", "school"))
        >>> [area.code for area in Place(measure="m", kind="ward").areas_of(wards)]
        ['W1']
        """
        if self.kind:
            return tuple(area for area in areas if area.kind == self.kind)
        return tuple(area for area in areas if area.code in set(members))
