"""Who has looked, in plain words."""

from __future__ import annotations

import csv
import io

from backend.audit import service as audit
from backend.audit.models import AuditEntry
from backend.core import clock
from backend.core.actor import Actor
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.identity import sessions
from backend.identity.models import Account
from backend.sharing.models import TrustedPerson
from tests.cast import Cast, Member
from tests.identity.steps import audited
from tests.roles import role


def actor_of(member: Member) -> Actor:
    actor = sessions.load_actor(member.token, counts_as_activity=True)
    assert actor is not None
    return actor


def read(member: Member, whose: Member, section: str = "step_ups", how: str = "screen") -> None:
    assert whose.record_id is not None
    audit.record_reads(actor_of(member), [whose.record_id], section, how)


def log(member: Member) -> list[dict]:
    return member.get("/api/access-log")["entries"]


def test_it_says_who_read_what(cast: Cast) -> None:
    read(cast.asha, cast.alex)
    (entry,) = log(cast.alex)
    assert entry["words"] == "Asha Begum (worker, Riverside Team) read your requests."
    assert (entry["by"], entry["role"], entry["team"]) == ("Asha Begum", "worker", "Riverside Team")
    assert (entry["section"], entry["how"]) == ("step_ups", "screen")


def test_it_says_what_somebody_did(cast: Cast) -> None:
    audit.record_act(actor_of(cast.tom), "step_up.acknowledged", record_id=cast.alex.record_id, section="step_ups")
    audit.record_act(actor_of(cast.grace), "step_up.something_new", record_id=cast.alex.record_id, section="step_ups")
    assert [entry["words"] for entry in log(cast.alex)] == [
        "Grace Lee (team lead, Riverside Team) did something with your requests.",
        "Tom Osei (duty worker, Riverside Team) answered your request.",
    ]


def test_ones_own_acts_are_not_in_it(cast: Cast) -> None:
    cast.alex.put("/api/sharing/team/goals", {"is_shared": True, "wording": "2026-11"})
    assert log(cast.alex) == []


def test_the_newest_comes_first_page_by_page(cast: Cast) -> None:
    for number in range(103):
        audit.record_act(actor_of(cast.asha), f"step_up.number_{number}", record_id=cast.alex.record_id)
        cast.alex.put("/api/sharing/team/goals", {"is_shared": number % 2 == 0, "wording": "2026-11"})
    found, before, sizes = [], "", []
    while before is not None:
        page = cast.alex.get(f"/api/access-log{before and f'?before={before}'}")
        before, sizes = page["next"], [*sizes, len(page["entries"])]
        found += page["entries"]
    assert sizes == [50, 50, 3]
    assert len({entry["id"] for entry in found}) == 103
    assert [entry["at"] for entry in found] == sorted((entry["at"] for entry in found), reverse=True)


def test_it_can_be_narrowed_to_somebody_and_to_a_section(cast: Cast) -> None:
    read(cast.asha, cast.alex)
    read(cast.tom, cast.alex)
    read(cast.tom, cast.alex, "goals")
    people = {one["name"]: one["id"] for one in cast.alex.get("/api/access-log?section=goals")["people"]}
    assert list(people) == ["Asha Begum", "Tom Osei"]
    for query, number in ((f"?who={people['Tom Osei']}", 2), ("?section=step_ups", 2), ("?section=safety_plan", 0)):
        assert len(cast.alex.get(f"/api/access-log{query}")["entries"]) == number
    assert len(cast.alex.get(f"/api/access-log?who={people['Tom Osei']}&section=goals")["entries"]) == 1
    cast.alex.get("/api/access-log?section=diary", expect=422)
    cast.alex.get("/api/access-log?before=yesterday", expect=422)


def test_ones_own_visits_come_when_asked_for(cast: Cast) -> None:
    cast.alex.put("/api/sharing/team/goals", {"is_shared": True, "wording": "2026-11"})
    read(cast.asha, cast.alex)
    own = [entry for entry in cast.alex.get("/api/access-log?own=true")["entries"] if entry["way"] == "own"]
    assert [entry["words"] for entry in own] == [
        "You decided what your team sees.",
        "You joined.",
        "You signed in.",
    ]
    assert [entry["by"] for entry in log(cast.alex)] == ["Asha Begum"]


def test_it_says_by_what_right(cast: Cast) -> None:
    read(cast.asha, cast.alex)
    read(cast.asha, cast.alex, "goals")
    read(cast.asha, cast.alex, "care")
    assert [entry["why"] for entry in log(cast.alex)] == [
        "Because they work in your team.",
        "Because you shared it.",
        "Because your requests go to your team, or to one that helps while it is closed.",
    ]
    assert {entry["way"] for entry in log(cast.alex)} == {"team"}


def test_somebody_trusted_has_the_name_that_she_gave_them(cast: Cast) -> None:
    with role(OWNER):
        friend = TrustedPerson(id=new_id(), record_id=cast.alex.record_id, account_id=cast.jo.account_id)
        friend.relation, friend.token_hash, friend.code_hash, friend.wrong_codes = "friend", b"x", b"y", 0
        friend.invited_at = friend.expires_at = friend.accepted_at = friend.review_at = clock.now()
        friend.name = "Jo"
        db.session.add(friend)
    assert cast.alex.record_id is not None
    way = audit.Way("trusted", friend.id)
    audit.record_reads(actor_of(cast.jo), [cast.alex.record_id], "safety_plan", "screen", way)
    (entry,) = log(cast.alex)
    assert entry["words"] == "Jo (your friend) read your safety plan."
    assert (entry["relation"], entry["team"], entry["way"], entry["why"]) == (
        "friend",
        None,
        "trusted",
        "Because you shared it.",
    )


def test_a_command_of_the_operator_is_in_it(cast: Cast) -> None:
    with role(OWNER):
        read_row = AuditEntry(id=new_id(), at=clock.now(), action="record.read", actor_kind="service", detail={})
        read_row.record_id, read_row.section, read_row.how = cast.alex.record_id, "goals", "command"
        db.session.add(read_row)
    (entry,) = log(cast.alex)
    assert entry["words"] == "Those who run this service read your goals."


class TestTheFile:
    def test_it_holds_everything_and_taking_it_is_an_act(self, cast: Cast) -> None:
        for _ in range(60):
            audit.record_act(actor_of(cast.asha), "step_up.note", record_id=cast.alex.record_id, section="step_ups")
        answer = cast.alex.respond("GET", "/api/access-log/download")
        assert answer.content_type == "text/csv; charset=utf-8"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="who-has-looked.csv"'
        rows = list(csv.reader(io.StringIO(answer.text)))
        assert rows[0][0] == "Day"
        assert len(rows) == 63
        assert rows[1][6] == "Asha Begum (worker, Riverside Team) wrote a note about your request."
        assert audited("sharing.log_downloaded", cast.alex.account_id) == 1

    def test_it_is_hers_alone(self, cast: Cast) -> None:
        cast.asha.get("/api/access-log/download", expect=403)
        cast.jo.get("/api/access-log/download", expect=403)
        cast.nobody.get("/api/access-log/download", expect=401)

    def test_a_table_program_reads_no_formula(self, cast: Cast) -> None:
        with role(OWNER):
            account = db.session.get(Account, cast.asha.account_id)
            assert account is not None
            account.name = '=HYPERLINK("x")'
        read(cast.asha, cast.alex)
        rows = list(csv.reader(io.StringIO(cast.alex.respond("GET", "/api/access-log/download").text)))
        assert rows[1][2].startswith("'=")
        assert rows[1][6].startswith("'=")


def test_it_is_hers_alone(cast: Cast) -> None:
    read(cast.asha, cast.alex)
    assert log(cast.sam) == []
    cast.asha.get("/api/access-log", expect=403)
    cast.jo.get("/api/access-log", expect=403)
    cast.nobody.get("/api/access-log", expect=401)


def test_the_list_of_people_leaves_its_line(cast: Cast) -> None:
    cast.asha.get("/api/people")
    cast.asha.get("/api/people")
    (entry,) = log(cast.alex)
    assert entry["how"] == "list"
    assert entry["words"] == "Asha Begum (worker, Riverside Team) read your name and your team."
