"""The title page: whose report it is, of what date and period, and who answers for it."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from purbeck.model.period_kind import MONTH_NAMES
from purbeck.transcription.draft import Evidence
from purbeck.transcription.gathering import Gathering, sure
from purbeck.transcription.page import Line, Page, Place, Publication
from purbeck.transcription.periods import PeriodFound, periods_in
from purbeck.transcription.profile import Profile, plain

if TYPE_CHECKING:
    from purbeck.transcription.position import Position

# The title page is within the first so many lines.
_FRONT_LINES = 40
_REPORT = re.compile(r"\b(?:report|monitor(?:ing)?|performance|scorecard|dashboard|update)\b", re.I)
_CALLED = re.compile(r"\breport\b|\bscorecard\b|\bdashboard\b", re.I)
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? (" + "|".join(MONTH_NAMES) + r") (20\d\d)\b", re.I)
_FIGURES_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(20\d\d)\b")
_MONTH = re.compile(r"\b(" + "|".join(MONTH_NAMES) + r") (20\d\d)\b", re.I)
_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}"
_SPONSOR = re.compile(rf"\b(?:Outcome )?Sponsor\s*[-–—:]?\s*(?P<name>{_NAME})")
_NO_NAMES = {"lead", "officer", "population", "indicator", "outcome"}


class Front:
    """What the first lines say, and the officers that are named anywhere."""

    def __init__(self, publication: Publication, profile: Profile, gathering: Gathering) -> None:
        self._profile = profile
        self._gathering = gathering
        self._pages = publication.pages
        self._lines = _first_lines(publication.pages)
        self._stated = publication.stated
        self.sponsor: tuple[str, str, Place] | None = None
        self.people: list[str] = []
        self.plan = ""

    # ------------------------------------------------------------------ who and when

    def organisation(self) -> str:
        """Give the council that is named most, the title page counting for more; or nothing."""
        counts: Counter[str] = Counter()
        for page in self._pages:
            for block in page.blocks:
                if isinstance(block, Line):
                    self._count(block.text, counts, 1)
        for line in self._lines[:12]:
            self._count(line.text, counts, 5)
        return counts.most_common(1)[0][0] if counts else ""

    def _count(self, text: str, counts: Counter[str], weight: int) -> None:
        for pattern in self._profile.patterns("organisation"):
            for found in pattern.finditer(text[:2000]):
                name = re.sub(
                    r"^(?:The|This|In|At|For|By|From|Our|Across|As|When|That|Full) ",
                    "",
                    found["name"],
                )
                if len(name.split()) > 1 and plain(name) not in {"the council", "council"}:
                    counts[name.strip()] += weight

    def title(self) -> str:
        """Give the title: the first line that calls itself a report, or the largest."""
        for line in sorted(self._lines, key=lambda one: not _CALLED.search(one.text)):
            if re.search(r"\b(?:plan|strategy|framework)\b", line.text, re.IGNORECASE):
                continue
            named = self._profile.matched("organisation", line.text)
            only = named is not None and len(named["name"]) > len(line.text) - 3
            short = len(line.text.split()) <= 14 and not line.text.rstrip().endswith(".")
            if _REPORT.search(line.text) and short and not only and line.text[:1].isupper():
                text = re.sub(rf"\s*[-–,:]?\s*{_MONTH.pattern}$", "", line.text, flags=re.I)
                if named is not None and not re.match(re.escape(named["name"]), text):
                    text = text.replace(named["name"], "").rstrip(" -–,:")
                return " ".join(text.split()) or line.text
        heads = [line for line in self._lines if line.level == 1]
        return heads[0].text if heads else "Performance report"

    def dated(self) -> tuple[date | None, Evidence | None]:
        """Give the date of the report: a day as printed, or else the last day of its month.

        Without either, it is the last day of the period that the title page names.
        """
        for line in self._lines:
            if found := _DAY.search(line.text):
                day = _day(found)
                if day is not None:
                    return day, sure(line.place, line.text)
            if (found := _FIGURES_DAY.search(line.text)) and (day := _day_in_figures(found)):
                return day, sure(line.place, line.text)
        for line in self._lines:
            if found := _MONTH.search(line.text):
                month = _month_number(found[1])
                year = int(found[2])
                last = calendar.monthrange(year, month)[1]
                note = "a month is printed: its last day is taken"
                return date(year, month, last), sure(line.place, line.text, note)
        period, where = self._period()
        if period is not None and where is not None and (held := period.under(period.kinds[-1])):
            note = "no date is printed: the last day of the period of the report is taken"
            return held.last_day, sure(where.place, where.text, note)
        return None, None

    def period(self) -> PeriodFound | None:
        """Give the period that the title page says the report is about."""
        return self._period()[0]

    def _period(self) -> tuple[PeriodFound | None, Line | None]:
        best: tuple[int, PeriodFound, Line] | None = None
        for line in self._lines[:25]:
            planned = re.search(r"\bplan\b|strategy", line.text, re.IGNORECASE)
            if planned and not re.search(r"performance|report|quarter", line.text, re.IGNORECASE):
                continue
            for found in periods_in(line.text):
                worth = 3 if "quarter" in found.kinds[0].value else 1 if found.ambiguous else 2
                if best is None or worth > best[0]:
                    best = worth, found, line
        return (best[1], best[2]) if best else (None, None)

    def outcome(self) -> tuple[str, Line | None]:
        """Give the outcome that the whole report is about, where its title page names one."""
        kept: list[Line] = []
        first = self._lines[0].place.page if self._lines else 0
        for line in self._lines[:12]:
            text = line.text
            # A cell of a table, or two titles side by side, is no name of an outcome.
            if line.place.page != first or line.place.row or self._profile.opens(text):
                break
            if len(line.parts) > 1:
                continue
            stop = re.search(r"sponsor", text, re.IGNORECASE) or _REPORT.search(text)
            organisation = self._profile.matched("organisation", text)
            if kept and (stop or _MONTH.search(text)):
                break
            skipped = stop or organisation or _MONTH.search(text) or re.search(r"[\d:]", text)
            if (
                skipped
                or len(text) > 70
                or text.endswith(".")
                or not re.search(r"[A-Za-z]{4}", text)
            ):
                continue
            if self._profile.heading_role(text) or self._profile.label_role(text):
                break
            if text.lower().startswith("skip to"):
                continue
            if kept and line.level and line.level != kept[-1].level:
                break
            kept.append(line)
            if line.level == 1:
                return text, line
        name = " ".join(line.text for line in kept[:3])
        return (name, kept[0]) if kept and len(kept) <= 3 and len(name) < 90 else ("", None)

    def purpose(self) -> str:
        """Give the running text of the title page."""
        found = []
        for line in self._lines:
            if self._profile.heading_role(line.text) in {"contents", "summary"}:
                break
            if len(line.text) > 70 and line.text.rstrip().endswith("."):
                found.append(line.text)
        return "\n\n".join(found[:4])

    # ------------------------------------------------------------------ people

    def takes(self, role: str, label: str, value: str, line: Line, here: Position) -> bool:
        """Take what concerns the whole report: the sponsor, and labels of the title page."""
        if role == "sponsor":
            name, _, post = value.partition(",")
            self.sponsor = name.strip(), post.strip(), line.place
            return True
        return (
            role == "owner"
            and here.section is None
            and here.subject is None
            and not (here.candidate)
        )

    def officers_in(self, text: str, place: Place) -> None:
        """Note the names that stand after the title of an officer."""
        for _, name in self.officers_of(text):
            if " " in name and name not in self.people:
                self.people.append(name)

    def officers_of(self, text: str) -> list[tuple[str, str]]:
        """Give the officers that a heading names, each with the title before the name."""
        found = []
        for pattern in self._profile.patterns("officer"):
            for match in pattern.finditer(text[:1500]):
                for label, name in match.groupdict().items():
                    if name and not set(name.lower().split()) & _NO_NAMES:
                        found.append((label.replace("_", " "), name))
        return found

    def known(self, name: str, heading: str) -> str:
        """Complete a name that was cut off, where the rest of a known name stands beside it.

        "Sally" in a heading in which "Longman" stands too is Sally Longman, if that is a name
        that the report has elsewhere; else it is left as it is.
        """
        if " " in name:
            return name
        whole = [p for p in self.people if p.split()[0] == name and p.split()[-1] in heading]
        return whole[0] if len(whole) == 1 else ""

    def find_sponsor(self) -> None:
        """Look for the sponsor in the lines of the title page, and the post on the line after."""
        for line, after in zip_longest(self._lines, self._lines[1:]):
            found = _SPONSOR.search(line.text)
            if found and self.sponsor is None:
                post = ""
                if after is not None and len(after.text) < 70 and not _REPORT.search(after.text):
                    post = "" if self._profile.label_role(after.text) else after.text
                self.sponsor = found["name"], post, line.place

    def find_plan(self) -> str:
        """Give the plan that the outcomes are from, where a line of the title page names it."""
        for line in self._lines:
            if re.match(
                r"(?:the )?(?:corporate|council|strategic|borough) plan\b", line.text, re.I
            ):
                return re.split(r"\s+(?=[A-Z]{6,}\b)", line.text)[0][:140]
        return ""


def _first_lines(pages: Sequence[Page]) -> list[Line]:
    lines: list[Line] = []
    for page in pages[:3]:
        for block in page.blocks:
            if isinstance(block, Line):
                lines.append(replace(block, text=" ".join(block.text.split())))
            else:
                lines += [
                    Line(cell.line, cell.place)
                    for row in block.rows[:6]
                    for cell in row
                    if cell.line
                ]
            if len(lines) >= _FRONT_LINES:
                return lines
    return lines


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(MONTH_NAMES, 1) if month.lower() == name.lower())


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), _month_number(found[2]), int(found[1]))
    except ValueError:
        return None


def _day_in_figures(found: re.Match[str]) -> date | None:
    """Read day, month and year, as British reports write them; None for no day at all."""
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
