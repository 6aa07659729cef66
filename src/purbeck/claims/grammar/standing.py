"""Statements of standing: to another place, in a group, to the past, to a target; the colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from purbeck.claims.claim import ClaimKind
from purbeck.claims.grammar.lexicon import LARGE, SIGNIFICANT, SLIGHT
from purbeck.claims.grammar.places import Gazetteer
from purbeck.claims.statement import Size, Statement, Way

_RELATIONS: dict[Way, str] = {
    Way.UP: (
        r"above|higher (?:here |locally |in \w+ )?than|greater than|exceeds|exceeded|more than"
    ),
    Way.DOWN: r"below|lower (?:here |locally |in \w+ )?than|less than|fewer than",
    Way.BETTER: (
        r"better than|outperform(?:s|ed|ing)?|ahead of|"
        r"compares? (?:very )?favourabl[ey] (?:with|to)|"
        r"stronger than"
    ),
    Way.WORSE: (
        r"worse than|poorer than|behind|lags? behind|compares? unfavourabl[ey] (?:with|to)|"
        r"not as good as|weaker than"
    ),
    Way.SAME: (
        r"similar to|in line with|comparable (?:to|with)|on a par with|close to|consistent with|"
        r"the same as|equal to|like"
    ),
}
_RELATION = "|".join(f"(?P<{way.value}>{words})" for way, words in _RELATIONS.items())
_BETWEEN = (
    r"\s+(?:(?:that|those|both|the|our|its|an?|all|of|for|in|at|with|among|amongst|"
    r"across|both|levels?|"
    r"figures?|rates?|results?|average|mean|seen|found|what is seen)\s+){0,6}"
)
_JOINED = re.compile(
    r"^(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|nor)\s+)(?:(?:the|our|of|for|in|that|its|with|"
    r"to|both)\s+){0,3}$"
)


@lru_cache(maxsize=64)
def _comparing(phrase: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>(?:\b(?:not|no|nor|now|still|also|remains?|remained|well|far|just|"
        rf"{SLIGHT}|{LARGE}|{SIGNIFICANT})\s+)*)"
        rf"\b(?:{_RELATION}){_BETWEEN}{phrase}(?!\w)(?!\s+(?:target|trend|standard|"
        rf"guidance|minimum|threshold|policy|pattern))",
        re.IGNORECASE,
    )


def comparisons_in(clause: str, places: Gazetteer) -> Iterator[Statement]:
    """Find what is said of the figure beside another place's; one for each place that is named."""
    for match in _comparing(places.phrase).finditer(clause):
        way = next(way for way in Way if match[way.value])
        before = match["before"].lower()
        where, end = match["place"], match.end()
        yield _comparison(match.start(), end, way, before, where)
        for mention in places.mentions(clause):
            if mention.start >= end and _JOINED.match(clause[end : mention.start]):
                end = mention.end
                yield _comparison(match.start(), end, way, before, mention.word)


def _comparison(start: int, end: int, way: Way, before: str, where: str) -> Statement:
    size = (
        Size.SLIGHT
        if re.search(SLIGHT, before)
        else Size.LARGE
        if re.search(LARGE, before)
        else None
    )
    return Statement(
        kind=ClaimKind.COMPARISON,
        start=start,
        end=end,
        way=way,
        size=size,
        negated=bool(re.search(r"\b(?:not|no|nor)\b", before)),
        loose=bool(re.search(r"\bsignificant", before)),
        against=where,
    )


_QUARTILE = re.compile(
    r"\b(?P<word>first|second|third|fourth|1st|2nd|3rd|4th|top|bottom|best|worst|highest|lowest|"
    r"upper|lower)(?:[- ](?:performing|placed))?\s+(?:quartile|quarter(?=\s+(?:of|among|"
    r"amongst)\s+(?:our|all|its|the|statistical|similar|neighbour|other|authorities|"
    r"councils)))",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"\b(?P<rank>\d{1,3})(?:st|nd|rd|th)?\s*(?:/|out of|of|from)\s*(?:the\s+|our\s+|"
    r"its\s+|all\s+)?(?P<of>\d{1,3})\b(?!\s*(?:%|per cent|20\d\d))"
    r"|\b(?:rank(?:s|ed|ing)?|placed|came|come|comes|are|"
    r"is)\s+(?:joint\s+)?(?P<rank2>first|second|third|fourth|fifth|sixth|seventh|eighth|"
    r"ninth|tenth|\d{1,3}(?:st|nd|rd|th))\b(?!\s+(?:quartile|"
    r"quarter))(?:\s+(?:out )?of\s+(?:the\s+|our\s+)?(?P<of2>\d{1,3}|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve)\b)?",
    re.IGNORECASE,
)
_RANK_CUE = re.compile(
    r"\brank|\bplaced\b|\b\d{1,3}(?:st|nd|rd|th)\b|\bneighbours\b|\bauthorities\b|\bcouncils\b",
    re.I,
)
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
_CARDINALS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_EXTREME = re.compile(
    r"\b(?P<which>(?:second|third)[- ])?(?P<word>highest|lowest|best|"
    r"worst)(?:[- ]performing)?(?:\s+(?:rate|level|figure|result|performance|council|"
    r"authority|rates|levels|percentage|proportion|number))?"
    r"(?P<of>[^,.;]{0,40}?)\b(?:in|of|among|amongst|across|nationally|regionally)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?:(?:a|an)\s+)?(?:record|all[- ]time|historic)[- ](?P<word>high|low|best|worst|"
    r"highest|lowest|level)\b"
    r"|\b(?:a|an)\s+(?:\d+|two|three|four|five|six|seven|eight|nine|ten)[- ](?:year|quarter|month)"
    r"[- ](?P<word3>high|low)\b"
    r"|\b(?:is|are|was|were)\s+(?:now\s+)?(?P<word4>higher|lower)\s+than\s+(?:at\s+any\s+time|"
    r"in\s+any\s+(?:other\s+)?(?:year|quarter|month))(?=\s+since\b|\s*(?:$|[.,;)]))"
    r"|\b(?P<word2>highest|lowest|best|worst)\b(?:\s+(?:ever\s+)?(?:level|rate|figure|"
    r"point|result|number|performance|position|value|percentage|it has been|recorded|"
    r"ever|quarterly|annual|total|yet|outturn|quarter|year))*"
    r"(?=\s+(?:since|on record|for\s+(?:the\s+)?(?:at least\s+|more than\s+)?(?:\d|two|"
    r"three|four|five|six|seven|eight|nine|ten|many|several|over)|in\s+(?:the\s+last\s+|"
    r"the\s+past\s+|at least\s+|over\s+|more than\s+)?(?:\d+|two|three|four|five|six|"
    r"seven|eight|nine|ten)\s+(?:years|quarters|months)|of\s+(?:the\s+)?(?:last|"
    r"past)\s+)|\s*$|\s*[.;,)]|\s+ever)",
    re.IGNORECASE,
)


_PLACE_CUE = re.compile(
    r"quart|rank|placed|\bst\b|\d(?:st|nd|rd|th)|\bof\b.*\d|est\b|first|second|third|"
    r"fourth|fifth|sixth|seventh|eighth|ninth|tenth|worst|\d/\d|out of",
    re.IGNORECASE,
)


def places_in_group(clause: str, places: Gazetteer) -> Iterator[Statement]:
    """Find quartiles, ranks and extremes among other places."""
    if not _PLACE_CUE.search(clause):
        return
    mentioned = places.mentions(clause)
    for match in _QUARTILE.finditer(clause):
        yield _placed(ClaimKind.QUARTILE, match, match["word"], _group(clause, mentioned))
    for match in _RANKED.finditer(clause):
        place = _number(match["rank"] or match["rank2"], _ORDINALS)
        count = _number(match["of"] or match["of2"] or "", _CARDINALS)
        if place and (count or mentioned) and _RANK_CUE.search(clause):
            yield _placed(ClaimKind.RANK, match, "", _group(clause, mentioned), (place, count))
    for match in _EXTREME.finditer(clause):
        near = [m for m in mentioned if match.start() <= m.start <= match.end() + 30]
        if near and not match["which"]:
            yield _placed(ClaimKind.RANK, match, match["word"], near[0].word, end=near[0].end)


def _group(clause: str, mentioned: tuple[object, ...]) -> str:
    word = getattr(mentioned[0], "word", "") if mentioned else ""
    return str(word)


def _placed(
    kind: ClaimKind,
    match: re.Match[str],
    word: str,
    against: str,
    rank: tuple[int, int] = (0, 0),
    end: int = 0,
) -> Statement:
    return Statement(
        kind=kind,
        start=match.start(),
        end=max(match.end(), end),
        word=word.lower(),
        against=against,
        rank=rank,
    )


def _number(text: str, words: list[str]) -> int:
    lowered = re.sub(r"(?:st|nd|rd|th)$", "", text.lower()) if text[:1].isdigit() else text.lower()
    if lowered.isdigit():
        return int(lowered)
    return words.index(lowered) + 1 if lowered in words else 0


_RECORD_CUE = re.compile(
    r"record|all[- ]time|historic|highest|lowest|best|worst|[- ](?:high|low)\b|than (?:at|in) any",
    re.IGNORECASE,
)


def records_in(clause: str) -> Iterator[Statement]:
    """Find what is said of the figure beside its own past: "a record low"."""
    for match in _RECORD.finditer(clause) if _RECORD_CUE.search(clause) else ():
        word = (match["word"] or match["word2"] or match["word3"] or match["word4"]).lower()
        word = {"higher": "highest", "lower": "lowest"}.get(word, word)
        if word == "level" or re.search(r"\b(?:second|third)[- ]$", clause[: match.start()], re.I):
            continue
        yield Statement(kind=ClaimKind.RECORD, start=match.start(), end=match.end(), word=word)


_TARGET_WORD = (
    r"(?:its|the|our|their|a|this|that|annual|quarterly|year-end|national|local|"
    r"council(?:'s)?|stretch|agreed|\d{4}(?:-\d\d)?|overall|recycling|performance)"
)
_TARGET = re.compile(
    rf"\b(?P<not>(?:(?:has|have|had|did|does|do|was|is|are|were)(?:\s+(?:still|again|"
    rf"also|yet))?(?:\s+not|n['\u2019]t)(?:\s+(?:yet|quite|been))?\s+)?)"
    rf"(?:(?P<met>met|meets?|achieved?|achieves|reached|reach|reaches|hit|hits|"
    rf"exceed(?:s|ed)?|surpass(?:es|ed)?|beat|beats|(?:is|are|was|were|stands?|"
    rf"remains?)(?:\s+(?:now|well|just|currently|still|slightly))*\s+(?:above|ahead of|"
    rf"on|better than))"
    rf"|(?P<missed>miss(?:ed|es)|fell short of|falls short of|fallen short of|(?:fell|"
    rf"fallen|falls|dropped|dipped|slipped) (?:just |well )?below|off|fail(?:ed|"
    rf"s) to (?:meet|reach|hit|achieve)|(?:is|are|was|were|stands?|remains?)(?:\s+(?:now|"
    rf"well|just|currently|still|slightly))*\s+(?:below|behind|short of|off|worse than)|"
    rf"narrowly missed|just missed))"
    rf"\s+(?:{_TARGET_WORD}\s+){{0,4}}(?:\u00a3?[\d.,]+(?:%|"
    rf"\s?per cent)?\s+(?:\w+\s+)?)?target\b(?!\s+(?:for\s+(?:next|20\d\d)|audience|"
    rf"group|population|setting))"
    rf"|\btarget(?:\s+(?:of|for)\s+[\w\d.,%\u00a3 -]{{1,40}}?)?\s+(?:(?:was|is|has been|"
    rf"had been|has|have)\s+)(?P<not2>not\s+|n['\u2019]t\s+)?(?:(?:yet|also|again|"
    rf"narrowly|comfortably|easily|nearly|therefore|now|been)\s+)*(?P<word>met|achieved|"
    rf"reached|hit|exceeded|surpassed|missed|beaten)\b",
    re.IGNORECASE,
)
_NOT_TARGETS = re.compile(
    r"\btargets\b|\btarget (?:for|to)\b|\bon target to\b|\bnearly\b", re.IGNORECASE
)


def targets_in(clause: str) -> Iterator[Statement]:
    """Find what is said of the target: met, missed, above, below."""
    for match in _TARGET.finditer(clause) if "target" in clause.lower() else ():
        if _NOT_TARGETS.search(match[0]) or re.match(
            r"\s+to\b(?!\s*[\d\u00a3])", clause[match.end() :]
        ):
            continue
        word = (match["word"] or "").lower()
        met = bool(match["met"]) or (bool(word) and word != "missed")
        denied = bool((match["not"] or "").strip() or match["not2"])
        above = re.search(r"\babove\b", match["met"] or "", re.I)
        below = re.search(r"\bbelow\b", match["missed"] or "", re.I)
        way = Way.UP if above else Way.DOWN if below else Way.BETTER if met else Way.WORSE
        exceeded = re.search(r"exceed|surpass|beat|better|ahead", match[0], re.I)
        yield Statement(
            kind=ClaimKind.TARGET,
            start=match.start(),
            end=match.end(),
            way=way,
            negated=denied,
            word="exceeded" if exceeded else "",
        )


_COLOUR = re.compile(
    r"\b(?:(?:is|are|was|remains?|stays?|now|currently|still|rated|assessed as|shown as|"
    r"shown in|flagged(?: as)?|"
    r"turned|scored|reported as|marked|marked as|graded|status (?:is|of|remains)|"
    r"rating (?:is|of|remains)|rag(?:[- ]rated)?:?|verdict:?|back to|moved to|gone|"
    r"judged|at)\s+)"
    r"(?:(?:now|still|currently|rag[- ]rated|rated|as|also)\s+)*(?P<colour>red|amber|green)\b"
    r"(?=\s*(?:$|[.,;:)!])|\s+(?:and|for|because|as|on|in|this|overall|again|rated|"
    r"rating|status|with|at|but|since|due|against|by)\b)",
    re.IGNORECASE,
)


def colours_in(clause: str) -> Iterator[Statement]:
    """Find the colour that a text gives: "is rated red"; not that of anything else."""
    for match in _COLOUR.finditer(clause):
        denied = re.search(r"\b(?:not|no longer|was)\s*$", clause[: match.start("colour")], re.I)
        if denied or re.match(r"was", match[0], re.I):
            continue
        yield Statement(
            kind=ClaimKind.COLOUR,
            start=match.start(),
            end=match.end(),
            word=match["colour"].lower(),
        )
