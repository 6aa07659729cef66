"""What a report says of itself in sum: printed totals, lists of measures, the key to its signs."""

from __future__ import annotations

import re

from purbeck.transcription.draft import PrintedList, PrintedTotal
from purbeck.transcription.gathering import Gathering, sure
from purbeck.transcription.page import ARROWS, Form, Line, Place
from purbeck.transcription.profile import Profile, plain

_LONGEST_NAME = 220


class Summaries:
    """Totals and lists, collected as they are met."""

    def __init__(self, profile: Profile, gathering: Gathering) -> None:
        self._profile = profile
        self._gathering = gathering
        self._thing = ""
        self._open: tuple[str, Line] | None = None
        self._names: list[tuple[str, Place]] = []

    def totals_in(self, text: str, place: Place) -> None:
        """Note every total that a text prints."""
        if len(text) > 900:
            return
        self._thing = _thing_before(text) or self._thing
        thing = ""
        for pattern in self._profile.patterns("totals"):
            for found in pattern.finditer(text):
                groups = found.groupdict()
                word = plain(groups.get("word") or "")
                thing = (
                    plain(groups.get("thing") or "")
                    or _thing_before(text[: found.start()])
                    or thing
                )
                total = PrintedTotal(thing, word, int(found["number"]), sure(place, found[0]))
                held = {(t.thing, t.word, t.number) for t in self._gathering.totals}
                if (total.thing, total.word, total.number) not in held:
                    self._gathering.totals.append(total)
        tallies = [m for p in self._profile.patterns("tallies") for m in p.finditer(text)]
        if len({plain(found["word"]) for found in tallies}) > 1:
            self._thing = self._thing or "indicators"
            for found in tallies:
                self.tallied(found["word"], int(found["number"]), place)

    def tallied(self, word: str, number: int, place: Place) -> None:
        """Note a number in a tally of what was named last."""
        total = PrintedTotal(self._thing, plain(word), number, sure(place, f"{number} {word}"))
        held = {(t.thing, t.word, t.number) for t in self._gathering.totals}
        if (total.thing, total.word, total.number) not in held:
            self._gathering.totals.append(total)

    def takes(self, line: Line, in_summary: bool) -> bool:
        """Take a line of a summary: the heading of a list, or a name in the list that is open.

        Outside a summary, a heading of one word is none: it may be a verdict.
        """
        of = self._profile.list_role(line.text)
        if of and (in_summary or " " in line.text.strip()):
            self.close()
            self._open = of, line
            return True
        if self._open is None:
            return False
        if line.level or (self._names and not line.bullet and not self._continues(line)):
            self.close()
            return False
        name = " ".join(re.sub(r"[•٠]", " ", re.sub(r"^[^\w%£]+", "", line.text)).split())
        if self._continues(line):
            before, place = self._names[-1]
            self._names[-1] = f"{before} {name}", place
        elif line.bullet and 0 < len(name) < _LONGEST_NAME:
            self._names.append((name, line.place))
        return len(name) < _LONGEST_NAME

    def _continues(self, line: Line) -> bool:
        """Whether a line goes on with the name before it: it has no bullet and no capital."""
        return bool(self._names) and not line.bullet and line.text[:1].islower()

    def close(self) -> None:
        """End the list that is open, and keep it if there is a name in it."""
        if self._open is not None and self._names:
            of, line = self._open
            self._gathering.lists.append(
                PrintedList(of, tuple(self._names), sure(line.place, line.text))
            )
        self._open, self._names = None, []

    def legend(self, line: Line, least: int = 1) -> None:
        """Learn from the key of a report what an arrow means: each arrow with the word after it.

        Outside a part that is called a key, two such pairs at least have to stand on one line.
        """
        arrows = [mark for mark in line.marks if mark.form in ARROWS]
        arrows.sort(key=lambda mark: mark.box.left if mark.box else 0.0)
        words = self._profile.words_in_order("direction", line.text)
        if len(arrows) == len(words) >= least and len({a.form for a in arrows}) == len(arrows):
            for mark, word in zip(arrows, words, strict=True):
                name = (
                    "level" if mark.form in {Form.LEFT, Form.RIGHT, Form.LEVEL} else mark.form.value
                )
                self._gathering.legend.setdefault(name, word)


def _thing_before(text: str) -> str:
    """Give the last thing that is counted before a number, as in "Of 6 indicators, 3 are red"."""
    found = re.findall(
        r"population indicators|performance measures|performance indicators|corporate risks"
        r"|indicators|measures|kpis|risks",
        text,
        re.IGNORECASE,
    )
    return plain(found[-1]) if found else ""
