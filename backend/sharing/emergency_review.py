"""What leads do about emergency access: hold the telling back for a reason, and say afterwards whether it was right."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.encryption import vault
from backend.core.errors import Conflict, Forbidden, Invalid, NotFound
from backend.identity import service as identity
from backend.sharing.models import AccessReport, BreakGlass

LONGEST_HOLD = timedelta(days=30)
LISTED_AFTERWARDS = timedelta(days=90)
TOO_LONG = "Choose a day in the next 30 days."


class ToldAlready(Conflict):
    """What she knows cannot be held back."""

    code = "sharing.told_already"
    words = "They have been told already, so this cannot be held back."


class ReviewedAlready(Conflict):
    """The first answer stands."""

    code = "sharing.reviewed_already"
    words = "A colleague has reviewed this already."


class NotYourOwn(Forbidden):
    """Nobody reviews what they did themselves."""

    code = "sharing.not_your_own"
    words = "Somebody else has to look into what you did."


def list_reviews(actor: Actor) -> list[dict[str, Any]]:
    """What a lead has to look into, due first, and what was reviewed lately. Each person can see that it was looked into."""
    check_leads(actor)
    since = clock.now() - LISTED_AFTERWARDS
    rows = list(
        db.session.scalars(
            select(BreakGlass)
            .where(
                BreakGlass.account_id != actor.account_id,
                func.leads_emergency(BreakGlass.record_id, BreakGlass.team_id, BreakGlass.account_id),
                or_(BreakGlass.reviewed_at.is_(None), BreakGlass.reviewed_at > since),
            )
            .order_by(BreakGlass.reviewed_at.is_not(None), BreakGlass.review_due_at, BreakGlass.id)
        )
    )
    return _describe_all(actor, rows)


def count_due(actor: Actor) -> dict[str, int]:
    """How much waits for a lead: reviews, and reports that nobody has answered. Opens nobody's words."""
    reviews = select(func.count()).where(
        BreakGlass.reviewed_at.is_(None),
        func.leads_emergency(BreakGlass.record_id, BreakGlass.team_id, BreakGlass.account_id),
    )
    reports = select(func.count()).where(
        AccessReport.answered_at.is_(None),
        AccessReport.about_account_id.is_distinct_from(actor.account_id),
        func.leads_trust_of(AccessReport.record_id),
    )
    return {"reviews": db.session.scalar(reviews) or 0, "reports": db.session.scalar(reports) or 0}


def hold_back(actor: Actor, emergency_id: uuid.UUID, *, until: datetime, reason: str) -> dict[str, Any]:
    """Tell the person later, for a reason that she will read then. At most thirty days. Raises ToldAlready."""
    emergency = _to_lead(actor, emergency_id)
    now = clock.now()
    if emergency.told_at is not None or emergency.tell_at <= now:
        raise ToldAlready
    if not now < until <= emergency.began_at + LONGEST_HOLD:
        raise Invalid(fields={"until": [TOO_LONG]})
    emergency.tell_at, emergency.held_by, emergency.held_reason = until, actor.account_id, reason
    _audit(actor, "sharing.emergency_held", emergency)
    return _describe_all(actor, [emergency])[0]


def review(actor: Actor, emergency_id: uuid.UUID, *, outcome: str, words: str) -> dict[str, Any]:
    """Say whether it was right. Raises ReviewedAlready."""
    emergency = _to_lead(actor, emergency_id)
    if emergency.reviewed_at is not None:
        raise ReviewedAlready
    emergency.reviewed_at, emergency.reviewed_by = clock.now(), actor.account_id
    emergency.outcome, emergency.review_words = outcome, words
    _audit(actor, "sharing.emergency_reviewed", emergency, outcome=outcome)
    return _describe_all(actor, [emergency])[0]


def check_leads(actor: Actor) -> None:
    """Raises Forbidden for a worker who leads no team."""
    if not any(team.role == "lead" for team in actor.teams):
        raise Forbidden("Only team leads can do this.")


def _to_lead(actor: Actor, emergency_id: uuid.UUID) -> BreakGlass:
    """One that this actor leads, locked. Who opened it sees it too, and is told why not."""
    check_leads(actor)
    emergency = db.session.get(BreakGlass, emergency_id)
    if emergency is None:
        raise NotFound
    if emergency.account_id == actor.account_id:
        raise NotYourOwn
    leads = func.leads_emergency(emergency.record_id, emergency.team_id, emergency.account_id)
    if not db.session.scalar(select(leads)):
        raise NotFound
    db.session.refresh(emergency, with_for_update=True)
    return emergency


def _describe_all(actor: Actor, rows: list[BreakGlass]) -> list[dict[str, Any]]:
    vault.warm(row.record_id for row in rows)
    for team_id in sorted({row.team_id for row in rows}):
        concerned = [row.record_id for row in rows if row.team_id == team_id]
        audit.record_reads(actor, concerned, "care", "review", audit.Way("review", team_id))
    names = identity.names_of({one for row in rows for one in (row.account_id, row.held_by, row.reviewed_by) if one})
    teams = {team.id: team.name for team in care.teams_of_ids(row.team_id for row in rows)}
    return [_describe(row, names, teams[row.team_id]) for row in rows]


def _describe(row: BreakGlass, names: dict[uuid.UUID, str], team: str) -> dict[str, Any]:
    now = clock.now()
    return {
        "id": row.id,
        "preferred_name": row.name or "",
        "by": names[row.account_id],
        "team": team,
        "reason": row.reason,
        "began_at": row.began_at,
        "ends_at": row.ended_at or row.ends_at,
        "tell_at": row.tell_at,
        "is_told": row.told_at is not None or row.tell_at <= now,
        "held_by": names.get(row.held_by) if row.held_by else None,
        "held_reason": row.held_reason,
        "due_at": row.review_due_at,
        "is_overdue": row.reviewed_at is None and row.review_due_at <= now,
        "reviewed_at": row.reviewed_at,
        "reviewed_by": names.get(row.reviewed_by) if row.reviewed_by else None,
        "outcome": row.outcome,
        "words": row.review_words,
    }


def _audit(actor: Actor, action: str, emergency: BreakGlass, **detail: Any) -> None:
    db.session.flush()
    audit.record_act(actor, action, record_id=emergency.record_id, section="care", subject_id=emergency.id, **detail)
