"""How a code or a name of an area may be spelt: what is the same, and what is not.

A name is looked up by three keys, each looser than the one before, and the first that finds
anything decides. So "Dorset County Council" is the county by its exact key, and never reaches
the loosest, under which it would be the same as "Dorset Council".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import Enum

# Longer than any name with its titles; a text beyond this is not looked at further.
LONGEST = 200

# Words that say that a body is meant, and not which. UA, MBC and the like are how the revenue
# outturn workbooks set the class behind the name.
_BODY = re.compile(
    r"\b(?:the|councils?|corporation|authority|unitary|ua|mbc|mdc|bc|cc|dc|lb|lbc|rb)\b"
)

# Words that say what rank a place has. "Durham" and "County Durham", "York" and "City of York".
_RANK = re.compile(
    r"\b(?:london boro(?:ugh)?|boro(?:ugh)?|city|county|district|metropolitan|royal|of|and)\b"
)

_NOT_A_LETTER = re.compile(r"[^0-9a-z]+")
_GSS = re.compile(r"[A-Z]\d{8}|E(?:06|07|08|09|10)")
_ECODE = re.compile(r"E\d{4}")
# A column of numbers read as floats has "838.0".
_NUMBER = re.compile(r"(\d{3,4})(?:\.0+)?")
# Codes of the Office for National Statistics before 2011, such as 00KB: the delayed transfers of
# care have them for four councils of 2009.
_OLD_CODE = re.compile(r"\d{2}[A-Z]{2}")


class Scheme(Enum):
    """By what an area can be named."""

    GSS = "gss"
    DFE = "dfe"
    CASSR = "cassr"
    ECODE = "ecode"
    NAME = "name"

    @property
    def title(self) -> str:
        """What the scheme is called in a sentence."""
        return _TITLES[self]


_TITLES = {
    Scheme.GSS: "GSS code",
    Scheme.DFE: "DfE number",
    Scheme.CASSR: "CASSR code",
    Scheme.ECODE: "E-code",
    Scheme.NAME: "name",
}


def exact_key(name: str) -> str:
    """Fold what is only a way of writing: capitals, accents, points, hyphens, "&", "Saint".

    Examples
    --------
    >>> exact_key("St. Helens"), exact_key("Kingston-upon-Hull,  City of")
    ('st helens', 'kingston upon hull city of')
    >>> exact_key("Brighton & Hove")
    'brighton and hove'
    """
    if len(name) > LONGEST:
        return ""
    letters = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    plain = "".join(c for c in letters if not unicodedata.combining(c)).replace("'", "")
    words = _NOT_A_LETTER.sub(" ", plain.replace("’", "")).split()
    return " ".join("st" if word == "saint" else word for word in words)


def bodiless_key(name: str) -> str:
    """Take away the words for the body, too.

    Examples
    --------
    >>> bodiless_key("The Isle of Wight Council"), bodiless_key("Poole UA")
    ('isle of wight', 'poole')
    """
    return _without(_BODY, exact_key(name))


def rankless_key(name: str) -> str:
    """Take away the words for the rank, too.

    Examples
    --------
    >>> rankless_key("City of York Council"), rankless_key("London Borough of Brent")
    ('york', 'brent')
    >>> rankless_key("Herefordshire, County of") == rankless_key("Herefordshire")
    True
    """
    return _without(_RANK, bodiless_key(name))


KEYS: tuple[Callable[[str], str], ...] = (exact_key, bodiless_key, rankless_key)


def code_readings(text: str) -> tuple[tuple[Scheme, str], ...]:
    """Say as which codes a text can be read, by its form alone; none for a name.

    A number of three digits is a code of two schemes.

    Examples
    --------
    >>> code_readings(" e06000059 ")
    ((<Scheme.GSS: 'gss'>, 'E06000059'),)
    >>> [(scheme.value, code) for scheme, code in code_readings("204.0")]
    [('dfe', '204'), ('cassr', '204')]
    >>> code_readings("Dorset")
    ()
    """
    code = tidy_code(text)
    if _GSS.fullmatch(code):
        return ((Scheme.GSS, code),)
    if _ECODE.fullmatch(code):
        return ((Scheme.ECODE, code),)
    if number := _NUMBER.fullmatch(code):
        return ((Scheme.DFE, number[1]), (Scheme.CASSR, number[1]))
    if _OLD_CODE.fullmatch(code):
        return ((Scheme.CASSR, code),)
    return ()


def code_under(scheme: Scheme, text: str) -> str:
    """Read a text as a code of one scheme.

    Examples
    --------
    >>> code_under(Scheme.DFE, "838.0"), code_under(Scheme.CASSR, "nw")
    ('838', 'NW')
    """
    code = tidy_code(text)
    number = _NUMBER.fullmatch(code)
    return number[1] if number and scheme in {Scheme.DFE, Scheme.CASSR} else code


def tidy_code(text: str) -> str:
    """Give a code in capitals, without white space around it, and in plain letters and digits."""
    if len(text) > LONGEST:
        return ""
    return unicodedata.normalize("NFKC", text).strip().upper()


def _without(words: re.Pattern[str], key: str) -> str:
    return " ".join(words.sub(" ", key).split())
