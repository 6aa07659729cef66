"""Layout profiles: what is known of how reports are laid out, as TOML files anyone can add.

Every report is read with ``general.toml``. A profile that recognises the report is laid over it,
and after that the one that a user gives. Lists are joined, single settings replaced.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from purbeck.model.errors import UsageError
from purbeck.transcription.page import Colour, Form, Mark
from purbeck.transcription.periods import BARE_QUARTER, bare_part, periods_in
from purbeck.transcription.profile_checks import check_tables
from purbeck.transcription.roles import combined_role

GENERAL = "general"
_TABLES = ("columns", "inline", "words", "glyphs", "headings", "lists", "patterns", "settings")
# Roles that a card may have: what describes one measure, and not the table that it stands in.
CARD_ROLES = frozenset(
    {
        "latest", "previous", "same_last_year", "target", "floor", "rag", "direction", "polarity",
        "comparator", "period", "tolerance", "unit",
    }
)  # fmt: skip
# Roles of columns that hold figures of a measure.
_FIGURES = frozenset({"latest", "previous", "same_last_year", "target", "floor"})
# A heading of more words than this is a sentence.
_MOST_WORDS = 9
# What is sought by an expression stands at the start of a text, or in a short one.
_LONGEST_SEARCHED = 1500


def plain(text: str) -> str:
    """Write a heading or label the one way in which they are compared.

    Examples
    --------
    >>> plain(" Direction of\\nTravel (DoT): ")
    'direction of travel dot'
    """
    text = text.lower().replace("’", "'").replace("–", "-").replace("—", "-")
    return " ".join(re.sub(r"[.:?*()\[\]/\"“”]|(?<!\w)[-](?!\w)", " ", text).split())


@dataclass(frozen=True)
class Profile:
    """What is known of a layout; see ``profiles/general.toml`` for each table."""

    names: tuple[str, ...]
    tables: Mapping[str, Mapping[str, Any]]

    @cached_property
    def glyphs(self) -> Mapping[str, Mark]:
        """The characters that stand for a sign."""
        made = {}
        for character, described in self.tables["glyphs"].items():
            words = str(described).split()
            colour = next((c for c in Colour if c.value == words[-1]), Colour.OTHER)
            form = " ".join(words[:-1]) if colour is not Colour.OTHER else " ".join(words)
            made[character] = Mark(Form(form), colour, None, "glyph")
        return made

    @cached_property
    def _columns(self) -> dict[str, str]:
        return _inverted(self.tables["columns"])

    @cached_property
    def _squashed(self) -> dict[str, str]:
        known = self._columns.items()
        return {w.replace(" ", ""): role for w, role in known if len(w) > 4}

    @cached_property
    def _longest_first(self) -> list[tuple[str, str]]:
        known = [(words, role) for words, role in self._columns.items() if len(words) > 2]
        return sorted(known, key=lambda one: -len(one[0]))

    def column_role(self, text: str) -> str | None:
        """Give the role of a column heading; ``series`` for one that is a period, or a part of one.

        Words and a period may stand together, as in "2019/20 Target". Where a heading is not
        known as a whole, the longest known heading within it decides.
        """
        line = " ".join(text.split())
        if not line or len(line) > 80:
            return None
        for found in reversed(periods_in(line)):
            line = f"{line[: found.start]} {line[found.end :]}"
        words = " ".join(BARE_QUARTER.sub(" ", plain(line)).split())
        if not words or bare_part(words):
            return "series"
        if words in self._columns:
            return self._columns[words]
        squashed = words.replace(" ", "")
        if squashed in self._squashed:  # a word that a narrow column broke: "Polarit y"
            return self._squashed[squashed]
        if len(words.split()) > _MOST_WORDS or re.search(r"\d", words):
            return None
        within = f" {words} ".replace("'s ", " ")
        role = combined_role([r for known, r in self._longest_first if f" {known} " in within])
        if set(words.split()) & set(self.setting("ranking") or ()):
            return "other"
        compares = set(words.split()) & set(self.setting("comparing") or ())
        return "variance" if compares and role in _FIGURES else role

    def card_role(self, text: str) -> str | None:
        """Give the role of the label of a card or field; it must be known as a whole."""
        line = " ".join(text.split())
        if not line or len(line) > 60:
            return None
        for found in reversed(periods_in(line)):
            line = f"{line[: found.start]} {line[found.end :]}"
        role = self._columns.get(plain(line))
        return role if role in CARD_ROLES else None

    def label_role(self, text: str) -> str | None:
        """Give the role of a label before a colon or in the left cell of a pair."""
        role = self._columns.get(plain(text))
        if role is None and "(" in text:  # what stands in brackets explains the label
            role = self._columns.get(plain(re.sub(r"\([^)]*\)", " ", text)))
        return role

    def heading_role(self, text: str) -> str | None:
        """Give what a heading opens: story, partners, measures, risks, summary, skip..."""
        return _inverted_cached(self, "headings").get(plain(text))

    def broken_heading(self, parts: Sequence[str]) -> str | None:
        """Give what a heading opens that was cut up into parts, a letter lost or doubled or not.

        Nineteen letters of twenty have to agree, and a short heading is not looked for.
        """
        letters = re.sub(r"[^a-z]", "", "".join(parts).lower())
        if not 15 <= len(letters) <= 60:
            return None
        for known, role in self.lookups["headings"].items():
            wanted = re.sub(r"[^a-z]", "", known)
            near = abs(len(wanted) - len(letters)) <= 3
            if near and SequenceMatcher(None, wanted, letters).ratio() >= 0.95:
                return role
        return None

    def list_role(self, text: str) -> str | None:
        """Give what a list in a summary says of the measures in it."""
        return _inverted_cached(self, "lists").get(plain(text))

    @cached_property
    def lookups(self) -> dict[str, dict[str, str]]:
        """Headings and lists by their words."""
        return {name: _inverted(self.tables[name]) for name in ("headings", "lists")}

    @cached_property
    def _words(self) -> dict[str, dict[str, str]]:
        return {kind: _inverted(table) for kind, table in self.tables["words"].items()}

    def word(self, kind: str, text: str) -> str | None:
        """Give what a word means as a direction, rag, level...; None where it means nothing."""
        return self._words.get(kind, {}).get(plain(text))

    def words_within(self, kind: str, text: str) -> list[str]:
        """Give the meanings of the known words within a text, of more than one letter each."""
        within, found = f" {plain(text).replace(',', ' ').replace(';', ' ')} ", []
        for known in sorted(self._words.get(kind, {}), key=lambda words: -len(words)):
            if len(known) > 1 and f" {known} " in within:
                found.append(self._words[kind][known])
                within = within.replace(f" {known} ", "  ")
        return found

    def words_in_order(self, kind: str, text: str) -> list[str]:
        """Give the meanings of the known words within a text in the order in which they stand."""
        within, found = f" {plain(text).replace(',', ' ').replace(';', ' ')} ", []
        for known in sorted(self._words.get(kind, {}), key=lambda words: -len(words)):
            at = within.find(f" {known} ") if len(known) > 1 else -1
            if at >= 0:
                found.append((at, self._words[kind][known]))
                within = within.replace(f" {known} ", " " * (len(known) + 2), 1)
        return [meaning for _, meaning in sorted(found)]

    @cached_property
    def inline(self) -> re.Pattern[str]:
        """The labels that are looked for within a line, from the longest; capitals begin them."""
        labels = sorted(_inverted(self.tables["inline"]), key=lambda words: -len(words))
        joined = "|".join(
            r"[\s\-]+".join(map(re.escape, _unhyphened(label).split())) for label in labels
        )
        return re.compile(rf"(?<![\w\-])(?i:{joined})(?![\w])")

    def inline_role(self, label: str) -> str:
        """Give the role of a label that was found within a line; empty for none."""
        return self._inline_roles.get(_unhyphened(plain(label)), "")

    @cached_property
    def _inline_roles(self) -> dict[str, str]:
        known = _inverted(self.tables["inline"])
        return {_unhyphened(label): role for label, role in known.items()}

    def patterns(self, name: str) -> tuple[re.Pattern[str], ...]:
        """Give the regular expressions of a name."""
        return self._patterns.get(name, ())

    @cached_property
    def _patterns(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        return {
            name: tuple(re.compile(one, re.IGNORECASE if name == "totals" else 0) for one in given)
            for name, given in self.tables["patterns"].items()
        }

    def matched(self, name: str, text: str) -> re.Match[str] | None:
        """Give the first match of any expression of a name, in the first lines of a long text."""
        start = text[:_LONGEST_SEARCHED]
        return next((m for p in self.patterns(name) if (m := p.search(start))), None)

    def opens(self, text: str) -> bool:
        """Whether a line opens the part of an outcome, an indicator or a measure."""
        return any(self.matched(name, text) for name in ("indicator", "measure", "outcome"))

    def setting(self, name: str) -> Any:
        """Give a setting; the empty string where there is none."""
        return self.tables["settings"].get(name, "")

    def over(self, other: Profile) -> Profile:
        """Lay this profile over another."""
        names = (*other.names, *self.names)
        joined = {name: _joined(other.tables[name], self.tables[name]) for name in _TABLES}
        return Profile(names, joined)

    def recognises(self, text: str) -> bool:
        """Whether the text of a report is of this layout."""
        given = self.tables["settings"].get("recognise", [])
        return any(re.search(one, text) for one in given)


def _unhyphened(text: str) -> str:
    return " ".join(text.replace("-", " ").split())


def _inverted_cached(profile: Profile, name: str) -> dict[str, str]:
    return profile.lookups[name]


def _inverted(table: Mapping[str, Any]) -> dict[str, str]:
    return {plain(word): role for role, words in table.items() for word in words}


def _joined(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(under)
    for key, value in over.items():
        if isinstance(value, list) and isinstance(joined.get(key), list):
            joined[key] = [*value, *joined[key]]
        elif isinstance(value, Mapping) and isinstance(joined.get(key), Mapping):
            joined[key] = _joined(joined[key], value)
        else:
            joined[key] = value
    return joined


def shipped() -> dict[str, Profile]:
    """Give the profiles that come with Purbeck, by name."""
    folder = files("purbeck.transcription") / "profiles"
    found = sorted((e for e in folder.iterdir() if e.name.endswith(".toml")), key=lambda e: e.name)
    made = [_made(entry.read_text(encoding="utf-8"), entry.name) for entry in found]
    return {profile.names[0]: profile for profile in made}


def profile_from(path: Path) -> Profile:
    """Read a profile of a user's own; UsageError where it is missing or not sound."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The profile '{path}' cannot be read: {error}.") from error
    return _made(text, path.name)


def profile_for(text: str, own: Iterable[Profile] = ()) -> Profile:
    """Give the profile for a report: the general one, those that recognise it, and a user's own."""
    known = shipped()
    chosen = known[GENERAL]
    for name, profile in known.items():
        if name != GENERAL and profile.recognises(text):
            chosen = profile.over(chosen)
    for profile in own:
        chosen = profile.over(chosen)
    return chosen


def _made(text: str, name: str) -> Profile:
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"The profile '{name}' is no TOML: {error}.") from error
    unknown = sorted(set(given) - {*_TABLES, "name"})
    if unknown:
        known = ", ".join(_TABLES)
        raise UsageError(f"The profile '{name}' has a table '{unknown[0]}'. Known are: {known}.")
    tables = {table: given.get(table, {}) for table in _TABLES}
    check_tables(tables, name)
    return Profile((str(given.get("name", Path(name).stem)),), tables)
