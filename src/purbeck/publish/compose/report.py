"""The whole report of an outcome, from the title page to the data sheets."""

from __future__ import annotations

from purbeck.publish.binding import bound
from purbeck.publish.compose.back_matter import data_notes, responsibility
from purbeck.publish.compose.changes import changes_section
from purbeck.publish.compose.cover import cover_of
from purbeck.publish.compose.data_sheets import SHORTHAND, data_sheets
from purbeck.publish.compose.executive_summary import executive_summary
from purbeck.publish.compose.further import further_sections
from purbeck.publish.compose.indicator import indicator_section
from purbeck.publish.compose.key import key_section, rules_section
from purbeck.publish.compose.overdue_actions import overdue_sections
from purbeck.publish.compose.questions import questions_sections
from purbeck.publish.compose.risk_register import register_sections
from purbeck.publish.compose.risks import unassigned_risks
from purbeck.publish.compose.slides import slides
from purbeck.publish.document import Document
from purbeck.publish.wording.figures import month
from purbeck.scorecard import DisclosedScorecard


def compose(
    scorecard: DisclosedScorecard, *, with_sheets: bool = True, with_slides: bool = True
) -> Document:
    """Compose the report of an outcome.

    Nothing but a disclosed scorecard is accepted, so that what may not be shown cannot be
    reached from here.

    Parameters
    ----------
    with_sheets, with_slides
        Whether it is to have its data sheets, which only Excel shows, and its slides; one report
        of a batch has a tenth of its work in the two.

    Raises
    ------
    WorkspaceError
        With an issue for each reference in its texts that says nothing.
    """
    references = bound(scorecard)
    scorecard = references.scorecard
    framework, outcome = scorecard.framework, scorecard.outcome
    title = f"{outcome.name}: {framework.report.title}, {month(scorecard.on)}"
    return Document(
        title=title,
        language=framework.report.language,
        issued=scorecard.on,
        author=framework.organisation.name,
        description=f"{framework.report.title} of {framework.organisation.name}: {outcome.name}",
        cover=cover_of(scorecard),
        sections=(
            executive_summary(scorecard),
            *(indicator_section(references, indicator) for indicator in outcome.indicators),
            *further_sections(scorecard),
            unassigned_risks(scorecard),
            *register_sections(scorecard),
            *overdue_sections(scorecard),
            *questions_sections(scorecard),
            changes_section(scorecard),
            key_section(scorecard),
            rules_section(scorecard),
            data_notes(scorecard),
            responsibility(scorecard),
        ),
        sheets=data_sheets(scorecard) if with_sheets else (),
        shorthand=SHORTHAND,
        slides=slides(scorecard) if with_slides else (),
    )
