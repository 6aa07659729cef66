"""What the charts of counts and of runs, the funnel and the gap say in words."""

from __future__ import annotations

from typing import Any

from purbeck.assess.assessment import Assessment
from purbeck.engine import assess
from purbeck.model.area import Area, AreaGroup
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.publish.statistics_fields import statistics_fields
from purbeck.publish.wording.counted import (
    counts_chart_sentence,
    funnel_sentence,
    gap_sentence,
    run_chart_sentence,
)
from purbeck.publish.wording.evidence import evidence_sentences, standing_sentence
from tests.spec.drawn import measure, observations

DEVON = Comparator(id="devon", label="Devon", kind=ComparatorKind.AREA, area="Devon")
NEIGHBOURS = Comparator(
    id="neighbours", label="Neighbours", kind=ComparatorKind.GROUP_MEAN, group="neighbours"
)
OTHERS = ("Bath", "Devon", "Exeter", "Frome", "Poole", "Truro", "Wells", "Yeovil", "Taunton")


def assessed(table: str, *comparators: Comparator) -> Assessment:
    """Assess the first area of a drawn table of shares by year, which is Dorset."""
    indicator: Any = measure(
        period="calendar_year", comparators=comparators, decimals=1, number="01"
    )
    framework = Framework(
        organisation=Organisation(name="Dorset", area="Dorset"),
        report=ReportSettings(title="Report", on=Period(PeriodKind.CALENDAR_YEAR, 2018).last_day),
        outcomes=(Outcome(id="outcome", name="Outcome", indicators=(indicator,)),),
        areas=tuple(Area(name, name) for name in ("Dorset", *OTHERS)),
        groups=(AreaGroup("neighbours", "Neighbours", OTHERS),),
    )
    return assess(framework, DEFAULT_POLICY, list(observations(indicator, table)))[0]


def words(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


YEARS = "area | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017"
CALM = "250/500 | 255/500 | 248/500 | 253/500 | 250/500 | 256/500 | 247/500 | 253/500"


def test_a_chart_of_counts_says_how_much_periods_vary() -> None:
    """Within the limits, it says how little it would have seen; outside them, which way."""
    within = assessed(f"{YEARS}\nDorset | {CALM} | 30/50")
    outside = assessed(f"{YEARS}\nDorset | {CALM} | 300/500")

    assert words(counts_chart_sentence(within.statistics.counts_chart, within.measure)) == (
        "By limits that follow the counts (38.8% to 62.0%, on trial limits) the latest figure "
        "lies within ordinary variation; periods vary 0.5 times as much as chance alone would "
        "have them. A jump of three standard deviations would have been seen in 20 cases of 100."
    )
    assert words(counts_chart_sentence(outside.statistics.counts_chart, outside.measure)) == (
        "By limits that follow the counts (45.5% to 57.2%, on trial limits) the latest figure "
        "stands out for the better; periods vary 0.9 times as much as chance alone would have "
        "them."
    )


def test_the_report_tells_of_a_chart_of_counts_only_where_it_says_otherwise() -> None:
    """Few people in the last year: the XmR chart sees a jump, and the chart of counts none."""
    otherwise = evidence_sentences(assessed(f"{YEARS}\nDorset | {CALM} | 30/50"))
    alike = evidence_sentences(assessed(f"{YEARS}\nDorset | {CALM} | 300/500"))

    assert [said for said in otherwise if "follow the counts" in said] != []
    assert [said for said in alike if "follow the counts" in said] == []


TWELVE = (
    "area | 2006 | 2007 | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017\n"
)


def test_a_run_chart_says_what_it_counts_and_never_that_all_is_well() -> None:
    """A sign is given with its numbers, and none with how little it would have seen."""
    step = assessed(f"{TWELVE}Dorset | 50 | 51 | 49 | 50 | 51 | 50 | 54 | 55 | 53 | 54 | 55 | 54")
    fro = assessed(f"{TWELVE}Dorset | 50 | 52 | 49 | 51 | 50 | 53 | 48 | 51 | 50 | 52 | 49 | 51")
    short = assessed("area | 2016 | 2017\nDorset | 50 | 52")

    assert run_chart_sentence(step.statistics.run_chart) == (
        "A run chart shows a shift or a drift: the median is crossed once, where chance seldom "
        "gives fewer than 3."
    )
    assert run_chart_sentence(fro.statistics.run_chart) == (
        "A run chart shows no sign of a shift or a drift in 12 figures. A shift of two standard "
        "deviations half-way would have been seen in 32 cases of 100."
    )
    assert run_chart_sentence(short.statistics.run_chart) == (
        "A run chart needs ten figures off their median, and there are 2."
    )


def test_a_gap_is_told_as_a_difference_and_a_ratio() -> None:
    """With counts it has an interval; without them, what chance makes of it is not told."""
    apart = assessed("area | 2017\nDorset | 450/1000\nDevon | 620/1000", DEVON)
    close = assessed("area | 2017\nDorset | 600/1000\nDevon | 620/1000", DEVON)
    bare = assessed("area | 2017\nDorset | 45\nDevon | 62", DEVON)

    assert words(gap_sentence(apart.comparators[0], apart.measure)) == (
        "17.0 percentage points below Devon, 12.7 to 21.3 percentage points "
        "with the chance in both counted; 0.73 times its figure (0.67 to 0.79). That is worse by "
        "more than chance would give."
    )
    assert words(gap_sentence(close.comparators[0], close.measure)) == (
        "2.0 percentage points below Devon, 6.3 below to 2.3 percentage points above "
        "with the chance in both counted; 0.97 times its figure (0.90 to 1.04). Chance may "
        "part the two so far."
    )
    assert words(gap_sentence(bare.comparators[0], bare.measure)) == (
        "17.0 percentage points below Devon; 0.73 times its figure. What chance makes of it "
        "cannot be told: neither counts nor published intervals of both are known."
    )


def test_a_place_that_chance_leaves_no_room_for_is_one_number() -> None:
    """Where chance allows one place alone, no range is told; else from the best to the worst."""
    shares = (100, 200, 300, 400, 500, 600, 700, 800, 900)

    def place(denominator: int) -> str:
        rows = "\n".join(
            f"{name} | {count * denominator // 1000}/{denominator}"
            for name, count in zip(OTHERS, shares, strict=True)
        )
        own = 850 * denominator // 1000
        found = assessed(f"area | 2017\nDorset | {own}/{denominator}\n{rows}", NEIGHBOURS)
        return words(standing_sentence(found.comparators[0]))

    assert place(100_000) == (
        "In the best quarter among neighbours: 2 of 10, 1 being the best; chance allows 2."
    )
    assert place(100) == (
        "In the best quarter among neighbours: 2 of 10, 1 being the best; chance allows 1 to 3."
    )


def test_a_funnel_is_told_with_its_limits_and_the_spread() -> None:
    """Outside, it names the level; where areas differ by themselves, it says what is allowed."""
    alike = (500, 505, 495, 510, 490, 500, 505, 495, 440)
    apart = (450, 550, 470, 530, 440, 560, 480, 520, 380)

    def funnel(shares: tuple[int, ...]) -> str:
        rows = "\n".join(
            f"{name} | {count}/1000" for name, count in zip(OTHERS, shares, strict=True)
        )
        found = assessed(f"area | 2017\nDorset | 560/1000\n{rows}", NEIGHBOURS)
        return words(funnel_sentence(found.comparators[0], found.measure))

    assert funnel(alike) == (
        "On a funnel of 10 areas, neighbours, it is much better: outside the 99.8% limits (45.1% "
        "to 54.9%) about what all come to together, 50.0%."
    )
    assert funnel(apart) == (
        "On a funnel of 10 areas, neighbours, it lies within the limits (39.5% to 59.3%) about "
        "what all come to together, 49.4%; the limits allow for the spread between them."
    )


def test_the_json_has_each_of_them() -> None:
    """The record of a measure has its gaps and funnels by comparator, and both charts."""
    found = assessed("area | 2017\nDorset | 450/1000\nDevon | 620/1000", DEVON, NEIGHBOURS)
    fields: Any = statistics_fields(found)

    assert [(each["id"], each["verdict"]) for each in fields["gaps"]] == [
        ("devon", "worse"),
        ("neighbours", "cannot be assessed"),
    ]
    assert [(each["id"], each["reason"]) for each in fields["funnel"]] == [
        ("neighbours", "too-few-for-funnel")
    ]
    assert fields["variation_of_counts"]["reason"] == "too-few-points"
    assert fields["run_chart"]["reason"] == "too-few-points"
