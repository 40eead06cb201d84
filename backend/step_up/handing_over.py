"""When a worker leaves, or hands over everything: the requests that rest on them go on with somebody else.

A request rests on a worker who has promised to answer it, to whom it was handed over, or who was the last to be in contact.
Where somebody is only the key worker nothing need move: whom that rung tells is worked out at each telling.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from backend.core import errors
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.core.ids import new_id
from backend.step_up import service
from backend.step_up.ladder import first_of
from backend.step_up.models import StepUp, StepUpEvent
from backend.step_up.states import ACKNOWLEDGED, ENDED, SENT

PROMISE, HANDED, CONTACT = "promise", "handed", "contact"
IN_TOUCH = ("in_contact", "plan_agreed")


@dataclass(frozen=True)
class Held:
    """An open request that rests on a worker: `how` is promise, handed or contact. `promise_ends_at`: by when they promised."""

    step_up_id: uuid.UUID
    record_id: uuid.UUID
    team_id: uuid.UUID
    how: str
    state: str
    asked_at: datetime
    promise_ends_at: datetime | None


def held_by(account_id: uuid.UUID, team_ids: Iterable[uuid.UUID] | None = None) -> list[Held]:
    """The open requests that rest on this account, oldest first, as far as the actor may see them; of these teams alone.

    The caller logs the reading, as it shows people's names.
    """
    return held_by_each([account_id], team_ids)[account_id]


def held_by_each(
    account_ids: Iterable[uuid.UUID], team_ids: Iterable[uuid.UUID] | None = None
) -> dict[uuid.UUID, list[Held]]:
    """The same for several, in no more queries than for one."""
    wanted = select(StepUp).where(StepUp.state.not_in(ENDED)).order_by(StepUp.asked_at)
    if team_ids is not None:
        teams = set(team_ids)
        wanted = wanted.where(or_(StepUp.team_id.in_(teams), StepUp.helping_team_id.in_(teams)))
    step_ups = list(db.session.scalars(wanted))
    in_touch = _last_in_touch(step_ups)
    return {account_id: _held(step_ups, account_id, in_touch) for account_id in account_ids}


def hand_over_step_ups(
    actor: Actor, from_account: uuid.UUID, to_account: uuid.UUID, *, only: Collection[uuid.UUID] | None = None
) -> list[uuid.UUID]:
    """What rests on one worker in the actor's teams starts again with the successor first. Harmless to repeat.

    `only`: of these requests alone. Returns those that moved; each is handed over by the actor, told to its person, and
    written down. Raises Invalid when the successor does not work in the team of one of them.
    """
    if from_account == to_account:
        raise errors.Invalid(fields={"to": ["Choose somebody else."]})
    rests = held_by(from_account, [role.team_id for role in actor.teams])
    held = [one for one in rests if only is None or one.step_up_id in only]
    for one in held:
        service.transfer_step_up(actor, one.step_up_id, new_id(), to_account_id=to_account, words="")
    return [one.step_up_id for one in held]


def _held(step_ups: list[StepUp], account_id: uuid.UUID, in_touch: dict[uuid.UUID, uuid.UUID | None]) -> list[Held]:
    found = [(step_up, _how(step_up, account_id, in_touch.get(step_up.id))) for step_up in step_ups]
    return [
        Held(one.id, one.record_id, one.team_id, how, one.state, one.asked_at, one.promise_ends_at)
        for one, how in found
        if how is not None
    ]


def _last_in_touch(step_ups: list[StepUp]) -> dict[uuid.UUID, uuid.UUID | None]:
    """Who was the last to be in contact, or to agree a plan, by request."""
    wanted = select(StepUpEvent.step_up_id, StepUpEvent.account_id).where(
        among(StepUpEvent.step_up_id, [one.id for one in step_ups]), StepUpEvent.kind.in_(IN_TOUCH)
    )
    rows = db.session.execute(wanted.order_by(StepUpEvent.at, StepUpEvent.id))
    return {row.step_up_id: row.account_id for row in rows}


def _how(step_up: StepUp, account_id: uuid.UUID, in_touch: uuid.UUID | None) -> str | None:
    if step_up.state == ACKNOWLEDGED:
        return PROMISE if step_up.promised_by == account_id else None
    if step_up.state == SENT:
        return HANDED if first_of(step_up.ladder) == str(account_id) else None
    return CONTACT if in_touch == account_id else None
