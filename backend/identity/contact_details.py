"""Reading what somebody types as her e-mail address or mobile number. Pure: no database."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers

from backend.core.encryption import vault
from backend.core.errors import Invalid

EMAIL = re.compile(r"[^@\s\"(),:;<>\[\]\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
LONGEST = 254
MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)

# Ofcom keeps 07700 900000 to 900999 for drama: no telephone rings, so the demo and the tests use it.
DRAMA = "+447700900"
UK = 44
NEITHER = "Enter an e-mail address, like name@example.com, or a UK mobile number, like 07700 900 982."


@dataclass(frozen=True)
class ContactDetail:
    """An e-mail address in small letters, or a mobile number in international form. `kind` is email or text."""

    kind: str
    value: str

    @property
    def fingerprint(self) -> bytes:
        """The keyed fingerprint by which it is found."""
        return vault.blind_index(f"contact.{self.kind}", self.value)

    @property
    def shown(self) -> str:
        """Enough for its owner to know which one it is, and no more: somebody may look over her shoulder."""
        if self.kind == "text":
            return f"07••• •••{self.value[-3:]}"
        name, _, host = self.value.partition("@")
        return f"{name[:1]}•••@{host}"


def read_contact(words: str) -> ContactDetail:
    """What was typed, in the one form that we keep. Raises Invalid when it is neither."""
    typed = words.strip()
    detail = _email(typed) if "@" in typed else _mobile(typed)
    if detail is None:
        raise Invalid(fields={"contact": [NEITHER]})
    return detail


def _email(typed: str) -> ContactDetail | None:
    address = typed.lower()
    if len(address) > LONGEST or not EMAIL.fullmatch(address):
        return None
    return ContactDetail("email", address)


def _mobile(typed: str) -> ContactDetail | None:
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    is_drama = written.startswith(DRAMA) and len(written) == len(DRAMA) + 3
    is_mobile = phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in MOBILE
    if number.country_code != UK or not (is_drama or is_mobile):
        return None
    return ContactDetail("text", written)
