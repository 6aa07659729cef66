"""Whom a name in a reference means: a measure, an area, a comparator."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.model.area import Area
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.errors import InvalidValueError
from purbeck.model.framework import Framework
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.measure import Measure
from purbeck.model.nearest import LISTED, hint, listed, nearest
from purbeck.model.period import Period, read_period
from purbeck.model.reference import Reference, Step
from purbeck.model.reference_parts import PARTS, Needs, Part, SubjectKind


def measure_named(framework: Framework, name: str) -> Measure | None:
    """Give the measure or reference series of an id or, failing that, of a number."""
    measures = framework.measures
    by_id = next((measure for measure in measures if measure.id == name), None)
    return by_id or next((measure for measure in measures if name == measure.number), None)


def area_named(framework: Framework, name: str) -> Area | None:
    """Give the area of a code or, whatever its capitals, of a name."""
    folded = name.casefold()
    return next(
        (area for area in framework.areas if name == area.code or area.name.casefold() == folded),
        None,
    )


def comparator_named(comparators: tuple[Comparator, ...], name: str) -> Comparator | None:
    """Give the comparator of an id or, whatever its capitals, of a label."""
    folded = name.casefold()
    return next((c for c in comparators if name == c.id or c.label.casefold() == folded), None)


def comparators_for(measure: Measure, needs: Needs) -> tuple[Comparator, ...]:
    """Give the comparators that a part can be about: all but targets, or groups alone."""
    wanted = (
        (ComparatorKind.GROUP_MEAN,)
        if needs is Needs.GROUP_OR_NOTHING
        else tuple(kind for kind in ComparatorKind if kind is not ComparatorKind.TARGET)
    )
    return tuple(c for c in measure.comparators if c.kind in wanted)


def period_named(measure: Measure, text: str) -> Period:
    """Read a period of the measure's kind; InvalidValueError where it is none.

    A pool has as many years as the measure's.
    """
    return read_period(text, measure.period_kind).period


def problems_of(
    reference: Reference,
    framework: Framework,
    risks: tuple[str, ...] = (),
    actions: tuple[str, ...] = (),
) -> list[Problem]:
    """List the names in a reference that nothing in the framework or the registers has.

    What is asked of a name that is known may still not be had: that hangs on the figures.
    """
    if reference.kind is SubjectKind.MEASURE:
        return list(_of_measure(reference, framework))
    ids = risks if reference.kind is SubjectKind.RISK else actions
    if reference.subject in ids:
        return []
    expected = f"the id of {_WHAT[reference.kind]}{hint(reference.subject, ids)}"
    advice = "Correct the id, or add the row that it names."
    return [Problem(IssueCode.UNKNOWN_REFERENCE, "", str(reference), expected, advice)]


_WHAT = {SubjectKind.RISK: "a risk in risks.csv", SubjectKind.ACTION: "an action in actions.csv"}


def _of_measure(reference: Reference, framework: Framework) -> Iterator[Problem]:
    measure = measure_named(framework, reference.subject)
    if measure is None:
        yield _unknown(reference, _expected_measure(reference.subject, framework))
        return
    for step in reference.steps:
        if step.argument is not None:
            yield from _of_step(reference, step, step.argument, measure, framework)
        elif PARTS[Part(step.name)].needs in (Needs.COMPARATOR_OR_NOTHING, Needs.GROUP_OR_NOTHING):
            yield from _of_the_only_one(reference, step, measure)


def _expected_measure(name: str, framework: Framework) -> str:
    ids = [measure.id for measure in framework.measures]
    numbers = [measure.number for measure in framework.measures if measure.number]
    likely = nearest(name, [*ids, *numbers])
    return f"the id or number of a measure{hint(name, [likely] if likely else ids)}"


def _of_step(
    reference: Reference, step: Step, given: str, measure: Measure, framework: Framework
) -> Iterator[Problem]:
    needs = PARTS[Part(step.name)].needs
    if needs is Needs.AREA and area_named(framework, given) is None:
        names = [area.name for area in framework.areas]
        codes = [area.code for area in framework.areas]
        yield _unknown(reference, f"the name or code of an area{hint(given, names, also=codes)}")
    elif needs in (Needs.PERIOD, Needs.PERIOD_OR_NOTHING):
        try:
            period_named(measure, given)
        except InvalidValueError as error:
            for problem in error.problems:
                yield Problem(problem.code, "", str(reference), problem.expected, problem.advice)
    elif needs in (Needs.COMPARATOR_OR_NOTHING, Needs.GROUP_OR_NOTHING):
        fitting = comparators_for(measure, needs)
        if comparator_named(fitting, given) is None:
            yield _unknown(reference, _expected_comparator(given, fitting, needs))


def _of_the_only_one(reference: Reference, step: Step, measure: Measure) -> Iterator[Problem]:
    needs = PARTS[Part(step.name)].needs
    fitting = comparators_for(measure, needs)
    if not fitting:
        yield _unknown(reference, _expected_comparator("", fitting, needs))
    elif len(fitting) > 1:
        labels = listed([f'"{c.label}"' for c in fitting], most=LISTED)
        yield _unknown(reference, f"the comparator in brackets after .{step.name}: {labels}")


def _expected_comparator(given: str, fitting: tuple[Comparator, ...], needs: Needs) -> str:
    kind = "group" if needs is Needs.GROUP_OR_NOTHING else "comparator"
    labels = [c.label for c in fitting]
    return f"a {kind} of the measure's own{hint(given, labels, also=[c.id for c in fitting])}"


def _unknown(reference: Reference, expected: str) -> Problem:
    return Problem(IssueCode.UNKNOWN_REFERENCE, "", str(reference), expected)
