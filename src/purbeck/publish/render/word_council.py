"""A council's own Word template, made ready to be written in.

What is kept is the template's styles, page, headers and footers, its typefaces and its lists.
What stands on its pages is not: the report has its own cover and its own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from purbeck.publish.render.word_guard import WordTemplate, opened_template
from purbeck.publish.render.word_styles import (
    BULLET_LIST,
    NUMBER_LIST,
    STYLES,
    WordLook,
    character_styles_xml,
    paragraph_style_xml,
    style_id,
    table_styles_xml,
)
from purbeck.publish.render.word_template import list_xml, set_properties

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from purbeck.publish.document import Document

EXPECTED = ("Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "caption")
"""The styles that a council's template is expected to have; what else is written in is ours."""

TABLE = "Figures Table"
_TABLES = (TABLE, "Table Style", "Table Grid")
"""The names under which a style for tables is looked for, unless there is one of the council's."""


def missing_styles(template: WordTemplate) -> tuple[str, ...]:
    """Say in one sentence each which expected styles a template lacks, and what is used instead."""
    word = opened_template(template)
    held = _held(word)
    said = [
        f"{template.name} has no style '{_shown(name)}': the house style is used."
        for name in EXPECTED
        if ("paragraph", name.casefold()) not in held
    ]
    table = _table_style(word)
    if table is None:
        said.append(f"{template.name} has no style for tables: the house style is used.")
    elif table != TABLE:
        said.append(f"{template.name} has no style '{TABLE}': its '{table}' is used.")
    if not _furnished(word):
        said.append(f"{template.name} has no header or footer: those of the house are used.")
    return tuple(said)


def _shown(name: str) -> str:
    """Give the name of a style as Word shows it: with a capital."""
    return name[:1].upper() + name[1:]


def document_from(template: WordTemplate, document: Document) -> tuple[WordDocument, WordLook]:
    """Make a Word document without text from a template, with the styles that it lacks added."""
    word = opened_template(template)
    _empty(word)
    lists = _add_lists(word)
    ids = _add_styles(word, lists)
    _set_language(word, document.language)
    set_properties(word, document)
    section = word.sections[0]
    widths = (section.page_width, section.left_margin, section.right_margin, section.gutter)
    page, left, right, gutter = (0 if width is None else width.twips for width in widths)
    look = WordLook(ids=ids, text_width=page - left - right - gutter, furnished=_furnished(word))
    return word, look


def _held(word: WordDocument) -> dict[tuple[str, str], str]:
    """Give the identity of each style of a document by its kind and its name."""
    return {
        (style.get(qn("w:type")), name.get(qn("w:val")).casefold()): style.get(qn("w:styleId"))
        for style in word.styles.element.findall(qn("w:style"))
        if (name := style.find(qn("w:name"))) is not None
    }


def _table_style(word: WordDocument) -> str | None:
    """Name the style for tables: one under a known name, or the only one of the council's."""
    names: dict[str, bool] = {
        str(style.find(qn("w:name")).get(qn("w:val"))): style.get(qn("w:customStyle")) is not None
        for style in word.styles.element.findall(qn("w:style"))
        if style.get(qn("w:type")) == "table"
    }
    own = [name for name, is_own in names.items() if is_own]
    if TABLE in names or len(own) != 1:
        return next((name for name in _TABLES if name in names), None)
    return own[0]


def _furnished(word: WordDocument) -> bool:
    body: Any = word.element.body
    return bool(body.xpath(".//w:sectPr/w:headerReference | .//w:sectPr/w:footerReference"))


def _empty(word: WordDocument) -> None:
    """Take the text out, and keep the page of the last section with all headers and footers."""
    body: Any = word.element.body
    last = body.get_or_add_sectPr()
    kept = {}
    for reference in body.xpath(".//w:sectPr/w:headerReference | .//w:sectPr/w:footerReference"):
        kept[reference.tag, reference.get(qn("w:type"))] = deepcopy(reference)
    first_differs = bool(body.xpath(".//w:sectPr/w:titlePg"))
    for child in [child for child in body if child is not last]:
        body.remove(child)
    for reference in last.xpath("./w:headerReference | ./w:footerReference"):
        last.remove(reference)
    for number, reference in enumerate(kept.values()):
        last.insert(number, reference)
    word.sections[0].different_first_page_header_footer = first_differs
    _forget_origin(word)


def _forget_origin(word: WordDocument) -> None:
    """Take out where the template lay, so that Word does not look for it, and who edited it."""
    settings = word.settings.element
    for tag in ("w:attachedTemplate", "w:rsids", "w:documentProtection"):
        for child in settings.findall(qn(tag)):
            settings.remove(child)
    rels = word.part._settings_part.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/attachedTemplate")]:
        del rels[key]


def _add_lists(word: WordDocument) -> dict[int, int]:
    """Add the house lists under identities that are free, and give those."""
    if RELATIONSHIP_TYPE.NUMBERING not in {rel.reltype for rel in word.part.rels.values()}:
        part = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f"<w:numbering {nsdecls('w')}/>"),
            word.part.package,
        )
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    numbering: Any = word.part.numbering_part.element
    abstracts = numbering.findall(qn("w:abstractNum"))
    kinds = [int(each.get(qn("w:abstractNumId"))) for each in abstracts]
    numbers = [int(each.get(qn("w:numId"))) for each in numbering.findall(qn("w:num"))]
    first = max([*kinds, *numbers, 0])
    place = numbering.index(abstracts[-1]) + 1 if abstracts else 0
    lists = {each: first + each for each in (BULLET_LIST, NUMBER_LIST)}
    for offset, (each, identity) in enumerate(lists.items()):
        kind, number = list_xml(each, identity)
        numbering.insert(place + offset, parse_xml(kind))
        numbering.append(parse_xml(number))
    return lists


def _add_styles(word: WordDocument, lists: dict[int, int]) -> dict[str, str]:
    """Add the styles that are missing, and give the identity of each that is not as ours is."""
    held = _held(word)
    table = _table_style(word)
    if table is not None:
        held["table", TABLE.casefold()] = held["table", table.casefold()]
    taken = set(held.values())
    styles, added, ids = word.styles.element, [], {}
    for kind, name, xml in _house_styles():
        own = held.get((kind, name.casefold()))
        if own is None:
            own = style_id(name)
            while own in taken:
                own += "House"
            taken.add(own)
            added.append(_renamed(xml, "w:styleId", style_id(name), own))
        if own != style_id(name):
            ids[name] = own
    normal, plain = ids.get("Normal", "Normal"), held.get(("table", "normal table"), "TableNormal")
    for xml in added:
        for tag in ("w:basedOn", "w:next"):
            xml = xml.replace(f'<{tag} w:val="Normal"/>', f'<{tag} w:val="{normal}"/>')
        xml = xml.replace('<w:basedOn w:val="TableNormal"/>', f'<w:basedOn w:val="{plain}"/>')
        for ours, here in lists.items():
            xml = xml.replace(
                f'<w:numId w:val="{ours}"/></w:numPr>', f'<w:numId w:val="@{here}"/></w:numPr>'
            )
        xml = xml.replace('w:val="@', 'w:val="')
        styles.append(parse_xml(xml.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1)))
    return ids


def _house_styles() -> Iterator[tuple[str, str, str]]:
    """Give the house styles by kind and name, but for the defaults that every document has."""
    for style in STYLES:
        yield "paragraph", style.name, paragraph_style_xml(style)
    for xml in (*character_styles_xml(), *table_styles_xml()):
        told = re.search(r'w:type="(\w+)".*?<w:name w:val="([^"]+)"', xml)
        if told and told[1] != "numbering" and 'w:default="1"' not in xml.split(">", 1)[0]:
            yield told[1], told[2], xml


def _renamed(xml: str, attribute: str, old: str, new: str) -> str:
    return xml.replace(f'{attribute}="{old}"', f'{attribute}="{new}"', 1)


def _set_language(word: WordDocument, language: str) -> None:
    for lang in word.styles.element.xpath("w:docDefaults//w:rPr/w:lang"):
        lang.set(qn("w:val"), language)
