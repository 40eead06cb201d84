"""The demo's ratings: Alex has four over fourteen months, the last five weeks ago, and is asked for another; Sam has one."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.ids import new_id
from backend.notifications import service as notifications
from backend.outcomes import asks, catalogue, responses
from backend.outcomes.export import act_for
from backend.outcomes.models import OutcomeLook
from backend.outcomes.responses import ALONE, TOGETHER, Filled
from backend.seed.letting_in import let_team
from backend.seed.people import sign_in

# The demo's people are made today, and have been with their team for as long as they have rated their lives.
WITH_THE_TEAM_FOR = timedelta(days=450)
LOOKED_AFTER = text("""
    UPDATE record_teams SET from_at = from_at - :ago WHERE record_id = :record AND until_at IS NULL
""")

# Days ago, how, words, and the eleven answers in DIALOG's order; 0 was skipped.
ALEX = (
    (425, TOGETHER, "My first time. It was odd to put numbers to it.", (2, 3, 2, 4, 2, 3, 4, 4, 3, 3, 4)),
    (240, TOGETHER, "", (3, 3, 2, 4, 3, 3, 5, 5, 3, 4, 5)),
    (120, ALONE, "The flat is damp again.", (4, 4, 3, 2, 4, 3, 5, 5, 4, 4, 6)),
    (35, ALONE, "Swimming helps. The damp is still there.", (4, 5, 3, 2, 5, 4, 6, 5, 4, 5, 6)),
)
ALEX_WANTS_HELP = frozenset({"job", "accommodation"})
SAM = (60, ALONE, "", (4, 5, 6, 5, 4, 0, 4, 6, 5, 5, 5))
ARRIVED = text("UPDATE questionnaire_responses SET at = answered_at")
LOOKED = timedelta(days=100)
DUE_IN = timedelta(days=4)
ASKED = "Shall we look at it together when I come on Thursday?"


def fill() -> None:
    """Alex rates, shares that with the team so that both can do it together, and is asked again; Sam rates once."""
    alex = _person("alex@example.org")
    for section in ("dialog_results", "dialog_plus_plan"):
        let_team(alex, section, may_add=True)
    for one in ALEX:
        _rate(alex, one, ALEX_WANTS_HELP)
    _rate(_person("sam@example.org"), SAM, frozenset())
    asha = act_for("asha@example.org")
    assert asha is not None
    assert alex.record_id is not None
    ask_id, due_on = new_id(), clock.in_london(clock.now() + DUE_IN).date()
    asks.put_ask(asha, alex.record_id, ask_id, instrument=catalogue.DIALOG, due_on=due_on, words=ASKED)
    # The demo begins quietly: Alex finds it on the first page, and only the last rating is new to Asha.
    notifications.withdraw(ask_id, [asks.ASKED])
    db.session.execute(ARRIVED)
    seen_at = clock.now() - LOOKED
    db.session.add(OutcomeLook(account_id=asha.account_id, record_id=alex.record_id, seen_at=seen_at))


def _person(email: str) -> Actor:
    person = sign_in(email)
    db.session.execute(LOOKED_AFTER, {"ago": WITH_THE_TEAM_FOR, "record": person.record_id})
    return person


def _rate(person: Actor, rating: tuple[int, str, str, tuple[int, ...]], wants_help: frozenset[str]) -> None:
    assert person.record_id is not None
    days_ago, how, words, values = rating
    dialog = catalogue.instrument(catalogue.DIALOG)
    answers = [
        {
            "item": item.key,
            "value": value or None,
            "skipped": None if value else "does_not_apply",
            "wants_help": item.key in wants_help,
        }
        for item, value in zip(dialog.items, values, strict=True)
    ]
    at = clock.now() - timedelta(days=days_ago)
    filled = Filled(
        dialog.key, dialog.version, at, is_private=False, how=how, asked_id=None, words=words, answers=answers
    )
    responses.put_response(person, person.record_id, new_id(), filled)
