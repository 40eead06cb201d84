"""The fault run: a whole service lives through some minutes in which everything fails, and is then asked what became of it.

Real web, worker, auditor and PostgreSQL are killed at random while people ask, phones come and go behind a push service that
means no good, and the clock goes on by nights over both changes. `python -m tests.faults` (`make faults`) runs the long one.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg

from backend.core.ids import new_id
from tests.faults.asking import Asker, Later
from tests.faults.journal import Journal
from tests.faults.killing import Killer
from tests.faults.living import Living
from tests.faults.moved_clock import MovedClock
from tests.faults.phones import ALWAYS, BADLY, GONE, SURELY, WELL, Phone, Phones
from tests.faults.reckoning import Figure, Reckoning
from tests.faults.service import Client, Service, Team, running
from tests.faults.stalls import Stalls
from tests.faults.standstills import Standstills
from tests.faults.still_climbing import climb_on
from tests.faults.time_passing import BEGIN, TimePassing, wait_for

THREADS = 28
A_DAY = timedelta(days=1)
NIGHT_TEAM_OPENS, NIGHT_TEAM_CLOSES = "06:00", "01:30"
LETTERS = (
    "SELECT id, account_id FROM deliveries WHERE channel <> 'push' AND state = 'handed_over' AND handed_over_at > %s"
)


@dataclass(frozen=True)
class Size:
    """How much happens: `teams` as `people x workers`, and in how many seconds of living.

    `step_ups` are asked for; `accepted` is how many must have got through, as who asks while all is dying may give up.
    `quiet`: for so many of them, twice, the clock makes no leap while things die: long enough for the auditor to watch for its
    minute, and to raise a false alarm if it would.
    """

    teams: tuple[str, ...]
    step_ups: int
    accepted: int
    kills: int
    moves: int
    seconds: float
    quiet: float = 0


WHOLE = Size(("32x6",) * 6, step_ups=330, accepted=300, kills=32, moves=18, seconds=310, quiet=75)
SHORT = Size(("12x5",) * 3, step_ups=66, accepted=60, kills=8, moves=9, seconds=45)


class FaultRun:
    """One run, on a service that has just begun."""

    def __init__(self, service: Service, size: Size, seed: int) -> None:
        assert service.clock is not None
        self.service, self.size, self.seed = service, size, seed
        self.journal = Journal(service.clock)
        self.asker, self.later = Asker(self.journal), Later(self.journal, THREADS)
        self.time = TimePassing(service, self.journal, seed)
        self.killer = Killer(service, self.journal, self.time, seed)
        self.phones = Phones(service.receiver, self.asker, self.later, self.journal, seed)
        self.stalls = Stalls(service, outages=self.time.outages)
        self.steady: set[str] = set()
        self.over = threading.Event()

    def run(self) -> list[Figure]:
        """Prepare, live, come to rest, stand still, go on, count."""
        self.prepare()
        self.live()
        self.come_to_rest()
        self._safely(self.standstills.run)
        went_on = climb_on(self.service, self.time)
        self.time.wait_until_caught_up(self.time.clock.now())
        return [*Reckoning(self.service, self.service.receiver, self.journal).figures(), went_on, self.stalls.figure()]

    def prepare(self) -> None:
        """Teams, people, phones. One team closes at night, at an hour that comes twice in October and never in March."""
        self.time.clock.move_to(BEGIN)
        self.journal.note_move()
        self.teams = self.service.make_teams(*self.size.teams)
        self.service.sql(
            "UPDATE team_hours SET opens = %s, closes = %s WHERE team_id = %s",
            NIGHT_TEAM_OPENS,
            NIGHT_TEAM_CLOSES,
            self.teams[-1].team_id,
        )
        self.service.keep_signed_in()
        self.living = Living(self.teams, self.asker, self.later, self.journal, self.seed)
        self.phones.opened = self.living.open_delivery
        for team in self.teams:
            self._give_phones(team)
        self._wait_until_confirmed()
        self.service.start_auditor()

    def live(self) -> None:
        """Everything at once, for so many seconds."""
        seconds = self.size.seconds
        doing = [
            lambda: self.killer.kill_for(seconds, self.size.kills, self.over),
            lambda: self._ask_for(seconds * 0.9),
            lambda: self._move_for(seconds),
            self._phones_come_and_go,
            self._staff_comes_and_goes,
            self._bring_mail,
        ]
        threads = [threading.Thread(target=self._safely, args=(what,), daemon=True) for what in doing]
        for thread in threads:
            thread.start()
        for thread in threads[:3]:
            thread.join()
        self.over.set()
        for thread in threads[3:]:
            thread.join()

    def come_to_rest(self) -> None:
        """Nothing dies any more, nobody does anything any more. It gets ten in the morning: all teams are open, nobody is away."""
        with self.time.outage():
            self.killer.start_all()
        self.later.stop()
        self.service.sql("UPDATE absences SET ended_at = %s", self.time.clock.now())
        self.time.move((self.time.clock.now() + A_DAY).replace(hour=10, minute=0))
        steady = [phone for phone in self.phones.by_token.values() if phone.device_id in self.steady]
        for phone in steady:
            phone.manner = WELL
        self.standstills = Standstills(self.service, self.stalls, self.asker, self.teams, steady)

    def _give_phones(self, team: Team) -> None:
        """The first and the last worker have a good one, for good; the others what there is, one of them none."""
        for worker in (team.workers[0], team.workers[-1]):
            phone = self.phones.add(worker, SURELY, ALWAYS)
            self.phones.confirm(phone)
            self.steady.add(phone.device_id)
        for worker in team.workers[1:-2]:
            self.phones.add(worker, BADLY)

    def _wait_until_confirmed(self) -> None:
        """Each team has a phone that has shown a push, before the auditor begins to look for one."""
        left = "SELECT count(*) FROM devices WHERE id::text = ANY (%s) AND last_confirmed_at IS NULL"
        wait_for(self.service, left, list(self.steady), seconds=60, why="phones are confirmed")
        for phone in self.phones.by_token.values():
            phone.manner = WELL if phone.device_id in self.steady else phone.manner

    def _staff_comes_and_goes(self) -> None:
        """One leaves her team, and hands over in one act whatever she has promised; one goes away, and somebody covers."""
        self.over.wait(self.size.seconds * 0.4)
        self._leave(self.teams[0], self.teams[0].workers[1])
        self.over.wait(self.size.seconds * 0.2)
        self._go_away(*self.teams[1].workers[:2])

    def _go_away(self, away: Client, cover: Client) -> None:
        """While the service is down the clock may go on by months: a day that is over by then is refused, and chosen anew."""
        while not self.over.is_set():
            now = self.time.clock.now()
            body = {
                "from_at": now.isoformat(),
                "until_at": (now + A_DAY).isoformat(),
                "cover_account_id": cover.account_id,
            }
            answer = self.asker.ask(away, "PUT", f"/api/my-away/{new_id()}", body)
            if answer.status_code in (200, 201):
                self.journal.count("went away")
                return
            assert answer.status_code == 422, f"{answer.status_code} {answer.text[:300]}"

    def _leave(self, team: Team, leaver: Client) -> None:
        """Colleagues go on answering while the lead reads what she holds: until what was read is still so, it is refused."""
        lead, successor = team.workers[-2], team.workers[0]
        self.living.gone.add(leaver.account_id)
        while not self.over.is_set():
            self.asker.ask(lead, "GET", f"/api/teams/{team.team_id}/members/{leaver.account_id}/hand-over")
            body = {"account_id": leaver.account_id, "leaves": True, "to": {"all": successor.account_id}}
            answer = self.asker.ask(lead, "PUT", f"/api/teams/{team.team_id}/hand-overs/{new_id()}", body)
            if answer.status_code in (200, 201):
                self.journal.count("left the team")
                return
            assert answer.status_code == 409, f"{answer.status_code} {answer.text[:300]}"

    def _ask_for(self, seconds: float) -> None:
        """So many requests, evenly; and on until so many were accepted, for people may all be waiting for an answer."""
        pause = seconds / self.size.step_ups
        asked = 0
        while not self.over.is_set() and asked < self.size.step_ups:
            asked += self.living.ask_now()
            self.over.wait(pause)

    def _move_for(self, seconds: float) -> None:
        end = time.monotonic() + seconds - 2 * self.size.quiet
        plan = self.time.plan(self.size.moves)
        for number, to in enumerate(plan):
            if self.size.quiet and number in (len(plan) // 3, 2 * len(plan) // 3):
                self.over.wait(self.size.quiet)
                end += self.size.quiet
            left = (end - time.monotonic()) / (len(plan) - number)
            self.over.wait(max(0.5, left * 0.7))
            self.time.move(to)

    def _phones_come_and_go(self) -> None:
        """Somebody buys a phone, whose push service is like this or like that; some of them die; some change their manner."""
        chance = random.Random(f"phones come and go {self.seed}")
        workers = [worker for team in self.teams for worker in team.workers[1:-1]]
        while not self.over.wait(self.size.seconds / 40):
            if chance.random() < 0.5:
                self.phones.add(chance.choice(workers), chance.choice((WELL, BADLY)))
            for phone in chance.sample(self._changing(), k=min(3, len(self._changing()))):
                phone.manner = chance.choice((WELL, BADLY, BADLY, GONE))
            if chance.random() < 0.3 and self._changing():
                phone = chance.choice(self._changing())
                self.asker.ask(phone.owner, "DELETE", f"/api/devices/{phone.device_id}")

    def _changing(self) -> list[Phone]:
        there = [phone for phone in self.phones.by_token.values() if not phone.is_gone]
        return [phone for phone in there if phone.device_id not in self.steady]

    def _bring_mail(self) -> None:
        """Who was written to by text or e-mail looks at the list of requests, perhaps."""
        brought: set[object] = set()
        since = self.time.clock.now()
        while not self.over.wait(1.5):
            try:
                letters = self.service.sql(LETTERS, since)
            except psycopg.Error:
                continue
            for letter in letters:
                if letter.id not in brought:
                    brought.add(letter.id)
                    self.living.read_mail(str(letter.account_id))

    def _safely(self, what: Callable[[], None]) -> None:
        try:
            what()
        except Exception as problem:  # noqa: BLE001 a thread that dies in silence would hide what went wrong
            self.journal.complain(f"the run itself: {problem!r}")


@contextmanager
def fault_run(folder: Path, size: Size, seed: int) -> Iterator[FaultRun]:
    """A service of its own, and a run on it that has not begun."""
    folder.chmod(0o755)
    with running(folder, processes=2, clock=MovedClock(folder / "clock")) as service:
        run = FaultRun(service, size, seed)
        try:
            yield run
        finally:
            run.over.set()
            run.asker.over.set()
            run.later.stop()
