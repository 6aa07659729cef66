"""An empty Word document in the house style: page, styles, fonts, lists, language, properties."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips

from purbeck.publish.render.archive import xml_text
from purbeck.publish.render.word_styles import (
    BULLET_LIST,
    MARGIN,
    NUMBER_LIST,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    STYLES,
    character_styles_xml,
    paragraph_style_xml,
    table_styles_xml,
)
from purbeck.publish.theme import FONT

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from purbeck.publish.document import Document
    from purbeck.publish.render.word_text import WordHand

FALLBACK_FONT = "Arial"
"""Named in the font table as what stands in for the house font where that is not installed."""

_UNWANTED = ("thumbnail", "stylesWithEffects", "customXml")
"""Parts of python-docx's own template that say nothing about this document."""


def blank_document(document: Document) -> WordDocument:
    """Make a Word document that holds the house style and no text yet."""
    word = docx.Document()
    _drop_parts(word)
    _set_styles(word, document.language)
    _set_fonts(word)
    _set_lists(word)
    _set_settings(word, document.language)
    _set_page(word)
    set_properties(word, document)
    return word


def _drop_parts(word: WordDocument) -> None:
    for rels in (word.part.rels, word.part.package.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rsplit("/", 1)[-1] in _UNWANTED:
                del rels[key]


def _set_styles(word: WordDocument, language: str) -> None:
    styles = word.styles.element
    for style in styles.findall(qn("w:style")):
        styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    styles.replace(
        defaults,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" '
            'w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
            '<w:sz w:val="21"/><w:szCs w:val="21"/>'
            f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        ),
    )
    paragraphs = (paragraph_style_xml(style) for style in STYLES)
    for xml in (*paragraphs, *character_styles_xml(), *table_styles_xml()):
        styles.append(parse_xml(xml.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1)))


def _set_fonts(word: WordDocument) -> None:
    """Make the house font that of the theme, and say what may stand in for it."""
    table = (
        f"<w:fonts {nsdecls('w')}>"
        f'<w:font w:name="{FONT}"><w:altName w:val="{FALLBACK_FONT}"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    for rel in word.part.rels.values():
        kind = rel.reltype.rsplit("/", 1)[-1]
        if kind == "fontTable":
            rel.target_part._blob = table.encode()
        elif kind == "theme":
            theme = rel.target_part.blob.decode()
            for given in ("Calibri", "Cambria"):
                theme = theme.replace(
                    f'<a:latin typeface="{given}"/>', f'<a:latin typeface="{FONT}"/>'
                )
            rel.target_part._blob = theme.encode()


def _set_lists(word: WordDocument) -> None:
    """Define one list of bullets and one of numbers, whose signs are in the house font."""
    numbering = word.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    made = [list_xml(number, number) for number in (BULLET_LIST, NUMBER_LIST)]
    for xml in (*(kind for kind, _ in made), *(number for _, number in made)):
        numbering.append(parse_xml(xml))


def list_xml(sort: int, identity: int) -> tuple[str, str]:
    """Write a list of bullets or of numbers under an identity: what it is, and that it is there."""
    kind, text = ("bullet", "\u2022") if sort == BULLET_LIST else ("decimal", "%1.")
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identity}">'
        '<w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:tabs><w:tab w:val="num" w:pos="340"/></w:tabs>'
        '<w:ind w:left="340" w:hanging="340"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:hint="default"/></w:rPr>'
        "</w:lvl></w:abstractNum>",
        f'<w:num {nsdecls("w")} w:numId="{identity}"><w:abstractNumId w:val="{identity}"/></w:num>',
    )


def restarted_list(hand: WordHand) -> int:
    """Add a list of numbers that begins at one again, and give its identity.

    It is numbered as the style of numbered lists is; 0, and so no list, where that is not.
    """
    numbering = hand.word.part.numbering_part.element
    wanted = hand.look.style("List Number")
    style = [
        found
        for each in hand.word.styles.element.findall(qn("w:style"))
        if each.get(qn("w:styleId")) == wanted
        for found in each.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    ]
    kinds = {
        num.get(qn("w:numId")): num.find(qn("w:abstractNumId")).get(qn("w:val"))
        for num in numbering.findall(qn("w:num"))
    }
    if not style or style[0] not in kinds:
        return 0
    identity = max(map(int, kinds)) + 1
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{identity}">'
            f'<w:abstractNumId w:val="{kinds[style[0]]}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    return identity


def _set_settings(word: WordDocument, language: str) -> None:
    settings = word.settings.element
    for tag in ("w:savePreviewPicture", "w:rsids", "w:proofState"):
        for child in settings.findall(qn(tag)):
            settings.remove(child)
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    zoom = settings.find(qn("w:zoom"))
    zoom.attrib.clear()
    zoom.set(qn("w:percent"), "100")
    compat = settings.find(qn("w:compat"))
    compat.remove(compat.find(qn("w:useFELayout")))
    # 15 is Word 2013 and later: without it the title bar says "Compatibility Mode".
    compat.find(qn("w:compatSetting")).set(qn("w:val"), "15")


def _set_page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Twips(PAGE_WIDTH), Twips(PAGE_HEIGHT)
    section.left_margin = section.right_margin = section.bottom_margin = Twips(MARGIN)
    section.top_margin = Twips(MARGIN + 170)
    section.header_distance = section.footer_distance = Twips(600)
    section.different_first_page_header_footer = True


def set_properties(word: WordDocument, document: Document) -> None:
    """Set who, what and when; the clock of the machine is never asked."""
    issued = datetime.combine(document.issued, time(), UTC)
    properties = word.core_properties
    properties.title = xml_text(document.title)[:255]
    properties.author = properties.last_modified_by = xml_text(document.author)[:255]
    properties.subject = xml_text(document.cover.subtitle)[:255]
    properties.comments = xml_text(document.description)[:255]
    properties.keywords = ""
    properties.language = document.language
    properties.created = properties.modified = issued
    properties.revision = 1
