"""Small workspaces of every make, such as a sound folder can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from purbeck.model.action import Action, ActionStatus, Milestone
from purbeck.model.area import Area, AreaGroup, Setting
from purbeck.model.breakdown import Dimension, DimensionKind, Group, Subgroup
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.contribution import Contribution, ExpectedMove
from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.dropped import Dropped
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.issue import DOUBTS
from purbeck.model.measure import (
    Measure,
    MeasureKind,
    PerformanceKind,
    PerformanceMeasure,
    PopulationIndicator,
)
from purbeck.model.narrative import Narrative, NarrativeSection
from purbeck.model.neighbour_terms import NeighbourCharacteristic, NeighbourTerms, Transform
from purbeck.model.observation import Absence, Observation, Provenance, Status
from purbeck.model.officer import Officer
from purbeck.model.period import Period
from purbeck.model.period_kind import PeriodKind
from purbeck.model.place import Place
from purbeck.model.polarity import Polarity
from purbeck.model.policy import DEFAULT_BANDS, DEFAULT_DECISIONS, Accepted, Band, Decision, Policy
from purbeck.model.question import Question, QuestionStatus
from purbeck.model.risk import (
    CorporateRisk,
    ReviewInterval,
    RiskLevel,
    RiskMatrix,
    RiskReview,
    RiskTrend,
)
from purbeck.model.target import Target
from purbeck.model.unit import UNITS, UnitCode
from purbeck.model.verdict import Rag
from purbeck.model.workspace import Workspace

WORDS = st.from_regex(r"[A-Za-zéŵ][A-Za-zéŵ0-9 ,;'\"%&().–-]{0,20}[A-Za-z0-9]", fullmatch=True)
SAID = st.one_of(st.just(""), WORDS)
DAYS = st.dates(date(2015, 1, 1), date(2020, 12, 31))
DAYS_OR_NONE = st.one_of(st.none(), DAYS)
SHARES = st.floats(0, 100, allow_subnormal=False).map(lambda value: round(value, 9))
KINDS = (
    PeriodKind.ACADEMIC_YEAR,
    PeriodKind.FINANCIAL_QUARTER,
    PeriodKind.MONTH,
    PeriodKind.CALENDAR_POOL,
)
AREAS = ("E10000009", "E10000008", "E92000001")
OFFICERS = ("alice", "bob", "carol")
OFFICER = st.sampled_from(("", *OFFICERS))


def periods(kind: PeriodKind, pool: int) -> SearchStrategy[Period]:
    """Give periods of a kind."""
    years, parts = st.integers(2010, 2020), st.integers(1, kind.parts_a_year)
    return st.builds(lambda year, part: Period(kind, year, part, pool), years, parts)


@st.composite
def targets(draw: DrawFn, kind: PeriodKind, pool: int) -> Target | None:
    """Give the target of a percentage; of a quarter, sometimes by whole year."""
    if draw(st.booleans()):
        return None
    profile: tuple[float, ...] = ()
    if kind is PeriodKind.FINANCIAL_QUARTER and draw(st.booleans()):
        kind, profile = PeriodKind.FINANCIAL_YEAR, (0.1, 0.2, 0.3, 0.4)
    steps = draw(st.dictionaries(periods(kind, pool), SHARES, min_size=1, max_size=3))
    return Target(
        steps=tuple(steps.items()),
        tolerance=draw(SHARES),
        floor=draw(st.one_of(st.none(), SHARES)),
        profile=profile,
        reason=draw(SAID),
    )


@st.composite
def measures(draw: DrawFn, kind: type[Measure], key: str, fixed: Comparator) -> Measure:
    """Give an indicator or a measure of a service, without what is nested in it."""
    period = draw(st.sampled_from(KINDS))
    pool = 3 if period is PeriodKind.CALENDAR_POOL else 1
    polarity = draw(st.sampled_from(Polarity))
    ranged = polarity is Polarity.RANGE
    target = draw(targets(period, pool))
    held = [c for c in _COMPARATORS if draw(st.booleans())]
    held = [c for c in held if c.kind is not ComparatorKind.TARGET or target]
    if fixed.id.endswith(key):
        held.append(_with_period(fixed, draw(periods(period, pool))))
    own: dict[str, object] = {
        "owners": tuple(draw(st.permutations(OFFICERS))[: draw(st.integers(0, 3))])
    }
    if kind is PopulationIndicator:
        own["outcome_lead"] = draw(OFFICER)
    else:
        own["question"] = draw(st.sampled_from(PerformanceKind))
    return kind(
        id=key,
        name=draw(WORDS),
        number=draw(st.sampled_from(("", key))),
        plain=draw(SAID),
        unit=UNITS[UnitCode.PERCENTAGE],
        polarity=polarity,
        period_kind=period,
        pool_years=pool,
        decimals=draw(st.integers(0, 6)),
        adds_up=draw(st.sampled_from((None, False))),
        aim=(10.0, 20.5) if ranged else None,
        comparators=tuple(held),
        target=target,
        definition=draw(SAID),
        source=draw(SAID),
        note=draw(SAID),
        **own,  # type: ignore[arg-type]
    )


_COMPARATORS = (
    Comparator(id="england", label="England", kind=ComparatorKind.AREA, area="E92000001"),
    Comparator(id="near", label="Near", kind=ComparatorKind.GROUP_MEAN, group="near", note="All"),
    Comparator(id="own-target", label="Target", kind=ComparatorKind.TARGET),
    Comparator(id="before", label="Before", kind=ComparatorKind.EARLIER_PERIOD, steps_back=3),
    Comparator(
        id="series", label="Series", kind=ComparatorKind.AREA, area="E10000009", series="other"
    ),
)
_FIXED = Comparator(id="fixed-m2", label="Fixed", kind=ComparatorKind.AREA, area="E10000008")


def _with_period(comparator: Comparator, period: Period) -> Comparator:
    return replace(comparator, period=period)


@st.composite
def frameworks(draw: DrawFn) -> Framework:
    """Give a framework of two outcomes, one of them empty."""
    below = tuple(
        draw(measures(PerformanceMeasure, key, _FIXED))
        for key in ("m1", "m2")[: draw(st.integers(0, 2))]
    )
    first = draw(measures(PopulationIndicator, "i1", _FIXED))
    assert isinstance(first, PopulationIndicator)
    first = replace(first, measures=below)  # type: ignore[arg-type]
    second = draw(measures(PopulationIndicator, "i2", _FIXED))
    series = Measure(
        id="other",
        name=draw(WORDS),
        kind=MeasureKind.REFERENCE_SERIES,
        unit=UNITS[UnitCode.PERCENTAGE],
        polarity=Polarity.HIGHER,
        period_kind=PeriodKind.ACADEMIC_YEAR,
    )
    outcomes = (
        Outcome(
            id="o1",
            name=draw(WORDS),
            statement=draw(SAID),
            sponsor=draw(OFFICER),
            indicators=(first, second),  # type: ignore[arg-type]
        ),
        Outcome(id="o2", name=draw(WORDS)),
    )
    matrix = RiskMatrix(
        likelihoods=("Rare", "Likely"), impacts=("Small", "Large"), rows=("LM", "MH")
    )
    dropped = Dropped(
        measure="gone", name=draw(WORDS), reason=draw(WORDS), on=draw(DAYS), replaced_by="i1"
    )
    return Framework(
        organisation=Organisation(
            name=draw(WORDS), area=AREAS[0], plan=draw(SAID), strapline=draw(SAID)
        ),
        report=ReportSettings(
            title=draw(WORDS),
            on=date(2021, 1, 1),
            previous=draw(DAYS_OR_NONE),
            purpose=draw(SAID),
            contacts=draw(st.sampled_from(((), OFFICERS[:2]))),
            notes=tuple(draw(st.lists(WORDS, max_size=2))),
        ),
        outcomes=outcomes,
        areas=tuple(draw(areas(code)) for code in AREAS),
        groups=(AreaGroup("near", draw(WORDS), AREAS[1:], draw(SAID)),),
        reference_series=(series,),
        officers=tuple(
            Officer(id=key, name=draw(WORDS), title=draw(SAID), email=draw(SAID))
            for key in OFFICERS
        ),
        risk_matrix=draw(st.sampled_from((None, matrix))),
        dropped=draw(st.sampled_from(((), (dropped,)))),
        dimensions=draw(dimensions()),
        contributions=draw(st.sampled_from(((), _CONTRIBUTIONS))) if below else (),
        places=draw(st.sampled_from(((), (Place(measure="i1", group="near", tiles=True),)))),
        neighbour_models=draw(st.sampled_from(((), (_neighbours(first),)))),
    )


_CONTRIBUTIONS = (
    Contribution(
        measure="m1", indicator="i2", because="So “said”", direction=ExpectedMove.OPPOSITE, lag=1
    ),
    Contribution(measure="m1", indicator="i1", because="So", direction=ExpectedMove.SAME),
)


def _neighbours(measure: Measure) -> NeighbourTerms:
    """Give a model that reads one period of an indicator, and the newest of a series."""
    period = Period(measure.period_kind, 2015, 1, measure.pool_years)
    first = NeighbourCharacteristic(series=measure.id, weight=2.5, period=period, why="Because")
    second = NeighbourCharacteristic(series="other", transform=Transform.LOG)
    return NeighbourTerms(
        id="own", name="Own", characteristics=(first, second), group="near", among="near", count=1
    )


@st.composite
def areas(draw: DrawFn, code: str) -> Area:
    """Give an area; all but the last of them may lie in that one."""
    return Area(
        code,
        draw(WORDS),
        kind=draw(st.sampled_from(("", "ward"))),
        within="" if code == AREAS[-1] else draw(st.sampled_from(("", AREAS[-1]))),
        setting=draw(st.sampled_from((None, *Setting))),
    )


@st.composite
def dimensions(draw: DrawFn) -> tuple[Dimension, ...]:
    """Give no dimension, or two of which one may have a group of those not known."""
    if draw(st.booleans()):
        return ()
    names = draw(st.lists(WORDS, min_size=3, max_size=3, unique=True))
    named = [Group(id=f"g{at}", name=name) for at, name in enumerate(names)]
    unknown = replace(named[2], unknown=draw(st.booleans()))
    sex = Dimension(
        id="sex",
        name=draw(WORDS),
        kind=draw(st.sampled_from(DimensionKind)),
        groups=(*named[:2], unknown),
        against=draw(st.sampled_from(("", "g0"))),
        complete=draw(st.booleans()),
    )
    return sex, replace(sex, id="other", groups=tuple(named[:2]), against="")


@st.composite
def observations(draw: DrawFn, framework: Framework) -> tuple[Observation, ...]:
    """Give figures of the measures of a framework, of groups as well, no two for the same."""
    found: dict[object, Observation] = {}
    subgroups = [Subgroup(each.id, one.id) for each in framework.dimensions for one in each.groups]
    for _ in range(draw(st.integers(0, 6))):
        measure = draw(st.sampled_from(framework.measures))
        period = draw(periods(measure.period_kind, measure.pool_years))
        absence = draw(st.one_of(st.none(), st.sampled_from(Absence)))
        figures = {} if absence else draw(_figures())
        own = Observation(
            measure=measure.id,
            area=draw(st.sampled_from(AREAS)),
            period=period,
            absence=absence,
            status=Status.FINAL if absence else draw(st.sampled_from(Status)),
            published=draw(DAYS_OR_NONE),
            subgroup=draw(st.sampled_from((None, *subgroups))),
            note=draw(SAID),
            provenance=Provenance("observations/figures.csv", len(found) + 2, draw(SAID)),
            **figures,
        )
        found.setdefault((own.measure, own.area, own.period, own.subgroup, own.published), own)
    return tuple(found.values())


@st.composite
def _figures(draw: DrawFn) -> dict[str, float]:
    if draw(st.booleans()):
        above, below = draw(st.integers(0, 50)), draw(st.integers(50, 1000))
        return {
            "value": 100.0 * above / below,
            "numerator": float(above),
            "denominator": float(below),
        }
    value = draw(SHARES)
    return {"value": value, "lower": value / 2, "upper": (value + 100) / 2}


@st.composite
def policies(draw: DrawFn) -> Policy:
    """Give a policy, the default one among them."""
    if draw(st.booleans()):
        return Policy()
    width = draw(SHARES)
    bands = tuple(
        Band(kind=b.kind, unit=b.unit, marginal=width, similar=b.similar, source=draw(SAID))
        for b in DEFAULT_BANDS
    )
    first, *others = DEFAULT_DECISIONS
    changed = Decision(trend=first.trend, comparators=first.comparators, rag=Rag.RED)
    accepted = Accepted(code=draw(st.sampled_from(DOUBTS)), measure="i1", reason=draw(WORDS))
    return Policy(
        name=draw(WORDS),
        bands=bands,
        decisions=(changed, *others),
        focus_on_unassessed=draw(st.booleans()),
        disclosure=Disclosure(
            minimum_count=draw(st.integers(0, 10)),
            hide_zero=draw(st.booleans()),
            round_to=draw(st.sampled_from((0, 5))),
            totals=draw(st.sampled_from(((), (AreaTotal("E92000001", AREAS[:2]),)))),
        ),
        accepted=draw(st.sampled_from(((), (accepted,)))),
        reason=draw(SAID),
        risk_review=ReviewInterval(draw(st.integers(1, 400)), draw(SAID)),
    )


@st.composite
def reviews(draw: DrawFn) -> tuple[RiskReview, ...]:
    """Give reviews on a matrix of two by two, the earliest first."""
    days = sorted(draw(st.sets(DAYS, max_size=3)))
    steps = st.integers(1, 2)
    return tuple(
        RiskReview(
            on=day, likelihood=draw(steps), impact=draw(steps), by=draw(OFFICER), note=draw(SAID)
        )
        for day in days
    )


@st.composite
def milestones(draw: DrawFn) -> tuple[Milestone, ...]:
    """Give milestones of an action, of which no two have one title."""
    titles = draw(st.lists(WORDS, unique=True, max_size=3))
    return tuple(
        Milestone(title=title, due=draw(DAYS_OR_NONE), done=draw(DAYS_OR_NONE), owner=draw(OFFICER))
        for title in titles
    )


@st.composite
def workspaces(draw: DrawFn) -> Workspace:
    """Give a whole workspace."""
    framework = draw(frameworks())
    sections = draw(st.dictionaries(st.sampled_from(NarrativeSection), WORDS, max_size=3))
    narrative = Narrative(
        "i2",
        tuple(sections.items()),
        "narrative/i2.md",
        tuple((section, row) for row, section in enumerate(sections, start=3)),
    )
    scored = framework.risk_matrix is not None
    risk = CorporateRisk(
        id="r1",
        title=draw(WORDS),
        outcome=draw(st.sampled_from(("o1", "o2"))),
        level=RiskLevel.MEDIUM,
        likelihood=2 if scored else None,
        impact=1 if scored else None,
        trend=draw(st.sampled_from(RiskTrend)),
        indicators=draw(st.sampled_from(((), ("i2", "i1")))),
        owner=draw(OFFICER),
        reviewed=draw(DAYS_OR_NONE),
        note=draw(SAID),
        inherent_likelihood=2 if scored else None,
        inherent_impact=2 if scored else None,
        target_likelihood=1 if scored else None,
        target_impact=1 if scored else None,
        appetite=draw(st.sampled_from((None, RiskLevel.LOW, 3) if scored else (RiskLevel.HIGH,))),
        controls=tuple(draw(st.lists(WORDS.filter(lambda said: ";" not in said), max_size=2))),
        reviews=draw(reviews()) if scored else (),
    )
    action = Action(
        id="a1",
        indicator="i1",
        title=draw(WORDS),
        owner=draw(OFFICER),
        due=draw(DAYS_OR_NONE),
        started=draw(DAYS_OR_NONE),
        status=draw(st.sampled_from(ActionStatus)),
        note=draw(SAID),
        milestones=draw(milestones()),
    )
    question = Question(
        id="q1",
        question=draw(WORDS),
        asked_on=date(2019, 1, 1),
        measure=draw(st.sampled_from(("", "i1"))),
        asked_by=draw(SAID),
        answer=draw(WORDS),
        answered_on=date(2019, 2, 1),
        answered_by=draw(OFFICER),
        status=QuestionStatus.ANSWERED,
    )
    figures = draw(observations(framework))
    return Workspace(
        framework=framework,
        policy=draw(policies()),
        observations=tuple(each for each in figures if each.subgroup is None),
        breakdowns=tuple(each for each in figures if each.subgroup is not None),
        narratives=(narrative,) if sections else (),
        risks=draw(st.sampled_from(((), (risk,)))),
        actions=draw(st.sampled_from(((), (action,)))),
        questions=draw(st.sampled_from(((), (question,)))),
    )
