"""Making a member of staff's places what the rules say of her: on her way in, by the provider that she came by.

The rules are read and the memberships written by functions of the database alone (0022), since a request may do neither.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import text

from backend.admission.facts import Bundle
from backend.admission.staff_telling import tell_leads
from backend.audit import service as audit
from backend.core import clock, locks
from backend.core.db import db

PLACES = text("SELECT team, place FROM places_by_rules(:provider, :facts)")
SETTLE = text("SELECT team, was, is_now FROM settle_staff(:account, :provider, :facts, :now)")
WITHOUT_IDENTITY = text("SELECT * FROM members_without_identity(:provider, :teams)")


@dataclass(frozen=True)
class Change:
    """What changed in one team: the role before and now; None for no place."""

    team_id: uuid.UUID
    was: str | None
    is_now: str | None

    @property
    def action(self) -> str:
        """What the audit calls it."""
        if self.is_now is None:
            return "admission.let_go"
        return "admission.place_given" if self.was is None else "admission.place_changed"


def places_of(provider: str, bundles: Iterable[Bundle]) -> dict[uuid.UUID, str]:
    """Which role in which team the rules of this provider give to somebody of whom these facts hold."""
    rows = db.session.execute(PLACES, {"provider": provider, "facts": _written(bundles)})
    return {row.team: row.place for row in rows}


def settle_places(account_id: uuid.UUID, provider: str, bundles: Iterable[Bundle]) -> list[Change]:
    """Have the acting account's memberships by this provider follow the rules; each change is written down.

    Who has none any more is signed out everywhere, what she promised is due, and the leads of her teams are told.
    """
    # What she is promising at this instant is seen by this, or is refused (as in a hand-over).
    locks.one_at_a_time(account_id)
    db.session.flush()
    values = {"account": account_id, "provider": provider, "facts": _written(bundles), "now": clock.now()}
    changes = [Change(row.team, row.was, row.is_now) for row in db.session.execute(SETTLE, values)]
    for change in changes:
        audit.record_act(
            None,
            change.action,
            team_id=change.team_id,
            subject_id=account_id,
            provider=provider,
            was=change.was,
            role=change.is_now,
        )
    tell_leads((change.team_id for change in changes if change.is_now is None), but=account_id)
    return changes


def members_without_identity(provider: str, team_ids: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Who of these teams was put there by hand and does not come by this provider yet."""
    return list(db.session.scalars(WITHOUT_IDENTITY, {"provider": provider, "teams": list(team_ids)}))


def _written(bundles: Iterable[Bundle]) -> str:
    return json.dumps([sorted(bundle) for bundle in bundles])
