"""Commentary checked, with the reference that could stand for each figure that is typed."""

from __future__ import annotations

from collections.abc import Mapping

from purbeck.claims.binding import with_offers
from purbeck.claims.check import SUMMARY, check_commentary
from purbeck.claims.claim import CheckedText, TypedFigure
from purbeck.model.reference import Reference
from purbeck.publish.wording.references import References, Resolved
from purbeck.publish.wording.writable import Typed
from purbeck.scorecard.scorecard import DisclosedScorecard


def checked_commentary(
    scorecard: DisclosedScorecard,
    texts: Mapping[str, str] | None = None,
    previous: Mapping[str, str] | None = None,
    summary: str = "",
    summary_file: str = SUMMARY,
) -> CheckedText:
    """Check the commentary of an outcome, and offer references for its typed figures.

    See ``claims.check.check_commentary`` for the parameters.
    """
    references = References(scorecard)
    typed = Typed(references)

    def refer(figure: TypedFigure) -> str | None:
        measure = scorecard.framework.measure(figure.measure)
        for reference in typed.references_for(measure, figure.place.words):
            if _is_of(reference, figure, references):
                return str(reference)
        return None

    found = check_commentary(scorecard, texts, previous, summary, summary_file)
    return with_offers(found, refer)


_PLAIN = ("latest", "previous", "at", "comparator", "target")


def _is_of(reference: Reference, figure: TypedFigure, references: References) -> bool:
    """Whether a reference is to the figure of the period typed, and to nothing that only equals it.

    One to "the lowest so far" may say another figure next time, which was not meant.
    """
    step = reference.steps[0]
    if reference.area is not None or step.name not in _PLAIN or len(reference.steps) > 1:
        return False
    if (step.name == "comparator") != bool(figure.label):
        return False
    if figure.label:
        return step.argument in (None, figure.label)
    outcome = references.resolve(reference)
    return isinstance(outcome, Resolved) and f", {figure.period}" in outcome.about
