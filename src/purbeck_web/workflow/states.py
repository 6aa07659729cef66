"""The states of an indicator on its way into an edition."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """How far an indicator, with its measures, has come; each is said in words, never by colour."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    REVIEWED = "reviewed", "Reviewed"
    SIGNED_OFF = "signed-off", "Signed off"
    ISSUED = "issued", "Issued"
