"""risks.csv: the corporate risks that bear upon outcomes and indicators."""

from __future__ import annotations

from pathlib import Path

from purbeck.ingest.bound_texts import BoundTexts
from purbeck.ingest.cells import number_in
from purbeck.ingest.columns import RISKS
from purbeck.ingest.csv_file import read_csv
from purbeck.ingest.declared import Declared
from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.register import RegisterRow
from purbeck.ingest.scores import Steps, score_in
from purbeck.model.issue import IssueCode
from purbeck.model.nearest import hint
from purbeck.model.risk import Appetite, CorporateRisk, RiskLevel, RiskTrend


def read_risks(
    path: Path, declared: Declared, issues: FileIssues, bound: BoundTexts
) -> tuple[list[CorporateRisk], dict[str, int]]:
    """Read the register of risks, and the row of each id; a row with any error gives no risk.

    Its ids, and the references in its texts, are put down in ``bound``.
    """
    table = read_csv(path, RISKS, issues)
    if table is None:
        return [], {}
    known: dict[str, int] = {}
    rows = [RegisterRow(record, issues) for record in table.records()]
    read = [_risk(row, declared, known) for row in rows]
    for row in rows:
        row.put_texts(bound, "title", "note")
    bound.risks = tuple(known)
    return [risk for risk in read if risk is not None], known


def _risk(row: RegisterRow, declared: Declared, known: dict[str, int]) -> CorporateRisk | None:
    own = row.new_id(known)
    title = row.needed("title", "what may happen, in a sentence")
    names = [name for part in row["indicator"].split(";") if (name := part.strip())]
    indicators = [row.reference_in(name, "indicator", declared.indicators) for name in names]
    outcome = _outcome(row, indicators, declared)
    level, score = _score(row, declared)
    inherent = score_in(row, declared, "inherent_likelihood", "inherent_impact")
    target = score_in(row, declared, "target_likelihood", "target_impact")
    appetite = _appetite(row, declared)
    trend = row.choice("trend", RiskTrend) or RiskTrend.NOT_STATED
    owner = row.reference("owner", declared.officers)
    reviewed = row.date("reviewed")
    if row.failed or level is None:
        return None
    return CorporateRisk(
        id=own,
        title=title,
        outcome=outcome,
        level=level,
        likelihood=score and score[0],
        impact=score and score[1],
        trend=trend,
        indicators=tuple(dict.fromkeys(indicators)),
        owner=owner,
        reviewed=reviewed,
        note=row["note"],
        inherent_likelihood=inherent and inherent[0],
        inherent_impact=inherent and inherent[1],
        target_likelihood=target and target[0],
        target_impact=target and target[1],
        appetite=appetite,
        controls=tuple(part for each in row["controls"].split(";") if (part := each.strip())),
    )


def _outcome(row: RegisterRow, indicators: list[str], declared: Declared) -> str:
    """Give the outcome that is named, or that of the first indicator, or the only one."""
    if row["outcome"]:
        return row.reference("outcome", declared.outcomes)
    if indicators:
        return declared.outcome_of.get(indicators[0], "")
    outcomes = list(declared.outcomes.spellings)
    if len(outcomes) == 1:
        return outcomes[0]
    if declared.outcomes.readable:
        expected = f"an outcome of framework.toml{hint('', outcomes)}"
        row.error(IssueCode.MISSING_CELL, "outcome", "nothing", expected)
    return ""


def _score(row: RegisterRow, declared: Declared) -> tuple[RiskLevel | None, Steps | None]:
    """Read level, likelihood and impact: a level alone, or both steps, or all three agreeing."""
    level = row.choice("level", RiskLevel)
    if not (row["level"] or row["likelihood"] or row["impact"]):
        expected = "high, medium or low, or likelihood and impact"
        row.error(IssueCode.MISSING_CELL, "level", "nothing", expected)
    steps = score_in(row, declared, "likelihood", "impact")
    if steps is None or declared.matrix is None:
        return level, None
    on_matrix = declared.matrix.level(*steps)
    if level is not None and level is not on_matrix:
        received = f"'{level.value}' with likelihood {steps[0]} and impact {steps[1]}"
        expected = f"{on_matrix.value}, which the matrix has there"
        row.error(IssueCode.INCONSISTENT, "level", received, expected)
    return on_matrix, steps


def _appetite(row: RegisterRow, declared: Declared) -> Appetite | None:
    """Read the gravest level, or the highest score, that is willingly carried."""
    text = row["appetite"]
    if not text:
        return None
    number = number_in(text)
    if number is None:
        return row.choice("appetite", RiskLevel)
    if declared.matrix is None:
        if not declared.matrix_given:
            expected = "a level, as there is no table [risk_matrix] in framework.toml"
            row.error(IssueCode.NOT_ON_MATRIX, "appetite", quoted(text), expected)
        return None
    highest = declared.matrix.highest_score
    if number.is_integer() and 1 <= number <= highest:
        return int(number)
    expected = f"high, medium or low, or a score from 1 to {highest}"
    row.error(IssueCode.NOT_ON_MATRIX, "appetite", quoted(text), expected)
    return None
