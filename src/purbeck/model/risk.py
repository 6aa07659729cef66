"""Corporate risks, and the matrix on which an organisation scores them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem


class RiskLevel(Enum):
    """How grave a risk is; the matrix says which scores are which."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RiskTrend(Enum):
    """How a risk has moved since the previous submission, as its owner states it."""

    IMPROVING = "improving"
    UNCHANGED = "unchanged"
    WORSENING = "worsening"
    NOT_STATED = "not-stated"


_LETTERS = {"H": RiskLevel.HIGH, "M": RiskLevel.MEDIUM, "L": RiskLevel.LOW}


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskMatrix:
    """The grid of likelihood and impact, as the organisation defines it.

    Attributes
    ----------
    likelihoods, impacts
        The names of the steps, from the least.
    rows
        For each likelihood, from the least, one letter an impact: H, M or L.
    appetite
        The gravest level that the organisation is willing to carry.
    """

    likelihoods: tuple[str, ...]
    impacts: tuple[str, ...]
    rows: tuple[str, ...]
    appetite: RiskLevel = RiskLevel.MEDIUM

    def __post_init__(self) -> None:
        problems = []
        if len(self.rows) != len(self.likelihoods):
            expected = f"{len(self.likelihoods)} rows, one a likelihood"
            problems.append(Problem(IssueCode.INCONSISTENT, "rows", str(len(self.rows)), expected))
        for row in self.rows:
            if len(row) != len(self.impacts) or set(row) - set(_LETTERS):
                expected = f"{len(self.impacts)} of the letters H, M and L"
                problems.append(Problem(IssueCode.INCONSISTENT, "rows", f"'{row}'", expected))
        if problems:
            raise InvalidValueError("RiskMatrix", problems)

    def level(self, likelihood: int, impact: int) -> RiskLevel:
        """Give the level of a score; both are counted from 1, the least."""
        return _LETTERS[self.rows[likelihood - 1][impact - 1]]

    def holds(self, likelihood: int, impact: int) -> bool:
        """Whether the score lies on the matrix at all."""
        return 1 <= likelihood <= len(self.likelihoods) and 1 <= impact <= len(self.impacts)

    def outside_appetite(self, level: RiskLevel) -> bool:
        """Whether a level is graver than the organisation is willing to carry."""
        order = list(RiskLevel)
        return order.index(level) < order.index(self.appetite)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorporateRisk:
    """A risk of the corporate register, with the indicator that it bears upon, if any.

    ``level`` is given outright or by ``likelihood`` and ``impact``; a register that publishes
    levels only has no scores, and none are made up.
    """

    id: str
    title: str
    outcome: str
    level: RiskLevel
    likelihood: int | None = None
    impact: int | None = None
    trend: RiskTrend = RiskTrend.NOT_STATED
    indicators: tuple[str, ...] = ()
    owner: str = ""
    reviewed: date | None = None
    note: str = ""
