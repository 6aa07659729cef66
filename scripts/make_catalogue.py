"""Collect the words of the furniture of a page, and compile their translations.

Run: ``python scripts/make_catalogue.py``, and with ``--check`` to be told of what is out of date.
Words are found in the templates, where they are given to ``tell``, ``say`` or ``own``, and in the
composer, where they are the titles of what stands in a report; the words of marks and of statuses
are those of the model. A translation that is there is kept; a word without one is written with an
empty one. Nothing in the files hangs on the clock.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from purbeck.model.narrative import NarrativeSection
from purbeck.model.risk import RiskLevel, RiskTrend
from purbeck.model.verdict import ComparisonVerdict, Rag, TrendEvidence, TrendVerdict
from purbeck.publish.compose import actions
from purbeck.publish.compose.data_sheets import SHORTHAND
from purbeck.publish.render.phrases import PHRASES
from purbeck.publish.render.sentence_phrases import PLURALS
from purbeck.publish.site import anchors, area_map, other_pages, terms
from purbeck.publish.wording import (
    difference,
    direction,
    inequality,
    neighbours,
    value_for_money,
    value_page,
)
from purbeck.publish.wording.sentences import WHY_NOT
from purbeck.publish.wording.verdicts import (
    KIND_NAME,
    POLARITY_MEANING,
    QUESTION_NAME,
    RAG_MEANING,
    RISK_LEVEL_MEANING,
    RISK_TREND_MEANING,
    level_badge,
    rag_badge,
    risk_trend_badge,
    sentence_case,
)

PUBLISH = Path(__file__).parents[1] / "src" / "purbeck" / "publish"
LOCALES = PUBLISH / "locales"
SITE = PUBLISH / "site"
TEMPLATES = (PUBLISH / "render" / "templates", SITE / "templates")
FUNCTIONS = ("tell", "say", "own")
COMPOSERS = (
    *("actions", "back_matter", "changes", "cover", "edition_changes"),
    *("executive_summary", "indicator", "key", "measure_panel", "questions", "risks"),
    *("data_sheets", "digest_committee", "digest_director", "digest_frame", "digest_public"),
    *("digest_scrutiny", "evidence_charts", "slides"),
    *("direction", "neighbours", "neighbour_sheets"),
    *("value_blocks", "value_section", "value_sheets"),
    *("inequality", "inequality_sheets"),
    *("difference", "difference_sheets"),
)
"""The modules that compose the report and the digests."""
BY_NAME = 99
"""For what is given its words by keyword alone: no call has as many arguments."""
TITLED = {
    **{
        "Column": 0,
        "Heading": 0,
        "Fact": 0,
        "Card": 0,
        "Section": 1,
        "_tally": 0,
        "SheetColumn": 0,
    },
    "Table": BY_NAME,
}
"""What has a title in the composer, and which of its arguments that is."""
KEYWORDS = ("title", "label", "caption")
ON_SITE = {
    **dict.fromkeys(("Column", "Heading", "Fact", "Card", "PageLink", "Run", "plain", "_none"), 0),
    **dict.fromkeys(("Page", "Table", "AreaMap", "MapTile"), BY_NAME),
}
"""The same for the site, whose fixed sentences are in the catalogue as well."""
SITE_KEYWORDS = (*KEYWORDS, "kicker", "beside_title", "index_kind", "words")
HEAD = "# The words of the furniture of a page. To be read by a translator."
STAMP = datetime(2018, 9, 30, tzinfo=UTC)


def in_templates() -> Iterator[str]:
    """Find the words of the templates."""
    environment = Environment(trim_blocks=True, lstrip_blocks=True)
    for path in sorted(path for folder in TEMPLATES for path in folder.rglob("*.html")):
        parsed = environment.parse(path.read_text("utf-8"))
        for _, _, message in extract_from_ast(parsed, FUNCTIONS):
            if isinstance(message, str):
                yield message


def in_composer() -> Iterator[str]:
    """Find the titles that the composer writes as they are."""
    for name in COMPOSERS:
        tree = ast.parse((PUBLISH / "compose" / f"{name}.py").read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from _titles(node, TITLED, KEYWORDS)


def on_site() -> Iterator[str]:
    """Find the words and sentences that the site writes as they are."""
    for path in sorted(SITE.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from _titles(node, ON_SITE, SITE_KEYWORDS)
    yield from (title for _, title in (*anchors.PARTS, *anchors.FOOT))
    yield from (title for title, _, _ in other_pages.EVERYTHING)
    yield from (word for term in terms.TERMS for word in term)
    yield from area_map.QUARTERS
    yield from ("In this outcome", "No figure", "This area", "Compared with", "Elsewhere")
    yield from ("Owner", "Last reviewed", "Note", "Not within a region", "manifest")
    yield from ("Population indicator lead officer", "Population indicator lead officers")
    yield from ("What it says", "Mean", "Lower limit", "Upper limit")
    yield from ("Measures and targets that were dropped", "The report as a whole", "None yet")


def _titles(node: ast.Call, titled: dict[str, int], keywords: tuple[str, ...]) -> Iterator[str]:
    assert isinstance(node.func, ast.Name)
    name = node.func.id
    if name not in titled:
        return
    given = [keyword.value for keyword in node.keywords if keyword.arg in keywords]
    given += node.args[titled[name] : titled[name] + 1]
    for value in given:
        # A title may hang on a condition; one that is put together is no fixed word.
        for part in () if isinstance(value, ast.BinOp) else _plain(value):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def _plain(value: ast.expr) -> Iterator[ast.AST]:
    """Walk what a title is made of, but not into a text that is put together."""
    if isinstance(value, ast.JoinedStr | ast.Compare | ast.Call):
        return
    yield value
    for child in ast.iter_child_nodes(value):
        if isinstance(child, ast.expr):
            yield from _plain(child)


def in_model() -> Iterator[str]:
    """Give the words of marks, statuses and sections of commentary."""
    yield from (rag_badge(rag).word for rag in Rag)
    yield from (sentence_case(verdict.value) for verdict in (*TrendVerdict, *ComparisonVerdict))
    yield from (level_badge(level).word for level in RiskLevel)
    yield from (risk_trend_badge(trend).word for trend in RiskTrend)
    yield from (section.value for section in NarrativeSection)
    yield from actions._STATUS_WORDS.values()
    yield from (*POLARITY_MEANING.values(), *QUESTION_NAME.values())
    yield from (*actions_words(), "indicators", "measures", "risks", "Getting better")
    yield from (*WHY_NOT.values(), *KIND_NAME.values(), *(meaning for _, meaning in SHORTHAND))
    yield from (*RAG_MEANING.values(), *RISK_LEVEL_MEANING.values(), *RISK_TREND_MEANING.values())
    yield from ("About the same", "Getting worse", "We cannot say")
    yield from (direction.TITLE, direction.NOT_ADDED_UP, "Indicator", "Figure", "Direction")
    yield from (direction.evidence_badge(each).word for each in TrendEvidence)
    yield from (*neighbours.CANNOT, *neighbours.CHOICE_WORDS.values(), neighbours.HANGS)
    yield from inequality.FIXED
    yield from difference.FIXED
    yield from (*value_page.FIXED, *value_for_money.WHAT_IT_CAN_SAY)
    yield from (*value_for_money.WHAT_IT_CANNOT_SAY, *value_for_money.QUESTIONS.values())


def actions_words() -> tuple[str, ...]:
    """Give what stands in a cell where there is nothing of its kind."""
    return ("Overdue", "Not named", "No date", "Not stated", "None declared", "Not given", "None")


def messages() -> list[str]:
    """Give every word once, in the order of the alphabet; what counts one goes with its many."""
    found = {*in_templates(), *in_composer(), *in_model(), *on_site(), *PHRASES}
    found -= {*PLURALS.values()}
    return sorted(message for message in found if any(sign.isalpha() for sign in message))


class PlainCatalogue(Catalog):
    """A catalogue whose head says nothing that changes by itself, such as Babel's version."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Say what a program needs to read the catalogue, and no more."""
        return [
            ("Project-Id-Version", "Purbeck"),
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def catalogue(language: str) -> Catalog:
    """Give the catalogue of a language: every word, with the translation that it has."""
    place = LOCALES / language / "LC_MESSAGES" / "purbeck.po"
    made = PlainCatalogue(locale=language, fuzzy=False, header_comment=HEAD, creation_date=STAMP)
    with place.open("rb") as file:
        known = read_po(file, locale=language)
    for message in messages():
        one = PLURALS.get(message)
        found = known.get(one or message)
        if one is None:
            made.add(message, found.string if found else "")
        else:
            forms = ("",) * made.num_plurals if found is None else found.string
            made.add((one, message), forms)
    return made


def files_of(language: str) -> dict[Path, bytes]:
    """Give the files of a language: what is translated, and the same as programs read it."""
    folder = LOCALES / language / "LC_MESSAGES"
    made, text, binary = catalogue(language), BytesIO(), BytesIO()
    write_po(text, made, width=100, sort_output=True, omit_header=False, no_location=True)
    write_mo(binary, made)
    return {folder / "purbeck.po": text.getvalue(), folder / "purbeck.mo": binary.getvalue()}


def languages() -> list[str]:
    """Name the languages that there are catalogues of."""
    return sorted(path.name for path in LOCALES.iterdir() if path.is_dir())


def main() -> int:
    """Write the files, or say which are not as they would be written."""
    stale = []
    for language in languages():
        for path, content in files_of(language).items():
            if not path.exists() or path.read_bytes() != content:
                stale.append(path)
            if "--check" not in sys.argv:
                path.write_bytes(content)
    if "--check" in sys.argv and stale:
        print("\n".join(f"{path} is out of date" for path in stale))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
