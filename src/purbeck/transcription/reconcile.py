"""What in a report does not agree: figures with each other, and totals with its rows."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.model.polarity import Polarity
from purbeck.transcription.draft import (
    Contradiction,
    Draft,
    DraftFigure,
    DraftMeasure,
    Kind,
    PrintedTotal,
    Role,
)
from purbeck.transcription.listed import COLOURS, disagreements_of_lists
from purbeck.transcription.movement import called, change_of, story_of

_WORDS = {
    "improved": "improving",
    "worsened": "worsening",
    "declining": "worsening",
    "deteriorating": "worsening",
}


def contradictions_in(draft: Draft) -> Iterator[Contradiction]:
    """Give every contradiction that can be told without knowing which way is better."""
    yield from _double_figures(draft)
    yield from _lost_signs(draft)
    for total in draft.totals:
        yield from _total(total, draft)
    yield from disagreements_of_lists(draft)
    yield from _verdicts(draft)
    yield from _risks(draft)


def _double_figures(draft: Draft) -> Iterator[Contradiction]:
    """Two figures of one measure and one period that are not the same."""
    for measure in draft.measures:
        seen: dict[object, DraftFigure] = {}
        for figure in measure.figures:
            if figure.figure is None or figure.settled is None:
                continue
            own = figure.role in {Role.LATEST, Role.PREVIOUS, Role.SERIES, Role.SAME_LAST_YEAR}
            key = ("own" if own else figure.role, figure.label, figure.settled)
            held = seen.setdefault(key, figure)
            if held.figure and held.figure.value != figure.figure.value:
                what = f" ({figure.label})" if figure.label else ""
                summary = (
                    f"{called(measure)}{what}: {held.figure.printed} and {figure.figure.printed} "
                    f"are both printed for {figure.settled}."
                )
                yield Contradiction(summary, (held.evidence.place, figure.evidence.place))


def _lost_signs(draft: Draft) -> Iterator[Contradiction]:
    """A figure with a dash before it, where all the others of its measure are negative."""
    for measure in draft.measures:
        own = [f for f in measure.own() if f.figure]
        for figure in own:
            others = [f for f in own if f is not figure]
            doubted = "dash" in figure.evidence.note
            if (
                doubted
                and len(others) >= 2
                and all(f.figure and f.figure.value < 0 for f in others)
            ):
                printed = figure.figure.printed if figure.figure else ""
                summary = (
                    f"{called(measure)}: {printed} in {figure.settled} has a dash before it, and "
                    "every other figure is negative: its sign may have been lost. "
                    f"It is read as {printed}."
                )
                yield Contradiction(summary, (figure.evidence.place,))


def _total(total: PrintedTotal, draft: Draft) -> Iterator[Contradiction]:
    counted = _counted(total, draft)
    if counted is None or counted == total.number:
        return
    what = " ".join(part for part in (total.word, total.thing) if part)
    verb = "was" if counted == 1 else "were"
    summary = f'"{total.evidence.text}" is printed, and {counted} {verb} read ({what}).'
    yield Contradiction(summary, (total.evidence.place,))


def _counted(total: PrintedTotal, draft: Draft) -> int | None:
    """Count what was read of what a total counts; None for what cannot be told apart."""
    if not total.thing:
        return None
    if "risk" in total.thing:
        if total.word:
            return None
        return len(draft.risks)
    measures = _of_thing(total.thing, draft)
    if measures is None:
        return None
    word = _WORDS.get(total.word, total.word)
    if not word:
        return len(measures)
    if word in COLOURS:
        signs = [m.sign("rag") for m in measures]
        return (
            sum(1 for sign in signs if sign and sign.value == COLOURS[word]) if any(signs) else None
        )
    signs = [m.sign("direction") for m in measures]
    return sum(1 for sign in signs if sign and sign.value == word) if any(signs) else None


def _of_thing(thing: str, draft: Draft) -> list[DraftMeasure] | None:
    indicators = [m for m in draft.measures if m.kind is Kind.INDICATOR]
    measures = [m for m in draft.measures if m.kind is Kind.MEASURE]
    if "population" in thing:
        return indicators
    if "performance measures" in thing:
        return measures or indicators
    return measures if "measure" in thing and measures else [*indicators, *measures]


def _verdicts(draft: Draft) -> Iterator[Contradiction]:
    """A verdict that the printed figures and the printed polarity do not bear out."""
    for measure in draft.measures:
        sign = measure.sign("direction")
        if sign is None or measure.polarity not in {Polarity.HIGHER, Polarity.LOWER}:
            continue
        moved = change_of(measure)
        if moved is None or sign.value not in {"improving", "worsening"}:
            continue
        better = (moved > 0) == (measure.polarity is Polarity.HIGHER)
        if moved == 0 or better != (sign.value == "improving"):
            summary = f"{called(measure)} is printed as {sign.value}, but {story_of(measure)}."
            yield Contradiction(summary, (sign.evidence.place,))


def _risks(draft: Draft) -> Iterator[Contradiction]:
    for risk in draft.risks:
        if risk.note:
            yield Contradiction(f"Risk {risk.number} is {risk.note}.", (risk.evidence.place,))
