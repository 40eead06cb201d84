"""A step-up as one reader may see it: what was asked, who was told, what was promised, what may be done now."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from backend.audit import service as audit
from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.identity import service as identity
from backend.notifications import service as notifications
from backend.sharing import access as sharing
from backend.step_up import access
from backend.step_up.climbing import NUDGED
from backend.step_up.events import add_event, events_of
from backend.step_up.models import StepUp, StepUpEvent
from backend.step_up.standing import NEWER, Story, describe
from backend.step_up.states import ACTS, PERSON, SENT, SERVICE, WORKER

Names = dict[uuid.UUID, str]

# The ladder's own bookkeeping is shown in `told`, not repeated in the story; of a nudge the telling that follows it is.
NOT_IN_STORY = frozenset({"reached", NUDGED})
# In an event's detail these are ids; a page is given names.
NAMED = ("accounts", "to", "promised_by", "team")


def read_step_up(actor: Actor, step_up_id: uuid.UUID) -> dict[str, Any]:
    """The whole request for its page. A worker's reading is logged, and shown to the person as *seen*."""
    step_up = access.check_can_see(actor, db.session.get(StepUp, step_up_id))
    events = events_of(step_up)
    notifications.mark_seen(step_up.id)
    if access.side_of(actor, step_up) == WORKER:
        audit.record_reads(actor, [step_up.record_id], "step_ups", "screen", _way(actor, step_up))
        events += _note_seen(actor, step_up, events)
    return show_step_up(actor, step_up, events)


def show_step_up(actor: Actor, step_up: StepUp, events: list[StepUpEvent] | None = None) -> dict[str, Any]:
    """StepUpView for this reader; `events` are all its events, where the caller has them already."""
    now, events = clock.now(), events_of(step_up) if events is None else events
    person = care.who_is_who([step_up.record_id])[step_up.record_id]
    key_worker_id = person.key_worker_id
    own = care.find_team(step_up.team_id)
    team, team_names = care.team_view(own, now), _team_names(step_up, events)
    names = identity.names_of({*_accounts_in(events), *([key_worker_id] if key_worker_id else [])})
    promise = promise_of(step_up, events, names, now)
    standing = describe(Story(step_up, events, names, team_names, promise), own, now)
    return {
        "id": step_up.id,
        "version": step_up.version,
        "state": step_up.state,
        "person": {
            "record_id": step_up.record_id,
            "preferred_name": person.preferred_name,
        },
        "words": step_up.words,
        "wants_to_hear": step_up.wants_to_hear,
        "reach_by": step_up.reach_by,
        "reach_on": step_up.reach_on,
        "best_time": step_up.best_time,
        "asked_at": step_up.asked_at,
        "team": team,
        "key_worker": {"account_id": key_worker_id, "name": names[key_worker_id]} if key_worker_id else None,
        "promise": promise,
        "standing": standing,
        "helps_team": own.name if access.is_helper(actor, step_up) else None,
        "told": _told(step_up, events, names),
        "nobody_has_answered_since": step_up.climbing_since if step_up.state == SENT else None,
        "next_telling": standing["next"],
        "timeline": _timeline(actor, step_up, events, {**names, **team_names}),
        "may": _may(actor, step_up, events, now),
        "closed_at": step_up.closed_at,
        "reopen_until": step_up.closed_at + access.REOPEN_WITHIN if step_up.closed_at else None,
        "afterwards": _afterwards(events),
    }


def show_after_note(actor: Actor, step_up: StepUp) -> dict[str, Any]:
    """The same; for somebody trusted, without what is between the person and the team alone."""
    view = show_step_up(actor, step_up)
    if access.side_of(actor, step_up) is not None:
        return view
    notes = [entry for entry in view["timeline"] if entry["kind"] == "note"]
    standing = {**view["standing"], "names": []}
    return {**view, "reach_on": None, "told": [], "standing": standing, "timeline": notes, "afterwards": None}


def list_step_ups(step_ups: list[StepUp], said: set[uuid.UUID]) -> list[dict[str, Any]]:
    """The person's own requests, a line each; `said` are those she has told us about afterwards."""
    return [
        {
            "id": step_up.id,
            "state": step_up.state,
            "asked_at": step_up.asked_at,
            "closed_at": step_up.closed_at,
            "needs_afterwards": not access.is_open(step_up) and step_up.id not in said,
        }
        for step_up in step_ups
    ]


def _note_seen(actor: Actor, step_up: StepUp, events: list[StepUpEvent]) -> list[StepUpEvent]:
    seen = any(
        event.kind == "seen" and event.cycle == step_up.cycle and event.account_id == actor.account_id
        for event in events
    )
    if seen or not access.is_open(step_up):
        return []
    event = add_event(step_up, "seen", clock.now(), account_id=actor.account_id)
    db.session.flush()
    return [event]


def _way(actor: Actor, step_up: StepUp) -> audit.Way | None:
    """By what right a worker of another team looks: theirs helps with this request."""
    if not access.is_helper(actor, step_up) or step_up.helping_team_id is None:
        return None
    return audit.Way(sharing.TEAM, step_up.helping_team_id)


def _team_names(step_up: StepUp, events: list[StepUpEvent]) -> Names:
    """The names of other teams that come up in this request."""
    found = {uuid.UUID(event.detail["team"]) for event in events if event.detail.get("team")}
    if step_up.helping_team_id:
        found.add(step_up.helping_team_id)
    return {team.id: team.name for team in care.teams_of_ids(found)} if found else {}


def _accounts_in(events: list[StepUpEvent]) -> set[uuid.UUID]:
    found = {event.account_id for event in events if event.account_id}
    for event in events:
        found |= {uuid.UUID(account) for account in event.detail.get("accounts", [])}
        found |= {uuid.UUID(event.detail[key]) for key in ("to", "promised_by") if event.detail.get(key)}
    return found


def promise_of(step_up: StepUp, events: list[StepUpEvent], names: Names, now: datetime) -> dict[str, Any] | None:
    """The promise that counts, or the one just missed, so that the person is told the truth about it."""
    made = [event for event in events if event.kind == "acknowledged"]
    if not made or step_up.state not in (SENT, "acknowledged"):
        return None
    last = made[-1]
    missed = any(event.kind == "promise_missed" and event.at >= last.at for event in events)
    if step_up.state == SENT and not missed:
        return None
    assert last.account_id is not None
    by_at = datetime.fromisoformat(last.detail["by_at"])
    return {
        "by": names[last.account_id],
        "by_account_id": last.account_id,
        "by_at": by_at,
        "how": last.detail["how"],
        "words": last.words or "",
        "made_at": last.at,
        "is_missed": missed or by_at < now,
    }


def _told(step_up: StepUp, events: list[StepUpEvent], names: Names) -> list[dict[str, Any]]:
    """Whom we told in this climb, first telling first, with when it reached a device and when they opened it."""
    this_climb = [event for event in events if event.cycle == step_up.cycle]
    somebody_told = any(event.detail.get("accounts") for event in this_climb)
    members = care.members_of_teams(access.teams_asked(step_up)) if somebody_told else []
    roles = {member.account_id: member.role for member in members}
    rows: dict[uuid.UUID, dict[str, Any]] = {}
    for event in this_climb:
        for account in map(uuid.UUID, event.detail.get("accounts", [])):
            rows.setdefault(
                account,
                {
                    "name": names[account],
                    "role": roles.get(account),
                    "at": event.at,
                    "whom": NEWER.get(event.detail["whom"], event.detail["whom"]),
                    "channels": event.detail.get("channels", []),
                    "reached_at": _first(this_climb, "reached", account),
                    "seen_at": _first(this_climb, "seen", account),
                },
            )
    return list(rows.values())


def _first(events: list[StepUpEvent], kind: str, account: uuid.UUID) -> datetime | None:
    return next((event.at for event in events if event.kind == kind and event.account_id == account), None)


def _timeline(actor: Actor, step_up: StepUp, events: list[StepUpEvent], names: Names) -> list[dict[str, Any]]:
    """The story, oldest first. The last rung repeats; it is told once a climb. Who is away or off shift concerns staff alone."""
    story, told_before = [], set()
    hidden = NOT_IN_STORY if access.side_of(actor, step_up) == WORKER else NOT_IN_STORY | {"skipped"}
    for event in events:
        telling = (event.cycle, event.detail.get("whom")) if event.kind == "told" else None
        if event.kind in hidden or (telling and telling in told_before):
            continue
        told_before.add(telling)
        story.append(
            {
                "id": event.id,
                "kind": event.kind,
                "at": event.at,
                "by": names.get(event.account_id) if event.account_id else None,
                "is_mine": event.account_id == actor.account_id,
                "words": event.words,
                "detail": _detail(event, names),
            }
        )
    return story


def _detail(event: StepUpEvent, names: Names) -> dict[str, Any]:
    """Names in place of account ids."""
    detail = {key: value for key, value in event.detail.items() if key not in NAMED}
    if "accounts" in event.detail:
        detail["names"] = [names[uuid.UUID(account)] for account in event.detail["accounts"]]
    for key in NAMED:
        if key != "accounts" and event.detail.get(key):
            detail[key] = names.get(uuid.UUID(event.detail[key]))
    return detail


def _may(actor: Actor, step_up: StepUp, events: list[StepUpEvent], now: datetime) -> dict[str, Any]:
    possible = {}
    for name, act in ACTS.items():
        if act.by != frozenset({SERVICE}):
            allowed, reason = access.can_act(actor, step_up, name, now)
            possible[name] = {"allowed": allowed, "reason": reason}
    if possible["close"]["allowed"] and not any(event.kind == "in_contact" for event in events):
        possible["close"]["reason"] = access.NoContactYet.words
    if possible["afterwards"]["allowed"] and _afterwards(events):
        possible["afterwards"] = {"allowed": False, "reason": "You have told us already. Thank you."}
    if access.side_of(actor, step_up) == PERSON and not access.is_open(step_up):
        possible["note"]["reason"] = "This request has ended. You can ask again at any time."
    return possible


def _afterwards(events: list[StepUpEvent]) -> dict[str, Any] | None:
    said = next((event for event in reversed(events) if event.kind == "afterwards"), None)
    return {**said.detail, "words": said.words or "", "at": said.at} if said else None
