"""Reading what people type."""

from __future__ import annotations

import pytest

from backend.core.errors import Invalid
from backend.identity.contact_details import read_contact


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        (" Alex.Morgan+nhs@Example.ORG ", "email", "alex.morgan+nhs@example.org"),
        ("o'neil@mail.example.co.uk", "email", "o'neil@mail.example.co.uk"),
        ("07700 900101", "text", "+447700900101"),
        ("+44 (0)7700 900101", "text", "+447700900101"),
        ("00447400123456", "text", "+447400123456"),
    ],
)
def test_it_keeps_one_form(typed: str, kind: str, value: str) -> None:
    detail = read_contact(typed)
    assert (detail.kind, detail.value) == (kind, value)


@pytest.mark.parametrize(
    "typed",
    ["", "alex", "@example.org", "a@@example.org", "a@example", "a@exa mple.org", "a@-x.org", "0117 496 0123", "999",
     "0770090010", "+1 212 555 0100", "a" * 70 + "@example.org", f"a@{'b' * 250}.org", "<a@example.org>"],
)  # fmt: skip
def test_it_refuses_the_rest(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_contact(typed)
    assert list(refused.value.fields) == ["contact"]


def test_it_shows_little() -> None:
    assert read_contact("alex@example.org").shown == "a•••@example.org"
    assert read_contact("07700 900101").shown == "07••• •••101"
