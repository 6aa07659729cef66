"""Members' questions, who is to hear of the answer, and what people watch."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from purbeck_web.framework.models import Measure
from purbeck_web.people.restriction import RestrictedQuerySet
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

    @staticmethod
    def own_to(person: Any) -> models.Q:
        """Say which questions are a person's own: those on the person's measures."""
        return models.Q(measure__in=Measure.objects.filter(Measure.own_to(person)))


class Asking(models.Model):
    """Who put a question here, to be told of its answer; no part of the workspace."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="asking")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="asked"
    )

    objects = RestrictedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person} asked {self.question_id}"


class Watch(models.Model):
    """A measure of which a person wants to be told whenever it reads otherwise.

    ``told`` is how it read when the person last heard of it, in the words of the report.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="watches"
    )
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="watches")
    since = models.DateField()
    told = text()
    told_on = models.DateField()
    withdrawn = models.BooleanField(default=False)

    objects = RestrictedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["told", "told_on"])

    class Meta:
        """A person watches a measure once."""

        ordering = ("person", "measure__position")
        constraints = (models.UniqueConstraint(fields=["person", "measure"], name="watched_once"),)

    def __str__(self) -> str:
        return f"{self.person} watches {self.measure_id}"
