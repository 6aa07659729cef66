"""What came since an action began, against a forecast from before it; and why is not said."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from purbeck.assess.assessment import SinceAction
from purbeck.assess.statistical.turned import RULE, turned_since
from purbeck.model.action import Action
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.publish.wording.figures import day
from purbeck.publish.wording.over_time import NO_CAUSE, turned_sentence
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure, panel

title = "Since an action began"
rules = (RULE,)

APRIL = date(2018, 4, 1)

CAUSAL = re.compile(
    r"\b(caus\w*|because|due to|owing|led to|result\w*|effects?|impact\w*|thanks|works?|worked"
    r"|reduc\w*|deliver\w*|attribut\w*|drove|driven|produced?|made)\b",
    re.IGNORECASE,
)


def judged(
    table: str, started: date = APRIL, then: str | None = None, known: str = "", **of: Any
) -> Judged:
    """Score a table; ``then`` is it as known on the day, which ``known`` puts into words."""
    of_it = measure(**{"period": "financial_year", **of})
    given = f"an action begun on {day(started)}{f', when {known}' if known else ''}"
    as_known = panel(of_it, table if then is None else then)
    return judge(
        of_it, table, lambda drawn: turned_since(drawn, DEFAULT_POLICY, started, as_known), given
    )


def sentence(judgement: Judged, area: str, started: date = APRIL) -> str:
    action = Action(id="a1", indicator="attendance", title="Call home", started=started)
    return turned_sentence(SinceAction(action, judgement.found[area]))


TABLE = """
area   | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18 | 2018-19 | 2019-20 | 2020-21
Within | 52      | 54      | 53      | 55      | 54      | 53      | 55      | 56
One    | 52      | 54      | 53      | 55      | 54      | 55      | 56      | 66
All    | 52      | 54      | 53      | 55      | 54      | 66      | 70      | 74
Worse  | 52      | 54      | 53      | 55      | 54      | 44      | 53      | 54
Mixed  | 52      | 54      | 53      | 55      | 54      | 44      | 54      | 70
"""


def test_figures_since_are_held_against_a_forecast_from_before() -> None:
    """Five years before 1 April 2018 give a range, and three years since lie in it or out."""
    found = judged(TABLE)

    assert found.verdicts == {
        "Within": "within what carrying on as before would give",
        "One": "better than carrying on as before",
        "All": "better than carrying on as before",
        "Worse": "worse than carrying on as before",
        "Mixed": "on both sides of carrying on as before",
    }
    assert found.evidence("within") == {
        "Within": 3.0,
        "One": 2.0,
        "All": 0.0,
        "Worse": 2.0,
        "Mixed": 1.0,
    }
    assert set(found.evidence("points").values()) == {5.0}
    assert set(found.evidence("chance_of_one_outside").values()) == {0.14}


def test_polarity_says_which_side_is_better() -> None:
    """Above the range is worse where lower is better, and only higher where neither is."""
    lower = judged(TABLE, polarity="lower")
    neither = judged(TABLE, polarity="neither")

    assert lower.verdicts["One"] == "worse than carrying on as before"
    assert neither.verdicts["One"] == "higher than carrying on as before"
    assert neither.verdicts["Worse"] == "lower than carrying on as before"


def test_a_period_belongs_to_before_when_it_has_ended_before() -> None:
    """An action begun on the last day of a year may have touched that year; the day after, not."""
    last_day, day_after = judged(TABLE, date(2018, 3, 31)), judged(TABLE, APRIL)

    assert last_day.evidence("points")["Within"] == 4.0
    assert day_after.evidence("points")["Within"] == 5.0


def test_what_comes_later_never_moves_the_forecast() -> None:
    """Figures since the action, however wild, leave the forecast and each earlier score alone."""
    table = """
        area | 2014-15 | 2015-16 | 2016-17 | 2017-18 | 2018-19 | 2019-20 | 2020-21 | 2021-22
        Calm | 54      | 53      | 55      | 54      | 53      | 54      | 54      | -
        Wild | 54      | 53      | 55      | 54      | 53      | 54      | 54      | 99
        """
    found = judged(table)

    assert found.found["Calm"].evidence == found.found["Wild"].evidence


THEN = """
    area  | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18
    Poole | 52      | 54      | 53      | 55      | 54
    """


def test_a_later_revision_does_not_move_the_forecast() -> None:
    """Figures of before that were revised since are taken as they stood when the action began.

    By the revised ones 60 would lie within; by those known then it is better than the range.
    """
    found = judged(
        """
        area  | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18 | 2018-19
        Poole | 52      | 58      | 53      | 59r     | 60r     | 60
        """,
        then=THEN,
        known="the five years before were known as 52, 54, 53, 55 and 54",
    )

    assert found.verdicts == {"Poole": "better than carrying on as before"}
    assert found.caveats == {"Poole": ""}


def test_a_figure_that_came_after_the_beginning_is_not_of_before() -> None:
    """A year before the action whose figure came after it has no part in the forecast.

    Nor is it scored: the action cannot have touched it. It takes up the first of three steps.
    """
    found = judged(
        """
        area  | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18 | 2018-19 | 2019-20
        Poole | 53      | 52      | 54      | 53      | 55      | 90      | 53      | 54
        """,
        then="""
        area  | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Poole | 53      | 52      | 54      | 53      | 55
        """,
        known="2017-18 was not yet published",
    )

    assert found.verdicts == {"Poole": "within what carrying on as before would give"}
    assert found.evidence("points") == {"Poole": 5.0}
    assert found.evidence("scored") == {"Poole": 2.0}


def test_where_nothing_was_known_by_then_the_figures_of_now_stand_in() -> None:
    """An area without a figure known on the day has its forecast from those of now, and a caveat.

    Another area of the same table is not touched by that.
    """
    found = judged(
        """
        area   | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18 | 2018-19
        Poole  | 52      | 54      | 53      | 55      | 54      | 55
        Dorset | 52      | 54      | 53      | 55      | 54      | 55
        """,
        then=THEN,
        known="nothing of Dorset had been published with a date",
    )

    assert found.caveats == {"Poole": "", "Dorset": "baseline-as-now-known"}
    assert found.evidence("points") == {"Poole": 5.0, "Dorset": 5.0}
    assert sentence(found, "Dorset").endswith(
        "The figures of before are taken as they are now known, since none with a date of "
        "publication by that day is on record."
    )


def test_a_break_that_came_to_be_known_later_ends_what_can_be_scored() -> None:
    """Where a new series is now said to open before the action, what came is of another series."""
    found = judged(
        """
        area  | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18 | 2018-19
        Poole | 52      | 54      | 53      | 72b     | 70      | 71
        """,
        then=THEN,
        known="no break in the series was known",
    )

    assert found.reasons == {"Poole": "break-in-series"}


def test_without_figures_before_and_after_nothing_is_scored() -> None:
    """Four figures before and one since are needed, in one series and without a gap."""
    found = judged(
        """
        area    | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18 | 2018-19 | 2019-20
        Nothing | -       | -       | -       | -       | -       | -       | -
        Before  | 52      | 54      | 53      | 55      | 54      | -       | -
        Awaited | 52      | 54      | 53      | 55      | 54      | w       | -
        After   | -       | -       | -       | -       | -       | 54      | 55
        Few     | -       | -       | 53      | 55      | 54      | 54      | 55
        Still   | 54      | 54      | 54      | 54      | 54      | 54      | 55
        Broken  | 52      | 54      | 53      | 55      | 54      | 54b     | 55
        Later   | 52      | 54      | 53      | 55      | 54      | 55      | 99b
        """
    )

    assert found.reasons == {
        "Nothing": "no-figure",
        "Before": "nothing-since",
        "Awaited": "nothing-since",
        "After": "too-few-points",
        "Few": "too-few-points",
        "Still": "no-variation",
        "Broken": "break-in-series",
        "Later": "no-evidence",
    }
    assert found.evidence("scored")["Later"] == 1.0


def test_figures_that_share_time_are_not_scored() -> None:
    """A pool since an action began holds years from before it."""
    pools = judged(
        "area | 2011-13 | 2012-14 | 2013-15 | 2014-16 | 2015-17\nDorset | 1 | 2 | 3 | 4 | 5",
        date(2017, 1, 1),
        period="calendar_pool",
        pool_years=3,
    )

    assert pools.reasons == {"Dorset": "pooled-years"}


def test_a_panel_without_periods_is_answered() -> None:
    """No period and no figure cannot be assessed, and nothing fails."""
    assert judged("area\nDorset").reasons == {"Dorset": "no-figure"}


SENTENCES = {
    "Within": (
        "All 3 figures since the action began (1 April 2018) lie within the range that carrying "
        "on as before would give."
    ),
    "One": (
        "Of 3 figures since the action began (1 April 2018), 2 lie within the range that "
        "carrying on as before would give and 1 is better. Chance alone would put one outside "
        "in up to 14 cases of 100."
    ),
    "All": (
        "Of 3 figures since the action began (1 April 2018), 3 are better than carrying on as "
        "before would give. Chance alone would put one outside in up to 14 cases of 100."
    ),
    "Mixed": (
        "Of 3 figures since the action began (1 April 2018), 1 lies within the range that "
        "carrying on as before would give, 1 is better and 1 is worse. Chance alone would put "
        "one outside in up to 14 cases of 100."
    ),
}


@pytest.mark.parametrize("area", SENTENCES)
def test_the_sentence_counts_and_claims_no_cause(area: str) -> None:
    """It says how many lie where, and has no word of cause in it."""
    said = sentence(judged(TABLE), area)

    assert said == SENTENCES[area]
    assert CAUSAL.search(said) is None


def test_no_word_of_cause_stands_in_any_sentence_of_the_rule() -> None:
    """With one figure, none, or too few before, the sentence still only counts."""
    found = judged(
        """
        area   | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18 | 2018-19
        Inside | 52      | 54      | 53      | 55      | 54      | 54
        Out    | 52      | 54      | 53      | 55      | 54      | 70
        None   | 52      | 54      | 53      | 55      | 54      | -
        Few    | -       | -       | -       | 55      | 54      | 54
        """
    )
    said = {area: sentence(found, area) for area in found.found}

    assert said["Inside"].startswith("The one figure since the action began (1 April 2018) lies")
    assert "1 is better than carrying on as before would give" in said["Out"]
    assert said["None"] == "No figure has come since the action began (1 April 2018)."
    assert "there are too few figures" in said["Few"]
    assert [words for words in (*said.values(), NO_CAUSE) if CAUSAL.search(words)] == []
