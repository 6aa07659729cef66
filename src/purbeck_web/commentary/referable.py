"""What a text on an indicator can refer to, with the words that each reference gives today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from purbeck.model.measure import PopulationIndicator
from purbeck.publish.wording.references import References, Resolved
from purbeck.publish.wording.writable import Writable, writable, writable_of_registers
from purbeck_web.commentary.checking import Bench


@dataclass(frozen=True, slots=True)
class Referable:
    """One measure, or the registers, with each reference to it and the words that it gives."""

    title: str
    rows: tuple[tuple[str, str], ...]


def referable(bench: Bench) -> tuple[Referable, ...]:
    """List what can be referred to: the indicator, its measures, its risks and actions."""
    references = References(bench.scorecard)
    indicator = bench.scorecard.framework.measure(bench.standing.indicator)
    assert isinstance(indicator, PopulationIndicator)  # a narrative is of nothing else
    found = [
        Referable(f"{each.number} {each.name}".strip(), _rows(writable(references, each)))
        for each in (indicator, *indicator.measures)
    ]
    own = {risk.id for risk in bench.scorecard.risks_to(indicator.id)}
    own |= {action.id for action in bench.scorecard.actions_on(indicator.id)}
    registers = _rows(
        each for each in writable_of_registers(references) if each.reference.subject in own
    )
    found.append(Referable("Risks and actions", registers))
    return tuple(each for each in found if each.rows)


def _rows(of: Iterable[Writable]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each.text, each.outcome.words)
        for each in of
        if isinstance(each.outcome, Resolved) and not each.outcome.absent
    )
