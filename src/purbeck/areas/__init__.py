"""English authorities: their codes and names, what became of them, and who is like whom."""

from purbeck.areas.answer import (
    Ambiguous,
    CodeAndName,
    Match,
    Mismatch,
    NoMatch,
    Resolution,
)
from purbeck.areas.authorities import Authorities
from purbeck.areas.authority import AreaKind, Authority, Deprivation, RuralUrban
from purbeck.areas.continuation import (
    Continuation,
    SuccessorRule,
    Treatment,
    continue_series,
    unsupported,
)
from purbeck.areas.neighbours import (
    Closeness,
    Neighbour,
    editions,
    neighbour_group,
    neighbours,
    without_close_neighbours,
    without_neighbours,
)
from purbeck.areas.spelling import Scheme
from purbeck.areas.succession import Extent, Succession
from purbeck.areas.table import all_successions, authorities, predecessors, successions

__all__ = [
    "Ambiguous",
    "AreaKind",
    "Authorities",
    "Authority",
    "Closeness",
    "CodeAndName",
    "Continuation",
    "Deprivation",
    "Extent",
    "Match",
    "Mismatch",
    "Neighbour",
    "NoMatch",
    "Resolution",
    "RuralUrban",
    "Scheme",
    "Succession",
    "SuccessorRule",
    "Treatment",
    "all_successions",
    "authorities",
    "continue_series",
    "editions",
    "neighbour_group",
    "neighbours",
    "predecessors",
    "successions",
    "unsupported",
    "without_close_neighbours",
    "without_neighbours",
]
