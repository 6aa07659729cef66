"""What a drawn outline or a small picture depicts: an arrow and which way, a disc, a square.

Both are turned into a small field of dots first, so that one rule serves for an outline of
Bezier curves, for a polygon and for a picture.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from purbeck.transcription.page import Form

Mask = NDArray[np.bool_]
Point = tuple[float, float]

# Dots along each side of the field; 32 tell a triangle from a disc, and are quick.
SIDE = 32
# The share of the field that a disc, a square and a triangle fill: pi/4, 1 and 1/2.
_SQUARE_FROM = 0.93
_DISC_FROM = 0.70


def mask_of_outline(outlines: list[list[Point]]) -> Mask | None:
    """Fill closed outlines in a field of dots; None where they have no extent.

    What an even number of outlines enclose is a hole.
    """
    points = [point for outline in outlines for point in outline]
    if len(points) < 3:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if width <= 0 or height <= 0:
        return None
    across = min(xs) + (np.arange(SIDE) + 0.5) * width / SIDE
    down = min(ys) + (np.arange(SIDE) + 0.5) * height / SIDE
    mask = np.zeros((SIDE, SIDE), dtype=bool)
    for outline in outlines:
        mask ^= _filled(outline, across, down)
    return mask


def _filled(outline: list[Point], across: NDArray[np.float64], down: NDArray[np.float64]) -> Mask:
    inside = np.zeros((len(down), len(across)), dtype=bool)
    for (x1, y1), (x2, y2) in zip(outline, outline[1:] + outline[:1], strict=True):
        if y1 == y2:
            continue
        crossed = (y1 > down) != (y2 > down)
        at = x1 + (down - y1) * (x2 - x1) / (y2 - y1)
        inside ^= crossed[:, None] & (across[None, :] < at[:, None])
    return inside


def flattened(path: list[tuple[Any, ...]]) -> list[list[Point]]:
    """Turn a path of moves, lines and Bezier curves into outlines of straight pieces."""
    outlines: list[list[Point]] = []
    for piece in path:
        kind, points = piece[0], [_point(p) for p in piece[1:]]
        if kind == "m" and points:
            outlines.append([points[0]])
        elif not outlines:
            continue
        elif kind == "c" and len(points) == 3:
            start = outlines[-1][-1]
            outlines[-1] += [_on_curve(start, *points, share=n / 6) for n in range(1, 7)]
        elif points:
            outlines[-1].append(points[-1])
    return [outline for outline in outlines if len(outline) > 2]


def _point(given: Any) -> Point:
    return float(given[0]), float(given[1])


def _on_curve(start: Point, first: Point, second: Point, end: Point, *, share: float) -> Point:
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    points = (start, first, second, end)
    x, y = (sum(w * p[i] for w, p in zip(weights, points, strict=True)) for i in (0, 1))
    return x, y


def form_of(mask: Mask, ratio: float = 1.0) -> Form:
    """Say what a field of dots depicts; ``ratio`` is its true width by its height.

    Something wider than three times its height is no sign, and neither is the reverse.
    """
    share = float(mask.mean())
    if not share > 0.12 or not 1 / 3 < ratio < 3:
        return Form.OTHER
    if share >= _SQUARE_FROM:
        return Form.SQUARE
    across, down = mask.sum(axis=0).astype(float), mask.sum(axis=1).astype(float)
    even_down, even_across = _even(down), _even(across)
    if even_down and even_across:
        return _round_or_square(mask, share)
    if even_across and not even_down:
        return Form.UP if _heavy_end(down) < 0 else Form.DOWN
    if even_down and not even_across:
        return Form.LEFT if _heavy_end(across) < 0 else Form.RIGHT
    return _slanting(mask)


def _even(profile: NDArray[np.float64]) -> bool:
    """Whether a profile is much the same from either end."""
    return float(np.abs(profile - profile[::-1]).mean()) < 0.11 * SIDE


def _round_or_square(mask: Mask, share: float) -> Form:
    if share >= _DISC_FROM:
        corner = SIDE // 10
        corners = mask[:corner, :corner].mean() + mask[-corner:, -corner:].mean()
        return Form.SQUARE if corners > 1.2 else Form.CIRCLE
    middle = slice(SIDE // 2 - 3, SIDE // 2 + 3)
    if not mask[middle, middle].any():  # a ring
        edge = mask[0].mean()
        return Form.SQUARE if edge > 0.8 else Form.CIRCLE
    across, down = mask.sum(axis=0), mask.sum(axis=1)
    tips = (float(down[0]), float(down[-1]), float(across[0]), float(across[-1]))
    if max(tips) <= SIDE * 0.3:
        waist = float(across[SIDE // 2 - 2 : SIDE // 2 + 2].mean())
        if abs(share - 0.5) < 0.08 and waist > 0.8 * SIDE:
            return Form.DIAMOND
        return Form.LEVEL if mask[SIDE // 2].mean() > 0.9 else Form.OTHER
    return Form.LEVEL if max(tips[2:]) <= SIDE * 0.4 < mask[SIDE // 2].sum() else Form.OTHER


def _heavy_end(profile: NDArray[np.float64]) -> float:
    """Tell at which end an arrow points: below 0 for the first, above 0 for the last.

    A shaft is as wide at its end as further in, so that an arrow points away from the end with
    the longer stretch of one width; a triangle, without a shaft, away from its widest side.
    """
    first, last = _stretch(profile), _stretch(profile[::-1])
    if max(first, last) >= SIDE // 6 and first != last:
        return 1.0 if first > last else -1.0
    return -1.0 if profile[:2].mean() < profile[-2:].mean() else 1.0


def _stretch(profile: NDArray[np.float64]) -> int:
    """How many dots from the start a profile keeps to one width, the very edge left out.

    What keeps to nearly the full width all along is the foot of a triangle, and no shaft.
    """
    width = profile[1]
    if width > 0.8 * profile.max():
        return 0
    other = np.abs(profile[1:] - width) > 1
    return int(np.argmax(other)) if other.any() else len(profile)


def _slanting(mask: Mask) -> Form:
    """Tell an arrow along a diagonal, by the corner that its head fills."""
    third = SIDE // 3
    corners = {
        Form.UP_RIGHT: mask[:third, -third:].mean(),
        Form.DOWN_RIGHT: mask[-third:, -third:].mean(),
    }
    form, fullest = max(corners.items(), key=lambda one: float(one[1]))
    others = max(float(mask[:third, :third].mean()), float(mask[-third:, :third].mean()))
    return form if float(fullest) > others + 0.1 else Form.OTHER
