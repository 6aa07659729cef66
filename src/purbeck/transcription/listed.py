"""The lists in a report's summary, held against what was read of the measures in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from purbeck.model.polarity import Polarity
from purbeck.transcription.draft import Contradiction, Draft, DraftMeasure, Kind, PrintedList
from purbeck.transcription.gathering import same_name
from purbeck.transcription.movement import called, change_of, story_of
from purbeck.transcription.page import Place
from purbeck.transcription.profile import plain

# The letter of a colour, by the word that a list or a total has for it.
COLOURS = {
    "red": "R",
    "amber": "A",
    "green": "G",
    "on target": "G",
    "below target": "R",
    "off target": "R",
    "no data": "ND",
}
# Words that frame a name and do not tell it from another.
_STOP = {
    "of",
    "the",
    "a",
    "in",
    "to",
    "and",
    "for",
    "percentage",
    "proportion",
    "number",
    "that",
    "are",
    "from",
    "by",
}


def disagreements_of_lists(draft: Draft) -> Iterator[Contradiction]:
    """Give what the lists say and the rows do not, and what the lists leave out."""
    for printed in draft.lists:
        yield from _list(printed, draft)
    yield from _not_listed(draft)
    yield from _families(draft)
    yield from _worded_otherwise(draft)


def _list(printed: PrintedList, draft: Draft) -> Iterator[Contradiction]:
    """What a list names and the rows do not bear out."""
    if printed.of in {"high_risks", "focus"}:
        return
    for name, place in printed.names:
        measure = listed_as(name, draft)
        if measure is None:
            listed = f'"{name}" is listed as {printed.of}'
            summary = f"{listed}, and no measure of that name with figures was read."
            yield Contradiction(summary, (place,))
            continue
        sign = measure.sign("rag" if printed.of in COLOURS else "direction")
        wanted = COLOURS.get(printed.of, printed.of)
        if sign is not None and sign.value != wanted:
            summary = (
                f"{called(measure)} is listed as {printed.of}, and printed as {sign.value} "
                f"at {sign.evidence.place}."
            )
            yield Contradiction(summary, (place, sign.evidence.place))
            continue
        yield from _against_polarity(measure, printed.of, place)


def _against_polarity(measure: DraftMeasure, of: str, place: Place) -> Iterator[Contradiction]:
    moved = change_of(measure)
    if moved is None or measure.polarity not in {Polarity.HIGHER, Polarity.LOWER}:
        return
    better = (moved > 0) == (measure.polarity is Polarity.HIGHER)
    if (of == "worsening" and better) or (of == "improving" and not better):
        said = f"{called(measure)} is listed as {of}"
        summary = f"{said}, and its figures say the reverse: {story_of(measure)}."
        yield Contradiction(summary, (place, measure.own()[-1].evidence.place))


def _not_listed(draft: Draft) -> Iterator[Contradiction]:
    """What moved and stands in no list, where the report lists what is worsening."""
    lists = [printed for printed in draft.lists if printed.of == "worsening"]
    if not lists:
        return
    listed = {m.key for p in lists for name, _ in p.names if (m := listed_as(name, draft))}
    for measure in draft.measures:
        if measure.kind is not Kind.MEASURE or measure.key in listed or not change_of(measure):
            continue
        sign = measure.sign("direction")
        if sign is not None and sign.value != "worsening":
            continue
        up = (change_of(measure) or 0) > 0
        worse = {Polarity.LOWER: up, Polarity.HIGHER: not up}.get(
            measure.polarity or Polarity.NEITHER
        )
        if worse is False:
            continue
        whether = "" if worse else f"if {'lower' if up else 'higher'} is better, "
        summary = (
            f"{called(measure)}: {story_of(measure)}, and it is not in the list of worsening "
            f"measures: {whether}the list leaves it out."
        )
        places = (measure.own()[-1].evidence.place, lists[0].evidence.place)
        yield Contradiction(summary, places, certain=bool(worse))


def _families(draft: Draft) -> Iterator[Contradiction]:
    """Measures with one name but for its last word, that move alike and are not judged alike."""
    lists = [printed for printed in draft.lists if printed.of == "worsening"]
    listed = {m.key for p in lists for name, _ in p.names if (m := listed_as(name, draft))}
    if not lists:
        return
    families: dict[str, list[DraftMeasure]] = {}
    for measure in draft.measures:
        stem = plain(measure.name).rsplit(" ", 1)[0]
        if len(stem.split()) >= 3 and change_of(measure):
            families.setdefault(stem, []).append(measure)
    for family in families.values():
        for measure in family:
            same = [m for m in family if m is not measure and _same_way(m, measure)]
            others = [m for m in same if m.key not in listed]
            if measure.key in listed and others:
                names = " and ".join(called(m) for m in others)
                verb = "does" if len(others) == 1 else "do"
                summary = (
                    f"{called(measure)} is listed as worsening: {story_of(measure)}. "
                    f"So {verb} {names} move, which the list leaves out. "
                    "One of the figures, or the list, is wrong."
                )
                yield Contradiction(summary, (measure.own()[-1].evidence.place,))


def _same_way(one: DraftMeasure, other: DraftMeasure) -> bool:
    first, second = change_of(one), change_of(other)
    return first is not None and second is not None and (first > 0) == (second > 0)


def _worded_otherwise(draft: Draft) -> Iterator[Contradiction]:
    """A risk whose title in a list is not that of its row: a letter changed, a word swapped."""
    for printed in draft.lists:
        if printed.of != "high_risks":
            continue
        for name, place in printed.names:
            for risk in draft.risks:
                if (
                    not plain(name).startswith(f"{plain(risk.number)} ")
                    or risk.evidence.place == place
                ):
                    continue
                listed = plain(name)[len(plain(risk.number)) :].strip(" -")
                if listed != plain(risk.title) and _close(listed, plain(risk.title)):
                    words = f'"{name}" in the list and "{risk.title}" in its row'
                    summary = f"Risk {risk.number} is worded {words}."
                    yield Contradiction(summary, (place, risk.evidence.place))


def _close(one: str, other: str) -> bool:
    first, second = set(one.split()), set(other.split())
    return len(first & second) * 3 >= 2 * max(len(first), len(second))


def listed_as(name: str, draft: Draft) -> DraftMeasure | None:
    """Find the measure that a list names, by its number or by most of the words of its name.

    None where no measure shares three quarters of its words, or where two do so equally well.
    """
    numbered = [
        m for m in draft.measures if m.number and plain(name).startswith(f"{plain(m.number)} ")
    ]
    if numbered:
        return max(numbered, key=lambda m: len(m.number))
    exact = [m for m in draft.measures if same_name(m.name, name)]
    if exact:
        return exact[0]
    wanted = _key_words(name)
    scored = sorted(
        ((_shared(wanted, _key_words(m.name)), -i, m) for i, m in enumerate(draft.measures)),
        key=lambda one: (one[0], one[1]),
        reverse=True,
    )
    if not scored or scored[0][0] < 0.75 or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return scored[0][2]


def _key_words(name: str) -> set[str]:
    words = re.sub(r"[^\w%]+", " ", plain(name).replace("-", " ")).split()
    return {re.sub(r"s$", "", word) for word in words if word not in _STOP}


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one), len(other)) if one and other else 0.0
