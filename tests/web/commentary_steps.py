"""What the tests of commentary share: a lead officer, what a page sends, and what stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from purbeck.model.narrative import NarrativeSection
from purbeck.model.workspace import Workspace
from purbeck_web.commentary.drafts import marks_of
from purbeck_web.commentary.texts import narrative_of, narrative_with, texts_of, with_narrative
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace
from tests.web.conftest import THEN

PAGE = "/commentary/good-attendance/"
STORY = NarrativeSection.STORY
FALSE = "Attendance has risen from 95.3% to 95.1%."
TYPED = "Total secondary absence rose from 5.4% to 5.7%."


@pytest.fixture
def lead(people: dict[str, Any]) -> Any:
    """Give the lead officer the officer who leads attendance."""
    person = people["lead-officer"]
    person.officer_id = "sally-longman"
    person.save()
    return person


def signed_in(person: Any) -> Client:
    """Give a client in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client


def posted(story: str, **more: str) -> dict[str, str]:
    """Give what the page sends where only the story was changed since it was opened."""
    texts = texts_of(narrative_of(stored_workspace(), "good-attendance"))
    fields = {section.name.lower(): text for section, text in texts.items()}
    fields |= {f"base_{s.name.lower()}": m for s, m in marks_of(texts).items()}
    return {**fields, "story": story, **more}


def story_now() -> str:
    """Give the story that the workspace holds."""
    return texts_of(narrative_of(stored_workspace(), "good-attendance"))[STORY]


def change_story(text: str, by: Any, section: NarrativeSection = STORY) -> None:
    """Let somebody change a section of the workspace."""

    def edit(workspace: Workspace) -> Workspace:
        texts = {**texts_of(narrative_of(workspace, "good-attendance")), section: text}
        return with_narrative(
            workspace, narrative_with("good-attendance", texts, "narrative/02.md")
        )

    change_workspace(edit, by=by, at=THEN, reason="Meanwhile")
