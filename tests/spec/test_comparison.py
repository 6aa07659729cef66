"""The council's own comparison: the latest figure against a comparator's."""

from __future__ import annotations

from typing import Any

import pytest

from purbeck.assess.benchmark import Benchmark, benchmark_of
from purbeck.assess.comparison import comparison
from purbeck.assess.finding import Finding
from purbeck.assess.latest import latest_of
from purbeck.assess.reason import Caveat
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.target import Target
from purbeck.model.verdict import ComparisonVerdict
from purbeck.panel import Panel
from tests.spec.drawn import measure, panel

title = "Comparison"

ENGLAND = Comparator(id="england", label="England", kind=ComparatorKind.AREA, area="England")
TARGET = Comparator(id="target", label="Target", kind=ComparatorKind.TARGET)
NEIGHBOURS = Comparator(
    id="neighbours", label="Neighbours", kind=ComparatorKind.GROUP_MEAN, group="neighbours"
)


def found(
    drawn: Panel,
    comparator: Comparator = ENGLAND,
    series: Panel | None = None,
    members: tuple[str, ...] = (),
) -> tuple[dict[str, Finding[ComparisonVerdict]], Benchmark]:
    at = latest_of(drawn)
    benchmark = benchmark_of(comparator, drawn, at.latest, series or drawn, members)
    findings = comparison(drawn, benchmark, DEFAULT_POLICY)
    return {area: findings.at(row) for row, area in enumerate(drawn.areas)}, benchmark


def verdicts(table: str, comparator: Comparator = ENGLAND, **more: Any) -> dict[str, str]:
    members = more.pop("members", ())
    findings, _ = found(panel(measure(**more), table), comparator, members=members)
    return {area: finding.verdict.value for area, finding in findings.items()}


def test_a_difference_within_the_band_is_similar() -> None:
    """A difference of exactly the similar band is similar; the least bit more is not."""
    findings = verdicts(
        """
        area       | 2016-17
        England    | 60.0
        Half above | 60.5
        Above      | 60.51
        Half below | 59.5
        Below      | 59.49
        Equal      | 60.0
        """
    )

    assert findings == {
        "England": "cannot be assessed",
        "Half above": "similar",
        "Above": "better",
        "Half below": "similar",
        "Below": "worse",
        "Equal": "similar",
    }


def test_where_lower_is_better_below_is_better() -> None:
    """Polarity turns the comparison round."""
    findings = verdicts(
        """
        area    | 2016-17
        England | 60
        Above   | 70
        Below   | 50
        """,
        polarity="lower",
    )

    assert findings["Above"] == "worse"
    assert findings["Below"] == "better"


def test_an_area_is_not_compared_with_itself() -> None:
    """England against England is no comparison."""
    findings, _ = found(panel(measure(), "area | 2016-17\nEngland | 60\nDorset | 61"))

    assert findings["England"].reason.value == "compared-with-itself"


def test_an_older_comparator_says_that_it_is_older() -> None:
    """Where the comparator has no figure for the period, its newest before that is used."""
    drawn = panel(
        measure(),
        """
        area    | 2014-15 | 2015-16 | 2016-17
        England | 58      | 60      | -
        Dorset  | 60      | 61      | 62
        """,
    )
    findings, benchmark = found(drawn)

    assert findings["Dorset"].verdict.value == "better"
    assert findings["Dorset"].caveats == (Caveat.COMPARATOR_OLDER,)
    assert findings["Dorset"].evidence["months_behind"] == 12
    assert benchmark.value[1] == 60


def test_a_comparator_from_after_the_local_figure_is_not_used() -> None:
    """A newer comparator would hold the area against a time that it has not reached."""
    drawn = panel(
        measure(),
        """
        area    | 2015-16 | 2016-17
        England | 60      | 90
        Dorset  | 61      | -
        """,
    )
    findings, benchmark = found(drawn)

    assert findings["Dorset"].verdict.value == "better"
    assert benchmark.value[1] == 60


def test_the_seed_comparison_of_a_quarter_with_an_older_year() -> None:
    """The comparison of 2018 comes out as it was made, and says all that is amiss with it."""
    local = panel(
        measure(period="financial_quarter"),
        """
        area   | Q4 2017-18 | Q1 2018-19
        Dorset | 97.6       | 99.8
        """,
    )
    yearly = panel(
        measure(period="financial_year", id="ascof"),
        """
        area    | 2015-16 | 2016-17
        England | 86.9    | 89.4
        """,
    )
    held = Comparator(
        id="england",
        label="England",
        kind=ComparatorKind.AREA,
        area="England",
        series="ascof",
        period=Period.parse("2015-16", PeriodKind.FINANCIAL_YEAR),
    )
    findings, benchmark = found(local, held, yearly)

    assert findings["Dorset"].verdict.value == "better"
    assert findings["Dorset"].evidence["months_behind"] == 27
    assert findings["Dorset"].caveats == (
        Caveat.COMPARATOR_OLDER,
        Caveat.COMPARATOR_OTHER_KIND,
        Caveat.NEWER_COMPARATOR_KNOWN,
    )
    assert benchmark.value[0] == 86.9


def test_a_group_is_the_mean_of_the_others() -> None:
    """The area that is compared is left out of its own group."""
    drawn = panel(
        measure(),
        """
        area   | 2016-17
        Dorset | 95.1
        Devon  | 95.0
        Poole  | 96.0
        """,
    )
    _, benchmark = found(drawn, NEIGHBOURS, members=("Dorset", "Devon", "Poole"))

    assert benchmark.value.tolist() == pytest.approx([95.5, 95.55, 95.05])
    assert benchmark.members.tolist() == [2, 2, 2]


def test_half_a_group_stands_for_it_and_less_does_not() -> None:
    """The mean of exactly half the group is used, with a caveat; that of fewer is not."""
    drawn = panel(
        measure(),
        """
        area | 2015-16 | 2016-17
        Here | 60      | 60
        A    | 50      | -
        B    | 50      | 70
        C    | -       | -
        D    | -       | -
        """,
    )
    findings, benchmark = found(drawn, NEIGHBOURS, members=("A", "B", "C", "D"))

    assert benchmark.value[0] == 50
    assert findings["Here"].verdict.value == "better"
    assert set(findings["Here"].caveats) == {Caveat.COMPARATOR_OLDER, Caveat.GROUP_INCOMPLETE}


def test_too_few_of_a_group_give_no_verdict() -> None:
    """A quarter of a group is not the group."""
    findings, _ = found(
        panel(measure(), "area | 2016-17\nHere | 60\nA | 50\nB | -\nC | -\nD | -"),
        NEIGHBOURS,
        members=("A", "B", "C", "D"),
    )

    assert findings["Here"].reason.value == "too-few-in-group"


def test_a_target_need_only_be_reached() -> None:
    """Exactly the target is met; within the tolerance, its edge included, is near."""
    years = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)
    findings = verdicts(
        """
        area     | 2016-17
        Passed   | 97.5
        Reached  | 97.0
        Just     | 96.5
        Short    | 96.4
        """,
        TARGET,
        target=Target(steps=((years, 97.0),), tolerance=0.5),
    )

    assert findings == {
        "Passed": "better",
        "Reached": "better",
        "Just": "similar",
        "Short": "worse",
    }


def test_a_period_before_the_first_step_has_no_target() -> None:
    """A target set for later is not held against an earlier figure."""
    later = Period.parse("2018-19", PeriodKind.ACADEMIC_YEAR)
    drawn = panel(measure(target=Target(steps=((later, 97.0),))), "area | 2016-17\nHere | 90")
    findings, _ = found(drawn, TARGET)

    assert findings["Here"].reason.value == "no-target"


def test_a_seasonal_target_is_the_year_in_its_parts() -> None:
    """A quarter is held to its own share of the yearly target."""
    year = Period.parse("2018-19", PeriodKind.FINANCIAL_YEAR)
    target = Target(steps=((year, 20000.0),), profile=(0.22, 0.25, 0.28, 0.25))
    drawn = panel(
        measure(unit="days", polarity="lower", period="financial_quarter", target=target),
        """
        area    | Q1 2018-19 | Q3 2018-19
        Spring  | 4400       | -
        Winter  | -          | 5600
        Too far | -          | 5601
        """,
    )
    findings, _ = found(drawn, TARGET)

    assert {area: f.verdict.value for area, f in findings.items()} == {
        "Spring": "better",
        "Winter": "better",
        "Too far": "worse",
    }


def test_an_earlier_period_of_its_own_can_be_the_comparator() -> None:
    """The same quarter last year is four steps back; being older is the point of it."""
    back = Comparator(
        id="last-year", label="Last year", kind=ComparatorKind.EARLIER_PERIOD, steps_back=4
    )
    drawn = panel(
        measure(unit="days", polarity="lower", period="financial_quarter"),
        """
        area   | Q1 2017-18 | Q2 2017-18 | Q3 2017-18 | Q4 2017-18 | Q1 2018-19
        Dorset | 5606       | 6404       | 5639       | 5776       | 4551
        """,
    )
    findings, benchmark = found(drawn, back)

    assert benchmark.value[0] == 5606
    assert findings["Dorset"].verdict.value == "better"
    assert findings["Dorset"].caveats == ()


def test_no_figure_on_either_side_gives_no_verdict() -> None:
    """Without a local figure or a comparator's, there is nothing to compare, and it says which."""
    drawn = panel(measure(), "area | 2016-17\nEngland | c\nDorset | 60\nDevon | c")
    findings, _ = found(drawn)

    assert findings["Dorset"].reason.value == "no-comparator-figure"
    assert findings["Devon"].reason.value == "suppressed"
