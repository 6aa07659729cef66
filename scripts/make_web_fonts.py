"""Make the web fonts of the HTML report from the OpenType faces that the package ships.

Run once, and again only when the OTF files change; the results are committed. Needs fonttools
and brotli, which are development tools and not dependencies of the program::

    python scripts/make_web_fonts.py

The faces are cut to the scripts that a British report uses, since a whole face would make every
HTML file some hundred kilobytes larger. Kept are Latin with every accent that Welsh, Gaelic,
Cornish and the languages of Europe write, punctuation, currency, super- and subscripts,
fractions, arrows, mathematical signs and geometric shapes. A letter outside them falls to the
reader's own sans-serif face.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "src" / "purbeck" / "publish" / "fonts"
FACES = ("Inter-Regular", "Inter-SemiBold")

RANGES = (
    (0x0020, 0x024F),  # Latin, with Latin-1, Extended-A (w and y circumflex) and Extended-B
    (0x02B0, 0x036F),  # modifier letters and combining accents
    (0x1E00, 0x1EFF),  # Latin Extended Additional (w and y with grave, acute and diaeresis)
    (0x2000, 0x20CF),  # punctuation, super- and subscripts, currency
    (0x2100, 0x22FF),  # letter-like signs, fractions, arrows, mathematics
    (0x25A0, 0x25FF),  # geometric shapes, of which the report's marks are made
    (0x2600, 0x27BF),  # stars, ticks and crosses
)
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "calt", "case", "tnum", "frac", "sups", "subs")


def make_web_font(source: Path, target: Path) -> int:
    """Write the cut face as WOFF2, and return its size in bytes."""
    options = Options(
        layout_features=list(FEATURES),
        flavor="woff2",
        notdef_outline=True,
        hinting=False,
        drop_tables=["DSIG"],
    )
    # The time of making would otherwise go into the file, and the same face give other bytes.
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    return target.stat().st_size


def main() -> int:
    """Make each face, and print what was made."""
    for face in FACES:
        target = FONTS / f"{face}.woff2"
        size = make_web_font(FONTS / f"{face}.otf", target)
        print(f"{target.name}  {size / 1024:.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
