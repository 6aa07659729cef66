"""The language of a page: the words of its furniture, its dates, and what stays English.

A report in Welsh has Welsh furniture: navigation, headings, the heads of tables, the words of
marks. The sentences of verdicts that are said most often are known again by their fixed words, and
are told too. Others stay English, and the page says so, so that a screen reader does not read them
as Welsh.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import TYPE_CHECKING

from purbeck.model.period_kind import MONTH_NAMES
from purbeck.publish.render.phrases import AS_THEY_ARE, FIGURE, QUARTER, every_match, sort_of
from purbeck.publish.render.sentence_phrases import PLURALS

if TYPE_CHECKING:
    from markupsafe import Markup

DOMAIN = "purbeck"
ENGLISH = "en-GB"
"""The language of the sentences that are made, whatever that of the report."""

_NO_BREAK = "\u00a0"
_MANY = {one: many for many, one in PLURALS.items()}
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[^\W\d_a-z]|\d)")
_JOINS = {
    "held": re.compile(r"(?<=\))(?:, | and )"),
    "parts": re.compile(r",? and (?=\d)|, (?=\d)"),
    "places": re.compile(r", | and "),
    "standings": re.compile(", "),
    "untested": re.compile("; "),
    "tests": re.compile(r", | and "),
}
_COLON = ": "
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(MONTH_NAMES)}) (\d{{4}})")


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words of the furniture of a page in one language.

    Attributes
    ----------
    language
        As the report declares it: ``cy`` or ``cy-GB``.
    words
        The catalogue; an empty one for English, and for a language that there is none of.
    """

    language: str
    words: NullTranslations

    @property
    def is_translated(self) -> bool:
        """Whether there is a catalogue of the language."""
        return isinstance(self.words, GNUTranslations)

    def tell(self, text: str) -> str:
        """Give a text in the language, if the catalogue has it or it is a date; else as it is.

        A phrase is told with its dates, numbers and names put in; a text of several sentences
        where each of them can be told.

        Examples
        --------
        >>> furniture("cy").tell("Contents"), furniture("cy").tell("30 September 2018")
        ('Cynnwys', '30 Medi 2018')
        >>> furniture("en-GB").tell("Contents"), furniture("cy").tell("Rose by a fifth.")
        ('Contents', 'Rose by a fifth.')
        """
        if not self.is_translated:
            return text
        told = _told(self, text)
        return text if told is None else told

    def knows(self, text: str) -> bool:
        """Whether a text can be told; one without a letter needs no telling."""
        return not _LETTERS.search(text) or _told(self, text) is not None

    def say(self, text: str) -> Markup | str:
        """Give a text where English stands around it, marked if it is in the language."""
        return self._marked(text, own=False)

    def own(self, text: str) -> Markup | str:
        """Give a text that is in the catalogue, or else is the council's own, and is marked."""
        return self._marked(text, own=True)

    def _marked(self, text: str, *, own: bool) -> Markup | str:
        from markupsafe import Markup

        if not self.is_translated or not text.strip():
            return text
        told = self.tell(text)
        if own or told != text or (self.knows(text) and _LETTERS.search(text)):
            return self._in_language(told)
        if self.knows(text):
            return text
        parts = _SENTENCE.split(text)
        if not any(map(self.knows, parts)):
            return text
        return Markup(" ").join(
            self._in_language(self.tell(part)) if self.knows(part) else part for part in parts
        )

    def _in_language(self, text: str) -> Markup:
        from markupsafe import Markup

        return Markup('<span lang="{}">{}</span>').format(self.language, text)

    def find(self, text: str) -> str | None:
        """Look for a text: as it is, as a count, a phrase, a date, a figure; None for none."""
        # gettext takes the empty text for the head of the catalogue.
        if not text.strip():
            return None
        found = self._word(text)
        if found is None and text != text.strip():
            inner = self.find(text.strip())
            return None if inner is None else text.replace(text.strip(), inner)
        found = found or self._phrase(text)
        if found is None and (figure := FIGURE.fullmatch(text)):
            found = self._figure(*figure.groups())
        if found is None and (quarter := QUARTER.fullmatch(text)):
            found = self.words.gettext("Quarter {code}").format(code=quarter[1])
            found = f"{found} {quarter[2]}"
        if found is None and (dated := self._date(text)) != text:
            found = dated
        if found is None and text.endswith(".") and (inner := self.find(text[:-1])):
            found = f"{inner}."
        return found or self._by_sentence(text)

    def _word(self, text: str) -> str | None:
        """Give what the catalogue has of a text; what counts one has forms of its own."""
        if text in _MANY:
            return self.words.ngettext(text, _MANY[text], 1)
        found = self.words.gettext(text)
        if found != text:
            return found
        # A word in lower case is that of the heading, and the other way round.
        if text[:1].islower() and (found := self.words.gettext(_capital(text))) != _capital(text):
            return found[:1].lower() + found[1:]
        small = text[:1].lower() + text[1:]
        if text[:1].isupper() and (found := self.words.gettext(small)) != small:
            return _capital(found)
        return None

    def _phrase(self, text: str) -> str | None:
        """Tell a phrase, if all that stands in its open places can be told as well."""
        for message, filled in every_match(text):
            told = {name: self._filling(sort_of(name), words) for name, words in filled.items()}
            if None in told.values():
                continue
            number = filled.get("number", "1").replace(",", "")
            if message in PLURALS:
                found = self.words.ngettext(PLURALS[message], message, int(number))
            elif message in _MANY:
                found = self.words.ngettext(message, _MANY[message], 1)
            else:
                found = self.words.gettext(message)
            return found.format(**told)
        return None

    def _filling(self, sort: str, words: str) -> str | None:
        """Tell what stands in an open place; None where it has to be told and cannot be."""
        if sort in _JOINS:
            return self._list(sort, words)
        found = self.find(words) if sort != "number" else None
        if found is not None:
            return found
        may_stay = sort in AS_THEY_ARE or sort == "place" or not _LETTERS.search(words)
        return words if may_stay else None

    def _list(self, sort: str, words: str) -> str | None:
        """Tell a list item by item, joined by commas alone: "and" would change what follows it."""
        told: list[str | None] = []
        for entry in _JOINS[sort].split(words):
            name, _, verdict = entry.partition(" (") if sort == "held" else (entry, "", "")
            if sort == "standings":
                found: str | None = _COLON.join(
                    self.find(part) or part for part in entry.split(_COLON)
                )
            elif sort in ("untested", "tests"):
                found = self.find(entry)
            elif sort == "parts":
                found = self.find(entry.replace(" are ", " ").replace(" is ", " "))
            else:
                closing = f" ({self.tell(verdict[:-1])})" if verdict else ""
                found = f"{self.find(name) or name}{closing}"
            told.append(found)
        joint = "; " if sort == "untested" else ", "
        return None if None in told else joint.join(entry for entry in told if entry)

    def _figure(self, digits: str, unit: str) -> str:
        """Write a figure with its unit in the language; a sign for per cent stays.

        Where the word is longer than the English one, for which there was room, it may stand on
        the next line.
        """
        said = unit[1:].replace(_NO_BREAK, " ")
        told = self.tell(said)
        return f"{digits}{unit[:1] if len(told) <= len(said) else ' '}{told}"

    def _by_sentence(self, text: str) -> str | None:
        """Tell a text sentence by sentence, if it has several and each can be told."""
        parts = _SENTENCE.split(text)
        told = [self.find(part) for part in parts] if len(parts) > 1 else [None]
        return None if None in told else " ".join(part for part in told if part)

    def _date(self, text: str) -> str:
        """Write a date as the language does; anything else, and no real day, stays as it is."""
        found = _DATE.fullmatch(text)
        if found is None:
            return text
        from babel import Locale
        from babel.dates import format_date

        day, month, year = found.groups()
        try:
            meant = date(int(year), MONTH_NAMES.index(month) + 1, int(day or 1))
        except ValueError:
            return text
        locale = Locale.parse(self.language, sep="-")
        return format_date(meant, "d MMMM y" if day else "MMMM y", locale=locale)


@lru_cache(maxsize=65536)
def _told(words: Furniture, text: str) -> str | None:
    """Look for a text once: a site says the same on many pages."""
    return words.find(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=8)
def furniture(language: str) -> Furniture:
    """Give the furniture of a language: its own, or that of the language without its country."""
    folder = files("purbeck.publish") / "locales"
    place = folder / language.partition("-")[0] / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not place.is_file():
        return Furniture(language, NullTranslations())
    with place.open("rb") as file:
        return Furniture(language, GNUTranslations(file))
