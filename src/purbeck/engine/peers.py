"""Who the areas of a store are held against: one benchmark area, and each area's neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

NOBODY = -1
"""In the place of a neighbour: there are no more, or it is not among the areas."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Peers:
    """The areas that are no peers of the others, and the neighbours of each.

    Attributes
    ----------
    benchmark
        The code of the area that all others are compared with, such as England's; empty for
        none.
    aggregates
        Areas made up of others, such as regions: they are assessed, but have no rank, and count
        in nobody's rank. The benchmark is one of them, named or not.
    neighbours
        The codes of each area's statistical neighbours, itself not among them.
    """

    benchmark: str = ""
    aggregates: frozenset[str] = frozenset()
    neighbours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def among(self, names: tuple[str, ...]) -> PeerCodes:
        """Put the peers in terms of the codes of some areas; the last few are remembered."""
        return _among(self, names)


@dataclass(frozen=True, slots=True, eq=False)
class PeerCodes:
    """Peers by the codes of areas, of shape (areas,), and (areas, most neighbours) for those.

    ``expected`` counts the neighbours that are declared, whether there are figures of them or
    not.
    """

    is_peer: NDArray[np.bool_]
    neighbours: NDArray[np.intp]
    expected: NDArray[np.intp]

    def of(self, area: NDArray[np.intp]) -> PeerCodes:
        """Give the peers of the areas that a panel has rows for, in terms of its rows."""
        if not self.neighbours.shape[1]:
            return PeerCodes(self.is_peer[area], self.neighbours[area], self.expected[area])
        # One place more, for NOBODY.
        row = np.full(len(self.is_peer) + 1, NOBODY, dtype=np.intp)
        row[area] = np.arange(len(area))
        return PeerCodes(self.is_peer[area], row[self.neighbours[area]], self.expected[area])


@lru_cache(maxsize=4)
def _among(peers: Peers, names: tuple[str, ...]) -> PeerCodes:
    apart = peers.aggregates | {peers.benchmark}
    code = {name: number for number, name in enumerate(names)}
    most = max((len(peers.neighbours.get(name, ())) for name in names), default=0)
    neighbours = np.full((len(names), most), NOBODY, dtype=np.intp)
    for number, name in enumerate(names):
        held = peers.neighbours.get(name, ())
        neighbours[number, : len(held)] = [code.get(other, NOBODY) for other in held]
    return PeerCodes(
        is_peer=np.array([name not in apart for name in names], dtype=bool),
        neighbours=neighbours,
        expected=np.array([len(peers.neighbours.get(name, ())) for name in names], dtype=np.intp),
    )
