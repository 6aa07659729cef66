"""The language of a page: the words of its furniture, its dates, and what stays English.

A report in Welsh has Welsh furniture: navigation, headings, the heads of tables, the words of
marks. Sentences that explain a verdict are made by rules of English grammar. They stay English,
and the page says so, so that a screen reader does not read them as Welsh.
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
from purbeck.publish.render.phrases import matched

if TYPE_CHECKING:
    from markupsafe import Markup

DOMAIN = "purbeck"
ENGLISH = "en-GB"
"""The language of the sentences that are made, whatever that of the report."""

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

        A phrase of the furniture is told with its dates, numbers and names put in.

        Examples
        --------
        >>> furniture("cy").tell("Contents"), furniture("cy").tell("30 September 2018")
        ('Cynnwys', '30 Medi 2018')
        >>> furniture("en-GB").tell("Contents"), furniture("cy").tell("Rose by a fifth.")
        ('Contents', 'Rose by a fifth.')
        """
        # gettext takes the empty text for the head of the catalogue.
        if not self.is_translated or not text.strip():
            return text
        found = self.words.gettext(text)
        if found != text:
            return found
        phrase = matched(text)
        if phrase is None:
            return self._date(text)
        message, filled = phrase
        told = {name: self._date(words) for name, words in filled.items()}
        return self.words.gettext(message).format(**told)

    def say(self, text: str) -> Markup | str:
        """Give a text where English stands around it, marked if it is in the language."""
        return self._marked(text, own=False)

    def own(self, text: str) -> Markup | str:
        """Give a text that is in the catalogue, or else is the council's own, and is marked."""
        return self._marked(text, own=True)

    def _marked(self, text: str, *, own: bool) -> Markup | str:
        from markupsafe import Markup

        told = self.tell(text)
        if not self.is_translated or not text.strip() or (told == text and not own):
            return text
        return Markup('<span lang="{}">{}</span>').format(self.language, told)

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


@lru_cache(maxsize=8)
def furniture(language: str) -> Furniture:
    """Give the furniture of a language: its own, or that of the language without its country."""
    folder = files("purbeck.publish") / "locales"
    place = folder / language.partition("-")[0] / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not place.is_file():
        return Furniture(language, NullTranslations())
    with place.open("rb") as file:
        return Furniture(language, GNUTranslations(file))
