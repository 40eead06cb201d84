"""Bases of all input and output schemas. Pure: a schema asks neither the database nor who is calling."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

WORDS_MAX = 4000


class Input(Schema):
    """What a device sends. A field that we do not know is an error, not noise."""

    class Meta:
        """marshmallow's options."""

        unknown = RAISE


class View(Schema):
    """What we answer. A column stays private until it is listed."""


class Words(fields.String):
    """Free text from a person: trimmed, at most 4,000 characters, no NUL (PostgreSQL cannot keep it)."""

    def __init__(self, **kwargs: Any) -> None:
        limit = kwargs.pop("longest", WORDS_MAX)
        super().__init__(validate=validate.Length(max=limit, error=f"Use {limit} letters or fewer."), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        words = super()._deserialize(value, attr, data, **kwargs)
        if "\x00" in words:
            raise ValidationError("Some letters here cannot be kept. Please write it again.")
        return words.strip()


def one_of(*choices: str) -> validate.OneOf:
    """One of a few stable words."""
    return validate.OneOf(choices, error="Choose one of the answers.")
