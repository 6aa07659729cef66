"""Which effects the placebo runs of a synthetic control do not reject.

An effect of a given size, the same in every period after, is taken off the area's figures, and the
rank of its ratio among those of the placebo runs is worked out anew. Its weights rest on the
figures of before and stay, and the placebo runs have nothing of the area in them, so that the sizes
at which its ratio is that of a placebo run are the roots of a square.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from purbeck.methods.arrays import Figures

_Span = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """One unit treated as if it had acted, held against all others.

    Attributes
    ----------
    weight
        Of every unit, 0 of itself.
    gap
        Its gaps in the periods after.
    error_before
        The root of its mean squared gap before; 0 where it is met exactly.
    """

    weight: Figures
    gap: Figures
    error_before: float

    @property
    def effect(self) -> float:
        """The mean gap after."""
        return float(self.gap.mean())

    @property
    def error_after(self) -> float:
        """The root of the mean squared gap after."""
        return float(np.sqrt(np.mean(self.gap**2)))

    @property
    def ratio(self) -> float:
        """The error after over the error before; infinite where that is 0."""
        return self.error_after / self.error_before if self.error_before else np.inf


def placebo_range(own: Run, placebos: Sequence[Run]) -> tuple[Figures, Figures]:
    """Give the least and the greatest gap of the placebo runs in each period after.

    Each is taken in proportion to the errors before, as ratios are: a donor that is met half as
    well as the area has half its gap. One that is met exactly has no proportion, and there is no
    bound; without placebo runs, or of an area that is met exactly, both are NaN.

    Examples
    --------
    >>> own = Run(weight=np.zeros(3), gap=np.array([5.0]), error_before=1.0)
    >>> other = Run(weight=np.zeros(3), gap=np.array([4.0]), error_before=2.0)
    >>> placebo_range(own, [own, other])
    (array([2.]), array([5.]))
    """
    if not placebos or own.error_before == 0.0:
        none = np.full(own.gap.shape, np.nan)
        return none, none
    if any(placebo.error_before == 0.0 for placebo in placebos):
        return np.full(own.gap.shape, -np.inf), np.full(own.gap.shape, np.inf)
    gaps = np.array([placebo.gap / placebo.error_before for placebo in placebos])
    return gaps.min(axis=0) * own.error_before, gaps.max(axis=0) * own.error_before


def effects_not_rejected(own: Run, placebos: Sequence[Run], level: float) -> _Span:
    """Give the least and the greatest constant effect whose rank is no rarer than the level.

    NaN where so few placebos cannot reject anything at the level, or where every effect is
    rejected: then none that is the same in each period fits.

    Examples
    --------
    >>> flat = [Run(weight=np.zeros(3), gap=np.array([g]), error_before=1.0) for g in (5, 1, -2)]
    >>> effects_not_rejected(flat[0], flat[1:], 0.6)
    (3.0, 7.0)
    >>> effects_not_rejected(flat[0], flat[1:], 0.9)
    (nan, nan)
    """
    # The rank of an effect is (1 + placebos with as large a ratio) / (1 + placebos).
    rare = (1.0 - level) * (len(placebos) + 1.0)
    needed = int(np.floor(rare + 1e-9))
    if needed < 1:
        return np.nan, np.nan
    spans = [span for placebo in placebos if (span := _as_large(own, placebo)) is not None]
    ends = sorted({end for span in spans for end in span})
    held = [end for end in ends if sum(low <= end <= high for low, high in spans) >= needed]
    return (held[0], held[-1]) if held else (np.nan, np.nan)


def _as_large(own: Run, placebo: Run) -> _Span | None:
    """Give the effects at which a placebo's ratio is as large as the area's; None for none."""
    if placebo.error_before == 0.0:
        return -np.inf, np.inf
    # Taking x off leaves a mean square of (effect - x)² and what varies about the effect.
    varies = own.error_after**2 - own.effect**2
    allowed = (placebo.ratio * own.error_before) ** 2
    if allowed < varies:
        return None
    reach = float(np.sqrt(allowed - varies))
    return own.effect - reach, own.effect + reach
