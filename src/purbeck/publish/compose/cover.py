"""The title page."""

from __future__ import annotations

from purbeck.model.framework import Framework
from purbeck.publish.compose.prose import text_of
from purbeck.publish.document import Cover, Fact, plain
from purbeck.publish.wording.figures import counted, day, month
from purbeck.scorecard import DisclosedScorecard


def cover_of(scorecard: DisclosedScorecard) -> Cover:
    """Compose the title page of an outcome's report."""
    framework, outcome = scorecard.framework, scorecard.outcome
    return Cover(
        organisation=framework.organisation.name,
        plan=framework.organisation.plan,
        title=outcome.name,
        subtitle=framework.report.title,
        issued=month(scorecard.on),
        facts=tuple(_facts(scorecard)),
        purpose=tuple(
            text_of(" ".join(paragraph.split()))
            for paragraph in framework.report.purpose.split("\n\n")
            if paragraph.strip()
        ),
    )


def _facts(scorecard: DisclosedScorecard) -> list[Fact]:
    summary = scorecard.summary
    indicators = sum(summary.indicators.values())
    measures = sum(summary.measures.values())
    risks = sum(summary.risks.values())
    facts = []
    sponsor = officer_line(scorecard.framework, scorecard.outcome.sponsor)
    if sponsor:
        facts.append(Fact("Outcome sponsor", plain(sponsor)))
    contents = ", ".join(
        [
            counted(indicators, "population indicator"),
            counted(measures, "performance measure"),
            counted(risks, "corporate risk"),
        ]
    )
    return [
        *facts,
        Fact("Figures", plain(f"As known on {day(scorecard.on)}")),
        Fact("Contents", plain(contents[:1].upper() + contents[1:])),
    ]


def officer_line(framework: Framework, officer_id: str) -> str:
    """Give an officer's name and title, or nothing where none is named."""
    officer = framework.officer(officer_id)
    if officer is None:
        return ""
    return f"{officer.name}, {officer.title}" if officer.title else officer.name
