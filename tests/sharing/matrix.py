"""Every door of the service, placed: who may come through, and what of a record lies behind it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from backend.core import clock
from tests.cast import Cast, Member
from tests.house.test_front_doors import Door
from tests.sharing import ways

SEE, ADD, CHANGE = 1, 2, 3
# The proposal that everybody tries to make: its id stands in the address too.
PROPOSAL = "00000000-0000-7000-8000-0000000000aa"
MEMBERS = ("alex", "asha", "tom", "grace", "sam", "nia", "jo", "nobody")

Body = dict[str, Any]

# 409: let in, and told that this is not the time for it.
LET_IN = frozenset({200, 201, 204, 409})
# Of those who are let in, some may not do this very thing, and are told why.
SOME_MAY_NOT = LET_IN | {403}


@dataclass(frozen=True)
class Behind:
    """What lies behind a door: a section of a record, and how far one must be let into it to come through.

    `hides`: a reader who knows of the record and may not see the section gets what they would get if it were empty.
    `team_only`: for the person and her team, whatever else is shared. `answers`: what those get who are let in.
    """

    section: str
    level: int
    body: Callable[[Cast], Body] = lambda _: {}
    hides: bool = False
    team_only: bool = False
    answers: frozenset[int] = LET_IN


def _promise(_: Cast) -> Body:
    return {"by_at": (clock.now() + timedelta(hours=1)).isoformat(), "how": "ring", "words": ""}


def _contact(_: Cast) -> Body:
    return {"mechanism": "02", "spoke_at": clock.now().isoformat(), "words": ""}


def _rating(cast: Cast) -> Body:
    """A whole DIALOG, filled in with her."""
    return {
        "instrument": "dialog",
        "version": "1",
        "answered_at": clock.now().isoformat(),
        "how": "together",
        "answers": [{"item": "job", "value": 4}],
    }


def _ask(_: Cast) -> Body:
    return {"instrument": "dialog", "due_on": str((clock.now() + timedelta(days=7)).date()), "words": ""}


def _words(**more: object) -> Callable[[Cast], Body]:
    return lambda _: {"words": "A few words.", **more}


def _suggestion(_: Cast) -> Body:
    return {"heading": "myself", "item": {"words": "A few words."}}


def _action(_: Cast) -> Body:
    conversation = {"conversation_id": "00000000-0000-7000-8000-000000000001", "version": 0}
    return {**conversation, "words": "A few words.", "owner": "person"}


def _agreement(_: Cast) -> Body:
    return {"proposal_id": PROPOSAL, "review_on": str((clock.now() + timedelta(days=90)).date())}


STEP_UP = "/api/step-ups/<uuid:step_up_id>"
RECORD = "/api/records/<uuid:record_id>"

CONVERSATION = f"{RECORD}/conversations/<uuid:conversation_id>"
ACTION = f"{RECORD}/actions/<uuid:action_id>"
PLANS = "dialog_plus_plan"

# Doors behind which there is something of a record that may be somebody else's. Whatever is not here must be about the
# caller's own account, own record or own teams, and is tried for its guard alone.
RECORD_DOORS: dict[tuple[str, str], Behind] = {
    ("GET", STEP_UP): Behind("step_ups", SEE, team_only=True),
    ("PUT", f"{STEP_UP}/notes/<uuid:act_id>"): Behind("step_ups", ADD, _words()),
    ("PUT", f"{STEP_UP}/acknowledgements/<uuid:act_id>"): Behind("step_ups", CHANGE, _promise),
    ("PUT", f"{STEP_UP}/contacts/<uuid:act_id>"): Behind("step_ups", CHANGE, _contact),
    ("PUT", f"{STEP_UP}/plans/<uuid:act_id>"): Behind("step_ups", CHANGE, _words()),
    ("PUT", f"{STEP_UP}/closings/<uuid:act_id>"): Behind("step_ups", CHANGE, _words(reason="no_longer_needed")),
    ("PUT", f"{STEP_UP}/transfers/<uuid:act_id>"): Behind(
        "step_ups", CHANGE, lambda cast: {"to_account_id": str(cast.tom.account_id), "words": ""}
    ),
    ("PUT", f"{STEP_UP}/reopenings/<uuid:act_id>"): Behind("step_ups", CHANGE, _words(), team_only=True),
    ("PUT", f"{RECORD}/key-worker"): Behind(
        "care", CHANGE, lambda cast: {"account_id": str(cast.tom.account_id)}, team_only=True, answers=SOME_MAY_NOT
    ),
    ("GET", f"{RECORD}/nhs-number"): Behind("care", SEE, team_only=True),
    ("PUT", f"{RECORD}/nhs-number"): Behind("care", CHANGE, lambda _: {"nhs_number": "9434765919"}, team_only=True),
    ("GET", f"{RECORD}/step-ups"): Behind("step_ups", SEE, hides=True),
    ("GET", f"{RECORD}/around"): Behind("care", SEE),
    ("GET", f"{RECORD}/about-me"): Behind("about_me", SEE, hides=True),
    ("PUT", f"{RECORD}/about-me/<uuid:entry_id>"): Behind("about_me", ADD, _words(heading="matters")),
    ("PUT", f"{RECORD}/contacts/<uuid:contact_id>"): Behind(
        "about_me", ADD, lambda _: {"name": "Lee", "relation": "aunt", "note": ""}
    ),
    ("DELETE", f"{RECORD}/contacts/<uuid:contact_id>"): Behind("about_me", CHANGE, answers=SOME_MAY_NOT),
    ("PUT", f"{RECORD}/responses/<uuid:response_id>"): Behind("dialog_results", ADD, _rating),
    ("GET", f"{RECORD}/outcomes"): Behind("dialog_results", SEE, hides=True),
    ("GET", f"{RECORD}/questionnaires"): Behind("care", CHANGE, team_only=True),
    ("PUT", f"{RECORD}/questionnaires/<uuid:ask_id>"): Behind("care", CHANGE, _ask, team_only=True),
    ("DELETE", f"{RECORD}/questionnaires/<uuid:ask_id>"): Behind("care", CHANGE, team_only=True),
    ("GET", f"{RECORD}/goals"): Behind("goals", SEE, hides=True),
    ("PUT", f"{RECORD}/goals/<uuid:goal_id>"): Behind("goals", ADD, _words(), answers=SOME_MAY_NOT),
    ("PUT", f"{RECORD}/goals/<uuid:goal_id>/steps/<uuid:step_id>"): Behind("goals", ADD, _words()),
    ("PUT", f"{RECORD}/goals/<uuid:goal_id>/scores/<uuid:score_id>"): Behind(
        "goals",
        CHANGE,
        lambda _: {"value": 4, "answered_at": clock.now().isoformat(), "how": "together"},
    ),
    ("GET", f"{RECORD}/working-on"): Behind(PLANS, SEE, hides=True),
    ("GET", CONVERSATION): Behind(PLANS, SEE),
    ("PUT", CONVERSATION): Behind(PLANS, ADD, lambda _: {"together": True}, answers=SOME_MAY_NOT),
    ("PUT", f"{CONVERSATION}/place"): Behind(PLANS, ADD, lambda _: {"step": "areas"}, answers=SOME_MAY_NOT),
    ("PUT", f"{CONVERSATION}/choices/<uuid:choice_id>"): Behind(
        PLANS, ADD, lambda _: {"areas": ["job"], "version": 1}, answers=SOME_MAY_NOT
    ),
    ("PUT", f"{CONVERSATION}/notes/<uuid:note_id>"): Behind(PLANS, ADD, _words(area="job", prompt="best", version=0)),
    ("PUT", f"{CONVERSATION}/end"): Behind(PLANS, ADD, lambda _: {"how": "left"}, answers=SOME_MAY_NOT),
    ("PUT", ACTION): Behind(PLANS, ADD, _action, answers=LET_IN | {404}),
    ("PUT", f"{ACTION}/agreements/<uuid:agreement_id>"): Behind(
        PLANS, ADD, lambda _: {"version": 1, "side": "person", "how": "own_device"}, answers=SOME_MAY_NOT
    ),
    ("PUT", f"{ACTION}/progress/<uuid:progress_id>"): Behind(PLANS, ADD, _words(status="done"), answers=SOME_MAY_NOT),
    ("GET", f"{RECORD}/plans/<uuid:plan_id>"): Behind(PLANS, SEE),
    ("GET", f"{RECORD}/plans/<uuid:plan_id>/pdf"): Behind(PLANS, SEE),
    ("GET", f"{RECORD}/safety-plan"): Behind("safety_plan", SEE, hides=True),
    ("GET", f"{RECORD}/safety-plan/please"): Behind("safety_plan", SEE, hides=True),
    ("PUT", f"{RECORD}/safety-plan/suggestions/<uuid:suggestion_id>"): Behind(
        "safety_plan", ADD, _suggestion, answers=SOME_MAY_NOT
    ),
    ("PUT", f"{RECORD}/safety-plan/agreements/<uuid:agreement_id>"): Behind(
        "safety_plan", ADD, _agreement, answers=SOME_MAY_NOT
    ),
    ("GET", f"{RECORD}/safety-plan/photos/<uuid:photo_id>"): Behind("safety_plan", SEE),
    ("GET", f"{RECORD}/safety-plan/pdf"): Behind("safety_plan", SEE),
}

# How Alex may have decided about the section behind a door, or not; each is tried with everybody at every door.
STATES: dict[str, Callable[[Cast, str], object]] = {
    "nothing shared": lambda _cast, _section: None,
    "pending": lambda cast, section: ways.share(cast, section, ways.trust(cast, None)),
    "trusted with nothing": lambda cast, _: ways.trust(cast, cast.jo),
    "trusted with another part": lambda cast, section: ways.share(cast, _another(section), ways.trust(cast, cast.jo)),
    "trusted to see": lambda cast, section: ways.share(cast, section, ways.trust(cast, cast.jo)),
    "trusted to add": lambda cast, section: ways.share(cast, section, ways.trust(cast, cast.jo), may_add=True),
    "expired": lambda cast, section: ways.share(cast, section, ways.trust(cast, cast.jo), ends_at=-ways.SECOND),
    "withdrawn": lambda cast, section: ways.share(cast, section, ways.trust(cast, cast.jo), until_at=ways.NOW),
    "removed": lambda cast, section: ways.share(
        cast, section, ways.trust(cast, cast.jo, ended_at=ways.NOW, ended_how="removed")
    ),
    "only while open, and it is": lambda cast, section: ways.share(
        cast, section, ways.trust(cast, cast.jo), only_while_open=True
    ),
    "the team sees": ways.share,
    "the team adds": lambda cast, section: ways.share(cast, section, may_add=True),
    "the team sees another part": lambda cast, section: ways.share(cast, _another(section)),
    "all stopped": lambda cast, section: (
        ways.share(cast, section, ways.trust(cast, cast.jo), may_add=True),
        ways.share(cast, section, may_add=True),
        ways.stop_all(cast),
    ),
    "emergency": lambda cast, _: ways.break_glass(cast, cast.nia, ways.session_of(cast.nia)),
}
WITHOUT_A_REQUEST: dict[str, Callable[[Cast, str], object]] = {
    "only while open, and none is": STATES["only while open, and it is"],
}


def _another(section: str) -> str:
    return "goals" if section == "about_me" else "about_me"


def refused_by(door: Door, member: Member, cast: Cast) -> tuple[int, str] | None:
    """What the guard alone answers that member, if it stops them."""
    if door.guard == "anybody":
        return None
    if not member.token:
        return 401, "identity.signed_out"
    workers = (cast.asha, cast.tom, cast.grace, cast.nia)
    if (door.guard == "person" and member.record_id is None) or (door.guard == "worker" and member not in workers):
        return 403, "http.forbidden"
    return None


def said(response: Any) -> tuple[int, str]:
    """Status and code of an answer; a good one has no code."""
    is_problem = response.content_type == "application/problem+json"
    return response.status_code, json.loads(response.text)["code"] if is_problem else ""
