"""A revision has one kind: figures drawn before and after, and the kind beside them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.period import Period, PeriodKind
from purbeck.store.history import revisions_among
from purbeck.store.revision_kind import RevisionKind, kind_of, places

ABSENCES = {
    "c": Absence.SUPPRESSED,
    "x": Absence.NOT_COLLECTED,
    "w": Absence.NOT_YET_DUE,
    "t": Absence.WITHDRAWN,
}
STATUSES = {"p": Status.PROVISIONAL, "r": Status.REVISED, "e": Status.ESTIMATED, "b": Status.BREAK}

DRAWN = """
before | after  | decimals | kind
5.7    | 5.7    | 1        | none
5.7    | 5.68   | 1        | rounding
5.68   | 5.7    | 1        | rounding
5.684  | 5.68   | 1        | rounding
5.65   | 5.6    | 1        | rounding
5.65   | 5.7    | 1        | rounding
5.68   | 5.6    | 1        | revised
68.4   | 68     | 0        | rounding
68.6   | 69     | 0        | rounding
68.4   | 69     | 0        | revised
5.4    | 5      | 1        | revised
5.7    | 5.6    | 1        | revised
68     | 69     | 0        | revised
-5.68  | -5.7   | 1        | rounding
0.04   | 0      | 0        | rounding
68.1   | 68.099999999999994 | 1 | none
5.7p   | 5.7    | 1        | status
5.7p   | 5.8    | 1        | revised
5.7p   | 5.68   | 1        | rounding
5.7    | 5.7r   | 1        | status
5.7    | 5.7b   | 1        | definition
5.7    | 9.9b   | 1        | definition
5.7b   | 5.7b   | 1        | none
5.7b   | 5.8b   | 1        | revised
5.7    | c      | 1        | blanked
5.7    | x      | 1        | blanked
c      | 5.7    | 1        | filled
w      | 5.7p   | 1        | filled
w      | x      | 1        | reason
5.7    | t      | 1        | withdrawn
c      | t      | 1        | withdrawn
t      | 5.7    | 1        | filled
t      | t      | 1        | none
5@1/20 | 5@2/40 | 1        | revised
5@1/20 | 5      | 1        | revised
5@1/20 | 5@1/20 | 1        | none
5.68@1/20 | 5.7@2/40 | 1   | rounding
"""

CASES = [tuple(cell.strip() for cell in line.split("|")) for line in DRAWN.strip().splitlines()[1:]]


def drawn(cell: str, published: date | None = None) -> Observation:
    """Read a cell: a value, its counts behind '@', and a letter of its status or absence."""
    figure, _, counts = cell.partition("@")
    status = STATUSES.get(figure[-1])
    numerator, _, denominator = counts.partition("/")
    absence = ABSENCES.get(figure)
    return Observation(
        measure="m",
        area="X1",
        period=Period(PeriodKind.CALENDAR_YEAR, 2016),
        value=None if absence else float(figure.rstrip("".join(STATUSES))),
        numerator=float(numerator) if numerator else None,
        denominator=float(denominator) if denominator else None,
        status=status or Status.FINAL,
        absence=absence,
        published=published,
    )


@pytest.mark.parametrize(("before", "after", "decimals", "kind"), CASES)
def test_a_revision_has_one_kind(before: str, after: str, decimals: str, kind: str) -> None:
    """What is withdrawn, blanked or filled comes first, then the definition, then the value."""
    assert kind_of(drawn(before), drawn(after), int(decimals)) is RevisionKind(kind)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("5.7", "5.7", "definition"),
        ("5.7", "5.68", "definition"),
        ("5.7", "c", "blanked"),
        ("c", "c", "none"),
    ],
)
def test_a_measure_that_was_declared_anew_is_another(before: str, after: str, kind: str) -> None:
    """The same number under another definition is a figure of something else."""
    assert kind_of(drawn(before), drawn(after), redefined=True) is RevisionKind(kind)


@pytest.mark.parametrize(
    ("redefined", "kind"), [(1, "rounding"), (2, "definition"), (3, "definition"), (4, "rounding")]
)
def test_a_definition_changes_on_its_day(redefined: int, kind: str) -> None:
    """It counts after the day of the first figure, up to the day of the second."""
    pair = (drawn("5.7", date(2018, 1, 1)), drawn("5.68", date(2018, 1, 3)))
    (found,) = revisions_among([pair], redefined={"m": [date(2018, 1, redefined)]})

    assert found.kind is RevisionKind(kind)


def test_decimals_are_those_that_print_a_figure_whole() -> None:
    """Beyond nine none is counted, as a third has no end."""
    assert places(np.array([0.0, 5.0, 5.7, 0.125, 1 / 3, -2.5])).tolist() == [0, 0, 1, 3, 9, 1]
