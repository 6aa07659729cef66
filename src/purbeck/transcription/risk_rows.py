"""Corporate risks, in tables and on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from purbeck.transcription.columns import Headed
from purbeck.transcription.draft import DraftRisk
from purbeck.transcription.gathering import Gathering, sure
from purbeck.transcription.mending import unbroken
from purbeck.transcription.page import Cell, Grid, Line
from purbeck.transcription.profile import Profile
from purbeck.transcription.signs import direction_in, rag_in


def read_risks(
    grid: Grid, table: Headed, profile: Profile, gathering: Gathering, measure: str
) -> None:
    """Read a table of risks; a row without a title is none."""
    at = {column.role: i for i, column in reversed(list(enumerate(table.columns)))}
    for given in grid.rows[table.first :]:
        row = [table.cell(given, i) for i in range(len(given))]
        text = row[at["risk"]].text.strip()
        number = row[at["number"]].line if "number" in at else ""
        if not number and (found := profile.matched("risk", " ".join(text.split()))):
            number, text = found["number"], found["name"]
        others = [row[i].line for role, i in at.items() if role not in {"risk", "number"}]
        if not text or not any(others):
            continue
        gathering.risk(_risk(row, at, number, text, profile, measure))


def _risk(
    row: Sequence[Cell], at: dict[str, int], number: str, text: str, profile: Profile, measure: str
) -> DraftRisk:
    def cell(role: str) -> Cell | None:
        return row[at[role]] if role in at else None

    level_cell = cell("level") or cell("rag")
    trend_cell = cell("direction")
    level = _level(level_cell, profile) if level_cell else ""
    trend = _risk_trend(trend_cell, profile) if trend_cell else ""
    place = row[at["risk"]].place
    unsure = "" if level else "its level could not be read"
    return DraftRisk(
        number=number,
        title=" ".join(text.split()),
        level=level,
        trend=trend,
        likelihood=c.line if (c := cell("likelihood")) else "",
        impact=c.line if (c := cell("impact")) else "",
        owner=c.line if (c := cell("owner")) else "",
        measures=(measure,) if measure else (),
        evidence=sure(place, " | ".join(cell.line for cell in row if cell.line), unsure),
    )


def _level(cell: Cell, profile: Profile) -> str:
    line = cell.line
    for text in (line, re.sub(r"^\S{1,2}\s+", "", line), re.sub(r"[\d()=x× ]+", " ", line)):
        if value := profile.word("level", text):
            return value
    words = set(profile.words_within("level", line))
    if len(words) == 1:
        return words.pop()
    colour, _ = rag_in("", cell.marks, profile)
    return {"R": "high", "A": "medium", "G": "low"}.get(colour, "")


def _risk_trend(cell: Cell, profile: Profile) -> str:
    for text in (cell.line, re.sub(r"^\S{1,2}\s+", "", cell.line)):
        if value := profile.word("risk_trend", text):
            return value
    direction, _ = direction_in("", cell.marks, profile)
    return "unchanged" if direction == "level" else ""


def risk_on_line(line: Line, profile: Profile, measure: str) -> DraftRisk | None:
    """Read a risk on one line: number, title, level and trend in parts of their own; or None."""
    found = profile.matched("risk", line.columns[0].strip())
    if found is None or len(line.columns) < 2:
        return None
    level = next((v for p in line.columns[1:] if (v := _whole_level(p, profile))), "")
    trends = (profile.word("risk_trend", part) for part in line.columns[1:])
    trend = next((value for value in trends if value), "")
    if not level and not trend:
        return None
    title, note = _risk_title(line.columns, found["number"], profile)
    return DraftRisk(
        number=found["number"],
        title=title,
        level=level,
        trend=trend,
        measures=(measure,) if measure else (),
        evidence=sure(line.place, line.text, note),
    )


def _whole_level(text: str, profile: Profile) -> str:
    return profile.word("level", text) or "" if len(text.strip()) > 2 else ""


def _risk_title(parts: Sequence[str], number: str, profile: Profile) -> tuple[str, str]:
    """Give the title of a risk: of the parts of its line that open with its number, the longest."""
    whole = [p.strip() for p in parts if p.strip().startswith(number)]
    if len(whole) > 1:
        title = max(whole, key=len)
        return title[len(number) :].strip(" -–:"), ""
    texts = []
    for part in parts:
        if profile.word("level", part) or profile.word("risk_trend", part):
            break
        texts.append(part.strip())
    title = " ".join(" ".join(unbroken([t for t in texts if t])).split())
    note = (
        "put together from parts: letters may be lost" if len([t for t in texts if t]) > 1 else ""
    )
    return title[len(number) :].strip(" -–:"), note
