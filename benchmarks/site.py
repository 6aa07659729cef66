"""A framework of 277 indicators and 170,000 observations: read, checked, assessed, made a site.

Run it as ``python benchmarks/site.py [FOLDER]``. The workspace is made up, seeded, so that it is
the same each time: 17 outcomes, 277 indicators, 30 councils and England over 20 years, with
commentary on each indicator. What ``purbeck site`` does is then timed in a process of its own,
step by step, with the most memory that the process and those it started had.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

INDICATORS, OUTCOMES, ROWS = 277, 17, 170_000
AREAS, PERIODS, FIRST_YEAR = 30, 20, 2006
ENGLAND = "E92000001"
ROUNDS = 3

UNITS = ("percentage", "percentage", "rate-per-1000", "days", "score")
POLARITIES = ("higher", "lower", "higher", "lower", "neither")
WHAT = (
    "Adults who say that they feel safe after dark",
    "Households in temporary accommodation",
    "Pupils who reach the expected standard",
    "Days lost to sickness among those who care",
    "Progress of pupils between the ages of 7 and 11",
)
STORY = """## Story behind the baseline

The figure has moved as it has for **several reasons**, none of which accounts for all of it. \
What is known comes from those who work with the people concerned.

- Fewer people ask for help than need it
- Where help is given early, less is needed later

## Partners with a significant role to play

- Schools and colleges
- The health service

## What works

Visits at home in the first year have been shown to help.
"""


def codes() -> list[str]:
    """Name the councils by their codes, and England."""
    return [f"E06{number:06}" for number in range(1, AREAS + 1)] + [ENGLAND]


def make_workspace(folder: Path, seed: int = 2018) -> None:
    """Make the workspace up; the same seed gives the same bytes."""
    rng = np.random.default_rng(seed)
    (folder / "observations").mkdir(parents=True)
    (folder / "narrative").mkdir()
    (folder / "framework.toml").write_text(_framework(), "utf-8")
    (folder / "policy.toml").write_text(_POLICY, "utf-8")
    (folder / "risks.csv").write_text(_risks(), "utf-8")
    for number in range(INDICATORS):
        (folder / "narrative" / f"indicator-{number + 1:03}.md").write_text(STORY, "utf-8")
    lines = [line for number in range(INDICATORS) for line in _figures(number, rng)]
    kept = np.sort(rng.permutation(len(lines))[:ROWS])
    heading = "measure,area,period,value,numerator,denominator,status,published,source"
    for part, rows in enumerate(np.array_split(kept, OUTCOMES), start=1):
        text = "\n".join([heading, *(lines[row] for row in rows), ""])
        (folder / "observations" / f"part-{part:02}.csv").write_text(text, "utf-8")


_POLICY = """name = "Policy of the benchmark"
reason = "Made up, to be timed."

[[band]]
kind = "population_indicator"
marginal = 0.5
similar = 0.5
source = "Made up"

[disclosure]
minimum_count = 5
source = "Made up"
"""


def _framework() -> str:
    names = {code: f"Council {number}" for number, code in enumerate(codes(), start=1)}
    names[ENGLAND] = "England"
    parts = [
        '[organisation]\nname = "Exampleshire Council"\narea = "E06000001"\nplan = "The plan"\n',
        '[report]\ntitle = "Monitoring report"\ndate = 2026-11-24\nprevious = 2026-08-24\n',
        *(f'[[area]]\ncode = "{code}"\nname = "{name}"\n' for code, name in names.items()),
        f'[[group]]\nid = "alike"\nname = "Alike"\nmembers = {json.dumps(codes()[1:11])}\n',
        '[[comparator]]\nid = "alike"\nlabel = "Councils alike"\nkind = "group-mean"\n'
        'group = "alike"\n',
        f'[[comparator]]\nid = "england"\nlabel = "England"\nkind = "area"\narea = "{ENGLAND}"\n',
        *(
            f'[[outcome]]\nid = "outcome-{number + 1:02}"\n'
            f'name = "Goal {number + 1}: people thrive"\n'
            for number in range(OUTCOMES)
        ),
        *map(_indicator, range(INDICATORS)),
    ]
    return "\n".join(parts)


def _indicator(number: int) -> str:
    kind = number % len(UNITS)
    return (
        f'[[indicator]]\nid = "indicator-{number + 1:03}"\nnumber = "{number + 1:03}"\n'
        f'outcome = "outcome-{number * OUTCOMES // INDICATORS + 1:02}"\n'
        f'name = "{WHAT[kind]}, by way {number + 1}"\nunit = "{UNITS[kind]}"\n'
        f'polarity = "{POLARITIES[kind]}"\nperiod = "financial_year"\n'
        'comparators = ["alike", "england"]\ndefinition = "Made up, to be timed."\n'
        'source = "Made up"\n'
    )


def _risks() -> str:
    rows = [
        f"R{n:02},Something that may go wrong in way {n},{('low', 'medium', 'high')[n % 3]},"
        f"indicator-{n * 9:03},outcome-{(n * 9 - 1) * OUTCOMES // INDICATORS + 1:02}"
        for n in range(1, 31)
    ]
    return "\n".join(["id,title,level,indicator,outcome", *rows, ""])


def _figures(number: int, rng: np.random.Generator) -> list[str]:
    """Give the rows of one indicator, area by area, with fractions where the unit is one."""
    unit = UNITS[number % len(UNITS)]
    shape = (AREAS + 1, PERIODS)
    total = rng.integers(400, 9000, shape)
    level = rng.uniform(0.2, 0.8) + rng.normal(0, 0.05, (AREAS + 1, 1))
    share = level + np.arange(PERIODS) * rng.normal(0, 0.004) + rng.normal(0, 0.012, shape)
    share = np.clip(share, 0.02, 0.98)
    total[-1] = total[:-1].sum(axis=0)
    count = np.floor(total * share)
    scale = {"percentage": 100.0, "rate-per-1000": 1000.0}.get(unit, 0.0)
    rows = []
    for row, area in enumerate(codes()):
        for column in range(PERIODS):
            year = FIRST_YEAR + column
            start = f"indicator-{number + 1:03},{area},{year}-{(year + 1) % 100:02}"
            if scale:
                value = scale * count[row, column] / total[row, column]
                middle = f"{value:.1f},{count[row, column]:.0f},{total[row, column]}"
            elif unit == "days":
                middle = f"{count[row, column]:.0f},,"
            else:
                middle = f"{10 * (share[row, column] - 0.5):.1f},,"
            rows.append(f"{start},{middle},,{year + 1}-{1 + number % 12:02}-15,Made up")
    return rows


class Steps:
    """The seconds that each step took, in order."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}
        self._since = time.perf_counter()

    def done(self, name: str) -> None:
        """End a step."""
        now = time.perf_counter()
        self.took[name] = now - self._since
        self._since = now


def _timed(workspace: Path, out: Path) -> None:
    """Do what ``purbeck site`` does, and print what each step took as JSON."""
    steps = Steps()
    gc.disable()  # As the command does.
    from purbeck.checks import check_workspace
    from purbeck.cli.opening import read_whole
    from purbeck.publish.site.build import make_site
    from purbeck.publish.site.source import site_source

    steps.done("start")
    reading = read_whole(workspace)
    known = reading.workspace
    assert known is not None, reading.errors[:5]
    steps.done("read")
    check_workspace(known)
    steps.done("check")
    source = site_source(known)
    steps.done("assess")
    made = make_site(source, out)
    steps.done("build")
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    found = {
        "steps": steps.took,
        "mib": sum(each.ru_maxrss for each in used) / 1024,
        "cpu": sum(each.ru_utime + each.ru_stime for each in used),
        "files": made.files,
    }
    print(json.dumps(found))


def main(folder: Path) -> None:
    """Make the workspace, and print what the best of a few runs took."""
    workspace, out = folder / "workspace", folder / "site"
    if not workspace.exists():
        make_workspace(workspace)
    runs = [_run(workspace, out) for _ in range(ROUNDS)]
    best = min(runs, key=lambda run: sum(run["steps"].values()))
    for name, seconds in best["steps"].items():
        print(f"{name:>8} {seconds:6.2f} s")
    total = sum(best["steps"].values())
    print(f"{'total':>8} {total:6.2f} s, with {best['cpu']:.2f} s of processors")
    print(f"{best['mib']:.0f} MiB at most, what two processes share counted twice")
    print(f"{best['files']:,} files")


def _run(workspace: Path, out: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, __file__, "--timed", str(workspace), str(out)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["--timed"]:
        _timed(Path(sys.argv[2]), Path(sys.argv[3]))
    elif len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
