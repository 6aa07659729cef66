"""A reference: what stands between double braces in commentary, in place of a typed figure."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.nearest import hint, listed
from purbeck.model.reference_parts import (
    NAMES_OF_PARTS,
    PARTS,
    FormatName,
    Needs,
    Part,
    Role,
    SubjectKind,
    formats_of,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A part by its name, with what stood in brackets after it; None for no brackets."""

    name: str
    argument: str | None = None

    def __str__(self) -> str:
        return self.name if self.argument is None else f'{self.name}("{self.argument}")'


@dataclass(frozen=True, slots=True)
class Written:
    """A way of writing that was asked for; ``decimals`` only where that is what was asked."""

    name: FormatName
    decimals: int | None = None

    def __str__(self) -> str:
        return self.name.value if self.decimals is None else f"{self.name.value} {self.decimals}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is asked of one measure, risk or action.

    Attributes
    ----------
    subject
        The id or the number of a measure, or the id of a risk or an action.
    steps
        The parts after it, in order; at least one.
    formats
        The ways of writing, in order, each once.

    Examples
    --------
    >>> latest = Reference(subject="02.2", steps=(Step("at", "2016-17"),))
    >>> print(latest)
    {{ 02.2.at("2016-17") }}
    """

    subject: str
    steps: tuple[Step, ...]
    kind: SubjectKind = SubjectKind.MEASURE
    formats: tuple[Written, ...] = ()

    def __post_init__(self) -> None:
        problems = [*_unknown_parts(self), *_repeated_formats(self)]
        problems = problems or [*_brackets(self), *_order(self)]
        problems = problems or _ill_fitting_formats(self)
        if problems:
            raise InvalidValueError("Reference", problems)

    @property
    def area(self) -> str | None:
        """The area turned to; None for the organisation's own."""
        first = self.steps[0]
        return first.argument if first.name == Part.OF.value else None

    @property
    def parts(self) -> tuple[tuple[Part, str | None], ...]:
        """The parts of a reference to a measure after the area, with what they have in brackets."""
        steps = self.steps if self.area is None else self.steps[1:]
        return tuple((Part(step.name), step.argument) for step in steps)

    def __str__(self) -> str:
        kind = "" if self.kind is SubjectKind.MEASURE else f"{self.kind.value}:"
        steps = ".".join([f"{kind}{quoted_where_needed(self.subject)}", *map(str, self.steps)])
        return f"{{{{ {' | '.join([steps, *map(str, self.formats)])} }}}}"


def is_name_character(character: str) -> bool:
    """Whether a character can stand in a name that is not in quotation marks."""
    return character.isalnum() or character in "-_"


def quoted_where_needed(subject: str) -> str:
    """Give an id or number as it is written: in quotation marks where it could be misread.

    Examples
    --------
    >>> quoted_where_needed("02.1"), quoted_where_needed("A.b"), quoted_where_needed("neet")
    ('02.1', '"A.b"', 'neet')
    """
    first, *rest = subject.split(".")
    plain = bool(first) and all(map(is_name_character, first))
    for each in rest:
        plain = plain and each[:1].isdigit() and all(map(is_name_character, each))
    return subject if plain else f'"{subject}"'


def _unknown_parts(reference: Reference) -> list[Problem]:
    names = NAMES_OF_PARTS[reference.kind]
    of = {SubjectKind.MEASURE: "a part such as latest", SubjectKind.RISK: "a part of a risk"}
    what = of.get(reference.kind, "a part of an action")
    if not reference.steps:
        known = f"{what} after the name: {listed([f'.{name}' for name in names], most=6)}"
        return [Problem(IssueCode.BAD_REFERENCE, "", f"'{reference.subject}' alone", known)]
    return [
        Problem(IssueCode.BAD_REFERENCE, "", f"'.{step.name}'", f"{what}{hint(step.name, names)}")
        for step in reference.steps
        if step.name not in names
    ]


def _repeated_formats(reference: Reference) -> list[Problem]:
    names = [written.name for written in reference.formats]
    repeated = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    return [
        Problem(IssueCode.BAD_REFERENCE, "", f"'{name.value}' twice", "each way of writing once")
        for name in repeated
    ]


def _brackets(reference: Reference) -> list[Problem]:
    problems = []
    for step in reference.steps:
        of_measure = reference.kind is SubjectKind.MEASURE
        needs = PARTS[Part(step.name)].needs if of_measure else Needs.NOTHING
        if needs.needed and step.argument is None:
            expected = f'{needs.value} in brackets: .{step.name}("…")'
            problems.append(Problem(IssueCode.BAD_REFERENCE, "", f"'.{step.name}'", expected))
        elif needs is Needs.NOTHING and step.argument is not None:
            expected = f"nothing in brackets after .{step.name}"
            problems.append(Problem(IssueCode.BAD_REFERENCE, "", f"'.{step}'", expected))
    return problems


def _order(reference: Reference) -> list[Problem]:
    """Check that at most an area, a figure and a detail follow one another, or one answer."""
    if reference.kind is not SubjectKind.MEASURE:
        fits = len(reference.steps) == 1
        expected = "one part after the name"
    else:
        roles = [PARTS[Part(step.name)].role for step in reference.steps]
        rest = roles[1:] if roles[0] is Role.AREA else roles
        fits = rest in (
            [Role.FIGURE],
            [Role.DETAIL],
            [Role.ANSWER],
            [Role.FIGURE, Role.DETAIL],
        )
        expected = "one part, or a figure and its .period, .numerator, .denominator or .status"
    judged = [
        step.name
        for step in reference.steps
        if reference.area is not None and PARTS[Part(step.name)].judged
    ]
    if fits and judged:
        expected = "figures and changes only, as no other area is assessed"
    if fits and not judged:
        return []
    received = "".join(f".{step}" for step in reference.steps)
    return [Problem(IssueCode.BAD_REFERENCE, "", f"'{received}'", expected)]


def _ill_fitting_formats(reference: Reference) -> list[Problem]:
    fitting: tuple[FormatName, ...] = (FormatName.CAPITAL,)
    if reference.kind is SubjectKind.MEASURE:
        fitting = formats_of(Part(reference.steps[-1].name))
    expected = f"no other way of writing than {listed([name.value for name in fitting])}"
    return [
        Problem(IssueCode.BAD_REFERENCE, "", f"'| {written}'", f"{expected} for this part")
        for written in reference.formats
        if written.name not in fitting
    ]
