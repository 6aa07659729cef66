"""``purbeck explain``: everything behind one verdict."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import (
    AsOfOption,
    WorkspaceArgument,
    areas_typed,
    examples,
    measure_typed,
)

if TYPE_CHECKING:
    from purbeck.model.observation import Observation

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
    from purbeck.scorecard.scorecard import assess_as_known, disclosed, has_concealed

    known = opened(workspace)
    framework = known.framework
    wanted = measure_typed(framework, measure)
    areas = areas_typed(framework, [area] if area else [])
    on = as_of or framework.report.on
    assessed = assess_as_known(known, on, areas)
    assessment = next(a for a in assessed if a.measure.id == wanted.id)
    observations = disclosed(known, on).observations
    # Of a file with a hidden count somebody could guess the count, and try until digests agree.
    digests = None if has_concealed(known) else _digests(workspace, observations)
    explanation = Explanation(framework, known.policy, assessment, observations, on, digests)
    show(*explanation.parts())


def _digests(workspace: Path, observations: Iterable[Observation]) -> dict[str, str]:
    """Give the digest of each file of the workspace that figures were read from, as it is now."""
    import hashlib

    read = {o.provenance.file for o in observations if o.provenance and not o.provenance.digest}
    return {
        name: hashlib.sha256((workspace / name).read_bytes()).hexdigest()
        for name in sorted(read)
        if name and (workspace / name).is_file()
    }
