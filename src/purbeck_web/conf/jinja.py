"""The templates of the pages: Jinja, with the macros of govuk-frontend-jinja."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from purbeck.publish.theme import SIGNS
from purbeck.publish.wording.figures import day
from purbeck_web.audit.objects import OBJECTS
from purbeck_web.beside import offers
from purbeck_web.framework.models import Organisation
from purbeck_web.navigation import READING, WORK, links
from purbeck_web.people.restriction import Reach, Right, reach


def environment(**options: Any) -> Environment:
    """Set the templates up; all that they are given is escaped."""
    own = options.pop("loader")
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {"undefined": ChainableUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(loader=ChoiceLoader([own, govuk]), **options)
    made.globals.update(static=static, url=_url, may=_may, signs=SIGNS, organisation=_organisation)
    made.globals.update(
        changes_of=_changes_of,
        messages=get_messages,
        offers=offers,
        reading_links=lambda request: links(request, READING),
        work_links=lambda request: links(request, WORK),
    )
    made.filters.update(day=_day, moment=_moment)
    return made


def _url(name: str, *arguments: str) -> str:
    return reverse(name, args=arguments)


def _organisation() -> str:
    """Give the name above every page; that of the program before a workspace is imported."""
    named = Organisation.objects.values_list("name", flat=True).first()
    return named or "Purbeck"


def _may(request: HttpRequest, right: str) -> bool:
    """Whether a page should offer what a right is needed for."""
    return reach(request.user, Right(right)) is not Reach.NOTHING


def _changes_of(request: HttpRequest, kind: str, of: str) -> str:
    """Give the address of the changes of an object; empty for whoever may not see them."""
    seen = OBJECTS[kind].allowed(request.user).filter(pk=of).exists()
    return reverse("changes-of", args=[kind, of]) if seen else ""


def _moment(at: datetime) -> str:
    """Write a day and the time of it, where the council is."""
    local = timezone.localtime(at)
    return f"{day(local.date())}, {local:%H:%M}"


def _day(on: date) -> str:
    """Write a date, or the date of a time where the council is."""
    return day(timezone.localtime(on).date() if isinstance(on, datetime) else on)
