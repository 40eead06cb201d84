"""What goes in and out. Pure."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.care.schemas import OutOfHoursView
from backend.core.schemas import Input, View, Words
from backend.identity.schemas import Name

SOMETHING = validate.Length(min=1, error="Write a few words first.")


class SaidWords(Words):
    """Words that may not be empty."""

    def __init__(self) -> None:
        super().__init__(required=True)
        self.validators = [*self.validators, SOMETHING]


class TellTeam(Input):
    trusted_person_id = fields.UUID(required=True)
    words = SaidWords()
    in_confidence = fields.Boolean(required=True, truthy={True}, falsy={False})


class TellTeamAsStranger(Input):
    about = Name()
    sender_name = Name()
    sender_contact = Words(load_default=None, allow_none=True, longest=254)
    words = SaidWords()


class SupportedPerson(View):
    trusted_person_id = fields.UUID(required=True)
    record_id = fields.UUID(required=True)
    preferred_name = fields.String(required=True)
    please_do = fields.String(required=True)
    please_dont = fields.String(required=True)
    has_open_request = fields.Boolean(required=True)


class SupportedPeople(View):
    people = fields.List(fields.Nested(SupportedPerson), required=True)


class NamedOne(View):
    name = fields.String(required=True)


class PersonAround(NamedOne):
    relation = fields.String(required=True)


class TeamAround(View):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)
    is_open = fields.Boolean(required=True)
    opens_at = fields.AwareDateTime(required=True, allow_none=True)
    out_of_hours = fields.Nested(OutOfHoursView, required=True)


class Around(View):
    preferred_name = fields.String(required=True)
    team = fields.Nested(TeamAround, required=True, allow_none=True)
    key_worker = fields.Nested(NamedOne, required=True, allow_none=True)
    carer_champion = fields.Nested(NamedOne, required=True, allow_none=True)
    people = fields.List(fields.Nested(PersonAround), required=True)


class PublicTeam(TeamAround):
    organisation = fields.String(required=True)
    carer_champion = fields.Nested(NamedOne, required=True, allow_none=True)


class Reader(View):
    name = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class Readers(View):
    read_by = fields.List(fields.Nested(Reader), required=True)


class OwnMessage(Readers):
    id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    trusted_person_id = fields.UUID(required=True)
    record_id = fields.UUID(required=True)
    words = fields.String(required=True)
    in_confidence = fields.Boolean(required=True)
    state = fields.String(required=True, metadata={"description": "received or read"})


class OwnMessages(View):
    messages = fields.List(fields.Nested(OwnMessage), required=True)


class MessageAboutMe(Readers):
    id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    from_ = fields.String(required=True, data_key="from")
    relation = fields.String(required=True, allow_none=True)
    words = fields.String(required=True)


class MessagesAboutMe(View):
    messages = fields.List(fields.Nested(MessageAboutMe), required=True)


class AboutWhom(View):
    record_id = fields.UUID(required=True, allow_none=True)
    name = fields.String(required=True)


class TeamMessage(MessageAboutMe):
    is_public = fields.Boolean(required=True)
    about = fields.Nested(AboutWhom, required=True)
    contact = fields.String(required=True, allow_none=True)
    in_confidence = fields.Boolean(required=True)
    is_read_by_me = fields.Boolean(required=True)


class TeamMessages(View):
    messages = fields.List(fields.Nested(TeamMessage), required=True)


class Unread(View):
    unread = fields.Integer(required=True)


class Received(View):
    received = fields.Boolean(required=True)


class HelpLink(View):
    words = fields.String(required=True)
    href = fields.String(required=True)


class HelpSection(View):
    title = fields.String(required=True)
    paragraphs = fields.List(fields.String(), required=True)
    links = fields.List(fields.Nested(HelpLink), required=True)


class CarersHelp(View):
    sections = fields.List(fields.Nested(HelpSection), required=True)
    as_of = fields.Date(required=True)
    source = fields.String(required=True)
