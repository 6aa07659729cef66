"""Small areas: where it is worst, where it is worsening, and rural against urban."""

from __future__ import annotations

from typing import Any

import numpy as np

from purbeck.assess import place_pooling, rural_urban
from purbeck.assess.place import RULE, TREND_RULE, place_standing, place_trends
from purbeck.assess.place_pooling import pooled
from purbeck.model.area import Setting
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure, panel

title = "Small areas"
rules = (RULE, TREND_RULE, place_pooling.RULE, rural_urban.RULE)

LOW = measure(unit="percentage", polarity="lower")


def judged(table: str, most_years: int = 1, **of: Any) -> Judged:
    return judge(
        measure(**{"polarity": "lower", **of}),
        table,
        lambda drawn: place_standing(drawn, DEFAULT_POLICY, most_years).findings,
        f"At most {most_years} years taken together." if most_years > 1 else "",
    )


WARDS = """
    area   | 2016-17
    Ash    | 30/100
    Birch  | 22/100
    Cedar  | 10/100
    Dene   | 11/100
    Elm    | 9/100
    Fern   | 10/100
    Gorse  | 12/100
    Heath  | 8/100
    Ivy    | 10/100
    Juniper| 2/100
    Small  | 1/4
    Hidden | c
    Other  | 12.0
    """


def test_outside_the_limits_a_place_is_worse_or_better() -> None:
    """With the spread allowed for, of 100 against 12%, 30 is worse, 2 better, 22 similar."""
    assert judged(WARDS).verdicts == {
        "Ash": "worse",
        "Birch": "similar",
        "Cedar": "similar",
        "Dene": "similar",
        "Elm": "similar",
        "Fern": "similar",
        "Gorse": "similar",
        "Heath": "similar",
        "Ivy": "similar",
        "Juniper": "better",
        "Small": "similar",
        "Hidden": "cannot be assessed",
        "Other": "cannot be assessed",
    }


def test_a_place_stands_out_only_though_so_many_were_looked_at() -> None:
    """Of eleven places two lie outside; of these Juniper does not stand out, as Ash does."""
    found = judged(WARDS).found

    standing_out = {name for name, f in found.items() if f.evidence.get("stands_out") == 1.0}
    assert standing_out == {"Ash"}
    assert found["Ash"].evidence["areas"] == 11


def test_why_a_place_has_no_verdict() -> None:
    """A hidden figure is hidden, and one without counts has no denominator."""
    reasons = judged(WARDS).reasons

    assert reasons["Hidden"] == "suppressed"
    assert reasons["Other"] == "no-denominator"


def test_fewer_than_ten_places_make_no_funnel() -> None:
    """Of nine places with counts none is placed, and of figures that are no shares none either."""
    nine = "\n".join(WARDS.splitlines()[:11])
    days = "area | 2016-17\n" + "\n".join(f"W{n} | {n}" for n in range(12))

    assert set(judged(nine).reasons.values()) == {"too-few-for-funnel"}
    assert set(judged(days, unit="days").reasons.values()) == {"not-for-this-kind"}


def test_a_place_with_most_of_the_people_is_not_held_against_itself() -> None:
    """With more than half of all people the average is its own."""
    table = "area | 2016-17\nTown | 300/3000\n" + "\n".join(f"W{n} | 10/100" for n in range(12))

    assert judged(table).reasons["Town"] == "compared-with-itself"


def test_the_figure_drawn_in_stands_beside_the_one_as_counted() -> None:
    """Ash keeps 30% as counted, and is drawn to a lower figure; both are given."""
    evidence = judged(WARDS).found["Ash"].evidence

    assert evidence["figure"] == 30.0
    assert evidence["average"] < evidence["shrunken"] < 30.0
    assert evidence["shrunken_lower"] < evidence["shrunken"] < evidence["shrunken_upper"]


# Twelve wards of 50 people, in which about five a year are counted.
YEARS = "area | 2014-15 | 2015-16 | 2016-17 | 2017-18 | 2018-19\n" + "\n".join(
    f"W{n} | 5/50 | 4/50 | 6/50 | 5/50 | {4 + n % 3}/50" for n in range(12)
)


def test_as_few_years_are_pooled_as_give_twenty_events() -> None:
    """Five a year need four years for twenty; where three are allowed, three are taken."""
    drawn = panel(LOW, YEARS)
    periods = {most: pooled(drawn, most).periods for most in (1, 3, 5)}
    four = pooled(drawn, 5)

    assert periods == {1: 1, 3: 3, 5: 4}
    assert (four.count[0], four.total[0]) == (19.0, 200.0)


def test_no_sum_reaches_across_a_break_or_a_gap() -> None:
    """A ward that lacks a year, or began anew in one, has no pooled figure and says why."""
    spoilt = YEARS.replace("W3 | 5/50 | 4/50 | 6/50", "W3 | 5/50 | 4/50 | -")
    spoilt = spoilt.replace("W4 | 5/50 | 4/50 | 6/50", "W4 | 5/50 | 4/50 | 6/50 ")
    spoilt = spoilt.replace("W5 | 5/50 | 4/50 | 6/50 | 5/50", "W5 | 5/50 | 4/50 | 6/50 | 5/50b")
    reasons = judged(spoilt, most_years=5).reasons

    assert (reasons["W3"], reasons["W5"]) == ("gap-in-pool", "gap-in-pool")
    assert reasons["W4"] == "no-evidence"


def test_a_trend_stands_only_though_so_many_were_tested() -> None:
    """A ward that rises every year stands out among twenty; one that just passes does not."""
    years = [f"20{n}-{n + 1}" for n in range(10, 18)]
    rows = [
        f"W{n} | " + " | ".join(f"{20 + (n * 3 + y * 5) % 4}/200" for y in range(8))
        for n in range(19)
    ]
    rising = "Up | " + " | ".join(f"{20 + 6 * y}/200" for y in range(8))
    faint = "Faint | " + " | ".join(f"{n}/200" for n in (16, 19, 20, 24, 19, 26, 28, 30))
    table = "\n".join(["area | " + " | ".join(years), *rows, rising, faint])
    found = place_trends(panel(LOW, table), DEFAULT_POLICY)

    told = {name: found.at(row) for row, name in enumerate(panel(LOW, table).areas)}
    assert told["Up"].verdict.value == "worsening"
    assert told["Up"].evidence["stands_out"] == 1.0
    assert told["Faint"].verdict.value == "worsening"
    assert told["Faint"].evidence["stands_out"] == 0.0


SETTINGS = [Setting.RURAL] * 6 + [Setting.URBAN] * 6
APART = "area | 2016-17\n" + "\n".join(
    f"W{n} | {(5 if n < 6 else 15) + n % 3}/100" for n in range(12)
)


def gap(table: str, settings: list[Setting | None], **of: Any) -> Any:
    drawn = panel(measure(**{"polarity": "lower", **of}), table)
    return rural_urban.rural_urban(drawn, pooled(drawn, 1), settings).at(0)


def test_rural_places_fare_better_where_less_is_better() -> None:
    """6% against 16% of urban places, where lower is better, is better by 10 points."""
    found = gap(APART, list(SETTINGS))

    assert found.verdict.value == "better"
    assert round(found.evidence["difference"], 6) == -10.0
    assert found.evidence["upper"] < 0


def test_four_of_a_setting_are_too_few() -> None:
    """With four rural places, or none declared, rural and urban are not set against each other."""
    four: list[Setting | None] = [Setting.RURAL] * 4 + [None] * 2 + [Setting.URBAN] * 6

    assert gap(APART, four).reason.value == "too-few-of-a-setting"
    assert gap(APART, [None] * 12).reason.value == "too-few-of-a-setting"


def test_without_counts_places_count_alike_and_that_is_said() -> None:
    """Of shares without counts the plain means are compared, with a caveat."""
    table = "area | 2016-17\n" + "\n".join(f"W{n} | {10 + n}.0" for n in range(12))
    found = gap(table, list(SETTINGS))

    assert found.evidence["difference"] == -6.0
    assert [caveat.value for caveat in found.caveats] == ["areas-count-alike"]


def test_an_empty_panel_says_that_there_is_no_figure() -> None:
    """Where nothing was ever published there is no place, no trend and no gap, and no error."""
    drawn = panel(LOW, "area | 2016-17\nAsh | -\nBirch | -")
    found = place_standing(drawn, DEFAULT_POLICY, 5)

    assert found.findings.at(0).reason.value == "no-figure"
    assert np.isnan(found.findings.evidence["figure"]).all()
    assert place_trends(drawn, DEFAULT_POLICY).at(1).verdict.value == "cannot be assessed"
