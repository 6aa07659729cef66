"""Small counts are suppressed, and others rounded, before anything is assessed.

In a drawn table a row is an area and a cell its count: ``Region | 35``. A ``c`` came suppressed.
What is expected is written in the same way, with ``#`` for what is hidden.
"""

from __future__ import annotations

import pytest

from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import Policy
from purbeck.scorecard.disclosure import disclose
from tests.spec.drawn import measure

title = "Disclosure control"

YEAR = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)

REGION = AreaTotal("Region", ("A", "B", "C", "D"))


def after(
    terms: Disclosure | None = None, unit: str = "percentage", decimals: int = 1, **figures: object
) -> Observation:
    """Give one figure as it is shown."""
    of = measure(unit=unit, decimals=decimals)
    figure = Observation(measure=of.id, area="a", period=YEAR, **figures)  # type: ignore[arg-type]
    found = disclose([figure], {of.id: of}, Policy(disclosure=terms or Disclosure()))
    (shown,) = found.observations
    hidden = shown.absence is Absence.SUPPRESSED
    assert found.suppressed == int(hidden and figure.absence is None)
    assert not hidden or (shown.value, shown.numerator, shown.denominator) == (None, None, None)
    return shown


def shown(least: int = 5, unit: str = "percentage", **figures: float | None) -> bool:
    """Tell whether one figure is shown, where rates of any denominator may be."""
    terms = Disclosure(minimum_count=least, least_denominator=0)
    return after(terms, unit, 1, **figures).absence is None


def drawn(table: str, *totals: AreaTotal, **terms: object) -> str:
    """Disclose a drawn table of counts, and draw what is shown."""
    of = measure(unit="count")
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    figures = [
        Observation(
            measure=of.id,
            area=area,
            period=YEAR,
            value=None if count == "c" else float(count),
            absence=Absence.SUPPRESSED if count == "c" else None,
        )
        for area, count in rows
    ]
    policy = Policy(disclosure=Disclosure(totals=totals, **terms))  # type: ignore[arg-type]
    found = disclose(figures, {of.id: of}, policy).observations
    return " ".join("#" if o.value is None else f"{o.value:g}" for o in found)


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_shown"),
    [
        (0, 50, True),
        (1, 50, False),
        (4, 50, False),
        (5, 50, True),
        # what is left over is a count of people too
        (45, 50, True),
        (46, 50, False),
        (49, 50, False),
        (50, 50, True),
    ],
)
def test_a_count_below_the_least_is_not_shown(
    numerator: int, denominator: int, is_shown: bool
) -> None:
    """Nought and the least itself are shown; between them nothing is, on either side."""
    value = 100 * numerator / denominator

    assert shown(value=value, numerator=numerator, denominator=denominator) is is_shown


@pytest.mark.parametrize(("count", "is_shown"), [(0, True), (4, False), (5, True)])
def test_a_measure_that_counts_people_is_itself_a_count(count: int, is_shown: bool) -> None:
    """The value of a count is held to the least."""
    assert shown(unit="count", value=count) is is_shown


def test_days_are_not_people() -> None:
    """A small number of days, or of points, gives nobody away."""
    assert shown(unit="days", value=3)
    assert shown(unit="score", value=3)


def test_a_least_of_nought_shows_everything() -> None:
    """What has been published already need not be hidden."""
    assert shown(least=0, value=2.0, numerator=1, denominator=50)


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "is_shown"),
    [
        # 2 of 50, 5 of 50, and one who cannot be less than one
        (4.0, None, 50, False),
        (10.0, None, 50, True),
        (0.1, None, 300, False),
        (0.0, None, 50, True),
        # 153 in all, so that 3 are left over
        (98.0, 150, None, False),
        (90.0, 135, None, True),
        # nothing is known of what a percentage alone rests on
        (98.0, None, None, True),
    ],
)
def test_a_count_that_follows_from_a_rate_is_as_good_as_given(
    value: float, numerator: int | None, denominator: int | None, is_shown: bool
) -> None:
    """A rate with one of its counts gives the other."""
    assert shown(value=value, numerator=numerator, denominator=denominator) is is_shown


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 50), (50, 50)])
def test_nought_is_hidden_where_it_is_sensitive(numerator: int, denominator: int) -> None:
    """That nobody has it, or everybody, can be news too."""
    value = 100 * numerator / denominator
    figure = after(
        Disclosure(hide_zero=True), value=value, numerator=numerator, denominator=denominator
    )

    assert figure.absence is Absence.SUPPRESSED


@pytest.mark.parametrize(("denominator", "is_shown"), [(9, False), (10, True)])
def test_a_rate_of_too_few_is_not_shown(denominator: int, is_shown: bool) -> None:
    """The least denominator itself is enough."""
    figure = after(Disclosure(), value=100.0, numerator=denominator, denominator=denominator)

    assert (figure.absence is None) is is_shown


def test_what_is_hidden_is_hidden_whole() -> None:
    """The interval and the note go with the figure, as either can tell it."""
    figure = after(
        value=6.0, numerator=3, denominator=50, lower=2.1, upper=16.2, note="Three boys at Hill"
    )

    assert (figure.lower, figure.upper, figure.note) == (None, None, "")


def test_counts_beside_a_figure_that_came_suppressed_are_hidden_too() -> None:
    """A row whose status says suppressed shows neither its counts nor its note."""
    figure = after(absence=Absence.SUPPRESSED, numerator=3, denominator=50, note="Three")

    assert (figure.numerator, figure.denominator, figure.note) == (None, None, "")


def test_counts_beside_a_suppressed_figure_are_never_shown() -> None:
    """Where everything may be published, a row that says suppressed still shows no count."""
    terms = Disclosure(minimum_count=0, least_denominator=0)
    figure = after(terms, absence=Absence.SUPPRESSED, numerator=3, denominator=50, note="By DfE")

    assert (figure.numerator, figure.denominator, figure.note) == (None, None, "By DfE")


@pytest.mark.parametrize(
    ("why", "counts", "expected"),
    [
        ("the next smallest goes too", "3 20 12 30 65", "# 20 # 30 65"),
        ("the first of equals", "3 12 12 30 57", "# # 12 30 57"),
        ("a nought protects least, and is chosen last", "3 0 12 30 45", "# 0 # 30 45"),
        ("a nought before the total", "c 0 0 0 8", "# # 0 0 8"),
        ("a small total hides itself, and so protects", "3 0 0 0 3", "# 0 0 0 #"),
        ("nothing small, nothing hidden", "5 0 12 30 47", "5 0 12 30 47"),
        ("two that come to enough protect each other", "3 4 12 30 49", "# # 12 30 49"),
        ("two that come to little do not", "1 2 12 30 45", "# # # 30 45"),
        ("what came suppressed is protected", "c 20 12 30 65", "# 20 # 30 65"),
        ("a total that came suppressed gives nothing", "3 20 12 30 c", "# 20 12 30 #"),
    ],
)
def test_a_total_does_not_give_a_hidden_part_away(why: str, counts: str, expected: str) -> None:
    """Where one member alone is hidden, or several that come to little, one more is."""
    rows = zip([*REGION.members, REGION.area], counts.split(), strict=True)
    table = "\n".join(f"{area} | {count}" for area, count in rows)

    assert drawn(table, REGION) == expected, why


def test_without_a_declared_total_only_the_small_count_is_hidden() -> None:
    """A sum is never guessed."""
    assert drawn("A | 3\nB | 20\nRegion | 23") == "# 20 23"


def test_small_sums_can_be_left() -> None:
    """A council may let two small counts protect each other whatever their sum."""
    table = "A | 1\nB | 2\nC | 12\nD | 30\nRegion | 45"

    assert drawn(table, REGION, hide_small_sums=False) == "# # 12 30 45"


def test_a_member_without_a_figure_protects_nothing() -> None:
    """Three members known and a fourth not there: the total may be of the three."""
    assert drawn("A | 3\nB | 20\nC | 12\nRegion | 35", REGION) == "# 20 # 35"


def test_a_total_of_totals_is_looked_through() -> None:
    """Two regions in a country: what is hidden in one cannot be had by way of the other."""
    totals = (
        AreaTotal("West", ("A", "B")),
        AreaTotal("East", ("C", "D")),
        AreaTotal("All", ("West", "East")),
    )
    table = "A | 3\nB | 0\nWest | 3\nC | 20\nD | 30\nEast | 50\nAll | 53"

    assert drawn(table, *totals) == "# 0 # # 30 # 53"


def test_overlapping_totals_are_taken_together() -> None:
    """With A + B shown, A + B + C would tell C; no other part is left, so that the sum goes."""
    totals = (AreaTotal("Two", ("A", "B")), AreaTotal("Three", ("A", "B", "C")))
    found = drawn("A | 3\nB | 20\nC | 4\nTwo | 23\nThree | 27", *totals)

    assert found == "# # # 23 #"


def test_a_rate_is_hidden_with_its_counts() -> None:
    """Of rates with counts, the next smallest numerator goes."""
    of = measure()
    figures = [
        Observation(
            measure=of.id, area=area, period=YEAR, value=100 * x / n, numerator=x, denominator=n
        )
        for area, x, n in [("A", 3, 50), ("B", 30, 60), ("C", 12, 90), ("Region", 45, 200)]
    ]
    total = AreaTotal("Region", ("A", "B", "C"))
    found = disclose(figures, {of.id: of}, Policy(disclosure=Disclosure(totals=(total,))))

    assert [o.area for o in found.observations if o.absence] == ["A", "C"]
    assert (found.suppressed, found.protecting) == (2, 1)


@pytest.mark.parametrize(("count", "told"), [(0, 0), (7, 5), (8, 10), (12, 10), (2.5, 5)])
def test_a_count_is_rounded_half_up(count: float, told: float) -> None:
    """To the nearest multiple of the base; a half goes up."""
    terms = Disclosure(minimum_count=0, least_denominator=0, round_to=5)

    assert after(terms, "count", value=count).value == told


ROUNDED = Disclosure(round_to=5)


@pytest.mark.parametrize(
    ("why", "numerator", "denominator", "decimals", "told"),
    [
        ("many counts make 12.3% of about 3,700", 456, 3703, 1, (12.3, 455, 3705)),
        ("only 10 of 81 makes 12.3% of about 80", 10, 81, 1, (12.3, None, None)),
        ("9 of 78 and 10 of 81 both make 12%", 10, 81, 0, (12, 10, 80)),
        ("with six decimals only one pair is left", 456, 3703, 6, (12.314340, None, None)),
        ("nought is nought whatever the rest is", 0, 81, 1, (0, 0, 80)),
        ("so is all", 81, 81, 1, (100, 80, 80)),
    ],
)
def test_a_rate_does_not_give_rounded_counts_back(
    why: str,
    numerator: int,
    denominator: int,
    decimals: int,
    told: tuple[float, float | None, float | None],
) -> None:
    """A rate is worked out before rounding, and its counts are left out where it tells them."""
    value = 100 * numerator / denominator
    figure = after(
        ROUNDED,
        decimals=decimals,
        value=value,
        numerator=numerator,
        denominator=denominator,
        lower=0.0,
        upper=100.0,
    )

    assert figure.value == pytest.approx(told[0], abs=1e-12), why
    assert (figure.numerator, figure.denominator) == told[1:], why
    assert (figure.lower, figure.upper) == (None, None)


def test_a_mean_keeps_no_rounded_counts() -> None:
    """How a number of days hangs on its counts is not known, so that they are left out."""
    figure = after(ROUNDED, "days", value=12.345, numerator=1000, denominator=81)

    assert (figure.value, figure.numerator, figure.denominator) == (12.3, None, None)


def test_a_percentage_without_counts_is_not_rounded() -> None:
    """What rests on no count that is known stays as it was published."""
    figure = after(ROUNDED, value=12.345, lower=11.0, upper=13.0)

    assert (figure.value, figure.lower, figure.upper) == (12.345, 11.0, 13.0)


def test_what_is_tested_agrees_with_the_rate_that_is_shown() -> None:
    """995 of 1,000 is told as 99.5% of 1,000, and is not tested as 1,000 of 1,000."""
    of = measure()
    figure = Observation(
        measure=of.id, area="a", period=YEAR, value=99.5, numerator=995, denominator=1000
    )
    found = disclose([figure], {of.id: of}, Policy(disclosure=Disclosure(round_to=10)))

    assert found.observations[0].numerator == 1000
    assert found.assessed[0].numerator == 995
