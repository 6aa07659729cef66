"""What of an organisation's own rule is otherwise than an edition had it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from purbeck.model.measure import Measure
from purbeck.model.policy import Band, Policy
from purbeck.scorecard.edition_causes import Cause, CauseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange:
    """One part of the policy, as it was and as it is.

    Attributes
    ----------
    part
        The table or key of policy.toml.
    reason
        That of the policy now; empty where it gives none.
    """

    part: str
    before: str
    after: str
    reason: str = ""


def policy_changes(before: Policy, after: Policy) -> tuple[PolicyChange, ...]:
    """List every part of a policy that reads otherwise."""
    return tuple(
        PolicyChange(part=part, before=then, after=now, reason=after.reason)
        for part, then, now in _parts(before, after)
        if then != now
    )


def _parts(before: Policy, after: Policy) -> Iterator[tuple[str, str, str]]:
    yield "name", before.name, after.name
    bands = {key: None for policy in (before, after) for key in map(_band_key, policy.bands)}
    for key in bands:
        yield f"band of {key}", _band_words(before, key), _band_words(after, key)
    yield "trend colours", _colours(before.trend_rag), _colours(after.trend_rag)
    yield "comparison colours", _colours(before.comparison_rag), _colours(after.comparison_rag)
    for decision in after.decisions:
        then = before.decide(decision.trend, decision.comparators)
        part = f"trend {decision.trend.value} with comparators {decision.comparators.value}"
        yield part, then.value, decision.rag.value
    yield "areas of focus", _focus(before), _focus(after)
    terms = (before.disclosure, after.disclosure)
    yield "least count shown", str(before.minimum_count), str(after.minimum_count)
    if terms[0] != terms[1] and before.minimum_count == after.minimum_count:
        yield "terms of disclosure", "as they were", "others"


def band_causes(before: Policy, after: Policy, then: Measure, now: Measure) -> Iterator[Cause]:
    """Say whether the band that a measure is judged by has another width."""
    old, new = before.band(then), after.band(now)
    for key in ("marginal", "similar"):
        was = None if old is None else getattr(old, key)
        is_ = None if new is None else getattr(new, key)
        if was != is_:
            yield Cause(
                kind=CauseKind.BAND_CHANGED,
                subject=key,
                before=was,
                after=is_,
                reason="" if new is None else new.source,
            )


def _band_key(band: Band) -> str:
    unit = "any other unit" if band.unit is None else band.unit.value
    return f"{band.kind.value.replace('_', ' ')} in {unit.replace('_', ' ')}"


def _band_words(policy: Policy, key: str) -> str:
    found = (band for band in policy.bands if _band_key(band) == key)
    band = next(found, None)
    return "none" if band is None else f"marginal {band.marginal:g}, similar {band.similar:g}"


def _colours(table: object) -> str:
    assert hasattr(table, "items")
    return ", ".join(f"{verdict.value} {rag.value}" for verdict, rag in table.items())


def _focus(policy: Policy) -> str:
    return "; ".join(
        f"{focus.rag.value} with {', '.join(trend.value for trend in focus.trends)}"
        for focus in policy.focus
    )
