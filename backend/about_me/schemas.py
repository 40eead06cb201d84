"""What goes in and out. Pure."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.core.schemas import Input, View, Words
from backend.identity.schemas import Name


class WriteEntry(Input):
    heading = fields.String(required=True, validate=validate.Length(max=20))
    words = Words(required=True)
    replaces = fields.UUID(load_default=None, allow_none=True)


class PutContact(Input):
    name = Name()
    relation = Words(load_default="", longest=60)
    phone = Words(load_default=None, allow_none=True, longest=40)
    note = Words(load_default="", longest=500)
    version = fields.Integer(load_default=0, strict=True, validate=validate.Range(min=0))


class EntryView(View):
    id = fields.UUID(required=True)
    heading = fields.String(required=True)
    title = fields.String(required=True)
    words = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    is_mine = fields.Boolean(required=True)


class ContactView(View):
    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    name = fields.String(required=True)
    relation = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)
    note = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    is_mine = fields.Boolean(required=True)
    may_change = fields.Boolean(required=True)


class AboutMe(View):
    sections = fields.List(fields.Nested(EntryView), required=True)
    contacts = fields.List(fields.Nested(ContactView), required=True)
    may_add = fields.Boolean(required=True)
