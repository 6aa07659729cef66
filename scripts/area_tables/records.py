"""The table of authorities: the register, with the codes and spellings of every other file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from area_tables.sources import (
    Row,
    adult_social_care,
    by_hand,
    education_names,
    outturn,
    sheet,
    spellings,
    table,
)
from purbeck.areas.spelling import exact_key, rankless_key
from purbeck.areas.succession import Extent, Succession

KINDS = {
    "CTY": "county",
    "UA": "unitary",
    "MD": "metropolitan-district",
    "LBO": "london-borough",
    "CC": "london-borough",
    "NMD": "shire-district",
}

# The Department for Education has these two in the place of the region.
LONDON = "E12000007"
LONDON_GROUPS = {"Inner London": "E13000001", "Outer London": "E13000002"}

ATTRIBUTES = (
    *("rural_urban", "urban", "rural", "highly_rural"),
    *("deprivation_score", "deprivation_decile", "deprivation_rank", "deprivation_among"),
)

Record = dict[str, str]


def records(shared: Path, steps: Sequence[Succession]) -> list[Record]:
    """Give the rows of the table, sorted by code."""
    register = [
        row
        for row in table(shared, "areas/england_la_table.csv")
        if row["local-authority-type"] in KINDS
    ]
    found = {row["gss-code"]: _of_register(row, register) for row in register}
    found |= {row["code"]: dict(row) for row in by_hand("regions")}
    found |= {row["code"]: _of_2009(row) for row in by_hand("ended_2009")}
    _put_renumbered(found)
    _put_days(found, steps)
    _put_codes(found, shared)
    _put_regions(found, shared)
    _put_attributes(found, register, shared)
    _put_names(found, register, shared, _roots(steps))
    return [found[code] for code in sorted(found)]


def _of_register(row: Row, register: Sequence[Row]) -> Record:
    counties = {one["local-authority-code"]: one["gss-code"] for one in register}
    # The register puts Forest Heath into Surrey (SRY); it is its neighbour St Edmundsbury's
    # county, Suffolk, as its E-code of 35 says.
    county = "SFK" if row["gss-code"] == "E07000201" else row["county-la"]
    return {
        "code": row["gss-code"],
        "name": row["nice-name"],
        "kind": KINDS[row["local-authority-type"]],
        "county": counties.get(county, ""),
        "dfe": row["dfe-la-code"],
        "ecode": row["ecode"],
    }


def _of_2009(row: Row) -> Record:
    return {
        "code": row["code"],
        "name": row["name"],
        "kind": "county",
        "dfe": row["dfe"],
        "region": row["region"],
    }


def _put_renumbered(found: dict[str, Record]) -> None:
    """Add codes that the register has no row for, with what it says of the same territory."""
    for row in by_hand("renumbered"):
        old, new = row["old"], row["new"]
        present, absent = (old, new) if old in found else (new, old)
        found[absent] = found[present] | {"code": absent}


def _put_days(found: Mapping[str, Record], steps: Sequence[Succession]) -> None:
    for step in steps:
        found[step.new]["start"] = step.on.isoformat()
        found[step.old]["end"] = (step.on - timedelta(days=1)).isoformat()


def _put_codes(found: Mapping[str, Record], shared: Path) -> None:
    cassr: dict[str, dict[str, None]] = defaultdict(dict)
    for number, code, _ in adult_social_care(shared):
        cassr[code][number] = None
    by_name = {
        exact_key(name): code for _, code, name in adult_social_care(shared) if code in found
    }
    for row in table(shared, "dtoc/DToC_Days_Reason_for_Delay.csv"):
        code = by_name.get(exact_key(row["Name"]), "")
        # Delayed transfers have codes of before 2011 (00KB) for the councils of 2009.
        if code and not row["Code"].startswith("E"):
            cassr[code][row["Code"]] = None
    for row in by_hand("renumbered"):
        either = cassr[row["old"]] | cassr[row["new"]]
        cassr[row["old"]], cassr[row["new"]] = either, either
    for code, numbers in cassr.items():
        found[code]["cassr"] = "|".join(numbers)
    for ecode, code, _ in outturn(shared):
        found[code]["ecode"] = ecode


def _put_regions(found: Mapping[str, Record], shared: Path) -> None:
    """Take regions from the education files, by code, as the register has some wrong.

    A district lies in the region of its county, and an area that ended in that of its successor.
    """
    regions = {row["name"]: row["code"] for row in by_hand("regions") if row["kind"] == "region"}
    for row in education_names(shared):
        found[row["new_la_code"]]["region"] = row["region_code"]
    by_number = {
        str(int(number)): region
        for number, _, region, *_ in sheet(shared, "lait/la_code_list.xlsx", "Sheet1", 1)
    }
    for record in found.values():
        region = by_number.get(record.get("dfe", ""), "")
        if record["kind"] in ("region", "group", "nation"):
            continue
        if region in LONDON_GROUPS:
            record |= {"group": LONDON_GROUPS[region], "region": LONDON}
        record.setdefault("region", regions.get(region, ""))
    for record in found.values():
        if record.get("county"):
            record["region"] = found[record["county"]]["region"]


def _put_attributes(found: Mapping[str, Record], register: Sequence[Row], shared: Path) -> None:
    short = {row["local-authority-code"]: row["gss-code"] for row in register}
    for row in table(shared, "areas/la_ruc.csv"):
        if code := short.get(row["local-authority-code"]):
            found[code] |= {
                "rural_urban": row["ruc-cluster-label"],
                "urban": f"{float(row['urban']):.4f}",
                "rural": f"{float(row['rural']):.4f}",
                "highly_rural": f"{float(row['highly-rural']):.4f}",
            }
    for row in table(shared, "areas/la_imd.csv"):
        if code := short.get(row["local-authority-code"]):
            found[code] |= {
                "deprivation_score": f"{float(row['la-deprivation-score']):.2f}",
                "deprivation_decile": row["la-imd-pop-decile"],
            }
    _put_ranks(found)
    for row in by_hand("renumbered"):
        both = found[row["old"]], found[row["new"]]
        known = {key: one[key] for one in both for key in ATTRIBUTES if key in one}
        for one in both:
            one |= known


def _put_ranks(found: Mapping[str, Record]) -> None:
    scored = [record for record in found.values() if "deprivation_score" in record]
    _rank([record for record in scored if record["kind"] == "shire-district"])
    _rank([record for record in scored if record["kind"] != "shire-district"])


def _rank(tier: Sequence[Record]) -> None:
    scores = sorted((float(record["deprivation_score"]) for record in tier), reverse=True)
    for record in tier:
        record["deprivation_rank"] = str(scores.index(float(record["deprivation_score"])) + 1)
        record["deprivation_among"] = str(len(scores))


def _put_names(
    found: Mapping[str, Record],
    register: Sequence[Row],
    shared: Path,
    roots: Mapping[str, str],
) -> None:
    """Name areas as the ONS does, and keep each other spelling that is more than a variant."""
    for row in education_names(shared):
        found[row["new_la_code"]]["name"] = row["la_name"]
    others: dict[str, list[str]] = defaultdict(list)
    for row in register:
        # A comma with a space after it is part of a name, as in "Bristol, City of".
        alternatives = re.split(",(?! )", row["alt-names"])
        others[row["gss-code"]] += [row["official-name"], row["nice-name"], *alternatives]
    for row in by_hand("other_names"):
        others[row["code"]].append(row["name"])
    codes = _by_code(found)
    for spelling in spellings(shared):
        for code in codes[spelling.scheme].get(spelling.code, ()):
            others[code].append(spelling.name)
    for row in by_hand("renumbered"):
        both = [*others[row["old"]], *others[row["new"]]]
        others[row["old"]], others[row["new"]] = both, both
    for code, record in found.items():
        names = [*record.get("other_names", "").split("|"), *others[code]]
        others[code] = _distinct(record["name"], names)
    places = _places(found, others, roots)
    for code, record in found.items():
        own = rankless_key(record["name"])
        kept = [n for n in others[code] if rankless_key(n) != own or len(places[own]) > 1]
        record["other_names"] = "|".join(kept)


def _places(
    found: Mapping[str, Record], others: Mapping[str, list[str]], roots: Mapping[str, str]
) -> dict[str, set[tuple[str, str]]]:
    """Say which councils each name may mean, when all that is left out of it is.

    A county and the unitary after it have one territory, and yet are two councils.
    """
    places: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for code, record in found.items():
        for name in (record["name"], *others[code]):
            places[rankless_key(name)].add((roots.get(code, code), record["kind"]))
    return places


def _by_code(found: Mapping[str, Record]) -> dict[str, dict[str, list[str]]]:
    codes: dict[str, dict[str, list[str]]] = {"dfe": {}, "cassr": {}, "gss": {}}
    for code, record in found.items():
        codes["gss"][code] = [code]
        for scheme in ("dfe", "cassr"):
            for number in filter(None, record.get(scheme, "").split("|")):
                codes[scheme].setdefault(number, []).append(code)
    return codes


def _roots(steps: Sequence[Succession]) -> dict[str, str]:
    """Give the first code of the territory of each code that was not the first."""
    before = {step.new: step.old for step in steps if step.extent is Extent.SAME}
    roots = {}
    for code in before:
        root = code
        while root in before:
            root = before[root]
        roots[code] = root
    return roots


def _distinct(name: str, others: Sequence[str]) -> list[str]:
    by_key: dict[str, str] = {}
    # Capitals first, so that "Hull City" is kept and not "hull city".
    for other in sorted(" ".join(one.split()) for one in others):
        by_key.setdefault(exact_key(other), other)
    by_key.pop(exact_key(name), None)
    by_key.pop("", None)
    return sorted(by_key.values())
