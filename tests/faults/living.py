"""People who ask, withdraw and ask again, and workers who look, answer, keep promises or forget them."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import requests

from backend.core.ids import new_id
from tests.faults.asking import Asker, Later
from tests.faults.journal import Journal
from tests.faults.service import Client, Team

# Asked, and nobody has to be called about it any more.
CALLED, SETTLED = "sent", ("in_contact", "plan_agreed")
LOOKS_AT_ONCE = 3
# The last of each team ask nothing here: they are for the standstills, which need somebody with no request open.
RESERVED = 2
WORDS = "I have stopped sleeping."

# What a worker does who has opened a request that nobody has answered. The rest only looks.
DOES = {"promise": 45, "speak": 12, "transfer": 6, "look": 37}


class Living:
    """All that people and workers do, in threads; chances are drawn under a lock from one seed."""

    def __init__(self, teams: list[Team], asker: Asker, later: Later, journal: Journal, seed: int) -> None:
        self.teams, self.asker, self.later, self.journal = teams, asker, later, journal
        self.chance = random.Random(f"living {seed}")
        self._lock = threading.Lock()
        self.idle = [(team, person) for team in teams for person in team.people[:-RESERVED]]
        self.chance.shuffle(self.idle)
        self.team_of = {worker.account_id: team for team in teams for worker in team.workers}
        self.asked_by: dict[str, tuple[Team, Client]] = {}
        self.gone: set[str] = set()

    def ask_now(self) -> bool:
        """Somebody who has no request open asks. False: everybody waits for an answer."""
        with self._lock:
            if not self.idle:
                return False
            self.later.do(0, self._ask, *self.idle.pop(0))
            return True

    def open_delivery(self, worker: Client, delivery_id: str) -> None:
        """A push was shown. Some tap on it."""
        if self._draw() < 0.75:
            self.later.do(self._draw() * 2, self._open_delivery, worker, delivery_id)

    def read_mail(self, account_id: str) -> None:
        """A text or an e-mail got there, which says nothing: the worker looks at the list of requests."""
        worker = next((one for one in self._workers() if one.account_id == account_id), None)
        if worker is not None and self._draw() < 0.6:
            self.later.do(self._draw() * 2, self.look_at_requests, worker)

    def look_at_requests(self, worker: Client) -> None:
        """Open the first few that nobody has answered."""
        if worker.account_id in self.gone:
            return
        answer = self.asker.ask(worker, "GET", "/api/requests")
        for row in answer.json()["unanswered"][:LOOKS_AT_ONCE] if answer.status_code == 200 else ():
            self._open(worker, row["id"])

    def _ask(self, team: Team, person: Client) -> None:
        step_up_id, wants = str(new_id()), "today" if self._draw() < 0.8 else "few_days"
        answer = self.asker.ask(person, "PUT", f"/api/step-ups/{step_up_id}", {"words": WORDS, "wants_to_hear": wants})
        if answer.status_code not in (200, 201):
            self.journal.complain(f"asking: {answer.status_code} {answer.text[:200]}")
            return
        self.asked_by[step_up_id] = (team, person)
        self.journal.accept(step_up_id, person.account_id)
        if self._draw() < 0.12:
            self.later.do(self._draw() * 15, self._withdraw, team, person, step_up_id)

    def _withdraw(self, team: Team, person: Client, step_up_id: str) -> None:
        answer = self._act(person, step_up_id, "withdrawals", {"words": ""})
        if answer.status_code != 200:
            return
        self.journal.answer(step_up_id, "withdrawn")
        self.journal.count("withdrawn")
        if self._draw() < 0.3:
            if self._act(person, step_up_id, "reopenings", {"words": ""}).status_code == 200:
                self.journal.count("reopened")
        else:
            self._is_idle(team, person)

    def _open_delivery(self, worker: Client, delivery_id: str) -> None:
        answer = self.asker.ask(worker, "GET", f"/api/deliveries/{delivery_id}")
        about = answer.json() if answer.status_code == 200 else {}
        if str(about.get("kind", "")).startswith("step_up."):
            if about.get("subject_id"):
                self._open(worker, about["subject_id"])
            else:
                self.look_at_requests(worker)

    def _open(self, worker: Client, step_up_id: str) -> None:
        answer = self.asker.ask(worker, "GET", f"/api/step-ups/{step_up_id}")
        if answer.status_code != 200:
            # Somebody who has left the team, or it is with another by now.
            return
        self.journal.see(step_up_id, worker.account_id)
        if answer.json()["state"] == CALLED:
            chosen = self._choose(DOES)
            acts: dict[str, Callable[[Client, str], None]] = {
                "promise": self._promise,
                "speak": self._speak,
                "transfer": self._transfer,
            }
            acts.get(chosen, lambda *_: None)(worker, step_up_id)

    def _promise(self, worker: Client, step_up_id: str) -> None:
        by_at = self.journal.clock.now() + timedelta(minutes=8 + 40 * self._draw())
        answer = self._act(worker, step_up_id, "acknowledgements", {"by_at": by_at.isoformat(), "how": "ring"})
        if answer.status_code == 200:
            self.journal.answer(step_up_id, "acknowledged")
            self.journal.count("promised")
            if self._draw() < 0.6:
                self.later.do(1 + self._draw() * 12, self._speak, worker, step_up_id)

    def _speak(self, worker: Client, step_up_id: str) -> None:
        spoke_at = self.journal.clock.now() - timedelta(minutes=1)
        body = {"mechanism": "02", "spoke_at": spoke_at.isoformat()}
        if self._act(worker, step_up_id, "contacts", body).status_code == 200:
            self.journal.answer(step_up_id, "in_contact")
            self.journal.count("spoken")
            self.later.do(self._draw() * 6, self._close, worker, step_up_id)

    def _close(self, worker: Client, step_up_id: str) -> None:
        if self._act(worker, step_up_id, "closings", {"reason": "plan_agreed"}).status_code == 200:
            self.journal.answer(step_up_id, "closed")
            self.journal.count("closed")
            self._is_idle(*self.asked_by[step_up_id])

    def _transfer(self, worker: Client, step_up_id: str) -> None:
        team = self.team_of[worker.account_id]
        to = [one for one in team.workers if one is not worker and one.account_id not in self.gone]
        body = {"to_account_id": to[int(self._draw() * len(to))].account_id}
        if self._act(worker, step_up_id, "transfers", body).status_code == 200:
            self.journal.count("transferred")

    def _act(self, actor: Client, step_up_id: str, acts: str, body: dict[str, Any]) -> requests.Response:
        answer = self.asker.ask(actor, "PUT", f"/api/step-ups/{step_up_id}/{acts}/{new_id()}", body)
        if answer.status_code not in (200, 201, 403, 404, 409, 422):
            self.journal.complain(f"{acts}: {answer.status_code} {answer.text[:200]}")
        return answer

    def _is_idle(self, team: Team, person: Client) -> None:
        with self._lock:
            if (team, person) not in self.idle:
                self.idle.append((team, person))

    def _workers(self) -> list[Client]:
        return [worker for team in self.teams for worker in team.workers]

    def _draw(self) -> float:
        with self._lock:
            return self.chance.random()

    def _choose(self, weights: dict[str, int]) -> str:
        with self._lock:
            return self.chance.choices(list(weights), list(weights.values()))[0]
