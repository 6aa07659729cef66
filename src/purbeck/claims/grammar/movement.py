"""Statements of movement: risen, improved, unchanged, doubled; by how much, and from what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from purbeck.claims.claim import ClaimKind
from purbeck.claims.grammar.lexicon import (
    ADVERB,
    EITHER,
    GOING,
    LARGE,
    NOUN,
    PARTICIPLE,
    PAST,
    PLAIN,
    RATIOS,
    SIGNIFICANT,
    SLIGHT,
)
from purbeck.claims.statement import Size, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words that say that something moved, or did not.

    Attributes
    ----------
    way
        None for "no significant change".
    ratio
        How many times: 2.0 for "doubled"; 0 for anything else.
    compared
        Whether it is "higher than", so that an earlier period must follow.
    significant
        Whether it is said to be more than chance.
    """

    kind: ClaimKind
    start: int
    end: int
    way: Way | None
    size: Size | None = None
    negated: bool = False
    loose: bool = False
    significant: bool = False
    ratio: float = 0.0
    compared: bool = False


def _named(*tables: Mapping[Way, str]) -> str:
    return "|".join(
        f"(?P<{way.value}>{'|'.join(table[way] for table in tables)})"
        for way in (Way.UP, Way.DOWN, Way.BETTER, Way.WORSE)
    )


_NT = r"(?:n['\u2019]t)?"
_PERFECT = re.compile(
    rf"\b(?P<aux>(?:has|have|had){_NT})(?P<mid>{ADVERB}*(?:\s+(?:been|seen itself|actually))?{ADVERB}*)\s+"
    rf"(?:{_named(PARTICIPLE, PAST, EITHER, GOING)})\b",
    re.IGNORECASE,
)
_CONTINUOUS = re.compile(
    rf"\b(?P<aux>(?:is|are|was|were){_NT})(?P<mid>{ADVERB}*)\s+(?:{_named(GOING)})\b(?!\s+(?:on|to|for|how|our|the|their|its|an?|access|support|services|outcomes)\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"\b(?P<aux>(?:was|were){_NT})(?P<mid>{ADVERB}*)\s+(?:{_named(EITHER)})\b(?=\s+(?:to|by|from)\s+[\u00a3\d])",
    re.IGNORECASE,
)
_PLAIN_FORM = re.compile(
    rf"\b(?P<aux>continu(?:es|ed|e)\s+to|(?:did|does|do)(?:\s+not|n['\u2019]t)|fail(?:ed|s)\s+to|"
    rf"(?:began|begun|started)\s+to)(?P<mid>{ADVERB}*)\s+(?:{_named(PLAIN)})\b",
    re.IGNORECASE,
)
_PAST = re.compile(rf"\b(?:{_named(PAST)})\b", re.IGNORECASE)
_EITHER = re.compile(
    rf"(?P<word>\b[\w%'\u2019)]+)(?P<mid>(?:\s+(?:also|again|then|now|only|\w{{3,}}ly))*)\s+(?:{_named(EITHER)})\b"
    r"(?=\s*(?:$|[.,;:)(\u00a7])|\s+(?:to|by|from|slightly|significantly|sharply|again|since|over|during|compared|"
    r"for|between|this|last|each|every|and|on|only|further|marginally|in|year|as|at|a little|even|"
    r"considerably|substantially|dramatically|steadily|markedly|across|against|with|while|but|until)\b)",
    re.IGNORECASE,
)
_NOT_A_SUBJECT = frozenset(
    """a an the of with by for through and to from or more due this these those their our its his her
    via on in as offering providing including despite following after be being been is are was
    were has have had not well very such any some all no further much also new even get getting
    deliver delivering drive secure achieve see seeing seen show showed offer need needs an than
    we they i""".split()
)
_LICENCE = (
    r"(?:there\s+(?:has|have|had)\s+(?:also\s+|again\s+|\w+ly\s+)?been|there\s+(?:was|were|is)(?:\s+also|\s+\w+ly)?|"
    r"(?:has|have)\s+(?:also\s+)?(?:seen|shown|recorded|experienced)|saw|shows|showed|recorded|experienced|"
    r"represents|represented|represent|is|was|marks|reported|,|\(|with|this is|we have seen|being|seeing|showing|registered)"
)
_ADJECTIVES = r"(?:(?:very|further|quite|continued|clear|welcome|disappointing|steady|slight|small|modest|marginal|minor|sharp|significant|statistically|substantial|considerable|marked|steep|big|large|huge|major|dramatic|strong|noticeable|gradual|general|overall|net|similar|rapid|year[- ]on[- ]year|annual|quarterly)\s+)*"
_NOUN = re.compile(
    rf"(?P<licence>{_LICENCE})\s*(?P<article>a|an|no|some|another|not been an?|little|further|the first)\s+"
    rf"(?P<adjectives>{_ADJECTIVES})(?:{_named(NOUN)})\b(?!\s+(?:plan|board|programme|notice|project|partner|team|fund|grant|work|officer|strategy|agenda|priority|area|in (?:confidence|understanding|awareness|capacity)))",
    re.IGNORECASE,
)
_MEASURED_NOUN = re.compile(
    rf"\b(?:a|an|the|this)\s+(?P<adjectives>{_ADJECTIVES})(?:{_named(NOUN)})\b(?=\s+of\s+(?:(?:just|only|about|around|nearly|almost|over|under|more|less|than|approximately|some)\s+)*[\u00a3\d])"
    rf"|(?<=[\d%t])\s?-?\s?(?:%|per cent|percentage[- ]points?|points?|ppts?|pp|days?)?\s+(?:{_named(NOUN).replace('?P<', '?P<n')})\b",
    re.IGNORECASE,
)
_UP_DOWN = re.compile(
    r"(?P<before>\b(?:is|are|was|were|now|currently|went|year|quarter|also)\b|[,(]|\b\w+)(?P<mid>\s*(?:slightly|marginally|sharply|significantly|well)?\s*)"
    r"\b(?:(?P<up>up)|(?P<down>down))\b(?=\s+(?:by\s+)?(?:(?:just|only|about|around|nearly|over|almost|some)\s+)?(?:[\u00a3\d]|from\s+[\u00a3\d\u00a7]|on\s+(?:last|the)|compared))",
    re.IGNORECASE,
)
_THAN = re.compile(
    rf"\b(?P<mid>(?:(?:{SLIGHT}|{LARGE}|{SIGNIFICANT}|far|no)\s+)?)(?:(?P<up>higher|greater)|(?P<down>lower|fewer)|(?P<better>better)|(?P<worse>worse))\s+"
    r"(?:than|compared (?:with|to))\s+(?=(?:it was |they were |that )?(?:in |at |for |of |during )?(?:the )?(?:(?:same|previous|last|preceding|year|quarter|month|q[1-4]\b|a year)|(?:19|20)\d\d))",
    re.IGNORECASE,
)
_RATIO = re.compile(
    rf"(?P<aux>\b(?:has|have|had){_NT}(?:{ADVERB})*\s+)?(?:\b(?P<near>more than|almost|nearly|about|over|well over|around|just over|virtually)\s+)?\b(?P<ratio>{'|'.join(RATIOS)})\b",
    re.IGNORECASE,
)
_SAME_VERB = r"(?:is|are|was|were|been|remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|stayed|held|holds|holding|kept|keeps|stands|stood|continues? to be)"
_UNCHANGED = re.compile(
    rf"\b{_SAME_VERB}(?P<mid>(?:\s+(?:also|again|now|still|\w+ly|both|all|at|very|quite|much|about))*)\s+(?P<strict>unchanged|the same(?! (?:as|time))|identical)\b(?! (?:level|rate|figure) as)"
    rf"|\b{_SAME_VERB}(?P<mid2>(?:\s+(?:also|again|now|still|\w+ly|all|very|quite|much))*)\s+(?P<loose>stable|steady|static|flat|constant|level(?=\s*[.,;]|$))\b"
    r"|(?P<mid3>(?:broadly|largely|relatively|fairly|virtually)?)\s*\b(?P<bare>unchanged)\b(?=\s*(?:$|[.,;)])|\s+(?:at|for|from|since|in|on|over|compared)\b)"
    r"|\b(?:has|have|had)(?P<mid4>\s+(?:not|hardly|barely|scarcely|never))\s+(?:really\s+)?(?P<not>changed|moved|altered)\b"
    r"|\b(?:hardly|barely|scarcely)\s+(?P<hardly>changed|moved|altered)\b|\b(?P<little>changed little|changed very little|changed only slightly|little changed|much the same|much as it was)\b"
    r"|\bthere\s+(?:has\s+been|have\s+been|was|were|is)\s+(?P<article>no|little|very little|virtually no|hardly any)\s+(?:real\s+|overall\s+)?(?P<change>change|movement)\b"
    r"|(?:^|,|\()\s*(?P<none>no change)\b(?=\s*$|\s*[.,;)]|\s+(?:from|since|on|in|compared)\b)",
    re.IGNORECASE,
)
_NO_SIGNIFICANT = re.compile(
    rf"\b(?:no|not\s+(?:a|been\s+a))\s+{SIGNIFICANT}\s+(?:change|difference|improvement|increase|decrease|rise|fall|reduction|movement)\b"
    rf"|\b(?:not|n['\u2019]t)\s+(?:been\s+)?(?:{SIGNIFICANT}\s+(?:changed|improved|increased|fallen|risen|different|altered)|(?:change|changed|improve|improved|risen|fallen|increased|increase|rise|fall)\s+{SIGNIFICANT})\b",
    re.IGNORECASE,
)

_SIZE_BEFORE = re.compile(rf"\b(?:(?P<slight>{SLIGHT})|(?P<large>{LARGE})|(?P<significant>{SIGNIFICANT}))\b", re.IGNORECASE)
_SIZE_AFTER = re.compile(
    rf"^\s+(?:(?:very|quite|fairly|only|so|back)\s+)*(?:(?P<slight>{SLIGHT})|(?P<large>{LARGE})|(?P<significant>{SIGNIFICANT}))\b(?!\s+(?:number|range|amount|groups?|schools?))",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no|little)\b|n['\u2019]t\b|\bfail", re.IGNORECASE)


def triggers_in(clause: str) -> tuple[Trigger, ...]:
    """Find the words of movement in a clause, in order, none within another."""
    found: list[Trigger] = []
    for trigger in _candidates(clause):
        if not any(t.start < trigger.end and trigger.start < t.end for t in found):
            found.append(trigger)
    return tuple(sorted(found, key=lambda trigger: trigger.start))


def _candidates(clause: str) -> Iterator[Trigger]:
    """Give every match, the patterns that say most first."""
    for match in _NO_SIGNIFICANT.finditer(clause):
        yield Trigger(kind=ClaimKind.SIGNIFICANCE, start=match.start(), end=match.end(), way=None, negated=True)
    yield from (_ratio(match) for match in _RATIO.finditer(clause))
    for pattern in (_PLAIN_FORM, _PERFECT, _PASSIVE, _CONTINUOUS):
        for match in pattern.finditer(clause):
            going = pattern is _PERFECT and re.search(r"ing$|ing\b", match[0].split()[-1])
            if going and "been" not in match["mid"]:
                continue
            if "no longer" in match["mid"] or "never" in match["mid"]:
                continue
            yield _moved(match, clause, f"{match['aux']} {match['mid']}")
    yield from (_moved(match, clause, match["article"]) for match in _NOUN.finditer(clause))
    yield from (_moved(match, clause, "") for match in _MEASURED_NOUN.finditer(clause))
    for match in _THAN.finditer(clause):
        if not re.search(r"\bno\b", match["mid"]):
            yield _moved(match, clause, match["mid"], compared=True)
    yield from (_unchanged(match) for match in _UNCHANGED.finditer(clause))
    for match in _PAST.finditer(clause):
        before = clause[: match.start()].split()
        if before and before[-1].lower().strip(",") in ("to", "the", "a", "an", "that", "who"):
            continue
        yield _moved(match, clause, " ".join(before[-1:]) if before[-1:] == ["never"] else "")
    for match in _EITHER.finditer(clause):
        if match["word"].lower() not in _NOT_A_SUBJECT:
            yield _moved(match, clause, "", offset=match.end("word"))
    yield from (_moved(match, clause, "", offset=match.start("mid")) for match in _UP_DOWN.finditer(clause))


def _moved(
    match: re.Match[str], clause: str, denial: str, *, compared: bool = False, offset: int = 0
) -> Trigger:
    groups = match.groupdict()
    way = next(way for way in Way if groups.get(way.value) or groups.get(f"n{way.value}"))
    start = offset or match.start()
    while start < match.end() and clause[start] in " ,(":
        start += 1
    size, significant = _size(match, clause)
    # "crept", "edged" and their like say that it is little.
    if re.search(r"\b(?:crept|edged|creeping|dip|dipped)\b", match[0], re.IGNORECASE) and size is None:
        size = Size.SLIGHT
    quality = way in (Way.BETTER, Way.WORSE)
    return Trigger(
        kind=ClaimKind.QUALITY if quality else ClaimKind.DIRECTION,
        start=start,
        end=match.end(),
        way=way,
        size=size,
        negated=bool(_DENIED.search(denial)),
        loose=bool(re.search(r"\blittle\b", denial)) or "dramatic" in match[0].lower() and False,
        significant=significant,
        compared=compared,
    )


def _size(match: re.Match[str], clause: str) -> tuple[Size | None, bool]:
    after = _SIZE_AFTER.match(clause[match.end() :])
    found = after or _SIZE_BEFORE.search(match[0])
    if found is None:
        before = clause[max(0, match.start() - 14) : match.start()]
        found = re.search(_SIZE_BEFORE.pattern + r"\s*$", before, re.IGNORECASE)
    if found is None:
        return None, False
    size = Size.SLIGHT if found["slight"] else Size.LARGE if found["large"] else None
    return size, bool(found["significant"])


def _ratio(match: re.Match[str]) -> Trigger:
    near = (match["near"] or "").lower()
    return Trigger(
        kind=ClaimKind.RATIO,
        start=match.start(),
        end=match.end(),
        way=Way.UP if near in ("more than", "over", "well over", "just over") else None,
        loose=near in ("almost", "nearly", "about", "around", "virtually"),
        negated=bool(_DENIED.search(match["aux"] or "")),
        ratio=RATIOS[match["ratio"].lower()],
    )


def _unchanged(match: re.Match[str]) -> Trigger:
    groups = match.groupdict()
    mids = " ".join(groups.get(name) or "" for name in ("mid", "mid2", "mid3"))
    soft = groups["loose"] or groups["hardly"] or groups["little"]
    article = (groups["article"] or "").lower()
    softened = re.search(r"broadly|largely|relatively|fairly|virtually|mostly|roughly|much|about|generally", mids, re.I)
    hardly = re.search(r"hardly|barely|scarcely", groups["mid4"] or "", re.I)
    denied = re.search(r"\bnot\b", mids, re.I)
    return Trigger(
        kind=ClaimKind.UNCHANGED,
        start=match.start() + (len(match[0]) - len(match[0].lstrip())),
        end=match.end(),
        way=Way.SAME,
        loose=bool(soft or softened or hardly or article not in ("", "no")),
        negated=bool(denied),
    )
