"""What reads otherwise than in an edition, and why, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from purbeck.model.measure import Measure
from purbeck.model.verdict import Rag
from purbeck.publish.wording.figures import counted, day, difference, figure, joined
from purbeck.publish.wording.revisions import REVISION_WORDS
from purbeck.publish.wording.verdicts import RAG_NAME
from purbeck.scorecard.edition_causes import Cause, CauseKind, Told
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

NO_REASON = "No reason is given."


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
    reads = "reads" if changed == 1 else "read"
    has = "has" if verdicts == 1 else "have"
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
        said.append(f"The colour was {_colour(before.rag)} and is {_colour(after.rag)}.")
    if before.trend is not after.trend:
        said.append(f"The trend was {before.trend.value} and is {after.trend.value}.")
    old = compared.by_old_rules
    if old is not None and compared.moved_by_rules:
        said.append(
            f"By the rules of that edition it would be {_colour(old.rag)} and {old.trend.value}."
        )
    return " ".join(said)


def _colour(rag: Rag) -> str:
    return RAG_NAME[rag].lower()


def causes_sentences(compared: Compared, measure: Measure) -> tuple[str, ...]:
    """Say everything that changed of a measure, each in a sentence.

    Of more than three revisions of its figures the rest are counted.
    """
    revised = [cause for cause in compared.causes if cause.kind is CauseKind.REVISED]
    said = [
        cause_sentence(cause, measure) for cause in compared.causes if cause not in revised[_MOST:]
    ]
    if len(revised) > _MOST:
        more = len(revised) - _MOST
        said.append(f"{counted(more, 'more figure was', 'more figures were')} revised.")
    return tuple(said)


_MOST = 3


def cause_sentence(cause: Cause, measure: Measure) -> str:
    """Say one thing that changed, with the reason where one was declared."""
    said = change_sentence(cause, measure)
    if cause.kind in _WITH_REASON:
        return f"{said} {_sentence(cause.reason) if cause.reason else NO_REASON}"
    return said


def change_sentence(cause: Cause, measure: Measure) -> str:
    """Say one thing that changed, and nothing of why."""
    return _SENTENCES[cause.kind](cause, measure)


_WITH_REASON = (CauseKind.TARGET_CHANGED, CauseKind.TARGET_DROPPED, CauseKind.RULE_CHANGED)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."


def told(value: Told, measure: Measure) -> str:
    """Write a value of a cause: a figure with its unit, words as they are."""
    if isinstance(value, float | int):
        return figure(float(value), measure)
    return "none" if value is None else value.replace("-", " ")


def _new_figure(cause: Cause, measure: Measure) -> str:
    return f"New figure for {cause.period}: {told(cause.after, measure)}."


def _first_figure(cause: Cause, measure: Measure) -> str:
    return f"First figure, {told(cause.after, measure)} for {cause.period}."


def _revised(cause: Cause, measure: Measure) -> str:
    kind = REVISION_WORDS[cause.revision] if cause.revision else "revised"
    before, after = told(cause.before, measure), told(cause.after, measure)
    moved = f"from {before} to {after}" if before != after else f"{after} as before"
    note = f" {_sentence(cause.reason)}" if cause.reason else ""
    return f"The figure for {cause.period} was revised ({kind}): {moved}.{note}"


def _gone(cause: Cause, measure: Measure) -> str:
    return f"The figure for {cause.period}, {told(cause.before, measure)}, is no longer there."


def _break(cause: Cause, measure: Measure) -> str:
    return f"A new series begins with {cause.period}: earlier figures do not compare with it."


def _target_set(cause: Cause, measure: Measure) -> str:
    return f"A target was set for {cause.period}: {told(cause.after, measure)}."


def _target_changed(cause: Cause, measure: Measure) -> str:
    of = f"The {cause.subject} of the target" if cause.subject else "The target"
    period = f" for {cause.period}" if cause.period else ""
    if cause.after is None:
        return f"{of}{period}, {told(cause.before, measure)}, was taken out."
    size: Callable[[Told, Measure], str] = _size if cause.subject == "tolerance" else told
    before, after = size(cause.before, measure), size(cause.after, measure)
    return f"{of}{period} was {before} and is {after}."


def _target_dropped(cause: Cause, measure: Measure) -> str:
    period = f" for {cause.period}" if cause.period else ""
    return f"The target{period}, {told(cause.before, measure)}, was dropped."


def _band(cause: Cause, measure: Measure) -> str:
    before, after = _size(cause.before, measure), _size(cause.after, measure)
    return f"The {cause.subject} band was {before} and is {after}."


def _size(value: Told, measure: Measure) -> str:
    return difference(value, measure) if isinstance(value, float | int) else told(value, measure)


def _rule(cause: Cause, measure: Measure) -> str:
    before, after = Rag(cause.before), Rag(cause.after)
    if before is after:
        return "The council's own rule was changed, and gives another trend."
    return (
        f"The council's own rule was changed: by the former one the measure would be "
        f"{_colour(before)}, and not {_colour(after)}."
    )


def _comparator_added(cause: Cause, measure: Measure) -> str:
    return f"{cause.subject} was added as a comparator."


def _comparator_dropped(cause: Cause, measure: Measure) -> str:
    return f"{cause.subject} is no longer a comparator."


def _comparator_changed(cause: Cause, measure: Measure) -> str:
    return f"The comparator {cause.subject} was {cause.before} and is {cause.after}."


def _comparator_figure(cause: Cause, measure: Measure) -> str:
    of = f" for {cause.period}" if cause.period else ""
    before, after = told(cause.before, measure), told(cause.after, measure)
    return f"{cause.subject} has another figure: {after}{of}, where it was {before}."


def _definition(cause: Cause, measure: Measure) -> str:
    before, after = cause.before or "not given", cause.after or "not given"
    return f"The {cause.subject} was \u201c{before}\u201d and is \u201c{after}\u201d."


def _renamed(cause: Cause, measure: Measure) -> str:
    return f"The {cause.subject} was \u201c{cause.before}\u201d."


def _program(cause: Cause, measure: Measure) -> str:
    return (
        f"Nothing but the program has changed: version {cause.before} made that edition, and "
        f"{cause.after} this one."
    )


_SENTENCES: Mapping[CauseKind, Callable[[Cause, Measure], str]] = {
    CauseKind.FIRST_FIGURE: _first_figure,
    CauseKind.NEW_FIGURE: _new_figure,
    CauseKind.REVISED: _revised,
    CauseKind.FIGURE_GONE: _gone,
    CauseKind.SERIES_BREAK: _break,
    CauseKind.TARGET_SET: _target_set,
    CauseKind.TARGET_CHANGED: _target_changed,
    CauseKind.TARGET_DROPPED: _target_dropped,
    CauseKind.BAND_CHANGED: _band,
    CauseKind.RULE_CHANGED: _rule,
    CauseKind.COMPARATOR_ADDED: _comparator_added,
    CauseKind.COMPARATOR_DROPPED: _comparator_dropped,
    CauseKind.COMPARATOR_CHANGED: _comparator_changed,
    CauseKind.COMPARATOR_FIGURE: _comparator_figure,
    CauseKind.DEFINITION_CHANGED: _definition,
    CauseKind.RENAMED: _renamed,
    CauseKind.PROGRAM: _program,
}


def dropped_sentence(dropped: DroppedMeasure) -> str:
    """Say why a measure is reported no more, since when, and by whose decision."""
    if not dropped.reason:
        return NO_REASON
    since = f" Since {day(dropped.on)}." if dropped.on else ""
    by = f" Decided by {dropped.by}." if dropped.by else ""
    return f"{_sentence(dropped.reason)}{since}{by}"


def policy_sentence(change: PolicyChange) -> str:
    """Say what of the policy is otherwise."""
    reason = f" {_sentence(change.reason)}" if change.reason else ""
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
