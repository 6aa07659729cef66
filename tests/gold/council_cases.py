"""The legible verdicts of the Dorset report of 2018, by the council's own rules.

They are what the report said, and not what is right; the rules are made to say the same.
"""

from __future__ import annotations

from purbeck.assess.benchmark import benchmark_of
from purbeck.assess.comparison import comparison
from purbeck.assess.direction_of_travel import direction_of_travel
from purbeck.assess.latest import latest_of
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.panel import Panel
from tests.gold.cases import Case, Outcome, Suite, outcome_of, unlike
from tests.spec.drawn import measure, panel

FILE = "seed_verdicts/seed_cases.json"
SOURCE = "Dorset report, 2018"
POLARITIES = {"high": "higher", "low": "lower", "none": "neither"}
OTHER = Comparator(id="other", label="Other", kind=ComparatorKind.AREA, area="Other")


def period_kind(label: str) -> str:
    """Tell the kind of period from how the report writes it: Q3 2017-18, 2013-14, 2016."""
    if label.startswith("Q"):
        return "financial_quarter"
    return "academic_year" if "-" in label else "calendar_year"


def drawn_of(case: Case) -> Panel:
    """Draw the series of a case, and its comparator at the latest period."""
    labels = [label for label, _ in case["series"]]
    ours = [str(value) for _, value in case["series"]]
    others = ["-"] * (len(ours) - 1) + [str(case["benchmark"]["value"])]
    rows = (("area", *labels), ("Dorset", *ours), ("Other", *others))
    of = measure(polarity=POLARITIES[case["polarity"]], period=period_kind(labels[-1]))
    return panel(of, "\n".join(" | ".join(row) for row in rows))


def trend_as_printed(case: Case) -> Outcome:
    finding = direction_of_travel(drawn_of(case), DEFAULT_POLICY).at(0)
    return outcome_of(unlike("trend", finding.verdict.value, case["seed_trend"].lower()))


def benchmark_as_printed(case: Case) -> Outcome:
    drawn = drawn_of(case)
    held = benchmark_of(OTHER, drawn, latest_of(drawn).latest, drawn, ())
    finding = comparison(drawn, held, DEFAULT_POLICY).at(0)
    return outcome_of(unlike("comparison", finding.verdict.value, case["seed_benchmark"].lower()))


SUITES = (
    Suite("Council's rule: direction of travel", "direction-of-travel", SOURCE, FILE,
          trend_as_printed),
    Suite("Council's rule: comparison", "comparison", SOURCE, FILE, benchmark_as_printed),
)  # fmt: skip
