"""What a service costs a head or a unit, in the prices of one year, for every area and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.latest import NONE
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.counted import interval_of
from purbeck.methods.codes import Obstacle
from purbeck.methods.interval import Interval
from purbeck.methods.real_terms import Deflator, real_terms
from purbeck.methods.unit_cost import unit_cost
from purbeck.model.errors import IncomparableError
from purbeck.model.observation import Status
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UnitCode
from purbeck.panel.panel import NOT_OBSERVED, PRESENT, Panel, status_code

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Costs:
    """Unit costs in real terms.

    Attributes
    ----------
    panel
        In pounds of the base year; numerator the spend in those pounds, denominator what it is
        spread over, lower and upper what the denominator's interval makes of it.
    missing
        Why there is no cost where there is spend, of shape (areas, periods).
    base
        The financial year whose prices these are.
    deflator
        By which the money was put into them.
    """

    panel: Panel
    missing: tuple[tuple[Flags, Reason], ...]
    base: Period
    deflator: Deflator


def costs_of(
    spend: Panel, spread_over: Panel, *, base: Period, deflator: Deflator, per: float = 1.0
) -> Costs:
    """Give what each area spent a head, or a unit, in each financial year.

    Parameters
    ----------
    spend
        In pounds, by financial year, else ``IncomparableError``. In cash, as published.
    spread_over
        People or units of activity. The figure of the period that shares most of the financial
        year is taken (``matched``): of mid-2024 for 2024-25.
    base
        The financial year whose prices are wanted.

    Returns
    -------
    Costs
        With the rows and columns of ``spend``. There is no cost where there is no spend, nothing
        to spread it over, or no price index for the year; it is never carried over from another.
    """
    for period_kind in (spend.measure.period_kind, base.kind):
        if period_kind is not PeriodKind.FINANCIAL_YEAR:
            raise IncomparableError(f"Spend is by financial year, and not by {period_kind.value}.")
    if spend.measure.unit.code is not UnitCode.POUNDS:
        raise IncomparableError(f"'{spend.measure.id}' is not in pounds.")
    beside = _beside(spread_over, spend)
    cash = np.where(spend.present, spend.value, np.nan)
    years = [period.year for period in spend.periods]
    real = real_terms(cash, years, base.year, deflator)
    found = unit_cost(real.value, beside.value, beside.interval, per=per)
    present = ~np.isnan(found.value)
    return Costs(
        panel=Panel(
            measure=replace(
                spend.measure,
                id=f"{spend.measure.id}-per-{spread_over.measure.id}",
                polarity=Polarity.NEITHER,
                aim=None,
                target=None,
                comparators=(),
                adds_up=None,
            ),
            areas=spend.areas,
            periods=spend.periods,
            value=found.value,
            numerator=np.where(present, real.value, np.nan),
            denominator=np.where(present, beside.value, np.nan),
            lower=found.lower,
            upper=found.upper,
            state=_states(spend, present),
            status=_statuses(spend, beside.status),
        ),
        missing=(
            (real.no_index, Reason.NO_DEFLATOR),
            (found.obstacle == Obstacle.NO_DENOMINATOR, Reason.NOTHING_SPREAD_OVER),
        ),
        base=base,
        deflator=deflator,
    )


def matched(periods: Sequence[Period], others: Sequence[Period]) -> Columns:
    """Give for each period the column of that among others which is of the same time.

    It is the one that shares most days with it, and at least half of those that the shorter of
    the two has; of several, that which ends nearest to it. NONE where there is none. A financial
    year goes with the academic year that begins in it, and with the calendar year in which it
    begins.

    Examples
    --------
    >>> year = Period(PeriodKind.FINANCIAL_YEAR, 2024)
    >>> academic = [Period(PeriodKind.ACADEMIC_YEAR, start) for start in (2022, 2023, 2024)]
    >>> matched([year], academic), matched([year], academic[:1])
    (array([2]), array([-1]))
    """
    return np.array([_match(period, others) for period in periods], dtype=np.intp)


def _match(period: Period, others: Sequence[Period]) -> int:
    best, column = (0, 0), NONE
    for place, other in enumerate(others):
        shared = (
            min(period.last_day, other.last_day) - max(period.first_day, other.first_day)
        ).days + 1
        if 2 * shared < min(_days(period), _days(other)):
            continue
        apart = abs((period.last_day - other.last_day).days)
        if column == NONE or (shared, -apart) > best:
            best, column = (shared, -apart), place
    return column


def _days(period: Period) -> int:
    return (period.last_day - period.first_day).days + 1


@dataclass(frozen=True, slots=True, eq=False)
class _Beside:
    """A panel laid out by the areas and periods of another."""

    value: Figures
    interval: Interval
    status: NDArray[np.int8]


def _beside(panel: Panel, spend: Panel) -> _Beside:
    place = {area: row for row, area in enumerate(panel.areas)}
    rows = np.array([place.get(area, NONE) for area in spend.areas], dtype=np.intp)
    columns = matched(spend.periods, panel.periods)
    absent = (rows == NONE)[:, None] | (columns == NONE)[None, :]
    around, _ = interval_of(panel)
    held = np.where(panel.present, panel.value, np.nan)

    def laid(cells: NDArray[np.float64]) -> Figures:
        if not cells.size:
            return np.full(absent.shape, np.nan)
        return np.where(absent, np.nan, cells[np.ix_(rows, columns)])

    status = laid(panel.status.astype(np.float64))
    return _Beside(
        laid(held),
        Interval(laid(around.lower), laid(around.upper)),
        np.where(np.isnan(status), -1, status).astype(np.int8),
    )


def _states(spend: Panel, present: Flags) -> NDArray[np.int8]:
    """Keep the reason for having no spend; spend without a cost was not observed as one."""
    without = np.where(spend.present, NOT_OBSERVED, spend.state)
    return np.where(present, PRESENT, without).astype(np.int8)


def _statuses(spend: Panel, beside: NDArray[np.int8]) -> NDArray[np.int8]:
    """Keep the status of the spend, unless a new series or a provisional figure is beneath it."""
    found = spend.status.copy()
    for status in (Status.PROVISIONAL, Status.BREAK):
        code = status_code(status)
        found[(beside == code) | (spend.status == code)] = code
    return found
