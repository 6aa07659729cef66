"""Which area a code or a name means, drawn as tables."""

from __future__ import annotations

import pytest

from purbeck.areas import (
    Scheme,
    authorities,
)
from tests.areas.drawn import day, rows, written

CODES = """
the cell     | the scheme | means
E06000059    |            | E06000059
e06000059    |            | E06000059
 E06000059   |            | E06000059
k02000001    |            | K02000001
E92000001    |            | E92000001
E12000009    |            | E12000009
E13000001    |            | E13000001
E10          |            | E10
838          |            | E06000059
838.0        |            | E06000059
８３８        |            | E06000059
835          |            | E10000009
970          |            | E92000001
970          | dfe        | E92000001
809          |            | E10000009
204          |            | E08000038 or E09000012
204          | dfe        | E09000012
204          | cassr      | E08000038
00KB         |            | E06000055
nw           | cassr      | E12000002
I            | cassr      | E13000001
1001         | cassr      | E92000001
E1221        |            | E10000009
e1203        |            | E06000059
E2721        |            | E10000023
Dorset       | gss        | none
E06000099    |            | none
999          |            | none
838.5        |            | none
83           |            | none
"""

NAMES = """
the cell                          | means
Hartlepool                        | E06000001
HARTLEPOOL                        | E06000001
Hartlepool UA                     | E06000001
Hartlepool Borough Council        | E06000001
Kingston upon Hull, City of       | E06000010
Kingston Upon Hull                | E06000010
Kingston-upon-Hull                | E06000010
Hull                              | E06000010
Hull City Council                 | E06000010
Herefordshire, County of          | E06000019
Herefordshire                     | E06000019
Bristol, City of                  | E06000023
City of Bristol                   | E06000023
Bristol                           | E06000023
Telford & Wrekin                  | E06000020
Telford and the Wrekin            | E06000020
Medway Towns                      | E06000035
Brighton & Hove                   | E06000043
Durham                            | E06000047
County Durham                     | E06000047
Stockton On Tees                  | E06000004
Southend                          | E06000033
The Isle of Wight Council         | E06000046
Council of the Isles of Scilly    | E06000053
St. Helens                        | E08000013
St Helens                         | E08000013
Saint Helens MBC                  | E08000013
City of York Council              | E06000014
London Borough of Barnet          | E09000003
LB Barnet                         | E09000003
Royal Borough of Greenwich        | E09000011
City of London                    | E09000001
City of London Corporation        | E09000001
London                            | E12000007
Westminster                       | E09000033
King's Lynn and West Norfolk      | E07000146
Shepway                           | E07000112
Staffordshire CC                  | E10000028
Stafford BC                       | E07000197
Dorset County Council             | E10000009
Dorset County                     | E10000009
Dorset (Pre LG)                   | E10000009
Dorset Council                    | E06000059
Dorset                            | E06000059 or E10000009
County of Dorset                  | E06000059 or E10000009
North Yorkshire County Council    | E10000023
North Yorkshire Council           | E06000065
North Yorkshire                   | E06000065
Yorkshire and the Humber          | E12000003
Eastern                           | E12000006
London (Inner)                    | E13000001
ENGLAND                           | E92000001
Wessex                            | none
City Council                      | none
"""

ON_A_DAY = """
the cell        | on         | means
Dorset          | 2018-09-30 | E10000009
Dorset          | 2019-03-31 | E10000009
Dorset          | 2019-04-01 | E06000059
835             | 2024-01-01 | E10000009
825             |            | E06000060
825             | 2020-03-31 | E10000002
Buckinghamshire | 2018-01-01 | E10000002
Northumberland  | 2009-03-31 | E10000022
Northumberland  | 2012-01-01 | E06000048
Northumberland  | 2026-01-01 | E06000057
370             | 2025-03-31 | E08000016
370             | 2025-04-01 | E08000038
204             | 2020-01-01 | E08000016 or E09000012
"""

TOGETHER = """
the code  | the name               | mean
E06000059 | Dorset                 | E06000059
E10000009 | Dorset                 | E10000009
E12000009 | Dorset                 | mismatch
E12000009 | South West             | E12000009
E10000022 | North Yorkshire        | mismatch
E10000023 | North Yorkshire        | E10000023
E06000065 | North Yorkshire        | E06000065
204       | Barnsley               | E08000038
204       | Hackney                | E09000012
204       | Leeds                  | mismatch
809       | Dorset                 | E10000009
838       | Dorset                 | E06000059
-         | England                | E92000001
          | Leeds                  | E08000035
          | Dorset                 | E06000059 or E10000009
          |                        | none
E06000059 | Dawset                 | E06000059
E06000099 | Dorset                 | none
E06000059 | E10000009              | E06000059
"""


@pytest.mark.parametrize(("cell", "scheme", "means"), rows(CODES))
def test_codes_are_found(cell: str, scheme: str, means: str) -> None:
    """A code of any scheme and case means its area, and one of two schemes means both."""
    found = authorities().find(cell, Scheme(scheme) if scheme else None)

    assert written(found) == means


@pytest.mark.parametrize(("cell", "means"), rows(NAMES))
def test_names_are_found(cell: str, means: str) -> None:
    """A name means its area however it is spelt, and the name of two areas means both."""
    found = authorities().find(cell)

    assert written(found) == means


@pytest.mark.parametrize(("cell", "on", "means"), rows(ON_A_DAY))
def test_a_day_chooses_between_several(cell: str, on: str, means: str) -> None:
    """A day chooses what stood then, and never turns down the only area that is meant."""
    found = authorities().find(cell, on=day(on))

    assert written(found) == means


@pytest.mark.parametrize(("code", "name", "mean"), rows(TOGETHER))
def test_a_code_and_a_name_are_read_together(code: str, name: str, mean: str) -> None:
    """Each settles what the other leaves open; where they contradict, neither is believed."""
    found = authorities().resolve(code, name)

    assert written(found) == mean


def test_a_code_with_spaces_around_it_is_the_code() -> None:
    """White space around a code, of whatever sort, does not count."""
    found = [authorities().find(cell) for cell in ("\tE06000059\n", "\u00a0838\u00a0")]

    assert [written(answer) for answer in found] == ["E06000059", "E06000059"]
