"""A rota as a team has it, made by the API past the pages."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from backend.core import clock
from backend.core.ids import new_id
from tests.journeys.device import Device
from tests.journeys.stage import Stage

OFFICE = [{"weekday": day, "opens": "09:00", "closes": "17:00"} for day in range(7)]


def today() -> date:
    """The day in London."""
    return clock.in_london(clock.now()).date()


def at(day: date, hour: int) -> str:
    """An instant in UTC of an hour in London."""
    return clock.in_london(datetime.combine(day, time(hour), clock.LONDON)).isoformat()


class Team:
    """The team of a stage, changed by its lead."""

    def __init__(self, stage: Stage, lead: Device) -> None:
        self.stage, self.lead = stage, lead
        self.path = f"/api/teams/{stage.cast['team']}"

    def account(self, who: str) -> str:
        return str(self.stage.cast["ids"][who])

    def with_office_hours(self) -> Team:
        self.lead.put(f"{self.path}/hours", {"spans": OFFICE, "keeps_bank_holidays": False})
        return self

    def with_rotation(self, *places: str, **more: Any) -> Team:
        """Who takes turns at the duty desk from today on, every day of the week."""
        content = {
            "desk": "duty",
            "name": "Duty week",
            "begins_on": today().isoformat(),
            "ends_on": None,
            "turn_days": 7,
            "hands_over_at": "00:00",
            "weekdays": list(range(7)),
            "begins": "09:00",
            "ends": "17:00",
            "places": [self.account(who) for who in places],
            "made_at": None,
        }
        self.lead.put(f"{self.path}/rotations/{new_id()}", {**content, **more})
        return self

    def week(self, first: date | None = None) -> Any:
        return self.lead.get(f"{self.path}/rota?from={(first or today()).isoformat()}&days=7")


def tomorrow() -> date:
    return today() + timedelta(days=1)
