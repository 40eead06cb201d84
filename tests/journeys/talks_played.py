"""A conversation about parts of life, played by the API: rated, chosen, written, agreed, and ended with a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from backend.core import clock
from backend.core.ids import new_id
from tests.journeys.device import Device
from tests.journeys.goals_played import record_of

# What Alex answers to DIALOG: satisfied with some, wanting more help with two.
RATED = {
    "mental_health": 3,
    "physical_health": 4,
    "job": 2,
    "accommodation": 6,
    "leisure": 3,
    "friendships": 3,
    "family": 6,
    "safety": 5,
    "medication": 4,
    "practical_help": 5,
    "meetings": 6,
}
WANTED = ("friendships", "job")
WHY = "I see nobody in the week. On Sundays I ring Sam, and that is good."
SIGN = "I sit in the café for ten minutes and somebody says hello."
WALK = "Walk to the café with Sam"


@dataclass(frozen=True)
class Plan:
    """What a conversation ended with."""

    id: str


class Talk:
    """One conversation of Alex's."""

    def __init__(self, person: Device, by: Device | None = None, *, together: bool = True) -> None:
        self.id, self.person = str(new_id()), person
        self.record = f"/api/records/{record_of(person)}"
        self.path = f"{self.record}/conversations/{self.id}"
        (by or person).put(self.path, {"together": together, "response_id": None})

    def about(self, *areas: str) -> Talk:
        self.person.put(f"{self.path}/choices/{new_id()}", {"areas": list(areas), "version": 0})
        return self

    def at(self, area: str | None, step: str) -> Talk:
        self.person.put(f"{self.path}/place", {"area": area, "step": step})
        return self

    def noted(self, area: str, prompt: str, words: str, by: Device | None = None) -> Talk:
        note = {"area": area, "prompt": prompt, "words": words, "version": 0, "typed_for": "self"}
        (by or self.person).put(f"{self.path}/notes/{new_id()}", note)
        return self

    def agreed(self, area: str, words: str, *sides: tuple[Device, str], **more: Any) -> Talk:
        """Something to do, and the yes of each of these on their own device."""
        action = f"{self.record}/actions/{new_id()}"
        due = (clock.now() + timedelta(days=5)).date().isoformat()
        asked = {"owner": "person", "owner_name": "", "due_on": due, "is_removed": False, "typed_for": "self", **more}
        said = {"conversation_id": self.id, "area": area, "words": words, "version": 0}
        version = self.person.put(action, {**asked, **said})["version"]
        for device, side in sides:
            yes = {"version": version, "side": side, "how": "own_device"}
            device.put(f"{action}/agreements/{new_id()}", yes)
        return self

    def finished(self) -> Plan:
        return Plan(self.person.put(f"{self.path}/end", {"how": "finished"})["plan_id"])


def talks_shared_with_the_team(person: Device, *, is_shared: bool = True, may_add: bool = True) -> None:
    for section in ("dialog_plus_plan", "dialog_results"):
        wording = person.get("/api/sharing/team")["wording"]
        choice = {"is_shared": is_shared, "may_add": is_shared and may_add, "wording": wording}
        person.put(f"/api/sharing/team/{section}", choice)


def rated(person: Device, **instead: int) -> None:
    """Life as Alex rates it now; other values for some items."""
    version = next(one for one in person.get("/api/instruments")["instruments"] if one["key"] == "dialog")["version"]
    answers = [
        {"item": item, "value": instead.get(item, value), "skipped": None, "wants_help": item in WANTED}
        for item, value in RATED.items()
    ]
    response = {
        "instrument": "dialog",
        "version": version,
        "answered_at": clock.now().isoformat(),
        "is_private": False,
        "how": "alone",
        "asked_id": None,
        "words": "",
        "answers": answers,
    }
    person.put(f"/api/records/{record_of(person)}/responses/{new_id()}", response)


def some_plan(alex: Device, asha: Device) -> Plan:
    """An earlier conversation, held together, with something agreed and something that waits for Asha."""
    talk = Talk(alex, asha).about("friendships", "job").noted("friendships", "why", WHY)
    talk.noted("friendships", "smallest", SIGN, by=asha)
    talk.agreed("friendships", WALK, (alex, "person"), (asha, "worker"))
    talk.agreed("job", "Find out about the volunteering morning", (alex, "person"), owner="worker")
    return talk.finished()
