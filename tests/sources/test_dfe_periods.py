"""Periods of Explore Education Statistics: what a time period means is in its identifier."""

from __future__ import annotations

import pytest

from purbeck.model.issue import IssueCode, Problem
from purbeck.sources.dfe_periods import IDENTIFIERS, ees_period
from tests.sources.reading import wanted


@pytest.mark.parametrize(
    ("text", "kind", "period"),
    [
        ("202425 Academic year", "academic_year", "2024-25"),
        ("202425 academic year", "academic_year", "2024-25"),
        ("2024/2025 academic year", "academic_year", "2024-25"),
        ("199900 Academic year", "academic_year", "1999-00"),
        ("202425 Financial year", "financial_year", "2024-25"),
        ("202425 Tax year", "financial_year", "2024-25"),
        ("2024 Calendar year", "calendar_year", "2024"),
        ("2024 Reporting year", "calendar_year", "2024"),
        ("2024 Reporting year", "financial_year", "2023-24"),
        ("2024 Reporting year", "academic_year", "2023-24"),
        ("202425 Autumn term", "term", "Autumn 2024-25"),
        ("202425 Summer term", "term", "Summer 2024-25"),
        ("202425 Financial year Q4", "financial_quarter", "Q4 2024-25"),
        ("2024 Calendar year Q2", "calendar_quarter", "Q2 2024"),
        ("2024 September", "month", "Sep 2024"),
    ],
)
def test_a_period_is_read_by_its_identifier(text: str, kind: str, period: str) -> None:
    """The time period names the year in which it starts; a reporting year is told by its end."""
    assert str(ees_period(text, wanted("n", kind))) == period


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("202420 Academic year", "academic_year", IssueCode.NOT_A_PERIOD),
        ("2024 Academic year", "academic_year", IssueCode.NOT_A_PERIOD),
        ("202425 Calendar year", "calendar_year", IssueCode.NOT_A_PERIOD),
        ("2024 Week 29", "month", IssueCode.NOT_A_PERIOD),
        ("202425 Autumn and spring term", "term", IssueCode.NOT_A_PERIOD),
        ("202425 Academic year Q1", "financial_quarter", IssueCode.NOT_A_PERIOD),
        ("202425 Part 1 (April to September)", "financial_year", IssueCode.NOT_A_PERIOD),
        ("202425 Fortnight", "financial_year", IssueCode.NOT_A_PERIOD),
        ("", "financial_year", IssueCode.NOT_A_PERIOD),
        ("202425 Academic year", "financial_year", IssueCode.PERIOD_OF_WRONG_KIND),
        ("2024 Calendar year", "academic_year", IssueCode.PERIOD_OF_WRONG_KIND),
    ],
)
def test_a_period_of_another_kind_is_a_problem(text: str, kind: str, code: IssueCode) -> None:
    """Nothing is made of two years that do not follow, of a week, or of half a year."""
    problem = ees_period(text, wanted("n", kind))

    assert isinstance(problem, Problem)
    assert problem.code is code


def test_every_identifier_of_the_api_has_a_name() -> None:
    """19 kinds of year and part, 12 months and 53 weeks, each with a code of its own."""
    codes = [each.code for each in IDENTIFIERS.values()]

    assert len(set(codes)) == len(codes)
    assert {"AY", "AYQ4", "T1T2", "CYQ1", "FYQ3", "P2", "TYQ2", "RY", "W52", "M12"} <= set(codes)
