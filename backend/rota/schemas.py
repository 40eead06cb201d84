"""What goes in and out. Pure. Days and wall times are London's; instants are aware."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.care.models import ROLES
from backend.core.schemas import Input, View, Words, one_of
from backend.rota.models import DESKS

HOWS = ("rotation", "override", "swap", "cover", "member")
MONTH_AND_A_BIT = 35
CLOCK = "%H:%M"


class Wall(fields.Time):
    """A time on the clock, such as "09:00"."""

    def __init__(self) -> None:
        super().__init__(format=CLOCK, required=True, error_messages={"invalid": "Write a time such as 09:00."})


class Desk(fields.String):
    """What somebody is on duty for."""

    def __init__(self) -> None:
        super().__init__(required=True, validate=one_of(*DESKS))


class RotaName(View):
    account_id = fields.UUID(required=True)
    name = fields.String(required=True)


class RotaTime(View):
    begins = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)


class RotaTurn(RotaTime):
    desk = fields.String(required=True, validate=one_of(*DESKS))
    account_id = fields.UUID(required=True)
    name = fields.String(required=True)
    how = fields.String(required=True, validate=one_of(*HOWS))
    source_id = fields.UUID(required=True, allow_none=True)
    instead_of = fields.Nested(RotaName, required=True, allow_none=True)
    is_ready = fields.Boolean(required=True)
    is_mine = fields.Boolean(required=True)


class RotaGap(RotaTime):
    desk = fields.String(required=True, validate=one_of(*DESKS))


class RotaDay(View):
    on = fields.Date(required=True)
    closed_because = fields.String(required=True, allow_none=True)
    opening = fields.List(fields.Nested(RotaTime), required=True)
    turns = fields.List(fields.Nested(RotaTurn), required=True)
    gaps = fields.List(fields.Nested(RotaGap), required=True)


class RotaWarningView(RotaTime):
    kind = fields.String(required=True, validate=one_of("gap", "not_ready", "no_lead"))
    desk = fields.String(required=True, allow_none=True)
    account_id = fields.UUID(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)


class RotaMember(RotaName):
    role = fields.String(required=True, validate=one_of(*ROLES))
    is_away = fields.Boolean(required=True)


class RotaWeek(View):
    """So many days of a team's calendar; `warnings` are about the seven days from now."""

    team_id = fields.UUID(required=True)
    team_name = fields.String(required=True)
    from_on = fields.Date(required=True)
    days = fields.List(fields.Nested(RotaDay), required=True)
    warnings = fields.List(fields.Nested(RotaWarningView), required=True)
    members = fields.List(fields.Nested(RotaMember), required=True)
    may_change = fields.Boolean(required=True)


class WeekAsked(Input):
    """Which days of the calendar."""

    from_on = fields.Date(required=True, data_key="from")
    days = fields.Integer(load_default=7, validate=validate.Range(min=1, max=MONTH_AND_A_BIT))


class PutRotation(Input):
    """`made_at` as it was read; null for a new one."""

    desk = Desk()
    name = Words(required=True, longest=80)
    begins_on = fields.Date(required=True)
    ends_on = fields.Date(load_default=None, allow_none=True)
    turn_days = fields.Integer(required=True, strict=True, validate=validate.Range(min=1, max=56))
    hands_over_at = Wall()
    weekdays = fields.List(
        fields.Integer(strict=True, validate=validate.Range(min=0, max=6)),
        required=True,
        validate=validate.Length(min=1, max=7, error="Choose at least one day."),
    )
    begins = Wall()
    ends = Wall()
    places = fields.List(
        fields.UUID(), required=True, validate=validate.Length(min=1, max=40, error="Choose at least one person.")
    )
    made_at = fields.AwareDateTime(load_default=None, allow_none=True)


class RotationView(View):
    id = fields.UUID(required=True)
    desk = fields.String(required=True, validate=one_of(*DESKS))
    name = fields.String(required=True)
    begins_on = fields.Date(required=True)
    ends_on = fields.Date(required=True, allow_none=True)
    turn_days = fields.Integer(required=True)
    hands_over_at = fields.String(required=True)
    weekdays = fields.List(fields.Integer(), required=True)
    begins = fields.String(required=True)
    ends = fields.String(required=True)
    places = fields.List(fields.UUID(), required=True)
    made_at = fields.AwareDateTime(required=True)


class RotationList(View):
    rotations = fields.List(fields.Nested(RotationView), required=True)
    may_change = fields.Boolean(required=True)


class PutOverride(Input):
    desk = Desk()
    account_id = fields.UUID(required=True)
    instead_of = fields.UUID(load_default=None, allow_none=True)
    from_at = fields.AwareDateTime(required=True)
    until_at = fields.AwareDateTime(required=True)


class PutMyAway(Input):
    from_at = fields.AwareDateTime(required=True)
    until_at = fields.AwareDateTime(required=True)
    cover_account_id = fields.UUID(load_default=None, allow_none=True)


class PutAway(PutMyAway):
    account_id = fields.UUID(required=True)


class RotaAbsence(RotaName):
    id = fields.UUID(required=True)
    from_at = fields.AwareDateTime(required=True)
    until_at = fields.AwareDateTime(required=True)
    cover = fields.Nested(RotaName, required=True, allow_none=True)


class AwayList(View):
    away = fields.List(fields.Nested(RotaAbsence), required=True)


class PutSwap(Input):
    team_id = fields.UUID(required=True)
    desk = Desk()
    from_at = fields.AwareDateTime(required=True)
    until_at = fields.AwareDateTime(required=True)
    to_account_id = fields.UUID(required=True)


class AnswerSwap(Input):
    answer = fields.String(required=True, validate=one_of("yes", "no"))


class RotaSwap(View):
    id = fields.UUID(required=True)
    team_id = fields.UUID(required=True)
    desk = fields.String(required=True, validate=one_of(*DESKS))
    from_at = fields.AwareDateTime(required=True)
    until_at = fields.AwareDateTime(required=True)
    from_ = fields.Nested(RotaName, required=True, data_key="from")
    to = fields.Nested(RotaName, required=True)
    answer = fields.String(required=True, allow_none=True)
    is_mine = fields.Boolean(required=True)


class MyTurn(RotaTurn):
    team_id = fields.UUID(required=True)
    team_name = fields.String(required=True)


class RotaReadiness(View):
    confirmed_at = fields.AwareDateTime(required=True, allow_none=True)
    has_phone = fields.Boolean(required=True)
    is_ready = fields.Boolean(required=True)


class RotaColleague(RotaName):
    team_id = fields.UUID(required=True)


class MyShifts(View):
    """The caller's turns of the next four weeks, and what belongs to them."""

    turns = fields.List(fields.Nested(MyTurn), required=True)
    away = fields.List(fields.Nested(RotaAbsence), required=True)
    swaps = fields.List(fields.Nested(RotaSwap), required=True)
    readiness = fields.Nested(RotaReadiness, required=True)
    colleagues = fields.List(fields.Nested(RotaColleague), required=True)


class RotaKept(View):
    """That it is kept, under that id."""

    id = fields.UUID(required=True)
