"""How long reports take: one warm, with and without its charts kept; fifty; and the demo cold.

Run it as ``python benchmarks/report.py``. Every figure is the best of a few runs in this one
session, with its ratio to the first; absolute times hang on the machine, ratios much less.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from queue import Queue

from rich.console import Console
from rich.table import Table

from purbeck.model.area import Area
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import PerformanceKind, PerformanceMeasure, PopulationIndicator
from purbeck.model.narrative import Narrative, NarrativeSection
from purbeck.model.observation import Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UNITS, UnitCode
from purbeck.model.workspace import Workspace
from purbeck.publish.build import documents, report_files
from purbeck.publish.charts.cache import CACHE_VARIABLE
from purbeck.publish.charts.drawing import draw_all
from purbeck.publish.formats import Format
from purbeck.publish.render.pdf import render_pdf

DEMO = Path(__file__).parents[1] / "examples" / "dorset-2018"
INDICATORS, MEASURES_EACH = 6, 5
BATCH = 50
ROUNDS = 3
STORY = "Figures rise and fall, and this paragraph is as long as one of those is. " * 8


def workspace(number: int) -> Workspace:
    """Make up a workspace with 36 charts; another number gives other figures."""
    outcome = Outcome(
        id="outcome",
        name=f"People are well, {number}",
        indicators=tuple(_indicator(place) for place in range(INDICATORS)),
    )
    return Workspace(
        framework=Framework(
            organisation=Organisation(name="Exampleshire", area="here"),
            report=ReportSettings(title="Monitoring report", on=date(2026, 9, 30)),
            outcomes=(outcome,),
            areas=(Area("here", "Exampleshire"),),
        ),
        observations=tuple(
            observation
            for place, measure in enumerate(outcome.measures)
            for observation in _observations(measure.id, number + place)
        ),
        narratives=tuple(
            Narrative(indicator.id, ((NarrativeSection.STORY, STORY),))
            for indicator in outcome.indicators
        ),
    )


def _indicator(place: int) -> PopulationIndicator:
    shared = {
        "unit": UNITS[UnitCode.PERCENTAGE],
        "polarity": Polarity.HIGHER,
        "period_kind": PeriodKind.FINANCIAL_YEAR,
    }
    return PopulationIndicator(
        id=f"i{place}",
        number=f"{place:02d}",
        name=f"Indicator {place}",
        measures=tuple(
            PerformanceMeasure(
                id=f"m{place}-{one}",
                number=f"{place:02d}.{one}",
                name=f"Measure {one} of indicator {place}",
                question=PerformanceKind.HOW_WELL,
                **shared,  # type: ignore[arg-type]
            )
            for one in range(MEASURES_EACH)
        ),
        **shared,  # type: ignore[arg-type]
    )


def _observations(measure: str, seed: int) -> Iterator[Observation]:
    for step in range(9):
        period = Period(PeriodKind.FINANCIAL_YEAR, 2016 + step)
        value = 50 + (seed * 7 + step * 3) % 23 + step / 2
        yield Observation(measure=measure, area="here", period=period, value=value)


def pdf(number: int = 0) -> bytes:
    """Make one report as PDF."""
    (file,) = report_files(workspace(number), [Format.PDF])
    return file.content


@contextmanager
def empty_cache() -> Iterator[None]:
    """Keep drawn charts in a folder of its own, so that none is kept from before."""
    before = os.environ.get(CACHE_VARIABLE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CACHE_VARIABLE] = folder
        try:
            yield
        finally:
            os.environ.pop(CACHE_VARIABLE)
            if before is not None:
                os.environ[CACHE_VARIABLE] = before


def seconds(work: Callable[[], object]) -> float:
    """Time one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def typeset_with_charts_kept() -> float:
    """Time the setting of a composed report as PDF, in a process that has set others before.

    Each round sets a report that was not set before: the typesetter remembers what it has set,
    and would otherwise only look it up.
    """
    pdf()
    taken = []
    for number in range(1, ROUNDS + 1):
        (document,) = documents(workspace(number)).values()
        draw_all(document.charts)
        taken.append(seconds(partial(render_pdf, document)))
    return min(taken)


def warm_with_charts_kept() -> float:
    """Time a report from its figures to its PDF, where its charts are kept."""
    for number in range(11, ROUNDS + 11):
        (document,) = documents(workspace(number)).values()
        draw_all(document.charts)
    return min(seconds(partial(pdf, number)) for number in range(11, ROUNDS + 11))


def warm_without_charts() -> float:
    """Time a report none of whose charts is kept, in a process that has made one before."""
    return min(_without() for _ in range(ROUNDS))


def _without() -> float:
    with empty_cache():
        return seconds(pdf)


def batch() -> float:
    """Time fifty different reports, none of whose charts is kept, by a process for each core."""
    cores = sorted(os.sched_getaffinity(0))
    context = multiprocessing.get_context("spawn")
    with empty_cache(), context.Manager() as manager:
        free = manager.Queue()
        for core in cores:
            free.put(core)
        with ProcessPoolExecutor(len(cores), context, _take_core, (free,)) as pool:
            list(pool.map(_pages_of, range(len(cores))))  # their libraries are loaded
            numbers = [1000 * (number + 1) for number in range(BATCH)]
            return seconds(lambda: list(pool.map(_pages_of, numbers)))


def _take_core(free: Queue[int]) -> None:
    """Keep a process to a core of its own, so that it starts no others for its charts."""
    os.sched_setaffinity(0, {free.get()})


def _pages_of(number: int) -> int:
    return len(pdf(number))


def cold_demo(*, kept: bool) -> float:
    """Time the command that builds the demo in four formats, from the start of its process."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, CACHE_VARIABLE: str(Path(folder) / "cache")}
        command = [sys.executable, "-m", "purbeck", "build", str(DEMO), "--out", f"{folder}/out"]

        def run() -> None:
            subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)

        if kept:
            run()
        return seconds(run)


def main() -> None:
    """Measure each in turn, and print them side by side."""
    rows = [
        ("setting one report as PDF, charts kept", typeset_with_charts_kept(), 0.15),
        ("one report from its figures, charts kept", warm_with_charts_kept(), None),
        ("one report from its figures, no chart kept", warm_without_charts(), 1.5),
        (f"{BATCH} different reports, no chart kept", batch(), 40.0),
        ("demo, four formats, cold, no chart kept", cold_demo(kept=False), 4.0),
        ("demo, four formats, cold, charts kept", cold_demo(kept=True), 4.0),
    ]
    first = rows[0][1]
    table = Table("what", "seconds", "ratio", "wanted within")
    for name, taken, wanted in rows:
        bound = "" if wanted is None else f"{wanted:g} s"
        table.add_row(name, f"{taken:.2f}", f"{taken / first:.1f}", bound)
    console = Console()
    (document,) = documents(workspace(0)).values()
    size = f"{len(document.charts)} charts and {pages(pdf())} pages"
    console.print(f"A report of {size}; 0.15 s is wanted for one of 13 pages.")
    console.print(table)


def pages(content: bytes) -> int:
    """Count the pages of a PDF."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


if __name__ == "__main__":
    main()
