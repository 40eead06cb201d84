"""A small story played by the API, so that pages have something to show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend.core import clock
from backend.core.ids import new_id
from tests.journeys.device import Device

WORDS = "I have stopped sleeping, and I stay in bed until the afternoon. The voices are louder again."
PROMISE = "Thank you for telling me. I am with somebody until then. Then I will ring."
PLAN = "We meet on Tuesday at 10. Until then Alex goes for a walk each morning, and rings Sam in the evening."
ABOUT = {
    "matters": "My garden, and my cat Biscuit. I do not like being asked the same thing twice.",
    "talking": "Slowly, please. Give me time to answer. A text first helps.",
}
AROUND = (
    {"name": "Ada Morgan", "relation": "my sister", "phone": "07700 900123", "note": "Ring her first."},
    {"name": "Mr Okoro", "relation": "my neighbour", "phone": None},
)


class Request:
    """One request for support and what becomes of it."""

    def __init__(self, person: Device, words: str = WORDS, **more: Any) -> None:
        self.id = str(new_id())
        self.person = person
        person.put(f"/api/step-ups/{self.id}", {"words": words, "reach_on": "07700 900101", **more})

    def promised(self, worker: Device, **within: float) -> Request:
        by_at = (clock.now() + timedelta(**(within or {"hours": 3}))).isoformat()
        return self._act(worker, "acknowledgements", {"by_at": by_at, "how": "ring", "words": PROMISE})

    def talked(self, worker: Device) -> Request:
        spoke_at = clock.now().isoformat()
        return self._act(
            worker, "contacts", {"mechanism": "02", "spoke_at": spoke_at, "words": "We talked for a while."}
        )

    def planned(self, worker: Device) -> Request:
        return self._act(worker, "plans", {"words": PLAN})

    def closed(self, worker: Device) -> Request:
        return self._act(worker, "closings", {"reason": "plan_agreed", "words": "Until Tuesday."})

    def noted(self, by: Device, words: str) -> Request:
        return self._act(by, "notes", {"words": words})

    def _act(self, by: Device, what: str, body: dict[str, Any]) -> Request:
        by.put(f"/api/step-ups/{self.id}/{what}/{new_id()}", body)
        return self


class Trusted:
    """Somebody whom a person invited, and who may see her requests."""

    def __init__(self, person: Device, name: str, *sections: str, **more: Any) -> None:
        self.id = str(new_id())
        self.person = person
        wanted = [{"section": section, **more} for section in sections or ("step_ups",)]
        wording = person.get("/api/sharing")["wording"]
        asked = {"please_do": "Ring me in the evening.", "please_dont": "Please do not ring my sister."}
        letter = {"name": name, "relation": "friend", "contact": None, "sections": wanted, "wording": wording, **asked}
        self.made = person.put(f"/api/trusted-people/{self.id}", letter)

    def accepted(self, by: Device) -> Trusted:
        """They say yes with the account that is open on their device."""
        token = self.made["link"].partition("#")[2]
        answer = by.ask("POST", "/api/trusted/accept", {"token": token, "code": self.made["code"]})
        assert answer.ok, answer.text()
        return self

    def narrowed_to(self, *sections: str) -> Trusted:
        """They see these from now on, and nothing else."""
        wording = self.person.get("/api/sharing")["wording"]
        wanted = [{"section": section} for section in sections]
        self.person.put(f"/api/trusted-people/{self.id}/sections", {"sections": wanted, "wording": wording})
        return self

    def stopped(self) -> Trusted:
        """Nothing is shared with them any more, and nobody tells them."""
        answer = self.person.ask("POST", f"/api/trusted-people/{self.id}/stop")
        assert answer.ok, answer.text()
        return self


class Written:
    """What a person wrote about herself, and who matters to her."""

    def __init__(self, person: Device) -> None:
        self.person = person
        self.record = f"/api/records/{person.get('/api/me')['record_id']}"
        for heading, words in ABOUT.items():
            person.put(f"{self.record}/about-me/{new_id()}", {"heading": heading, "words": words})
        for contact in AROUND:
            person.put(f"{self.record}/contacts/{new_id()}", contact)

    def shared_with_the_team(self, *, may_add: bool = True) -> Written:
        return self._share(is_shared=True, may_add=may_add)

    def hidden_from_the_team(self) -> Written:
        return self._share(is_shared=False, may_add=False)

    def _share(self, **choice: bool) -> Written:
        wording = self.person.get("/api/sharing/team")["wording"]
        self.person.put("/api/sharing/team/about_me", {**choice, "wording": wording})
        return self
