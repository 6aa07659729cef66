"""Charts to SVG and PNG, without a browser, each drawn once and then kept.

A drawing is known by the digest of what it is made from: the specification, the theme, and the
versions of what draws it. The same chart gives the same bytes in every process.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from purbeck.model.errors import RenderError, UsageError
from purbeck.publish.charts.cache import DrawingCache, cache_folder
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.rasters import rasters
from purbeck.publish.charts.vega import COMPILER, has_drawn, vega_svg
from purbeck.publish.charts.vega_theme import THEME_VERSION
from purbeck.publish.charts.workers import Worker

KINDS = ("svg", "png")

PNG_SCALE = 2.0
"""Pixels a point: 144 to the inch, enough for print on an office printer."""

LEAD_OF_A_COLD_PROCESS = 4
LEAD_OF_A_WARM_PROCESS = 20
"""How many charts this process draws while a worker only starts.

Starting Python takes some 0.1 s, starting vl-convert 0.4 s, a chart 0.01 to 0.02 s; a process
that has not drawn yet has to start vl-convert as well. Measured by ``benchmarks/charts.py`` on two
cores.
"""

LEAST_SHARE = 4
"""The fewest charts for which a worker is started; our own choice."""

MOST_WORKERS = 7


def draw_svg(chart: Chart) -> str:
    """Draw a chart as SVG: text as text, the light colours as they are named, no identifiers.

    Raises
    ------
    RenderError
        When the chart cannot be drawn.
    """
    key = _svg_key(chart)
    kept = _cache().read(key)
    if kept is None:
        kept = _drawn(chart).encode()
        _cache().write(key, kept)
    return kept.decode()


def draw_png(chart: Chart, scale: float = PNG_SCALE) -> bytes:
    """Draw a chart as PNG on the colour of the paper, at so many pixels a point.

    Raises
    ------
    RenderError
        When the chart cannot be drawn.
    """
    key = _png_key(chart, scale)
    kept = _cache().read(key)
    if kept is None:
        (kept,) = rasters([draw_svg(chart)], [(chart.width, chart.height)], scale)
        _cache().write(key, kept)
    return kept


def draw_all(
    charts: Iterable[Chart], kinds: Collection[str] = ("svg",), *, alone: bool = False
) -> None:
    """Draw the charts that are not kept yet, so that later calls find them.

    Where many are missing, further processes share the work, unless this one is to draw
    ``alone``: one of several that are at work already. Charts alike are drawn once; no chart is
    no work.

    Raises
    ------
    UsageError
        When a kind is asked for that there is not.
    RenderError
        When a chart cannot be drawn.
    """
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise UsageError(f"Charts are drawn as {' or '.join(KINDS)}, not as {unknown[0]}.")
    each = {_svg_key(chart): chart for chart in charts}
    pictures = [chart for chart in each.values() if "png" in kinds and not _has_png(chart)]
    wanted = each if "svg" in kinds else {_svg_key(chart): chart for chart in pictures}
    _draw_svgs({key: chart for key, chart in wanted.items() if _cache().read(key) is None}, alone)
    _draw_pngs(pictures)


def _draw_svgs(missing: Mapping[str, Chart], alone: bool) -> None:
    lead = LEAD_OF_A_WARM_PROCESS if has_drawn() else LEAD_OF_A_COLD_PROCESS
    here, *elsewhere = _shares(list(missing), 1 if alone else _cores(), lead)
    workers = [Worker([_canonical(missing[key]) for key in share]) for share in elsewhere]
    try:
        for key in here:
            draw_svg(missing[key])
        for share, worker in zip(elsewhere, workers, strict=True):
            for key, drawing in zip(share, worker.drawings(), strict=False):
                _cache().write(key, drawing.encode())
    finally:
        for worker in workers:
            worker.give_up()
    # What no worker brought is drawn here, where a refusal can be told.
    for share in elsewhere:
        for key in share:
            draw_svg(missing[key])


def _has_png(chart: Chart) -> bool:
    return _cache().read(_png_key(chart, PNG_SCALE)) is not None


def _draw_pngs(missing: Sequence[Chart]) -> None:
    pictures = rasters(
        [draw_svg(chart) for chart in missing],
        [(chart.width, chart.height) for chart in missing],
        PNG_SCALE,
    )
    for chart, picture in zip(missing, pictures, strict=True):
        _cache().write(_png_key(chart, PNG_SCALE), picture)


def _shares(keys: Sequence[str], cores: int, lead: int) -> list[Sequence[str]]:
    """Deal the work out: a share for this process first, the rest evenly to workers.

    This process takes as many more as it is ahead. Where a worker would have next to nothing,
    there is none.

    Examples
    --------
    >>> [len(share) for share in _shares("abcdefghijklmnop", cores=2, lead=4)]
    [10, 6]
    >>> [len(share) for share in _shares("abcdefghijk", cores=2, lead=4)]
    [11]
    """
    hands = min(cores, MOST_WORKERS + 1)
    share = (len(keys) - lead) // hands
    while hands > 1 and share < LEAST_SHARE:
        hands -= 1
        share = (len(keys) - lead) // hands
    workers = hands - 1
    here = len(keys) - workers * share
    dealt = [keys[here + n * share : here + (n + 1) * share] for n in range(workers)]
    return [keys[:here], *dealt]


def _cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _drawn(chart: Chart) -> str:
    try:
        return vega_svg(_canonical(chart))
    except RenderError as error:
        raise RenderError(f"The chart {chart.anchor} could not be drawn. {error}") from error


def _canonical(chart: Chart) -> str:
    """The specification as JSON in one order and one form, whoever built it."""
    return json.dumps(
        chart.specification, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


# A chart is drawn ahead, and looked up by each form of its report; it is the same by identity.
@lru_cache(maxsize=128)
def _svg_key(chart: Chart) -> str:
    return _digest("svg", THEME_VERSION, COMPILER, _version("vl-convert-python"), _canonical(chart))


def _png_key(chart: Chart, scale: float) -> str:
    size = f"{chart.width} {chart.height} {scale!r}"
    return _digest("png", _version("typst"), size, _svg_key(chart))


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()


@cache
def _version(distribution: str) -> str:
    return version(distribution)


def _cache() -> DrawingCache:
    return _cache_in(cache_folder())


@lru_cache(maxsize=1)
def _cache_in(folder: Path | None) -> DrawingCache:
    """One cache a process, until the environment names another folder."""
    return DrawingCache(folder)
