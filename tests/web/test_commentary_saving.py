"""Saving commentary: drafts, two people at once, what is refused, and what changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from purbeck.claims.claim import RemarkCode
from purbeck.model.narrative import NarrativeSection
from purbeck.model.workspace import Workspace
from purbeck_web.commentary.models import Draft, Passage
from purbeck_web.commentary.standing import findings_of
from purbeck_web.commentary.texts import narrative_of, texts_of
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.folder import export_folder
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.models import Revision
from tests.web.commentary_steps import (
    PAGE,
    STORY,
    change_story,
    posted,
    signed_in,
    story_now,
)
from tests.web.commentary_steps import lead as lead
from tests.web.conftest import THEN
from tests.web.issued_edition import an_issued_edition

pytestmark = pytest.mark.django_db


def test_a_draft_is_apart_from_the_workspace(lead: Any, people: dict[str, Any]) -> None:
    """It comes back to its writer; the workspace and other writers do not have it."""
    client = signed_in(lead)
    answer = client.post(PAGE, posted("A draft.", do="draft"))
    mine = client.get(PAGE).content.decode()
    others = signed_in(people["analyst"]).get(PAGE).content.decode()

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert "A draft." in mine
    assert "A draft." not in others
    assert f"{lead.name} has a draft of this" in others
    assert story_now() != "A draft."


def test_saving_needs_a_reason(lead: Any) -> None:
    """Without one nothing is saved, and the field says so."""
    answer = signed_in(lead).post(PAGE, posted("New.", do="save"))

    assert answer.status_code == 422
    assert "Enter why the text changes" in answer.content.decode()
    assert story_now() != "New."


def test_saving_is_a_revision_and_ends_the_draft(lead: Any) -> None:
    """What was saved reads back, with who and why, and the draft is withdrawn and kept."""
    client = signed_in(lead)
    client.post(PAGE, posted("A draft.", do="draft"))
    draft = Draft.objects.get()
    sent = posted("New.\r\n", do="save", reason="Figures of May")
    client.post(PAGE, {**sent, "draft": draft.saved_at.isoformat()})
    revision = Revision.objects.first()
    row = Passage.objects.get(pk="good-attendance/story")
    draft.refresh_from_db()

    assert story_now() == "New."
    assert (revision.made_by, revision.reason) == (lead, "Figures of May")  # type: ignore[union-attr]
    assert row.history.first().history_change_reason == "Figures of May"
    assert draft.withdrawn
    assert draft.sections["story"] == "A draft."


def test_somebody_else_s_change_of_the_same_section_is_shown(
    lead: Any, people: dict[str, Any]
) -> None:
    """Nothing is saved; both texts are shown, mine is kept as a draft, and saving again saves."""
    client = signed_in(lead)
    sent = posted("Mine.", do="save", reason="Mine")
    change_story("Theirs.", people["analyst"])
    answer = client.post(PAGE, sent)
    page = answer.content.decode()
    draft = Draft.objects.get(withdrawn=False)

    assert answer.status_code == 409
    assert "Theirs." in page
    assert "Mine." in page
    assert (story_now(), draft.sections["story"]) == ("Theirs.", "Mine.")

    again = posted("Both.", do="save", reason="Mine", draft=draft.saved_at.isoformat())
    client.post(PAGE, again)
    assert story_now() == "Both."
    assert Passage.history.filter(text="Theirs.").exists()


def test_somebody_else_s_change_of_another_section_is_kept(
    lead: Any, people: dict[str, Any]
) -> None:
    """Sections that only the other has changed are as the other has them."""
    sent = posted("Mine.", do="save", reason="Mine")
    change_story("Their works.", people["analyst"], NarrativeSection.WHAT_WORKS)
    signed_in(lead).post(PAGE, sent)
    texts = texts_of(narrative_of(stored_workspace(), "good-attendance"))

    assert (texts[STORY], texts[NarrativeSection.WHAT_WORKS]) == ("Mine.", "Their works.")


def test_a_draft_of_another_window_is_not_written_over(lead: Any) -> None:
    """The second window is shown what the first has saved, and both stay."""
    client = signed_in(lead)
    sent = posted("Second.", do="draft")
    client.post(PAGE, posted("First.", do="draft"))
    answer = client.post(PAGE, sent)

    assert answer.status_code == 409
    assert "First." in answer.content.decode()
    assert Draft.objects.get().sections["story"] == "First."


def test_a_save_whose_text_is_the_draft_of_another_window_is_a_save(lead: Any) -> None:
    """Where both windows say the same there is nothing to be shown first."""
    client = signed_in(lead)
    sent = posted("The same.", do="save", reason="Figures of May")
    client.post(PAGE, posted("The same.", do="draft"))
    client.post(PAGE, sent)

    assert story_now() == "The same."


def test_giving_a_draft_up_keeps_its_text_in_the_history(lead: Any) -> None:
    """The page shows the workspace again, and the draft can still be found."""
    client = signed_in(lead)
    client.post(PAGE, posted("A draft.", do="draft"))
    client.post(PAGE, posted("A draft.", do="discard"))

    assert "A draft." not in client.get(PAGE).content.decode()
    assert Draft.history.filter(sections__story="A draft.").exists()


@pytest.mark.parametrize(
    ("story", "said"),
    [
        ("It is {{ nothing.latest }}.", "the id or number of a measure"),
        ("It is {{ 02.target }}.", "no target is set"),
        ("## What works\n\nVisits.", "a second time"),
        ("## Other\n\nVisits.", "a section heading"),
        ("Visits\n---\n\nMore.", "a section heading"),
        ("```\ncode", "does not end where its section does"),
        ("A face \U0001f600", "Line 1"),
        ("x" * 20_001, "at most 20000"),
        ("A null \x00 character", "Null characters"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(lead: Any, story: str, said: str) -> None:
    """The problem stands at the field of the section, what was typed stays, nothing is saved."""
    before = stored_workspace()
    answer = signed_in(lead).post(PAGE, posted(story, do="save", reason="Try"))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "There is a problem" in page
    assert 'href="#id_' in page
    assert said in page
    assert stored_workspace() == before


def test_a_heading_that_opens_a_section_that_is_blank_is_refused(lead: Any) -> None:
    """A text may not pour into another section, where that is empty, either."""
    sent = {**posted("One.\n\n## What works\n\nTwo.", do="save", reason="Try"), "what_works": ""}
    answer = signed_in(lead).post(PAGE, sent)

    assert answer.status_code == 422
    assert "does not end where its section does" in answer.content.decode()


def test_saved_text_comes_out_of_the_folder_as_it_was(lead: Any, tmp_path: Any) -> None:
    """A workspace with commentary of every section, and with none, is exported and read again."""
    from purbeck.ingest.reading import open_workspace

    sent = posted("### A heading\n\n- one\n- two {{ 02.latest }}", do="save", reason="New")
    signed_in(lead).post(PAGE, {**sent, "partners": ""})
    export_folder(tmp_path / "out")
    read = open_workspace(tmp_path / "out")

    def told(workspace: Workspace) -> Any:
        return sorted((n.indicator, n.sections) for n in workspace.narratives)

    assert told(read) == told(stored_workspace())
    assert NarrativeSection.PARTNERS not in dict(read.narratives[1].sections)


def test_a_commentary_without_text_is_none(lead: Any) -> None:
    """Where every section is emptied the workspace has no narrative of the indicator."""
    sent = posted("", do="save", reason="Begin again")
    sent |= {s.name.lower(): " " for s in NarrativeSection}
    answer = signed_in(lead).post(PAGE, sent)

    assert answer.status_code == 302
    assert narrative_of(stored_workspace(), "good-attendance") is None
    found = findings_of("good-attendance")
    assert found is not None
    assert (found.blank, found.may_be_submitted) == (True, False)


def test_what_changed_is_shown_against_an_earlier_text(lead: Any) -> None:
    """The version before is chosen at first, any other by its key; deletions carry words."""
    change_story("One and two.", lead)
    change_story("One and three.", lead)
    client = signed_in(lead)
    answer = client.get(f"{PAGE}earlier/").content.decode()

    assert '<del><span class="govuk-visually-hidden">[taken out: </span>two.' in answer
    assert '<ins><span class="govuk-visually-hidden">[put in: </span>three.' in answer
    assert client.get(f"{PAGE}earlier/?from=rubbish&to=draft").status_code == 200


def test_what_stood_on_the_day_of_the_last_edition_is_compared(lead: Any) -> None:
    """Where the database is as old as the last edition, a text that is the same is told of."""
    on = stored_workspace().framework.report.previous
    assert on is not None  # the demo names the day
    then = datetime(on.year, on.month, on.day, 9, 0, tzinfo=UTC)
    Revision.objects.update(made_at=then)
    Passage.history.update(history_date=then)
    change_workspace(_with_a_title("Other"), by=lead, at=THEN, reason="A new revision")
    found = findings_of("good-attendance")
    page = signed_in(lead).get(f"{PAGE}earlier/").content.decode()

    assert found is not None
    assert RemarkCode.SAME_AS_LAST_EDITION in found.remarks
    assert "Last edition, 30 June 2018" in page
    assert "Nothing has changed since." in page


def _with_a_title(title: str) -> Any:
    def edit(workspace: Workspace) -> Workspace:
        framework = workspace.framework
        report = replace(framework.report, title=title)
        return replace(workspace, framework=replace(framework, report=report))

    return edit


def test_an_edition_that_was_issued_here_is_the_last(lead: Any) -> None:
    """Once the report in hand is of a later day, texts are compared with what was issued."""
    edition = an_issued_edition(lead)
    change_workspace(_of_a_later_day, by=lead, at=THEN, reason="The next round")
    change_story("Quite another story.", lead)
    client = signed_in(lead)
    shown = client.get(f"{PAGE}earlier/").content.decode()
    listed = client.get("/commentary/").content.decode()

    assert "Last edition, 30 September 2018" in shown
    assert "Quite another story." in shown
    assert "<del>" in shown
    assert f'href="/editions/{edition.name}/"' in listed


def _of_a_later_day(workspace: Workspace) -> Workspace:
    framework = workspace.framework
    report = replace(framework.report, on=date(2019, 3, 31), previous=framework.report.on)
    return replace(workspace, framework=replace(framework, report=report))
