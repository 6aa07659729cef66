"""risk_reviews.csv: what each look at a risk has found, from which its trend is derived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from purbeck.ingest.columns import RISK_REVIEWS
from purbeck.ingest.csv_file import read_csv
from purbeck.ingest.declared import Declared, Names
from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.register import RegisterRow
from purbeck.ingest.scores import score_in
from purbeck.model.issue import IssueCode
from purbeck.model.risk import CorporateRisk, RiskReview, RiskTrend, trend_of


def read_reviews(
    path: Path, declared: Declared, risks: Names, issues: FileIssues
) -> dict[str, list[RiskReview]]:
    """Read the reviews of each risk, the earliest first; a row with any error gives none.

    Notes are kept as they are typed.

    Parameters
    ----------
    risks
        Those that risks.csv has, sound or not.
    """
    table = read_csv(path, RISK_REVIEWS, issues)
    read: dict[str, list[RiskReview]] = defaultdict(list)
    if table is None:
        return read
    known: dict[tuple[str, str], int] = {}
    for record in table.records():
        row = RegisterRow(record, issues)
        row.needed("risk", "the id of a risk")
        risk = row.reference("risk", risks)
        review = _review(row, declared)
        first = record.row if review is None else known.setdefault(_key(risk, review), record.row)
        if first != record.row:
            expected = f"another day; row {first} is of this risk and day"
            row.error(IssueCode.DUPLICATE_ID, "date", quoted(row["date"]), expected)
        if review is not None and not row.failed:
            read[risk].append(review)
    return {risk: sorted(own, key=lambda review: review.on) for risk, own in read.items()}


def _key(risk: str, review: RiskReview) -> tuple[str, str]:
    return risk, review.on.isoformat()


def _review(row: RegisterRow, declared: Declared) -> RiskReview | None:
    row.needed("date", "the day of the review, YYYY-MM-DD")
    on = row.date("date")
    if not row["likelihood"] and not row["impact"]:
        row.needed("likelihood", "a step on the matrix")
        row.needed("impact", "a step on the matrix")
    steps = score_in(row, declared, "likelihood", "impact")
    by = row.reference("by", declared.officers)
    if on is None or steps is None:
        return None
    return RiskReview(on=on, likelihood=steps[0], impact=steps[1], by=by, note=row["note"])


def with_reviews(
    risk: CorporateRisk,
    reviews: Mapping[str, Sequence[RiskReview]],
    rows: Mapping[str, int],
    issues: FileIssues,
) -> CorporateRisk:
    """Give a risk with its reviews; where it reads otherwise than they do, a warning on its row."""
    own = tuple(reviews.get(risk.id, ()))
    if own:
        _compare(risk, own, rows[risk.id], issues)
    return replace(risk, reviews=own)


def _compare(
    risk: CorporateRisk, reviews: Sequence[RiskReview], row: int, issues: FileIssues
) -> None:
    latest = reviews[-1]
    when = f"as reviewed on {latest.on.isoformat()}"
    steps = risk.likelihood, risk.impact
    if None not in steps and steps != (latest.likelihood, latest.impact):
        received = f"likelihood {risk.likelihood} and impact {risk.impact}"
        expected = f"{latest.likelihood} and {latest.impact}, {when}"
        issues.warn(IssueCode.RISK_AND_REVIEWS, "likelihood", received, expected, row=row)
    if risk.reviewed is not None and risk.reviewed < latest.on:
        received = risk.reviewed.isoformat()
        issues.warn(
            IssueCode.RISK_AND_REVIEWS,
            "reviewed",
            received,
            f"{latest.on.isoformat()}, {when}",
            row=row,
        )
    found = trend_of(reviews)
    unsaid = RiskTrend.NOT_STATED
    if unsaid not in (found, risk.trend) and found is not risk.trend:
        received = f"'{risk.trend.value}'"
        expected = f"{found.value}, as the scores go from {reviews[-2].score} to {latest.score}"
        issues.warn(IssueCode.RISK_AND_REVIEWS, "trend", received, expected, row=row)
