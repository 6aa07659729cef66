"""The people who sign in: a name, an e-mail address and a role, and nothing else about them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import get_random_string, salted_hmac
from simple_history.models import HistoricalRecords

from purbeck_web.people.restriction import RestrictedQuerySet
from purbeck_web.people.roles import Role


class PersonManager(BaseUserManager.from_queryset(RestrictedQuerySet)):  # type: ignore[misc]
    """Finds people, and enters them."""

    def create_person(
        self,
        email: str,
        name: str,
        role: Role,
        password: str | None,
        *,
        reason: str = "",
        **more: Any,
    ) -> Any:
        """Enter a person, who signs in with a password; without one, by another way."""
        person = self.model(email=email.strip().lower(), name=name, role=role, **more)
        person.set_password(password)
        person._change_reason = reason
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> Any:
        """Find somebody by an address, in capitals or not."""
        return self.at_address(username or "").get()

    def at_address(self, email: str) -> Any:
        """Give whoever has an address, in capitals or not: one row, or none."""
        return self.alias(folded=Lower("email")).filter(folded=email.strip().lower())


def new_stamp() -> str:
    """Draw what tells the sessions of one time from those before it."""
    return get_random_string(22)


class Person(AbstractBaseUser):
    """Somebody who signs in.

    ``officer`` ties the person to an officer of the framework, whose measures are then theirs.
    ``service`` names a team of the framework's officers, for all of whose measures they act.
    Whoever leaves is made inactive, so that what they did keeps their name; ``left_on`` says
    since when. A new ``session_stamp`` ends every session. When somebody signed in is not kept.
    """

    last_login = None

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role.choices)
    officer = models.ForeignKey(
        "framework.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    service = models.CharField(max_length=200, blank=True, default="")
    is_active = models.BooleanField(default=True)
    left_on = models.DateField(null=True, blank=True)
    session_stamp = models.CharField(max_length=22, default=new_stamp, editable=False)

    objects = PersonManager()
    history = HistoricalRecords(excluded_fields=["password", "session_stamp"])

    USERNAME_FIELD = "email"

    class Meta:
        """People are listed by name; an address is one's own, in capitals or not."""

        ordering = ("name", "email")
        verbose_name_plural = "people"
        constraints = (models.UniqueConstraint(Lower("email"), name="one_address_a_person"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **named: Any) -> None:
        """Save, without a trace where only a password's storage is brought up to date.

        That happens when somebody signs in, which is not to be kept.
        """
        silent = list(named.get("update_fields") or ()) == ["password"]
        if silent:
            self.skip_history_when_saving = True
        super().save(*args, **named)
        if silent:
            del self.skip_history_when_saving

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Give what each session must hold to be good still."""
        held = f"{self.password}/{self.session_stamp}"
        made = salted_hmac("purbeck.people.session", held, secret=secret, algorithm="sha256")
        return made.hexdigest()


class Try(models.Model):
    """A count of tries to sign in, until a time; its key tells neither a person nor an address."""

    key = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField()

    objects = RestrictedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.count} tries until {self.until}"
