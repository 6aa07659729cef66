"""Narrative files: the Markdown on one indicator, cut at its headings into sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it.token import Token

from purbeck.ingest.bound_markdown import bound_markdown, inline_with_rows
from purbeck.ingest.bound_texts import BoundTexts
from purbeck.ingest.characters import unprintable_in, unprintable_problem
from purbeck.ingest.declared import Declared
from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.text_file import read_text
from purbeck.model.issue import IssueCode
from purbeck.model.narrative import Narrative, NarrativeSection
from purbeck.model.nearest import hint, listed

_SECTIONS = {section.value.casefold(): section for section in NarrativeSection}
_HEADINGS = [section.value for section in NarrativeSection]


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of a narrative: its level, its words, and the lines that it stands on."""

    level: int
    words: str
    start: int
    end: int


def read_narrative(
    path: Path, declared: Declared, issues: FileIssues, bound: BoundTexts
) -> Narrative | None:
    """Read the narrative on one indicator, which the name of the file names.

    A heading of the first level above all sections is taken for the title of the file, and
    passed over. Headings below the second level belong to the text of their section. The
    references in the text are put down in ``bound``.
    """
    indicator = declared.indicators.id_of(path.stem)
    if path.stem not in declared.indicators:
        problem = declared.indicators.unknown(path.stem, "")
        advice = "Name the file by the number or the id of an indicator."
        issues.error(problem.code, "", problem.received, problem.expected, advice=advice)
    text = read_text(path, issues)
    return None if text is None else narrative_in(text, indicator, issues, bound)


def narrative_in(
    text: str, indicator: str, issues: FileIssues, bound: BoundTexts
) -> Narrative | None:
    """Read the text of a narrative file; None where anything in it is an error.

    What is wrong is put down in ``issues``, each at its row of the text.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tokens = bound_markdown(html=True).parse("\n".join(lines))
    _check_characters(lines, tokens, issues)
    _check_html(tokens, issues)
    bound.in_markdown(inline_with_rows(tokens), issues)
    told = tuple(_sections(lines, list(_headings(tokens)), issues))
    sections = tuple((section, text) for section, text, _ in told)
    rows = tuple((section, row) for section, _, row in told)
    return None if issues.failed else Narrative(indicator, sections, issues.file, rows)


def _headings(tokens: list[Token]) -> Iterator[_Heading]:
    """Give the headings that stand by themselves, not those within a list or a quotation."""
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            words = " ".join(inline.content.split())
            yield _Heading(int(token.tag[1:]), words, token.map[0], token.map[1])


def _sections(
    lines: list[str], headings: list[_Heading], issues: FileIssues
) -> Iterator[tuple[NarrativeSection, str, int]]:
    """Give each section with its text and the row on which that begins."""
    own = [heading for heading in headings if heading.level <= 2]
    title = own[0] if own and own[0].level == 1 else None
    _check_opening(lines, title, own, issues)
    first: dict[NarrativeSection, int] = {}
    for place, heading in enumerate(own):
        if heading is title:
            continue
        end = own[place + 1].start if place + 1 < len(own) else len(lines)
        section = _SECTIONS.get(heading.words.casefold().rstrip(" :?."))
        if section is None or heading.level == 1:
            _unknown_section(heading, issues)
        elif first.setdefault(section, heading.start) != heading.start:
            row, received = heading.start + 1, f"{quoted(heading.words)} a second time"
            expected = f"each section once; row {first[section] + 1} has it"
            advice = "Join the two."
            issues.error(IssueCode.DUPLICATE_ID, "", received, expected, row=row, advice=advice)
        else:
            text = "\n".join(lines[heading.end : end])
            blank = len(text) - len(text.lstrip("\n"))
            yield section, text.strip("\n"), heading.end + 1 + blank


def _check_opening(
    lines: list[str], title: _Heading | None, own: list[_Heading], issues: FileIssues
) -> None:
    """Put down text that stands above all sections, where no report would show it."""
    start = title.end if title else 0
    rest = own[1:] if title else own
    end = rest[0].start if rest else len(lines)
    for row, line in enumerate(lines[start:end], start=start + 1):
        if line.strip():
            expected = f"a heading first: {listed([f'## {name}' for name in _HEADINGS])}"
            issues.error(IssueCode.UNKNOWN_SECTION, "", quoted(line), expected, row=row)
            return


def _unknown_section(heading: _Heading, issues: FileIssues) -> None:
    row, received = heading.start + 1, f"'{'#' * heading.level} {heading.words}'"
    if heading.level == 1:
        expected = "headings of the second level (##) for sections"
    else:
        expected = f"a section heading{hint(heading.words, _HEADINGS)}"
    issues.error(IssueCode.UNKNOWN_SECTION, "", received[:80], expected, row=row)


def _check_characters(lines: list[str], tokens: list[Token], issues: FileIssues) -> None:
    """Put down what cannot be printed: as it stands, or written as an entity (``&#128512;``)."""
    as_it_stands = set()
    for row, line in enumerate(lines, start=1):
        found = list(unprintable_in(line))
        if found and (problem := unprintable_problem(line, f"column {found[0][0] + 1}")):
            issues.add(problem, row)
        as_it_stands |= {character for _, character in found}
    for row, token in inline_with_rows(tokens):
        found = [(o, c) for o, c in unprintable_in(token.content) if c not in as_it_stands]
        if found and (problem := unprintable_problem("".join(c for _, c in found), "")):
            issues.add(problem, row)


def _check_html(tokens: list[Token], issues: FileIssues) -> None:
    """Put down HTML once a row; a tag that closes another goes without saying."""
    blocks = [(token.map[0] + 1, token) for token in tokens if token.map]
    found: dict[int, Token] = {}
    for row, token in [*blocks, *inline_with_rows(tokens)]:
        is_html = token.type in ("html_block", "html_inline")
        if is_html and not token.content.startswith("</"):
            found.setdefault(row, token)
    for row, token in found.items():
        received = quoted(token.content)
        issues.warn(IssueCode.RAW_HTML, "", received, "Markdown without HTML", row=row)
