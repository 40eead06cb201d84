"""Makes teams, workers and people with live sessions, as the owner's role, and prints them as JSON.

A program of its own, because an application keeps its keys and its channels in its process: `python -m tests.faults.people 8 3 3`.
`25x6` is a team of 25 people with six workers, of whom one leads and one has the duty desk.
"""

from __future__ import annotations

import json
import os
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
from backend.identity import sessions
from tests.faults import moved_clock

ALWAYS = [Span(day, time(0, 0), time(0, 0)) for day in range(7)]
WORKERS = 2
# From four workers on a team has these too.
ROLES = ("lead", "duty")
BROWSER = "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile"


def make_team(number: int, people: int, workers: int = WORKERS) -> dict[str, Any]:
    """A team that is always open; its first worker is everybody's key worker."""
    trust = care.create_organisation("Rivers NHS Foundation Trust")
    team = care.create_team(
        f"Team {number}", trust.id, phone="01632 960001", hours=ALWAYS, keeps_bank_holidays=False
    ).id
    staff = [_account(f"Worker {number} {place}") for place in range(workers)]
    roles = ["worker"] * WORKERS if workers < 2 * WORKERS else ["worker"] * (workers - len(ROLES)) + [*ROLES]
    for member, role in zip(staff, roles, strict=True):
        care.add_member(team, uuid.UUID(member["account_id"]), role)
    persons = [_account(f"Person {number} {place}") for place in range(people)]
    for person in persons:
        account_id, key_worker_id = uuid.UUID(person["account_id"]), uuid.UUID(staff[0]["account_id"])
        person["record_id"] = str(care.create_record(account_id, team, key_worker_id).id)
    return {"team_id": str(team), "workers": staff, "people": persons}


def _account(name: str) -> dict[str, Any]:
    account = identity.create_account(name, email=f"{name.replace(' ', '.').lower()}@example.org")
    token, _ = sessions.begin(account.id, "passkey", BROWSER)
    return {"name": name, "account_id": str(account.id), "token": token}


def main() -> None:
    """Arguments: the number of people of each team, or of people and workers."""
    if moved_clock.VARIABLE in os.environ:
        moved_clock.install()
    sizes = [[int(number) for number in argument.split("x")] for argument in sys.argv[1:]]
    config = read_config()
    made = []
    with make_base(config, config.owner_database_url).app_context():
        for number, size in enumerate(sizes):
            with one_transaction():
                made.append(make_team(number, *size))
    sys.stdout.write(json.dumps(made))


if __name__ == "__main__":
    main()
