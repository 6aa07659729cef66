"""What a reference in commentary says: the one place that puts words in its stead.

Nothing but a disclosed scorecard is asked, so that a figure that may not be shown resolves to
the word for that, and what hangs on it is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from purbeck.model.action import Action
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import Problem
from purbeck.model.observation import Status
from purbeck.model.period import Period
from purbeck.model.reference import Reference
from purbeck.model.reference_names import area_named, measure_named
from purbeck.model.reference_parts import PARTS, FormatName, Part, Role, SubjectKind
from purbeck.model.reference_syntax import parse_reference
from purbeck.model.risk import CorporateRisk
from purbeck.model.verdict import Standing
from purbeck.publish.wording.figures import absence_word, day, number, remark
from purbeck.publish.wording.reference_words import (
    asks_for,
    begun,
    change_words,
    difference_between,
    figure_words,
    gap_words,
    movement_words,
    way_between,
)
from purbeck.publish.wording.referred import CannotBeHadError, Picked, Referred, Shown
from purbeck.publish.wording.sentences import WHY_NOT, comparator_name
from purbeck.publish.wording.verdicts import RAG_NAME
from purbeck.scorecard import DisclosedScorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a reference says.

    Attributes
    ----------
    value
        The number that the words are of, to the decimals of the measure; None where there is
        none, or it may not be shown.
    about
        Whose figure it is, in a line: measure, area, period.
    measure
        The id of the measure; empty for a risk or an action.
    absent
        Whether the words say why there is no figure, as ``suppressed`` does.
    """

    reference: Reference
    words: str
    value: float | None = None
    about: str = ""
    measure: str = ""
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A reference to what is not known, with the reason."""

    reference: Reference
    reason: str


class References:
    """What references say of one scorecard."""

    def __init__(self, scorecard: DisclosedScorecard) -> None:
        self._scorecard = scorecard
        self._shown = Shown(scorecard)

    @property
    def scorecard(self) -> DisclosedScorecard:
        """The scorecard that is asked."""
        return self._scorecard

    @property
    def shown(self) -> Shown:
        """The series of the scorecard."""
        return self._shown

    def read(self, text: str) -> Resolved | Refused | tuple[Problem, ...]:
        """Read a reference and say what it says; what is wrong with how it is written, if so."""
        try:
            reference = parse_reference(text)
        except InvalidValueError as error:
            return error.problems
        return self.resolve(reference)

    def resolve(self, reference: Reference) -> Resolved | Refused:
        """Say what a reference says today, or why that cannot be told."""
        try:
            if reference.kind is SubjectKind.RISK:
                return self._of_risk(reference)
            if reference.kind is SubjectKind.ACTION:
                return self._of_action(reference)
            return self._of_measure(reference)
        except CannotBeHadError as refusal:
            return Refused(reference, refusal.reason)

    def referred(self, reference: Reference) -> Referred:
        """Give the series that a reference is about; CannotBeHadError where there is none."""
        framework = self._scorecard.framework
        measure = measure_named(framework, reference.subject)
        if measure is None:
            raise CannotBeHadError(f"there is no measure '{reference.subject}'")
        if reference.area is None:
            return self._shown.of(measure, framework.organisation.area)
        area = area_named(framework, reference.area)
        if area is None:
            raise CannotBeHadError(f"there is no area '{reference.area}'")
        return self._shown.of(measure, area.code)

    def _of_measure(self, reference: Reference) -> Resolved:
        about = self.referred(reference)
        (first, argument), *rest = reference.parts
        role = PARTS[first].role
        if role is Role.ANSWER:
            words, value = _answer(about, first, argument, reference)
            dated = about.series and first is not Part.NAME
            period = about.series[-1].period if dated else None
            return _resolved(reference, words, value, about, period)
        picked = about.pick(first if role is Role.FIGURE else Part.LATEST, argument)
        detail = first if role is Role.DETAIL else rest[0][0] if rest else None
        if detail is not None:
            words, value = _detail(picked, detail)
            return _resolved(reference, words, value, about, picked.period, picked)
        words = _figure(picked, first, about, reference)
        value = None if picked.value is None else round(picked.value, about.measure.decimals)
        return _resolved(reference, words, value, about, picked.period, picked)

    def _of_risk(self, reference: Reference) -> Resolved:
        found = [risk for risk in self._scorecard.risks if risk.id == reference.subject]
        if not found:
            raise CannotBeHadError(f"risk '{reference.subject}' is not of this outcome")
        words = self._risk_words(found[0], reference.steps[0].name)
        return _named(reference, words, f"Risk {found[0].id}")

    def _risk_words(self, risk: CorporateRisk, part: str) -> str:
        if part == "score":
            if risk.likelihood is None or risk.impact is None:
                raise CannotBeHadError("the risk is not scored")
            return str(risk.likelihood * risk.impact)
        if part == "reviewed":
            return _day_or_none(risk.reviewed, "the day of its review is not stated")
        if part == "owner":
            return self._officer(risk.owner)
        return risk.level.value if part == "level" else risk.trend.value.replace("-", " ")

    def _of_action(self, reference: Reference) -> Resolved:
        found = [action for action in self._scorecard.actions if action.id == reference.subject]
        if not found:
            raise CannotBeHadError(f"action '{reference.subject}' is not of this outcome")
        words = self._action_words(found[0], reference.steps[0].name)
        return _named(reference, words, f"Action {found[0].id}")

    def _action_words(self, action: Action, part: str) -> str:
        if part == "due":
            return _day_or_none(action.due, "the action has no date")
        if part == "started":
            return _day_or_none(action.started, "the day on which it began is not stated")
        if part == "owner":
            return self._officer(action.owner)
        overdue = action.is_overdue(self._scorecard.on)
        return "overdue" if overdue else action.status.value.replace("-", " ")

    def _officer(self, officer_id: str) -> str:
        officer = self._scorecard.framework.officer(officer_id)
        if officer is None:
            raise CannotBeHadError("no owner is named")
        return officer.name


def _resolved(
    reference: Reference,
    words: str,
    value: float | None,
    about: Referred,
    period: Period | None = None,
    picked: Picked | None = None,
) -> Resolved:
    said = [about.measure.name, about.area_name, *([str(period)] if period else [])]
    source = picked.observation.provenance if picked and picked.observation else None
    if source and source.source:
        said.append(source.source)
    asks_when = reference.parts[-1][0] is Part.PERIOD
    return Resolved(
        reference=reference,
        words=begun(words, reference.formats),
        value=value,
        absent=picked is not None and picked.value is None and not asks_when,
        about=", ".join(said),
        measure=about.measure.id,
    )


def _named(reference: Reference, words: str, about: str) -> Resolved:
    return Resolved(reference=reference, words=begun(words, reference.formats), about=about)


def _figure(picked: Picked, part: Part, about: Referred, reference: Reference) -> str:
    if picked.value is None:
        assert picked.observation is not None  # only an observation can lack its value
        return absence_word(picked.observation)
    formats = reference.formats
    if part in (Part.LOWEST, Part.HIGHEST) and asks_for(formats, FormatName.WORDS):
        others = [written for written in formats if written.name is not FormatName.WORDS]
        words = figure_words(picked.value, about.measure, others)
        since = about.unbroken()[0].period
        return f"{words} in {picked.period}, the {part.value} of the figures since {since}"
    return figure_words(picked.value, about.measure, formats)


def _detail(picked: Picked, detail: Part) -> tuple[str, float | None]:
    if detail is Part.PERIOD:
        return str(picked.period), None
    observation = picked.observation
    if observation is None:
        raise CannotBeHadError("it is known of the organisation's own figures only")
    if detail is Part.STATUS:
        settled = observation.status is Status.FINAL and observation.value is not None
        return Status.FINAL.value if settled else remark(observation), None
    if observation.value is None:
        return absence_word(observation), None
    numerator = detail is Part.NUMERATOR
    count = observation.numerator if numerator else observation.denominator
    if count is None:
        raise CannotBeHadError(f"no {detail.value} is known for {picked.period}")
    return number(count, 0 if count.is_integer() else 1), count


def _answer(
    about: Referred, part: Part, argument: str | None, reference: Reference
) -> tuple[str, float | None]:
    """Give the words of a difference or a verdict, and the number that they are of."""
    measure, formats = about.measure, reference.formats
    if part is Part.NAME:
        return measure.name, None
    if part in (Part.CHANGE, Part.MOVEMENT, Part.DIRECTION):
        previous, latest = about.two_values()
        change = difference_between(previous, latest)
        if part is Part.CHANGE:
            return change_words(change, measure, formats), change
        if part is Part.MOVEMENT:
            return movement_words(previous, latest, measure, formats), None
        return _WAYS[way_between(previous, latest, measure)], None
    if part in (Part.TREND, Part.RAG, Part.EVIDENCE):
        assessment = about.judged()
        return {
            Part.TREND: assessment.trend.verdict.value,
            Part.RAG: RAG_NAME[assessment.rag].lower(),
            Part.EVIDENCE: assessment.statistics.agreement.verdict.value,
        }[part], None
    return _compared(about, part, argument, reference)


_WAYS = {1: "up", 0: "unchanged", -1: "down"}


def _compared(
    about: Referred, part: Part, argument: str | None, reference: Reference
) -> tuple[str, float | None]:
    held = about.held(part, argument)
    if part is Part.VERDICT:
        return held.finding.verdict.value, None
    if part is Part.GAP:
        gap = held.finding.evidence.get("difference")
        if gap is None or held.value is None:
            raise CannotBeHadError(WHY_NOT.get(held.finding.reason, "the gap is not known"))
        gap = difference_between(0.0, gap)
        return gap_words(gap, comparator_name(held), about.measure, reference.formats), gap
    standing = held.standing
    if standing is None:
        raise CannotBeHadError("the members of the group have no figures of this measure")
    if standing.verdict is Standing.CANNOT_BE_ASSESSED:
        raise CannotBeHadError(WHY_NOT[standing.reason])
    if part is Part.QUARTILE:
        return standing.verdict.value, None
    rank, peers = int(standing.evidence["rank"]), int(standing.evidence["peers"])
    return f"{rank} of {peers}", None


def _day_or_none(on: date | None, otherwise: str) -> str:
    if on is None:
        raise CannotBeHadError(otherwise)
    return day(on)
