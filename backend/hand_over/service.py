"""Handing over: everything in one transaction, nothing left without an owner, harmless to repeat."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock, locks
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.errors import IdTaken, Invalid
from backend.hand_over import access
from backend.hand_over.holdings import Holdings, describe_holdings, find_holdings, ids_of
from backend.hand_over.models import HandOver
from backend.notifications import service as notifications
from backend.rota.leaving import move_places, settle_leaving
from backend.step_up.handing_over import hand_over_step_ups

__all__ = ["To", "describe_holdings", "hand_over"]

Json = dict[str, Any]
Given = dict[uuid.UUID, uuid.UUID]

NOBODY = "Choose who takes this over. Nothing is left without somebody."
NOT_IN_TEAM = "Choose a colleague who works in this team."
NOTHING = "Choose who takes something over, or say that they leave the team."


@dataclass(frozen=True)
class To:
    """Who takes what: `all` whatever is not named; of places None means that it ends."""

    all: uuid.UUID | None = None
    people: Given = field(default_factory=dict)
    requests: Given = field(default_factory=dict)
    places: Mapping[uuid.UUID, uuid.UUID | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Assigned:
    """What goes to whom, worked out."""

    people: Given
    requests: Given
    places: dict[uuid.UUID, uuid.UUID | None]

    @property
    def successors(self) -> set[uuid.UUID]:
        given = (*self.people.values(), *self.requests.values(), *self.places.values())
        return {one for one in given if one is not None}


def hand_over(
    actor: Actor, team_id: uuid.UUID, hand_over_id: uuid.UUID, account_id: uuid.UUID, *, leaves: bool, to: To
) -> tuple[Json, bool]:
    """Give what they hold to colleagues; with `leaves` all of it, and their membership ends. Returns whether it is new."""
    access.check_can_hand_over(actor, team_id)
    asked = _fingerprint(team_id, account_id, leaves, to)
    known = db.session.get(HandOver, hand_over_id)
    if known is not None:
        return _view(_same(known, asked)), False
    theirs = access.check_can_look(actor, team_id, account_id)
    # What they are promising at this instant is held too, or is refused.
    locks.one_at_a_time(account_id)
    now = clock.now()
    held = find_holdings(team_id, account_id, now)
    assigned = _assign(held, to)
    _check(team_id, account_id, assigned, held, leaves=leaves, to=to)
    done = _do(actor, team_id, account_id, assigned, now)
    _pass_on_carers(actor, team_id, held, to, leaves=leaves)
    if leaves:
        _leave(actor, team_id, account_id, now, is_gone=theirs.until_at is not None)
    row = HandOver(id=hand_over_id, team_id=team_id, account_id=account_id, asked_hash=asked)
    row.done, row.made_by, row.made_at = {**done, "left": leaves}, actor.account_id, now
    db.session.add(row)
    _tell(actor, hand_over_id, assigned)
    return _view(row), True


def _assign(held: Holdings, to: To) -> Assigned:
    """A request goes with its person, unless it is named itself. Without `all`, what is not named stays where it is."""
    people = {one: to.people.get(one, to.all) for one in held.people}
    requests = {
        one.step_up_id: to.requests.get(one.step_up_id) or people.get(one.record_id) or to.all for one in held.requests
    }
    places = {one.id: to.places.get(one.id, to.all) for one in held.places if to.all or one.id in to.places}
    return Assigned(_only_given(people), _only_given(requests), places)


def _only_given(wanted: Mapping[uuid.UUID, uuid.UUID | None]) -> Given:
    return {one: successor for one, successor in wanted.items() if successor is not None}


def _check(
    team_id: uuid.UUID, account_id: uuid.UUID, assigned: Assigned, held: Holdings, *, leaves: bool, to: To
) -> None:
    """Raises in words when something would be left without an owner, or go to somebody who is not there."""
    if not {*to.people, *to.requests, *to.places} <= set(ids_of(held)):
        raise access.ChangedMeanwhile
    colleagues = {one.account_id for one in care.team_members(team_id)} - {account_id}
    if not ({to.all} - {None}) | assigned.successors <= colleagues:
        raise Invalid(NOT_IN_TEAM, fields={"to": [NOT_IN_TEAM]})
    faults = _left_alone(held, assigned, leaves=leaves) | _covers_for_oneself(held, assigned)
    if faults:
        raise Invalid(next(iter(faults.values()))[0], fields=faults)
    if leaves and access.is_only_lead(team_id, account_id) and care.records_of_team(team_id):
        raise access.NoLeadLeft
    carers = held.looks_after_carers and to.all
    if not (leaves or carers or assigned.people or assigned.requests or assigned.places):
        raise Invalid(NOTHING, fields={"to": [NOTHING]})


def _left_alone(held: Holdings, assigned: Assigned, *, leaves: bool) -> dict[str, list[str]]:
    """Places that cannot end and go to nobody; when somebody leaves, everything that goes to nobody."""
    ending = {one.id for one in held.places if assigned.places.get(one.id, ...) is None and not one.may_end}
    places = ending | ({one.id for one in held.places} - assigned.places.keys() if leaves else set())
    people = set(held.people) - assigned.people.keys() if leaves else set()
    requests = {one.step_up_id for one in held.requests} - assigned.requests.keys() if leaves else set()
    return {
        **{f"to.people.{one}": [NOBODY] for one in people},
        **{f"to.requests.{one}": [NOBODY] for one in requests},
        **{f"to.places.{one}": [NOBODY] for one in places},
    }


def _covers_for_oneself(held: Holdings, assigned: Assigned) -> dict[str, list[str]]:
    covers = [one for one in held.places if one.kind == "cover" and assigned.places.get(one.id) == one.other_id]
    words = "They are away then themselves. Choose somebody else."
    return {f"to.places.{one.id}": [words] for one in covers if one.other_id}


def _do(actor: Actor, team_id: uuid.UUID, account_id: uuid.UUID, assigned: Assigned, now: datetime) -> Json:
    for record_id, successor in assigned.people.items():
        care.set_key_worker(actor, record_id, successor)
    persons = care.persons_of(assigned.people)
    for record_id in assigned.people:
        notifications.tell(persons[record_id], "care.key_worker_changed", record_id, urgent=False)
    by_successor: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for step_up_id, successor in assigned.requests.items():
        by_successor[successor].add(step_up_id)
    for successor, step_ups in by_successor.items():
        hand_over_step_ups(actor, account_id, successor, only=step_ups)
    places = move_places(actor, team_id, account_id, assigned.places, now)
    return {"people": len(assigned.people), "requests": len(assigned.requests), "places": places}


def _pass_on_carers(actor: Actor, team_id: uuid.UUID, held: Holdings, to: To, *, leaves: bool) -> None:
    """Who looks after carers goes with all the rest; without one colleague for the rest, the team names somebody anew."""
    if held.looks_after_carers and (to.all or leaves):
        care.set_carer_champion(actor, team_id, to.all)


def _leave(actor: Actor, team_id: uuid.UUID, account_id: uuid.UUID, now: datetime, *, is_gone: bool) -> None:
    """`is_gone`: they were let go before, so that there is no membership left to end."""
    settle_leaving(actor, team_id, account_id, now)
    db.session.flush()
    if is_gone:
        return
    if not db.session.scalar(select(func.end_membership(team_id, account_id, now))):
        raise access.ChangedMeanwhile
    audit.record_act(actor, "care.member_left", team_id=team_id, subject_id=account_id)


def _tell(actor: Actor, hand_over_id: uuid.UUID, assigned: Assigned) -> None:
    for successor in assigned.successors - {actor.account_id}:
        notifications.tell(successor, "care.handed_over", hand_over_id, urgent=False)


def _fingerprint(team_id: uuid.UUID, account_id: uuid.UUID, leaves: bool, to: To) -> bytes:
    written = {name: _texts(value) for name, value in asdict(to).items()}
    said = json.dumps([str(team_id), str(account_id), leaves, written], sort_keys=True)
    return hashlib.sha256(said.encode()).digest()


def _texts(value: Any) -> Any:
    return {str(key): str(one) for key, one in value.items()} if isinstance(value, dict) else str(value)


def _same(known: HandOver, asked: bytes) -> HandOver:
    if known.asked_hash != asked:
        raise IdTaken
    return known


def _view(row: HandOver) -> Json:
    return {"id": row.id, "account_id": row.account_id, **row.done, "made_at": row.made_at}
