"""What every record that leaves as JSON shares."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A part of what other programs read: frozen, with no field that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")
