"""What the page of the workspace format says besides what the schemas declare."""

from __future__ import annotations

from purbeck.model.comparator import ComparatorKind
from purbeck.model.observation import Absence, Status

INTRODUCTION = """
A workspace is a folder of plain files that any editor can open and any version control can
hold. Text is UTF-8. Keys, columns and sections that are not listed here are refused, with the
nearest name that is; so a slip of the keyboard is found and not passed over. `purbeck new`
writes a workspace with comments in it, and `purbeck validate` finds everything that is wrong at
once (see [issue codes](issue-codes.md)).

Anything else in the folder is left alone, save for a file of another kind in `observations/` or
`narrative/`.
"""

LAYOUT = """
my-council/
  framework.toml       needed: organisation, outcomes, indicators, measures, comparators, targets
  policy.toml          how figures are judged; the default policy where it is missing
  observations/*.csv   the figures; .xlsx files are read as well, their first sheet
  narrative/*.md       the commentary, one file an indicator
  risks.csv            corporate risks; may be missing
  risk_reviews.csv     what each look at a risk has found (optional)
  actions.csv          what is being done; may be missing
  milestones.csv       the steps of the actions (optional)
  savings.csv          what actions were expected to save (optional)
  questions.csv        what members have asked, and the answers; may be missing
  sources.toml         where figures are loaded from (optional)
  history/             what was loaded, as known on any day (made by purbeck pull)
"""

FRAMEWORK = """
## framework.toml

A table in double brackets, such as `[[indicator]]`, may stand there many times; one in single
brackets, such as `[report]`, once. Ids are made of letters A to Z, digits, hyphens, underscores
and points.

A fixed `period` of a comparator is written in the kind of period of the series that it reads.
A target's `values` are written by period, in the kind of the measure; with a `profile`, they are
written by whole year, and the profile has one factor for each quarter, month or term. A period
between two values has the earlier of them as its target.
"""

POLICY = """
## policy.toml

All of it may be left out. What is not said is as in the [default
policy](rules.md#the-default-policy). Bands that are given come before the default ones; colours
and decisions replace those of the same verdict or pair; `focus`, where it is given, replaces the
whole default list.
"""

OBSERVATIONS_FILES = """
## observations/*.csv and *.xlsx

One row is one figure of one measure for one area and period, as published on one date. Files
may be cut up in any way; their names mean nothing. Columns may stand in any order.

- A figure is digits with a point: `95.3`, and not `95.3%`, `95,3` or `1,234`.
- A blank value with a numerator and a denominator is worked out, and is not rounded. A value
  beside both must agree with them to within {tolerance:g}.
- Two rows for the same figure need different dates in `published`: the later one is a revision,
  and the earlier one stays, so that an older report can be made again. What was known on a date
  is the newest row published by then, even where it withdraws the value.
- A row without `published` counts as known from the beginning.
- Excel files: the value of a cell, never a formula. A cell formatted as a percentage is refused,
  as 0.953 and 95.3 would look alike.
"""

NARRATIVE = """
## narrative/*.md

One file an indicator, named by its number or its id: `02.md` or `good-attendance.md`. The text is
Markdown without HTML. A first heading of level one is taken for the file's own title and passed
over. The text stands below these headings of level two, whose capitals do not matter; each may
be left out:
"""

RISKS_FILE = """
## risks.csv

A risk has a level, or a likelihood and an impact on the matrix of framework.toml, or all three
where they agree. A risk that bears on no indicator is still listed at the end of the report of
its outcome.

The score before any control, the target, an appetite of its own and the controls may all be left
blank. Where any risk has one of them, the report has a section with the register in full, with its
heat map. A risk is above its appetite where its level is graver, or its score higher; at exactly
the appetite it is within.
"""

RISK_REVIEWS_FILE = """
## risk_reviews.csv

The trend of a risk is derived from its last two reviews: a higher score is worsening, a lower one
improving. Where risks.csv says otherwise, or has another score or an earlier day than the latest
review, that is a warning. A review of a later day than the report is not known to it. When one is
overdue stands under [risk_review] in policy.toml.
"""

ACTIONS_FILE = """
## actions.csv

An action is overdue where it is planned or under way after its date; nobody types that. Where it is
known when it began, the figures since are held against a forecast from those before.
"""

MILESTONES_FILE = """
## milestones.csv

Milestones stand below their action in the report, in the order of the file. One is overdue where
it is not done after its date, while its action is planned or under way.
"""

SAVINGS_FILE = """
## savings.csv

What an action was expected to save in each financial year, as it was when the action was agreed.
Each action of which `saves_on` names a cost has a row here for each year, and no other action has.
"""

QUESTIONS_FILE = """
## questions.csv

A question counts from the day on which it was asked, and its answer from the day of the answer; in
a report of an earlier day it stands as it did then. The report lists the questions unanswered
first, until a row is taken out.
"""

CHOICES = """
## Choices

Capitals make no difference to a choice, and neither do spaces, hyphens and underscores.
"""

STATUS_MEANING = {
    Status.FINAL: "settled; so is a blank cell",
    Status.PROVISIONAL: "to be confirmed; marked beside every verdict that rests on it",
    Status.REVISED: "settled, after an earlier figure",
    Status.ESTIMATED: "worked out by somebody, not counted; marked like a provisional one",
    Status.BREAK: "opens a new series: nothing before it is compared with it",
}

ABSENCE_MEANING = {
    Absence.SUPPRESSED: "withheld, as it rests on a small count",
    Absence.NOT_COLLECTED: "nobody counted",
    Absence.NOT_APPLICABLE: "there is nothing to count for this area and period",
    Absence.NOT_YET_DUE: "will be published later; the figure before it stays the latest",
    Absence.WITHDRAWN: "its publisher has taken the figure back, and put no other in its place",
}

COMPARATOR_MEANING = {
    ComparatorKind.AREA: "that of another area",
    ComparatorKind.GROUP_MEAN: "the plain mean of the areas of a group that have a figure",
    ComparatorKind.TARGET: "the measure's own target for the period",
    ComparatorKind.EARLIER_PERIOD: "the measure's own, so many periods back",
}
