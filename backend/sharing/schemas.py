"""What goes in and out. Pure."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.core.schemas import Input, View, Words, one_of
from backend.identity.schemas import Name, SixDigits

TOKEN = validate.Length(min=1, max=100)


class InvitationToken(Input):
    token = fields.String(required=True, validate=TOKEN)


class Invite(Input):
    preferred_name = Name()
    team_id = fields.UUID(required=True)
    key_worker_id = fields.UUID(required=True)
    identity_check = fields.String(required=True, validate=one_of("known_to_me", "saw_document"))
    contact = Words(load_default=None, allow_none=True, longest=254)
    nhs_number = Words(load_default=None, allow_none=True, longest=20)


class JoinWithPasskey(InvitationToken):
    challenge_id = fields.UUID(required=True)
    credential = fields.Dict(keys=fields.String(), required=True)
    passkey_name = Name()


class SendJoinCode(InvitationToken):
    contact = Words(required=True, longest=254)


class UseJoinCode(InvitationToken):
    code = SixDigits(required=True)


class Decide(Input):
    is_shared = fields.Boolean(required=True, truthy={True}, falsy={False})
    may_add = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    wording = fields.String(required=True, validate=validate.Length(max=20))


class QrCode(View):
    size = fields.Integer(required=True)
    path = fields.String(required=True)


class InvitationMade(View):
    id = fields.UUID(required=True)
    link = fields.String(required=True)
    qr = fields.Nested(QrCode, required=True)
    expires_at = fields.AwareDateTime(required=True)
    preferred_name = fields.String(required=True)


class InvitationRow(View):
    id = fields.UUID(required=True)
    preferred_name = fields.String(required=True)
    invited_by = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True)
    state = fields.String(required=True)


class InvitationRows(View):
    invitations = fields.List(fields.Nested(InvitationRow), required=True)


class SectionChoice(View):
    section = fields.String(required=True)
    title = fields.String(required=True)
    explains = fields.String(required=True)
    is_shared = fields.Boolean(required=True)
    may_add = fields.Boolean(required=True)
    is_fixed = fields.Boolean(required=True)
    decided_at = fields.AwareDateTime(required=True, allow_none=True)


class TeamName(View):
    name = fields.String(required=True)


class InvitationOpened(View):
    preferred_name = fields.String(required=True)
    invited_by = fields.String(required=True)
    team = fields.Nested(TeamName, required=True)
    organisation = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True)
    sections = fields.List(fields.Nested(SectionChoice), required=True)


class SharingTeam(TeamName):
    id = fields.UUID(required=True)


class SharingMember(View):
    name = fields.String(required=True)
    role = fields.String(required=True)


class TeamSharing(View):
    team = fields.Nested(SharingTeam, required=True)
    members = fields.List(fields.Nested(SharingMember), required=True)
    sections = fields.List(fields.Nested(SectionChoice), required=True)
    wording = fields.String(required=True)
