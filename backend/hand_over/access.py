"""Who may look at what somebody holds, who may hand it over, and what may not be left behind."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from backend.care import service as care
from backend.care.models import Membership
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, Forbidden, NotFound

LEAD = "lead"


class NoLeadLeft(Conflict):
    code = "hand_over.no_lead_left"
    words = "They are the only lead of this team. Somebody else has to become a lead first. Nothing was changed."


class ChangedMeanwhile(Conflict):
    """What they hold is not what the page showed."""

    code = "hand_over.changed"
    words = (
        "What they hold has changed in the meantime. Nothing was handed over. Look at the newest list, then try again."
    )


def check_can_look(actor: Actor, team_id: uuid.UUID, account_id: uuid.UUID) -> Membership:
    """Their membership. For a lead of the team, and for whose it is. Raises NotFound for other teams and who is not in it.

    For a lead also the last one of somebody who was let go: what they hold is still theirs, and somebody has to take it.
    """
    role = actor.role_in(team_id)
    theirs = find_member(team_id, account_id) if role else None
    if theirs is None and role == LEAD:
        theirs = former_members(team_id).get(account_id)
    if theirs is None:
        raise NotFound
    if role != LEAD and actor.account_id != account_id:
        raise Forbidden("Only a team lead can see what a colleague holds.")
    return theirs


def check_can_hand_over(actor: Actor, team_id: uuid.UUID) -> None:
    """Raises NotFound for another team, Forbidden for who is no lead of this one."""
    role = actor.role_in(team_id)
    if role is None:
        raise NotFound
    if role != LEAD:
        raise Forbidden("Only a team lead can hand over what somebody holds.")


def find_member(team_id: uuid.UUID, account_id: uuid.UUID) -> Membership | None:
    """Their live membership of the team, or None."""
    return next((one for one in care.team_members(team_id) if one.account_id == account_id), None)


def former_members(team_id: uuid.UUID) -> dict[uuid.UUID, Membership]:
    """The last membership of each who worked in the team and does not now."""
    wanted = select(Membership).where(Membership.team_id == team_id).order_by(Membership.until_at.nulls_last())
    last = {one.account_id: one for one in db.session.scalars(wanted)}
    return {account_id: one for account_id, one in last.items() if one.until_at is not None}


def is_only_lead(team_id: uuid.UUID, account_id: uuid.UUID) -> bool:
    """Whether the team would have no lead without them."""
    leads = {one.account_id for one in care.team_members(team_id) if one.role == LEAD}
    return leads == {account_id}
