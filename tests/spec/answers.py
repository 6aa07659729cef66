"""What a rule answers for the areas of a drawn table, to be held against what is expected.

The rulebook is printed from the comparisons of ``Answers`` that the tests make and that hold: an
answer therefore knows the table that it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from purbeck.assess.finding import Finding, Findings
from purbeck.model.measure import Measure
from purbeck.panel import Panel
from tests.spec.drawn import panel

Judge = Callable[[Panel], Findings[Any]]


@dataclass(frozen=True)
class Drawn:
    """A drawn table, the measure that it is of, and what else was given to the rule, in words.

    Tables of a method's cases are of no measure.
    """

    measure: Measure | None
    table: str
    given: str = ""


class Answers(dict[str, Any]):
    """The answer to one question for each area of a drawn table, by the name of the area."""

    def __init__(self, asked: str, drawn: Drawn, answers: Mapping[str, Any]) -> None:
        super().__init__(answers)
        self.asked = asked
        self.drawn = drawn


@dataclass(frozen=True)
class Judged:
    """A drawn table with what a rule finds for each of its areas."""

    drawn: Drawn
    found: Mapping[str, Finding[Any]]

    @property
    def verdicts(self) -> Answers:
        """The verdict on each area, in its own word."""
        return self._answers("verdict", lambda finding: finding.verdict.value)

    @property
    def reasons(self) -> Answers:
        """The code of the reason for each verdict."""
        return self._answers("reason", lambda finding: finding.reason.value)

    @property
    def caveats(self) -> Answers:
        """The codes of the caveats beside each verdict, with commas between; often none."""
        return self._answers(
            "caveats", lambda finding: ", ".join(caveat.value for caveat in finding.caveats)
        )

    def evidence(self, name: str, decimals: int = 2) -> Answers:
        """One number of the evidence for each area, rounded; None where it is left out."""
        return self._answers(
            name.replace("_", " "),
            lambda finding: (
                round(finding.evidence[name], decimals) if name in finding.evidence else None
            ),
        )

    def only(self, *areas: str) -> Judged:
        """Give the answers for some areas, where the others are there to be compared with."""
        return Judged(self.drawn, {area: self.found[area] for area in areas})

    def _answers(self, asked: str, answer: Callable[[Finding[Any]], Any]) -> Answers:
        answers = {area: answer(finding) for area, finding in self.found.items()}
        return Answers(asked, self.drawn, answers)


def judge(of: Measure, table: str, rule: Judge, given: str = "") -> Judged:
    """Draw a table as a panel, and run a rule over it."""
    panel_drawn = panel(of, table)
    findings = rule(panel_drawn)
    found = {area: findings.at(row) for row, area in enumerate(panel_drawn.areas)}
    return Judged(Drawn(of, table, given), found)


def each_alone(of: Measure, table: str, rule: Judge) -> dict[str, Any]:
    """Run a rule over each row of a drawn table on its own, and give what it says of each."""
    heading, *rows = [line for line in table.strip().splitlines() if line.strip()]
    alone = [judge(of, f"{heading}\n{row}", rule).found for row in rows]
    return {area: said(finding) for found in alone for area, finding in found.items()}


def all_together(of: Measure, table: str, rule: Judge) -> dict[str, Any]:
    """Run a rule over a drawn table, and give what it says of each row."""
    return {area: said(finding) for area, finding in judge(of, table, rule).found.items()}


def said(finding: Finding[Any]) -> tuple[str, str, Iterable[str], Mapping[str, float]]:
    """Give all that a finding says, its numbers to nine decimals."""
    return (
        finding.verdict.value,
        finding.reason.value,
        [caveat.value for caveat in finding.caveats],
        {name: round(number, 9) for name, number in finding.evidence.items()},
    )
