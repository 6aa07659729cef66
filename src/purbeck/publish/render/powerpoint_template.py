"""An empty presentation in the house style: slide, theme, two layouts, language, properties."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from purbeck.publish.render.archive import xml_text
from purbeck.publish.render.powerpoint_fit import BODY_WIDTH, MARGIN, SLIDE_HEIGHT, SLIDE_WIDTH
from purbeck.publish.theme import FONT, LIGHT, SIGNS

if TYPE_CHECKING:
    from purbeck.publish.document import Document

COVER, TITLED = 0, 1
"""The layouts that are kept, in their order."""
TITLE_TOP, TITLE_HEIGHT = 44.0, 62.0
_KEPT = ("Title Slide", "Title Only")
_PANOSE = "020B0604020202020204"
"""A sans-serif typeface of usual width: what stands in for the house font where it is missing."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_UNWANTED = ("printerSettings", "thumbnail")
_FOOTER = """\
<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{drawing}">
<p:nvSpPr><p:cNvPr id="{identity}" name="{name}" descr="{name}"/><p:cNvSpPr txBox="1"/>
<p:nvPr userDrawn="1"/></p:nvSpPr>
<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>
<p:txBody><a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>
<a:p><a:pPr algn="{side}"/></a:p></p:txBody></p:sp>"""
_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""The identity of the field of the slide's number: any GUID, and always the same."""


def blank_presentation(document: Document) -> Any:
    """Make a presentation that holds the house style and no slide yet."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(SLIDE_WIDTH), Pt(SLIDE_HEIGHT)
    presentation.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    _drop_parts(presentation)
    master = presentation.slide_master
    for layout in list(presentation.slide_layouts):
        if layout.name not in _KEPT:
            presentation.slide_layouts.remove(layout)
    _set_theme(master.part)
    _set_placeholders(master)
    cover, titled = presentation.slide_layouts
    _set_cover(cover)
    _set_titled(titled, document)
    _set_properties(presentation, document)
    set_language(presentation.part._element, document.language)
    for part in (master, cover, titled):
        set_language(part._element, document.language)
    return presentation


def set_language(element: Any, language: str) -> None:
    """Say of all the words within an element in which language they are."""
    for found in element.iter(f"{{{_DRAWING}}}*"):
        if found.get("lang"):
            found.set("lang", language)


def _drop_parts(presentation: Any) -> None:
    """Take out the parts of python-pptx's own template that say nothing of this document."""
    for rels in (presentation.part.rels, presentation.part.package._rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rsplit("/", 1)[-1] in _UNWANTED:
                rels.pop(key)


def _set_theme(master: Any) -> None:
    """Put the house colours and the house font into the theme, for what officers will add."""
    marks = [SIGNS[mark].strong for mark in SIGNS]
    colours = {
        "dk1": LIGHT.ink,
        "lt1": LIGHT.paper,
        "dk2": LIGHT.quiet_ink,
        "lt2": LIGHT.surface,
        "accent1": LIGHT.local,
        **{f"accent{n}": colour for n, colour in enumerate(LIGHT.comparator, 2)},
        "accent5": marks[0],
        "accent6": marks[2],
        "hlink": LIGHT.accent,
        "folHlink": LIGHT.comparator[2],
    }
    theme = next(r.target_part for r in master.rels.values() if r.reltype.endswith("/theme"))
    root: Any = parse_xml(theme.blob)
    for name, colour in colours.items():
        (place,) = root.iter(qn(f"a:{name}"))
        for child in list(place):
            place.remove(child)
        place.append(_drawn("a:srgbClr", val=colour[1:]))
    for kind in ("majorFont", "minorFont"):
        (fonts,) = root.iter(qn(f"a:{kind}"))
        latin = fonts.find(qn("a:latin"))
        latin.set("typeface", FONT)
        latin.set("panose", _PANOSE)
    theme._blob = serialize_part_xml(root)


def _set_placeholders(slide: Any) -> None:
    """Keep the title and the text of a master or a layout; date, footer and number go."""
    for shape in list(slide.placeholders):
        if "Title" in shape.name:
            _place(shape, MARGIN, TITLE_TOP, BODY_WIDTH, TITLE_HEIGHT)
        elif any(word in shape.name for word in ("Date", "Footer", "Slide Number")):
            shape._element.getparent().remove(shape._element)
        else:
            _place(shape, MARGIN, 120.0, BODY_WIDTH, 380.0)
    for style in slide._element.iter(qn("p:titleStyle")):
        level = style[0]
        level.set("algn", "l")
        (letters,) = level.iter(qn("a:defRPr"))
        letters.set("sz", "2800")
        letters.set("b", "1")


def _set_cover(layout: Any) -> None:
    _set_placeholders(layout)
    for shape in layout.placeholders:
        title = "Title" in shape.name and "Sub" not in shape.name
        top, height = (150.0, 120.0) if title else (282.0, 150.0)
        _place(shape, MARGIN, top, BODY_WIDTH, height)
        shape.text_frame.word_wrap = True
        for level in shape._element.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")


def _set_titled(layout: Any, document: Document) -> None:
    """Give the layout of the slides its foot: who reports and on what, and the slide's number."""
    _set_placeholders(layout)
    left = _footer(layout, "Report", MARGIN, 700.0, "l")
    _lettered(left, "a:r", f"{document.author}. {document.title}"[:110], document.language)
    right = _footer(layout, "Slide number", SLIDE_WIDTH - MARGIN - 100.0, 100.0, "r")
    field = _lettered(right, "a:fld", "\u2039#\u203a", document.language)
    field.set("id", _FIELD)
    field.set("type", "slidenum")


def _footer(layout: Any, name: str, left: float, width: float, side: str) -> Any:
    tree = layout.shapes._spTree
    told = {
        "drawing": _DRAWING,
        "identity": 100 + len(tree),
        "name": name,
        "left": Pt(left),
        "top": Pt(508.0),
        "width": Pt(width),
        "height": Pt(18.0),
        "side": side,
    }
    shape: Any = parse_xml(_FOOTER.format(**told))
    tree.append(shape)
    (paragraph,) = shape.iter(qn("a:p"))
    return paragraph


def _lettered(paragraph: Any, tag: str, words: str, language: str) -> Any:
    """Add a run or a field of small quiet letters to a paragraph."""
    run = _drawn(tag)
    letters, fill = _drawn("a:rPr", lang=language, sz="1000"), _drawn("a:solidFill")
    fill.append(_drawn("a:srgbClr", val=LIGHT.quiet_ink[1:]))
    letters.append(fill)
    text = _drawn("a:t")
    text.text = xml_text(words)
    run.append(letters)
    run.append(text)
    paragraph.append(run)
    return run


def _drawn(tag: str, **attributes: str) -> Any:
    """Make an element of the drawing language with its attributes."""
    made: Any = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(name, value)
    return made


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Pt, (left, top, width, height))


def _set_properties(presentation: Any, document: Document) -> None:
    """Set who, what and when; the clock of the machine is never asked."""
    issued = datetime.combine(document.issued, time(), UTC).replace(tzinfo=None)
    properties = presentation.core_properties
    properties.title = xml_text(document.title)[:255]
    properties.author = properties.last_modified_by = xml_text(document.author)[:255]
    properties.subject = xml_text(document.cover.subtitle)[:255]
    properties.comments = xml_text(document.description)[:255]
    properties.keywords = ""
    properties.language = document.language
    properties.created = properties.modified = issued
    properties.revision = 1
