"""Sessions on the server: thirty minutes idle, twelve hours at most, ended one by one or all.

The browser holds a secret, the database its hash. An ended session has a time of ending that nothing clears, so a
request that was under way cannot bring it back.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, text, update

from backend.audit import service as audit
from backend.core import clock
from backend.core.actor import Actor, TeamRole
from backend.core.db import act_as, db
from backend.core.errors import NotFound, SignedOut
from backend.core.ids import new_id, new_token
from backend.identity.acting import acting_for
from backend.identity.models import Session
from backend.identity.user_agents import device_words

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)

# Called with who ends it and which session that is; None for all others of theirs.
Ended = Callable[[Actor, uuid.UUID | None], None]
# Called with who signs in anew on the same browser, and the session that follows theirs there.
Replaced = Callable[[Actor, uuid.UUID], None]
_when_ended: list[Ended] = []
_when_replaced: list[Replaced] = []

OPEN = text("SELECT open_session(:token_hash, :at, :counts)")


def when_changed(ended: Ended, replaced: Replaced) -> None:
    """Be told, in the same transaction, when somebody ends sessions of hers, and when one takes the place of another."""
    _when_ended[:], _when_replaced[:] = [ended], [replaced]


def load_actor(token: str, counts_as_activity: bool) -> Actor | None:
    """Who holds that secret, or None. One round trip, which also tells row-level security who acts."""
    found = db.session.scalar(OPEN, {"token_hash": _hash(token), "at": clock.now(), "counts": counts_as_activity})
    if found is None:
        return None
    return Actor(
        account_id=uuid.UUID(found["account_id"]),
        session_id=uuid.UUID(found["id"]),
        signed_in_at=datetime.fromisoformat(found["signed_in_at"]),
        idle_ends_at=datetime.fromisoformat(found["last_seen_at"]) + IDLE,
        ends_at=datetime.fromisoformat(found["ends_at"]),
        record_id=uuid.UUID(found["record_id"]) if found["record_id"] else None,
        is_trusted=found["is_trusted"],
        teams=tuple(TeamRole(uuid.UUID(team["team_id"]), team["role"]) for team in found["teams"]),
    )


def begin(account_id: uuid.UUID, how: str, user_agent: str) -> tuple[str, Session]:
    """Start a session; from here on that account acts. Returns the secret for the cookie, kept nowhere else."""
    token, now = new_token(), clock.now()
    session = Session(
        id=new_id(),
        account_id=account_id,
        token_hash=_hash(token),
        how=how,
        device=device_words(user_agent),
        signed_in_at=now,
        last_seen_at=now,
        ends_at=now + LONGEST,
    )
    db.session.flush()
    act_as(account_id)
    db.session.add(session)
    db.session.flush()
    audit.record_act(None, "identity.signed_in", account_id=account_id, subject_id=session.id, how=how)
    return token, session


def end(actor: Actor, session_id: uuid.UUID) -> None:
    """End one of one's own sessions. Raises NotFound when it is no live one of one's own."""
    if not _end(actor, Session.id == session_id):
        raise NotFound
    audit.record_act(actor, "identity.session_ended", subject_id=session_id)
    for ended in _when_ended:
        ended(actor, session_id)


def replace(actor: Actor, session: Session) -> None:
    """End the present session because its account, or another one, has signed in on the same browser."""
    with acting_for(actor.account_id):
        _end(actor, Session.id == actor.session_id)
        for replaced in _when_replaced if actor.account_id == session.account_id else ():
            replaced(actor, session.id)


def end_others(actor: Actor) -> None:
    """End all of one's sessions but this one."""
    number = _end(actor, Session.id != actor.session_id)
    audit.record_act(actor, "identity.other_sessions_ended", ended=number)
    for ended in _when_ended:
        ended(actor, None)


def end_all(account_id: uuid.UUID) -> int:
    """End every session of an account that may not go on, and say how many there were."""
    with acting_for(account_id):
        ended = _end_of(account_id, Session.account_id == account_id)
    audit.record_act(None, "identity.sessions_ended", subject_id=account_id, ended=ended)
    return ended


def check_goes_on(actor: Actor) -> None:
    """Raise SignedOut when the session has ended since the request began: somebody may have ended it meanwhile."""
    still = select(Session.id).where(Session.id == actor.session_id, Session.ended_at.is_(None))
    if db.session.scalar(still.with_for_update()) is None:
        raise SignedOut


def list_sessions(actor: Actor) -> list[Session]:
    """One's live sessions, the one used last first."""
    now = clock.now()
    return list(
        db.session.scalars(
            select(Session)
            .where(
                Session.account_id == actor.account_id,
                Session.ended_at.is_(None),
                Session.ends_at > now,
                Session.last_seen_at > now - IDLE,
            )
            .order_by(Session.last_seen_at.desc())
        )
    )


def describe_sessions(actor: Actor) -> list[dict[str, Any]]:
    """The same, as a page shows them."""
    return [
        {
            "id": session.id,
            "device": session.device,
            "signed_in_at": session.signed_in_at,
            "last_seen_at": session.last_seen_at,
            "how": session.how,
            "is_this": session.id == actor.session_id,
        }
        for session in list_sessions(actor)
    ]


def _end(actor: Actor, which: ColumnElement[bool]) -> int:
    return _end_of(actor.account_id, which)


def _end_of(account_id: uuid.UUID, which: ColumnElement[bool]) -> int:
    ended = db.session.scalars(
        update(Session)
        .where(Session.account_id == account_id, Session.ended_at.is_(None), which)
        .values(ended_at=clock.now())
        .returning(Session.id)
    )
    return len(ended.all())


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
