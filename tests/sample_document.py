"""A realistic outcomes report that holds every block and every mark, for the renderers' tests."""

from __future__ import annotations

from datetime import date

from purbeck.publish.document import (
    Block,
    Bullets,
    Callout,
    Cards,
    Cell,
    Column,
    Columns,
    Cover,
    Document,
    Fact,
    Facts,
    Figure,
    FigureSize,
    Heading,
    Mark,
    Paragraph,
    Run,
    Section,
    Sheet,
    SheetColumn,
    SheetKind,
    Table,
    Tally,
    TallyEntry,
    Text,
    plain,
)
from tests.sample_parts import (
    PERIODS,
    WORDS,
    badge,
    chart,
    comparator_cards,
    measure_panel,
    value_cards,
)

INDICATORS = (
    ("02", "Children with good attendance at school", Mark.AMBER, (95.0, 95.4, 95.3, 95.3, 95.1)),
    ("03", "Expected standard at Key Stage 2", Mark.RED, (38.0, 41.0, 45.0, 57.0, 55.0)),
    ("04", "16 and 17-year-olds not in education", Mark.NO_DATA, ()),
    ("06", "Clients given self-directed support", Mark.GREEN, (88.4, 91.2, 96.0, 97.6, 99.8)),
)
LONG = (
    ", including those who are looked after, those with special educational needs or disabilities, "
    "and those who have moved into the county since the last school census was taken"
)
STORY = (
    "Most pupils in Dorset attend school regularly, and attendance has stayed close to that of "
    "similar areas for four years. Illness is the most common reason for absence, and accounts for "
    "three in five of the sessions missed. Family holidays in term time come second: they rose "
    "after a ruling of the High Court in 2016, and have fallen back since the Supreme Court's in "
    "April 2017.\n\n"
    "Absence is higher among pupils known to be eligible for free school meals and among those "
    "with an education, health and care plan. The gap is widest in years 10 and 11, where some "
    "schools have changed what they offer. Literal signs such as #import, $x$, *stars*, _lines_, "
    "@names, [brackets] and \\backslashes\\ are printed as they were typed, as is Tŷ Gwyn."
)


def risk_table(caption: str, rows: int) -> Table:
    """Give a table of risks, whose levels and trends go round every mark."""
    levels = (Mark.HIGH, Mark.MEDIUM, Mark.LOW)
    trends = (Mark.IMPROVING, Mark.UNCHANGED, Mark.WORSENING, Mark.NOT_STATED)
    return Table(
        caption,
        (
            Column("Risk", share=0.6),
            Column("What could happen", share=3.0),
            Column("Score", numeric=True, share=0.7),
            Column("Level", share=1.1),
            Column("Trend", share=1.4),
        ),
        tuple(
            (
                Cell(plain(f"{n + 1:02d}c")),
                Cell(plain("Demand for adult social care outgrows the budget set for the year")),
                Cell(plain(str(16 - n % 12))),
                Cell(badge=badge(levels[n % 3])),
                Cell(badge=badge(trends[n % 4])),
            )
            for n in range(rows)
        ),
        note="Source: corporate risk register, September 2018.",
    )


def summary_section() -> Section:
    """Give the executive summary: tallies beside points, then what must not be overlooked."""
    indicators = Tally(
        "Population indicators",
        6,
        (
            TallyEntry(badge(Mark.GREEN), 1),
            TallyEntry(badge(Mark.AMBER), 2),
            TallyEntry(badge(Mark.RED), 2),
            TallyEntry(badge(Mark.NO_DATA), 1),
        ),
        "indicators",
    )
    measures = Tally(
        "Performance measures",
        18,
        tuple(
            TallyEntry(badge(mark), count)
            for mark, count in (
                (Mark.IMPROVING, 7),
                (Mark.UNCHANGED, 4),
                (Mark.WORSENING, 6),
                (Mark.NOT_STATED, 1),
            )
        ),
        "measures",
    )
    risks = Tally(
        "Corporate risks",
        15,
        (
            TallyEntry(badge(Mark.HIGH), 4),
            TallyEntry(badge(Mark.MEDIUM), 9),
            TallyEntry(badge(Mark.LOW), 2),
        ),
        "risks",
    )
    focus = Bullets(
        (
            (Run("Key Stage 2", strong=True, link="#indicator-03"), Run(": worse than England.")),
            (Run("Attendance", strong=True, link="#indicator-02"), Run(": fell for three years.")),
            plain("Young people not in education: no figure was returned, so nothing can be said."),
        )
    )
    worsening = Bullets(
        (
            (Run("Total secondary absence", link="#indicator-02"), Run(" 5.4% to 5.7%")),
            plain("Schools with fewer than 65% at the expected standard: 6% to 45%"),
        )
    )
    return Section(
        "summary",
        "Executive summary",
        (
            Paragraph(plain("One of six population indicators is on track; two are not.")),
            Columns(((indicators,), (Heading("Suggested areas of focus", 2), focus))),
            Columns(((measures,), (Heading("Worsening measures", 2), worsening))),
            Columns(((risks,), (Heading("High rated risks", 2), risk_bullets()))),
            Callout(
                "One comparator is out of date",
                (
                    Run("The England average is for "),
                    Run("2014-15", emphasis=True),
                    Run(", two years older than the local figure. See the "),
                    Run("published tables", link="https://www.example.org/tables?a=1&b=2"),
                    Run("."),
                ),
            ),
        ),
    )


def risk_bullets() -> Bullets:
    """List the risks rated high."""
    return Bullets((plain("01c Children's services budget"), plain("02e School places by 2021")))


def indicator_section(position: int, suffix: str, measures: int) -> Section:
    """Give the section of one indicator, with data or without."""
    number, title, mark, values = INDICATORS[position]
    blocks: list[Block] = [
        Cards(value_cards(values, mark)),
        Heading("How we compare", 2, f"compare-{number}"),
        Cards(comparator_cards()),
    ]
    if values:
        trend = chart(f"trend-{number}", title, values, 480, 190)
        half = chart(f"half-{number}", f"{title}: girls", values, 232, 130)
        other = chart(f"other-{number}", f"{title}: boys", values[::-1], 232, 130)
        blocks += [
            Figure(trend, "Percentage of all sessions, by academic year"),
            Columns(
                (
                    (Figure(half, "Girls", FigureSize.HALF),),
                    (Figure(other, "Boys", FigureSize.HALF),),
                )
            ),
        ]
    blocks.append(Heading("Story behind the baseline"))
    blocks += [Paragraph(plain(part)) for part in STORY.split("\n\n") * (3 if suffix else 1)]
    blocks += [
        Heading("Partners with a significant role to play"),
        Bullets((plain("Schools and academies"), plain("Dorset HealthCare"), plain("Parents"))),
        Heading("Performance measures"),
    ]
    blocks += [measure_panel(number, n, suffix) for n in range(measures)]
    if not measures:
        blocks.append(Paragraph(plain("No performance measure is set for this indicator.")))
    blocks += [
        Heading("Corporate risks"),
        risk_table(f"Corporate risks for indicator {number}", 2 + position),
        Heading("What are we doing?"),
        Heading("With schools", 3),
        Bullets((plain("Agree a plan"), plain("Visit each school"), plain("Report back")), True),
        Paragraph(plain("Lead officer: Claire Shiels. Next review: January 2019."), quiet=True),
    ]
    return Section(
        f"indicator-{number}",
        f"{title}{suffix}",
        tuple(blocks),
        kicker=f"Population indicator {number}",
        badge=badge(mark),
    )


def key_section() -> Section:
    """Give the key to every mark."""
    return Section(
        "key",
        "Key",
        (
            Table(
                "What the signs mean",
                (Column("Sign", share=1.0), Column("Meaning", share=3.0)),
                tuple(
                    (Cell(badge=badge(mark)), Cell(plain(f"The {WORDS[mark].lower()} sign.")))
                    for mark in Mark
                ),
            ),
        ),
    )


def contacts_section() -> Section:
    """Give who answers for the report; it follows on the page of the key."""
    mail: Text = (Run("performance@example.org", link="mailto:performance@example.org"),)
    facts = (Fact("Outcome sponsor", plain("Helen Coombes")), Fact("Questions", mail))
    return Section("contacts", "Responsibility and contacts", (Facts(facts),), new_page=False)


def observation_sheet() -> Sheet:
    """Give the figures of the indicators, with a shorthand mark where there is none."""
    columns = (
        SheetColumn("Indicator", SheetKind.TEXT, "The number of the indicator."),
        SheetColumn("Period", SheetKind.TEXT, "The academic year."),
        SheetColumn("Value", SheetKind.NUMBER, "Per cent of sessions.", 1),
        SheetColumn("Published", SheetKind.DATE, "When the figure came out."),
    )
    rows = tuple(
        (number, period, values[n] if values else "[x]", date(2018, 3, 22))
        for number, _, _, values in INDICATORS
        for n, period in enumerate(PERIODS)
    )
    return Sheet("Observations", "Figures behind the report", columns, rows, ("A note.",))


def sample_document(long_titles: bool = False, measures: int = 3) -> Document:
    """Give a report of four indicators, each with so many performance measures."""
    suffix = LONG if long_titles else ""
    cover = Cover(
        organisation="Dorset County Council",
        plan="Corporate Plan 2017-19",
        title="People in Dorset are independent" + suffix,
        subtitle="Outcomes focused monitoring report",
        issued="September 2018",
        facts=(
            Fact("Outcome sponsor", plain("Helen Coombes, Director for Adult Services")),
            Fact("Committee", plain("People and Communities Overview and Scrutiny Committee")),
        ),
        purpose=(
            plain("This report shows how far the outcome is being reached, and what helps."),
            (Run("Indicators", strong=True), Run(" are about everyone; measures about services.")),
        ),
    )
    unassigned = Section(
        "risks", "Risks not assigned to an indicator", (risk_table("Other risks", 24),)
    )
    return Document(
        title="People in Dorset are independent: outcomes report, September 2018",
        language="en-GB",
        issued=date(2018, 9, 28),
        author="Dorset County Council",
        description="How far the outcome is being reached, from figures known in September 2018.",
        cover=cover,
        sections=(
            summary_section(),
            *(indicator_section(n, suffix, measures) for n in range(len(INDICATORS))),
            unassigned,
            key_section(),
            contacts_section(),
        ),
        sheets=(observation_sheet(),),
        shorthand=(("[x]", "not available"), ("[c]", "confidential")),
    )
