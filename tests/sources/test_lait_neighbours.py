"""Statistical neighbours: ten for each authority, in order, with the edition of the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.model.errors import WorkspaceError
from purbeck.sources.lait_neighbours import Neighbour, read_neighbours
from tests.sources.books import Rows, write_xlsx
from tests.sources.reading import FIXTURES, SHARED, needs

SHEET: Rows = (
    ["A", "B", "C", 3.0, 4.0, 5.0, 6.0],
    [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0],
    ["LA num", "LA Name", "LA number", "SN1", "SNP", "SN2", "SNP"],
    [838.0, "Dorset", 838.0, 933.0, "Very Close", 878.0, "Close"],
    [942.0, "Cumberland", 942.0, "-", "-", "-", "-"],
)


def test_a_workbook_holds_one_edition_which_its_name_tells(tmp_path: Path) -> None:
    """The headings are found wherever they stand; a dash is no neighbour."""
    path = tmp_path / "sn_may_2025.xlsx"
    write_xlsx(path, {"LA SN Groups": SHEET})
    (model,) = read_neighbours(path)

    assert model.edition == "2025-05"
    assert model.of == {
        "838": (Neighbour("933", "Very close"), Neighbour("878", "Close")),
        "942": (),
    }


def test_a_long_file_holds_every_edition() -> None:
    """Neighbours come in the order of their rank, and not of the file."""
    old, new = read_neighbours(FIXTURES / "neighbours_long.csv")

    assert (old.edition, new.edition) == ("2021-04", "2025-05")
    assert [each.area for each in old.of["838"]] == ["878", "933"]
    assert [each.area for each in new.of["838"]] == ["933", "878"]


def test_a_list_of_authorities_alone_is_refused(tmp_path: Path) -> None:
    """There are no neighbours in it."""
    path = tmp_path / "la_code_list.xlsx"
    write_xlsx(path, {"Sheet1": (["LA Number", "LA Name"], [838.0, "Dorset"])})

    with pytest.raises(WorkspaceError, match="'SN1'"):
        read_neighbours(path)


@needs("lait/sn_may_2025.xlsx")
def test_the_models_of_2021_and_2025_name_other_neighbours_for_dorset() -> None:
    """Somerset is the closest now, and Devon was; both name ten for 156 authorities and more."""
    (old,) = read_neighbours(SHARED / "lait" / "sn_april_2021.xlsx")
    (new,) = read_neighbours(SHARED / "lait" / "sn_may_2025.xlsx")

    assert (old.edition, new.edition) == ("2021-04", "2025-05")
    assert [each.area for each in old.of["838"]] == (
        ["878", "933", "893", "916", "885", "845", "935", "908", "865", "926"]
    )
    assert [each.area for each in new.of["838"]] == (
        ["933", "878", "893", "935", "885", "881", "830", "886", "938", "815"]
    )
    assert old.of["838"][0].closeness == "Extremely close"
    assert [area for area, found in new.of.items() if len(found) != 10] == []
    assert [area for area, found in old.of.items() if len(found) != 10] == ["942", "943"]


@needs("areas/dfe_statistical_neighbours_long.csv")
def test_the_long_file_and_the_workbook_agree() -> None:
    """Each authority's neighbours of 2025 are the same in both."""
    (book,) = read_neighbours(SHARED / "lait" / "sn_may_2025.xlsx")
    long = read_neighbours(SHARED / "areas" / "dfe_statistical_neighbours_long.csv")

    assert long[1].edition == book.edition
    assert long[1].of == book.of
