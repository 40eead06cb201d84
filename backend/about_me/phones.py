"""Reading a telephone number as somebody types it. Pure."""

from __future__ import annotations

import phonenumbers

from backend.core.errors import Invalid

UK = 44
NOT_A_NUMBER = "Enter a telephone number, like 01632 960 001 or 07700 900 982."


def read_phone(typed: str | None) -> str | None:
    """The number as people write it; None when there is none. Raises Invalid when it cannot be one."""
    if not typed:
        return None
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        raise Invalid(fields={"phone": [NOT_A_NUMBER]}) from None
    if not phonenumbers.is_possible_number(number):
        raise Invalid(fields={"phone": [NOT_A_NUMBER]})
    kind = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, kind.NATIONAL if number.country_code == UK else kind.INTERNATIONAL)
