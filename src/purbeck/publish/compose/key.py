"""The key: what each mark means, and the rule behind each colour."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.assess.rulebook import RULES
from purbeck.model.policy import Band, Policy
from purbeck.model.risk import RiskLevel, RiskTrend
from purbeck.model.unit import UNITS
from purbeck.model.verdict import Rag
from purbeck.publish.compose.cells import badge_cell, text_cell
from purbeck.publish.document import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Section,
    Table,
    plain,
)
from purbeck.publish.wording.figures import number
from purbeck.publish.wording.verdicts import (
    KIND_NAME,
    RAG_MEANING,
    RISK_LEVEL_MEANING,
    RISK_TREND_MEANING,
    level_badge,
    rag_badge,
    risk_trend_badge,
)
from purbeck.scorecard import DisclosedScorecard

_ORDER = (Rag.GREEN, Rag.AMBER, Rag.RED, Rag.NO_DATA)


def key_section(scorecard: DisclosedScorecard) -> Section:
    """Compose the key to performance and risk assessments."""
    return Section(
        anchor="key",
        title="Key to performance and risk assessments",
        blocks=(
            Table(
                caption="Colours of indicators and measures",
                columns=(Column("Mark", share=1.2), Column("Meaning", share=5)),
                rows=tuple(
                    (badge_cell(rag_badge(rag)), text_cell(RAG_MEANING[rag])) for rag in Rag
                ),
            ),
            Table(
                caption="Levels of corporate risks",
                columns=(Column("Level", share=1.2), Column("Meaning", share=5)),
                rows=tuple(
                    (badge_cell(level_badge(level)), text_cell(_level_meaning(scorecard, level)))
                    for level in RiskLevel
                ),
            ),
            Table(
                caption="Trends of corporate risks",
                columns=(Column("Trend", share=1.2), Column("Meaning", share=5)),
                rows=tuple(
                    (badge_cell(risk_trend_badge(trend)), text_cell(RISK_TREND_MEANING[trend]))
                    for trend in RiskTrend
                ),
            ),
        ),
    )


def _level_meaning(scorecard: DisclosedScorecard, level: RiskLevel) -> str:
    matrix = scorecard.framework.risk_matrix
    meaning = RISK_LEVEL_MEANING[level]
    if matrix is not None and matrix.outside_appetite(level):
        return f"{meaning}, outside the organisation's risk appetite"
    return meaning


def rules_section(scorecard: DisclosedScorecard) -> Section:
    """Compose the rule behind each colour, with every threshold and where it comes from."""
    return Section(
        anchor="rules",
        new_page=False,
        title="The rule behind each colour",
        blocks=tuple(_rules(scorecard.policy)),
    )


def _rules(policy: Policy) -> Iterator[Block]:
    reason = " ".join(policy.reason.split())
    yield Paragraph(plain(f"{policy.name}. {reason}".strip()))
    yield _bands(policy)
    yield Heading("From trend and comparators to a colour")
    yield _decisions(policy)
    yield Heading("How each verdict is reached")
    yield Table(
        caption="The rules, and where they come from",
        columns=(
            Column("Rule", share=1.3),
            Column("What it does", share=4.2),
            Column("Where it comes from", share=2.2),
        ),
        rows=tuple(
            (text_cell(rule.name), text_cell(rule.statement), text_cell(rule.source))
            for rule in RULES
        ),
    )


def _bands(policy: Policy) -> Table:
    return Table(
        caption="How large a difference must be to count",
        columns=(
            Column("Measures", share=2.6),
            Column("Marginal, up to", numeric=True, share=1.3),
            Column("Similar, up to", numeric=True, share=1.3),
            Column("Where it comes from", share=3.6),
        ),
        rows=tuple(_band_row(band) for band in policy.bands),
    )


def _band_row(band: Band) -> tuple[Cell, ...]:
    unit = "any other unit" if band.unit is None else UNITS[band.unit].code.value
    name = f"{KIND_NAME[band.kind]}s, {unit.replace('-', ' ')}"
    return (
        text_cell(name),
        text_cell(_width(band.marginal)),
        text_cell(_width(band.similar)),
        text_cell(band.source),
    )


def _width(width: float) -> str:
    return "no band" if width == 0 else number(width, 1)


def _decisions(policy: Policy) -> Table:
    return Table(
        caption="The colour of a measure, by its trend and by the worst of its comparators",
        columns=(
            Column("Trend", share=1.4),
            *(
                Column(
                    "No comparator" if rag is Rag.NO_DATA else f"Comparators {rag.value}",
                    share=1.2,
                )
                for rag in _ORDER
            ),
        ),
        rows=tuple(
            (
                badge_cell(rag_badge(trend)),
                *(badge_cell(rag_badge(policy.decide(trend, rag))) for rag in _ORDER),
            )
            for trend in _ORDER
        ),
    )
