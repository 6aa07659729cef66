"""The local engine: batches shared out among processes of this machine."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context, parent_process

import pyarrow as pa

from purbeck.engine.assess_table import assess_table
from purbeck.engine.parts import Parts
from purbeck.engine.plan import Batch, Plan, Terms
from purbeck.store.reading import read

# A process takes half a second to start, in which this one goes through some 3 batches.
FEWEST_FOR_PROCESSES = 6

AHEAD = 3
"""Batches that each process has before it: enough that none waits for another."""


class LocalEngine:
    """Runs batches in processes; in this one where there is little to do.

    Parameters
    ----------
    processes
        As many as the machine has cores, if not given; this one is among them. Processes and not
        threads: see the measurements in the decision on the engine.
    """

    def __init__(self, processes: int | None = None) -> None:
        self._processes = processes or os.cpu_count() or 1

    def run(self, plan: Plan, batches: Sequence[Batch], parts: Parts) -> Iterator[Batch]:
        """Keep a part for each batch, and give each when it is done."""
        if self._processes == 1 or len(batches) < FEWEST_FOR_PROCESSES:
            for batch in batches:
                parts.keep(batch, assess_batch(batch, plan.terms))
                yield batch
            return
        # Started afresh: a forked process would have the locks of Arrow's threads, and no threads.
        pool = ProcessPoolExecutor(
            self._processes - 1,
            get_context("spawn"),
            initializer=_begin,
            initargs=(plan.terms, parts),
        )
        try:
            yield from self._shared(plan, batches, parts, pool)
        finally:
            pool.shutdown(cancel_futures=True)

    def _shared(
        self, plan: Plan, batches: Sequence[Batch], parts: Parts, pool: ProcessPoolExecutor
    ) -> Iterator[Batch]:
        """Share batches out, and do one here whenever the others have enough before them."""
        left = deque(batches)
        doing: dict[Future[None], Batch] = {}
        while left or doing:
            while left and len(doing) < AHEAD * (self._processes - 1):
                batch = left.popleft()
                doing[pool.submit(_do, batch)] = batch
            if left:
                batch = left.popleft()
                parts.keep(batch, assess_batch(batch, plan.terms))
                yield batch
            else:
                wait(doing, return_when=FIRST_COMPLETED)
            for done in [future for future in doing if future.done()]:
                done.result()
                yield doing.pop(done)


def assess_batch(batch: Batch, terms: Terms) -> pa.Table:
    """Read a batch's observations and assess them."""
    return assess_table(read(batch.stretches), terms)


_work: tuple[Terms, Parts] | None = None


def _begin(terms: Terms, parts: Parts) -> None:
    """Give a process what all of its batches need, once."""
    global _work
    _work = terms, parts
    pa.set_cpu_count(1)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End this process when the one that started it is gone, however it went."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(batch: Batch) -> None:
    assert _work is not None
    terms, parts = _work
    parts.keep(batch, assess_batch(batch, terms))
