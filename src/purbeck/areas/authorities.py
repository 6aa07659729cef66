"""The table of English authorities, and how a code or a name is looked up in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from purbeck.areas.answer import (
    Ambiguous,
    CodeAndName,
    Match,
    Mismatch,
    NoMatch,
    Resolution,
)
from purbeck.areas.authority import AreaKind, Authority
from purbeck.areas.spelling import KEYS, Scheme, code_readings, code_under, tidy_code
from purbeck.areas.succession import Extent, Succession
from purbeck.model.errors import UsageError

# What files have in place of a code where there is none: a dash stands for England in the
# delayed transfers of care.
NO_CODE = frozenset(("", "-", "–"))

_Index = Mapping[str, tuple[Authority, ...]]


class Authorities:
    """Authorities and areas, found by any of their codes and names.

    Parameters
    ----------
    table
        The authorities, in any order, each code once.
    successions
        Which code came after which.

    Examples
    --------
    >>> from purbeck.areas import authorities
    >>> england = authorities()
    >>> england.find("838").code, england.find("e1203").code, england.find("Hull").code
    ('E06000059', 'E06000059', 'E06000010')
    >>> print(england.find("Dorsett"))
    'Dorsett' is no area that is known; the nearest are Dorset, West Dorset or Somerset
    """

    def __init__(self, table: Iterable[Authority], successions: Iterable[Succession] = ()) -> None:
        self.all = tuple(sorted(table, key=lambda authority: authority.code))
        self._by_code = {authority.code: authority for authority in self.all}
        if len(self._by_code) < len(self.all):
            raise UsageError("a GSS code stands twice in the table of authorities")
        self._places = _places(self._by_code, successions)
        self._by_scheme = _by_scheme(self.all)
        self._by_key = tuple(_by_names(self.all, key) for key in KEYS)
        self._names = tuple(dict.fromkeys(authority.name for authority in self.all))

    def get(self, code: str) -> Authority | None:
        """Give the authority of a GSS code, in any case, or None."""
        return self._by_code.get(tidy_code(code))

    def by_code(self, code: str) -> Authority:
        """Give the authority of a GSS code, in any case; an unknown one raises ``UsageError``."""
        found = self.get(code)
        if found is None:
            raise UsageError(f"'{code}' is not the GSS code of an area that is known")
        return found

    def find(
        self, text: str, scheme: Scheme | None = None, on: date | None = None
    ) -> Match | Ambiguous | NoMatch:
        """Say which authority a code or a name means.

        Parameters
        ----------
        text
            A code of any scheme, or a name. No text raises.
        scheme
            How to read it; None to tell codes from names by their form. Codes of one or two
            letters, such as SW in the files of ASCOF, are read under CASSR only.
        on
            The day for which it is meant. It chooses between several, and never turns down the
            only one, as files keep the codes of areas that have ended.
        """
        return self._answer(text, self._candidates(text, scheme), on)

    def resolve(
        self, code: str, name: str = "", on: date | None = None, scheme: Scheme | None = None
    ) -> Resolution:
        """Say which authority a code and a name mean together.

        Each settles what the other leaves open. Without a code (nothing, or a dash) the name
        decides; a name that is not known does not count against the code.
        """
        if tidy_code(code) in NO_CODE:
            return self.find(name, Scheme.NAME, on)
        by_code = self._candidates(code, scheme)
        by_name = self._candidates(name, Scheme.NAME)
        if not by_code or not by_name:
            return self._answer(code, by_code, on)
        places = {self.same_place(match.code) for match in by_name}
        both = [match for match in by_code if self.same_place(match.code) in places]
        if both:
            return self._answer(code, both, on)
        return Mismatch(code, name, self._chosen(code, by_code), self._chosen(name, by_name))

    def resolve_many(
        self,
        codes: Sequence[str],
        names: Sequence[str] | None = None,
        on: date | None = None,
        scheme: Scheme | None = None,
    ) -> list[Resolution]:
        """Resolve codes, each with the name beside it; pass each pair once, and not each row."""
        if names is None:
            return [self.resolve(code, "", on, scheme) for code in codes]
        if len(names) != len(codes):
            raise UsageError(f"{len(codes)} codes cannot stand beside {len(names)} names")
        return [
            self.resolve(code, name, on, scheme) for code, name in zip(codes, names, strict=True)
        ]

    def check(self, code: str, name: str) -> CodeAndName:
        """Say whether a code and a name belong together.

        A name belongs to every code of its territory. One file of the ONS has rows named
        "Dorset" with the code of the whole South West.

        Examples
        --------
        >>> from purbeck.areas import authorities
        >>> authorities().check("E12000009", "Dorset").agree
        False
        >>> authorities().check("E10000009", "Dorset").agree
        True
        >>> print(authorities().check("E06000059", "Wessex").agree)
        None
        """
        by_code = self._candidates(code, None)
        by_name = self._candidates(name, Scheme.NAME)
        answers = self._answer(code, by_code, None), self._answer(name, by_name, None)
        if not by_code or not by_name:
            return CodeAndName(None, *answers)
        places = {self.same_place(match.code) for match in by_name}
        agree = any(self.same_place(match.code) in places for match in by_code)
        return CodeAndName(agree, *answers)

    def same_place(self, code: str) -> tuple[str, ...]:
        """Give all codes that the same territory has had, oldest first; an unknown one alone.

        Examples
        --------
        >>> from purbeck.areas import authorities
        >>> authorities().same_place("E06000057")
        ('E10000022', 'E06000048', 'E06000057')
        >>> authorities().same_place("E10000009")
        ('E10000009',)
        """
        plain = tidy_code(code)
        return self._places.get(plain, (plain,))

    def latest(self, code: str) -> Authority:
        """Give the same territory under its newest code: never an area of another extent.

        Examples
        --------
        >>> from purbeck.areas import authorities
        >>> authorities().latest("E10000023").code, authorities().latest("E10000009").code
        ('E06000065', 'E10000009')
        """
        return self.by_code(self.same_place(code)[-1])

    def within(self, code: str, on: date | None = None) -> tuple[Authority, ...]:
        """Give what lies in an area, as it stood on a day, or stands now: sorted by code.

        Of England, a region, or a group: its upper-tier authorities (of the group of shire
        districts: those). Of a county: its districts. Of any other: nothing.
        """
        whole = self.by_code(code)
        return tuple(
            authority
            for authority in self.all
            if _lies_in(authority, whole)
            and (authority.end is None if on is None else authority.stood_on(on))
        )

    def _candidates(self, text: str, scheme: Scheme | None) -> list[Match]:
        if scheme is Scheme.NAME:
            return self._named(text)
        if scheme is not None:
            readings: Sequence[tuple[Scheme, str]] = ((scheme, code_under(scheme, text)),)
        else:
            readings = code_readings(text)
            if not readings:
                return self._named(text)
        found = {
            authority.code: Match(authority, how)
            for how, code in reversed(readings)
            for authority in self._by_scheme[how].get(code, ())
        }
        return sorted(found.values(), key=lambda match: match.code)

    def _named(self, text: str) -> list[Match]:
        for key, index in zip(KEYS, self._by_key, strict=True):
            if found := index.get(key(text)):
                return [Match(authority, Scheme.NAME) for authority in found]
        return []

    def _answer(
        self, text: str, candidates: Sequence[Match], on: date | None
    ) -> Match | Ambiguous | NoMatch:
        if not candidates:
            return NoMatch(text, () if code_readings(text) else self._names)
        return self._chosen(text, candidates, on)

    def _chosen(
        self, text: str, candidates: Sequence[Match], on: date | None = None
    ) -> Match | Ambiguous:
        places = self._by_place(candidates)
        if len(places) > 1 and on is not None:
            standing = [match for match in candidates if match.authority.stood_on(on)]
            places = self._by_place(standing) or places
        if len(places) > 1:
            return Ambiguous(text, tuple(_of_place(place, on) for place in places))
        return _of_place(places[0], on)

    def _by_place(self, candidates: Sequence[Match]) -> list[list[Match]]:
        places: dict[tuple[str, ...], list[Match]] = {}
        for match in candidates:
            places.setdefault(self.same_place(match.code), []).append(match)
        return [
            sorted(matches, key=lambda match: codes.index(match.code))
            for codes, matches in places.items()
        ]


def _of_place(place: Sequence[Match], on: date | None) -> Match:
    """Of the codes of one territory, give the one in force, or else the newest."""
    standing = [match for match in place if on is not None and match.authority.stood_on(on)]
    match = (standing or place)[-1]
    others = tuple(one.authority for one in place if one is not match)
    return Match(match.authority, match.how, others)


def _lies_in(authority: Authority, whole: Authority) -> bool:
    if whole.kind is AreaKind.COUNTY:
        return authority.county == whole.code
    if whole.code == "E07":
        return authority.kind is AreaKind.SHIRE_DISTRICT
    if not authority.kind.is_upper_tier:
        return False
    return (
        whole.code in (authority.region, authority.group, authority.code[:3])
        or whole.code == "E92000001"
    )


def _places(
    table: Mapping[str, Authority], successions: Iterable[Succession]
) -> dict[str, tuple[str, ...]]:
    after = {step.old: step.new for step in successions if step.extent is Extent.SAME}
    places: dict[str, tuple[str, ...]] = {}
    for first in sorted(table.keys() - set(after.values())):
        codes = [first]
        while codes[-1] in after:
            codes.append(after[codes[-1]])
        places.update(dict.fromkeys(codes, tuple(codes)))
    return places


def _by_scheme(table: Sequence[Authority]) -> dict[Scheme, _Index]:
    def index(pairs: Iterable[tuple[str, Authority]]) -> _Index:
        found: dict[str, tuple[Authority, ...]] = {}
        for code, authority in pairs:
            if code:
                found[code] = (*found.get(code, ()), authority)
        return found

    return {
        Scheme.GSS: index((one.code, one) for one in table),
        Scheme.DFE: index((one.dfe, one) for one in table),
        Scheme.CASSR: index((code, one) for one in table for code in one.cassr),
        Scheme.ECODE: index((one.ecode, one) for one in table),
    }


def _by_names(table: Sequence[Authority], key: Callable[[str], str]) -> _Index:
    found: dict[str, dict[str, Authority]] = {}
    for authority in table:
        for name in (authority.name, *authority.other_names):
            found.setdefault(key(name), {})[authority.code] = authority
    found.pop("", None)
    return {name: tuple(ones.values()) for name, ones in found.items()}
