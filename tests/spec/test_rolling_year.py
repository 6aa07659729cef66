"""Twelve months taken together, and never a mean of percentages."""

from __future__ import annotations

from typing import Any

import numpy as np

from purbeck.assess.statistical.rolling_year import RULE, rolling_figures, rolling_year
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure, panel

title = "Rolling year"
rules = (RULE,)

QUARTERS = {"unit": "days", "polarity": "lower", "period": "financial_quarter"}


def judged(table: str, **of: Any) -> Judged:
    of = {**QUARTERS, **of}
    return judge(measure(**of), table, lambda drawn: rolling_year(drawn, DEFAULT_POLICY))


FIVE_YEARS = "area | " + " | ".join(
    f"Q{q} {y}-{y - 1999}" for y in range(2013, 2018) for q in "1234"
)


def five_years(**rows: list[float]) -> str:
    drawn = [f"{name} | " + " | ".join(f"{x:g}" for x in row) for name, row in rows.items()]
    return "\n".join([FIVE_YEARS, *drawn])


def test_days_are_added_up_and_held_against_the_year_before() -> None:
    """Four quarters are one year, and the four before them are another, which shares none."""
    found = judged(
        """
        area   | Q1 2016 | Q2 2016 | Q3 2016 | Q4 2016 | Q1 2017 | Q2 2017 | Q3 2017 | Q4 2017
        Dorset | 10      | 20      | 30      | 40      | 1       | 2       | 3       | 4
        """,
        period="calendar_quarter",
    )

    assert found.evidence("latest") == {"Dorset": 10.0}
    assert found.evidence("earlier") == {"Dorset": 100.0}
    assert found.evidence("change") == {"Dorset": -90.0}
    assert found.reasons == {"Dorset": "too-few-points"}


def test_percentages_are_never_averaged() -> None:
    """A share of a year is all its cases over all its people; without counts there is none."""
    found = judged(
        """
        area    | Q1 2017-18 | Q2 2017-18 | Q3 2017-18 | Q4 2017-18
        Counted | 1/10       | 1/10       | 90/100     | 1/10
        Shares  | 10         | 10         | 90         | 10
        """,
        unit="percentage",
    )

    assert found.evidence("latest") == {"Counted": 71.54, "Shares": None}
    assert found.reasons == {"Counted": "too-few-points", "Shares": "parts-do-not-add-up"}


def test_a_year_is_whole_and_of_one_series() -> None:
    """No year reaches across a gap or a break; the quarter that opens a series may open a year."""
    found = judged(
        """
        area    | Q1 2016-17 | Q2 2016-17 | Q3 2016-17 | Q4 2016-17 | Q1 2017-18
        Whole   | -          | 1          | 2          | 3          | 4
        Gap     | 9          | 1          | -          | 3          | 4
        Hidden  | 9          | 1          | c          | 3          | 4
        Broken  | 9          | 1          | 2          | 3b         | 4
        Opens   | 9          | 1b         | 2          | 3          | 4
        Awaited | 1          | 2          | 3          | 4          | w
        Missing | 1          | 2          | 3          | 4          | x
        Short   | -          | -          | 1          | 2          | 3
        """
    )

    assert found.evidence("latest") == {
        "Whole": 10.0,
        "Gap": None,
        "Hidden": None,
        "Broken": None,
        "Opens": 10.0,
        "Awaited": 10.0,
        "Missing": None,
        "Short": None,
    }
    assert found.reasons == {
        "Whole": "too-few-points",
        "Gap": "incomplete-year",
        "Hidden": "incomplete-year",
        "Broken": "break-in-series",
        "Opens": "too-few-points",
        "Awaited": "too-few-points",
        "Missing": "not-collected",
        "Short": "incomplete-year",
    }


def test_a_trend_is_tested_on_the_parts_against_their_own_season() -> None:
    """A season that repeats is no trend, and a fall beneath it is one, in days a year."""
    season = [50.0, 90.0, 70.0, 10.0] * 5
    wobble = [0.0, 2.0, 1.0, 0.0, 2.0, 0.0, 0.0, 2.0, 1.0, 1.0] * 2
    table = five_years(
        Level=[s + w for s, w in zip(season, wobble, strict=True)],
        Falling=[s - 0.5 * n for n, s in enumerate(season)],
        Rising=[s + 0.5 * n for n, s in enumerate(season)],
        Still=season,
    )

    found = judged(table)

    assert found.verdicts == {
        "Level": "no evidence of a trend",
        "Falling": "improving",
        "Rising": "worsening",
        "Still": "cannot be assessed",
    }
    assert found.evidence("slope").items() >= {"Falling": -8.0, "Rising": 8.0}.items()
    assert found.reasons["Still"] == "no-variation"
    assert judged(table, polarity="neither").verdicts["Falling"] == "falling"


def test_a_number_on_a_day_is_not_added_up() -> None:
    """A caseload, declared not to add up, has no year; pounds that are declared to have one."""
    table = """
        area   | Q1 2017-18 | Q2 2017-18 | Q3 2017-18 | Q4 2017-18
        Dorset | 10         | 20         | -30        | 40
        """
    caseload = judged(table.replace("-30", "30"), unit="count", adds_up=False)

    assert caseload.reasons == {"Dorset": "parts-do-not-add-up"}
    assert judged(table, unit="pounds").reasons == {"Dorset": "parts-do-not-add-up"}
    assert judged(table, unit="pounds", adds_up=True).evidence("latest") == {"Dorset": 40.0}


def test_years_and_rolling_years_are_not_rolled() -> None:
    """What is a year already, alone or overlapping with the next, is not added up."""
    yearly = judged("area | 2016-17 | 2017-18\nDorset | 1 | 2", period="financial_year")
    rolling = judged(
        "area | 12 months to Aug 2018 | 12 months to Sep 2018\nDorset | 1 | 2",
        period="rolling_year",
    )

    assert yearly.reasons == {"Dorset": "not-for-this-kind"}
    assert rolling.reasons == {"Dorset": "not-for-this-kind"}


def test_the_series_of_years_has_one_for_each_part_that_closes_one() -> None:
    """The fourth quarter closes the first year, and each quarter after it another."""
    of = measure(unit="days", polarity="lower", period="financial_quarter")
    drawn = panel(
        of,
        """
        area   | Q1 2017-18 | Q2 2017-18 | Q3 2017-18 | Q4 2017-18 | Q1 2018-19
        Dorset | 1          | 2          | 3          | 4          | 5
        """,
    )

    years = rolling_figures(drawn)

    assert np.isnan(years[0, :3]).all()
    assert years[0, 3:].tolist() == [10.0, 14.0]


def test_a_panel_without_periods_or_figures_is_answered() -> None:
    """No period, or none with a figure, cannot be assessed, and nothing fails."""
    nothing = judged("area\nDorset")
    awaited = judged("area | Q1 2017-18\nDorset | w\nPoole | -")

    assert nothing.reasons == {"Dorset": "no-figure"}
    assert awaited.reasons == {"Dorset": "not-yet-due", "Poole": "no-figure"}
