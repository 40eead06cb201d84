"""Finding whom an emergency is about: by exactly their telephone number, e-mail address or preferred name, in the same trust."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import column, func, literal, select
from sqlalchemy.types import LargeBinary, Text, Uuid

from backend.audit import service as audit
from backend.care import service as care
from backend.core import limits
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.errors import Conflict, Invalid
from backend.identity.contact_details import read_contact

MOST_AN_HOUR = 20
MOST_FOUND = 10
GIVE_ONE = "Give a telephone number, an e-mail address or a name."


class TooManyFound(Conflict):
    """Showing them all would be reading a list of people for the asking."""

    code = "sharing.too_many_found"
    words = "Many people have this name. Use their telephone number or e-mail address."


def look_up(actor: Actor, *, contact: str | None, name: str | None) -> list[dict[str, Any]]:
    """Who has exactly that contact or name. Each person found can see that they were looked up. Raises TooMany."""
    if not contact and not name:
        raise Invalid(fields={"contact": [GIVE_ONE]})
    fingerprint = read_contact(contact).fingerprint if contact else None
    limits.count_attempt("emergency.look_up", str(actor.account_id), at_most=MOST_AN_HOUR, within=timedelta(hours=1))
    rows = db.session.execute(_find(fingerprint, care.name_index(name) if name else None)).all()
    if len(rows) > MOST_FOUND:
        raise TooManyFound
    vault.warm(row.record_id for row in rows)
    way = audit.Way("lookup", actor.teams[0].team_id)
    audit.record_reads(actor, [row.record_id for row in rows], "care", "lookup", way)
    return [
        {
            "record_id": row.record_id,
            "preferred_name": care.open_name(row.record_id, row.preferred_name_sealed),
            "team": row.team_name,
        }
        for row in rows
    ]


def _find(contact: bytes | None, name: bytes | None) -> Any:
    given = (literal(contact, LargeBinary()), literal(name, LargeBinary()))
    columns = (column("record_id", Uuid()), column("preferred_name_sealed", LargeBinary()), column("team_name", Text()))
    return select(func.find_people(*given).table_valued(*columns))
