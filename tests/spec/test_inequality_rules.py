"""How groups of people stand: gaps, their direction, the furthest behind, the gradient."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from purbeck.assess.finding import REASONS, Findings
from purbeck.assess.inequality import (
    Coverage,
    coverage_of,
    furthest_behind,
    gap_directions,
    gradient_directions,
    gradients,
    group_gaps,
)
from purbeck.assess.inequality import direction as direction_rule
from purbeck.assess.inequality import furthest as furthest_rule
from purbeck.assess.inequality import gap as gap_rule
from purbeck.assess.inequality import gradient as gradient_rule
from purbeck.model.inequality import FurthestBehind, GapDirection, Gradient
from purbeck.model.period import Period, PeriodKind
from purbeck.model.verdict import GapEvidence
from purbeck.panel import Panel
from purbeck.panel.grouped import GroupedPanel, grouped_panel_of
from purbeck.panel.panel import Figures
from tests.spec.answers import Judged
from tests.spec.drawn import measure
from tests.spec.grouped_drawn import AREA, dimension, grouped, judged, judged_together

title = "Groups of people"
rules = (gap_rule.RULE, direction_rule.RULE, furthest_rule.RULE, gradient_rule.RULE)


def gap(panel: GroupedPanel, coverage: Coverage) -> Findings[GapEvidence]:
    return group_gaps(panel, coverage).latest


def direction(panel: GroupedPanel, coverage: Coverage) -> Findings[GapDirection]:
    return gap_directions(panel, coverage, group_gaps(panel, coverage))


def slope(panel: GroupedPanel, coverage: Coverage) -> Findings[Gradient]:
    found = gradients(panel, coverage)
    assert found is not None
    return found.latest


def slope_direction(panel: GroupedPanel, coverage: Coverage) -> Findings[GapDirection]:
    found = gradients(panel, coverage)
    assert found is not None
    return gradient_directions(panel, coverage, found)


MEALS = """
    group     | 2024-25
    Eligible  | 180/400
    Few       | 5/10
    All other | 1020/1600
    """


def test_a_group_is_held_against_the_one_that_is_named() -> None:
    """45% is 18.75 points below 63.75%; of ten pupils half are not told apart from it."""
    found = judged(MEALS, gap, against="All other")

    assert found.verdicts == {
        "Eligible": "worse",
        "Few": "not distinguishable",
        "All other": "cannot be assessed",
    }
    assert found.evidence("absolute") == {"Eligible": -18.75, "Few": -13.75, "All other": None}
    assert found.evidence("absolute_lower", 1) == {
        "Eligible": -24.1,
        "Few": -40.2,
        "All other": None,
    }
    assert found.evidence("relative") == {"Eligible": 0.71, "Few": 0.78, "All other": None}
    assert found.reasons["All other"] == "compared-with-itself"


def test_polarity_says_whether_a_group_is_worse_off() -> None:
    """The same share below is worse, better, or lower and no more."""
    assert judged(MEALS, gap, "All other").only("Eligible").verdicts == {"Eligible": "worse"}
    assert judged(MEALS, gap, "All other", polarity="lower").only("Eligible").verdicts == {
        "Eligible": "better"
    }
    assert judged(MEALS, gap, "All other", polarity="neither").only("Eligible").verdicts == {
        "Eligible": "lower"
    }


def test_everybody_holds_the_group_too() -> None:
    """A group is tested against those outside it, and its gap to everybody is the smaller one.

    30% of 100 are 20 points below the 50% of all 400, and 26.7 below the 56.7% of the others.
    """
    found = judged(
        """
        group     | 2024-25
        North     | 30/100
        South     | 170/300
        Everybody | 200/400
        """,
        gap,
    )

    assert found.verdicts == {"North": "worse", "South": "better"}
    assert found.evidence("absolute", 1) == {"North": -20.0, "South": 6.7}
    assert found.evidence("absolute_lower", 1) == {"North": -27.3, "South": 3.9}
    assert found.evidence("absolute_upper", 1) == {"North": -11.7, "South": 9.1}


def test_why_a_gap_cannot_be_assessed() -> None:
    """A suppressed group is said to be; so is a suppressed reference; a bare figure has a gap."""
    assert judged(
        """
        group  | 2024-25
        Hidden | c
        Bare   | 40
        Other  | 500/1000
        """,
        gap,
        against="Other",
    ).only("Hidden", "Bare").reasons == {"Hidden": "suppressed", "Bare": "no-denominator"}
    assert judged(
        """
        group | 2024-25
        One   | 200/400
        Other | c
        """,
        gap,
        against="Other",
    ).only("One").reasons == {"One": "reference-suppressed"}
    assert judged(
        """
        group | 2023-24 | 2024-25
        One   | 200/400 | 210/400
        Other | 300/400 | -
        """,
        gap,
        against="Other",
    ).only("One").reasons == {"One": "no-reference-figure"}


def with_unknown(people: str) -> str:
    return f"""
        group     | 2024-25
        One       | 200/400
        Other     | 300/400
        Not known | {people}
        """


def test_those_not_known_are_counted() -> None:
    """A twentieth not known is as it is, more is said beside the gap, over a fifth is too many."""
    at_the_threshold = judged(with_unknown("20/42"), gap, against="Other")
    above = judged(with_unknown("20/44"), gap, against="Other")
    still = judged(with_unknown("100/200"), gap, against="Other")
    too_many = judged(with_unknown("100/201"), gap, against="Other")

    assert at_the_threshold.only("One").caveats == {"One": ""}
    assert above.only("One").caveats == {"One": "many-not-known"}
    assert still.only("One").verdicts == {"One": "worse"}
    assert too_many.only("One").reasons == {"One": "too-many-not-known"}
    assert too_many.evidence("not_known")["One"] == 0.2
    assert too_many.reasons["Not known"] == "not-applicable"


def test_groups_that_are_to_be_everybody_have_to_add_up() -> None:
    """400 and 400 are not 900, beyond what rounding moves; where they need not be, nothing is said.

    Ten short of 810 may be rounding: five for each group.
    """
    table = """
        group     | 2024-25
        One       | 200/400
        Other     | 300/400
        Everybody | 560/900
        """
    near = table.replace("560/900", "505/810")

    assert judged(table, gap).only("One").caveats == {"One": "groups-do-not-add-up"}
    assert judged(near, gap).only("One").caveats == {"One": ""}
    assert judged(table, gap, complete=False).only("One").caveats == {"One": ""}


COURSE = """
    group  | 2019-20   | 2020-21   | 2021-22   | 2022-23   | 2023-24   | 2024-25
    Wider  | 550/1000  | 530/1000  | 500/1000  | 480/1000  | 450/1000  | 430/1000
    Closer | 430/1000  | 450/1000  | 480/1000  | 500/1000  | 530/1000  | 550/1000
    Passed | 500/1000  | 540/1000  | 570/1000  | 620/1000  | 650/1000  | 690/1000
    Steady | 500/1000  | 510/1000  | 490/1000  | 505/1000  | 495/1000  | 500/1000
    Other  | 600/1000  | 600/1000  | 600/1000  | 600/1000  | 600/1000  | 600/1000
    """


def test_the_direction_of_a_gap() -> None:
    """A gap widens, narrows, turns round, or shows nothing that chance would not."""
    found = judged(COURSE, direction, against="Other")

    assert found.only("Wider", "Closer", "Passed", "Steady").verdicts == {
        "Wider": "widening",
        "Closer": "narrowing",
        "Passed": "turned round",
        "Steady": "not distinguishable",
    }
    assert found.evidence("slope", 1)["Wider"] == -2.5
    assert found.evidence("points", 0)["Wider"] == 6
    assert found.reasons["Other"] == "compared-with-itself"


def test_a_lead_widens_as_a_lag_does() -> None:
    """The size of the gap counts, on whichever side it lies."""
    found = judged(
        """
        group | 2020-21  | 2021-22  | 2022-23  | 2023-24  | 2024-25
        Ahead | 650/1000 | 680/1000 | 700/1000 | 720/1000 | 750/1000
        Other | 600/1000 | 600/1000 | 600/1000 | 600/1000 | 600/1000
        """,
        direction,
        against="Other",
    )

    assert found.only("Ahead").verdicts == {"Ahead": "widening"}


def test_two_figures_are_held_against_each_other() -> None:
    """Of two to four the latest against the first, and it is said; one has no direction.

    A new series has no direction across its beginning.
    """
    found = judged(
        """
        group | 2022-23  | 2023-24   | 2024-25
        Down  | 550/1000 | 500/1000  | 400/1000
        New   | 550/1000 | 500/1000  | 400/1000b
        Once  | -        | -         | 400/1000
        Other | 600/1000 | 600/1000  | 600/1000
        """,
        direction,
        against="Other",
    ).only("Down", "New", "Once")

    assert found.verdicts == {
        "Down": "widening",
        "New": "cannot be assessed",
        "Once": "cannot be assessed",
    }
    assert found.evidence("change", 1) == {"Down": -15.0, "New": None, "Once": None}
    assert found.caveats == {"Down": "from-two-figures", "New": "", "Once": ""}
    assert found.reasons["Once"] == "too-few-points"


def test_bare_figures_are_tested_by_ranks() -> None:
    """Five gaps that each grow have p 0.017 by ranks; four bare figures cannot be told."""
    found = judged(
        """
        group | 2020-21 | 2021-22 | 2022-23 | 2023-24 | 2024-25
        Five  | 50      | 48      | 47      | 45      | 44
        Four  | -       | 48      | 47      | 45      | 44
        Other | 60      | 60      | 60      | 60      | 60
        """,
        direction,
        against="Other",
    ).only("Five", "Four")

    assert found.verdicts == {"Five": "widening", "Four": "cannot be assessed"}
    assert found.caveats == {"Five": "by-ranks", "Four": ""}
    assert found.reasons["Four"] == "no-interval"


def furthest(table: str, **of: str) -> Judged:
    return judged_together(table, furthest_behind, **of)


def test_the_group_furthest_behind() -> None:
    """The lowest where higher is better, the highest where lower is; told apart or not.

    Two that are equal are never told apart, and the one declared first is named.
    """
    table = """
        group | 2024-25
        One   | 300/1000
        Two   | 500/1000
        Three | 510/1000
        """
    equal = table.replace("300", "500")

    assert furthest(table).verdicts == {AREA: "furthest behind"}
    assert furthest(table).evidence("group", 0) == {AREA: 0}
    assert furthest(table).evidence("apart", 1) == {AREA: -20.0}
    assert furthest(table, polarity="lower").verdicts == {AREA: "not told apart from the next"}
    assert furthest(table, polarity="lower").evidence("group", 0) == {AREA: 2}
    assert furthest(equal).verdicts == {AREA: "not told apart from the next"}
    assert furthest(equal).evidence("group", 0) == {AREA: 0}
    assert furthest(table, polarity="neither").reasons == {AREA: "no-polarity"}


def test_a_group_without_a_figure_may_be_further_behind() -> None:
    """It is left out, and the reader is told; one group alone is not behind any."""
    table = """
        group | 2024-25
        One   | 300/1000
        Two   | 500/1000
        Three | c
        """
    alone = table.replace("500/1000", "c")

    assert furthest(table).verdicts == {AREA: "furthest behind"}
    assert furthest(table).caveats == {AREA: "group-left-out"}
    assert furthest(alone).reasons == {AREA: "too-few-groups"}


FIFTHS = """
    group | 2024-25
    1st   | 200/500
    2nd   | 230/500
    3rd   | 240/500
    4th   | 280/500
    5th   | 300/500
    """


FLAT = """
    group | 2024-25
    1st   | 240/500
    2nd   | 235/500
    3rd   | 240/500
    4th   | 245/500
    5th   | 240/500
    """


def gradient(table: str, **of: str) -> Judged:
    return judged_together(table, slope, kind="deprivation", **of)


def test_the_slope_from_the_most_to_the_least_deprived() -> None:
    """From 40% to 60% by fifths the fitted ends are 25 points apart, 1.67 times as much.

    Where lower is better the same figures are the more deprived being better off, and both
    indices are turned over.
    """
    up, down = gradient(FIFTHS), gradient(FIFTHS, polarity="lower")

    assert up.verdicts == {AREA: "the more deprived are worse off"}
    assert up.evidence("slope") == {AREA: 25.0}
    assert up.evidence("lower", 1) == {AREA: 18.1}
    assert up.evidence("upper", 1) == {AREA: 31.7}
    assert up.evidence("relative") == {AREA: 1.67}
    assert down.verdicts == {AREA: "the more deprived are better off"}
    assert down.evidence("slope") == {AREA: -25.0}
    assert down.evidence("relative") == {AREA: 0.6}
    assert gradient(FIFTHS, polarity="neither").verdicts == {AREA: "higher among the less deprived"}


def test_why_there_is_no_slope() -> None:
    """Every fifth has to have a figure and its people; chance may make the slope."""
    assert gradient(FIFTHS.replace("240/500", "c")).reasons == {AREA: "group-suppressed"}
    assert gradient(FIFTHS.replace("240/500", "-")).reasons == {AREA: "group-without-figure"}
    assert gradient(FIFTHS.replace("240/500", "48")).reasons == {AREA: "group-without-people"}
    assert gradient(FLAT).verdicts == {AREA: "no gradient that can be told from chance"}
    assert gradient(FLAT).reasons == {AREA: "no-evidence"}


def test_groups_without_an_order_have_no_slope() -> None:
    """Only deprivation is a scale."""
    panel = grouped(FIFTHS)

    assert gradients(panel, coverage_of(panel)) is None


def test_the_slope_moves_as_a_gap_does() -> None:
    """Where the most deprived fall back year by year the slope widens."""
    found = judged_together(
        """
        group | 2020-21  | 2021-22  | 2022-23  | 2023-24  | 2024-25
        1st   | 560/1000 | 540/1000 | 500/1000 | 470/1000 | 440/1000
        2nd   | 580/1000 | 580/1000 | 580/1000 | 580/1000 | 580/1000
        3rd   | 600/1000 | 600/1000 | 600/1000 | 600/1000 | 600/1000
        """,
        slope_direction,
        kind="deprivation",
    )

    assert found.verdicts == {AREA: "widening"}


@pytest.mark.parametrize("against", ["", "Other"])
def test_an_area_is_judged_alike_whatever_stands_beside_it(against: str) -> None:
    """The gaps of one area are the same where two thousand others are assessed with it."""
    panel = grouped(COURSE, against=against)
    many = _repeated(panel, 2000)
    one, all_of_them = (group_gaps(each, coverage_of(each)) for each in (panel, many))
    moved = gap_directions(panel, coverage_of(panel), one)
    all_moved = gap_directions(many, coverage_of(many), all_of_them)
    groups = panel.shape[1]

    for row in range(groups):
        last = len(many.panel.areas) - groups + row
        assert one.latest.at(row) == all_of_them.latest.at(last)
        assert moved.at(row) == all_moved.at(last)
    assert np.array_equal(one.cells.lower, all_of_them.cells.lower[-groups:], equal_nan=True)


def _repeated(panel: GroupedPanel, times: int) -> GroupedPanel:
    return GroupedPanel(
        panel.dimension, _stacked(panel.panel, times), _stacked(panel.totals, times)
    )


def _stacked(panel: Panel, times: int) -> Panel:
    changed: dict[str, Any] = {"areas": panel.areas * times}
    for each in fields(panel):
        held = getattr(panel, each.name)
        if isinstance(held, np.ndarray):
            changed[each.name] = np.tile(held, (times, 1))
    return replace(panel, **changed)


ALIKE = {
    "two": (200, 200),
    "ten": (200,) * 10,
    "one small among large": (40, *(1000,) * 6),
    "two small among large": (40, 40, *(1000,) * 6),
}


@pytest.mark.parametrize("sizes", ALIKE.values(), ids=ALIKE.keys())
def test_a_wrong_group_is_seldom_named(sizes: tuple[int, ...]) -> None:
    """Of groups that are alike one is told apart in at most one of twenty drawn areas.

    Room for chance in 4,000 draws and for counts being whole: one in sixteen.
    """
    random = np.random.default_rng(11)
    people = np.tile(np.array(sizes, dtype=float), (4000, 1)).reshape(-1, 1)
    counts = random.binomial(people.astype(int), 0.4).astype(float)
    panel = _of_counts(counts, people, len(sizes))
    found = furthest_behind(panel, coverage_of(panel))
    told_apart = found.verdict == found.verdicts.index(FurthestBehind.TOLD_APART)

    assert told_apart.mean() < 1 / 16


def _of_counts(counts: Figures, people: Figures, groups: int) -> GroupedPanel:
    areas = tuple(f"{place}" for place in range(len(counts) // groups))
    declared = dimension([f"{place}" for place in range(groups)])

    def of(names: tuple[str, ...], x: Figures, n: Figures) -> Panel:
        return Panel(
            measure=measure(),
            areas=names,
            periods=(Period(PeriodKind.ACADEMIC_YEAR, 2024),),
            value=100 * x / n,
            numerator=x,
            denominator=n,
            lower=np.full(x.shape, np.nan),
            upper=np.full(x.shape, np.nan),
            state=np.zeros(x.shape, dtype=np.int8),
            status=np.zeros(x.shape, dtype=np.int8),
        )

    whole = [cells.reshape(-1, groups).sum(axis=1, keepdims=True) for cells in (counts, people)]
    rows = tuple(area for area in areas for _ in range(groups))
    return GroupedPanel(declared, of(rows, counts, people), of(areas, *whole))


@pytest.mark.parametrize("kind", ["deprivation", "sex"])
def test_without_any_figure_nothing_can_be_assessed(kind: str) -> None:
    """Each rule says that there is no figure, and none breaks; no area at all is no finding."""
    declared = dimension(["One", "Two"], kind)
    for areas in ((), (AREA,)):
        panel = grouped_panel_of(measure(), declared, [], [], areas)
        coverage = coverage_of(panel)
        slopes = gradients(panel, coverage)
        found: list[Findings[Any]] = [
            gap(panel, coverage),
            direction(panel, coverage),
            furthest_behind(panel, coverage),
        ]
        if slopes is not None:
            found += [slopes.latest, gradient_directions(panel, coverage, slopes)]

        for each in found:
            reasons = {REASONS[code].value for code in each.reason}
            assert reasons == ({"no-figure"} if areas else set())
