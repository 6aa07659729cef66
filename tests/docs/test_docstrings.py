"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import purbeck


def _modules() -> list[str]:
    """Name every module of the package, save those that run a program when imported."""
    found = pkgutil.walk_packages(purbeck.__path__, "purbeck.")
    return [module.name for module in found if not module.name.endswith("__main__")]


def _examples_in(module: ModuleType) -> list[doctest.DocTest]:
    return [found for found in doctest.DocTestFinder().find(module) if found.examples]


@pytest.mark.parametrize("name", _modules())
def test_the_examples_of_a_module_run(name: str) -> None:
    """Every example in a docstring gives what it shows."""
    run = doctest.testmod(importlib.import_module(name))

    assert run.failed == 0


def test_there_are_examples_to_run() -> None:
    """Examples are found, so that the test of them can fail."""
    modules = [importlib.import_module(name) for name in _modules()]

    assert sum(len(_examples_in(module)) for module in modules) > 50


def test_an_example_that_is_wrong_fails() -> None:
    """An example that shows something else than comes out of it is a failure."""
    module = ModuleType("wrong", ">>> 1 + 1\n3\n")

    assert doctest.testmod(module, report=False).failed == 1
