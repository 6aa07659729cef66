"""Figures of groups: entered, pasted, sent, locked, shown to whom they may be, and never lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from purbeck.ingest.reading import open_workspace
from purbeck.model.errors import WorkspaceError
from purbeck_web.api.models import Scope
from purbeck_web.api.tokens import make_token
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.folder import export_folder, files_of
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.figures.models import Observation
from purbeck_web.returns.entry import seen_now
from purbeck_web.workflow.contents import contents_of
from purbeck_web.workflow.locking import lock_figures
from tests.web.conftest import THEN
from tests.web.grouped import AREA, MEASURE, SEX, figure, with_groups

pytestmark = pytest.mark.django_db

ADDRESS = f"/returns/{MEASURE}/groups/sex/?period=2016-17&area={AREA}"
BOTH = (figure("", 170, 200), figure("girls", 90, 100), figure("boys", 80, 100))


@pytest.fixture
def analyst(people: dict[str, Any]) -> Client:
    """Give the analyst, signed in, of a workspace with groups."""
    with_groups(people, *BOTH)
    client = Client()
    client.force_login(people["analyst"])
    return client


def given(**more: Any) -> dict[str, Any]:
    """Give a sound form of both groups, as the page stands when it is opened now."""
    return {
        "numerator-girls": "91",
        "denominator-girls": "100",
        "status-girls": "final",
        "numerator-boys": "79",
        "denominator-boys": "100",
        "status-boys": "final",
        "published": "2018-09-01",
        "source": "Register",
        "why": "Two were counted twice",
        "seen": seen_now(MEASURE, "sex"),
        **more,
    }


def counts() -> dict[str, float | None]:
    """Give the numerators of the groups that stand, by the group."""
    rows = Observation.objects.filter(dimension="sex", superseded_in=None)
    return dict(rows.values_list("subgroup", "numerator"))


def text(answer: Any) -> str:
    """Give a page with its spaces made plain."""
    return " ".join(answer.getvalue().decode().split())


def asked(page: str) -> dict[str, str]:
    """Answer every doubt that a page asks about."""
    names = re.findall(r'name="(stands_[^"]+|because_[^"]+)"', page)
    return dict.fromkeys(names, "Looked into it")


def test_groups_are_exported_and_read_again_as_they_were(analyst: Client, tmp_path: Path) -> None:
    """Dimension and figures come back; the columns are only in files that have a group."""
    export_folder(tmp_path / "out")
    meant, read = stored_workspace(), open_workspace(tmp_path / "out")
    headings = {
        path.name: path.read_text(encoding="utf-8").splitlines()[0].endswith(",dimension,group")
        for path in (tmp_path / "out" / "observations").iterdir()
    }

    assert read.framework == meant.framework
    assert len(read.breakdowns) == 2
    assert {replace(o, provenance=None) for o in read.breakdowns} == {
        replace(o, provenance=None) for o in meant.breakdowns
    }
    assert [name for name, grouped in headings.items() if grouped] == ["entered.csv"]


def test_rows_of_groups_stay_where_they_stood_in_their_file() -> None:
    """A file that has groups between the figures of everybody is written in the same order."""
    rows = [figure("", 170, 200), figure("girls", 90, 100), figure("", 171, 200, 2017)]
    placed = [
        replace(each, provenance=replace(each.provenance, row=at))
        for at, each in enumerate(rows, start=2)
        if each.provenance
    ]
    plain = stored_workspace()
    workspace = replace(
        plain, observations=(placed[0], placed[2]), breakdowns=(placed[1],), narratives=()
    )
    lines = files_of(workspace)["observations/entered.csv"].splitlines()

    assert [line.endswith("girls") for line in lines[1:]] == [False, True, False]


@pytest.mark.parametrize("column", ["dimension", "subgroup"])
def test_the_database_refuses_to_put_a_figure_into_another_group(
    analyst: Client, column: str
) -> None:
    """The triggers guard the columns of a group as they do all others."""
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Observation.objects.filter(subgroup="girls").update(**{column: "other"})


def test_a_page_asks_for_each_group_beside_everybody(analyst: Client) -> None:
    """It has the figures that stand, the total, and the sum of the groups next to it."""
    page = text(analyst.get(ADDRESS))

    assert 'name="numerator-girls" type="text" value="90"' in page
    assert "170 of 200" in page
    assert "Sum of the groups" in page


def test_figures_of_groups_are_entered_as_one_revision(analyst: Client) -> None:
    """Both take the place of those of the same day; the figure of everybody stays."""
    answer = analyst.post(ADDRESS, given())

    assert answer.status_code == 302, text(answer)
    assert counts() == {"girls": 91.0, "boys": 79.0}
    whole = [o for o in stored_workspace().observations if o.denominator == 200]
    assert [o.numerator for o in whole] == [170.0]


def test_groups_that_do_not_come_to_the_total_are_asked_about(analyst: Client) -> None:
    """Nothing is stored before somebody says how they know; then the doubt is accepted."""
    form = given(**{"numerator-girls": "95"})
    first = analyst.post(ADDRESS, form)
    page = text(first)
    untouched = counts()
    second = analyst.post(ADDRESS, form | asked(page))

    assert "170 for everybody" in page
    assert "174, the sum of its 2 groups by Sex" in page
    assert (first.status_code, untouched["girls"]) == (422, 90.0)
    assert (second.status_code, counts()["girls"]) == (302, 95.0)


def test_a_check_first_stores_nothing_and_shows_the_sum(analyst: Client) -> None:
    """The sum is that of what was typed."""
    answer = analyst.post(ADDRESS, given(do="check", **{"numerator-girls": "95"}))

    assert answer.status_code == 200
    assert "174" in text(answer)
    assert counts()["girls"] == 90.0


def test_a_group_without_a_figure_needs_a_reason(analyst: Client) -> None:
    """A blank row is refused until it says why; then it stands as absent."""
    blank = given(**{"numerator-boys": "", "denominator-boys": ""})
    refused = analyst.post(ADDRESS, blank)
    answer = analyst.post(ADDRESS, blank | {"status-boys": "not-collected"})
    row = Observation.objects.get(subgroup="boys", superseded_in=None)

    assert "Boys: Give a figure, or choose why there is none" in text(refused)
    assert answer.status_code == 302, text(answer)
    assert (row.value, row.absence) == (None, "not-collected")


def test_a_correction_of_a_group_needs_its_reason(analyst: Client) -> None:
    """Figures of the same day take others' place, and whoever asks later is told why."""
    answer = analyst.post(ADDRESS, given(why=""))

    assert answer.status_code == 422
    assert "Say why figures are corrected" in text(answer)


def test_what_stands_is_not_entered_again(analyst: Client) -> None:
    """A form that is saved without a change makes no revision."""
    given_again = given(**{"numerator-girls": "90", "numerator-boys": "80", "why": ""})
    answer = analyst.post(ADDRESS, given_again, follow=True)

    assert "These figures stand already" in text(answer)


def test_whoever_saves_second_is_told_of_the_first(analyst: Client) -> None:
    """A form that was opened before somebody else saved is refused, with what was entered."""
    opened = given()
    analyst.post(ADDRESS, given(**{"numerator-girls": "92", "numerator-boys": "78"}))
    answer = analyst.post(ADDRESS, opened)

    assert answer.status_code == 422
    assert "have changed since you opened this page" in text(answer)
    assert counts() == {"girls": 92.0, "boys": 78.0}


def test_groups_and_everybody_do_not_stand_in_each_others_way(
    analyst: Client, people: dict[str, Any]
) -> None:
    """A form of everybody's figure still holds after a group's was entered."""
    seen = seen_now(MEASURE)
    analyst.post(ADDRESS, given())

    assert seen_now(MEASURE) == seen


def test_a_row_of_a_group_cannot_be_corrected_as_everybodys(analyst: Client) -> None:
    """The page that corrects a figure of everybody knows no figure of a group."""
    row = Observation.objects.get(subgroup="girls", superseded_in=None)

    assert analyst.get(f"/returns/{MEASURE}/correct/{row.pk}/").status_code == 404
    assert f"/correct/{row.pk}/" not in text(analyst.get(f"/returns/{MEASURE}/enter/"))


@pytest.mark.parametrize(
    "address",
    [
        f"/returns/{MEASURE}/groups/sex/?period=nonsense",
        f"/returns/{MEASURE}/groups/sex/?area=X1",
        f"/returns/{MEASURE}/groups/age/",
    ],
)
def test_a_group_page_of_what_is_not_there_is_not_found(analyst: Client, address: str) -> None:
    """No such period, area or dimension: there is no page."""
    assert analyst.get(address).status_code == 404


def test_pasted_rows_of_groups_go_to_the_groups(analyst: Client) -> None:
    """With the columns dimension and group a row is of a group, and says so in the preview."""
    cells = (
        "period\tnumerator\tdenominator\tdimension\tgroup\n"
        "2017-18\t81\t100\tsex\tgirls\n2017-18\t80\t100\tsex\tboys\n2017-18\t161\t200\t\t\n"
        "2017-18\t1\t2\tsex\tcats\n"
    )
    today = timezone.localdate().isoformat()
    answer = analyst.post(
        "/returns/paste/", {"cells": cells, "measure": MEASURE, "published": today}
    )
    page = text(analyst.get(answer["Location"]))
    (digest,) = re.findall(r'name="digest" value="([0-9a-f]+)"', page)
    numbers = re.findall(r'name="take_(\d+)"', page)
    chosen = {f"take_{n}": "on" for n in numbers} | {f"because_{n}": "Seen" for n in numbers}
    analyst.post(answer["Location"], {"digest": digest, "leave": "on", **chosen})
    found = stored_workspace()
    here = [o for o in found.breakdowns if o.period.year == 2017]

    assert "(sex: girls)" in page
    assert "cats" in page
    assert sorted(o.numerator or 0 for o in here) == [80.0, 81.0]
    assert not any(o.numerator == 81 for o in found.observations)


def test_a_token_writes_and_reads_figures_of_groups(
    analyst: Client, people: dict[str, Any]
) -> None:
    """The same columns are taken, and the figures given by dimension and group."""
    scopes = (Scope.FIGURES,)
    _, words = make_token("Test", people["analyst"], scopes, timezone.now(), "drawn-for-a-test")
    header = "measure,area,period,numerator,denominator,published,dimension,group\n"
    sent = Client().post(
        "/api/v1/observations?reason=Load&doubts=Known",
        header + f"{MEASURE},{AREA},2016-17,91,100,2018-09-02,sex,girls\n",
        content_type="text/csv",
        headers={"authorization": f"Bearer {words}"},
    )
    path = f"/api/v1/observations?measure={MEASURE}&area={AREA}"
    found = {
        query: Client().get(path + query).json()["items"]
        for query in ("", "&dimension=sex", "&dimension=sex&group=boys", "&group=boys")
    }

    assert sent.status_code == 200, sent.content
    assert sent.json()["revised"] == 1
    assert {(each["dimension"], each["group"]) for each in found[""]} == {("", "")}
    assert [(o["group"], o["numerator"]) for o in found["&dimension=sex"]] == [
        ("girls", 91.0),
        ("boys", 80.0),
    ]
    assert [each["group"] for each in found["&dimension=sex&group=boys"]] == ["boys"]
    assert found["&group=boys"] == []


def test_a_locked_period_keeps_its_groups(analyst: Client, people: dict[str, Any]) -> None:
    """No figure of a group of a locked period can be changed, and the refusal names it."""
    lock_figures(date(2017, 8, 31), "The year is closed", by=people["analyst"], at=THEN)
    answer = analyst.post(ADDRESS, given())

    assert answer.status_code == 422
    assert "of sex=girls for 2016-17" in text(answer)
    assert counts()["girls"] == 90.0


def test_taking_out_a_group_that_has_figures_is_refused(
    analyst: Client, people: dict[str, Any]
) -> None:
    """A dimension is not taken from under its figures."""
    with pytest.raises(WorkspaceError):
        change_workspace(
            lambda w: replace(w, framework=replace(w.framework, dimensions=())),
            by=people["analyst"],
            at=THEN,
            reason="No groups",
        )


def test_what_was_submitted_changes_with_a_figure_of_a_group(analyst: Client) -> None:
    """The digest of an indicator's figures is another after a group's figure is."""
    before = stored_workspace()
    indicator = next(i for o in before.framework.outcomes for i in o.indicators if i.id == MEASURE)
    then = contents_of(before, indicator)
    now = contents_of(replace(before, breakdowns=before.breakdowns[:1]), indicator)

    assert [part for part in then if then[part] != now[part]] == ["figures"]


def test_what_was_submitted_changes_with_what_its_groups_are_held_against(
    analyst: Client,
) -> None:
    """Another declaration of the groups is another declaration of the indicator; of no other."""
    before = stored_workspace()
    held_against = replace(SEX, against="boys")
    after = replace(before, framework=replace(before.framework, dimensions=(held_against,)))
    indicators = {i.id: i for o in before.framework.outcomes for i in o.indicators}
    differing = {
        each: [
            part
            for part, digest in contents_of(before, indicator).items()
            if contents_of(after, indicator)[part] != digest
        ]
        for each, indicator in indicators.items()
    }

    assert {each: parts for each, parts in differing.items() if parts} == {MEASURE: ["declaration"]}


def test_figures_as_held_have_those_of_groups(analyst: Client) -> None:
    """Each says of whom it is; without groups the column is not there."""
    page = text(analyst.get(f"/measures/{MEASURE}/held/"))
    other = text(analyst.get("/measures/neet/held/"))

    assert "Sex: Girls" in page
    assert "Everybody" in page
    assert "Everybody" not in other


def test_the_record_names_the_group(analyst: Client) -> None:
    """A group's figure that was corrected is one entry, with what it was."""
    analyst.post(ADDRESS, given())
    file = text(analyst.get("/audit/audit.csv?kind=figure"))

    assert re.search(r"sex=girls, 2016-17.*?numerator.*?90\.0.*?91\.0", file)
    assert SEX.id in file
