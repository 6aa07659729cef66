"""What a draft comes to in a workspace: areas, comparators, numbers, placeholders, rows.

Whatever the report does not say and the workspace needs is a placeholder, and is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from purbeck.areas import Match, authorities
from purbeck.model.errors import PurbeckError
from purbeck.model.period import Period, PeriodKind
from purbeck.model.printable import PRINTABLE_RANGES
from purbeck.model.unit import UNITS, UnitCode
from purbeck.transcription.draft import (
    OWN,
    Confidence,
    Draft,
    DraftFigure,
    DraftMeasure,
    Kind,
    Role,
)
from purbeck.transcription.planned import (
    PlannedArea,
    PlannedComparator,
    PlannedMeasure,
    PlannedRow,
)

# Where a report names no date and no period at all. It is far from any report, so that
# nobody takes it for one.
NO_DATE = date(1999, 12, 31)
_STATUSES = (
    ("suppressed", re.compile(r"suppress|withheld|^\*$", re.I)),
    ("not-collected", re.compile(r"not collected|not measured", re.I)),
    ("not-applicable", re.compile(r"not applicable", re.I)),
    ("not-yet-due", re.compile(r"not yet|await|pending|not due|to be confirmed|tbc", re.I)),
)
_PRINTABLE = re.compile(
    "[^" + "".join(f"\\U{a:08X}-\\U{b:08X}" for a, b in [*PRINTABLE_RANGES, (9, 10)]) + "]"
)


def clean(text: str) -> str:
    """Leave out what the typeface of Purbeck cannot draw, such as letters of sign fonts."""
    return _PRINTABLE.sub("", text)


class Plan:
    """A draft, made ready to be written."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.date, self.date_note = _date(draft)
        self.own = self._area(draft.organisation)
        self.areas: dict[str, PlannedArea] = {self.own.code: self.own}
        self.comparators: dict[str, PlannedComparator] = {}
        self.reference: dict[str, PlannedMeasure] = {}
        numbers = self._numbers()
        self.measures = [self._measure(m, numbers) for m in draft.measures]

    def _area(self, name: str) -> PlannedArea:
        bare = re.sub(r"\b(?:average|mean)\b", "", name, flags=re.IGNORECASE).strip(" ()")
        for text in (name, bare):
            try:
                found = authorities().find(text, on=self.date) if text.strip() else None
            except PurbeckError:
                found = None
            if isinstance(found, Match):
                return PlannedArea(found.code, found.authority.name, True)
        code = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()[:40] or "this-council"
        return PlannedArea(code, clean(name).strip() or "This council", False)

    def _numbers(self) -> dict[str, str]:
        """Give every measure its number: as printed, or counted on from that of its indicator."""
        taken: set[str] = set()
        numbers: dict[str, str] = {}
        for measure in self.draft.measures:
            printed = clean(measure.number).strip()
            numbers[measure.key] = printed if printed and printed not in taken else ""
            taken.add(printed)
        for measure in self.draft.measures:
            above = numbers.get(measure.parent, "")
            if measure.kind is Kind.MEASURE and not numbers[measure.key] and above:
                number = next(f"{above}.{n}" for n in range(1, 1000) if f"{above}.{n}" not in taken)
                numbers[measure.key] = number
                taken.add(number)
        return numbers

    # ------------------------------------------------------------------ measures

    def _measure(self, draft: DraftMeasure, numbers: dict[str, str]) -> PlannedMeasure:
        values = [f.figure for f in draft.figures if f.figure and f.role is not Role.TOLERANCE]
        unit, why = _unit(draft)
        kind, span, kind_why = self._kind(draft)
        planned = PlannedMeasure(
            draft=draft,
            number=numbers[draft.key],
            unit=unit,
            kind=kind,
            span=span,
            decimals=max((v.decimals for v in values), default=1),
        )
        planned.to_declare += [reason for reason in (why, kind_why) if reason]
        if draft.polarity is None:
            planned.to_declare.append(_polarity_reason(draft))
        if draft.number and not planned.number:
            planned.to_declare.append(f"number: {draft.number} is printed for another measure too")
        for figure in draft.figures:
            self._figure(figure, planned)
        return planned

    def _kind(self, draft: DraftMeasure) -> tuple[PeriodKind, int, str]:
        own = [f for f in draft.figures if f.role in OWN and f.settled]
        if own and own[0].settled is not None:
            kinds = [f.settled.kind for f in own if f.settled]
            kind = max(kinds, key=kinds.count)
            spans = [f.settled.span for f in own if f.settled and f.settled.kind is kind]
            split = any(f.period and f.period.ambiguous for f in own)
            why = (
                f"period: printed as {own[0].period.printed}, taken for {kind.with_article}"
                if (split and own[0].period)
                else ""
            )
            return kind, spans[0], why
        return PeriodKind.FINANCIAL_YEAR, 1, "period: no figure with a period was read"

    def _figure(self, figure: DraftFigure, planned: PlannedMeasure) -> None:
        if figure.role in OWN:
            self._own_figure(figure, planned)
        elif figure.figure is None:
            return
        elif figure.role is Role.COMPARATOR:
            self._comparator(figure, planned)
        elif figure.role is Role.TARGET:
            self._target(figure, planned)
        elif figure.role is Role.FLOOR:
            planned.floor = planned.floor or _number(figure)
        elif figure.role is Role.TOLERANCE:
            planned.tolerance = planned.tolerance or _number(figure)

    def _own_figure(self, figure: DraftFigure, planned: PlannedMeasure) -> None:
        period = figure.settled
        if period is None or not _of_kind(period, planned):
            return
        status = figure.status if figure.figure else _absence(figure.absent)
        if figure.figure is None and not status:
            return
        self._row(planned, planned.draft.key, self.own, period, figure, status)

    def _row(
        self,
        planned: PlannedMeasure,
        measure: str,
        area: PlannedArea,
        period: Period,
        figure: DraftFigure,
        status: str,
    ) -> None:
        """Add a row; of two figures for one period the first that is surely read stands."""
        row = PlannedRow(measure, area.code, str(period), _number(figure), status, _note(figure))
        for held in planned.rows:
            if (held.measure, held.area, held.period) == (row.measure, row.area, row.period):
                return
        planned.rows.append(row)

    def _comparator(self, figure: DraftFigure, planned: PlannedMeasure) -> None:
        period = figure.settled
        if period is None:
            return
        label = clean(figure.label).strip() or "Comparator"
        for found in (figure.period.printed,) if figure.period else ():
            label = label.replace(found, "").strip(" -–()") or label
        area = self._area(label)
        self.areas.setdefault(area.code, area)
        area = self.areas[area.code]
        if area.code == self.own.code:
            return
        if _of_kind(period, planned):
            comparator = self._shared(PlannedComparator(area.code, label, area))
            self._row(planned, planned.draft.key, area, period, figure, figure.status)
        else:
            comparator = self._of_other_kind(planned, label, area, period, figure)
        if all(held.id != comparator.id for held in planned.comparators):
            planned.comparators.append(comparator)

    def _shared(self, made: PlannedComparator) -> PlannedComparator:
        name = re.sub(r"[^a-z0-9]+", "-", made.label.lower()).strip("-") or made.area.code
        for held in self.comparators.values():
            if held.area.code == made.area.code and not held.series:
                return held
        named = PlannedComparator(_free(name, self.comparators), made.label, made.area)
        self.comparators[named.id] = named
        return named

    def _of_other_kind(
        self,
        planned: PlannedMeasure,
        label: str,
        area: PlannedArea,
        period: Period,
        figure: DraftFigure,
    ) -> PlannedComparator:
        """Read a comparator of another kind of period from a series of its own."""
        series = f"{planned.draft.key}-{period.kind.value.replace('_', '-')}"
        if series not in self.reference:
            self.reference[series] = PlannedMeasure(
                planned.draft, "", planned.unit, period.kind, planned.decimals, period.span
            )
        held = self.reference[series]
        if held.kind is period.kind and held.span == period.span:
            self._row(held, series, area, period, figure, figure.status)
        name = _free(f"{area.code.lower()}-{planned.draft.key}", self.comparators)
        made = PlannedComparator(name, label, area, series, str(period))
        self.comparators[name] = made
        return made

    def _target(self, figure: DraftFigure, planned: PlannedMeasure) -> None:
        period = figure.settled
        if period is None:
            return
        if not _of_kind(period, planned):
            latest = planned.draft.own()[-1:]
            if (
                not latest
                or latest[0].settled is None
                or period.last_day < latest[0].settled.last_day
            ):
                return
            printed = figure.figure.printed if figure.figure else ""
            planned.to_declare.append(
                f"target: {printed} is printed for {period}; it is set for {latest[0].settled}"
            )
            period = latest[0].settled
        planned.targets.setdefault(str(period), _number(figure))

    def all_rows(self) -> Iterator[PlannedRow]:
        """Give every row, those of reference series last."""
        for planned in [*self.measures, *self.reference.values()]:
            yield from planned.rows


def _of_kind(period: Period, planned: PlannedMeasure) -> bool:
    return period.kind is planned.kind and period.span == planned.span


def _free(name: str, taken: dict[str, PlannedComparator]) -> str:
    if name not in taken:
        return name
    return next(f"{name}-{n}" for n in range(2, 10_000) if f"{name}-{n}" not in taken)


def _number(figure: DraftFigure) -> str:
    return format(figure.figure.value, "f") if figure.figure else ""


def _note(figure: DraftFigure) -> str:
    """Say where a figure stands and how surely it was read, for the note of its row."""
    note = f"{figure.evidence.place}"
    if figure.evidence.confidence is not Confidence.HIGH:
        note += f"; {figure.evidence.confidence.value} confidence: {figure.evidence.note}"
    return clean(note)


def _absence(absent: str) -> str:
    return next((status for status, pattern in _STATUSES if pattern.search(absent)), "")


def _date(draft: Draft) -> tuple[date, str]:
    if draft.date:
        note = draft.date_evidence.note if draft.date_evidence else ""
        return date.fromisoformat(draft.date), note
    days = [f.settled.last_day for m in draft.measures for f in m.own() if f.settled]
    if days:
        return max(days), "no date is printed: the last day of the latest period is taken"
    return NO_DATE, "no date and no period is printed: this date is a placeholder"


def _unit(draft: DraftMeasure) -> tuple[UnitCode, str]:
    if draft.unit is not None:
        return draft.unit, ""
    values = [f.figure.value for f in draft.figures if f.figure and f.role is not Role.TOLERANCE]
    whole = bool(values) and all(v == v.to_integral_value() and v >= 0 for v in values)
    chosen = UnitCode.COUNT if whole else UnitCode.SCORE
    if not all(UNITS[chosen].allows(float(v)) for v in values):
        chosen = UnitCode.SCORE
    return chosen, f"unit: {draft.unit_reason}; {chosen.value} is a placeholder"


def _polarity_reason(draft: DraftMeasure) -> str:
    """Say that the polarity is to be declared, and what the report's own verdict would fit."""
    sign = draft.sign("direction")
    own = draft.own()
    if sign is None or sign.value not in {"improving", "worsening"} or len(own) < 2:
        return "polarity: not printed"
    before, last = own[-2].figure, own[-1].figure
    if before is None or last is None or before.value == last.value:
        return "polarity: not printed"
    higher = (last.value > before.value) == (sign.value == "improving")
    fits = "higher" if higher else "lower"
    return (
        f"polarity: not printed; the report calls {before.printed} to {last.printed} "
        f"{sign.value}, which fits {fits}"
    )
