"""Where the outside cases are, how they are read, and what comes of holding one against ours."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike

Case = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What came of one case.

    Attributes
    ----------
    apart
        Where our answer differs from theirs; empty where it is theirs.
    reason
        The documented deviation that a difference comes of, itself verified on the case; empty
        where there is none, so that a difference without a reason is a failure.
    """

    apart: str = ""
    reason: str = ""

    @property
    def passed(self) -> bool:
        """Whether our answer is theirs."""
        return not self.apart

    @property
    def failed(self) -> bool:
        """Whether our answer differs, and nothing that is documented explains it."""
        return bool(self.apart) and not self.reason


PASSED = Outcome()


@dataclass(frozen=True)
class Suite:
    """One method of ours, and the cases of one outside source of answers to it.

    Attributes
    ----------
    method
        What is held against the source, in plain words.
    rule
        The code of the rule that rests on the method.
    source
        Whose answers they are.
    file
        The file of cases within the folder ``gold``.
    check
        Holds one case against ours.
    pick
        Takes the cases out of what the file holds.
    """

    method: str
    rule: str
    source: str
    file: str
    check: Callable[[Case], Outcome]
    pick: Callable[[Any], Iterable[Case]] = iter


def gold_folder() -> Path | None:
    """Give the folder of outside cases; None where PURBECK_SHARED is not set or has none."""
    place = os.environ.get("PURBECK_SHARED")
    folder = Path(place) / "gold" if place else None
    return folder if folder is not None and folder.is_dir() else None


def cases(name: str) -> Any:
    """Read one file of outside cases, or skip the test that needs it.

    Parameters
    ----------
    name
        The file within the folder ``gold`` of PURBECK_SHARED, such as
        "two_proportion/r_prop_test.json".
    """
    folder = gold_folder()
    if folder is None:
        pytest.skip("PURBECK_SHARED is not set, or holds no folder gold of outside cases.")
    file = folder / name
    if not file.is_file():
        pytest.skip(f"There is no file {file}.")
    return read(file)


def read(file: Path) -> Any:
    """Read a file of outside cases."""
    return json.loads(file.read_text(encoding="utf-8"))


def outcomes(suite: Suite, held: Any) -> Iterator[tuple[str, Outcome]]:
    """Hold every case against ours, with its name; one that cannot be held has failed."""
    for number, case in enumerate(suite.pick(held), start=1):
        try:
            outcome = suite.check(case)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            outcome = Outcome(f"it could not be held against ours: {error!r}")
        yield str(case.get("id") or case.get("test") or number), outcome


def all_of(suite: Suite) -> list[tuple[str, Outcome]]:
    """Hold every case of a suite against ours, in a test: skipped where there is no file."""
    found = list(outcomes(suite, cases(suite.file)))
    assert found, f"{suite.file} holds no case of {suite.method}."
    return found


def failures(suite: Suite) -> list[str]:
    """Say which cases of a suite differ from ours without a documented reason."""
    return [f"{name}: {one.apart}" for name, one in all_of(suite) if one.failed]


def of_name(suites: Iterable[Suite], method: str) -> Suite:
    """Find the suite of a method."""
    return next(suite for suite in suites if suite.method == method)


_WRITTEN = {"NA": np.nan, "NaN": np.nan, "Inf": np.inf, "-Inf": -np.inf, None: np.nan}


def numbers(given: Any) -> np.ndarray:
    """Make numbers of what a file holds, where a null, or R's NA, stands for none."""
    listed = given if isinstance(given, list) else [given]
    return np.array(
        [one if isinstance(one, int | float) else _WRITTEN[one] for one in listed], dtype=np.float64
    )


def apart(
    name: str, ours: ArrayLike, theirs: Any, *, rel: float = 0.0, room: float = 0.0
) -> Iterator[str]:
    """Give the name of a figure and both values, unless they agree within the room given."""
    mine, held = np.atleast_1d(np.asarray(ours, dtype=np.float64)), numbers(theirs)
    if mine.shape != held.shape or not np.allclose(mine, held, rtol=rel, atol=room, equal_nan=True):
        yield f"{name} {mine.tolist()} for {held.tolist()}"


def unlike(name: str, ours: object, theirs: object) -> Iterator[str]:
    """Give the name of a verdict and both values, unless they are the same."""
    if ours != theirs:
        yield f"{name} {ours} for {theirs}"


def outcome_of(*differences: Iterable[str], reason: str = "") -> Outcome:
    """Make an outcome of what differs: nothing is a pass."""
    found = [one for each in differences for one in each]
    return Outcome("; ".join(found), reason) if found else PASSED
