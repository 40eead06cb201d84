"""At the end of a fault run: what clients know for certain, what the database holds and what the push service got, compared."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.faults.journal import Journal, Moment
from tests.faults.push_receiver import Push, PushReceiver
from tests.faults.service import Service

CALLS = ("step_up.asked", "step_up.transferred")
# What lets a request that was answered call again; only the service or a person does that.
CALLS_AGAIN = ("promise_missed", "reopened", "transferred", "told")
ENDED, IN_HAND = ("closed", "withdrawn"), ("in_contact", "plan_agreed")

# A push may have left our side when the answer was committed, and arrive after the client has its 200: both go through the
# same two cores as everything else here, and a push is checked for the last time just before its connection is opened,
# which may take as long as the sender's patience for connecting.
ON_ITS_WAY_SECONDS = 3.0

REQUESTS = "SELECT id, state, next_due_at, ladder, rung FROM step_ups"
EVENTS = "SELECT step_up_id, kind, at, account_id FROM step_up_events ORDER BY at, id"
SENT = "SELECT id, notice_id, account_id, channel, state, failure, merged_into FROM deliveries"
NOTICES = "SELECT id, kind, subject_id, account_id, expanded_at, withdrawn_at, seen_at FROM notices"


@dataclass
class Figure:
    """One line of the table: what was counted, the bar beside it, and whether it holds."""

    what: str
    found: str
    bar: str
    holds: bool
    details: list[str] = field(default_factory=list)


@dataclass
class Reckoning:
    """Reads everything once, when all is quiet: first what has arrived, so that whatever it is about has been written."""

    service: Service
    receiver: PushReceiver
    journal: Journal

    def __post_init__(self) -> None:
        self.pushes: dict[uuid.UUID, list[Push]] = defaultdict(list)
        for push in list(self.receiver.pushes):
            self.pushes[uuid.UUID(push.message["id"])].append(push)
        self.requests = {str(row.id): row for row in self.service.sql(REQUESTS)}
        self.notices = {row.id: row for row in self.service.sql(NOTICES)}
        self.deliveries = {row.id: row for row in self.service.sql(SENT)}
        self.events: dict[str, list[Any]] = defaultdict(list)
        for row in self.service.sql(EVENTS):
            self.events[str(row.step_up_id)].append(row)

    def figures(self) -> list[Figure]:
        return [self.kept(), self.never_lost(), self.told(), self.handed_over(), self.same_tag(), self.nothing_after()]

    def kept(self) -> Figure:
        """Every request that a client had a 201 for is there."""
        lost = [one for one in self.journal.accepted if one not in self.requests]
        there = len(self.journal.accepted) - len(lost)
        return Figure(
            "accepted requests that are in the database",
            f"{there} of {len(self.journal.accepted)}",
            "all",
            not lost,
            lost,
        )

    def never_lost(self) -> Figure:
        """Seen by a worker, ended by somebody, or still climbing with a time at which it goes on."""
        counted: dict[str, int] = dict.fromkeys(("seen by a worker", "ended by a person", "still climbing"), 0)
        lost = []
        for step_up_id in self.journal.accepted:
            row = self.requests.get(step_up_id)
            if row is None:
                lost.append(f"{step_up_id}: not there")
            elif row.state not in (*ENDED, *IN_HAND) and row.next_due_at is None:
                lost.append(f"{step_up_id}: {row.state}, and nothing is due")
            elif self.journal.seen.get(step_up_id):
                counted["seen by a worker"] += 1
            elif row.state in ENDED:
                counted["ended by a person"] += 1
            elif row.next_due_at is not None:
                counted["still climbing"] += 1
            else:
                lost.append(f"{step_up_id}: {row.state}, seen by nobody")
        words = ", ".join(f"{number} {how}" for how, number in counted.items())
        return Figure("of these", words, "none lost", not lost, lost)

    def told(self) -> Figure:
        """Every message went out by some way, or was taken back or seen before, or still tries; a way that failed began the next."""
        ways: dict[uuid.UUID, list[Any]] = defaultdict(list)
        for delivery in self.deliveries.values():
            ways[delivery.notice_id].append(delivery)
        unsent = [
            self._notice(notice) for notice in self.notices.values() if not self._went_out(notice, ways[notice.id])
        ]
        taken_back = sum(notice.withdrawn_at is not None for notice in self.notices.values())
        number = f"{len(self.notices) - len(unsent)} of {len(self.notices)} ({taken_back} taken back)"
        return Figure("messages sent at least once", number, "all", not unsent, unsent)

    def handed_over(self) -> Figure:
        """What the database says of pushes is what the push service saw: none written down that never arrived."""
        wrong = []
        for delivery in self.deliveries.values():
            if delivery.channel == "push" and delivery.state in ("handed_over", "shown"):
                went_as = delivery.merged_into or delivery.id
                taken = [push for push in self.pushes.get(went_as, []) if push.status == 201]
                if not taken:
                    wrong.append(f"{delivery.id}: {delivery.state}, and the push service took none")
        unknown = [f"{one}: nobody wrote it" for one in self.pushes if one not in self.deliveries]
        found = f"{len(self.receiver.pushes)} received, {len(wrong) + len(unknown)} not as written"
        return Figure("pushes", found, "0 not as written", not wrong and not unknown, wrong + unknown)

    def same_tag(self) -> Figure:
        """What was taken twice for one phone has one topic and one tag. (What was refused may come again with others.)"""
        taken = {one: [push for push in pushes if push.status == 201] for one, pushes in self.pushes.items()}
        tags = {one: {tag for push in pushes for tag in _tags(push)} for one, pushes in taken.items() if pushes}
        wrong = [f"{one}: {sorted(found)}" for one, found in tags.items() if len(found) != 1]
        duplicates = sum(len(pushes) > 1 for pushes in taken.values())
        found = f"{duplicates} taken twice, {len(wrong)} with another tag"
        return Figure("duplicates", found, "0 with another tag", not wrong, wrong)

    def nothing_after(self) -> Figure:
        """After a client had its 200, no call about that request reached the push service, but what was on its way."""
        late, on_its_way, worst = [], 0, 0.0
        calls = self._calls()
        for answered in self.journal.answered:
            until = self._calls_again_at(answered.step_up_id, answered.when)
            for delivery_id, push, moved in calls.get(answered.step_up_id, []):
                after = push.at - answered.when.at
                if after <= 0 or (until is not None and moved >= until):
                    continue
                worst = max(worst, after)
                if after <= ON_ITS_WAY_SECONDS:
                    on_its_way += 1
                else:
                    late.append(f"{answered.step_up_id}: {answered.act}, {after:.2f} s later delivery {delivery_id}")
        found = (
            f"{len(late)} ({on_its_way} were on their way, worst {worst:.2f} s; {len(self.journal.answered)} answers)"
        )
        bar = f"0 beyond {ON_ITS_WAY_SECONDS:.0f} s"
        return Figure("sent after the answer was committed", found, bar, not late, late)

    def _calls(self) -> dict[str, list[tuple[uuid.UUID, Push, datetime]]]:
        """By request: the calls for an answer that the push service got."""
        found: dict[str, list[tuple[uuid.UUID, Push, datetime]]] = defaultdict(list)
        for delivery_id, pushes in self.pushes.items():
            delivery = self.deliveries.get(delivery_id)
            notice = self.notices.get(delivery.notice_id) if delivery else None
            for push in pushes if notice is not None and notice.kind in CALLS else ():
                moved = self.journal.moved_at(push.at)
                if not self._carries_others(delivery_id, moved):
                    found[str(notice.subject_id)].append((delivery_id, push, moved))
        return found

    def _carries_others(self, delivery_id: uuid.UUID, moved: datetime) -> bool:
        """It went out for others of the same burst too, which nobody had answered then."""
        carried = [self.notices[one.notice_id] for one in self.deliveries.values() if one.merged_into == delivery_id]
        return any(notice.withdrawn_at is None or notice.withdrawn_at > moved for notice in carried)

    def _calls_again_at(self, step_up_id: str, when: Moment) -> datetime | None:
        """When it was next allowed to call, by the moved clock."""
        return next(
            (event.at for event in self.events[step_up_id] if event.at > when.moved and event.kind in CALLS_AGAIN), None
        )

    def _went_out(self, notice: Any, ways: list[Any]) -> bool:
        states = {delivery.state for delivery in ways}
        if notice.withdrawn_at or notice.seen_at or states & {"handed_over", "shown", "merged"}:
            return True
        if notice.expanded_at is None or states & {"waiting", "claimed"}:
            return bool(states)
        # A test of one device, which is gone by now, goes nowhere else. News that a night has made old stands in the app; a
        # call for an answer never grows old.
        is_old_news = notice.kind not in CALLS and any(delivery.failure == "too_late" for delivery in ways)
        return is_old_news or notice.kind == "device.test"

    def _notice(self, notice: Any) -> str:
        ways = [
            f"{one.channel} {one.state} {one.failure}" for one in self.deliveries.values() if one.notice_id == notice.id
        ]
        return f"{notice.kind} of {notice.subject_id} to {notice.account_id}: expanded {notice.expanded_at}, {ways}"


def _tags(push: Push) -> set[str]:
    """What replaces what: at the push service, and on the phone."""
    return {push.topic, push.message["notification"]["tag"]}
