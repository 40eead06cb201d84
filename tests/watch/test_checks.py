"""Each thing that should not be is found, told once, and over by itself; and nothing else is found."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from backend.core import clock
from backend.core.embedded_postgres import AUDITOR, WORKER
from backend.notifications import service as notifications
from backend.notifications.channels import LEASE
from backend.step_up.ladder import CALLS_FOR_AN_ANSWER
from backend.watch import message_checks
from backend.watch.audit_checks import Night
from backend.watch.looking import Look
from backend.watch.rota_checks import TooSlow, Walk
from backend.watch.rounds import CHECK_FAILED, all_checks
from backend.watch.words import WORDS
from tests.audit.chain import run as tamper
from tests.audit.chain import tampering
from tests.cast import Cast
from tests.roles import role
from tests.step_up.asking import ask, do, let_the_engine_look, promise, speak
from tests.watch.breaks import BREAKS, delivery, notice
from tests.watch.watching import LONG_AGO, Watch, run, well_kept


def test_there_are_words_and_a_break_for_each_check() -> None:
    kinds = {check.kind for check in all_checks()}
    assert set(BREAKS) == kinds
    assert set(WORDS) == kinds | {CHECK_FAILED, "no_database"}


@pytest.mark.parametrize("kind", BREAKS)
def test_it_opens_once_is_told_once_and_closes_by_itself(cast: Cast, kind: str) -> None:
    watch = well_kept(cast)
    mend = BREAKS[kind](cast)
    try:
        assert watch.look().failed == []
        opened = watch.open()
        watch.look()
    finally:
        mend()
    assert list(opened) == [kind], "This, and nothing else."
    assert watch.told == [([kind] * len(opened[kind]), [])]
    watch.look()
    watch.look()
    assert watch.open() == {}
    assert [closed for _, closed in watch.told[1:]] == [[kind] * len(opened[kind])]


def test_a_day_without_mishap_raises_no_alarm(cast: Cast) -> None:
    """Asked, climbed, promised, spoken, planned, closed; another one taken back; a third still climbing."""
    watch = well_kept(cast, cast.grace, cast.nia)
    step_up = ask(cast.alex)
    answers = (lambda: promise(cast.asha, step_up), lambda: speak(cast.asha, step_up))
    for act in (let_the_engine_look, send_what_is_due, *answers):
        act()
        watch.look()
        assert watch.open() == {}
    do(cast.asha, step_up, "plans", {"words": "We meet on Monday."})
    watch.look()
    other = ask(cast.sam)
    let_the_engine_look()
    do(cast.sam, other, "withdrawals")
    send_what_is_due()
    watch.look(timedelta(seconds=15))
    assert (watch.open(), watch.told) == ({}, [])


def send_what_is_due() -> None:
    with role(WORKER):
        notifications.send_due(clock.now() + timedelta(seconds=3))


@pytest.mark.parametrize(
    "lack",
    [
        "UPDATE record_teams SET until_at = :now WHERE record_id = :record",
        "UPDATE memberships SET until_at = :now WHERE team_id = :team",
        "UPDATE memberships SET until_at = :now WHERE account_id = :asha",
    ],
)
def test_a_promise_rests_with_somebody_of_a_team_that_is_there(cast: Cast, lack: str) -> None:
    watch = well_kept(cast)
    step_up = ask(cast.alex)
    let_the_engine_look()
    promise(cast.asha, step_up)
    watch.look()
    assert "no_owner" not in watch.open()
    values = {"now": clock.now(), "record": cast.alex.record_id, "team": cast.riverside, "asha": cast.asha.account_id}
    run(lack, **{name: value for name, value in values.items() if f":{name}" in lack})
    watch.look()
    assert watch.open()["no_owner"] == [step_up["id"]]


def test_the_calls_are_those_of_the_ladder() -> None:
    assert set(message_checks.CALLS) == set(CALLS_FOR_AN_ANSWER)


def test_a_message_that_was_in_hand_when_its_point_went_is_no_finding(cast: Cast) -> None:
    watch = well_kept(cast)
    step_up = ask(cast.alex)
    call = notice(cast.asha.account_id, subject_id=uuid.UUID(step_up["id"]))
    let_the_engine_look()
    promise(cast.asha, step_up)
    delivery(call, cast.asha.account_id, "handed_over", handed_over_at=clock.now() + timedelta(seconds=10))
    watch.look()
    assert watch.open() == {}


@pytest.mark.parametrize(("claimed", "is_found"), [(None, False), (-60, False), (60, True)])
def test_what_a_phone_showed_late_was_not_sent_late(cast: Cast, claimed: int | None, is_found: bool) -> None:
    """The worker died before it wrote down that it had sent the call; the phone, away for an hour, tells that it showed it."""
    watch = well_kept(cast)
    step_up = ask(cast.alex)
    call = notice(cast.asha.account_id, subject_id=uuid.UUID(step_up["id"]))
    let_the_engine_look()
    promise(cast.asha, step_up)
    lease = None if claimed is None else clock.now() + timedelta(seconds=claimed) + LEASE
    told = clock.now() + timedelta(hours=1)
    sent = delivery(call, cast.asha.account_id, "shown", handed_over_at=told, shown_at=told, lease_until=lease)
    watch.look()
    assert watch.open() == ({"sent_afterwards": [str(sent)]} if is_found else {})


def test_a_message_to_somebody_withdrawn_a_minute_before_is_one(cast: Cast) -> None:
    watch = well_kept(cast)
    told = notice(cast.asha.account_id, kind="goals.anything")
    run("UPDATE notices SET withdrawn_at = :at WHERE id = :id", at=clock.now() - LONG_AGO, id=told)
    sent = delivery(told, cast.asha.account_id, "handed_over", handed_over_at=clock.now() - timedelta(minutes=1))
    watch.look()
    assert watch.open() == {"sent_afterwards": [str(sent)]}


def test_one_that_goes_out_with_another_waits_when_nobody_has_that_in_hand(cast: Cast) -> None:
    watch = well_kept(cast)
    told = notice(cast.asha.account_id)
    leader = delivery(told, cast.asha.account_id, "claimed", lease_until=clock.now())
    merged = delivery(told, cast.asha.account_id, "merged")
    run("UPDATE deliveries SET merged_into = :leader WHERE id = :id", leader=leader, id=merged)
    watch.look()
    assert watch.open() == {}
    run("UPDATE deliveries SET state = 'failed' WHERE id = :id", id=leader)
    watch.look()
    assert watch.open() == {"delivery_waiting": [str(merged)]}


def test_a_link_that_was_found_stays_found_until_it_holds(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest links move on; what was found is looked at again by its name."""
    watch = well_kept(cast)
    mend = BREAKS["audit_chain_broken"](cast)
    watch.look()
    found = watch.open()
    monkeypatch.setattr("backend.watch.audit_checks.NEWEST", timedelta(seconds=-1))
    watch.look()
    assert watch.open() == found
    mend()
    watch.look()
    assert watch.open() == {}


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE audit_entries SET action = 'x' WHERE record_id = :id AND seq = 1",
        "DELETE FROM audit_entries WHERE record_id = :id AND seq = 2",
        "DELETE FROM audit_entries WHERE record_id = :id AND seq = (SELECT max(seq) FROM audit_entries WHERE record_id = :id)",
        "UPDATE audit_heads SET hash = ''::bytea WHERE chain_id = :id",
    ],
)
def test_the_night_finds_what_was_changed_long_ago(cast: Cast, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    monkeypatch.setattr("backend.watch.audit_checks.NIGHT_SECONDS", 0)
    ask(cast.alex)
    assert _through_the_night() == set()
    with tampering():
        tamper(harm, id=cast.alex.record_id)
    assert {link.partition(":")[0] for link in _through_the_night()} == {str(cast.alex.record_id)}


def _through_the_night() -> set[str]:
    three = clock.in_london(clock.now()).replace(hour=3)
    night, found = Night(), set[str]()
    with role(AUDITOR):
        assert night.go_on(Look(three.replace(hour=12))) == set(), "By day it rests."
        while night._done_on is None:
            found |= night.go_on(Look(three))
    return found


def test_what_no_check_looks_for_any_more_is_closed(cast: Cast) -> None:
    watch = well_kept(cast)
    run(
        "INSERT INTO findings (id, kind, subject, opened_at) VALUES (gen_random_uuid(), 'old', 'x', :now)",
        now=clock.now(),
    )
    watch.look()
    assert watch.open() == {}


def test_nothing_is_said_about_time_before_a_minute_of_watching(cast: Cast) -> None:
    watch = Watch()
    watch.has_watched_since(timedelta(seconds=50))
    round_ = watch.look()
    assert "no_ladder_sweep" in round_.skipped
    assert not round_.is_whole
    assert not {"no_ladder_sweep", "no_worker"} & set(watch.open())
    watch.look(timedelta(seconds=15))
    assert {"no_ladder_sweep", "no_worker"} <= set(watch.open())


def test_after_a_gap_the_minute_begins_anew(cast: Cast) -> None:
    """The machine slept, the database was away or the clock was moved: the engine gets its minute too."""
    watch = well_kept(cast)
    assert watch.look(timedelta(hours=1)).skipped != []
    assert watch.open() == {}


def test_teams_are_asked_about_some_at_each_look(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A trust of many teams takes several looks; what is known of the others stays."""
    monkeypatch.setattr("backend.watch.rota_checks.BUDGET_SECONDS", -1)
    asked: list[uuid.UUID] = []

    def is_wrong(team_id: uuid.UUID, _: Look) -> bool:
        asked.append(team_id)
        return team_id == cast.hillside

    walk = Walk(is_wrong)
    with role(AUDITOR):
        found = [walk.go_on(Look(clock.now() + timedelta(seconds=15 * place))) for place in range(4)]
    assert sorted(asked[:2]) == sorted([cast.riverside, cast.hillside])
    assert asked[2:] == asked[:2]
    assert found[1:] == [[str(cast.hillside)]] * 3


def test_answers_about_teams_that_are_too_old_are_none(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.watch.rota_checks.BUDGET_SECONDS", -1)
    walk = Walk(lambda *_: False)
    with role(AUDITOR):
        walk.go_on(Look(clock.now()))
        with pytest.raises(TooSlow):
            walk.go_on(Look(clock.now() + timedelta(minutes=40)))
