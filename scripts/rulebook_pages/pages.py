"""The pages of the rulebook: one a file of tests, and the list of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reference_pages.markdown import code, table

from purbeck.assess.finding import Rule
from purbeck.assess.rulebook import (
    COUNCIL_RULES,
    DIFFERENCE_RULES,
    EVIDENCE_RULES,
    INEQUALITY_RULES,
    NEIGHBOUR_RULES,
    PLACE_RULES,
    RULES,
    VALUE_RULES,
)
from rulebook_pages.recording import ROOT, Paragraph, Section
from rulebook_pages.tables import tables_of

MADE = "<!-- Made by scripts/make_rulebook.py. Do not edit this page: run `make fix`. -->"

_INTRODUCTION = """
What each rule of assessment answers, case by case. A paragraph states a fact, shows small tables
of figures, and gives beside them, in bold, the answer of the rule. The pages are printed from the
tests of Purbeck while they run: each answer is one that a test has just compared with what the
rule gave, and found equal.

What a reason or a caveat means is said under [Rules](../reference/rules.md) in the reference.
"""

_READING = """
## How to read the tables

A row is an area, a column a period. Beside the figures stand the verdict, the code of its reason,
the codes of its caveats, or a number of its evidence, rounded. An empty cell was not asked about.
"""

_MARKS = (
    ("`62.4`", "a value, with nothing known of how it came about"),
    ("`312/500`", "a numerator and its denominator, from which the value is worked out"),
    ("`72.1 [65.4 to 78.8]`", "a value with its published interval of 95%"),
    ("`p`, `e`, `r` after a number", "provisional, estimated, revised"),
    (
        "`b` after a number",
        "the first figure of a new series, which earlier ones do not compare with",
    ),
    ("`-`", "never published"),
    ("`c`, `x`, `z`, `w`", "suppressed, not collected, not applicable, not yet due"),
)

_CHAPTERS = (
    ("The council's own rule", "These give a measure its verdicts and its colour.", COUNCIL_RULES),
    (
        "The evidence",
        "These say what the numbers can bear. No colour hangs on them.",
        EVIDENCE_RULES,
    ),
    (
        "Value for money",
        "These set cost beside outcome. Neither is said to come of the other.",
        VALUE_RULES,
    ),
    (
        "Who is left behind?",
        "These say how groups of people stand to one another. A row of their tables is a group.",
        INEQUALITY_RULES,
    ),
    (
        "Place",
        "These say where among small areas it is worst and worsening. A row is such an area.",
        PLACE_RULES,
    ),
    (
        "Did it make a difference?",
        "These hold an action beside other areas, and a measure beside what it is declared to "
        "bear upon. Neither says why.",
        DIFFERENCE_RULES,
    ),
    (
        "Who an area is compared with",
        "These say whether a comparison with neighbours would be another with other neighbours.",
        NEIGHBOUR_RULES,
    ),
)


_METHODS = (
    "## The methods",
    "The arithmetic that the rules of evidence are made of. A row of their tables is a case, or "
    "an area: what goes in, and in bold what comes out. Several numbers in one cell are a series, "
    "a group of areas, or the bands of one; `-` is no figure.",
)


def pages_of(sections: Sequence[Section]) -> Mapping[str, str]:
    """Give the text of each page by its file name, the list of pages among them."""
    pages = {name_of(section): _page(section, sections) for section in sections}
    return {"README.md": _list(sections), **pages}


def name_of(section: Section) -> str:
    """Name the page of a file of tests: trend-evidence.md for test_trend_evidence.py."""
    stem = section.file.stem.removeprefix("test_").replace("_", "-")
    return f"{stem}.md"


def without_section(sections: Sequence[Section]) -> list[Rule]:
    """List the rules that no file of tests specifies."""
    specified = {rule.code for section in sections for rule in section.rules}
    return [rule for rule in RULES if rule.code not in specified]


def _page(section: Section, sections: Sequence[Section]) -> str:
    tests = section.file.relative_to(ROOT).as_posix()
    parts = [
        MADE,
        f"# {section.title}",
        *_method(section, sections),
        *(_rule(rule) for rule in section.rules),
        *(_paragraph(paragraph, tests) for paragraph in section.paragraphs.values()),
        f"[How to read the tables](README.md#how-to-read-the-tables). Asserted by "
        f"[{tests}](../../{tests}).",
    ]
    return "\n\n".join(parts) + "\n"


def _rule(rule: Rule) -> str:
    return f"**{rule.name}.** {rule.statement}\n\nCode: {code(rule.code)}. Source: {rule.source}"


def _method(section: Section, sections: Sequence[Section]) -> list[str]:
    """Say what a method answers, how it is worked out, whence it comes, and who goes by it."""
    method = section.method
    if method is None:
        return []
    used = [f"{rule.name} ({_links(rule, sections)})" for rule in method.used_by]
    modules = ", ".join(code(module.__name__) for module in method.modules)
    by = "; ".join(used) or "no rule yet; it is there to be called"
    return [
        f"**{method.name}.** {method.statement}",
        "\n".join(f"- {line}" for line in method.definition),
        f"Source: {method.source}",
        f"Functions: {modules}. Used by: {by}.",
    ]


def _paragraph(paragraph: Paragraph, tests: str) -> str:
    words = paragraph.name.removeprefix("test_").replace("_", " ")
    fact = paragraph.fact.replace("``", "`")
    shown = tables_of(paragraph.checks) or [f"No table shows this: see [the test](../../{tests})."]
    return "\n\n".join([f"## {words[:1].upper()}{words[1:]}", fact, *shown])


def _links(rule: Rule, sections: Sequence[Section]) -> str:
    """Link the pages on a rule; a page may be on several rules, and a rule on several pages."""
    return ", ".join(
        f"[{section.title}]({name_of(section)})"
        for section in sections
        if rule.code in {each.code for each in section.rules}
    )


def _list(sections: Sequence[Section]) -> str:
    chapters = []
    for title, said, rules in _CHAPTERS:
        rows = [[rule.name, code(rule.code), _links(rule, sections)] for rule in rules]
        chapters += [f"## {title}", said, table(["Rule", "Code", "Cases"], rows)]
    methods = [
        [section.method.name, f"[{section.title}]({name_of(section)})", section.method.statement]
        for section in sections
        if section.method is not None
    ]
    if methods:
        chapters += [*_METHODS, table(["Method", "Cases", "What it answers"], methods)]
    marks = table(["Cell", "Meaning"], _MARKS)
    parts = [MADE, "# The rulebook", _INTRODUCTION, *chapters, _READING, marks]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"
