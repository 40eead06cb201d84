"""Small verbs for the tests of this slice: ask, answer, speak, and let the engine look."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from backend.core import clock, embedded_postgres
from backend.core.ids import new_id
from backend.step_up import engine
from tests.cast import Member
from tests.roles import role

ASK = {"words": "I have stopped sleeping.", "wants_to_hear": "today", "reach_by": "ring", "reach_on": "07700 900101"}


def ask(person: Member, *, expect: int = 201, step_up_id: uuid.UUID | None = None, **changes: Any) -> dict[str, Any]:
    return person.put(f"/api/step-ups/{step_up_id or new_id()}", {**ASK, **changes}, expect=expect)


def do(
    member: Member, step_up: dict[str, Any], act: str, body: dict[str, Any] | None = None, *, expect: int = 200
) -> Any:
    return member.put(f"/api/step-ups/{step_up['id']}/{act}/{new_id()}", body or {}, expect=expect)


def promise(worker: Member, step_up: dict[str, Any], *, minutes: int = 60, expect: int = 200, **changes: Any) -> Any:
    by_at = clock.now() + timedelta(minutes=minutes)
    return do(
        worker, step_up, "acknowledgements", {"by_at": by_at.isoformat(), "how": "ring", **changes}, expect=expect
    )


def speak(worker: Member, step_up: dict[str, Any], *, expect: int = 200) -> Any:
    spoke_at = clock.now().isoformat()
    return do(worker, step_up, "contacts", {"mechanism": "02", "spoke_at": spoke_at}, expect=expect)


def let_the_engine_look(now: datetime | None = None) -> None:
    """One sweep of the ladders, as the worker's database role."""
    with role(embedded_postgres.WORKER):
        engine.sweep(now or clock.now())


def kinds(view: dict[str, Any]) -> list[str]:
    return [entry["kind"] for entry in view["timeline"]]
