"""The texts of a framework when it is made that of another authority.

A text that names the first council, or an area that the other's report does not have, is no text
of the other's. Which texts are such is told by the names alone, as whole words: a text that
means the first council without a name stays, and the report says for whom it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from purbeck.model.framework import Framework, ReportSettings

_WORDS_TOO = frozenset({"Bury", "Reading", "Rugby", "Slough"})
"""The councils of England whose names may begin a sentence about something else."""


class Words:
    """Keeps, renames and counts the texts of one framework.

    Parameters
    ----------
    framework
        The first council's.
    name
        What the other area is called.
    declared
        The names of the areas that the other's framework has.
    """

    def __init__(self, framework: Framework, name: str, declared: Iterable[str]) -> None:
        organisation = framework.organisation
        self._of, self._name = organisation.name, name
        own = [organisation.name, framework.area_name(organisation.area)]
        others = {area.name for area in framework.areas} - set(declared)
        self._own, self._foreign = _any_of(own), _any_of([*own, *others])
        self._has_targets = any(measure.target for measure in framework.measures)
        self._left_out: dict[str, None] = {}

    def kept(self, text: str) -> str:
        """Give a text as it is, or nothing where it names what is not the other area's."""
        if not self._foreign.search(text):
            return text
        self._left_out[text] = None
        return ""

    def renamed(self, text: str) -> str:
        """Put the other area's name in the place of the first one's.

        A name that is a word as well is not taken for the place where a sentence may begin.
        """
        return self._own.sub(lambda found: self._renamed(found, text), text)

    def _renamed(self, found: re.Match[str], text: str) -> str:
        within = text[: found.start()].rstrip(" ")[-1:]
        begins = not within.isalnum() and within != ","
        return found[0] if begins and found[0] in _WORDS_TOO else self._name

    def report(self, report: ReportSettings, lost: Sequence[str]) -> ReportSettings:
        """Make the settings of the other's report, which says whose framework it is.

        Parameters
        ----------
        lost
            The labels of the comparators that were left out.
        """
        paragraphs = [text.strip() for text in report.purpose.split("\n\n")]
        purpose = [self.kept(text) for text in paragraphs]
        notes = [self.kept(note) for note in report.notes]
        attribution = self.kept(report.attribution)
        opening = (
            f"This report holds the figures of {self._name} against the framework of {self._of}."
        )
        return replace(
            report,
            title=self.renamed(report.title),
            purpose="\n\n".join([opening, *filter(None, purpose)]),
            notes=(self._origin(lost), *filter(None, notes)),
            attribution=attribution,
            contacts=(),
        )

    def _origin(self, lost: Sequence[str]) -> str:
        out = ["its officers and registers"]
        if self._left_out:
            texts = _counted(len(self._left_out), "text")
            speak = "speaks" if len(self._left_out) == 1 else "speak"
            out.append(
                f"{texts} that {speak} of its own area or of areas that are not compared with here"
            )
        if lost:
            out.append(f"{_counted(len(lost), 'comparator')} of its own choice: {', '.join(lost)}")
        listed = out[0] if len(out) == 1 else f"{', '.join(out[:-1])}, and {out[-1]}"
        targets = "The targets are those of the framework. " if self._has_targets else ""
        return (
            f"The framework is that of {self._of}, made over to {self._name}. Left out are "
            f"{listed}. {targets}The other notes were written for it."
        )


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Find any of some names as whole words, the longest first."""
    longest = sorted(filter(None, set(names)), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
