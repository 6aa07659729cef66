"""How a measure moved between its last two periods, from its printed figures alone."""

from __future__ import annotations

from purbeck.transcription.draft import DraftFigure, DraftMeasure


def change_of(measure: DraftMeasure) -> float | None:
    """Give the latest figure less the one before; None where there are not two periods."""
    last_two = _last_two(measure)
    if last_two is None:
        return None
    before, last = (figure.figure for figure in last_two)
    return float(last.value - before.value) if last and before else None


def story_of(measure: DraftMeasure) -> str:
    """Say in words how a measure moved; empty where there are not two periods."""
    last_two = _last_two(measure)
    change = change_of(measure)
    if last_two is None or change is None:
        return ""
    before, last = last_two
    way = "rose" if change > 0 else "fell"
    values = [f.figure.printed if f.figure else "" for f in last_two]
    return f"it {way} from {values[0]} in {before.settled} to {values[1]} in {last.settled}"


def called(measure: DraftMeasure) -> str:
    """Give the number and the name of a measure."""
    return f"{measure.number} {measure.name}".strip()


def _last_two(measure: DraftMeasure) -> tuple[DraftFigure, DraftFigure] | None:
    distinct: list[DraftFigure] = []
    for figure in measure.own():
        if not distinct or distinct[-1].settled != figure.settled:
            distinct.append(figure)
    return (distinct[-2], distinct[-1]) if len(distinct) > 1 else None
