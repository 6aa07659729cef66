"""What a layout profile may not have: it would only fail later, in the middle of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from purbeck.model.errors import UsageError
from purbeck.transcription.page import Colour, Form


def check_tables(tables: Mapping[str, Any], name: str) -> None:
    """Refuse a wrong type, or an expression that is none, with UsageError."""
    for table, held in tables.items():
        if not isinstance(held, Mapping):
            raise UsageError(f"The profile '{name}': '{table}' has to be a table.")
        if table in {"columns", "inline", "headings", "lists", "patterns"}:
            for key, value in held.items():
                if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                    raise UsageError(f"The profile '{name}': {table}.{key} has to list texts.")
    expressions = [one for group in tables["patterns"].values() for one in group]
    for one in [*expressions, *tables["settings"].get("recognise", [])]:
        try:
            re.compile(one)
        except (re.error, TypeError) as error:
            raise UsageError(f"The profile '{name}': '{one}' is no expression: {error}.") from error
    for character, described in tables["glyphs"].items():
        words = [form.value for form in Form] + [colour.value for colour in Colour]
        if not isinstance(described, str) or not any(described.startswith(w) for w in words):
            raise UsageError(f"The profile '{name}': the sign '{character}' has no known form.")
