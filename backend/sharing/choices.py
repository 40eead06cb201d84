"""The person's choices about what her team sees. Private until she chooses; every decision is kept."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import Conflict, NotFound
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.sharing import stops
from backend.sharing.models import Grant
from backend.sharing.sections import BY_NAME, SECTIONS, WORDING, Section
from backend.sharing.trusted_grants import end_grant

NO_TEAM = "No team looks after your record just now."


class FixedSection(Conflict):
    """There is nothing to choose about this section."""

    code = "sharing.fixed"
    words = "The requests you send go to your team."


class OtherWording(Conflict):
    """She read words that are not the present ones, so her answer may mean something else."""

    code = "sharing.other_wording"
    words = "The words on this page have changed. Please read them again, then choose."


def describe_team_sharing(actor: Actor) -> dict[str, Any]:
    """Who is in the person's team, and what she lets it see."""
    record_id, team_id, team_name = _record_and_team(actor)
    members = care.team_members(team_id)
    names = identity.names_of(member.account_id for member in members)
    live = {grant.section: grant for grant in _live_grants(record_id, team_id)}
    return {
        "team": {"id": team_id, "name": team_name},
        "members": [{"name": names[member.account_id], "role": member.role} for member in members],
        "sections": [describe_choice(section, live.get(section.name)) for section in SECTIONS],
        "wording": WORDING,
    }


def describe_choice(section: Section, grant: Grant | None) -> dict[str, Any]:
    """One section with the decision about it, if there is one."""
    return {
        "section": section.name,
        "title": section.title,
        "explains": section.explains,
        "is_shared": section.is_fixed or (grant is not None and grant.decision == "shared"),
        "may_add": section.is_fixed or (grant is not None and grant.decision == "shared" and grant.may_add),
        "is_fixed": section.is_fixed,
        "decided_at": grant.from_at if grant else None,
    }


def decide(actor: Actor, section_name: str, *, is_shared: bool, wording: str, may_add: bool = False) -> dict[str, Any]:
    """Share a section with the team, or stop. Takes effect with the next request. Deciding the same again is harmless.

    What was stopped in one act stays stopped, whatever is decided afterwards. Raises NotFound, FixedSection, OtherWording.
    """
    section = BY_NAME.get(section_name)
    if section is None:
        raise NotFound
    if section.is_fixed:
        raise FixedSection
    if wording != WORDING:
        raise OtherWording
    record_id, team_id, _ = _record_and_team(actor)
    stops.finish_own(actor)
    decision, may_add = ("shared", may_add) if is_shared else ("not_shared", False)
    live = next(iter(_live_grants(record_id, team_id, section_name)), None)
    if live is None or (live.decision, live.may_add) != (decision, may_add):
        live = _replace(actor, live, _new_grant(actor, record_id, team_id, section_name, decision, may_add))
    return describe_choice(section, live)


def _replace(actor: Actor, live: Grant | None, new: Grant) -> Grant:
    if live is not None:
        end_grant(live, new.from_at)
        db.session.flush()
    db.session.add(new)
    db.session.flush()
    audit.record_act(
        actor,
        "sharing.decided",
        record_id=new.record_id,
        section=new.section,
        subject_id=new.id,
        decision=new.decision,
        wording=new.wording,
    )
    return new


def _new_grant(
    actor: Actor, record_id: uuid.UUID, team_id: uuid.UUID, section: str, decision: str, may_add: bool
) -> Grant:
    return Grant(
        id=new_id(),
        record_id=record_id,
        team_id=team_id,
        section=section,
        decision=decision,
        may_add=may_add,
        wording=WORDING,
        decided_by=actor.account_id,
        from_at=clock.now(),
    )


def _live_grants(record_id: uuid.UUID, team_id: uuid.UUID, section: str | None = None) -> list[Grant]:
    wanted = select(Grant).where(Grant.record_id == record_id, Grant.team_id == team_id, Grant.until_at.is_(None))
    if section is not None:
        wanted = wanted.where(Grant.section == section).with_for_update()
    return list(db.session.scalars(wanted))


def _record_and_team(actor: Actor) -> tuple[uuid.UUID, uuid.UUID, str]:
    team = care.team_of_record(actor.record_id) if actor.record_id else None
    if actor.record_id is None or team is None:
        raise NotFound(NO_TEAM)
    return actor.record_id, team.id, team.name
