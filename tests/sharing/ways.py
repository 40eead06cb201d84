"""The ways to a record, made in rows by hand: what the database says about them does not depend on our own services.

In `changes` a timedelta stands for the instant that far from now.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select, text, update

from backend.care.models import Membership, RecordTeam
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.identity.models import Session
from backend.sharing.models import BreakGlass, Grant, SharingStop, TrustedPerson
from backend.sharing.sections import WORDING
from tests.cast import Cast, Member
from tests.roles import role

HOUR, SECOND, NOW = timedelta(hours=1), timedelta(seconds=1), timedelta(0)


def trust(cast: Cast, who: Member | None, **changes: Any) -> uuid.UUID:
    """Alex trusts somebody, who has accepted. With None nobody has accepted yet."""
    now, trusted_id = clock.now(), new_id()
    with role(OWNER):
        row = TrustedPerson(id=trusted_id, record_id=cast.alex.record_id, relation="friend", wrong_codes=0)
        row.name, row.token_hash, row.code_hash = "Jo", os.urandom(32), os.urandom(32)
        row.invited_at, row.expires_at, row.review_at = now, now + timedelta(days=7), now + timedelta(days=180)
        row.account_id, row.accepted_at = (who.account_id, now) if who else (None, None)
        _set(row, changes)
        db.session.add(row)
        db.session.flush()
    return trusted_id


def share(cast: Cast, section: str, to: uuid.UUID | None = None, **changes: Any) -> uuid.UUID:
    """Alex shares a section with somebody trusted, or with the Riverside team."""
    grant_id, team_id = new_id(), None if to else cast.riverside
    with role(OWNER):
        grant = Grant(id=grant_id, record_id=cast.alex.record_id, section=section, team_id=team_id, from_at=clock.now())
        grant.trusted_person_id, grant.decision, grant.wording = to, "shared", WORDING
        grant.decided_by, grant.may_add, grant.only_while_open = cast.alex.account_id, False, False
        _set(grant, changes)
        db.session.add(grant)
        db.session.flush()
    return grant_id


def stop_all(cast: Cast, **changes: Any) -> None:
    """Alex has stopped all sharing in one act."""
    with role(OWNER):
        row = SharingStop(id=new_id(), record_id=cast.alex.record_id, at=clock.now())
        _set(row, changes)
        db.session.add(row)
        db.session.flush()


def break_glass(cast: Cast, who: Member, session_id: uuid.UUID, **changes: Any) -> None:
    """A worker has taken emergency access in that session."""
    now = clock.now()
    with role(OWNER):
        row = BreakGlass(id=new_id(), record_id=cast.alex.record_id, account_id=who.account_id, session_id=session_id)
        row.team_id, row.began_at, row.ends_at, row.tell_at, row.review_due_at = (
            cast.hillside,
            now,
            now + HOUR,
            now,
            now,
        )
        row.reason = "Alex is in A&E and cannot speak."
        _set(row, changes)
        db.session.add(row)
        db.session.flush()


def ask_for_support(cast: Cast, state: str = "sent") -> uuid.UUID:
    """Alex has a request in that state."""
    asked = new_id()
    cast.alex.put(f"/api/step-ups/{asked}", {"words": "Can somebody ring me?"}, expect=201)
    if state != "sent":
        with role(OWNER):
            db.session.execute(
                text("UPDATE step_ups SET state = :state, next_due_at = NULL, closed_at = now() WHERE id = :id"),
                {"state": state, "id": asked},
            )
    return asked


def be_helped(cast: Cast, ended_ago: timedelta | None = None) -> None:
    """The Hillside team helps with a request of Alex's while the own team is closed; or did, until that long ago."""
    asked, now = ask_for_support(cast), clock.now()
    with role(OWNER):
        db.session.execute(
            text("UPDATE step_ups SET helping_team_id = :team WHERE id = :id"), {"team": cast.hillside, "id": asked}
        )
        if ended_ago is not None:
            db.session.execute(
                text("UPDATE step_ups SET state = 'closed', next_due_at = NULL, closed_at = :at WHERE id = :id"),
                {"at": now - ended_ago, "id": asked},
            )


def session_of(member: Member) -> uuid.UUID:
    """The session in which that member's requests come."""
    held = hashlib.sha256(member.token.encode()).digest()
    with role(OWNER):
        return db.session.scalars(select(Session.id).where(Session.token_hash == held)).one()


def leave_team(member: Member) -> None:
    """That worker has left."""
    with role(OWNER):
        db.session.execute(
            update(Membership).where(Membership.account_id == member.account_id).values(until_at=clock.now())
        )


def join_team(cast: Cast, member: Member, team_id: uuid.UUID) -> None:
    """That worker works in this team from now on."""
    row = {"account_id": member.account_id, "team_id": team_id, "role": "worker", "from_at": clock.now()}
    with role(OWNER):
        db.session.add(Membership(id=new_id(), **row))
        db.session.flush()


def move_to(cast: Cast, team_id: uuid.UUID) -> None:
    """Another team looks after Alex now."""
    now, ended = clock.now(), RecordTeam.record_id == cast.alex.record_id
    with role(OWNER):
        db.session.execute(update(RecordTeam).where(ended, RecordTeam.until_at.is_(None)).values(until_at=now))
        db.session.add(
            RecordTeam(id=new_id(), record_id=cast.alex.record_id, team_id=team_id, from_at=now, until_at=None)
        )
        db.session.flush()


def _set(row: object, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(row, name, clock.now() + value if isinstance(value, timedelta) else value)
