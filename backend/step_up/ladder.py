"""Whom we tell, in which order, and how long we wait before the next. Pure: no database, no clock.

The ladder is a snapshot taken when the person asked, so that a later change of the team's settings does not disturb a climb
under way; who is on duty is worked out anew at each rung. The last rung repeats until a human answers.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

KEY_WORKER, TEAM = "key_worker", "team"

# The kinds of message that ask a worker to answer. They lose their point as soon as a human has the matter in hand.
CALLS_FOR_AN_ANSWER = ("step_up.asked", "step_up.transferred")

# Somebody who hopes to hear in the next few days is told so; we wait longer before we ask the next, never for ever.
PATIENCE = {"today": 1, "few_days": 4}


@dataclass(frozen=True)
class Rung:
    """`whom` to tell; `wait_minutes` before the next rung, or before this one again when it is the last."""

    whom: str
    wait_minutes: int


def build_ladder(wants_to_hear: str, first_wait: int, next_wait: int, repeat: int) -> list[Rung]:
    """The rungs for one request; waits in minutes from the team's settings."""
    patience = PATIENCE[wants_to_hear]
    return [
        Rung(KEY_WORKER, first_wait * patience),
        Rung(TEAM, next_wait * patience),
        Rung(TEAM, repeat * patience),
    ]


def to_json(ladder: list[Rung]) -> list[dict[str, Any]]:
    return [asdict(rung) for rung in ladder]


def from_json(stored: list[dict[str, Any]]) -> list[Rung]:
    return [Rung(**rung) for rung in stored]
