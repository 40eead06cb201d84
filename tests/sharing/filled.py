"""A record in which something stands behind every door."""

from __future__ import annotations

from backend.core.ids import new_id
from tests.dialog_plus.talking import talk_it_over
from tests.outcomes.filling import ask_for, rate
from tests.safety_plan.pictures import show_a_photo
from tests.safety_plan.writing import item, save, section
from tests.sharing import ways
from tests.sharing.matrix import PROPOSAL
from tests.sharing.world import World

WORDS = "Loud places wear me out."


def fill_record(world: World) -> None:
    """Alex writes in every part of their record, and has an open request."""
    alex = world.cast.alex
    world.ids = {
        "record_id": alex.record_id,
        "step_up_id": ways.ask_for_support(world.cast),
        "DELETE contact_id": new_id(),
        "goal_id": new_id(),
        "DELETE ask_id": new_id(),
        "agreement_id": PROPOSAL,
    }
    entry = {"heading": "matters", "words": WORDS}
    alex.put(f"/api/records/{alex.record_id}/about-me/{new_id()}", entry, expect=201)
    contact = f"/api/records/{alex.record_id}/contacts/{world.ids['DELETE contact_id']}"
    alex.put(contact, {"name": "Kim", "relation": "sister", "note": WORDS}, expect=201)
    rate(alex, words=WORDS)
    ask_for(world.cast.asha, world.cast, world.ids["DELETE ask_id"])  # type: ignore[arg-type]
    goal = f"/api/records/{alex.record_id}/goals/{world.ids['goal_id']}"
    alex.put(goal, {"words": WORDS}, expect=201)
    alex.put(f"{goal}/tracking", {"is_tracked": True})
    world.ids |= talk_it_over(world.cast, WORDS)
    save(alex, section("signs", WORDS), section("distressed", item(WORDS, group="do")), section("going", WORDS))
    world.ids["photo_id"] = show_a_photo(alex)["id"]
