"""The application set up for its tests, with the Dorset workspace and one person of every role."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "purbeck_web.conf.settings"
os.environ["PURBECK_DEMO"] = "1"
os.environ.setdefault("PURBECK_LOG_LEVEL", "WARNING")
os.environ.setdefault("PURBECK_WEB_DATA", tempfile.mkdtemp(prefix="purbeck-web-"))

import django

django.setup()

from django.conf import settings  # noqa: E402

# A password that is slow to check is of no use to a test.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]

DORSET = Path(__file__).parents[2] / "examples" / "dorset-2018"
THEN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Import Dorset once; each test undoes what it does."""
    from purbeck_web.exchange.folder import import_folder
    from purbeck_web.people.demo import make_demo_people

    with django_db_blocker.unblock():
        import_folder(DORSET, THEN)
        make_demo_people(lambda: "a password for tests")


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    """Give the person of each role, by the role."""
    from purbeck_web.people.models import Person

    return {person.role: person for person in Person.objects.all()}
