"""How long charts take, side by side in one run: kept, drawn here, drawn by several processes.

Run it as ``python benchmarks/charts.py``. Each way is timed in processes of its own, in turn,
and the best of three is printed with its ratio to the first; the ratios are what to compare.
Altair's way of building the same specification stands beside ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from purbeck.publish.charts import drawing
from purbeck.publish.charts.cache import CACHE_VARIABLE
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.series import ChartLine, ChartPoint, Size, TrendSeries
from purbeck.publish.charts.trend import trend_chart

CHARTS = 36
ROUNDS = 3
SIZES: tuple[Size, ...] = ("full", "half", "small")
LABELS = tuple(f"{year}-{(year + 1) % 100:02d}" for year in range(2008, 2017))


def line(label: str, start: float, number: int) -> ChartLine:
    """Make up a line that differs from chart to chart."""
    values = [start + (number * 7 + place * 3) % 11 / 5 for place in range(len(LABELS))]
    points = [ChartPoint(*pair, f"{pair[1]:.1f}%") for pair in zip(LABELS, values, strict=True)]
    return ChartLine(label, tuple(points), "local" if label == "Dorset" else "comparator")


def charts(count: int = CHARTS) -> list[Chart]:
    """Make up as many charts as a report has, of all sizes, with two comparators each."""
    return [
        trend_chart(
            TrendSeries(
                anchor=f"chart-{number}",
                title="Children with good attendance",
                unit_symbol="%",
                lines=(
                    line("Dorset", 90.0 + number / 10, number),
                    line("England", 91.0, number + 1),
                    line("South West", 92.0, number + 2),
                ),
                axis_labels=LABELS,
                size=SIZES[number % len(SIZES)],
                decimals=1,
                better="higher is better",
            )
        )
        for number in range(count)
    ]


def build() -> None:
    """Build the specifications."""
    charts()


def kept() -> None:
    """Draw charts that a folder keeps already."""
    drawing.draw_all(charts())


def alone() -> None:
    """Draw in this process only."""
    drawing.LEAST_SHARE = sys.maxsize
    drawing.draw_all(charts())


def shared() -> None:
    """Draw as a build does: with further processes where they pay."""
    drawing.draw_all(charts())


def shared_warm() -> None:
    """Draw as a build does, in a process that has drawn before."""
    drawing.draw_svg(charts(CHARTS + 1)[-1])
    _timed(lambda: drawing.draw_all(charts()))


def alone_warm() -> None:
    """Draw in this process only, which has drawn before."""
    drawing.LEAST_SHARE = sys.maxsize
    shared_warm()


def pictures() -> None:
    """Turn the drawings that a folder keeps into PNG, in one go."""
    drawing.draw_all(charts(), kinds=("svg", "png"))


def pictures_by_vl_convert() -> None:
    """Turn the same drawings into PNG by vl-convert."""
    import vl_convert

    drawings = [drawing.draw_svg(chart) for chart in charts()]
    _timed(lambda: [vl_convert.svg_to_png(svg, scale=drawing.PNG_SCALE) for svg in drawings])


def import_altair() -> None:
    """Import Altair, which our way of building does without."""
    import altair

    del altair


def build_by_altair() -> None:
    """Make each specification an Altair chart and give it back, without validation."""
    import altair

    specifications = [dict(chart.specification) for chart in charts()]
    _timed(
        lambda: [
            altair.LayerChart.from_dict(each, validate=False).to_dict(validate=False)
            for each in specifications
        ]
    )


WAYS: dict[str, tuple[Callable[[], None], bool]] = {
    "drawn by several processes, empty cache": (shared, False),
    "drawn here alone, empty cache": (alone, False),
    "the same, process warm, several": (shared_warm, False),
    "the same, process warm, alone": (alone_warm, False),
    "kept in the folder": (kept, True),
    "specifications built": (build, True),
    "  Altair imported": (import_altair, True),
    "  specifications through Altair": (build_by_altair, True),
    "SVG to PNG by Typst (as we do)": (pictures, True),
    "SVG to PNG by vl-convert": (pictures_by_vl_convert, True),
}


def _timed(work: Callable[[], object]) -> None:
    """Do the work and make its time the answer of this process."""
    start = time.perf_counter()
    work()
    print(time.perf_counter() - start)
    raise SystemExit


def _seconds(way: str, folder: str) -> float:
    done = subprocess.run(
        [sys.executable, __file__, way],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, CACHE_VARIABLE: folder},
    )
    return float(done.stdout)


def main() -> None:
    """Time every way in turn, round by round, and print the best of each."""
    best = dict.fromkeys(WAYS, float("inf"))
    with tempfile.TemporaryDirectory() as full:
        _seconds("drawn here alone, empty cache", full)
        for _ in range(ROUNDS):
            for way, (_work, from_full) in WAYS.items():
                with tempfile.TemporaryDirectory() as empty:
                    seconds = _seconds(way, full if from_full else empty)
                best[way] = min(best[way], seconds)
                _forget_pictures(full)
    table = Table("way", "seconds", "ratio", title=f"{CHARTS} charts, best of {ROUNDS}")
    first = next(iter(best.values()))
    for way, seconds in best.items():
        table.add_row(way, f"{seconds:.3f}", f"{seconds / first:.2f}")
    Console().print(table)


def _forget_pictures(folder: str) -> None:
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                picture = file.read()[64:68] == b"\x89PNG"
            if picture:
                os.unlink(path)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _timed(WAYS[sys.argv[1]][0])
    main()
