"""Nothing hidden can be had from what is shown, whatever the counts and however they add up."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import Policy
from purbeck.scorecard.disclosure import disclose
from purbeck.scorecard.rounding import leaves_open
from tests.spec.drawn import measure

YEAR = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)
PARTS = [f"P{number}" for number in range(6)]

COUNTS = st.lists(st.integers(0, 15), min_size=6, max_size=6)
MEMBERS = st.sets(st.sampled_from(PARTS), min_size=1).map(sorted)
SUMS = st.lists(MEMBERS, max_size=4)


def totals_of(sums: list[list[str]]) -> tuple[AreaTotal, ...]:
    """Name the sums, and add the sum of all of a first and second that do not overlap."""
    totals = [AreaTotal(f"T{number}", tuple(members)) for number, members in enumerate(sums)]
    if len(totals) > 1 and not set(totals[0].members) & set(totals[1].members):
        totals.append(AreaTotal("Both", ("T0", "T1")))
    return tuple(totals)


def figures_of(counts: list[int], totals: tuple[AreaTotal, ...]) -> dict[str, int]:
    """Add the totals to the counts of the parts."""
    figures = dict(zip(PARTS, counts, strict=True))
    for total in totals:
        figures[total.area] = sum(figures[member] for member in total.members)
    return figures


def solved(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Bring equations into reduced row echelon form; the last column is the right-hand side."""
    done = 0
    width = len(rows[0]) if rows else 0
    for column in range(width - 1):
        pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        lead = rows[done][column]
        rows[done] = [cell / lead for cell in rows[done]]
        for other in range(len(rows)):
            if other != done and rows[other][column]:
                times = rows[other][column]
                rows[other] = [a - times * b for a, b in zip(rows[other], rows[done], strict=True)]
        done += 1
    return rows[:done]


def had_by_subtraction(shown: dict[str, int | None], totals: tuple[AreaTotal, ...]) -> set[str]:
    """Name the hidden areas whose count a reader can work out, by exact arithmetic."""
    unknown = [area for area, count in shown.items() if count is None]
    rows = []
    for total in totals:
        signs = {**dict.fromkeys(total.members, 1), total.area: -1}
        known = sum(sign * (shown[area] or 0) for area, sign in signs.items())
        rows.append([Fraction(signs.get(area, 0)) for area in unknown] + [Fraction(-known)])
    found = set()
    for row in solved(rows):
        own = [area for area, times in zip(unknown, row[:-1], strict=True) if times]
        found |= set(own) if len(own) == 1 else set()
    return found


def disclosed(figures: dict[str, int], terms: Disclosure) -> dict[str, int | None]:
    """Disclose counts of areas, and give what is shown."""
    of = measure(unit="count")
    observations = [
        Observation(measure=of.id, area=area, period=YEAR, value=float(count))
        for area, count in figures.items()
    ]
    found = disclose(observations, {of.id: of}, Policy(disclosure=terms)).observations
    return {o.area: None if o.value is None else int(o.value) for o in found}


@given(COUNTS, SUMS, st.booleans(), st.booleans())
def test_subtraction_never_gives_a_hidden_count_back(
    counts: list[int], sums: list[list[str]], hide_zero: bool, hide_small_sums: bool
) -> None:
    """However totals nest and overlap, no hidden count follows from the shown ones."""
    totals = totals_of(sums)
    terms = Disclosure(totals=totals, hide_zero=hide_zero, hide_small_sums=hide_small_sums)
    figures = figures_of(counts, totals)
    shown = disclosed(figures, terms)

    assert had_by_subtraction(shown, totals) == set()
    assert all(count in (None, figures[area]) for area, count in shown.items())
    assert not any(count is not None and 0 < count < 5 for count in shown.values())
    assert any(0 < n < 5 or (hide_zero and n == 0) for n in figures.values()) or None not in (
        shown.values()
    )


@given(COUNTS, SUMS)
def test_what_is_hidden_of_a_total_never_comes_to_a_small_count(
    counts: list[int], sums: list[list[str]]
) -> None:
    """A shown total less its shown members is none at all, or enough, unless all is hidden."""
    totals = totals_of(sums)
    shown = disclosed(figures_of(counts, totals), Disclosure(totals=totals))

    for total in totals:
        whole, parts = shown[total.area], [shown[member] for member in total.members]
        if whole is not None and None in parts:
            assert whole - sum(part or 0 for part in parts) >= 5


@given(st.integers(0, 400), st.integers(1, 4000), st.sampled_from([2, 5, 10]), st.integers(0, 3))
def test_a_rate_and_rounded_counts_leave_the_counts_open(
    part: int, more: int, base: int, decimals: int
) -> None:
    """Where counts are shown, trying every pair that rounds to them finds more than one."""
    of = measure(decimals=decimals)
    whole = part + more
    figure = Observation(
        measure=of.id,
        area="a",
        period=YEAR,
        value=100 * part / whole,
        numerator=part,
        denominator=whole,
    )
    terms = Disclosure(round_to=base)
    (shown,) = disclose([figure], {of.id: of}, Policy(disclosure=terms)).observations
    if shown.absence is Absence.SUPPRESSED:
        return
    assert shown.value is not None
    assert (shown.numerator is None) == (shown.denominator is None)
    if shown.numerator is None or shown.denominator is None:
        return
    near = range(-base, base + 1)
    pairs = {
        (x, n)
        for x in (int(shown.numerator) + step for step in near)
        for n in (int(shown.denominator) + step for step in near)
        if 0 <= x <= n
        and n > 0
        and not terms.hides_count(x)
        and not terms.hides_count(n - x)
        and (x + base / 2) // base * base == shown.numerator
        and (n + base / 2) // base * base == shown.denominator
        and abs(100 * x / n - shown.value) <= 0.5 * 10**-decimals + 1e-9
    }

    assert (part, whole) in pairs
    assert len({n for _, n in pairs}) > 1
    assert part == 0 or len({x for x, _ in pairs}) > 1
    assert leaves_open(shown, of, terms)
