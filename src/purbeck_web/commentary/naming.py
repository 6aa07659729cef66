"""Whom a comment names: ``@`` and a full name, or an e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from purbeck.model.nearest import hint
from purbeck_web.framework.models import Measure
from purbeck_web.people.models import Person
from purbeck_web.people.restriction import Reach, Right, reach

MOST_NAMED = 10
"""Whom one comment can name; more would be a mailing. Our own choice."""

_AT = re.compile(r"(?<![\w@.])@(?=[^\W\d_])")
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WORDS = re.compile(r"[\w'’.-]+(?: [\w'’.-]+){0,2}")


@dataclass(frozen=True, slots=True)
class Named:
    """Those whom a text names, and what is wrong with the names of others."""

    people: tuple[Any, ...]
    problems: tuple[str, ...]


def who_may_discuss(indicator: str) -> list[Any]:
    """List the people who may discuss an indicator, by name."""
    reached: dict[tuple[object, ...], bool] = {}
    found = []
    for person in Person.objects.filter(is_active=True).select_related("officer"):
        part = (person.role, person.officer_id, person.service)
        if part not in reached:
            reached[part] = _may_discuss(person, indicator)
        if reached[part]:
            found.append(person)
    return found


def named_in(text: str, people: Iterable[Any]) -> Named:
    """Find whom a text names among people who may be named.

    The longest name that stands after an ``@`` counts, whatever its capitals; an ``@`` within a
    word, or before a figure, names nobody. Of two people with one name, neither is meant: the
    e-mail address tells them apart.
    """
    people = list(people)
    found: dict[Any, Any] = {}
    problems: list[str] = []
    for at in _AT.finditer(text):
        rest = text[at.end() :]
        meant = _meant(rest, people)
        if len(meant) == 1:
            found[meant[0].pk] = meant[0]
        elif meant:
            problems.append(
                f"Two people are called {meant[0].name}: write @ and the e-mail address"
            )
        else:
            problems.append(_unknown(rest, people))
    if len(found) > MOST_NAMED:
        problems.append(f"Name {MOST_NAMED} people at most in one comment")
    return Named(tuple(found.values()), tuple(dict.fromkeys(problems)))


def _may_discuss(person: Any, indicator: str) -> bool:
    reached = reach(person, Right.DISCUSS)
    if reached is not Reach.OWN:
        return reached is Reach.ALL
    own = Measure.objects.restrict(person, Right.DISCUSS)
    return bool(own.filter(pk=indicator).exists())


def _meant(rest: str, people: list[Any]) -> list[Any]:
    address = _ADDRESS.match(rest)
    if address:
        wanted = address[0].casefold().rstrip(".'-")
        return [each for each in people if each.email.casefold() == wanted]
    folded = " ".join(rest[:400].casefold().split())
    begun = [each for each in people if _begins(folded, " ".join(each.name.casefold().split()))]
    longest = max((len(each.name) for each in begun), default=0)
    return [each for each in begun if len(each.name) == longest]


def _begins(text: str, name: str) -> bool:
    return bool(name) and text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def _unknown(rest: str, people: list[Any]) -> str:
    written = _ADDRESS.match(rest) or _WORDS.match(rest)
    words = written[0] if written else rest[:20]
    names = [each.name for each in people]
    return f"Nobody who may read this is called “@{words}”{hint(words, names)}"
