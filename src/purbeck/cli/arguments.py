"""Arguments and options that several commands have, and how what is typed is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.model.errors import UsageError

if TYPE_CHECKING:
    from purbeck.model.framework import Framework
    from purbeck.model.measure import Measure


def date_typed(text: str) -> date:
    """Read a date as YYYY-MM-DD; nothing else is taken, so that no day is read as a month."""
    try:
        typed = date.fromisoformat(text)
    except ValueError:
        typed = None
    if typed is None or typed.isoformat() != text:
        raise typer.BadParameter(f"'{text}' is no date. Write YYYY-MM-DD, such as 2018-09-30.")
    return typed


WorkspaceArgument = Annotated[
    Path,
    typer.Argument(
        metavar="WORKSPACE", help="The folder with framework.toml in it.", show_default=False
    ),
]

AsOfOption = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=date_typed,
        metavar="DATE",
        help="Use only what had been published by this day, YYYY-MM-DD. The date of the report "
        "if not given.",
        show_default=False,
    ),
]


SinceOption = Annotated[
    Path | None,
    typer.Option(
        "--since",
        metavar="EDITION",
        help="The folder of the edition to say the changes from. That of the report before, "
        "where WORKSPACE/editions has it, if not given.",
        show_default=False,
    ),
]


LanguageOption = Annotated[
    str,
    typer.Option(
        "--language",
        metavar="LANGUAGE",
        help="The language to make it in: cy or en-GB. That of the workspace if not given.",
        show_default=False,
    ),
]


def examples(*lines: str) -> str:
    """Make the foot of a command's help from commands to copy."""
    return f"\n{titled('Examples', lines)}"


def titled(title: str, lines: Sequence[str]) -> str:
    """Set lines below a title, as they stand in the foot of a help page."""
    return "\n".join([f"[bold]{title}[/bold]", "", *(f"  {line}" for line in lines)])


def measure_typed(framework: Framework, text: str) -> Measure:
    """Give the measure of an id or of a number in the report; UsageError with the nearest."""
    from purbeck.model.measure import MeasureKind
    from purbeck.model.nearest import hint, nearest

    reported = [m for m in framework.measures if m.kind is not MeasureKind.REFERENCE_SERIES]
    for measure in reported:
        if text in (measure.id, measure.number):
            return measure
    ids = [measure.id for measure in reported]
    likely = nearest(text, [*ids, *(measure.number for measure in reported)])
    expected = f"Expected the id or number of a measure{hint(text, [likely] if likely else ids)}."
    raise UsageError(f"There is no measure '{text}' in this framework. {expected}")


def areas_typed(framework: Framework, texts: Sequence[str]) -> tuple[str, ...]:
    """Give the codes of areas named by code or by name; UsageError with the nearest."""
    return tuple(dict.fromkeys(_area_typed(framework, text) for text in texts))


def _area_typed(framework: Framework, text: str) -> str:
    from purbeck.model.nearest import hint

    for area in framework.areas:
        if text == area.code or text.casefold() == area.name.casefold():
            return area.code
    names = [name for area in framework.areas for name in (area.code, area.name)]
    expected = f"Expected the code or name of an area{hint(text, names)}."
    raise UsageError(f"There is no area '{text}' in this framework. {expected}")
