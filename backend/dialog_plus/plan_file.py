"""The plan as a tagged PDF. A process of its own sets it, which is gone afterwards, so that the web process stays small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import uuid
from pathlib import Path
from typing import Any

from backend.core import clock
from backend.core.actor import Actor
from backend.core.errors import Unavailable
from backend.dialog_plus.plans import read_plan

SETTER = Path(__file__).with_name("plan_paper.py")
LONGEST_SECONDS = 10
# Each takes about fifty megabytes for a moment.
AT_ONCE = threading.BoundedSemaphore(2)
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


def set_paper(paper: dict[str, Any], seconds: float = LONGEST_SECONDS) -> bytes:
    """Have it set by typst, within that time and a few at once. Raises NoFile."""
    if not AT_ONCE.acquire(timeout=seconds):
        raise NoFile
    try:
        return _run(json.dumps(paper).encode(), seconds)
    except (subprocess.SubprocessError, OSError):
        raise NoFile from None
    finally:
        AT_ONCE.release()


def _run(paper: bytes, seconds: float) -> bytes:
    # Nothing of ours goes along: neither the settings nor the keys' place.
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "RAYON_NUM_THREADS": "1"}
    command = [sys.executable, "-I", str(SETTER)]
    done = subprocess.run(
        command, input=paper, capture_output=True, timeout=seconds, check=True, env=environment, cwd="/"
    )
    return done.stdout


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
