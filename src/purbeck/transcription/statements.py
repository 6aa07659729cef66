"""Statements within a line: a label with a period and a figure, as "Previous 2016 - 85%"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from purbeck.transcription.figures import FIGURE, Figure, figure_from, status_in
from purbeck.transcription.periods import PeriodFound, periods_in
from purbeck.transcription.profile import Profile

# A part of a line with more letters than this is running text, in which nothing is sought.
LONGEST = 260
_FIGURES = frozenset(
    {"latest", "previous", "same_last_year", "target", "floor", "tolerance", "comparator"}
)
_OPENS = re.compile(r"^[\s(:=\-–—]*$")
_BESIDE = re.compile(r"^[\s(]*annual measure[\s)]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A label and what follows it. ``before`` is the text of the line before the first label."""

    role: str
    label: str
    text: str
    before: str = ""
    period: PeriodFound | None = None
    figure: Figure | None = None
    status: str = ""
    doubt: str = ""
    """Why the figure may be read wrongly: a dash that may be its sign, a cut end."""
    lost: bool = False
    """A period is given, and no figure follows."""


def statements_in(text: str, profile: Profile) -> list[Statement]:
    """Find the statements in one part of a line, from left to right; none in running text.

    A label counts only where a figure, a verdict or a period follows it right away.
    """
    if len(text) > LONGEST:
        return []
    labels = [
        found
        for found in profile.inline.finditer(text)
        if found[0][0].isupper() or re.match(r"\s*[:=]", text[found.end() :])
    ]
    made: list[Statement] = []
    for at, found in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        role = profile.inline_role(found[0])
        statement = _statement(role, found[0], text[found.end() : end], profile)
        if statement is None:
            continue
        before = text[: found.start()] if not made else ""
        made.append(_with_before(statement, before.strip(" -–:;,|\t")))
    return made


def in_sentence(statement: Statement, text: str) -> bool:
    """Whether a statement is part of a sentence: two words or more go on after its figure.

    Examples
    --------
    >>> line = "Last year 47% was reached."
    >>> in_sentence(Statement("previous", "Last year", line), line)
    True
    >>> in_sentence(Statement("previous", "", "Previous 2016 - 85%"), "Previous 2016 - 85%")
    False
    """
    tail = re.search(r"\d%?\s+((?:[a-z]+\s+){1,}[a-z]+)\.$", statement.text)
    return bool(tail) and text.rstrip().endswith(".")


def _with_before(statement: Statement, before: str) -> Statement:
    from dataclasses import replace

    return replace(statement, before=before)


def _statement(role: str, label: str, rest: str, profile: Profile) -> Statement | None:
    text = f"{label}{rest}".strip()
    if role in _FIGURES:
        return _figured(role, label, rest, text)
    value = rest.strip(" :=-–—\t;,.")
    if role not in {"rag", "direction", "polarity"}:
        return None
    marked = any(character in profile.glyphs for character in value)
    if value and len(value) < 40 and (profile.word(role, value) or marked):
        return Statement(role, label, text)
    return None


def _figured(role: str, label: str, rest: str, text: str) -> Statement | None:
    """Read what follows the label of a figure: a period or not, a dash or not, the figure."""
    period, after = _period_first(rest)
    after = _BESIDE.sub("", after)
    opened = re.match(r"[\s:(;]*(?P<equals>=)?\s*(?P<dash>[-–—−])?(?P<space>\s*)", after)
    start = opened.end() if opened else 0
    found = FIGURE.match(after, start)
    colon = bool(re.match(r"\s*[:=]", rest))
    if found is None or (period is None and not colon and not re.match(r"\s*[-–]?\s*[£\d]", rest)):
        blank = not after.strip(" :=-–—();.,\t")
        lost = period is not None and blank
        return Statement(role, label, text, period=period, lost=True) if lost else None
    tail = after[found.end() :]
    if re.match(r"\s*[£\d]", tail) and not _period_opens(tail):  # a row of figures: which is it?
        return None
    if period is None:
        later = periods_in(tail)
        period = later[0] if len(later) == 1 else None
    if len(tail.strip()) > 60 and not colon:
        return None
    figure, doubt = _signed(figure_from(found), opened)
    return Statement(
        role, label, text, period=period, figure=figure, status=status_in(tail), doubt=doubt
    )


def _period_opens(text: str) -> bool:
    found = next(iter(periods_in(text)), None)
    return found is not None and not text[: found.start].strip()


def _period_first(rest: str) -> tuple[PeriodFound | None, str]:
    found = next(iter(periods_in(rest)), None)
    if found is None or not _OPENS.match(rest[: found.start]):
        return None, rest
    return found, rest[found.end :].removeprefix(")")


def _signed(figure: Figure, opened: re.Match[str] | None) -> tuple[Figure, str]:
    """Say whether the dash before a figure is its sign.

    After an equals sign it is, and so it is right before the digits; with a space on either
    side it parts label and figure, and whoever reads it is told.
    """
    dash = opened["dash"] if opened else None
    if not dash or opened is None or figure.value < 0:
        return figure, ""
    if opened["equals"] or (not opened["space"] and dash in "-−"):
        return _negative(figure), ""
    return figure, "a dash stands before it, with a space: read as no sign"


def _negative(figure: Figure) -> Figure:
    from dataclasses import replace

    return replace(figure, value=-figure.value, printed=f"-{figure.printed}")
