"""``purbeck references``: every reference that commentary can hold, with what it says today."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import AsOfOption, WorkspaceArgument, examples

if TYPE_CHECKING:
    from purbeck.model.framework import Framework
    from purbeck.model.measure import Measure
    from purbeck.publish.wording.references import References
    from purbeck.publish.wording.writable import Writable

EXAMPLES = examples(
    "purbeck references my-council 02",
    "purbeck references my-council neet --json",
    "purbeck references my-council | grep risk:",
)

WIDEST = 64
"""How wide the column of references grows; what is longer stands out of it."""


def references(
    workspace: WorkspaceArgument,
    measure: Annotated[
        str,
        typer.Argument(
            metavar="[MEASURE]",
            help="The id or number of a measure or reference series. All, and the risks and "
            "actions with them, if not given.",
            show_default=False,
        ),
    ] = "",
    as_of: AsOfOption = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print records as JSON instead of a table.")
    ] = False,
) -> None:
    """List the references that commentary can hold, each with what it says today.

    A reference stands in place of a figure, between double braces, and says what the figures
    say when the report is made. Those that would be refused come after the others, with the
    reason.
    """
    from purbeck.cli.opening import opened
    from purbeck.cli.screen import show_line, write_data
    from purbeck.publish.wording.references import References
    from purbeck.scorecard import disclosed_scorecard

    known = opened(workspace)
    wanted = _wanted(known.framework, measure)
    found: list[Writable] = []
    for outcome in known.framework.outcomes:
        asked = References(disclosed_scorecard(known, outcome, as_of))
        ids = {each.id for each in outcome.measures}
        found += _of_outcome(asked, ids, wanted, registers=not measure)
    found.sort(key=lambda each: not _says(each))
    if as_json:
        write_data(_json(found))
    else:
        for line in _lines(found):
            show_line(line)


def _wanted(framework: Framework, typed: str) -> tuple[Measure, ...]:
    from purbeck.model.errors import UsageError
    from purbeck.model.nearest import hint
    from purbeck.model.reference_names import measure_named

    if not typed:
        return framework.measures
    measure = measure_named(framework, typed)
    if measure is None:
        names = [each.id for each in framework.measures]
        numbers = [each.number for each in framework.measures if each.number]
        expected = f"Expected the id or number of a measure{hint(typed, names, also=numbers)}."
        raise UsageError(f"There is no measure '{typed}' in this framework. {expected}")
    return (measure,)


def _of_outcome(
    asked: References, ids: set[str], wanted: Sequence[Measure], *, registers: bool
) -> list[Writable]:
    """List the references to an outcome's measures; reference series belong to the first."""
    from purbeck.model.measure import MeasureKind
    from purbeck.publish.wording.writable import writable, writable_of_registers

    scorecard = asked.scorecard
    first = scorecard.outcome.id == scorecard.framework.outcomes[0].id
    found: list[Writable] = []
    for measure in wanted:
        shared = first and measure.kind is MeasureKind.REFERENCE_SERIES
        if measure.id in ids or shared:
            found += writable(asked, measure)
    return [*found, *(writable_of_registers(asked) if registers else ())]


def _says(each: Writable) -> bool:
    from purbeck.publish.wording.references import Resolved

    return isinstance(each.outcome, Resolved)


def _words(each: Writable) -> str:
    from purbeck.publish.wording.references import Resolved

    outcome = each.outcome
    return outcome.words if isinstance(outcome, Resolved) else f"refused: {outcome.reason}"


def _lines(found: Sequence[Writable]) -> Iterator[str]:
    """Give a line each that is never wrapped, so that a reference can be copied from it."""
    texts = [each.text for each in found]
    width = min(max(map(len, ["Reference", *texts])), WIDEST)
    yield f"{'Reference':{width}}  Says today"
    for each in found:
        yield f"{each.text:{width}}  {_words(each)}"


def _json(found: Sequence[Writable]) -> str:
    records = [_record(each) for each in found]
    return json.dumps({"references": records}, indent=2, ensure_ascii=False) + "\n"


def _record(each: Writable) -> dict[str, object]:
    from purbeck.publish.wording.references import Refused

    outcome = each.outcome
    if isinstance(outcome, Refused):
        return {"reference": each.text, "says": None, "refused": outcome.reason}
    return {
        "reference": each.text,
        "says": outcome.words,
        "value": outcome.value,
        "about": outcome.about,
        "refused": None,
    }
