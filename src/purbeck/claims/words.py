"""Words made comparable: lower case, without their endings, and which of them say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[a-z]+(?:['\u2019][a-z]+)?|\d+", re.IGNORECASE)

# From the longest to the shortest; a stem keeps four letters, so that "absence" stays itself.
_ENDINGS = (
    *("isations", "isation", "ations", "ation", "actions", "action", "ances", "ance"),
    *("ments", "ment", "ities", "ions", "ion", "ings", "ing", "ness", "ity"),
    *("ied", "ies", "ers", "er", "ed", "es", "ly", "s", "e", "y"),
)
_LEAST_STEM = 4

_ALIKE = {
    "children": "child",
    "childrens": "child",
    "maths": "math",
    "mathematics": "math",
    "women": "woman",
    "men": "man",
    "rubbish": "waste",
    "ks2": "stage",
    "spent": "spend",
    "absences": "absence",
    "referral": "refer",
    "referrals": "refer",
    "referred": "refer",
    "written": "writ",
}

STOP_WORDS = frozenset(
    """
    a an the this that these those it its they their them there here we our us ours i you your he
    she his her who whom whose which what when where while whilst whereas although though but and
    or nor so yet as than then if of in on at by for from to into onto over under with within
    without between among amongst across against about around per through throughout during until
    after before since because due owing is are was were be been being am has have had having do
    does did done will would shall should can could may might must not no none never both each
    every all any some most more less least few fewer other others another such same own very too
    also again still now just only even well back ahead behind up down out off again further
    however therefore overall total average mean figure figures rate rates percentage proportion
    number numbers share level levels measure measures indicator indicators performance result
    results outcome outcomes data trend trends value values score scores outturn position
    picture percent cent point points pp year years yearly annual quarter quarters quarterly month
    months monthly week weeks time times period periods last latest previous current past recent
    next first second third fourth half council county district borough authority local area
    department area area's within seen see saw shows show showed shown showing remain remains
    remained remaining continue continues continued continuing become became becomes keep keeps
    kept stand stands stood standing reach reached reaches reaching report reported reports
    reporting record recorded compare compared comparison comparing change changed changes
    changing increase increased increases decrease reduction fall falls fell rise rises rose
    improvement improved decline good better best bad worse worst high higher highest low lower
    lowest positive negative strong slight slightly small large big much many little great
    good one two three four five six seven eight nine ten including included represents
    compares expect expected expects hoped hope use used using rose recorded noted however way
    represent there's it's long term short run row running way like consecutive successive
    rated status red amber green target targets significant significantly broadly similar
    line approximately nearly almost roughly currently now again today overall
    people resident residents local concern disappointing pleasing encouraging good news
    continues clear means mean that's sign signs been went gone come came go going made make
    makes making taken take takes took given give gives gave got get
    """.split()
)

NARROWING = frozenset(
    """
    boys girls male males female females men white black asian ethnic ethnicity minority gypsy roma
    traveller travellers disadvantaged deprived deprivation poorest poorer poor richest rural urban
    older younger elderly disabled disability disabilities sen send eal ehcp vulnerable eligible
    unauthorised authorised persistent primary secondary nursery infant junior sixth special
    independent private academy academies maintained grammar ward wards parish parishes town towns
    village villages routine manual professional locality localities cohort cohorts subgroup group
    unaccompanied looked cared care leavers fsm
    """.split()
)
"""Words that speak of a part of a population; a measure that has them not is of more than that."""


def words_in(text: str) -> list[str]:
    """Give the words and whole numbers of a text in lower case, possessive endings let go."""
    found = []
    for word in _WORD.findall(text):
        lowered = word.lower().replace("\u2019", "'")
        found.append(lowered[:-2] if lowered.endswith("'s") else lowered.replace("'", ""))
    return found


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Take the ending off a word, so that "recycling" and "recycled" are one.

    Examples
    --------
    >>> stem("recycling") == stem("recycled"), stem("satisfied") == stem("satisfaction")
    (True, True)
    """
    word = _ALIKE.get(word, word)
    shorter = _shorter(word)
    while shorter != word:
        word, shorter = shorter, _shorter(shorter)
    return word


def _shorter(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class Told:
    """A telling word as it stands in a clause.

    Attributes
    ----------
    then
        The stem right after it, where the two stand together as in "food waste"; else empty.
    placed
        Whether it stands after "in", "of" or "for", and so says of which part something is said.
    """

    stem: str
    then: str = ""
    placed: bool = False


_PLACING = frozenset("in at for of among amongst within across from inside outside".split())


def told_in(text: str) -> tuple[Told, ...]:
    """Give the telling words of a text as they stand in it, each once."""
    found: dict[str, Told] = {}
    last: Told | None = None
    last_end, placing = -1, False
    for match in _WORD.finditer(text):
        told = telling(words_in(match[0]))
        if not told:
            placing = placing if match[0].lower() in STOP_WORDS - _PLACING else False
            placing = placing or match[0].lower() in _PLACING
            last = None
            continue
        word = Told(told[0], placed=placing)
        if last is not None and not text[last_end : match.start()].strip(" -\u2013"):
            found[last.stem] = Told(last.stem, word.stem, last.placed)
        found.setdefault(word.stem, word)
        last, last_end, placing = word, match.end(), False
    return tuple(found.values())


def telling(words: Iterable[str]) -> tuple[str, ...]:
    """Give the stems of the words that tell what a text is about, each once, in order.

    Examples
    --------
    >>> telling(words_in("The proportion of household waste recycled"))
    ('household', 'waste', 'recycl')
    """
    kept = (word for word in words if word not in STOP_WORDS and not _is_adverb(word))
    return tuple(dict.fromkeys(stem(word) for word in kept if len(word) > 1 or word.isdigit()))


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 5 and word not in ("family", "elderly", "assembly")


UNKNOWN = "*"
"""What marks a proper name that no measure has: it narrows what is spoken of."""

POPULATIONS = frozenset(
    stem(word)
    for word in """
    child pupil young person people client adult woman man mother father parent patient household
    family families tenant student learner carer user service school resident old
    """.split()
)
"""Who is counted, as stems, which alone does not tell one measure from another."""

ANYBODY = frozenset(stem(w) for w in "child pupil people person resident client user".split())
ANYBODY |= frozenset(stem(w) for w in "service student learner school young household".split())
"""Those of them that a text may add to a measure's name without speaking of fewer people."""
