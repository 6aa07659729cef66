"""The house style: one palette and one set of marks for every chart and every format.

Each colour that carries text, or that tells one mark from another, has a contrast of at least
4.5 to 1 (text) or 3 to 1 (shapes) against what it stands on, in light and in dark; a test
measures them. WCAG 2.2, success criteria 1.4.3 and 1.4.11.
"""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.publish.document import Mark

FONT = "Inter"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a page: ``ink`` on ``paper``, and the roles that a chart needs."""

    paper: str
    surface: str
    ink: str
    quiet_ink: str
    rule: str
    accent: str
    accent_tint: str
    on_accent: str
    local: str
    """The line of the area that the report is about."""
    comparator: tuple[str, str, str]
    """The lines that it is held against, each also told apart by its dashes."""
    target: str


LIGHT = Palette(
    paper="#FFFFFF",
    surface="#F4F6F8",
    ink="#15202B",
    quiet_ink="#4C5965",
    rule="#D3DAE0",
    accent="#0B4A6F",
    accent_tint="#E6EFF5",
    on_accent="#FFFFFF",
    local="#0B4A6F",
    comparator=("#A3480A", "#5B6770", "#6B4FA0"),
    target="#15202B",
)

DARK = Palette(
    paper="#10171E",
    surface="#19232C",
    ink="#EDF2F6",
    quiet_ink="#B4C0CA",
    rule="#35434F",
    accent="#7CC4EC",
    accent_tint="#1B3446",
    on_accent="#0D141A",
    local="#7CC4EC",
    comparator=("#F2A365", "#B4C0CA", "#C3ABF0"),
    target="#EDF2F6",
)


@dataclass(frozen=True, slots=True)
class Sign:
    """How a mark looks: its letters or shape, its strong colour, its tint, and its text."""

    glyph: str
    """One to three characters that tell the mark without its colour."""
    strong: str
    tint: str
    on_strong: str
    ink: str
    """The colour of words set on the tint."""
    dark_strong: str
    dark_tint: str
    dark_ink: str


_GREEN = ("#1B7048", "#E2F2E9", "#FFFFFF", "#0F5132", "#6FD3A0", "#15382A", "#A6E8C5")
_AMBER = ("#F0A81C", "#FFF2D9", "#15202B", "#6B4300", "#F5BE55", "#3D2F10", "#FADB9C")
_RED = ("#B0231B", "#FBE8E6", "#FFFFFF", "#8C1811", "#FF9086", "#46201D", "#FFC4BE")
_GREY = ("#5B6770", "#ECEFF2", "#FFFFFF", "#3D4852", "#A9B6C1", "#27323C", "#D2DAE1")
_BLUE = ("#0B4A6F", "#E6EFF5", "#FFFFFF", "#0B3D5C", "#7CC4EC", "#1B3446", "#BEE2F7")

SIGNS: dict[Mark, Sign] = {
    Mark.GREEN: Sign("G", *_GREEN),
    Mark.AMBER: Sign("A", *_AMBER),
    Mark.RED: Sign("R", *_RED),
    Mark.NO_DATA: Sign("ND", *_GREY),
    Mark.HIGH: Sign("H", *_RED),
    Mark.MEDIUM: Sign("M", *_AMBER),
    Mark.LOW: Sign("L", *_GREEN),
    Mark.IMPROVING: Sign("\u25b2", *_GREEN),
    Mark.UNCHANGED: Sign("\u25c6", *_BLUE),
    Mark.WORSENING: Sign("\u25bc", *_RED),
    Mark.NOT_STATED: Sign("\u2013", *_GREY),
}
