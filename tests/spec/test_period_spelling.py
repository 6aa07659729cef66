"""How periods may be spelt, drawn as tables: the text of a file, and the period that it means.

A row reads: this text, where this kind is declared, means this period. White space in the
tables is for the eye; the rules about white space have tests of their own.
"""

from __future__ import annotations

import pytest

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.period import Period, PeriodKind, kinds_matching, read_period

READ = """
declared           | text                        | period                 | first day  | last day
calendar year      | 2016                        | 2016                   | 2016-01-01 | 2016-12-31

academic year      | 2016-17                     | 2016-17                | 2016-09-01 | 2017-08-31
academic year      | 2016/17                     | 2016-17                | 2016-09-01 | 2017-08-31
academic year      | 16-17                       | 2016-17                | 2016-09-01 | 2017-08-31
academic year      | 16/17                       | 2016-17                | 2016-09-01 | 2017-08-31
academic year      | 201617                      | 2016-17                | 2016-09-01 | 2017-08-31
academic year      | 2016/2017                   | 2016-17                | 2016-09-01 | 2017-08-31
academic year      | 2016-2017                   | 2016-17                | 2016-09-01 | 2017-08-31
academic year      | 2017                        | 2016-17                | 2016-09-01 | 2017-08-31
academic year      | 2009-10                     | 2009-10                | 2009-09-01 | 2010-08-31
financial year     | 2016-17                     | 2016-17                | 2016-04-01 | 2017-03-31
financial year     | 2017                        | 2016-17                | 2016-04-01 | 2017-03-31
financial year     | 201617                      | 2016-17                | 2016-04-01 | 2017-03-31
financial year     | 1999-00                     | 1999-00                | 1999-04-01 | 2000-03-31
financial year     | 1999-2000                   | 1999-00                | 1999-04-01 | 2000-03-31
financial year     | 99-00                       | 1999-00                | 1999-04-01 | 2000-03-31
financial year     | 70-71                       | 1970-71                | 1970-04-01 | 1971-03-31
financial year     | 69-70                       | 2069-70                | 2069-04-01 | 2070-03-31

calendar quarter   | Q1 2018                     | Q1 2018                | 2018-01-01 | 2018-03-31
calendar quarter   | 2018 Q1                     | Q1 2018                | 2018-01-01 | 2018-03-31
calendar quarter   | 2018-Q4                     | Q4 2018                | 2018-10-01 | 2018-12-31
calendar quarter   | 2018Q4                      | Q4 2018                | 2018-10-01 | 2018-12-31
calendar quarter   | Quarter 2 2018              | Q2 2018                | 2018-04-01 | 2018-06-30
financial quarter  | Q1 2018-19                  | Q1 2018-19             | 2018-04-01 | 2018-06-30
financial quarter  | 2018-19 Q1                  | Q1 2018-19             | 2018-04-01 | 2018-06-30
financial quarter  | 2018/19 Q1                  | Q1 2018-19             | 2018-04-01 | 2018-06-30
financial quarter  | Q1 18-19                    | Q1 2018-19             | 2018-04-01 | 2018-06-30
financial quarter  | Q1 18/19                    | Q1 2018-19             | 2018-04-01 | 2018-06-30
financial quarter  | Quarter 1 2018/19           | Q1 2018-19             | 2018-04-01 | 2018-06-30
financial quarter  | 201819 Q1                   | Q1 2018-19             | 2018-04-01 | 2018-06-30
financial quarter  | Q4 2017-18                  | Q4 2017-18             | 2018-01-01 | 2018-03-31
financial quarter  | 2017/18 - Q4                | Q4 2017-18             | 2018-01-01 | 2018-03-31

month              | Sep 2018                    | Sep 2018               | 2018-09-01 | 2018-09-30
month              | Sept 2018                   | Sep 2018               | 2018-09-01 | 2018-09-30
month              | September 2018              | Sep 2018               | 2018-09-01 | 2018-09-30
month              | Sep-18                      | Sep 2018               | 2018-09-01 | 2018-09-30
month              | 2018-09                     | Sep 2018               | 2018-09-01 | 2018-09-30
month              | 09/2018                     | Sep 2018               | 2018-09-01 | 2018-09-30
month              | 2020 Jan                    | Jan 2020               | 2020-01-01 | 2020-01-31
month              | 2009-10                     | Oct 2009               | 2009-10-01 | 2009-10-31
month              | April 2019                  | Apr 2019               | 2019-04-01 | 2019-04-30
term               | Autumn term 2018/19         | Autumn 2018-19         | 2018-09-01 | 2018-12-31
term               | Spring 2018-19              | Spring 2018-19         | 2019-01-01 | 2019-03-31
term               | 201819 Summer term          | Summer 2018-19         | 2019-04-01 | 2019-08-31

calendar pool      | 2014-16                     | 2014-16                | 2014-01-01 | 2016-12-31
calendar pool      | 2010 - 12                   | 2010-12                | 2010-01-01 | 2012-12-31
calendar pool      | 2014 to 2016                | 2014-16                | 2014-01-01 | 2016-12-31
calendar pool      | 2016-17                     | 2016-17                | 2016-01-01 | 2017-12-31
calendar pool      | 1998-00                     | 1998-00                | 1998-01-01 | 2000-12-31
academic pool      | 2013/14-15/16               | 2013/14-2015/16        | 2013-09-01 | 2016-08-31
academic pool      | 2013/14-2015/16             | 2013/14-2015/16        | 2013-09-01 | 2016-08-31
financial pool     | 2018/19 - 22/23             | 2018/19-2022/23        | 2018-04-01 | 2023-03-31
financial pool     | 2013-14 to 2015-16          | 2013/14-2015/16        | 2013-04-01 | 2016-03-31

rolling year       | 12 months to September 2018 | 12 months to Sep 2018  | 2017-10-01 | 2018-09-30
rolling year       | year ending Mar 2019        | 12 months to Mar 2019  | 2018-04-01 | 2019-03-31
rolling year       | year to Q1 2018-19          | 12 months to Jun 2018  | 2017-07-01 | 2018-06-30
rolling year       | Year to Q4 2017/18          | 12 months to Mar 2018  | 2017-04-01 | 2018-03-31
rolling year       | year ended Q1 2018          | 12 months to Mar 2018  | 2017-04-01 | 2018-03-31
rolling year       | 12 months ending 2018-12    | 12 months to Dec 2018  | 2018-01-01 | 2018-12-31
"""

MARKED = """
declared       | text                 | period  | marker
calendar year  | 2018                 | 2018    |
calendar year  | 2018 (prov)          | 2018    | provisional
calendar year  | 2023(Prov)           | 2023    | provisional
calendar year  | 2018 (provisional)   | 2018    | provisional
calendar year  | 2018 [p]             | 2018    | provisional
calendar year  | 2018 (Rev)           | 2018    | revised
calendar year  | 2018 (Revised)       | 2018    | revised
calendar year  | 2018 (r)             | 2018    | revised
calendar year  | 2020 (Final)         | 2020    | final
academic year  | 2025 (prov)          | 2024-25 | provisional
financial year | 2016-17 (OT)         | 2016-17 | outturn
month          | Sep 2018 (P)         | Sep 2018 | provisional
"""

REFUSED = """
declared          | text                     | it reads as
calendar year     | 0                        |
calendar year     | 16                       |
calendar year     | 20167                    |
calendar year     | 3016                     |
calendar year     | about 2016               |
calendar year     | ２０１６                 |
calendar year     | 2016 (guess)             |
calendar year     | 2016-17                  | academic year, financial year, pool of calendar years
calendar year     | 201617                   | academic year, financial year

academic year     | 0                        |
academic year     | 1617                     |
academic year     | 201622                   |
academic year     | 2016/18                  |
academic year     | 2017-2016                |
academic year     | 2014-16                  | pool of calendar years
academic year     | 2013/14-15/16            | pool of academic years, pool of financial years
academic year     | Q1 2018-19               | quarter of a financial year
academic year     | Autumn 2018-19           | school term
financial year    | 201622                   |
financial year    | 2016-18                  | pool of calendar years
financial year    | 2016 to 2017             | pool of calendar years
financial year    | 12 months to Mar 2017    | rolling year

calendar quarter  | Q5 2018                  |
calendar quarter  | Q0 2018                  |
calendar quarter  | Q1                       |
calendar quarter  | Q1 2018-19               | quarter of a financial year
financial quarter | Q1 2018                  | quarter of a calendar year
financial quarter | Q1 2018-20               |
financial quarter | 2018-19                  | academic year, financial year, pool of calendar years

month             | 2018-13                  |
month             | 13/2018                  |
month             | Sep                      |
month             | Septober 2018            |
month             | 18 Sep                   |
month             | 2018-09-30               |
month             | 2009/10                  | academic year, financial year
month             | 2018                     | calendar year, academic year, financial year
term              | Autumn 2018              |
term              | Winter 2018-19           |

calendar pool     | 2016                     | calendar year, academic year, financial year
calendar pool     | 2014/15                  | academic year, financial year
calendar pool     | 2016-16                  |
calendar pool     | 2016-14                  |
calendar pool     | 2010-20                  |
academic pool     | 2014-16                  | pool of calendar years
academic pool     | 2013/14-16/15            |
academic pool     | 2013/15-15/16            |
academic pool     | 2013/14-2013/14          |

rolling year      | Sep 2018                 | month
rolling year      | year to date             |
rolling year      | year to 2018             |
rolling year      | year to year to Sep 2018 |
"""

# How the tables name the kinds whose titles are long.
SHORT_TITLES = {
    "calendar quarter": PeriodKind.CALENDAR_QUARTER,
    "financial quarter": PeriodKind.FINANCIAL_QUARTER,
    "calendar pool": PeriodKind.CALENDAR_POOL,
    "academic pool": PeriodKind.ACADEMIC_POOL,
    "financial pool": PeriodKind.FINANCIAL_POOL,
    "term": PeriodKind.TERM,
}
KINDS = {kind.title: kind for kind in PeriodKind} | SHORT_TITLES


def rows(table: str) -> list[tuple[str, ...]]:
    """Read the rows of a drawn table, below its headings."""
    lines = [line for line in table.splitlines() if line]
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines[1:]]


@pytest.mark.parametrize(("declared", "text", "period", "first_day", "last_day"), rows(READ))
def test_a_spelling_means_one_period(
    declared: str, text: str, period: str, first_day: str, last_day: str
) -> None:
    """A spelling means one period of the kind that is declared."""
    found = Period.parse(text, KINDS[declared])

    assert (str(found), str(found.first_day), str(found.last_day)) == (period, first_day, last_day)


@pytest.mark.parametrize(("declared", "text", "period", "marker"), rows(MARKED))
def test_a_marker_is_kept_beside_the_period(
    declared: str, text: str, period: str, marker: str
) -> None:
    """A word in brackets after the period says how settled the figure is, in any case."""
    reading = read_period(text, KINDS[declared])

    assert (str(reading.period), reading.marker) == (period, marker)


@pytest.mark.parametrize(("declared", "text", "reads_as"), rows(REFUSED))
def test_what_is_no_period_of_the_kind_is_refused(declared: str, text: str, reads_as: str) -> None:
    """A text that spells another kind is told from one that spells none."""
    code = IssueCode.PERIOD_OF_WRONG_KIND if reads_as else IssueCode.NOT_A_PERIOD
    with pytest.raises(InvalidValueError) as raised:
        read_period(text, KINDS[declared])

    assert [problem.code for problem in raised.value.problems] == [code]
    assert ", ".join(kind.title for kind in kinds_matching(text)) == reads_as


@pytest.mark.parametrize(
    "text",
    [
        "2016–17",  # en dash
        "2016—17",  # em dash
        "2016‑17",  # non-breaking hyphen
        "2016−17",  # minus sign
        "2016 – 17",
        "  2016-17\t",
        "\u00a02016-17\u00a0",
        "2016 / 17",
    ],
)
def test_dashes_and_spaces_are_made_even(text: str) -> None:
    """Any dash stands for a hyphen, and white space around it or the whole says nothing."""
    assert Period.parse(text, PeriodKind.FINANCIAL_YEAR) == Period(PeriodKind.FINANCIAL_YEAR, 2016)


@pytest.mark.parametrize(
    "text",
    ["q1 2018-19", "Q1\u00a02018-19", "QUARTER 1 2018–19", "Q1  2018 - 19 ", "2018 / 19  q1"],
)
def test_case_and_inner_spaces_say_nothing(text: str) -> None:
    """Capitals, non-breaking spaces and runs of spaces do not change a period."""
    expected = Period(PeriodKind.FINANCIAL_QUARTER, 2018, 1)

    assert Period.parse(text, PeriodKind.FINANCIAL_QUARTER) == expected
