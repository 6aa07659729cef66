"""Charts as SVG and PNG: whole, the same each time, and kept without harm."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from purbeck.model.errors import RenderError, UsageError
from purbeck.publish.charts.cache import CACHE_VARIABLE, DrawingCache, cache_folder
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.drawing import draw_all, draw_png, draw_svg
from purbeck.publish.charts.lettering import text_width
from purbeck.publish.charts.series import ChartLine, ChartPoint, Size, TrendSeries
from purbeck.publish.charts.trend import trend_chart
from purbeck.publish.charts.vega import WITHOUT_FONTS
from purbeck.publish.charts.workers import Worker
from purbeck.publish.theme import LIGHT

_SHIFT = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
SIZES: tuple[Size, ...] = ("full", "half", "small")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty cache of its own."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache" / "drawings"


def chart(
    *values: float | None,
    size: Size = "full",
    comparator: str = "England",
    suffix: str = "%",
    anchor: str = "a",
) -> Chart:
    """Chart values over years, with a comparator that ends close to the latest."""
    labels = tuple(f"{2000 + n}-{n + 1:02d}" for n in range(len(values)))
    local = ChartLine(
        "Dorset",
        tuple(
            ChartPoint(label, value, "" if value is None else f"{value:,}{suffix}", "")
            for label, value in zip(labels, values, strict=True)
        ),
    )
    other = ChartLine(
        comparator,
        tuple(
            ChartPoint(label, value + 0.1, f"{value + 0.1:,.1f}{suffix}")
            for label, value in zip(labels, values, strict=True)
            if value is not None
        ),
        "comparator",
    )
    return trend_chart(
        TrendSeries(
            anchor=anchor,
            title="Attendance",
            unit_symbol=suffix,
            lines=(local, other),
            axis_labels=labels,
            size=size,
            decimals=1,
            better="higher is better",
        )
    )


def written(svg: str) -> Iterator[tuple[str, float, float, float]]:
    """Each line of text of a drawing, with its left edge, right edge and height."""

    def walk(
        element: ElementTree.Element, x: float, y: float
    ) -> Iterator[tuple[str, float, float, float]]:
        found = _SHIFT.match(element.get("transform", ""))
        if found:
            x, y = x + float(found[1]), y + float(found[2])
        if element.tag.endswith("text"):
            size = float(element.get("font-size", "0").removesuffix("px"))
            spans = list(element) or [element]
            for number, span in enumerate(spans):
                text = span.text or ""
                width = text_width(text, size)
                part = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", ""), 0.0)
                left = x - part * width
                yield text, left, left + width, y + number * size * 1.2
            return
        for child in element:
            yield from walk(child, x, y)

    return walk(ElementTree.fromstring(svg), 0.0, 0.0)


CASES = {
    "one period": (95.1,),
    "two periods": (94.2, 95.1),
    "twenty periods": tuple(90 + n * n % 7 / 2 for n in range(20)),
    "a gap": (5.2, None, None, 5.8, 6.1),
    "negative": (-4.6, -2.1, 0.4, 1.3, -0.8),
    "large": (5776.0, 6210.0, 123456.0, 1234567.0),
    "all equal": (100.0, 100.0, 100.0),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("comparator", ["England", "Statistical neighbours less the large cities"])
def test_nothing_is_written_outside_the_picture(size: Size, case: str, comparator: str) -> None:
    """Every text of a drawing lies within its view box."""
    drawn = chart(*CASES[case], size=size, comparator=comparator)
    outside = [
        text
        for text, left, right, y in written(draw_svg(drawn))
        if left < -0.6 or right > drawn.width + 0.6 or not 5.0 <= y <= drawn.height
    ]

    assert outside == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("case", CASES)
def test_no_text_runs_into_another(size: Size, case: str) -> None:
    """No two texts of a drawing overlap."""
    lines = list(written(draw_svg(chart(*CASES[case], size=size))))
    clashes = [
        (a[0], b[0])
        for n, a in enumerate(lines)
        for b in lines[n + 1 :]
        if a[1] < b[2] and b[1] < a[2] and abs(a[3] - b[3]) < 6.0
    ]

    assert clashes == []


def test_a_drawing_has_the_size_of_its_chart_and_the_house_style() -> None:
    """A drawing measures what its chart says, in Inter, in palette colours, without identifiers."""
    drawn = chart(94.2, 95.1, size="half")
    svg = draw_svg(drawn)
    root = ElementTree.fromstring(svg)
    colours = {found.upper() for found in re.findall(r"#[0-9a-fA-F]{6}\b", svg)}

    assert (root.get("width"), root.get("height")) == ("250", "150")
    assert root.get("viewBox") == f"0 0 {drawn.width} {drawn.height}"
    assert {e.get("font-family") for e in root.iter() if e.tag.endswith("text")} == {
        "Inter, sans-serif"
    }
    assert colours <= {LIGHT.ink, LIGHT.quiet_ink, LIGHT.rule, LIGHT.local, LIGHT.comparator[0]}
    assert not any(element.get("id") for element in root.iter())


def test_a_drawing_refers_to_nothing_outside() -> None:
    """A drawing stands by itself: it holds no link, picture, script or style."""
    root = ElementTree.fromstring(draw_svg(chart(94.2, 95.1)))
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}

    assert kinds <= {"svg", "g", "path", "line", "text", "tspan", "rect"}


def test_two_processes_draw_the_same_bytes(tmp_path: Path) -> None:
    """Another process with another cache and another seed of hashes draws the same."""
    program = (
        "import sys; from tests.render.test_drawing import chart;"
        "from purbeck.publish.charts.drawing import draw_png, draw_svg;"
        "c = chart(94.2, None, 95.1); sys.stdout.buffer.write(draw_svg(c).encode() + draw_png(c))"
    )
    root = Path(__file__).resolve().parents[2]
    answers = [
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            cwd=root,
            env={**os.environ, CACHE_VARIABLE: str(tmp_path / seed), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]

    assert answers[0] == answers[1]
    assert b"<svg" in answers[0]


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_a_png_has_so_many_pixels_a_point(scale: float) -> None:
    """A PNG measures the chart's points times the scale."""
    picture = draw_png(chart(94.2, 95.1, size="small"), scale)
    size = struct.unpack(">II", picture[16:24])

    assert picture.startswith(b"\x89PNG")
    assert size == (200 * scale, 70 * scale)


def test_a_drawing_is_kept_and_given_back(folder: Path) -> None:
    """What was drawn is read from the folder, not drawn again, in a later cache."""
    svg = draw_svg(chart(94.2, 95.1))
    files = [path for path in folder.rglob("*") if path.is_file()]
    kept = DrawingCache(folder).read(files[0].name)

    assert len(files) == 1
    assert kept == svg.encode()


@pytest.mark.parametrize("harm", [b"", b"torn", b"0" * 64 + b"<svg/>"])
def test_a_harmed_file_is_drawn_anew(
    folder: Path, harm: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty, torn or altered file in the cache is not used, and is put right."""
    drawn = chart(94.2, 95.1)
    svg = draw_svg(drawn)
    (file,) = (path for path in folder.rglob("*") if path.is_file())
    sound = file.read_bytes()
    file.write_bytes(harm)
    # Another cache in between, so that memory does not hide the file.
    monkeypatch.setenv(CACHE_VARIABLE, "")
    draw_svg(drawn)
    monkeypatch.setenv(CACHE_VARIABLE, str(folder.parent))

    assert draw_svg(drawn) == svg
    assert file.read_bytes() == sound


def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file where the folder should be stops no drawing."""
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file"))

    assert draw_svg(chart(94.2, 95.1)).startswith("<svg")


def test_a_folder_for_drawings_can_be_declined() -> None:
    """An empty setting means no folder; a name means that folder; none means the platform's."""
    assert cache_folder({CACHE_VARIABLE: ""}) is None
    assert cache_folder({CACHE_VARIABLE: "here"}) == Path("here/drawings")
    assert "purbeck" in str(cache_folder({}))


def test_many_charts_drawn_at_once_are_as_drawn_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Charts that several processes share out are the same bytes as each drawn by itself."""
    charts = [chart(90.0 + n, 91.0, anchor=f"c{n}", size="small") for n in range(30)]
    monkeypatch.setenv(CACHE_VARIABLE, "")
    alone = draw_svg(charts[-1])
    monkeypatch.setenv(CACHE_VARIABLE, str(folder.parent))
    draw_all(charts, kinds=("svg", "png"))
    kept = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]

    assert [content for content in kept if content.endswith(alone.encode())]
    assert sum(b"<svg" in content[:80] for content in kept) == 30
    assert sum(b"\x89PNG" in content[:80] for content in kept) == 30


def test_no_charts_are_no_work() -> None:
    """Drawing no charts does nothing."""
    draw_all([], kinds=("svg", "png"))


def test_an_unknown_kind_is_refused() -> None:
    """Asking for a kind of drawing that there is not is a mistake of the caller."""
    with pytest.raises(UsageError, match="gif"):
        draw_all([], kinds=("gif",))


def test_a_chart_that_cannot_be_drawn_is_named() -> None:
    """A specification that Vega-Lite refuses raises an error with the chart's anchor."""
    broken = replace(chart(94.2), specification={"mark": "no such mark"}, anchor="broken")

    with pytest.raises(RenderError, match="broken"):
        draw_svg(broken)


def test_a_worker_brings_drawings_in_their_order() -> None:
    """A worker draws what it is given, in the order given, as this process would.

    It has no fonts, which this process has: no drawing depends on them.
    """
    assert Path(WITHOUT_FONTS["FONTCONFIG_FILE"]).is_file()

    charts = [chart(94.2, 95.1), chart(94.2, 95.3)]
    worker = Worker([json.dumps(dict(each.specification)) for each in charts])

    assert list(worker.drawings()) == [draw_svg(each) for each in charts]


def test_a_worker_that_fails_brings_nothing() -> None:
    """One specification that cannot be drawn costs the worker's share, and raises nothing."""
    assert list(Worker(["{}", "not a specification"]).drawings()) == []


def test_a_share_that_no_worker_brings_is_drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started, all charts are drawn all the same."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    charts = [chart(90.0 + n, 91.0, anchor=f"c{n}", size="small") for n in range(30)]
    draw_all(charts)

    assert all(draw_svg(each).startswith("<svg") for each in charts)
