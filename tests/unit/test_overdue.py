"""A figure that should be out by the day of the report: when it is overdue, and who is told."""

from __future__ import annotations

from datetime import date

import pytest

from purbeck.assess.assessment import Assessment
from purbeck.engine import assess
from purbeck.model.area import Area
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.publish.assessment_record import assessment_record
from purbeck.publish.wording.sentences import caveat_sentences
from purbeck.publish.wording.summary import overdue_remark
from tests.spec.drawn import measure, observations

SAID = (
    "The newest figure, of 2016-17, is old: that of 2017-18 is overdue, as the period ended more "
    "than 12 months before this report."
)


def assessed(row: str, on: date | None) -> Assessment:
    """Assess two financial years, 2016-17 and 2017-18, on a day."""
    of = measure(period="financial_year")
    outcome = Outcome(id="o", name="O", indicators=(of,))  # type: ignore[arg-type]
    framework = Framework(
        organisation=Organisation(name="Council", area="Dorset"),
        areas=(Area(code="Dorset", name="Dorset"),),
        outcomes=(outcome,),
        report=ReportSettings(title="Report", on=date(2020, 1, 1)),
    )
    figures = observations(of, f"area | 2015-16 | 2016-17 | 2017-18\nDorset | {row}")
    return assess(framework, DEFAULT_POLICY, list(figures), on=on)[0]


@pytest.mark.parametrize(
    ("row", "on", "overdue"),
    [
        ("50 | 51 | -", date(2018, 4, 1), None),
        ("50 | 51 | -", date(2019, 3, 31), None),
        ("50 | 51 | -", date(2019, 4, 1), "2017-18"),
        ("50 | 51 | x", date(2019, 4, 1), "2017-18"),
        ("50 | 51 | 52", date(2019, 4, 1), None),
        ("50 | 51 | 52", date(2026, 4, 1), "2018-19"),
        ("- | - | -", date(2026, 4, 1), None),
        ("50 | 51 | -", None, None),
    ],
)
def test_a_figure_is_overdue_once_more_than_a_year_has_passed(
    row: str, on: date | None, overdue: str | None
) -> None:
    """It is that of the period after the newest value; a reason for having none is not one."""
    found = assessed(row, on).overdue

    assert (None if found is None else found.label) == overdue


def test_no_verdict_goes_by_it() -> None:
    """The same figures have the same verdicts and colours on whatever day."""
    early, late = (
        assessed("50 | 51 | -", date(2018, 4, 1)),
        assessed("50 | 51 | -", date(2026, 4, 1)),
    )

    assert early.findings == late.findings
    assert early.statistics == late.statistics


def test_the_reader_is_told_beside_the_verdict() -> None:
    """The caveats, the JSON and the summary say which figure is old and which is awaited."""
    late, early = assessed("50 | 51 | -", date(2020, 1, 1)), assessed("50 | 51 | -", None)
    record = assessment_record(late)
    assert record.overdue is not None

    assert SAID in caveat_sentences(late)
    assert (record.overdue.period, record.overdue.explanation) == ("2017-18", SAID)
    assert overdue_remark(late) == ": 2017-18. The newest is of 2016-17."
    assert SAID not in caveat_sentences(early)
    assert assessment_record(early).overdue is None
