"""How the latest figure stands to a comparator, with the chance in it."""

from __future__ import annotations

from typing import Any

from purbeck.assess.benchmark import benchmark_of
from purbeck.assess.finding import Findings
from purbeck.assess.latest import latest_of
from purbeck.assess.statistical.benchmark_evidence import RULE, benchmark_evidence
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.verdict import BenchmarkEvidence
from purbeck.panel import Panel
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure, panel

title = "Evidence against a benchmark"
rules = (RULE,)

ENGLAND = Comparator(id="england", label="England", kind=ComparatorKind.AREA, area="England")
NEIGHBOURS = Comparator(
    id="neighbours", label="Neighbours", kind=ComparatorKind.GROUP_MEAN, group="neighbours"
)


def judged(
    table: str,
    comparator: Comparator = ENGLAND,
    members: tuple[str, ...] = (),
    series: Panel | None = None,
    **of: Any,
) -> Judged:
    def rule(drawn: Panel) -> Findings[BenchmarkEvidence]:
        latest = latest_of(drawn).latest
        benchmark = benchmark_of(comparator, drawn, latest, series or drawn, members)
        return benchmark_evidence(drawn, benchmark, DEFAULT_POLICY)

    given = f"Comparator: the mean of {', '.join(members)}." if members else "Comparator: England."
    return judge(measure(**of), table, rule, given)


def test_a_benchmark_within_the_interval_is_similar() -> None:
    """Outside the 95% interval a figure is better or worse, outside the 99.8% one best or worst."""
    found = judged(
        """
        area       | 2016-17
        England    | 60
        Far above  | 660/1000
        Above      | 640/1000
        A bit more | 630/1000
        The same   | 600/1000
        A bit less | 570/1000
        Below      | 560/1000
        Far below  | 540/1000
        """
    )

    assert found.verdicts == {
        "England": "cannot be assessed",
        "Far above": "best",
        "Above": "better",
        "A bit more": "similar",
        "The same": "similar",
        "A bit less": "similar",
        "Below": "worse",
        "Far below": "worst",
    }
    assert found.only("Far above", "Above").evidence("lower") == {
        "Far above": 63.01,
        "Above": 60.98,
    }


def test_the_edges_of_the_interval_belong_to_it() -> None:
    """A benchmark exactly on a limit is similar; the least bit beyond it is not.

    A published interval has no stricter one, so that nothing is best or worst by it.
    """
    found = judged(
        """
        area         | 2016-17
        England      | 60
        From above   | 66 [60 to 72]
        Beyond it    | 66 [60.01 to 72]
        From below   | 54 [48 to 60]
        Short of it  | 54 [48 to 59.99]
        Far above it | 90 [88 to 92]
        """
    )

    assert found.verdicts == {
        "England": "cannot be assessed",
        "From above": "similar",
        "Beyond it": "better",
        "From below": "similar",
        "Short of it": "worse",
        "Far above it": "better",
    }
    assert found.only("From above", "Far above it").caveats == {
        "From above": "published-interval",
        "Far above it": "published-interval",
    }


def test_how_many_people_there_are_counts() -> None:
    """The same percentage is far from the benchmark with many people, and near it with few."""
    found = judged(
        """
        area    | 2016-17
        England | 60
        Many    | 6300/10000
        Some    | 630/1000
        Few     | 7/10
        None    | 0/10
        """
    )

    assert found.only("Many", "Some", "Few", "None").verdicts == {
        "Many": "best",
        "Some": "similar",
        "Few": "similar",
        "None": "worst",
    }


def test_without_counts_or_an_interval_nothing_is_made_up() -> None:
    """A bare figure has no interval, whatever the distance; nor has a figure that is hidden."""
    found = judged(
        """
        area       | 2015-16  | 2016-17
        England    | 60       | 60
        Bare       | 700/1000 | 90
        Suppressed | 700/1000 | c
        None       | -        | -
        """
    )

    assert found.only("Bare", "Suppressed", "None").verdicts == {
        "Bare": "cannot be assessed",
        "Suppressed": "cannot be assessed",
        "None": "cannot be assessed",
    }
    assert found.reasons == {
        "England": "compared-with-itself",
        "Bare": "no-interval",
        "Suppressed": "suppressed",
        "None": "no-figure",
    }


def test_rates_have_the_interval_of_their_events() -> None:
    """Twenty events of a thousand people are beyond twelve, and nineteen are not."""
    found = judged(
        """
        area     | 2016-17
        England  | 12
        None     | 0/1000
        Twelve   | 12/1000
        Nineteen | 19/1000
        Twenty   | 20/1000
        Thirty   | 30/1000
        """,
        unit="rate-per-1000",
        polarity="lower",
    )

    assert found.verdicts == {
        "England": "cannot be assessed",
        "None": "best",
        "Twelve": "similar",
        "Nineteen": "similar",
        "Twenty": "worse",
        "Thirty": "worst",
    }


ABOVE = """
    area    | 2016-17
    England | 60
    Above   | 640/1000
    Far     | 660/1000
    """


def test_polarity_says_what_being_higher_is_worth() -> None:
    """Above is better or worse as the measure declares; else it is higher, however far."""
    judged_higher = judged(ABOVE).only("Above", "Far")
    judged_lower = judged(ABOVE, polarity="lower").only("Above", "Far")
    judged_neither = judged(ABOVE, polarity="neither").only("Above", "Far")
    judged_range = judged(ABOVE, polarity="range", aim=(70.0, 80.0)).only("Above", "Far")

    assert judged_higher.verdicts == {"Above": "better", "Far": "best"}
    assert judged_lower.verdicts == {"Above": "worse", "Far": "worst"}
    assert judged_neither.verdicts == {"Above": "higher", "Far": "higher"}
    assert judged_range.verdicts == {"Above": "higher", "Far": "higher"}


def test_only_figures_of_the_same_time_are_compared() -> None:
    """An older figure of the comparator is not held against a newer one of the area."""
    found = judged(
        """
        area    | 2015-16  | 2016-17
        England | 60       | -
        Newer   | 600/1000 | 660/1000
        Same    | 660/1000 | -
        """
    )

    assert found.only("Newer", "Same").verdicts == {"Newer": "cannot be assessed", "Same": "best"}
    assert found.only("Newer", "Same").reasons == {
        "Newer": "comparator-of-other-period",
        "Same": "evidence-found",
    }


def test_a_quarter_is_not_of_the_same_time_as_the_year_it_closes() -> None:
    """England's figure of the whole year is not held against a quarter that ends on one day."""
    yearly = panel(measure(period="financial_year", id="ascof"), "area | 2017-18\nEngland | 60")
    found = judged(
        """
        area   | Q4 2017-18
        Dorset | 660/1000
        """,
        series=yearly,
        period="financial_quarter",
    )

    assert found.reasons == {"Dorset": "comparator-of-other-period"}


def test_an_area_is_left_out_of_the_group_it_is_compared_with() -> None:
    """The mean of a group leaves out the area that is held against it."""
    found = judged(
        """
        area   | 2016-17
        Dorset | 660/1000
        Devon  | 600/1000
        Poole  | 590/1000
        Empty  | c
        """,
        NEIGHBOURS,
        members=("Dorset", "Devon", "Poole"),
    )

    assert found.evidence("comparator") == {
        "Dorset": 59.5,
        "Devon": 62.5,
        "Poole": 63.0,
        "Empty": 61.67,
    }
    assert found.only("Dorset", "Devon", "Poole").verdicts == {
        "Dorset": "best",
        "Devon": "similar",
        "Poole": "worse",
    }


def test_no_comparator_no_comparison() -> None:
    """Where the comparator has no figure, or never had one, there is nothing to compare with."""
    hidden = judged("area | 2016-17\nEngland | c\nDorset | 660/1000")
    unknown = judged("area | 2016-17\nDorset | 660/1000")

    assert hidden.only("Dorset").reasons == {"Dorset": "no-comparator-figure"}
    assert unknown.reasons == {"Dorset": "no-comparator-figure"}


def test_of_two_areas_the_chance_in_both_counts() -> None:
    """Another area of a like size is as uncertain; one twenty times as large is taken as exact."""
    found = judged(
        """
        area     | 2016-17
        England  | 600/1000
        A little | 635/1000
        More     | 650/1000
        Much     | 680/1000
        Small    | 36/50
        """
    )

    assert found.verdicts == {
        "England": "cannot be assessed",
        "A little": "similar",
        "More": "better",
        "Much": "best",
        "Small": "similar",
    }
    by_two = {area: "by-two-samples" in caveats for area, caveats in found.caveats.items()}
    assert by_two["A little"]
    assert not by_two["Small"]


def test_of_two_rates_the_chance_in_both_counts() -> None:
    """Rates are tested by the exact test of their ratio."""
    found = judged(
        """
        area    | 2016-17
        England | 40/1000
        Near    | 50/1000
        Far     | 75/1000
        """,
        unit="rate-per-1000",
        polarity="lower",
    )

    assert found.verdicts == {
        "England": "cannot be assessed",
        "Near": "similar",
        "Far": "worst",
    }
