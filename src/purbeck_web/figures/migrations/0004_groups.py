"""Figures of groups of people: the two columns that name one, guarded like all the others.

SQLite copies the table to add a column, and its triggers go with the old one: they are taken away
before and put back after, on PostgreSQL as well, with the new columns among those guarded.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.db import migrations, models

BEFORE = import_module("purbeck_web.figures.migrations.0003_never_overwritten")

GUARDED = f"{BEFORE.GUARDED}, dimension, subgroup"


def put(apps: Any, editor: Any) -> None:
    """Make the triggers, with the columns of a group guarded."""
    postgresql = editor.connection.vendor == "postgresql"
    for statement in BEFORE.POSTGRESQL if postgresql else BEFORE.SQLITE:
        # Without parameters, so that a per cent sign is one.
        editor.execute(statement.replace(BEFORE.GUARDED, GUARDED), None)


class Migration(migrations.Migration):
    """Adds the columns, with the triggers away meanwhile."""

    dependencies = [("figures", "0003_never_overwritten")]

    operations = [
        migrations.RunPython(BEFORE.take, BEFORE.put, elidable=False),
        migrations.AddField(
            model_name="observation",
            name="dimension",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="observation",
            name="subgroup",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.RunPython(put, BEFORE.take, elidable=False),
    ]
