"""Revisions in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from purbeck.publish.wording.figures import counted
from purbeck.store.revision_kind import KINDS, RevisionKind

REVISION_WORDS: Mapping[RevisionKind, str] = {
    RevisionKind.WITHDRAWN: "withdrawn",
    RevisionKind.BLANKED: "blanked",
    RevisionKind.FILLED: "filled",
    RevisionKind.REASON: "other reason",
    RevisionKind.DEFINITION: "definition changed",
    RevisionKind.ROUNDING: "rounding only",
    RevisionKind.REVISED: "revised",
    RevisionKind.STATUS: "status only",
    RevisionKind.NONE: "unchanged",
}
"""Each kind as it stands in a list."""

REVISION_MEANING: Mapping[RevisionKind, str] = {
    RevisionKind.WITHDRAWN: "its publisher has taken the figure back",
    RevisionKind.BLANKED: "a value gave way to a reason for having none",
    RevisionKind.FILLED: "a value came where there was a reason for having none",
    RevisionKind.REASON: "there is no value as before, for another reason",
    RevisionKind.DEFINITION: "a new series begins, or the measure was declared anew",
    RevisionKind.ROUNDING: "the same value, with fewer decimals or with more",
    RevisionKind.REVISED: "another value, or other counts or limits beside it",
    RevisionKind.STATUS: "the same figures, and final where they were provisional or the like",
    RevisionKind.NONE: "it reads as it did",
}


def revisions_sentence(kinds: Iterable[RevisionKind]) -> str:
    """Count revisions, by kind in the order of ``KINDS``.

    Examples
    --------
    >>> revisions_sentence([RevisionKind.ROUNDING, RevisionKind.REVISED, RevisionKind.REVISED])
    '3 revisions: 1 rounding only, 2 revised.'
    >>> revisions_sentence([])
    'No revisions.'
    """
    held = Counter(kinds)
    if not held:
        return "No revisions."
    by_kind = ", ".join(f"{held[kind]:,} {REVISION_WORDS[kind]}" for kind in KINDS if held[kind])
    return f"{counted(held.total(), 'revision')}: {by_kind}."
