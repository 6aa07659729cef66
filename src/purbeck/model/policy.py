"""The organisation's own rule as data: every threshold with a name, a value and a source.

A policy is a value read from a workspace, as a framework is; the rules that obey it are in
``assess``. ``DEFAULT_POLICY`` is what a workspace has that says nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from purbeck.model.disclosure import DEFAULT_DISCLOSURE, Disclosure
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.risk import DEFAULT_REVIEW_INTERVAL, ReviewInterval
from purbeck.model.unit import UnitCode
from purbeck.model.verdict import ComparisonVerdict, Rag, TrendVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """How large a difference must be to count, for one kind of measure and unit.

    Attributes
    ----------
    unit
        The unit that the band is for; None for every unit without a band of its own.
    marginal
        A change of at most this much is marginal, in the measure's unit. With 0, any change
        counts.
    similar
        A difference from a comparator of at most this much is similar, in the measure's unit.
    source
        Who says so, or where it is written down.
    """

    kind: MeasureKind
    unit: UnitCode | None = None
    marginal: float
    similar: float
    source: str

    def __post_init__(self) -> None:
        problems = [
            Problem(IssueCode.OUT_OF_RANGE, name, f"{width:g}", "0 or more")
            for name, width in (("marginal", self.marginal), ("similar", self.similar))
            if width < 0
        ]
        if problems:
            raise InvalidValueError("Band", problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One row of the table that gives the colour of a measure from those of its parts.

    ``comparators`` is the colour of all comparators taken together; no data where there are
    none, or none could be assessed.
    """

    trend: Rag
    comparators: Rag
    rag: Rag


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """When an indicator is suggested as an area of focus: a colour, with any of these trends."""

    rag: Rag
    trends: tuple[TrendVerdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A doubt about a figure that somebody has looked into, and why it stands.

    Attributes
    ----------
    code
        Of the doubt.
    measure, area, period
        What it is about; an empty one is any.
    """

    code: IssueCode
    measure: str = ""
    area: str = ""
    period: str = ""
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            problem = Problem(IssueCode.MISSING_KEY, "reason", "nothing", "why the figure stands")
            raise InvalidValueError("Accepted", [problem])

    def covers(self, code: IssueCode, measure: str, area: str, period: str) -> bool:
        """Whether a doubt is one of those accepted."""
        return self.code is code and all(
            own in ("", other)
            for own, other in (
                (self.measure, measure),
                (self.area, area),
                (self.period, period),
            )
        )


G, A, R, ND = Rag.GREEN, Rag.AMBER, Rag.RED, Rag.NO_DATA

_TABLE = {
    G: {G: G, A: G, R: A, ND: G},
    A: {G: G, A: A, R: R, ND: A},
    R: {G: A, A: R, R: R, ND: R},
    ND: {G: G, A: A, R: R, ND: ND},
}

DEFAULT_DECISIONS = tuple(
    Decision(trend=trend, comparators=comparators, rag=rag)
    for trend, row in _TABLE.items()
    for comparators, rag in row.items()
)

_HALF_A_POINT = (
    "Convention of the 2018 Dorset report: a fall from 95.3% to 95.1% is marginal, "
    "and 95.1% beside 95.3% is similar"
)
_ANY_CHANGE = "Convention of the 2018 Dorset report: any change of a measure counts"

DEFAULT_BANDS = (
    Band(
        kind=MeasureKind.POPULATION_INDICATOR,
        unit=UnitCode.PERCENTAGE,
        marginal=0.5,
        similar=0.5,
        source=_HALF_A_POINT,
    ),
    Band(
        kind=MeasureKind.POPULATION_INDICATOR,
        unit=UnitCode.PERCENTAGE_POINTS,
        marginal=0.5,
        similar=0.5,
        source=_HALF_A_POINT,
    ),
    Band(
        kind=MeasureKind.POPULATION_INDICATOR,
        marginal=0.0,
        similar=0.0,
        source="No band is agreed for this unit, so that any difference counts",
    ),
    Band(
        kind=MeasureKind.PERFORMANCE_MEASURE,
        marginal=0.0,
        similar=0.0,
        source=_ANY_CHANGE,
    ),
)

DEFAULT_TREND_RAG: Mapping[TrendVerdict, Rag] = {
    TrendVerdict.IMPROVING: G,
    TrendVerdict.MARGINAL_CHANGE: A,
    TrendVerdict.UNCHANGED: A,
    TrendVerdict.WORSENING: R,
    TrendVerdict.CANNOT_BE_ASSESSED: ND,
}

DEFAULT_COMPARISON_RAG: Mapping[ComparisonVerdict, Rag] = {
    ComparisonVerdict.BETTER: G,
    ComparisonVerdict.SIMILAR: A,
    ComparisonVerdict.WORSE: R,
    ComparisonVerdict.CANNOT_BE_ASSESSED: ND,
}

DEFAULT_FOCUS = (
    Focus(rag=R, trends=tuple(TrendVerdict)),
    Focus(
        rag=A,
        trends=(TrendVerdict.MARGINAL_CHANGE, TrendVerdict.UNCHANGED, TrendVerdict.WORSENING),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How an organisation judges its figures.

    Attributes
    ----------
    bands
        The width of marginal and similar, by kind of measure and unit.
    decisions
        A colour for each of the sixteen pairs of trend colour and comparator colour.
    focus
        When an indicator is suggested as an area of focus.
    focus_on_unassessed
        Whether an indicator that cannot be assessed is suggested too, where some of its
        performance measures are worsening.
    disclosure
        Which counts are shown, and how.
    accepted
        Doubts about figures that were looked into.
    risk_review
        How long a corporate risk may go without a review.
    """

    name: str = "Default policy"
    bands: tuple[Band, ...] = DEFAULT_BANDS
    trend_rag: Mapping[TrendVerdict, Rag] = field(default_factory=lambda: DEFAULT_TREND_RAG)
    comparison_rag: Mapping[ComparisonVerdict, Rag] = field(
        default_factory=lambda: DEFAULT_COMPARISON_RAG
    )
    decisions: tuple[Decision, ...] = DEFAULT_DECISIONS
    focus: tuple[Focus, ...] = DEFAULT_FOCUS
    focus_on_unassessed: bool = True
    disclosure: Disclosure = DEFAULT_DISCLOSURE
    accepted: tuple[Accepted, ...] = ()
    reason: str = ""
    risk_review: ReviewInterval = DEFAULT_REVIEW_INTERVAL

    def __post_init__(self) -> None:
        problems = [
            Problem(
                IssueCode.MISSING_KEY,
                "decision",
                "nothing",
                f"a colour for trend {trend.value} with comparators {comparators.value}",
            )
            for trend in Rag
            for comparators in Rag
            if self._decided(trend, comparators) is None
        ]
        if problems:
            raise InvalidValueError("Policy", problems)

    @property
    def minimum_count(self) -> int:
        """The smallest count that is shown; 0 for any."""
        return self.disclosure.minimum_count

    @property
    def minimum_count_source(self) -> str:
        """Who sets the smallest count that is shown."""
        return self.disclosure.source

    def band(self, measure: Measure) -> Band | None:
        """Give the band of a measure: that of its unit, else of its kind, else None."""
        of_kind = [band for band in self.bands if band.kind is measure.kind]
        own = [band for band in of_kind if band.unit is measure.unit.code]
        other = [band for band in of_kind if band.unit is None]
        return next(iter([*own, *other]), None)

    def decide(self, trend: Rag, comparators: Rag) -> Rag:
        """Give the colour that the table has for a pair of colours."""
        rag = self._decided(trend, comparators)
        assert rag is not None  # the constructor refuses a table with holes
        return rag

    def _decided(self, trend: Rag, comparators: Rag) -> Rag | None:
        for decision in self.decisions:
            if decision.trend is trend and decision.comparators is comparators:
                return decision.rag
        return None


DEFAULT_POLICY = Policy()
