"""What people do with a safety plan, for the tests of this slice and of others."""

from __future__ import annotations

from typing import Any

from backend.core.ids import new_id
from tests.cast import Cast, Member

SECTION = "safety_plan"
WORDS = "I stop answering the phone."


def plan_path(cast: Cast, *rest: Any) -> str:
    """The address of Alex's plan, or of something about it."""
    return "/".join(map(str, (f"/api/records/{cast.alex.record_id}/safety-plan", *rest)))


def read(member: Member, cast: Cast, expect: int = 200) -> Any:
    return member.get(plan_path(cast), expect=expect)


def part(plan: Any, heading: str) -> Any:
    """One section of a plan, or of a version of it."""
    return next(section for section in plan["sections"] if section["heading"] == heading)


def words_in(plan: Any) -> dict[str, list[str]]:
    """What is written in a plan, by heading; nothing where nothing is."""
    found = {section["heading"]: [item["words"] for item in section["items"]] for section in plan["sections"]}
    return {heading: words for heading, words in found.items() if words}


def item(words: str = WORDS, **more: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "words": words, **more}


def section(heading: str, *items: dict[str, Any] | str, version: int = 0) -> dict[str, Any]:
    made = [item(one) if isinstance(one, str) else one for one in items]
    return {"heading": heading, "items": made, "version": version}


def save(member: Member, *sections: dict[str, Any], save_id: Any = None, expect: int = 201, **more: Any) -> Any:
    body = {"sections": list(sections), **more}
    return member.put(f"/api/my-plan/saves/{save_id or new_id()}", body, expect=expect)


def write(member: Member, heading: str, *items: dict[str, Any] | str, version: int = 0, **more: Any) -> Any:
    """Save one section."""
    return save(member, section(heading, *items, version=version), **more)


def show(member: Member, heading: str, audience: str, *, expect: int = 200) -> Any:
    """Choose who sees a section."""
    return member.put(f"/api/my-plan/audiences/{heading}", {"audience": audience}, expect=expect)


def suggest(
    member: Member, cast: Cast, words: str = "Ring me.", suggestion_id: Any = None, *, expect: int = 201, **more: Any
) -> Any:
    heading = more.pop("heading", "myself")
    body = {"heading": heading, "item": {"words": words, **more}}
    return member.put(plan_path(cast, "suggestions", suggestion_id or new_id()), body, expect=expect)


def decline(member: Member, suggestion: Any, *, expect: int = 200) -> Any:
    return member.put(f"/api/my-plan/declined/{suggestion['id']}", {}, expect=expect)
