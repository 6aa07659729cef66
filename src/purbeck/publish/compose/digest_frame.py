"""What every digest has: its title, its date, and no title page."""

from __future__ import annotations

from collections.abc import Sequence

from purbeck.publish.document import Cover, Document, Fact, Section, plain
from purbeck.publish.wording.figures import day, month
from purbeck.scorecard import DisclosedScorecard


def digest_of(
    scorecards: Sequence[DisclosedScorecard],
    title: str,
    description: str,
    sections: Sequence[Section],
    facts: tuple[Fact, ...] | None = None,
    subtitle: str | None = None,
) -> Document:
    """Put the sections of a digest under its title."""
    first = scorecards[0]
    framework, on = first.framework, first.on
    known = (Fact("Figures", plain(f"As known on {day(on)}")),)
    return Document(
        title=f"{title}: {framework.report.title}, {month(on)}",
        language=framework.report.language,
        issued=on,
        author=framework.organisation.name,
        description=description,
        cover=Cover(
            organisation=framework.organisation.name,
            plan=framework.organisation.plan,
            title=title,
            subtitle=framework.report.title if subtitle is None else subtitle,
            issued=month(on),
            facts=known if facts is None else facts,
            purpose=(),
        ),
        sections=tuple(sections),
        brief=True,
    )
