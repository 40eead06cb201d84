"""What goes in and out. Pure."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import fields, validate

from backend.core.schemas import Input, View, Words

CODE = re.compile(r"\d{6}")
NAME = validate.Length(min=1, max=60, error="Give it a name of up to 60 letters.")


class SixDigits(fields.String):
    """A code as people type it: spaces and dashes do not matter."""

    default_error_messages = {"code": "Enter the six digits of the code."}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        digits = re.sub(r"[\s-]", "", super()._deserialize(value, attr, data, **kwargs))
        if not CODE.fullmatch(digits):
            raise self.make_error("code")
        return digits


class Name(Words):
    """A name that somebody gives to something of hers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=True, **kwargs)
        self.validators = [NAME]


class Nothing(Input):
    """An empty object."""


class SignOut(Input):
    """On purpose, or because nobody was there any more: a page that signs out by itself says neither word."""

    is_on_purpose = fields.Boolean(load_default=False)


class SendCode(Input):
    contact = Words(required=True, longest=254)


class UseCode(Input):
    code = SixDigits(required=True)


class UseLink(Input):
    token = fields.String(required=True, validate=validate.Length(max=100))


class SignInWithPasskey(Input):
    challenge_id = fields.UUID(required=True)
    credential = fields.Dict(keys=fields.String(), required=True)


class AddPasskey(SignInWithPasskey):
    name = Name()


class RenamePasskey(Input):
    name = Name()


class PasskeyChallenge(View):
    challenge_id = fields.UUID(required=True)
    options = fields.Dict(keys=fields.String(), required=True)


class TeamOfMine(View):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True)


class MySession(View):
    id = fields.UUID(required=True)
    idle_ends_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)


class ProviderName(View):
    key = fields.String(required=True)
    name = fields.String(required=True)


class Me(View):
    account_id = fields.UUID(required=True)
    name = fields.String(required=True)
    is_person = fields.Boolean(required=True)
    is_worker = fields.Boolean(required=True)
    is_trusted = fields.Boolean(required=True)
    record_id = fields.UUID(required=True, allow_none=True)
    teams = fields.List(fields.Nested(TeamOfMine), required=True)
    session = fields.Nested(MySession, required=True)
    has_passkey = fields.Boolean(required=True)
    has_way_back = fields.Boolean(required=True)
    has_identity = fields.Boolean(required=True)
    came_by = fields.Nested(ProviderName, required=True, allow_none=True)


class CodeSent(View):
    id = fields.UUID(required=True)
    expires_at = fields.AwareDateTime(required=True)


class SignedInDevice(View):
    id = fields.UUID(required=True)
    device = fields.String(required=True)
    signed_in_at = fields.AwareDateTime(required=True)
    last_seen_at = fields.AwareDateTime(required=True)
    how = fields.String(required=True)
    is_this = fields.Boolean(required=True)


class Sessions(View):
    sessions = fields.List(fields.Nested(SignedInDevice), required=True)


class Passkey(View):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    last_used_at = fields.AwareDateTime(required=True, allow_none=True)


class Passkeys(View):
    passkeys = fields.List(fields.Nested(Passkey), required=True)


class Contact(View):
    id = fields.UUID(required=True)
    kind = fields.String(required=True)
    shown = fields.String(required=True)
    confirmed_at = fields.AwareDateTime(required=True, allow_none=True)


class Contacts(View):
    contacts = fields.List(fields.Nested(Contact), required=True)
