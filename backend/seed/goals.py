"""The demo's goals: two that Alex works on, one kept to themselves, one reached, and one that Asha suggests."""

from __future__ import annotations

import uuid
from datetime import timedelta

from backend.core import clock
from backend.core.actor import Actor
from backend.core.ids import new_id
from backend.goals import history, scores, steps, wording
from backend.goals.scores import Score
from backend.goals.steps import Step
from backend.goals.wording import Wording
from backend.notifications import service as notifications
from backend.outcomes.export import act_for
from backend.seed.letting_in import let_friend, let_team
from backend.seed.people import sign_in

SWIMMING = Wording(
    "Swim once a week again.",
    "In the water my head goes quiet.",
    "physical_health",
    "Jo comes along on Saturdays.",
)
COOKING = Wording("Cook for my sister on her birthday.", "She has cooked for me so often.", "family", "My sister")
LETTER = Wording("Write to my father.", "I want to say it in my own time.")
BUS = Wording("Take the bus into town by myself.", "Then I can go where I like.", "practical_help", "Asha")
GROUP = Wording("Come to the gardening group.", "You told me how much you like to be outside.", "leisure")

STEPS = {
    SWIMMING: (("Find my swimming things.", True), ("Look up when the pool is quiet.", True), ("Go with Jo.", False)),
    COOKING: (("Choose what to cook.", True), ("Try it out once.", False)),
    BUS: (("Ride one stop with Asha.", True), ("Ride one stop alone.", True)),
}
# How near to swimming, and how many days ago.
NEARNESS = ((2, 75), (4, 40), (6, 5))


def fill() -> None:
    """Alex writes them down and shares them; Asha suggests one."""
    alex = sign_in("alex@example.org")
    assert alex.record_id is not None
    let_team(alex, "goals")
    let_friend(alex, "goals")
    swimming = _write(alex, alex.record_id, SWIMMING)
    _track(alex, alex.record_id, swimming)
    _write(alex, alex.record_id, COOKING)
    _write(alex, alex.record_id, LETTER, is_private=True)
    bus = _write(alex, alex.record_id, BUS)
    words = "I went to the library and back."
    history.set_status(alex, alex.record_id, bus, new_id(), to="finished", words=words)
    _suggest(alex.record_id)


def _write(actor: Actor, record_id: uuid.UUID, said: Wording, *, is_private: bool = False) -> uuid.UUID:
    goal_id = new_id()
    wording.put_goal(actor, record_id, goal_id, said, version=0, is_private=is_private)
    for position, (words, is_done) in enumerate(STEPS.get(said, ())):
        steps.put_step(actor, record_id, goal_id, new_id(), Step(words, position, is_done), version=0)
    return goal_id


def _track(actor: Actor, record_id: uuid.UUID, goal_id: uuid.UUID) -> None:
    scores.set_tracking(actor, record_id, goal_id, is_tracked=True)
    for value, days_ago in NEARNESS:
        near = Score(value, clock.now() - timedelta(days=days_ago))
        scores.put_score(actor, record_id, goal_id, new_id(), near)


def _suggest(record_id: uuid.UUID) -> None:
    asha = act_for("asha@example.org")
    assert asha is not None
    suggested = _write(asha, record_id, GROUP)
    # The demo begins quietly: Alex finds it among the goals.
    notifications.withdraw(suggested, [history.TOLD])
