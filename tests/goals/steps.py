"""What people do with goals, for the tests of this slice and of others."""

from __future__ import annotations

from typing import Any

from backend.core import clock
from backend.core.ids import new_id
from tests.cast import Cast, Member

WORDS = "Walk to the sea again."


def goals_path(cast: Cast, goal_id: Any = None, *rest: Any) -> str:
    """The address of Alex's goals, of one of them, or of something about it."""
    start = f"/api/records/{cast.alex.record_id}/goals"
    return "/".join(map(str, (start, goal_id, *rest))) if goal_id else start


def read(member: Member, cast: Cast, expect: int = 200) -> Any:
    return member.get(goals_path(cast), expect=expect)


def write(member: Member, cast: Cast, goal_id: Any = None, *, expect: int = 201, **more: Any) -> Any:
    body = {"words": WORDS, **more}
    return member.put(goals_path(cast, goal_id or new_id()), body, expect=expect)


def become(member: Member, cast: Cast, goal: Any, to: str, *, expect: int = 200, **more: Any) -> Any:
    path = goals_path(cast, goal["id"], "status", more.pop("event_id", None) or new_id())
    return member.put(path, {"to": to, **more}, expect=expect)


def step(member: Member, cast: Cast, goal: Any, step_id: Any = None, *, expect: int = 201, **more: Any) -> Any:
    body = {"words": "Find my boots.", **more}
    return member.put(goals_path(cast, goal["id"], "steps", step_id or new_id()), body, expect=expect)


def track(member: Member, cast: Cast, goal: Any, *, is_tracked: bool = True, expect: int = 200) -> Any:
    return member.put(goals_path(cast, goal["id"], "tracking"), {"is_tracked": is_tracked}, expect=expect)


def hide(member: Member, cast: Cast, goal: Any, *, is_private: bool = True, expect: int = 200) -> Any:
    return member.put(goals_path(cast, goal["id"], "privacy"), {"is_private": is_private}, expect=expect)


def score(
    member: Member, cast: Cast, goal: Any, value: Any = 4, *, score_id: Any = None, expect: int = 201, **more: Any
) -> Any:
    body = {"value": value, "answered_at": clock.now().isoformat(), **more}
    return member.put(goals_path(cast, goal["id"], "scores", score_id or new_id()), body, expect=expect)
