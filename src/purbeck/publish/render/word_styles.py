"""The house style as Word holds it: each named style of paragraph, character and table.

Word keeps a style as XML whose elements have a fixed order (ISO/IEC 29500-1, 17.3.1.26 and
17.3.2.28), so each is written out whole instead of being bent from the template's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from purbeck.publish.document import Mark
from purbeck.publish.theme import LIGHT, SIGNS

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1134
"""A4 with margins of 2 cm, in twentieths of a point."""
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
FACT_INDENT = 2835
"""Where what belongs to a label begins: 5 cm from the margin."""
BULLET_LIST, NUMBER_LIST = 1, 2
_WORDS_OWN = frozenset(
    ("Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "caption")
) | frozenset(("List Bullet", "List Number", "TOC Heading", "toc 1", "header", "footer")).union(
    ("Default Paragraph Font", "Strong", "Emphasis", "Hyperlink")
)
"""Styles that Word has by itself; the others must say that they are custom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLook:
    """How a Word document is set where a council's own template may have a say.

    Attributes
    ----------
    ids
        The identity of each style that has another than the house style gives it, by its name.
    text_width
        From margin to margin, in twentieths of a point.
    furnished
        Whether headers and footers are there already, and are to be left alone.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    text_width: int = TEXT_WIDTH
    furnished: bool = False

    def style(self, name: str) -> str:
        """Give the identity of a style by its name."""
        return self.ids.get(name) or style_id(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """One named style of paragraphs. Sizes are points; ``line`` is a multiple of single."""

    name: str
    size: float = 10.5
    bold: bool = False
    ink: str = LIGHT.ink
    before: float = 0
    after: float = 0
    line: float = 1.2
    keep_next: bool = False
    outline: int | None = None
    numbering: int = 0
    shade: str = ""
    frame: str = ""
    tab: str = ""
    indent: str = ""


def style_id(name: str) -> str:
    """Give the identity of a style: its name without spaces, each word with a capital.

    Examples
    --------
    >>> style_id("heading 1"), style_id("TOC Heading")
    ('Heading1', 'TOCHeading')
    """
    return "".join(word[0].upper() + word[1:] for word in name.split())


def _kind(kind: str, name: str, default: bool = False) -> str:
    """Open the element of a style, with its kind and its identity."""
    custom = "" if name in _WORDS_OWN else ' w:customStyle="1"'
    usual = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{usual}{custom} w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/>'
    )


def border(side: str, colour: str, eighths: int, gap: int = 0) -> str:
    """Give one border, its thickness in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{gap}" w:color="{colour[1:]}"/>'


def _tab(kind: str, position: int) -> str:
    return f'<w:tabs><w:tab w:val="{kind}" w:pos="{position}"/></w:tabs>'


_FURNITURE = ParagraphStyle(
    name="header", size=8.5, ink=LIGHT.quiet_ink, tab=_tab("right", TEXT_WIDTH)
)
_COVER = ParagraphStyle(name="Cover Plan", size=11, bold=True, ink=LIGHT.accent, after=10)
_LIST = ParagraphStyle(name="List Bullet", after=4, line=1.3, numbering=BULLET_LIST)

STYLES = (
    ParagraphStyle(name="Normal", after=8, line=1.3),
    ParagraphStyle(name="Title", size=30, bold=True, after=10, line=1.05),
    ParagraphStyle(name="Subtitle", size=15, ink=LIGHT.quiet_ink, after=8),
    _COVER,
    replace(
        _COVER,
        name="Cover Organisation",
        size=13,
        after=120,
        frame=border("bottom", LIGHT.accent, 18, 8),
    ),
    ParagraphStyle(name="Cover Issued", size=11, after=44),
    ParagraphStyle(name="heading 1", size=21, bold=True, after=6, line=1.1, outline=0),
    ParagraphStyle(name="heading 2", size=14, bold=True, before=20, after=6, outline=1),
    ParagraphStyle(name="heading 3", size=11.5, bold=True, before=18, after=3, outline=2),
    ParagraphStyle(name="Kicker", size=9.5, bold=True, ink=LIGHT.accent, after=3, keep_next=True),
    ParagraphStyle(name="Verdict", before=2, after=10, keep_next=True),
    ParagraphStyle(name="Note", size=9, ink=LIGHT.quiet_ink, before=3, after=8, line=1.25),
    ParagraphStyle(name="caption", size=9.5, bold=True, before=4, after=5),
    ParagraphStyle(name="Picture", before=8, after=2, line=1, keep_next=True),
    ParagraphStyle(name="Table Heading", size=9, bold=True, line=1.1, keep_next=True),
    ParagraphStyle(name="Table Text", size=9.5),
    ParagraphStyle(name="Card Label", size=9, ink=LIGHT.quiet_ink, line=1.1, keep_next=True),
    ParagraphStyle(name="Card Figure", size=18, bold=True, line=1.1),
    ParagraphStyle(name="Card Detail", size=9, before=1, after=2),
    ParagraphStyle(name="Tally Title", bold=True, before=16, after=4, keep_next=True),
    ParagraphStyle(name="Tally Count", size=13, bold=True, line=1.1),
    ParagraphStyle(
        name="Callout",
        before=16,
        after=16,
        line=1.3,
        shade=LIGHT.accent_tint,
        frame=border("top", LIGHT.accent_tint, 8, 6)
        + border("left", LIGHT.accent, 24, 10)
        + border("bottom", LIGHT.accent_tint, 8, 6),
        indent='<w:ind w:left="240" w:right="120"/>',
    ),
    ParagraphStyle(
        name="Fact",
        after=4,
        line=1.25,
        tab=_tab("left", FACT_INDENT),
        indent=f'<w:ind w:left="{FACT_INDENT}" w:hanging="{FACT_INDENT}"/>',
    ),
    _LIST,
    replace(_LIST, name="List Number", numbering=NUMBER_LIST),
    ParagraphStyle(name="After Table", size=6, line=1),
    ParagraphStyle(name="TOC Heading", size=21, bold=True, after=14),
    ParagraphStyle(name="toc 1", after=7, tab=_tab("right", TEXT_WIDTH)),
    _FURNITURE,
    replace(_FURNITURE, name="footer"),
)


def _run_format(size: float = 0, bold: bool = False, ink: str = "", more: str = "") -> str:
    return (
        "<w:rPr>"
        + ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{ink[1:]}"/>' if ink else "")
        + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")
        + more
        + "</w:rPr>"
    )


def paragraph_style_xml(style: ParagraphStyle) -> str:
    """Write a style of paragraphs, in the order of elements that Word asks for."""
    heading = style.outline is not None
    parts = (
        "<w:keepNext/>" if style.keep_next or heading else "",
        "<w:keepLines/>" if style.keep_next or heading else "",
        f'<w:numPr><w:numId w:val="{style.numbering}"/></w:numPr>' if style.numbering else "",
        f"<w:pBdr>{style.frame}</w:pBdr>" if style.frame else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{style.shade[1:]}"/>' if style.shade else "",
        style.tab,
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f'w:line="{round(style.line * 240)}" w:lineRule="auto"/>',
        style.indent,
        f'<w:outlineLvl w:val="{style.outline}"/>' if heading else "",
    )
    default = style.name == "Normal"
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    following = '<w:next w:val="Normal"/>' if heading else ""
    return (
        f"{_kind('paragraph', style.name, default)}{based}{following}<w:qFormat/>"
        f"<w:pPr>{''.join(parts)}</w:pPr>{_run_format(style.size, style.bold, style.ink)}</w:style>"
    )


def _character_style(name: str, run_format: str, default: bool = False) -> str:
    offered = "" if default else "<w:qFormat/>"
    return f"{_kind('character', name, default)}{offered}{run_format}</w:style>"


def badge_styles(mark: Mark) -> tuple[str, str]:
    """Name the two styles of a badge: that of its letter or shape, and that of its word."""
    name = mark.name.replace("_", " ").title()
    return f"Badge {name} Sign", f"Badge {name} Word"


def character_styles_xml() -> Iterator[str]:
    """Write every style of characters: emphasis, links, and the badge of each mark."""
    yield _character_style("Default Paragraph Font", "", default=True)
    yield _character_style("Strong", "<w:rPr><w:b/><w:bCs/></w:rPr>")
    yield _character_style("Emphasis", "<w:rPr><w:i/><w:iCs/></w:rPr>")
    yield _character_style("Hyperlink", _run_format(ink=LIGHT.accent, more='<w:u w:val="single"/>'))
    yield _character_style("Fact Label", _run_format(ink=LIGHT.quiet_ink))
    fill = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'
    for mark, sign in SIGNS.items():
        letter, word = badge_styles(mark)
        yield _character_style(
            letter, _run_format(0, True, sign.on_strong, fill.format(sign.strong[1:]))
        )
        yield _character_style(word, _run_format(0, False, sign.ink, fill.format(sign.tint[1:])))


def _table_style(name: str, borders: str, margins: tuple[int, int], more: str = "") -> str:
    across, down = margins
    return (
        f"{_kind('table', name)}"
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblCellMar><w:top w:w="{down}" w:type="dxa"/><w:left w:w="{across}" w:type="dxa"/>'
        f'<w:bottom w:w="{down}" w:type="dxa"/><w:right w:w="{across}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr>{more}</w:style>"
    )


def table_styles_xml() -> Iterator[str]:
    """Write the styles of tables: figures under headings, cards, and pictures side by side."""
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    yield (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:semiHidden/></w:style>'
    )
    thin = "".join(border(side, LIGHT.rule, 4) for side in ("top", "bottom", "insideH"))
    heading = (
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
        f"<w:tcBorders>{border('bottom', LIGHT.quiet_ink, 8)}</w:tcBorders>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{LIGHT.surface[1:]}"/>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
    yield _table_style("Figures Table", thin, (100, 60), heading)
    # Borders in the colour of the paper are the space between one card and the next.
    yield _table_style("Cards Table", border("insideV", LIGHT.paper, 64), (140, 50))
    yield _table_style("Pictures Table", "", (0, 0))
