"""What a rule says of an area does not hang on the areas that are judged beside it."""

from __future__ import annotations

import pytest

from purbeck.assess.direction_of_travel import direction_of_travel
from purbeck.assess.statistical.change_evidence import change_evidence
from purbeck.assess.statistical.counts_chart import counts_chart
from purbeck.assess.statistical.outlook import outlook
from purbeck.assess.statistical.recent_trend_as_published import recent_trend_as_published
from purbeck.assess.statistical.run_chart_evidence import run_chart_evidence
from purbeck.assess.statistical.trend_evidence import trend_evidence
from purbeck.assess.statistical.variation import assurance, variation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.target import Target
from tests.spec.answers import Judge, all_together, each_alone
from tests.spec.drawn import measure
from tests.spec.test_agreement import agrees

YEARS = """
    area        | 2009    | 2010    | 2011    | 2012    | 2013    | 2014    | 2015    | 2016    | 2017
    Counted     | 250/500 | 262/500 | 271/500 | 284/500 | 296/500 | 300/500 | 307/500 | 320/500 | 331/500
    Scattered   | 250/500 | 290/500 | 230/500 | 310/500 | 296/500 | 240/500 | 260/500 | 310/500 | 255/500
    Bare        | 50      | 52      | 49      | 51      | 50      | 53      | 48      | 51      | 61
    Intervals   | -       | -       | -       | -       | -       | 50 [46 to 54] | 51 [47 to 55] | 52 [48 to 56] | 60 [56 to 64]
    Behind      | 350/500 | 362/500 | 341/500 | 354/500 | 346/500 | 330/500 | 327/500 | -       | -
    New series  | 50/500  | 52/500  | 51/500  | 284/500b | 296/500 | 300/500 | 307/500 | 320/500 | 331/500p
    Gaps        | 50      | c       | 49      | x       | 50      | 53      | -       | 51      | 49
    Suppressed  | 250/500 | 262/500 | 271/500 | 284/500 | 296/500 | 300/500 | 307/500 | 320/500 | c
    Awaited     | 250/500 | 262/500 | 271/500 | 284/500 | 296/500 | 300/500 | 307/500 | 320/500 | w
    Constant    | 50      | 50      | 50      | 50      | 50      | 50      | 50      | 50      | 50
    None of all | 0/500   | 0/500   | 0/500   | 0/500   | 0/500   | 0/500   | 0/500   | 0/500   | 0/500
    One         | -       | -       | -       | -       | -       | -       | -       | -       | 250/500
    None        | -       | -       | -       | -       | -       | -       | -       | -       | -
    """  # noqa: E501 (a drawn table is as wide as its periods)

QUARTERS = """
    area   | Q1 2015 | Q2 2015 | Q3 2015 | Q4 2015 | Q1 2016 | Q2 2016 | Q3 2016 | Q4 2016 | Q1 2017 | Q2 2017 | Q3 2017 | Q4 2017
    Whole  | 50      | 60      | 70      | 40      | 52      | 62      | 72      | 42      | 54      | 64      | 74      | 44
    Later  | -       | 60      | 70      | 40      | 52      | 61      | 72      | 42      | 54      | 64      | 74      | 44
    Behind | 50      | 60      | 70      | 40      | 52      | 62      | 72      | 42      | 54      | 64      | -       | -
    Short  | -       | -       | -       | -       | -       | -       | 72      | 42      | 54      | 64      | 74      | 44
    """  # noqa: E501 (a drawn table is as wide as its periods)

RULES: dict[str, Judge] = {
    "direction of travel": lambda drawn: direction_of_travel(drawn, DEFAULT_POLICY),
    "trend": lambda drawn: trend_evidence(drawn, DEFAULT_POLICY),
    "recent trend": lambda drawn: recent_trend_as_published(drawn, DEFAULT_POLICY),
    "change": lambda drawn: change_evidence(drawn, DEFAULT_POLICY),
    "variation": lambda drawn: variation(drawn, DEFAULT_POLICY),
    "counts chart": lambda drawn: counts_chart(drawn, DEFAULT_POLICY),
    "run chart": lambda drawn: run_chart_evidence(drawn, DEFAULT_POLICY),
    "assurance": lambda drawn: assurance(drawn, DEFAULT_POLICY),
    "outlook": lambda drawn: outlook(drawn, DEFAULT_POLICY),
    "agreement": agrees,
}

TARGET = Target(steps=((Period(PeriodKind.CALENDAR_YEAR, 1990), 55.0),))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize("polarity", ["higher", "lower", "neither"])
def test_a_row_alone_says_what_it_says_among_others(rule: Judge, polarity: str) -> None:
    """An area alone gets the verdict, reason, caveats and numbers that it gets among many."""
    of = measure(period="calendar_year", polarity=polarity, target=TARGET)

    assert each_alone(of, YEARS, rule) == all_together(of, YEARS, rule)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_row_of_quarters_alone_says_what_it_says_among_others(rule: Judge) -> None:
    """A panel that begins with another quarter gives each area the same seasons."""
    of = measure(period="calendar_quarter")

    assert each_alone(of, QUARTERS, rule) == all_together(of, QUARTERS, rule)
