"""What operators can ask about step-ups, and that a nudge has the next rung told and moves nothing else."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from backend.core import clock
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.watch import step_ups
from tests.cast import Cast
from tests.roles import role
from tests.step_up.asking import ASK, ask, kinds, let_the_engine_look, promise, speak
from tests.step_up.playing import london, opens, play
from tests.step_up.test_ladders import rung, written
from tests.watch.watching import run

NAMES = ("Alex", "Asha", "Begum", "Morgan", "Riverside")


def nudge(step_up: dict, after: timedelta = timedelta(0)) -> tuple[bool, str]:
    with role(OWNER):
        return step_ups.nudge(uuid.UUID(step_up["id"]), clock.now() + after)


def told() -> list[str]:
    """Which rungs were told, in order."""
    return list(run("SELECT detail->>'whom' FROM step_up_events WHERE kind = 'told' ORDER BY id").scalars())


def history(step_up: dict) -> list[str]:
    with role(OWNER):
        return step_ups.history_of(uuid.UUID(step_up["id"]))


def stands(step_up: dict) -> tuple[str, datetime | None, int]:
    row = run("SELECT state, next_due_at, version FROM step_ups WHERE id = :id", id=step_up["id"]).one()
    return row.state, row.next_due_at, row.version


def test_the_list_shows_what_is_open(cast: Cast) -> None:
    step_up = ask(cast.alex)
    with role(OWNER):
        (line,) = step_ups.list_open(clock.now() + timedelta(minutes=5))
    assert line.startswith(step_up["id"])
    assert "(5 min ago)" in line
    assert "sent, due " in line


def test_the_history_is_whole_and_shows_nobody(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    promise(cast.asha, step_up)
    speak(cast.asha, step_up)
    lines = history(step_up)
    said = "\n".join(lines)
    events = [f"  {event}" for event in ("sent by", "told; whom key_worker", "acknowledged by", "in contact by")]
    assert [said.find(event) > 0 for event in events] == [True] * 4
    assert sorted(said.find(event) for event in events) == [said.find(event) for event in events]
    assert f"notice {run('SELECT id FROM notices ORDER BY id LIMIT 1').scalar_one()}" in said
    assert str(cast.asha.account_id) in said
    assert [secret for secret in (*NAMES, ASK["words"], ASK["reach_on"]) if secret in said] == []


def test_there_is_no_history_of_nothing(cast: Cast) -> None:
    assert history({"id": str(new_id())}) == []
    assert nudge({"id": str(new_id())})[0] is False


def test_a_nudge_makes_it_due_and_moves_no_state(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    state, due, version = stands(step_up)
    assert due is not None
    assert due > clock.now()
    assert nudge(step_up)[0]
    after, due_after, version_after = stands(step_up)
    assert (after, version_after) == (state, version + 1)
    assert due_after is not None
    assert due_after <= clock.now()
    assert "nudged by an operator" in history(step_up)[-1]
    row = run("SELECT actor_kind, subject_id FROM audit_entries WHERE action = 'step_up.nudged'").one()
    assert (row.actor_kind, str(row.subject_id)) == ("service", step_up["id"])


def test_a_nudge_before_the_wait_is_over_tells_the_next_rung(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    nudge(step_up)
    assert told() == ["key_worker"]
    let_the_engine_look()
    assert told() == ["key_worker", "on_shift"]


def test_two_nudges_before_the_engine_looks_tell_one_rung(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    nudge(step_up)
    nudge(step_up)
    let_the_engine_look()
    let_the_engine_look()
    assert told() == ["key_worker", "on_shift"]
    assert [line.endswith("nudged by an operator") for line in history(step_up)].count(True) == 2


def test_a_nudge_is_used_up_by_the_telling_that_it_brought(cast: Cast) -> None:
    step_up = ask(cast.alex)
    began = clock.now()
    let_the_engine_look()
    nudge(step_up)
    let_the_engine_look(began)
    assert told() == ["key_worker"], "By that sweep's clock it is not due yet."
    let_the_engine_look()
    run("UPDATE step_ups SET next_due_at = :now", now=clock.now())
    let_the_engine_look()
    assert told() == ["key_worker", "on_shift"]


def test_a_sweep_that_began_before_the_nudge_uses_it_up_too(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    began = clock.now()
    run("UPDATE step_ups SET next_due_at = :now", now=began)
    nudge(step_up)
    let_the_engine_look(began)
    run("UPDATE step_ups SET next_due_at = :now", now=clock.now())
    let_the_engine_look()
    assert told() == ["key_worker", "on_shift"]


def test_a_nudge_by_a_clock_that_is_ahead_counts_at_once(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    nudge(step_up, after=timedelta(hours=1))
    let_the_engine_look()
    assert told() == ["key_worker", "on_shift"]


def test_a_nudge_of_a_closed_team_counts_when_it_opens(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "16:50")) as player:
        opens(cast.riverside, "09:00", "17:00")
        step_up = ask(player.who("alex"))
        player.until(london("2027-02-02", "17:30"))
        player.expect("Tue 16:50 asked asha")
        nudge(step_up)
        player.until(london("2027-02-03", "08:59"))
        player.expect()
        player.until(london("2027-02-03", "09:01"))
        player.expect(*(f"Wed 09:00 asked {name}" for name in ("asha", "grace", "tom")))


def test_another_team_that_helps_is_asked_again_after_a_nudge(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "20:00")) as player:
        opens(cast.riverside, "09:00", "17:00")
        ladder = written(rung("key_worker"), rung("other_team", 20, team_id=str(cast.hillside)))
        player.who("grace").put(f"/api/teams/{cast.riverside}/ladders/today", ladder)
        step_up = ask(player.who("alex"))
        player.sweep()
        nudge(step_up)
        player.sweep()
        player.sweep()
        player.expect("Tue 20:00 asked nia", "Tue 20:00 asked nia")


def test_the_person_reads_of_the_telling_and_not_of_the_nudge(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    nudge(step_up)
    let_the_engine_look()
    for member in (cast.alex, cast.asha):
        story = kinds(member.get(f"/api/step-ups/{step_up['id']}"))
        assert "nudged" not in story
        assert story.count("told") == 2


def test_a_promise_that_stands_is_not_nudged_into_being_missed(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    promise(cast.asha, step_up)
    before = stands(step_up)
    is_nudged, words = nudge(step_up)
    assert not is_nudged
    assert words.startswith("Contact is promised by ")
    assert stands(step_up) == before


def test_what_people_have_in_hand_is_not_nudged(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    promise(cast.asha, step_up)
    speak(cast.asha, step_up)
    assert nudge(step_up) == (False, "It is in contact: people have it in hand, so there is nothing to nudge.")
