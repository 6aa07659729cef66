"""The assessment of a whole store: planned, carried out by an engine, and joined into one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from purbeck.engine.parts import Joining, Parts
from purbeck.engine.plan import Batch, Plan, plan_of
from purbeck.engine.rule_set import RuleSet
from purbeck.model.disclosure import Disclosure
from purbeck.model.errors import UsageError
from purbeck.model.policy import DEFAULT_POLICY, Policy
from purbeck.store.store import Store

PUBLISHED = replace(
    DEFAULT_POLICY,
    disclosure=Disclosure(
        minimum_count=0,
        least_denominator=0,
        hide_small_sums=False,
        source="Every figure has been published already",
    ),
)
"""The policy where none is given: the default bands, and nothing hidden."""

Tell = Callable[[int, int], None]
"""Called with the observations done and those there are."""


class Engine(Protocol):
    """What carries out the batches of a plan, in whatever order and place."""

    def run(self, plan: Plan, batches: Sequence[Batch], parts: Parts) -> Iterator[Batch]:
        """Keep a part for each batch, and give each when it is done."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run came to.

    Attributes
    ----------
    observations, findings
        Rows read, history included, and rows written.
    resumed
        Batches that an earlier run had done.
    undeclared
        Measures that nobody has declared, and that were not assessed.
    """

    observations: int
    findings: int
    batches: int
    resumed: int
    undeclared: tuple[str, ...]


def assess_store(
    store: Store,
    out: Path,
    engine: Engine,
    *,
    policy: Policy = PUBLISHED,
    as_of: date | None = None,
    rules: RuleSet = RuleSet.SEVEN,
    tell: Tell = lambda done, total: None,
) -> Run:
    """Assess every measure of a store, and write what is found to a Parquet file.

    Parameters
    ----------
    out
        Replaced when the run is whole, and not before. A run that is broken off leaves a folder
        of parts beside it; the next run with the same store, day and policy goes on from there,
        and the file has the same bytes as if nothing had happened.
    policy
        Its bands, and its terms of disclosure: what they hide is hidden before anything is
        assessed. Without a policy nothing is hidden, as a store holds what has been published.
    as_of
        The day to which figures are known; None for all that is known.
    rules
        Those of which verdicts are written.

    Raises
    ------
    UsageError
        Where the store has no observations, the file's folder is not there, or the terms of
        disclosure cannot be kept to.
    """
    if not out.parent.is_dir():
        raise UsageError(f"There is no folder '{out.parent}' to write to.")
    plan = plan_of(store, policy, as_of, rules)
    if not plan.batches:
        raise UsageError(f"'{store.folder}' has no observations.")
    parts = Parts(out, rules)
    left = [batch for batch in plan.batches if not parts.has(batch)]
    done = plan.rows - _rows(left)
    with Joining(parts, plan.batches) as joining:
        tell(done, plan.rows)
        to_do = {batch.digest for batch in left}
        joining.add(batch for batch in plan.batches if batch.digest not in to_do)
        for batch in engine.run(plan, left, parts):
            joining.add([batch])
            done += batch.rows
            tell(done, plan.rows)
    return Run(
        observations=plan.rows,
        findings=joining.rows,
        batches=len(plan.batches),
        resumed=len(plan.batches) - len(left),
        undeclared=plan.undeclared,
    )


def _rows(batches: Iterable[Batch]) -> int:
    return sum(batch.rows for batch in batches)
