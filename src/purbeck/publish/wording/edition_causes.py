"""Why a measure reads otherwise than in an edition: each cause in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from purbeck.model.measure import Measure
from purbeck.model.verdict import Rag
from purbeck.publish.wording.figures import counted, difference, figure
from purbeck.publish.wording.revisions import REVISION_WORDS
from purbeck.publish.wording.verdicts import RAG_NAME
from purbeck.scorecard.edition_causes import Cause, CauseKind, Told
from purbeck.scorecard.edition_changes import Compared

NO_REASON = "No reason is given."


def colour_word(rag: Rag) -> str:
    """Name a colour within a sentence."""
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
        return f"{said} {ended(cause.reason) if cause.reason else NO_REASON}"
    return said


def change_sentence(cause: Cause, measure: Measure) -> str:
    """Say one thing that changed, and nothing of why."""
    return _SENTENCES[cause.kind](cause, measure)


_WITH_REASON = (CauseKind.TARGET_CHANGED, CauseKind.TARGET_DROPPED, CauseKind.RULE_CHANGED)


def ended(text: str) -> str:
    """End a text as a sentence, where it has no end of its own."""
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
    note = f" {ended(cause.reason)}" if cause.reason else ""
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
        f"{colour_word(before)}, and not {colour_word(after)}."
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
    return f"{cause.subject} has a figure of another period: {after}{of}, after {before}."


def _comparator_revised(cause: Cause, measure: Measure) -> str:
    before, after = told(cause.before, measure), told(cause.after, measure)
    return f"The figure of {cause.subject} for {cause.period} was {before} and is {after}."


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
    CauseKind.COMPARATOR_REVISED: _comparator_revised,
    CauseKind.DEFINITION_CHANGED: _definition,
    CauseKind.RENAMED: _renamed,
    CauseKind.PROGRAM: _program,
}
