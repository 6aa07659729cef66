"""Tables and values, written as TOML."""

from __future__ import annotations

import json
from collections.abc import Sequence

from purbeck.transcription.plan import clean


def table(head: str, **values: str) -> str:
    """Write a table of texts; what is empty is left out."""
    lines = [head]
    lines += [f"{key} = {quoted(value)}" for key, value in values.items() if value]
    return "\n".join([*lines, ""])


def one_line(text: str) -> str:
    """Put a text on one line, without what cannot be printed."""
    return " ".join(clean(text).split())


def quoted(text: str) -> str:
    """Write a text as a basic string of TOML: JSON's escapes are TOML's as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def listed(texts: Sequence[str]) -> str:
    """Write texts as a list."""
    return "[" + ", ".join(quoted(text) for text in texts) + "]"
