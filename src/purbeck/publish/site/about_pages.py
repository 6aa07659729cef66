"""How the colours are reached, what the words mean, and who can read the site."""

from __future__ import annotations

from dataclasses import replace

from purbeck.publish.compose.back_matter import data_notes, responsibility
from purbeck.publish.compose.key import key_section, rules_section
from purbeck.publish.document import (
    Bullets,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Run,
    Section,
    Table,
    plain,
)
from purbeck.publish.site.anchors import ABOUT, ACCESSIBILITY, GLOSSARY, HOME, INDEX
from purbeck.publish.site.page import Page, PageLink, SiteBlock
from purbeck.publish.site.source import SiteSource
from purbeck.publish.site.terms import TERMS
from purbeck.publish.wording.figures import day

_HOME = (PageLink("Home", HOME),)


def about_page(source: SiteSource) -> Page:
    """Compose how verdicts and colours are reached, with every threshold and who answers."""
    blocks: list[SiteBlock] = []
    for number, scorecard in enumerate(source.scorecards):
        if number == 0:
            blocks += [*_under(key_section(scorecard)), *_under(rules_section(scorecard))]
            blocks += _under(_without_table(data_notes(scorecard)))
            blocks += _under(responsibility(scorecard))
    return Page(
        path="about.html",
        anchor=ABOUT,
        title="How the colours are reached",
        description="What each colour means, the rule behind it, and where each threshold is from.",
        part=ABOUT,
        lead=(
            plain(
                "No colour here was chosen by hand. Each follows from the figures by rules that "
                "are written down, and this page has all of them."
            ),
        ),
        trail=_HOME,
        blocks=tuple(blocks),
        wide=True,
        index_kind="About",
        index_words="rules thresholds key colours policy notes on the data responsibility",
    )


def _under(section: Section) -> tuple[SiteBlock, ...]:
    """Set a section under a heading of its own, and its headings one level lower."""
    return (
        Heading(section.title),
        *(
            replace(block, level=block.level + 1) if isinstance(block, Heading) else block
            for block in section.blocks
        ),
    )


def _without_table(section: Section) -> Section:
    """Leave the definitions of all measures to their pages."""
    kept = [block for block in section.blocks if not isinstance(block, Table)]
    kept = [b for b in kept if not (isinstance(b, Heading) and b.title.startswith("Definitions"))]
    return replace(section, blocks=tuple(kept))


def glossary_page() -> Page:
    """Compose the glossary."""
    return Page(
        path="glossary.html",
        anchor=GLOSSARY,
        title="Glossary",
        description="What the words on this site mean.",
        part=ABOUT,
        trail=_HOME,
        blocks=(Facts(tuple(Fact(term, plain(meaning)) for term, meaning in TERMS)),),
        index_kind="About",
        index_words=" ".join(term for term, _ in TERMS),
    )


def accessibility_page(source: SiteSource) -> Page:
    """Compose the accessibility statement: what was done, what was tested, what is not known."""
    framework = source.framework
    contacts = [framework.officer(name) for name in framework.report.contacts]
    reachable = [officer for officer in contacts if officer is not None and officer.email]
    asked = tuple(
        (Run(officer.name + ", "), Run(officer.email, link=f"mailto:{officer.email}"))
        for officer in reachable
    )
    return Page(
        path="accessibility.html",
        anchor=ACCESSIBILITY,
        title="Accessibility statement",
        description="How this site can be read, what was tested, and what is known to fall short.",
        part=ABOUT,
        lead=(
            plain(
                f"{framework.organisation.name} wants as many people as possible to be able to "
                "read this site."
            ),
        ),
        trail=_HOME,
        blocks=(
            Heading("What you can do here"),
            Bullets(
                (
                    plain("make the text four times as large, and not scroll sideways"),
                    plain("reach and use everything with a keyboard alone"),
                    plain("read every page, and find every page, with scripts switched off"),
                    plain("read every chart and map as a table of the same figures"),
                    plain("tell every colour by a shape, a pattern or a word as well"),
                    plain("read in light or dark colours, as your device is set"),
                    plain("print any page"),
                )
            ),
            Heading("How far it meets the standard"),
            Paragraph(
                plain(
                    "The pages are made to meet the Web Content Accessibility Guidelines 2.2 at "
                    "level AA. The program that makes them is tested with axe-core in a real "
                    "browser: every kind of page, on a wide screen in light colours and on a "
                    "narrow one in dark. "
                    "Such a test finds only part of what can be wrong."
                )
            ),
            Heading("What is not known, and what falls short"),
            Bullets(
                (
                    plain("No test with people who use assistive technology is recorded here."),
                    plain(
                        "Documents of earlier editions are kept as they were issued and are not "
                        "changed, so that what they lacked they lack still."
                    ),
                    plain("Commentary is written by officers; how plain it is was not measured."),
                )
            ),
            Heading("If something cannot be read"),
            *(
                (Paragraph(plain("Ask for it in another form from:")), Bullets(asked))
                if asked
                else (
                    Paragraph(
                        plain(
                            f"Ask {framework.organisation.name} for it in another form. This "
                            "workspace names no contact with an e-mail address."
                        )
                    ),
                )
            ),
            Paragraph(
                (
                    Run("Every page can be found from the "),
                    Run("A to Z", link=f"#{INDEX}"),
                    Run(". "),
                    Run(f"This statement is of {day(source.on)}, the date of the figures."),
                ),
                quiet=True,
            ),
        ),
        index_kind="About",
    )
