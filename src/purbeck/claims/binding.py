"""Typed figures put in place of by references, in the text of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from purbeck.claims.claim import CheckedText, Claim, Remark, RemarkCode, TypedFigure

Refer = Callable[[TypedFigure], str | None]
"""Gives the reference that says exactly what is typed, for the same period; None for none."""


def figures_to_bind(claims: Iterable[Claim]) -> tuple[TypedFigure, ...]:
    """Give the typed figures of supported claims, each place once."""
    found = {(f.place.file, f.place.line, f.place.column): f for c in claims for f in c.figures}
    return tuple(found.values())


def with_offers(checked: CheckedText, refer: Refer) -> CheckedText:
    """Add a remark for every typed figure that a reference could stand for."""
    offers = [
        Remark(
            code=RemarkCode.FIGURE_TYPED,
            place=figure.place,
            measure=figure.measure,
            detail=reference,
        )
        for figure in figures_to_bind(checked.claims)
        if (reference := refer(figure)) is not None
    ]
    return CheckedText(claims=checked.claims, remarks=(*checked.remarks, *offers))


def bound_text(text: str, offers: Sequence[Remark]) -> tuple[str, int]:
    """Put the reference of each offer in place of its figure; give the text and how many were.

    A place whose words are not those that were read is left alone, so that a text that has
    changed meanwhile, or a figure with Markdown within, is never spoilt. Everything else stays as
    it is, byte for byte, line ends included.

    Examples
    --------
    See ``tests/claims/test_binding.py``.
    """
    lines = text.splitlines(keepends=True)
    bound = 0
    for offer in sorted(offers, key=lambda o: (o.place.line, o.place.column), reverse=True):
        place = offer.place
        if not 1 <= place.line <= len(lines):
            continue
        line, start = lines[place.line - 1], place.column - 1
        end = start + len(place.words)
        if line[start:end] != place.words:
            continue
        lines[place.line - 1] = f"{line[:start]}{offer.detail}{line[end:]}"
        bound += 1
    return "".join(lines), bound
