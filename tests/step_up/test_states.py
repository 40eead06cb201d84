"""The transition table as a whole: complete, and the same as its picture."""

from __future__ import annotations

from backend.config import ROOT
from backend.step_up.states import ACTS, CLIMBING, ENDED, STATES, diagram


def test_every_state_can_be_left_and_reached() -> None:
    starts = {start for act in ACTS.values() for start, end in act.moves.items() if start != end}
    ends = {end for act in ACTS.values() for end in act.moves.values()}
    assert starts == set(STATES)
    assert ends == set(STATES)


def test_only_a_human_ends_a_step_up() -> None:
    ending = [act for act in ACTS.values() for start, end in act.moves.items() if start not in ENDED and end in ENDED]
    assert ending
    assert all("service" not in act.by for act in ending)


def test_only_a_human_takes_it_off_the_ladder() -> None:
    for act in ACTS.values():
        for start, end in act.moves.items():
            if start in CLIMBING and end not in CLIMBING:
                assert "service" not in act.by


def test_the_picture_in_the_docs_is_this_table() -> None:
    drawn = (ROOT / "docs" / "step-up-states.md").read_text()
    assert diagram() in drawn, "Run `make fix` to draw it anew."
