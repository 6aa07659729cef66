"""What holds for any text that a file may have in the place of an area."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from purbeck.areas import Authority, Match, Scheme, authorities
from tests.areas.drawn import written

ALL = authorities().all
TEXTS = st.text() | st.from_regex(r"[EKWNS]\d{8}|\d{3,4}(\.0)?|E\d{4}", fullmatch=True)
NAMES = st.sampled_from([name for one in ALL for name in (one.name, *one.other_names)])
SCHEMES = st.none() | st.sampled_from(Scheme)
DAYS = st.none() | st.dates()


@given(TEXTS, TEXTS | NAMES, SCHEMES, DAYS)
@example("\x00", "E" * 100_000, None, None)
@example("²³⁴", "ﬁ", Scheme.DFE, None)
@example("٨٣٨", "İ", None, None)
def test_no_text_raises(code: str, name: str, scheme: Scheme | None, on: date | None) -> None:
    """Any text has an answer, alone and beside another, and the answer can be written."""
    table = authorities()
    answers = [
        table.find(code, scheme, on),
        table.resolve(code, name, on, scheme),
        table.check(code, name).by_name,
    ]

    assert all(str(answer) and written(answer) for answer in answers)


@given(st.sampled_from(ALL), DAYS)
def test_a_gss_code_is_never_turned_down(one: Authority, on: date | None) -> None:
    """A GSS code means its area on any day: what a file has is what it means."""
    assert written(authorities().find(one.code, on=on)) == one.code


@given(NAMES, st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from(["", " ", "  "]))
def test_capitals_and_spaces_do_not_count(
    name: str, cased: Callable[[str], str], space: str
) -> None:
    """A name means the same in capitals or small letters, and with spaces around it."""
    plain = authorities().find(name)
    changed = authorities().find(f"{space}{cased(name)}{space}")

    assert written(changed) == written(plain)


@given(st.sampled_from(ALL), DAYS)
def test_a_day_never_makes_an_answer_less_certain(one: Authority, on: date | None) -> None:
    """With a day, a number has no more meanings than without."""
    without, with_day = (authorities().find(one.dfe, on=day) for day in (None, on))

    assert not isinstance(without, Match) or isinstance(with_day, Match)
