"""The summary of a workspace on the screen: a table for each outcome and area."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from purbeck.assess.assessment import Assessment
from purbeck.cli.screen import console, show
from purbeck.cli.tables import assessments_table
from purbeck.model.framework import Framework
from purbeck.publish.wording.figures import day


def show_scorecards(framework: Framework, assessments: Sequence[Assessment], on: date) -> None:
    """Put the assessments on the screen, a table for each outcome and area.

    The organisation's own area is not named where it is the only one.
    """
    width = console().width
    areas = tuple(dict.fromkeys(assessment.area for assessment in assessments))
    only_own = areas == (framework.organisation.area,)
    for outcome in framework.outcomes:
        ids = {measure.id for measure in outcome.measures}
        for area in areas:
            held = [a for a in assessments if a.area == area and a.measure.id in ids]
            if held:
                place = "" if only_own else f": {framework.area_name(area)}"
                title = Text(f"{outcome.name}{place}", style="bold")
                known = Text(f"As known on {day(on)}", style="dim")
                show(title, known, "", assessments_table(held, width), "")
