"""The council's own comparison: the latest figure against a comparator's."""

from __future__ import annotations

from typing import Any

from purbeck.assess.benchmark import benchmark_of
from purbeck.assess.comparison import RULE, TARGET_RULE, comparison
from purbeck.assess.finding import Findings
from purbeck.assess.latest import latest_of
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.target import Target
from purbeck.model.verdict import ComparisonVerdict
from purbeck.panel import Panel
from tests.spec.answers import Answers, Judged, judge
from tests.spec.drawn import measure, panel

title = "Comparison"
rules = (RULE, TARGET_RULE)

ENGLAND = Comparator(id="england", label="England", kind=ComparatorKind.AREA, area="England")
TARGET = Comparator(id="target", label="Target", kind=ComparatorKind.TARGET)
NEIGHBOURS = Comparator(
    id="neighbours", label="Neighbours", kind=ComparatorKind.GROUP_MEAN, group="neighbours"
)


def judged(
    table: str,
    comparator: Comparator = ENGLAND,
    members: tuple[str, ...] = (),
    series: Panel | None = None,
    given: str = "",
    **of: Any,
) -> Judged:
    def rule(drawn: Panel) -> Findings[ComparisonVerdict]:
        at = latest_of(drawn)
        benchmark = benchmark_of(comparator, drawn, at.latest, series or drawn, members)
        return comparison(drawn, benchmark, DEFAULT_POLICY)

    told = f"Comparator: the mean of {', '.join(members)}." if members else ""
    return judge(measure(**of), table, rule, given or told or f"Comparator: {comparator.label}.")


def verdicts(table: str, comparator: Comparator = ENGLAND, **of: Any) -> Answers:
    return judged(table, comparator, **of).verdicts


def test_a_difference_within_the_band_is_similar() -> None:
    """A difference of exactly the similar band is similar; the least bit more is not."""
    found = verdicts(
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

    assert found == {
        "England": "cannot be assessed",
        "Half above": "similar",
        "Above": "better",
        "Half below": "similar",
        "Below": "worse",
        "Equal": "similar",
    }


def test_where_lower_is_better_below_is_better() -> None:
    """Polarity turns the comparison round."""
    found = judged(
        """
        area    | 2016-17
        England | 60
        Above   | 70
        Below   | 50
        """,
        polarity="lower",
    )

    assert found.only("Above", "Below").verdicts == {"Above": "worse", "Below": "better"}


def test_an_area_is_not_compared_with_itself() -> None:
    """England against England is no comparison."""
    found = judged("area | 2016-17\nEngland | 60\nDorset | 61")

    assert found.only("England").reasons == {"England": "compared-with-itself"}


def test_an_older_comparator_says_that_it_is_older() -> None:
    """Where the comparator has no figure for the period, its newest before that is used."""
    found = judged(
        """
        area    | 2014-15 | 2015-16 | 2016-17
        England | 58      | 60      | -
        Dorset  | 60      | 61      | 62
        """
    ).only("Dorset")

    assert found.verdicts == {"Dorset": "better"}
    assert found.caveats == {"Dorset": "comparator-older"}
    assert found.evidence("months_behind", 0) == {"Dorset": 12}
    assert found.evidence("comparator") == {"Dorset": 60.0}


def test_a_comparator_from_after_the_local_figure_is_not_used() -> None:
    """A newer comparator would hold the area against a time that it has not reached."""
    found = judged(
        """
        area    | 2015-16 | 2016-17
        England | 60      | 90
        Dorset  | 61      | -
        """
    ).only("Dorset")

    assert found.verdicts == {"Dorset": "better"}
    assert found.evidence("comparator") == {"Dorset": 60.0}


def test_the_seed_comparison_of_a_quarter_with_an_older_year() -> None:
    """The comparison of 2018 comes out as it was made, and says all that is amiss with it."""
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
    found = judged(
        """
        area   | Q4 2017-18 | Q1 2018-19
        Dorset | 97.6       | 99.8
        """,
        held,
        series=yearly,
        given="Comparator: England in the year 2015-16, 86.9; in 2016-17 it had 89.4.",
        period="financial_quarter",
    )

    assert found.verdicts == {"Dorset": "better"}
    assert found.evidence("comparator") == {"Dorset": 86.9}
    assert found.evidence("months_behind", 0) == {"Dorset": 27}
    assert found.caveats == {
        "Dorset": "comparator-older, comparator-other-kind, newer-comparator-known"
    }


def test_a_group_is_the_mean_of_the_others() -> None:
    """The area that is compared is left out of its own group."""
    found = judged(
        """
        area   | 2016-17
        Dorset | 95.1
        Devon  | 95.0
        Poole  | 96.0
        """,
        NEIGHBOURS,
        members=("Dorset", "Devon", "Poole"),
    )

    assert found.evidence("comparator") == {"Dorset": 95.5, "Devon": 95.55, "Poole": 95.05}
    assert found.evidence("members", 0) == {"Dorset": 2, "Devon": 2, "Poole": 2}


def test_half_a_group_stands_for_it_and_less_does_not() -> None:
    """The mean of exactly half the group is used, with a caveat; that of fewer is not."""
    found = judged(
        """
        area | 2015-16 | 2016-17
        Here | 60      | 60
        A    | 50      | -
        B    | 50      | 70
        C    | -       | -
        D    | -       | -
        """,
        NEIGHBOURS,
        members=("A", "B", "C", "D"),
    ).only("Here")

    assert found.verdicts == {"Here": "better"}
    assert found.evidence("comparator") == {"Here": 50.0}
    assert found.caveats == {"Here": "comparator-older, group-incomplete"}


def test_too_few_of_a_group_give_no_verdict() -> None:
    """A quarter of a group is not the group."""
    found = judged(
        "area | 2016-17\nHere | 60\nA | 50\nB | -\nC | -\nD | -",
        NEIGHBOURS,
        members=("A", "B", "C", "D"),
    )

    assert found.only("Here").reasons == {"Here": "too-few-in-group"}


def test_a_target_need_only_be_reached() -> None:
    """Exactly the target is met; within the tolerance, its edge included, is near."""
    years = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)
    found = verdicts(
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

    assert found == {
        "Passed": "better",
        "Reached": "better",
        "Just": "similar",
        "Short": "worse",
    }


def test_a_period_before_the_first_step_has_no_target() -> None:
    """A target set for later is not held against an earlier figure."""
    later = Period.parse("2018-19", PeriodKind.ACADEMIC_YEAR)
    found = judged("area | 2016-17\nHere | 90", TARGET, target=Target(steps=((later, 97.0),)))

    assert found.reasons == {"Here": "no-target"}


def test_a_seasonal_target_is_the_year_in_its_parts() -> None:
    """A quarter is held to its own share of the yearly target."""
    year = Period.parse("2018-19", PeriodKind.FINANCIAL_YEAR)
    found = verdicts(
        """
        area    | Q1 2018-19 | Q3 2018-19
        Spring  | 4400       | -
        Winter  | -          | 5600
        Too far | -          | 5601
        """,
        TARGET,
        unit="days",
        polarity="lower",
        period="financial_quarter",
        target=Target(steps=((year, 20000.0),), profile=(0.22, 0.25, 0.28, 0.25)),
    )

    assert found == {"Spring": "better", "Winter": "better", "Too far": "worse"}


def test_an_earlier_period_of_its_own_can_be_the_comparator() -> None:
    """The same quarter last year is four steps back; being older is the point of it."""
    back = Comparator(
        id="last-year", label="Last year", kind=ComparatorKind.EARLIER_PERIOD, steps_back=4
    )
    found = judged(
        """
        area   | Q1 2017-18 | Q2 2017-18 | Q3 2017-18 | Q4 2017-18 | Q1 2018-19
        Dorset | 5606       | 6404       | 5639       | 5776       | 4551
        """,
        back,
        unit="days",
        polarity="lower",
        period="financial_quarter",
        given="Comparator: four quarters earlier.",
    )

    assert found.evidence("comparator", 0) == {"Dorset": 5606}
    assert found.verdicts == {"Dorset": "better"}
    assert found.caveats == {"Dorset": ""}


def test_an_earlier_period_across_a_break_is_no_comparator() -> None:
    """A new series that opened after the earlier figure, up to the latest, parts the two."""
    back = Comparator(id="before", label="Before", kind=ComparatorKind.EARLIER_PERIOD, steps_back=2)
    found = judged(
        """
        area         | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Just opened  | 46      | 47      | 48      | 61b
        In between   | 46      | 47      | 60b     | 61
        Opened there | 46      | 47b     | 60      | 61
        Before       | 46b     | 47      | 60      | 61
        Nothing then | 46      | x       | 60b     | 61
        Nothing now  | 46      | 47      | 60b     | c
        """,
        back,
        given="Comparator: two years earlier.",
    )

    assert found.verdicts == {
        "Just opened": "cannot be assessed",
        "In between": "cannot be assessed",
        "Opened there": "better",
        "Before": "better",
        "Nothing then": "cannot be assessed",
        "Nothing now": "cannot be assessed",
    }
    assert found.reasons == {
        "Just opened": "break-in-series",
        "In between": "break-in-series",
        "Opened there": "beyond-band",
        "Before": "beyond-band",
        "Nothing then": "no-comparator-figure",
        "Nothing now": "suppressed",
    }
    assert found.only("Opened there", "Before").evidence("comparator", 0) == {
        "Opened there": 47,
        "Before": 47,
    }


def test_no_figure_on_either_side_gives_no_verdict() -> None:
    """Without a local figure or a comparator's, there is nothing to compare, and it says which."""
    found = judged("area | 2016-17\nEngland | c\nDorset | 60\nDevon | c")

    assert found.only("Dorset", "Devon").reasons == {
        "Dorset": "no-comparator-figure",
        "Devon": "suppressed",
    }


def test_a_target_in_whole_numbers_is_a_target() -> None:
    """A target of 97 is 97.0, and a period before it has none."""
    year = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)
    found = verdicts(
        """
        area    | 2015-16 | 2016-17
        Reached | -       | 97.0
        Before  | 99      | -
        """,
        TARGET,
        target=Target(steps=((year, 97),)),
    )

    assert found == {"Reached": "better", "Before": "cannot be assessed"}
