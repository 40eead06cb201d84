"""Who has looked, in plain words."""

from __future__ import annotations

from backend.audit import service as audit
from backend.core.actor import Actor
from backend.identity import sessions
from tests.cast import Cast, Member


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


def test_the_newest_comes_first_and_at_most_two_hundred(cast: Cast) -> None:
    for number in range(203):
        audit.record_act(actor_of(cast.asha), f"step_up.number_{number}", record_id=cast.alex.record_id)
    entries = log(cast.alex)
    assert len(entries) == 200
    assert entries[0]["at"] > entries[-1]["at"]


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
