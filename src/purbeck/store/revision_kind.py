"""What kind of revision a figure has had: told in one place, for one figure or for millions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from purbeck.model.observation import Absence, Observation, Status

Figures = NDArray[np.float64]
Mask = NDArray[np.bool_]

SAME = 1e-9
"""The share of a figure's size below which two figures are the same: what binary makes of a
decimal is no revision. That of ``assess.advantage`` and ``methods.segments``."""

MOST_DECIMALS = 9
"""Of which more are counted for no figure: what follows is not a publisher's."""


class RevisionKind(Enum):
    """How a figure that was known reads otherwise; the first that holds is its kind."""

    WITHDRAWN = "withdrawn"
    """Its publisher has taken it back."""
    BLANKED = "blanked"
    """A value gave way to a reason for having none."""
    FILLED = "filled"
    """A reason for having no value gave way to a value."""
    REASON = "reason"
    """There is no value as before, for another reason."""
    DEFINITION = "definition"
    """It is a figure of something else: a new series begins, or its measure was declared anew."""
    ROUNDING = "rounding"
    """The same value, printed with fewer decimals or with more."""
    REVISED = "revised"
    """Another value, or other counts or limits beside it."""
    STATUS = "status"
    """The same figures, and provisional, revised or final as they were not."""
    NONE = "none"
    """It reads as it did."""


KINDS = tuple(RevisionKind)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """Figures as they read on one day, each beside its own of the other side.

    Attributes
    ----------
    value
        NaN for none.
    others
        Counts and limits, one row each: NaN for none.
    status, absence
        As observations have them, in their own words; '' for no absence.
    definition
        What was declared of the measure when it was loaded; '' where that is not known.
    """

    value: Figures
    others: Figures
    status: NDArray[np.str_]
    absence: NDArray[np.str_]
    definition: NDArray[np.str_]


@np.errstate(invalid="ignore")
def kinds_of(before: Side, after: Side, decimals: NDArray[np.int64]) -> NDArray[np.int8]:
    """Give the kind of each revision, as its place among ``KINDS``.

    Parameters
    ----------
    decimals
        Those that each figure's measure declares: a whole number of a measure with decimals may
        have lost a nought, and counts as one decimal. A nought further back is not told from
        none.
    """
    had, has = before.absence == "", after.absence == ""
    both = had & has
    known = (before.definition != "") & (after.definition != "")
    opens = (after.status == Status.BREAK.value) & (before.status != Status.BREAK.value)
    same = alike(before.value, after.value)
    other_counts = np.asarray(~alike(before.others, after.others).all(axis=0))
    cases: tuple[tuple[Mask, RevisionKind], ...] = (
        (
            (after.absence == Absence.WITHDRAWN.value) & (before.absence != after.absence),
            RevisionKind.WITHDRAWN,
        ),
        (had & ~has, RevisionKind.BLANKED),
        (~had & has, RevisionKind.FILLED),
        (~both & (before.absence != after.absence), RevisionKind.REASON),
        (both & (opens | (known & (before.definition != after.definition))), _DEFINITION),
        (both & ~same & rounded(before.value, after.value, decimals), RevisionKind.ROUNDING),
        (both & ~same, RevisionKind.REVISED),
        (other_counts, RevisionKind.REVISED),
        (before.status != after.status, RevisionKind.STATUS),
    )
    kind = np.full(len(had), KINDS.index(RevisionKind.NONE), dtype=np.int8)
    for holds, name in reversed(cases):
        kind[holds] = KINDS.index(name)
    return kind


_DEFINITION = RevisionKind.DEFINITION


@np.errstate(invalid="ignore")
def alike(before: Figures, after: Figures) -> Mask:
    """Say of each pair of figures whether it is one figure; NaN, for none, is like itself.

    Examples
    --------
    >>> alike(np.array([68.1, np.nan, 5.0]), np.array([68.099999999999994, np.nan, 5.1])).tolist()
    [True, True, False]
    """
    size = np.maximum(np.maximum(np.abs(before), np.abs(after)), 1.0)
    close = np.abs(after - before) <= SAME * size
    return np.asarray(close | (np.isnan(before) & np.isnan(after)))


@np.errstate(invalid="ignore")
def rounded(before: Figures, after: Figures, decimals: NDArray[np.int64]) -> Mask:
    """Say of each pair of figures whether they are one, printed to different decimals.

    They are where they agree to the fewer decimals of the two. An exact half may have been
    rounded either way.

    Examples
    --------
    >>> before, after = np.array([5.68, 5.65, 5.7, 68.4]), np.array([5.7, 5.6, 5.6, 68.0])
    >>> rounded(before, after, np.ones(4, dtype=int)).tolist()
    [True, True, False, False]
    >>> rounded(before, after, np.zeros(4, dtype=int)).tolist()
    [True, True, False, True]
    """
    least = np.minimum(decimals, 1)
    one, other = np.maximum(places(before), least), np.maximum(places(after), least)
    half = 0.5 * 10.0 ** -np.minimum(one, other)
    room = SAME * np.maximum(np.maximum(np.abs(before), np.abs(after)), 1.0)
    return np.asarray((one != other) & (np.abs(after - before) <= half + room))


@np.errstate(invalid="ignore")
def places(figures: Figures) -> NDArray[np.int64]:
    """Count the decimals that each figure needs to be printed whole.

    Examples
    --------
    >>> places(np.array([5.0, 5.7, 68.099999999999994, 0.125, 1204])).tolist()
    [0, 1, 1, 3, 0]
    """
    needed = np.full(figures.shape, MOST_DECIMALS, dtype=np.int64)
    for count in range(MOST_DECIMALS - 1, -1, -1):
        needed[alike(figures, np.round(figures, count))] = count
    return needed


def kind_of(
    before: Observation, after: Observation, decimals: int = 1, redefined: bool = False
) -> RevisionKind:
    """Give the kind of one revision.

    Parameters
    ----------
    decimals
        Those that the measure declares.
    redefined
        Whether the measure was declared otherwise when the second one was loaded.

    Examples
    --------
    See ``tests/spec/test_revision_kinds.py``.
    """
    (kind,) = kinds_of_pairs([(before, after)], [decimals], [redefined])
    return kind


def kinds_of_pairs(
    pairs: Sequence[tuple[Observation, Observation]],
    decimals: Sequence[int],
    redefined: Sequence[bool],
) -> list[RevisionKind]:
    """Give the kind of many revisions, each with its own decimals; see ``kind_of``."""
    if not pairs:
        return []
    before = _side([first for first, _ in pairs], [False] * len(pairs))
    after = _side([second for _, second in pairs], redefined)
    kinds = kinds_of(before, after, np.array(decimals, dtype=np.int64))
    return [KINDS[int(kind)] for kind in kinds]


def _side(observations: Sequence[Observation], redefined: Sequence[bool]) -> Side:
    def figures(name: str) -> list[float]:
        given = (getattr(each, name) for each in observations)
        return [np.nan if figure is None else figure for figure in given]

    return Side(
        value=np.array(figures("value"), dtype=np.float64),
        others=np.array([figures(name) for name in OTHERS], dtype=np.float64),
        status=np.array([each.status.value for each in observations]),
        absence=np.array([each.absence.value if each.absence else "" for each in observations]),
        definition=np.array(["anew" if each else "as before" for each in redefined]),
    )


OTHERS = ("numerator", "denominator", "lower", "upper")
"""The figures beside a value."""
