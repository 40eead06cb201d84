"""Who has a turn soon and may not be reached; times with nobody there; a device that is gone. Each told once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from backend import worker
from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.identity.contact_details import read_contact
from backend.notifications import service as notifications
from backend.notifications.readiness import Readiness
from backend.rota import sweep
from tests.care.test_hours import london
from tests.cast import Cast, Member
from tests.roles import role
from tests.rota.writing import be_away, rotate, told

WEEKDAY = london("2026-11-25 08:00")
ROUND_THE_CLOCK = {"begins": "00:00", "ends": "00:00", "weekdays": list(range(7))}


def sweep_at(when: str) -> None:
    with role(WORKER):
        sweep.sweep(london(when))


def make_ready(monkeypatch: pytest.MonkeyPatch, *members: Member, has_phone: bool = True) -> None:
    """These have a device that showed a push, and a number."""
    ready = {member.account_id for member in members}

    def answer(account_ids: object, since: object) -> dict[object, Readiness]:
        return {one: Readiness(clock.now(), has_phone) if one in ready else Readiness() for one in account_ids}

    monkeypatch.setattr(notifications, "readiness_of", answer)


def test_who_is_not_ready_is_reminded_a_day_before_and_once(cast: Cast) -> None:
    rotate(cast, cast.tom)
    sweep_at("2026-11-24 17:30")
    assert told("rota.please_confirm") == [cast.tom.account_id]
    sweep_at("2026-11-24 17:31")
    assert told("rota.please_confirm") == [cast.tom.account_id]
    assert told("rota.not_ready") == []


def test_two_hours_before_the_leads_are_told(cast: Cast) -> None:
    rotate(cast, cast.tom)
    sweep_at("2026-11-25 06:59")
    assert told("rota.not_ready") == []
    sweep_at("2026-11-25 07:00")
    sweep_at("2026-11-25 07:01")
    assert told("rota.not_ready") == [cast.grace.account_id]


def test_who_is_ready_is_left_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rotate(cast, cast.tom, **ROUND_THE_CLOCK)
    make_ready(monkeypatch, cast.tom)
    sweep_at("2026-11-25 08:00")
    sweep_at("2026-11-25 09:00")
    for kind in ("rota.please_confirm", "rota.not_ready", "rota.gaps"):
        assert told(kind) == [], kind


@pytest.mark.parametrize("has_phone", [True, False])
def test_a_device_without_a_number_is_half_of_it(cast: Cast, monkeypatch: pytest.MonkeyPatch, has_phone: bool) -> None:
    rotate(cast, cast.tom)
    make_ready(monkeypatch, cast.tom, has_phone=has_phone)
    sweep_at("2026-11-25 08:00")
    assert told("rota.please_confirm") == ([] if has_phone else [cast.tom.account_id])


def test_where_nothing_was_written_nobody_need_be_ready(cast: Cast) -> None:
    sweep_at("2026-11-25 08:00")
    sweep_at("2026-11-25 09:30")
    assert told("rota.please_confirm") == told("rota.gaps") == []


def test_gaps_are_told_each_morning_at_nine_and_each_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rotate(cast, cast.tom, **{**ROUND_THE_CLOCK, "weekdays": [0, 1, 2, 3, 4]})
    make_ready(monkeypatch, cast.tom)
    sweep_at("2026-11-25 08:59")
    assert told("rota.gaps") == []
    sweep_at("2026-11-25 09:00")
    sweep_at("2026-11-25 15:00")
    assert told("rota.gaps") == [cast.grace.account_id]
    sweep_at("2026-11-26 09:00")
    assert told("rota.gaps") == [cast.grace.account_id], "the same weekend is no news"
    sweep_at("2026-12-01 09:00")
    assert told("rota.gaps") == [cast.grace.account_id] * 2, "the next weekend is"


def test_a_team_whose_members_are_all_away_is_a_gap_though_nothing_was_written(cast: Cast) -> None:
    for member in (cast.asha, cast.tom, cast.grace):
        be_away(member, "2026-11-27 00:00", "2026-11-28 00:00")
    sweep_at("2026-11-25 09:00")
    assert told("rota.gaps") == [cast.grace.account_id]


def test_a_device_that_is_gone_is_told_to_the_leads_of_who_has_a_turn(cast: Cast) -> None:
    rotate(cast, cast.tom)
    with role(WORKER):
        for member in (cast.tom, cast.asha, cast.alex):
            sweep.note_device_gone(member.account_id, new_id(), WEEKDAY)
        notices = db.session.execute(text("SELECT account_id, subject_id FROM notices WHERE kind = 'rota.device_gone'"))
        assert [tuple(one) for one in notices] == [(cast.grace.account_id, cast.riverside)]


def test_a_confirmed_device_and_a_number_make_ready(cast: Cast) -> None:
    """By the true question, asked of the database."""
    with role(OWNER):
        confirmed = {"id": new_id(), "who": cast.tom.account_id, "at": clock.now() - timedelta(days=4)}
        sealed = "'x', 'x', 'x', 'x', 'x'"
        columns = "label_sealed, endpoint_sealed, p256dh_sealed, auth_sealed, endpoint_index"
        device = f"INSERT INTO devices (id, account_id, {columns}, created_at, last_confirmed_at)"
        db.session.execute(text(f"{device} VALUES (:id, :who, {sealed}, :at, :at)"), confirmed)
        identity.add_confirmed_contact(cast.tom.account_id, read_contact("07700 900999"))
    rotate(cast, cast.tom)
    readiness = cast.tom.get("/api/my-shifts")["readiness"]
    assert (readiness["has_phone"], readiness["is_ready"]) == (True, True)
    sweep_at("2026-11-25 08:00")
    assert told("rota.please_confirm") == []
    sweep_at("2026-11-27 08:00")
    assert told("rota.please_confirm") == [cast.tom.account_id], "seven days later it is to be confirmed again"


def test_the_worker_process_sweeps_rotas_and_hears_of_devices(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, config: object
) -> None:
    rotate(cast, cast.tom)
    heard: list[object] = []
    monkeypatch.setattr(notifications, "when_device_gone", heard.append)
    monkeypatch.setattr(worker, "make_base", lambda *_: None)
    worker.make_worker_app(config)
    assert heard == [sweep.note_device_gone]
    with role(WORKER):
        worker.sweep_rotas()
    assert told("rota.gaps") == [cast.grace.account_id]
