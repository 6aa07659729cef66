"""What may be shown: small counts are suppressed before anything is assessed.

A verdict, a rank or a change can give a hidden count away as surely as the count itself. So
suppression comes first: what is hidden is absent, with its reason, from all that follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.policy import Policy
from purbeck.model.unit import UnitCode


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Observations that may be shown, and how many of them had to be suppressed."""

    observations: tuple[Observation, ...]
    suppressed: int


def disclose(
    observations: Iterable[Observation], measures: Mapping[str, Measure], policy: Policy
) -> Disclosed:
    """Suppress every observation that rests on a count below the policy's least.

    A count of 0 is shown; one of exactly the least is shown too. Both the numerator and the
    rest of the denominator are counts of people. With a least of 0 nothing is suppressed.
    """
    shown, suppressed = [], 0
    for observation in observations:
        measure = measures.get(observation.measure)
        if measure is not None and _is_small(observation, measure, policy.minimum_count):
            observation = _hide(observation)
            suppressed += 1
        shown.append(observation)
    return Disclosed(tuple(shown), suppressed)


def _is_small(observation: Observation, measure: Measure, least: int) -> bool:
    counts = [observation.numerator]
    if observation.numerator is not None and observation.denominator is not None:
        counts += [observation.denominator - observation.numerator, observation.denominator]
    if measure.unit.code is UnitCode.COUNT:
        counts.append(observation.value)
    return any(count is not None and 0 < count < least for count in counts)


def _hide(observation: Observation) -> Observation:
    return replace(
        observation,
        value=None,
        numerator=None,
        denominator=None,
        lower=None,
        upper=None,
        status=Status.FINAL,
        absence=Absence.SUPPRESSED,
    )
