"""What care answers and takes."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.care.models import ROLES
from backend.core.schemas import Input, View, Words, one_of


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


class KeyWorkerThere(View):
    """Whether the key worker is there now, until when if that is known, and who answers for one who is away."""

    is_there = fields.Boolean(required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)
    cover_name = fields.String(required=True, allow_none=True)


class MyTeam(View):
    """The person's team and key worker."""

    team = fields.Nested(TeamView, required=True)
    key_worker = fields.Nested(NamedAccount, required=True, allow_none=True)
    key_worker_there = fields.Nested(KeyWorkerThere, required=True)
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


class Wall(fields.Time):
    """A time on London's clocks, such as "09:00"."""

    def __init__(self) -> None:
        super().__init__(format="%H:%M", required=True, error_messages={"invalid": "Write a time such as 09:00."})


class DaySpan(Input):
    """An opening on one day. `closes` not later than `opens` means the next day."""

    opens = Wall()
    closes = Wall()


class WeekSpan(DaySpan):
    """An opening on a weekday; Monday is 0."""

    weekday = fields.Integer(required=True, strict=True, validate=validate.Range(min=0, max=6))


class PutHours(Input):
    """A team's week."""

    spans = fields.List(fields.Nested(WeekSpan), required=True, validate=validate.Length(max=40))
    keeps_bank_holidays = fields.Boolean(required=True)


class PutDay(Input):
    """The hours of one day; none: the team is closed. `words` tell people why."""

    spans = fields.List(fields.Nested(DaySpan), required=True, validate=validate.Length(max=6))
    words = Words(required=True, longest=120)


class DaySpanView(View):
    """An opening on one day."""

    opens = fields.String(required=True, metadata={"description": "HH:MM"})
    closes = fields.String(required=True, metadata={"description": "HH:MM; not later than `opens` means the next day."})


class OtherDay(View):
    """A day with hours of its own; closed without any."""

    on = fields.Date(required=True)
    spans = fields.List(fields.Nested(DaySpanView), required=True)
    words = fields.String(required=True)


class BankHoliday(View):
    """One of England's."""

    on = fields.Date(required=True)
    name = fields.String(required=True)


class TeamHoursView(View):
    """When a team opens, and what is other in the year to come."""

    spans = fields.List(fields.Nested(HoursView), required=True)
    keeps_bank_holidays = fields.Boolean(required=True)
    days = fields.List(fields.Nested(OtherDay), required=True)
    bank_holidays = fields.List(fields.Nested(BankHoliday), required=True)
    may_change = fields.Boolean(required=True)
