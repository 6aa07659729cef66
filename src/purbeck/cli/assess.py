"""``purbeck assess``: the verdict on every measure, on the screen or for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from purbeck.cli.arguments import AsOfOption, WorkspaceArgument, areas_typed, examples
from purbeck.model.errors import UsageError

EXAMPLES = examples(
    "purbeck assess my-council",
    "purbeck assess my-council --json > assessments.json",
    "purbeck assess my-council --csv --as-of 2018-06-30 > june.csv",
    "purbeck assess my-council --area E10000009 --area Devon",
)


def assess(
    workspace: WorkspaceArgument,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON; 'purbeck schema' describes it.")
    ] = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print CSV, one row a measure and area.")
    ] = False,
    as_of: AsOfOption = None,
    area: Annotated[
        list[str] | None,
        typer.Option(
            "--area",
            metavar="AREA",
            help="The code or name of an area; may be given again. The organisation's own if "
            "not given.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Assess every measure: latest, previous, trend, comparators and colour.

    In CSV, all comparators of a measure share one cell, as 'label | period | value | verdict |
    colour', with '; ' between them. JSON has them as a list, with the evidence for each.
    """
    from purbeck.cli.opening import opened
    from purbeck.cli.screen import write_data
    from purbeck.publish.binding import bound_workspace
    from purbeck.scorecard.scorecard import assess_as_known, disclosed_scorecards

    if as_json and as_csv:
        raise UsageError("Give --json or --csv, not both.")
    known = opened(workspace)
    on = as_of or known.framework.report.on
    assessments = assess_as_known(
        bound_workspace(known, on), on, areas_typed(known.framework, area or ())
    )
    if not as_json and not as_csv:
        from purbeck.cli.scorecards import show_scorecards

        show_scorecards(known.framework, assessments, on)
        return
    from purbeck.cli.assessment_rows import assessments_csv
    from purbeck.publish.assessment_record import assessments_record

    parts = disclosed_scorecards(bound_workspace(known, on), on) if as_json and not area else ()
    record = assessments_record(known.framework.organisation.name, on, assessments, parts)
    json = f"{record.model_dump_json(indent=2)}\n"
    write_data(json if as_json else assessments_csv(record))
