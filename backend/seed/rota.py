"""The demo's rota: Tom and Asha take turns at the duty desk by week; Grace and Asha are on shift all days."""

from __future__ import annotations

from datetime import time, timedelta

from backend.care import service as care
from backend.core import clock
from backend.core.actor import Actor, TeamRole
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.notifications import service as notifications
from backend.rota import access
from backend.rota.rotations import Content, put_rotation
from backend.seed.people import sign_in

EVERY_DAY = list(range(7))
BEGINS, ENDS = time(8), time(20)
# (desk, name, days of a turn, who): somebody is always there while the team is open, Alex's key worker on every day.
ROTATIONS = (
    ("duty", "Duty desk", 7, ("tom@example.org", "asha@example.org")),
    ("shift", "On shift", 56, ("asha@example.org",)),
    ("shift", "On shift with Asha", 7, ("grace@example.org", "tom@example.org")),
)


def fill() -> None:
    """Grace writes it down, beginning last Monday."""
    grace = sign_in("grace@example.org")
    lead = Actor(**{**vars(grace), "teams": care.roles_of(grace.account_id)})
    team: TeamRole = lead.teams[0]
    today = clock.in_london(clock.now()).date()
    for desk, name, days, emails in ROTATIONS:
        places = [account.id for email in emails if (account := identity.find_account_by_contact(email))]
        monday = today - timedelta(days=today.weekday())
        content = Content(desk, name, monday, None, days, BEGINS, EVERY_DAY, BEGINS, ENDS, places)
        put_rotation(lead, team.team_id, new_id(), content, None)
    # The demo begins quietly.
    notifications.withdraw(team.team_id, [access.CHANGED])
