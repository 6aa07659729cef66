"""The people who sign in: a name, an e-mail address and a role, and nothing else about them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from simple_history.models import HistoricalRecords

from purbeck_web.people.restriction import RestrictedQuerySet
from purbeck_web.people.roles import Role


class PersonManager(BaseUserManager.from_queryset(RestrictedQuerySet)):  # type: ignore[misc]
    """Finds people, and enters them."""

    def create_person(self, email: str, name: str, role: Role, password: str, **more: Any) -> Any:
        """Enter a person who signs in with a password."""
        person = self.model(email=self.normalize_email(email), name=name, role=role, **more)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in.

    ``officer`` ties the person to an officer of the framework, whose measures are then theirs.
    ``service`` names a team of the framework's officers, for all of whose measures they act.
    Whoever leaves is made inactive, so that what they did keeps their name.
    """

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role.choices)
    officer = models.ForeignKey(
        "framework.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    service = models.CharField(max_length=200, blank=True, default="")
    is_active = models.BooleanField(default=True)

    objects = PersonManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"

    class Meta:
        """People are listed by name."""

        ordering = ("name", "email")
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name
