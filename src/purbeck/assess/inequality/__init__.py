"""How groups of people stand to one another: the gap, its direction, the gradient, the furthest."""

from purbeck.assess.inequality.coverage import Coverage, coverage_of
from purbeck.assess.inequality.direction import gap_directions, gradient_directions
from purbeck.assess.inequality.furthest import furthest_behind
from purbeck.assess.inequality.gap import GroupGaps, group_gaps
from purbeck.assess.inequality.gradient import Gradients, gradients

__all__ = [
    "Coverage",
    "Gradients",
    "GroupGaps",
    "coverage_of",
    "furthest_behind",
    "gap_directions",
    "gradient_directions",
    "gradients",
    "group_gaps",
]
