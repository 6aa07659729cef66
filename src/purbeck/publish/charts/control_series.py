"""What a control chart is made from: points with a mean, limits, and a sign for what each says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from purbeck.publish.charts.chart import ChartTable
from purbeck.publish.charts.series import NO_FIGURE, ChartLine, ChartPoint, Size, TrendSeries

PointSign = Literal["common", "improvement", "concern", "high", "low", "unjudged"]

MEAN, UPPER, LOWER = "mean", "upper limit", "lower limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlMark:
    """One point of a control chart.

    Attributes
    ----------
    sign, says
        How the point is drawn, and what it says in words.
    mean, lower, upper
        With their texts, as they are to be drawn; None where the point has no limits.
    """

    label: str
    value: float
    text: str
    sign: PointSign
    says: str
    mean: tuple[float, str] | None = None
    lower: tuple[float, str] | None = None
    upper: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSeries:
    """Everything that a control chart shows; at least one mark.

    Attributes
    ----------
    axis_labels
        Every period of the axis, in order, whether or not it has a point.
    rebased
        The periods at which mean and limits begin anew.
    sign_words
        The name of each sign that the legend explains.
    """

    anchor: str
    title: str
    area: str
    unit_symbol: str
    marks: tuple[ControlMark, ...]
    axis_labels: tuple[str, ...]
    rebased: tuple[str, ...]
    sign_words: dict[PointSign, str]
    decimals: int
    better: str = ""
    size: Size = "half"

    @property
    def as_lines(self) -> TrendSeries:
        """The same points as lines: the area's own, the mean, and the two limits."""
        local = tuple(ChartPoint(mark.label, mark.value, mark.text) for mark in self.marks)
        return TrendSeries(
            anchor=self.anchor,
            title=self.title,
            unit_symbol=self.unit_symbol,
            lines=(
                ChartLine(self.area, local),
                *(ChartLine(name, self._limit(name), "comparator") for name in _FIELDS),
            ),
            axis_labels=self.axis_labels,
            size=self.size,
            decimals=self.decimals,
            better=self.better,
            break_before=self.rebased,
        )

    def _limit(self, name: str) -> tuple[ChartPoint, ...]:
        """Give a limit for every period from a segment's first point to its last, gaps too."""
        marks = {mark.label: mark for mark in self.marks}
        points: list[ChartPoint] = []
        waiting: list[str] = []
        for label in self.axis_labels:
            if label in self.rebased:
                waiting = []
            if label not in marks:
                waiting.append(label)
                continue
            figure = getattr(marks[label], _FIELDS[name])
            if figure is not None:
                between = waiting if points else []
                points += [ChartPoint(each, *figure) for each in (*between, label)]
            waiting = []
        return tuple(points)


_FIELDS = {UPPER: "upper", MEAN: "mean", LOWER: "lower"}


def control_alt(series: ControlSeries) -> str:
    """Put a control chart into words: every value, the limits of each stretch, what stands out."""
    values = ", ".join(f"{mark.label} {mark.text}" for mark in series.marks)
    stood_out = [
        f"{mark.label} {mark.says}"
        for mark in series.marks
        if mark.sign not in ("common", "unjudged")
    ]
    parts = [
        "Control chart",
        f"{series.title}, {series.area}: {values}",
        *_limits_in_words(series),
        "; ".join(stood_out) if stood_out else "No point shows a special cause",
        *([series.better[0].upper() + series.better[1:]] if series.better else []),
    ]
    return " ".join(f"{part.rstrip('.')}." for part in parts)


def _limits_in_words(series: ControlSeries) -> list[str]:
    said: list[str] = []
    for stretch in segments(series):
        first, last = stretch[0], stretch[-1]
        span = f"From {first.label} to {last.label}"
        if last.mean is None or last.lower is None or last.upper is None:
            said.append(f"{span}: {last.says}")
        else:
            limits = f"limits {last.lower[1]} and {last.upper[1]}"
            said.append(f"{span}: mean {last.mean[1]}, {limits}")
    return said


def segments(series: ControlSeries) -> tuple[tuple[ControlMark, ...], ...]:
    """Cut the marks where the chart is rebased; a rebase without a mark opens with the next."""
    found: list[tuple[ControlMark, ...]] = [()]
    marks = {mark.label: mark for mark in series.marks}
    for label in series.axis_labels:
        if label in series.rebased:
            found.append(())
        if label in marks:
            found[-1] = (*found[-1], marks[label])
    return tuple(stretch for stretch in found if stretch)


def control_table(series: ControlSeries) -> ChartTable:
    """Put a control chart into rows, one a period of the axis."""
    marks = {mark.label: mark for mark in series.marks}
    return ChartTable(
        headings=("Period", series.area, "Mean", "Lower limit", "Upper limit", "What it says"),
        rows=tuple(_row(label, marks.get(label)) for label in series.axis_labels),
    )


def _row(label: str, mark: ControlMark | None) -> tuple[str, ...]:
    if mark is None:
        return (label, NO_FIGURE, "", "", "", "")
    limits = (mark.mean, mark.lower, mark.upper)
    return (label, mark.text, *("" if each is None else each[1] for each in limits), mark.says)
