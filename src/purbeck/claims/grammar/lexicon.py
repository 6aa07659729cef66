"""The words for movement, with the forms in which they assert something."""

from __future__ import annotations

from purbeck.claims.statement import Way

# Simple pasts that are nothing else: "rose" asserts, wherever it stands.
PAST: dict[Way, str] = {
    Way.UP: (
        "rose|grew|climbed|jumped|leapt|leaped|soared|surged|rocketed|crept up|edged up|went up|"
        "widened|moved up|shot up"
    ),
    Way.DOWN: (
        "fell|dropped|declined|dipped|plummeted|tumbled|plunged|shrank|narrowed|crept down|"
        "edged down|went down|came down|slumped|slipped|slipped back|fell back"
    ),
    Way.BETTER: "got better|recovered",
    Way.WORSE: "worsened|deteriorated|got worse",
}

# Pasts that may as well be adjectives: "increased use", "improved services".
EITHER: dict[Way, str] = {
    Way.UP: "increased",
    Way.DOWN: "decreased|reduced",
    Way.BETTER: "improved",
    Way.WORSE: "(?!)",
}

# Participles that are not the simple past as well.
PARTICIPLE: dict[Way, str] = {
    Way.UP: "risen|grown|crept up|gone up|come up",
    Way.DOWN: "fallen|shrunk|gone down|come down|fallen back",
    Way.BETTER: "gotten better",
    Way.WORSE: "gone backwards|gotten worse",
}

GOING: dict[Way, str] = {
    Way.UP: "rising|increasing|growing|climbing|going up|widening|creeping up",
    Way.DOWN: (
        "falling|decreasing|declining|dropping|reducing|going down|coming down|narrowing|shrinking"
    ),
    Way.BETTER: "improving|getting better|recovering",
    Way.WORSE: "worsening|deteriorating|getting worse",
}

PLAIN: dict[Way, str] = {
    Way.UP: "rise|increase|grow|climb|go up|widen",
    Way.DOWN: "fall|decrease|decline|drop|reduce|go down|come down|narrow",
    Way.BETTER: "improve|get better|recover",
    Way.WORSE: "worsen|deteriorate|get worse",
}

NOUN: dict[Way, str] = {
    Way.UP: "increase|rise|growth|jump|uplift|upturn|upward trend|upward movement",
    Way.DOWN: "decrease|fall|drop|reduction|decline|dip|downturn|downward trend|downward movement",
    Way.BETTER: "improvement",
    Way.WORSE: "deterioration|worsening",
}

RATIOS: dict[str, float] = {
    "doubled": 2.0,
    "halved": 0.5,
    "trebled": 3.0,
    "tripled": 3.0,
    "quadrupled": 4.0,
}

SLIGHT = (
    r"slight(?:ly)?|marginal(?:ly)?|a little|fractional(?:ly)?|small|modest(?:ly)?|minor|a fraction"
)
LARGE = (
    r"sharp(?:ly)?|dramatic(?:ally)?|substantial(?:ly)?|considerabl[ey]|marked(?:ly)?|steep(?:ly)?|"
    r"big|large|huge|massive(?:ly)?|greatly|much|strong(?:ly)?|major|rapid(?:ly)?|hugely|well"
)
SIGNIFICANT = r"(?:statistically\s+)?significant(?:ly)?"

ADVERB = (
    r"(?:\s+(?:not|also|now|again|since|still|all|only|already|just|itself|therefore|however|then|"
    r"a little|once again|once more|continually|more than|\w{3,}ly|quite|very|much|"
    r"overall|somewhat|"
    r"further|never|no longer|almost|about|over|in fact|too|both|each|gradually|year on year))"
)

AREAS: dict[str, str] = {
    "england": (
        r"england(?:['\u2019]s)?|english|national(?= (?:average|figure|rate|mean|level|"
        r"picture|median|result|"
        r"data|performance|position|benchmark|trend|comparator))|nationally|"
        r"(?:across|in|throughout) the (?:whole )?country|(?:the )?country as a whole|"
        r"countrywide|nationwide"
    ),
    "region": (
        r"regional(?= (?:average|figure|rate|mean|level|picture|median|result|data|performance|"
        r"position|benchmark|trend|comparator)| (?:and|or) (?:the )?national (?:average|"
        r"figure|mean|rate))|regionally|the region(?:['\u2019]s)?|our region|"
        r"south[- ]west|south[- ]east|north[- ]west|north[- ]east|east of england|east midlands|"
        r"west midlands|yorkshire(?: and (?:the )?humber)?|london"
    ),
    "others": r"(?:other|all|most|many) (?:councils|authorities|areas|places|counties)|elsewhere",
    "neighbours": (
        r"(?:our |its |the |all )?(?:statistical |nearest |cipfa |"
        r"closest )*neighbours?(?:['\u2019])?(?! (?:disputes?|nuisance|plan))|"
        r"(?:similar|comparable|comparator) (?:councils?|authorities|areas|"
        r"local authorities|places|counties)|"
        r"our peers|peer (?:group|average|councils|authorities)|family group|"
        r"comparator (?:group|average)|"
        r"our comparators|neighbouring (?:councils?|authorities|areas)"
    ),
}
"""How a text speaks of other places: the country, the region, and those like itself."""

AVERAGE = (
    r"(?:\s+(?:average|figure|rate|mean|median|level|levels|benchmark|result|results|"
    r"performance|position|averages|figures|comparator|equivalent|value))*"
)
