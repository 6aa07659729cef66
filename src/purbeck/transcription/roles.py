"""The role of a heading that is made of several known ones: "Last quarter actual"."""

from __future__ import annotations

from collections.abc import Sequence

_EARLIER = ("same_last_year", "previous")
_COMBINED = frozenset({"latest", "previous", "same_last_year", "rag", "previous_rag", "target"})


def combined_role(roles: Sequence[str]) -> str | None:
    """Give the role of a heading from those of the known ones in it, the longest first.

    What kind of thing it is, and when, may stand in two of them: a RAG of last quarter is none
    of this one, and neither is its figure. None where nothing in it is known.

    Examples
    --------
    >>> combined_role(["latest", "previous"]), combined_role(["latest", "rag"])
    ('previous', 'rag')
    >>> combined_role(["previous", "rag"]), combined_role(["latest", "target"])
    ('previous_rag', 'target')
    >>> combined_role(["direction", "previous"]), combined_role([]) is None
    ('direction', True)
    """
    if not roles:
        return None
    if roles[0] not in _COMBINED:
        return roles[0]
    held = set(roles)
    earlier = next((role for role in _EARLIER if role in held), None)
    if held & {"rag", "previous_rag"}:
        return "previous_rag" if earlier or "rag" not in held else "rag"
    if "target" in held:
        return "target_earlier" if earlier else "target"
    return earlier or roles[0]
