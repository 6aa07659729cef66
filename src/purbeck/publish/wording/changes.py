"""Why a measure reads differently from the last edition, in words."""

from __future__ import annotations

from purbeck.scorecard.changes import Change, ChangeKind


def change_sentence(change: Change) -> str:
    """Say why the measure reads differently, and whether its colour is another."""
    latest = change.after.latest
    period = f" for {latest.period}" if latest else ""
    why = {
        ChangeKind.NEW_FIGURE: f"New figure{period}.",
        ChangeKind.FIRST_FIGURE: f"First figure{period}.",
        ChangeKind.REVISED: "A figure was revised.",
        ChangeKind.COMPARATOR_MOVED: "A comparator has a new figure.",
    }[change.kind]
    if change.before.rag is change.after.rag:
        return why
    return f"{why} The colour was {change.before.rag.value} and is {change.after.rag.value}."
