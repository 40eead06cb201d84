"""A safety plan written by the API, so that there is something to use: in a person's own words."""

from __future__ import annotations

from typing import Any

from backend.core.ids import new_id
from tests.journeys.device import Device
from tests.journeys.goals_played import record_of

TEA = "Make tea and sit by the window"
SONGS = "Put on the songs from Malta"
LAKE = "The bench by the lake"
SISTER = "Mina, my sister"
NIGHT = "Out-of-hours team"
PLAN: dict[str, list[dict[str, Any]]] = {
    "signs": [{"words": "I stop answering the phone"}, {"words": "I am awake at four"}],
    "myself": [{"words": TEA, "note": "The blue cup."}, {"words": SONGS, "has_helped": True}],
    "distract": [{"words": "Tuesday choir", "group": "people"}, {"words": LAKE, "group": "places"}],
    "people": [
        {"words": SISTER, "phone": "07700 900123", "may_text": True, "note": "Also at night."},
        {"words": "Mr Okoro", "phone": "01632 960777"},
    ],
    "services": [{"words": NIGHT, "phone": "01632 960555"}],
    "safer": [{"words": "Give the tablets to Mina"}],
    "going": [{"words": "Biscuit the cat"}],
    "next_time": [
        {"words": "I waited too long", "group": "hard"},
        {"words": "Ring before Friday", "group": "me"},
    ],
    "distressed": [
        {"words": "Speak quietly. Sit down with me.", "group": "do"},
        {"words": "Touch me without asking", "group": "dont"},
    ],
}


class Written:
    """The plan of somebody, as they wrote it; `heading` names are the API's."""

    def __init__(self, by: Device, plan: dict[str, list[dict[str, Any]]] | None = None) -> None:
        self.by, self.record = by, record_of(by)
        sections = [
            {"heading": heading, "version": 0, "items": [item(**one) for one in items]}
            for heading, items in (plan or PLAN).items()
        ]
        self.save(sections)

    def save(self, sections: list[dict[str, Any]]) -> None:
        body = {"sections": sections, "with_account_id": None, "from_version": None, "takes": []}
        self.by.put(f"/api/my-plan/saves/{new_id()}", body)

    def shared_with_the_team(self, *, is_shared: bool = True) -> Written:
        wording = self.by.get("/api/sharing/team")["wording"]
        choice = {"is_shared": is_shared, "may_add": is_shared, "wording": wording}
        self.by.put("/api/sharing/team/safety_plan", choice)
        return self

    def now(self, heading: str) -> dict[str, Any]:
        """A section as it stands now."""
        sections = self.by.get(f"/api/records/{self.record}/safety-plan")["sections"]
        found: dict[str, Any] = next(one for one in sections if one["heading"] == heading)
        return found

    def change(self, heading: str, *more: dict[str, Any]) -> None:
        """Add to a section, as if on another device."""
        section = self.now(heading)
        items = [*section["items"], *(item(**one) for one in more)]
        self.save([{"heading": heading, "version": section["version"], "items": items}])


def item(words: str, **more: Any) -> dict[str, Any]:
    plain = {"group": None, "phone": None, "may_text": False, "note": "", "has_helped": False}
    return {"id": str(new_id()), "words": words, **plain, **more}
