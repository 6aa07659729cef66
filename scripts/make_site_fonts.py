"""Cut the house typeface down to what the pages of a site need, as WOFF2.

Run it as ``python scripts/make_site_fonts.py`` with fonttools and brotli at hand; the files are
kept in the repository. A letter that is not in them is set in the reader's own typeface.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).parents[1] / "src" / "purbeck" / "publish"
WEIGHTS = {400: "Inter-Regular.otf", 600: "Inter-SemiBold.otf"}
LETTERS = "ıŒœŴŵŶŷ‐‑‒–—‘’“”•…€←↑→↓−▲▼◆●■✓\u202f\u2009"
FEATURES = ["kern", "tnum", "mark", "mkmk", "ccmp", "locl"]


def main() -> None:
    """Write a file a weight: Latin-1, Welsh, and the signs that reports use."""
    wanted = [*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, LETTERS)]
    for weight, name in WEIGHTS.items():
        options = subset.Options(
            flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True
        )
        font = subset.load_font(str(ROOT / "fonts" / name), options)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted)
        cutter.subset(font)
        target = ROOT / "site" / "assets" / f"inter-{weight}.woff2"
        subset.save_font(font, str(target), options)
        print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
