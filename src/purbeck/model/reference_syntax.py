"""How a reference is written: the grammar, and a small parser by recursive descent.

::

    reference = subject, { ".", part }, { "|", format } ;
    subject   = [ ( "risk" | "action" ), ":" ], ( name, { ".", name that begins with a digit }
                | text ) ;
    part      = name, [ "(", [ text ], ")" ] ;
    format    = "words" | "without unit" | "without sign" | "decimals", number | "capital" ;
    name      = letter, digit, "-" or "_", one or more ;
    text      = any characters but a quotation mark, between two of them ;

A number in the report such as ``02.1`` is a subject as it stands, since no part begins with a
digit. The grammar is too small to be worth a library, and the model has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.measure import MOST_DECIMALS
from purbeck.model.nearest import hint
from purbeck.model.reference import Reference, Step, Written, is_name_character
from purbeck.model.reference_parts import FORMATS, FormatName, SubjectKind

OPENING, CLOSING = "{{", "}}"

# A program for letters puts curly marks where straight ones were typed.
_MARKS = {'"': '"', "'": "'", "\u201c": "\u201d", "\u2018": "\u2019", "\u201d": "\u201d"}

_DECIMALS = re.compile(r"decimals\s+(\S+)")


@dataclass(frozen=True, slots=True)
class Braced:
    """A stretch of text in double braces: from where to where, and what is within.

    ``closed`` is false where the braces end nowhere; the stretch is then the rest of its line.
    """

    start: int
    end: int
    inner: str
    closed: bool = True


def braced_at(text: str, start: int) -> Braced | None:
    """Give what stands in the double braces that open at a place; None where none do."""
    if not text.startswith(OPENING, start):
        return None
    inside = start + len(OPENING)
    end = text.find(CLOSING, inside)
    again = text.find(OPENING, inside)
    if end < 0 or 0 <= again < end:
        line_end = text.find("\n", inside)
        stops = [place for place in (line_end, again, len(text)) if place >= 0]
        return Braced(start, min(stops), text[inside : min(stops)], closed=False)
    return Braced(start, end + len(CLOSING), text[inside:end])


def pieces_of(text: str) -> Iterator[str | Braced]:
    r"""Part a plain text into what is typed and what is braced.

    Braces after a backslash are typed, and lose it.

    Examples
    --------
    >>> [piece if isinstance(piece, str) else piece.inner for piece in pieces_of("a {{ b }} c")]
    ['a ', ' b ', ' c']
    >>> list(pieces_of(r"a \{{ b }}"))
    ['a {{ b }}']
    """
    typed, place = "", 0
    while place < len(text):
        if text.startswith(f"\\{OPENING}", place):
            typed, place = typed + OPENING, place + 1 + len(OPENING)
        elif (braced := braced_at(text, place)) is not None:
            if typed:
                yield typed
            yield braced
            typed, place = "", braced.end
        else:
            typed, place = typed + text[place], place + 1
    if typed:
        yield typed


def reference_in(braced: Braced) -> Reference:
    """Read what stands in double braces; InvalidValueError where they are not closed."""
    if not braced.closed:
        expected = f"{CLOSING} to end the reference, or \\{OPENING} for the braces themselves"
        received = f"{OPENING}{braced.inner}"
        raise InvalidValueError("Reference", [_problem(received, expected)])
    return parse_reference(braced.inner)


@lru_cache(maxsize=4096)
def parse_reference(text: str) -> Reference:
    """Read a reference, with or without its braces.

    Raises
    ------
    InvalidValueError
        With ``BAD_REFERENCE``, and what was expected in place of what stands there.

    Examples
    --------
    >>> print(parse_reference("02.1.latest|without unit"))
    {{ 02.1.latest | without unit }}
    """
    inner = text.strip()
    if inner.startswith(OPENING) and inner.endswith(CLOSING) and len(inner) >= 4:
        inner = inner[2:-2]
    return _Parser(inner).reference()


def _problem(received: str, expected: str) -> Problem:
    return Problem(IssueCode.BAD_REFERENCE, "", received, expected)


class _Parser:
    """A place in the text of a reference, which moves on as it is read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def reference(self) -> Reference:
        kind, subject = self._subject()
        steps = []
        while self._takes("."):
            steps.append(self._step())
        formats = []
        while self._takes("|"):
            formats.append(self._format())
        if self._rest():
            self._fail("'.', '|' or the end of the reference")
        return Reference(subject=subject, steps=tuple(steps), kind=kind, formats=tuple(formats))

    def _subject(self) -> tuple[SubjectKind, str]:
        self._skip_space()
        kind = SubjectKind.MEASURE
        for other in (SubjectKind.RISK, SubjectKind.ACTION):
            if re.match(rf"{other.value}\s*:", self._rest()):
                kind, self._at = other, self._text.index(":", self._at) + 1
        return kind, self._text_or_none() or self._dotted_name()

    def _dotted_name(self) -> str:
        name = self._name("the id or number of a measure, or risk: or action: and an id")
        while re.match(r"\.\d", self._rest()):
            self._at += 1
            name = f"{name}.{self._name('a number')}"
        return name

    def _step(self) -> Step:
        name = self._name("a part such as latest after the point")
        if not self._takes("("):
            return Step(name)
        argument = self._text_or_none()
        if argument is None and not self._rest().startswith(")"):
            self._fail(f'a text in quotation marks: {name}("…")')
        if not self._takes(")"):
            self._fail("a bracket that closes: )")
        return Step(name, argument)

    def _format(self) -> Written:
        end = self._text.find("|", self._at)
        text = self._text[self._at : end if end >= 0 else len(self._text)]
        self._at += len(text)
        asked = " ".join(text.split())
        decimals = _DECIMALS.fullmatch(asked)
        if decimals:
            return Written(FormatName.DECIMALS, _count(decimals[1]))
        if asked == FormatName.DECIMALS.value:
            raise InvalidValueError("Reference", [_problem(f"'{asked}'", _HOW_MANY)])
        names = [name.value for name in FORMATS]
        if asked not in names:
            expected = f"a way of writing{hint(asked, names)}"
            raise InvalidValueError("Reference", [_problem(f"'| {asked}'", expected)])
        return Written(FormatName(asked))

    def _name(self, expected: str) -> str:
        self._skip_space()
        start = self._at
        while self._rest() and is_name_character(self._text[self._at]):
            self._at += 1
        if start == self._at:
            self._fail(expected)
        return self._text[start : self._at]

    def _text_or_none(self) -> str | None:
        """Read a text in quotation marks, or nothing where there is none."""
        self._skip_space()
        closing = _MARKS.get(self._rest()[:1])
        if closing is None:
            return None
        end = self._text.find(closing, self._at + 1)
        if end < 0:
            self._fail("a quotation mark that closes")
        text = " ".join(self._text[self._at + 1 : end].split())
        self._at = end + 1
        self._skip_space()
        if not text:
            self._fail("something between the quotation marks")
        return text

    def _takes(self, character: str) -> bool:
        self._skip_space()
        if not self._rest().startswith(character):
            return False
        self._at += 1
        return True

    def _skip_space(self) -> None:
        while self._rest()[:1].isspace():
            self._at += 1

    def _rest(self) -> str:
        return self._text[self._at :]

    def _fail(self, expected: str) -> None:
        rest = " ".join(self._rest().split())
        raise InvalidValueError(
            "Reference", [_problem(f"'{rest}'" if rest else "nothing more", expected)]
        )


_HOW_MANY = f"how many decimals, 0 to {MOST_DECIMALS}"


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) == 1 and int(text) <= MOST_DECIMALS:
        return int(text)
    raise InvalidValueError("Reference", [_problem(f"'decimals {text}'", _HOW_MANY)])
