"""The parts that people have in the yearly round."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """A part that a signed-in person has; whoever is not signed in is the public."""

    ANALYST = "analyst", "Analyst"
    MEASURE_OWNER = "measure-owner", "Measure owner"
    LEAD_OFFICER = "lead-officer", "Lead officer"
    SPONSOR = "sponsor", "Outcome sponsor"
    ASSURANCE = "assurance", "Assurance officer"
    COUNCILLOR = "councillor", "Councillor"
    ADMINISTRATOR = "administrator", "Administrator"
