"""What the clients of a fault run know for certain: what they were answered, and when. The database is compared with it."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.faults.moved_clock import MovedClock, real_now


@dataclass(frozen=True)
class Moment:
    """The same instant on the real clock (monotonic seconds) and on the moved one."""

    at: float
    moved: datetime


@dataclass(frozen=True)
class Answered:
    """The moment at which a client had in hand that nobody need be called about this request any more."""

    step_up_id: str
    act: str
    when: Moment


@dataclass
class Journal:
    """Filled by many threads at once; each only adds."""

    clock: MovedClock
    accepted: dict[str, Moment] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    answered: list[Answered] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    acts: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    kills: list[str] = field(default_factory=list)
    # How far the moved clock was ahead from when on, in monotonic seconds.
    ahead: list[tuple[float, timedelta]] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._zero = real_now() - timedelta(seconds=time.monotonic())
        self.note_move()

    def moment(self) -> Moment:
        return Moment(time.monotonic(), self.clock.now())

    def note_move(self) -> None:
        """Called right after the clock was moved, so that instants of the one clock can be told by the other."""
        self.ahead.append((time.monotonic(), self.clock.ahead))

    def moved_at(self, at: float) -> datetime:
        """What the moved clock showed at that monotonic second."""
        ahead = next(ahead for since, ahead in reversed(self.ahead) if since <= at or since == self.ahead[0][0])
        return self._zero + timedelta(seconds=at) + ahead

    def accept(self, step_up_id: str, account_id: str) -> None:
        with self._lock:
            self.accepted.setdefault(step_up_id, self.moment())
            self.people.add(account_id)

    def see(self, step_up_id: str, account_id: str) -> None:
        with self._lock:
            self.seen[step_up_id].add(account_id)

    def answer(self, step_up_id: str, act: str) -> None:
        """Called as soon as the client has its 200."""
        moment = self.moment()
        with self._lock:
            self.answered.append(Answered(step_up_id, act, moment))

    def count(self, act: str) -> None:
        with self._lock:
            self.acts[act] += 1

    def note_answer(self, what: str) -> None:
        with self._lock:
            self.answers[what] += 1

    def complain(self, words: str) -> None:
        """Something that must not be; said again at the end."""
        with self._lock:
            self.trouble.append(words)
