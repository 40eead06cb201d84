"""Who is there, worked out from what was written. Pure: no database, no clock.

`Scene.there` says who is at which desk at one instant. A calendar is made of the same answers: between two instants at which
anything can change nobody comes or goes, so calendar and engine never disagree.

What was written counts in this order: rotations, or where none is in force the members; then one-off changes, the later said
over the earlier; then absences, where the cover takes the place. Only who is a member counts. Where rotations name nobody
who can come, everybody on shift is there instead, and in the end every member: a rota never leaves a request with nobody.
"""

from __future__ import annotations

import uuid
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backend.care.hours import A_DAY, Week, wall_readings
from backend.core.clock import in_london
from backend.rota.shares import Pattern, Share, shares

DUTY, SHIFT = "duty", "shift"
DESKS = (DUTY, SHIFT)
ROTATION, OVERRIDE, SWAP, COVER, MEMBER = "rotation", "override", "swap", "cover", "member"
# No opening and no shift is longer than this, even when clocks go back, so what touches a span is found whole within it.
MARGIN = timedelta(days=2)
MIDNIGHT = datetime.min.time()


@dataclass(frozen=True)
class Change:
    """Somebody takes a place for once. `how`: an override, or a swap that was answered yes."""

    id: uuid.UUID
    how: str
    desk: str
    account_id: uuid.UUID
    instead_of: uuid.UUID | None
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True)
class Away:
    """Somebody is away, with or without somebody who covers."""

    id: uuid.UUID
    account_id: uuid.UUID
    from_at: datetime
    until_at: datetime
    cover_account_id: uuid.UUID | None


@dataclass(frozen=True)
class Plan:
    """All that was written for a team. `members`: the live ones with their roles; `changes` as they were said, last ones last."""

    week: Week
    members: Mapping[uuid.UUID, str]
    patterns: Sequence[Pattern] = ()
    changes: Sequence[Change] = ()
    absences: Sequence[Away] = ()


@dataclass(frozen=True)
class OnDuty:
    """Who is there at one instant; nobody while the team is closed. `on_shift` includes the desk."""

    desk: list[uuid.UUID]
    on_shift: list[uuid.UUID]


@dataclass(frozen=True)
class Turn:
    """Somebody at a desk. `how`: rotation, override, swap, cover or member; `source_id`: the row that says so."""

    desk: str
    account_id: uuid.UUID
    begins: datetime
    ends: datetime
    how: str
    source_id: uuid.UUID | None
    instead_of: uuid.UUID | None


@dataclass(frozen=True)
class Gap:
    """The team is open, and nobody whom the rota names is there for that desk."""

    desk: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Place:
    """Somebody's place at one instant. `since` tells shifts, and days of the team, apart: a turn is never longer."""

    desk: str
    account_id: uuid.UUID
    how: str
    source_id: uuid.UUID | None
    instead_of: uuid.UUID | None
    since: datetime


@dataclass(frozen=True)
class Missing:
    """That nobody is at a desk, at one instant."""

    desk: str
    since: datetime


@dataclass(frozen=True)
class Staff:
    """Who is there at one instant, and for which desks nobody is whom the rota names."""

    places: tuple[Place, ...] = ()
    missing: tuple[Missing, ...] = ()


Desk = dict[uuid.UUID, Place]


@dataclass
class Scene:
    """A plan, with what it holds around a span of time laid out."""

    plan: Plan
    from_at: datetime
    until_at: datetime
    openings: list[tuple[datetime, datetime]] = field(init=False)
    shares: list[Share] = field(init=False)

    def __post_init__(self) -> None:
        begins, ends = self.from_at - MARGIN, self.until_at + MARGIN
        self.openings = self.plan.week.openings(begins, ends)
        first, last = in_london(begins).date(), in_london(ends).date()
        found = (share for pattern in self.plan.patterns for share in shares(pattern, first, last))
        self.shares = sorted(found, key=lambda share: share.begins)
        self._begins = [share.begins for share in self.shares]

    def there(self, at: datetime) -> Staff:
        """Who is at which desk at that instant, which lies in the span or close to it."""
        since = max((begins for begins, ends in self.openings if begins <= at < ends), default=None)
        if since is None:
            return Staff()
        desks = {desk: self._named(desk, at, since) for desk in DESKS}
        self._change(desks, at, since)
        self._cover(desks, at)
        missing = self._missing(desks, at)
        self._fall_back(desks, at, since)
        places = tuple(place for desk in DESKS for place in desks[desk].values())
        return Staff(places, tuple(Missing(desk, since) for desk in missing))

    def instants(self) -> list[datetime]:
        """All instants at which anybody can come or go."""
        spans = [*self.openings, *((share.begins, share.ends) for share in self.shares)]
        spans += [(change.from_at, change.until_at) for change in self.plan.changes]
        spans += [(away.from_at, away.until_at) for away in self.plan.absences]
        begins, ends = self.from_at - MARGIN, self.until_at + MARGIN
        days = (in_london(begins).date() + number * A_DAY for number in range((ends - begins).days + 2))
        found = {at for span in spans for at in span} | {wall_readings(day, MIDNIGHT)[0] for day in days}
        return sorted(at for at in found if begins <= at <= ends)

    def _named(self, desk: str, at: datetime, since: datetime) -> Desk:
        """Whom rotations name; the members where none is in force: at the duty desk those with that role."""
        here = self._shares(desk, at)
        if not here and not self._in_force(desk, at):
            wanted = (one for one, role in self.plan.members.items() if desk == SHIFT or role == DUTY)
            return _members(wanted, desk, since)
        return {
            share.account_id: Place(desk, share.account_id, ROTATION, share.rotation_id, None, share.shift_begins)
            for share in here
            if share.account_id in self.plan.members
        }

    def _change(self, desks: dict[str, Desk], at: datetime, since: datetime) -> None:
        for change in self.plan.changes:
            if not change.from_at <= at < change.until_at or change.account_id not in self.plan.members:
                continue
            desk = desks[change.desk]
            before = desk.pop(change.instead_of, None) if change.instead_of else None
            # Whoever was let go still stands in the rotation, and to whom they gave this turn comes all the same.
            if before is None and change.how == SWAP and change.instead_of in self.plan.members:
                continue
            begun = before.since if before else since
            desk[change.account_id] = Place(
                change.desk, change.account_id, change.how, change.id, change.instead_of, begun
            )

    def _cover(self, desks: dict[str, Desk], at: datetime) -> None:
        away = self._away(at)
        for desk in desks.values():
            for account_id in [one for one in desk if one in away]:
                place, cover = desk.pop(account_id), find_cover(account_id, away, self.plan.members)
                if cover is not None and cover not in desk:
                    source = away[account_id].id
                    desk[cover] = Place(place.desk, cover, COVER, source, account_id, place.since)

    def _missing(self, desks: dict[str, Desk], at: datetime) -> tuple[str, ...]:
        keeps_desk = self._in_force(DUTY, at) or DUTY in self.plan.members.values()
        if desks[DUTY]:
            return ()
        nobody = () if desks[SHIFT] else (SHIFT,)
        return (DUTY, *nobody) if keeps_desk else nobody

    def _fall_back(self, desks: dict[str, Desk], at: datetime, since: datetime) -> None:
        if not desks[SHIFT] and (not desks[DUTY] or self._is_deserted(SHIFT, at)):
            away = self._away(at)
            present = [one for one in self.plan.members if one not in away]
            desks[SHIFT] = _members(present or self.plan.members, SHIFT, since)
        if not desks[DUTY] and self._is_deserted(DUTY, at):
            desks[DUTY] = _members(desks[SHIFT], DUTY, since)

    def _is_deserted(self, desk: str, at: datetime) -> bool:
        """Whether rotations have a shift now, and everybody whom they name has left the team, or is away uncovered."""
        away, on_now = self._away(at), {share.rotation_id for share in self._shares(desk, at)}
        names = {one for pattern in self.plan.patterns if pattern.id in on_now for one in pattern.places}
        comes = (one in self.plan.members and find_cover(one, away, self.plan.members) for one in names)
        return bool(on_now) and not any(comes)

    def _shares(self, desk: str, at: datetime) -> list[Share]:
        near = self.shares[bisect_right(self._begins, at - MARGIN) : bisect_right(self._begins, at)]
        return [share for share in near if share.desk == desk and share.ends > at]

    def _in_force(self, desk: str, at: datetime) -> list[Pattern]:
        day = in_london(at).date()
        return [one for one in self.plan.patterns if one.desk == desk and one.is_in_force(day)]

    def _away(self, at: datetime) -> dict[uuid.UUID, Away]:
        return by_account(one for one in self.plan.absences if one.from_at <= at < one.until_at)


def by_account(absences: Iterable[Away]) -> dict[uuid.UUID, Away]:
    """One absence of each who is away: one that names somebody to cover, where there is any."""
    return {one.account_id: one for one in sorted(absences, key=lambda one: one.cover_account_id is not None)}


def find_cover(
    account_id: uuid.UUID, away: Mapping[uuid.UUID, Away], members: Container[uuid.UUID]
) -> uuid.UUID | None:
    """Who answers for somebody: they themselves unless they are away, then whoever covers, and so on. None: nobody."""
    asked = {account_id}
    while account_id in away:
        cover = away[account_id].cover_account_id
        if cover is None or cover in asked or cover not in members:
            return None
        asked.add(cover)
        account_id = cover
    return account_id


def on_duty(plan: Plan, at: datetime) -> OnDuty:
    """Who is there at that instant."""
    places = Scene(plan, at, at).there(at).places
    everybody = dict.fromkeys(place.account_id for place in places)
    return OnDuty([place.account_id for place in places if place.desk == DUTY], list(everybody))


def lay_out(plan: Plan, from_at: datetime, until_at: datetime) -> tuple[list[Turn], list[Gap]]:
    """The turns and the gaps that touch this span of time, whole, in the order in which they begin."""
    scene = Scene(plan, from_at, until_at)
    runs = sorted((run for run in _runs(scene) if run[0] < until_at and run[1] > from_at), key=lambda run: run[:2])
    turns = [
        Turn(it.desk, it.account_id, begins, ends, it.how, it.source_id, it.instead_of)
        for begins, ends, it in runs
        if isinstance(it, Place)
    ]
    return turns, [Gap(it.desk, begins, ends) for begins, ends, it in runs if isinstance(it, Missing)]


def _runs(scene: Scene) -> Iterator[tuple[datetime, datetime, Place | Missing]]:
    """Each place, and each lack, for as long as it lasts."""
    running: dict[Place | Missing, datetime] = {}
    for at in scene.instants():
        staff = scene.there(at)
        now: list[Place | Missing] = [*staff.places, *staff.missing]
        for it in set(running).difference(now):
            yield running.pop(it), at, it
        for it in now:
            running.setdefault(it, at)


def _members(account_ids: Iterable[uuid.UUID], desk: str, since: datetime) -> Desk:
    return {one: Place(desk, one, MEMBER, None, None, since) for one in account_ids}
