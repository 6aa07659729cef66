"""The glossary is whole: each public class has an entry, and each entry is of something."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator

from tests.docs.pages import ROOT

GLOSSARY = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")

# The floors whose classes a colleague meets by name; those above draw and print.
COVERED = (
    "purbeck.model",
    "purbeck.panel",
    "purbeck.assess",
    "purbeck.store",
    "purbeck.scorecard",
    "purbeck.areas",
    "purbeck.checks",
    "purbeck.publish.document",
)

_ENTRY = re.compile(
    r"^\*\*(?P<term>[^\n]+?)\*\*(?: · (?P<names>[^\n]+))?\\\n(?P<text>\S[^#]*?)\n\n", re.M
)


def _modules(name: str) -> Iterator[str]:
    yield name
    package = importlib.import_module(name)
    if hasattr(package, "__path__"):
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            yield module.name


def public_classes() -> set[str]:
    """Name every public class of the modules covered, by where it is defined."""
    return {
        found.__name__
        for name in COVERED
        for module in _modules(name)
        for found in vars(importlib.import_module(module)).values()
        if inspect.isclass(found)
        and found.__module__ == module
        and not found.__name__.startswith("_")
    }


def entries() -> list[tuple[str, tuple[str, ...], str]]:
    """Give each entry: its term, the classes that it names, and its text."""
    return [
        (entry["term"], tuple(re.findall(r"`(\w+)`", entry["names"] or "")), entry["text"])
        for entry in _ENTRY.finditer(f"{GLOSSARY}\n\n")
    ]


def test_every_public_class_has_an_entry() -> None:
    """A public class that the glossary does not name is a word that nobody has explained."""
    named = {name for _, names, _ in entries() for name in names}

    assert public_classes() - named == set()


def test_every_class_named_exists() -> None:
    """The glossary names no class that is gone, and none twice."""
    named = [name for _, names, _ in entries() for name in names]
    known = public_classes() | {"SheetValue"}

    assert [name for name in named if name not in known] == []
    assert [name for name in set(named) if named.count(name) > 1] == []


def test_an_entry_is_one_or_two_sentences() -> None:
    """A term is explained in at most three sentences, and the explanation ends as one does."""
    long = [term for term, _, text in entries() if len(re.findall(r"[.!?](?=\s|$)", text)) > 3]
    open_ended = [term for term, _, text in entries() if not text.rstrip().endswith(".")]

    assert (long, open_ended) == ([], [])


def test_the_entries_are_found_at_all() -> None:
    """The glossary has as many entries as it has lines that begin with a term."""
    lines = [line for line in GLOSSARY.splitlines() if line.startswith("**")]

    assert len(entries()) == len(lines) > 40
