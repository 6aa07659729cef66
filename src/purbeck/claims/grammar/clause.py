"""Sentences cut into clauses, and clauses that assert nothing put aside."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAK = re.compile(
    r"[;:]\s+|\s[\u2013\u2014-]\s|[\u2014]"
    r"|,?\s+\b(?P<word>but|while|whilst|whereas|although|though|however|yet|because|despite|"
    r"in spite of|albeit|rather than|instead of|owing to|due to|as a result of|thanks to|"
    r"driven by|caused by|reflecting|following|which)\b"
    r"|,\s+(?P<after>and|so|with|as|after|when|where|meaning|leading to|resulting in|"
    r"given|since)\b(?!\s+(?:a|an|the)\s+(?:\w+\s+)?(?:increase|rise|fall|drop|"
    r"improvement|reduction))",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:although|though|while|whilst|whereas|despite|following|because|as|since|after|when|"
    r"given|due to|thanks to|in spite of)\b[^,]*,\s*",
    re.IGNORECASE,
)

# Such a clause gives a ground or a circumstance: its words are no part of what is measured.
_ADJUNCT = frozenset(
    """despite|in spite of|rather than|instead of|owing to|due to|as a result of|thanks to|
    driven by|caused by|reflecting|following|after|when|where|given|who|leading to|resulting in|
    since|meaning""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)

_WHOLE = re.compile(
    r"\b(?:if|unless|whether|would|could|should|might|ought|suppose|imagine|were to|may)\b",
)
_BEFORE = re.compile(
    r"\b(?:will|won['\u2019]t|can(?:not)?|must|shall|aim\w*|plan(?:s|ned|ning)?|"
    r"intend\w*|intention|hop(?:e|es|ed|ing)|"
    r"expect(?:s|ed|ing|ation\w*)?(?!\s+(?:standards?|levels?))|project(?:ed|ion|ions)|"
    r"forecast\w*|predict\w*|"
    r"anticipat\w*|likely|ambition\w*|objective|goal|commit\w*|seek\w*|want\w*|need(?:s|"
    r"ed)?\s+to|so that|"
    r"in order to|potential(?:ly)?|risk (?:of|that)|propos\w+|assum\w+|suggest(?:s|ed|"
    r"ing)?|feels?|felt|"
    r"believ\w+|thinks?|thought|claim(?:s|ed)?|said|says?|told|ask(?:s|ed)?|argued?|"
    r"perceiv\w+|concern(?:s|ed)? that|"
    r"fear\w*|impression|understood|until|possibl[ye]|appears?|seems?|seemed|appeared|"
    r"work(?:ing)? to|"
    r"to (?:help|support|ensure|see|be|keep|get)|focus\w* on|prioriti\w+|no longer|"
    r"rate of (?:increase|decline|growth|improvement)|"
    r"slow(?:ed|er|ing)|pace|stopped|ceased|trajectory|scenario|were it|had it|myth|"
    r"rumou?rs?|not (?:that|because)|"
    r"cannot say|not clear|unclear|not known|unknown|no evidence|doubt\w*|"
    r"few(?:er)? than expected|pledge\w*|promis\w+|"
    r"example|e\.g|for instance|such as|target(?:s|ed|ing)? (?:to|for)|typical(?:ly)?|"
    r"usual(?:ly)?|often|sometimes|always|generally|tend(?:s|ed)?)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:where|whose|(?:in|of|for|on|by|with|through|from|to) (?:which|whom))\b|"
    r"\b(?:that|who|which|when)\s*(?:\w+ly\s*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a sentence.

    Attributes
    ----------
    start, end
        Within the sentence.
    lead
        The word that joins it to what stands before, in lower case; empty for none.
    """

    start: int
    end: int
    text: str
    lead: str = ""

    @property
    def is_adjunct(self) -> bool:
        """Whether it gives a ground or circumstance of what another clause says."""
        return self.lead in _ADJUNCT


def clauses_of(text: str) -> tuple[Clause, ...]:
    """Cut a sentence where a new statement may begin.

    Examples
    --------
    >>> [c.text for c in clauses_of("It rose, but the rate fell.")]
    ['It rose', ' the rate fell.']
    """
    cuts: list[tuple[int, int, str]] = []
    leading = _LEADING.match(text)
    if leading:
        cuts.append((leading.end(), leading.end(), ""))
    for found in _BREAK.finditer(text):
        if found.start() > 0:
            cuts.append(
                (found.start(), found.end(), (found["word"] or found["after"] or "").lower())
            )
    clauses, start = [], 0
    lead = re.match(r"[a-z]+(?: (?:to|of))?", text.lower()) if leading else None
    word = lead[0] if lead and lead[0] in _ADJUNCT else ""
    for begin, end, joined in [*sorted(cuts), (len(text), len(text), "")]:
        if begin > start:
            clauses.append(Clause(start=start, end=begin, text=text[start:begin], lead=word))
        start, word = max(end, start), joined
    return tuple(clauses)


FEWEST_WORDS = 2
"""A single word, such as "Unchanged" from a table or a key, is no statement."""


def is_hypothetical(sentence: str) -> bool:
    """Whether a whole sentence asks or supposes, so that nothing in it is asserted."""
    if len(sentence.split()) < FEWEST_WORDS:
        return True
    asks = sentence.rstrip(" \"'\u2019\u201d)").endswith("?")
    return asks or bool(_WHOLE.search(sentence[:1].lower() + sentence[1:]))


_SOME = re.compile(
    r"\b(?:some|most|many|several|few|others|both|each|none|all|two|three|four|five|six|seven|"
    r"eight|nine|ten|\d+)\s*$",
    re.IGNORECASE,
)
"""Some of many, right before the verb: "of the schools, three have improved"."""


def asserts(clause: str, start: int, names: str = "") -> bool:
    """Whether what begins at a place of a clause is asserted, and neither planned nor told.

    What merely picks out some of many ("schools in which it fell") is not asserted of all.

    Parameters
    ----------
    names
        The names of all measures in lower case: "planning" plans nothing in "planning
        applications", where a measure is of those.

    Examples
    --------
    >>> text = "Planning applications decided in time rose"
    >>> asserts(text, 38), asserts(text, 38, "planning applications decided in time")
    (False, True)
    """
    before = clause[:start]
    if _SOME.search(before):
        return False
    if any(not _is_of_a_name(found, before, names) for found in _BEFORE.finditer(before)):
        return False
    within = before.rpartition(",")[2] if _RELATIVE.search(before.rpartition(",")[2]) else before
    return not _RELATIVE.search(within)


def _is_of_a_name(found: re.Match[str], text: str, names: str) -> bool:
    """Whether a word stands with the one after it in the name of a measure."""
    following = re.match(r"\s+[\w'\u2019-]+", text[found.end() :])
    return following is not None and f"{found[0]}{following[0]}".lower() in names
