"""What the pages of the registers say, as blocks of the library's document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.urls import reverse

from purbeck.assess.risk_standing import RiskStanding
from purbeck.model.action import Action
from purbeck.model.framework import Framework
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.compose.cover import officer_line
from purbeck.publish.compose.heat_map import heat_map
from purbeck.publish.compose.overdue_actions import overdue_blocks
from purbeck.publish.compose.risk_register import reviews_table, scores_table, told_bullets
from purbeck.publish.compose.risks import risk_blocks
from purbeck.publish.document import (
    Block,
    Bullets,
    Card,
    Cards,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Run,
    Table,
    plain,
)
from purbeck.publish.wording.figures import day
from purbeck.publish.wording.risks import (
    appetite_badge,
    appetite_words,
    derived_words,
    interval_note,
    review_badge,
    score_words,
    standing_sentences,
    step_words,
)
from purbeck.publish.wording.value_for_money import pounds
from purbeck.publish.wording.verdicts import level_badge, risk_trend_badge, sentence_case
from purbeck_web.reading.listing import measures_table
from purbeck_web.risks.registers import Registers


def risk_address(risk_id: str) -> str:
    """Give the address of the page of a risk."""
    return reverse("risk", args=[risk_id])


def heat_map_blocks(registers: Registers) -> tuple[Block, ...]:
    """Lay the risks out on the matrix; nothing where none has a score, or there is no matrix."""
    matrix, risks = registers.framework.risk_matrix, [s.risk for s in registers.standings]
    if matrix is None or all(risk.score is None for risk in risks):
        return ()
    return (heat_map(risks, matrix, "Risks by likelihood and impact", risk_address),)


def register_blocks(registers: Registers, kept: Sequence[RiskStanding]) -> tuple[Block, ...]:
    """List the risks kept, each leading to its page; nothing where none is."""
    if not kept:
        return ()
    risks = [standing.risk for standing in kept]
    if any(risk.is_kept_in_full or risk.score is not None for risk in risks):
        tables: tuple[Block, ...] = (
            scores_table(kept, registers.framework.risk_matrix, "The register of risks"),
        )
    else:
        tables = risk_blocks(risks, "The register of risks", "")
    return tuple(_linked(each, kept) if isinstance(each, Table) else each for each in tables)


def told_blocks(kept: Sequence[RiskStanding]) -> tuple[Block, ...]:
    """Say what to look into of the risks kept."""
    told = told_bullets(kept)
    return (told,) if told else ()


def _linked(table: Table, kept: Sequence[RiskStanding]) -> Table:
    rows = (
        (_risk_cell(standing), *row[1:]) for standing, row in zip(kept, table.rows, strict=True)
    )
    return replace(table, rows=tuple(rows))


def _risk_cell(standing: RiskStanding) -> Cell:
    risk = standing.risk
    link = risk_address(risk.id)
    return Cell((Run(risk.id, strong=True), Run(" "), Run(risk.title, link=link)))


def actions_list(registers: Registers) -> tuple[Block, ...]:
    """Say what is overdue, and list every action, each leading to its page."""
    framework, actions = registers.framework, registers.actions
    late = overdue_blocks(framework, actions, registers.on)
    if not actions:
        return (Paragraph(plain("There are no actions.")),)
    table = Table(
        caption="Every action, with its owner and date",
        columns=(
            Column("Action", share=4),
            Column("Indicator", share=2.4),
            Column("Owner", share=1.6),
            Column("Due", share=1.5),
            Column("Status", share=1.3),
        ),
        rows=tuple(_action_row(registers, each) for each in actions),
    )
    return (*late, table)


def _action_row(registers: Registers, action: Action) -> tuple[Cell, ...]:
    framework = registers.framework
    indicator, officer = framework.measure(action.indicator), framework.officer(action.owner)
    name = f"{indicator.number} {indicator.name}".strip()
    return (
        Cell((Run(action.title, link=reverse("action", args=[action.id])),)),
        Cell((Run(name, link=f"#indicator-{indicator.id}"),)),
        text_cell(officer.name if officer else "Not named"),
        text_cell(day(action.due) if action.due else "No date"),
        text_cell(state_words(registers, action)),
    )


def state_words(registers: Registers, action: Action) -> str:
    """Say how far an action has come on the day."""
    if action.is_overdue(registers.on):
        return "Overdue"
    return sentence_case(action.status.value.replace("-", " "))


def risk_page(registers: Registers, standing: RiskStanding) -> tuple[Block, ...]:
    """Say all there is to a risk, but for how its score went through time."""
    return (
        Cards(tuple(_cards(registers.framework, standing))),
        *_sentences(standing),
        Facts(tuple(_facts(registers.framework, standing))),
        *_controls(standing),
        Heading("What it bears upon"),
        *_bears_upon(registers, standing.risk.indicators, "How each of them stands"),
    )


def _cards(framework: Framework, standing: RiskStanding) -> Iterator[Card]:
    risk, matrix = standing.risk, framework.risk_matrix
    now = _named(framework, risk.likelihood, risk.impact)
    yield Card("Now", now[0], now[1], badge=level_badge(risk.level))
    scores = (
        ("Before controls", risk.inherent_likelihood, risk.inherent_impact),
        ("Target", risk.target_likelihood, risk.target_impact),
    )
    for label, likelihood, impact in scores:
        words = _named(framework, likelihood, impact)
        if matrix is not None and likelihood is not None and impact is not None:
            badge = level_badge(matrix.level(likelihood, impact))
            yield Card(label, words[0], words[1], badge=badge)
    yield Card("Appetite", appetite_words(standing.limit), badge=appetite_badge(standing.appetite))
    derived = sentence_case(derived_words(standing))
    yield Card("Trend by the register", detail=derived, badge=risk_trend_badge(risk.trend))
    when = day(standing.reviewed) if standing.reviewed else ""
    yield Card("Last review", detail=when, badge=review_badge(standing.review))


def _named(framework: Framework, likelihood: int | None, impact: int | None) -> tuple[str, str]:
    """Give a score and the names of its steps; nothing where there is none."""
    matrix = framework.risk_matrix
    if matrix is None or likelihood is None or impact is None:
        return "", ""
    return score_words(likelihood, impact), step_words(matrix, likelihood, impact)


def _sentences(standing: RiskStanding) -> tuple[Block, ...]:
    said = standing_sentences(standing)
    return (Bullets(tuple(plain(each) for each in said)),) if said else ()


def _facts(framework: Framework, standing: RiskStanding) -> Iterator[Fact]:
    risk = standing.risk
    outcome = next((each for each in framework.outcomes if each.id == risk.outcome), None)
    if outcome is not None:
        link = reverse("outcome", args=[outcome.id])
        yield Fact("Outcome", (Run(outcome.name, link=link),))
    yield Fact("Owner", plain(officer_line(framework, risk.owner) or "Not named"))
    if risk.note:
        yield Fact("Note", plain(risk.note))


def _controls(standing: RiskStanding) -> tuple[Block, ...]:
    controls = standing.risk.controls
    said = Bullets(tuple(plain(each) for each in controls), own=True)
    none = Paragraph(plain("The register names none."))
    return (Heading("Controls"), said if controls else none)


def _bears_upon(registers: Registers, indicators: Sequence[str], caption: str) -> tuple[Block, ...]:
    found = registers.assessments(*indicators)
    if not found:
        return (Paragraph(plain("The register ties it to no one indicator of the outcome.")),)
    return (measures_table(caption, found),)


def reviews_blocks(registers: Registers, standing: RiskStanding) -> tuple[Block, ...]:
    """List the reviews of a risk, the latest first, and say when one is overdue."""
    note = Paragraph(plain(interval_note(standing.interval)), quiet=True)
    if not standing.risk.reviews_by(standing.on):
        return (Paragraph(plain("No review with a score is recorded.")), note)
    return (reviews_table(registers.framework, standing, "Reviews, the latest first"), note)


def action_page(registers: Registers, action: Action) -> tuple[Block, ...]:
    """Say all there is to an action, but for its milestones."""
    framework = registers.framework
    facts = [
        Fact("Owner", plain(officer_line(framework, action.owner) or "Not named")),
        Fact("Began", plain(day(action.started) if action.started else "Not stated")),
        Fact("Due", plain(day(action.due) if action.due else "No date")),
        Fact("Status", plain(state_words(registers, action))),
    ]
    if action.beside:
        facts.append(Fact("Held beside", plain(framework.group(action.beside).name)))
    facts += _saving(framework, action)
    facts += [Fact("Note", plain(action.note))] if action.note else []
    return (
        Facts(tuple(facts)),
        Heading("The indicator that it is about"),
        *_bears_upon(registers, (action.indicator,), "How it stands"),
    )


def _saving(framework: Framework, action: Action) -> Iterator[Fact]:
    """Say what an action is to save, as it was declared; nothing of one that is to save nothing."""
    if not action.invest_to_save:
        return
    expected = "; ".join(f"{period} {pounds(saved)}" for period, saved in action.savings)
    yield Fact("To save on", plain(framework.measure(action.saves_on).name))
    yield Fact("Put in", plain(f"{pounds(action.invested)}, in pounds of {action.prices}"))
    yield Fact("Expected to save", plain(expected))
