"""Telephone numbers as people type them."""

from __future__ import annotations

import pytest

from backend.safety_plan.phones import LETTERS, NOT_A_NUMBER, NotAPhone, read_phone
from tests.cast import Cast
from tests.safety_plan.writing import item, part, read, write


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("07700900982", "07700 900982"),
        ("+44 7700 900982", "07700 900982"),
        ("(01632) 960-001", "01632 960001"),
        (" 0800 1111 ", "0800 1111"),
        ("+33 1 23 45 67 89", "+33 1 23 45 67 89"),
        ("0033123456789", "+33 1 23 45 67 89"),
        ("111", "111"),
        ("999", "999"),
        ("116 123", "116 123"),
        ("116  123", "116 123"),
        ("85258", "85258"),
        (None, None),
        ("", None),
        ("   ", None),
    ],
)
def test_it_is_kept_as_people_write_it(typed: str | None, kept: str | None) -> None:
    assert read_phone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0800 REVERSE", LETTERS),
        ("07700 90098O", LETTERS),
        ("01632 960001 ext 4", LETTERS),
        ("ask Kim", LETTERS),
        ("07700 9009", NOT_A_NUMBER),
        ("07700 90098", NOT_A_NUMBER),
        ("020 7946 001", NOT_A_NUMBER),
        ("0770090098200000", NOT_A_NUMBER),
        ("12", NOT_A_NUMBER),
        ("+", NOT_A_NUMBER),
        ("07700 900982 / 01632 960001", NOT_A_NUMBER),
        ("01632 960001 #4", NOT_A_NUMBER),
        ("🙂", NOT_A_NUMBER),
    ],
)
def test_what_cannot_be_rung_is_said(typed: str, why: str) -> None:
    with pytest.raises(NotAPhone, match=why):
        read_phone(typed)


def test_a_wrong_number_is_said_where_it_stands_and_nothing_is_saved(cast: Cast) -> None:
    wrong = write(cast.alex, "people", item("Kim", phone="07700 900982"), item("Lee", phone="0800 LEE"), expect=422)
    assert wrong["fields"] == {"people.1.phone": [LETTERS]}
    assert read(cast.alex, cast)["version"] == 0


def test_numbers_stand_where_they_can_be_rung_from(cast: Cast) -> None:
    assert list(write(cast.alex, "signs", item("x", phone="111"), expect=422)["fields"]) == ["signs.0.phone"]
    assert part(write(cast.alex, "services", item("NHS", phone="111")), "services")["items"][0]["phone"] == "111"


def test_nobody_is_texted_without_a_number(cast: Cast) -> None:
    assert part(write(cast.alex, "people", item("Kim", may_text=True)), "people")["items"][0]["may_text"] is False
