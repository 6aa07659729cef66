"""The patterns for movement: in which constructions its words assert something."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
from purbeck.claims.statement import Way
from purbeck.claims.words import WORD_LISTS

# No pattern below matches without a word that begins with one of these four letters; to look for
# them first is many times faster.
CUES = frozenset(WORD_LISTS["movement_beginnings"].split())
_WORDS = re.compile("[a-z]{2,}")


def any_word_of(text: str, beginnings: frozenset[str]) -> bool:
    """Whether a word of a text begins with one of these four letters, or is a shorter one."""
    return any(word[:4] in beginnings for word in _WORDS.findall(text.lower()))


def _named(*tables: Mapping[Way, str]) -> str:
    return "|".join(
        f"(?P<{way.value}>{'|'.join(table[way] for table in tables)})"
        for way in (Way.UP, Way.DOWN, Way.BETTER, Way.WORSE)
    )


NT = r"(?:n['\u2019]t)?"
PERFECT = re.compile(
    rf"\b(?P<aux>(?:has|have|had){NT})(?P<mid>{ADVERB}*(?:\s+(?:been|seen itself|"
    rf"actually))?{ADVERB}*)\s+"
    rf"(?:{_named(PARTICIPLE, PAST, EITHER, GOING)})\b",
    re.IGNORECASE,
)
CONTINUOUS = re.compile(
    rf"\b(?P<aux>(?:is|are|was|were){NT})(?P<mid>{ADVERB}*)\s+(?:{_named(GOING)})"
    rf"\b(?!\s+(?:on|to|for|how|our|the|their|its|an?|access|support|services|"
    rf"outcomes)\b)",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    rf"\b(?P<aux>(?:was|were){NT})(?P<mid>{ADVERB}*)\s+(?:{_named(EITHER)})"
    rf"\b(?=\s+(?:to|by|from)\s+[\u00a3\d])",
    re.IGNORECASE,
)
PLAIN_FORM = re.compile(
    rf"\b(?P<aux>continu(?:es|ed|e)\s+to|(?:did|does|do)(?:\s+not|n['\u2019]t)|fail(?:ed|s)\s+to|"
    rf"(?:began|begun|started)\s+to)(?P<mid>{ADVERB}*)\s+(?:{_named(PLAIN)})\b",
    re.IGNORECASE,
)
PAST_FORM = re.compile(rf"\b(?:{_named(PAST)})\b", re.IGNORECASE)
EITHER_FORM = re.compile(
    rf"(?P<word>\b[\w%'\u2019)]+)(?P<mid>(?:\s+(?:also|again|then|now|only|"
    rf"\w{{3,}}ly))*)\s+(?:{_named(EITHER)})\b"
    r"(?=\s*(?:$|[.,;:)(\u00a7])|\s+(?:to|by|from|slightly|significantly|sharply|again|"
    r"since|over|during|compared|"
    r"for|between|this|last|each|every|and|on|only|further|marginally|in|year|as|at|a little|even|"
    r"considerably|substantially|dramatically|steadily|markedly|across|against|with|"
    r"while|but|until)\b)",
    re.IGNORECASE,
)
NOT_A_SUBJECT = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "with",
        "by",
        "for",
        "through",
        "and",
        "to",
        "from",
        "or",
        "more",
        "due",
        "this",
        "these",
        "those",
        "their",
        "our",
        "its",
        "his",
        "her",
        "via",
        "on",
        "in",
        "as",
        "offering",
        "providing",
        "including",
        "despite",
        "following",
        "after",
        "be",
        "being",
        "been",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "not",
        "well",
        "very",
        "such",
        "any",
        "some",
        "all",
        "no",
        "further",
        "much",
        "also",
        "new",
        "even",
        "get",
        "getting",
        "deliver",
        "delivering",
        "drive",
        "secure",
        "achieve",
        "see",
        "seeing",
        "seen",
        "show",
        "showed",
        "offer",
        "need",
        "needs",
        "an",
        "than",
        "we",
        "they",
        "i",
    ]
)
LICENCE = (
    r"(?:there\s+(?:has|have|had)\s+(?:also\s+|again\s+|\w+ly\s+)?been|there\s+(?:was|"
    r"were|is)(?:\s+also|\s+\w+ly)?|"
    r"(?:has|have)\s+(?:also\s+)?(?:seen|shown|recorded|experienced)|saw|shows|showed|"
    r"recorded|experienced|"
    r"represents|represented|represent|is|was|marks|reported|,|\(|with|this is|"
    r"we have seen|being|seeing|showing|registered)"
)
ADJECTIVES = (
    r"(?:(?:very|further|quite|continued|clear|welcome|disappointing|steady|slight|small|"
    r"modest|marginal|minor|sharp|significant|statistically|substantial|considerable|marked|"
    r"steep|big|large|huge|major|dramatic|strong|noticeable|gradual|general|overall|net|"
    r"similar|rapid|year[- ]on[- ]year|annual|quarterly)\s+)*"
)
NOUN_FORM = re.compile(
    rf"(?P<licence>{LICENCE})\s*(?P<article>a|an|no|some|another|not been an?|little|"
    rf"further|the first)\s+"
    rf"(?P<adjectives>{ADJECTIVES})(?:{_named(NOUN)})\b(?!\s+(?:plan|board|programme|"
    rf"notice|project|partner|team|fund|grant|work|officer|strategy|agenda|priority|area|"
    rf"in (?:confidence|understanding|awareness|capacity)))",
    re.IGNORECASE,
)
MEASURED_NOUN = re.compile(
    rf"\b(?:a|an|the|this)\s+(?P<adjectives>{ADJECTIVES})(?:{_named(NOUN)})"
    rf"\b(?=\s+of\s+(?:(?:just|only|about|around|nearly|almost|over|under|more|less|than|"
    rf"approximately|some)\s+)*[\u00a3\d])"
    rf"|(?<=[\d%t])\s?-?\s?(?:%|per cent|percentage[- ]points?|points?|ppts?|pp|"
    rf"days?)?\s+(?:{_named(NOUN).replace('?P<', '?P<n')})\b",
    re.IGNORECASE,
)
UP_DOWN = re.compile(
    r"(?P<before>^|\b(?:is|are|was|were|now|currently|went|year|quarter|also)\b|[,(]|"
    r"\b\w+)(?P<mid>\s*(?:slightly|marginally|sharply|significantly|well)?\s*)"
    r"\b(?:(?P<up>up)|(?P<down>down))\b(?=\s+(?:by\s+)?(?:(?:just|only|about|around|"
    r"nearly|over|almost|some)\s+)?(?:[\u00a3\d]|from\s+[\u00a3\d\u00a7]|on\s+(?:\d{4}|last|"
    r"the)|compared)"
    r"|(?<=\bis up)\s*(?:$|[.,;])|(?<=\bis down)\s*(?:$|[.,;])"
    r"|(?<=\bare up)\s*(?:$|[.,;])|(?<=\bare down)\s*(?:$|[.,;]))",
    re.IGNORECASE,
)
THAN = re.compile(
    rf"\b(?P<mid>(?:(?:{SLIGHT}|{LARGE}|{SIGNIFICANT}|far|no)\s+)?)(?:(?P<up>higher|"
    rf"greater)|(?P<down>lower|fewer)|(?P<better>better)|(?P<worse>worse))\s+"
    r"(?:than|compared (?:with|to))\s+(?=(?:it was |they were |that )?(?:in |at |for |"
    r"of |during )?(?:the )?(?:(?:same|previous|last|preceding|year|quarter|month|"
    r"q[1-4]\b|a year)|(?:19|20)\d\d))",
    re.IGNORECASE,
)
RATIO = re.compile(
    rf"(?P<aux>\b(?:has|have|had){NT}(?:{ADVERB})*\s+)?(?:\b(?P<near>more than|almost|"
    rf"nearly|about|over|well over|around|just over|"
    rf"virtually)\s+)?\b(?P<ratio>{'|'.join(RATIOS)})\b",
    re.IGNORECASE,
)
SAME_VERB = (
    r"(?:is|are|was|were|been|remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|stayed|held|holds|"
    r"holding|kept|keeps|stands|stood|continues? to be)"
)
UNCHANGED = re.compile(
    rf"\b{SAME_VERB}(?P<mid>(?:\s+(?:also|again|now|still|\w+ly|both|all|at|very|quite|"
    rf"much|about))*)\s+(?P<strict>unchanged|the same(?! (?:as|time))|"
    rf"identical)\b(?! (?:level|rate|figure) as)"
    rf"|\b{SAME_VERB}(?P<mid2>(?:\s+(?:also|again|now|still|\w+ly|all|very|quite|"
    rf"much))*)\s+(?P<loose>stable|steady|static|flat|constant|level(?=\s*[.,;]|$))\b"
    r"|(?P<mid3>(?:broadly|largely|relatively|fairly|"
    r"virtually)?)\s*\b(?P<bare>unchanged)\b(?=\s*(?:$|[.,;)])|\s+(?:at|for|from|since|"
    r"in|on|over|compared)\b)"
    r"|\b(?:has|have|had)(?P<mid4>\s+(?:not|hardly|barely|scarcely|"
    r"never))\s+(?:really\s+)?(?P<not>changed|moved|altered)\b"
    r"|\b(?:hardly|barely|scarcely)\s+(?P<hardly>changed|moved|altered)\b|"
    r"\b(?P<little>changed little|changed very little|changed only slightly|"
    r"little changed|much the same|much as it was)\b"
    r"|\bthere\s+(?:has\s+been|have\s+been|was|were|is)\s+(?P<article>no|little|"
    r"very little|virtually no|hardly any)\s+(?:real\s+|overall\s+)?(?P<change>change|"
    r"movement)\b"
    r"|(?:^|,|\()\s*(?P<none>no change)\b(?=\s*$|\s*[.,;)]|\s+(?:from|since|on|in|compared)\b)",
    re.IGNORECASE,
)
NO_SIGNIFICANT = re.compile(
    rf"\b(?:no|not\s+(?:a|been\s+a))\s+{SIGNIFICANT}\s+(?:change|difference|improvement|"
    rf"increase|decrease|rise|fall|reduction|movement)\b"
    rf"|\b(?:not|n['\u2019]t)\s+(?:been\s+)?(?:{SIGNIFICANT}\s+(?:changed|improved|"
    rf"increased|fallen|risen|different|altered)|(?:change|changed|improve|improved|"
    rf"risen|fallen|increased|increase|rise|fall)\s+{SIGNIFICANT})\b",
    re.IGNORECASE,
)

SIZE_BEFORE = re.compile(
    rf"\b(?:(?P<slight>{SLIGHT})|(?P<large>{LARGE})|(?P<significant>{SIGNIFICANT}))\b",
    re.IGNORECASE,
)
SIZE_AFTER = re.compile(
    rf"^\s+(?:(?:very|quite|fairly|only|so|back)\s+)*(?:(?P<slight>{SLIGHT})|"
    rf"(?P<large>{LARGE})|(?P<significant>{SIGNIFICANT}))\b(?!\s+(?:number|range|amount|"
    rf"groups?|schools?))",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:not|never|no|little)\b|n['\u2019]t\b|\bfail", re.IGNORECASE)
