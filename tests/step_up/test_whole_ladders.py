"""Whole ladders, played through days: who is told at which minute, and nobody else."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select, text

from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.actor import Actor, TeamRole
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WEB
from backend.step_up.handing_over import hand_over_step_ups, held_by
from tests.cast import Cast
from tests.roles import role
from tests.step_up.asking import ask, do, kinds, promise, speak
from tests.step_up.playing import Player, away, leaves, london, loses_all_ways, moves, opens, play
from tests.step_up.test_ladders import rung, written

TEAM = ("asha", "grace", "tom")


def write(player: Player, *rungs: dict[str, Any], version: int = 0) -> None:
    """Grace writes the team's ladder."""
    path = f"/api/teams/{player.cast.riverside}/ladders/today"
    player.who("grace").put(path, written(*rungs, version=version))


def told_all(at: str) -> list[str]:
    return [f"{at} asked {name}" for name in TEAM]


def standing(player: Player, step_up: dict[str, Any]) -> dict[str, Any]:
    return player.who("alex").get(f"/api/step-ups/{step_up['id']}")["standing"]


def test_a_day_without_an_answer(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "09:00")) as player:
        step_up = ask(player.who("alex"))
        player.until(london("2027-02-02", "12:30"))
        player.expect(
            "Tue 09:00 asked asha",
            *(
                line
                for at in ("09:15", "09:30", "09:40", "09:55", "10:17", "10:50", "11:40")
                for line in told_all(f"Tue {at}")
            ),
        )
        assert standing(player, step_up)["state"] == "asking"
        do(player.who("alex"), step_up, "withdrawals")
        player.expect(*(f"Tue 12:30 withdrawn {name}" for name in TEAM))
        player.wait(days=3)


def test_waits_stand_still_over_easter_and_the_lost_hour(cast: Cast) -> None:
    with play(cast, london("2027-03-25", "16:50")) as player:
        opens(cast.riverside, "09:00", "17:00")
        step_up = ask(player.who("alex"))
        player.until(london("2027-03-30", "09:04"))
        # Good Friday and Easter Monday are bank holidays; the clocks go forward on the Sunday between them.
        player.expect("Thu 16:50 asked asha")
        assert standing(player, step_up)["next"]["at"] == london("2027-03-30", "09:05").isoformat()
        player.until(london("2027-03-30", "09:05"))
        player.expect(*told_all("Tue 09:05"))
        promise(player.who("tom"), step_up)
        player.expect("Tue 09:05 answered alex")
        speak(player.who("tom"), step_up)
        player.expect("Tue 09:05 moved_on alex")


def test_the_night_with_an_hour_twice_counts_both(cast: Cast) -> None:
    with play(cast, london("2027-10-30", "23:30")) as player:
        opens(cast.riverside, "22:00", "06:00", range(7))
        write(player, rung("key_worker", 180))
        step_up = ask(player.who("alex"))
        # 23:30 in summer time and three hours: 01:30 of winter time, the second one of that night.
        player.until(london("2027-10-30", "23:30") + timedelta(hours=2, minutes=59))
        player.expect("Sat 23:30 asked asha")
        player.wait(minutes=1)
        player.expect(*told_all("Sun 01:30"))
        do(player.who("alex"), step_up, "withdrawals")
        player.heard()


def test_over_midnight_and_a_bank_holiday_on_a_monday(cast: Cast) -> None:
    with play(cast, london("2027-08-29", "23:50")) as player:
        opens(cast.riverside, "20:00", "02:00", range(7))
        step_up = ask(player.who("alex"))
        player.until(london("2027-08-31", "19:59"))
        # Sunday's night runs on past midnight; on the bank holiday Monday nobody comes.
        times = ("00:05", "00:20", "00:30", "00:45", "01:07", "01:40")
        player.expect("Sun 23:50 asked asha", *(line for at in times for line in told_all(f"Mon {at}")))
        assert standing(player, step_up)["state"] == "closed_now"
        do(player.who("alex"), step_up, "withdrawals")
        player.heard()


def test_while_the_key_worker_is_away_their_cover_is_told(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "09:00")) as player:
        away(cast.asha, london("2027-02-09", "09:00"), cover=cast.tom)
        step_up = ask(player.who("alex"))
        player.sweep()
        player.expect("Tue 09:00 asked tom")
        view = player.who("tom").get(f"/api/step-ups/{step_up['id']}")
        assert [(row["name"], row["whom"]) for row in view["told"]] == [("Tom Osei", "cover")]
        promise(player.who("tom"), step_up)
        speak(player.who("tom"), step_up)
        player.heard()


def test_empty_rungs_are_passed_over_at_once_and_written_down(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "09:00")) as player:
        write(player, rung("cover"), rung("key_worker"), rung("duty"), rung("lead"))
        away(cast.asha, london("2027-02-09", "09:00"))
        leaves(cast.tom)
        step_up = ask(player.who("alex"))
        player.sweep()
        player.expect("Tue 09:00 asked grace")
        grace, alex = (player.who(name).get(f"/api/step-ups/{step_up['id']}") for name in ("grace", "alex"))
        skipped = [entry["detail"] for entry in grace["timeline"] if entry["kind"] == "skipped"]
        assert skipped == [
            {"whom": "cover", "why": "nobody"},
            {"whom": "key_worker", "why": "away"},
            {"whom": "duty", "why": "nobody"},
        ]
        assert "skipped" not in kinds(alex)
        do(player.who("alex"), step_up, "withdrawals")
        player.heard()


def test_with_nobody_on_shift_the_lead_then_the_whole_team_is_told(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "09:00")) as player:
        write(player, rung("duty"))
        for member in (cast.asha, cast.tom):
            away(member, london("2027-02-09", "09:00"))
        leads = player.who("grace")
        assert leads.get("/api/requests")["unanswered"] == []
        step_up = ask(player.who("alex"))
        player.sweep()
        player.expect("Tue 09:00 asked grace")
        away(cast.grace, london("2027-02-09", "09:00"))
        player.until(london("2027-02-02", "09:10"))
        player.expect(*told_all("Tue 09:10"))
        do(player.who("alex"), step_up, "withdrawals")
        player.heard()


def test_somebody_whom_no_message_reaches_strands_nothing(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "09:00")) as player:
        loses_all_ways(cast.asha, cast.grace)
        step_up = ask(player.who("alex"))
        player.sweep()
        player.expect("Tue 09:00 asked tom")
        loses_all_ways(cast.tom)
        player.until(london("2027-02-02", "09:16"))
        view = player.who("alex").get(f"/api/step-ups/{step_up['id']}")
        assert view["standing"]["state"] == "unreached"
        assert player.row(step_up).next_due_at <= clock.now() + timedelta(minutes=1)
        do(player.who("alex"), step_up, "withdrawals")
        player.heard()


def test_another_team_helps_while_the_own_one_is_closed(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "16:00")) as player:
        earlier = ask(player.who("alex"))
        do(player.who("alex"), earlier, "withdrawals")
        opens(cast.riverside, "09:00", "17:00")
        write(player, rung("key_worker"), rung("other_team", 20, team_id=str(cast.hillside)))
        player.expect("Tue 16:00 withdrawn asha")
        player.at(london("2027-02-02", "20:00"))
        step_up = ask(player.who("alex"))
        player.sweep()
        player.expect("Tue 20:00 asked nia")
        stands = standing(player, step_up)
        assert (stands["state"], stands["team"]) == ("helped_by", "Hillside Team")
        nia = player.who("nia")
        rows = nia.get("/api/requests")["unanswered"]
        assert [(row["id"], row["helps_team"]) for row in rows] == [(step_up["id"], "Riverside Team")]
        assert nia.get(f"/api/step-ups/{step_up['id']}")["words"] == step_up["words"]
        nia.get(f"/api/step-ups/{earlier['id']}", expect=404)
        with role(WEB):
            act_as(cast.nia.account_id)
            assert [str(found) for found in db.session.scalars(text("SELECT id FROM step_ups"))] == [step_up["id"]]
        with role(OWNER):
            reads = select(AuditEntry.actor_id).where(AuditEntry.action == "record.read", AuditEntry.how == "screen")
            assert cast.nia.account_id in set(db.session.scalars(reads))
        promise(nia, step_up, minutes=30)
        speak(nia, step_up)
        assert do(nia, step_up, "closings", {"reason": "support_elsewhere"})["state"] == "closed"
        player.expect("Tue 20:00 answered alex", "Tue 20:00 moved_on alex", "Tue 20:00 moved_on alex")


def test_when_the_own_team_opens_the_ladder_goes_on_there(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "16:50")) as player:
        opens(cast.riverside, "09:00", "17:00")
        write(player, rung("key_worker", 30), rung("other_team", 120, team_id=str(cast.hillside)))
        step_up = ask(player.who("alex"))
        player.until(london("2027-02-02", "17:00"))
        player.expect("Tue 16:50 asked asha", "Tue 17:00 asked nia")
        player.until(london("2027-02-02", "19:00"))
        player.expect("Tue 19:00 asked nia")
        player.until(london("2027-02-03", "08:59"))
        assert {line[1:] for line in player.heard()} == {("asked", "nia")}
        player.until(london("2027-02-03", "09:00"))
        player.expect(*told_all("Wed 09:00"))
        player.who("nia").get(f"/api/step-ups/{step_up['id']}", expect=404)
        assert player.row(step_up).helping_team_id is None
        do(player.who("alex"), step_up, "withdrawals")
        player.heard()


def test_a_request_follows_the_person_to_another_team(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "09:00")) as player:
        step_up = ask(player.who("alex"))
        player.sweep()
        moves(cast.alex, cast.hillside, cast.nia)
        player.until(london("2027-02-02", "09:15"))
        player.expect("Tue 09:00 asked asha", "Tue 09:15 asked nia")
        assert player.who("nia").get(f"/api/step-ups/{step_up['id']}")["team"]["name"] == "Hillside Team"
        promise(player.who("nia"), step_up)
        speak(player.who("nia"), step_up)
        player.heard()


def test_whoever_is_discharged_is_still_answered(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "09:00")) as player:
        step_up = ask(player.who("alex"))
        player.sweep()
        moves(cast.alex, None)
        player.until(london("2027-02-02", "09:15"))
        player.expect("Tue 09:00 asked asha", *told_all("Tue 09:15"))
        promise(player.who("tom"), step_up)
        speak(player.who("tom"), step_up)
        player.heard()


def test_a_clock_that_jumps_forward_and_back_loses_no_due_time(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "09:00")) as player:
        step_up = ask(player.who("alex"))
        player.sweep()
        player.expect("Tue 09:00 asked asha")
        player.at(london("2027-02-04", "09:00"))
        player.sweep()
        assert {line[1:] for line in player.heard()} == {("asked", name) for name in TEAM}
        player.at(london("2027-02-02", "09:05"))
        player.sweep()
        player.heard()
        assert player.row(step_up).next_due_at <= london("2027-02-02", "09:35")
        do(player.who("alex"), step_up, "withdrawals")
        player.heard()


def test_a_promise_is_not_missed_because_a_clock_was_wrong_when_it_was_made(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "12:00")) as player:
        step_up = ask(player.who("alex"))
        player.sweep()
        promise(player.who("asha"), step_up, minutes=60)
        player.heard()
        player.at(london("2027-02-02", "09:00"))
        player.sweep()
        assert player.row(step_up).state == "acknowledged"
        assert player.row(step_up).next_due_at == london("2027-02-02", "13:00")
        player.until(london("2027-02-02", "13:00"))
        player.expect("Tue 13:00 asked asha", "Tue 13:00 moved_on alex")
        do(player.who("alex"), step_up, "withdrawals")
        player.heard()


def test_a_ladder_under_way_notices_that_hours_were_changed(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "16:55")) as player:
        opens(cast.riverside, "09:00", "17:00")
        step_up = ask(player.who("alex"))
        player.until(london("2027-02-02", "17:30"))
        player.expect("Tue 16:55 asked asha")
        opens(cast.riverside, "09:00", "22:00")
        player.until(london("2027-02-02", "18:30"))
        assert {line[1:] for line in player.heard()} == {("asked", name) for name in TEAM}
        do(player.who("alex"), step_up, "withdrawals")
        player.heard()


def test_what_rests_on_somebody_who_leaves_goes_on_with_the_successor(cast: Cast) -> None:
    with play(cast, london("2027-02-02", "09:00")) as player:
        promised, talking = ask(player.who("alex")), ask(player.who("sam"))
        promise(player.who("tom"), promised)
        speak(player.who("tom"), talking)
        player.heard()
        with role(WEB):
            actor = _as_actor(cast, "grace")
            assert {str(one.step_up_id): one.how for one in held_by(cast.tom.account_id)} == {
                promised["id"]: "promise",
                talking["id"]: "contact",
            }
            only = {uuid.UUID(promised["id"]), uuid.UUID(talking["id"])}
            moved = hand_over_step_ups(actor, cast.tom.account_id, cast.asha.account_id, only=only)
            assert set(moved) == only
            assert held_by(cast.tom.account_id) == []
            db.session.commit()
        player.sweep()
        player.expect(
            "Tue 09:00 moved_on alex",
            "Tue 09:00 moved_on sam",
            "Tue 09:00 transferred asha",
            "Tue 09:00 transferred asha",
        )
        for person, step_up in (("alex", promised), ("sam", talking)):
            do(player.who(person), step_up, "withdrawals")
        player.heard()


def _as_actor(cast: Cast, name: str) -> Any:
    member, now = getattr(cast, name), clock.now()
    act_as(member.account_id)
    return Actor(
        account_id=member.account_id,
        session_id=uuid.uuid4(),
        signed_in_at=now,
        idle_ends_at=now,
        ends_at=now,
        teams=(TeamRole(cast.riverside, "lead"),),
    )
