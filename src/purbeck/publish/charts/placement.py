"""Where labels stand: apart from one another, and clear of the lines where that can be had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from purbeck.publish.charts.lettering import text_width

Place = tuple[float, float]

LINE_HEIGHT = 1.2
"""The distance of lines of a label, in sizes of its letters."""

_CLEAR = 5.0
"""From the middle of a point to the nearest edge of its label, in points."""
_FURTHER = 5.0
"""By how much further from its point a label is tried, once and twice, in points."""
_AIR = 1.0
"""What is kept free around a label, in points."""
_SAMPLE = 2.0
"""The distance at which a line is looked at for whether it runs through a label."""
_THROUGH_LABEL = 1000.0
_OUT_OF_THE_WAY = 1.5
_OTHER_SIDE = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """The rectangle that a text takes up; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Place:
        """Where the middle of the text stands."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def within(self, places: Iterable[Place]) -> Iterator[Place]:
        """The places within the box or on its edge."""
        for x, y in places:
            if self.left <= x <= self.right and self.top <= y <= self.bottom:
                yield x, y

    def widened(self, margin: float) -> Box:
        """The box with a margin around it."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def meets(self, other: Box) -> bool:
        """Whether two boxes overlap; boxes that only touch do not."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that a point should have, and on which side it would rather stand."""

    place: Place
    text: str
    above: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A label in its place."""

    text: str
    box: Box


def spread(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> tuple[float, ...]:
    """Move the middles of labels apart, each as little as it takes.

    Labels that would overlap form a stack around the mean of where they wanted to be. Their
    order stays; equal wishes keep the order given. Where there is less room than the labels
    need, they run over the bottom. No label is no answer.

    Examples
    --------
    >>> spread([50.0, 52.0], [10.0, 10.0], 0.0, 100.0)
    (46.0, 56.0)
    """
    stacks: list[_Stack] = []
    for index in sorted(range(len(wanted)), key=lambda index: wanted[index]):
        stacks.append(_Stack([index], wanted, heights, (top, bottom)))
        while len(stacks) > 1 and stacks[-2].edges[1] > stacks[-1].edges[0]:
            last = stacks.pop()
            stacks[-1] = _Stack(
                [*stacks[-1].members, *last.members], wanted, heights, (top, bottom)
            )
    middles = list(wanted)
    for stack in stacks:
        edge = stack.edges[0]
        for index in stack.members:
            middles[index] = edge + heights[index] / 2
            edge += heights[index]
    return tuple(middles)


class _Stack:
    """Labels one under another without space between them."""

    def __init__(
        self,
        members: Sequence[int],
        wanted: Sequence[float],
        heights: Sequence[float],
        bounds: Place,
    ) -> None:
        self.members = members
        height = sum(heights[index] for index in members)
        middle = sum(wanted[index] for index in members) / len(members)
        highest = max(min(middle - height / 2, bounds[1] - height), bounds[0])
        self.edges = (highest, highest + height)


def stand(
    wishes: Iterable[Wish],
    size: float,
    paths: Sequence[Sequence[Place]],
    bounds: Box,
    taken: Iterable[Box] = (),
) -> tuple[Standing, ...]:
    """Find a place beside its point for each label, one after another.

    The place with the least in its way is taken; the side wished for where two are as good.
    A label stays within the bounds where it can, and always comes out.
    """
    obstacles = [place for path in paths for place in _sampled(path)]
    boxes = list(taken)
    standing = []
    for wish in wishes:
        near = _near(wish, size, obstacles)
        least, box = inf, Box(*wish.place, *wish.place)
        for cost, candidate in _candidates(wish, size, bounds):
            if cost < least:
                cost += _THROUGH_LABEL * sum(candidate.meets(other) for other in boxes)
                cost += sum(1 for _ in candidate.widened(_AIR).within(near))
                least, box = min((least, box), (cost, candidate), key=lambda pair: pair[0])
        boxes.append(box)
        standing.append(Standing(wish.text, box))
    return tuple(standing)


def _near(wish: Wish, size: float, places: Iterable[Place]) -> list[Place]:
    """The places that any candidate for a label could have in its way."""
    (x, y), across = wish.place, 2 * text_width(wish.text, size)
    down = _CLEAR + 2 * _FURTHER + size + _AIR
    return list(Box(x - across, y - down, x + across, y + down).within(places))


def _candidates(wish: Wish, size: float, bounds: Box) -> Iterator[tuple[float, Box]]:
    width, height = text_width(wish.text, size), size
    x, y = wish.place
    for above in (wish.above, not wish.above):
        for shift in (0.0, -0.45, 0.45):
            for further in (0.0, _FURTHER, 2 * _FURTHER):
                top = y - _CLEAR - further - height if above else y + _CLEAR + further
                left = x + shift * width - width / 2
                left = max(min(left, bounds.right - width), bounds.left)
                box = Box(left, top, left + width, top + height)
                outside = box.top < bounds.top or box.bottom > bounds.bottom
                yield (
                    _OTHER_SIDE * (above is not wish.above)
                    + _OUT_OF_THE_WAY * (abs(shift) + further / _FURTHER)
                    + _THROUGH_LABEL * outside,
                    box,
                )


def _sampled(path: Sequence[Place]) -> Iterator[Place]:
    yield from path[:1]
    for start, end in pairwise(path):
        across, down = end[0] - start[0], end[1] - start[1]
        count = max(int(max(abs(across), abs(down)) / _SAMPLE), 1)
        for part in range(1, count + 1):
            yield start[0] + across * part / count, start[1] + down * part / count
