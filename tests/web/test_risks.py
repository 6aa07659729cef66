"""The registers of risks and actions: read, entered, edited, reviewed, done and withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from purbeck.ingest.reading import read_workspace
from purbeck.model.action import ActionStatus, Milestone
from purbeck.model.risk import CorporateRisk, RiskLevel, RiskReview, RiskTrend
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.folder import export_folder
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.risks.editing import action_in, risk_in, seen
from purbeck_web.risks.models import Action, Risk
from tests.web.conftest import THEN

pytestmark = pytest.mark.django_db

OWN, OTHER = "03c", "01a"
"""A risk to the indicator that Sally leads, and one to none of hers."""

ACTION = "a06-1"
As = Callable[[str], Client]


@pytest.fixture
def signed_in(people: dict[str, Any]) -> As:
    """Sign somebody of a role in; the lead officer is Sally, the measure owner Jon."""
    for role, officer in (("lead-officer", "sally-longman"), ("measure-owner", "jon-goodwin")):
        people[role].officer_id = officer
        people[role].save()

    def client_of(role: str) -> Client:
        client = Client()
        client.force_login(people[role])
        return client

    return client_of


def risk(risk_id: str) -> CorporateRisk:
    """Give a risk as it is stored."""
    return risk_in(stored_workspace(), risk_id)


def change(edit: Callable[[Workspace], Workspace]) -> None:
    """Change the workspace from outside."""
    change_workspace(edit, by=None, at=THEN, reason="test")


def with_risk(**changed: Any) -> None:
    """Change Sally's risk from outside."""

    def edit(workspace: Workspace) -> Workspace:
        own = replace(risk_in(workspace, OWN), **changed)
        return replace(workspace, risks=tuple(own if r.id == OWN else r for r in workspace.risks))

    change(edit)


def told_of(own: CorporateRisk, **changed: Any) -> dict[str, Any]:
    """Give what the form of a risk posts."""
    return {
        "title": own.title,
        "outcome": own.outcome,
        "indicators": list(own.indicators),
        "owner": own.owner,
        "level": own.level.value,
        "trend": own.trend.value,
        "seen": seen(own),
        **changed,
    }


def words(answer: Any) -> str:
    """Give the page as text, without its breaks."""
    return unescape(answer.content.decode()).replace("\u00a0", " ")


NEW: dict[str, Any] = {
    "reference": "R99",
    "title": "The bridge closes",
    "outcome": "independent",
    "indicators": ["self-directed-support"],
    "likelihood": "4",
    "impact": "5",
    "inherent_likelihood": "5",
    "inherent_impact": "5",
    "target_likelihood": "2",
    "target_impact": "3",
    "appetite": "8",
    "controls": "Weekly inspection; A detour\r\nA fund",
    "trend": "not-stated",
    "note": "Two\r\nlines",
}


def test_an_assurance_officer_enters_a_risk_with_all_its_scores(signed_in: As) -> None:
    """What the form says is what the workspace has, with the level of the matrix."""
    answer = signed_in("assurance").post("/new-risk/", NEW)

    assert (answer.status_code, answer["Location"]) == (302, "/risks/R99/")
    assert risk("R99") == CorporateRisk(
        id="R99",
        title="The bridge closes",
        outcome="independent",
        level=RiskLevel.HIGH,
        likelihood=4,
        impact=5,
        inherent_likelihood=5,
        inherent_impact=5,
        target_likelihood=2,
        target_impact=3,
        appetite=8,
        controls=("Weekly inspection", "A detour", "A fund"),
        indicators=("self-directed-support",),
        note="Two\nlines",
    )


def test_the_new_risk_stands_on_the_heat_map_and_has_its_page(signed_in: As) -> None:
    """The register shows it in its square, and its page says what the rules find."""
    client = signed_in("assurance")
    client.post("/new-risk/", NEW)

    register, page = words(client.get("/risks/")), words(client.get("/risks/R99/"))

    assert '<a href="/risks/R99/">' in register
    assert "its score is 20, and 8 is the highest that is willingly carried" in page
    assert "A detour" in page


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "half a score": ({"impact": ""}, "Choose both likelihood and impact, or neither"),
    "half a target": ({"target_impact": ""}, "Choose both likelihood and impact, or neither"),
    "neither level nor score": ({"likelihood": "", "impact": ""}, "Choose a level, or a"),
    "level and score": ({"level": "low"}, "The score has its level on the matrix"),
    "off the matrix": ({"likelihood": "6"}, "Select a valid choice"),
    "huge": ({"impact": "9" * 400}, "Select a valid choice"),
    "no title": ({"title": "  "}, "Say what may happen"),
    "a megabyte": ({"note": "x" * 1_000_000}, "at most 10000 characters"),
    "a reference with spaces": ({"reference": "R 99"}, "Write letters, digits"),
    "a reference that is taken": ({"reference": OWN}, "Another has this reference"),
    "an indicator that is none": ({"indicators": ["nothing"]}, "Select a valid choice"),
    "a formula": ({"title": "=1+1"}, "a value, not a formula"),
    "a character that no form of the report can print": ({"title": "🔥"}, "Take the character"),
    "a wrong figure": ({"note": "{{ nothing.latest }}"}, "expected the id or number of a measure"),
    "an appetite of nothing": ({"appetite": "1000"}, "Select a valid choice"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_said_on_the_form_and_not_stored(signed_in: As, case: str) -> None:
    """Rubbish is answered with 422 and words, and no risk is entered."""
    changed, said = WRONG[case]
    answer = signed_in("assurance").post("/new-risk/", {**NEW, **changed})

    assert answer.status_code == 422
    assert said in words(answer)
    assert not Risk.objects.filter(pk="R99").exists()


def test_markup_is_kept_as_typed_and_never_run(signed_in: As) -> None:
    """A title is text: it is escaped on every page."""
    client = signed_in("assurance")
    client.post("/new-risk/", {**NEW, "title": "<script>alert(1)</script> & more"})

    pages = [client.get(address).content.decode() for address in ("/risks/", "/risks/R99/")]

    assert all("<script>alert" not in page for page in pages)
    assert all("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page for page in pages)


def test_a_lead_officer_edits_the_risk_to_her_own_indicator(signed_in: As) -> None:
    """The change is stored with her name and her reason."""
    told = told_of(risk(OWN), title="Said better", reason="Clearer words")
    answer = signed_in("lead-officer").post(f"/risks/{OWN}/edit/", told)

    last = Risk.objects.get(pk=OWN).history.latest()
    assert answer.status_code == 302
    assert (risk(OWN).title, last.history_user.role, last.history_change_reason) == (
        "Said better",
        "lead-officer",
        "Clearer words",
    )


def test_a_lead_officer_cannot_make_a_risk_somebody_elses(signed_in: As) -> None:
    """What is one's own stays one's own: taking her indicator away is refused."""
    told = told_of(risk(OWN), indicators=[], owner="")
    answer = signed_in("lead-officer").post(f"/risks/{OWN}/edit/", told)

    assert answer.status_code == 422
    assert "It would not be yours" in words(answer)
    assert risk(OWN).indicators == ("self-directed-support",)


def test_a_lead_officer_cannot_enter_a_risk_to_what_is_not_hers(signed_in: As) -> None:
    """A risk that names neither her nor an indicator of hers is refused."""
    told = {**NEW, "indicators": ["ready-for-school"]}

    assert signed_in("lead-officer").post("/new-risk/", told).status_code == 422


def test_the_second_of_two_who_edit_at_once_is_told(signed_in: As) -> None:
    """A form opened before somebody else's change stores nothing."""
    told = told_of(risk(OWN), title="Mine")
    with_risk(title="Theirs")

    answer = signed_in("assurance").post(f"/risks/{OWN}/edit/", told)

    assert answer.status_code == 422
    assert "Somebody else has changed this" in words(answer)
    assert risk(OWN).title == "Theirs"


def test_a_review_gives_the_risk_its_score_level_day_and_trend(signed_in: As) -> None:
    """The latest review stands in the register, and the trend is as the scores have it."""
    with_risk(
        level=RiskLevel.MEDIUM,
        likelihood=3,
        impact=3,
        trend=RiskTrend.UNCHANGED,
        reviews=(RiskReview(on=date(2018, 6, 1), likelihood=3, impact=3),),
    )
    told = {"on": "2018-09-01", "likelihood": "4", "impact": "4", "note": "Worse"}
    answer = signed_in("lead-officer").post(f"/risks/{OWN}/review/", told)

    now = risk(OWN)
    assert answer.status_code == 302
    assert (now.score, now.level, now.reviewed, now.trend) == (
        16,
        RiskLevel.HIGH,
        date(2018, 9, 1),
        RiskTrend.WORSENING,
    )
    assert [review.note for review in now.reviews] == ["", "Worse"]


def test_a_review_of_an_earlier_day_leaves_the_score_as_it_is(signed_in: As) -> None:
    """A review that was forgotten is put in its place, and the latest still stands."""
    latest = RiskReview(on=date(2018, 6, 1), likelihood=2, impact=2)
    with_risk(level=RiskLevel.LOW, likelihood=2, impact=2, reviews=(latest,))

    told = {"on": "2018-03-01", "likelihood": "5", "impact": "5"}
    signed_in("assurance").post(f"/risks/{OWN}/review/", told)

    now = risk(OWN)
    assert (now.score, now.trend, len(now.reviews)) == (4, RiskTrend.IMPROVING, 2)


def test_a_trend_that_the_reviewer_states_stands_beside_that_of_the_scores(signed_in: As) -> None:
    """Where they differ, the page of the risk shows both and says so."""
    with_risk(
        level=RiskLevel.LOW,
        likelihood=2,
        impact=2,
        reviews=(RiskReview(on=date(2018, 6, 1), likelihood=2, impact=2),),
    )
    told = {"on": "2018-09-01", "likelihood": "4", "impact": "4", "trend": "improving"}
    client = signed_in("assurance")
    client.post(f"/risks/{OWN}/review/", told)

    assert risk(OWN).trend is RiskTrend.IMPROVING
    assert "The register has it as improving; by its last two reviews" in words(
        client.get(f"/risks/{OWN}/")
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"on": "2999-01-01"}, "or an earlier date"),
        ({"on": "0001-01-01"}, "Enter a date from 1990-01-01"),
        ({"on": "yesterday"}, "Enter a date such as"),
        ({"likelihood": ""}, "Choose the likelihood"),
        ({"by": "nobody"}, "Select a valid choice"),
    ],
    ids=str,
)
def test_a_review_that_cannot_be_is_refused(signed_in: As, told: dict[str, str], said: str) -> None:
    """A day to come, a slip of the keyboard and half a score are said on the form."""
    sound = {"on": "2018-09-01", "likelihood": "1", "impact": "1"}
    answer = signed_in("assurance").post(f"/risks/{OWN}/review/", {**sound, **told})

    assert answer.status_code == 422
    assert said in words(answer)
    assert risk(OWN).reviews == ()


def test_a_day_has_one_review(signed_in: As) -> None:
    """A second review of the same day is refused."""
    client = signed_in("assurance")
    told = {"on": "2018-09-01", "likelihood": "1", "impact": "1"}
    client.post(f"/risks/{OWN}/review/", told)

    answer = client.post(f"/risks/{OWN}/review/", told)

    assert answer.status_code == 422
    assert "There is a review of 2018-09-01 already" in words(answer)


def test_a_risk_is_withdrawn_with_a_reason_and_kept(signed_in: As) -> None:
    """It leaves the register and its page, and its row keeps the reason."""
    client = signed_in("assurance")
    answer = client.post(f"/risks/{OTHER}/withdraw/", {"reason": "It has passed"})

    row = Risk.objects.get(pk=OTHER)
    assert answer["Location"] == "/risks/"
    assert (row.withdrawn, row.history.latest().history_change_reason) == (True, "It has passed")
    assert client.get(f"/risks/{OTHER}/").status_code == 404
    assert client.get(f"/risks/{OTHER}/edit/").status_code == 404


def test_the_reference_of_a_withdrawn_risk_is_not_given_again(signed_in: As) -> None:
    """A reference keeps meaning what it meant."""
    client = signed_in("assurance")
    client.post(f"/risks/{OTHER}/withdraw/", {"reason": "It has passed"})

    answer = client.post("/new-risk/", {**NEW, "reference": OTHER})

    assert "Another has this reference" in words(answer)


@pytest.mark.parametrize(
    ("only", "kept"),
    [
        ("above-appetite", True),
        ("review-overdue", True),
        ("deteriorating", False),
        ("not-reviewed", False),
    ],
)
def test_the_register_is_filtered_by_what_the_rules_find(
    signed_in: As, only: str, kept: bool
) -> None:
    """A risk stands in the register where it passes the filter, and nowhere else."""
    with_risk(appetite=RiskLevel.LOW, level=RiskLevel.HIGH, reviewed=date(2018, 1, 1))
    page = words(signed_in("councillor").get(f"/risks/?only={only}"))

    assert (f'<a href="/risks/{OWN}/">' in page.split('id="register"')[1]) is kept


def test_the_public_reads_the_registers_on_the_day_of_the_report() -> None:
    """A review that was made since is not known to whoever is not signed in."""
    today = timezone.localdate()
    with_risk(
        level=RiskLevel.LOW,
        likelihood=1,
        impact=1,
        reviews=(
            RiskReview(on=date(2018, 9, 1), likelihood=1, impact=1, note="Before"),
            RiskReview(on=today, likelihood=1, impact=1, note="Since then"),
        ),
    )
    page = words(Client().get(f"/risks/{OWN}/"))

    assert "Before" in page
    assert "Since then" not in page


def test_the_history_of_a_risk_is_seen_by_whom_it_concerns(signed_in: As) -> None:
    """Assurance reads who changed what, reviews among it; a councillor does not."""
    with_risk(
        level=RiskLevel.LOW,
        likelihood=1,
        impact=1,
        reviews=(RiskReview(on=date(2018, 9, 1), likelihood=1, impact=1),),
    )
    pages = [words(signed_in(role).get(f"/risks/{OWN}/")) for role in ("assurance", "councillor")]

    assert ["Review of 2018-09-01: 1 × 1" in page for page in pages] == [True, False]


def test_an_owner_enters_an_action_with_its_milestones_and_marks_them_done(signed_in: As) -> None:
    """An action grows from its entry to its end by the forms of its page."""
    client = signed_in("measure-owner")
    told = {
        "reference": "A99",
        "indicator": "self-directed-support",
        "title": "Train the team",
        "due": "2018-08-31",
        "status": "under-way",
    }
    client.post("/new-action/", told)
    client.post("/actions/A99/new-milestone/", {"title": "Find a trainer", "due": "2018-06-30"})
    client.post("/actions/A99/new-milestone/", {"title": "Book a room", "due": "2018-07-31"})
    late = words(client.get("/actions/A99/"))
    first = Action.objects.get(pk="A99").milestones.get(title="Find a trainer")
    done = {"title": "Find a trainer", "due": "2018-06-30", "done": "2018-06-12"}
    client.post(f"/milestones/{first.pk}/", done)
    client.post("/actions/A99/done/", {"seen": seen(action_in(stored_workspace(), "A99"))})

    action = action_in(stored_workspace(), "A99")
    assert late.count("<strong>Overdue</strong>") == 2
    assert action.status is ActionStatus.DONE
    assert action.milestones == (
        Milestone(title="Find a trainer", due=date(2018, 6, 30), done=date(2018, 6, 12)),
        Milestone(title="Book a room", due=date(2018, 7, 31)),
    )


def test_a_milestone_is_taken_out(signed_in: As) -> None:
    """The second button of its form takes a milestone out of its action."""
    client = signed_in("measure-owner")
    client.post(f"/actions/{ACTION}/new-milestone/", {"title": "Draw the sample"})
    row = Action.objects.get(pk=ACTION).milestones.get()

    client.post(f"/milestones/{row.pk}/", {"title": "Draw the sample", "remove": "yes"})

    assert action_in(stored_workspace(), ACTION).milestones == ()
    assert client.get(f"/milestones/{row.pk}/").status_code == 404


def test_two_milestones_of_one_title_are_refused_on_the_field(signed_in: As) -> None:
    """The form says that the title is taken."""
    client = signed_in("measure-owner")
    client.post(f"/actions/{ACTION}/new-milestone/", {"title": "Draw the sample"})

    answer = client.post(f"/actions/{ACTION}/new-milestone/", {"title": "Draw the sample"})

    assert answer.status_code == 422
    assert 'href="#id_title"' in words(answer)


def test_a_measure_owner_cannot_give_an_action_away(signed_in: As) -> None:
    """An action that would be neither by its owner nor by its indicator one's own is refused."""
    own = action_in(stored_workspace(), ACTION)
    told = {
        "indicator": "ready-for-school",
        "title": own.title,
        "owner": "",
        "status": own.status.value,
        "seen": seen(own),
    }
    answer = signed_in("measure-owner").post(f"/actions/{ACTION}/edit/", told)

    assert answer.status_code == 422
    assert "It would not be yours" in words(answer)


def test_an_action_that_changed_meanwhile_is_not_marked_as_done(signed_in: As) -> None:
    """The button of an old page says that somebody else was there."""
    answer = signed_in("assurance").post(f"/actions/{ACTION}/done/", {"seen": "0" * 32})

    assert answer.status_code == 422
    assert "Somebody else has changed this" in words(answer)
    assert action_in(stored_workspace(), ACTION).is_open


def test_an_action_is_withdrawn_with_a_reason(signed_in: As) -> None:
    """It leaves the register; its row stays, withdrawn."""
    answer = signed_in("analyst").post(f"/actions/{ACTION}/withdraw/", {"reason": "Overtaken"})

    row = Action.objects.get(pk=ACTION)
    assert answer["Location"] == "/risks/"
    assert (row.withdrawn, row.history.latest().history_change_reason) == (True, "Overtaken")


def test_a_reference_with_a_slash_has_its_page(signed_in: As) -> None:
    """A register that was imported may name its risks as it likes."""

    def edit(workspace: Workspace) -> Workspace:
        first, *rest = workspace.risks
        return replace(workspace, risks=(replace(first, id="CR/1 é?"), *rest))

    change(edit)
    client = signed_in("assurance")
    page = words(client.get("/risks/"))
    address = page.split('<a href="/risks/CR/1')[1].split('"')[0]

    assert client.get(f"/risks/CR/1{address}").status_code == 200
    assert client.get(f"/risks/CR/1{address}edit/").status_code == 200


def test_a_post_without_the_token_of_the_form_is_refused(people: dict[str, Any]) -> None:
    """A form of another site cannot enter a risk."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["assurance"])

    assert client.post("/new-risk/", NEW).status_code == 403


def test_what_is_entered_here_is_exported_and_read_again(signed_in: As, tmp_path: Path) -> None:
    """Registers that grew by the forms are a sound workspace folder."""
    client = signed_in("assurance")
    client.post("/new-risk/", NEW)
    client.post("/risks/R99/review/", {"on": "2018-09-01", "likelihood": "3", "impact": "3"})
    client.post(f"/actions/{ACTION}/new-milestone/", {"title": 'Draw; the, "sample"'})
    export_folder(tmp_path / "out")
    reading = read_workspace(tmp_path / "out")

    assert reading.errors == ()
    assert reading.workspace is not None
    assert reading.workspace.risks == stored_workspace().risks
    assert reading.workspace.actions == stored_workspace().actions


def test_the_page_of_a_measure_leads_to_its_risks_and_actions() -> None:
    """Each risk and each action that bears upon an indicator is a link to its own page."""
    page = words(Client().get("/measures/self-directed-support/"))

    assert f'<a href="/risks/{OWN}/">' in page
    assert f'<a href="/actions/{ACTION}/">' in page


def test_the_page_of_an_outcome_leads_to_its_risks() -> None:
    """Those rated high stand twice, in the summary and in the register."""
    page = words(Client().get("/outcomes/independent/"))

    assert page.count(f'<a href="/risks/{OTHER}/">') == 1
    assert page.count('<a href="/risks/01c/">') == 2


def test_the_course_of_a_score_is_drawn_beside_the_table_of_reviews(signed_in: As) -> None:
    """Each review is a point at its day and height; with one review there is no course."""
    first = RiskReview(on=date(2018, 3, 1), likelihood=1, impact=1)
    last = RiskReview(on=date(2018, 9, 1), likelihood=5, impact=5)
    client = signed_in("assurance")
    with_risk(level=RiskLevel.LOW, likelihood=1, impact=1, reviews=(first,))
    alone = words(client.get(f"/risks/{OWN}/"))
    with_risk(level=RiskLevel.HIGH, likelihood=5, impact=5, reviews=(first, last))
    both = words(client.get(f"/risks/{OWN}/"))

    assert (alone.count("<circle"), both.count("<circle")) == (0, 2)
    assert 'points="28,108.6 312,28"' in both
