"""What the database itself refuses: to change what was issued or done, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from purbeck_web.workflow.models import Edition, EditionFile, Seal, Transition
from tests.web.conftest import THEN
from tests.web.rounds import issued, with_parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(people: dict[str, Any]) -> dict[str, Any]:
    """Give each person a part in good attendance."""
    return with_parts(people)


REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "title": (lambda: Edition.objects.update(title="Other"), "never changed"),
    "day": (lambda: Edition.objects.update(on=F("on") + timedelta(days=1)), "never changed"),
    "issuer": (lambda: Edition.objects.update(issued_at=THEN), "never changed"),
    "edition deleted": (lambda: Edition.objects.all()._raw_delete("default"), "never deleted"),
    "content": (lambda: EditionFile.objects.update(content=b"x"), "never changed"),
    "digest": (lambda: EditionFile.objects.update(digest="0" * 64), "never changed"),
    "file deleted": (lambda: EditionFile.objects.all()._raw_delete("default"), "never deleted"),
    "file added": (
        lambda: EditionFile.objects.create(
            edition_id="2018-09", path="more", content=b"x", digest="0" * 64
        ),
        "no more files",
    ),
    "seal": (lambda: Seal.objects.update(digest="0" * 64), "never changed"),
    "seal deleted": (lambda: Seal.objects.all()._raw_delete("default"), "never deleted"),
    "step": (lambda: Transition.objects.update(reason="None"), "never changed"),
    "step deleted": (lambda: Transition.objects.all()._raw_delete("default"), "never deleted"),
}


def _sealed(parts: dict[str, Any]) -> Edition:
    edition = issued(parts)
    Seal.objects.create(edition=edition, digest="f" * 64, sealed_at=THEN)
    return edition


@pytest.mark.parametrize("attempt", REFUSED)
def test_the_database_refuses_to_change_an_edition(parts: dict[str, Any], attempt: str) -> None:
    """By no statement can an edition, its files, its seal or a step be changed or deleted."""
    _sealed(parts)
    tried, said = REFUSED[attempt]

    with pytest.raises(DatabaseError, match=said), transaction.atomic():
        tried()


def test_the_database_lets_an_edition_be_withdrawn_once(parts: dict[str, Any]) -> None:
    """The three columns of a withdrawal are written together, and then no more."""
    edition = _sealed(parts)
    rows = Edition.objects.filter(pk=edition.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(withdrawn_at=THEN)
    rows.update(withdrawn_at=THEN, withdrawn_by=parts["analyst"], withdrawn_reason="Wrong")

    for again in (
        {"withdrawn_reason": "Other"},
        {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": ""},
    ):
        with pytest.raises(DatabaseError, match="withdrawn once"), transaction.atomic():
            rows.update(**again)


def test_the_triggers_are_there_after_the_last_migration() -> None:
    """A migration that copied one of the tables would have lost them without a word."""
    wanted = {
        "edition_not_changed",
        "edition_withdrawn_once",
        "edition_not_deleted",
        "edition_file_not_changed",
        "edition_file_not_deleted",
        "edition_file_not_added",
        "seal_not_changed",
        "seal_not_deleted",
        "step_not_changed",
        "step_not_deleted",
    }
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}

    assert wanted <= found
