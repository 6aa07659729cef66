"""The plan of a run over a store: batches of measures, each with a digest of all it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy
import pyarrow

from purbeck import __version__
from purbeck.engine.disclosed import check_can_disclose
from purbeck.engine.peers import Peers
from purbeck.engine.result import schema_of
from purbeck.engine.rule_set import RuleSet
from purbeck.model.measure import Measure
from purbeck.model.policy import Policy
from purbeck.store.measures_file import Declared
from purbeck.store.reading import Contents, Stretch, contents_of, joined
from purbeck.store.store import Store
from purbeck.store.writing import ROWS_IN_GROUP

ROWS_IN_BATCH = ROWS_IN_GROUP
"""Observations that a worker holds at a time; a larger measure is a batch of its own. As many as
in a row group, so that of one large load each row group is read once."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """What every batch is assessed by: declarations, policy, peers, the day, and the rules."""

    measures: dict[str, Measure]
    policy: Policy
    peers: Peers
    as_of: date | None
    rules: RuleSet = RuleSet.SEVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Measures that are assessed together: a piece of work that stands by itself.

    Attributes
    ----------
    digest
        Of the observations, the terms and the program: the same for the same result.
    measures
        In the order of their names.
    stretches
        Where their observations lie.
    """

    number: int
    digest: str
    measures: tuple[str, ...]
    rows: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The batches of a run in the order of their measures, and the terms of all."""

    terms: Terms
    batches: tuple[Batch, ...]
    undeclared: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many observations there are to go through."""
        return sum(batch.rows for batch in self.batches)


def plan_of(
    store: Store,
    policy: Policy,
    as_of: date | None = None,
    rules: RuleSet = RuleSet.SEVEN,
) -> Plan:
    """Cut a store into batches.

    The same store, declarations, policy and day make the same plan, whichever engine carries it
    out; and so a run that was broken off knows which of its batches are done.

    Raises
    ------
    UsageError
        Where the policy's terms of disclosure cannot be kept to.
    """
    check_can_disclose(policy.disclosure)
    declared, contents = store.declared, contents_of(store)
    terms = Terms(
        measures=dict(declared.measures),
        policy=policy,
        peers=_peers(declared),
        as_of=as_of,
        rules=rules,
    )
    loads = {load.number: load.observations for load in store.loads}
    common = _digest(
        __version__,
        numpy.__version__,
        pyarrow.__version__,
        repr(rules),
        str(schema_of(rules)),
        repr(policy),
        repr(as_of),
        repr(
            (declared.benchmark, sorted(declared.aggregates), sorted(declared.neighbours.items()))
        ),
    )
    batches = []
    for number, (first, stop) in enumerate(_cuts(contents)):
        names = contents.measures[first:stop]
        stretches = joined(s for held in contents.stretches[first:stop] for s in held)
        where = [(loads[s.load], s.load, s.row_group, s.first, s.rows) for s in stretches]
        digest = _digest(
            common, repr(where), repr(names), repr([terms.measures.get(name) for name in names])
        )
        batches.append(
            Batch(
                number=number,
                digest=digest,
                measures=names,
                rows=sum(contents.rows[first:stop]),
                stretches=tuple(stretches),
            )
        )
    undeclared = tuple(name for name in contents.measures if name not in terms.measures)
    return Plan(terms, tuple(batches), undeclared)


def _peers(declared: Declared) -> Peers:
    return Peers(
        benchmark=declared.benchmark,
        aggregates=frozenset(declared.aggregates),
        neighbours=declared.neighbours,
    )


def _cuts(contents: Contents) -> Iterator[tuple[int, int]]:
    """Cut the measures where a batch would grow too large."""
    first, size = 0, 0
    for at, rows in enumerate(contents.rows):
        if size and size + rows > ROWS_IN_BATCH:
            yield first, at
            first, size = at, 0
        size += rows
    if size:
        yield first, len(contents.rows)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
