"""Whom we tell, in which order, and how long we wait before the next. Pure: no database, no clock.

A ladder is data that a team's lead may change. What a request climbs is a snapshot of it, taken when the person asked, so that
a later change does not disturb a climb under way; who is on duty is worked out anew at each rung. Above the written rungs
there is always one more that nobody can take away: everybody on shift, else the lead, else the whole team, again and
again until a human answers.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

TODAY, FEW_DAYS = "today", "few_days"
URGENCIES = (TODAY, FEW_DAYS)

KEY_WORKER, COVER, DUTY, ON_SHIFT, LEAD, OTHER_TEAM = "key_worker", "cover", "duty", "on_shift", "lead", "other_team"
WHOM = (KEY_WORKER, COVER, DUTY, ON_SHIFT, LEAD, OTHER_TEAM)
# Not to be written by anybody: a colleague to whom it was handed over, and all of a team in which nobody is on shift.
COLLEAGUE, MEMBERS = "colleague", "members"
# As older snapshots and events call everybody on shift.
TEAM = "team"

CHANNELS = ("push", "text", "email")
NEXT_CHANNEL_MINUTES = 5
SHORTEST_WAIT, LONGEST_WAIT, MOST_RUNGS = 1, 720, 10
# Each time the top rung is told again we wait half as long again, up to so many times the first wait unless the lead says.
GROWS_BY, GROWS_UP_TO = 1.5, 6

# The kinds of message that ask a worker to answer. They lose their point as soon as a human has the matter in hand.
CALLS_FOR_AN_ANSWER = ("step_up.asked", "step_up.transferred")

# Somebody who hopes to hear in the next few days is told so; we wait longer before we ask the next, never for ever.
PATIENCE = {TODAY: 1, FEW_DAYS: 4}


@dataclass(frozen=True)
class Rung:
    """`whom` to tell (a word of WHOM, or a colleague's account id); minutes of staffed time to wait before the next rung.

    `channels` in their order; the next one starts `next_channel_minutes` after the one before, when nothing was seen.
    """

    whom: str
    wait_minutes: int
    team_id: str | None = None
    channels: tuple[str, ...] = CHANNELS
    next_channel_minutes: int = NEXT_CHANNEL_MINUTES

    @property
    def word(self) -> str:
        """Whom, as a word for events and pages: never an account id."""
        return self.whom if self.whom in WHOM else COLLEAGUE


@dataclass(frozen=True)
class Ladder:
    """The rungs as they were written, and how often the top is told again. `version` 0: nobody has written one.

    `first`: the account of a colleague to whom it was handed over, who comes first and in place of the key worker.
    """

    written: tuple[Rung, ...]
    repeat_minutes: int
    repeat_longest_minutes: int
    version: int = 0
    first: str | None = None

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The rungs that are climbed."""
        if self.first is None:
            return self.written
        wait = self.written[0].wait_minutes if self.written else self.repeat_minutes
        return (Rung(self.first, wait), *(rung for rung in self.written if rung.whom != KEY_WORKER))

    @property
    def top(self) -> int:
        """The place above the written rungs, which repeats."""
        return len(self.rungs)

    def rung_at(self, place: int) -> Rung:
        """The rung at that place; at the top and beyond everybody on shift, by all channels."""
        return self.rungs[place] if place < self.top else Rung(ON_SHIFT, self.repeat_minutes)

    def wait_at(self, place: int, repeats: int) -> int:
        """Minutes to wait after telling that place. The top waits longer each time, never longer than its bound."""
        if place < self.top:
            return self.rungs[place].wait_minutes
        return repeat_wait(self, repeats)

    def other_teams(self) -> list[Rung]:
        """The rungs for when the own team is closed, in their order."""
        return [rung for rung in self.rungs if rung.whom == OTHER_TEAM]

    def own(self) -> list[Rung]:
        """The rungs of the own team."""
        return [rung for rung in self.rungs if rung.whom != OTHER_TEAM]


def repeat_wait(ladder: Ladder, repeats: int) -> int:
    """Minutes before the top is told again, when it was told `repeats` times before: half as long again each time, bounded."""
    longest = max(ladder.repeat_minutes, ladder.repeat_longest_minutes)
    grown = ladder.repeat_minutes * GROWS_BY ** min(max(repeats, 0), 40)
    return max(1, int(min(grown, longest)))


def default_ladder(urgency: str, first_wait: int, next_wait: int, repeat: int) -> Ladder:
    """The ladder of a team whose lead has written none: key worker (or who covers), then everybody on shift, and again."""
    patience = PATIENCE[urgency]
    return Ladder(
        (Rung(KEY_WORKER, first_wait * patience), Rung(ON_SHIFT, next_wait * patience)),
        repeat * patience,
        repeat * patience * GROWS_UP_TO,
    )


def to_json(ladder: Ladder) -> dict[str, Any]:
    """The snapshot as it is kept with a request."""
    return {**asdict(ladder), "written": rungs_to_json(ladder.written)}


def rungs_to_json(rungs: Iterable[Rung]) -> list[dict[str, Any]]:
    return [{**asdict(rung), "channels": list(rung.channels)} for rung in rungs]


def rung_from_json(stored: dict[str, Any]) -> Rung:
    channels = tuple(stored.get("channels") or CHANNELS)
    return Rung(**{**stored, "channels": channels})


def from_json(stored: Any) -> Ladder:
    """A snapshot, also of the older shape: a list whose last rung repeated at one and the same interval."""
    if isinstance(stored, dict):
        return Ladder(**{**stored, "written": tuple(map(rung_from_json, stored["written"]))})
    rungs = [Rung(_newer_word(rung["whom"]), rung["wait_minutes"]) for rung in stored]
    first, again = rungs[0], rungs[-1].wait_minutes
    if first.word != COLLEAGUE:
        return Ladder(tuple(rungs[:-1]), again, again)
    return Ladder((replace(first, whom=KEY_WORKER), *rungs[1:-1]), again, again, first=first.whom)


def first_of(stored: Any) -> str | None:
    """Whom the lowest rung of a snapshot tells."""
    rungs = from_json(stored).rungs
    return rungs[0].whom if rungs else None


def account_of(rung: Rung) -> uuid.UUID | None:
    """The colleague of a rung that was put there by a hand-over."""
    return uuid.UUID(rung.whom) if rung.word == COLLEAGUE else None


def _newer_word(whom: str) -> str:
    return ON_SHIFT if whom == TEAM else whom
