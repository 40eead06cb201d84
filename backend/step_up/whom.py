"""Whom a rung tells at this instant: worked out anew each time, so that nobody who has left or is away holds up a request."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from backend.care import service as care
from backend.notifications import service as notifications
from backend.rota import service as rota
from backend.step_up import ladder as rungs
from backend.step_up.ladder import Ladder, Rung
from backend.step_up.models import StepUp

# Why a rung was passed over.
NOBODY, LEFT, AWAY, OFF_SHIFT, UNREACHABLE = "nobody", "left", "away", "off_shift", "unreachable"
KEPT_SECONDS = 2


@dataclass(frozen=True)
class Found:
    """Who is to be told, as which word for the story; without accounts, `why` not."""

    whom: str
    accounts: list[uuid.UUID]
    why: str | None = None


class Crew:
    """A team at one instant: who is there, who is of it, who is away, who can be reached. Each is read when first asked for."""

    def __init__(self, team_id: uuid.UUID, now: datetime) -> None:
        self.team_id, self.now = team_id, now
        self._covers: dict[uuid.UUID, uuid.UUID | None] = {}
        self._reached: dict[uuid.UUID, bool] = {}

    @property
    def desk(self) -> list[uuid.UUID]:
        """Who is at the duty desk."""
        return self._on_duty.desk

    @cached_property
    def there(self) -> list[uuid.UUID]:
        """Everybody on shift, the desk first."""
        return list(dict.fromkeys([*self._on_duty.desk, *self._on_duty.on_shift]))

    @cached_property
    def members(self) -> list[uuid.UUID]:
        """Everybody who works in the team, there or not."""
        return [member.account_id for member in care.team_members(self.team_id)]

    @cached_property
    def leads(self) -> list[uuid.UUID]:
        """Its leads who are not away."""
        return [lead for lead in rota.leads_of(self.team_id) if lead not in self.away]

    @cached_property
    def away(self) -> set[uuid.UUID]:
        """Which of its members are away."""
        return rota.is_away(self.members, self.now)

    def cover_of(self, account_id: uuid.UUID) -> uuid.UUID | None:
        """Who answers for somebody who is away."""
        if account_id not in self._covers:
            self._covers[account_id] = rota.cover_of(account_id, self.now)
        return self._covers[account_id]

    def reachable(self, accounts: list[uuid.UUID]) -> list[uuid.UUID]:
        """Those of them to whom a message can get by anything at all."""
        unknown = [account for account in accounts if account not in self._reached]
        if unknown:
            reached = notifications.reachable(unknown)
            self._reached |= {account: account in reached for account in unknown}
        return [account for account in accounts if self._reached[account]]

    @cached_property
    def _on_duty(self) -> rota.OnDuty:
        return rota.on_duty(self.team_id, self.now)


class Crews:
    """The teams that a sweep meets, at its instant. What was read of a team serves all its requests, but not for longer than
    there is between two sweeps: whoever leaves during a long one is not told by its end.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._crews: dict[uuid.UUID, Crew] = {}
        self._since = time.monotonic()

    def of(self, team_id: uuid.UUID) -> Crew:
        """That team, as it was read within the last two seconds."""
        if time.monotonic() - self._since > KEPT_SECONDS:
            self._crews, self._since = {}, time.monotonic()
        return self._crews.setdefault(team_id, Crew(team_id, self.now))


def find(rung: Rung, ladder: Ladder, step_up: StepUp, crew: Crew) -> Found:
    """Whom this rung of the own team tells now."""
    if rung.whom == rungs.KEY_WORKER:
        return _key_worker(ladder, step_up, crew)
    if rung.whom == rungs.COVER:
        return _cover(care.key_worker_of(step_up.record_id), crew)
    colleague = rungs.account_of(rung)
    if colleague is not None:
        return _colleague(colleague, crew)
    if rung.whom == rungs.LEAD:
        return _reachable(rung.whom, crew.leads, crew)
    return _reachable(rung.whom, crew.desk if rung.whom == rungs.DUTY else crew.there, crew)


def find_at_top(crew: Crew) -> Found:
    """The rung that nobody can take away: everybody on shift, else the lead, else the whole team."""
    found = _reachable(rungs.ON_SHIFT, crew.there, crew)
    if not found.accounts:
        found = _reachable(rungs.LEAD, crew.leads, crew)
    return found if found.accounts else _reachable(rungs.MEMBERS, crew.members, crew)


def find_in_helping_team(ladder: Ladder, step_up: StepUp, crew: Crew) -> Found:
    """There it goes first to whom it was handed over, else to the duty desk; afterwards to everybody on shift."""
    found = Found(rungs.DUTY, [], NOBODY)
    if not step_up.repeats and ladder.first:
        found = _colleague(uuid.UUID(ladder.first), crew)
    if not step_up.repeats and not found.accounts:
        found = _reachable(rungs.DUTY, crew.desk, crew)
    return found if found.accounts else find_at_top(crew)


def _key_worker(ladder: Ladder, step_up: StepUp, crew: Crew) -> Found:
    """The key worker; while they are away, whoever covers, unless a rung of its own says when those are asked."""
    account_id = care.key_worker_of(step_up.record_id)
    found = _one(rungs.KEY_WORKER, account_id, crew)
    has_own_rung = any(rung.whom == rungs.COVER for rung in ladder.rungs)
    if found.why == AWAY and not has_own_rung:
        cover = _cover(account_id, crew)
        return cover if cover.accounts else found
    return found


def _cover(away: uuid.UUID | None, crew: Crew) -> Found:
    """Who answers for somebody away. They said so themselves, so it does not matter whether they are on shift."""
    cover = crew.cover_of(away) if away else None
    if cover is None or cover not in crew.members:
        return Found(rungs.COVER, [], NOBODY)
    return _reachable(rungs.COVER, [cover], crew)


def _colleague(account_id: uuid.UUID, crew: Crew) -> Found:
    """To whom it was handed over, on shift or not: a human chose them. While they are away, who covers them."""
    if account_id not in crew.members:
        return Found(rungs.COLLEAGUE, [], LEFT)
    if account_id in crew.away:
        cover = _cover(account_id, crew)
        return cover if cover.accounts else Found(rungs.COLLEAGUE, [], AWAY)
    return _reachable(rungs.COLLEAGUE, [account_id], crew)


def _one(whom: str, account_id: uuid.UUID | None, crew: Crew) -> Found:
    if account_id is None:
        return Found(whom, [], NOBODY)
    if account_id in crew.there:
        return _reachable(whom, [account_id], crew)
    if account_id not in crew.members:
        return Found(whom, [], LEFT)
    return Found(whom, [], AWAY if account_id in crew.away else OFF_SHIFT)


def _reachable(whom: str, accounts: list[uuid.UUID], crew: Crew) -> Found:
    """Those of them to whom a message can get by anything at all."""
    if not accounts:
        return Found(whom, [], NOBODY)
    return Found(whom, crew.reachable(accounts), UNREACHABLE)
