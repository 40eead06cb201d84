"""The standstills themselves: the engine is stopped in mid-work; rows are held; links, owners, duty and phones are missing."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

from backend.core.ids import new_id
from tests.faults.asking import Asker
from tests.faults.living import RESERVED
from tests.faults.phones import WELL, Phone
from tests.faults.service import Client, Service, Team, wait_until
from tests.faults.stalls import Stall, Stalls, holding

# Nothing runs that could be late by the clock's own steps, or the engine sweeps every two seconds meanwhile.
STRIDE, STEP = timedelta(seconds=25), timedelta(seconds=6)
SOON = timedelta(seconds=20)

# A message may go out as one with an earlier one to the same phone: then that one stands for it.
DELIVERY = """
    SELECT carrier.id FROM deliveries d
    JOIN notices n ON n.id = d.notice_id
    JOIN deliveries carrier ON carrier.id = coalesce(d.merged_into, d.id)
    WHERE n.subject_id = %s AND carrier.state = %s AND d.channel = 'push'
"""
WHAT_BECAME = """
    SELECT n.kind, d.channel, d.state, d.failure, d.attempts FROM notices n
    LEFT JOIN deliveries d ON d.notice_id = n.id WHERE n.subject_id = %s ORDER BY n.created_at
"""
IN_TRANSACTION = """
    SELECT count(*) AS number FROM pg_stat_activity WHERE usename = 'waymark_worker' AND state NOT IN ('idle', 'disabled')
"""
TRIES = 100
ENTRY = "SELECT chain_id, seq, action FROM audit_entries WHERE chain_id <> %s ORDER BY id DESC LIMIT 1"


class Standstills:
    """`teams`: at least three, each with two workers whose phones work."""

    def __init__(self, service: Service, stalls: Stalls, asker: Asker, teams: list[Team], phones: list[Phone]) -> None:
        self.service, self.stalls, self.asker, self.teams = service, stalls, asker, teams
        self.phones = {phone.owner.account_id: phone for phone in phones}
        self.asked: list[str] = []

    def run(self) -> None:
        self.engine_stopped()
        self.rows_held_and_things_missing()

    def engine_stopped(self) -> None:
        """The worker gets no processor any more, as on a machine that hangs: it holds a message, a promise ends, somebody asks."""
        first, second, third = (team.people[-1] for team in self.teams[:3])
        promised = self._ask(first)
        by_at = self.stalls.clock.now() + SOON
        body = {"by_at": by_at.isoformat(), "how": "ring"}
        answer = self.asker.ask(
            self.teams[0].workers[0], "PUT", f"/api/step-ups/{promised}/acknowledgements/{new_id()}", body
        )
        assert answer.status_code == 200, answer.text[:200]
        since = self.stalls.clock.now()
        claimed, delivery = self._stop_in_the_middle(second)
        try:
            asked = self._ask(third)
            self.service.sql("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'")
            stalls = (
                Stall("the worker is stopped", "no_ladder_sweep"),
                Stall("the worker is stopped", "no_message_sweep"),
                Stall("the worker is stopped", "no_worker"),
                Stall("somebody asked meanwhile", "due_not_advanced", asked),
                Stall("a promise ended meanwhile", "promise_not_restarted", promised),
                Stall("it had a message in hand", "delivery_not_finished", delivery),
            )
            with self.stalls.inject(
                since, STRIDE, *stalls, beside=frozenset({"delivery_waiting", "notice_not_expanded"})
            ):
                pass
        finally:
            self.phones[self._key_worker(second).account_id].manner = WELL
            self.service.worker.signal(signal.SIGCONT)
        self.stalls.healed(STEP)
        self.asked += [promised, claimed, asked]

    def rows_held_and_things_missing(self) -> None:
        """The engine runs. Somebody holds the row of a request and of a message; a link, an owner, duty, phones are missing."""
        first, second, third = (team.people[-RESERVED] for team in self.teams[:3])
        held, waiting, owned = self._ask(first), self._ask_of_a_busy_phone(second), self._ask(third)
        self._wait_until_told(held)
        delivery = self._wait_for_delivery(waiting, "waiting")
        self.service.sql("UPDATE step_ups SET next_due_at = %s WHERE id = %s", self.stalls.clock.now(), held)
        since = self.stalls.clock.now()
        with ExitStack() as stack:
            stack.enter_context(holding(self.service, "SELECT 1 FROM step_ups WHERE id = %s FOR UPDATE", held))
            stack.enter_context(holding(self.service, "SELECT 1 FROM deliveries WHERE id = %s FOR UPDATE", delivery))
            link = stack.enter_context(self._broken_link())
            stack.enter_context(self._without_team(third))
            stack.enter_context(self._all_away(self.teams[1]))
            stack.enter_context(self._unconfirmed(self.teams[2]))
            stalls = (
                Stall("the row of a request is held", "due_not_advanced", held),
                Stall("the row of a message is held", "delivery_waiting", delivery),
                Stall("somebody wrote into the audit", "audit_chain_broken", link),
                Stall("a person has no team any more", "no_owner", owned),
                Stall("a whole team is away", "nobody_on_duty", self.teams[1].team_id),
                Stall("no phone of a team is confirmed", "no_confirmed_device", self.teams[2].team_id),
            )
            with self.stalls.inject(since, STEP, *stalls):
                pass
        self.phones[self._key_worker(second).account_id].manner = WELL
        self.stalls.healed(STEP)
        self.asked += [held, waiting, owned]

    def _stop_in_the_middle(self, person: Client) -> tuple[str, str]:
        """The push service hangs, and the worker is stopped while it waits for it. The request, and the message."""
        self.phones[self._key_worker(person).account_id].manner = {"hang": 1}
        step_up_id = self._ask(person)
        delivery = self._wait_for_delivery(step_up_id, "claimed")
        self._stop_between_transactions()
        return step_up_id, delivery

    def _stop_between_transactions(self) -> None:
        """Or it would hold rows of the queue and of others, as the next standstill does on purpose."""
        for _ in range(TRIES):
            self.service.worker.signal(signal.SIGSTOP)
            if self.service.sql(IN_TRANSACTION)[0].number == 0:
                return
            self.service.worker.signal(signal.SIGCONT)
            time.sleep(0.02)
        self.service.worker.signal(signal.SIGSTOP)

    def _ask_of_a_busy_phone(self, person: Client) -> str:
        self.phones[self._key_worker(person).account_id].manner = {"later": 1}
        return self._ask(person)

    @contextmanager
    def _broken_link(self) -> Iterator[str]:
        (entry,) = self.service.sql(ENTRY, "00000000-0000-0000-0000-000000000000")
        write = "UPDATE audit_entries SET action = %s WHERE chain_id = %s AND seq = %s"
        self.service.sql(write, "identity.nothing", entry.chain_id, entry.seq)
        yield f"{entry.chain_id}:{entry.seq}"
        self.service.sql(write, entry.action, entry.chain_id, entry.seq)

    @contextmanager
    def _without_team(self, person: Client) -> Iterator[None]:
        write = "UPDATE record_teams SET until_at = %s WHERE record_id = %s"
        self.service.sql(write, self.stalls.clock.now(), person.record_id)
        yield
        self.service.sql(write, None, person.record_id)

    @contextmanager
    def _all_away(self, team: Team) -> Iterator[None]:
        now = self.stalls.clock.now()
        for worker in team.workers:
            self.service.sql(
                "INSERT INTO absences (id, account_id, from_at, until_at, made_by, made_at) VALUES (%s, %s, %s, %s, %s, %s)",
                *(new_id(), worker.account_id, now, now + timedelta(days=2), worker.account_id, now),
            )
        yield
        accounts = [worker.account_id for worker in team.workers]
        self.service.sql(
            "UPDATE absences SET ended_at = from_at WHERE account_id::text = ANY (%s) AND from_at = %s", accounts, now
        )

    @contextmanager
    def _unconfirmed(self, team: Team) -> Iterator[None]:
        accounts = [worker.account_id for worker in team.workers]
        before = self.service.sql(
            "SELECT id, last_confirmed_at FROM devices WHERE account_id::text = ANY (%s) AND last_confirmed_at IS NOT NULL",
            accounts,
        )
        write = "UPDATE devices SET last_confirmed_at = %s WHERE id = %s"
        for device in before:
            self.service.sql(write, None, device.id)
        yield
        for device in before:
            self.service.sql(write, device.last_confirmed_at, device.id)

    def _key_worker(self, person: Client) -> Client:
        return next(team.workers[0] for team in self.teams if person in team.people)

    def _ask(self, person: Client) -> str:
        step_up_id = str(new_id())
        answer = self.asker.ask(person, "PUT", f"/api/step-ups/{step_up_id}", {"words": ""})
        assert answer.status_code in (200, 201), answer.text[:200]
        return step_up_id

    def _wait_until_told(self, step_up_id: str) -> None:
        told = "SELECT 1 FROM step_up_events WHERE step_up_id = %s AND kind = 'told'"
        wait_until(lambda: self.service.sql(told, step_up_id), seconds=30, why="somebody is told")

    def _wait_for_delivery(self, step_up_id: str, state: str) -> str:
        try:
            rows: list[Any] = wait_until(lambda: self.service.sql(DELIVERY, step_up_id, state), seconds=30)
        except AssertionError as problem:
            there = [tuple(row) for row in self.service.sql(WHAT_BECAME, step_up_id)]
            raise AssertionError(f"no message is {state}, but {there}") from problem
        return str(rows[0].id)
