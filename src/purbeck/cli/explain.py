"""``purbeck explain``: everything behind one verdict."""

from __future__ import annotations

from typing import Annotated

import typer

from purbeck.cli.arguments import (
    AsOfOption,
    WorkspaceArgument,
    areas_typed,
    examples,
    measure_typed,
)

EXAMPLES = examples(
    "purbeck explain my-council 02",
    "purbeck explain my-council good-attendance --as-of 2018-06-30",
    "purbeck explain my-council 06.1 --area Devon",
)


def explain(
    workspace: WorkspaceArgument,
    measure: Annotated[
        str,
        typer.Argument(
            metavar="MEASURE",
            help="The id or number of an indicator or measure.",
            show_default=False,
        ),
    ],
    area: Annotated[
        str,
        typer.Option(
            "--area",
            metavar="AREA",
            help="The code or name of an area. The organisation's own if not given.",
            show_default=False,
        ),
    ] = "",
    as_of: AsOfOption = None,
) -> None:
    """Explain one verdict: its figures, where each was read, and each rule with its evidence."""
    from purbeck.cli.explanation import Explanation
    from purbeck.cli.opening import opened
    from purbeck.cli.screen import show
    from purbeck.scorecard.scorecard import assess_as_known, disclosed

    known = opened(workspace)
    framework = known.framework
    wanted = measure_typed(framework, measure)
    areas = areas_typed(framework, [area] if area else [])
    on = as_of or framework.report.on
    assessed = assess_as_known(known, on, areas)
    assessment = next(a for a in assessed if a.measure.id == wanted.id)
    observations = disclosed(known, on).observations
    explanation = Explanation(framework, known.policy, assessment, observations, on)
    show(*explanation.parts())
