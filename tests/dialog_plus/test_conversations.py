"""Beginning, moving on, choosing, writing and ending: on two devices that show the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend.core import clock
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.core.ids import new_id
from backend.dialog_plus.models import Presence
from backend.notifications.models import Notice
from tests.cast import Cast, Member
from tests.dialog_plus import talking as t
from tests.roles import role


def told(member: Member, kind: str) -> int:
    with role(OWNER):
        wanted = select(Notice).where(Notice.account_id == member.account_id, Notice.kind == kind)
        return len(list(db.session.scalars(wanted)))


def test_alex_begins_alone_and_nobody_is_told(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast, together=False)
    assert (conversation["begun_by"], conversation["together"]) == ("Alex Morgan", False)
    assert (conversation["my_side"], conversation["is_mine_record"]) == ("person", True)
    assert (conversation["version"], conversation["place"]) == (1, {"area": None, "step": "review"})
    assert (conversation["choice_version"], conversation["ended_at"], conversation["plan_id"]) == (0, None, None)
    assert told(cast.alex, "dialog_plus.started") == told(cast.asha, "dialog_plus.started") == 0


def test_a_worker_begins_together_and_the_person_is_told(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    assert (conversation["begun_by"], conversation["my_side"]) == ("Asha Begum", "worker")
    assert told(cast.alex, "dialog_plus.started") == 1


def test_a_worker_does_not_begin_alone(cast: Cast) -> None:
    t.with_team(cast)
    assert "together" in t.begin(cast.asha, cast, together=False, expect=422)["fields"]


def test_there_is_one_at_a_time(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast)
    refused = t.begin(cast.asha, cast, expect=409)
    assert (refused["code"], refused["fields"]) == (
        "dialog_plus.already_open",
        {"conversation_id": [conversation["id"]]},
    )
    t.end(cast.alex, cast, conversation, "left")
    t.begin(cast.asha, cast)


def test_beginning_twice_is_beginning_once(cast: Cast) -> None:
    path = f"{t.record(cast)}/conversations/{new_id()}"
    cast.alex.put(path, {"together": True}, expect=201)
    cast.alex.put(path, {"together": True}, expect=200)
    assert cast.alex.put(path, {"together": False}, expect=409)["code"] == "http.id_taken"


def test_both_see_the_same_step_and_who_is_there(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    moved = cast.asha.put(f"{t.path(cast, conversation)}/place", {"area": "job", "step": "options"})
    seen = t.read(cast.alex, cast, conversation)
    assert seen["place"] == {"area": "job", "step": "options"}
    assert seen["version"] == moved["version"] == 2
    here = {(one["name"], one["side"], one["is_here"]) for one in seen["people"]}
    assert here == {("Asha Begum", "worker", True), ("Alex Morgan", "person", True)}


def test_who_has_gone_is_shown_as_gone(cast: Cast, time_machine_at: Any) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    with time_machine_at(clock.now() + timedelta(seconds=16)):
        seen = t.read(cast.alex, cast, conversation)
    assert {one["name"]: one["is_here"] for one in seen["people"]} == {"Asha Begum": False, "Alex Morgan": True}


def test_being_here_is_written_every_five_seconds_at_most(cast: Cast, time_machine_at: Any) -> None:
    conversation, begun = t.begin(cast.alex, cast), clock.now()
    for seconds, is_written in ((4, False), (6, True)):
        before = _seen_at()
        with time_machine_at(begun + timedelta(seconds=seconds)):
            t.read(cast.alex, cast, conversation)
        assert (_seen_at() > before) == is_written


def _seen_at() -> datetime:
    with role(OWNER):
        return db.session.scalars(select(Presence.seen_at)).one()


def test_who_only_reads_is_shown_too(cast: Cast) -> None:
    t.with_jo(cast)
    conversation = t.begin(cast.alex, cast)
    assert t.read(cast.jo, cast, conversation)["my_side"] == "other"
    people = t.read(cast.alex, cast, conversation)["people"]
    assert {one["name"]: one["side"] for one in people} == {"Alex Morgan": "person", "Jo Hart": "other"}


def test_nothing_new_is_told_in_no_bytes(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    first = cast.alex.respond("GET", t.path(cast, conversation))
    known = {"If-None-Match": first.headers["ETag"]}
    again = cast.alex.respond("GET", t.path(cast, conversation), headers=known)
    assert (again.status_code, again.data) == (304, b"")
    t.choose(cast.alex, cast, conversation)
    assert cast.alex.respond("GET", t.path(cast, conversation), headers=known).status_code == 200


def test_up_to_three_areas_are_chosen_in_their_order(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    chosen = t.choose(cast.alex, cast, conversation, "safety", "job", "family")
    assert [area["key"] for area in chosen["areas"]] == ["safety", "job", "family"]
    assert (chosen["areas"][1]["title"], chosen["choice_version"], chosen["version"]) == ("Job situation", 1, 2)
    changed = t.choose(cast.alex, cast, conversation, "job", version=1)
    assert [area["key"] for area in changed["areas"]] == ["job"]


@pytest.mark.parametrize(
    "areas", [["job", "family", "safety", "leisure"], ["garden"], ["job", "job"], ["job"] * 21, ["x" * 41]]
)
def test_wrong_choices_are_explained_and_change_nothing(cast: Cast, areas: list[str]) -> None:
    conversation = t.begin(cast.alex, cast)
    fields = t.choose(cast.alex, cast, conversation, *areas, expect=422)["fields"]
    assert all(name.startswith("areas") for name in fields)
    assert t.read(cast.alex, cast, conversation)["version"] == 1


def test_a_choice_made_meanwhile_is_not_overwritten(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast)
    t.choose(cast.alex, cast, conversation, "job")
    refused = t.choose(cast.asha, cast, conversation, "family", expect=409)
    assert refused["code"] == "dialog_plus.changed"
    assert [area["key"] for area in t.read(cast.asha, cast, conversation)["areas"]] == ["job"]


def test_a_note_is_written_and_changed_and_the_newest_is_shown(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    t.choose(cast.asha, cast, conversation)
    t.write(cast.alex, cast, conversation, "It is lonely.")
    seen = t.write(cast.asha, cast, conversation, "It is lonely at lunch.", version=1)
    note = seen["areas"][0]["notes"]["why"]
    assert (note["words"], note["version"], note["by"]) == ("It is lonely at lunch.", 2, "Asha Begum")
    assert seen["version"] == 4


def test_two_versions_are_never_merged_in_silence(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    t.choose(cast.asha, cast, conversation)
    t.write(cast.alex, cast, conversation, "It is lonely.")
    assert t.write(cast.asha, cast, conversation, "They like it.", expect=409)["code"] == "dialog_plus.changed"
    assert t.write(cast.asha, cast, conversation, "They like it.", version=7, expect=409)
    assert t.read(cast.asha, cast, conversation)["areas"][0]["notes"]["why"]["words"] == "It is lonely."


def test_the_same_note_twice_is_one_version(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    t.choose(cast.alex, cast, conversation)
    path = f"{t.path(cast, conversation)}/notes/{new_id()}"
    body = {"area": "job", "prompt": "why", "words": "It is lonely.", "version": 0}
    assert cast.alex.put(path, body, expect=201)["version"] == cast.alex.put(path, body, expect=200)["version"]
    assert cast.alex.put(path, {**body, "words": "Other."}, expect=409)["code"] == "http.id_taken"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"area": "family"}, "area"),
        ({"area": "garden"}, "area"),
        ({"prompt": "how_so"}, "prompt"),
        ({"words": "a" * 20_000}, "words"),
        ({"version": -1}, "version"),
        ({"typed_for": "jo"}, "typed_for"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_wrong_notes_are_explained_and_change_nothing(cast: Cast, wrong: dict[str, Any], field: str) -> None:
    conversation = t.begin(cast.alex, cast)
    t.choose(cast.alex, cast, conversation)
    assert field in t.write(cast.alex, cast, conversation, **{"words": "A.", **wrong}, expect=422)["fields"]
    seen = t.read(cast.alex, cast, conversation)
    assert (seen["version"], seen["areas"][0]["notes"]) == (2, {})


@pytest.mark.parametrize("words", ["🌻 sun", "مرحبا بالعالم", "#import *all* $x$", "a" * 4000, ""])
def test_any_words_come_back_as_they_were(cast: Cast, words: str) -> None:
    conversation = t.begin(cast.alex, cast)
    t.choose(cast.alex, cast, conversation)
    assert t.write(cast.alex, cast, conversation, words)["areas"][0]["notes"]["why"]["words"] == words


def test_who_types_for_whom_is_marked(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.asha, cast)
    t.choose(cast.asha, cast, conversation)
    seen = t.write(cast.asha, cast, conversation, typed_for="person")
    assert (seen["areas"][0]["notes"]["why"]["typed_for"], seen["areas"][0]["notes"]["why"]["by"]) == (
        "person",
        "Asha Begum",
    )
    seen = t.write(cast.alex, cast, conversation, prompt="works", typed_for="person")
    assert seen["areas"][0]["notes"]["works"]["typed_for"] == "self"


def test_alone_nobody_types_for_somebody_else(cast: Cast) -> None:
    t.with_jo(cast, may_add=True)
    conversation = t.begin(cast.alex, cast, together=False)
    t.choose(cast.alex, cast, conversation)
    refused = t.write(cast.alex, cast, conversation, typed_for="worker", expect=409)
    assert refused["code"] == "dialog_plus.not_together"
    refused = t.write(cast.jo, cast, conversation, typed_for="person", expect=403)
    assert refused["code"] == "dialog_plus.not_your_side"


def test_a_friend_adds_words_and_does_not_lead(cast: Cast) -> None:
    t.with_jo(cast, may_add=True)
    conversation = t.begin(cast.alex, cast)
    t.choose(cast.alex, cast, conversation)
    t.write(cast.alex, cast, conversation)
    assert t.write(cast.jo, cast, conversation, "Mine.", version=1, expect=403)["code"] == "dialog_plus.not_yours"
    seen = t.write(cast.jo, cast, conversation, "I see them smile.", prompt="works")
    assert seen["areas"][0]["notes"]["works"]["by"] == "Jo Hart"
    t.write(cast.jo, cast, conversation, "I see them laugh.", prompt="works", version=1)
    path = t.path(cast, conversation)
    for place, body in (("place", {"step": "areas"}), ("end", {"how": "left"})):
        assert cast.jo.put(f"{path}/{place}", body, expect=403)["code"] == "dialog_plus.may_not_lead"
    assert t.choose(cast.jo, cast, conversation, "job", version=1, expect=403)["code"] == "dialog_plus.may_not_lead"
    t.end(cast.alex, cast, conversation, "left")
    assert t.begin(cast.jo, cast, expect=403)["code"] == "dialog_plus.may_not_lead"


def test_who_only_sees_does_not_write(cast: Cast) -> None:
    t.with_team(cast, may_add=False)
    conversation = t.begin(cast.alex, cast)
    t.choose(cast.alex, cast, conversation)
    assert not t.read(cast.asha, cast, conversation)["may_add"]
    for refused in (
        t.write(cast.asha, cast, conversation, expect=403),
        t.choose(cast.asha, cast, conversation, version=1, expect=403),
        t.propose(cast.asha, cast, conversation, expect=403),
        t.end(cast.asha, cast, conversation, expect=403),
    ):
        assert refused["code"] == "sharing.may_not_add"


def test_an_ended_conversation_takes_no_words(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    t.choose(cast.alex, cast, conversation)
    ended = t.end(cast.alex, cast, conversation, "left")
    assert (ended["ended_how"], ended["plan_id"], ended["version"]) == ("left", None, 3)
    for refused in (
        t.write(cast.alex, cast, conversation, expect=409),
        t.choose(cast.alex, cast, conversation, version=1, expect=409),
        t.propose(cast.alex, cast, conversation, expect=409),
        cast.alex.put(f"{t.path(cast, conversation)}/place", {"step": "areas"}, expect=409),
    ):
        assert refused["code"] == "dialog_plus.ended"
    assert t.read(cast.alex, cast, conversation) == ended


def test_ending_twice_is_harmless_and_ending_otherwise_is_refused(cast: Cast) -> None:
    t.with_team(cast)
    conversation = t.begin(cast.alex, cast)
    first = t.end(cast.alex, cast, conversation)
    assert t.end(cast.alex, cast, conversation)["plan_id"] == first["plan_id"]
    assert t.end(cast.alex, cast, conversation, "left", expect=409)["code"] == "dialog_plus.ended"
    assert t.end(cast.asha, cast, conversation, expect=409)["code"] == "dialog_plus.ended"
    assert len(cast.alex.get(f"{t.record(cast)}/working-on")["plans"]) == 1


def test_what_was_agreed_last_time_comes_first(cast: Cast) -> None:
    conversation = t.begin(cast.alex, cast)
    action = t.propose(cast.alex, cast, conversation, words="Ring the college.")
    other = t.propose(cast.alex, cast, conversation, words="Walk with Sam.")
    t.went(cast.alex, cast, other)
    t.end(cast.alex, cast, conversation)
    later = t.begin(cast.alex, cast)
    assert [one["words"] for one in later["to_review"]] == ["Ring the college."]
    t.went(cast.alex, cast, action, "done", words="They were kind.", conversation_id=later["id"])
    (looked_at,) = t.read(cast.alex, cast, later)["to_review"]
    assert (looked_at["status"], looked_at["went"]) == ("done", "They were kind.")
    assert t.read(cast.alex, cast, later)["actions"] == []
