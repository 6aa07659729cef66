"""The period, the unit and the polarity of each measure, where the report gives them.

What is not printed is not guessed: a figure whose period is taken from the report, and a unit
that no sign and no word gives, say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from purbeck.model.errors import InvalidValueError
from purbeck.model.period import Period, PeriodKind
from purbeck.model.unit import UNITS, UnitCode
from purbeck.transcription.draft import (
    OWN,
    Confidence,
    DraftFigure,
    DraftMeasure,
    DraftSign,
    Evidence,
    Role,
)
from purbeck.transcription.gathering import Gathered, Gathering
from purbeck.transcription.periods import PeriodFound, commonest_kind
from purbeck.transcription.profile import Profile
from purbeck.transcription.undated import of_whole_year, without_totals

_NAMED_UNITS = (
    (UnitCode.RATE_PER_100000, re.compile(r"per 100[ ,]?000", re.I)),
    (UnitCode.RATE_PER_10000, re.compile(r"per 10[ ,]?000", re.I)),
    (UnitCode.RATE_PER_1000, re.compile(r"per (?:1[ ,]?000|thousand)", re.I)),
    (UnitCode.PERCENTAGE_POINTS, re.compile(r"percentage points?", re.I)),
    (UnitCode.PERCENTAGE, re.compile(r"%|\bper ?cent(?:age)?\b|\bproportion\b", re.I)),
    (
        UnitCode.DAYS,
        re.compile(
            r"\b(?:number of|bed|working|calendar|average|in) days\b"
            r"|\bdays (?:taken|lost|to)\b|\(days\)",
            re.I,
        ),
    ),
    (UnitCode.POUNDS, re.compile(r"£|\bsavings?\b|\bincome\b", re.I)),
    (UnitCode.COUNT, re.compile(r"\b(?:numbers?|no\.?|count) of\b|\btotal number\b", re.I)),
)
_MONTHS = {"year": 12, "quarter": 3, "month": 1}
_ACADEMIC = re.compile(r"academic year", re.I)
_THOUSANDS = re.compile(r"£\s?(?:000|k)s?\b|\(000s?\)", re.I)


def settled(
    gathered: Gathered, gathering: Gathering, profile: Profile, report: PeriodFound | None
) -> DraftMeasure:
    """Make a draft of what was gathered on a measure."""
    figures = _with_periods(gathered, gathering, profile, report)
    unit, reason = _unit(gathered, figures, profile)
    return DraftMeasure(
        key=gathered.key,
        number=gathered.number,
        name=gathered.name or gathered.number,
        kind=gathered.kind,
        parent=gathered.parent,
        outcome=gathered.outcome,
        figures=tuple(_scaled(figures, gathered)),
        signs=tuple(_told(sign, gathering) for sign in gathered.signs),
        owners=tuple(gathered.owners),
        polarity=gathered.polarity,
        unit=unit,
        unit_reason=reason,
        definition=gathered.definition,
        source=gathered.source,
        question=gathered.question,
        lost=gathered.lost,
        evidence=gathered.evidence,
    )


def _told(sign: DraftSign, gathering: Gathering) -> DraftSign:
    """Say what an arrow means where the report's own key says it, and else leave it an arrow."""
    meaning = gathering.legend.get(sign.value) if sign.of == "direction" else None
    if meaning is None:
        return sign
    note = f"an arrow {sign.value}, which the report's key explains"
    evidence = replace(sign.evidence, note=note, confidence=Confidence.MEDIUM)
    return replace(sign, value=meaning, evidence=evidence)


# ---------------------------------------------------------------------------- periods


def _with_periods(
    gathered: Gathered, gathering: Gathering, profile: Profile, report: PeriodFound | None
) -> list[DraftFigure]:
    own = [f.period for f in gathered.figures if f.period and f.role in OWN]
    context = gathered.context or report
    whole = _split_year(gathered, profile)
    if not own and context is not None:
        own = [context]
    kind = commonest_kind(own, whole)
    figures = [_settle(figure, kind) for figure in gathered.figures]
    latest = _latest(figures, context, kind)
    series = [
        f.settled
        for f in figures
        if f.role is Role.SERIES and f.figure and f.settled and f.settled.kind is kind
    ]
    figures = without_totals(figures, latest, gathered, gathering)
    figures = [of_whole_year(figure, latest) for figure in figures]
    lent = [_lent(f, latest, series, kind, gathered, gathering) for f in figures]
    return _with_latest(lent, kind)


def _with_latest(figures: list[DraftFigure], kind: PeriodKind | None) -> list[DraftFigure]:
    """Call the last of a series the latest, and the one before it the previous one.

    A last column without a figure is the latest all the same: the report says that there is
    none.
    """
    if any(f.role is Role.PREVIOUS for f in figures):
        return figures
    if any(f.role is Role.LATEST for f in figures):
        return _with_previous(figures, kind)
    series = sorted(
        (f for f in figures if f.role is Role.SERIES and f.settled and f.settled.kind is kind),
        key=lambda f: f.settled.last_day if f.settled else None,  # type: ignore[arg-type,return-value]
    )
    if not series:
        return figures
    before = [f for f in series[:-1] if f.figure]
    named = {id(series[-1]): Role.LATEST} | ({id(before[-1]): Role.PREVIOUS} if before else {})
    return [replace(f, role=named.get(id(f), f.role)) for f in figures]


def _with_previous(figures: list[DraftFigure], kind: PeriodKind | None) -> list[DraftFigure]:
    """Call the figure of a series that comes right before the latest the previous one."""
    latest = [f.settled for f in figures if f.role is Role.LATEST and f.settled]
    before = [
        (f.settled.last_day, f)
        for f in figures
        if f.role is Role.SERIES and f.figure and f.settled and f.settled.kind is kind
        if latest and f.settled.last_day < latest[0].last_day
    ]
    if not before:
        return figures
    chosen = max(before, key=lambda one: one[0])[1]
    return [replace(f, role=Role.PREVIOUS) if f is chosen else f for f in figures]


def _split_year(gathered: Gathered, profile: Profile) -> PeriodKind:
    texts = " ".join([gathered.name, gathered.definition, gathered.source])
    if _ACADEMIC.search(texts):
        return PeriodKind.ACADEMIC_YEAR
    declared = str(profile.setting("split_year")) or "financial_year"
    return PeriodKind(declared)


def _settle(figure: DraftFigure, kind: PeriodKind | None) -> DraftFigure:
    if figure.period is None:
        return figure
    chosen = kind if kind in figure.period.kinds else figure.period.kinds[-1]
    return replace(figure, settled=figure.period.under(chosen))


def _latest(
    figures: Iterable[DraftFigure], context: PeriodFound | None, kind: PeriodKind | None
) -> Period | None:
    """Give the period of the latest figure: its own, or else the one that the page is about."""
    own = [f for f in figures if f.role is Role.LATEST and f.settled]
    if own:
        return own[0].settled
    series = [
        f.settled
        for f in figures
        if f.role is Role.SERIES and f.settled and (kind is None or f.settled.kind is kind)
    ]
    if series:
        return max(series, key=lambda period: period.last_day)
    if context is None:
        return None
    return context.under(kind if kind in context.kinds else context.kinds[-1])


def _lent(
    figure: DraftFigure,
    latest: Period | None,
    series: Sequence[Period],
    kind: PeriodKind | None,
    gathered: Gathered,
    gathering: Gathering,
) -> DraftFigure:
    """Lend a figure without a period that of the page, or of the latest figure, and say so."""
    other = figure.settled is not None and kind is not None and figure.settled.kind is not kind
    if figure.period is not None and figure.role in OWN and other and figure.figure:
        reason = f"its period {figure.period.printed} is of another kind than those beside it"
        what = f"{gathered.name}: {figure.evidence.text}"
        gathering.skip(what, f"{reason}: it is not among the observations", figure.evidence.place)
    if figure.settled is not None or figure.role in {Role.FLOOR, Role.TOLERANCE}:
        return figure
    if figure.figure is None:
        return figure
    if figure.role is Role.PREVIOUS and latest is not None and _of_other_length(figure, latest):
        reason = "which period it is of is not printed: it may be a whole one or a part of one"
        gathering.skip(f"{gathered.name}: {figure.evidence.text}", reason, figure.evidence.place)
        return figure
    period, note = _lent_period(figure.role, latest, series)
    if period is None:
        reason = "no period is printed for it, nor for the report"
        gathering.skip(f"{gathered.name}: {figure.evidence.text}", reason, figure.evidence.place)
        return figure
    level = Confidence.LOW
    if figure.role is Role.LATEST and gathered.context is not None:
        level, note = Confidence.MEDIUM, "its period is that of the page or table that it stands on"
    evidence = replace(figure.evidence, confidence=level, note=_both(figure.evidence, note))
    return replace(figure, settled=period, evidence=evidence)


def _of_other_length(figure: DraftFigure, latest: Period) -> bool:
    """Whether a heading speaks of a previous year, quarter or month, and the latest is none."""
    found = re.match(
        r"\W*(?:previous|last|prior) (year|quarter|month)\b", figure.evidence.text, re.I
    )
    return found is not None and latest.months != _MONTHS[found[1].lower()]


def _lent_period(
    role: Role, latest: Period | None, series: Sequence[Period]
) -> tuple[Period | None, str]:
    earlier = [p for p in series if latest is not None and p.last_day < latest.last_day]
    if role is Role.PREVIOUS and earlier:
        note = "no period is printed: that of its series before the latest is taken"
        return max(earlier, key=lambda period: period.last_day), note
    try:
        if latest is None:
            return None, ""
        if role is Role.PREVIOUS:
            return latest.previous(), "no period is printed: the one before the latest is taken"
        if role is Role.SAME_LAST_YEAR:
            return latest.same_period_last_year(), "no period is printed: a year before the latest"
    except InvalidValueError:
        return None, ""
    if role in {Role.TARGET, Role.COMPARATOR}:
        return latest, "no period is printed: that of the latest figure is taken"
    return latest, "no period is printed beside it: that of the page or report is taken"


def _both(evidence: Evidence, note: str) -> str:
    return f"{evidence.note}; {note}" if evidence.note else note


# ---------------------------------------------------------------------------- units


def _unit(
    gathered: Gathered, figures: Iterable[DraftFigure], profile: Profile
) -> tuple[UnitCode | None, str]:
    """Give the unit and what gives it; without any sign of one, None and why."""
    values = [f.figure for f in figures if f.figure and f.role is not Role.TOLERANCE]
    symbols = [v.symbol for v in values if v.symbol is not None]
    for given, reason in _given(gathered, symbols, profile):
        if given is not None and all(UNITS[given].allows(float(v.value)) for v in values):
            return given, reason
        if given is not None:
            return None, f"{reason} gives {given.value}, but a figure is outside what it can be"
    return None, "no unit is printed"


def _given(
    gathered: Gathered, symbols: list[UnitCode], profile: Profile
) -> Iterable[tuple[UnitCode | None, str]]:
    if gathered.unit_text:
        word = profile.word("unit", gathered.unit_text)
        named = next((c for c, p in _NAMED_UNITS if p.search(gathered.unit_text)), None)
        yield (UnitCode(word) if word else named), f"its unit, {gathered.unit_text}"
    if symbols:
        chosen = max(set(symbols), key=lambda code: (symbols.count(code), code.value))
        yield chosen, "the sign beside its figures"
    yield next((c for c, p in _NAMED_UNITS if p.search(gathered.name)), None), "its name"


def _scaled(figures: Iterable[DraftFigure], gathered: Gathered) -> Iterable[DraftFigure]:
    """Multiply by a thousand where the unit or the name says that figures are in thousands."""
    thousands = bool(_THOUSANDS.search(f"{gathered.name} {gathered.unit_text}"))
    for figure in figures:
        held = figure.figure
        if not thousands or held is None or figure.role is Role.TOLERANCE:
            yield figure
            continue
        value = replace(held, value=held.value * Decimal(1000), decimals=max(0, held.decimals - 3))
        note = _both(figure.evidence, "given in thousands, and multiplied by 1,000")
        yield replace(figure, figure=value, evidence=replace(figure.evidence, note=note))
