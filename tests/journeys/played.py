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
