"""A framework made over to another council says nothing that is the first one's alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from purbeck.areas import authorities, neighbour_group
from purbeck.ingest import open_workspace
from purbeck.model.area import Area
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.framework import Framework
from purbeck.model.neighbour_terms import NeighbourCharacteristic, NeighbourTerms
from purbeck.publish.retarget import for_area
from purbeck.publish.retarget_words import Words

DORSET, CORNWALL = "E06000059", "E06000052"
OWN = neighbour_group(DORSET, "2025-05").members


def named(code: str) -> str:
    """Give the name of an authority."""
    return authorities().by_code(code).name


TEXT = (
    f"""[organisation]
name = "Dorset Council"
area = "{DORSET}"
plan = "Plan of Dorset Council"
strapline = "Working together for Dorset"

[report]
title = "Outcomes in Dorset"
date = 2026-09-30
purpose = \"\"\"
How people in Dorset fare.

Every figure can be traced.\"\"\"
contacts = ["asha-patel"]
notes = [
  "Dorset Council took the county's place.",
  "Shropshire keeps its series.",
  "Nobody was assessed in 2020.",
  "The Dorsetshire Regiment has nothing to do with it.",
]

[[officer]]
id = "asha-patel"
name = "Asha Patel"

[[area]]
code = "{DORSET}"
name = "Dorset"

[[area]]
code = "E92000001"
name = "England"
"""
    + "".join(f'\n[[area]]\ncode = "{code}"\nname = "{named(code)}"\n' for code in OWN)
    + f"""
[[group]]
id = "neighbours"
name = "Statistical neighbours"
members = {list(OWN)}
edition = "DfE model of May 2025"

[[group]]
id = "family"
name = "Dorset's family"
members = ["{OWN[0]}"]

[[group]]
id = "all"
name = "All that we know of"
members = ["{DORSET}", "{OWN[0]}", "{OWN[2]}"]

[[comparator]]
id = "neighbours"
label = "Statistical neighbours"
kind = "group-mean"
group = "neighbours"
note = "As agreed by Dorset Council"

[[comparator]]
id = "family"
label = "Family"
kind = "group-mean"
group = "family"

[[comparator]]
id = "all"
label = "All"
kind = "group-mean"
group = "all"
note = "Their plain mean"

[[comparator]]
id = "somerset"
label = "Somerset"
kind = "area"
area = "{OWN[0]}"

[[outcome]]
id = "good-start"
name = "Children in Dorset have a good start"
sponsor = "asha-patel"

[[indicator]]
id = "attendance"
outcome = "good-start"
name = "Attendance in Dorset"
unit = "percentage"
polarity = "higher"
period = "academic_year"
leads = ["asha-patel"]
outcome_lead = "asha-patel"
comparators = ["neighbours", "family", "all", "somerset"]
definition = "Sessions attended by pupils of Dorset Council."
source = "Dorset Council's own return"
note = "The figure of Dorset for 2020 is an estimate."

[[measure]]
id = "visits"
indicator = "attendance"
question = "how-much"
name = "Visits"
unit = "count"
polarity = "neither"
period = "financial_quarter"
owners = ["asha-patel"]
note = "Counted by hand."
source = "A national table"
"""
)


@pytest.fixture
def framework(tmp_path: Path) -> Framework:
    """Dorset's framework, with texts of its own and texts that anyone could have."""
    (tmp_path / "framework.toml").write_text(TEXT, "utf-8")
    (tmp_path / "policy.toml").write_text('name = "Small"\n', "utf-8")
    (tmp_path / "observations").mkdir()
    (tmp_path / "observations" / "a.csv").write_text(
        f"measure,area,period,value\nattendance,{DORSET},2024-25,94\n", "utf-8"
    )
    return open_workspace(tmp_path).framework


def comparators(framework: Framework) -> dict[str, Comparator]:
    (indicator,) = framework.outcomes[0].indicators
    return {each.id: each for each in indicator.comparators}


def test_texts_that_speak_of_the_first_council_are_left_out(framework: Framework) -> None:
    """What names it, or an area that is not declared any more, is none of the other's texts."""
    made = for_area(framework, CORNWALL)
    (indicator,) = made.outcomes[0].indicators
    (measure,) = indicator.measures

    assert (made.organisation.plan, made.organisation.strapline) == ("", "")
    assert (indicator.note, indicator.source) == ("", "")
    assert (measure.note, measure.source) == ("Counted by hand.", "A national table")
    assert comparators(made)["neighbours"].note == ""
    assert made.report.notes[1:] == (
        "Nobody was assessed in 2020.",
        "The Dorsetshire Regiment has nothing to do with it.",
    )


def test_the_report_says_whose_framework_it_is(framework: Framework) -> None:
    """On the title page, and in the notes with how much was left out."""
    made = for_area(framework, CORNWALL)

    assert made.report.purpose == (
        "This report holds the figures of Cornwall against the framework of Dorset Council.\n\n"
        "Every figure can be traced."
    )
    assert made.report.notes[0] == (
        "The framework is that of Dorset Council, made over to Cornwall. Left out are its officers "
        "and registers, 8 texts that speak of its own area or of areas that are not compared with "
        "here, and 2 comparators of its own choice: Family, All. The other notes were written for "
        "it."
    )


def test_names_are_those_of_the_other_area(framework: Framework) -> None:
    """In the names and the definitions the area's name becomes the other's."""
    made = for_area(framework, CORNWALL)
    (indicator,) = made.outcomes[0].indicators

    assert made.report.title == "Outcomes in Cornwall"
    assert made.outcomes[0].name == "Children in Cornwall have a good start"
    assert indicator.name == "Attendance in Cornwall"
    assert indicator.definition == "Sessions attended by pupils of Cornwall."


def test_a_name_that_is_a_word_is_the_place_within_a_sentence_only(framework: Framework) -> None:
    """Reading is a town in "pupils in Reading", and at the beginning of a sentence need not be."""
    reading = replace(
        framework,
        organisation=replace(framework.organisation, area="E06000038", name="Reading Council"),
        areas=(*framework.areas, Area("E06000038", "Reading")),
    )
    words = Words(reading, "Cornwall", ["England"])

    assert words.renamed("Reading: pupils in Reading. Reading, again. For Reading Council") == (
        "Reading: pupils in Cornwall. Reading, again. For Cornwall"
    )


def test_officers_answer_for_their_own_council_only(framework: Framework) -> None:
    """Nobody of the first council is named as answering for the other's figures."""
    made = for_area(framework, CORNWALL)
    (indicator,) = made.outcomes[0].indicators

    assert (made.officers, made.report.contacts, made.outcomes[0].sponsor) == ((), (), "")
    assert (indicator.owners, indicator.measures[0].owners) == ((), ())


def test_neighbours_are_known_by_who_they_are(framework: Framework) -> None:
    """A group under any label whose members are the neighbours of an edition is exchanged."""
    made = for_area(framework, CORNWALL)

    assert made.group("neighbours").members == neighbour_group(CORNWALL, "2025-05").members
    assert made.group("neighbours").edition == "DfE model of May 2025"


def test_neighbours_of_an_edition_that_has_none_are_those_of_another(framework: Framework) -> None:
    """An area that a list does not have gets those of the oldest edition that has it, by name."""
    earlier = neighbour_group("E10000009", "earlier").members
    group = replace(framework.groups[0], members=earlier)
    county = replace(framework, organisation=replace(framework.organisation, area="E10000009"))
    made = for_area(replace(county, groups=(group,)), CORNWALL)

    assert made.groups[0].members == neighbour_group(CORNWALL, "2021-04").members
    assert made.groups[0].edition == "2021-04"


def test_a_group_of_the_first_councils_choice_is_not_the_others(framework: Framework) -> None:
    """A group is kept where both are in it, and a comparator where it is not the area itself."""
    somerset = OWN[0]

    assert list(comparators(for_area(framework, CORNWALL))) == ["neighbours", "somerset"]
    assert list(comparators(for_area(framework, somerset))) == ["neighbours", "all"]


def test_a_model_of_neighbours_goes_with_its_groups(framework: Framework) -> None:
    """One that chooses among areas of which the other is none is left out, and another stays."""
    by = (NeighbourCharacteristic(series="density"),)
    lost = next(
        g.id for g in framework.groups if CORNWALL not in g.members and g.id != "neighbours"
    )
    models = (
        NeighbourTerms(id="one", name="One", characteristics=by, group="neighbours"),
        NeighbourTerms(id="two", name="Two", characteristics=by, among=lost),
    )

    made = for_area(replace(framework, neighbour_models=models), CORNWALL)
    assert [each.id for each in made.neighbour_models] == ["one"]


def test_a_comparator_with_an_earlier_period_is_kept(framework: Framework) -> None:
    """It is the area's own in any framework."""
    before = Comparator(
        id="before", label="Before", kind=ComparatorKind.EARLIER_PERIOD, steps_back=1
    )
    (indicator,) = framework.outcomes[0].indicators
    outcome = replace(
        framework.outcomes[0], indicators=(replace(indicator, comparators=(before,)),)
    )

    made = for_area(replace(framework, outcomes=(outcome,)), CORNWALL)
    assert list(comparators(made)) == ["before"]


def test_the_own_area_keeps_all(framework: Framework) -> None:
    """Made over to the area that it is of, a framework is as it was."""
    assert for_area(framework, DORSET) == framework
