"""The words for verdicts, marks and kinds, and the badge that goes with each."""

from __future__ import annotations

from purbeck.model.measure import MeasureKind, PerformanceKind
from purbeck.model.polarity import Polarity
from purbeck.model.risk import RiskLevel, RiskTrend
from purbeck.model.verdict import ComparisonVerdict, Rag, TrendVerdict
from purbeck.publish.document import Badge, Mark

RAG_MEANING: dict[Rag, str] = {
    Rag.RED: "Performance not on track",
    Rag.AMBER: "Some issues of concern",
    Rag.GREEN: "Performance on track",
    Rag.NO_DATA: "No data or no polarity: cannot be assessed",
}

RAG_NAME: dict[Rag, str] = {
    Rag.RED: "Red",
    Rag.AMBER: "Amber",
    Rag.GREEN: "Green",
    Rag.NO_DATA: "No data",
}

_MARK_OF_RAG = {
    Rag.RED: Mark.RED,
    Rag.AMBER: Mark.AMBER,
    Rag.GREEN: Mark.GREEN,
    Rag.NO_DATA: Mark.NO_DATA,
}

_MARK_OF_TREND = {
    TrendVerdict.IMPROVING: Mark.IMPROVING,
    TrendVerdict.MARGINAL_CHANGE: Mark.UNCHANGED,
    TrendVerdict.UNCHANGED: Mark.UNCHANGED,
    TrendVerdict.WORSENING: Mark.WORSENING,
    TrendVerdict.CANNOT_BE_ASSESSED: Mark.NOT_STATED,
}

_MARK_OF_LEVEL = {
    RiskLevel.HIGH: Mark.HIGH,
    RiskLevel.MEDIUM: Mark.MEDIUM,
    RiskLevel.LOW: Mark.LOW,
}

_MARK_OF_RISK_TREND = {
    RiskTrend.IMPROVING: Mark.IMPROVING,
    RiskTrend.UNCHANGED: Mark.UNCHANGED,
    RiskTrend.WORSENING: Mark.WORSENING,
    RiskTrend.NOT_STATED: Mark.NOT_STATED,
}

RISK_LEVEL_MEANING: dict[RiskLevel, str] = {
    RiskLevel.HIGH: "High level risk in the corporate risk register",
    RiskLevel.MEDIUM: "Medium level risk in the corporate risk register",
    RiskLevel.LOW: "Low level risk in the corporate risk register",
}

RISK_TREND_MEANING: dict[RiskTrend, str] = {
    RiskTrend.IMPROVING: "The risk has lessened since the previous submission",
    RiskTrend.UNCHANGED: "The risk stands as it did in the previous submission",
    RiskTrend.WORSENING: "The risk has grown since the previous submission",
    RiskTrend.NOT_STATED: "The register does not say how the risk has moved",
}

KIND_NAME: dict[MeasureKind, str] = {
    MeasureKind.POPULATION_INDICATOR: "Population indicator",
    MeasureKind.PERFORMANCE_MEASURE: "Performance measure",
    MeasureKind.REFERENCE_SERIES: "Reference series",
}

QUESTION_NAME: dict[PerformanceKind, str] = {
    PerformanceKind.HOW_MUCH: "How much did we do?",
    PerformanceKind.HOW_WELL: "How well did we do it?",
    PerformanceKind.BETTER_OFF: "Is anyone better off?",
}

POLARITY_MEANING: dict[Polarity, str] = {
    Polarity.HIGHER: "Higher is better",
    Polarity.LOWER: "Lower is better",
    Polarity.RANGE: "A value within the aim is better",
    Polarity.NEITHER: "Neither higher nor lower is better",
}


def sentence_case(words: str) -> str:
    """Write words with a capital first letter and leave the rest as they are."""
    return words[:1].upper() + words[1:]


def rag_badge(rag: Rag, word: str = "") -> Badge:
    """Give the badge of a colour, with its own name for a word unless another is given."""
    return Badge(_MARK_OF_RAG[rag], sentence_case(word) or RAG_NAME[rag])


def verdict_badge(verdict: TrendVerdict | ComparisonVerdict, rag: Rag) -> Badge:
    """Give the badge of a verdict in the colour that the policy has for it."""
    return Badge(_MARK_OF_RAG[rag], sentence_case(verdict.value))


def trend_badge(verdict: TrendVerdict) -> Badge:
    """Give the badge of a trend with its arrow, for counts of measures."""
    return Badge(_MARK_OF_TREND[verdict], sentence_case(verdict.value))


def level_badge(level: RiskLevel) -> Badge:
    """Give the badge of the level of a risk."""
    return Badge(_MARK_OF_LEVEL[level], sentence_case(level.value))


def risk_trend_badge(trend: RiskTrend) -> Badge:
    """Give the badge of how a risk has moved."""
    return Badge(_MARK_OF_RISK_TREND[trend], sentence_case(trend.value.replace("-", " ")))
