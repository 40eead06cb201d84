"""The ladder: who is told when, and that nothing but a human stops it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select, text

from backend.care.models import Membership, TeamHours
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.notifications.models import Delivery, Device, Notice
from backend.step_up import engine
from backend.step_up.ladder import CALLS_FOR_AN_ANSWER
from backend.step_up.models import StepUp
from tests.cast import Cast, sign_in
from tests.roles import role
from tests.step_up.asking import ask, do, kinds, let_the_engine_look, promise, speak


def calls(cast: Cast) -> list[str]:
    """Whom the ladder has called, in order."""
    people = {member.account_id: name for name, member in vars(cast).items() if hasattr(member, "account_id")}
    with role(OWNER):
        rows = db.session.scalars(
            select(Notice).where(Notice.kind.in_(CALLS_FOR_AN_ANSWER)).order_by(Notice.created_at, Notice.id)
        )
        return [people[row.account_id] for row in rows]


def deliveries() -> list[str]:
    """The states of all messages that were written out."""
    with role(OWNER):
        return list(db.session.scalars(select(Delivery.state)))


def message_jobs() -> int:
    """How many messages wait for a job of their own."""
    with role(OWNER):
        wanted = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'waymark:send_notice'")
        return db.session.scalar(wanted)


def look_after(minutes: float) -> None:
    let_the_engine_look(clock.now() + timedelta(minutes=minutes))


def due_at(step_up: dict) -> datetime | None:
    with role(OWNER):
        return db.session.get_one(StepUp, step_up["id"]).next_due_at


def test_the_key_worker_is_told_first_and_only_she(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    assert calls(cast) == ["asha"]
    view = cast.alex.get(f"/api/step-ups/{step_up['id']}")
    assert [row["name"] for row in view["told"]] == ["Asha Begum"]
    assert view["next_telling"]["whom"] == "on_shift"


def test_the_job_sends_the_first_message_by_itself(cast: Cast) -> None:
    step_up = ask(cast.alex)
    with role(WORKER):
        engine.advance_step_up(step_up["id"])
        engine.advance_step_up(step_up["id"])
    assert (calls(cast), deliveries(), message_jobs()) == (["asha"], ["handed_over"], 0)


def test_the_sweep_sends_nothing_so_that_no_server_holds_up_a_ladder(cast: Cast) -> None:
    ask(cast.alex)
    let_the_engine_look()
    assert (calls(cast), deliveries(), message_jobs()) == (["asha"], [], 1)


def test_looking_twice_tells_once(cast: Cast) -> None:
    ask(cast.alex)
    let_the_engine_look()
    let_the_engine_look()
    assert calls(cast) == ["asha"]


def test_after_a_quarter_of_an_hour_everybody_on_shift_is_told(cast: Cast) -> None:
    ask(cast.alex)
    let_the_engine_look()
    look_after(14)
    assert calls(cast) == ["asha"]
    look_after(15.1)
    assert sorted(calls(cast)[1:]) == ["asha", "grace", "tom"]


def test_the_last_rung_repeats_until_a_human_answers(cast: Cast) -> None:
    step_up = ask(cast.alex)
    minutes = 0.0
    for _ in range(12):
        look_after(minutes)
        # The top rung is told again after 10 minutes, then after longer, at most after an hour.
        minutes += 60.1
    assert len(calls(cast)) == 1 + 11 * 3
    assert kinds(cast.alex.get(f"/api/step-ups/{step_up['id']}")).count("told") == 2
    promise(cast.tom, step_up, minutes=60 * 24)
    before = len(calls(cast))
    look_after(minutes + 60)
    assert len(calls(cast)) == before


def test_few_days_waits_longer_but_not_for_ever(cast: Cast) -> None:
    ask(cast.alex, wants_to_hear="few_days")
    let_the_engine_look()
    look_after(30)
    assert calls(cast) == ["asha"]
    look_after(61)
    assert len(calls(cast)) == 4


def test_a_missed_promise_begins_the_ladder_again_and_tells_the_person(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    promise(cast.asha, step_up, minutes=30)
    look_after(29)
    assert calls(cast) == ["asha"]
    look_after(30.1)
    assert calls(cast) == ["asha", "asha"]
    view = cast.alex.get(f"/api/step-ups/{step_up['id']}")
    assert view["state"] == "sent"
    assert view["promise"]["is_missed"]
    with role(OWNER):
        told = db.session.scalars(select(Notice).where(Notice.kind == "step_up.moved_on")).all()
    assert [row.account_id for row in told] == [cast.alex.account_id]


def test_a_kept_promise_stops_it(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    promise(cast.asha, step_up, minutes=30)
    speak(cast.asha, step_up)
    look_after(60 * 24)
    assert calls(cast) == ["asha"]
    assert due_at(step_up) is None


def test_a_shown_push_is_not_an_answer(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    with role(WORKER):
        for _ in range(2):
            engine.note_reached(
                "step_up.asked", db.session.get_one(StepUp, step_up["id"]).id, cast.asha.account_id, clock.now()
            )
    view = cast.alex.get(f"/api/step-ups/{step_up['id']}")
    assert view["told"][0]["reached_at"]
    assert view["state"] == "sent"
    look_after(15.1)
    assert len(calls(cast)) == 4


def test_seeing_it_is_not_an_answer(cast: Cast) -> None:
    step_up = ask(cast.alex)
    let_the_engine_look()
    cast.asha.get(f"/api/step-ups/{step_up['id']}")
    look_after(15.1)
    assert len(calls(cast)) == 4


def test_a_key_worker_who_has_left_costs_no_time(cast: Cast) -> None:
    with role(OWNER):
        for member in db.session.scalars(select(Membership).where(Membership.account_id == cast.asha.account_id)):
            member.until_at = clock.now() - timedelta(minutes=1)
    ask(cast.alex)
    let_the_engine_look()
    assert sorted(calls(cast)) == ["grace", "tom"]


def test_with_nobody_reachable_it_says_so_and_goes_on_looking(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.notifications.service.reachable", lambda _: set())
    step_up = ask(cast.alex)
    let_the_engine_look()
    assert calls(cast) == []
    assert "nobody_reachable" in kinds(cast.alex.get(f"/api/step-ups/{step_up['id']}"))
    monkeypatch.undo()
    look_after(1.1)
    assert len(calls(cast)) == 3


def weekdays_nine_to_five(cast: Cast) -> None:
    with role(OWNER):
        for hours in db.session.scalars(select(TeamHours).where(TeamHours.team_id == cast.riverside)):
            if hours.weekday < 5:
                hours.opens, hours.closes = time(9), time(17)
            else:
                db.session.delete(hours)


def test_a_closed_team_is_told_at_its_next_opening(cast: Cast, time_machine_at) -> None:
    weekdays_nine_to_five(cast)
    friday_evening = datetime(2027, 3, 26, 20, 0, tzinfo=UTC)  # The clocks go forward on Sunday, Easter Monday follows.
    # Good Friday and Easter Monday are bank holidays: the team opens on Tuesday at 9 in summer time, 8 in UTC.
    tuesday_nine = datetime(2027, 3, 30, 8, 0, tzinfo=UTC)
    with time_machine_at(friday_evening):
        alex = sign_in(cast.alex)
        step_up = ask(alex)
        assert not step_up["team"]["is_open"]
        let_the_engine_look()
        assert calls(cast) == []
        view = alex.get(f"/api/step-ups/{step_up['id']}")
        assert view["next_telling"]["whom"] == "opening"
        assert datetime.fromisoformat(view["next_telling"]["at"]) == tuesday_nine
        let_the_engine_look(tuesday_nine - timedelta(minutes=1))
        assert calls(cast) == []
        let_the_engine_look(tuesday_nine)
        assert calls(cast) == ["asha"]


def test_a_removed_device_stops_nothing(cast: Cast) -> None:
    ask(cast.alex)
    let_the_engine_look()
    with role(OWNER):
        for device in db.session.scalars(select(Device)):
            device.removed_at = clock.now()
    look_after(15.1)
    assert len(calls(cast)) == 4


def test_one_bad_row_does_not_hold_up_the_rest(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = ask(cast.alex), ask(cast.sam)
    real = engine.advance

    def advance(step_up_id, now, crews):
        if str(step_up_id) == bad["id"]:
            raise RuntimeError
        return real(step_up_id, now, crews)

    monkeypatch.setattr(engine, "advance", advance)
    let_the_engine_look()
    assert due_at(bad) is not None
    assert calls(cast) == ["tom"]
    assert due_at(good) is not None


def test_withdrawn_and_closed_are_left_alone(cast: Cast) -> None:
    step_up = ask(cast.alex)
    do(cast.alex, step_up, "withdrawals")
    look_after(60)
    assert calls(cast) == []
