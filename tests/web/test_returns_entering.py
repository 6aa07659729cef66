"""Entering and correcting one figure: what is refused, doubted, kept, and told to the second."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck_web.exchange import changing
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.models import Revision
from purbeck_web.figures.models import Observation
from purbeck_web.returns.entry import seen_now

pytestmark = pytest.mark.django_db

MEASURE = "good-attendance"
ADDRESS = f"/returns/{MEASURE}/enter/"
CHECK = f"/returns/{MEASURE}/check/"


@pytest.fixture
def analyst(people: dict[str, Any]) -> Client:
    """Give the analyst, signed in."""
    client = Client()
    client.force_login(people["analyst"])
    return client


def given(**more: Any) -> dict[str, Any]:
    """Give a sound form, as it stands when the page is opened now."""
    return {
        "area": "E10000009",
        "period": "2019-20",
        "value": "95.0",
        "status": "final",
        "published": timezone.localdate().isoformat(),
        "seen": seen_now(MEASURE),
        **more,
    }


def standing(period: int = 2019) -> list[Observation]:
    """Give the figures of Dorset that stand for an academic year."""
    rows = Observation.objects.filter(measure=MEASURE, area="E10000009", superseded_in=None)
    return list(rows.filter(period_year=period).order_by("pk"))


def test_the_form_has_the_next_period_that_is_due(analyst: Client) -> None:
    """Attendance stands to 2018-19, so that 2019-20 is asked for, with the chart beside it."""
    page = analyst.get(ADDRESS).content.decode()

    assert 'value="2019-20"' in page
    assert "The figure of 2019-20 is due on 23 March 2021" in page
    assert '<svg viewBox="0 0' in page


def test_a_figure_is_entered_as_one_revision(analyst: Client, people: dict[str, Any]) -> None:
    """It stands with its note and its source, and the revision says who entered what."""
    answer = analyst.post(ADDRESS, given(note="By hand", source="Register"))
    (row,) = standing()
    revision = Revision.objects.first()
    assert revision is not None

    assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    assert (row.value, row.note, row.source) == (95.0, "By hand", "Register")
    assert revision.made_by == people["analyst"]
    assert revision.reason == (
        "Entered the figure for 2019-20 of 02 Children with good attendance at school"
    )


REFUSED = """
    value     ; 104        ; a percentage from 0 to 100
    value     ; 95,3       ; Write 95.3, with a point for the decimals
    value     ; =1+1       ; a value, not a formula
    value     ;            ; a value, or suppressed
    value     ; 1e999      ; expected a number
    value     ; ☃          ; expected a number
    period    ; Q1 2019    ; an academic year such as 2016-17
    period    ; <b>2019</b>; an academic year such as 2016-17
    published ; 2999-01-01 ; it cannot be known before it is
    published ; tomorrow   ; a date such as 2018-09-30
    published ;            ; This field is required
    denominator; 0         ; a denominator above 0
    area      ; E99        ; not one of the available choices
    status    ; sure       ; not one of the available choices
    note      ; {long}     ; at most 1000 characters
"""


@pytest.mark.parametrize("drawn", [line.split(";") for line in REFUSED.strip().splitlines()])
def test_a_figure_that_is_wrong_is_refused_at_its_field(analyst: Client, drawn: list[str]) -> None:
    """Each is answered with 422, the reason, and nothing stored."""
    field, value, told = (each.strip() for each in drawn)
    value = value.replace("{long}", "x" * 1_000_000)
    more = {"numerator": "5"} if field == "denominator" else {}
    answer = analyst.post(ADDRESS, given(**{field: value, **more}))

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert standing() == []


def test_a_reason_for_having_no_figure_is_a_return(analyst: Client) -> None:
    """Not collected stands without a value, and the next year is asked for."""
    analyst.post(ADDRESS, given(value="", status="not-collected"))
    (row,) = standing()

    assert (row.value, row.absence) == (None, "not-collected")
    assert 'value="2020-21"' in analyst.get(ADDRESS).content.decode()


def test_a_percentage_is_scaled_honestly_and_it_is_said(analyst: Client) -> None:
    """5.4% is 5.4, and the check says that it was read so."""
    said = analyst.post(CHECK, given(value="95.4%")).json()

    assert "&#39;95.4%&#39; was read as 95.4" in said["beside"]
    assert said["problems"] == {}


def test_what_it_would_make_of_the_verdict_is_shown_and_not_stored(analyst: Client) -> None:
    """The check shows the colour as it stands and as it would be; no revision is made."""
    before = Revision.objects.count()
    said = analyst.post(CHECK, given(value="95.9")).json()["beside"]

    parts = ("As it stands", "As it would be", "Rose from 95.1% in 2018-19 to 95.9% in 2019-20")
    assert [part for part in parts if part not in said] == []
    assert Revision.objects.count() == before


def test_the_check_says_what_is_wrong_of_what_was_typed_alone(analyst: Client) -> None:
    """A field that is still blank is not complained of while one types in another."""
    said = analyst.post(CHECK, given(value="104", published="")).json()

    assert list(said["problems"]) in (["value"], [])
    assert "published" not in said["problems"]


def doubted() -> dict[str, Any]:
    """Give a figure that slipped by a place."""
    return given(value="9.5")


def test_a_doubt_has_to_be_answered(analyst: Client) -> None:
    """A figure that jumps is refused until it is ticked and a reason is given."""
    answer = analyst.post(ADDRESS, doubted())
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Correct the figure, or tick that it is right" in page
    assert standing() == []


def test_an_answer_to_a_doubt_stays_with_the_change(analyst: Client) -> None:
    """The tick and the reason let it stand: in the policy, and in the revision."""
    keys = _keys(analyst.post(ADDRESS, doubted()).content.decode())
    ticked = {f"stands_{key}": "on" for key in keys}
    without = analyst.post(ADDRESS, doubted() | ticked)
    because = {f"because_{key}": "Schools were closed" for key in keys}
    answer = analyst.post(ADDRESS, doubted() | ticked | because)
    accepted = stored_workspace().policy.accepted
    revision = Revision.objects.first()
    assert revision is not None

    assert (without.status_code, answer.status_code) == (422, 302)
    assert [row.value for row in standing()] == [9.5]
    assert ("Schools were closed", MEASURE, "2019-20") in {
        (each.reason, each.measure, each.period) for each in accepted
    }
    assert "accepted: Schools were closed" in revision.reason


def test_an_answer_to_another_figure_does_not_count(analyst: Client) -> None:
    """What was ticked for 9.5 is asked anew of 8.5."""
    keys = _keys(analyst.post(ADDRESS, doubted()).content.decode())
    ticked = {f"stands_{key}": "on" for key in keys}
    ticked |= {f"because_{key}": "Closed" for key in keys}

    assert analyst.post(ADDRESS, doubted() | ticked | {"value": "8.5"}).status_code == 422


def _keys(page: str) -> set[str]:
    return set(re.findall(r'name="stands_([0-9a-f]+)"', page))


def test_a_figure_is_corrected_in_its_place(analyst: Client) -> None:
    """The wrong one is superseded and kept, the new one stands, and the revision says why."""
    (wrong,) = standing(2018)
    address = f"/returns/{MEASURE}/correct/{wrong.pk}/"
    right = given(period="2018-19", value="95.2", published="2020-03-26")
    refused = analyst.post(address, right)
    answer = analyst.post(address, right | {"why": "A slip of the keyboard"})
    wrong.refresh_from_db()
    (row,) = standing(2018)

    assert (refused.status_code, answer.status_code) == (422, 302)
    assert (row.value, wrong.value, wrong.superseded_in) == (95.2, 95.1, row.recorded_in)
    assert "A slip of the keyboard" in row.recorded_in.reason


def test_a_second_figure_of_the_same_day_is_a_correction(analyst: Client) -> None:
    """Entered as if it were new it is refused, with what to do."""
    answer = analyst.post(ADDRESS, given(period="2018-19", value="95.2", published="2020-03-26"))

    assert answer.status_code == 422
    assert "Correct that one below" in answer.content.decode()


def test_a_revision_stands_beside_the_figure_before(analyst: Client) -> None:
    """With a day of publication of its own it is known from then on, and both are kept."""
    analyst.post(ADDRESS, given(period="2018-19", value="95.2", status="revised"))

    assert [row.value for row in standing(2018)] == [95.1, 95.2]


def test_whoever_comes_second_is_told_who_entered_what(
    analyst: Client, people: dict[str, Any]
) -> None:
    """Leah opened the page, Alice saved, and Leah is told so; saving again is hers to decide."""
    people["lead-officer"].officer_id = "sally-longman"
    people["lead-officer"].save()
    leah = Client()
    leah.force_login(people["lead-officer"])
    opened = given(value="95.3", note="Leah's")
    analyst.post(ADDRESS, given(value="95.0"))
    refused = leah.post(ADDRESS, opened)
    page = refused.content.decode()

    assert refused.status_code == 422
    assert [row.value for row in standing()] == [95.0]
    assert "Alice Analyst entered 95.0% for 2019-20 at" in page
    assert "Correct that one below" in page


def test_whoever_comes_second_with_another_period_is_told_as_well(analyst: Client) -> None:
    """Figures of the measure have changed: the page names them, and then takes the figure."""
    opened = given(period="2020-21", value="95.1")
    analyst.post(ADDRESS, given())
    refused = analyst.post(ADDRESS, opened)
    page = refused.content.decode()
    again = analyst.post(ADDRESS, opened | {"seen": seen_now(MEASURE)})

    assert (refused.status_code, again.status_code) == (422, 302)
    assert "Alice Analyst entered 95.0% for 2019-20 at" in page
    assert f'name="seen" value="{opened["seen"]}"' not in page


@pytest.mark.parametrize("seen", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_token_that_is_none_is_a_change_meanwhile(analyst: Client, seen: str) -> None:
    """A form without the token of what was seen is not taken, and nothing breaks."""
    assert analyst.post(ADDRESS, given(seen=seen)).status_code == 422


def test_a_form_that_is_sent_twice_is_entered_once(analyst: Client) -> None:
    """The second time says that the figure stands already, and makes no revision."""
    sent = given()
    first = analyst.post(ADDRESS, sent)
    count = Revision.objects.count()
    second = analyst.post(ADDRESS, sent, follow=True)

    assert first.status_code == 302
    assert "95.0% for 2019-20 stands already" in second.content.decode()
    assert (Revision.objects.count(), len(standing())) == (count, 1)


def test_a_locked_period_is_told_of_on_the_form(
    analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another app forbids stands above the form, and nothing is stored."""
    problem = Problem(IssueCode.INCONSISTENT, "period", "2019-20", "a period that is open")

    def locked(before: Any, after: Any) -> list[DataIssue]:
        return [DataIssue(problem, file="observations/entered.csv")]

    monkeypatch.setattr(changing, "GUARDS", [locked])
    answer = analyst.post(ADDRESS, given())

    assert answer.status_code == 422
    assert "a period that is open" in answer.content.decode()
    assert standing() == []


def test_another_measures_figure_is_not_corrected_here(analyst: Client) -> None:
    """A figure is found below its own measure only, whatever its number."""
    (row,) = standing(2018)

    assert analyst.get(f"/returns/total-primary-absence/correct/{row.pk}/").status_code == 404
    assert analyst.get(f"/returns/{MEASURE}/correct/{10**30}/").status_code == 404


def test_a_figure_that_was_replaced_is_not_corrected_again(analyst: Client) -> None:
    """Its page leads to those that stand."""
    (row,) = standing(2018)
    analyst.post(
        f"/returns/{MEASURE}/correct/{row.pk}/",
        given(period="2018-19", value="95.2", published="2020-03-26", why="A slip"),
    )
    answer = analyst.get(f"/returns/{MEASURE}/correct/{row.pk}/", follow=True)

    assert answer.redirect_chain == [(ADDRESS, 302)]


def test_without_the_token_of_the_session_nothing_is_entered(people: dict[str, Any]) -> None:
    """A form from elsewhere is refused."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["analyst"])

    assert client.post(ADDRESS, given()).status_code == 403
    assert client.post(CHECK, given()).status_code == 403


def test_what_was_entered_can_be_exported_and_read_again(analyst: Client, tmp_path: Any) -> None:
    """A figure, its note and the doubt that stands are in the folder."""
    from purbeck.ingest.reading import open_workspace
    from purbeck_web.exchange.folder import export_folder

    analyst.post(ADDRESS, given(note="By hand"))
    export_folder(tmp_path / "out")
    found = open_workspace(tmp_path / "out").observations

    notes = [each.note for each in found if each.published == timezone.localdate()]
    assert notes == ["By hand"]


def test_rubbish_for_the_check_is_answered(analyst: Client) -> None:
    """Neither missing fields nor a figure to correct that is none break it."""
    answers = [
        analyst.post(CHECK, {}),
        analyst.post(CHECK, {"corrects": "9" * 40}),
        analyst.post(CHECK, {"corrects": "-1", "value": "x" * 100_000}),
    ]

    assert [answer.status_code for answer in answers] == [200, 404, 200]
    assert "problems" in json.loads(answers[0].content)


def test_a_source_alone_can_be_corrected(analyst: Client) -> None:
    """The figure is the same and its source another: that is a change, with its reason."""
    (row,) = standing(2018)
    address = f"/returns/{MEASURE}/correct/{row.pk}/"
    more = {"published": "2020-03-26", "note": row.note, "source": "The register", "why": "Wrong"}
    answer = analyst.post(address, given(period="2018-19", value="95.1", **more))

    assert answer.status_code == 302
    assert [each.source for each in standing(2018)] == ["The register"]


def test_a_note_of_several_lines_reads_back_as_it_was(analyst: Client) -> None:
    """The ends of lines that browsers send are those of our files, and nothing is refused."""
    analyst.post(ADDRESS, given(note="First\r\nSecond, with “quotes” and é"))

    assert [row.note for row in standing()] == ["First\nSecond, with “quotes” and é"]


def test_a_reason_that_cannot_be_printed_is_put_on_one_line(analyst: Client) -> None:
    """A NUL, which a database may refuse, and the end of a line do not stay in a reason."""
    keys = _keys(analyst.post(ADDRESS, doubted()).content.decode())
    answers = {f"stands_{key}": "on" for key in keys}
    answers |= {f"because_{key}": "Schools\0 were\r\nclosed" for key in keys}
    analyst.post(ADDRESS, doubted() | answers)

    assert "Schools were closed" in {each.reason for each in stored_workspace().policy.accepted}


def test_a_series_of_other_places_is_entered_as_well(analyst: Client) -> None:
    """A reference series has no verdict and no due date; its figures are entered all the same."""
    series = stored_workspace().framework.reference_series[0].id
    page = analyst.get(f"/returns/{series}/enter/")

    assert page.status_code == 200
    assert "The newest figures that stand" in page.content.decode()
