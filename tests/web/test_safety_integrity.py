"""Changes are whole, one after the other, and read again as what was meant, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from purbeck.model.errors import WorkspaceError
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.models import Revision
from purbeck_web.exchange.rereading import unreadable
from purbeck_web.figures.models import Observation
from purbeck_web.reading.scoring import newest
from purbeck_web.risks.models import Risk
from tests.web.conftest import THEN
from tests.web.installation import Installation, ready
from tests.web.postgresql import running_server


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def installation(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Give an installation of its own on either database."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        yield ready(Installation(folder))
        return
    with running_server() as server:
        yield ready(Installation(folder, server.address))


WRITERS, TIMES = 5, 4

_MANY_AT_ONCE = f"""
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from django.db import connection
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace

together = Barrier({WRITERS})

def edit(workspace):
    first, *rest = workspace.risks
    return replace(workspace, risks=(replace(first, note=first.note + "x"), *rest))

def write(number):
    together.wait()
    for _ in range({TIMES}):
        change_workspace(edit, by=None, at=timezone.now(), reason="Once more")
    connection.close()

start = stored_workspace().risks[0].note
with ThreadPoolExecutor({WRITERS}) as pool:
    list(pool.map(write, range({WRITERS})))
print(len(stored_workspace().risks[0].note) - len(start))
"""


def test_of_many_changes_at_once_none_is_lost(installation: Installation) -> None:
    """Five writers who add a letter four times each have added twenty letters."""
    assert installation.python(_MANY_AT_ONCE).splitlines()[-1] == str(WRITERS * TIMES)


@pytest.mark.django_db
def test_an_edit_that_fails_half_way_leaves_nothing(people: dict[str, Any]) -> None:
    """Neither a revision nor a row is left of a change after which something goes wrong."""
    before, count = stored_workspace(), Revision.objects.count()

    def edit(workspace: Workspace) -> Workspace:
        first, *rest = workspace.risks
        return replace(workspace, risks=(replace(first, title="Half"), *rest))

    @transaction.atomic
    def request() -> None:
        change_workspace(edit, by=people["analyst"], at=THEN, reason="Half")
        raise RuntimeError("the request ends here")

    with pytest.raises(RuntimeError):
        request()

    assert (stored_workspace(), Revision.objects.count()) == (before, count)
    assert not Risk.history.filter(title="Half").exists()


@pytest.mark.django_db
def test_a_revision_that_was_rolled_back_shares_no_name_with_the_next(
    people: dict[str, Any],
) -> None:
    """What is worked out hangs on a token, which is not given twice as a number may be."""

    def titled(title: str) -> Any:
        return lambda w: replace(w, risks=(replace(w.risks[0], title=title), *w.risks[1:]))

    seen = set()
    for title in ("One", "Two"):
        with transaction.atomic():
            change_workspace(titled(title), by=people["analyst"], at=THEN, reason=title)
            seen.add(newest())
            transaction.set_rollback(True)

    assert len(seen) == 2


OTHERWISE: dict[str, Callable[[Workspace], Workspace]] = {
    "risk": lambda w: replace(w, risks=(replace(w.risks[0], title="Blanks after "), *w.risks[1:])),
    "figure": lambda w: replace(
        w, observations=(replace(w.observations[0], note=" before"), *w.observations[1:])
    ),
    "commentary": lambda w: replace(
        w,
        narratives=(
            replace(
                w.narratives[0],
                sections=tuple((s, "\n\nText") for s, _ in w.narratives[0].sections),
            ),
            *w.narratives[1:],
        ),
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("part", OTHERWISE)
def test_what_would_be_read_as_another_is_refused(people: dict[str, Any], part: str) -> None:
    """A text that a file does not keep as it is is refused with what it would become."""
    before = stored_workspace()
    with pytest.raises(WorkspaceError, match="would be read as"):
        change_workspace(OTHERWISE[part], by=people["analyst"], at=THEN, reason="Blanks")

    assert stored_workspace() == before


@pytest.mark.django_db
def test_the_issue_names_the_part_and_the_attribute() -> None:
    """Whoever is refused learns which text of which part it is."""
    workspace = OTHERWISE["figure"](stored_workspace())
    (issue,) = unreadable(workspace)

    assert (issue.file, issue.problem.field) == ("observations", "note")
    assert "' before'" in issue.problem.received


@pytest.mark.django_db
def test_dorset_is_read_again_as_it_is() -> None:
    """Nothing is refused of the workspace of the demo."""
    assert unreadable(stored_workspace()) == ()


REFUSED: dict[str, Callable[[], Any]] = {
    "value": lambda: Observation.objects.update(value=1.0),
    "published": lambda: Observation.objects.update(published=None),
    "measure": lambda: Observation.objects.update(measure="neet-16-17"),
    "deleted": lambda: Observation.objects.all()._raw_delete("default"),
    "by sql": lambda: _sql("UPDATE figures_observation SET numerator = 1"),
    "deleted by sql": lambda: _sql("DELETE FROM figures_observation"),
}


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", REFUSED)
def test_the_database_refuses_to_change_a_figure(attempt: str) -> None:
    """By no statement can a figure that was entered be changed or deleted."""
    with pytest.raises(DatabaseError), transaction.atomic():
        REFUSED[attempt]()


_CHEATS = """
from django.db import connection, transaction
for statement in (
    "UPDATE figures_observation SET value = 1",
    "DELETE FROM figures_observation",
    "UPDATE figures_observation SET superseded_in_id = recorded_in_id, value = 2",
):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        print("let through:", statement)
    except Exception as refusal:
        print(type(refusal).__name__)
"""


def test_triggers_stand_in_a_database_that_was_migrated(installation: Installation) -> None:
    """The three statements are refused where nobody but the database is asked."""
    assert "let through" not in installation.python(_CHEATS)


def test_a_backup_is_its_owners_alone(installation: Installation) -> None:
    """It holds all figures, and who may sign in: nobody else may read the file."""
    file = installation.folder / "one.purbeck"
    installation.run("backup", str(file))

    assert file.stat().st_mode & 0o077 == 0
