"""The database itself refuses to change what was issued or done, whoever asks and however.

An edition can be withdrawn, once. Its files come in until it is sealed, and stay as they are; a
step of an indicator stays as it is. SQLite copies a table to alter it, and drops its triggers with
it: a later migration of one of these tables puts them back (``put``). A test looks that they are
there after the last one.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

EDITION, FILE, SEAL, STEP = (
    "workflow_edition",
    "workflow_editionfile",
    "workflow_seal",
    "workflow_transition",
)

ISSUED = (
    'name, token, round_id, title, "on", issued_at, issued_by_id, indicators, measures, '
    "previous_id, supersedes_id"
)
WITHDRAWN = "withdrawn_at, withdrawn_by_id, withdrawn_reason"

RULES = (
    ("edition_not_changed", EDITION, f"UPDATE OF {ISSUED}", "", "an edition is never changed"),
    (
        "edition_withdrawn_once",
        EDITION,
        f"UPDATE OF {WITHDRAWN}",
        "OLD.withdrawn_at IS NOT NULL",
        "an edition is withdrawn once",
    ),
    ("edition_not_deleted", EDITION, "DELETE", "", "an edition is never deleted"),
    ("edition_file_not_changed", FILE, "UPDATE", "", "a file of an edition is never changed"),
    ("edition_file_not_deleted", FILE, "DELETE", "", "a file of an edition is never deleted"),
    ("seal_not_changed", SEAL, "UPDATE", "", "a seal is never changed"),
    ("seal_not_deleted", SEAL, "DELETE", "", "a seal is never deleted"),
    ("step_not_changed", STEP, "UPDATE", "", "a step is never changed"),
    ("step_not_deleted", STEP, "DELETE", "", "a step is never deleted"),
)
"""The name of each trigger, its table, what it stands before, when, and what it says."""

SEALED = "edition_file_not_added"
SEALED_SAYS = "a sealed edition has no more files"


def _sqlite() -> list[str]:
    made = [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
        + (f"WHEN {when} " if when else "")
        + f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
        for name, table, event, when, says in RULES
    ]
    return [
        *made,
        f"CREATE TRIGGER {SEALED} BEFORE INSERT ON {FILE} WHEN EXISTS "
        f"(SELECT 1 FROM {SEAL} WHERE edition_id = NEW.edition_id) "
        f"BEGIN SELECT RAISE(ABORT, '{SEALED_SAYS}'); END",
    ]


def _postgresql() -> list[str]:
    made = [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW "
        + (f"WHEN ({when}) " if when else "")
        + f"EXECUTE FUNCTION workflow_refused('{says}')"
        for name, table, event, when, says in RULES
    ]
    return [
        "CREATE FUNCTION workflow_refused() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE FUNCTION workflow_sealed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF EXISTS (SELECT 1 FROM {SEAL} WHERE edition_id = NEW.edition_id) THEN "
        "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END IF; "
        "RETURN NEW; END $$",
        *made,
        f"CREATE TRIGGER {SEALED} BEFORE INSERT ON {FILE} FOR EACH ROW "
        f"EXECUTE FUNCTION workflow_sealed('{SEALED_SAYS}')",
    ]


def put(apps: Any, editor: Any) -> None:
    """Make the triggers of the database at hand."""
    for statement in _postgresql() if editor.connection.vendor == "postgresql" else _sqlite():
        # Without parameters, so that a per cent sign is one.
        editor.execute(statement, None)


def take(apps: Any, editor: Any) -> None:
    """Drop the triggers again."""
    postgresql = editor.connection.vendor == "postgresql"
    for name, table, *_ in (*RULES, (SEALED, FILE)):
        editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if postgresql else ""))
    if postgresql:
        editor.execute("DROP FUNCTION workflow_refused()")
        editor.execute("DROP FUNCTION workflow_sealed()")


class Migration(migrations.Migration):
    """Puts the triggers in place."""

    dependencies = [("workflow", "0001_initial")]
    operations = [migrations.RunPython(put, take, elidable=False)]
