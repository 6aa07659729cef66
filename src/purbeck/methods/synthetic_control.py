"""An area held against a mixture of others that went as it did before an action began.

The donors (areas that did not take the action) are weighted so that their weighted mean comes as
near as it can to the area's figures of before. The weights are never below 0 and sum to 1, so that
nothing is carried beyond what some area has seen. What the area has done since is held against
what the mixture has done. Whether so large a gap is rare is judged by giving every donor the same
treatment (placebo runs): a donor took no action, and has a gap all the same.

It is evidence and no proof: something else may have happened to the area at the same time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Codes, Figures, Flags, squarable
from purbeck.methods.mixture import simplex_weights
from purbeck.methods.placebo_interval import Run, effects_not_rejected, placebo_range
from purbeck.model.errors import UsageError

FEWEST_BEFORE = 5
"""Figures before the action. Abadie, Diamond and Hainmueller (2015, Am J Pol Sci 59:495) warn
against few and give no number: five is our own convention, that of a trend."""

FEWEST_DONORS = 2
"""With one donor there is nothing to weigh: that is a comparison of two areas. Our own
convention; of how little few donors can show, ``least_p`` tells."""

WORST_FIT = 1.0
"""The error of the fit at which it is too poor, over the spread of the donors about their mean.
Abadie (2021, J Econ Lit 59:391) asks for a close fit and gives no number. At 1 the mixture is no
nearer to the area than a donor is to the mean of donors: our own convention."""

LEVEL = 0.9
"""The confidence of an interval by default: with ten donors none above 10 in 11 can be had."""

# An error below this part of the largest figure is rounding in binary.
_NOTHING = 1e-9


class Controlled(IntEnum):
    """Whether an area could be held against a mixture of others, or why not."""

    CONTROLLED = 0
    TOO_FEW_BEFORE = 1
    NOTHING_SINCE = 2
    TOO_FEW_DONORS = 3
    POOR_FIT = 4
    """The mixture lies too far from the figures of before."""
    EXACT_FIT = 5
    """It meets each of them: there is no error left that a gap could be held against."""


class Donor(IntEnum):
    """Whether a donor was used, or why not."""

    USED = 0
    MISSING = 1
    """It lacks a figure of a period that is compared."""
    BROKEN = 2
    """A new series opens between the periods that are compared."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SyntheticControl:
    """An area against its mixture; figures are NaN where there is none.

    Attributes
    ----------
    state
        Of the kind ``Controlled``. Of a poor or an exact fit there are weights, gaps and errors,
        and neither a ratio nor a chance.
    donors
        Codes of ``Donor``, of shape (donors,).
    before, after
        Which periods the weights were fitted to, and which are held against the mixture.
    weight
        Of shape (donors,); 0 for those left out.
    synthetic, gap
        What the mixture has, and how far the area lies above it, of shape (periods,).
    error_before, error_after
        The root of the mean squared gap (RMSPE) before and after.
    spread
        How far the used donors lie about their mean before, as the root of a mean square.
    effect
        The mean gap after.
    ratio
        ``error_after`` over ``error_before``.
    placebo_ratio, placebo_effect
        The same of each donor, as if it had taken the action; of shape (donors,). NaN where a
        donor's figures of before are met exactly: such a ratio counts as the largest.
    p
        The share of areas, the area itself among them, whose ratio is as large or larger.
    least_p
        The least p that so many donors can give: 1 of the number of areas.
    """

    state: Controlled
    donors: Codes
    before: Flags
    after: Flags
    weight: Figures
    synthetic: Figures
    gap: Figures
    error_before: float
    error_after: float
    spread: float
    effect: float
    ratio: float
    placebo_ratio: Figures
    placebo_effect: Figures
    p: float
    least_p: float
    _runs: tuple[Run, ...]

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Give the effects, the same in every period after, that the placebo runs do not reject.

        Both NaN where the area has no p, where the donors are too few for the level, and where no
        effect that is the same in every period fits. An end without a bound is infinite. 0 lies
        in it wherever p is above 1 - ``level``.

        References
        ----------
        Firpo and Possebom 2018, Journal of Causal Inference 6(2).
        """
        if not 0.0 < level < 1.0:
            raise UsageError(f"A level lies between 0 and 1, not at {level}.")
        if self.state != Controlled.CONTROLLED:
            return np.nan, np.nan
        return effects_not_rejected(self._runs[0], self._runs[1:], level)

    def placebo_band(self) -> tuple[Figures, Figures]:
        """Give what the mixture would have with the least and the greatest gap of a placebo run.

        Of shape (periods,); NaN before the action, and where the area has no p. An end is infinite
        where a donor is met exactly. See ``placebo_range`` for the proportion.
        """
        lower, upper = np.full(len(self.gap), np.nan), np.full(len(self.gap), np.nan)
        if self.state == Controlled.CONTROLLED:
            ends = placebo_range(self._runs[0], self._runs[1:])
            lower[self.after] = self.synthetic[self.after] + ends[0]
            upper[self.after] = self.synthetic[self.after] + ends[1]
        return lower, upper


@np.errstate(all="ignore")
def synthetic_control(
    own: ArrayLike,
    donors: ArrayLike,
    action: int,
    *,
    breaks: ArrayLike | None = None,
    donor_breaks: ArrayLike | None = None,
) -> SyntheticControl:
    """Hold an area's figures since an action against a mixture of donors.

    Parameters
    ----------
    own
        The area's figures in time order, of shape (periods,). A period without one is not used.
    donors
        Those of the areas that did not take the action, of shape (donors, periods).
    action
        The column of the first period that the action can have touched.
    breaks, donor_breaks
        Where a new series opens. Only the area's stretch about the action is used.

    Returns
    -------
    SyntheticControl
        The same weights for the same figures. Where several mixtures fit alike (two equal donors),
        the weights are one of them, and the gap may depend on which if they part later.

    References
    ----------
    Abadie, Diamond and Hainmueller 2010, J Am Stat Assoc 105:493: weights,
    placebo runs, ratio and rank. Only the figures themselves are matched, no covariates.

    Examples
    --------
    >>> others = [[10, 12, 11, 13, 12, 14], [20, 19, 22, 20, 21, 23], [30, 31, 29, 33, 30, 31]]
    >>> found = synthetic_control([15.0, 15.2, 16.5, 16.5, 16.8, 25.0], others, 5)
    >>> found.state.name, found.weight.round(2).tolist(), round(found.effect, 1)
    ('CONTROLLED', [0.5, 0.5, 0.0], 6.5)
    >>> found.p == found.least_p == 1 / 4
    True
    """
    (area,) = squarable(own)
    (others,) = squarable(donors)
    if area.ndim != 1 or others.ndim != 2 or others.shape[1] != len(area):
        raise UsageError("An area has one row of figures, and donors as many columns as it has.")
    if action < 0:
        raise UsageError("An action begins at a column from 0.")
    first, end = _stretch(len(area), action, _flags(breaks, area.shape))
    column = np.arange(len(area))
    known = ~np.isnan(area) & (column >= first) & (column < end)
    before, after = known & (column < action), known & (column >= action)
    states = _donor_states(others, _flags(donor_breaks, others.shape), before | after)
    used = np.flatnonzero(states == Donor.USED)
    if before.sum() < FEWEST_BEFORE:
        return _refused(Controlled.TOO_FEW_BEFORE, states, before, after)
    if not after.any():
        return _refused(Controlled.NOTHING_SINCE, states, before, after)
    if len(used) < FEWEST_DONORS:
        return _refused(Controlled.TOO_FEW_DONORS, states, before, after)
    return _controlled(area, others, states, before, after)


def _flags(given: ArrayLike | None, shape: tuple[int, ...]) -> Flags:
    return np.broadcast_to(np.asarray(False if given is None else given, dtype=bool), shape)


def _stretch(periods: int, action: int, breaks: Flags) -> tuple[int, int]:
    """Give the first column of the series that the action began in, and where it ends."""
    opened = np.flatnonzero(breaks)
    first = int(opened[opened < action].max(initial=0))
    return first, int(opened[opened >= action].min(initial=periods))


def _donor_states(donors: Figures, breaks: Flags, compared: Flags) -> Codes:
    states = np.full(len(donors), Donor.USED, dtype=np.int8)
    columns = np.flatnonzero(compared)
    if not len(columns):
        return states
    # A series that opens at the first period compared is whole from there on.
    states[breaks[:, columns[0] + 1 : columns[-1] + 1].any(axis=1)] = Donor.BROKEN
    states[np.isnan(donors[:, compared]).any(axis=1)] = Donor.MISSING
    return states


def _controlled(
    area: Figures, others: Figures, states: Codes, before: Flags, after: Flags
) -> SyntheticControl:
    used = np.flatnonzero(states == Donor.USED)
    units = np.vstack([area, others[used]])
    runs = tuple(_run(units, row, before, after) for row in range(len(units)))
    own, ratios = runs[0], np.array([run.ratio for run in runs])
    spread = float(np.sqrt(np.mean(others[np.ix_(used, before)].var(axis=0))))
    state = Controlled.CONTROLLED
    if own.error_before == 0.0:
        state = Controlled.EXACT_FIT
    elif own.error_before >= WORST_FIT * spread:
        state = Controlled.POOR_FIT
    judged = state == Controlled.CONTROLLED
    synthetic = own.weight[1:] @ others[used]
    weight = np.zeros(len(others))
    weight[used] = own.weight[1:]
    effects = [run.effect for run in runs[1:]]
    # With room for rounding: an equal ratio counts against the area.
    as_large = float(np.mean(ratios >= ratios[0] * (1.0 - _NOTHING)))
    return SyntheticControl(
        state=state,
        donors=states,
        before=before,
        after=after,
        weight=weight,
        synthetic=synthetic,
        gap=area - synthetic,
        error_before=own.error_before,
        error_after=own.error_after,
        spread=spread,
        effect=own.effect,
        ratio=own.ratio if judged else np.nan,
        placebo_ratio=_placed(_finite(ratios[1:]), used, len(others)),
        placebo_effect=_placed(effects, used, len(others)),
        p=as_large if judged else np.nan,
        least_p=1.0 / len(units),
        _runs=runs,
    )


def _run(units: Figures, row: int, before: Flags, after: Flags) -> Run:
    """Treat one unit as the one that acted, with the others as its donors.

    Of a placebo run the area that did act is no donor: its effect would be in the mixture, and a
    large one would hide itself.
    """
    rest = np.arange(len(units)) != row
    rest[0] = False
    weight = np.zeros(len(units))
    weight[rest] = simplex_weights(units[row, before], units[np.ix_(rest, before)])
    since = units[row, after] - weight @ units[:, after]
    fitted = units[row, before] - weight @ units[:, before]
    least = _NOTHING * float(np.abs(units[:, before]).max())
    error = float(np.sqrt(np.mean(fitted**2)))
    return Run(weight=weight, gap=since, error_before=error if error > least else 0.0)


def _finite(ratios: Figures) -> Figures:
    """Leave the ratio of a placebo that is met exactly, which counts as the largest, unsaid."""
    return np.where(np.isinf(ratios), np.nan, ratios)


def _placed(part: ArrayLike, used: np.ndarray, size: int) -> Figures:
    whole = np.full(size, np.nan)
    whole[used] = part
    return whole


def _refused(state: Controlled, states: Codes, before: Flags, after: Flags) -> SyntheticControl:
    used = int((states == Donor.USED).sum())
    return SyntheticControl(
        state=state,
        donors=states,
        before=before,
        after=after,
        weight=np.full(len(states), np.nan),
        synthetic=np.full(len(before), np.nan),
        gap=np.full(len(before), np.nan),
        error_before=np.nan,
        error_after=np.nan,
        spread=np.nan,
        effect=np.nan,
        ratio=np.nan,
        placebo_ratio=np.full(len(states), np.nan),
        placebo_effect=np.full(len(states), np.nan),
        p=np.nan,
        least_p=1.0 / (used + 1),
        _runs=(),
    )
