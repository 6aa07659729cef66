"""A database of the first version is brought up to date with all that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.installation import Installation
from tests.web.postgresql import Server, running_server

FIRST = """
from datetime import UTC, date, datetime
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
first = [("people", "0002_service"), ("exchange", "0002_initial"), ("framework", "0002_initial"),
    ("figures", "0003_never_overwritten"), ("commentary", "0002_initial"),
    ("risks", "0001_initial"), ("scrutiny", "0001_initial"), ("sessions", "0001_initial")]
executor = MigrationExecutor(connection)
executor.migrate(first)
executor.loader.build_graph()
apps = executor.loader.project_state(first).apps
then = datetime(2026, 11, 1, tzinfo=UTC)
person = apps.get_model("people", "Person").objects.create(
    email="ada@example.org", name="Ada Ŵ", role="analyst", password="hashed")
revision = apps.get_model("exchange", "Revision").objects.create(
    made_at=then, made_by=person, reason="Imported")
apps.get_model("exchange", "KeptFile").objects.create(path="sources.toml", text="# ours")
area = apps.get_model("framework", "Area").objects.create(id="E1", name="Dorset", position=0)
measure = apps.get_model("framework", "Measure").objects.create(
    **{field.attname: value for field in apps.get_model("framework", "Measure")._meta.fields
       if (value := {"id": "m1", "position": 0, "name": "Attendance", "kind": "reference_series",
       "unit": "percentage", "polarity": "higher", "period_kind": "month", "pool_years": 1,
       "decimals": 1, "comparators": []}.get(field.attname)) is not None})
figure = apps.get_model("figures", "Observation")
for value, superseded in ((1.5, revision), (2.5, None)):
    figure.objects.create(measure=measure, area=area, value=value, status="final",
        period_kind="month", period_year=2020, period_part=1, period_span=1, position=0,
        published=date(2020, 2, 1), recorded_in=revision, superseded_in=superseded)
"""

NOW = """
from django.core.management import call_command
from django.db import DatabaseError, transaction
from purbeck_web.exchange.models import KeptFile, Revision
from purbeck_web.figures.models import Observation
from purbeck_web.framework.models import Measure
from purbeck_web.people.models import Person
call_command("migrate", verbosity=0)
call_command("migrate", check_unapplied=True, verbosity=0)
print(list(Person.objects.values_list("email", "name", "role", "password")))
print(list(Revision.objects.values_list("made_by__name", "reason")))
print(list(KeptFile.objects.values_list("path", "text")))
print(list(Measure.objects.values_list("id", "name", "withdrawn")))
print(list(Observation.objects.order_by("pk").values_list("value", "superseded_in_id")))
figures, refused = Observation.objects.all(), 0
for change in (
    lambda: figures.update(value=9),
    lambda: figures.delete(),
    lambda: figures.filter(value=1.5).update(superseded_in=None),
):
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        refused += 1
print(refused)
"""

KEPT = """
[('ada@example.org', 'Ada Ŵ', 'analyst', 'hashed')]
[('Ada Ŵ', 'Imported')]
[('sources.toml', '# ours')]
[('m1', 'Attendance', False)]
[(1.5, 1), (2.5, None)]
3
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Start a PostgreSQL of our own."""
    with running_server() as found:
        yield found


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_database_of_the_first_version_is_brought_up_to_date(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    """People, revisions, files, measures and figures are as they were, and figures are guarded."""
    database = ""
    if kind == "postgresql":
        database = request.getfixturevalue("server").make("old")
    installation = Installation(tmp_path, database)
    installation.python(FIRST)

    assert installation.python(NOW) == KEPT.strip()
