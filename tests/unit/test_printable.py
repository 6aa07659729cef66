"""The characters that can be printed are those of the fonts that are shipped."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from purbeck.ingest.characters import unprintable_in
from purbeck.model.printable import PRINTABLE_RANGES

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_printable_ranges.py"


def test_the_ranges_are_those_of_the_fonts() -> None:
    """The generated constant is what the script makes of the fonts as they are now."""
    script = runpy.run_path(str(SCRIPT))

    drawn = script["drawn_by_all"](sorted(script["FONTS"].glob("*.otf")))
    printable = (code_point for code_point in drawn if script["has_a_look"](code_point))
    assert tuple(script["runs"](printable)) == PRINTABLE_RANGES


@pytest.mark.parametrize(
    "text",
    [
        "Ŵyth dŵr, â ê î ô û ŷ",
        "“curly” ‘quotes’ – — …",
        "£95.3% ± 0.5 × 10² ½ ≤ ≥ →",
        "A\ttable\r\nof lines",
        "soft\N{SOFT HYPHEN}hyphen, no\N{NO-BREAK SPACE}break",
        "e\N{COMBINING ACUTE ACCENT}",
    ],
)
def test_what_councils_write_can_be_printed(text: str) -> None:
    """Welsh, punctuation, and the signs of figures are drawn by the typeface."""
    assert list(unprintable_in(text)) == []


@pytest.mark.parametrize(
    "character",
    [
        *("\N{PARTY POPPER}", "\N{VARIATION SELECTOR-16}", "中", "ا"),
        *("\N{ZERO WIDTH SPACE}", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{REPLACEMENT CHARACTER}"),
        *("\x00", "\x07", "\x1b", "\x85", "\ufeff", "\ue000"),
    ],
)
def test_what_has_no_look_cannot_be_printed(character: str) -> None:
    """Emoji, other scripts, controls and marks without a look are found, wherever they stand."""
    assert list(unprintable_in(f"so {character}{character} it is")) == [(3, character)]
