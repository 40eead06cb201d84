"""A route takes whatever its own fields allow: what they let somebody write, the limit of the body may not refuse."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from marshmallow import Schema, fields, validate

from backend.core.http import MAX_BODY_BYTES
from backend.core.schemas import Words
from backend.core.sent_json import BYTES_A_LETTER
from backend.safety_plan.schemas import PutPlanSave

# What has no limit of its own stands in for codes, keys and ids, which are short. Its length is not what a limit here is about.
SHORT = 100
# No number, day, instant or yes is longer.
ID = 36

# `items` holds a section's limits, which the schema cannot say; `tests/safety_plan/test_full_sections.py` sends them whole.
ELSEWHERE = {PutPlanSave}
FREE = 100_000


def choices(field: fields.Field[Any]) -> list[str]:
    """The words of which it is one; none where it is free."""
    return [str(one) for check in field.validators if isinstance(check, validate.OneOf) for one in check.choices]


def most(field: fields.Field[Any]) -> int | None:
    """How many letters, or how many things, its own validators let it have."""
    limits = [check.max for check in field.validators if isinstance(check, validate.Length)]
    return min((limit for limit in limits if limit is not None and limit < FREE), default=None)


def longest(field: fields.Field[Any]) -> int:
    """In bytes of JSON."""
    if isinstance(field, fields.Nested):
        return longest_body(field.schema)
    if isinstance(field, fields.List):
        return 2 + (most(field) or len(choices(field.inner)) or SHORT) * (longest(field.inner) + 1)
    if choices(field) or (type(field) is not fields.String and not isinstance(field, Words)):
        return 2 + max(map(len, choices(field)), default=ID)
    return 2 + (most(field) or SHORT) * BYTES_A_LETTER


def longest_body(schema: Schema) -> int:
    """Of what it takes."""
    return 2 + sum(len(name) + 4 + longest(field) for name, field in schema.load_fields.items())


def bodies(app: Flask) -> list[tuple[str, Schema, int]]:
    """Each route with its schema of a body, and the most bytes that it takes."""
    found = []
    for endpoint, view in app.view_functions.items():
        for given in getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", []):
            if given["in"] in ("body", "json"):
                taken, schema = getattr(view, "takes_json", None), given["schema"]
                schema = schema() if isinstance(schema, type) else schema
                found.append((endpoint, schema, taken.most_bytes if taken else MAX_BODY_BYTES))
    return found


def test_every_body_that_the_fields_allow_is_taken(whole_app: Flask) -> None:
    found = bodies(whole_app)
    assert len(found) > 50, "The schemas are not found."
    short = {
        endpoint: (longest_body(schema), taken)
        for endpoint, schema, taken in found
        if longest_body(schema) > taken and type(schema) not in ELSEWHERE
    }
    assert not short, f"Say `@takes_json` at these routes, or limit their fields: {short}"


def test_no_route_takes_more_than_it_needs(whole_app: Flask) -> None:
    for endpoint, schema, taken in bodies(whole_app):
        if taken != MAX_BODY_BYTES and type(schema) not in ELSEWHERE:
            assert taken < longest_body(schema) * 1.1, endpoint


@pytest.mark.parametrize("letter", ["\x01", "\u00e9", "\U0001f600"])
def test_no_letter_is_longer_in_json(letter: str) -> None:
    assert len(json.dumps(letter)) - len('""') <= BYTES_A_LETTER
