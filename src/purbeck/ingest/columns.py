"""The columns that each table of a workspace may have: the declared schema of its CSV files.

The reference page of the workspace format is generated from these.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column with what it holds."""

    name: str
    holds: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of table.

    ``one_of`` names columns of which at least one is needed; empty where there is no such rule.
    """

    columns: tuple[Column, ...]
    one_of: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The headings that the table may have, in the order of the documentation."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """The headings that the table must have."""
        return tuple(column.name for column in self.columns if column.required)


OBSERVATIONS = Layout(
    columns=(
        Column("measure", "The id of an indicator, measure or reference series.", True),
        Column("area", "The code of an area.", True),
        Column("period", "The period, in the kind that the measure declares.", True),
        Column("value", "The figure, in the measure's unit; digits with a point."),
        Column("numerator", "The count above the line, where the figure is a fraction."),
        Column("denominator", "The count below the line, above 0."),
        Column("lower", "The lower limit of the published interval."),
        Column("upper", "The upper limit of the published interval."),
        Column("status", "How settled the value is, or why there is none; blank is final."),
        Column("published", "The date from which the figure was known; blank is from the start."),
        Column("note", "What a reader should know of this figure."),
        Column("source", "Where the figure was published."),
        Column("dimension", "What people are told apart by; blank for a figure of everybody."),
        Column("group", "The group of the dimension; blank for a figure of everybody."),
    ),
    one_of=("value", "status"),
)

RISKS = Layout(
    columns=(
        Column("id", "The reference of the risk in the corporate register.", True),
        Column("title", "What may happen, in a sentence.", True),
        Column("level", "high, medium or low; blank where likelihood and impact are given."),
        Column("likelihood", "The step on the matrix, counted from 1, or its name."),
        Column("impact", "The step on the matrix, counted from 1, or its name."),
        Column("trend", "improving, unchanged, worsening or not-stated; blank is not stated."),
        Column("indicator", "Indicators that it bears upon, with semicolons between; or blank."),
        Column("outcome", "The outcome; blank for that of the indicators, or the only one."),
        Column("owner", "The officer who owns the risk."),
        Column("reviewed", "The date of the latest review."),
        Column("note", "Anything else."),
        Column("inherent_likelihood", "The step before any control, by its number or its name."),
        Column("inherent_impact", "The step before any control, by its number or its name."),
        Column("target_likelihood", "The step that is meant to be reached."),
        Column("target_impact", "The step that is meant to be reached."),
        Column(
            "appetite",
            "The gravest level, or the highest score, that is willingly carried of this risk; "
            "blank for the appetite of the matrix.",
        ),
        Column("controls", "What holds the risk down, with semicolons between; or blank."),
    ),
)

RISK_REVIEWS = Layout(
    columns=(
        Column("risk", "The id of a risk of risks.csv.", True),
        Column("date", "The day of the review; one review a risk and day.", True),
        Column("likelihood", "The step on the matrix that it was given.", True),
        Column("impact", "The step on the matrix that it was given.", True),
        Column("by", "The officer who reviewed it."),
        Column("note", "What was found."),
    ),
)

MILESTONES = Layout(
    columns=(
        Column("action", "The id of an action of actions.csv.", True),
        Column("title", "What is to be done; no two alike of one action.", True),
        Column("due", "The date by which it is to be done."),
        Column("done", "The date on which it was done; blank where it is not."),
        Column("owner", "The officer who has undertaken it; blank for that of the action."),
    ),
)

QUESTIONS = Layout(
    columns=(
        Column("id", "A reference for the question.", True),
        Column("measure", "The indicator or measure asked about; blank for the whole report."),
        Column("asked_by", "The part in which it was asked: Chair of the committee. No name."),
        Column("asked_on", "The date on which it was asked.", True),
        Column("question", "What was asked.", True),
        Column("answered_on", "The date of the answer; before it the question counts as open."),
        Column("answer", "What was answered."),
        Column("answered_by", "The officer who answered."),
        Column("status", "open, answered or withdrawn; blank is as the answer has it."),
    ),
)

ACTIONS = Layout(
    columns=(
        Column("id", "A reference for the action.", True),
        Column("indicator", "The indicator that the action is about.", True),
        Column("title", "What is to be done.", True),
        Column("owner", "The officer who has undertaken it."),
        Column("started", "The date on which it began; blank where it has not, or is not known."),
        Column("due", "The date by which it is to be done."),
        Column("status", "planned, under-way, done or stopped; blank is planned."),
        Column("note", "Anything else."),
        Column(
            "beside",
            "The id of a group of areas that did not take the action; what has come since is held "
            "beside a mixture of them. Blank for none.",
        ),
        Column("saves_on", "The cost of a [[value_for_money]] that it should lower; or blank."),
        Column("invested", "What was put into it, in pounds; blank is nothing."),
        Column("prices", "The financial year whose pounds it and its savings are in."),
    ),
)

SAVINGS = Layout(
    columns=(
        Column("action", "The id of an action of actions.csv that saves on something.", True),
        Column("period", "The financial year; one row an action and year.", True),
        Column("expected", "What was expected to be saved in it, in pounds, when agreed.", True),
    ),
)
