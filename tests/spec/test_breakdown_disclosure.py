"""Small counts of groups of people, and of what would give them away.

In a drawn table a row is an area and a column a group: ``All`` is everybody, ``girls`` and
``boys`` are told apart by sex, and so on. A cell is a count; a ``c`` came suppressed, and a ``-``
is not there. What is expected is drawn in the same way, with ``#`` for what is hidden.
"""

from __future__ import annotations

from datetime import date

import pytest

from purbeck.model.breakdown import Dimension, DimensionKind, Group, Subgroup
from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import Policy
from purbeck.scorecard.disclosure import before_as_shown, conceals, disclose
from tests.spec.drawn import measure

title = "Disclosure control over groups of people"

YEAR = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)


def dimension(name: str, *groups: str, complete: bool = True) -> Dimension:
    """Declare a dimension; the group ``unknown`` holds those of whom it is not known."""
    return Dimension(
        id=name,
        name=name,
        kind=DimensionKind.OTHER,
        groups=tuple(Group(id=each, name=each, unknown=each == "unknown") for each in groups),
        complete=complete,
    )


SEX = dimension("sex", "girls", "boys", "unknown")
MEALS = dimension("meals", "free", "others")
CARE = dimension("care", "in-need", "looked-after", complete=False)
EVERY = (SEX, MEALS, CARE)


def _subgroup(column: str) -> Subgroup | None:
    found = (Subgroup(each.id, column) for each in EVERY if each.group(column))
    return next(found, None)


def figures(table: str, unit: str = "count", published: date | None = None) -> list[Observation]:
    """Read a drawn table; a cell such as ``3/40`` is a numerator and its denominator."""
    of = measure(unit=unit)
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    found = []
    for area, *cells in lines[1:]:
        for column, cell in zip(lines[0][1:], cells, strict=True):
            if cell == "-":
                continue
            part, _, whole = cell.partition("/")
            value = None if cell == "c" else float(part)
            found.append(
                Observation(
                    measure=of.id,
                    area=area,
                    period=YEAR,
                    subgroup=_subgroup(column),
                    value=100 * value / float(whole) if whole and value is not None else value,
                    numerator=value if whole else None,
                    denominator=float(whole) if whole else None,
                    absence=Absence.SUPPRESSED if value is None else None,
                    published=published,
                )
            )
    return found


def drawn(table: str, unit: str = "count", **terms: object) -> str:
    """Disclose a drawn table, and draw what is shown, a line an area."""
    of = measure(unit=unit)
    given = figures(table, unit)
    policy = Policy(disclosure=Disclosure(**terms))  # type: ignore[arg-type]
    found = disclose(given, {of.id: of}, policy, dimensions=EVERY)
    at = {(o.area, o.subgroup): o for o in (*found.observations, *found.breakdowns)}
    assert found.suppressed == sum(
        o.absence is None and at[o.area, o.subgroup].absence is not None for o in given
    )
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return "\n".join(
        f"{area} {' '.join(_cell(at.get((area, _subgroup(c)))) for c in lines[0][1:])}"
        for area, *_ in lines[1:]
    )


def _cell(shown: Observation | None) -> str:
    if shown is None:
        return "-"
    if shown.value is None:
        return "#"
    if shown.denominator is None:
        return f"{shown.value:g}"
    return f"{shown.numerator:g}/{shown.denominator:g}"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # the smallest of the others is hidden with it; the total stays
        ("     | All | girls | boys | unknown\n X | 63 |  3 | 48 | 12", "X 63 # 48 #"),
        # two small ones together are as many as the least: nothing more
        ("     | All | girls | boys | unknown\n X | 54 |  3 | 48 |  3", "X 54 # 48 #"),
        # 1 and 2 are 3 between them, which tells both
        ("     | All | girls | boys | unknown\n X | 51 |  1 | 48 |  2", "X 51 # # #"),
        # those not known are a group as any other
        ("     | All | girls | boys | unknown\n X | 72 | 40 | 30 |  2", "X 72 40 # #"),
        # a 0 is shown, and is hidden last of the groups
        ("     | All | girls | boys | unknown\n X | 23 |  3 | 20 |  0", "X 23 # # 0"),
        ("     | All | girls | boys | unknown\n X |  8 |  3 |  5 |  0", "X 8 # # 0"),
        # nothing else there: the total goes
        ("     | All | girls \n X | 63 |  3", "X # #"),
        # what its owner has hidden is protected
        ("     | All | girls | boys | unknown\n X | 63 |  c | 48 | 12", "X 63 # 48 #"),
        # a group that is not there protects nothing
        ("     | All | girls | boys \n X | 63 |  3 | 60", "X 63 # #"),
    ],
)
def test_a_small_group_takes_another_along(table: str, expected: str) -> None:
    """The groups of a complete dimension and their total tell nothing by subtraction."""
    assert drawn(table) == expected


def test_an_incomplete_dimension_takes_nothing_along() -> None:
    """Its groups do not add up to everybody, so that nothing can be subtracted."""
    assert drawn("| All | in-need | looked-after\n X | 63 | 3 | 40") == "X 63 # 40"


def test_a_total_hidden_for_one_dimension_is_hidden_from_the_other() -> None:
    """Two dimensions share their total: with girls and boys shown, it would be worked out."""
    assert (
        drawn("| All | girls | boys | free | others\n X | 63 | 30 | 33 | 3 | 60")
        == "X 63 30 33 # #"
    )
    assert drawn("| All | girls | boys | free\n X | 63 | 30 | 33 | 3") == "X # # 33 #"


def test_a_total_that_is_not_there_ties_dimensions_together() -> None:
    """That nobody prints everybody does not help: girls and boys add up to it."""
    assert drawn("| girls | boys | free | others\n X | 30 | 33 | 3 | 60") == "X 30 33 # #"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # 3 of 40 and 48 of 50; the next smallest group goes with them
        (
            "| All | girls | boys | unknown\n X | 71/130 | 3/40 | 28/50 | 40/40",
            "X 71/130 # # 40/40",
        ),
        # the numerators are safe; 2 of 2 and 4 of 4 are not
        (
            "| All | girls | boys | unknown\n X | 53/111 | 6/9 | 28/60 | 19/42",
            "X 53/111 # 28/60 #",
        ),
        # those not in the numerator are people too
        (
            "| All | girls | boys | unknown\n X | 71/130 | 38/40 | 13/50 | 20/40",
            "X 71/130 # # 20/40",
        ),
    ],
)
def test_numerator_denominator_and_the_others_are_all_counts(table: str, expected: str) -> None:
    """A rate hides with all its counts, and each of the three is protected."""
    assert drawn(table, "percentage") == expected


def test_percentages_without_counts_take_nothing_along() -> None:
    """Nothing can be subtracted from what has no count."""
    of = measure(unit="percentage")
    given = [
        Observation(
            measure=of.id,
            area="X",
            period=YEAR,
            subgroup=_subgroup(column),
            value=value,
            absence=None if value is not None else Absence.SUPPRESSED,
        )
        for column, value in (("All", 60.0), ("girls", None), ("boys", 55.0))
    ]
    found = disclose(given, {of.id: of}, Policy(), dimensions=EVERY)

    assert (found.suppressed, found.protecting) == (0, 0)


REGION = AreaTotal("Region", ("A", "B", "C"))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            """
                   | All | girls | boys
            A      |  43 |   3   |  40
            B      |  50 |  20   |  30
            C      |  70 |  35   |  35
            Region | 163 |  58   | 105
            """,
            "A 43 # #\nB 50 # #\nC 70 35 35\nRegion 163 58 105",
        ),
        # the boys of B are needed twice: as boys, and for the girls beside them
        (
            """
                   | All | girls | boys
            A      |  43 |   3   |  40
            B      |   - |  20   |  30
            C      |  70 |  35   |  35
            Region | 163 |  58   | 105
            """,
            "A 43 # #\nB - # #\nC 70 35 35\nRegion 163 58 105",
        ),
    ],
)
def test_areas_and_groups_are_protected_at_once(table: str, expected: str) -> None:
    """A hidden group of one area follows neither from its area nor from its region."""
    assert drawn(table, totals=(REGION,)) == expected


def test_without_a_breakdown_areas_are_protected_as_before() -> None:
    """Dimensions that are declared alter nothing where no figure is of a group."""
    assert (
        drawn("| All\n A | 3\n B | 20\n C | 12\n Region | 35", totals=(REGION,))
        == "A #\nB 20\nC #\nRegion 35"
    )


def test_nought_is_hidden_where_it_is_sensitive() -> None:
    """With ``hide_zero`` a group of none is hidden, and another with it."""
    table = "| All | girls | boys | unknown\n X | 60 | 20 | 40 | 0"

    assert drawn(table, hide_zero=True) == "X 60 # 40 #"
    assert drawn(table) == "X 60 20 40 0"


def test_groups_are_rounded_as_everybody_is() -> None:
    """Each count is rounded by itself, so that they may not add up."""
    assert (
        drawn("| All | girls | boys | unknown\n X | 63 | 3 | 48 | 12", round_to=5) == "X 65 # 50 #"
    )


def beside(before: str, after: str) -> str:
    """Draw what is shown of the figures known before beside those known now."""
    of = measure(unit="count")
    then = figures(before, published=date(2018, 1, 1))
    now = figures(after, published=date(2018, 6, 1))
    shown = disclose(now, {of.id: of}, Policy(), dimensions=EVERY)
    found = before_as_shown(then, {of.id: of}, Policy(), shown, EVERY, now)
    of_now = " ".join(_cell(o) for o in (*shown.observations, *shown.breakdowns))
    of_then = " ".join(_cell(o) for o in (*found.observations, *found.breakdowns))
    return f"{of_then} then {of_now}"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # 63 became 67 as 3 girls became 7: the earlier total beside the later tells the 3
        ("63 | 3 | 48 | 12", "67 | 7 | 48 | 12", "# # # # then 67 7 48 12"),
        # none moved: what is hidden stays hidden, and the rest is shown
        ("63 | 3 | 48 | 12", "63 | 3 | 48 | 12", "63 # 48 # then 63 # 48 #"),
        # the total alone was revised
        ("63 | 3 | 48 | 12", "64 | 3 | 48 | 12", "# # # # then 64 # 48 #"),
        # nothing is hidden on either date
        ("67 | 7 | 48 | 12", "68 | 8 | 48 | 12", "67 7 48 12 then 68 8 48 12"),
        # the groups are new: the earlier total tells nothing of them
        ("63 | - | - | -", "63 | 3 | 48 | 12", "63 then 63 # 48 #"),
    ],
)
def test_a_change_tells_nothing_of_a_hidden_group(before: str, after: str, expected: str) -> None:
    """An earlier figure is shown beside the later ones only where their difference may be."""
    head = "| All | girls | boys | unknown\n X |"

    assert beside(f"{head} {before}", f"{head} {after}") == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("| All | girls | boys\n X | 63 | 3 | 60", True),
        ("| All | girls | boys\n X | 63 | c | 60", True),
        ("| All | girls | boys\n X | c | - | -", False),
        ("| All | girls | boys\n X | 63 | 13 | 50", False),
    ],
)
def test_a_hidden_group_is_something_concealed(table: str, expected: bool) -> None:
    """A workspace that holds one is not published with its edition."""
    of = measure(unit="count")

    assert conceals(figures(table), {of.id: of}, Policy()) is expected
