"""Goals of a person and what others suggest, written by the API, so that pages have something to show."""

from __future__ import annotations

from typing import Any

from backend.core import clock
from backend.core.ids import new_id
from tests.journeys.device import Device

GARDEN = "I go to the allotment once a week, and bring something home from it."
WHY = "My hands are quiet there. My sister likes the beans."
STEPS = ("Find my boots", "Ask Mr Okoro for a lift", "Go for half an hour")


class Wanted:
    """One goal, and what becomes of it."""

    def __init__(self, by: Device, record: str, words: str = GARDEN, **more: Any) -> None:
        self.id, self.by = str(new_id()), by
        self.path = f"/api/records/{record}/goals/{self.id}"
        asked = {"words": words, "why": "", "area": None, "helper": "", "target_on": None, "is_private": False}
        by.put(self.path, {**asked, "version": 0, "is_new_goal": None, **more})

    def with_steps(self, *words: str) -> Wanted:
        for position, said in enumerate(words):
            step = {"words": said, "position": position, "is_done": position == 0, "is_removed": False, "version": 0}
            self.by.put(f"{self.path}/steps/{new_id()}", step)
        return self

    def followed(self, *values: int) -> Wanted:
        self.by.put(f"{self.path}/tracking", {"is_tracked": True})
        for value in values:
            score = {"value": value, "answered_at": clock.now().isoformat(), "how": "alone"}
            self.by.put(f"{self.path}/scores/{new_id()}", score)
        return self

    def now(self, to: str) -> Wanted:
        self.by.put(f"{self.path}/status/{new_id()}", {"to": to, "words": ""})
        return self


def record_of(person: Device) -> str:
    record: str = person.get("/api/me")["record_id"]
    return record


def goals_shared_with_the_team(person: Device, *, is_shared: bool = True, may_add: bool = True) -> None:
    wording = person.get("/api/sharing/team")["wording"]
    choice = {"is_shared": is_shared, "may_add": is_shared and may_add, "wording": wording}
    person.put("/api/sharing/team/goals", choice)


def some_goals(alex: Device, asha: Device) -> Wanted:
    """One that is followed, one kept private, one that rests, and one that Asha suggests."""
    record = record_of(alex)
    goals_shared_with_the_team(alex)
    goal = Wanted(alex, record, why=WHY, area="leisure", helper="Mr Okoro").with_steps(*STEPS).followed(2, 3, 5)
    Wanted(alex, record, "I sleep in my own bed again.", is_private=True)
    Wanted(alex, record, "I learn three songs on the guitar.").now("paused")
    Wanted(asha, record, "Come to the Tuesday walking group and see whether you like it.")
    return goal
