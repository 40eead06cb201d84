"""Proposing and saying yes, in a few words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend.core import clock
from backend.core.ids import new_id
from tests.cast import Cast, Member
from tests.safety_plan.writing import plan_path


def days(number: int) -> str:
    """That many days from today, as it is in London."""
    return str((clock.in_london(clock.now()) + timedelta(days=number)).date())


def propose(
    member: Member, cast: Cast, review_on: str | None = None, proposal_id: Any = None, expect: int = 201
) -> Any:
    """That side proposes the plan as it stands."""
    made = str(proposal_id or new_id())
    body = {"proposal_id": made, "review_on": review_on or days(90)}
    return member.put(plan_path(cast, "agreements", made), body, expect=expect)


def say_yes(member: Member, cast: Cast, plan: Any, *, agreement_id: Any = None, expect: int = 201, **more: Any) -> Any:
    """That side says yes to the proposal that waits in this plan."""
    body = {name: plan["proposal"][name] for name in ("proposal_id", "review_on")} | more
    return member.put(plan_path(cast, "agreements", agreement_id or new_id()), body, expect=expect)
