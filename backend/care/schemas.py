"""What care answers and takes."""

from __future__ import annotations

from marshmallow import fields

from backend.care.models import ROLES
from backend.core.schemas import Input, View, one_of


class NamedAccount(View):
    """Somebody by id and name."""

    account_id = fields.UUID(required=True)
    name = fields.String(required=True)


class OutOfHoursView(View):
    """What to do while the team is closed."""

    words = fields.String(required=True)
    call = fields.String(required=True, allow_none=True)


class HoursView(View):
    """An opening span of a weekday, on London's clocks; Monday is 0."""

    weekday = fields.Integer(required=True)
    opens = fields.String(required=True, metadata={"description": "HH:MM"})
    closes = fields.String(required=True, metadata={"description": "HH:MM; not later than `opens` means the next day."})


class TeamView(View):
    """A team as it stands at this instant."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)
    is_open = fields.Boolean(required=True)
    opens_at = fields.AwareDateTime(required=True, allow_none=True)
    closes_at = fields.AwareDateTime(required=True, allow_none=True)
    closed_because = fields.String(required=True, allow_none=True)
    out_of_hours = fields.Nested(OutOfHoursView, required=True)
    hours = fields.List(fields.Nested(HoursView), required=True)


class MyTeam(View):
    """The person's team and key worker."""

    team = fields.Nested(TeamView, required=True)
    key_worker = fields.Nested(NamedAccount, required=True, allow_none=True)
    first_wait_minutes = fields.Integer(required=True)


class MemberView(NamedAccount):
    """A colleague."""

    role = fields.String(required=True, validate=one_of(*ROLES))
    has_confirmed_device = fields.Boolean(required=True)


class WorkersTeam(TeamView):
    """A team as its workers see it; `role` is the caller's own."""

    role = fields.String(required=True, validate=one_of(*ROLES))
    members = fields.List(fields.Nested(MemberView), required=True)
    carer_champion_id = fields.UUID(required=True, allow_none=True)


class TeamList(View):
    """The caller's teams."""

    teams = fields.List(fields.Nested(WorkersTeam), required=True)


class PersonRow(View):
    """One person that the caller's teams look after."""

    record_id = fields.UUID(required=True)
    preferred_name = fields.String(required=True)
    key_worker = fields.Nested(NamedAccount, required=True, allow_none=True)
    joined_at = fields.AwareDateTime(required=True)
    team_id = fields.UUID(required=True)


class PeopleList(View):
    """Own caseload first."""

    people = fields.List(fields.Nested(PersonRow), required=True)


class KeyWorkerChoice(Input):
    """Who is to be the key worker."""

    account_id = fields.UUID(required=True)


class CarerChampionChoice(Input):
    """Who is to look after carers; null for nobody."""

    account_id = fields.UUID(required=True, allow_none=True)
