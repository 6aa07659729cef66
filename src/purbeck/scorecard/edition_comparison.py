"""A workspace held against an edition that was issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from purbeck.engine import assess
from purbeck.model.errors import UsageError
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation
from purbeck.model.workspace import Workspace
from purbeck.scorecard.disclosure import Disclosed
from purbeck.scorecard.edition_causes import (
    Cause,
    CauseKind,
    comparator_causes,
    declaration_causes,
    declared_comparator_causes,
    figure_causes,
    name_causes,
    target_causes,
    target_ids,
)
from purbeck.scorecard.edition_changes import (
    Compared,
    EditionChanges,
    GoneFigure,
    OldRules,
    RevisedFigure,
    added_to,
    dropped_from,
    matched,
)
from purbeck.scorecard.edition_revisions import new_breaks, printed_revisions, revised_in
from purbeck.scorecard.edition_state import MeasureState, Past, states_of, without
from purbeck.scorecard.policy_changes import band_causes, policy_changes
from purbeck.scorecard.revisions import Redefined
from purbeck.scorecard.scorecard import assess_as_known, disclosed


def changes_since(
    past: Past,
    workspace: Workspace,
    on: date | None = None,
    redefined: Redefined | None = None,
    program: str = "",
) -> EditionChanges:
    """Hold a workspace as known on a date against an edition.

    What the edition said is taken from what it published; why it is otherwise now, from the
    framework, the policy and the figures that it was made from, where these are at hand.

    Parameters
    ----------
    on
        The date of the report where none is given.
    program
        The version of the program that runs.

    Raises
    ------
    UsageError
        Where the edition is of that date or later: it is no earlier one.
    """
    on = on or workspace.framework.report.on
    if past.on >= on:
        raise UsageError(
            f"The edition '{past.edition}' is as known on {past.on}, and what is to be compared "
            f"with it on {on}. Expected an earlier edition."
        )
    return _Comparison.of(past, workspace, on, redefined, program).changes()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    """The two sides of one comparison, and what is worked out of them but once."""

    past: Past
    workspace: Workspace
    on: date
    known: Disclosed
    before: tuple[MeasureState, ...]
    after: tuple[MeasureState, ...]
    revisions: tuple[RevisedFigure, ...]
    gone: tuple[GoneFigure, ...]
    breaks: tuple[tuple[str, str], ...]
    by_old_policy: Mapping[str, MeasureState]
    by_old_rules: Mapping[str, MeasureState]
    program: str

    @classmethod
    def of(
        cls,
        past: Past,
        workspace: Workspace,
        on: date,
        redefined: Redefined | None,
        program: str,
    ) -> _Comparison:
        """Assess what is known now, by the rules of now and by those of then."""
        known = disclosed(workspace, on)
        own = workspace.framework.organisation.area
        hidden = {
            (o.measure, o.period.label)
            for o in known.observations
            if o.area == own and o.absence is Absence.SUPPRESSED
        }
        revised, gone = revised_in(past, workspace, on, redefined)
        return cls(
            past=past,
            workspace=workspace,
            on=on,
            known=known,
            before=tuple(without(state, hidden) for state in past.states),
            after=states_of(workspace.framework, assess_as_known(workspace, on)),
            revisions=revised,
            gone=gone,
            breaks=new_breaks(past, workspace, known),
            by_old_policy=_by_old_policy(past, workspace, known),
            by_old_rules=_by_old_rules(past, workspace, known),
            program=program,
        )

    def changes(self) -> EditionChanges:
        """Put the comparison together."""
        issued = self.past.workspace
        return EditionChanges(
            edition=self.past.edition,
            edition_on=self.past.on,
            on=self.on,
            whole=issued is not None,
            compared=tuple(self._compared(b, a) for b, a in matched(self.before, self.after)),
            added=added_to(self.before, self.after),
            dropped=dropped_from(self.before, self.after, self.workspace.framework.dropped),
            policy=() if issued is None else policy_changes(issued.policy, self.workspace.policy),
            revisions=self.revisions,
            gone=self.gone,
        )

    def _compared(self, before: MeasureState, after: MeasureState) -> Compared:
        old = self.by_old_rules.get(after.measure)
        rules = None if old is None else OldRules(trend=old.trend, rag=old.rag)
        found = Compared(
            before=before,
            after=after,
            causes=tuple(self._causes(before, after)),
            by_old_rules=rules,
        )
        if found.verdict_changed and not found.causes and self.past.program != self.program:
            program = Cause(kind=CauseKind.PROGRAM, before=self.past.program, after=self.program)
            return replace(found, causes=(program,))
        return found

    def _causes(self, before: MeasureState, after: MeasureState) -> Iterator[Cause]:
        measure = self.workspace.framework.measure(after.measure)
        yield from figure_causes(before.latest, after.latest)
        yield from self._revisions_of(before, after, measure)
        yield from self._breaks_of(measure)
        yield from comparator_causes(before.comparators, after.comparators, target_ids(measure))
        yield from name_causes(before, after)
        if self.past.workspace is not None:
            yield from self._declared(self.past.workspace, measure)
        by_policy = self.by_old_policy.get(measure.id)
        if by_policy and (by_policy.trend, by_policy.rag) != (after.trend, after.rag):
            yield Cause(
                kind=CauseKind.RULE_CHANGED,
                before=by_policy.rag.value,
                after=after.rag.value,
                reason=self.workspace.policy.reason,
            )

    def _declared(self, issued: Workspace, measure: Measure) -> Iterator[Cause]:
        then = issued.framework.measure(measure.id)
        framework = self.workspace.framework
        yield from declaration_causes(then, measure)
        yield from declared_comparator_causes((issued.framework, then), (framework, measure))
        yield from target_causes(then, measure, framework.dropped)
        yield from band_causes(issued.policy, self.workspace.policy, then, measure)

    def _revisions_of(
        self, before: MeasureState, after: MeasureState, measure: Measure
    ) -> Iterator[Cause]:
        """Give the revisions of its own figures; of the two printed, where no more is known."""
        own = self.workspace.framework.organisation.area
        if self.past.workspace is None:
            yield from printed_revisions(before, after)
        for each in self.revisions:
            if each.measure == measure.id and each.area == own:
                yield Cause(
                    kind=CauseKind.REVISED,
                    period=each.period,
                    before=each.before if each.before is not None else each.status_before,
                    after=each.after if each.after is not None else each.status_after,
                    revision=each.kind,
                    reason=each.note,
                )

    def _breaks_of(self, measure: Measure) -> Iterator[Cause]:
        """Give the periods with which a new series begins that the edition did not know of."""
        for own, period in self.breaks:
            if own == measure.id:
                yield Cause(kind=CauseKind.SERIES_BREAK, period=period)


def _by_old_policy(
    past: Past, workspace: Workspace, known: Disclosed
) -> Mapping[str, MeasureState]:
    """Judge the figures of now by the policy of then; nothing where that is the same."""
    issued = past.workspace
    if issued is None or _judges_alike(issued, workspace):
        return {}
    found = assess(workspace.framework, issued.policy, known.assessed, (), workspace.actions)
    return _by_id(states_of(workspace.framework, found))


def _by_old_rules(past: Past, workspace: Workspace, known: Disclosed) -> Mapping[str, MeasureState]:
    """Judge the figures of now by the framework and policy of then, of the measures it had."""
    issued = past.workspace
    if issued is None or (
        issued.framework.outcomes == workspace.framework.outcomes
        and issued.framework.groups == workspace.framework.groups
        and _judges_alike(issued, workspace)
    ):
        return {}
    had = {measure.id: measure for measure in issued.framework.measures}
    fitting = [o for o in known.assessed if _fits(o, had.get(o.measure))]
    found = assess(issued.framework, issued.policy, fitting, (), issued.actions)
    return _by_id(states_of(issued.framework, found))


def _judges_alike(issued: Workspace, workspace: Workspace) -> bool:
    then, now = issued.policy, workspace.policy
    return (then.bands, then.trend_rag, then.comparison_rag, then.decisions) == (
        now.bands,
        now.trend_rag,
        now.comparison_rag,
        now.decisions,
    )


def _fits(observation: Observation, measure: Measure | None) -> bool:
    return measure is not None and observation.period.kind is measure.period_kind


def _by_id(states: Sequence[MeasureState]) -> dict[str, MeasureState]:
    return {state.measure: state for state in states}
