"""The demo's safety plan: Alex wrote it in three sittings, one with Asha; most is shared, and they have agreed on it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select, text

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.ids import new_id
from backend.notifications import service as notifications
from backend.outcomes.export import act_for
from backend.safety_plan import agreeing, audiences, suggestions
from backend.safety_plan.models import PlanSection
from backend.safety_plan.saves import Save, save_sections
from backend.seed.letting_in import let_friend, let_team
from backend.seed.people import sign_in

Json = dict[str, Any]
Sitting = dict[str, tuple[Json, ...]]

ALEX, ASHA = "alex@example.org", "asha@example.org"


def _item(words: str, group: str | None = None, **more: Any) -> Json:
    plain = {"words": words, "group": group, "phone": None, "may_text": False, "note": "", "has_helped": False}
    return {**plain, **more, "id": new_id()}


def _helped(words: str, group: str | None = None) -> Json:
    return _item(words, group, has_helped=True)


ALONE: Sitting = {
    "signs": (
        _item("I leave my phone face down and do not answer Jo."),
        _item("Washing up stays in the sink for days."),
        _item("I am awake at four and go over old rows."),
    ),
    "myself": (
        _helped("Put the kettle on and sit by the window until it boils."),
        _item("Listen to the whole of one record, lying on the floor."),
        _helped("Walk to the weir and back, even in the rain."),
    ),
    "triggers": (_item("Letters from the landlord."), _item("My father's birthday.")),
    "distressed": (
        _item("Sit near me and talk about ordinary things.", "do"),
        _item("Ask me if I have eaten.", "do"),
        _item("Do not ask me why.", "dont"),
        _item("Do not ring my mother.", "dont"),
    ),
}
WITH_ASHA: Sitting = {
    "distract": (
        _helped("Jo, who never runs out of stories about the allotment.", "people"),
        _item("My niece on a video call.", "people"),
        _item("The library, upstairs by the maps.", "places"),
        _helped("The pool on a quiet afternoon.", "places"),
    ),
    "people": (
        _item(
            "Jo",
            phone="07700 900103",
            may_text=True,
            note="Works nights on Thursdays: text first.",
            has_helped=True,
        ),
        _item("Rosie, my sister", phone="07700 900417", note="After the children are in bed."),
    ),
    "services": (
        _item("Riverside desk", phone="01632 960101", note="Ask for Asha, or whoever is on duty. 8 to 8."),
        _item("NHS 111, then option 2", phone="111", note="Day and night."),
        _item("Samaritans", phone="116 123", note="Day and night, to talk."),
    ),
    "safer": (
        _item("My tablets are with the chemist, a week at a time."),
        _item("When it is bad, Jo keeps my car keys."),
    ),
    "going": (
        _item("My niece's drawing of us both as otters."),
        _item("There will be tomatoes again in July."),
    ),
}
LATER: Sitting = {
    "next_time": (
        _item("Last winter I told nobody for three weeks.", "hard"),
        _item("Send one word to Jo on the first bad day.", "me"),
        _item("Jo comes round without asking first.", "my_people"),
        _item("Keep the hall light on a timer.", "surroundings"),
    ),
}
SUGGESTED = {
    "words": "Count the herons on the way to the weir.",
    "group": None,
    "phone": None,
    "may_text": False,
    "note": "",
}
REVIEW_IN = timedelta(days=70)

# What is set back in time, after each sitting.
TABLES = ("safety_plan_versions", "safety_plan_agreements")
BEGUN = "UPDATE safety_plans SET begun_at = begun_at - :ago WHERE record_id = :record"
SET_BACK = "UPDATE {} SET at = at - :ago WHERE record_id = :record"


def fill() -> None:
    """Alex writes and shares it; they agree on it; then a suggestion comes that Alex has not answered yet."""
    alex = sign_in(ALEX)
    assert alex.record_id is not None
    let_team(alex, "safety_plan")
    let_friend(alex, "safety_plan")
    asha_id = _asha().account_id
    _save(sign_in(ALEX), ALONE)
    _set_back(alex.record_id, timedelta(days=9))
    _save(sign_in(ALEX), WITH_ASHA, with_account_id=asha_id)
    for heading, audience in (("triggers", "mine"), ("safer", "team")):
        audiences.set_audience(alex, heading, audience=audience)
    _set_back(alex.record_id, timedelta(days=12))
    _save(alex, LATER)
    _agree(alex.record_id)
    _set_back(alex.record_id, timedelta(days=20))
    _suggest(alex.record_id)


def _asha() -> Actor:
    """Asha acts from here on."""
    found = act_for(ASHA)
    assert found is not None
    return found


def _save(alex: Actor, sitting: Sitting, with_account_id: uuid.UUID | None = None) -> None:
    stands = select(PlanSection.heading, PlanSection.version).where(PlanSection.record_id == alex.record_id)
    versions = {row.heading: row.version for row in db.session.execute(stands)}
    sections = [
        {"heading": heading, "items": list(items), "version": versions.get(heading, 0)}
        for heading, items in sitting.items()
    ]
    save_sections(alex, new_id(), Save(sections, with_account_id))


def _agree(record_id: uuid.UUID) -> None:
    proposal_id, review_on = new_id(), (clock.in_london(clock.now()) + REVIEW_IN).date()
    agreeing.agree(_asha(), record_id, proposal_id, proposal_id=proposal_id, review_on=review_on)
    agreeing.agree(sign_in(ALEX), record_id, new_id(), proposal_id=proposal_id, review_on=review_on)


def _suggest(record_id: uuid.UUID) -> None:
    suggestion_id = new_id()
    suggestions.suggest(_asha(), record_id, suggestion_id, heading="myself", item=SUGGESTED)
    # The demo begins quietly: Alex finds it in the plan.
    notifications.withdraw(suggestion_id, [suggestions.TOLD])


def _set_back(record_id: uuid.UUID, ago: timedelta) -> None:
    """All of it until here was so long before what follows."""
    db.session.flush()
    for change in (BEGUN, *map(SET_BACK.format, TABLES)):
        db.session.execute(text(change), {"ago": ago, "record": record_id})
    db.session.expire_all()
