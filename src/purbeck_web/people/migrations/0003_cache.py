"""Makes the table of the cache that all processes share."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make(apps: Any, editor: Any) -> None:
    """Make the table; nothing happens where it is."""
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_service")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop, elidable=False)]
