"""A small drawing of a risk's score from review to review; the table beside it has the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from purbeck.assess.risk_standing import RiskStanding
from purbeck.model.risk import RiskMatrix, RiskReview
from purbeck.publish.wording.figures import day

WIDTH, HEIGHT, MARGIN = 340, 140, 28
"""In the units of the drawing."""

LEAST = 2
"""One review is a point, and no course."""


@dataclass(frozen=True, slots=True)
class Point:
    """A review in the drawing."""

    x: float
    y: float
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The course of a score.

    Attributes
    ----------
    target
        The height of the target; None where none is set.
    """

    points: tuple[Point, ...]
    target: float | None
    first: str
    last: str
    base: float
    width: int = WIDTH
    height: int = HEIGHT
    margin: int = MARGIN

    @property
    def line(self) -> str:
        """The points as an attribute of a line."""
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.points)


def drawn(standing: RiskStanding, matrix: RiskMatrix | None) -> Drawing | None:
    """Draw the reviews of a risk up to the day; None where there are fewer than two."""
    reviews = standing.risk.reviews_by(standing.on)
    if matrix is None or len(reviews) < LEAST:
        return None
    highest = matrix.highest_score
    target = standing.risk.target_score
    return Drawing(
        points=tuple(_points(reviews, highest)),
        target=None if target is None else _height(target, highest),
        first=day(reviews[0].on),
        last=day(reviews[-1].on),
        base=_height(0, highest),
    )


def _points(reviews: Sequence[RiskReview], highest: int) -> list[Point]:
    first = reviews[0].on
    span = (reviews[-1].on - first).days
    across = WIDTH - 2 * MARGIN
    return [
        Point(
            round(MARGIN + across * (review.on - first).days / span, 1),
            _height(review.score, highest),
            review.score,
        )
        for review in reviews
    ]


def _height(score: int, highest: int) -> float:
    """Give the height of a score on a scale from 0 to the highest of the matrix."""
    return round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * min(score / highest, 1.0), 1)
