"""Bad data as a value: a problem says what is wrong, a data issue says where.

Every kind of problem has one code, and each code has one sentence of advice. The table is
``ADVICE``; the reference page of issue codes is generated from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """Whether an issue stops a build, or is only made known."""

    ERROR = "error"
    WARNING = "warning"


class IssueCode(Enum):
    """The stable name of a kind of problem, as printed at the end of each issue."""

    # a file
    MISSING_FILE = "missing-file"
    EMPTY_FILE = "empty-file"
    UNREADABLE_FILE = "unreadable-file"
    UNEXPECTED_FILE = "unexpected-file"
    BAD_TOML = "bad-toml"
    BYTE_ORDER_MARK = "byte-order-mark"
    NOT_UTF8 = "not-utf8"
    NOT_COMMAS = "not-commas"
    BAD_QUOTES = "bad-quotes"
    # a key, column or reference
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    UNKNOWN_COLUMN = "unknown-column"
    MISSING_COLUMN = "missing-column"
    REPEATED_COLUMN = "repeated-column"
    RAGGED_ROW = "ragged-row"
    UNKNOWN_CHOICE = "unknown-choice"
    UNKNOWN_REFERENCE = "unknown-reference"
    DUPLICATE_ID = "duplicate-id"
    UNKNOWN_SECTION = "unknown-section"
    RAW_HTML = "raw-html"
    # a reference in commentary
    BAD_REFERENCE = "bad-reference"
    NO_FIGURE_TO_REFER_TO = "no-figure-to-refer-to"
    # a cell
    MISSING_CELL = "missing-cell"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_DATE = "not-a-date"
    NOT_A_PERIOD = "not-a-period"
    PERIOD_OF_WRONG_KIND = "period-of-wrong-kind"
    FORMULA_CELL = "formula-cell"
    UNPRINTABLE_CHARACTER = "unprintable-character"
    # a value
    OUT_OF_RANGE = "out-of-range"
    NUMERATOR_ABOVE_DENOMINATOR = "numerator-above-denominator"
    VALUE_AND_FRACTION_DISAGREE = "value-and-fraction-disagree"
    INTERVAL_NOT_AROUND_VALUE = "interval-not-around-value"
    VALUE_AND_ABSENCE = "value-and-absence"
    NO_VALUE_NO_REASON = "no-value-no-reason"
    DUPLICATE_OBSERVATION = "duplicate-observation"
    NOT_ON_MATRIX = "not-on-matrix"
    INCONSISTENT = "inconsistent"
    LOCKED_PERIOD = "locked-period"
    RISK_AND_REVIEWS = "risk-and-reviews"
    # a source
    NOT_IN_SOURCE = "not-in-source"
    AREA_CODE_AND_NAME = "area-code-and-name"
    AMBIGUOUS_AREA = "ambiguous-area"
    # a figure that can be, and is seldom so: see ``checks``
    IMPLAUSIBLE_JUMP = "implausible-jump"
    GAP_IN_SERIES = "gap-in-series"
    STALE_SOURCE = "stale-source"
    COMPARATOR_OLDER = "comparator-older"
    TARGET_IMPLAUSIBLE = "target-implausible"
    TARGET_WITHOUT_REASON = "target-without-reason"
    REPEATED_FIGURE = "repeated-figure"
    PARTS_AND_WHOLE = "parts-and-whole"
    GROUPS_OLDER = "groups-older"
    # a text: see ``claims``
    CLAIM_CONTRADICTED = "claim-contradicted"
    COMMENTARY = "commentary"


DOUBTS = (
    IssueCode.IMPLAUSIBLE_JUMP,
    IssueCode.GAP_IN_SERIES,
    IssueCode.STALE_SOURCE,
    IssueCode.COMPARATOR_OLDER,
    IssueCode.TARGET_IMPLAUSIBLE,
    IssueCode.TARGET_WITHOUT_REASON,
    IssueCode.REPEATED_FIGURE,
    IssueCode.PARTS_AND_WHOLE,
    IssueCode.GROUPS_OLDER,
    IssueCode.AREA_CODE_AND_NAME,
    IssueCode.CLAIM_CONTRADICTED,
    IssueCode.COMMENTARY,
)
"""What can be and seldom is, so that somebody may look into it and let it stand."""


ADVICE: dict[IssueCode, str] = {
    IssueCode.MISSING_FILE: "Create the file, or take its name out of the workspace.",
    IssueCode.EMPTY_FILE: "Write the header row and at least one row, or delete the file.",
    IssueCode.UNREADABLE_FILE: "Save the file again as plain text (CSV, UTF-8) or as .xlsx.",
    IssueCode.UNEXPECTED_FILE: "Rename the file, or move it out of the folder.",
    IssueCode.BAD_TOML: "Mend the line: text stands in double quotes, a list in square brackets.",
    IssueCode.BYTE_ORDER_MARK: "It was skipped. Save as 'UTF-8' and not 'UTF-8 with BOM'.",
    IssueCode.NOT_UTF8: (
        "It was read as Windows-1252. Check accents and dashes, then save as 'CSV UTF-8'."
    ),
    IssueCode.NOT_COMMAS: "It was read all the same. Save the file with commas.",
    IssueCode.BAD_QUOTES: "Put the whole cell in quotes, and write each quote inside it twice.",
    IssueCode.UNKNOWN_KEY: "Correct the spelling, or take the key out.",
    IssueCode.MISSING_KEY: "Add the key.",
    IssueCode.WRONG_TYPE: "Write the value in the form expected.",
    IssueCode.UNKNOWN_COLUMN: "Correct the heading, or take the column out.",
    IssueCode.MISSING_COLUMN: "Add the column.",
    IssueCode.REPEATED_COLUMN: "Keep one of the columns.",
    IssueCode.RAGGED_ROW: "Give the row as many cells as there are headings.",
    IssueCode.UNKNOWN_CHOICE: "Choose one of those expected.",
    IssueCode.UNKNOWN_REFERENCE: "Correct the name, or add what it names to framework.toml.",
    IssueCode.DUPLICATE_ID: "Give each its own id.",
    IssueCode.UNKNOWN_SECTION: "Use one of the section headings expected.",
    IssueCode.RAW_HTML: "It will be printed as it stands. Write Markdown instead.",
    IssueCode.BAD_REFERENCE: "Copy one that 'purbeck references' lists.",
    IssueCode.NO_FIGURE_TO_REFER_TO: (
        "Refer to a figure that there is, as 'purbeck references' lists them, or word it otherwise."
    ),
    IssueCode.MISSING_CELL: "Fill the cell.",
    IssueCode.NOT_A_NUMBER: "Write digits with a point: no units, no thousands separators.",
    IssueCode.NOT_A_DATE: "Write the date as YYYY-MM-DD.",
    IssueCode.NOT_A_PERIOD: "Write the period as in the examples expected.",
    IssueCode.PERIOD_OF_WRONG_KIND: "Write the period in the kind that the measure declares.",
    IssueCode.FORMULA_CELL: "Paste the value in place of the formula.",
    IssueCode.UNPRINTABLE_CHARACTER: "Take the character out, or write it in words.",
    IssueCode.OUT_OF_RANGE: "Correct the figure, or the unit that the measure declares.",
    IssueCode.NUMERATOR_ABOVE_DENOMINATOR: "Check whether the two were swapped.",
    IssueCode.VALUE_AND_FRACTION_DISAGREE: "Correct one of them, or leave the value blank.",
    IssueCode.INTERVAL_NOT_AROUND_VALUE: "Check whether lower and upper were swapped.",
    IssueCode.VALUE_AND_ABSENCE: "Leave the value blank, or take the reason out.",
    IssueCode.NO_VALUE_NO_REASON: "Give a value, or the reason for having none as the status.",
    IssueCode.DUPLICATE_OBSERVATION: (
        "Keep one of the rows; where it is a revision, give it its own date of publication."
    ),
    IssueCode.NOT_ON_MATRIX: "Score the risk on the matrix in framework.toml.",
    IssueCode.INCONSISTENT: "Correct one of the two.",
    IssueCode.LOCKED_PERIOD: (
        "Ask for the period to be opened, with the reason for the correction, on the page of locks."
    ),
    IssueCode.RISK_AND_REVIEWS: (
        "Bring the row of the risk up to its latest review, or correct the review."
    ),
    IssueCode.NOT_IN_SOURCE: (
        "Write it as 'purbeck source preview' lists it, or take it out of sources.toml."
    ),
    IssueCode.AREA_CODE_AND_NAME: (
        "Ask the publisher which of the two is right; area_codes in sources.toml can decide."
    ),
    IssueCode.IMPLAUSIBLE_JUMP: (
        "Check the figure and its unit; where it is right, say so in its note, or mark a break."
    ),
    IssueCode.GAP_IN_SERIES: "Add the row, with the reason for having none as its status.",
    IssueCode.STALE_SOURCE: "Load the newer figure, or accept the doubt in policy.toml, with why.",
    IssueCode.COMPARATOR_OLDER: "Load the comparator's newer figure, or fix its period.",
    IssueCode.TARGET_IMPLAUSIBLE: "Check the target's unit and period.",
    IssueCode.TARGET_WITHOUT_REASON: "Write the reason beside the target, as its reader will ask.",
    IssueCode.REPEATED_FIGURE: "Ask its owner whether it was copied from the period before.",
    IssueCode.CLAIM_CONTRADICTED: (
        "Correct the text or the figure; a reference in double braces cannot differ from it."
    ),
    IssueCode.COMMENTARY: "Write about it, or accept it in policy.toml with the reason.",
    IssueCode.PARTS_AND_WHOLE: "Check the parts and the whole, or the total in policy.toml.",
    IssueCode.GROUPS_OLDER: "Load the newer figures of the groups, or accept the doubt, with why.",
    IssueCode.AMBIGUOUS_AREA: "Say under area_codes in sources.toml which of them is meant.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of a value: the field, what was received and expected.

    ``advice`` replaces the code's own sentence where the case calls for a better one.
    """

    code: IssueCode
    field: str
    received: str
    expected: str
    advice: str = ""

    def __str__(self) -> str:
        advice = self.advice or ADVICE[self.code]
        return f"received {self.received}, expected {self.expected}. {advice}"


@dataclass(frozen=True, slots=True)
class DataIssue:
    """A problem and its place: the file, the row as an editor counts it, the column or key.

    Examples
    --------
    >>> problem = Problem(IssueCode.OUT_OF_RANGE, "value", "104.2", "a percentage from 0 to 100")
    >>> print(DataIssue(problem, file="neet.csv", row=14))
    neet.csv, row 14, value: received 104.2, expected a percentage from 0 to 100. \
Correct the figure, or the unit that the measure declares. [out-of-range]
    """

    problem: Problem
    file: str
    row: int | None = None
    severity: Severity = Severity.ERROR

    @property
    def code(self) -> IssueCode:
        """The stable code of the problem."""
        return self.problem.code

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.problem.field:
            place.append(self.problem.field)
        return f"{', '.join(place)}: {self.problem} [{self.code.value}]"
