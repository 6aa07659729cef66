"""Small made-up measures, assessed, so that the page of rules shows each reason in real words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from purbeck.assess.assessment import Assessment
from purbeck.assess.reason import Caveat, Reason
from purbeck.engine import assess
from purbeck.model.area import Area, AreaGroup
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import Measure, MeasureKind, PopulationIndicator
from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.policy import DEFAULT_POLICY, Policy
from purbeck.model.target import Target
from purbeck.model.unit import UNITS, UnitCode
from purbeck.publish.wording.sentences import (
    caveat_sentences,
    comparison_sentence,
    overall_sentence,
    trend_sentence,
)

HOME, ENGLAND, DEVON, SURREY, KENT = "X1", "E92000001", "X2", "X3", "X4"
YEAR = PeriodKind.FINANCIAL_YEAR

_MARKS: dict[str, Status | Absence] = {
    "p": Status.PROVISIONAL,
    "e": Status.ESTIMATED,
    "b": Status.BREAK,
    "c": Absence.SUPPRESSED,
    "x": Absence.NOT_COLLECTED,
    "z": Absence.NOT_APPLICABLE,
    "w": Absence.NOT_YET_DUE,
}

AGAINST_ENGLAND = Comparator(id="england", label="England", kind=ComparatorKind.AREA, area=ENGLAND)
AGAINST_GROUP = Comparator(
    id="neighbours", label="Neighbours", kind=ComparatorKind.GROUP_MEAN, group="neighbours"
)
AGAINST_ITSELF = Comparator(id="home", label="Home", kind=ComparatorKind.AREA, area=HOME)
AGAINST_TARGET = Comparator(id="target", label="Target", kind=ComparatorKind.TARGET)
AGAINST_SERIES = Comparator(
    id="survey", label="England", kind=ComparatorKind.AREA, area=ENGLAND, series="reference"
)
HELD_TO_2016 = Comparator(
    id="held",
    label="England",
    kind=ComparatorKind.AREA,
    area=ENGLAND,
    period=Period(YEAR, 2016),
)
AIM: dict[str, Any] = {"polarity": Polarity.RANGE, "aim": (40.0, 60.0)}


def _target(**fields: Any) -> Target:
    return Target(steps=((Period(YEAR, 2017), 97.0),), tolerance=0.5, **fields)


def specimens() -> Iterator[Assessment]:
    """Assess one measure for each reason and caveat there is; years are 2016-17 and 2017-18.

    A row of figures is that of an area: a number, with a letter for a status that is not
    final; a letter alone is a reason for having no figure, and ``-`` is nothing at all.
    """
    yield _one("95.3 95.1")
    yield _one("95.3 95.3", AGAINST_ENGLAND, england="- 95.0")
    yield _one("57 60p", AGAINST_ENGLAND, england="62 64p")
    yield _one("57 60e", AGAINST_ENGLAND, england="62 -")
    yield _one("57p 60")
    yield _one("57e 60")
    yield _one("95.0 97.2", AGAINST_TARGET, target=_target())
    yield _one("95.0 96.8", AGAINST_TARGET, target=_target())
    yield _one("95.0 96.0", AGAINST_TARGET, target=_target())
    yield _one("95.0 89.0", target=_target(floor=90.0))
    yield _one("95.0 94.0", AGAINST_TARGET)
    yield _one("70 50", **AIM)
    yield _one("70 60.4", **AIM)
    yield _one("70 65", **AIM)
    yield _one("- -")
    yield _one("- 95.1")
    yield _one("95.1 c")
    yield _one("95.1 x")
    yield _one("95.1 z")
    yield _one("- w")
    yield _one("95.1 95.3b")
    yield _one("40 44", polarity=Polarity.NEITHER)
    yield _one("40 44", policy=Policy(bands=()))
    yield _one("95.3 95.1", AGAINST_ENGLAND)
    yield _one("95.3 95.1", AGAINST_ITSELF)
    yield _one("95.3 95.1", AGAINST_GROUP, devon="- 95.0")
    yield _one("95.3 95.1", AGAINST_GROUP, devon="- 95.0", surrey="- 95.8")
    yield _one("95.3 95.1", HELD_TO_2016, england="94.8 95.2")
    yield _one("95.3 95.1", AGAINST_SERIES, reference="95.6")
    yield _one("95.3 - 95.1")


def _one(home: str, comparator: Comparator | None = None, **fields: Any) -> Assessment:
    """Assess one measure with these figures of its own, and these of others by name."""
    policy = fields.pop("policy", DEFAULT_POLICY)
    rows = {HOME: home}
    for name, code in (("england", ENGLAND), ("devon", DEVON), ("surrey", SURREY)):
        rows[code] = fields.pop(name, "")
    reference = fields.pop("reference", "")
    indicator = PopulationIndicator(
        id="specimen",
        name="Specimen",
        unit=UNITS[UnitCode.PERCENTAGE],
        period_kind=YEAR,
        comparators=(comparator,) if comparator else (),
        **{"polarity": Polarity.HIGHER, **fields},
    )
    figures = [figure for area, row in rows.items() for figure in _figures("specimen", area, row)]
    figures += _figures("reference", ENGLAND, reference, PeriodKind.FINANCIAL_QUARTER)
    return assess(_framework(indicator), policy, figures)[0]


def _figures(measure: str, area: str, row: str, kind: PeriodKind = YEAR) -> Iterator[Observation]:
    # A quarter that stands beside the year 2017-18 is its last one, so that neither is older.
    first = Period(YEAR, 2016) if kind is YEAR else Period(kind, 2017, part=4)
    for place, cell in enumerate(row.split()):
        digits, mark = cell.rstrip("".join(_MARKS)), _MARKS.get(cell[-1])
        if cell != "-":
            yield Observation(
                measure=measure,
                area=area,
                period=first.next(place) if place else first,
                value=float(digits) if digits else None,
                status=mark if isinstance(mark, Status) else Status.FINAL,
                absence=mark if isinstance(mark, Absence) else None,
            )


def _framework(indicator: PopulationIndicator) -> Framework:
    reference = Measure(
        id="reference",
        name="Reference",
        kind=MeasureKind.REFERENCE_SERIES,
        unit=indicator.unit,
        polarity=indicator.polarity,
        aim=indicator.aim,
        period_kind=PeriodKind.FINANCIAL_QUARTER,
    )
    return Framework(
        organisation=Organisation(name="Home", area=HOME),
        report=ReportSettings(title="Specimens", on=Period(YEAR, 2018).last_day),
        outcomes=(Outcome(id="outcome", name="Outcome", indicators=(indicator,)),),
        areas=tuple(Area(code, code) for code in (HOME, ENGLAND, DEVON, SURREY, KENT)),
        groups=(AreaGroup("neighbours", "Neighbours", (DEVON, SURREY, KENT)),),
        reference_series=(reference,),
    )


def sentences_by_reason() -> dict[Reason, str]:
    """Give, for each reason of the council's rules, the first sentence that a specimen has."""
    said: dict[Reason, str] = {}
    for specimen in specimens():
        said.setdefault(specimen.trend.reason, trend_sentence(specimen))
        for held in specimen.comparators:
            said.setdefault(held.finding.reason, comparison_sentence(specimen, held))
        said.setdefault(specimen.overall.reason, overall_sentence(specimen))
    return said


# Caveats of single figures, which are told by a word in brackets after the figure.
_OF_FIGURES = (
    Caveat.LATEST_PROVISIONAL,
    Caveat.LATEST_ESTIMATED,
    Caveat.PREVIOUS_PROVISIONAL,
    Caveat.PREVIOUS_ESTIMATED,
)


def sentences_by_caveat() -> dict[Caveat, str]:
    """Give, for each caveat, the sentence that a specimen has for it.

    One of a figure is told within the sentence of the trend. The others have a sentence each,
    in their order; that there are as many is checked, so that none is told by another's.
    """
    said: dict[Caveat, str] = {}
    for specimen in specimens():
        caveats = [
            *specimen.trend.caveats,
            *(caveat for held in specimen.comparators for caveat in held.finding.caveats),
        ]
        own = [caveat for caveat in caveats if caveat not in _OF_FIGURES]
        for caveat, sentence in zip(own, caveat_sentences(specimen), strict=True):
            said.setdefault(caveat, sentence)
        for caveat in specimen.trend.caveats:
            if caveat in _OF_FIGURES:
                said.setdefault(caveat, trend_sentence(specimen))
    return said
