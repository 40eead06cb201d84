"""What goes in and out. Pure."""

from __future__ import annotations

import re

from marshmallow import EXCLUDE, fields, validate

from backend.core.schemas import Input, View, one_of
from backend.identity.schemas import Me, ProviderName
from backend.openid.hooks import PURPOSES

# A page of ours: one slash and no second, and nothing that a browser reads as one or leaves out on its way.
PAGE = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*\Z")
LONGEST_PAGE = 300
# A provider's code or answer may be long, but not as long as it likes.
LONGEST_ANSWER = 2000
LONGEST_TOKEN = 16_000
LONGEST_FORM = 64 * 1024


class Answer(fields.String):
    """A few letters that came back from the provider."""

    def __init__(self, *, longest: int = LONGEST_ANSWER) -> None:
        super().__init__(validate=validate.Length(max=longest))


class InvitationSent(Input):
    """An invitation that she holds. `short_code` goes with the link of a carer."""

    token = fields.String(required=True, validate=validate.Length(min=1, max=100))
    short_code = fields.String(validate=validate.Length(max=20))


class BeginSignIn(Input):
    purpose = fields.String(required=True, validate=one_of(*PURPOSES))
    lower = fields.Boolean(load_default=False)
    invitation = fields.Nested(InvitationSent)
    return_to = fields.String(
        validate=[
            validate.Length(max=LONGEST_PAGE),
            validate.Regexp(PAGE, error="Only pages of ours."),
        ]
    )


class FinishSignIn(Input):
    """What the browser brought back, as it is. Without a state nothing was begun."""

    class Meta:
        """A provider may send along more than we know."""

        unknown = EXCLUDE

    state = fields.String(load_default="", validate=validate.Length(max=LONGEST_ANSWER))
    code = Answer()
    error = Answer()
    error_description = Answer()
    iss = Answer()


class LogoutForm(Input):
    """What a provider posts when somebody signed out there."""

    class Meta:
        """It may send along more than we know."""

        unknown = EXCLUDE

    logout_token = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_TOKEN))


class Provider(View):
    key = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    is_away = fields.Boolean(required=True)


class Providers(View):
    providers = fields.List(fields.Nested(Provider), required=True)


class Begun(View):
    address = fields.String(required=True)


class Finished(View):
    outcome = fields.String(required=True)
    provider = fields.Nested(ProviderName, required=True)
    return_to = fields.String(required=True, allow_none=True)
    me = fields.Nested(Me, required=True, allow_none=True)


class PendingProvider(View):
    provider = fields.Nested(ProviderName, required=True)


class Pending(View):
    pending = fields.Nested(PendingProvider, required=True, allow_none=True)


class Identity(View):
    id = fields.UUID(required=True)
    provider = fields.Nested(ProviderName, required=True)
    created_at = fields.AwareDateTime(required=True)
    last_used_at = fields.AwareDateTime(required=True, allow_none=True)


class Identities(View):
    identities = fields.List(fields.Nested(Identity), required=True)


class PublicKeys(View):
    keys = fields.List(fields.Dict(keys=fields.String()), required=True)
