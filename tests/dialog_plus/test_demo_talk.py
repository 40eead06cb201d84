"""The demo begins with a talk that Alex and Asha had, as if it had been then."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask

from backend import seed
from backend.core import clock
from backend.core.embedded_postgres import OWNER
from backend.identity import sessions
from backend.seed.people import sign_in
from tests.cast import Member
from tests.roles import role


def test_alex_and_asha_have_talked(app: Flask) -> None:
    with role(OWNER):
        assert seed.seed()
        alex = sign_in("alex@example.org")
        token, _ = sessions.begin(alex.account_id, "passkey", "Chrome")
    member = Member(app, "Alex Morgan", alex.account_id, token, alex.record_id)
    seen = member.get(f"/api/records/{alex.record_id}/working-on")
    assert (seen["conversation"], len(seen["plans"]), len(seen["actions"])) == (None, 1, 3)
    assert all(one["is_agreed"] for one in seen["actions"])
    assert [(one["owner_name"], one["status"]) for one in seen["actions"]] == [
        ("Alex Morgan", "open"),
        ("Asha Begum", "open"),
        ("Alex Morgan", "done"),
    ]
    plan = member.get(f"/api/records/{alex.record_id}/plans/{seen['plans'][0]['id']}")
    assert (plan["written"], plan["by"], plan["with"]) == ("together", "Asha Begum", ["Alex Morgan"])
    assert [area["value"] for area in plan["areas"]] == [2, 3, 5]
    yes = datetime.fromisoformat(plan["areas"][0]["actions"][0]["agreed"]["person"]["at"])
    assert timedelta(days=33) < clock.now() - yes < timedelta(days=35)
    assert clock.now() - datetime.fromisoformat(plan["at"]) > timedelta(days=33)
