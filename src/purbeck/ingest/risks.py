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
from purbeck.model.issue import IssueCode
from purbeck.model.nearest import hint
from purbeck.model.risk import CorporateRisk, RiskLevel, RiskMatrix, RiskTrend


def read_risks(
    path: Path, declared: Declared, issues: FileIssues, bound: BoundTexts
) -> list[CorporateRisk]:
    """Read the register of risks; a row with any error gives no risk.

    Its ids, and the references in its texts, are put down in ``bound``.
    """
    table = read_csv(path, RISKS, issues)
    if table is None:
        return []
    known: dict[str, int] = {}
    rows = [RegisterRow(record, issues) for record in table.records()]
    read = [_risk(row, declared, known) for row in rows]
    for row in rows:
        row.put_texts(bound, "title", "note")
    bound.risks = tuple(known)
    return [risk for risk in read if risk is not None]


def _risk(row: RegisterRow, declared: Declared, known: dict[str, int]) -> CorporateRisk | None:
    own = row.new_id(known)
    title = row.needed("title", "what may happen, in a sentence")
    names = [name for part in row["indicator"].split(";") if (name := part.strip())]
    indicators = [row.reference_in(name, "indicator", declared.indicators) for name in names]
    outcome = _outcome(row, indicators, declared)
    level, likelihood, impact = _score(row, declared)
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
        likelihood=likelihood,
        impact=impact,
        trend=trend,
        indicators=tuple(dict.fromkeys(indicators)),
        owner=owner,
        reviewed=reviewed,
        note=row["note"],
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


def _score(row: RegisterRow, declared: Declared) -> tuple[RiskLevel | None, int | None, int | None]:
    """Read level, likelihood and impact: a level alone, or both steps, or all three agreeing."""
    level = row.choice("level", RiskLevel)
    scored = [column for column in ("likelihood", "impact") if row[column]]
    if not scored:
        if not row["level"]:
            expected = "high, medium or low, or likelihood and impact"
            row.error(IssueCode.MISSING_CELL, "level", "nothing", expected)
        return level, None, None
    if len(scored) == 1:
        missing = "impact" if scored == ["likelihood"] else "likelihood"
        expected = f"a step on the matrix, as {scored[0]} is given"
        row.error(IssueCode.MISSING_CELL, missing, "nothing", expected)
        return level, None, None
    if declared.matrix is None:
        _check_matrix_given(row, declared)
        return level, None, None
    return _score_on(declared.matrix, row, level)


def _check_matrix_given(row: RegisterRow, declared: Declared) -> None:
    """Put down scores for which there is no matrix; one that is wrong is put down already."""
    if not declared.matrix_given:
        received = f"likelihood {row['likelihood']} and impact {row['impact']}"
        expected = "a table [risk_matrix] in framework.toml"
        advice = "Add the matrix, or give the level in place of the scores."
        row.error(IssueCode.NOT_ON_MATRIX, "likelihood", received, expected, advice)


def _score_on(
    matrix: RiskMatrix, row: RegisterRow, level: RiskLevel | None
) -> tuple[RiskLevel | None, int | None, int | None]:
    likelihood = _step(row, "likelihood", matrix.likelihoods)
    impact = _step(row, "impact", matrix.impacts)
    if likelihood is None or impact is None:
        return level, None, None
    on_matrix = matrix.level(likelihood, impact)
    if level is not None and level is not on_matrix:
        received = f"'{level.value}' with likelihood {likelihood} and impact {impact}"
        expected = f"{on_matrix.value}, which the matrix has there"
        row.error(IssueCode.INCONSISTENT, "level", received, expected)
    return on_matrix, likelihood, impact


def _step(row: RegisterRow, column: str, names: tuple[str, ...]) -> int | None:
    """Read a step of the matrix by its number, from 1, or by its name."""
    text = row[column]
    by_name = {name.casefold(): step for step, name in enumerate(names, start=1)}
    number = number_in(text)
    if number is not None and number.is_integer() and 1 <= number <= len(names):
        return int(number)
    if text.casefold() in by_name:
        return by_name[text.casefold()]
    expected = f"1 to {len(names)}, or a step by its name{hint(text, names)}"
    row.error(IssueCode.NOT_ON_MATRIX, column, quoted(text), expected)
    return None
