"""Reports that Purbeck makes are read back whole, from each of its formats."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from purbeck.assess.assessment import Assessment
from purbeck.cli import main
from purbeck.ingest import read_workspace
from purbeck.model.measure import PopulationIndicator
from purbeck.model.workspace import Workspace
from purbeck.scorecard.scorecard import DisclosedScorecard, disclosed_scorecard
from purbeck.transcription import Draft, transcribe, write_workspace
from purbeck.transcription.draft import DraftMeasure, Role

DORSET = Path(__file__).parents[2] / "examples" / "dorset-2018"
FORMATS = ("pdf", "docx", "html")


@dataclass(frozen=True)
class Made:
    """The reports of the demo, and what they were made from."""

    workspace: Workspace
    scorecard: DisclosedScorecard
    files: dict[str, Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Build the demo's reports once."""
    folder = tmp_path_factory.mktemp("reports")
    assert main(["build", str(DORSET), "--out", str(folder), "--format", ",".join(FORMATS)]) == 0
    workspace = read_workspace(DORSET).workspace
    assert workspace is not None
    scorecard = disclosed_scorecard(workspace, workspace.framework.outcomes[0])
    files = {name: next(folder.glob(f"*.{name}")) for name in FORMATS}
    return Made(workspace, scorecard, files)


@pytest.fixture(scope="module")
def drafts(made: Made) -> dict[str, Draft]:
    """Read each report back once."""
    return {name: transcribe(path) for name, path in made.files.items()}


def numbered(draft: Draft) -> dict[str, DraftMeasure]:
    """Give the measures of a draft by their numbers."""
    return {measure.number: measure for measure in draft.measures}


def shown(assessment: Assessment, value: float | None) -> Decimal | None:
    """Round a value as the report prints it."""
    if value is None:
        return None
    return Decimal(f"{value:.{assessment.measure.decimals}f}")


def read(measure: DraftMeasure, role: Role) -> tuple[Decimal, str] | None:
    """Give the value and period that were read for a role."""
    for figure in measure.figures:
        if figure.role is role and figure.figure is not None:
            return figure.figure.value, str(figure.settled)
    return None


@pytest.mark.parametrize("name", FORMATS)
def test_every_measure_is_read_back_by_name(
    name: str, made: Made, drafts: dict[str, Draft]
) -> None:
    """A report's indicators and measures come back with the numbers and names they had."""
    expected = {a.measure.number: a.measure.name for a in made.scorecard.assessments}

    assert {m.number: m.name for m in drafts[name].measures} == expected


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("role", [Role.LATEST, Role.PREVIOUS])
def test_figures_are_read_back(name: str, role: Role, made: Made, drafts: dict[str, Draft]) -> None:
    """The latest and the previous figure come back with their periods."""
    found = numbered(drafts[name])
    expected, got = {}, {}
    for one in made.scorecard.assessments:
        observation = one.latest if role is Role.LATEST else one.previous
        if observation is not None and observation.value is not None:
            value = shown(one, observation.value)
            expected[one.measure.number] = (value, str(observation.period))
            got[one.measure.number] = read(found[one.measure.number], role)

    assert got == expected


@pytest.mark.parametrize("name", FORMATS)
def test_trend_and_colour_are_read_back(name: str, made: Made, drafts: dict[str, Draft]) -> None:
    """The trend of every measure comes back, and the colour of every indicator."""
    found = numbered(drafts[name])
    trends = {a.measure.number: a.trend.verdict.value for a in made.scorecard.assessments}
    colours = {
        a.measure.number: a.overall.verdict.value
        for a in made.scorecard.assessments
        if "." not in a.measure.number
    }
    directions = {n: s.value for n, m in found.items() if (s := m.sign("direction"))}
    rags = {n: s.value for n, m in found.items() if "." not in n and (s := m.sign("rag"))}

    assert directions == trends
    assert rags == colours


@pytest.mark.parametrize("name", FORMATS)
def test_comparators_are_read_back(name: str, made: Made, drafts: dict[str, Draft]) -> None:
    """Every comparator's figure, period and verdict come back."""
    found = numbered(drafts[name])
    expected, got = {}, {}
    for one in made.scorecard.assessments:
        for comparator in one.comparators:
            if comparator.value is None:
                continue
            key = one.measure.number, comparator.comparator.label
            value = shown(one, comparator.value)
            expected[key] = (value, str(comparator.period), comparator.finding.verdict.value)
            measure = found[one.measure.number]
            figure = next(
                (
                    f
                    for f in measure.figures
                    if f.role is Role.COMPARATOR
                    and f.label == key[1]
                    and str(f.settled) == str(comparator.period)
                ),
                None,
            )
            sign = measure.sign("comparison", key[1])
            got[key] = (
                figure.figure.value if figure and figure.figure else None,
                str(figure.settled) if figure else "",
                sign.value if sign else "",
            )

    assert got == expected


@pytest.mark.parametrize("name", FORMATS)
def test_risks_are_read_back(name: str, made: Made, drafts: dict[str, Draft]) -> None:
    """Every risk comes back with its level, its trend and the indicators that it bears upon."""
    numbers = {a.measure.id: a.measure.number for a in made.scorecard.assessments}
    keys = {m.key: m.number for m in drafts[name].measures}
    expected = {
        (r.id, r.title, r.level.value, r.trend.value, tuple(numbers[i] for i in r.indicators))
        for r in made.workspace.risks
    }
    got = {
        (r.number, r.title, r.level, r.trend or "not-stated", tuple(keys[m] for m in r.measures))
        for r in drafts[name].risks
    }

    assert got == expected


@pytest.mark.parametrize("name", FORMATS)
def test_polarity_and_officers_are_read_back(
    name: str, made: Made, drafts: dict[str, Draft]
) -> None:
    """Which way is better is printed, and so are the lead officers: both come back."""
    officers = {o.id: o.name for o in made.workspace.framework.officers}
    found = numbered(drafts[name])
    polarities = {a.measure.number: a.measure.polarity for a in made.scorecard.assessments}
    leads, named = {}, {}
    for one in made.scorecard.assessments:
        if isinstance(one.measure, PopulationIndicator):
            ids = (one.measure.outcome_lead, *one.measure.owners)
            leads[one.measure.number] = [officers[held] for held in ids if held]
            named[one.measure.number] = [name for _, name in found[one.measure.number].owners]

    assert {n: m.polarity for n, m in found.items()} == polarities
    assert named == leads


@pytest.mark.parametrize("name", FORMATS)
def test_the_cover_is_read_back(name: str, made: Made, drafts: dict[str, Draft]) -> None:
    """The organisation, the title, the date, the outcome and its sponsor come back."""
    framework, draft = made.workspace.framework, drafts[name]
    sponsor = {o.id: o.name for o in framework.officers}[framework.outcomes[0].sponsor]

    assert draft.organisation == framework.organisation.name
    assert draft.title == framework.report.title
    assert draft.date == framework.report.on.isoformat()
    assert [o.name for o in draft.outcomes] == [framework.outcomes[0].name]
    assert draft.outcomes[0].sponsor == sponsor


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_found_to_disagree(name: str, drafts: dict[str, Draft]) -> None:
    """The printed totals and lists of a report of Purbeck's fit the rows read."""
    assert [c.summary for c in drafts[name].contradictions] == []


@pytest.mark.parametrize("name", FORMATS)
def test_commentary_is_read_back(name: str, made: Made, drafts: dict[str, Draft]) -> None:
    """Each indicator's story begins and ends as it was written."""
    found = numbered(drafts[name])
    passages = {(p.measure, p.section): " ".join(p.text.split()) for p in drafts[name].passages}
    expected, got = {}, {}
    for narrative in made.workspace.narratives:
        number = next(
            a.measure.number
            for a in made.scorecard.assessments
            if a.measure.id == narrative.indicator
        )
        text = " ".join(dict(narrative.sections)[next(iter(dict(narrative.sections)))].split())
        expected[number] = (text[:60], text[-60:])
        story = passages.get((found[number].key, "story"), "")
        got[number] = (story[:60], story[-60:])

    assert got == expected


@pytest.mark.parametrize("name", FORMATS)
def test_the_draft_is_a_sound_workspace(
    name: str, drafts: dict[str, Draft], tmp_path: Path
) -> None:
    """What is read back is a workspace without an error in it."""
    write_workspace(drafts[name], tmp_path / "draft")

    assert read_workspace(tmp_path / "draft").errors == ()
