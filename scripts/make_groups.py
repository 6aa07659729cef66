"""Writes the figures of groups of people that examples/dorset-now has: observations/groups.csv.

They are read by Purbeck's own connectors from the publishers' files, in the folder ``data`` of the
folder that PURBECK_SHARED names. Dorset's alone: a gap is judged within an area.

PURBECK_SHARED=FOLDER python scripts/make_groups.py            write the file
PURBECK_SHARED=FOLDER python scripts/make_groups.py --check    fail where it differs
"""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from purbeck.methods.interval import count_of
from purbeck.model.errors import UsageError
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.contract import Request, SourceFile, Wanted
from purbeck.sources.fetching import Fetcher
from purbeck.sources.registry import CONNECTORS

FOLDER = Path(__file__).parents[1] / "examples" / "dorset-now" / "observations"
FILE = FOLDER / "groups.csv"
DORSET, DORSET_IN_LAIT = "E06000059", "838"
ENGLAND, ENGLAND_IN_LAIT = "E92000001", "970"
COLUMNS = (
    *("measure", "dimension", "group", "area", "period", "value", "numerator", "denominator"),
    *("status", "published", "note", "source"),
)

LAIT = "DfE, Local Authority Interactive Tool"
CARE = "DfE, Outcomes for children in need, including children looked after"
SCORECARD = "DfE, NEET scorecard by local authority, 2023"
_BY_CARE = {
    "in-need": "CINO at 31 March",
    "protection-plan": "CPPO at 31 March",
    "looked-after": "CLA 12 months at 31 March",
}

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One group of one measure, as a publisher's file has it."""

    measure: str
    dimension: str
    group: str
    key: str
    note: str = ""
    counts: tuple[str, str] = ("", "")
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    less_from: float | None = None
    """What the figure is taken from: of 100, for attendance out of absence."""


def _lait(measure: str, dimension: str, keys: Mapping[str, str]) -> list[Series]:
    return [
        Series(measure=measure, dimension=dimension, group=group, key=key)
        for group, key in keys.items()
    ]


OF_LAIT = [
    *_lait(
        "ready-for-school",
        "free-school-meals",
        {"eligible": "FSP_Gooddev_FSM", "other": "FSP_Gooddev_FSM_Other"},
    ),
    *_lait(
        "ready-for-school",
        "ethnicity",
        {
            "asian": "FSP_Gooddev_Asian",
            "black": "FSP_Gooddev_Black",
            "mixed": "FSP_Gooddev_Mixed",
            "white": "FSP_Gooddev_White",
        },
    ),
    *_lait(
        "key-stage-2-expected",
        "free-school-meals",
        {"eligible": "FSM_NEW_KS2_RWM", "other": "NonFSM_NEW_KS2_RWM"},
    ),
    *_lait(
        "key-stage-2-expected",
        "send",
        {
            "plan": "NEW_KS2_RWM_Sen_Withsta",
            "support": "NEW_KS2_RWM_Sen_W/Osta",
            "none": "NoID_SEN_NEW_KS2_RWM",
        },
    ),
    *_lait(
        "key-stage-2-expected",
        "ethnicity",
        {
            "asian": "KS2_NEW_Asian_RWM",
            "black": "KS2_NEW_Black_RWM",
            "mixed": "KS2_NEW_Mixed_RWM",
            "white": "KS2_NEW_White_RWM",
        },
    ),
]

OF_ATTENDANCE = [
    Series(
        measure="good-attendance",
        dimension="social-care",
        group=group,
        key="pt_overall",
        filters={
            "absence_terms": ("six half terms",),
            "social_care_group": (published,),
            "phase_type_grouping": ("Total",),
        },
        less_from=100.0,
        note=(
            "100 less overall absence. The counts of sessions are left out: those of one child "
            "hang together, so that they would make the figure surer than it is"
        ),
    )
    for group, published in _BY_CARE.items()
]

OF_KEY_STAGE_2 = [
    Series(
        measure="key-stage-2-expected",
        dimension="social-care",
        group=group,
        key="pt_rwm_met_expected_standard",
        counts=("t_rwm_met_expected_standard", "t_rwm_eligible_pupils"),
        filters={"social_care_group": (published,)},
    )
    for group, published in _BY_CARE.items()
]

BY_NEED = {"plan": "EHCP", "support": "SENDsupport", "none": "noSEN"}
UNSETTLED = {("ready-for-school", "2021-22"): "break"}
"""The profile was revised for that year: a new series, as it is for everybody."""


class Files:
    """The publishers' files, opened by the connectors that read them."""

    def __init__(self, shared: Path) -> None:
        self._data = shared / "data"

    def open(self, connector: str, at: str) -> SourceFile:
        """Open one file."""
        if not (self._data / at).is_file():
            raise UsageError(f"There is no {at} in {self._data}.")
        request = Request(source=connector, folder=self._data, at=at)
        with tempfile.TemporaryDirectory() as cache:
            fetcher = Fetcher(Path(cache), today=date(2026, 11, 24), offline=True)
            reader = CONNECTORS[connector]
            return reader.open(request, reader.fetch(request, fetcher))


def text_of(shared: Path) -> str:
    """Give the text of the file."""
    files = Files(shared)
    lait = files.open("dfe-lait", "lait/bds_long_0.parquet")
    absence = files.open("dfe-ees", "ees/absence_la.csv.gz")
    attainment = files.open("dfe-ees", "ees/ks2_la.csv")
    needs = files.open("dfe-neet", "neet/UD_NEETNK_LA_dashboard_2023_final.csv")
    rows = [
        *_rows(lait, OF_LAIT, DORSET_IN_LAIT, "2026-04-08", LAIT),
        *_rows(absence, OF_ATTENDANCE, DORSET, "2026-04-01", CARE),
        *_rows(attainment, OF_KEY_STAGE_2, DORSET, "2026-04-01", CARE),
        *_neet_or_not_known(lait),
        *_by_need(needs),
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _rows(
    file: SourceFile, wanted: Iterable[Series], area: str, published: str, source: str
) -> Iterator[Row]:
    for series in wanted:
        for period, figure in _figures(file, series, PeriodKind.ACADEMIC_YEAR, area):
            row = {
                "measure": series.measure,
                "dimension": series.dimension,
                "group": series.group,
                "area": DORSET,
                "period": period.label,
                "published": published,
                "source": source,
            }
            if figure["symbol"]:
                # What was not assessed in a year, as in the two of the pandemic, is no row.
                if figure["symbol"] == "c":
                    yield {**row, "status": "suppressed"}
                continue
            status = UNSETTLED.get((series.measure, period.label), "final")
            counts = (figure["numerator"], figure["denominator"])
            counted = None not in counts
            yield {
                **row,
                # Published are whole numbers; the counts say it more closely.
                "value": "" if counted else _number(_value(figure, series)),
                "numerator": _number(counts[0]) if counted else "",
                "denominator": _number(counts[1]) if counted else "",
                "status": status,
                "note": series.note,
            }


def _value(figure: Mapping[str, Any], series: Series) -> float:
    value = float(figure["value"])
    return value if series.less_from is None else round(series.less_from - value, 2)


def _figures(
    file: SourceFile, series: Series, kind: PeriodKind, area: str
) -> Iterator[tuple[Period, Mapping[str, Any]]]:
    asked = Wanted(
        measure=series.measure,
        key=series.key,
        kind=kind,
        numerator=series.counts[0],
        denominator=series.counts[1],
        filters=series.filters,
    )
    found = []
    for figure in file.rows([asked]).table.to_pylist():
        if figure["area_code"] == area:
            period = file.period(figure["period"], asked)
            assert isinstance(period, Period)
            found.append((period, figure))
    yield from sorted(found, key=lambda pair: pair[0].ordinal)


def _neet_or_not_known(lait: SourceFile) -> Iterator[Row]:
    """Give the figures of everybody, as the measure is in no [[source]] of the example."""
    series = Series(measure="neet-or-not-known", dimension="", group="", key="16-17_not known_NEET")
    for code, area in ((DORSET_IN_LAIT, DORSET), (ENGLAND_IN_LAIT, ENGLAND)):
        for period, figure in _figures(lait, series, PeriodKind.FINANCIAL_YEAR, code):
            if not figure["symbol"]:
                yield {
                    "measure": series.measure,
                    "area": area,
                    "period": period.label,
                    "value": _number(figure["value"]),
                    "status": "final",
                    "published": "2026-04-08",
                    "source": LAIT,
                }


def _by_need(needs: SourceFile) -> Iterator[Row]:
    """Work out the people behind the shares of the scorecard, which gives a cohort and shares."""

    def of(key: str) -> float:
        series = Series(measure="", dimension="", group="", key=key)
        ((_, figure),) = _figures(needs, series, PeriodKind.CALENDAR_YEAR, DORSET)
        return float(figure["value"])

    cohort = of("Cohort_DJFavg")
    for group, name in BY_NEED.items():
        share, value = of(f"cohort_{name}_percent"), of(f"NEET_NK_{name}_percent")
        people = round(cohort * share / 100)
        yield {
            "measure": "neet-or-not-known",
            "dimension": "send",
            "group": group,
            "area": DORSET,
            "period": "2022-23",
            "value": _number(value),
            "numerator": _number(float(count_of(value / 100, people))),
            "denominator": _number(people),
            "status": "estimated",
            "note": (
                f"Published is the share: {value}% of the {share}% of {cohort:.0f} young people "
                "that are in the group. The counts are worked out from these, to within five"
            ),
            "source": SCORECARD,
        }


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"


def main() -> int:
    """Write the file, or say whether it is as it would be written."""
    shared = os.environ.get("PURBECK_SHARED", "")
    if not shared:
        print("PURBECK_SHARED names no folder with the publishers' files.")
        return 2
    text = text_of(Path(shared))
    if "--check" in sys.argv[1:]:
        same = FILE.is_file() and FILE.read_text("utf-8") == text
        print(f"{FILE.name} {'is up to date' if same else 'differs'}.")
        return 0 if same else 1
    FILE.write_text(text, "utf-8", newline="\n")
    print(f"{FILE.name} written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
