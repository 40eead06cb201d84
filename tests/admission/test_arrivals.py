"""Somebody who proved less than a record needs: she sees that she waits, and nothing else, until a worker says who she is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from backend.admission import telling
from backend.core.clock import LONDON
from backend.core.db import act_as, db
from backend.core.embedded_postgres import OWNER, WORKER
from backend.core.ids import new_id
from backend.identity import service as identity
from backend.identity.contact_details import read_contact
from backend.sharing import closing
from tests.admission.coming import (
    HERS,
    come_back,
    count,
    decide,
    log_of,
    number_of,
    proof,
    robin_comes,
    told,
    waits,
    write_number,
)
from tests.at_once import at_once
from tests.cast import Cast
from tests.house.test_front_doors import doors
from tests.identity.steps import audited
from tests.roles import role
from tests.sharing.matrix import RECORD_DOORS
from tests.sharing.steps import as_owner, invite, token_of
from tests.step_up.asking import ask


def at_london(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=LONDON)


LEFT = "UPDATE memberships SET until_at = now() WHERE account_id = :who RETURNING 1"


class TestWaiting:
    @pytest.mark.parametrize("level", ["P5", "P0"])
    def test_she_is_signed_in_and_is_nobody_yet(self, cast: Cast, level: str) -> None:
        robin, _ = waits(cast, level)
        me = robin.get("/api/me")
        assert (me["is_person"], me["is_worker"], me["is_trusted"], me["record_id"]) == (False, False, False, None)
        waiting = robin.get("/api/waiting")
        assert (waiting["state"], waiting["team"]) == ("waiting", {"name": "Riverside Team", "phone": "01632 960001"})
        assert waiting["since"]
        assert count("records") == 2

    def test_no_door_to_a_record_opens(self, cast: Cast, app: Flask) -> None:
        robin, _ = waits(cast)
        ids = {"record_id": cast.alex.record_id, "step_up_id": ask(cast.alex)["id"]}
        behind = [door for door in doors(app) if (door.method, door.rule.rule) in RECORD_DOORS]
        assert len(behind) == len(RECORD_DOORS)
        for door in behind:
            body = RECORD_DOORS[door.method, door.rule.rule].body(cast) if door.method != "GET" else None
            path = str(door.rule.build({name: ids.get(name) or new_id() for name in door.rule.arguments})[1])
            assert robin.respond(door.method, path, body).status_code in {403, 404}, door.name
        for door in doors(app, "person", "worker"):
            assert robin.respond(door.method, door.path).status_code == 403, door.name

    def test_no_table_with_a_record_shows_her_a_row(self, cast: Cast) -> None:
        robin, _ = waits(cast)
        act_as(robin.account_id)
        for table in ("records", "record_teams", "key_workers", "grants", "invitations", "trusted_people"):
            assert db.session.scalar(text(f"SELECT count(*) FROM {table}")) == 0, table

    def test_it_uses_the_invitation_up(self, cast: Cast) -> None:
        token = token_of(invite(cast))
        come_back(cast, proof(level="P5"), "join", token=token)
        cast.nobody.post("/api/invitations/open", {"token": token}, expect=403)

    def test_who_invited_and_the_key_worker_are_told_and_nobody_else(self, cast: Cast) -> None:
        robin, _ = waits(cast)
        assert (told(cast.asha), told(cast.tom), told(cast.grace), told(robin)) == (
            ["admission.arrived"],
            ["admission.arrived"],
            [],
            [],
        )
        assert audited("admission.arrived", robin.account_id) == 1

    def test_she_comes_again_and_still_waits(self, cast: Cast) -> None:
        robin, _ = waits(cast)
        again = come_back(cast, proof(level="P5", number=None))
        assert again.outcome == "signed_in"
        assert again.member
        assert again.member.account_id == robin.account_id
        assert again.member.get("/api/waiting")["state"] == "waiting"

    def test_who_does_not_wait_is_told_so(self, cast: Cast) -> None:
        for member in (cast.alex, cast.asha, cast.jo):
            assert member.get("/api/waiting") == {"state": "none", "team": None, "since": None}
        cast.nobody.get("/api/waiting", expect=401)


class TestTheList:
    def test_the_team_sees_who_waits_the_longest_first(self, cast: Cast) -> None:
        waits(cast)
        robin_comes(cast, proof("second", "P0", None), preferred_name="Kit")
        rows = cast.grace.get("/api/arrivals")["arrivals"]
        assert [(row["preferred_name"], row["level"]) for row in rows] == [("Robin Hill", "P5"), ("Kit", "P0")]
        assert (rows[0]["invited_by"], rows[0]["provider"]["key"]) == ("Asha Begum", "nhs-login")
        assert rows[0]["key_worker_id"] == str(cast.tom.account_id)

    def test_nobody_else_does(self, cast: Cast) -> None:
        robin, _ = waits(cast)
        assert cast.nia.get("/api/arrivals")["arrivals"] == []
        for member in (cast.alex, cast.jo, robin):
            member.get("/api/arrivals", expect=403)
        cast.nobody.get("/api/arrivals", expect=401)


class TestConfirmed:
    def test_her_record_opens_as_by_the_invitation(self, cast: Cast) -> None:
        robin, arrival = waits(cast, nhs_number=HERS)
        assert decide(cast.asha, arrival)["decision"] == "confirmed"
        me = robin.get("/api/me")
        assert me["is_person"]
        assert robin.get("/api/waiting")["state"] == "none"
        assert robin.get("/api/my-team")["key_worker"]["name"] == "Tom Osei"
        assert number_of(cast.asha, me["record_id"]) == {"shown": "••• ••• 5919", "came_from": "invitation"}
        assert cast.asha.get("/api/arrivals")["arrivals"] == []
        assert "Robin Hill" in [row["preferred_name"] for row in cast.tom.get("/api/people")["people"]]

    def test_she_is_told_and_sees_who_said_so(self, cast: Cast) -> None:
        robin, arrival = waits(cast)
        decide(cast.asha, arrival, identity_check="saw_document")
        assert told(robin) == ["admission.confirmed"]
        assert told(cast.asha) == told(cast.tom) == []
        said = "Asha Begum (worker, Riverside Team) said that it is you, so your record was opened."
        assert said in log_of(robin)
        assert audited("admission.confirmed", cast.asha.account_id) == 1

    def test_another_key_worker_may_be_named(self, cast: Cast) -> None:
        robin, arrival = waits(cast)
        problem = decide(cast.asha, arrival, key_worker_id=str(cast.nia.account_id), expect=422)
        assert list(problem["fields"]) == ["key_worker_id"]
        decide(cast.asha, arrival, key_worker_id=str(cast.grace.account_id))
        assert robin.get("/api/my-team")["key_worker"]["name"] == "Grace Lee"

    def test_how_she_is_known_has_to_be_said(self, cast: Cast) -> None:
        robin, arrival = waits(cast)
        assert list(decide(cast.asha, arrival, identity_check=None, expect=422)["fields"]) == ["identity_check"]
        decide(cast.asha, arrival, identity_check="guessed", expect=422)
        decide(cast.asha, arrival, "shrug", expect=422)
        assert not robin.get("/api/me")["is_person"]

    def test_from_then_on_this_sign_in_opens_it_and_no_other_does(self, cast: Cast) -> None:
        robin, arrival = waits(cast)
        decide(cast.asha, arrival)
        again = come_back(cast, proof(level="P5", number=None))
        assert again.outcome == "signed_in"
        assert again.member
        assert again.member.get("/api/me")["is_person"]
        other = come_back(cast, proof("other", "P5", None), "link", by=robin)
        assert other.outcome == "openid.level_too_low"

    def test_a_number_that_only_a_lower_level_names_is_not_taken_over(self, cast: Cast) -> None:
        _, arrival = waits(cast)
        decide(cast.asha, arrival)
        again = come_back(cast, proof(level="P5"))
        assert again.member
        assert number_of(again.member, again.member.record_id)["shown"] is None

    def test_the_invitation_may_be_old_by_then_and_who_invited_gone(self, cast: Cast) -> None:
        robin, arrival = waits(cast)
        for member in (cast.asha, cast.tom):
            as_owner(LEFT, who=member.account_id)
        as_owner("UPDATE invitations SET expires_at = now() - interval '1 day' RETURNING 1")
        decide(cast.grace, arrival)
        assert robin.get("/api/my-team")["key_worker"]["name"] == "Grace Lee"


class TestRefused:
    def test_a_sign_in_that_was_refused_never_vouches_for_a_record(self, cast: Cast) -> None:
        """She joins by P9 afterwards: the same sign-in at a lower level is still not enough, nor is one that waits."""
        _, arrival = waits(cast)
        decide(cast.asha, arrival, "refuse")
        waits(cast)
        assert come_back(cast, proof(), "join", token=token_of(invite(cast))).outcome == "joined"
        assert come_back(cast, proof(level="P5", number=None)).outcome == "openid.level_too_low"

    def test_nothing_opens_and_she_is_told(self, cast: Cast) -> None:
        robin, arrival = waits(cast)
        assert decide(cast.tom, arrival, "refuse")["decision"] == "refused"
        assert robin.get("/api/waiting")["state"] == "refused"
        assert robin.get("/api/waiting")["team"]["phone"] == "01632 960001"
        assert not robin.get("/api/me")["is_person"]
        assert told(robin) == ["admission.refused"]
        assert audited("admission.refused", cast.tom.account_id) == 1
        assert count("records") == 2

    def test_she_may_be_invited_again(self, cast: Cast) -> None:
        robin, arrival = waits(cast)
        decide(cast.tom, arrival, "refuse")
        again, second = waits(cast)
        assert again.account_id == robin.account_id
        decide(cast.tom, second)
        assert again.get("/api/me")["is_person"]


class TestWhoDecides:
    def test_only_workers_of_that_team(self, cast: Cast) -> None:
        robin, arrival = waits(cast)
        for member, status in ((cast.nobody, 401), (cast.alex, 403), (cast.jo, 403), (robin, 403), (cast.nia, 404)):
            decide(member, arrival, expect=status)
            decide(member, arrival, "refuse", expect=status)
        assert robin.get("/api/waiting")["state"] == "waiting"

    def test_what_is_decided_stays(self, cast: Cast) -> None:
        _, arrival = waits(cast)
        decide(cast.asha, arrival)
        decide(cast.asha, arrival)
        for member, decision in ((cast.asha, "refuse"), (cast.tom, "confirm"), (cast.tom, "refuse")):
            assert decide(member, arrival, decision, expect=409)["code"] == "admission.already_decided"
        assert audited("admission.confirmed") == 1

    def test_two_at_the_same_instant_decide_once(self, own_cast: Cast) -> None:
        with own_cast.nobody.app.app_context():
            robin, arrival = waits(own_cast)
        body = {"decision": "confirm", "identity_check": "known_to_me"}
        path = f"/api/arrivals/{arrival}/decision"
        answers = at_once(
            lambda: own_cast.asha.respond("PUT", path, body).status_code,
            lambda: own_cast.grace.respond("PUT", path, {"decision": "refuse"}).status_code,
            lambda: own_cast.tom.respond("PUT", path, body).status_code,
        )
        assert sorted(answers) == [200, 409, 409]
        assert robin.get("/api/waiting")["state"] in {"none", "refused"}
        assert robin.get("/api/me")["is_person"] == (robin.get("/api/waiting")["state"] == "none")

    def test_not_about_somebody_who_has_a_record_by_now(self, cast: Cast) -> None:
        _, arrival = waits(cast)
        assert come_back(cast, proof(), "join", token=token_of(invite(cast))).outcome == "joined"
        assert decide(cast.asha, arrival, expect=409)["code"] == "sharing.already_joined"
        decide(cast.asha, arrival, "refuse")

    def test_not_with_a_number_that_is_another_records_by_now(self, cast: Cast) -> None:
        robin, arrival = waits(cast, nhs_number=HERS)
        write_number(cast.asha, cast.alex.record_id)
        assert decide(cast.asha, arrival, expect=409)["code"] == "sharing.already_joined"
        assert robin.get("/api/waiting")["state"] == "waiting"

    def test_not_about_an_account_that_was_closed(self, cast: Cast) -> None:
        robin, arrival = waits(cast)
        as_owner("UPDATE accounts SET closed_at = now() WHERE id = :who RETURNING 1", who=robin.account_id)
        assert decide(cast.asha, arrival, expect=403)["code"] == "admission.account_closed"
        decide(cast.asha, arrival, "refuse")


class TestReminding:
    def test_the_whole_team_hears_of_it_once_after_a_working_day(self, cast: Cast) -> None:
        waits(cast)
        now = datetime.now(UTC)
        for hours, expected in ((23, 0), (25, 1), (50, 1)):
            with role(WORKER):
                telling.remind_of_arrivals(now + timedelta(hours=hours))
            for member in (cast.asha, cast.tom, cast.grace):
                assert told(member).count("admission.still_waiting") == expected
        assert told(cast.nia) == []

    def test_nobody_is_reminded_of_what_is_decided(self, cast: Cast) -> None:
        _, arrival = waits(cast)
        decide(cast.asha, arrival, "refuse")
        with role(WORKER):
            telling.remind_of_arrivals(datetime.now(UTC) + timedelta(days=9))
        assert told(cast.grace) == []

    @pytest.mark.parametrize(
        ("came", "due"),
        [
            ("2026-06-01 10:00", "2026-06-02 10:00"),  # a Monday
            ("2026-06-05 16:00", "2026-06-08 16:00"),  # over a weekend
            ("2026-12-24 16:00", "2026-12-29 16:00"),  # over Christmas, with its substitute day
        ],
    )
    def test_a_day_on_which_the_team_is_closed_does_not_count(self, cast: Cast, came: str, due: str) -> None:
        as_owner("DELETE FROM team_hours WHERE team_id = :team RETURNING 1", team=cast.riverside)
        for day in range(5):
            as_owner(
                "INSERT INTO team_hours (team_id, weekday, opens, closes) VALUES (:team, :day, '09:00', '17:00') RETURNING 1",
                team=cast.riverside,
                day=day,
            )
        db.session.expire_all()
        found = telling.a_working_day_after(cast.riverside, at_london(came))
        assert found == at_london(due)


def test_a_waiting_account_that_is_closed_gets_in_no_more(cast: Cast) -> None:
    robin, _ = waits(cast)
    with role(OWNER):
        identity.add_confirmed_contact(robin.account_id, read_contact("robin@example.org"))
        closing.close_account("robin@example.org")
    robin.get("/api/waiting", expect=401)
    assert come_back(cast, proof(level="P5", number=None)).outcome == "unknown"
