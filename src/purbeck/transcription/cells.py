"""What one cell says of a measure: a figure, a colour, a direction, which way is better."""

from __future__ import annotations

import re

from purbeck.model.polarity import Polarity
from purbeck.transcription.draft import OWN, DraftFigure, DraftSign, Evidence, Role
from purbeck.transcription.figures import CellReading
from purbeck.transcription.gathering import Gathered, Gathering, sure
from purbeck.transcription.page import Cell
from purbeck.transcription.periods import PeriodFound
from purbeck.transcription.profile import Profile
from purbeck.transcription.signs import direction_in, letter_in, polarity_in, rag_in


def add_figure(
    reading: CellReading,
    role: Role,
    period: PeriodFound | None,
    heading: str,
    cell: Cell,
    measure: Gathered,
    gathering: Gathering,
) -> None:
    """Add what a cell says to a measure; what cannot be read is noted."""
    if reading.trouble:
        gathering.skip(f"{measure.name}, {heading}: {cell.line}", reading.trouble, cell.place)
        if role in OWN and period is not None:
            # The period was reported on: a figure of an earlier one must not become the latest.
            unread = sure(cell.place, f"{heading}: {cell.text}", reading.trouble)
            absent = "printed, and not read"
            measure.add_figure(
                DraftFigure(role=role, figure=None, period=period, absent=absent, evidence=unread)
            )
        return
    if (
        reading.figure is None
        and (not reading.absent or reading.absent == "blank")
        and period is None
    ):
        return
    note = reading.figure.unsure if reading.figure else ""
    measure.add_figure(
        DraftFigure(
            role=role,
            figure=reading.figure,
            period=period,
            status=reading.status,
            label=heading if role is Role.COMPARATOR else "",
            absent=reading.absent,
            evidence=sure(cell.place, f"{heading}: {cell.text}", note),
        )
    )


def read_sign(
    cell: Cell, of: str, heading: str, measure: Gathered, profile: Profile, gathering: Gathering
) -> None:
    """Read a colour or a direction of travel from a cell, from its words or else its signs."""
    read = rag_in if of == "rag" else direction_in
    value, how = read(cell.text, cell.marks, profile)
    if not value:
        other = direction_in if of == "rag" else rag_in
        value_of_other, how_of_other = other(cell.text, cell.marks, profile)
        if value_of_other:
            of, value, how = ("direction" if of == "rag" else "rag"), value_of_other, how_of_other
    if not value:
        if cell.line and not re.fullmatch(r"[-–—]|n/?a", cell.line, re.IGNORECASE):
            reason = how or "no colour, arrow or word that is known"
            gathering.skip(f"{measure.name}, {heading}: {cell.line}", reason, cell.place)
        return
    note = "" if how == "word" else f"read from the {how}"
    text = cell.line or ", ".join(map(str, cell.marks[:3]))
    measure.add_sign(DraftSign(of=of, value=value, evidence=sure(cell.place, text, note)))
    letter = letter_in(cell.line)
    if of == "direction" and letter and how == "word":
        measure.add_sign(DraftSign(of="trend rag", value=letter, evidence=sure(cell.place, text)))
    elif of == "direction":
        colour, seen = rag_in("", cell.marks, profile)
        if colour and seen != "two colours":
            made = Evidence(cell.place, text, sure(cell.place, text, "colour").confidence, "colour")
            measure.add_sign(DraftSign(of="trend rag", value=colour, evidence=made))


def replace_sign(measure: Gathered, sign: DraftSign) -> None:
    """Keep the sign of the last figure of a row, which is the latest: earlier ones are history."""
    earlier = [
        s for s in measure.signs if s.of == sign.of and "beside the figure" in s.evidence.note
    ]
    for held in earlier:
        measure.signs.remove(held)
    if not measure_has(measure, sign.of):
        measure.add_sign(sign)


def measure_has(measure: Gathered, of: str) -> bool:
    """Whether a verdict of a kind was read already."""
    return any(sign.of == of for sign in measure.signs)


def set_polarity(measure: Gathered, text: str, cell: Cell, profile: Profile) -> bool:
    """Declare which way is better, where a phrase or an arrow in a column for it says so."""
    value = polarity_in(text, profile)
    if not value:
        direction, _ = direction_in(text, cell.marks, profile)
        value = {
            "up": "higher",
            "down": "lower",
            "increasing": "higher",
            "decreasing": "lower",
        }.get(direction, "")
    if value and measure.polarity is None:
        measure.polarity = Polarity(value)
    return bool(value)


def read_comparisons(cell: Cell, measure: Gathered, profile: Profile) -> bool:
    """Read a cell that lists verdicts: "South West: worse, England: similar"."""
    found = False
    for label, word in re.findall(r"([^:,;\n]+):\s*([^,;:\n]+)", cell.line):
        if value := profile.word("comparison", word):
            evidence = sure(cell.place, cell.text)
            made = DraftSign(of="comparison", value=value, label=label.strip(), evidence=evidence)
            measure.add_sign(made)
            found = True
    return found
