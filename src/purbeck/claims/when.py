"""Which periods a clause speaks of: named, counted back, or too vague to tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from purbeck.claims.number_words import NUMBER_WORDS
from purbeck.model.errors import InvalidValueError
from purbeck.model.period import Period, PeriodKind, read_period

_DASH = "[-/\u2010-\u2013]"
_QUARTER = r"q[1-4]|quarter (?:one|two|three|four|[1-4])|(?:first|second|third|fourth) quarter"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_YEAR = rf"(?:19|20)\d\d(?:\s?{_DASH}\s?(?:(?:19|20)\d\d|\d\d)(?!\d))?"
_NAMED = re.compile(
    rf"\b(?:(?P<part>{_QUARTER})(?:,? (?:of |in )?|\s)(?P<of>{_YEAR})"
    rf"|(?P<of2>{_YEAR}) (?P<part2>q[1-4])"
    rf"|(?:(?:the )?(?:academic|school|financial|calendar)? ?year )?(?P<year>{_YEAR})"
    rf"|(?P<month>{_MONTHS}) (?P<monthyear>(?:19|20)\d\d))\b(?!\s?%)",
    re.IGNORECASE,
)

_COUNT = "|".join(sorted([*NUMBER_WORDS, r"\d{1,2}"], key=len, reverse=True))
_SPAN = re.compile(
    rf"\b(?P<lead>for|over|in|during|within|across|these|those)?\s*(?P<each>(?:each|"
    rf"every one|all) of )?(?:the )?"
    rf"(?P<word>last|past|previous|preceding|final)?\s*(?:at least |more than |nearly |about )?"
    rf"(?P<count>{_COUNT})\s+(?P<run>(?:consecutive |successive |straight |full )*)"
    r"(?P<unit>years?|quarters?|months?|terms?|editions?|reports?|periods?)\b"
    r"(?P<tail> running| in a row| in succession| straight)?(?P<ago> ago| earlier| before)?",
    re.IGNORECASE,
)

_SEASON = re.compile(
    r"\b(?:(?:on |in |for |as |at |to |with |than |"
    r"from )?(?:in )?(?:the )?same (?:quarter|period|month|time|term)"
    r"(?: (?:in )?(?:(?:the )?previous|last|a) year(?: (?:ago|earlier|before))?|"
    r" of (?:the )?(?:previous|last) year)?"
    r"|year[- ]on[- ]year|on the year|a year (?:ago|earlier|before)|twelve months (?:ago|"
    r"earlier)|12 months (?:ago|earlier))\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:every|each) (?:single )?(?:year|quarter|month|term|period)\b|\byear after year\b"
    r"|\bquarter after quarter\b|\bconsistently\b|\bsteadily\b(?= (?:since|over|for|from))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:(?:on|since|from|than|with|to|in|of|over|against|at) )?(?:the )?(?:previous|"
    r"preceding|prior|last) "
    r"(?P<unit>year|quarter|month|term|period|report|edition|figure|time|update|"
    r"submission)(?:'s|\u2019s)?\b(?: figures?| results?| outturn)?"
    r"|\b(?:the )?(?P<unit2>year|quarter|month|term|period) before\b|\bpreviously\b|"
    r"\blast time\b|\bbefore\b(?=[.,;)]|$)",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:(?:in|for|during|over|at) )?(?:the )?(?:this|latest|current|most recent) "
    r"(?P<unit>year|quarter|month|term|period|report|edition|figures?|data|results?)\b"
    r"|\bin the (?P<unit2>year|quarter|month|term|period)\b(?! to| ending| of)|\bnow\b|"
    r"\bcurrently\b|\btoday\b|\bat present\b|\blatest\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(
    r"\b(?:since|after|before|until|during|following|prior to|by the end of|by|over|"
    r"throughout|in|when|once|as)\s+"
    r"(?:the |its |our |their |this |early |late |mid-?)*"
    r"(?:introduction|launch|start|opening|move|programme|pandemic|covid\S*|lockdown|pilot|scheme|"
    r"project|change|review|inspection|reorganisation|election|winter|summer|spring|autumn|term|"
    rf"christmas|easter|recent (?:weeks|months|years|times)|long[- ]term|longer term|"
    rf"short term|1980s|1990s|2000s|{_MONTHS})\b"
    r"|\bso far\b|\byear to date\b|\bto date\b|\bover time\b|\bhistorically\b|"
    r"\btraditionally\b|\bin general\b"
    r"|\bover (?:the|recent|several|many|a number of) (?:years|quarters|months|decade|decades)\b"
    r"|\bin recent\b|\brecently\b|\bin the past\b|\bin previous years\b|\bfor (?:several|"
    r"many|some|a few|a number of) years\b"
    r"|\bat the end of (?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december)\b"
    r"|\bhalf[- ]year\b|\bmid[- ]year\b|\b(?:once|used to|formerly|initially|originally|"
    r"at first|at one point)\b"
    r"|\bweek(?:s|ly)?\b|\bdaily\b",
    re.IGNORECASE,
)
_SINCE_OTHER = re.compile(r"\bsince\b(?!\s*\u00b6)", re.IGNORECASE)
_EVER = re.compile(
    r"\bever\b|\bon record\b|\bsince records began\b|\brecord (?=high|low|level)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A period that a text names, as typed, and where.

    Attributes
    ----------
    since
        Whether something is reckoned from it: "since", "from", "compared with", "than in".
    between
        Whether it is the first of two: "between 2015 and 2017".
    """

    start: int
    end: int
    text: str
    since: bool
    between: bool

    def read(self, kind: PeriodKind) -> Period | None:
        """Read it as a period of a kind; None where it is none, or may be one of two.

        "2017" alone is no academic or financial year: it may be the one that begins in it, or
        that ends in it.
        """
        alone = re.fullmatch(r"(?:19|20)\d\d", self.text)
        yearly = (PeriodKind.CALENDAR_YEAR, PeriodKind.CALENDAR_POOL)
        if alone and kind not in yearly:
            return None
        try:
            return read_period(self.text, kind).period
        except InvalidValueError:
            return None

    def read_year(self, kind: PeriodKind) -> Period | None:
        """Read it as a whole year of a kind, where it is typed as one."""
        return self.read(kind) if re.fullmatch(r"(?:19|20)\d\d(?:-\d\d)?", self.text) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The periods of a clause.

    Attributes
    ----------
    named
        In the order of the text.
    steps, unit
        "for four years": 4 and "year"; 0 and empty for none.
    ago
        Whether the steps lead back to one period ("two years ago") and span none.
    running
        Whether each step of the span is spoken of: "three years running".
    drawn
        Whether it is "for four years", and not "over" or "in" them.
    season
        Whether the same part of the year before is compared with.
    before, now
        The word for the unit where the previous or the latest is named: "last year".
    vague
        A time that the figures do not have: "since the launch", "in recent years".
    spans
        Where all this stands.
    """

    named: tuple[Named, ...] = ()
    steps: int = 0
    unit: str = ""
    ago: bool = False
    running: bool = False
    season: bool = False
    before: str = ""
    now: str = ""
    ever: bool = False
    drawn: bool = False
    vague: bool = False
    spans: tuple[tuple[int, int], ...] = field(default=())

    @property
    def silent(self) -> bool:
        """Whether no time is spoken of at all."""
        return not (
            self.named or self.steps or self.season or self.before or self.ever or self.vague
        )


@lru_cache(maxsize=4096)
def periods_named(text: str) -> tuple[Named, ...]:
    """Find the periods that a text names."""
    found = []
    for match in _NAMED.finditer(text):
        lead = text[max(0, match.start() - 40) : match.start()].lower()
        joints = _JOINT.findall(lead)
        found.append(
            Named(
                start=match.start(),
                end=match.end(),
                text=_spelt(match),
                since=bool(joints) and joints[-1] not in _TOWARDS,
                between=bool(re.search(r"\bbetween\s+(?:the\s+)?$", lead)),
            )
        )
    return tuple(found)


_JOINT = re.compile(
    r"\b(?:since|from|than|compared (?:with|to)|against|versus|to|and|by|reaching|on)\b"
)
_TOWARDS = ("to", "and", "by", "reaching")

_QUARTER_OF = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_QUARTER_OF |= {"one": "1", "two": "2", "three": "3", "four": "4"}


def _spelt(match: re.Match[str]) -> str:
    part = match["part"] or match["part2"]
    year = match["of"] or match["of2"] or match["year"] or match["monthyear"]
    year = re.sub(rf"\s?{_DASH}\s?", "-", year)
    year = re.sub(r"^((?:19|20)\d\d)-(?:19|20)(\d\d)$", r"\1-\2", year)
    if part:
        word = part.lower().replace("quarter", "").strip().lstrip("q")
        return f"Q{_QUARTER_OF.get(word, word)} {year}"
    return f"{match['month'].title()} {year}" if match["month"] else year


@lru_cache(maxsize=4096)
def when_of(text: str) -> When:
    """Read the times in a clause.

    Examples
    --------
    >>> when_of("has risen for three years running").steps
    3
    """
    named = periods_named(text)
    spans = [(each.start, each.end) for each in named]
    # What is read is put out, so that "the same quarter last year" is no "last year" as well.
    left = _without(text, spans)
    steps, unit, ago, running, counted = _counted(left)
    drawn = bool(counted) and left[counted[0][0] :].lower().startswith("for")
    spans += counted
    left = _without(left, counted)
    season = _find(_SEASON, left)
    left = _without(left, season)
    every = _find(_EVERY, left)
    left = _without(left, every)
    ever = _find(_EVER, left)
    left = _without(left, ever)
    before, before_at = _unit(_BEFORE, left, "period")
    left = _without(left, before_at)
    now, now_at = _unit(_NOW, left, "period")
    left = _without(left, now_at)
    vague = _find(_SO_FAR, left)
    known_since = any(each.since for each in named) or before_at or season or ever or counted
    vague += [] if known_since else _find(_SINCE_OTHER, left)
    return When(
        named=named,
        steps=steps,
        unit=unit,
        ago=ago,
        running=running or bool(every),
        season=bool(season),
        before=before,
        now=now,
        ever=bool(ever),
        drawn=drawn,
        vague=bool(vague),
        spans=(*spans, *season, *every, *ever, *before_at, *now_at),
    )


def _counted(text: str) -> tuple[int, str, bool, bool, list[tuple[int, int]]]:
    for match in _SPAN.finditer(text):
        spoken = match["lead"] or match["word"] or match["run"] or match["tail"] or match["ago"]
        spoken = spoken or match["each"]
        if not spoken:
            continue
        count = match["count"].lower()
        steps = int(count) if count.isdigit() else NUMBER_WORDS[count]
        running = bool(match["run"].strip() or match["tail"] or match["each"])
        return steps, match["unit"].lower().rstrip("s"), bool(match["ago"]), running, [match.span()]
    return 0, "", False, False, []


def _unit(pattern: re.Pattern[str], text: str, otherwise: str) -> tuple[str, list[tuple[int, int]]]:
    found = [(m, m.span()) for m in pattern.finditer(text)]
    if not found:
        return "", []
    first = found[0][0]
    return (first["unit"] or first["unit2"] or otherwise).lower(), [span for _, span in found]


def _find(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{chr(0xB6) * (end - start)}{text[end:]}"
    return text
