"""Corporate risks, and the matrix on which an organisation scores them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import TypeAlias

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
        for name in ("likelihoods", "impacts"):
            if not getattr(self, name):
                problems.append(Problem(IssueCode.INCONSISTENT, name, "no steps", "at least one"))
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

    @property
    def highest_score(self) -> int:
        """The product of the gravest likelihood and the gravest impact."""
        return len(self.likelihoods) * len(self.impacts)

    def outside_appetite(self, level: RiskLevel) -> bool:
        """Whether a level is graver than the organisation is willing to carry."""
        order = list(RiskLevel)
        return order.index(level) < order.index(self.appetite)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskReview:
    """One look at a risk: on which day, by which officer, and the score that it was given."""

    on: date
    likelihood: int
    impact: int
    by: str = ""
    note: str = ""

    @property
    def score(self) -> int:
        """Likelihood times impact."""
        return self.likelihood * self.impact


Appetite: TypeAlias = RiskLevel | int
"""The gravest level, or the highest score, that is willingly carried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorporateRisk:
    """A risk of the corporate register, with the indicator that it bears upon, if any.

    ``level`` is given outright or by ``likelihood`` and ``impact``; a register that publishes
    levels only has no scores, and none are made up.

    Attributes
    ----------
    inherent_likelihood, inherent_impact
        The score before any control; ``likelihood`` and ``impact`` are the score now.
    target_likelihood, target_impact
        The score that is meant to be reached.
    appetite
        The gravest level, or the highest score, that is willingly carried of this risk; None
        where the appetite is that of the matrix.
    controls
        What holds the risk down, each in a few words without a semicolon.
    reviews
        The earliest first, one a day.
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
    inherent_likelihood: int | None = None
    inherent_impact: int | None = None
    target_likelihood: int | None = None
    target_impact: int | None = None
    appetite: Appetite | None = None
    controls: tuple[str, ...] = ()
    reviews: tuple[RiskReview, ...] = ()

    def __post_init__(self) -> None:
        problems = [*_half_scores(self), *_controls_of(self), *_order_of(self.reviews)]
        if problems:
            raise InvalidValueError("CorporateRisk", problems)

    @property
    def score(self) -> int | None:
        """Likelihood times impact, as the risk stands now; None where it is not scored."""
        return _product(self.likelihood, self.impact)

    @property
    def inherent_score(self) -> int | None:
        """The score before any control; None where none is given."""
        return _product(self.inherent_likelihood, self.inherent_impact)

    @property
    def target_score(self) -> int | None:
        """The score that is meant to be reached; None where none is given."""
        return _product(self.target_likelihood, self.target_impact)

    @property
    def is_kept_in_full(self) -> bool:
        """Whether the register says more of it than its level or score, trend and owner."""
        more = (self.inherent_likelihood, self.target_likelihood, self.appetite)
        return bool(self.controls or self.reviews) or any(each is not None for each in more)

    def reviews_by(self, on: date) -> tuple[RiskReview, ...]:
        """Give the reviews up to a day, that of the day itself among them."""
        return tuple(review for review in self.reviews if review.on <= on)

    def last_reviewed(self, on: date) -> date | None:
        """Give the day of the latest review up to a day; None where none is recorded."""
        days = [review.on for review in self.reviews_by(on)]
        days += [self.reviewed] if self.reviewed is not None and self.reviewed <= on else []
        return max(days, default=None)


def trend_of(reviews: Sequence[RiskReview]) -> RiskTrend:
    """Say how a risk has moved from its last review but one to its last.

    Equal scores are unchanged, whichever likelihood and impact they come from. With one review,
    or none, it is not stated.

    Examples
    --------
    >>> first = RiskReview(on=date(2024, 3, 1), likelihood=3, impact=3)
    >>> second = RiskReview(on=date(2024, 6, 1), likelihood=4, impact=3)
    >>> trend_of([first, second]), trend_of([first])
    (<RiskTrend.WORSENING: 'worsening'>, <RiskTrend.NOT_STATED: 'not-stated'>)
    """
    if len(reviews) < 2:
        return RiskTrend.NOT_STATED
    before, after = reviews[-2].score, reviews[-1].score
    if after == before:
        return RiskTrend.UNCHANGED
    return RiskTrend.WORSENING if after > before else RiskTrend.IMPROVING


def _product(likelihood: int | None, impact: int | None) -> int | None:
    return None if likelihood is None or impact is None else likelihood * impact


def _half_scores(risk: CorporateRisk) -> Iterator[Problem]:
    for kind in ("inherent", "target"):
        names = f"{kind}_likelihood", f"{kind}_impact"
        given = [name for name in names if getattr(risk, name) is not None]
        if len(given) == 1:
            (missing,) = set(names) - set(given)
            expected = f"a step on the matrix, as {given[0]} is given"
            yield Problem(IssueCode.MISSING_CELL, missing, "nothing", expected)


def _controls_of(risk: CorporateRisk) -> Iterator[Problem]:
    for control in risk.controls:
        if not control.strip() or ";" in control:
            expected = "a text without a semicolon, which stands between controls"
            yield Problem(IssueCode.INCONSISTENT, "controls", f"'{control}'", expected)


def _order_of(reviews: Sequence[RiskReview]) -> Iterator[Problem]:
    for before, after in pairwise(reviews):
        if before.on >= after.on:
            received, expected = after.on.isoformat(), f"a day after {before.on.isoformat()}"
            yield Problem(IssueCode.INCONSISTENT, "reviews", received, expected)


@dataclass(frozen=True, slots=True)
class ReviewInterval:
    """How many days may pass between two reviews of a risk, and who says so."""

    days: int
    source: str

    def __post_init__(self) -> None:
        if self.days < 1:
            problem = Problem(IssueCode.OUT_OF_RANGE, "days", str(self.days), "1 or more")
            raise InvalidValueError("ReviewInterval", [problem])


DEFAULT_REVIEW_INTERVAL = ReviewInterval(
    92, "Our own choice: a quarter, the usual time from one report to the next"
)
