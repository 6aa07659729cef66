"""The last pages: notes on the data, who answers for what, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.model.disclosure import Disclosure
from purbeck.model.officer import Officer
from purbeck.model.polarity import Polarity
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.document import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
    plain,
)
from purbeck.publish.wording.figures import counted, day
from purbeck.publish.wording.verdicts import POLARITY_MEANING
from purbeck.scorecard import DisclosedScorecard


def data_notes(scorecard: DisclosedScorecard) -> Section:
    """Compose the notes on the data: what was known, what was withheld, what each measure is."""
    return Section(
        anchor="data-notes",
        new_page=False,
        title="Notes on the data",
        blocks=tuple(_notes(scorecard)),
    )


def _notes(scorecard: DisclosedScorecard) -> Iterator[Block]:
    yield Paragraph(
        plain(
            f"Every figure is as it was known on {day(scorecard.on)}. A figure published later "
            "is not in this report, and the next edition will say what has changed."
        )
    )
    points = [plain(note) for note in scorecard.framework.report.notes]
    points.append(plain(_withheld(scorecard)))
    yield Bullets(tuple(points))
    yield Heading("Definitions and sources")
    yield Table(
        caption="What each measure is, and where its figures come from",
        columns=(
            Column("Measure", share=2.4),
            Column("Definition", share=4),
            Column("Better", share=1.1),
            Column("Source", share=2.2),
        ),
        rows=tuple(
            (
                text_cell(f"{a.measure.number} {a.measure.name}".strip()),
                text_cell(a.measure.definition or "Not given"),
                text_cell(_better(a.measure.polarity)),
                text_cell(a.measure.source or "Not given"),
            )
            for a in scorecard.assessments
        ),
    )


def _better(polarity: Polarity) -> str:
    return POLARITY_MEANING[polarity].removesuffix(" is better")


def _withheld(scorecard: DisclosedScorecard) -> str:
    """Say what was hidden and rounded, and by whose word."""
    terms = scorecard.policy.disclosure
    source = f" {terms.source.rstrip('.')}." if terms.source else ""
    return f"{_suppressed(scorecard)}{_rounded(terms)}{source}"


def _suppressed(scorecard: DisclosedScorecard) -> str:
    terms = scorecard.policy.disclosure
    if not terms.hides:
        return "No figure is suppressed."
    figures = counted(scorecard.suppressed, "figure")
    verb = "is" if scorecard.suppressed == 1 else "are"
    said = f"{figures[:1].upper()}{figures[1:]} {verb} suppressed"
    if terms.minimum_count:
        said += f", as counts below {terms.minimum_count} are not shown"
        said += ", nor is a count of 0" if terms.hide_zero else ""
    if scorecard.protecting:
        also = "is" if scorecard.protecting == 1 else "are"
        said += f"; {scorecard.protecting:,} of them {also} hidden so as not to give another away"
    return f"{said}."


def _rounded(terms: Disclosure) -> str:
    if not terms.round_to:
        return ""
    return (
        f" Counts are rounded to the nearest {terms.round_to}, and what is said of them is said of "
        "the rounded counts. A rate is worked out before rounding; its counts are left out where "
        "the two together would tell them."
    )


def responsibility(scorecard: DisclosedScorecard) -> Section:
    """Compose the difference between indicators and measures, and the contacts."""
    framework = scorecard.framework
    contacts = [
        officer
        for officer_id in framework.report.contacts
        if (officer := framework.officer(officer_id))
    ]
    return Section(
        anchor="responsibility",
        new_page=False,
        title="Responsibility and contacts",
        blocks=(
            Table(
                caption="Responsibility for indicators and measures",
                columns=(
                    Column("Question", share=1.3),
                    Column("Population indicator", share=3),
                    Column("Performance measure", share=3),
                ),
                rows=tuple(
                    (text_cell(about), text_cell(indicator), text_cell(measure))
                    for about, indicator, measure in _RESPONSIBILITY
                ),
            ),
            Heading("Contacts"),
            *_contacts(contacts),
        ),
    )


_RESPONSIBILITY = (
    ("Who", "All the people of an area", "The people who receive a service"),
    (
        "Who answers",
        "Partners together: the responsibility is shared",
        "The service's providers and commissioners, directly",
    ),
    ("What for", "The ends: where we want to be", "The means: how we get there"),
)


def _contacts(officers: list[Officer]) -> tuple[Block, ...]:
    if not officers:
        return (Paragraph(plain("No contact is named.")),)
    return (Facts(tuple(Fact(officer.name, _reach(officer)) for officer in officers)),)


def _reach(officer: Officer) -> Text:
    place = ", ".join(part for part in (officer.title, officer.team) if part)
    runs = [Run(f"{place}. ")] if place else []
    if officer.email:
        runs.append(Run(officer.email, link=f"mailto:{officer.email}"))
    if officer.telephone:
        digits = "".join(character for character in officer.telephone if character.isdigit())
        runs += [Run(", telephone " if officer.email else "Telephone ")]
        runs.append(Run(officer.telephone, link=f"tel:{digits}"))
    return tuple(runs)
