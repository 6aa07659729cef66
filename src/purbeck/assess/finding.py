"""What a rule finds: a verdict for every area, with its reason, caveats and evidence.

A rule returns *Findings*, which are arrays with one entry an area. A *Finding* is one entry
of them. Neither holds a sentence: the wording is made from the codes and numbers here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.reason import Caveat, Reason

V = TypeVar("V", bound=Enum)

REASONS = tuple(Reason)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's stable code, its name, what it does in a sentence, and where that comes from."""

    code: str
    name: str
    statement: str
    source: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that a rule holds figures against: its name, its value, and who set it."""

    name: str
    value: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Generic[V]):
    """What a rule finds for one area.

    ``evidence`` holds the numbers by which the verdict was reached, by name, in the measure's
    unit unless the name says otherwise; NaN is left out.
    """

    rule: Rule
    verdict: V
    reason: Reason
    caveats: tuple[Caveat, ...] = ()
    evidence: Mapping[str, float]
    thresholds: tuple[Threshold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Findings(Generic[V]):
    """What a rule finds for every area of a panel: arrays of shape (areas,)."""

    rule: Rule
    verdicts: tuple[V, ...]
    """The verdicts that the codes in ``verdict`` stand for."""
    verdict: NDArray[np.int8]
    reason: NDArray[np.int8]
    caveats: Mapping[Caveat, NDArray[np.bool_]]
    evidence: Mapping[str, NDArray[np.float64]]
    thresholds: tuple[Threshold, ...] = ()

    def at(self, row: int) -> Finding[V]:
        """Give the finding of one area."""
        return Finding(
            rule=self.rule,
            verdict=self.verdicts[self.verdict[row]],
            reason=REASONS[self.reason[row]],
            caveats=tuple(caveat for caveat, holds in self.caveats.items() if holds[row]),
            evidence={
                name: float(figures[row])
                for name, figures in self.evidence.items()
                if not np.isnan(figures[row])
            },
            thresholds=self.thresholds,
        )


def codes_of(
    members: tuple[Enum, ...],
    cases: Sequence[tuple[NDArray[np.bool_], Enum]],
    otherwise: Enum,
) -> NDArray[np.int8]:
    """Give each area the code of the first case that holds for it, else of ``otherwise``."""
    shape = np.broadcast_shapes(*(condition.shape for condition, _ in cases))
    chosen = np.full(shape, members.index(otherwise), dtype=np.int8)
    # From the last case to the first, so that the first one stands.
    for condition, member in reversed(cases):
        np.copyto(chosen, np.int8(members.index(member)), where=condition)
    return chosen
