"""Work of which a second process takes its share, where the system can fork one."""

from __future__ import annotations

import multiprocessing
import os
import pickle
from collections.abc import Callable, Sequence
from typing import TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")

FEWEST = 60
"""Pieces of work below which no second process is started: it would save next to nothing."""


def shared(
    parts: Sequence[Part], weights: Sequence[float], work: Callable[[Sequence[Part]], Done]
) -> list[Done]:
    """Do the work of all parts: half of it in a process of its own, where that pays.

    A forked process has all that this one has, and so need be sent nothing. Where it fails for
    whatever reason, its share is done here, so that an error is met where it can be told.

    Parameters
    ----------
    weights
        How much work each part is, in pieces of about a hundredth of a second.
    work
        Does some parts; what it gives is sent from the second process by pickling.
    """
    here, there = halves(parts, weights)
    if sum(weights) < FEWEST or not there or not _can_share():
        return [work(parts)]
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        _do_there(sending, work, there)
    os.close(sending)
    done = [work(here)]
    with os.fdopen(receiving, "rb") as stream:
        received = stream.read()
    _, status = os.waitpid(child, 0)
    return [*done, pickle.loads(received) if status == 0 else work(there)]


def halves(parts: Sequence[Part], weights: Sequence[float]) -> tuple[list[Part], list[Part]]:
    """Deal parts out to two, each to the one who has less so far.

    Examples
    --------
    >>> halves("abcd", [3.0, 1.0, 1.0, 1.0])
    (['a'], ['b', 'c', 'd'])
    """
    dealt: tuple[list[Part], list[Part]] = ([], [])
    load = [0.0, 0.0]
    for part, weight in zip(parts, weights, strict=True):
        to = 1 if load[1] < load[0] else 0
        dealt[to].append(part)
        load[to] += weight
    return dealt


def _can_share() -> bool:
    """Whether there is a second processor, and a system on which a fork of this is sound."""
    if os.name != "posix" or "fork" not in multiprocessing.get_all_start_methods():
        return False
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return cores > 1


def _do_there(sending: int, work: Callable[[Sequence[Part]], Done], parts: Sequence[Part]) -> None:
    """Do a share and leave, without any of the endings that belong to the first process."""
    code = 1
    try:
        with os.fdopen(sending, "wb") as stream:
            stream.write(pickle.dumps(work(parts)))
        code = 0
    finally:
        os._exit(code)
