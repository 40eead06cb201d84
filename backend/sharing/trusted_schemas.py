"""What goes in and out about people whom a person trusts. Pure."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.core.schemas import Input, View, Words, one_of
from backend.identity.schemas import Name, SixDigits
from backend.sharing.schemas import InvitationToken, QrCode, TeamSharing

RELATIONS = ("carer", "partner", "family", "friend", "advocate", "worker", "someone")
ASKED_LONGEST = 500


class SectionWish(Input):
    section = fields.String(required=True, validate=validate.Length(max=40))
    may_add = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    only_while_open = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    starts_at = fields.AwareDateTime(load_default=None, allow_none=True)
    ends_at = fields.AwareDateTime(load_default=None, allow_none=True)


class ChangeSections(Input):
    sections = fields.List(fields.Nested(SectionWish), required=True, validate=validate.Length(max=20))
    please_do = Words(load_default=None, allow_none=True, longest=ASKED_LONGEST)
    please_dont = Words(load_default=None, allow_none=True, longest=ASKED_LONGEST)
    review_at = fields.AwareDateTime(load_default=None, allow_none=True)
    wording = fields.String(required=True, validate=validate.Length(max=20))


class InviteTrusted(ChangeSections):
    name = Name()
    relation = fields.String(required=True, validate=one_of(*RELATIONS))
    contact = Words(load_default=None, allow_none=True, longest=254)


class Reviewed(Input):
    review_at = fields.AwareDateTime(load_default=None, allow_none=True)


class TokenAndCode(InvitationToken):
    code = SixDigits(required=True)


class TrustedJoinWithPasskey(TokenAndCode):
    challenge_id = fields.UUID(required=True)
    credential = fields.Dict(keys=fields.String(), required=True)
    passkey_name = Name()


class TrustedUseJoinCode(TokenAndCode):
    digits = SixDigits(required=True)


class SharedSection(View):
    section = fields.String(required=True)
    title = fields.String(required=True)
    is_shared = fields.Boolean(required=True)
    may_add = fields.Boolean(required=True)
    only_while_open = fields.Boolean(required=True)
    starts_at = fields.AwareDateTime(required=True, allow_none=True)
    ends_at = fields.AwareDateTime(required=True, allow_none=True)
    is_live = fields.Boolean(required=True)


class TrustedHappening(View):
    kind = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    by_me = fields.Boolean(required=True)


class TrustedPersonView(View):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    relation = fields.String(required=True)
    state = fields.String(required=True)
    invited_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)
    accepted_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_how = fields.String(required=True, allow_none=True)
    please_do = fields.String(required=True, allow_none=True)
    please_dont = fields.String(required=True, allow_none=True)
    review_at = fields.AwareDateTime(required=True)
    needs_review = fields.Boolean(required=True)
    sections = fields.List(fields.Nested(SharedSection), required=True)
    history = fields.List(fields.Nested(TrustedHappening), required=True)


class SharingStopView(View):
    id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    undo_until = fields.AwareDateTime(required=True)


class SharingView(View):
    stop = fields.Nested(SharingStopView, required=True, allow_none=True)
    people = fields.List(fields.Nested(TrustedPersonView), required=True)
    team = fields.Nested(TeamSharing, required=True, allow_none=True)
    wording = fields.String(required=True)


class LinkAndCode(View):
    link = fields.String(required=True)
    code = fields.String(required=True)
    qr = fields.Nested(QrCode, required=True)
    expires_at = fields.AwareDateTime(required=True)


class TrustedInvited(LinkAndCode):
    person = fields.Nested(TrustedPersonView, required=True)


class TrustedOpened(View):
    inviter = fields.String(required=True)
    name = fields.String(required=True)
    relation = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True)
    signed_in_as = fields.String(required=True, allow_none=True)
    is_wrong_account = fields.String(required=True, allow_none=True)


class TrustedAccepted(View):
    trusted_person_id = fields.UUID(required=True)
