"""Who may see what, as the person reads it: everybody whom she trusts, her team, and whether all of it is stopped.

A constant number of questions, whatever the number of people.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import among, db
from backend.core.errors import NotFound
from backend.sharing.choices import describe_team_sharing
from backend.sharing.models import Grant, TrustedPerson, TrustedPersonEvent
from backend.sharing.sections import SECTIONS, WORDING, Section
from backend.sharing.stops import describe_stop, stop_in_force

INVITED, SHARING, ENDED = "invited", "sharing", "ended"
MOST_SHOWN = 100


@dataclass(frozen=True)
class Around:
    """What is known besides the people themselves, by trusted person: decisions and what happened."""

    grants: dict[uuid.UUID, dict[str, Grant]]
    events: dict[uuid.UUID, list[TrustedPersonEvent]]
    live: set[uuid.UUID]
    last_closing: datetime | None
    now: datetime


def describe_sharing(actor: Actor) -> dict[str, Any]:
    """The whole page."""
    stop = stop_in_force(actor)
    return {
        "stop": describe_stop(stop) if stop else None,
        "people": _describe_people(actor),
        "team": _team_if_any(actor),
        "wording": WORDING,
    }


def describe_one(actor: Actor, person: TrustedPerson) -> dict[str, Any]:
    """One of them."""
    return _describe(actor, person, _around([person.id]))


def state_of(person: TrustedPerson, now: datetime) -> str:
    """Invited, sharing or ended. An invitation that nobody answered in time has ended, also before the sweep."""
    if person.ended_at is not None or (person.accepted_at is None and person.expires_at <= now):
        return ENDED
    return SHARING if person.accepted_at else INVITED


def _describe_people(actor: Actor) -> list[dict[str, Any]]:
    wanted = select(TrustedPerson).where(TrustedPerson.record_id == actor.record_id)
    newest = wanted.order_by(TrustedPerson.ended_at.desc().nulls_first(), TrustedPerson.invited_at.desc())
    people = list(db.session.scalars(newest.limit(MOST_SHOWN)))
    around = _around([person.id for person in people])
    return [_describe(actor, person, around) for person in people]


def _team_if_any(actor: Actor) -> dict[str, Any] | None:
    try:
        return describe_team_sharing(actor)
    except NotFound:
        return None


def _around(ids: list[uuid.UUID]) -> Around:
    grants: dict[uuid.UUID, dict[str, Grant]] = defaultdict(dict)
    for grant in db.session.scalars(select(Grant).where(among(Grant.trusted_person_id, ids), Grant.until_at.is_(None))):
        if grant.trusted_person_id is not None:
            grants[grant.trusted_person_id][grant.section] = grant
    events: dict[uuid.UUID, list[TrustedPersonEvent]] = defaultdict(list)
    for event in db.session.scalars(
        select(TrustedPersonEvent)
        .where(among(TrustedPersonEvent.trusted_person_id, ids))
        .order_by(TrustedPersonEvent.at, TrustedPersonEvent.id)
    ):
        events[event.trusted_person_id].append(event)
    live = set(db.session.scalars(select(func.my_live_grants())))
    return Around(grants, events, live, db.session.scalar(select(func.my_last_closing())), clock.now())


def _describe(actor: Actor, person: TrustedPerson, around: Around) -> dict[str, Any]:
    grants, state = around.grants.get(person.id, {}), state_of(person, around.now)
    return {
        "id": person.id,
        "name": person.name,
        "relation": person.relation,
        "state": state,
        "invited_at": person.invited_at,
        "expires_at": person.expires_at,
        "accepted_at": person.accepted_at,
        "ended_at": person.ended_at or (person.expires_at if state == ENDED else None),
        "ended_how": person.ended_how or ("expired" if state == ENDED else None),
        "please_do": person.please_do,
        "please_dont": person.please_dont,
        "review_at": person.review_at,
        "needs_review": state == SHARING and _needs_review(person, grants, around),
        "sections": [_describe_section(section, grants.get(section.name), state, around) for section in SECTIONS],
        "history": [
            {"kind": event.kind, "at": event.at, "by_me": event.account_id == actor.account_id}
            for event in around.events.get(person.id, [])
        ],
    }


def _needs_review(person: TrustedPerson, grants: dict[str, Grant], around: Around) -> bool:
    """Something is shared, and its day has come or a request has closed since she looked last."""
    if not any(grant.decision == "shared" for grant in grants.values()):
        return False
    looked = max(at for at in (person.invited_at, person.accepted_at, person.reviewed_at) if at)
    closed = around.last_closing is not None and around.last_closing > looked
    return closed or person.review_at <= around.now


def _describe_section(section: Section, grant: Grant | None, state: str, around: Around) -> dict[str, Any]:
    shared = grant if grant is not None and grant.decision == "shared" else None
    return {
        "section": section.name,
        "title": section.title,
        "is_shared": shared is not None,
        "may_add": shared is not None and shared.may_add,
        "only_while_open": shared is not None and shared.only_while_open,
        "starts_at": shared.starts_at if shared else None,
        "ends_at": shared.ends_at if shared else None,
        "is_live": shared is not None and state == SHARING and shared.id in around.live,
    }
