"""A team of people of its own for each journey, made through the services as the operator, and links to sign in with.

Runs as a process beside the service (`python -m tests.journeys.people`): a line of JSON in, a line of JSON out.
"""

from __future__ import annotations

import json
import sys
import uuid
from datetime import time
from typing import Any

from backend.app import make_base
from backend.care import service as care
from backend.care.hours import Span
from backend.config import read_config
from backend.core.work import one_transaction
from backend.identity import service as identity

ALWAYS = [Span(day, time(0, 0), time(0, 0)) for day in range(7)]
WORKERS = {"asha": "Asha Begum", "tom": "Tom Osei", "grace": "Grace Lee"}
ROLES = {"asha": "worker", "tom": "duty", "grace": "lead"}
PERSONS = {"alex": "Alex Morgan", "sam": "Sam Price", "maya": "Maya Patel", "robin": "Robin Shaw"}
KEY_WORKERS = {"alex": "asha", "sam": "tom", "maya": "asha", "robin": "asha"}


def make_cast(number: int) -> dict[str, Any]:
    """Alex and others with their team, Nia of another one, and Jo, who is a friend. The number keeps casts apart."""
    trust = care.create_organisation("Rivers NHS Foundation Trust").id
    riverside = _team("Riverside Community Mental Health Team", trust, "01632 960101")
    hillside = _team("Hillside Team", trust, "01632 960102")
    everybody = {**WORKERS, **PERSONS, "nia": "Nia Rees", "jo": "Jo Hart"}
    accounts = {key: identity.create_account(name, email=_email(key, number)).id for key, name in everybody.items()}
    for key, role in ROLES.items():
        care.add_member(riverside, accounts[key], role)
    care.add_member(hillside, accounts["nia"], "worker")
    for key, key_worker in KEY_WORKERS.items():
        care.create_record(accounts[key], riverside, accounts[key_worker])
    emails = {key: _email(key, number) for key in everybody}
    return {"team": str(riverside), "emails": emails, "ids": {key: str(one) for key, one in accounts.items()}}


def make_link(email: str) -> str:
    """A link to sign in with, as `waymark sign-in-link` prints it."""
    account = identity.find_account_by_contact(email)
    assert account is not None, email
    return identity.make_sign_in_link(account.id)


def _team(name: str, trust: uuid.UUID, phone: str) -> uuid.UUID:
    """Open on bank holidays too: a journey must not depend on the day on which it is played."""
    return care.create_team(name, trust, phone=phone, hours=ALWAYS, keeps_bank_holidays=False).id


def _email(key: str, number: int) -> str:
    return f"{key}.{number}@example.org"


def main() -> None:
    """Answer until there is nothing more to read."""
    config = read_config()
    with make_base(config, config.owner_database_url).app_context():
        for line in sys.stdin:
            asked = json.loads(line)
            with one_transaction():
                answer: Any = make_cast(asked["cast"]) if "cast" in asked else make_link(asked["link"])
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
