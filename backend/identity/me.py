"""Who is signed in, as every page wants to know it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ARRAY, Text, any_, exists, literal, select, text

from backend.core.actor import Actor
from backend.core.db import db
from backend.identity import elsewhere, service, sessions
from backend.identity.models import Contact, Identity, Passkey, Session

TEXTS = ARRAY(Text)
MY_TEAMS = text("SELECT team_id AS id, name, role FROM my_teams()")


def describe(actor: Actor) -> dict[str, Any]:
    """The account with what it may be, its teams, its session and its ways in."""
    has_passkey, has_way_back, has_identity, how = db.session.execute(
        select(
            exists().where(Passkey.account_id == actor.account_id),
            exists().where(Contact.account_id == actor.account_id, Contact.confirmed_at.is_not(None)),
            exists().where(
                Identity.account_id == actor.account_id, Identity.provider == any_(literal(elsewhere.offered(), TEXTS))
            ),
            select(Session.how).where(Session.id == actor.session_id).scalar_subquery(),
        )
    ).one()
    return {
        "account_id": actor.account_id,
        "name": service.names_of([actor.account_id])[actor.account_id],
        "is_person": actor.is_person,
        "is_worker": actor.is_worker,
        "is_trusted": actor.is_trusted,
        "record_id": actor.record_id,
        "teams": [dict(row) for row in db.session.execute(MY_TEAMS).mappings()] if actor.is_worker else [],
        "session": {"id": actor.session_id, "idle_ends_at": actor.idle_ends_at, "ends_at": actor.ends_at},
        "has_passkey": has_passkey,
        "has_way_back": has_way_back,
        "has_identity": has_identity,
        "came_by": elsewhere.came_by(how),
    }


def describe_new_session(token: str) -> dict[str, Any]:
    """The same for a session that has just begun."""
    actor = sessions.load_actor(token, counts_as_activity=True)
    if actor is None:
        raise LookupError("a session that has just begun is not there")
    return describe(actor)
