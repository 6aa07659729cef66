"""Members' questions."""

from __future__ import annotations

from django.db import models

from purbeck_web.rows import WorkspaceRow, link, text


class Question(WorkspaceRow):
    """One question with its answer, about a measure or, without one, the report as a whole."""

    question = models.TextField()
    measure = link("framework.Measure", "questions")
    asked_by = text()
    asked_on = models.DateField()
    answer = text()
    answered_on = models.DateField(null=True, blank=True)
    answered_by = link("framework.Officer", "answers")
    status = models.CharField(max_length=20)
