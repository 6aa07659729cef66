"""The gap between an area and a comparator, absolute and relative, and which way it lies."""

from __future__ import annotations

from typing import Any

from purbeck.assess.benchmark import benchmark_of
from purbeck.assess.finding import Findings
from purbeck.assess.latest import latest_of
from purbeck.assess.statistical.gap_evidence import RULE, gap_evidence
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.verdict import GapEvidence
from purbeck.panel import Panel
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Gap to a comparator"
rules = (RULE,)

ENGLAND = Comparator(id="england", label="England", kind=ComparatorKind.AREA, area="England")
NEIGHBOURS = Comparator(
    id="neighbours", label="Neighbours", kind=ComparatorKind.GROUP_MEAN, group="neighbours"
)


def judged(
    table: str, comparator: Comparator = ENGLAND, members: tuple[str, ...] = (), **of: Any
) -> Judged:
    def rule(drawn: Panel) -> Findings[GapEvidence]:
        benchmark = benchmark_of(comparator, drawn, latest_of(drawn).latest, drawn, members)
        return gap_evidence(drawn, benchmark, drawn, DEFAULT_POLICY)

    given = f"Comparator: the mean of {', '.join(members)}." if members else "Comparator: England."
    return judge(measure(**of), table, rule, given)


SHARES = """
    area    | 2016-17
    Far     | 450/1000
    Near    | 600/1000
    Small   | 25/50
    Bare    | 45
    England | 6200/10000
    """

LOCAL = ("Far", "Near", "Small", "Bare")


def test_the_gap_as_a_difference_and_as_a_ratio() -> None:
    """45% and 62% are 17 points apart, 0.73 of each other; with few people chance may part them.

    A bare figure has a gap, but no interval: which way it lies beyond chance cannot be told.
    """
    found = judged(SHARES).only(*LOCAL)

    assert found.evidence("absolute") == {"Far": -17, "Near": -2, "Small": -12, "Bare": -17}
    assert found.evidence("absolute_lower", 1) == {
        "Far": -20.2,
        "Near": -5.2,
        "Small": -25.4,
        "Bare": None,
    }
    assert found.evidence("absolute_upper", 1) == {
        "Far": -13.8,
        "Near": 1.1,
        "Small": 1.4,
        "Bare": None,
    }
    assert found.evidence("relative") == {"Far": 0.73, "Near": 0.97, "Small": 0.81, "Bare": 0.73}
    assert found.evidence("relative_upper") == {
        "Far": 0.78,
        "Near": 1.02,
        "Small": 1.06,
        "Bare": None,
    }
    assert found.verdicts == {
        "Far": "worse",
        "Near": "not distinguishable",
        "Small": "not distinguishable",
        "Bare": "cannot be assessed",
    }
    assert found.reasons == {
        "Far": "evidence-found",
        "Near": "no-evidence",
        "Small": "no-evidence",
        "Bare": "no-denominator",
    }


def test_polarity_says_which_way_is_good() -> None:
    """A lower share is worse, better, or lower and no more."""
    assert judged(SHARES).only("Far").verdicts == {"Far": "worse"}
    assert judged(SHARES, polarity="lower").only("Far").verdicts == {"Far": "better"}
    assert judged(SHARES, polarity="neither").only("Far").verdicts == {"Far": "lower"}


def test_the_gap_of_rates_is_by_their_events() -> None:
    """90 and 60 per 1,000 are 30 apart, and one and a half times as many."""
    found = judged(
        """
        area    | 2016-17
        Here    | 90/1000
        None    | 0/1000
        England | 60/1000
        """,
        unit="rate-per-1000",
        polarity="lower",
    ).only("Here", "None")

    assert found.evidence("absolute") == {"Here": 30, "None": -60}
    assert found.evidence("absolute_lower", 1) == {"Here": 5.3, "None": -77.2}
    assert found.evidence("relative") == {"Here": 1.5, "None": None}
    assert found.evidence("relative_lower") == {"Here": 1.07, "None": 0}
    assert found.verdicts == {"Here": "worse", "None": "better"}


def test_published_intervals_stand_in_for_counts() -> None:
    """20 days (18 to 22) less 10 (9 to 11) are 10, from 7.8 to 12.2."""
    found = judged(
        """
        area    | 2016-17
        Here    | 20 [18 to 22]
        Bare    | 20
        England | 10 [9 to 11]
        """,
        unit="days",
        polarity="lower",
    ).only("Here", "Bare")

    assert found.evidence("absolute_lower", 1) == {"Here": 7.8, "Bare": None}
    assert found.evidence("relative", 1) == {"Here": 2.0, "Bare": 2.0}
    assert found.verdicts == {"Here": "worse", "Bare": "cannot be assessed"}
    assert found.caveats == {"Here": "published-interval", "Bare": ""}


def test_where_none_is_not_the_least_there_is_no_ratio() -> None:
    """A score below 0, or a gap in percentage points, is no multiple of another."""
    table = """
        area    | 2016-17
        Here    | -0.8 [-1.2 to -0.4]
        England | 0.1 [0 to 0.2]
        """
    found = judged(table, unit="score").only("Here")

    assert found.evidence("absolute") == {"Here": -0.9}
    assert found.evidence("relative") == {"Here": None}
    assert found.evidence("relative_upper") == {"Here": None}
    assert found.verdicts == {"Here": "worse"}


def test_the_mean_of_a_group_has_no_interval() -> None:
    """The gap to a mean of areas is given, and what chance makes of it is not made up."""
    found = judged(
        """
        area  | 2016-17
        Here  | 450/1000
        Bath  | 500/1000
        Devon | 520/1000
        """,
        NEIGHBOURS,
        ("Bath", "Devon"),
    ).only("Here")

    assert found.evidence("absolute") == {"Here": -6}
    assert found.evidence("absolute_lower") == {"Here": None}
    assert found.reasons == {"Here": "no-denominator"}


def test_only_figures_of_the_same_time_have_a_gap() -> None:
    """An older figure of the comparator, none at all, oneself, or a hidden one: no gap."""
    found = judged(
        """
        area    | 2015-16   | 2016-17
        Here    | 440/1000  | 450/1000
        Hidden  | 440/1000  | c
        England | 6200/10000 | -
        """
    )

    assert found.reasons == {
        "Here": "comparator-of-other-period",
        "Hidden": "suppressed",
        "England": "compared-with-itself",
    }
    assert found.evidence("absolute") == {"Here": None, "Hidden": None, "England": None}
