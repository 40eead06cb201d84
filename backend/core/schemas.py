"""Bases of all input and output schemas. Pure: a schema asks neither the database nor who is calling."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load, validate

WORDS_MAX = 4000
CANNOT_KEEP = "Some letters here cannot be kept. Please write it again."


class Input(Schema):
    """What a device sends. A field that we do not know is an error, not noise; so are letters that cannot be kept."""

    class Meta:
        """marshmallow's options."""

        unknown = RAISE

    @pre_load
    def check_letters(self, given: Any, **_: Any) -> Any:
        """JSON may hold NUL, which PostgreSQL cannot keep, and halves of letters, which nothing can."""
        if isinstance(given, dict):
            faults = {name: [CANNOT_KEEP] for name, value in given.items() if not _can_be_kept(value)}
            if faults:
                raise ValidationError(faults)
        return given


class View(Schema):
    """What we answer. A column stays private until it is listed."""

    def _serialize(self, obj: Any, *, many: bool = False) -> Any:
        """Dump a dictionary, as all our services answer, field by field.

        marshmallow's own way asks each field for attributes, paths and defaults that are never there; a list of sixty
        requests has eight hundred fields.
        """
        if many or not isinstance(obj, dict):
            return super()._serialize(obj, many=many)
        return {
            field.data_key or name: field._serialize(obj[name], name, obj)  # noqa: SLF001 its own door for subclasses
            for name, field in self.dump_fields.items()
            if name in obj
        }


class Words(fields.String):
    """Free text from a person: trimmed, at most 4,000 characters."""

    def __init__(self, **kwargs: Any) -> None:
        limit = kwargs.pop("longest", WORDS_MAX)
        super().__init__(validate=validate.Length(max=limit, error=f"Use {limit} letters or fewer."), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return super()._deserialize(value, attr, data, **kwargs).strip()


class Few(fields.List[Any]):
    """A list of which no more is read than shows that it is too long: a long body could hold a million, each to be refused."""

    def __init__(self, inner: Any, *, most: int, **kwargs: Any) -> None:
        super().__init__(inner, **kwargs)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        return super()._deserialize(value[: self.most + 1] if isinstance(value, list) else value, attr, data, **kwargs)


class Ready(fields.List[Any]):
    """A long list that its service has made ready for JSON: described as what is in it, and handed out as it is."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:  # noqa: ARG002 marshmallow's names
        return value


def one_of(*choices: str) -> validate.OneOf:
    """One of a few stable words."""
    return validate.OneOf(choices, error="Choose one of the answers.")


def _can_be_kept(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_can_be_kept, value.values()))
    if isinstance(value, list):
        return all(map(_can_be_kept, value))
    return not isinstance(value, str) or ("\x00" not in value and _is_whole(value))


def _is_whole(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
