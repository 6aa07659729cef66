"""What reads otherwise than in an edition, and why, in words."""

from __future__ import annotations

from purbeck.model.measure import Measure
from purbeck.publish.wording.edition_causes import NO_REASON, colour_word, ended
from purbeck.publish.wording.figures import counted, day, figure, joined
from purbeck.publish.wording.verdicts import RAG_NAME
from purbeck.scorecard.edition_changes import (
    Compared,
    DroppedMeasure,
    EditionChanges,
    GoneFigure,
    RevisedFigure,
)
from purbeck.scorecard.edition_state import FigureState
from purbeck.scorecard.like_for_like import LikeForLike, Move
from purbeck.scorecard.policy_changes import PolicyChange


def changes_sentence(changes: EditionChanges) -> str:
    """Say with what is compared, and how many measures read differently."""
    both, changed = len(changes.compared), len(changes.changed)
    verdicts = sum(each.verdict_changed for each in changes.compared)
    said = (
        f"This is held against the edition {changes.edition}, which was made from what was known "
        f"on {day(changes.edition_on)}. "
    )
    if not both:
        return f"{said}No measure is in both."
    reads = "reads" if changed < 2 else "read"
    has = "has" if verdicts < 2 else "have"
    return (
        f"{said}Of {counted(both, 'measure')} in both, {_none(changed)} {reads} differently and "
        f"{_none(verdicts)} {has} another verdict."
    )


def basis_sentence(changes: EditionChanges) -> str:
    """Say what was at hand of the edition, where that was not all."""
    if changes.whole:
        return ""
    return (
        "What the edition was made from is not for publication, and is not at hand: its "
        "published verdicts and figures alone are compared, so that a changed target, rule or "
        "definition is not named as such."
    )


def like_for_like_sentence(counts: LikeForLike) -> str:
    """Count how the measures in both editions have moved from colour to colour.

    Examples
    --------
    >>> from purbeck.model.verdict import Rag
    >>> from purbeck.scorecard.like_for_like import LikeForLike, Move
    >>> moves = (Move(before=Rag.AMBER, after=Rag.RED, count=4),)
    >>> like_for_like_sentence(LikeForLike(both=4, moves=moves, trends=()))
    'Of the 4 measures in both editions, 4 worsened (4 from amber to red).'
    """
    if not counts.both:
        return "No measure is in both editions."
    worsened = [move for move in counts.moves if move.worsened]
    improved = [move for move in counts.moves if move.improved]
    other = [
        move
        for move in counts.moves
        if move.before is not move.after and move not in (*worsened, *improved)
    ]
    kept = sum(move.count for move in counts.moves if move.before is move.after)
    parts = [
        f"{counts.worsened} worsened ({_moves(worsened)})" if worsened else "",
        f"{counts.improved} improved ({_moves(improved)})" if improved else "",
        f"{sum(m.count for m in other)} changed otherwise ({_moves(other)})" if other else "",
        f"{kept} kept {'its' if kept == 1 else 'their'} colour" if kept else "",
    ]
    measures = "the 1 measure" if counts.both == 1 else f"the {counts.both} measures"
    return f"Of {measures} in both editions, {joined([part for part in parts if part])}."


def _moves(moves: list[Move]) -> str:
    return joined(
        [
            f"{move.count} from {RAG_NAME[move.before].lower()} to {RAG_NAME[move.after].lower()}"
            for move in moves
        ]
    )


def _none(count: int) -> str:
    return "none" if count == 0 else f"{count:,}"


def verdict_sentence(compared: Compared) -> str:
    """Say what became of the colour and the trend; nothing where both are as they were."""
    before, after = compared.before, compared.after
    said = []
    if before.rag is not after.rag:
        said.append(f"The colour was {colour_word(before.rag)} and is {colour_word(after.rag)}.")
    if before.trend is not after.trend:
        said.append(f"The trend was {before.trend.value} and is {after.trend.value}.")
    old = compared.by_old_rules
    if old is not None and compared.moved_by_rules:
        by_them = f"{colour_word(old.rag)} and {old.trend.value}"
        said.append(f"By the rules of that edition it would be {by_them}.")
    return " ".join(said)


def dropped_sentence(dropped: DroppedMeasure) -> str:
    """Say why a measure is reported no more, since when, and by whose decision."""
    if not dropped.reason:
        return NO_REASON
    since = f" Since {day(dropped.on)}." if dropped.on else ""
    by = f" Decided by {dropped.by}." if dropped.by else ""
    return f"{ended(dropped.reason)}{since}{by}"


def policy_sentence(change: PolicyChange) -> str:
    """Say what of the policy is otherwise."""
    reason = f" {ended(change.reason)}" if change.reason else ""
    part = change.part[:1].upper() + change.part[1:]
    return f"{part}: was {change.before}, is {change.after}.{reason}"


def state_words(state: FigureState | None, measure: Measure | None, decimals: int = 1) -> str:
    """Write a figure of an edition; by its decimals alone where its measure is not known."""
    if state is None:
        return "none"
    if state.value is None:
        return f"{state.status.replace('-', ' ')}, {state.period}"
    value = f"{state.value:,.{decimals}f}" if measure is None else figure(state.value, measure)
    unsettled = f", {state.status}" if state.status in ("provisional", "estimated") else ""
    return f"{value} {state.period}{unsettled}"


def revised_words(revised: RevisedFigure, measure: Measure) -> tuple[str, str]:
    """Write a revised figure as it was and as it is, each with what is particular about it."""
    return (
        _reading(revised.before, revised.status_before, measure),
        _reading(revised.after, revised.status_after, measure),
    )


def _reading(value: float | None, status: str, measure: Measure) -> str:
    if value is None:
        return status.replace("-", " ")
    said = figure(value, measure)
    return said if status == "final" else f"{said} ({status})"


def gone_sentence(gone: GoneFigure, measure: Measure) -> str:
    """Say that a figure is no longer there at all."""
    return f"{measure.name}, {gone.area_name}, {gone.period}: no longer in the workspace."
