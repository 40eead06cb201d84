"""The check digit of SNOMED CT codes, by codes that are known to be right and by ways in which they were damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.outcomes.verhoeff import is_code

DIALOG = (
    "1037651000000100", "1037661000000102", "1037671000000109", "1037681000000106", "1037691000000108",
    "1037701000000108", "1037711000000105", "1037721000000104", "1037731000000102", "1037741000000106",
    "1037751000000109",
)  # fmt: skip
GBO = ("1638531000000102", "1638541000000106", "1638551000000109")
YOUNG = ("1034351000000101", "1034361000000103", "1034371000000105", "959951000000108")
REQOL = ("1091071000000100", "1091081000000103")
OTHERS = ("22298006", "73211009", "718441000")
# As a spreadsheet keeps them: fifteen digits, and the last ones rounded. So they stood in a published list.
ROUNDED = tuple(f"{code[:-3]}100" for code in (*DIALOG[1:], *GBO, REQOL[1]))


@pytest.mark.parametrize("code", [*DIALOG, *GBO, *YOUNG, *REQOL, *OTHERS])
def test_these_are_codes(code: str) -> None:
    assert is_code(code)


@pytest.mark.parametrize(
    "code", [*ROUNDED, "", "0", "12345", "abc", "1037661000000102 ", "-22298006", "022298006", "²²²²²²", "1" * 19]
)
def test_these_are_not(code: str) -> None:
    assert not is_code(code)


@given(st.sampled_from([*DIALOG, *GBO, *REQOL, *OTHERS]), st.data())
def test_one_wrong_digit_is_always_found(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code[place]]))
    assert not is_code(code[:place] + wrong + code[place + 1 :])


@given(st.sampled_from([*DIALOG, *GBO, *REQOL, *OTHERS]), st.data())
def test_two_neighbours_that_changed_places_are_always_found(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 2))
    turned = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert turned == code or not is_code(turned)
