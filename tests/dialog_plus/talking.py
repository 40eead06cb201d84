"""Holding conversations through the API, in a few words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend.core import clock
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.sharing.ways import share, trust

WORDS = "The mornings are long, and the kettle is company."


def record(cast: Cast) -> str:
    return f"/api/records/{cast.alex.record_id}"


def begin(member: Member, cast: Cast, *, together: bool = True, expect: int = 201, **more: Any) -> Any:
    body = {"together": together, **more}
    return member.put(f"{record(cast)}/conversations/{new_id()}", body, expect=expect)


def path(cast: Cast, conversation: Any) -> str:
    return f"{record(cast)}/conversations/{conversation['id']}"


def read(member: Member, cast: Cast, conversation: Any, expect: int = 200) -> Any:
    return member.get(path(cast, conversation), expect=expect)


def choose(member: Member, cast: Cast, conversation: Any, *areas: str, version: int = 0, expect: int = 201) -> Any:
    body = {"areas": list(areas or ("job",)), "version": version}
    return member.put(f"{path(cast, conversation)}/choices/{new_id()}", body, expect=expect)


def write(member: Member, cast: Cast, conversation: Any, words: str = WORDS, *, expect: int = 201, **more: Any) -> Any:
    body = {"area": "job", "prompt": "why", "words": words, "version": 0, "typed_for": "self", **more}
    return member.put(f"{path(cast, conversation)}/notes/{new_id()}", body, expect=expect)


def wish(conversation: Any, **more: Any) -> dict[str, Any]:
    due_on = (clock.in_london(clock.now()) + timedelta(days=7)).date().isoformat()
    body = {"conversation_id": conversation["id"], "area": "job", "words": "Ring the college.", "owner": "person"}
    return {**body, "owner_name": "", "due_on": due_on, "is_removed": False, "version": 0, "typed_for": "self", **more}


def propose(
    member: Member, cast: Cast, conversation: Any, action_id: Any = None, *, expect: int = 201, **more: Any
) -> Any:
    return member.put(f"{record(cast)}/actions/{action_id or new_id()}", wish(conversation, **more), expect=expect)


def agree(member: Member, cast: Cast, action: Any, side: str, how: str = "own_device", **more: Any) -> Any:
    expect, agreement_id = more.pop("expect", 201), more.pop("agreement_id", None) or new_id()
    body = {"version": action["version"], "side": side, "how": how, **more}
    return member.put(f"{record(cast)}/actions/{action['id']}/agreements/{agreement_id}", body, expect=expect)


def went(member: Member, cast: Cast, action: Any, status: str = "done", *, expect: int = 201, **more: Any) -> Any:
    body = {"status": status, "words": "", "conversation_id": None, **more}
    return member.put(f"{record(cast)}/actions/{action['id']}/progress/{new_id()}", body, expect=expect)


def end(member: Member, cast: Cast, conversation: Any, how: str = "finished", *, expect: int = 200) -> Any:
    return member.put(f"{path(cast, conversation)}/end", {"how": how}, expect=expect)


def with_team(cast: Cast, section: str = "dialog_plus_plan", *, may_add: bool = True) -> Any:
    """Alex shares it with the team."""
    return share(cast, section, may_add=may_add)


def with_jo(cast: Cast, *, may_add: bool = False) -> Any:
    """Alex shares it with Jo."""
    return share(cast, "dialog_plus_plan", trust(cast, cast.jo), may_add=may_add)


def talk_it_over(cast: Cast, words: str = WORDS) -> dict[str, Any]:
    """Alex has finished a conversation and begun another, each with a note and an action: the ids of the last of each."""
    ids: dict[str, Any] = {}
    for how in ("finished", None):
        conversation = begin(cast.alex, cast)
        choose(cast.alex, cast, conversation)
        write(cast.alex, cast, conversation, words)
        ids["action_id"] = propose(cast.alex, cast, conversation, words=words)["id"]
        ids["conversation_id"] = conversation["id"]
        if how:
            ids["plan_id"] = end(cast.alex, cast, conversation, how)["plan_id"]
    return ids
