"""A player for whole ladders: days go by in seconds, from one due time to the next, and each message that went out is accounted for."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

import time_machine
from sqlalchemy import delete, select, text

from backend.care.models import KeyWorker, Membership, RecordTeam, Team, TeamHours
from backend.core import clock
from backend.core.clock import LONDON
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.core.ids import new_id
from backend.notifications.models import Notice
from backend.rota.models import Absence
from backend.step_up import engine
from backend.step_up.models import StepUp
from tests.cast import Cast, Member, sign_in
from tests.roles import role

WEEKDAYS = tuple(range(5))
AT_MOST_LOOKS = 500


def london(day: str, at: str) -> datetime:
    """An instant by London's clocks: `london("2027-03-26", "16:50")`."""
    return datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=LONDON).astimezone(UTC)


@dataclass
class Player:
    """Moves the one clock. `heard` is every message since it was last asked for, as (London's time, kind, name)."""

    cast: Cast
    traveller: Any
    names: dict[uuid.UUID, str]
    known: set[uuid.UUID] = field(default_factory=set)

    def at(self, instant: datetime) -> None:
        """Put the clock to an instant, without letting anything happen in between: for wrong clocks, too."""
        self.traveller.move_to(instant)

    def until(self, instant: datetime) -> None:
        """Let time pass: at each due time the engine looks, as the worker does."""
        for _ in range(AT_MOST_LOOKS):
            due = self.next_due()
            if due is None or due > instant:
                self.at(instant)
                return
            self.at(max(due, clock.now()))
            self.sweep()
        raise AssertionError("The engine looks again and again without getting on.")

    def wait(self, **span: float) -> None:
        """Let so much time pass."""
        self.until(clock.now() + timedelta(**span))

    def sweep(self) -> None:
        """One look of the engine, now."""
        with role(WORKER):
            engine.sweep(clock.now())

    def next_due(self) -> datetime | None:
        """When the engine must look next."""
        with role(OWNER):
            dues = select(StepUp.next_due_at).where(StepUp.next_due_at.is_not(None))
            return min(db.session.scalars(dues), default=None)

    def who(self, name: str) -> Member:
        """Somebody, signed in just now: sittings end while days go by."""
        return sign_in(getattr(self.cast, name))

    def heard(self) -> list[tuple[str, str, str]]:
        """What went out since the last time: when by London's clocks, what, to whom."""
        with role(OWNER):
            rows = db.session.scalars(select(Notice).order_by(Notice.created_at, Notice.id)).all()
            fresh = [row for row in rows if row.id not in self.known]
            self.known |= {row.id for row in fresh}
            return sorted(
                (
                    f"{clock.in_london(row.created_at):%a %H:%M}",
                    row.kind.removeprefix("step_up."),
                    self.names[row.account_id],
                )
                for row in fresh
            )

    def expect(self, *lines: str) -> None:
        """Exactly these went out since the last time, in any order of names: "Fri 16:50 asked asha"."""
        assert sorted(" ".join(one) for one in self.heard()) == sorted(lines)

    def row(self, step_up: dict[str, Any]) -> StepUp:
        with role(OWNER):
            db.session.expire_all()
            return db.session.get_one(StepUp, step_up["id"])


@contextmanager
def play(cast: Cast, begins: datetime) -> Iterator[Player]:
    """Play from an instant on. At the end no message has gone out that was not expected."""
    names = {member.account_id: name for name, member in vars(cast).items() if isinstance(member, Member)}
    with time_machine.travel(begins, tick=False) as traveller:
        player = Player(cast, traveller, names)
        yield player
        assert player.heard() == [], "Unexpected messages."


def opens(team_id: uuid.UUID, begins: str, ends: str, weekdays: Iterable[int] = WEEKDAYS) -> None:
    """Give a team these hours and no others."""
    with role(OWNER):
        db.session.execute(delete(TeamHours).where(TeamHours.team_id == team_id))
        first, last = time.fromisoformat(begins), time.fromisoformat(ends)
        db.session.add_all([TeamHours(team_id=team_id, weekday=day, opens=first, closes=last) for day in weekdays])
        db.session.flush()
        db.session.expire(db.session.get_one(Team, team_id))
    db.session.info.pop("teams", None)


def away(member: Member, until_at: datetime, cover: Member | None = None) -> None:
    """Somebody is away from now on."""
    with role(OWNER):
        db.session.add(
            Absence(
                id=new_id(),
                account_id=member.account_id,
                from_at=clock.now(),
                until_at=until_at,
                cover_account_id=cover.account_id if cover else None,
                made_by=member.account_id,
                made_at=clock.now(),
            )
        )
        db.session.flush()


def leaves(member: Member) -> None:
    """Somebody works in no team any more."""
    with role(OWNER):
        for row in db.session.scalars(select(Membership).where(Membership.account_id == member.account_id)):
            row.until_at = clock.now()
        db.session.flush()


def moves(person: Member, team_id: uuid.UUID | None, key_worker: Member | None = None) -> None:
    """A person is looked after by another team from now on, or by none."""
    with role(OWNER):
        for model in (RecordTeam, KeyWorker):
            live = select(model).where(model.record_id == person.record_id, model.until_at.is_(None))
            for row in db.session.scalars(live):
                row.until_at = clock.now()
        db.session.flush()
        now = clock.now()
        if team_id:
            db.session.add(
                RecordTeam(id=new_id(), record_id=person.record_id, team_id=team_id, from_at=now, until_at=None)
            )
        if key_worker:
            db.session.add(
                KeyWorker(
                    id=new_id(),
                    record_id=person.record_id,
                    account_id=key_worker.account_id,
                    from_at=now,
                    until_at=None,
                )
            )
        db.session.flush()


def loses_all_ways(*members: Member) -> None:
    """No message gets to them any more: neither device nor contact."""
    with role(OWNER):
        for table in ("devices", "contacts"):
            statement = text(f"DELETE FROM {table} WHERE account_id = ANY (:ids)")
            db.session.execute(statement, {"ids": [member.account_id for member in members]})
