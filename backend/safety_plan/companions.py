"""Who could sit beside her while she writes: people who can see her plan in any case."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import ARRAY, func, literal, select
from sqlalchemy.types import Uuid

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.identity import service as identity
from backend.safety_plan import access
from backend.safety_plan.models import SECTION
from backend.sharing import trusted

Json = dict[str, Any]


def list_companions(actor: Actor) -> Json:
    """Her key worker first, then whom she trusts, then the rest of the team; only who sees the plan now. Raises NotFound."""
    access.own_right(actor)
    assert actor.record_id is not None
    around = _around(actor, actor.record_id)
    seeing = _seeing(actor.record_id, around)
    names = identity.names_of(seeing)
    return {"people": [{"account_id": one, "name": names[one]} for one in around if one in seeing]}


def is_companion(actor: Actor, account_id: uuid.UUID) -> bool:
    """Whether that account is somebody else who sees the actor's plan now."""
    assert actor.record_id is not None
    return account_id in _seeing(actor.record_id, [account_id]) & set(_around(actor, actor.record_id))


def _around(actor: Actor, record_id: uuid.UUID) -> list[uuid.UUID]:
    """Everybody who might, each once, and never herself."""
    team, key_worker = care.team_of_record(record_id), care.key_worker_of(record_id)
    members = [member.account_id for member in care.team_members(team.id)] if team else []
    first = [key_worker] if key_worker in members else []
    everybody = dict.fromkeys([*first, *trusted.accounts_trusted_by(actor), *members])
    return [one for one in everybody if one and one != actor.account_id]


def _seeing(record_id: uuid.UUID, account_ids: list[uuid.UUID]) -> set[uuid.UUID]:
    """Who of these sees the plan of that record now."""
    asked = func.unnest(literal(account_ids, ARRAY(Uuid()))).table_valued("id").render_derived()
    sees = func.sees(asked.c.id, record_id, SECTION, clock.now())
    return set(db.session.scalars(select(asked.c.id).where(sees)))
