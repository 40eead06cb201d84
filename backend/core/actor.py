"""Who is acting in a request, as every service function receives it first."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

RECENT_SIGN_IN = timedelta(minutes=15)


@dataclass(frozen=True)
class TeamRole:
    """A live membership: `role` is one of `care.models.ROLES`."""

    team_id: uuid.UUID
    role: str


@dataclass(frozen=True)
class Actor:
    """A signed-in account with what it may be: a person (has a record), a worker (has teams), trusted by somebody, or several."""

    account_id: uuid.UUID
    session_id: uuid.UUID
    signed_in_at: datetime
    idle_ends_at: datetime
    ends_at: datetime
    record_id: uuid.UUID | None = None
    is_trusted: bool = False
    teams: tuple[TeamRole, ...] = field(default=())

    @property
    def is_person(self) -> bool:
        return self.record_id is not None

    @property
    def is_worker(self) -> bool:
        return bool(self.teams)

    def role_in(self, team_id: uuid.UUID) -> str | None:
        """The role in that team, or None."""
        return next((team.role for team in self.teams if team.team_id == team_id), None)

    def signed_in_recently(self, now: datetime) -> bool:
        """Whether the last sign-in is fresh enough for an act that changes who can get in."""
        return now - self.signed_in_at <= RECENT_SIGN_IN
