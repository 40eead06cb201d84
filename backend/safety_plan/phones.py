"""Reading a telephone number as somebody types it, short ones for help among them. Pure."""

from __future__ import annotations

import phonenumbers

UK = 44
HERE = "GB"
SHORTEST, SHORT = 3, 6
# British numbers that begin so always have ten digits after the nought: one that is missing is the likeliest slip.
TEN_DIGITS = ("2", "3", "7")
LETTERS = "Use digits only. Names and extensions can go in the note."
NOT_A_NUMBER = "Check this number. It could be like 01632 960 001, 07700 900 982 or 111."
KINDS = phonenumbers.PhoneNumberFormat


class NotAPhone(ValueError):
    """It cannot be rung; the words say why, to whoever typed it."""


def read_phone(typed: str | None) -> str | None:
    """The number as people write it; None when there is none. Raises NotAPhone.

    Letters are refused rather than read as the digits of a keypad: "0800 REVERSE" may be a slip, and would ring somebody.
    """
    written = " ".join((typed or "").split())
    if not written:
        return None
    if any(letter.isalpha() for letter in written):
        raise NotAPhone(LETTERS)
    if _is_short(written):
        return written
    return _read_long(written)


def _is_short(written: str) -> bool:
    """111, 116 123, 85258: these have no area, and stay as they were typed."""
    digits = written.replace(" ", "")
    return digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= SHORT


def _read_long(written: str) -> str:
    try:
        number = phonenumbers.parse(written, HERE)
    except phonenumbers.NumberParseException:
        raise NotAPhone(NOT_A_NUMBER) from None
    is_british, digits = number.country_code == UK, str(number.national_number)
    is_cut = is_british and digits.startswith(TEN_DIGITS) and len(digits) != len("7700900982")
    if is_cut or number.extension or not phonenumbers.is_possible_number(number):
        raise NotAPhone(NOT_A_NUMBER)
    return phonenumbers.format_number(number, KINDS.NATIONAL if is_british else KINDS.INTERNATIONAL)
