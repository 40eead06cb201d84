"""What anybody may see, told a second time and as simply as possible: the model that random stories are compared with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

SECTIONS = ("care", "step_ups", "about_me", "goals", "safety_plan")
IN_AN_EMERGENCY = ("care", "step_ups", "about_me", "safety_plan")
CHOSEN = ("about_me", "goals", "safety_plan")
ALL, ADD, SEE, NOTHING = 3, 2, 1, 0
UNDO_WITHIN = timedelta(minutes=10)
LINK_WORKS_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Terms:
    """How Alex shares one section with somebody."""

    may_add: bool = False
    only_while_open: bool = False
    ends_at: datetime | None = None


@dataclass
class Trusted:
    """Somebody Alex invited; `accepted` once they said yes."""

    id: str
    token: str
    code: str
    invited_at: datetime
    accepted: bool = False
    terms: dict[str, Terms] = field(default_factory=dict)


@dataclass
class Model:
    """Everything that decides who may see what of Alex's record."""

    team: str = "riverside"
    teams_of: dict[str, set[str]] = field(
        default_factory=lambda: {name: {"riverside"} for name in ("asha", "tom", "grace")} | {"nia": {"hillside"}}
    )
    with_team: dict[tuple[str, str], bool] = field(default_factory=dict)
    trusted: dict[str, Trusted] = field(default_factory=dict)
    stopped_at: datetime | None = None
    has_open_request: bool = False
    emergency_ends_at: datetime | None = None
    closed: set[str] = field(default_factory=set)

    def level(self, who: str, section: str, now: datetime) -> int:
        """How far `who` is let into that section at that instant."""
        if who == "alex":
            return ALL
        return max(
            self._as_team(who, section), self._as_trusted(who, section, now), self._in_emergency(who, section, now)
        )

    def finish_stop(self) -> None:
        """Everything that was shared when all was stopped has ended for good."""
        if self.stopped_at is not None:
            self.stopped_at = None
            self.with_team.clear()
            for one in self.trusted.values():
                one.terms.clear()

    def _as_team(self, who: str, section: str) -> int:
        if self.team not in self.teams_of.get(who, set()):
            return NOTHING
        if section in ("care", "step_ups"):
            return ALL
        may_add = self.with_team.get((self.team, section))
        if may_add is None or self.stopped_at is not None:
            return NOTHING
        return ALL if may_add else SEE

    def _as_trusted(self, who: str, section: str, now: datetime) -> int:
        one = self.trusted.get(who)
        if one is None or not one.accepted:
            return NOTHING
        if section == "care":
            return SEE
        terms = one.terms.get(section)
        if terms is None or self.stopped_at is not None:
            return NOTHING
        if (terms.ends_at and terms.ends_at <= now) or (terms.only_while_open and not self.has_open_request):
            return NOTHING
        return ADD if terms.may_add else SEE

    def _in_emergency(self, who: str, section: str, now: datetime) -> int:
        is_on = who == "nia" and self.emergency_ends_at is not None and now < self.emergency_ends_at
        return SEE if is_on and self.teams_of["nia"] and section in IN_AN_EMERGENCY else NOTHING
