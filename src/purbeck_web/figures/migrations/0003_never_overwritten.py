"""The database itself refuses to change or delete a figure, whoever asks and however.

SQLite copies a table to alter it, and drops its triggers with it: a later migration of the table
puts them back (``put``). A test looks that they are there after the last one.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABLE = "figures_observation"

GUARDED = (
    "measure_id, area_id, period_kind, period_year, period_part, period_span, value, numerator, "
    "denominator, lower, upper, status, absence, published, note, source, recorded_in_id"
)

SQLITE = (
    f"""CREATE TRIGGER figure_not_changed BEFORE UPDATE OF {GUARDED} ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'a figure is superseded and never changed'); END""",
    f"""CREATE TRIGGER figure_superseded_once BEFORE UPDATE OF superseded_in_id ON {TABLE}
    WHEN OLD.superseded_in_id IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a figure is superseded once'); END""",
    f"""CREATE TRIGGER figure_not_deleted BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'a figure is superseded and never deleted'); END""",
)

POSTGRESQL = (
    """CREATE FUNCTION figure_refused() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE TRIGGER figure_not_changed BEFORE UPDATE OF {GUARDED} ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION figure_refused('a figure is superseded and never changed')""",
    f"""CREATE TRIGGER figure_superseded_once BEFORE UPDATE OF superseded_in_id ON {TABLE}
    FOR EACH ROW WHEN (OLD.superseded_in_id IS NOT NULL)
    EXECUTE FUNCTION figure_refused('a figure is superseded once')""",
    f"""CREATE TRIGGER figure_not_deleted BEFORE DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION figure_refused('a figure is superseded and never deleted')""",
)

NAMES = ("figure_not_changed", "figure_superseded_once", "figure_not_deleted")


def put(apps: Any, editor: Any) -> None:
    """Make the triggers of the database at hand."""
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        # Without parameters, so that a per cent sign is one.
        editor.execute(statement, None)


def take(apps: Any, editor: Any) -> None:
    """Drop the triggers again."""
    postgresql = editor.connection.vendor == "postgresql"
    for name in NAMES:
        editor.execute(f"DROP TRIGGER {name}" + (f" ON {TABLE}" if postgresql else ""))
    if postgresql:
        editor.execute("DROP FUNCTION figure_refused()")


class Migration(migrations.Migration):
    """Puts the triggers in place."""

    dependencies = [("figures", "0002_initial")]
    operations = [migrations.RunPython(put, take, elidable=False)]
