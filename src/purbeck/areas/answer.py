"""What looking an area up can give: a match, several, none, or a contradiction. Never a guess."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from purbeck.areas.authority import Authority
from purbeck.areas.spelling import Scheme, exact_key
from purbeck.model.nearest import LIKENESS, LISTED, listed

# How many names are offered where none is meant for certain.
OFFERED = 3


@dataclass(frozen=True, slots=True)
class Match:
    """The one authority that is meant.

    Attributes
    ----------
    authority
        The authority.
    how
        By which scheme it was found.
    also
        The same territory under its other codes, oldest first, where the text fits those as
        well: 825 is Buckinghamshire before and after 2020.
    """

    authority: Authority
    how: Scheme
    also: tuple[Authority, ...] = ()

    @property
    def code(self) -> str:
        """The GSS code."""
        return self.authority.code

    def __str__(self) -> str:
        return f"{self.authority.label} by its {self.how.title}"


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several authorities are meant by the same text: a date, a scheme or a name would decide."""

    text: str
    candidates: tuple[Match, ...]

    def __str__(self) -> str:
        meant = listed([str(candidate) for candidate in self.candidates], most=LISTED)
        return f"'{self.text}' may be {meant}"


@dataclass(frozen=True, slots=True)
class NoMatch:
    """No authority is known by the text."""

    text: str
    names: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @property
    def nearest(self) -> tuple[str, ...]:
        """The names most like the text, worked out when asked for; none for codes."""
        by_key = {exact_key(name): name for name in reversed(self.names)}
        close = get_close_matches(exact_key(self.text), by_key, n=OFFERED, cutoff=LIKENESS)
        return tuple(by_key[key] for key in close)

    def __str__(self) -> str:
        near = self.nearest
        like = f"; the nearest {'is' if len(near) == 1 else 'are'} {listed(near)}" if near else ""
        return f"'{_shortened(self.text)}' is no area that is known{like}"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A code and a name that stand side by side, and do not belong together."""

    code: str
    name: str
    by_code: Match | Ambiguous
    by_name: Match | Ambiguous

    def __str__(self) -> str:
        return (
            f"the code '{self.code}' and the name '{self.name}' do not belong together: "
            f"{_meant(self.by_code)} against {_meant(self.by_name)}"
        )


Resolution = Match | Ambiguous | NoMatch | Mismatch


@dataclass(frozen=True, slots=True)
class CodeAndName:
    """Whether a code and a name belong together.

    Attributes
    ----------
    agree
        Whether they do; None where one of the two is not known, so that nothing can be said.
    by_code, by_name
        What each of them means by itself.
    """

    agree: bool | None
    by_code: Match | Ambiguous | NoMatch
    by_name: Match | Ambiguous | NoMatch


def _meant(answer: Match | Ambiguous) -> str:
    if isinstance(answer, Match):
        return answer.authority.label
    return listed([one.authority.label for one in answer.candidates], most=LISTED)


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
