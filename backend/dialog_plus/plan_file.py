"""The plan as a tagged PDF. A process of its own sets it, which is gone afterwards, so that the web process stays small."""

from __future__ import annotations

import uuid
from typing import Any

from backend.core import clock, paper
from backend.core.actor import Actor
from backend.core.errors import Unavailable
from backend.core.paper import AT_ONCE, LONGEST_SECONDS, SETTER
from backend.core.short_lived import Failed
from backend.dialog_plus.plan_paper import LAYOUT
from backend.dialog_plus.plans import read_plan

__all__ = ["AT_ONCE", "SETTER", "make_file", "paper_of", "set_paper"]

BESIDE = "somebody beside them, on one device"
STATUS = {"open": "Not said yet", "done": "Done", "partly": "Partly", "not_done": "Not done", "let_go": "Let go"}
ON_WHOSE = {"own_device": "on their own device", "this_device": "typed by {by} on one device, together"}
TYPED = {"person": "typed for {person}", "worker": "typed for the worker"}


class NoFile(Unavailable):
    code = "dialog_plus.no_file"
    words = "We could not make the file just now. Your plan is safe, and you can read it here. Please try again."


def make_file(actor: Actor, record_id: uuid.UUID, plan_id: uuid.UUID) -> bytes:
    """The plan as PDF/UA-1; the reading is logged as an export. Raises NotFound, NoFile."""
    plan = read_plan(actor, record_id, plan_id, "export")
    return set_paper(paper_of(plan))


def set_paper(plan: dict[str, Any], seconds: float = LONGEST_SECONDS) -> bytes:
    """Have it set by typst, within that time and a few at once. Raises NoFile."""
    try:
        return paper.set_paper(paper.Paper(LAYOUT, plan), seconds, SETTER)
    except Failed:
        raise NoFile from None


def paper_of(plan: dict[str, Any]) -> dict[str, Any]:
    """The words of the paper, ready to be set."""
    made, title = clock.in_london(plan["at"]), f"{plan['person_name']}'s plan"
    return {
        "title": title,
        "facts": [
            ["Made on", f"{_day(made.date())}, version {plan['version']}"],
            ["How it was written", _written(plan)],
        ],
        "at": int(plan["at"].timestamp()),
        "footer": f"{title}, version {plan['version']}, {_day(made.date())}",
        "areas": [_area(area, plan["person_name"]) for area in plan["areas"]],
        "reviewed": [[one["words"], STATUS[one["status"]], one["went"]] for one in plan["reviewed"]],
    }


def _written(plan: dict[str, Any]) -> str:
    if plan["written"] == "alone":
        return f"Written alone by {plan['by']}"
    return f"Written together by {' and '.join([plan['by'], *(plan['with_'] or [BESIDE])])}"


def _area(area: dict[str, Any], person: str) -> dict[str, Any]:
    value = area["value"]
    return {
        "title": area["title"],
        "rating": f"Rated {value} out of 7" if value is not None else "",
        "notes": [{"title": note["title"], "words": note["words"], "by": _by(note, person)} for note in area["notes"]],
        "actions": [_action(action) for action in area["actions"]],
    }


def _by(note: dict[str, Any], person: str) -> str:
    typed = TYPED.get(note["typed_for"], "").format(person=person)
    return f"{note['by']}, {typed}" if typed else str(note["by"])


def _action(action: dict[str, Any]) -> list[str]:
    due = _day(action["due_on"]) if action["due_on"] else "No date"
    return [action["words"], action["owner_name"], due, _agreed(action)]


def _agreed(action: dict[str, Any]) -> str:
    yeses = [_yes(side, yes) for side, yes in action["agreed"].items() if yes]
    if not yeses:
        return "Not agreed yet"
    return f"{'Agreed' if action['is_agreed'] else 'Not agreed by both yet'}: {'; '.join(yeses)}"


def _yes(side: str, yes: dict[str, Any]) -> str:
    if yes["how"] == "own_device":
        return f"{yes['by']}, {ON_WHOSE['own_device']}, {_day(clock.in_london(yes['at']).date())}"
    whose = "the person" if side == "person" else "the worker"
    return f"{whose}, {ON_WHOSE['this_device'].format(by=yes['by'])}, {_day(clock.in_london(yes['at']).date())}"


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
