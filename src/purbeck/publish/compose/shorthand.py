"""The shorthand marks by which data sheets say why a cell holds no figure."""

from __future__ import annotations

from purbeck.model.observation import Absence

ABSENCE_MARK: dict[Absence, str] = {
    Absence.SUPPRESSED: "[c]",
    Absence.NOT_COLLECTED: "[x]",
    Absence.NOT_APPLICABLE: "[z]",
    Absence.NOT_YET_DUE: "[w]",
    Absence.WITHDRAWN: "[x]",
}
