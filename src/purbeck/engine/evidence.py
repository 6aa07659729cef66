"""The rules of evidence at scale: what each finds, as columns beside those of the kernel.

Whatever ``PanelStatistics`` holds as Findings has its columns here: verdict, reason, caveats and
the numbers of its evidence. A rule that is added there is written from then on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.benchmark import Benchmark, benchmark_of
from purbeck.assess.comparison import comparison
from purbeck.assess.direction_of_travel import direction_of_travel
from purbeck.assess.finding import Findings
from purbeck.assess.latest import latest_of
from purbeck.assess.overall import overall
from purbeck.assess.reason import Caveat
from purbeck.assess.statistical.benchmark_evidence import benchmark_evidence
from purbeck.engine.statistics import statistics_of
from purbeck.methods.forecast import Forecast
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.policy import DEFAULT_POLICY, Policy
from purbeck.model.unit import UNITS, UnitCode
from purbeck.model.verdict import ComparisonVerdict, TrendVerdict
from purbeck.panel.panel import Panel

Arrays = dict[str, NDArray[Any]]
ByRule = Mapping[str, Findings[Any]]

CAVEATS = tuple(Caveat)
"""What the bits of a column of caveats stand for, from the lowest."""

STATISTICS = "statistics_"
"""What the names of the columns of ``PanelStatistics`` begin with."""


def evidence_of(
    panel: Panel,
    policy: Policy,
    trend: Findings[TrendVerdict],
    comparisons: Sequence[Findings[ComparisonVerdict]],
    benchmark: Benchmark | None,
    ahead: Forecast | None = None,
) -> ByRule:
    """Run every rule beyond the seven over a panel, and give what they find by their columns' name.

    Parameters
    ----------
    trend, comparisons
        What the council's own rules find, from which the colour follows.
    benchmark
        The area that all are held against; None for none, and then no evidence against it.
    ahead
        The forecast of the panel's next figures, where it has been made already.
    """
    found: dict[str, Findings[Any]] = {"overall": overall(panel, policy, trend, comparisons)}
    if benchmark is not None:
        found["benchmark_evidence"] = benchmark_evidence(panel, benchmark, policy)
    statistics = statistics_of(panel, policy, trend, ahead=ahead)
    for field in fields(statistics):
        held = getattr(statistics, field.name)
        if isinstance(held, Findings):
            found[f"{STATISTICS}{field.name}"] = held
    return found


def arrays_of(found: ByRule) -> Arrays:
    """Lay findings out as columns: codes of verdicts and reasons, caveats as bits, and figures.

    What no column is declared for is an error of ours, and not left out in silence.
    """
    arrays: Arrays = {}
    for name, findings in found.items():
        arrays[name] = findings.verdict
        arrays[f"{name}_reason"] = findings.reason
        arrays[f"{name}_caveats"] = _bits(findings)
        arrays |= {f"{name}_{figure}": held for figure, held in findings.evidence.items()}
    unexpected = arrays.keys() - {name for rule in rules_here() for name in rule.columns}
    assert not unexpected, f"no columns for {sorted(unexpected)}"
    return arrays


def _bits(findings: Findings[Any]) -> NDArray[np.int64]:
    bits = np.zeros(findings.verdict.shape, dtype=np.int64)
    for caveat, holds in findings.caveats.items():
        bits |= np.left_shift(holds.astype(np.int64), CAVEATS.index(caveat))
    return bits


class RuleColumns(NamedTuple):
    """The columns of one rule: its name, the words of its verdicts, and its evidence."""

    name: str
    verdicts: tuple[str, ...]
    figures: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns in order."""
        ends = ("_reason", "_caveats", *(f"_{figure}" for figure in self.figures))
        return (self.name, *(f"{self.name}{end}" for end in ends))


@lru_cache(maxsize=1)
def rules_here() -> tuple[RuleColumns, ...]:
    """Ask every rule for its columns, by a little panel of each kind of measure.

    A rule gives other evidence of rates than of shares, so that more than one has to be asked.
    """
    verdicts: dict[str, tuple[str, ...]] = {}
    figures: dict[str, dict[str, None]] = {}
    for panel in _samples():
        for name, findings in _asked(panel).items():
            verdicts[name] = tuple(member.value for member in findings.verdicts)
            figures.setdefault(name, {}).update(dict.fromkeys(findings.evidence))
    return tuple(RuleColumns(name, verdicts[name], tuple(figures[name])) for name in verdicts)


def _asked(panel: Panel) -> ByRule:
    trend = direction_of_travel(panel, DEFAULT_POLICY)
    first = Comparator(id="first", label="first", kind=ComparatorKind.AREA, area=panel.areas[0])
    held = benchmark_of(first, panel, latest_of(panel).latest, panel)
    compared = comparison(panel, held, DEFAULT_POLICY)
    return evidence_of(panel, DEFAULT_POLICY, trend, [compared], held)


def _samples() -> list[Panel]:
    units = (UnitCode.PERCENTAGE, UnitCode.RATE_PER_1000, UnitCode.SCORE)
    kinds = (PeriodKind.FINANCIAL_YEAR, PeriodKind.FINANCIAL_QUARTER)
    return [_sample(unit, kind) for unit in units for kind in kinds]


def _sample(unit: UnitCode, kind: PeriodKind) -> Panel:
    shape = (2, 3)
    measure = Measure(
        id="sample",
        name="Sample",
        kind=MeasureKind.POPULATION_INDICATOR,
        unit=UNITS[unit],
        polarity=Polarity.HIGHER,
        period_kind=kind,
    )
    first = Period(kind, 2015).ordinal
    return Panel(
        measure=measure,
        areas=("A", "B"),
        periods=tuple(Period.from_ordinal(kind, first + step) for step in range(shape[1])),
        value=np.full(shape, 50.0),
        numerator=np.full(shape, 50.0),
        denominator=np.full(shape, 100.0),
        lower=np.full(shape, np.nan),
        upper=np.full(shape, np.nan),
        state=np.zeros(shape, dtype=np.int8),
        status=np.zeros(shape, dtype=np.int8),
    )
